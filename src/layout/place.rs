//! PLACE, second part: where the columns, the bands and the cards stand.
//!
//! Cards stand on a grid: a row of a band is at one height in every column. A gap that many waypoints pass grows, in
//! every column alike.

use super::brackets::Brackets;
use super::layer::{Layers, Path};
use super::lists::{Lists, Strength};
use super::rows::{NONE, Rows};
use super::{Graph, Measures};
use crate::geometry::{Rect, Size};

/// Between two lines that run side by side.
pub(super) const PITCH: f64 = 6.0;
/// A gap grows by no more than this; more lines than that run closer.
const MOST_EXTRA: f64 = 90.0;

/// Where everything but the links is.
pub struct Places {
    pub size: Size,
    pub cards: Vec<Rect>,
    pub columns: Vec<Rect>,
    pub bands: Vec<Rect>,
    /// The room before each column in which links turn.
    pub gutters: Vec<f64>,
    /// The height of the first link that runs below all cards.
    pub under: f64,
    /// From each of those links to the next.
    pub pitch: f64,
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
    let mut places = Places {
        size: Size::default(),
        cards: Vec::with_capacity(graph.nodes.len()),
        columns: Vec::with_capacity(graph.columns),
        bands: Vec::with_capacity(graph.bands),
        gutters: Vec::with_capacity(graph.columns),
        under: 0.0,
        pitch: 0.0,
        y: vec![0.0; layers.items.len()],
    };
    places.set_columns(graph, measures, layers, rows, brackets);
    let bottom = places.set_rows(measures, layers, rows);
    let bottom = places.set_free(graph, measures, layers, bottom);
    places.set_waypoints(measures, layers, bottom);
    let under = layers.paths.iter().filter(|path| matches!(path, Path::Under)).count() as f64;
    places.pitch = PITCH.min(MOST_EXTRA / under);
    places.under = bottom + measures.gap + places.pitch / 2.0;
    places.size = Size {
        width: places.columns.last().map_or(measures.start, |last| last.right()) + measures.gap,
        height: bottom + measures.gap + places.pitch * under,
    };
    for column in &mut places.columns {
        column.height = places.size.height;
    }
    for band in &mut places.bands {
        band.width = places.size.width;
    }
    places
}

impl Places {
    /// Sets the columns, and how wide the cards are. A gutter grows with the links that turn in it, to three times its
    /// measure at most; before the first column there is one only if links turn there.
    fn set_columns(
        &mut self,
        graph: &Graph,
        measures: &Measures,
        layers: &Layers,
        rows: &Rows,
        brackets: &Brackets,
    ) {
        let mut turns = vec![0usize; graph.columns];
        for (item, place) in layers.items.iter().enumerate() {
            for &(other, _) in layers.left.of(item) {
                turns[place.column] += usize::from(rows.of[item] == NONE || rows.of[other] != rows.of[item]);
            }
        }
        let mut widths = vec![measures.column; graph.columns];
        for node in &graph.nodes {
            widths[node.column] = widths[node.column].max(node.size.width);
        }
        let mut x = measures.start;
        for (column, &width) in widths.iter().enumerate() {
            let tracks = brackets.tracks[column];
            let wanted = match column {
                0 if tracks == 0 => 0.0,
                0 => (tracks + 2) as f64 * PITCH,
                _ => measures.gutter + PITCH * (tracks + turns[column] / 3).saturating_sub(3) as f64,
            };
            let gutter = wanted.min(3.0 * measures.gutter);
            self.gutters.push(gutter);
            x += gutter;
            self.columns.push(Rect { x, y: 0.0, width, height: 0.0 });
            x += width;
        }
        for node in &graph.nodes {
            self.cards.push(Rect { height: node.size.height, ..self.columns[node.column] });
        }
    }

    /// Sets the bands and the cards in them; gives the lower end of all.
    fn set_rows(&mut self, measures: &Measures, layers: &Layers, rows: &Rows) -> f64 {
        let bands = rows.first.len() - 1;
        let count = rows.first[bands];
        let mut heights = vec![0.0f64; count];
        for (card, place) in self.cards.iter().enumerate() {
            if let Some(height) = heights.get_mut(rows.of[card]) {
                *height = height.max(place.height);
            }
        }
        let mut tops = Vec::with_capacity(count + 1);
        let mut end = 0.0;
        for band in 0..bands {
            let first = rows.first[band];
            for height in &heights[first..rows.first[band + 1]] {
                if !tops.is_empty() {
                    end += if tops.len() == first { measures.band_gap } else { measures.gap };
                }
                tops.push(end);
                end += height;
            }
        }
        tops.push(end);
        let mut more = measures.top;
        let extra = self.extra(layers, rows, &tops);
        for (top, extra) in tops.iter_mut().zip(extra) {
            more += extra;
            *top += more;
        }
        for (card, place) in self.cards.iter_mut().enumerate() {
            if let Some(height) = heights.get(rows.of[card]) {
                place.y = tops[rows.of[card]];
                // The middle of the row, if that is near the middle of the card: so links in a row are level.
                self.y[card] = place.y + (height / 2.0).min(place.height * 0.7);
            }
        }
        let mut bottom = measures.top;
        for band in 0..bands {
            let (first, end) = (rows.first[band], rows.first[band + 1]);
            let y = if first < end { tops[first] } else { bottom };
            if first < end {
                bottom = tops[end - 1] + heights[end - 1];
            }
            self.bands.push(Rect { x: 0.0, y, width: 0.0, height: bottom - y });
        }
        tops[count]
    }

    /// How much the gap above each row, and below the last one, must grow for the waypoints that pass there.
    fn extra(&self, layers: &Layers, rows: &Rows, tops: &[f64]) -> Vec<f64> {
        let mut extra = vec![0.0f64; tops.len()];
        for column in 0..self.columns.len() {
            let items = layers.column(column);
            let (mut above, mut lines) = (0.0, 0);
            for place in 0..=items.len() {
                let (mut row, mut height) = (tops.len() - 1, 0.0);
                if let Some(&item) = items.get(place) {
                    if !layers.is_card(item) {
                        lines += 1;
                        continue;
                    }
                    row = rows.of[item];
                    height = self.cards[item].height;
                }
                if row == NONE {
                    break;
                }
                if lines > 0 {
                    let missing = (lines + 1) as f64 * PITCH - (tops[row] - above);
                    extra[row] = extra[row].max(missing.min(MOST_EXTRA));
                }
                above = tops[row] + height;
                lines = 0;
            }
        }
        extra
    }

    /// Sets the cards beside all bands, level with what they are linked to; gives the lower end of all.
    fn set_free(&mut self, graph: &Graph, measures: &Measures, layers: &Layers, end: f64) -> f64 {
        let mut bottom = end;
        let mut ties = Vec::new();
        for (link, path) in graph.links.iter().zip(&layers.paths) {
            if !matches!(path, Path::Nowhere) {
                ties.push((link.from, link.to, Strength::new(link.weight)));
                ties.push((link.to, link.from, Strength::new(link.weight)));
            }
        }
        let ties = Lists::new(layers.cards, &ties);
        for column in 0..graph.columns {
            let (mut cards, mut wishes, mut steps) = (Vec::new(), Vec::new(), Vec::new());
            let (mut low, mut lines, mut above) = (measures.top, 0, 0.0);
            for &item in layers.column(column) {
                if !layers.is_card(item) {
                    lines += 1;
                    continue;
                }
                if layers.items[item].band < graph.bands {
                    (low, lines) = (self.cards[item].bottom() + measures.gap, 0);
                    continue;
                }
                let gap = if cards.is_empty() { 0.0 } else { measures.gap };
                let room = if lines > 0 { measures.gap.max((lines + 1) as f64 * PITCH) } else { gap };
                steps.push(above + room);
                above = self.cards[item].height;
                let middle = self.level(ties.of(item), layers, graph.bands, column);
                wishes.push(middle.unwrap_or((low + end) / 2.0) - above / 2.0);
                cards.push(item);
                lines = 0;
            }
            set_apart(&mut wishes, &steps, low, end - above);
            for (&card, &y) in cards.iter().zip(&wishes) {
                let place = &mut self.cards[card];
                place.y = y;
                self.y[card] = y + place.height / 2.0;
                let passing = if lines > 0 { (lines + 1) as f64 * PITCH } else { 0.0 };
                bottom = bottom.max(place.bottom() + passing);
            }
        }
        bottom
    }

    /// The middle of what a card beside all bands is most heavily linked to, among that which has its place; so the
    /// through line reaches its goal straight.
    fn level(&self, ties: &[(usize, Strength)], layers: &Layers, bands: usize, column: usize) -> Option<f64> {
        let (mut sum, mut count, mut heaviest) = (0.0, 0.0, 0);
        for &(other, weight) in ties {
            let place = layers.items[other];
            let weight = weight.most;
            if weight < heaviest || place.band == bands && place.column >= column {
                continue;
            }
            if weight > heaviest {
                (sum, count, heaviest) = (0.0, 0.0, weight);
            }
            sum += self.y[other];
            count += 1.0;
        }
        (count > 0.0).then_some(sum / count)
    }
}

/// Moves the wishes to the heights nearest to them (least squares) that keep each at least its step below the one
/// before, the first at its step below `low` or lower, and the last at `high` or higher; if that leaves no room, beyond
/// `high`. O(wishes).
pub(super) fn set_apart(wishes: &mut [f64], steps: &[f64], low: f64, high: f64) {
    // Pool adjacent violators, on the wishes less the steps before them: blocks of one height, each by sum and count.
    let (mut sums, mut counts): (Vec<f64>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut offset = 0.0;
    for (wish, step) in wishes.iter().zip(steps) {
        offset += step;
        let (mut sum, mut count) = (wish - offset, 1);
        while let (Some(&before), Some(&many)) = (sums.last(), counts.last()) {
            if before / many as f64 <= sum / count as f64 {
                break;
            }
            sum += before;
            count += many;
            sums.pop();
            counts.pop();
        }
        sums.push(sum);
        counts.push(count);
    }
    let most = (high - offset).max(low);
    let mut at = 0;
    let mut offset = 0.0;
    for (sum, count) in sums.iter().zip(counts) {
        for _ in 0..count {
            offset += steps[at];
            wishes[at] = (sum / count as f64).max(low).min(most) + offset;
            at += 1;
        }
    }
}
