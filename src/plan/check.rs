//! From a document that is believed about nothing to a plan that holds together.

use super::doc::{GoalJson, PathwayJson, PhaseJson, PlanDoc, PlanJson, StepJson};
use super::edge::{Ends, edges};
use super::json::Json;
use super::known::{Entries, Known, Lanes, competencies, distinct, scales, titled};
use super::names::{Names, drop_repeated};
use super::order::order;
use super::pathway::pathways;
use super::phase::{Wish, holding, made, open_phase, place};
use super::place::Place;
use super::problem::{Fault, Problem, Problems, quote};
use super::read::Shaped;
use super::requirement::{drop_empty, flatten};
use super::shape::is_language;
use super::step::{kind_of, step};
use super::{Action, Edge, End, Goal, GoalStatus, Kind, Phase, PhaseIx, PhaseKind, Plan, Review, Step};

/// The plan that a document tells of, and every problem met on the way.
///
/// What does not resolve is dropped: a link whose end is unknown, the second of two equal ids, the link that closes
/// a ring. What the host left out is settled: phases and lanes, the primary goal, titles. A wrong part costs itself
/// and no more. An entry without an id is dropped in silence, because reading has told of it. O(n log n).
pub fn check(doc: PlanDoc) -> (Plan, Vec<Problem>) {
    let mut problems = Problems::new();
    let plan = check_into(doc, &mut problems);
    (plan, problems.list())
}

pub(crate) fn check_into(doc: PlanDoc, problems: &mut Problems) -> Plan {
    let root = Place::Root;
    let mut json = doc.json;
    let Some(doc) = PlanJson::of(&mut json) else { return Plan::default() };
    let mut known = Known::default();
    let language = language(doc.language.read(), problems);
    if let Json::List(people) = &mut *doc.people {
        drop_repeated(people, &root.key("people"), problems);
    }
    known.entries = Entries::of(doc.learner);
    let goals;
    (goals, known.goals) = goals_of(doc.goals.parts(), problems);
    let phases;
    (phases, known.phases) = phases_of(doc.phases.parts(), problems);
    let mut scale_names = Names::default();
    if let Json::List(list) = &mut *doc.scales {
        (scale_names, known.levels) = scales(list, problems);
    }
    let competencies = competencies(doc.competencies.parts(), &scale_names, &mut known, problems);
    let requirements;
    (requirements, known.requirements) =
        flatten(doc.requirements.list(), &root.key("requirements"), &Names::default(), problems);
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

    let list = root.key("steps");
    known.steps = Names::of(doc.steps.parts(), &list, problems);
    let (mut steps, mut given) = (Vec::with_capacity(known.steps.len()), Vec::new());
    for (index, doc) in doc.steps.parts().iter_mut().enumerate() {
        if let Some(mut doc) = StepJson::of(doc) {
            let (step, phase) = step(&mut doc, &list.at(index), &known, None, &mut lanes, problems);
            steps.push(step);
            given.push(phase);
        }
    }
    let edges;
    (edges, known.placed) = ordered(&mut steps, doc.edges.parts(), &goals, &known, problems);
    let mut wishes = vec![Wish::default(); steps.len()];
    for (index, given) in given.into_iter().enumerate() {
        wishes[known.placed[index]].given = given;
    }
    let mut plan = Plan {
        id: doc.id.read(),
        title: doc.title.read(),
        language,
        updated: doc.updated.read(),
        status: doc.status.read(),
        words: doc.words.read(),
        viewer: doc.viewer.read(),
        links: doc.links.read(),
        people: doc.people.read(),
        learner: doc.learner.read(),
        goals,
        phases,
        lanes: Vec::new(),
        steps,
        edges,
        requirements: Vec::new(),
        competencies,
        scales: doc.scales.read(),
        pathways: Vec::new(),
        reviews: Vec::new(),
    };
    let fallback = settle_phases(&mut plan, &mut wishes);
    if plan.phases.is_empty() && adds {
        plan.phases.push(open_phase());
    }
    plan.requirements = requirements.resolve(&known, None, problems);
    plan.pathways = pathways(doc.pathways.parts(), &plan, &known, &mut lanes, fallback, problems);
    plan.lanes = lanes.done();
    distinct(doc.reviews, Review::SHAPE, &["title", "date", "notes"], &root.key("reviews"), problems);
    plan.reviews = doc.reviews.read();
    for review in &mut plan.reviews {
        drop_empty(&mut review.people);
    }
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

fn goals_of(docs: &mut [Json], problems: &mut Problems) -> (Vec<Goal>, Names) {
    let list = Place::Root.key("goals");
    let names = Names::of(docs, &list, problems);
    let mut goals: Vec<Goal> = Vec::with_capacity(names.len());
    let (mut primary_found, mut first_active) = (false, None);
    for (index, doc) in docs.iter_mut().enumerate() {
        let Some(doc) = GoalJson::of(doc) else { continue };
        let at = list.at(index);
        let mut primary: bool = doc.primary.read();
        if primary && primary_found {
            problems.add(&at.key("primary"), Fault::SecondPrimary);
            primary = false;
        }
        primary_found |= primary;
        let status = doc.status.read::<Option<GoalStatus>>().unwrap_or(GoalStatus::Active);
        if status == GoalStatus::Active && first_active.is_none() {
            first_active = Some(goals.len());
        }
        distinct(doc.actions, Action::SHAPE, &["title"], &at.key("actions"), problems);
        goals.push(Goal {
            title: titled(doc.title, &Json::Null, doc.id, &at, problems),
            id: doc.id.read(),
            kind: doc.kind.read(),
            summary: doc.summary.read(),
            primary,
            status,
            since: doc.since.read(),
            due: doc.due.read(),
            why: doc.why.read(),
            occupation: doc.occupation.read(),
            cluster: doc.cluster.read(),
            actions: doc.actions.read(),
        });
    }
    if !primary_found && let Some(first) = first_active {
        goals[first].primary = true;
    }
    (goals, names)
}

fn phases_of(docs: &mut [Json], problems: &mut Problems) -> (Vec<Phase>, Names) {
    let list = Place::Root.key("phases");
    let names = Names::of(docs, &list, problems);
    let mut phases = Vec::with_capacity(names.len());
    for (index, doc) in docs.iter_mut().enumerate() {
        if let Some(doc) = PhaseJson::of(doc) {
            phases.push(Phase {
                title: Some(titled(doc.title, &Json::Null, doc.id, &list.at(index), problems)),
                id: doc.id.read(),
                kind: doc.kind.read::<Option<PhaseKind>>().unwrap_or(PhaseKind::Open),
                start: doc.start.read(),
                end: doc.end.read(),
                max_credits: doc.max_credits.read(),
            });
        }
    }
    (phases, names)
}

/// Marks the kinds of these steps.
fn mark_kinds(steps: &mut [Json], present: &mut [bool]) {
    for step in steps {
        let kind = StepJson::of(step).map_or(Kind::Task, |step| kind_of(&step));
        present[kind as usize] = true;
    }
}

/// Puts steps in prerequisite order. Returns the links between them, and the new index of each step.
fn ordered(
    steps: &mut [Step],
    docs: &mut [Json],
    goals: &[Goal],
    known: &Known,
    problems: &mut Problems,
) -> (Vec<Edge>, Vec<usize>) {
    let find = |id: &str| match known.steps.find(id) {
        Some(step) => Some(End::Step(step)),
        None => known.goals.find(id).map(End::Goal),
    };
    let ends = Ends::of(&[steps], goals, &find);
    let mut edges = edges(docs, &Place::Root.key("edges"), &ends, &[], problems);
    let mut links = Vec::new();
    ends.ordering(&edges, &mut links);
    let mut placed = vec![0; steps.len()];
    let mut next = 0;
    for node in order(ends.ids.len(), &links) {
        if node < placed.len() {
            placed[node] = next;
            next += 1;
        }
    }
    for edge in &mut edges {
        for end in [&mut edge.from, &mut edge.to] {
            if let End::Step(step) = end {
                *step = placed[*step];
            }
        }
    }
    let mut here = placed.clone();
    for index in 0..steps.len() {
        while here[index] != index {
            let to = here[index];
            steps.swap(index, to);
            here.swap(index, to);
        }
    }
    (edges, placed)
}

/// Gives every step its phase, and the plan its phases where the host named none. Returns the phase of a step that
/// nothing places: the first that is open, else the first with a step under way, else the first.
fn settle_phases(plan: &mut Plan, wishes: &mut [Wish]) -> PhaseIx {
    let mut between = Vec::new();
    for edge in &plan.edges {
        if let (End::Step(from), End::Step(to), true) = (edge.from, edge.to, edge.kind.orders()) {
            between.push((from, to));
        }
    }
    let in_order: Vec<usize> = (0..plan.steps.len()).collect();
    let mut fallback = 0;
    let placed = if plan.phases.is_empty() {
        let (phases, placed) = made(&in_order, &between);
        plan.phases = phases;
        placed
    } else {
        let open = plan.phases.iter().position(|phase| phase.kind == PhaseKind::Open);
        let under_way = || {
            let steps = plan.steps.iter().zip(wishes.iter());
            steps.filter(|(step, _)| step.status.is_under_way()).filter_map(|(_, wish)| wish.given).min()
        };
        fallback = open.or_else(under_way).unwrap_or(0);
        for (index, step) in plan.steps.iter().enumerate() {
            wishes[index].dated = holding(&plan.phases, step);
        }
        place(plan.phases.len(), fallback, &in_order, &between, wishes)
    };
    for (step, phase) in plan.steps.iter_mut().zip(placed) {
        step.phase = phase;
    }
    fallback
}
