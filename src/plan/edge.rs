//! Links between steps and goals: their ends are found, and what closes a ring is dropped and named.

use super::doc::EdgeDoc;
use super::order::{Link, Outgoing, rings};
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use super::{Edge, EdgeKind, End};

/// The ends that links may join, numbered: first the steps, then the goals.
pub(crate) struct Ends<'a> {
    /// How many steps there are.
    pub steps: usize,
    /// The ids of all, in the order of their numbers.
    pub ids: Vec<&'a str>,
    /// The end that an id names.
    pub find: &'a dyn Fn(&str) -> Option<End>,
}

impl Ends<'_> {
    fn number(&self, end: End) -> usize {
        match end {
            End::Step(step) => step,
            End::Goal(goal) => self.steps + goal,
        }
    }

    /// An edge as a link between numbers.
    pub(crate) fn link(&self, edge: &Edge) -> Link {
        (self.number(edge.from), self.number(edge.to))
    }

    /// The links of the edges that order.
    pub(crate) fn ordering(&self, edges: &[Edge]) -> Vec<Link> {
        edges.iter().filter(|edge| edge.kind.orders()).map(|edge| self.link(edge)).collect()
    }
}

/// The links whose ends are there, none twice and none that closes a ring with those before it or with `fixed`.
pub(crate) fn edges(
    docs: Vec<EdgeDoc>,
    list: &Place,
    ends: &Ends,
    fixed: &[Link],
    problems: &mut Problems,
) -> Vec<Edge> {
    let mut found: Vec<(usize, Edge)> = Vec::new();
    for (index, doc) in docs.into_iter().enumerate() {
        let at = list.at(index);
        let mut end = |id: &str, name| {
            let end = (ends.find)(id);
            if end.is_none() && !id.is_empty() {
                problems.add(&at.key(name), Fault::Unknown(Sort::StepOrGoal, quote(id)));
            }
            end
        };
        if let (Some(from), Some(to)) = (end(&doc.from, "from"), end(&doc.to, "to")) {
            let kind = doc.kind.unwrap_or(EdgeKind::LeadsTo);
            found.push((index, Edge { from, to, kind, note: doc.note, minimum: doc.minimum }));
        }
    }
    let mut dropped = vec![false; found.len()];
    repeated(&found, list, ends, &mut dropped, problems);

    let mut links = fixed.to_vec();
    let mut of_edge = Vec::new();
    for (index, (_, edge)) in found.iter().enumerate() {
        if (edge.kind.orders() || edge.from == edge.to) && !dropped[index] {
            links.push(ends.link(edge));
            of_edge.push(index);
        }
    }
    for ring in rings(ends.ids.len(), &links, fixed.len()) {
        let index = of_edge[ring.link - fixed.len()];
        dropped[index] = true;
        problems.add(&list.at(found[index].0), Fault::Cycle(ring.told(&|node| ends.ids[node])));
    }
    let mut dropped = dropped.into_iter();
    found.retain(|_| dropped.next() == Some(false));
    found.into_iter().map(|(_, edge)| edge).collect()
}

/// Marks the links that say again what an earlier one says.
fn repeated(
    found: &[(usize, Edge)],
    list: &Place,
    ends: &Ends,
    dropped: &mut [bool],
    problems: &mut Problems,
) {
    let links: Vec<Link> = found.iter().map(|(_, edge)| ends.link(edge)).collect();
    let outgoing = Outgoing::new(ends.ids.len(), &links);
    let kinds = EdgeKind::ALL.len();
    let mut seen = vec![usize::MAX; ends.ids.len() * kinds];
    for from in 0..ends.ids.len() {
        for index in outgoing.of(from) {
            let place = links[*index].1 * kinds + found[*index].1.kind as usize;
            dropped[*index] = seen[place] == from;
            seen[place] = from;
        }
    }
    for (index, _) in dropped.iter().enumerate().filter(|(_, dropped)| **dropped) {
        problems.add(&list.at(found[index].0), Fault::DuplicateLink);
    }
}
