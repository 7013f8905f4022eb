//! ORDER: who stands above whom. Links cross little, and run level where that costs few crossings.
//!
//! Sweeps set each item at the mean height of its neighbours; then each is sifted. What is found depends on where it
//! starts, so the smaller the graph, the more starts there are. A card stays in its band, and below those of its own
//! cell that lead to it; waypoints go anywhere.

use super::layer::Layers;
use super::lists::Lists;
use crate::sorted::sort;
use std::ops::Range;

/// The room between two bands, in rows.
const BAND_GAP: f64 = 0.4;
/// From the middle of a card to a waypoint beside it, in rows.
const CLEAR: f64 = 0.55;
/// Sweeps begin from the best of several starts: of as many as have about this many items together.
const STARTS: usize = 800;
/// Graphs of a few dozen items are sifted from other starts besides, which finds the best order of the smallest: from
/// this many by the square of the items.
const TRIES: usize = 10_000;
/// After so many sweeps a graph of 10,000 cards moves little.
const SWEEPS: usize = 40;
/// How many items sweeps after the first look at.
const SWEPT: usize = 4_000_000;
/// The first sweeps look to one side only: that moves what a look to both sides would hold in its place.
const ONE_SIDED: usize = 6;
/// After so many rounds of sifting little is left to gain.
const ROUNDS: usize = 4;
/// How many items and links sifting may look at before it ends: nearly twice what it takes to sift the bench's 10,000
/// steps.
const LOOKS: usize = 40_000_000;

/// The order of each column being sought.
pub(super) struct Order<'a> {
    pub(super) layers: &'a mut Layers,
    /// Of each item: where in the order it stands.
    pub(super) position: Vec<usize>,
    /// Of each item: how far down it is, in rows, as if all cards were one row high.
    pub(super) y: Vec<f64>,
    /// The first row of each band, and after them that of the cards beside all bands.
    band_top: Vec<f64>,
    /// Of each item beside the column that is sifted: the links of the sifted item that end below it, less those above.
    pub(super) balance: Vec<f64>,
    /// Of each item, while the sifted item is weighed: what its links to it weigh.
    pub(super) own: Vec<f64>,
    /// How many more links may be looked at.
    pub(super) looks: usize,
}

/// Orders the items of each column from the top. The band after the last is that of the cards beside all bands.
pub fn order(layers: &mut Layers, bands: usize) {
    let count = layers.items.len();
    let linked = (0..count).filter(|&item| !layers.is_alone(item)).count();
    // They stand as they should.
    if linked == 0 {
        return;
    }
    let mut band_top = Vec::with_capacity(bands + 1);
    let mut top = 0.0;
    // A card without links changes nothing, so it is not counted.
    for &rows in &fullest(layers, bands, &|item| !layers.is_alone(item)) {
        band_top.push(top);
        top += rows as f64 + if rows > 0 { BAND_GAP } else { 0.0 };
    }
    let mut order = Order {
        position: vec![0; count],
        y: vec![0.0; count],
        band_top,
        balance: vec![0.0; count],
        own: vec![0.0; count],
        looks: LOOKS,
        layers,
    };
    order.race((STARTS / (linked + 1)).clamp(1, 12));
    for sweep in ONE_SIDED..SWEEPS.min(ONE_SIDED + SWEPT / (count + 1)) {
        if !order.sweep(sweep) {
            break;
        }
    }
    order.sift_enough();
    let mut best = (order.cost(), order.layers.order.clone());
    for start in 1..(TRIES / (linked + 1) / (linked + 1)).clamp(1, 50) {
        order.start(start);
        order.sweep(start % 2);
        order.sift_enough();
        let cost = order.cost();
        if cost < best.0 {
            best = (cost, order.layers.order.clone());
        }
    }
    order.layers.order = best.1;
}

/// How many of the cards that count the fullest cell of each band has; last, of those beside all bands.
pub fn fullest(layers: &Layers, bands: usize, counts: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut most = vec![0; bands + 1];
    for column in 0..layers.start.len() - 1 {
        let (mut band, mut rows) = (0, 0);
        for &item in layers.column(column) {
            if layers.is_card(item) && counts(item) {
                rows = if layers.items[item].band == band { rows + 1 } else { 1 };
                band = layers.items[item].band;
                most[band] = rows.max(most[band]);
            }
        }
    }
    most
}

impl Order<'_> {
    /// Takes the most promising of so many starts, judged by its first sweeps.
    fn race(&mut self, starts: usize) {
        let mut best = (0.0, Vec::new(), Vec::new());
        for start in 0..starts {
            self.start(start);
            for sweep in 0..ONE_SIDED {
                self.sweep(sweep);
            }
            let heights = self.y.clone();
            self.settle_all();
            let cost = self.cost();
            if start == 0 || cost < best.0 {
                best = (cost, self.layers.order.clone(), heights);
            }
        }
        (_, self.layers.order, self.y) = best;
    }

    /// Sifts until nothing moves, or enough was done.
    fn sift_enough(&mut self) {
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

    /// Sets the cards at heights by chance, others for each number; with 0 as they stand. Cards without links stand
    /// below all others.
    fn start(&mut self, start: usize) {
        let height = self.band_top.last().copied().unwrap_or(0.0);
        let mut linked = 0u32;
        for card in 0..self.layers.cards {
            // Fibonacci hashing, with another multiplier for each start; nothing depends on how random this is.
            let chance = (linked + 1).wrapping_mul((start as u32).wrapping_mul(0x9E37_79B9)) >> 8;
            let alone = self.layers.is_alone(card);
            linked += u32::from(!alone);
            self.y[card] = if alone { f64::MAX } else { height * f64::from(chance) / f64::from(1 << 24) };
        }
        if start == 0 {
            for column in 0..self.columns() {
                self.spread(column);
            }
        }
    }

    /// Orders each column by the mean heights of its neighbours, from the left and from the right in turn; whether
    /// anything moved.
    ///
    /// These are the barycentres of Sugiyama, Tagawa and Toda (1981). Looking to both sides, and spreading each column
    /// over the same height, many sweeps bring the whole graph near the order of its second eigenvector (Koren,
    /// "Drawing graphs by eigenvectors", 2005), with which distant columns agree who is above; one side at a time they
    /// never do. O(items log items + links).
    fn sweep(&mut self, sweep: usize) -> bool {
        let mut moved = false;
        for step in 0..self.columns() {
            let column = if sweep.is_multiple_of(2) { step } else { self.columns() - 1 - step };
            let range = self.range(column);
            for position in range.clone() {
                self.pull(self.layers.order[position], sweep);
            }
            for position in range.clone() {
                let item = self.layers.order[position];
                for &next in self.layers.below.at(item) {
                    self.y[next] = self.y[next].max(self.y[item]);
                }
            }
            let (Layers { order, items, .. }, y) = (&mut *self.layers, &self.y);
            let by_height =
                |a: usize, b: usize| items[a].band.cmp(&items[b].band).then(y[a].total_cmp(&y[b]));
            // Most columns stand as they should. Equals stay as they stood.
            if !order[range.clone()].is_sorted_by(|&a, &b| by_height(a, b).is_le()) {
                sort(&mut order[range], &by_height);
                moved = true;
            }
            self.spread(column);
        }
        moved
    }

    /// Moves an item to the mean height of what it is linked to on the sides that this sweep looks to; a waypoint
    /// belongs to the band where that is. A function of its own, as [`weigh`](Order::weigh) is.
    #[inline(never)]
    fn pull(&mut self, item: usize, sweep: usize) {
        let mut lists = [&self.layers.left, &self.layers.right];
        if sweep < ONE_SIDED {
            lists = [lists[sweep % 2]; 2];
        }
        if let Some(mean) = self.mean(item, lists) {
            self.y[item] = mean;
        }
        if !self.layers.is_card(item) {
            self.layers.items[item].band = self.band_top[1..].partition_point(|&top| top <= self.y[item]);
        }
    }

    /// Spreads what stands in each band of a column evenly over the band's height.
    fn spread(&mut self, column: usize) {
        let range = self.range(column);
        let mut from = range.start;
        while from < range.end {
            let band = self.layers.items[self.layers.order[from]].band;
            let (mut end, mut linked) = (from, 0);
            while end < range.end && self.layers.items[self.layers.order[end]].band == band {
                linked += usize::from(self.y[self.layers.order[end]] < f64::MAX);
                end += 1;
            }
            let mut at = 0.5;
            for &item in &self.layers.order[from..end] {
                if let (Some(next), true) = (self.band_top.get(band + 1), self.y[item] < f64::MAX) {
                    let top = self.band_top[band];
                    self.y[item] = top + (next - top) * at / linked as f64;
                    at += 1.0;
                }
            }
            from = end;
        }
    }

    /// Gives every item its position and height by the order it stands in.
    fn settle_all(&mut self) {
        for column in 0..self.columns() {
            self.seat(column);
        }
        for column in 0..self.columns() {
            self.settle(column);
        }
    }

    /// Gives the items of a column their positions, and its cards their rows.
    fn seat(&mut self, column: usize) {
        let (mut band, mut row, mut least) = (usize::MAX, 0.0, 0.0);
        for position in self.range(column) {
            let item = self.layers.order[position];
            self.position[item] = position;
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
            for position in from..next {
                let item = self.layers.order[position];
                self.y[item] = self.height_between(item, low, high);
            }
            from = next + 1;
        }
    }

    /// What runs at this position of the column runs between these two heights; and the position of the next card.
    pub(super) fn passage(&self, column: usize, position: usize) -> (f64, f64, usize) {
        let range = self.range(column);
        let (mut above, mut next) = (position, position);
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

    /// The mean height of what stands in these lists of an item.
    fn mean(&self, item: usize, lists: [&Lists; 2]) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for list in &lists {
            for &(other, weight) in list.of(item) {
                sum += self.y[other] * f64::from(weight.sum);
                weights += f64::from(weight.sum);
            }
        }
        (weights > 0.0).then(|| sum / weights)
    }

    /// The height at which an item would be level with what it is linked to, on the whole.
    fn wish(&self, item: usize) -> f64 {
        self.mean(item, [&self.layers.left, &self.layers.right]).unwrap_or(0.0)
    }

    fn is_heavy(&self, waypoint: usize) -> bool {
        self.layers.left.of(waypoint).iter().any(|&(_, weight)| weight.most > 1)
    }

    /// Where a waypoint runs between two heights. A heavy one that finds no room there may take the row of the card
    /// below, which moves down.
    pub(super) fn height_between(&self, waypoint: usize, low: f64, high: f64) -> f64 {
        match low > high {
            true if self.is_heavy(waypoint) => high + CLEAR,
            true => (low + high) / 2.0,
            false => match self.wish(waypoint).max(low) {
                wish if wish <= high => wish,
                wish if self.is_heavy(waypoint) => wish.min(high + CLEAR),
                _ => high,
            },
        }
    }
}
