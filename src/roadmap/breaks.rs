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
        if !c.is_whitespace() {
            ink = word;
        }
        if !matches!(c, ' ' | '-' | '\u{a0}') && !rest.as_str().is_empty() {
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

#[cfg(test)]
mod tests {
    use super::lines;
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
}
