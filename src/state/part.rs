//! Which part of a plan is drawn: at first what the window shows, of a large one what is near the reader; on the map by
//! place, in a list or table by number.

use super::{State, View};
use crate::geometry::Rect;
use crate::plan::StepIx;

/// A plan of more steps is large. One learner's has 30 to 150 and is drawn whole; a catalogue of thousands would keep
/// the browser busy for seconds with what nobody sees.
pub const LARGE: usize = 300;
/// How many steps of a large list are drawn at once.
const RUN: usize = 200;
/// A row of a list is at least so high, and a step in it so wide, in CSS pixels at a 16-pixel font; as in the style
/// sheet.
const LOWEST: f64 = 40.0;
const ABREAST: f64 = 304.0;
/// From here the map is drawn; narrower containers read as a list. As in the style sheet: 48 em of 16 pixels.
const WIDE: f64 = 768.0;
/// From here what is next, or the step that is open, stands beside the map: 68 em.
const WIDER: f64 = 1088.0;
/// What that takes, with the gap before it: 20 em and 1.25.
const BESIDE: f64 = 340.0;
/// What stands on both sides of the map, within the container.
const EDGE: f64 = 24.0;
/// So much more than the reader sees is drawn on each side, as a part of what is seen.
const AROUND: f64 = 0.5;
/// Most screens see no more of a map's height at once, with what is drawn around it.
const HEIGHT: f64 = 640.0;
/// How large the map can be drawn, in percent.
const ZOOMS: [u16; 3] = [50, 75, 100];

/// What is drawn of a large plan, and how the reader looks for the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Of the map, in its own units: what the reader saw of it last, and half as much again on each side.
    pub window: Rect,
    /// A step whose card keeps its place though the reader scrolls away: without it the focus would be lost. Those
    /// before and after it are drawn too, for Tab to go on to.
    pub focus: Option<StepIx>,
    /// Of a list or table: from which place in the reading order, and up to which. From 0, the last one not included.
    pub run: (usize, usize),
    /// Whether the map has been seen. At first it opens where the learner is.
    pub opened: bool,
    /// How large the map is, in percent.
    pub zoom: u16,
    /// Whether the reader reads the map as a list.
    pub as_list: bool,
    /// The words that the reader looks for; empty where for none.
    pub sought: String,
    /// Whether all is drawn for once: paper cannot be scrolled.
    pub whole: bool,
    /// What the reader sees of the map at first, in its own units, while no more of it is drawn: the rest comes once
    /// this is on the screen.
    pub first: Option<Rect>,
}

impl Default for Part {
    /// The beginning: most screens see no more of a map at once.
    fn default() -> Part {
        let window = around(Rect { x: 0.0, y: 0.0, width: 1000.0, height: HEIGHT }, AROUND);
        Part {
            window,
            focus: None,
            run: (0, RUN),
            opened: false,
            zoom: 100,
            as_list: false,
            sought: String::new(),
            whole: false,
            first: None,
        }
    }
}

impl Part {
    /// Whether what the reader sees of the map is drawn, and so much more on each side, as a part of it.
    pub fn holds(&self, seen: Rect, more: f64) -> bool {
        self.window.holds(around(seen, more))
    }

    /// The reader sees this much of the map, and has the focus there.
    pub(super) fn see(&mut self, seen: Rect, focus: Option<StepIx>) {
        self.window = around(seen, AROUND);
        self.focus = focus;
    }

    /// The map opens here, as wide as it is seen, in its own units.
    pub fn open(&mut self, seen: Rect) {
        self.window = around(Rect { height: HEIGHT, ..seen }, AROUND);
        self.opened = true;
    }

    /// What the reader saw of the map when it was last drawn.
    pub fn seen(&self) -> Rect {
        let less = -AROUND / (1.0 + 2.0 * AROUND);
        self.window.grown(self.window.width * less, self.window.height * less)
    }

    /// The card at this place, of this number in the reading order (from 1), is drawn from now on.
    pub(super) fn bring(&mut self, place: Rect, number: usize) {
        if !self.window.holds(place) {
            let (from, to) = (self.window.middle(), place.middle());
            self.window.x += to.x - from.x;
            self.window.y += to.y - from.y;
        }
        if !(self.run.0..self.run.1).contains(&(number - 1)) {
            let from = number.saturating_sub(RUN / 2);
            self.run = (from, from + RUN);
        }
    }

    /// The map one size larger, where there is one.
    pub(super) fn larger(&mut self) {
        self.zoom(ZOOMS.iter().find(|zoom| **zoom > self.zoom));
    }

    /// Whether there is no larger map.
    pub fn is_largest(&self) -> bool {
        ZOOMS.last() == Some(&self.zoom)
    }

    /// Whether there is no smaller map.
    pub fn is_smallest(&self) -> bool {
        ZOOMS.first() == Some(&self.zoom)
    }

    /// The map one size smaller, where there is one.
    pub(super) fn smaller(&mut self) {
        self.zoom(ZOOMS.iter().rfind(|zoom| **zoom < self.zoom));
    }

    /// More of a list or table, behind what is there.
    pub(super) fn later(&mut self) {
        self.run.1 += RUN;
    }

    /// More of a list or table, before what is there.
    pub(super) fn earlier(&mut self) {
        self.run.0 = self.run.0.saturating_sub(RUN);
    }

    fn zoom(&mut self, next: Option<&u16>) {
        if let Some(next) = next {
            // As many pixels show so much more or less of the map.
            let more = f64::from(self.zoom) / f64::from(*next) - 1.0;
            self.window = self.window.grown(self.window.width * more / 2.0, self.window.height * more / 2.0);
            self.zoom = *next;
        }
    }
}

fn around(seen: Rect, more: f64) -> Rect {
    seen.grown(seen.width * more, seen.height * more)
}

impl State {
    /// Whether only a part of the plan is drawn.
    pub fn is_large(&self) -> bool {
        !self.part.whole && self.plan().is_some_and(|plan| plan.steps().len() > LARGE)
    }

    /// Whether steps have their places on a map, and do not follow one another in a list or table.
    pub fn is_map(&self) -> bool {
        self.can_be_map() && !self.part.as_list
    }

    /// Whether the page asks for a map, and has room for one.
    pub fn can_be_map(&self) -> bool {
        let wide = self.settings.width <= 0.0 || self.settings.width >= WIDE;
        self.settings.view == View::Map && wide
    }

    /// Whether what is next, or the step that is open, stands beside the map.
    pub fn is_beside(&self) -> bool {
        self.settings.width >= WIDER
    }

    /// How wide the map is seen, in CSS pixels at a 16-pixel font; 0 where that is not known.
    pub fn map_width(&self) -> f64 {
        let beside = if self.is_beside() { BESIDE } else { 0.0 };
        (self.settings.width - EDGE - beside).max(0.0)
    }

    /// Whether the next picture is the first map of this plan that can be seen.
    pub fn is_map_to_open(&self) -> bool {
        !self.part.opened && self.is_map() && self.settings.width > 0.0
    }

    /// Whether a card at this place, with this number in the reading order (from 1), is drawn.
    pub fn draws(&self, place: Rect, number: usize) -> bool {
        let (from, to) = self.part.run;
        let drawn = !self.is_large()
            || if self.is_map() { self.part.window.overlaps(place) } else { from < number && number <= to };
        let at_first = self.part.first.is_none_or(|first| {
            let abreast = (first.width / ABREAST).floor().max(1.0);
            if self.is_map() {
                first.overlaps(place)
            } else {
                number as f64 <= first.height / LOWEST * abreast
            }
        });
        drawn && at_first
    }

    /// Draws only so much as is seen at first, in CSS pixels at a 16-pixel font. A table's columns are as wide as all
    /// of its rows ask for, so it stays whole, and so does a list that the page asked for.
    pub fn show_first(&mut self, height: f64) {
        let width = self.map_width();
        if self.settings.view == View::Map && width > 0.0 && height > 0.0 {
            self.part.first = Some(Rect { x: self.part.seen().x, y: 0.0, width, height });
        }
    }
}
