//! PLACE, first half: the row of each card in its band.

use super::Graph;
use super::layer::Layers;

/// The grid on which the cards of all bands stand.
pub struct Rows {
    /// Of each card: its row, counted from the top of the picture. A card beside all bands has none.
    pub of: Vec<Option<usize>>,
    /// The first row of each band, and the number of all rows.
    pub first: Vec<usize>,
}

/// Gives the cards their rows, and sets the columns' orders right where a card without links fills a hole.
///
/// A cell's cards are packed from the top; only a heavy link inside its band moves a card further down, to be level.
/// A card without links takes the first free row of its cell: where there is one, it moves no other card.
pub fn rows(graph: &Graph, layers: &mut Layers) -> Rows {
    let mut row = vec![0; layers.cards];
    let mut most = vec![0; graph.bands + 1];
    for column in &layers.columns {
        for cell in cells(layers, column) {
            let most = &mut most[layers.items[cell[0]].band];
            *most = cell.len().max(*most);
            for (index, &card) in cell.iter().enumerate() {
                row[card] = index;
            }
        }
    }
    for column in &layers.columns {
        straighten(layers, &most, column, true, &mut row);
    }
    for column in layers.columns.iter().rev() {
        straighten(layers, &most, column, false, &mut row);
    }
    for column in &mut std::mem::take(&mut layers.columns) {
        let filled = fill(layers, column, &mut row);
        layers.columns.push(filled);
    }
    let mut first = vec![0];
    for most in &most[..graph.bands] {
        first.push(first[first.len() - 1] + most);
    }
    let banded = |card: usize| layers.items[card].band < graph.bands;
    let of = (0..layers.cards)
        .map(|card| banded(card).then(|| first[layers.items[card].band] + row[card]))
        .collect();
    Rows { of, first }
}

/// The cards of each cell of a column, from the top.
fn cells(layers: &Layers, column: &[usize]) -> Vec<Vec<usize>> {
    let cards: Vec<usize> = column.iter().copied().filter(|&item| layers.is_card(item)).collect();
    cards.chunk_by(|&a, &b| layers.items[a].band == layers.items[b].band).map(<[usize]>::to_vec).collect()
}

/// Moves the cards of a column down to the rows of those they are heavily linked to on one side.
fn straighten(layers: &Layers, most: &[usize], column: &[usize], left: bool, row: &mut [usize]) {
    for cell in cells(layers, column) {
        let band = layers.items[cell[0]].band;
        let linked = cell.iter().filter(|&&card| !layers.is_alone(card)).count();
        let mut next = 0;
        for (index, &card) in cell[..linked].iter().enumerate() {
            let list = if left { layers.left.of(card) } else { layers.right.of(card) };
            let level = |&&(other, weight): &&(usize, u32)| {
                weight > 1 && layers.is_card(other) && layers.items[other].band == band
            };
            let heaviest = list.iter().filter(level).max_by_key(|&&(other, weight)| (weight, other));
            let wish = heaviest.map_or(0, |&(other, _)| row[other]);
            // The linked cards still to come need their rows, too.
            row[card] = wish.max(row[card]).max(next).min(most[band] - (linked - index));
            next = row[card] + 1;
        }
    }
}

/// The column's order with its cards without links in the first free rows of their cells.
fn fill(layers: &Layers, column: &[usize], row: &mut [usize]) -> Vec<usize> {
    let mut filled = Vec::with_capacity(column.len());
    for cell in cells(layers, column) {
        let linked = cell.iter().filter(|&&card| !layers.is_alone(card)).count();
        let (linked, alone) = cell.split_at(linked);
        let mut free = 0;
        let taken: Vec<usize> = linked.iter().map(|&card| row[card]).collect();
        let mut taken = taken.into_iter().peekable();
        for &card in alone {
            while taken.next_if_eq(&free).is_some() {
                free += 1;
            }
            row[card] = free;
            free += 1;
        }
    }
    let mut cells = cells(layers, column).into_iter();
    let mut cell: Vec<usize> = Vec::new();
    for &item in column {
        if !layers.is_card(item) {
            filled.push(item);
            continue;
        }
        if cell.is_empty() {
            cell = cells.next().unwrap_or_default();
            cell.sort_by_key(|&card| std::cmp::Reverse(row[card]));
        }
        // Where one card stood, the next card by row stands.
        filled.extend(cell.pop());
    }
    filled
}
