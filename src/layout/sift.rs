//! ORDER, second half: one item at a time to its best position in reach (Matuszewski, Schönfeld and Molitor, "Using
//! sifting for k-layer straightline crossing minimization", 1999).

use super::cost::CROSSING;
use super::order::Order;

/// What it costs to run between two cards that stand close together.
const SQUEEZE: f64 = 0.4;
/// A search whose crossings and travel have come to cost this much more is given up; looking further costs time and
/// found next to nothing.
const HOPELESS: f64 = 40.0;

/// Where an item could stand, and what that costs more than where it stands.
struct Best {
    at: usize,
    cost: f64,
}

impl Order<'_> {
    /// Sifts every item once; whether that bettered anything.
    pub(super) fn sift_all(&mut self, forward: bool) -> bool {
        let mut bettered = false;
        for step in 0..self.columns() {
            let column = if forward { step } else { self.columns() - 1 - step };
            self.settle(column);
            for &item in &self.layers.column(column).to_vec() {
                if !self.layers.is_alone(item) && self.looks > 0 {
                    bettered |= self.sift(column, item);
                }
            }
        }
        bettered
    }

    /// Moves an item to the best position within reach, if that is better than its own.
    fn sift(&mut self, column: usize, item: usize) -> bool {
        let here = self.position[item];
        self.weigh(column, item);
        let mut best = Best { at: here, cost: -1e-6 };
        for &down in &[false, true] {
            self.seek(column, item, down, &mut best);
        }
        if best.at == here {
            return false;
        }
        // The cards between take over each other's rows.
        let is_card = self.layers.is_card(item);
        let mut row = self.y[item];
        let mut at = here;
        while at != best.at {
            let next = if best.at < here { at - 1 } else { at + 1 };
            let other = self.layers.order[next];
            self.layers.order[at] = other;
            self.position[other] = at;
            if is_card && self.layers.is_card(other) {
                std::mem::swap(&mut row, &mut self.y[other]);
            }
            at = next;
        }
        self.layers.order[at] = item;
        self.position[item] = at;
        if !is_card {
            let (low, high, _) = self.passage(column, at);
            row = self.height_between(item, low, high);
        }
        self.y[item] = row;
        true
    }

    /// Tries the positions above or below an item's own.
    fn seek(&mut self, column: usize, item: usize, down: bool, best: &mut Best) {
        let here = self.position[item];
        let range = self.range(column);
        let card = self.layers.is_card(item);
        let mut row = self.y[item];
        let own = self.own_cost(item, row, column, here);
        // What the others' travel and all crossings change by, less the item's own travel where it stands.
        let mut change = -own;
        // A card alone parts two gaps, so the item's own travel is another only past a card.
        let mut there = Some(own);
        for step in 1.. {
            let position = if down { here + step } else { here.wrapping_sub(step) };
            if !range.contains(&position) {
                return;
            }
            let other = self.layers.order[position];
            let past_card = self.layers.is_card(other);
            let swap = card && past_card;
            let (upper, lower) = if down { (item, other) } else { (other, item) };
            if swap && self.must_stay_above(upper, lower) {
                return;
            }
            let (more, travel) = self.passing(other, if swap { row } else { self.y[other] });
            change += travel + CROSSING * if down { -more } else { more };
            if change > HOPELESS || self.looks == 0 {
                return;
            }
            if swap {
                row = self.y[other];
            }
            if past_card {
                there = None;
            }
            // No travel of its own can be less than none.
            if change < best.cost {
                let place = if down && !card { position + 1 } else { position };
                let cost = change + *there.get_or_insert_with(|| self.own_cost(item, row, column, place));
                if cost < best.cost {
                    *best = Best { at: position, cost };
                }
            }
        }
    }

    /// What an item's own travel costs: a card's at this row, a waypoint's at this position of the column.
    fn own_cost(&self, item: usize, row: f64, column: usize, position: usize) -> f64 {
        if self.layers.is_card(item) {
            return self.travel(item, row);
        }
        let (low, high, _) = self.passage(column, position);
        let squeeze = if high < low { SQUEEZE } else { 0.0 };
        self.travel(item, self.height_between(item, low, high)) + squeeze
    }

    /// Whether a card has to stay above another.
    fn must_stay_above(&self, upper: usize, lower: usize) -> bool {
        let bands = &self.layers.items;
        bands[upper].band != bands[lower].band
            || self.layers.is_alone(lower)
            || self.layers.below.at(upper).contains(&lower)
    }

    /// Counts for every item beside the column how many of an item's links end below it, less those that end above it:
    /// with that the crossings of the item with any other are a sum over the other's links alone. O(items beside the
    /// column).
    ///
    /// A function of its own: browsers change to their faster code where a function is called.
    #[inline(never)]
    fn weigh(&mut self, column: usize, item: usize) {
        for &(list, beside) in
            &[(&self.layers.left, column.wrapping_sub(1)), (&self.layers.right, column + 1)]
        {
            if beside >= self.columns() {
                continue;
            }
            let others = self.layers.column(beside);
            self.looks = self.looks.saturating_sub(others.len());
            let (mut above, mut below) = (0.0, 0.0);
            for &(other, weight) in list.of(item) {
                self.own[other] = f64::from(weight.sum);
                below += f64::from(weight.sum);
            }
            for &other in others {
                let here = self.own[other];
                below -= here;
                self.balance[other] = below - above;
                above += here;
            }
            for &(other, _) in list.of(item) {
                self.own[other] = 0.0;
            }
        }
    }

    /// How many more crossings there are with the weighed item above another than the other way round, and how much
    /// further, as in `travel`, the other's links go if it stands in this row.
    fn passing(&mut self, other: usize, row: f64) -> (f64, f64) {
        let (mut crossings, mut travel) = (0.0, 0.0);
        let y = self.y[other];
        let layers = &self.layers;
        // Links inside the column cross nothing beside it.
        for &(list, counts) in &[(&layers.left, 1.0), (&layers.right, 1.0), (&layers.beside, 0.0)] {
            let list = list.of(other);
            self.looks = self.looks.saturating_sub(1 + list.len());
            for &(end, weight) in list {
                crossings += counts * f64::from(weight.sum) * self.balance[end];
                travel += f64::from(weight.most * weight.most)
                    * ((self.y[end] - row).abs() - (self.y[end] - y).abs());
            }
        }
        (crossings, travel)
    }
}
