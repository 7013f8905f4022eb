//! By when the diploma is filled.

use super::progress::{is_open, progress};
use super::schedule::{for_diploma, is_long};
use crate::plan::{Pathway, Phase, PhaseIx, PhaseKind, Plan, Status};

/// How much later than the learner means to graduate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// By how many phases; 0 where a step goes on after graduation in a phase that began before it.
    pub phases: usize,
    /// By how many months, where that is known: the phases are dated and no longer than a year.
    pub months: Option<u32>,
}

/// The phase in which the learner means to graduate: the last one of school to have begun by then. The day itself may
/// be in a gap, or in what comes after. None where that is not said.
pub(super) fn meant(plan: &Plan) -> Option<PhaseIx> {
    let day = plan.learner.graduation?.first_day();
    let of_school = |phase: &Phase| phase.kind != PhaseKind::Postsecondary;
    let begun = |phase: &Phase| phase.start.is_some_and(|start| start.first_day() <= day);
    let meant = plan.phases().iter().rposition(|phase| of_school(phase) && begun(phase));
    // Where some phases have dates and later ones have none, the last with a date says nothing.
    let undated = |phase: &Phase| phase.start.is_none() && of_school(phase);
    meant.filter(|&meant| !plan.phases()[meant + 1..].iter().any(undated))
}

/// Whether the diploma is filled later than it is `due`, and by how much.
pub(super) fn late(plan: &Plan, due: PhaseIx) -> Option<Late> {
    let last = filled_by(plan, due)?;
    if last > due {
        return Some(Late { phases: last - due, months: months(&plan.phases()[due], &plan.phases()[last]) });
    }
    // A course may end long after the phase in which it began.
    let day = plan.learner.graduation?.last_day().months();
    let mut months = 0;
    let mut sooner = plan.with(&Pathway::default());
    for (step, counts) in sooner.steps.iter_mut().zip(for_diploma(plan)) {
        if !counts || !is_open(step) {
            continue;
        }
        let over = step.end.map_or(0, |end| end.last_day().months() - day);
        if over > 0 {
            months = months.max(over);
            step.status = Status::Dropped;
        }
    }
    (months > 0 && !is_filled(&sooner)).then(|| Late { phases: 0, months: u32::try_from(months).ok() })
}

/// Months from the end of a phase to that of a later one.
fn months(phase: &Phase, later: &Phase) -> Option<u32> {
    if is_long(later) {
        return None;
    }
    let months = later.end?.last_day().months() - phase.end?.last_day().months();
    u32::try_from(months).ok().filter(|months| *months > 0)
}

/// Whether nothing is missing of what the diploma asks for, for all that is known.
fn is_filled(plan: &Plan) -> bool {
    let progress = progress(plan);
    progress.judged && progress.gaps.is_empty()
}

/// The first phase by whose end nothing is missing of what the diploma asks for: what is planned later is extra. Where
/// something is missing at the end too, the last phase of what counts toward it. None where nothing does. Of those up
/// to `from` nobody asks which it is. A search of halves: each look is a [`progress`].
pub(super) fn filled_by(plan: &Plan, mut from: PhaseIx) -> Option<PhaseIx> {
    let mut last = None;
    for (step, _) in plan.steps().iter().zip(for_diploma(plan)).filter(|(_, counts)| *counts) {
        last = last.max(Some(step.phase));
        if step.status != Status::Planned {
            from = from.max(step.phase);
        }
    }
    let mut to = last?;
    // Most often it is the first of them.
    let mut look = from;
    while from < to {
        let mut sooner = plan.with(&Pathway::default());
        for step in &mut sooner.steps {
            if step.status == Status::Planned && step.phase > look {
                step.status = Status::Dropped;
            }
        }
        if is_filled(&sooner) {
            to = look
        } else {
            from = look + 1
        }
        look = (from + to) / 2;
    }
    Some(to)
}
