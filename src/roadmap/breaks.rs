//! How high a card will be: an estimate of how words break into lines, so that the first picture is right before the
//! browser has measured anything. Where the browser finds a card higher, its own measure is used.

use crate::state::Letters;
use crate::words::bare;

/// How many lines `text` takes at `font` pixels in a box `width` pixels wide, breaking at spaces and hyphens, and
/// inside a word that is wider than the box.
pub fn lines(letters: &Letters, text: &str, font: f64, width: f64) -> usize {
    let room = (width / font).max(1.0);
    let (mut lines, mut used) = (1usize, 0.0f64);
    // Of the word so far: its width, and that without the blanks at its end.
    let (mut word, mut ink) = (0.0f64, 0.0f64);
    let text = bare(text);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        word += letters.em(c);
        if c != ' ' {
            ink = word;
        }
        if !ends_a_word(c) && !rest.as_str().is_empty() {
            continue;
        }
        if used > 0.0 && used + ink > room {
            lines += 1;
            used = 0.0;
        }
        let mut long = ink;
        while long > room {
            lines += 1;
            long -= room;
        }
        used += if ink > room { long } else { word };
        (word, ink) = (0.0, 0.0);
    }
    lines
}

/// How wide the widest word of `text` is, in ems: in a box of that width none breaks inside.
pub fn widest(letters: &Letters, text: &str) -> f64 {
    let (mut widest, mut word) = (0.0f64, 0.0f64);
    for c in bare(text).chars() {
        if c != ' ' {
            word += letters.em(c);
            widest = widest.max(word);
        }
        if ends_a_word(c) {
            word = 0.0;
        }
    }
    widest
}

/// Whether a line may end after this. Chinese and Japanese have no blanks, and break anywhere.
fn ends_a_word(c: char) -> bool {
    matches!(c, ' ' | '-' | '\u{2e80}'..='\u{d7ff}')
}

#[cfg(test)]
mod tests {
    use super::{lines, widest};
    use crate::state::Letters;

    #[test]
    fn a_word_that_is_wider_than_the_box_breaks_inside() {
        // Four of these letters fill a line.
        let letters = Letters::default();
        let width = letters.em('n') * 4.0 + 0.01;
        for (text, expected) in
            [("nnnn", 1), ("nnnnn", 2), ("nnnnnnnnn", 3), ("n nnnnn n", 3), ("nnnnn n", 2)]
        {
            assert_eq!(lines(&letters, text, 1.0, width), expected, "{text}");
        }
    }

    #[test]
    fn a_title_is_as_wide_as_its_widest_word() {
        let letters = Letters::default();
        let n = letters.em('n');
        for (text, expected) in [
            ("", 0.0),
            ("nn nnn n", 3.0 * n),
            ("nn-nnn", 3.0 * n),
            // A blank at which no line ends.
            ("n\u{a0}nn", 3.0 * n + letters.em('\u{a0}')),
            ("\u{4e2d}\u{6587}", 1.0),
        ] {
            assert!((widest(&letters, text) - expected).abs() < 1e-9, "{text}");
        }
    }
}
