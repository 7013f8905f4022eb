//! The picture as the browser reads it: the places of what is drawn as style rules, and routes as paths.

use super::picture::START;
use super::{Card, Roadmap};
use crate::digits::{digits, write};
use crate::geometry::{Point, Size};
use crate::plan::StepIx;
use crate::state::{State, View};

impl Roadmap {
    /// Whether a step's card is drawn: each of a plan that is not large, those of the part that the reader looks at,
    /// the one that is open, and on a map the one that has the focus with those before and after it.
    pub fn draws(&self, state: &State, step: StepIx) -> bool {
        let focused =
            state.part.focus.filter(|_| state.is_map()).and_then(|focus| self.picture.cards.get(focus));
        let near = |card: &Card| {
            focused.is_some_and(|focused| focused.number.abs_diff(card.number) < 2)
                || state.draws(card.place, card.number)
        };
        state.chosen == Some(step) || self.picture.cards.get(step).is_some_and(near)
    }

    /// Whether each step's card is drawn.
    pub fn draws_all(&self, state: &State) -> bool {
        (0..self.picture.cards.len()).all(|step| self.draws(state, step))
    }

    /// The places of columns, cards, bands and destinations as style rules for one adopted style sheet: a `style`
    /// attribute would need `unsafe-inline`. Sideways in ems of the map; downwards as shares of its height, since a
    /// page may give cards and goals a font of their own. A narrow container ignores them and reads as a list, and a
    /// list or table has none. Of a large plan's cards those that are drawn.
    pub fn places(&self, state: &State) -> String {
        if state.settings.view != View::Map || state.part.as_list {
            return String::new();
        }
        let mut css = String::from("@container roadmap (width >= 48em){");
        let Size { width, height } = self.picture.size;
        // The map of 10,000 steps is so high that a thousandth of a percent of it is seen.
        let (ems, shares) = ((16.0, 1_000, "em;"), (height / 100.0, 1_000_000, "%;"));
        let mut rule =
            |name: &str, ix: usize, (one, parts, unit): (f64, usize, &str), rules: &[(&str, f64)]| {
                css += name;
                css += &digits(ix);
                css.push('{');
                for (property, value) in rules {
                    css += property;
                    css.push(':');
                    decimal(*value / one, parts, &mut css);
                    css += unit;
                }
                css.push('}');
            };
        // Lanes are named over the first cards, and not over links that turn left of them; nor over the goals, which
        // are of no band.
        let from = self.picture.columns.first().map_or(0.0, |first| first.place.x - START);
        let goals = self.picture.columns.last().filter(|_| !self.picture.destinations.is_empty());
        let to = goals.map_or(width, |goals| goals.place.x);
        rule(".canvas.c", 0, ems, &[("width", width), ("height", height), ("--_from", from), ("--_to", to)]);
        for (ix, column) in self.picture.columns.iter().enumerate() {
            rule("#p", ix, ems, &[("inset-inline-start", column.place.x), ("width", column.place.width)]);
        }
        let large = state.is_large();
        for (ix, card) in
            self.picture.cards.iter().enumerate().filter(|(ix, _)| !large || self.draws(state, *ix))
        {
            rule("#s", ix, shares, &[("top", card.place.y), ("min-height", card.place.height)]);
        }
        for (ix, band) in self.picture.bands.iter().enumerate() {
            rule("#b", ix, shares, &[("top", band.place.y)]);
        }
        for (ix, goal) in self.picture.destinations.iter().enumerate() {
            rule("#g", ix, shares, &[("top", goal.place.y), ("min-height", goal.place.height)]);
        }
        css.push('}');
        css
    }
}

/// A number to the thousandth or the like: one is so many parts, a power of ten.
fn decimal(n: f64, parts: usize, out: &mut String) {
    let all = whole(n * parts as f64, out);
    *out += &digits(all / parts);
    out.push('.');
    write(all, parts / 10, out);
}

/// SVG path data in whole units and tenths: one move, then cubic curves.
pub fn path(route: &[Point]) -> String {
    let mut out = String::new();
    for (place, point) in route.iter().enumerate() {
        out.push(match place {
            0 => 'M',
            p if p % 3 == 1 => 'C',
            _ => ' ',
        });
        tenth(point.x, &mut out);
        out.push(',');
        tenth(point.y, &mut out);
    }
    out
}

/// A number to one decimal, without the formatting machinery of floats.
pub fn tenth(n: f64, out: &mut String) {
    let tenths = whole(n * 10.0, out);
    *out += &digits(tenths / 10);
    if !tenths.is_multiple_of(10) {
        out.push('.');
        write(tenths, 1, out);
    }
}

/// Rounds away from the point; a minus sign is written at once.
fn whole(n: f64, out: &mut String) -> usize {
    let n = n.round();
    if n < 0.0 {
        out.push('-');
    }
    n.abs() as usize
}
