//! What a large plan needs beside its picture: the steps with some words, and all of the map at a glance.

use super::Roadmap;
use crate::digits::digits;
use crate::plan::{Plan, StepIx};
use crate::words::Words;

/// Into how many rows the overview divides the map.
const ROWS: usize = 48;

impl Roadmap {
    /// The steps whose titles, or the school's codes for them, have each of these words, in whatever order and however
    /// they are written, in reading order, but those that are named just so before others. The first may be a part of a
    /// word, the others begin one: "algebra 1" is not each Algebra with a 1 in its code.
    pub fn found(&self, plan: &Plan, words: &Words, sought: &str) -> Vec<StepIx> {
        let mut titles = String::new();
        for step in &self.picture.order {
            let title = self.picture.cards.get(*step).map_or("", |card| &card.title.words);
            let code = plan.steps().get(*step).and_then(|step| step.code.as_deref());
            // Each step has one line.
            for (name, end) in &[(title, '\t'), (code.unwrap_or_default(), '\n')] {
                titles.push(' ');
                titles.extend(name.chars().map(|c| if c < ' ' { ' ' } else { c }));
                titles.push(*end);
            }
        }
        // All in one call: it goes over the border to the browser.
        let (titles, sought) = (words.folded(&titles), words.folded(sought));
        let mut found = Vec::new();
        // Quotes, stops, hyphens and blanks alone are in the name of no step.
        if sought.trim().is_empty() {
            return found;
        }
        let mut named = 0;
        let mut rest = titles.as_str();
        for step in &self.picture.order {
            let (title, after) = crate::words::cut(rest, '\n').unwrap_or((rest, ""));
            rest = after;
            // Not `str::contains`, whose search for long texts is half a kilobyte.
            let has = |(at, word): (usize, &[u8])| {
                let mut places = title.as_bytes().windows(word.len() + 1);
                places.any(|place| {
                    place
                        .split_first()
                        .is_some_and(|(before, here)| here == word && (at == 0 || *before == b' '))
                })
            };
            if title.split('\t').any(|name| name.trim() == sought.trim()) {
                found.insert(named, *step);
                named += 1;
            } else if sought.as_bytes().split(|letter| *letter == b' ').enumerate().all(has) {
                found.push(*step);
            }
        }
        found
    }

    /// Where on the map those of the steps are that `counts` names, as SVG path data: strokes down the middle of each
    /// column, to be drawn as wide as it is.
    pub fn glance(&self, counts: &dyn Fn(StepIx) -> bool) -> String {
        let row = (self.picture.size.height / ROWS as f64).max(1.0);
        let mut path = String::new();
        for column in &self.picture.columns {
            // One more that stays empty ends the last stroke.
            let mut there = [false; ROWS + 1];
            for step in column.steps.iter().filter(|step| counts(**step)) {
                let at = self.picture.cards.get(*step).map_or(0.0, |card| card.place.middle().y / row);
                there[(at as usize).min(ROWS - 1)] = true;
            }
            let mut before = false;
            for (at, &here) in there.iter().enumerate() {
                let stroke: &[(&str, f64)] = match (before, here) {
                    (false, true) => &[("M", column.place.middle().x), (",", at as f64 * row)],
                    (true, false) => &[("V", at as f64 * row)],
                    _ => &[],
                };
                for (letter, n) in stroke {
                    path += letter;
                    path += &digits(*n as usize);
                }
                before = here;
            }
        }
        path
    }
}
