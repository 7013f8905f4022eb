//! By when the diploma is filled.

use super::compare::{changed, forget_planned};
use super::progress::progress;
use super::schedule::{for_diploma, is_long};
use super::spend::{Stage, stage};
use crate::plan::{Pathway, PhaseIx, PhaseKind, Plan, Status, Step, spans};

/// How much later than the learner means to graduate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// By how many phases; 0 where a step goes on after graduation in a phase that began before it.
    pub phases: usize,
    /// By how many months, where that is known: the phases are dated and no longer than a year.
    pub months: Option<u32>,
}

/// The phase in which the learner means to graduate: the last one of school to have begun by then. The day itself may
/// be in a gap, or in what comes after. None where that is not said, nor when the next phase is.
pub(super) fn meant(plan: &Plan) -> Option<PhaseIx> {
    let graduation = plan.learner.graduation?;
    let (first, last) = (graduation.first_day().0, graduation.last_day().0);
    let spans = spans(plan.phases());
    let of_school = |ix: &PhaseIx| plan.phases()[*ix].kind != PhaseKind::Postsecondary;
    // Of a year alone, what begins and ends in it is part of it.
    let begun = |&(from, to): &(i32, i32)| {
        from <= to && (from <= first || graduation.month().is_none() && to <= last)
    };
    let meant = (0..spans.len()).rev().find(|ix| of_school(ix) && begun(&spans[*ix]))?;
    // Where what comes next has no date, the last with a date says nothing.
    let next = (meant + 1..spans.len()).find(of_school);
    next.is_none_or(|next| spans[next].0 <= spans[next].1).then_some(meant)
}

/// Whether the diploma is filled later than it is `due`, and by how much.
pub(super) fn late(plan: &Plan, due: PhaseIx) -> Option<Late> {
    let last = filled_by(plan, Some(due))?;
    if last > due {
        return Some(Late { phases: last - due, months: months(plan, due, last) });
    }
    // A course may end long after the phase in which it began.
    let day = plan.learner.graduation?.last_day().months();
    let over = |step: &Step| step.end.map_or(0, |end| end.last_day().months() - day).max(0) as usize;
    let in_time = |step: &&Step| step.phase <= due;
    let most = plan.steps().iter().filter(in_time).map(over).max()?;
    // What begins later stands in for none of them.
    let is_late = |step: &Step, months| !in_time(&step) || over(step) > months;
    let months = first(0, most, &|months| is_filled_without(plan, &|step| is_late(step, months)));
    (months > 0).then(|| Late { phases: 0, months: u32::try_from(months).ok() })
}

/// Months from graduation to the end of a later phase than that in which it is due. Of a graduation that says only its
/// year, it is at the end of that phase.
fn months(plan: &Plan, due: PhaseIx, last: PhaseIx) -> Option<u32> {
    let later = &plan.phases()[last];
    if is_long(later) {
        return None;
    }
    let graduation =
        plan.learner.graduation.filter(|date| date.month().is_some()).or(plan.phases()[due].end)?;
    let months = later.end?.last_day().months() - graduation.last_day().months();
    u32::try_from(months).ok().filter(|months| *months > 0)
}

/// The first phase by whose end nothing is missing of what the diploma asks for: what comes later is extra. Where
/// something is missing at the end too, the last phase of what counts toward it. None where nothing does. Of those up
/// to where it is `due` nobody asks which it is; without that, of those in which something is done.
pub(super) fn filled_by(plan: &Plan, due: Option<PhaseIx>) -> Option<PhaseIx> {
    let (mut done, mut last) = (0, None);
    for (step, _) in plan.steps().iter().zip(for_diploma(plan)).filter(|(_, counts)| *counts) {
        last = last.max(Some(step.phase));
        if step.status.is_done() {
            done = step.phase.max(done);
        }
    }
    let is_filled = |phase| is_filled_without(plan, &|step| step.phase > phase);
    Some(first(due.unwrap_or(done), last?, &is_filled))
}

/// The first by which it is filled, or the last. A search of halves: each look is a [`progress`].
fn first(mut from: usize, mut to: usize, is_filled: &dyn Fn(usize) -> bool) -> usize {
    // Most often it is the first of them.
    let mut look = from;
    while from < to {
        if is_filled(look) {
            to = look
        } else {
            from = look + 1
        }
        look = (from + to) / 2;
    }
    to
}

/// Whether nothing is missing of what the diploma asks for, for all that is known, without what is still to be done and
/// `is_late`.
fn is_filled_without(plan: &Plan, is_late: &dyn Fn(&Step) -> bool) -> bool {
    let mut sooner = plan.with(&Pathway::default());
    for step in &mut sooner.steps {
        if stage(step.status) > Some(Stage::Done) && is_late(step) {
            step.status = Status::Dropped;
        }
    }
    // What the school says is planned, it says of all steps.
    if plan.requirements().iter().any(|asked| asked.verdict.is_some()) {
        let changed = changed(plan, &sooner);
        forget_planned(&mut sooner, &changed);
    }
    let progress = progress(&sooner);
    progress.judged && progress.gaps.is_empty()
}
