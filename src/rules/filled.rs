//! By when the diploma is filled.

use super::progress::progress;
use super::schedule::for_diploma;
use crate::plan::{PhaseIx, Plan, Status};

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
        let mut sooner = plan.clone();
        for step in &mut sooner.steps {
            if step.status == Status::Planned && step.phase > look {
                step.status = Status::Dropped;
            }
        }
        let is_short = plan.requirements().iter().zip(&progress(&sooner).requirements).any(|(asked, at)| {
            let is_root = asked.parent.is_none() && asked.overlay == "diploma";
            is_root && !at.met && at.amount.is_short()
        });
        if is_short {
            from = look + 1
        } else {
            to = look
        }
        look = (from + to) / 2;
    }
    Some(to)
}
