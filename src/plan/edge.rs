//! Links between steps and goals: their ends are found, and what closes a ring is dropped and named.

use super::doc::EdgeJson;
use super::json::Json;
use super::known::Known;
use super::names::{Names, unknown};
use super::order::{Pair, rings};
use super::place::Place;
use super::problem::{Fault, Problems, Sort};
use super::{Edge, EdgeKind, End, Goal, Step, Text};
use crate::sorted::Fans;
use std::rc::Rc;

/// The ends that links may join, numbered: first the steps, then the goals.
pub(crate) struct Ends<'a> {
    /// How many steps there are.
    pub steps: usize,
    /// The ids of all, in the order of their numbers.
    pub ids: Vec<&'a str>,
    known: &'a Known,
    added: Option<&'a Names>,
}

impl<'a> Ends<'a> {
    /// The steps of these lists, and the goals.
    pub(crate) fn of(
        lists: &[&'a [Step]],
        goals: &'a [Goal],
        known: &'a Known,
        added: Option<&'a Names>,
    ) -> Self {
        let mut ids = Vec::new();
        for steps in lists {
            for step in *steps {
                ids.push(step.id.as_str());
            }
        }
        let steps = ids.len();
        for goal in goals {
            ids.push(&goal.id);
        }
        Ends { steps, ids, known, added }
    }

    /// Adds the links of the edges that order.
    pub(crate) fn ordering(&self, edges: &[Edge], links: &mut Vec<Pair>) {
        ordering(edges, self.steps, links);
    }
}

/// Adds the links between numbers of the edges that order.
pub(crate) fn ordering(edges: &[Edge], steps: usize, links: &mut Vec<Pair>) {
    for edge in edges {
        if edge.kind.orders() {
            links.push((edge.from.number(steps), edge.to.number(steps)));
        }
    }
}

/// Fills in the links whose ends are there, none twice and none that closes a ring, `before` among them: what there
/// is without these.
pub(crate) fn edges(
    docs: &mut [Json],
    list: &Place,
    ends: &Ends,
    before: &[Edge],
    edges: &mut Vec<Edge>,
    problems: &mut Problems,
) {
    // Where each edge stands in the document, and its link.
    let (mut stood, mut joined) = (Vec::new(), Vec::new());
    for (index, doc) in docs.iter_mut().enumerate() {
        let Some(doc) = EdgeJson::of(doc) else { continue };
        let at = list.at(index);
        let from = end(doc.from, ends, &at.key("from"), problems);
        let to = end(doc.to, ends, &at.key("to"), problems);
        if let (Some(from), Some(to)) = (from, to) {
            let kind = doc.kind.read();
            let note = doc.note.read::<Option<Text>>().map(Rc::new);
            edges.push(Edge { from, to, kind, note, minimum: doc.minimum.read() });
            joined.push((from.number(ends.steps), to.number(ends.steps)));
            stood.push(index);
        }
    }
    let mut dropped = repeated(before, edges, ends);
    for (index, dropped) in dropped.iter().enumerate() {
        if *dropped {
            problems.add(&list.at(stood[index]), Fault::DuplicateLink);
        }
    }

    let mut links = Vec::new();
    ends.ordering(before, &mut links);
    // What is only advice gives way to what binds.
    for &binds in &[true, false] {
        let (held, mut of_link) = (links.len(), Vec::new());
        for (index, edge) in edges.iter().enumerate() {
            let orders = edge.kind.orders() || edge.from == edge.to;
            if orders && edge.kind.binds() == binds && !dropped[index] {
                links.push(joined[index]);
                of_link.push(index);
            }
        }
        for ring in &rings(ends.ids.len(), &links, held) {
            let index = of_link[ring.link - held];
            dropped[index] = true;
            problems.add(&list.at(stood[index]), Fault::Cycle(ring.told(&|node| ends.ids[node])));
        }
        links.truncate(held);
        for &index in of_link.iter().filter(|&&index| !dropped[index]) {
            links.push(joined[index]);
        }
    }
    let mut dropped = dropped.iter();
    edges.retain(|_| dropped.next() == Some(&false));
}

/// The end that an id names.
fn end(id: &Json, ends: &Ends, at: &Place, problems: &mut Problems) -> Option<End> {
    let id = id.word()?;
    let step = ends.known.step(id, ends.added).map(End::Step);
    let end = step.or_else(|| ends.known.goals.find(id).map(End::Goal));
    if end.is_none() {
        unknown(id, Sort::StepOrGoal, at, problems);
    }
    end
}

/// Which edges say again what an earlier one says, or one of those before them, to which a minimum may be added.
fn repeated(before: &[Edge], edges: &[Edge], ends: &Ends) -> Vec<bool> {
    let mut said = Vec::new();
    for list in &[before, edges] {
        for edge in *list {
            said.push((edge.from.number(ends.steps), edge.to.number(ends.steps), edge.kind as usize));
        }
    }
    let outgoing = Fans::by(ends.ids.len(), said.len(), &|index| Some(said[index].0));
    let kinds = EdgeKind::ALL.len();
    let mut seen = vec![usize::MAX; ends.ids.len() * kinds];
    let mut repeated = vec![false; said.len()];
    for from in 0..ends.ids.len() {
        for &index in outgoing.at(from) {
            let (_, to, kind) = said[index];
            let place = to * kinds + kind;
            let added = index.checked_sub(before.len()).filter(|_| seen[place] < before.len());
            let tightens = added.is_some_and(|added| edges[added].minimum.is_some());
            repeated[index] = said.get(seen[place]).is_some_and(|said| said.0 == from) && !tightens;
            seen[place] = index;
        }
    }
    repeated.split_off(before.len())
}
