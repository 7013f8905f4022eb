//! What if: another pathway or goal, laid over the plan and held against it.
//!
//! It is one file, since all of it is one comparison: what is kept, what moves, and what follows, from one overlay.

use super::dag::{for_goal, leading};
use super::filled::{Late, filled_by, late, meant};
use super::instead::Instead;
use super::now::{now, stands};
use super::progress::{Amount, Progress, Standing, progress};
use super::schedule::{Hold, Proposal, for_diploma, is_dated, propose};
use super::shelf::{GRAINS, grains};
use super::spend::{Stage, stage};
use crate::plan::{
    AgencyState, Date, EdgeKind, End, GoalIx, GoalStatus, Kind, Pathway, PathwayIx, PhaseIx, PhaseKind, Plan,
    Status, Step, StepIx, spans,
};
use crate::sorted::Fans;
use std::rc::Rc;

/// A way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The plan as it is: what the others are held against.
    Own,
    /// One of the plan's pathways.
    Pathway(PathwayIx),
    /// One of its goals: the first pathway that leads to it; without one the line leads there and nothing else changes,
    /// because nobody said what it would take.
    Goal(GoalIx),
}

impl Choice {
    /// The way of a pathway of this id, or of a goal: the first pathway that leads there, unless the plan itself does.
    pub fn of(plan: &Plan, id: &str) -> Option<Choice> {
        let way = plan.pathways().iter().position(|way| way.id == id);
        let goal = plan.goals().iter().position(|goal| goal.id == id);
        let other = goal.filter(|_| goal != plan.primary_goal());
        let led = other.and_then(|_| plan.pathways().iter().position(|way| way.goal == other));
        way.or(led).map(Choice::Pathway).or(goal.map(Choice::Goal))
    }
}

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// It is in the plan, still to be done, and on the other way too.
    Kept,
    /// It is done and stays so.
    Earned {
        /// Whether it is of use on the other way: it counts toward something asked, or leads on to what is kept or
        /// added.
        serves: bool,
    },
    /// The other way adds it, or takes up what was only suggested or dropped.
    Added,
    /// It is in the plan and not on the other way.
    Dropped,
    /// It is nothing to carry over nor to leave out: suggested, dropped before, or not met; or it would be added, and
    /// an alternative is done.
    Aside,
}

/// A step that is kept and changes its phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The step, in [`Comparison::plan`].
    pub step: StepIx,
    /// Where it stands in the plan.
    pub from: PhaseIx,
    /// Where it would stand.
    pub to: PhaseIx,
}

/// How something asked stands, now and on the other way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// As the plan is; None for what only the other way asks.
    pub now: Option<Held>,
    /// As it would be.
    pub then: Held,
}

/// How something asked stands, by what is done and planned. Both sides are by the same word: the host's planned figures
/// hold for its own plan only, so that where the other way has other ones, those of both are our estimates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Whether something is missing, here or in what this one cannot do without; see [`Standing::short`].
    pub short: bool,
    /// Of what is asked: earned, under way, planned, missing.
    pub amount: Amount,
}

/// Whether graduation is still on time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Graduation {
    /// The diploma asks for nothing that the steps do not cover, in time.
    OnTime,
    /// It is covered, but later than the learner means to graduate.
    Late(Late),
    /// It is covered, and of school nothing is left to do in the phase in which the learner means to graduate, as there
    /// is in the plan.
    Early,
    /// The diploma asks for something that no step covers; see [`Comparison::asked`].
    Short,
    /// The steps do not fit; see [`Proposal::conflict`].
    DoesNotFit,
    /// The plan does not say what the diploma asks or not enough to judge it, or a milestone of school, which may be
    /// graduation itself, lacks what it requires, or the plan is so large that no order of its steps was found in time.
    Unknown,
}

/// A plan as it would be on another way, and what that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The plan with the other way laid over it. It holds together like any plan, and nothing is left out: what the
    /// other way does without has the status dropped. It has no pathways, and nobody may ask for a change of it.
    pub plan: Rc<Plan>,
    /// For each step of it: its index in the plan as it is, or None where that has no such step.
    pub before: Vec<Option<StepIx>>,
    /// For each step of it: what becomes of it.
    pub changes: Vec<Becomes>,
    /// Steps of the plan that would stand in another phase, in order.
    pub moves: Vec<Move>,
    /// For each requirement of it, those of the plan first and in its order: how it stands, now and then.
    pub asked: Vec<Asked>,
    /// Steps to do that require one that would not be there, and the goal where it does; and which one: of alternatives
    /// the first that is named.
    pub lacks: Vec<(End, StepIx)>,
    /// Credits still to be taken, in thousandths: now, and then. None where in one of both no step has credits.
    pub credits: Option<(u64, u64)>,
    /// The phase in which the goal would be reached: now the primary one, then the chosen one. None where nothing leads
    /// there; and then, where the steps do not fit or no order of them was found.
    pub reached: (Option<PhaseIx>, Option<PhaseIx>),
    /// Whether graduation is still on time.
    pub graduation: Graduation,
    /// Where what has no phase would go, and what else moves for it; or why it does not fit.
    pub proposal: Proposal,
}

/// How many steps become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Still to be done on both.
    pub kept: usize,
    /// Done, and of use on the other way.
    pub earned: usize,
    /// New on the other way.
    pub added: usize,
    /// Not on the other way.
    pub dropped: usize,
}

impl Count {
    /// How many steps of the other way the learner has, and how many it has: "9 of 14 steps carry over".
    pub fn carried(&self) -> (usize, usize) {
        let carried = self.kept + self.earned;
        (carried, carried + self.added)
    }
}

impl Comparison {
    /// How many steps become what.
    pub fn count(&self) -> Count {
        let mut count = Count::default();
        for change in &self.changes {
            match change {
                Becomes::Kept => count.kept += 1,
                Becomes::Earned { serves: true } => count.earned += 1,
                Becomes::Added => count.added += 1,
                Becomes::Dropped => count.dropped += 1,
                Becomes::Earned { serves: false } | Becomes::Aside => {}
            }
        }
        count
    }
}

/// The plan on another way, beside the plan as it is. None where the plan has no such pathway or goal.
///
/// What is done is done, whether the pathway names it or not. Of what is still to do, the steps it names are kept, and
/// the others are marked as dropped. What it adds is taken as planned, unless an alternative is done. Added steps
/// without a phase, or with one that is over, go where [`schedule`](fn@super::schedule) puts them. The others stay
/// where they are; where that cannot be, those in the way are moved as little as will do, unless they are under way,
/// dated or locked.
///
/// The pathway that the plan is on already changes nothing. The plan itself is never changed.
pub fn compare(plan: &Plan, choice: Choice, today: Date) -> Option<Comparison> {
    let (way, goal) = chosen(plan, choice)?;
    let bare = Pathway::default();
    let (mut then, placed) = plan.overlaid(way.unwrap_or(&bare));
    let mut before = vec![None; placed.len()];
    for step in 0..plan.steps().len() {
        before[placed[step]] = Some(step);
    }
    then.stands = stands(plan, today);
    let mut changes = change(&mut then, &before, &placed, way);
    spare(&mut then, plan, &before, &mut changes);
    let mut now = plan.with(&bare);
    if let Some(goal) = goal {
        aim(&mut then, goal);
    }
    if way.is_some() {
        let changed = changed(&now, &then);
        forget_planned(&mut now, &changed);
        forget_planned(&mut then, &changed);
    }

    let proposal = place(&then, &before, &changes, plan.edges().len(), today);
    // A search that came to an end without a placement has not shown that there is one.
    let fits = proposal.conflict.is_none() && (proposal.proven || !proposal.placed.is_empty());
    if !fits {
        // Nobody knows where it would go; only that it is not to be taken in a phase that is over.
        let (spans, now) = (spans(then.phases()), then.stands.map_or(0, |(phase, _)| phase));
        for (step, change) in then.steps.iter_mut().zip(&changes) {
            if *change == Becomes::Added && !is_dated(&spans, step) {
                step.phase = step.phase.max(now);
            }
        }
    }
    proposal.impose(&mut then);
    let mut moves = Vec::new();
    for (step, before) in before.iter().enumerate() {
        let to = then.steps[step].phase;
        if let Some(from) = before.map(|before| plan.steps()[before].phase).filter(|&from| from != to)
            && changes[step] == Becomes::Kept
        {
            moves.push(Move { step, from, to });
        }
    }
    let (progress_now, progress_then) = (progress(&now), progress(&then));
    let named = way.map_or(&[][..], |way| &way.steps);
    mark_serving(&then, &progress_then.requirements, named, &placed, &mut changes);
    let mut asked = Vec::with_capacity(then.requirements().len());
    for (ix, standing) in progress_then.requirements.iter().enumerate() {
        asked.push(Asked { now: progress_now.requirements.get(ix).map(held), then: held(standing) });
    }
    let instead = Instead::of(&then);
    let (not_now, not_then) = (&Instead::of(&now).not_taken(&now), &instead.not_taken(&then));
    let school = (school_ends(&now, not_now), school_ends(&then, not_then));
    let reached = reached(&then, not_then).filter(|_| fits);
    let lacks = lacks(&then, &instead);
    // A milestone of school may be graduation itself.
    let is_milestone = |end: End| match end {
        End::Step(step) => {
            then.steps()[step].kind == Kind::Milestone && is_in_school(&then, &then.steps()[step])
        }
        End::Goal(_) => false,
    };
    let stuck = lacks.iter().any(|&(end, _)| is_milestone(end));
    Some(Comparison {
        lacks,
        credits: to_take(&now, not_now).zip(to_take(&then, not_then)),
        reached: (self::reached(&now, not_now), reached),
        graduation: match proposal.conflict {
            Some(_) => Graduation::DoesNotFit,
            None => match graduation(&now, &then, school, &progress_then, fits) {
                Graduation::OnTime | Graduation::Early if stuck => Graduation::Unknown,
                graduation => graduation,
            },
        },
        plan: Rc::new(then),
        before,
        changes,
        moves,
        asked,
        proposal,
    })
}

/// The pathway that a choice lays over the plan, and the goal that it aims at; None where the plan has it not.
fn chosen(plan: &Plan, choice: Choice) -> Option<(Option<&Pathway>, Option<GoalIx>)> {
    let (way, goal) = match choice {
        Choice::Own => (None, None),
        Choice::Pathway(way) => {
            let way = plan.pathways().get(way)?;
            (Some(way), way.goal)
        }
        Choice::Goal(goal) => {
            plan.goals().get(goal)?;
            (plan.pathways().iter().find(|way| way.goal == Some(goal)), Some(goal))
        }
    };
    Some((way.filter(|way| !way.current), goal))
}

/// Gives each step the status that it has on the other way, and says what becomes of it. What was dropped or
/// suggested in a phase that is over stays so, also where the way names it: nobody can take it there any more.
fn change(
    then: &mut Plan,
    before: &[Option<StepIx>],
    placed: &[StepIx],
    way: Option<&Pathway>,
) -> Vec<Becomes> {
    let (spans, now) = (spans(then.phases()), then.stands.map_or(0, |(phase, _)| phase));
    let mut on_way = vec![way.is_none(); placed.len()];
    if let Some(way) = way {
        for &step in &way.steps {
            on_way[placed[step]] = true;
        }
    }
    let mut changes = Vec::with_capacity(placed.len());
    for (ix, step) in then.steps.iter_mut().enumerate() {
        // Where nobody said when, the phase is our guess.
        let said = step.phase_given || is_dated(&spans, step);
        let is_past = said && step.phase < now;
        let change = match step.status {
            Status::Completed | Status::Waived => Becomes::Earned { serves: false },
            _ if before[ix].is_none() => Becomes::Added,
            Status::Suggested | Status::Dropped if way.is_some() && on_way[ix] && !is_past => Becomes::Added,
            Status::Suggested | Status::Dropped | Status::NotMet => Becomes::Aside,
            _ if on_way[ix] => Becomes::Kept,
            Status::Planned | Status::InProgress | Status::Reworking => Becomes::Dropped,
        };
        match change {
            Becomes::Added => step.status = Status::Planned,
            Becomes::Dropped => step.status = Status::Dropped,
            _ => {}
        }
        changes.push(change);
    }
    changes
}

/// Leaves as it was what would be added and is spared, since an alternative is done: of what is new, nothing is taken.
fn spare(then: &mut Plan, plan: &Plan, before: &[Option<StepIx>], changes: &mut [Becomes]) {
    let instead = Instead::of(then);
    for (ix, change) in changes.iter_mut().enumerate() {
        if *change == Becomes::Added && instead.is_spared(then, ix) {
            *change = Becomes::Aside;
            then.steps[ix].status = before[ix].map_or(Status::Dropped, |ix| plan.steps()[ix].status);
        }
    }
}

/// Makes a goal the primary one, and one to aim at.
fn aim(then: &mut Plan, goal: GoalIx) {
    for (ix, one) in then.goals.iter_mut().enumerate() {
        one.primary = ix == goal;
        if ix == goal && one.status == GoalStatus::SetAside {
            one.status = GoalStatus::Active;
        }
    }
}

fn held(standing: &Standing) -> Held {
    Held { short: standing.short, amount: standing.amount }
}

/// Which of the plan's requirements have more or less under way or planned on the other way, by our own figures.
pub(super) fn changed(now: &Plan, then: &Plan) -> Vec<bool> {
    let ours = |plan: &Plan| {
        let mut plan = plan.with(&Pathway::default());
        for requirement in &mut plan.requirements {
            requirement.verdict = None;
        }
        progress(&plan).requirements
    };
    let mut changed = Vec::with_capacity(now.requirements().len());
    for (now, then) in ours(now).iter().zip(&ours(then)) {
        changed.push(now.amount.differs(then.amount));
    }
    changed
}

/// Forgets what the host says is under way and planned, where that changes: it is said of the plan as it is. What does
/// not change is as the host says on both.
pub(super) fn forget_planned(plan: &mut Plan, changed: &[bool]) {
    for (requirement, changed) in plan.requirements.iter_mut().zip(changed) {
        if let Some(said) = requirement.verdict.as_mut().filter(|_| *changed) {
            (said.in_progress, said.planned) = (None, None);
        }
    }
}

/// So many times one smallest reason why steps do not fit is looked at by itself.
const ROUNDS: usize = 8;

/// Where steps go: as they stand, and as long as that cannot be, those moved that are in the way. What the other way
/// adds, the edges from `own` on among it, must be good where it stands; the rest is as the plan has it.
fn place(then: &Plan, before: &[Option<StepIx>], changes: &[Becomes], own: usize, today: Date) -> Proposal {
    let mut new = Vec::with_capacity(before.len());
    for before in before {
        new.push(before.is_none());
    }
    for edge in &then.edges()[own..] {
        for end in &[edge.from, edge.to] {
            if let End::Step(step) = *end {
                new[step] = true;
            }
        }
    }
    let mut holds = Vec::with_capacity(before.len());
    let (spans, now) = (spans(then.phases()), now(then, today).unwrap_or(0));
    for (ix, step) in then.steps().iter().enumerate() {
        // A way is written for all years: what it adds in one that is over is to be taken later.
        let ahead = step.phase_given && step.phase >= now;
        let placed = ahead || changes[ix] != Becomes::Added || is_dated(&spans, step);
        holds.push(match step.status {
            Status::Planned if !placed => Hold::Free,
            Status::Planned if new[ix] => Hold::Named,
            _ => Hold::Fixed,
        });
    }
    let ends = [for_diploma(then), for_goal(then)];
    // It ends: each round loosens a step more, or is the last.
    let mut round = 0;
    loop {
        let proposal = propose(then, today, &holds, &ends);
        let Some(conflict) = &proposal.conflict else { return proposal };
        let mut in_the_way = conflict.steps.clone();
        // What is left after so many smallest reasons is mended in one go: the ends of all edges that do not fit, and
        // all that comes after what moves.
        let in_one_go = round >= ROUNDS;
        let asks = |kind: EdgeKind| kind.binds() || kind == EdgeKind::Corequisite;
        for edge in then.edges().iter().filter(|edge| in_one_go && asks(edge.kind)) {
            if let Some((from, to)) = edge.steps()
                && then.steps()[from].phase > then.steps()[to].phase
            {
                in_the_way.extend([from, to]);
            }
        }
        for &edge in &conflict.edges {
            for end in &[then.edges()[edge].from, then.edges()[edge].to] {
                if let End::Step(step) = *end {
                    in_the_way.push(step);
                }
            }
        }
        for (ix, step) in then.steps().iter().enumerate() {
            if conflict.limits.contains(&step.phase) && step.credits.is_some() {
                in_the_way.push(ix);
            }
        }
        let loosen = |holds: &mut [Hold], ix: StepIx| {
            let held = matches!(holds[ix], Hold::Named | Hold::Fixed);
            let moves = held && may_move(&spans, &then.steps()[ix], now);
            if moves {
                holds[ix] = Hold::Loose;
            }
            moves
        };
        let mut loosened = false;
        for &ix in &in_the_way {
            loosened |= loosen(&mut holds, ix);
        }
        if !loosened {
            return proposal;
        }
        round += 1;
        while in_one_go && loosened {
            loosened = false;
            for edge in then.edges().iter().filter(|edge| asks(edge.kind)) {
                let Some((from, to)) = edge.steps() else { continue };
                let moves = |hold| matches!(hold, Hold::Loose | Hold::Free);
                loosened |= moves(holds[from]) && loosen(&mut holds, to);
                // What goes together moves together.
                let together = edge.kind == EdgeKind::Corequisite;
                loosened |= together && moves(holds[to]) && loosen(&mut holds, from);
            }
        }
    }
}

/// Whether a step with a phase may move: it is not begun, not dated, and not agreed for good.
fn may_move(spans: &[(i32, i32)], step: &Step, now: PhaseIx) -> bool {
    let locked = step.agency.as_ref().is_some_and(|agency| agency.state == Some(AgencyState::Locked));
    step.status == Status::Planned && step.phase >= now && !locked && !is_dated(spans, step)
}

/// Marks the done steps that are of use: the way names them, they serve something asked, or lead on to a step still to
/// be done or to the goal.
fn mark_serving(
    then: &Plan,
    standings: &[Standing],
    named: &[StepIx],
    placed: &[StepIx],
    changes: &mut [Becomes],
) {
    let mut serves = vec![false; changes.len()];
    for &step in named {
        serves[placed[step]] = true;
    }
    for standing in standings {
        for &(step, _) in &standing.steps {
            serves[step] = true;
        }
    }
    let is_to_do = |step: StepIx| matches!(changes[step], Becomes::Kept | Becomes::Added);
    let leads = leading(then, &is_to_do, EdgeKind::orders);
    for (ix, change) in changes.iter_mut().enumerate() {
        if let Becomes::Earned { serves: marked } = change {
            *marked = serves[ix] || leads[ix];
        }
    }
}

/// What is still to be done or reached and requires a step that is not there, nor any alternative of it.
fn lacks(then: &Plan, instead: &Instead) -> Vec<(End, StepIx)> {
    let (steps, goals) = (then.steps(), then.goals());
    let asking = Fans::by(steps.len() + goals.len(), then.edges().len(), &|ix| {
        let edge = &then.edges()[ix];
        let is_wanted = match edge.to {
            End::Step(to) => steps[to].status == Status::Planned && instead.is_to_do(then, to),
            End::Goal(to) => then.primary_goal() == Some(to) && goals[to].status != GoalStatus::Met,
        };
        (edge.kind == EdgeKind::Requires && is_wanted).then(|| edge.to.number(steps.len()))
    });
    let mut lacks = Vec::new();
    // Of each group of alternatives: for what it was told.
    let mut told = vec![None; steps.len()];
    for end in 0..steps.len() + goals.len() {
        for &edge in asking.at(end) {
            let End::Step(from) = then.edges()[edge].from else { continue };
            let group = instead.group(from);
            if instead.best(from).is_none() && told[group] != Some(end) {
                told[group] = Some(end);
                lacks.push((then.edges()[edge].to, from));
            }
        }
    }
    lacks
}

/// Credits of the steps that are planned or under way; of alternatives, those of one.
fn to_take(plan: &Plan, not_taken: &[bool]) -> Option<u64> {
    let mut sum = None;
    for (step, &not_taken) in plan.steps().iter().zip(not_taken) {
        if let Some(credits) = step.credits {
            let ahead = !not_taken && matches!(stage(step.status), Some(Stage::UnderWay | Stage::Planned));
            sum = Some(sum.unwrap_or(0_i64).saturating_add(if ahead { grains(credits) } else { 0 }));
        }
    }
    sum.map(|sum| (sum as f64 / GRAINS * 1000.0).round() as u64)
}

/// The last phase of these steps, of those that are done or to be taken: of alternatives one is.
fn last_phase(plan: &Plan, of: &[bool], not_taken: &[bool]) -> Option<PhaseIx> {
    let mut last = None;
    for (ix, step) in plan.steps().iter().enumerate() {
        if of[ix] && !not_taken[ix] && stage(step.status).is_some() {
            last = last.max(Some(step.phase));
        }
    }
    last
}

/// The phase in which the primary goal is reached. What is only suggested leads to it and does not reach it: None,
/// where nothing else is right before it.
fn reached(plan: &Plan, not_taken: &[bool]) -> Option<PhaseIx> {
    let goal = End::Goal(plan.primary_goal()?);
    let mut last = plan.edges().iter().filter(|edge| edge.kind.orders() && edge.to == goal).peekable();
    let is_taken = |end: End| match end {
        End::Step(step) => stage(plan.steps()[step].status).is_some(),
        End::Goal(_) => true,
    };
    if last.peek().is_some() && !last.any(|edge| is_taken(edge.from)) {
        return None;
    }
    last_phase(plan, &for_goal(plan), not_taken)
}

/// `school` says when it ends: now, and then.
fn graduation(
    now: &Plan,
    then: &Plan,
    school: (Option<PhaseIx>, Option<PhaseIx>),
    progress: &Progress,
    fits: bool,
) -> Graduation {
    let asked = then.requirements().iter().any(|asked| asked.parent.is_none() && asked.is_of_diploma());
    if asked && !progress.gaps.is_empty() {
        return Graduation::Short;
    }
    let due = meant(then).or_else(|| filled_by(now, None));
    let Some(due) = due.filter(|_| asked && progress.judged && fits) else { return Graduation::Unknown };
    match (late(then, due), school.1) {
        (Some(late), _) => Graduation::Late(late),
        (None, Some(last)) if Some(last) < school.0.min(Some(due)) => Graduation::Early,
        _ => Graduation::OnTime,
    }
}

/// The last phase of school in which anything is done or to do.
fn school_ends(plan: &Plan, not_taken: &[bool]) -> Option<PhaseIx> {
    let mut in_school = Vec::with_capacity(plan.steps().len());
    for step in plan.steps() {
        in_school.push(is_in_school(plan, step));
    }
    last_phase(plan, &in_school, not_taken)
}

fn is_in_school(plan: &Plan, step: &Step) -> bool {
    plan.phases()[step.phase].kind != PhaseKind::Postsecondary
}
