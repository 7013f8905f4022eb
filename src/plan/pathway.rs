//! Other ways to go: what each keeps, adds and asks for, resolved against the plan.

use super::doc::PathwayDoc;
use super::edge::{Ends, edges};
use super::known::{Known, Lanes, ids, titled};
use super::names::Names;
use super::order::{Link, order};
use super::phase::{Wish, holding, place};
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use super::requirement::flatten;
use super::step::step;
use super::{End, Pathway, PhaseIx, Plan};

/// The pathways of a plan whose steps, goals, edges and phases are settled.
pub(crate) fn pathways(
    docs: Vec<PathwayDoc>,
    plan: &Plan,
    known: &Known,
    lanes: &mut Lanes,
    fallback: PhaseIx,
    problems: &mut Problems,
) -> Vec<Pathway> {
    let list = Place::Root.key("pathways");
    let (_, kept) = Names::of(&ids(&docs, |doc| &doc.id), &list, problems);
    let mut pathways = Vec::new();
    for (index, doc) in docs.into_iter().enumerate() {
        if kept[index] {
            pathways.push(pathway(doc, &list.at(index), plan, known, lanes, fallback, problems));
        }
    }
    pathways
}

fn pathway(
    doc: PathwayDoc,
    at: &Place,
    plan: &Plan,
    known: &Known,
    lanes: &mut Lanes,
    fallback: PhaseIx,
    problems: &mut Problems,
) -> Pathway {
    let title = titled(doc.title, None, &doc.id, at, problems);
    let goal = known.goals.resolve_given(doc.goal.as_ref(), Sort::Goal, &at.key("goal"), problems);
    let steps_at = at.key("steps");
    let mut kept_steps = Vec::new();
    for (index, id) in doc.steps.iter().enumerate() {
        match known.step(id, None) {
            Some(step) => kept_steps.push(step),
            None if id.is_empty() => {}
            None => problems.add(&steps_at.at(index), Fault::Unknown(Sort::Step, quote(id))),
        }
    }

    let (flat, asked) = flatten(doc.requirements, &at.key("requirements"), &known.requirements, problems);
    let add_at = at.key("add");
    let (added, kept) = Names::of_new(&ids(&doc.add, |step| &step.id), &known.steps, &add_at, problems);
    let (mut add, mut wishes) = (Vec::new(), Vec::new());
    for step in &plan.steps {
        wishes.push(Wish { given: Some(step.phase), dated: None });
    }
    for (index, doc) in doc.add.into_iter().enumerate() {
        if kept[index] {
            let (step, given) = step(doc, &add_at.at(index), known, Some(&asked), lanes, problems);
            let dated = holding(&plan.phases, step.start.or(step.due).or(step.end));
            wishes.push(Wish { given, dated });
            add.push(step);
        }
    }

    let find = |id: &str| match known.step(id, Some(&added)) {
        Some(step) => Some(End::Step(step)),
        None => known.goals.find(id).map(End::Goal),
    };
    let steps = plan.steps.iter().chain(&add).map(|step| step.id.as_str());
    let ends = Ends {
        steps: wishes.len(),
        ids: steps.chain(plan.goals.iter().map(|goal| goal.id.as_str())).collect(),
        find: &find,
    };
    let mut links = ends.ordering(&plan.edges);
    let add_edges = edges(doc.add_edges, &at.key("addEdges"), &ends, &links, problems);
    links.extend(ends.ordering(&add_edges));

    let steps = ends.steps;
    let between: Vec<Link> = links.into_iter().filter(|(from, to)| *from < steps && *to < steps).collect();
    let phases = place(plan.phases.len().max(1), fallback, &order(steps, &between), &between, &wishes);
    for (step, phase) in add.iter_mut().zip(phases.into_iter().skip(plan.steps.len())) {
        step.phase = phase;
    }
    Pathway {
        id: doc.id,
        title,
        summary: doc.summary,
        goal,
        current: doc.current,
        steps: kept_steps,
        add,
        add_edges,
        requirements: flat.resolve(known, Some(&added), problems),
    }
}
