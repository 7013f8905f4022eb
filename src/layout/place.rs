//! PLACE: where the cards and the waypoints stand.
//!
//! Cards stand on a grid: a row of a band is at one height in every column. Waypoints run through the gaps between
//! cards, level for as many columns as they can; a gap that many pass grows, in every column alike.

use super::brackets::Brackets;
use super::layer::{Layers, Path};
use super::rows::Rows;
use super::{Graph, Measures};
use crate::geometry::{Rect, Size};

/// Between two lines that run side by side.
const PITCH: f64 = 6.0;
/// A gap grows by no more than this; more lines than that run closer.
const MOST_EXTRA: f64 = 90.0;
/// Lines that miss each other by less than this are brought to one height where there is room.
const WIGGLE: f64 = 16.0;

/// Where everything but the links is.
pub struct Places {
    pub size: Size,
    pub cards: Vec<Rect>,
    pub columns: Vec<Rect>,
    pub bands: Vec<Rect>,
    /// The room before each column in which links turn.
    pub gutters: Vec<f64>,
    /// Where links that run below all cards begin.
    pub under: f64,
    /// Of each item: the height at which links meet it.
    pub y: Vec<f64>,
}

/// Sets everything in its place. O(items log items + links).
pub fn place(
    graph: &Graph,
    measures: &Measures,
    layers: &Layers,
    rows: &Rows,
    brackets: &Brackets,
) -> Places {
    let (gutters, columns) = columns(graph, measures, layers, rows, brackets);
    let cards = graph.nodes.iter().map(|node| Rect {
        x: columns[node.column].x,
        y: 0.0,
        width: columns[node.column].width,
        height: node.size.height,
    });
    let mut places = Places {
        size: Size::default(),
        cards: cards.collect(),
        columns,
        bands: Vec::with_capacity(graph.bands),
        gutters,
        under: 0.0,
        y: vec![0.0; layers.items.len()],
    };
    let bottom = places.set_rows(graph, measures, layers, rows);
    let bottom = places.set_free(graph, measures, layers, bottom);
    places.set_waypoints(measures, layers, bottom);
    let under = layers.paths.iter().filter(|path| **path == Path::Under).count();
    places.under = bottom + measures.gap;
    places.size = Size {
        width: places.columns.last().map_or(measures.start, |last| last.right()) + measures.gap,
        height: places.under + MOST_EXTRA.min(under as f64 * PITCH),
    };
    for column in &mut places.columns {
        column.height = places.size.height;
    }
    for band in &mut places.bands {
        band.width = places.size.width;
    }
    places
}

/// The room before each column, and the columns. A gutter grows with the links that turn in it, to three times its
/// measure at most; before the first column there is one only if links turn there.
fn columns(
    graph: &Graph,
    measures: &Measures,
    layers: &Layers,
    rows: &Rows,
    brackets: &Brackets,
) -> (Vec<f64>, Vec<Rect>) {
    let mut turns = vec![0usize; graph.columns];
    for (item, place) in layers.items.iter().enumerate() {
        let row = |item: usize| rows.of.get(item).copied().flatten();
        turns[place.column] += layers
            .left
            .of(item)
            .iter()
            .filter(|&&(other, _)| row(item).is_none() || row(other) != row(item))
            .count();
    }
    let mut widths = vec![measures.column; graph.columns];
    for node in &graph.nodes {
        widths[node.column] = widths[node.column].max(node.size.width);
    }
    let mut x = measures.start;
    let mut gutters = Vec::with_capacity(graph.columns);
    let mut columns = Vec::with_capacity(graph.columns);
    for (column, width) in widths.into_iter().enumerate() {
        let tracks = brackets.tracks[column];
        let wanted = match column {
            0 if tracks == 0 => 0.0,
            0 => measures.gutter.min((tracks + 2) as f64 * PITCH),
            _ => measures.gutter + PITCH * (tracks + turns[column] / 3).saturating_sub(3) as f64,
        };
        gutters.push(wanted.min(3.0 * measures.gutter));
        x += gutters[column];
        columns.push(Rect { x, y: 0.0, width, height: 0.0 });
        x += width;
    }
    (gutters, columns)
}

impl Places {
    /// Sets the bands and the cards in them; gives the lower end of all.
    fn set_rows(&mut self, graph: &Graph, measures: &Measures, layers: &Layers, rows: &Rows) -> f64 {
        let count = rows.first[graph.bands];
        let mut heights = vec![0.0f64; count];
        for (card, row) in rows.of.iter().enumerate() {
            if let Some(row) = *row {
                heights[row] = heights[row].max(self.cards[card].height);
            }
        }
        let mut tops = Vec::with_capacity(count + 1);
        let mut end = 0.0;
        for band in rows.first.windows(2) {
            for (row, height) in heights.iter().enumerate().take(band[1]).skip(band[0]) {
                let gap = if row == band[0] { measures.band_gap } else { measures.gap };
                let before = if row == 0 { 0.0 } else { gap };
                tops.push(end + before);
                end += before + height;
            }
        }
        tops.push(end);
        let mut extra = extra(self, layers, rows, &tops);
        for row in 1..=count {
            extra[row] += extra[row - 1];
        }
        for (top, extra) in tops.iter_mut().zip(&extra) {
            *top += extra + measures.top;
        }
        for (card, row) in rows.of.iter().enumerate() {
            if let Some(row) = *row {
                let height = self.cards[card].height;
                self.cards[card].y = tops[row];
                // The middle of the row, if that is near the middle of the card: so links in a row are level.
                self.y[card] = tops[row] + (heights[row] / 2.0).min(height * 0.7);
            }
        }
        for band in rows.first.windows(2) {
            let y = if band[0] < band[1] {
                tops[band[0]]
            } else {
                self.bands.last().map_or(measures.top, |above| above.bottom())
            };
            let bottom = if band[0] < band[1] { tops[band[1] - 1] + heights[band[1] - 1] } else { y };
            self.bands.push(Rect { x: 0.0, y, width: 0.0, height: bottom - y });
        }
        tops[count]
    }

    /// Sets the cards beside all bands, level with what they are linked to; gives the lower end of all.
    fn set_free(&mut self, graph: &Graph, measures: &Measures, layers: &Layers, end: f64) -> f64 {
        let mut bottom = end;
        let free = |card: usize| layers.items[card].band == graph.bands;
        let drawn = graph.links.iter().zip(&layers.paths).filter(|(_, path)| **path != Path::Nowhere);
        let mut ties: Vec<_> = drawn
            .flat_map(|(link, _)| [(link.from, link.to, link.weight), (link.to, link.from, link.weight)])
            .filter(|&(card, ..)| free(card))
            .collect();
        ties.sort_unstable();
        for column in &layers.columns {
            let (mut cards, mut wishes, mut steps) = (Vec::new(), Vec::new(), Vec::new());
            let (mut low, mut lines, mut above) = (measures.top, 0, 0.0);
            for &item in column {
                if !layers.is_card(item) {
                    lines += 1;
                } else if layers.items[item].band < graph.bands {
                    (low, lines) = (self.cards[item].bottom() + measures.gap, 0);
                } else {
                    let gap = measures.gap.max((lines + 1) as f64 * PITCH);
                    steps.push(match cards.is_empty() {
                        true => {
                            if lines > 0 {
                                gap
                            } else {
                                0.0
                            }
                        }
                        false => above + if lines > 0 { gap } else { measures.gap },
                    });
                    above = self.cards[item].height;
                    let from = ties.partition_point(|tie| tie.0 < item);
                    let known =
                        |other: usize| !free(other) || layers.items[other].column < layers.items[item].column;
                    let ties = ties[from..].iter().take_while(|tie| tie.0 == item).filter(|tie| known(tie.1));
                    // Level with the heaviest; so the through line reaches its goal straight.
                    let heaviest = ties.clone().map(|tie| tie.2).max().unwrap_or(0);
                    let (mut sum, mut weights) = (0.0, 0.0);
                    for &(_, other, _) in ties.filter(|tie| tie.2 == heaviest) {
                        sum += self.y[other];
                        weights += 1.0;
                    }
                    let middle = if weights > 0.0 { sum / weights } else { (low + end) / 2.0 };
                    wishes.push(middle - above / 2.0);
                    cards.push(item);
                    lines = 0;
                }
            }
            let high = end - above;
            for (&card, y) in cards.iter().zip(settle(&wishes, &steps, low, high)) {
                self.cards[card].y = y;
                self.y[card] = y + self.cards[card].height / 2.0;
                bottom = self.cards[card].bottom().max(bottom);
            }
            if let (Some(&last), true) = (cards.last(), lines > 0) {
                bottom = bottom.max(self.cards[last].bottom() + (lines + 1) as f64 * PITCH);
            }
        }
        bottom
    }

    /// Sets the heights at which long links pass each column.
    fn set_waypoints(&mut self, measures: &Measures, layers: &Layers, end: f64) {
        let mut passages = Vec::with_capacity(layers.columns.len());
        let mut limits = vec![(0.0, 0.0); layers.items.len()];
        for column in &layers.columns {
            let mut found = Vec::new();
            let (mut low, mut from) = (measures.top, 0);
            for place in 0..=column.len() {
                let card =
                    column.get(place).filter(|&&item| layers.is_card(item)).map(|&card| self.cards[card]);
                if card.is_none() && place < column.len() {
                    continue;
                }
                if place > from {
                    let high = card.map_or(end, |card| card.y).max(low);
                    let pitch = PITCH.min((high - low) / (place - from + 1) as f64);
                    for (rank, &item) in column[from..place].iter().enumerate() {
                        limits[item] =
                            (low + pitch * (rank + 1) as f64, high - pitch * (place - from - rank) as f64);
                    }
                    found.push((from..place, pitch, low + pitch, high - pitch));
                }
                low = card.map_or(end, |card| card.bottom());
                from = place + 1;
            }
            passages.push(found);
        }
        self.pull_taut(layers, &limits);
        let last = layers.columns.len();
        // Three times: apart from each other, then level with what is on the left, then with what is on the right.
        for step in 0..3 * last {
            let column = if step / last == 2 { 3 * last - 1 - step } else { step % last };
            for (range, pitch, low, high) in &passages[column] {
                let items = &layers.columns[column][range.clone()];
                let wishes: Vec<f64> = items
                    .iter()
                    .map(|&item| {
                        let lists = [&[][..], layers.left.of(item), layers.right.of(item)];
                        let beside =
                            lists[step / last].first().map_or(self.y[item], |&(other, _)| self.y[other]);
                        if (beside - self.y[item]).abs() < WIGGLE { beside } else { self.y[item] }
                    })
                    .collect();
                let steps: Vec<f64> = (0..items.len()).map(|at| if at == 0 { 0.0 } else { *pitch }).collect();
                for (&item, y) in items.iter().zip(settle(&wishes, &steps, *low, *high)) {
                    self.y[item] = y;
                }
            }
        }
    }

    /// Draws each row of waypoints taut between its limits: level as long as possible, then to the next stretch.
    fn pull_taut(&mut self, layers: &Layers, limits: &[(f64, f64)]) {
        let count = layers.items.len();
        let mut first = layers.cards;
        while first < count {
            let goes_on = |item: usize| layers.right.of(item).iter().any(|&(next, _)| next == item + 1);
            let last = (first..count).find(|&item| !goes_on(item)).unwrap_or(count - 1);
            let end = |list: &[(usize, u32)]| {
                list.iter().max_by_key(|&&(_, weight)| weight).map(|&(other, _)| self.y[other])
            };
            let mut y = end(layers.left.of(first)).unwrap_or(0.0);
            let goal = end(layers.right.of(last)).unwrap_or(y);
            let (mut from, mut low, mut high) = (first, f64::MIN, f64::MAX);
            // After the last waypoint nothing is level with anything.
            let stops = limits[first..=last].iter().copied().chain([(f64::MAX, f64::MIN)]);
            for (item, here) in (first..).zip(stops) {
                if low.max(here.0) > high.min(here.1) && item > from {
                    let level = low <= y && y <= high;
                    let wish = if !level && item > last && low <= goal && goal <= high { goal } else { y };
                    y = wish.max(low).min(high);
                    self.y[from..item].fill(y);
                    (from, low, high) = (item, here.0, here.1);
                } else {
                    (low, high) = (low.max(here.0), high.min(here.1));
                }
            }
            first = last + 1;
        }
    }
}

/// How much the gap above each row, and below the last one, must grow for the waypoints that pass there.
fn extra(places: &Places, layers: &Layers, rows: &Rows, tops: &[f64]) -> Vec<f64> {
    let mut extra = vec![0.0f64; tops.len()];
    for column in &layers.columns {
        let (mut above, mut lines) = (0.0, 0);
        for &item in column.iter().chain([&usize::MAX]) {
            let row = match rows.of.get(item) {
                None if item < layers.items.len() => {
                    lines += 1;
                    continue;
                }
                None => tops.len() - 1,
                Some(Some(row)) => *row,
                Some(None) => break,
            };
            if lines > 0 {
                let missing = (lines + 1) as f64 * PITCH - (tops[row] - above);
                extra[row] = extra[row].max(missing.min(MOST_EXTRA));
            }
            above = tops[row] + places.cards.get(item).map_or(0.0, |card| card.height);
            lines = 0;
        }
    }
    extra
}

/// The heights nearest to the wishes (least squares) that keep each at least its step below the one before, the first at
/// its step below `low` or lower, and the last at `high` or higher; if that leaves no room, beyond `high`. O(wishes).
pub fn settle(wishes: &[f64], steps: &[f64], low: f64, high: f64) -> Vec<f64> {
    // Pool adjacent violators, on the wishes less the steps before them.
    let mut blocks: Vec<(f64, usize)> = Vec::with_capacity(wishes.len());
    let mut offset = 0.0;
    for (wish, step) in wishes.iter().zip(steps) {
        offset += step;
        let mut block = (wish - offset, 1);
        while let Some(&(sum, count)) =
            blocks.last().filter(|&&(sum, count)| sum / count as f64 > block.0 / block.1 as f64)
        {
            block = (block.0 + sum, block.1 + count);
            blocks.pop();
        }
        blocks.push(block);
    }
    let most = (high - offset).max(low);
    let level = blocks.iter().flat_map(|&(sum, count)| std::iter::repeat_n(sum / count as f64, count));
    let mut offset = 0.0;
    level
        .zip(steps)
        .map(|(y, step)| {
            offset += step;
            y.max(low).min(most) + offset
        })
        .collect()
}
