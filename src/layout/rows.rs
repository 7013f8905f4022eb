//! PLACE, first part: the row of each card in its band.

use super::Graph;
use super::layer::Layers;
use super::lists::Strength;
use super::order::fullest;
use crate::sorted::sort;

/// The row, or the band, of an item that has none.
pub const NONE: usize = usize::MAX;

/// The grid on which the cards of all bands stand.
#[derive(Debug)]
pub struct Rows {
    /// Of each item: its row, counted from the top of the picture. A card beside all bands has none, nor has a
    /// waypoint.
    pub of: Vec<usize>,
    /// The first row of each band, and the number of all rows.
    pub first: Vec<usize>,
}

/// The rows being sought, each counted from the top of its band.
struct Grid<'a> {
    layers: &'a Layers,
    /// Of each item: the band in which it may have a row.
    band: Vec<usize>,
    /// How many rows each band has.
    most: Vec<usize>,
    row: Vec<usize>,
}

/// Which of a card's links it is set level with: those from the columns before it, or those to the columns after it.
#[derive(Clone, Copy, PartialEq)]
enum Flank {
    Left,
    Right,
}

/// Gives the cards their rows, and sets the columns' orders right where a card without links fills a hole.
///
/// A cell's cards are packed from the top; only a heavy link inside its band moves a card further down, to be level,
/// and a heavy link that passes the cell may take a row that would be free. A card without links takes the first free
/// row of its cell: where there is one, it moves no other card.
pub fn rows(graph: &Graph, layers: &mut Layers) -> Rows {
    let mut grid = Grid {
        layers,
        band: bands(graph, layers),
        most: fullest(layers, graph.bands, &|_| true),
        row: vec![NONE; layers.items.len()],
    };
    let cells = grid.cells();
    for cell in &cells {
        let mut next = 0;
        for &item in cell {
            if grid.layers.is_card(item) {
                grid.row[item] = next;
                next += 1;
            }
        }
    }
    for cell in &cells {
        grid.straighten(cell, Flank::Left);
    }
    for cell in cells.iter().rev() {
        grid.straighten(cell, Flank::Right);
    }
    let mut position = vec![0; layers.items.len()];
    for (index, &item) in layers.order.iter().enumerate() {
        position[item] = index;
    }
    let mut order = layers.order.clone();
    for cell in &cells {
        grid.fill(cell, &position, &mut order);
    }
    let Grid { mut row, most, .. } = grid;
    layers.order = order;
    let mut first = vec![0];
    for (band, most) in most[..graph.bands].iter().enumerate() {
        first.push(first[band] + most);
    }
    for (item, row) in row.iter_mut().enumerate() {
        let band = layers.items[item].band;
        *row = if layers.is_card(item) && band < graph.bands { first[band] + *row } else { NONE };
    }
    Rows { of: row, first }
}

/// The band of each card, and of each waypoint that a heavy link from a card of a band passes: it may take a row there.
fn bands(graph: &Graph, layers: &Layers) -> Vec<usize> {
    let mut bands = Vec::with_capacity(layers.items.len());
    for (item, place) in layers.items.iter().enumerate() {
        let (mut band, mut heaviest) = (place.band, 1);
        if !layers.is_card(item) {
            band = NONE;
            for &(other, weight) in layers.left.of(item) {
                if weight.most > 1 && weight.most >= heaviest {
                    (band, heaviest) = (bands[other], weight.most);
                }
            }
            band = if band < graph.bands { band } else { NONE };
        }
        bands.push(band);
    }
    bands
}

impl Grid<'_> {
    fn is_alone(&self, item: usize) -> bool {
        self.layers.is_alone(item)
    }

    /// The cells of all columns; in each its cards and the waypoints that may take a row there, and last its cards
    /// without links.
    fn cells(&self) -> Vec<Vec<usize>> {
        let mut cells = Vec::new();
        let mut below = vec![NONE; self.row.len()];
        for column in 0..self.layers.start.len() - 1 {
            let items = self.layers.column(column);
            let mut next = NONE;
            for &item in items.iter().rev() {
                if self.layers.is_card(item) {
                    next = self.band[item];
                }
                below[item] = next;
            }
            let mut above = NONE;
            let mut cell: Vec<usize> = Vec::new();
            for &item in items {
                let band = self.band[item];
                if self.layers.is_card(item) {
                    above = band;
                }
                // A waypoint takes no row between two cards of another band.
                if band == NONE || above != band && below[item] != band {
                    continue;
                }
                if cell.first().is_some_and(|&first| self.band[first] != band) {
                    self.finish(std::mem::take(&mut cell), &mut cells);
                }
                cell.push(item);
            }
            self.finish(cell, &mut cells);
        }
        cells
    }

    fn finish(&self, mut cell: Vec<usize>, cells: &mut Vec<Vec<usize>>) {
        if cell.iter().any(|&item| self.layers.is_card(item)) {
            sort(&mut cell, &|a, b| self.is_alone(a).cmp(&self.is_alone(b)));
            cells.push(cell);
        }
    }

    /// The row of the card or waypoint of a band that a list is most heavily linked to.
    fn level(&self, list: &[(usize, Strength)], band: usize) -> usize {
        let (mut row, mut heaviest) = (NONE, (1, NONE));
        for &(other, weight) in list {
            if (weight.most, other) > heaviest && self.band[other] == band && self.row[other] != NONE {
                (row, heaviest) = (self.row[other], (weight.most, other));
            }
        }
        row
    }

    /// Moves the cards of a cell down to the rows of those they are heavily linked to on one side, and lets a waypoint
    /// take its link's row where that is free; other waypoints leave the cell.
    fn straighten(&mut self, cell: &[usize], side: Flank) {
        let layers = self.layers;
        let band = self.band[cell[0]];
        let most = self.most[band];
        let (mut coming, mut spare) = (0, most);
        for &item in cell {
            if layers.is_card(item) {
                coming += usize::from(!self.is_alone(item));
                spare -= 1;
            }
        }
        let mut next = 0;
        for &item in cell {
            let before = self.level(layers.left.of(item), band);
            let row = self.row[item];
            if !layers.is_card(item) {
                let wish = match side {
                    Flank::Left if spare == 0 => NONE,
                    Flank::Left => before,
                    Flank::Right => row,
                };
                if wish == NONE || wish < next || wish + coming >= most {
                    self.row[item] = NONE;
                    continue;
                }
                self.row[item] = wish;
                spare = spare.saturating_sub(1);
            } else if !self.is_alone(item) {
                let wish = if side == Flank::Left || before == row {
                    before
                } else {
                    self.level(layers.right.of(item), band)
                };
                let wish = if wish == NONE { 0 } else { wish };
                // The linked cards still to come need their rows, too.
                self.row[item] = wish.max(row).max(next).min(most - coming);
                coming -= 1;
            } else {
                continue;
            }
            next = self.row[item] + 1;
        }
    }

    /// Puts the cards without links in the first free rows of a cell, and its items in the order of their rows.
    fn fill(&mut self, cell: &[usize], position: &[usize], order: &mut [usize]) {
        let (mut taken, mut free) = (0, 0);
        let mut staying = Vec::with_capacity(cell.len());
        for &item in cell {
            if self.is_alone(item) {
                while taken < staying.len() && self.row[staying[taken]] == free {
                    taken += 1;
                    free += 1;
                }
                self.row[item] = free;
                free += 1;
            }
            if self.row[item] != NONE {
                staying.push(item);
            }
        }
        let mut seats = staying.clone();
        sort(&mut seats, &|a, b| position[a].cmp(&position[b]));
        sort(&mut staying, &|a, b| self.row[a].cmp(&self.row[b]));
        for (&seat, &item) in seats.iter().zip(&staying) {
            order[position[seat]] = item;
        }
    }
}
