//! How wide letters are: as measured in the page's face, else as in a common one.

/// The widths of letters, in parts of their size.
#[derive(Clone, Debug, PartialEq)]
pub struct Letters {
    /// As a card's title is set: ASCII from the blank on. Empty where nothing was measured.
    title: Vec<f64>,
    /// What stands under a title is so much of this.
    pub under: f64,
}

impl Default for Letters {
    fn default() -> Letters {
        Letters { title: Vec::new(), under: 1.0 }
    }
}

impl Letters {
    /// What `www/letters.js` measured: each width a character, whose code is thousandths; last what is under a title.
    pub fn measured(text: &str) -> Letters {
        let mut title = Vec::new();
        for c in text.chars() {
            title.push(f64::from(u32::from(c)) / 1000.0);
        }
        let under = title.pop().unwrap_or(1.0);
        Letters { title, under }
    }

    /// The width of a letter in a title; of one that was not measured as in a common sans-serif face, on the wide side.
    pub fn em(&self, c: char) -> f64 {
        let measured = |c: char| self.title.get((c as usize).checked_sub(0x20)?).copied();
        // Faces that are wide are so in every script.
        let wide = || measured('n').map_or(1.0, |n| n / 0.57);
        measured(c).unwrap_or_else(|| match c {
            'i' | 'l' | 'j' | 'I' | '.' | ',' | '\'' | '|' | ':' | ';' | '!' => 0.29,
            'f' | 't' | 'r' | ' ' | '\u{a0}' | '-' | '(' | ')' | '/' => 0.36,
            'm' | 'w' | 'M' | 'W' | '%' | '&' => 0.90,
            'A'..='Z' => 0.70,
            '\u{0300}'..='\u{036f}' | '\u{064b}'..='\u{065f}' | '\u{2066}'..='\u{2069}' => 0.0,
            '\u{0600}'..='\u{06ff}' => 0.52 * wide(),
            c if (c as u32) < 0x2e80 => 0.57 * wide(),
            _ => 1.0,
        })
    }

    /// The width of some words in a title.
    pub fn ems(&self, text: &str) -> f64 {
        let mut width = 0.0;
        for c in text.chars() {
            width += self.em(c);
        }
        width
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    /// A face in which each of ASCII's letters is 0.6 wide, and what is under a title 0.9 of that.
    fn even() -> Letters {
        Letters::measured(&["\u{258}".repeat(95), "\u{384}".to_string()].concat())
    }

    #[test]
    fn measured_letters_are_as_wide_as_they_were_found() {
        let letters = even();
        assert_eq!((letters.em(' '), letters.em('i'), letters.em('~'), letters.under), (0.6, 0.6, 0.6, 0.9));
        assert!((letters.ems("Biology") - 4.2).abs() < 1e-9);
    }

    #[test]
    fn others_are_reckoned_from_them() {
        let letters = even();
        assert!((letters.em('é') - 0.6).abs() < 1e-9);
        assert_eq!((letters.em('\u{301}'), letters.em('学')), (0.0, 1.0));
        assert_eq!(Letters::default().em('é'), 0.57);
    }
}
