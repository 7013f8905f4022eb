//! The few things to do now, why now, and what is blocked by what.

use super::dag::Dag;
use super::distinct::distinct;
use super::findings::{Findings, Weight};
use super::instead::Instead;
use super::matching::matches;
use super::now::stands;
use super::schedule::is_long;
use super::shelf::{Rooms, Shelf, is_bucket};
use super::spend::Stage;
use super::{Progress, attention, is_past, is_proposed, through_line};
use crate::plan::{
    Date, Day, EdgeKind, End, GoalIx, GoalStatus, Kind, Plan, RequirementIx, Status, Step, StepIx,
};
use crate::sorted::{Fans, sorted};

/// What to do next, the most pressing first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NextSteps {
    /// Steps that can be done now, and those of the time that start later; by [`Reason`], then by that date or the one
    /// they are due, then by how much hangs on them, then in the plan's order.
    pub ready: Vec<Ready>,
    /// Steps of this phase, an earlier or the next that wait for others, in the plan's order. A step of the next that
    /// waits only for what is under way before it is not among them.
    pub blocked: Vec<Blocked>,
    /// Open actions of active goals, by due date, then in the host's order.
    pub actions: Vec<OpenAction>,
}

/// A step that can be done now, or as soon as it starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// The step.
    pub step: StepIx,
    /// Its due date, where it has one.
    pub due: Option<Date>,
    /// When it starts, where that is the reason.
    pub starts: Option<Date>,
    /// Why it is among the next; the most pressing reason where there are several.
    pub reason: Reason,
    /// How many later steps hang on it that are neither reached nor begun: all that it leads to, up to what is
    /// reached. Counted for the first 256 of the list; for those after, only what is one link away.
    pub unlocks: usize,
}

/// Why a step is among the next, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its due date is past.
    Overdue,
    /// It needs [`attention`] for another reason.
    AtRisk,
    /// It is due within 30 days.
    DueSoon,
    /// The learner is at it.
    UnderWay,
    /// The plan's own through line goes on with it.
    ThroughLine,
    /// It can be done now.
    Ready,
    /// It was not met, and can be done again.
    Again,
    /// Its own end is past, and nobody has said that it was done: the school's record is to be checked.
    Over,
    /// It can be done once it starts, which is later.
    Starts,
}

/// A step of this phase, an earlier one or the next, that waits for others.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocked {
    /// The step.
    pub step: StepIx,
    /// Required steps that are not done, each by its alternative where that one is under way, or is planned and it is
    /// not; and those without which it may not be taken as planned; in the plan's order.
    pub by: Vec<StepIx>,
}

/// A goal's action that is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenAction {
    /// The goal.
    pub goal: GoalIx,
    /// Index in the goal's actions.
    pub action: usize,
}

/// Days ahead that count as soon.
const SOON: i32 = 30;

/// What the learner can do now, and what waits for what.
///
/// *Ready* is a step under way; and one that is still to do in the phase of today or an earlier one (in any, where
/// these were made from the links and nothing that leads to it is to do), or due within 30 days, if every step it
/// requires is done or waived or has an alternative that is. For a step of a later phase than the required one (its
/// registration is due), a required step under way will do. A suggested step is not yet the learner's and a dropped one
/// no longer. A step that was not met is to do again unless an alternative took its place, nothing asks for it and all
/// that it leads to is reached, or all that it serves is met: then its retakes are not to do either. A milestone is
/// reached by what leads to it: it is no thing to do while that is open, nor before the day it `end`s on, unless it is
/// due or needs attention. One that starts later, by its own `start` or with the phase it was put in, is listed last,
/// by that date; what is due before it starts, such as a registration, presses all the same. A planned one whose own
/// `end` is past is none to start: it is asked whether it was done. What is only proposed is first to be decided: it is
/// listed where it is due or needs attention.
///
/// *Blocked* is a step of this phase, an earlier or the next, not begun, that requires one that is not even under way,
/// or that may not be taken as planned by the plan's [`findings`](super::findings()). One of this phase or an earlier
/// waits for what is under way too; for one of the next, such as the course after this one, that goes without saying.
/// Otherwise corequisites block nothing, and recommended steps never do. O(steps + edges), and a sort.
pub fn next_steps(plan: &Plan, progress: &Progress, findings: &Findings, today: Date) -> NextSteps {
    let Some((phase, begun)) = stands(plan, today) else {
        return NextSteps { actions: actions(plan), ..NextSteps::default() };
    };
    let instead = Instead::of(plan);
    let of_status = |step: StepIx, is: fn(Status) -> bool| {
        instead.taken(step).filter(|&again| is(plan.steps()[again].status))
    };
    // Of each step, what must be done first.
    let mut waits = Vec::new();
    for edge in plan.edges() {
        let (EdgeKind::Requires, Some((from, to))) = (edge.kind, edge.steps()) else { continue };
        match (instead.asked(plan, edge), of_status(from, Status::is_under_way)) {
            (Some(Stage::Done), _) => {}
            (_, Some(now)) => {
                let then = plan.steps()[to].phase;
                if then <= phase || then <= plan.steps()[now].phase {
                    waits.push((to, now));
                }
            }
            _ => {
                let status = plan.steps()[from].status;
                // What is not to come: what is planned instead, where anything is. What was done and is not enough is
                // told by the findings.
                let again = of_status(from, |status| status == Status::Planned);
                let again = again.filter(|&again| again != to && status != Status::Planned);
                if let Some(first) = again.or((!status.is_done()).then_some(from)) {
                    waits.push((to, first));
                }
            }
        }
    }
    for found in &findings.links {
        if found.weight == Weight::Must {
            waits.push((found.step, found.needs));
        }
    }
    let waits = Fans::of(plan.steps().len(), &waits);
    let dag = Dag::of(plan);
    let is_reached = |step| instead.is_reached(plan, step);
    let wants = wants(plan, progress, &instead);
    let is_open = |end: End| matches!(end, End::Step(step) if instead.is_to_do(plan, step));
    // A failure that nothing asks for any longer, a milestone that is not there yet, and what nobody agreed to.
    let is_idle = |ix: StepIx, step: &Step| match (step.status, step.kind) {
        _ if is_proposed(step) => true,
        (Status::NotMet, _) if wants[instead.group(ix)] & WANTED == 0 => {
            let on = dag.on(ix);
            let is_over = |&edge: &usize| matches!(dag.end(dag.to(edge)), End::Step(to) if is_reached(to));
            !on.is_empty() && on.iter().all(is_over)
        }
        (Status::Planned, Kind::Milestone) => {
            step.end.is_some_and(|end| end.first_day() > today.first_day())
                || dag.back(ix).iter().any(|&edge| {
                    plan.edges()[edge].kind == EdgeKind::LeadsTo && is_open(dag.end(dag.from(edge)))
                })
        }
        _ => false,
    };

    // Where phases were made from the links, only those say what is later.
    let made = plan.phases().iter().all(|phase| phase.title.is_none());
    // A course that the host has put nowhere is not begun in the middle: another time is proposed for it.
    let closed = begun && !is_long(&plan.phases()[phase]);
    let is_unplaced = |step: &Step| step.kind == Kind::Course && !step.phase_given && step.start.is_none();
    let (line, attention) = (through_line(plan), attention(plan, findings, today));
    let mut ready = Vec::new();
    let mut blocked = Vec::new();
    for (ix, step) in plan.steps().iter().enumerate() {
        if !instead.is_to_do(plan, ix) {
            continue;
        }
        let by = waits.at(ix);
        let left = step.due.map(|due| days_left(today, due));
        let due = left.is_some_and(|left| left <= SOON);
        let is_settled = wants[instead.group(ix)] == SETTLED;
        if is_settled && !due && !attention[ix] && !step.status.is_under_way() {
            continue;
        }
        let is_first = || dag.back(ix).iter().all(|&edge| !is_open(dag.end(dag.from(edge))));
        let is_now =
            step.phase < phase || step.phase == phase && !(closed && is_unplaced(step)) || made && is_first();
        let free = by.is_empty() && (due || is_now && (attention[ix] || !is_idle(ix, step)));
        if free || step.status.is_under_way() {
            let starts = starts(plan, step, today);
            let reason = reason(step, today, starts, attention[ix], line.steps.get(ix) == Some(&true));
            let starts = starts.filter(|_| reason == Reason::Starts);
            ready.push(Ready { step: ix, due: step.due, starts, reason, unlocks: 0 });
        } else if !by.is_empty() && (step.phase <= phase + 1 || due) {
            blocked.push(Blocked { step: ix, by: distinct(by) });
        }
    }
    let most_pressing = rank(&ready);
    unlocks(plan, &dag, &is_reached, &mut ready, &most_pressing);
    let mut ranked = Vec::with_capacity(ready.len());
    for &at in &rank(&ready) {
        ranked.push(ready[at].clone());
    }
    NextSteps { ready: ranked, blocked, actions: actions(plan) }
}

/// Of each group of alternatives: whether one was not met, the plan says what they serve, and something asks for them.
/// A plan that does not say what a failure serves may be part of one that does, so that alone settles nothing. Where
/// nothing was not met, nothing is said.
fn wants(plan: &Plan, progress: &Progress, instead: &Instead) -> Vec<usize> {
    let (steps, requirements) = (plan.steps(), plan.requirements());
    let is_failed = |step: &Step| step.status == Status::NotMet;
    if !steps.iter().any(is_failed) {
        return vec![0; steps.len()];
    }
    let standings = &progress.requirements;
    let shelf = Shelf::of(requirements);
    let rooms = Rooms::of(requirements, &shelf);
    // Whether a requirement is open, with all that it is part of; and whether what it has too much of is of use above.
    let (mut open, mut takes_more) = (Vec::new(), Vec::<bool>::new());
    for (ix, of) in requirements.iter().enumerate() {
        let above = of.parent.filter(|&above| shelf.overlay[above] == shelf.overlay[ix]);
        open.push(!standings[ix].met && above.is_none_or(|above| open[above]));
        takes_more.push(open[ix] && rooms.room[ix] > 0 || rooms.up[ix].is_some_and(|up| takes_more[up]));
    }
    let matches = matches(plan, instead, &shelf.by_rank);
    let mut says = vec![0; steps.len()];
    // By requirement and by overlay: the last step that names it, or credits there.
    let [mut names, mut named_in] = [vec![NOBODY; requirements.len()], vec![NOBODY; requirements.len()]];
    for (ix, step) in steps.iter().enumerate() {
        let says = &mut says[instead.group(ix)];
        let mut serves =
            |at: RequirementIx| *says |= if open[at] || takes_more[at] { WANTED } else { SERVES };
        step.counts.iter().for_each(|counts| serves(counts.requirement));
        // Of the credits of an overlay, what names some serves no others, save parts of those.
        for counts in step.counts.iter().filter(|counts| is_bucket(&requirements[counts.requirement])) {
            names[counts.requirement] = ix;
            named_in[shelf.overlay[counts.requirement]] = ix;
        }
        for &at in matches.at(ix) {
            let mut part = Some(at);
            while let Some(of) = part.filter(|&of| names[of] != ix) {
                part = requirements[of].parent;
            }
            if part.is_some() || named_in[shelf.overlay[at]] != ix || !is_bucket(&requirements[at]) {
                serves(at);
            }
        }
        *says |= if is_failed(step) { FAILED } else { 0 };
    }
    for edge in plan.edges().iter().filter(|edge| edge.kind.binds() && !instead.is_again(plan, edge)) {
        let is_over = matches!(edge.to, End::Step(to) if !instead.is_to_do(plan, to));
        if let (End::Step(from), false) = (edge.from, is_over) {
            says[instead.group(from)] |= WANTED;
        }
    }
    says
}

/// No step.
const NOBODY: usize = usize::MAX;
/// One of a group was not met.
const FAILED: usize = 1;
/// It serves what is no longer open.
const SERVES: usize = 2;
/// It serves what is open, or something ahead waits for it.
const WANTED: usize = 4;
/// What was tried in vain and nobody asks for any more.
const SETTLED: usize = FAILED | SERVES;

/// When a step that has not begun starts, where that is after today: by its own word, or with the phase that the host
/// put it in, unless it is due before.
fn starts(plan: &Plan, step: &Step, today: Date) -> Option<Date> {
    let phase = plan.phases()[step.phase].start;
    let with_phase = phase.filter(|start| step.phase_given && start.first_day() <= last_day(step.due));
    let start = step.start.or(with_phase);
    start.filter(|start| !step.status.is_under_way() && start.first_day() > today.first_day())
}

/// Days from today to the last day that a due date covers; negative when it is past.
fn days_left(today: Date, due: Date) -> i32 {
    today.first_day().days_to(due.last_day())
}

fn reason(step: &Step, today: Date, starts: Option<Date>, at_risk: bool, on_line: bool) -> Reason {
    let left = step.due.map(|due| days_left(today, due));
    let is_over = step.end.is_some_and(|end| is_past(end, today));
    let before_it_starts = starts.is_none_or(|start| last_day(step.due) < start.first_day());
    match left {
        Some(left) if left < 0 => Reason::Overdue,
        _ if at_risk => Reason::AtRisk,
        Some(left) if left <= SOON && before_it_starts => Reason::DueSoon,
        _ if step.status.is_under_way() => Reason::UnderWay,
        _ if starts.is_some() => Reason::Starts,
        _ if step.status == Status::NotMet => Reason::Again,
        _ if is_over => Reason::Over,
        _ if on_line => Reason::ThroughLine,
        _ => Reason::Ready,
    }
}

/// The last day of a due date, as it sorts; what has none comes last.
fn last_day(due: Option<Date>) -> Day {
    due.map_or(Day(i32::MAX), Date::last_day)
}

/// The places of the ready steps in the order of how pressing they are.
fn rank(ready: &[Ready]) -> Vec<usize> {
    sorted(ready.len(), &|a, b| {
        let (a, b) = (&ready[a], &ready[b]);
        let reasons = (a.reason as u8).cmp(&(b.reason as u8));
        let (due, other) = (a.starts.or(a.due), b.starts.or(b.due));
        reasons.then(last_day(due).cmp(&last_day(other))).then(b.unlocks.cmp(&a.unlocks))
    })
}

/// Counts what hangs on each, 64 at a time: each step passes on along its edges whose it is, but for one that is
/// reached: what comes after that waits for nothing before it. O(steps + edges).
fn unlocks(
    plan: &Plan,
    dag: &Dag,
    is_reached: &dyn Fn(StepIx) -> bool,
    ready: &mut [Ready],
    most_pressing: &[usize],
) {
    let is_begun = |step: StepIx| plan.steps()[step].status.is_under_way();
    let is_step = |node: usize| node < plan.steps().len();
    let order = dag.in_order();
    for ready in ready.iter_mut() {
        let on = dag.on(ready.step).iter();
        let to = on.map(|&edge| dag.to(edge));
        ready.unlocks = to.filter(|&to| is_step(to) && !is_reached(to) && !is_begun(to)).count();
    }
    for some in most_pressing[..most_pressing.len().min(256)].chunks(64) {
        let mut hangs_on = vec![0u64; dag.nodes];
        for (bit, &at) in some.iter().enumerate() {
            hangs_on[ready[at].step] |= 1 << bit;
            // Each is counted itself, or as if it were.
            ready[at].unlocks = usize::from(is_begun(ready[at].step));
        }
        for &node in &order {
            let mut on = hangs_on[node];
            if is_step(node) && is_reached(node) {
                continue;
            }
            for &edge in dag.on(node) {
                hangs_on[dag.to(edge)] |= on;
            }
            // A goal is what they lead to, and no step.
            while on != 0 && is_step(node) && !is_begun(node) {
                ready[some[on.trailing_zeros() as usize]].unlocks += 1;
                on &= on - 1;
            }
        }
        for &at in some {
            ready[at].unlocks -= 1;
        }
    }
}

fn actions(plan: &Plan) -> Vec<OpenAction> {
    let mut open = Vec::new();
    let mut dues = Vec::new();
    for (goal, of) in plan.goals().iter().enumerate() {
        for (action, its) in of.actions.iter().enumerate() {
            if of.status == GoalStatus::Active && !its.done {
                open.push(OpenAction { goal, action });
                dues.push(its.due);
            }
        }
    }
    let mut actions = Vec::with_capacity(open.len());
    for &at in &sorted(open.len(), &|a, b| last_day(dues[a]).cmp(&last_day(dues[b]))) {
        actions.push(open[at]);
    }
    actions
}
