//! LAYER: what passes each column. The columns are given, so the ranking of Sugiyama, Tagawa and Toda ("Methods for
//! visual understanding of hierarchical system structures", 1981) is done; what is left of their first step is to give
//! each long link a *waypoint* in every column it passes.
//!
//! Long links that leave one card, or that reach one card, share their waypoints: they are one line until they part.

use super::Graph;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// No link pulls more than this: the sums of products of weights stay small.
const HEAVIEST: u32 = 64;

/// Once long links pass this many columns for each card and link, the remaining ones run below the picture, so that
/// neither the waypoints nor the points of all routes are more than a multiple of the graph.
const WAYPOINTS: usize = 8;

/// A card, or a waypoint of a long link. Cards come first and have the index of their node.
#[derive(Clone, Copy)]
pub struct Item {
    pub column: usize,
    /// A card beside all bands has the band after the last; of a waypoint it says nothing.
    pub band: usize,
}

/// How one link goes.
#[derive(Clone, PartialEq)]
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

/// For each item a list of others, and how strongly each is linked to it.
#[derive(Default)]
pub struct Lists {
    start: Vec<usize>,
    list: Vec<(usize, u32)>,
}

impl Lists {
    /// The lists of `count` items; each entry says whose list, what stands in it, and how strong. O(count + entries).
    fn new(count: usize, entries: impl Iterator<Item = (usize, usize, u32)> + Clone) -> Lists {
        let mut start = vec![0; count + 2];
        for (whose, ..) in entries.clone() {
            start[whose + 2] += 1;
        }
        for i in 1..start.len() {
            start[i] += start[i - 1];
        }
        let mut list = vec![(0, 0); start[count + 1]];
        for (whose, other, weight) in entries {
            list[start[whose + 1]] = (other, weight);
            start[whose + 1] += 1;
        }
        Lists { start, list }
    }

    /// The list of an item.
    pub fn of(&self, item: usize) -> &[(usize, u32)] {
        &self.list[self.start[item]..self.start[item + 1]]
    }

    /// Sorts the list of an item by where the others are.
    pub fn sort(&mut self, item: usize, place: &[usize]) {
        self.list[self.start[item]..self.start[item + 1]].sort_unstable_by_key(|&(other, _)| place[other]);
    }
}

/// The graph in columns.
pub struct Layers {
    /// How many of the items are cards.
    pub cards: usize,
    pub items: Vec<Item>,
    /// The items of each column; cards stand in the order of their bands, and in a band after what leads to them there.
    pub columns: Vec<Vec<usize>>,
    /// What each item is linked to in the column before it.
    pub left: Lists,
    /// What each item is linked to in the column after it.
    pub right: Lists,
    /// What each card is linked to in its own column.
    pub beside: Lists,
    /// Which cards of its own cell must stand below a card.
    pub below: Lists,
    /// One for each link.
    pub paths: Vec<Path>,
}

impl Layers {
    /// Whether an item is a card; else it is a waypoint.
    pub fn is_card(&self, item: usize) -> bool {
        item < self.cards
    }

    /// How many links an item has to other columns.
    pub fn degree(&self, item: usize) -> usize {
        self.left.of(item).len() + self.right.of(item).len()
    }

    /// Whether no link that is drawn ends at this card.
    pub fn is_alone(&self, card: usize) -> bool {
        self.left.of(card).is_empty() && self.right.of(card).is_empty() && self.beside.of(card).is_empty()
    }
}

/// Gives each link its path. Expects every node's column to be one of the graph's. O(nodes + waypoints + links log links).
pub fn layer(graph: &Graph) -> Layers {
    let cards = graph.nodes.len();
    let mut items: Vec<Item> = graph
        .nodes
        .iter()
        .map(|node| Item { column: node.column, band: node.band.unwrap_or(graph.bands) })
        .collect();
    let (paths, arcs) = lead(graph, &mut items);
    let within = || {
        let pairs = graph.links.iter().zip(&paths).filter(|(_, path)| **path == Path::Within);
        pairs.map(|(link, _)| (link.from, link.to, link.weight.clamp(1, HEAVIEST)))
    };
    let mut columns = vec![Vec::new(); graph.columns];
    for (index, item) in items.iter().enumerate() {
        columns[item.column].push(index);
    }
    let in_cell = || within().filter(|&(from, to, _)| items[from].band == items[to].band);
    let mut place = vec![0; cards];
    let wish: Vec<usize> = (0..cards).collect();
    let below = Lists::new(cards, in_cell());
    for column in &mut columns {
        let split = column.partition_point(|&item| item < cards);
        column[..split].sort_by_key(|&card| items[card].band);
        after(&mut column[..split], &wish, &below);
        column[..split].sort_by_key(|&card| items[card].band);
        for (index, &card) in column[..split].iter().enumerate() {
            place[card] = index;
        }
    }
    // A link that closes a circle inside a cell cannot point down, and asks for nothing.
    let below = Lists::new(cards, in_cell().filter(|&(from, to, _)| place[from] < place[to]));
    Layers {
        cards,
        left: Lists::new(items.len(), arcs.iter().map(|&(from, to, weight)| (to, from, weight))),
        right: Lists::new(items.len(), arcs.iter().copied()),
        beside: Lists::new(
            cards,
            within().flat_map(|(from, to, weight)| [(from, to, weight), (to, from, weight)]),
        ),
        below,
        items,
        columns,
        paths,
    }
}

/// Orders cards by wish, but each after those that lead to it; what stands in a circle comes last.
pub fn after(cards: &mut [usize], wish: &[usize], below: &Lists) {
    if cards.iter().all(|&card| below.of(card).is_empty()) {
        return cards.sort_by_key(|&card| wish[card]);
    }
    let most = cards.iter().copied().max().unwrap_or(0);
    let mut waits = vec![0usize; most + 1];
    for &card in &*cards {
        for &(next, _) in below.of(card) {
            if let Some(count) = waits.get_mut(next) {
                *count += 1;
            }
        }
    }
    let mut ready: BinaryHeap<_> =
        cards.iter().filter(|&&card| waits[card] == 0).map(|&card| Reverse((wish[card], card))).collect();
    let mut rest: Vec<usize> = cards.iter().copied().filter(|&card| waits[card] > 0).collect();
    rest.sort_by_key(|&card| wish[card]);
    let mut sorted = Vec::with_capacity(cards.len());
    while let Some(Reverse((_, card))) = ready.pop() {
        sorted.push(card);
        for &(next, _) in below.of(card) {
            waits[next] -= 1;
            if waits[next] == 0 {
                ready.push(Reverse((wish[next], next)));
            }
        }
    }
    sorted.extend(rest.into_iter().filter(|&card| waits[card] > 0));
    cards.copy_from_slice(&sorted);
}

/// A stretch of shared waypoints: of all long links out of a card, or of all into it.
#[derive(Clone, Copy, Default)]
struct Trunk {
    links: usize,
    /// The first column passed.
    first: usize,
    /// The column after the last one passed.
    end: usize,
    /// The first waypoint.
    item: usize,
}

/// The path of each link, and the arcs between neighbouring columns (left, right, weight). Adds the waypoints to `items`.
fn lead(graph: &Graph, items: &mut Vec<Item>) -> (Vec<Path>, Vec<(usize, usize, u32)>) {
    let cards = graph.nodes.len();
    let column = |card: usize| graph.nodes[card].column;
    // Each link as (left card, right card), in time.
    let spans: Vec<Option<(usize, usize)>> = graph
        .links
        .iter()
        .map(|link| match link.from.max(link.to) < cards && link.from != link.to {
            true if column(link.to) < column(link.from) => Some((link.to, link.from)),
            true => Some((link.from, link.to)),
            false => None,
        })
        .collect();
    let long = |&(left, right): &(usize, usize)| column(right) > column(left) + 1;
    // Trunk `card` holds what leaves a card, trunk `cards + card` what reaches it.
    let mut trunks = vec![Trunk::default(); 2 * cards];
    for &(left, right) in spans.iter().flatten().filter(|span| long(span)) {
        trunks[left].links += 1;
        trunks[cards + right].links += 1;
    }
    let trunk_of = |trunks: &[Trunk], left: usize, right: usize| {
        if trunks[cards + right].links > trunks[left].links { cards + right } else { left }
    };
    for &(left, right) in spans.iter().flatten().filter(|span| long(span)) {
        let chosen = trunk_of(&trunks, left, right);
        let trunk = &mut trunks[chosen];
        let (first, end) = (column(left) + 1, column(right));
        (trunk.first, trunk.end) =
            if trunk.end == 0 { (first, end) } else { (trunk.first.min(first), trunk.end.max(end)) };
    }
    let most = items.len() + WAYPOINTS * (cards + graph.links.len());
    let mut arcs = Vec::new();
    for trunk in &mut trunks {
        if items.len() + (trunk.end - trunk.first) > most {
            (trunk.first, trunk.end) = (0, 0);
        }
        trunk.item = items.len();
        items.extend((trunk.first..trunk.end).map(|column| Item { column, band: 0 }));
    }
    let mut strength = vec![0; items.len()];
    let mut paths = Vec::with_capacity(spans.len());
    let mut passed = 0;
    for (span, link) in spans.iter().zip(&graph.links) {
        let weight = link.weight.clamp(1, HEAVIEST);
        paths.push(match *span {
            None => Path::Nowhere,
            Some((left, right)) if column(left) == column(right) => Path::Within,
            Some((left, right)) if !long(&(left, right)) => {
                arcs.push((left, right, weight));
                Path::Across(0..0)
            }
            Some((left, right)) => {
                let trunk = trunks[trunk_of(&trunks, left, right)];
                passed += column(right) - column(left);
                if trunk.end == 0 || passed > most {
                    Path::Under
                } else {
                    let first = trunk.item + column(left) + 1 - trunk.first;
                    let last = trunk.item + column(right) - 1 - trunk.first;
                    arcs.push((left, first, weight));
                    arcs.push((last, right, weight));
                    for strong in &mut strength[first..last] {
                        *strong = weight.max(*strong);
                    }
                    Path::Across(first..last + 1)
                }
            }
        });
    }
    arcs.extend(
        strength
            .iter()
            .enumerate()
            .filter(|(_, weight)| **weight > 0)
            .map(|(at, &weight)| (at, at + 1, weight)),
    );
    // Links that share a trunk share its arcs.
    arcs.sort_unstable_by_key(|&(left, right, weight)| (left, right, Reverse(weight)));
    arcs.dedup_by_key(|&mut (left, right, _)| (left, right));
    (paths, arcs)
}
