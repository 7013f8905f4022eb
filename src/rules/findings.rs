//! What does not go as planned: prerequisites, corequisites, minimum marks, and phases too full.

use super::instead::{ALTERNATIVES, Instead, is_same};
use super::marks::is_enough;
use super::now;
use super::offers::is_declined;
use super::schedule::{is_dated, is_long, room};
use super::shelf::{GRAINS, grains};
use super::spend::stage;
use super::standing::SLACK;
use crate::plan::{Date, EdgeKind, End, Kind, PhaseIx, PhaseKind, Plan, Status, Step, StepIx, open, spans};
use crate::sorted::Fans;
use std::ops::Range;

/// What does not go as planned, by the school's data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// By step, and of one step in the order of the plan's edges.
    pub links: Vec<Finding>,
    /// In the order of the phases.
    pub phases: Vec<Crowded>,
}

impl Findings {
    /// What is found of one step, in the order of the plan's edges. O(log findings), since each card asks.
    pub fn of(&self, step: StepIx) -> &[Finding] {
        let from = |step| self.links.partition_point(|found| found.step < step);
        self.links.get(from(step)..from(step + 1)).unwrap_or_default()
    }
}

/// A step that cannot go as planned, because of one that goes before or beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The step that is in trouble.
    pub step: StepIx,
    /// The one that it needs; of several that would do, the one that comes nearest.
    pub needs: StepIx,
    /// Index in [`Plan::edges`] of the link that says so; its kind tells a prerequisite from a corequisite and from
    /// what is only recommended.
    pub edge: usize,
    /// What is wrong.
    pub misfit: Misfit,
    /// How much it matters.
    pub weight: Weight,
    /// How it can be mended, the easiest first; never empty.
    pub mends: Vec<Mend>,
}

impl Finding {
    /// Whether the step is taken with the one that it needs, not after it.
    pub fn is_beside(&self, plan: &Plan) -> bool {
        plan.edges().get(self.edge).is_some_and(|edge| edge.kind == EdgeKind::Corequisite)
    }
}

/// What is wrong between a step and one that it needs, the easiest to mend first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misfit {
    /// Both stand in the same phase, and one must be done before the other. Said of two courses alone, and of phases
    /// that a course fills: a test at the end of a course, or a form before a visit, are of the same phase and in
    /// order.
    SamePhase,
    /// By their own dates, a course that is needed ends after the one that needs it starts, in whatever phases they
    /// stand.
    EndsLater,
    /// What is needed stands in a later phase.
    LaterPhase,
    /// The step is under way, and what is needed has not begun.
    NotBegun,
    /// What is needed is only suggested.
    OnlySuggested,
    /// The mark is lower than the link asks for.
    MarkTooLow,
    /// The mark and the minimum are in unlike notations, so that only the school can tell.
    MarkUnlike,
    /// What is needed was not met, or is a test below what it needs itself.
    NotMet,
    /// What is needed was declined: somebody has decided, and may decide again.
    Declined,
    /// What is needed was dropped.
    Dropped,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The step may not be taken so.
    Must,
    /// It would be better otherwise, or nobody can tell.
    Should,
}

/// How a finding can be mended.
#[derive(Clone, Debug, PartialEq)]
pub enum Mend {
    /// Take a step in this phase or a later one.
    MoveLater {
        /// The step to move.
        step: StepIx,
        /// The first phase in which it fits.
        phase: PhaseIx,
    },
    /// Take a step in this phase or an earlier one.
    MoveEarlier {
        /// The step to move.
        step: StepIx,
        /// The last phase in which it fits.
        phase: PhaseIx,
    },
    /// Take any of these instead: alternatives to what is needed.
    OneOf(Vec<StepIx>),
    /// Take up a step that was dropped, or declined, or is only suggested.
    TakeUp(StepIx),
    /// Do a step again.
    Retake(StepIx),
    /// Ask the school to look at its record.
    AskSchool,
    /// Ask the school for a waiver.
    AskForWaiver,
}

/// A phase with more credits than fit into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Crowded {
    /// The phase.
    pub phase: PhaseIx,
    /// Credits of the courses and experiences in it, but of those that an alternative is to be taken for.
    pub credits: f64,
    /// The most that fit.
    pub most: f64,
    /// The planned ones of these, any of which could move to another phase.
    pub movable: Vec<StepIx>,
}

/// What does not go as planned: for each step that is still the learner's to do or under way, what it requires, what it
/// is taken with and what is recommended before it; and each phase that is too full.
///
/// Nothing is found where nothing is known: a step of which the host says neither phase nor dates is never too late or
/// too early, a step without a mark is not below a minimum, and a phase without `maxCredits` is never full. What is
/// done or waived satisfies (if its mark and its score do), and so does any one alternative. A corequisite may be in
/// the same phase or earlier and is never taken for a prerequisite. No mend asks for a phase that is over, or for one
/// in which the step is not offered. O(steps + edges).
pub fn findings(plan: &Plan, today: Date) -> Findings {
    let steps = plan.steps();
    let instead = Instead::of(plan);
    let into = Fans::by(steps.len(), plan.edges().len(), &|ix| {
        let edge = &plan.edges()[ix];
        edge.steps().filter(|_| asks(edge.kind) && !instead.is_again(plan, edge)).map(|(_, to)| to)
    });
    let (now, longest) = (now(plan, today).unwrap_or(0), longest(plan));
    let look = Audit { plan, now, into, instead, longest };
    let groups = look.instead.groups();
    let mut links = Vec::new();
    // Of each step, the edge by which the step at hand asks for it; and of each group, the step that it was told for.
    let mut edge_of = vec![0; steps.len()];
    let mut asked_by = vec![usize::MAX; steps.len()];
    let mut told = vec![usize::MAX; steps.len()];
    // Step after step: `Findings::of` looks for the place of one.
    for ix in 0..steps.len() {
        if !look.instead.is_to_do(plan, ix) {
            continue;
        }
        let edges = look.into.at(ix);
        for &edge in edges {
            if let (EdgeKind::Requires, End::Step(from)) = (plan.edges()[edge].kind, plan.edges()[edge].from)
            {
                (edge_of[from], asked_by[from]) = (edge, ix);
            }
        }
        for &edge in edges {
            let End::Step(needs) = plan.edges()[edge].from else { continue };
            let group = look.instead.group(needs);
            let members = groups.at(group);
            let kind = plan.edges()[edge].kind;
            if kind == EdgeKind::Requires && told[group] == ix {
                continue;
            }
            let Some(misfit) = look.misfit(needs, ix, edge) else { continue };
            // Any one of the group does; else the one that comes nearest is told.
            let mut nearest = Some((misfit, needs, edge));
            for &other in members.iter().take(ALTERNATIVES) {
                // What is only recommended may be left out, and what is left out stands in for nothing.
                let idle = kind == EdgeKind::Recommended && stage(plan.steps()[other].status).is_none();
                if other == ix || other == needs || idle {
                    continue;
                }
                // What is required of it is told where it is required.
                let own = kind != EdgeKind::Recommended && asked_by[other] == ix;
                let own = own.then(|| edge_of[other]).or(is_same(plan, other, needs).then_some(edge));
                let misfit = look.misfit_by(other, ix, edge, own);
                nearest = match (nearest, misfit) {
                    (Some(nearest), Some(misfit)) if nearest.0 <= misfit => Some(nearest),
                    (Some(_), Some(misfit)) => Some((misfit, other, own.unwrap_or(edge))),
                    _ => None,
                };
            }
            if let Some((misfit, needs, edge)) = nearest.filter(|_| members.len() <= ALTERNATIVES) {
                links.push(look.finding(misfit, needs, ix, edge, members));
                if kind == EdgeKind::Requires {
                    told[group] = ix;
                }
            }
        }
    }
    Findings { links, phases: crowded(plan, now, today, &look.instead) }
}

fn asks(kind: EdgeKind) -> bool {
    matches!(kind, EdgeKind::Requires | EdgeKind::Corequisite | EdgeKind::Recommended)
}

/// The credits of the largest course in a grade: one that fills a year.
fn longest(plan: &Plan) -> f64 {
    let in_grade =
        |step: &Step| step.kind == Kind::Course && plan.phases()[step.phase].kind == PhaseKind::Grade;
    let courses = plan.steps().iter().filter(|step| in_grade(step));
    courses.filter_map(|step| step.credits).fold(0.0, f64::max)
}

/// What is looked at to tell whether a step has what it needs.
struct Audit<'a> {
    plan: &'a Plan,
    /// The edges by which each step asks for another.
    into: Fans,
    instead: Instead,
    /// The phase of today.
    now: PhaseIx,
    /// The credits of a course that fills a year.
    longest: f64,
}

impl Audit<'_> {
    fn misfit(&self, needs: StepIx, step: StepIx, edge: usize) -> Option<Misfit> {
        self.misfit_by(needs, step, edge, Some(edge))
    }

    /// What is wrong with a step that is needed by an edge of such a kind, if anything is. The minimum is that of
    /// `own`, which an alternative that the step does not ask for itself, and that is no other try, has not.
    fn misfit_by(&self, needs: StepIx, step: StepIx, edge: usize, own: Option<usize>) -> Option<Misfit> {
        let (first, then) = (&self.plan.steps()[needs], &self.plan.steps()[step]);
        let kind = self.plan.edges()[edge].kind;
        let minimum = own.and_then(|own| self.plan.edges()[own].minimum.as_ref());
        let needed = kind != EdgeKind::Recommended;
        match first.status {
            Status::Waived => None,
            Status::Completed => match is_enough(first.mark.as_ref()?, minimum?) {
                Some(true) => None,
                Some(false) => Some(Misfit::MarkTooLow),
                None => Some(Misfit::MarkUnlike),
            },
            Status::NotMet => needed.then_some(Misfit::NotMet),
            Status::Dropped => needed.then_some(Misfit::Dropped),
            Status::Suggested if is_declined(first) => needed.then_some(Misfit::Declined),
            Status::Suggested => needed.then_some(Misfit::OnlySuggested),
            Status::Planned | Status::InProgress | Status::Reworking => {
                let known = first.phase_given && then.phase_given;
                let requires = kind == EdgeKind::Requires;
                if requires && then.status.is_under_way() && first.status == Status::Planned {
                    Some(Misfit::NotBegun)
                } else if known && first.phase > then.phase {
                    Some(Misfit::LaterPhase)
                } else if !requires || !lasts(first, then) {
                    None
                } else if let Some(later) = ends_after(first, then.start) {
                    later.then_some(Misfit::EndsLater)
                } else if known && first.phase == then.phase && self.overlap(first, then) {
                    Some(Misfit::SamePhase)
                } else {
                    None
                }
            }
        }
    }

    /// Whether two courses of one phase cannot follow each other in it, since they last all of it.
    fn overlap(&self, first: &Step, then: &Step) -> bool {
        let phase = &self.plan.phases()[first.phase];
        // Without an end in sight one may follow the other.
        if is_long(phase) || phase.kind == PhaseKind::Open && phase.start.or(phase.end).is_none() {
            return false;
        }
        // Half a year each, where a whole course is of a year.
        let half = |step: &Step| step.credits.is_some_and(|credits| credits * 2.0 <= self.longest + SLACK);
        !(phase.kind == PhaseKind::Grade && half(first) && half(then))
    }

    /// The first and the last of some phases in which a step may be taken: where it is offered, else in all but
    /// summers, and behind school only where it stands there already.
    fn open(&self, step: &Step, among: Range<PhaseIx>) -> Option<(PhaseIx, PhaseIx)> {
        let phases = self.plan.phases();
        let late = phases[step.phase].kind == PhaseKind::Postsecondary;
        open(step, among, &|phase| match phases[*phase].kind {
            PhaseKind::Summer => step.kind != Kind::Course,
            PhaseKind::Postsecondary => late,
            _ => true,
        })
    }

    fn finding(&self, misfit: Misfit, needs: StepIx, step: StepIx, edge: usize, any: &[StepIx]) -> Finding {
        let kind = self.plan.edges()[edge].kind;
        let (first, then) = (&self.plan.steps()[needs], &self.plan.steps()[step]);
        let mut mends = Vec::new();
        // Whoever is at it was let in, and the record may not say why; what goes before it comes too late.
        let late = then.status.is_under_way() && kind != EdgeKind::Corequisite && misfit > Misfit::NotBegun;
        if late || matches!(misfit, Misfit::NotBegun | Misfit::MarkUnlike) {
            mends.push(Mend::AskSchool);
        }
        match misfit {
            Misfit::SamePhase | Misfit::EndsLater | Misfit::LaterPhase => {
                let apart = usize::from(lasts(first, then) && kind != EdgeKind::Corequisite);
                let phases = self.plan.phases();
                let mut later = (first.phase.max(then.phase) + apart).max(self.now)..phases.len();
                let over = |&ix: &PhaseIx| apart == 0 || ends_after(first, phases[ix].start) != Some(true);
                later.start = later.clone().find(over).unwrap_or(later.end);
                if let Some((phase, _)) = self.open(then, later).filter(|_| !then.status.is_under_way()) {
                    mends.push(Mend::MoveLater { step, phase });
                }
                // A course is not taken again in the phase in which it was not met.
                let mut from = self.now;
                for &other in any {
                    let other = &self.plan.steps()[other];
                    if other.status == Status::NotMet {
                        from = from.max(other.phase + usize::from(other.kind == Kind::Course));
                    }
                }
                let earlier = from..(first.phase.min(then.phase) + 1).saturating_sub(apart);
                if let Some((_, phase)) =
                    self.open(first, earlier).filter(|_| first.status == Status::Planned)
                {
                    mends.push(Mend::MoveEarlier { step: needs, phase });
                }
            }
            Misfit::NotBegun | Misfit::MarkUnlike => {}
            // It was passed, and is not done again for this alone.
            Misfit::MarkTooLow if late => {}
            Misfit::OnlySuggested | Misfit::Declined | Misfit::Dropped => mends.push(Mend::TakeUp(needs)),
            Misfit::MarkTooLow | Misfit::NotMet => mends.push(Mend::Retake(needs)),
        }
        let mut others = Vec::new();
        for &other in any {
            let ends = matches!(self.plan.steps()[other].status, Status::NotMet | Status::Completed);
            if other != needs && other != step && !ends {
                others.push(other);
            }
        }
        if !others.is_empty() {
            mends.push(Mend::OneOf(others));
        }
        let must = kind != EdgeKind::Recommended && misfit != Misfit::MarkUnlike;
        if must {
            mends.push(Mend::AskForWaiver);
        }
        if mends.is_empty() {
            mends.push(Mend::AskSchool);
        }
        let weight = if must { Weight::Must } else { Weight::Should };
        Finding { step, needs, edge, misfit, weight, mends }
    }
}

/// Whether two steps, one after the other, may need a phase each: two courses do. What is no course may stand in the
/// phase of its course.
pub(super) fn lasts(first: &Step, then: &Step) -> bool {
    first.kind == Kind::Course && then.kind == Kind::Course
}

/// Whether a step ends after that start, where both dates are said; on the same day it does not.
fn ends_after(step: &Step, start: Option<Date>) -> Option<bool> {
    Some(step.end?.first_day() > start?.last_day())
}

/// Phases with more credits than fit, where some are still to be done. What takes no [`room`] in a phase does not
/// count, nor what an alternative stands for, in whatever phase that is.
fn crowded(plan: &Plan, now: PhaseIx, today: Date, instead: &Instead) -> Vec<Crowded> {
    let (not_taken, spans) = (instead.not_taken(plan), spans(plan.phases()));
    let in_phase = Fans::by(plan.phases().len(), plan.steps().len(), &|ix| {
        let step = &plan.steps()[ix];
        let sits = (step.phase_given || is_dated(&spans, step))
            && !not_taken[ix]
            && room(step).is_some()
            && !matches!(step.status, Status::Suggested | Status::Dropped);
        sits.then_some(step.phase)
    });
    let mut crowded = Vec::new();
    for (ix, phase) in plan.phases().iter().enumerate() {
        let (first, last) = spans[ix];
        let is_over = if first <= last { last < today.first_day().0 } else { ix < now };
        let Some(most) = phase.max_credits.filter(|_| !is_over) else { continue };
        let (mut credits, mut movable, mut open) = (0_i64, Vec::new(), false);
        for &at in in_phase.at(ix) {
            let step = &plan.steps()[at];
            credits = credits.saturating_add(step.credits.map_or(0, grains));
            open |= instead.is_to_do(plan, at);
            if step.status == Status::Planned {
                movable.push(at);
            }
        }
        let over = credits.saturating_sub(grains(most)) as f64 / GRAINS;
        if open && over > SLACK {
            crowded.push(Crowded { phase: ix, credits: credits as f64 / GRAINS, most, movable });
        }
    }
    crowded
}
