//! What may be done instead of what: steps joined by `alternative` links.

use super::spend::{Stage, stage};
use crate::plan::{EdgeKind, End, Fans, Plan, StepIx};

/// Groups of steps of which any one will do.
pub(super) struct Instead {
    /// For each step, the first step of its group: itself where it has no alternative.
    group: Vec<StepIx>,
    /// For each group, how far its furthest step is.
    best: Vec<Option<Stage>>,
}

impl Instead {
    /// Joins alternatives of alternatives too: of A or B, and B or C, any one of the three will do.
    pub(super) fn of(plan: &Plan) -> Instead {
        let count = plan.steps().len();
        let mut group: Vec<StepIx> = (0..count).collect();
        fn first(group: &mut [StepIx], mut step: StepIx) -> StepIx {
            while group[step] != step {
                group[step] = group[group[step]];
                step = group[step];
            }
            step
        }
        for edge in plan.edges().iter().filter(|edge| edge.kind == EdgeKind::Alternative) {
            let (End::Step(one), End::Step(other)) = (edge.from, edge.to) else { continue };
            if one < count && other < count {
                let (one, other) = (first(&mut group, one), first(&mut group, other));
                group[one.max(other)] = one.min(other);
            }
        }
        let mut best: Vec<Option<Stage>> = vec![None; count];
        for (step, status) in plan.steps().iter().map(|step| step.status).enumerate() {
            let group = first(&mut group, step);
            if let Some(stage) = stage(status) {
                best[group] = Some(best[group].map_or(stage, |sooner| sooner.min(stage)));
            }
        }
        for step in 0..count {
            group[step] = first(&mut group, step);
        }
        Instead { group, best }
    }

    /// How far the furthest of a step and its alternatives is; None where none of them is even planned.
    pub(super) fn best(&self, step: StepIx) -> Option<Stage> {
        self.best.get(*self.group.get(step)?).copied().flatten()
    }

    /// The first step of a step's group, which stands for the group.
    pub(super) fn group(&self, step: StepIx) -> StepIx {
        self.group.get(step).copied().unwrap_or(step)
    }

    /// The steps of each group.
    pub(super) fn groups(&self) -> Fans {
        Fans::by(self.group.len(), self.group.len(), &|step| Some(self.group[step]))
    }
}
