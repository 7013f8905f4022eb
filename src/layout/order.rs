//! ORDER: who stands above whom. Links cross little, and run level where that costs few crossings.
//!
//! Sweeps set each card at the weighted median of its neighbours (Eades and Wormald, "Edge crossings in drawings of
//! bipartite graphs", 1994); the best sweep is then sifted. A card stays in its band, and below those of its own cell
//! that lead to it; waypoints go anywhere.

use super::layer::Layers;
use crate::sorted::sort;
use std::ops::Range;

/// The room between two bands, in rows.
const BAND_GAP: f64 = 0.4;
/// From the middle of a card to a waypoint beside it, in rows.
const CLEAR: f64 = 0.55;
/// A small graph is ordered from several starts: from as many as make about this many items.
const STARTS: usize = 800;
const SWEEPS: usize = 6;
const ROUNDS: usize = 6;
/// About how many steps one round of sifting may take.
const STEPS: usize = 500_000;
/// How many links sifting may look at before it ends.
const LOOKS: usize = 4_000_000;

/// What a sweep sets the cards by.
#[derive(Clone, Copy)]
enum Pull {
    Left,
    Right,
    /// Shuffled, in one way for each number.
    Chance(usize),
}

/// The order of each column being sought.
pub(super) struct Order<'a> {
    pub(super) layers: &'a mut Layers,
    /// Of each item: its index in the order.
    pub(super) place: Vec<usize>,
    /// Of each item: how far down it is, in rows, as if all cards were one row high.
    pub(super) y: Vec<f64>,
    /// The first row of each band, and the place of cards beside all bands after it.
    band_top: Vec<f64>,
    /// Room to count in, one for each item.
    filled: Vec<usize>,
    /// How far an item may be sifted in one go.
    pub(super) reach: usize,
    /// How many more links may be looked at.
    pub(super) looks: usize,
}

/// Orders the items of each column from the top. The band after the last is that of the cards beside all bands.
pub fn order(layers: &mut Layers, bands: usize) {
    let count = layers.items.len();
    let mut band_top = Vec::with_capacity(bands + 1);
    let mut top = 0.0;
    for rows in fullest(layers, bands) {
        band_top.push(top);
        top += rows as f64 + if rows > 0 { BAND_GAP } else { 0.0 };
    }
    let mut order = Order {
        place: vec![0; count],
        y: vec![0.0; count],
        band_top,
        filled: vec![0; count],
        reach: (STEPS / (count + 1)).clamp(8, 200),
        looks: LOOKS,
        layers,
    };
    order.settle_all();
    let mut best = (f64::INFINITY, Vec::new());
    for start in 0..(STARTS / (count + 1)).clamp(1, 12) {
        if start > 0 {
            order.sweep(Pull::Chance(start));
        }
        order.better();
        order.keep(&mut best);
    }
    order.layers.order = best.1;
}

/// How many cards the fullest cell of each band has; last, of the cards beside all bands.
pub fn fullest(layers: &Layers, bands: usize) -> Vec<usize> {
    let mut most = vec![0; bands + 1];
    for column in 0..layers.start.len() - 1 {
        let (mut band, mut rows) = (0, 0);
        for &item in layers.column(column) {
            if layers.is_card(item) {
                rows = if layers.items[item].band == band { rows + 1 } else { 1 };
                band = layers.items[item].band;
                most[band] = rows.max(most[band]);
            }
        }
    }
    most
}

impl Order<'_> {
    /// Keeps this order if it is better than the best so far.
    fn keep(&self, best: &mut (f64, Vec<usize>)) {
        let cost = self.cost();
        if best.1.is_empty() || cost < best.0 - 1e-6 {
            *best = (cost, self.layers.order.clone());
        }
    }

    /// Sweeps, and sifts the best of it.
    fn better(&mut self) {
        let mut best = (0.0, Vec::new());
        self.keep(&mut best);
        for sweep in 0..SWEEPS {
            self.sweep(if sweep % 2 == 0 { Pull::Left } else { Pull::Right });
            self.keep(&mut best);
        }
        self.layers.order = best.1;
        self.settle_all();
        for round in 0..ROUNDS {
            if !self.sift_all(round % 2 == 0) || self.looks == 0 {
                break;
            }
        }
    }

    pub(super) fn columns(&self) -> usize {
        self.layers.start.len() - 1
    }

    pub(super) fn range(&self, column: usize) -> Range<usize> {
        self.layers.start[column]..self.layers.start[column + 1]
    }

    /// Gives every item its place and height by the order it stands in.
    fn settle_all(&mut self) {
        for column in 0..self.columns() {
            self.seat(column);
        }
        for column in 0..self.columns() {
            self.settle(column);
        }
    }

    /// Gives the items of a column their places, and its cards their rows.
    fn seat(&mut self, column: usize) {
        let (mut band, mut row, mut least) = (usize::MAX, 0.0, 0.0);
        for place in self.range(column) {
            let item = self.layers.order[place];
            self.place[item] = place;
            if self.layers.is_card(item) {
                row = if self.layers.items[item].band == band { row + 1.0 } else { 0.0 };
                band = self.layers.items[item].band;
                let beside_all = band + 1 == self.band_top.len();
                self.y[item] =
                    if beside_all { self.wish(item).max(least) } else { self.band_top[band] + row };
                least = self.y[item] + 1.0;
            }
        }
    }

    /// Sets the waypoints of a column as level as the cards above and below them allow.
    pub(super) fn settle(&mut self, column: usize) {
        let range = self.range(column);
        let mut from = range.start;
        while from < range.end {
            let (low, high, next) = self.passage(column, from);
            for place in from..next {
                let item = self.layers.order[place];
                self.y[item] = self.fit(item, low, high);
            }
            from = next + 1;
        }
    }

    /// What runs at this place of the column runs between these two heights; and the place of the next card.
    pub(super) fn passage(&self, column: usize, place: usize) -> (f64, f64, usize) {
        let range = self.range(column);
        let (mut above, mut next) = (place, place);
        let (mut low, mut high) = (-1.0, f64::MAX);
        while above > range.start && low < 0.0 {
            above -= 1;
            let item = self.layers.order[above];
            if self.layers.is_card(item) {
                low = self.y[item] + CLEAR;
            }
        }
        while next < range.end {
            let item = self.layers.order[next];
            if self.layers.is_card(item) {
                high = self.y[item] - CLEAR;
                break;
            }
            next += 1;
        }
        (low, high, next)
    }

    /// The height at which an item would be level with what it is linked to, on the whole.
    fn wish(&self, item: usize) -> f64 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for list in [&self.layers.left, &self.layers.right] {
            for &(other, weight) in list.of(item) {
                sum += self.y[other] * f64::from(weight);
                weights += f64::from(weight);
            }
        }
        if weights > 0.0 { sum / weights } else { 0.0 }
    }

    /// Where a waypoint runs between two heights. A heavy one that finds no room there may take the row of the card
    /// below, which moves down.
    pub(super) fn fit(&self, waypoint: usize, low: f64, high: f64) -> f64 {
        match low > high {
            true if self.layers.left.of(waypoint).iter().any(|&(_, weight)| weight > 1) => high + CLEAR,
            true => (low + high) / 2.0,
            false => self.wish(waypoint).max(low).min(high),
        }
    }

    /// Puts what the items of a column are linked to in the order in which it stands.
    pub(super) fn align(&mut self, column: usize) {
        let Layers { order, start, left, right, .. } = &mut *self.layers;
        if column > 0 {
            left.align(&order[start[column - 1]..start[column]], right, &mut self.filled);
        }
        if column + 2 < start.len() {
            right.align(&order[start[column + 1]..start[column + 2]], left, &mut self.filled);
        }
    }

    /// Orders each column by the medians of its neighbours on one side, or by chance.
    fn sweep(&mut self, pull: Pull) {
        for step in 0..self.columns() {
            let column = if matches!(pull, Pull::Right) { self.columns() - 1 - step } else { step };
            let range = self.range(column);
            self.align(column);
            let mut items = self.layers.column(column).to_vec();
            for &item in &items {
                self.y[item] = self.pulled(item, pull);
            }
            // All sorts are stable: equals stay as they stood. First the cards.
            let (layers, y) = (&*self.layers, &self.y);
            sort(&mut items, &|a, b| {
                let group = |item: usize| (!layers.is_card(item), layers.items[item].band);
                group(a).cmp(&group(b)).then(y[a].total_cmp(&y[b]))
            });
            let cards = items.iter().filter(|&&item| layers.is_card(item)).count();
            for (place, &item) in items.iter().enumerate() {
                self.place[item] = place;
            }
            layers.after(&mut items[..cards], &mut self.place);
            self.layers.order[range.clone()].copy_from_slice(&items);
            self.seat(column);
            // Then each waypoint between the cards above and below its height.
            let y = &self.y;
            sort(&mut self.layers.order[range], &|a, b| y[a].total_cmp(&y[b]));
            self.seat(column);
            self.settle(column);
        }
    }

    /// The weighted median height of what an item is linked to on the left or right; cards without any links go last.
    fn pulled(&self, item: usize, pull: Pull) -> f64 {
        if self.layers.is_alone(item) {
            return f64::MAX;
        }
        let list = match pull {
            Pull::Chance(start) if self.layers.is_card(item) => {
                // Fibonacci hashing; nothing depends on how random this is.
                return f64::from((item as u32 ^ (start as u32) << 20).wrapping_mul(0x9E37_79B9) >> 8);
            }
            Pull::Right => self.layers.right.of(item),
            _ => self.layers.left.of(item),
        };
        let all: u32 = list.iter().map(|&(_, weight)| weight).sum();
        let mut sum = 0;
        for &(other, weight) in list {
            sum += weight;
            if sum >= all.div_ceil(2) {
                return self.y[other];
            }
        }
        self.y[item]
    }
}
