//! Marks as schools write them, compared only where that can be known.

use crate::plan::alike;

/// A mark that can be compared with others of its kind.
#[derive(PartialEq)]
enum Notation {
    Letter,
    Number,
    Percent,
}

/// Whether a mark is at least a minimum. None where the two do not compare: words, or two notations.
///
/// Letters are `A` to `D` and `F`, with `+` or `-`, and `A*`. `E` is the best mark of some schools and the worst of
/// others, so it compares with nothing but itself. Of numbers the higher one is better.
pub(super) fn is_enough(mark: &str, minimum: &str) -> Option<bool> {
    let (mark, minimum) = (mark.trim(), minimum.trim());
    if alike(mark, minimum) {
        return Some(true);
    }
    let ((of, mark), (same, minimum)) = (rank(mark)?, rank(minimum)?);
    (of == same).then_some(mark >= minimum)
}

/// How high a mark stands in its notation.
fn rank(mark: &str) -> Option<(Notation, i64)> {
    let first = mark.chars().next()?;
    let letter = match first.to_ascii_uppercase() {
        'A' => 5,
        'B' => 4,
        'C' => 3,
        'D' => 2,
        'F' => 0,
        _ => {
            return figure(mark);
        }
    };
    let sign = match &mark[1..] {
        "" => 0,
        "+" => 1,
        "*" if letter == 5 => 2,
        "-" | "\u{2212}" | "\u{2013}" => -1,
        _ => return None,
    };
    Some((Notation::Letter, letter * 3 + sign))
}

/// The value of a digit, Latin or Arabic.
pub(super) fn digit(sign: char) -> Option<u32> {
    let zero = match sign {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    Some(sign as u32 - zero as u32)
}

/// A figure with a decimal point or comma, in thousandths. None where a comma has three digits after it: `1,200` is
/// twelve hundred to some schools.
fn figure(text: &str) -> Option<(Notation, i64)> {
    let (mut number, mut decimals, mut digits) = (0i64, None, 0);
    let mut notation = Notation::Number;
    for sign in text.chars() {
        match (sign, digit(sign)) {
            // What keeps a sign on its side, as `Intl` writes it in Arabic.
            ('\u{61c}' | '\u{200e}' | '\u{200f}', _) => {}
            ('%' | '\u{66a}' | ' ' | '\u{a0}' | '\u{202f}', _) => notation = Notation::Percent,
            _ if notation == Notation::Percent => return None,
            (_, Some(digit)) => {
                decimals = decimals.map(|decimals: u32| decimals + 1);
                number = number * 10 + i64::from(digit);
                digits += 1;
            }
            ('.' | ',' | '\u{66b}', _) if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
        if digits > 9 {
            return None;
        }
    }
    let decimals = decimals.unwrap_or(0);
    if digits == 0 || decimals > 3 || decimals == 3 && text.bytes().any(|sign| sign == b',') {
        return None;
    }
    Some((notation, number * 10i64.pow(3 - decimals)))
}

#[cfg(test)]
mod tests {
    use super::is_enough;

    #[test]
    fn compares_letters_and_numbers_and_nothing_that_is_unlike() {
        for (mark, minimum, enough) in [
            ("C", "C", Some(true)),
            ("C+", "C", Some(true)),
            ("C-", "C", Some(false)),
            ("c\u{2212}", "C", Some(false)),
            ("A", "B+", Some(true)),
            ("B-", "C+", Some(true)),
            ("F", "D-", Some(false)),
            ("A+", "A", Some(true)),
            ("A*", "A+", Some(true)),
            ("A", "A*", Some(false)),
            ("B*", "B", None),
            ("84", "70", Some(true)),
            ("69.5", "70", Some(false)),
            ("3,25", "3.2", Some(true)),
            ("2.3", "2.25", Some(true)),
            ("2.125", "2,25", Some(false)),
            ("70%", "70 %", Some(true)),
            ("69%", "70%", Some(false)),
            // As `Intl` writes them in Spanish, French and Arabic.
            ("90\u{a0}%", "70\u{a0}%", Some(true)),
            ("69\u{202f}%", "70%", Some(false)),
            ("٦٩٫٥٪\u{61c}", "70%", Some(false)),
            ("69.5\u{200e}%\u{200e}", "70%", Some(false)),
            ("۷۰", "70", Some(true)),
            (" b ", "B", Some(true)),
            // Unlike each other, or of no notation that is known.
            ("84", "70%", None),
            ("B", "70", None),
            ("3.5", "B", None),
            ("P", "C", None),
            ("P", "p", Some(true)),
            ("E", "C", None),
            ("Met", "Met", Some(true)),
            ("Advanced", "C", None),
            ("Äußerst", "C", None),
            ("MENCIÓN", "Mención", Some(true)),
            ("C#", "C", None),
            ("1.2.3", "1", None),
            ("70 80", "70%", None),
            ("12345678901", "1", None),
            ("1,200", "1000", None),
            (".", "1", None),
            ("", "C", None),
        ] {
            assert_eq!(is_enough(mark, minimum), enough, "{mark} for {minimum}");
        }
    }
}
