//! Whole numbers as their digits, and back: for ids, selectors, words and JSON. The standard library brings a machinery
//! for it that can pad, sign and align, and takes 2 kB.

/// The digits of a number.
#[inline(never)]
pub(crate) fn digits(number: usize) -> String {
    let mut place = 1;
    while number / place > 9 {
        place *= 10;
    }
    let mut digits = String::new();
    write(number, place, &mut digits);
    digits
}

/// Writes the digits of a number, from that of a place on: of 2026 from 100 on `026`.
#[inline(never)]
pub(crate) fn write(number: usize, mut place: usize, out: &mut String) {
    while place > 0 {
        out.push(char::from(b'0' + (number / place % 10) as u8));
        place /= 10;
    }
}

/// The number that digits write; none where anything else stands there, or nothing, or more than a number holds.
#[inline(never)]
pub(crate) fn number(digits: &str) -> Option<usize> {
    let mut number = 0usize;
    for digit in digits.chars() {
        number = number.checked_mul(10)?.checked_add(digit.to_digit(10)? as usize)?;
    }
    (!digits.is_empty()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{digits, number, write};

    #[test]
    fn a_number_is_its_digits() {
        for n in
            [0, 1, 9, 10, 11, 99, 100, 101, 12_345, 1_000_000, usize::MAX / 10, usize::MAX - 1, usize::MAX]
        {
            assert_eq!(digits(n), n.to_string());
            assert_eq!(number(&digits(n)), Some(n));
        }
        let mut part = String::new();
        write(2026, 100, &mut part);
        assert_eq!(part, "026");
    }

    #[test]
    fn what_is_no_number_is_none() {
        assert_eq!(number("007"), Some(7));
        let beyond = usize::MAX.to_string();
        for text in
            ["", " 1", "1 ", "-1", "+1", "1.0", "1x", "٣", ":", "/", &(beyond.clone() + "0"), &(beyond + "9")]
        {
            assert_eq!(number(text), None, "{text:?}");
        }
    }
}
