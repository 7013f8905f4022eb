//! ORDER: who stands above whom. Links cross little, and run level where that costs few crossings.
//!
//! Sweeps set each card at the weighted median of its neighbours (Eades and Wormald, "Edge crossings in drawings of
//! bipartite graphs", 1994); the best sweep is then sifted, one item at a time to its best place in reach (Matuszewski,
//! Schönfeld and Molitor, "Using sifting for k-layer straightline crossing minimization", 1999). A card stays in its
//! band, and below those of its own cell that lead to it; waypoints go anywhere.

use super::layer::{Layers, after};

/// What a crossing costs, in rows of vertical travel: a link goes this much further up or down to avoid one.
const CROSSING: f64 = 2.0;
/// What it costs to run between two cards that stand close together.
const SQUEEZE: f64 = 0.4;
/// The room between two bands, in rows.
const BAND_GAP: f64 = 0.4;
/// From the middle of a card to a waypoint beside it, in rows.
const CLEAR: f64 = 0.55;
/// A search that has come to cost this much more than staying is given up.
const HOPELESS: f64 = 24.0;
/// A small graph is ordered from several starts: from as many as make about this many items.
const STARTS: usize = 800;
const SWEEPS: usize = 6;
const ROUNDS: usize = 6;
/// About how many steps one round of sifting may take.
const STEPS: usize = 500_000;
/// How many links sifting may look at before it ends.
const LOOKS: usize = 4_000_000;

/// Where a card could stand, and what that costs more than where it stands.
struct Best {
    at: usize,
    cost: f64,
}

/// What a sweep sets the cards by.
enum Pull {
    Left,
    Right,
    /// Shuffled, in one way for each number.
    Chance(u64),
}

/// The order of each column being sought.
struct Order<'a> {
    layers: &'a mut Layers,
    columns: Vec<Vec<usize>>,
    /// Of each item: its index in its column.
    place: Vec<usize>,
    /// Of each item: how far down it is, in rows, as if all cards were one row high.
    y: Vec<f64>,
    /// The first row of each band, and the place of cards beside all bands after it.
    band_top: Vec<f64>,
    /// How far an item may be sifted in one go.
    reach: usize,
    /// How many more links may be looked at.
    looks: usize,
}

/// Orders the items of each column from the top. The band after the last is that of the cards beside all bands.
pub fn order(mut layers: Layers, bands: usize) -> Layers {
    let mut columns = std::mem::take(&mut layers.columns);
    let count = layers.items.len();
    for column in &mut columns {
        let split = column.partition_point(|&item| layers.is_card(item));
        column[..split].sort_by_key(|&card| (layers.items[card].band, layers.is_alone(card)));
    }
    let band_top = band_tops(&layers, &columns, bands + 1);
    let mut order = Order {
        columns,
        place: vec![0; count],
        y: vec![0.0; count],
        band_top,
        reach: 0,
        looks: LOOKS,
        layers: &mut layers,
    };
    order.settle_all();
    order.reach = (STEPS / (count + 1)).clamp(8, 200);
    let mut best = (f64::INFINITY, Vec::new());
    for start in 0..(STARTS / (count + 1)).clamp(1, 12) {
        if start > 0 {
            order.sweep(&Pull::Chance(start as u64));
        }
        order.better();
        let cost = order.cost();
        if cost < best.0 - 1e-6 {
            best = (cost, order.columns.clone());
        }
    }
    order.columns = best.1;
    layers.columns = order.columns;
    layers
}

/// The first row of each band: a band has as many rows as its fullest cell has cards.
fn band_tops(layers: &Layers, columns: &[Vec<usize>], bands: usize) -> Vec<f64> {
    let mut rows = vec![0usize; bands];
    for column in columns {
        let split = column.partition_point(|&item| layers.is_card(item));
        for cell in column[..split].chunk_by(|&a, &b| layers.items[a].band == layers.items[b].band) {
            let most = &mut rows[layers.items[cell[0]].band];
            *most = cell.len().max(*most);
        }
    }
    let mut top = 0.0;
    rows.iter()
        .map(|&rows| {
            let here = top;
            top += rows as f64 + if rows > 0 { BAND_GAP } else { 0.0 };
            here
        })
        .collect()
}

impl Order<'_> {
    /// Sweeps, and sifts the best of it.
    fn better(&mut self) {
        let mut best = (self.cost(), self.columns.clone());
        for sweep in 0..SWEEPS {
            self.sweep(if sweep % 2 == 0 { &Pull::Left } else { &Pull::Right });
            let cost = self.cost();
            if cost < best.0 {
                best = (cost, self.columns.clone());
            }
        }
        self.columns = best.1;
        self.settle_all();
        for round in 0..ROUNDS {
            if !self.sift_all(round % 2 == 0) || self.looks == 0 {
                break;
            }
        }
    }

    /// Gives every item its place and height by the order it stands in.
    fn settle_all(&mut self) {
        for column in 0..self.columns.len() {
            self.seat(column);
        }
        for column in 0..self.columns.len() {
            self.settle(column);
        }
    }

    /// Gives the items of a column their places, and its cards their rows.
    fn seat(&mut self, column: usize) {
        let (mut band, mut row, mut least) = (usize::MAX, 0.0, 0.0);
        for (place, &item) in self.columns[column].iter().enumerate() {
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
    fn settle(&mut self, column: usize) {
        let mut from = 0;
        while from < self.columns[column].len() {
            let (low, high, next) = self.passage(column, from);
            for place in from..next {
                let item = self.columns[column][place];
                self.y[item] = self.fit(item, low, high);
            }
            from = next + 1;
        }
    }

    /// What runs at this place of the column runs between these two heights; and the place of the next card.
    fn passage(&self, column: usize, place: usize) -> (f64, f64, usize) {
        let items = &self.columns[column];
        let card = |&item: &usize| self.layers.is_card(item);
        let above = items[..place].iter().rev().copied().find(card);
        let next = items[place..].iter().position(card).map_or(items.len(), |more| place + more);
        let low = above.map_or(-1.0, |item| self.y[item] + CLEAR);
        let high = items.get(next).map_or(f64::MAX, |&item| self.y[item] - CLEAR);
        (low, high, next)
    }

    /// The height at which an item would be level with what it is linked to, on the whole.
    fn wish(&self, item: usize) -> f64 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for &(other, weight) in self.layers.left.of(item).iter().chain(self.layers.right.of(item)) {
            sum += self.y[other] * f64::from(weight);
            weights += f64::from(weight);
        }
        if weights > 0.0 { sum / weights } else { self.y[item] }
    }

    /// Where a waypoint runs between two heights. A heavy one that finds no room there may take the row of the card
    /// below, which moves down.
    fn fit(&self, waypoint: usize, low: f64, high: f64) -> f64 {
        match low > high {
            true if self.layers.left.of(waypoint).iter().any(|&(_, weight)| weight > 1) => high + CLEAR,
            true => (low + high) / 2.0,
            false => self.wish(waypoint).max(low).min(high),
        }
    }

    /// How far an item's links would go up or down if it were at this height.
    fn travel(&self, item: usize, y: f64) -> f64 {
        let beside: &[_] = if self.layers.is_card(item) { self.layers.beside.of(item) } else { &[] };
        let others = self.layers.left.of(item).iter().chain(self.layers.right.of(item)).chain(beside);
        others.map(|&(other, weight)| f64::from(weight) * (self.y[other] - y).abs()).sum()
    }

    /// Crossings and travel together.
    fn cost(&self) -> f64 {
        let travel: f64 = (0..self.y.len()).map(|item| self.travel(item, self.y[item])).sum();
        CROSSING * crossings(self.layers, &self.columns) as f64 + travel / 2.0
    }

    /// Orders each column by the medians of its neighbours on one side, or by chance.
    fn sweep(&mut self, pull: &Pull) {
        for step in 0..self.columns.len() {
            let column = if matches!(pull, Pull::Right) { self.columns.len() - 1 - step } else { step };
            let items = std::mem::take(&mut self.columns[column]);
            let mut wishes: Vec<(usize, f64)> =
                items.iter().map(|&item| (item, self.pulled(item, pull))).collect();
            let bands = &self.layers.items;
            let (mut cards, mut waypoints): (Vec<_>, Vec<_>) =
                wishes.drain(..).partition(|&(item, _)| self.layers.is_card(item));
            // Both sorts are stable: equals stay as they stood.
            cards.sort_by(|a, b| bands[a.0].band.cmp(&bands[b.0].band).then(a.1.total_cmp(&b.1)));
            waypoints.sort_by(|a, b| a.1.total_cmp(&b.1));
            let mut cards: Vec<usize> = cards.into_iter().map(|(item, _)| item).collect();
            for (place, &card) in cards.iter().enumerate() {
                self.place[card] = place;
            }
            after(&mut cards, &self.place, &self.layers.below);
            self.columns[column] = cards;
            self.seat(column);
            let mut waypoints = waypoints.into_iter().peekable();
            let mut merged = Vec::with_capacity(items.len());
            for &card in &self.columns[column] {
                while let Some((waypoint, _)) = waypoints.next_if(|&(_, wish)| wish < self.y[card]) {
                    merged.push(waypoint);
                }
                merged.push(card);
            }
            merged.extend(waypoints.map(|(waypoint, _)| waypoint));
            self.columns[column] = merged;
            self.seat(column);
            self.settle(column);
        }
    }

    /// The weighted median height of what an item is linked to on the left or right; cards without any links go last.
    fn pulled(&self, item: usize, pull: &Pull) -> f64 {
        let list = match pull {
            Pull::Chance(start) if self.layers.is_card(item) && !self.layers.is_alone(item) => {
                // Fibonacci hashing; nothing depends on how random this is.
                return ((item as u64 + (start << 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as f64;
            }
            Pull::Right => self.layers.right.of(item),
            _ => self.layers.left.of(item),
        };
        if list.is_empty() {
            let alone = self.layers.is_card(item) && self.layers.is_alone(item);
            return if alone { f64::MAX } else { self.y[item] };
        }
        let mut heights: Vec<(f64, u32)> =
            list.iter().map(|&(other, weight)| (self.y[other], weight)).collect();
        heights.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let half = heights.iter().map(|&(_, weight)| u64::from(weight)).sum::<u64>().div_ceil(2);
        let mut sum = 0;
        let at = heights.iter().position(|&(_, weight)| {
            sum += u64::from(weight);
            sum >= half
        });
        heights[at.unwrap_or(0)].0
    }

    /// Sifts every item once; whether that bettered anything.
    fn sift_all(&mut self, forward: bool) -> bool {
        let mut bettered = false;
        for step in 0..self.columns.len() {
            let column = if forward { step } else { self.columns.len() - 1 - step };
            for place in 0..self.columns[column].len() {
                let item = self.columns[column][place];
                self.layers.left.sort(item, &self.place);
                self.layers.right.sort(item, &self.place);
            }
            self.settle(column);
            for item in self.columns[column].clone() {
                if !(self.layers.is_card(item) && self.layers.is_alone(item)) {
                    bettered |= self.sift(column, item);
                }
            }
        }
        bettered
    }

    /// Moves an item to the best place within reach, if that is better than its own.
    fn sift(&mut self, column: usize, item: usize) -> bool {
        let here = self.place[item];
        let mut best = Best { at: here, cost: -1e-6 };
        self.seek(column, item, false, &mut best);
        self.seek(column, item, true, &mut best);
        if best.at == here {
            return false;
        }
        let range = here.min(best.at)..=here.max(best.at);
        let items = &mut self.columns[column][range.clone()];
        let is_card = |&item: &usize| self.layers.is_card(item);
        let rows: Vec<f64> = items.iter().copied().filter(is_card).map(|card| self.y[card]).collect();
        if best.at < here {
            items.rotate_right(1)
        } else {
            items.rotate_left(1)
        }
        let mut rows = rows.into_iter();
        for place in range {
            let moved = self.columns[column][place];
            self.place[moved] = place;
            if self.layers.is_card(moved) {
                self.y[moved] = rows.next().unwrap_or(self.y[moved]);
            }
        }
        if !self.layers.is_card(item) {
            let (low, high, _) = self.passage(column, best.at);
            self.y[item] = self.fit(item, low, high);
        }
        true
    }

    /// Tries the places above or below an item's own.
    fn seek(&mut self, column: usize, item: usize, down: bool, best: &mut Best) {
        let here = self.place[item];
        let card = self.layers.is_card(item);
        let mut row = self.y[item];
        // What the others' travel and all crossings change by; the item's own travel is added at each place.
        let mut change = 0.0;
        let own = self.own_cost(item, row, column, here);
        let mut there = own;
        for step in 1..=self.reach {
            let Some(place) = (if down { Some(here + step) } else { here.checked_sub(step) }) else { return };
            let Some(&other) = self.columns[column].get(place) else { return };
            self.looks = self.looks.saturating_sub(4 + self.layers.degree(item) + self.layers.degree(other));
            let other_card = self.layers.is_card(other);
            if card && other_card && self.must_not_pass(item, other, down) {
                return;
            }
            let more = self.crossings_above(item, other) as f64;
            change += CROSSING * if down { -more } else { more };
            if card && other_card {
                change += self.travel(other, row) - self.travel(other, self.y[other]);
                row = self.y[other];
                there = self.own_cost(item, row, column, place);
            } else if !card && other_card {
                there = self.own_cost(item, row, column, if down { place + 1 } else { place });
            }
            let cost = change + there - own;
            if cost < best.cost {
                *best = Best { at: place, cost };
            }
            if cost > HOPELESS || self.looks == 0 {
                return;
            }
        }
    }

    /// What an item's own travel costs: a card's at this row, a waypoint's at this place of the column.
    fn own_cost(&self, item: usize, row: f64, column: usize, place: usize) -> f64 {
        if self.layers.is_card(item) {
            return self.travel(item, row);
        }
        let (low, high, _) = self.passage(column, place);
        let squeeze = if high < low { SQUEEZE } else { 0.0 };
        self.travel(item, self.fit(item, low, high)) + squeeze
    }

    /// Whether a card has to stay on its side of another.
    fn must_not_pass(&self, card: usize, other: usize, down: bool) -> bool {
        let (upper, lower) = if down { (card, other) } else { (other, card) };
        let bands = &self.layers.items;
        let alone = down && self.layers.is_alone(lower);
        alone
            || bands[upper].band != bands[lower].band
            || self.layers.below.of(upper).iter().any(|&(next, _)| next == lower)
    }

    /// How many more crossings there are with the first above the second than the other way round.
    fn crossings_above(&self, upper: usize, lower: usize) -> i64 {
        let more = |a: &[(usize, u32)], b: &[(usize, u32)]| {
            let total: i64 = b.iter().map(|&(_, weight)| i64::from(weight)).sum();
            let (mut before, mut upto, mut under, mut level, mut sum) = (0, 0, 0i64, 0i64, 0i64);
            for &(other, weight) in a {
                let place = self.place[other];
                while let Some(&(_, more)) = b.get(before).filter(|(end, _)| self.place[*end] < place) {
                    under += i64::from(more);
                    before += 1;
                }
                while let Some(&(_, more)) = b.get(upto).filter(|(end, _)| self.place[*end] <= place) {
                    level += i64::from(more);
                    upto += 1;
                }
                sum += i64::from(weight) * (under - (total - level));
            }
            sum
        };
        more(self.layers.left.of(upper), self.layers.left.of(lower))
            + more(self.layers.right.of(upper), self.layers.right.of(lower))
    }
}

/// The crossings of all links between neighbouring columns, each counted as the product of the two weights.
///
/// Counted exactly by Barth, Jünger and Mutzel's accumulator tree ("Simple and efficient bilayer cross counting",
/// 2002). O(links log items).
pub fn crossings(layers: &Layers, columns: &[Vec<usize>]) -> u64 {
    let mut place = vec![0; layers.items.len()];
    for column in columns {
        for (index, &item) in column.iter().enumerate() {
            place[item] = index;
        }
    }
    let mut sum = 0;
    for pair in columns.windows(2) {
        let leaves = pair[1].len().next_power_of_two();
        let mut tree = vec![0u64; 2 * leaves];
        for &left in &pair[0] {
            let mut ends: Vec<(usize, u64)> = layers
                .right
                .of(left)
                .iter()
                .map(|&(right, weight)| (place[right], u64::from(weight)))
                .collect();
            ends.sort_unstable();
            for (end, weight) in ends {
                let mut at = end + leaves;
                while at > 0 {
                    tree[at] += weight;
                    if at % 2 == 0 && at > 0 {
                        sum += weight * tree[at + 1];
                    }
                    at /= 2;
                }
            }
        }
    }
    sum
}
