//! Text in one language or several.

/// Words from the host: a plain string, or one string for each of several languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// In the plan's own language.
    Plain(String),
    /// By BCP 47 tag, in the host's order; never empty.
    Map(Vec<(String, String)>),
}

impl Default for Text {
    fn default() -> Self {
        Text::Plain(String::new())
    }
}

/// Words to show, and the language they are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The words.
    pub words: &'a str,
    /// BCP 47 tag; none means the plan's own language.
    pub language: Option<&'a str>,
}

impl Text {
    /// The words in the first language wanted that there is.
    ///
    /// For each wanted tag in turn: the same tag, else one of the same language (`es` for `es-MX`, and the other
    /// way round), of Chinese in the same script if it may be, in any letter case. Else the host's first. Put the
    /// plan's own language last in `wanted`.
    ///
    /// ```
    /// # use throughline::plan::Text;
    /// let biology = Text::Map(vec![("en".into(), "Biology".into()), ("es".into(), "Biología".into())]);
    /// assert_eq!(biology.pick(&["es-MX", "en"]).words, "Biología");
    /// assert_eq!(biology.pick(&["ar"]).language, Some("en"));
    /// ```
    pub fn pick(&self, wanted: &[&str]) -> Said<'_> {
        match self {
            Text::Plain(words) => Said { words, language: None },
            Text::Map(map) => {
                let same = |wish: &&str| {
                    let best = |(tag, _): &&(String, String)| nearness(tag, wish);
                    map.iter().rev().max_by_key(best).filter(|(tag, _)| nearness(tag, wish) > 0)
                };
                match wanted.iter().find_map(same).or(map.first()) {
                    Some((tag, words)) => Said { words, language: Some(tag) },
                    None => Said { words: "", language: None },
                }
            }
        }
    }

    /// Whether it says nothing in any language.
    pub fn is_empty(&self) -> bool {
        !self.says(&|words| !words.is_empty())
    }

    /// Whether what it says fits, in any of its languages.
    pub(crate) fn says(&self, fits: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Text::Plain(words) => fits(words),
            Text::Map(map) => map.iter().any(|(_, words)| fits(words)),
        }
    }
}

/// Whether words are alike but for blanks around them and the case of Latin and Cyrillic letters.
pub(crate) fn alike(words: &str, others: &str) -> bool {
    let (words, others) = (words.trim(), others.trim());
    // A small letter takes as many bytes as its capital.
    let mut letters = others.chars().map(small);
    words.len() == others.len() && words.chars().all(|letter| Some(small(letter)) == letters.next())
}

/// The small letter of a Latin or a Cyrillic capital: by where the two stand, since a table of all weighs kilobytes.
/// Those of Africa, and a few that stand far from theirs, stay as they are.
#[inline(never)]
fn small(letter: char) -> u32 {
    let code = letter as u32;
    match code {
        // So far apart as A and a.
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        // Azerbaijani.
        0x18f => 0x259,
        // In pairs, of which the capital is even, or odd.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 | 0x1a0..=0x1a5 => code | 1,
        0x218..=0x21b | 0x48a..=0x4bf | 0x4d0..=0x52f | 0x1ea0..=0x1eff => code | 1,
        0x139..=0x148 | 0x179..=0x17e | 0x1af..=0x1b0 | 0x4c1..=0x4ce => code + (code & 1),
        _ => code,
    }
}

/// How near two tags are: 0 for two languages, 3 for the same tag.
fn nearness(tag: &str, wish: &str) -> u32 {
    if tag.eq_ignore_ascii_case(wish) {
        3
    } else if !primary(tag).eq_ignore_ascii_case(primary(wish)) {
        0
    } else {
        1 + u32::from(is_traditional(tag) == is_traditional(wish))
    }
}

/// Whether a tag is of the traditional Chinese script, by its name or else by where that is written.
fn is_traditional(tag: &str) -> bool {
    let has =
        |words: &[&str]| tag.split('-').any(|part| words.iter().any(|word| word.eq_ignore_ascii_case(part)));
    primary(tag).eq_ignore_ascii_case("zh") && (has(&["Hant"]) || !has(&["Hans"]) && has(&["TW", "HK", "MO"]))
}

/// The language of a tag, without script and region.
pub(crate) fn primary(tag: &str) -> &str {
    let end = tag.bytes().position(|letter| letter == b'-');
    end.and_then(|end| tag.get(..end)).unwrap_or(tag)
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Text::Plain(words.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, alike, small};

    #[test]
    fn chinese_is_read_in_the_script_that_is_asked_for() {
        let map =
            |tags: &[&str]| Text::Map(tags.iter().map(|tag| (tag.to_string(), tag.to_string())).collect());
        for (tags, wish, said) in [
            (["zh-CN", "zh-TW"], "zh-Hant-TW", "zh-TW"),
            (["zh-CN", "zh-TW"], "zh-HK", "zh-TW"),
            (["zh-Hant", "zh-Hans"], "zh-SG", "zh-Hans"),
            (["zh-Hant", "zh-Hans"], "zh", "zh-Hans"),
            (["zh-Hant", "zh-Hans"], "zh-Hans-HK", "zh-Hans"),
            (["en-HK", "en-GB"], "en", "en-HK"),
            (["en", "zh-Hans"], "zh-TW", "zh-Hans"),
            (["es-US", "es"], "es-MX", "es-US"),
            (["es-US", "es"], "ES", "es"),
        ] {
            assert_eq!(map(&tags).pick(&[wish]).words, said, "{wish} of {tags:?}");
        }
    }

    #[test]
    fn case_does_not_matter_in_latin_and_cyrillic() {
        for (one, other) in [
            ("MATEMÁTICAS", "Matemáticas"),
            (" español", "ESPAÑOL "),
            ("FRANÇAIS LANGUE PREMIÈRE", "Français langue première"),
            ("JĘZYK POLSKI ŻŹŁ", "język polski żźł"),
            ("ȘTIINȚE", "Științe"),
            ("ƏDƏBIYYAT", "ədəbiyyat"),
            ("TOÁN HỌC, ĐƯỜNG", "Toán học, đường"),
            ("МАТЕМАТИКА ЁЖ, ҐРУНТ", "Математика ёж, ґрунт"),
            ("КАЗАҚ ӘДЕБИЕТІ", "Казақ әдебиеті"),
            ("الرياضيات", "الرياضيات"),
        ] {
            assert!(alike(one, other), "{one} {other}");
        }
        for (one, other) in
            [("Matemáticas", "Matematicas"), ("a×", "a÷"), ("İ", "ı"), ("Math", "Maths"), ("", "a")]
        {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_small_letter_is_that_of_unicode() {
        for letter in ('\0'..='\u{ffff}').filter(|&letter| small(letter) != letter as u32) {
            let lower: Vec<u32> = letter.to_lowercase().map(u32::from).collect();
            assert_eq!(lower, [small(letter)], "{letter}");
            assert_eq!(
                letter.to_lowercase().map(char::len_utf8).sum::<usize>(),
                letter.len_utf8(),
                "{letter}"
            );
        }
        // Of Europe and Central Asia what stands far from its small letter is left out.
        let blocks = ('A'..='\u{17f}')
            .chain('\u{18f}'..='\u{18f}')
            .chain('\u{218}'..='\u{21b}')
            .chain('\u{400}'..='\u{45f}');
        let far = |letter: &char| letter.is_uppercase() && small(*letter) == *letter as u32;
        assert_eq!(blocks.chain('\u{48a}'..='\u{52f}').filter(far).collect::<String>(), "İŸӀ");
    }
}
