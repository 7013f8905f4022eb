//! PLACE, first half: the row of each card in its band.

use super::Graph;
use super::layer::Layers;

/// The row of a waypoint that takes none.
const NONE: usize = usize::MAX;

/// The grid on which the cards of all bands stand.
pub struct Rows {
    /// Of each card: its row, counted from the top of the picture. A card beside all bands has none.
    pub of: Vec<Option<usize>>,
    /// The first row of each band, and the number of all rows.
    pub first: Vec<usize>,
}

/// Gives the cards their rows, and sets the columns' orders right where a card without links fills a hole.
///
/// A cell's cards are packed from the top; only a heavy link inside its band moves a card further down, to be level, and
/// a heavy link that passes the cell may take a row that would be free.
/// A card without links takes the first free row of its cell: where there is one, it moves no other card.
pub fn rows(graph: &Graph, layers: &mut Layers) -> Rows {
    let bands = bands(graph, layers);
    let mut row = vec![0; layers.cards];
    row.resize(layers.items.len(), NONE);
    let mut most = vec![0; graph.bands + 1];
    let mut all = Vec::with_capacity(layers.columns.len());
    for column in &layers.columns {
        let cells = cells(layers, &bands, column);
        for cell in &cells {
            let cards = cell.iter().filter(|&&item| layers.is_card(item));
            let most = &mut most[bands[cell[0]].unwrap_or(graph.bands)];
            *most = cards.clone().count().max(*most);
            cards.enumerate().for_each(|(index, &card)| row[card] = index);
        }
        all.push(cells);
    }
    for cell in all.iter_mut().flatten() {
        straighten(layers, &bands, &most, cell, true, &mut row);
    }
    for cell in all.iter_mut().rev().flatten() {
        straighten(layers, &bands, &most, cell, false, &mut row);
    }
    let mut place = vec![0; layers.items.len()];
    let mut columns = std::mem::take(&mut layers.columns);
    for (column, cells) in columns.iter_mut().zip(&mut all) {
        column.iter().enumerate().for_each(|(index, &item)| place[item] = index);
        cells.iter_mut().for_each(|cell| fill(layers, column, &place, cell, &mut row));
    }
    layers.columns = columns;
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

/// The band of each card, and of each waypoint that a heavy link from a card of a band passes: it may take a row there.
fn bands(graph: &Graph, layers: &Layers) -> Vec<Option<usize>> {
    let mut bands: Vec<Option<usize>> =
        layers.items[..layers.cards].iter().map(|item| Some(item.band)).collect();
    for waypoint in layers.cards..layers.items.len() {
        let heavy = layers.left.of(waypoint).iter().filter(|&&(_, weight)| weight > 1);
        let from = heavy.max_by_key(|&&(_, weight)| weight).map(|&(other, _)| bands[other]);
        bands.push(from.flatten().filter(|&band| band < graph.bands));
    }
    bands
}

/// The cells of a column, from the top; in each its cards and the waypoints that may take a row there, and last its cards
/// without links.
fn cells(layers: &Layers, bands: &[Option<usize>], column: &[usize]) -> Vec<Vec<usize>> {
    let mut items: Vec<usize> = column.iter().copied().filter(|&item| bands[item].is_some()).collect();
    // A waypoint takes no row between two cards of another band.
    let card_bands = |items: &[usize]| -> Vec<Option<usize>> {
        let mut beside = None;
        let last = |&item: &usize| {
            beside = if layers.is_card(item) { bands[item] } else { beside };
            beside
        };
        items.iter().map(last).collect()
    };
    let above = card_bands(&items);
    items.reverse();
    let mut below = card_bands(&items).into_iter().rev();
    items.reverse();
    let mut above = above.into_iter();
    items.retain(|&item| [above.next(), below.next()].contains(&Some(bands[item])));
    let mut cells: Vec<Vec<usize>> =
        items.chunk_by(|&a, &b| bands[a] == bands[b]).map(<[usize]>::to_vec).collect();
    cells.retain(|cell| cell.iter().any(|&item| layers.is_card(item)));
    for cell in &mut cells {
        cell.sort_by_key(|&item| layers.is_card(item) && layers.is_alone(item));
    }
    cells
}

/// Moves the cards of a cell down to the rows of those they are heavily linked to on one side, and lets a waypoint take
/// its link's row where that is free; other waypoints leave the cell.
fn straighten(
    layers: &Layers,
    bands: &[Option<usize>],
    most: &[usize],
    cell: &mut Vec<usize>,
    left: bool,
    row: &mut [usize],
) {
    let Some(band) = bands[cell[0]] else { return };
    let is_linked_card = |item: usize| layers.is_card(item) && !layers.is_alone(item);
    let mut coming = cell.iter().filter(|&&item| is_linked_card(item)).count();
    let taken = if left { cell.iter().filter(|&&item| layers.is_card(item)).count() } else { cell.len() };
    let mut spare = most[band].saturating_sub(taken);
    let mut next = 0;
    cell.retain(|&item| {
        let level = |list: &[(usize, u32)]| {
            let heavy = list
                .iter()
                .filter(|&&(other, weight)| weight > 1 && bands[other] == Some(band) && row[other] != NONE);
            heavy.max_by_key(|&&(other, weight)| (weight, other)).map(|&(other, _)| row[other])
        };
        let before = level(layers.left.of(item));
        if is_linked_card(item) {
            let wish = if left || before == Some(row[item]) { before } else { level(layers.right.of(item)) };
            // The linked cards still to come need their rows, too.
            row[item] = wish.unwrap_or(0).max(row[item]).max(next).min(most[band] - coming);
            coming -= 1;
        } else if !layers.is_card(item) {
            let wish = if left { before.filter(|_| spare > 0) } else { Some(row[item]) };
            row[item] = wish.filter(|&wish| wish >= next && wish + coming < most[band]).unwrap_or(NONE);
            if row[item] == NONE {
                return false;
            }
            spare = spare.saturating_sub(1);
        } else {
            return true;
        }
        next = row[item] + 1;
        true
    });
}

/// Puts the cards without links in the first free rows of a cell, and its items in the order of their rows.
fn fill(layers: &Layers, column: &mut [usize], place: &[usize], cell: &mut [usize], row: &mut [usize]) {
    let linked = cell.iter().filter(|&&item| !(layers.is_card(item) && layers.is_alone(item))).count();
    let mut places: Vec<usize> = cell.iter().map(|&item| place[item]).collect();
    places.sort_unstable();
    let (taken, alone) = cell.split_at(linked);
    let mut taken = taken.iter().peekable();
    let mut free = 0;
    for &card in alone {
        while taken.next_if(|&&item| row[item] == free).is_some() {
            free += 1;
        }
        row[card] = free;
        free += 1;
    }
    cell.sort_by_key(|&item| row[item]);
    for (&place, &item) in places.iter().zip(&*cell) {
        column[place] = item;
    }
}
