//! LAYER: what passes each column. The columns are given, so the ranking of Sugiyama, Tagawa and Toda ("Methods for
//! visual understanding of hierarchical system structures", 1981) is done; what is left of their first step is to give
//! each long link a *waypoint* in every column it passes.

use super::Graph;
use super::lead::lead;
use super::lists::{Lists, Strength, turned};
use crate::sorted::{Fans, sort, sorted};
use std::ops::Range;

/// A card, or a waypoint of a long link. Cards come first and have the index of their node.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub column: usize,
    /// A card beside all bands has the band after the last; a waypoint that of its height, and 0 before it has one.
    pub band: usize,
}

/// How one link goes.
#[derive(Debug)]
pub enum Path {
    /// An end is missing, or both are the same card.
    Nowhere,
    /// Both ends are in one column.
    Within,
    /// From column to column through these waypoints, which are in the order of their columns.
    Across(Range<usize>),
    /// Below all cards.
    Under,
}

/// The graph in columns.
#[derive(Debug)]
pub struct Layers {
    /// How many of the items are cards.
    pub cards: usize,
    pub items: Vec<Item>,
    /// All items, column after column, each from the top; a card stands in its band, and there after what leads to it.
    pub order: Vec<usize>,
    /// Where each column starts in the order, and last where the order ends.
    pub start: Vec<usize>,
    /// What each item is linked to in the column before it.
    pub left: Lists,
    /// What each item is linked to in the column after it.
    pub right: Lists,
    /// What each card is linked to in its own column.
    pub beside: Lists,
    /// Which cards of its own cell must stand below a card.
    pub below: Fans,
    /// Of each item: a place among all, after that of every card that it must stand below.
    rank: Vec<usize>,
    /// One for each link.
    pub paths: Vec<Path>,
}

impl Layers {
    /// The items of a column, from the top.
    pub fn column(&self, column: usize) -> &[usize] {
        &self.order[self.start[column]..self.start[column + 1]]
    }

    /// Whether an item is a card; else it is a waypoint.
    pub fn is_card(&self, item: usize) -> bool {
        item < self.cards
    }

    /// Whether an item is a card at which no link that is drawn ends.
    pub fn is_alone(&self, item: usize) -> bool {
        [&self.left, &self.right, &self.beside].iter().all(|list| list.of(item).is_empty())
    }

    /// Orders cards by wish, but each after those that must stand above it: a card sinks below each of those.
    pub fn after(&self, cards: &mut [usize], wish: &mut [usize]) {
        sort(cards, &|a, b| self.rank[a].cmp(&self.rank[b]));
        for &card in &*cards {
            for &next in self.below.at(card) {
                wish[next] = wish[next].max(wish[card]);
            }
        }
        sort(cards, &|a, b| wish[a].cmp(&wish[b]));
    }
}

/// Gives each link its path. Expects every node's column to be one of the graph's. O(nodes + waypoints), and sorts of
/// the nodes and of the links.
pub fn layer(graph: &Graph) -> Layers {
    let cards = graph.nodes.len();
    let mut items = Vec::with_capacity(cards);
    for node in &graph.nodes {
        items.push(Item { column: node.column, band: node.band.unwrap_or(graph.bands) });
    }
    let (paths, arcs) = lead(graph, &mut items);
    let count = items.len();
    let (mut beside, mut in_cell, mut below) = (Vec::new(), Vec::new(), Vec::new());
    for (link, path) in graph.links.iter().zip(&paths) {
        if matches!(path, Path::Within) {
            beside.push((link.from, link.to, Strength::new(link.weight)));
            if items[link.from].band == items[link.to].band {
                in_cell.push((link.from, link.to));
            }
        }
    }
    let rank = ranks(count, &in_cell);
    for &link in &in_cell {
        // A link that closes a circle inside a cell cannot point down, and asks for nothing.
        if rank[link.0] < rank[link.1] {
            below.push(link);
        }
    }
    beside.extend(turned(&beside));
    let mut layers = Layers {
        cards,
        items,
        order: Vec::new(),
        start: Vec::new(),
        left: Lists::new(count, &turned(&arcs)),
        right: Lists::new(count, &arcs),
        beside: Lists::new(count, &beside),
        below: Fans::of(count, &below),
        rank,
        paths,
    };
    stand(&mut layers, graph.columns);
    layers
}

/// Puts all items in their columns: the cards by band, in the graph's order, those without links last; then the
/// waypoints.
fn stand(layers: &mut Layers, columns: usize) {
    let mut all = sorted(layers.cards, &|a, b| {
        let key = |card: usize| (layers.items[card].band, layers.is_alone(card));
        key(a).cmp(&key(b))
    });
    let mut wish = vec![0; layers.items.len()];
    for (index, &card) in all.iter().enumerate() {
        wish[card] = index;
    }
    layers.after(&mut all, &mut wish);
    all.extend(layers.cards..layers.items.len());
    let mut places = Vec::with_capacity(all.len());
    for &item in &all {
        places.push((layers.items[item].column, item));
    }
    let by = Fans::of(columns, &places);
    (layers.start, layers.order) = (by.starts, by.all);
}

/// Of each item: a place after those of all that lead to it; what stands in a circle comes last. O(items + links).
fn ranks(count: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let below = Fans::of(count, links);
    let mut waits = vec![0; count];
    for &(_, to) in links {
        waits[to] += 1;
    }
    let mut queue = Vec::with_capacity(count);
    for (item, &waits) in waits.iter().enumerate() {
        if waits == 0 {
            queue.push(item);
        }
    }
    let mut at = 0;
    while let Some(&item) = queue.get(at) {
        at += 1;
        for &next in below.at(item) {
            waits[next] -= 1;
            if waits[next] == 0 {
                queue.push(next);
            }
        }
    }
    let mut rank = vec![count; count];
    for (place, &item) in queue.iter().enumerate() {
        rank[item] = place;
    }
    rank
}
