//! LAYER: the waypoints. Long links that leave one card, or that reach one card, share theirs: they are one line until
//! they part.

use super::layer::{Item, Path};
use super::lists::{Arc, Strength};
use super::{Graph, Link};
use crate::sorted::sorted;

/// Once long links have passed this many columns for each link, and for each column there is, the remaining ones run
/// below the picture, so that neither the waypoints nor the points of all routes are more than a multiple of the graph.
const WAYPOINTS: usize = 12;

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

/// The cards at the ends of a link, in time; the same card twice where the link goes nowhere.
fn span(graph: &Graph, link: &Link) -> (usize, usize) {
    match (graph.nodes.get(link.from), graph.nodes.get(link.to)) {
        (Some(from), Some(to)) if to.column < from.column => (link.to, link.from),
        (Some(_), Some(_)) => (link.from, link.to),
        _ => (0, 0),
    }
}

/// The path of each link, and the arcs between neighbouring columns (left, right, weight). Adds the waypoints to
/// `items`.
pub(super) fn lead(graph: &Graph, items: &mut Vec<Item>) -> (Vec<Path>, Vec<Arc>) {
    let cards = graph.nodes.len();
    let column = |card: usize| graph.nodes[card].column;
    // Trunk `card` holds what leaves a card, trunk `cards + card` what reaches it.
    let mut trunks = vec![Trunk::default(); 2 * cards];
    let mut long = Vec::new();
    let most = WAYPOINTS * (graph.columns + graph.links.len());
    let mut passed = 0;
    for (index, link) in graph.links.iter().enumerate() {
        let (left, right) = span(graph, link);
        if left != right && column(right) > column(left) + 1 {
            passed += column(right) - column(left);
            if passed > most {
                break;
            }
            trunks[left].links += 1;
            trunks[cards + right].links += 1;
            long.push(index);
        }
    }
    // Of each link: its trunk; none if it runs below.
    let mut chosen = vec![None; graph.links.len()];
    for &index in &long {
        let (left, right) = span(graph, &graph.links[index]);
        let reaches = trunks[cards + right].links > trunks[left].links;
        let own = if reaches { cards + right } else { left };
        chosen[index] = Some(own);
        let trunk = &mut trunks[own];
        if trunk.end == 0 {
            trunk.first = usize::MAX;
        }
        trunk.first = trunk.first.min(column(left) + 1);
        trunk.end = trunk.end.max(column(right));
    }
    for trunk in &mut trunks {
        trunk.item = items.len();
        for column in trunk.first..trunk.end {
            items.push(Item { column, band: 0 });
        }
    }
    let mut strength = vec![Strength::default(); items.len()];
    let mut arcs = Vec::new();
    let mut paths = Vec::with_capacity(graph.links.len());
    for (link, &chosen) in graph.links.iter().zip(&chosen) {
        let weight = Strength::new(link.weight);
        let (left, right) = span(graph, link);
        paths.push(if left == right {
            Path::Nowhere
        } else if column(left) == column(right) {
            Path::Within
        } else if column(left) + 1 == column(right) {
            arcs.push((left, right, weight));
            Path::Across(0..0)
        } else if let Some(own) = chosen {
            let trunk = trunks[own];
            let first = trunk.item + column(left) + 1 - trunk.first;
            let last = trunk.item + column(right) - 1 - trunk.first;
            arcs.push((left, first, weight));
            arcs.push((last, right, weight));
            for strong in &mut strength[first..last] {
                *strong = strong.and(weight);
            }
            Path::Across(first..last + 1)
        } else {
            Path::Under
        });
    }
    for (at, &weight) in strength.iter().enumerate() {
        if weight.sum > 0 {
            arcs.push((at, at + 1, weight));
        }
    }
    (paths, shared(&arcs))
}

/// The arcs, those between the same two items as one: links that share a trunk share its arcs.
fn shared(arcs: &[Arc]) -> Vec<Arc> {
    let order = sorted(arcs.len(), &|a, b| (arcs[a].0, arcs[a].1).cmp(&(arcs[b].0, arcs[b].1)));
    let mut kept: Vec<Arc> = Vec::with_capacity(arcs.len());
    for &index in &order {
        let arc = arcs[index];
        match kept.last_mut() {
            Some(last) if (last.0, last.1) == (arc.0, arc.1) => last.2 = last.2.and(arc.2),
            _ => kept.push(arc),
        }
    }
    kept
}
