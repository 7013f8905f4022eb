//! By when the diploma is filled.

use super::progress::{Basis, progress};
use super::schedule::for_diploma;
use super::standing::SLACK;
use crate::plan::{PhaseIx, Plan, Status};

/// The first phase by whose end all is done that the diploma asks for, as far as the plan covers it: what is planned
/// later is more than is needed. What a verdict covers waits for all of its steps. None where no step counts toward it.
/// A search of halves: each look is a [`progress`].
pub(super) fn filled_by(plan: &Plan) -> Option<PhaseIx> {
    let counts = for_diploma(plan);
    let (mut from, mut to) = (0, None);
    for (step, _) in plan.steps().iter().zip(&counts).filter(|(_, counts)| **counts) {
        to = to.max(Some(step.phase));
        if step.status != Status::Planned {
            from = from.max(step.phase);
        }
    }
    let mut to = to?;
    let whole = progress(plan).requirements;
    while from < to {
        let middle = (from + to) / 2;
        let mut sooner = plan.clone();
        for step in &mut sooner.steps {
            if step.status == Status::Planned && step.phase > middle {
                step.status = Status::Dropped;
            }
        }
        let is_filled = progress(&sooner).requirements.iter().enumerate().all(|(ix, then)| {
            let now = &whole[ix];
            plan.requirements()[ix].overlay != "diploma"
                || match now.basis {
                    Basis::Host => then.steps.len() == now.steps.len(),
                    _ => then.amount.missing <= now.amount.missing + SLACK,
                }
        });
        if is_filled { to = middle } else { from = middle + 1 }
    }
    Some(to)
}
