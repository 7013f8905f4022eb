//! PLACE, last part: the heights at which long links pass the columns. Waypoints run through the gaps between cards,
//! level for as many columns as they can.

use super::Measures;
use super::layer::Layers;
use super::lists::Strength;
use super::place::{PITCH, Places, set_apart};
use crate::sorted::sort;

/// Lines that miss each other by less than this are brought to one height where there is room.
const WIGGLE: f64 = 16.0;

/// A gap between two cards of a column, and the waypoints that pass it.
struct Gap {
    /// The first of them in the order, and the place after the last.
    from: usize,
    end: usize,
    /// The room between two lines.
    pitch: f64,
    /// The height of the uppermost line at least, and of the lowest at most.
    low: f64,
    high: f64,
}

impl Places {
    /// Sets the heights at which long links pass each column.
    pub(super) fn set_waypoints(&mut self, measures: &Measures, layers: &Layers, end: f64) {
        let mut low = vec![0.0; layers.items.len()];
        let mut high = low.clone();
        let gaps = self.gaps(measures, layers, end);
        for gap in &gaps {
            for place in gap.from..gap.end {
                let item = layers.order[place];
                low[item] = gap.low + gap.pitch * (place - gap.from) as f64;
                high[item] = gap.high - gap.pitch * (gap.end - 1 - place) as f64;
            }
        }
        self.pull_taut(layers, &low, &high);
        // Apart from each other, then level with what is on the left, then with what is on the right.
        for gap in &gaps {
            self.part(layers, gap, 0);
        }
        for gap in &gaps {
            self.part(layers, gap, 1);
        }
        for gap in gaps.iter().rev() {
            self.part(layers, gap, 2);
        }
    }

    /// The gaps that waypoints pass, from the left, and in each column from the top.
    fn gaps(&self, measures: &Measures, layers: &Layers, end: f64) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for column in 0..self.columns.len() {
            let (first, last) = (layers.start[column], layers.start[column + 1]);
            let (mut low, mut from) = (measures.top, first);
            for place in first..=last {
                let (mut top, mut bottom) = (end, end);
                if place < last {
                    let Some(card) = self.cards.get(layers.order[place]) else { continue };
                    (top, bottom) = (card.y, card.bottom());
                }
                if place > from {
                    let high = top.max(low);
                    let pitch = PITCH.min((high - low) / (place - from + 1) as f64);
                    gaps.push(Gap { from, end: place, pitch, low: low + pitch, high: high - pitch });
                }
                low = bottom;
                from = place + 1;
            }
        }
        gaps
    }

    /// Sets the waypoints of a gap apart, after bringing each level with what it nearly is level with on one side.
    fn part(&mut self, layers: &Layers, gap: &Gap, side: usize) {
        let items = &layers.order[gap.from..gap.end];
        let mut wishes = Vec::with_capacity(items.len());
        let mut steps = vec![gap.pitch; items.len()];
        steps[0] = 0.0;
        for &item in items {
            let mut y = self.y[item];
            let lists = [&[], layers.left.of(item), layers.right.of(item)];
            if let Some(&(other, _)) = lists[side].first() {
                let beside = self.y[other];
                y = if (beside - y).abs() < WIGGLE { beside } else { y };
            }
            wishes.push(y);
        }
        set_apart(&mut wishes, &steps, gap.low, gap.high);
        for (&item, y) in items.iter().zip(&wishes) {
            self.y[item] = *y;
        }
    }

    /// Draws each row of waypoints taut between its limits: level as long as possible, then to the next stretch. A row
    /// ends where a heavier link parts from it, for that goes its own way first.
    fn pull_taut(&mut self, layers: &Layers, lows: &[f64], highs: &[f64]) {
        let mut rows = Vec::new();
        for item in layers.cards..layers.items.len() {
            if item == layers.cards || !goes_on(layers, item - 1) {
                rows.push(item);
            }
        }
        sort(&mut rows, &|a, b| heaviest(layers.left.of(b)).cmp(&heaviest(layers.left.of(a))));
        for &first in &rows {
            let mut last = first;
            while goes_on(layers, last) {
                last += 1;
            }
            let mut y = self.level_with(layers.left.of(first)).unwrap_or(0.0);
            let goal = self.level_with(layers.right.of(last)).unwrap_or(y);
            let (mut from, mut low, mut high) = (first, f64::MIN, f64::MAX);
            for item in first..=last + 1 {
                // After the last waypoint nothing is level with anything.
                let is_end = item > last;
                let (lower, higher) = if is_end { (f64::MAX, f64::MIN) } else { (lows[item], highs[item]) };
                if low.max(lower) > high.min(higher) && item > from {
                    let level = low <= y && y <= high;
                    let wish = if !level && is_end && low <= goal && goal <= high { goal } else { y };
                    y = wish.max(low).min(high);
                    self.y[from..item].fill(y);
                    (from, low, high) = (item, lower, higher);
                } else {
                    (low, high) = (low.max(lower), high.min(higher));
                }
            }
        }
    }

    /// The height of what a list is most heavily linked to.
    fn level_with(&self, list: &[(usize, Strength)]) -> Option<f64> {
        list.iter().max_by_key(|&&(_, weight)| weight.most).map(|&(other, _)| self.y[other])
    }
}

/// Whether the row of a waypoint goes on to the next item: they are linked, and neither is more heavily linked to
/// another.
fn goes_on(layers: &Layers, item: usize) -> bool {
    let right = layers.right.of(item);
    let Some((_, weight)) = right.iter().find(|(next, _)| *next == item + 1) else { return false };
    heaviest(right).max(heaviest(layers.left.of(item + 1))) <= weight.most
}

fn heaviest(list: &[(usize, Strength)]) -> u32 {
    list.iter().map(|(_, weight)| weight.most).max().unwrap_or(0)
}
