//! From a document that is believed about nothing to a plan that holds together.

use super::doc::{EdgeDoc, GoalDoc, PathwayDoc, PhaseDoc, PlanDoc, StepDoc};
use super::edge::{Ends, edges};
use super::known::{Entries, Known, Lanes, competencies, ids, scales, titled};
use super::names::{Names, keep};
use super::order::{Link, order};
use super::pathway::pathways;
use super::phase::{Wish, holding, made, open_phase, place};
use super::place::Place;
use super::problem::{Fault, Problem, Problems, quote};
use super::read::{Read, is_language};
use super::requirement::flatten;
use super::step::{distinct, kind_of, step};
use super::{Edge, End, Goal, GoalStatus, Kind, Phase, PhaseIx, PhaseKind, Plan, Step};

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

pub(crate) fn check_into(mut doc: PlanDoc, problems: &mut Problems) -> Plan {
    shorten(&mut doc.phases, "phases", problems);
    shorten(&mut doc.lanes, "lanes", problems);
    shorten(&mut doc.steps, "steps", problems);
    shorten(&mut doc.edges, "edges", problems);
    let root = Place::Root;
    let mut plan = Plan {
        id: doc.id,
        title: doc.title,
        language: language(doc.language, problems),
        updated: doc.updated,
        status: doc.status,
        words: doc.words,
        viewer: doc.viewer,
        links: doc.links,
        people: doc.people,
        learner: doc.learner,
        reviews: doc.reviews,
        ..Plan::default()
    };
    let (_, kept) = Names::of(&ids(&plan.people, |person| &person.id), &root.key("people"), problems);
    keep(&mut plan.people, &kept);
    let mut known = Known { entries: Entries::of(&mut plan.learner.profile), ..Known::default() };
    (plan.goals, known.goals) = goals(doc.goals, problems);
    (plan.phases, known.phases) = phases(doc.phases, problems);
    let scale_names;
    (plan.scales, scale_names, known.levels) = scales(doc.scales, problems);
    plan.competencies = competencies(doc.competencies, &scale_names, &mut known, problems);
    let requirements;
    (requirements, known.requirements) =
        flatten(doc.requirements, &root.key("requirements"), &Names::default(), problems);
    let mut lanes = Lanes::of(doc.lanes, &present(&doc.steps, &doc.pathways), problems);

    let list = root.key("steps");
    let (names, kept) = Names::of(&ids(&doc.steps, |step| &step.id), &list, problems);
    known.steps = names;
    let (mut steps, mut given) = (Vec::new(), Vec::new());
    for (index, doc) in doc.steps.into_iter().enumerate() {
        if kept[index] {
            let (step, phase) = step(doc, &list.at(index), &known, None, &mut lanes, problems);
            steps.push(step);
            given.push(phase);
        }
    }
    let (steps, edges, placed) = ordered(steps, doc.edges, &plan.goals, &known, problems);
    (plan.steps, plan.edges, known.placed) = (steps, edges, placed);

    let mut wishes = vec![Wish::default(); plan.steps.len()];
    for (at, given) in known.placed.iter().zip(given) {
        wishes[*at].given = given;
    }
    let fallback = settle_phases(&mut plan, &mut wishes);
    if plan.phases.is_empty() && doc.pathways.iter().any(|pathway| !pathway.add.is_empty()) {
        plan.phases.push(open_phase());
    }
    plan.requirements = requirements.resolve(&known, None, problems);
    plan.pathways = pathways(doc.pathways, &plan, &known, &mut lanes, fallback, problems);
    plan.lanes = lanes.done();
    let list = root.key("reviews");
    distinct(&mut plan.reviews, &list, problems);
    for review in &mut plan.reviews {
        review.people.retain(|person| !person.is_empty());
    }
    plan
}

/// Drops what a list holds beyond its limit.
fn shorten<T: Read>(list: &mut Vec<T>, name: &str, problems: &mut Problems) {
    if list.len() > T::MOST {
        list.truncate(T::MOST);
        problems.add(&Place::Root.key(name), Fault::TooMany(T::MOST));
    }
}

fn language(tag: Option<String>, problems: &mut Problems) -> Option<String> {
    let tag = tag?;
    if is_language(&tag) {
        return Some(tag);
    }
    problems.add(&Place::Root.key("language"), Fault::BadLanguage(quote(&tag)));
    None
}

fn goals(docs: Vec<GoalDoc>, problems: &mut Problems) -> (Vec<Goal>, Names) {
    let list = Place::Root.key("goals");
    let (names, kept) = Names::of(&ids(&docs, |doc| &doc.id), &list, problems);
    let mut goals: Vec<Goal> = Vec::new();
    for (index, mut doc) in docs.into_iter().enumerate() {
        if !kept[index] {
            continue;
        }
        let at = list.at(index);
        if doc.primary && goals.iter().any(|goal| goal.primary) {
            problems.add(&at.key("primary"), Fault::SecondPrimary);
            doc.primary = false;
        }
        distinct(&mut doc.actions, &at.key("actions"), problems);
        goals.push(Goal {
            title: titled(doc.title, None, &doc.id, &at, problems),
            id: doc.id,
            kind: doc.kind,
            summary: doc.summary,
            primary: doc.primary,
            status: doc.status.unwrap_or(GoalStatus::Active),
            since: doc.since,
            due: doc.due,
            why: doc.why,
            occupation: doc.occupation,
            cluster: doc.cluster,
            actions: doc.actions,
        });
    }
    if !goals.iter().any(|goal| goal.primary)
        && let Some(first) = goals.iter_mut().find(|goal| goal.status == GoalStatus::Active)
    {
        first.primary = true;
    }
    (goals, names)
}

fn phases(docs: Vec<PhaseDoc>, problems: &mut Problems) -> (Vec<Phase>, Names) {
    let list = Place::Root.key("phases");
    let (names, kept) = Names::of(&ids(&docs, |doc| &doc.id), &list, problems);
    let mut phases = Vec::new();
    for (index, doc) in docs.into_iter().enumerate() {
        if kept[index] {
            phases.push(Phase {
                title: Some(titled(doc.title, None, &doc.id, &list.at(index), problems)),
                id: doc.id,
                kind: doc.kind.unwrap_or(PhaseKind::Open),
                start: doc.start,
                end: doc.end,
                max_credits: doc.max_credits,
            });
        }
    }
    (phases, names)
}

/// For each kind, whether a step of the plan or of a pathway is of it.
fn present(steps: &[StepDoc], pathways: &[PathwayDoc]) -> Vec<bool> {
    let mut present = vec![false; Kind::ALL.len()];
    for step in steps.iter().chain(pathways.iter().flat_map(|pathway| &pathway.add)) {
        present[kind_of(step) as usize] = true;
    }
    present
}

/// Steps in prerequisite order, the links between them, and the new index of each step.
fn ordered(
    steps: Vec<Step>,
    docs: Vec<EdgeDoc>,
    goals: &[Goal],
    known: &Known,
    problems: &mut Problems,
) -> (Vec<Step>, Vec<Edge>, Vec<usize>) {
    let find = |id: &str| match known.steps.find(id) {
        Some(step) => Some(End::Step(step)),
        None => known.goals.find(id).map(End::Goal),
    };
    let step_ids = steps.iter().map(|step| step.id.as_str());
    let ends = Ends {
        steps: steps.len(),
        ids: step_ids.chain(goals.iter().map(|goal| goal.id.as_str())).collect(),
        find: &find,
    };
    let mut edges = edges(docs, &Place::Root.key("edges"), &ends, &[], problems);
    let order = order(ends.ids.len(), &ends.ordering(&edges));
    let mut placed = vec![0; steps.len()];
    let mut sorted = Vec::with_capacity(steps.len());
    let mut waiting: Vec<Option<Step>> = steps.into_iter().map(Some).collect();
    for node in order {
        if let Some(step) = waiting.get_mut(node).and_then(Option::take) {
            placed[node] = sorted.len();
            sorted.push(step);
        }
    }
    for edge in &mut edges {
        for end in [&mut edge.from, &mut edge.to] {
            if let End::Step(step) = end {
                *step = placed[*step];
            }
        }
    }
    (sorted, edges, placed)
}

/// Gives every step its phase, and the plan its phases where the host named none. Returns the phase of a step that
/// nothing places: the first that is open, else the first with a step under way, else the first.
fn settle_phases(plan: &mut Plan, wishes: &mut [Wish]) -> PhaseIx {
    let between: Vec<Link> = plan
        .edges
        .iter()
        .filter(|edge| edge.kind.orders())
        .filter_map(|edge| match (edge.from, edge.to) {
            (End::Step(from), End::Step(to)) => Some((from, to)),
            _ => None,
        })
        .collect();
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
        for (step, wish) in plan.steps.iter().zip(wishes.iter_mut()) {
            wish.dated = holding(&plan.phases, step.start.or(step.due).or(step.end));
        }
        place(plan.phases.len(), fallback, &in_order, &between, wishes)
    };
    for (step, phase) in plan.steps.iter_mut().zip(placed) {
        step.phase = phase;
    }
    fallback
}
