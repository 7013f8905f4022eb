//! Prerequisite order: what closes a ring is found, and the rest is put in order. Nothing here recurses.

use super::problem::quote;
use crate::sorted::Fans;

/// From one node to another, by number.
pub(crate) type Pair = (usize, usize);

/// The links that leave each node, as indexes, in their own order.
pub(crate) fn outgoing(nodes: usize, links: &[Pair]) -> Fans {
    Fans::by(nodes, links.len(), &|link| Some(links[link].0))
}

/// A ring, and the link to drop so that it opens.
#[derive(Debug, PartialEq)]
pub(crate) struct Ring {
    /// Index of the link that closes it.
    pub link: usize,
    /// The first nodes of it in the order of the links, at most [`TOLD`].
    pub nodes: Vec<usize>,
    /// Whether it has more nodes than those.
    pub longer: bool,
}

impl Ring {
    /// The ids along the ring, back to the first.
    pub(crate) fn told<'i>(&self, id: &dyn Fn(usize) -> &'i str) -> Vec<String> {
        let mut told = Vec::new();
        for node in &self.nodes {
            told.push(quote(id(*node)));
        }
        if self.longer {
            told.push("…".to_owned());
        }
        if let Some(first) = self.nodes.first() {
            told.push(quote(id(*first)));
        }
        told
    }
}

/// How many nodes of a ring are told.
const TOLD: usize = 8;
/// How often links are looked through before all that may be in a ring are dropped.
const PASSES: usize = 32;

/// The links to drop so that no ring is left, each with its ring.
///
/// Walks from each node in turn, so it is the link back to the node that stands first in the document that goes.
/// The first `fixed` links form no ring by themselves and are never dropped. O(nodes + links), where some are fixed
/// up to 32 times.
pub(crate) fn rings(nodes: usize, links: &[Pair], fixed: usize) -> Vec<Ring> {
    let outgoing = outgoing(nodes, links);
    let mut dropped = vec![false; links.len()];
    let mut rings = Vec::new();
    for _ in 0..PASSES {
        let before = rings.len();
        walk(nodes, links, &outgoing, fixed, &mut dropped, &mut rings);
        if rings.len() == before || fixed == 0 {
            return rings;
        }
    }
    let mut left = Vec::new();
    for (link, ends) in links.iter().enumerate() {
        if !dropped[link] {
            left.push(*ends);
        }
    }
    let mut ringed = vec![true; nodes];
    for &node in &order(nodes, &left) {
        ringed[node] = false;
    }
    for link in fixed..links.len() {
        let (from, to) = links[link];
        if !dropped[link] && ringed[from] && ringed[to] {
            rings.push(Ring { link, nodes: vec![to, from], longer: true });
        }
    }
    rings
}

/// One walk over all nodes, depth first, with a stack of its own. `dropped` and `rings` grow.
fn walk(
    nodes: usize,
    links: &[Pair],
    outgoing: &Fans,
    fixed: usize,
    dropped: &mut [bool],
    rings: &mut Vec<Ring>,
) {
    const NEW: usize = usize::MAX;
    const LEFT: usize = usize::MAX - 1;
    // How deep on the stack each node is.
    let mut depth = vec![NEW; nodes];
    // Node, how many of its links were followed, and the link that led to it.
    let mut stack: Vec<(usize, usize, usize)> = Vec::new();
    // Depths of the nodes on the stack whose link may be dropped, and of those whose link was.
    let (mut loose, mut cut): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for root in 0..nodes {
        if depth[root] != NEW {
            continue;
        }
        depth[root] = 0;
        stack.push((root, 0, NEW));
        while let Some(top) = stack.len().checked_sub(1) {
            let (node, followed, _) = stack[top];
            let Some(&link) = outgoing.at(node).get(followed) else {
                depth[node] = LEFT;
                stack.pop();
                for depths in &mut [&mut loose, &mut cut] {
                    if depths.last().is_some_and(|last| *last >= top) {
                        depths.pop();
                    }
                }
                continue;
            };
            stack[top].1 += 1;
            let to = links[link].1;
            if dropped[link] || depth[to] == LEFT {
                continue;
            }
            if depth[to] == NEW {
                depth[to] = top + 1;
                stack.push((to, 0, link));
                if link >= fixed {
                    loose.push(top + 1);
                }
                continue;
            }
            let start = depth[to];
            if cut.last().is_some_and(|last| *last > start) {
                continue;
            }
            let closing = if link >= fixed {
                link
            } else {
                match loose.last() {
                    Some(&last) if last > start => {
                        loose.pop();
                        cut.push(last);
                        stack[last].2
                    }
                    _ => continue,
                }
            };
            dropped[closing] = true;
            let ring = &stack[start..];
            let mut nodes = Vec::new();
            for (node, _, _) in ring.iter().take(TOLD) {
                nodes.push(*node);
            }
            rings.push(Ring { link: closing, nodes, longer: ring.len() > TOLD });
        }
    }
}

/// The nodes in an order in which every link points forward; of those that could come next, the smallest does.
///
/// Nodes in or behind a ring are left out. O((nodes + links) log nodes).
pub(crate) fn order(nodes: usize, links: &[Pair]) -> Vec<usize> {
    if links.iter().all(|(from, to)| from < to) {
        return (0..nodes).collect();
    }
    let outgoing = outgoing(nodes, links);
    let mut waiting = vec![0usize; nodes];
    for (_, to) in links {
        waiting[*to] += 1;
    }
    let mut ready = Tournament::of(nodes);
    for (node, waiting) in waiting.iter().enumerate() {
        if *waiting == 0 {
            ready.put(node, node);
        }
    }
    let mut order = Vec::with_capacity(nodes);
    while let Some(node) = ready.smallest() {
        ready.put(node, NONE);
        order.push(node);
        for link in outgoing.at(node) {
            let to = links[*link].1;
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.put(to, to);
            }
        }
    }
    order
}

/// No node.
const NONE: usize = usize::MAX;

/// The nodes that could come next, as a tournament: in each pair the smaller one goes on to the next round.
struct Tournament {
    /// The winner of place `n` is that of places `2n` and `2n + 1`; the nodes themselves begin at `first`.
    places: Vec<usize>,
    first: usize,
}

impl Tournament {
    fn of(nodes: usize) -> Tournament {
        let first = nodes.next_power_of_two();
        Tournament { places: vec![NONE; 2 * first], first }
    }

    fn smallest(&self) -> Option<usize> {
        Some(self.places[1]).filter(|node| *node != NONE)
    }

    /// Puts itself, or none, into the place of a node. O(log nodes).
    fn put(&mut self, node: usize, here: usize) {
        let mut place = self.first + node;
        self.places[place] = here;
        while place > 1 {
            place /= 2;
            self.places[place] = self.places[2 * place].min(self.places[2 * place + 1]);
        }
    }
}

/// The layer of each node: the longest path that leads to it, in links. `order` is theirs.
pub(crate) fn layers(order: &[usize], links: &[Pair]) -> Vec<usize> {
    let outgoing = outgoing(order.len(), links);
    let mut layers = vec![0; order.len()];
    for node in order {
        for link in outgoing.at(*node) {
            let to = links[*link].1;
            layers[to] = layers[to].max(layers[*node] + 1);
        }
    }
    layers
}
