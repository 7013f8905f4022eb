//! Other ways to go: what each keeps, adds and asks for, resolved against the plan.

use super::doc::PathwayJson;
use super::edge::{Ends, edges};
use super::json::Json;
use super::known::{Known, Lanes, titled};
use super::names::Names;
use super::order::order;
use super::phase::place;
use super::place::Place;
use super::problem::{Problems, Sort};
use super::read::Read;
use super::requirement::{flatten, resolve};
use super::step::step;
use super::{Pathway, Phase, Plan};

/// The pathways of a plan whose steps, goals, edges and phases are settled.
pub(crate) fn pathways(
    docs: &mut [Json],
    plan: &Plan,
    phases: &[Phase],
    known: &Known,
    lanes: &mut Lanes,
    problems: &mut Problems,
) -> Vec<Pathway> {
    let list = Place::Root.key("pathways");
    Names::of(docs, &list, problems);
    let mut pathways = Vec::new();
    for (index, doc) in docs.iter_mut().enumerate() {
        if let Some(mut doc) = PathwayJson::of(doc) {
            pathways.push(pathway(&mut doc, &list.at(index), plan, phases, known, lanes, problems));
        }
    }
    pathways
}

fn pathway(
    doc: &mut PathwayJson,
    at: &Place,
    plan: &Plan,
    phases: &[Phase],
    known: &Known,
    lanes: &mut Lanes,
    problems: &mut Problems,
) -> Pathway {
    let title = titled(doc.title, &Json::Null, doc.id, at, problems);
    let mut way = Pathway { title, ..Pathway::default() };
    way.goal = known.goals.named(doc.goal, Sort::Goal, &at.key("goal"), problems);
    way.steps = known.listed(doc.steps, None, &at.key("steps"), problems);

    let asked_at = at.key("requirements");
    let mut asked = Names::default();
    let from = flatten(
        doc.requirements,
        &asked_at,
        &known.requirements,
        &mut asked,
        &mut way.requirements,
        &mut way.unclear,
        problems,
    );
    let add_at = at.key("add");
    let mut docs = doc.add.list();
    let new = Names::of_new(&mut docs, &known.steps, &add_at, problems);
    for (index, doc) in docs.iter_mut().enumerate() {
        step(doc, &add_at.at(index), known, Some(&asked), lanes, &mut way.add, problems);
    }

    let ends = Ends::of(&[&plan.steps, &way.add], &plan.goals, known, Some(&new));
    edges(doc.add_edges.parts(), &at.key("addEdges"), &ends, &plan.edges, &mut way.add_edges, problems);
    let mut links = Vec::new();
    ends.ordering(&plan.edges, &mut links);
    ends.ordering(&way.add_edges, &mut links);

    let (steps, mut between) = (ends.steps, Vec::new());
    for &(from, to) in &links {
        if from < steps && to < steps {
            between.push((from, to));
        }
    }
    let in_order = order(steps, &between);
    let placed = place(phases, known.fallback, &in_order, &between, &plan.steps, &way.add);
    for (index, step) in way.add.iter_mut().enumerate() {
        step.phase = placed[plan.steps.len() + index];
    }
    way.id.fill(doc.id);
    way.summary.fill(doc.summary);
    way.current.fill(doc.current);
    resolve(from, known, Some(&new), &mut way.requirements, problems);
    way
}
