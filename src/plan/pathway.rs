//! Other ways to go: what each keeps, adds and asks for, resolved against the plan.

use super::doc::{PathwayJson, StepJson};
use super::edge::{Ends, edges};
use super::json::Json;
use super::known::{Known, Lanes, titled};
use super::names::Names;
use super::order::order;
use super::phase::{Wish, holding, place};
use super::place::Place;
use super::problem::{Problems, Sort};
use super::requirement::flatten;
use super::step::step;
use super::{End, Pathway, PhaseIx, Plan};

/// The pathways of a plan whose steps, goals, edges and phases are settled.
pub(crate) fn pathways(
    docs: &mut [Json],
    plan: &Plan,
    known: &Known,
    lanes: &mut Lanes,
    fallback: PhaseIx,
    problems: &mut Problems,
) -> Vec<Pathway> {
    let list = Place::Root.key("pathways");
    Names::of(docs, &list, problems);
    let mut pathways = Vec::new();
    for (index, doc) in docs.iter_mut().enumerate() {
        if let Some(mut doc) = PathwayJson::of(doc) {
            pathways.push(pathway(&mut doc, &list.at(index), plan, known, lanes, fallback, problems));
        }
    }
    pathways
}

fn pathway(
    doc: &mut PathwayJson,
    at: &Place,
    plan: &Plan,
    known: &Known,
    lanes: &mut Lanes,
    fallback: PhaseIx,
    problems: &mut Problems,
) -> Pathway {
    let title = titled(doc.title, &Json::Null, doc.id, at, problems);
    let goal = known.goals.named(doc.goal, Sort::Goal, &at.key("goal"), problems);
    let kept_steps = known.listed(doc.steps, None, &at.key("steps"), problems);

    let asked_at = at.key("requirements");
    let (flat, asked) = flatten(doc.requirements.list(), &asked_at, &known.requirements, problems);
    let add_at = at.key("add");
    let mut docs = doc.add.list();
    let added = Names::of_new(&mut docs, &known.steps, &add_at, problems);
    let (mut add, mut wishes) = (Vec::new(), Vec::new());
    for step in &plan.steps {
        wishes.push(Wish { given: Some(step.phase), dated: None });
    }
    for (index, doc) in docs.iter_mut().enumerate() {
        if let Some(mut doc) = StepJson::of(doc) {
            let (step, given) = step(&mut doc, &add_at.at(index), known, Some(&asked), lanes, problems);
            wishes.push(Wish { given, dated: holding(&plan.phases, &step) });
            add.push(step);
        }
    }

    let find = |id: &str| match known.step(id, Some(&added)) {
        Some(step) => Some(End::Step(step)),
        None => known.goals.find(id).map(End::Goal),
    };
    let ends = Ends::of(&[&plan.steps, &add], &plan.goals, &find);
    let mut links = Vec::new();
    ends.ordering(&plan.edges, &mut links);
    let add_edges = edges(doc.add_edges.parts(), &at.key("addEdges"), &ends, &links, problems);
    ends.ordering(&add_edges, &mut links);

    let steps = ends.steps;
    links.retain(|(from, to)| *from < steps && *to < steps);
    let phases = place(plan.phases.len().max(1), fallback, &order(steps, &links), &links, &wishes);
    for (index, step) in add.iter_mut().enumerate() {
        step.phase = phases[plan.steps.len() + index];
    }
    Pathway {
        id: doc.id.read(),
        title,
        summary: doc.summary.read(),
        goal,
        current: doc.current.read(),
        steps: kept_steps,
        add,
        add_edges,
        requirements: flat.resolve(known, Some(&added), problems),
    }
}
