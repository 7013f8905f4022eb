//! From a document that is believed about nothing to a plan that holds together.

use super::doc::{GoalJson, PathwayJson, PhaseJson, PlanDoc, PlanJson};
use super::edge::{Ends, edges};
use super::json::Json;
use super::known::{Known, Lanes, competencies, give_ids, scales, titled};
use super::names::{Names, drop_repeated};
use super::overlay;
use super::pathway::pathways;
use super::phase::{made, place};
use super::place::Place;
use super::problem::{Fault, Problem, Problems, quote};
use super::read::{Read, Shaped, added};
use super::requirement::{drop_empty, flatten, resolve};
use super::shape::is_language;
use super::step::{kind_of, step};
use super::{
    Action, Goal, GoalFacts, GoalStatus, Kind, Phase, PhaseIx, PhaseKind, Plan, PlanFacts, Review, Role,
    Text, Viewer,
};
use std::rc::Rc;

/// The plan that a document tells of, and every problem met on the way, behind those met in reading it.
///
/// What does not resolve is dropped: a link whose end is unknown, the second of two equal ids, the link that closes
/// a ring. What the host left out is settled: phases and lanes, the primary goal, titles. A wrong part costs itself
/// and no more. An entry without an id is dropped in silence, because reading has told of it. O(n log n), and as
/// much again for each pathway.
pub fn check(doc: PlanDoc, mut problems: Problems) -> (Plan, Vec<Problem>) {
    let plan = checked(doc, &mut problems);
    (plan, problems.list())
}

fn checked(doc: PlanDoc, problems: &mut Problems) -> Plan {
    let (mut plan, mut facts) = (Plan::default(), PlanFacts::default());
    let root = Place::Root;
    let mut json = doc.json;
    let Some(doc) = PlanJson::of(&mut json) else { return plan };
    let mut known = Known::default();
    facts.language = language(doc.language.read(), problems);
    if let Json::List(people) = &mut *doc.people {
        drop_repeated(people, &root.key("people"), problems);
    }
    known.entries.take(doc.learner);
    goals(doc.goals.parts(), &mut plan.goals, &mut known.goals, problems);
    phases(doc.phases.parts(), &mut facts.phases, &mut known.phases, problems);
    let mut scale_names = Names::default();
    if let Json::List(list) = &mut *doc.scales {
        scale_names = scales(list, &mut known.levels, problems);
    }
    competencies(doc.competencies.parts(), &scale_names, &mut facts.competencies, &mut known, problems);
    let from = flatten(
        doc.requirements,
        &root.key("requirements"),
        &Names::default(),
        &mut known.requirements,
        &mut plan.requirements,
        &mut plan.unclear,
        problems,
    );
    let list = root.key("steps");
    known.steps.take(doc.steps.parts(), &list, problems);
    let mut present = vec![false; Kind::ALL.len()];
    mark_kinds(doc.steps.parts(), &mut present);
    let mut adds = false;
    for way in doc.pathways.parts() {
        if let Some(way) = PathwayJson::of(way) {
            mark_kinds(way.add.parts(), &mut present);
            adds |= !way.add.parts().is_empty();
        }
    }
    let mut lanes = Lanes::of(doc.lanes.parts(), &present, problems);

    for (index, doc) in doc.steps.parts().iter_mut().enumerate() {
        step(doc, &list.at(index), &known, None, &mut lanes, &mut plan.steps, problems);
    }
    known.placed = (0..plan.steps.len()).collect();
    known.placed = put_in_order(&mut plan, doc.edges.parts(), &known, problems);
    plan.viewer.fill(doc.viewer);
    facts.id.fill(doc.id);
    facts.title.fill(doc.title);
    facts.updated.fill(doc.updated);
    facts.status.fill(doc.status);
    facts.words = Rc::new(doc.words.read());
    facts.links.fill(doc.links);
    facts.people.fill(doc.people);
    facts.learner.fill(doc.learner);
    if let Some(viewer) = &mut plan.viewer {
        settle_role(viewer, &facts);
    }
    facts.scales.fill(doc.scales);
    known.fallback = settle_phases(&mut plan, &mut facts.phases);
    if facts.phases.is_empty() && adds {
        facts.phases.push(Phase::default());
    }
    resolve(from, &known, None, &mut plan.requirements, problems);
    plan.pathways = pathways(doc.pathways.parts(), &plan, &facts.phases, &known, &mut lanes, problems);
    facts.lanes = lanes.done();
    give_ids(doc.reviews, Review::SHAPE, &["title", "date", "notes"], &root.key("reviews"), problems);
    facts.reviews.fill(doc.reviews);
    for review in &mut facts.reviews {
        drop_empty(&mut review.people);
    }
    plan.facts = Rc::new(facts);
    plan
}

fn language(tag: Option<String>, problems: &mut Problems) -> Option<String> {
    let tag = tag?;
    if is_language(&tag) {
        return Some(tag);
    }
    problems.add(&Place::Root.key("language"), Fault::BadLanguage(quote(&tag)));
    None
}

/// A viewer without a role is the learner where it is the same person, else what the plan says of that person.
fn settle_role(viewer: &mut Viewer, facts: &PlanFacts) {
    let Some(id) = viewer.person.as_ref().filter(|_| viewer.role.is_none()) else { return };
    viewer.role = if facts.learner.person.as_ref() == Some(id) {
        Some(Role::Learner)
    } else {
        facts.people.iter().find(|person| person.id == *id).and_then(|person| person.role)
    };
}

fn goals(docs: &mut [Json], goals: &mut Vec<Goal>, names: &mut Names, problems: &mut Problems) {
    let list = Place::Root.key("goals");
    names.take(docs, &list, problems);
    let (mut primary_found, mut first_active, mut set_aside) = (false, None, None);
    for (index, doc) in docs.iter_mut().enumerate() {
        let Some(doc) = GoalJson::of(doc) else { continue };
        let at = list.at(index);
        let mut goal = Goal::default();
        let title = titled(doc.title, &Json::Null, doc.id, &at, problems);
        let mut facts = GoalFacts { title, ..GoalFacts::default() };
        goal.primary.fill(doc.primary);
        goal.status.fill(doc.status);
        // Nobody is led to what was set aside while there is another goal.
        if goal.primary && goal.status == GoalStatus::SetAside {
            set_aside.get_or_insert(goals.len());
            goal.primary = false;
        }
        if goal.primary && primary_found {
            problems.add(&at.key("primary"), Fault::SecondPrimary);
            goal.primary = false;
        }
        primary_found |= goal.primary;
        if goal.status == GoalStatus::Active && first_active.is_none() {
            first_active = Some(goals.len());
        }
        give_ids(doc.actions, Action::SHAPE, &["title"], &at.key("actions"), problems);
        facts.id.fill(doc.id);
        facts.kind.fill(doc.kind);
        facts.summary.fill(doc.summary);
        facts.since.fill(doc.since);
        facts.due.fill(doc.due);
        facts.why.fill(doc.why);
        facts.occupation.fill(doc.occupation);
        facts.cluster.fill(doc.cluster);
        facts.actions.fill(doc.actions);
        for action in &mut facts.actions {
            if action.title.is_empty() {
                action.title = Text::Plain(action.id.clone());
            }
        }
        goal.facts = Rc::new(facts);
        goals.push(goal);
    }
    if !primary_found && let Some(first) = first_active.or(set_aside) {
        goals[first].primary = true;
    }
}

fn phases(docs: &mut [Json], phases: &mut Vec<Phase>, names: &mut Names, problems: &mut Problems) {
    let list = Place::Root.key("phases");
    names.take(docs, &list, problems);
    for (index, doc) in docs.iter_mut().enumerate() {
        if let Some(doc) = PhaseJson::of(doc) {
            let phase = added(phases);
            phase.title = Some(titled(doc.title, &Json::Null, doc.id, &list.at(index), problems));
            phase.id.fill(doc.id);
            phase.kind.fill(doc.kind);
            phase.start.fill(doc.start);
            phase.end.fill(doc.end);
            phase.max_credits.fill(doc.max_credits);
        }
    }
}

/// Marks the kinds of these steps; what has no id is none.
fn mark_kinds(steps: &mut [Json], present: &mut [bool]) {
    for step in steps.iter_mut().filter(|step| !step.id().is_empty()) {
        present[kind_of(step) as usize] = true;
    }
}

/// Fills in the links, and puts steps in prerequisite order. Returns the new index of each step.
fn put_in_order(plan: &mut Plan, docs: &mut [Json], known: &Known, problems: &mut Problems) -> Vec<usize> {
    let ends = Ends::of(&[&plan.steps], &plan.goals, known, None);
    edges(docs, &Place::Root.key("edges"), &ends, &[], &mut plan.edges, problems);
    let mut links = Vec::new();
    ends.ordering(&plan.edges, &mut links);
    overlay::put_in_order(plan, &links)
}

/// Gives every step its phase, and the plan its phases where the host named none. Returns the phase of a step that
/// nothing places: the first that is open, else the first with a step under way, else the first.
fn settle_phases(plan: &mut Plan, phases: &mut Vec<Phase>) -> PhaseIx {
    let mut between = Vec::new();
    for edge in &plan.edges {
        if edge.kind.orders() {
            between.extend(edge.steps());
        }
    }
    let in_order: Vec<usize> = (0..plan.steps.len()).collect();
    let mut fallback = 0;
    let placed = if phases.is_empty() {
        made(&in_order, &between, phases)
    } else {
        let open = phases.iter().position(|phase| phase.kind == PhaseKind::Open);
        let mut under_way = None;
        for step in &plan.steps {
            if step.status.is_under_way() && step.phase_given {
                under_way = Some(under_way.map_or(step.phase, |first: PhaseIx| first.min(step.phase)));
            }
        }
        fallback = open.or(under_way).unwrap_or(0);
        place(phases, fallback, &in_order, &between, &[], &plan.steps)
    };
    for (step, phase) in plan.steps.iter_mut().zip(&placed) {
        step.phase = *phase;
    }
    fallback
}
