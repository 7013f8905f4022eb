//! Which steps a requirement rests on, and which requirements rest on a step.

use super::Progress;
use crate::plan::{OriginKind, Plan, RequirementIx, StepIx};

/// What one step does for a requirement and all below it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The step.
    pub step: StepIx,
    /// The credits it spends there; 0 where what it serves counts something else.
    pub credits: f64,
    /// Where the step and its credit came from, where the host says so: another school, an exam, a college. Its title
    /// is that of the step's `source`.
    pub origin: Option<OriginKind>,
}

impl Progress {
    /// The requirements that a step serves in all overlays, in the plan's order, each with the credits that it spends
    /// there (0 where the requirement counts something else). What is above them rests on it too. O(all shares).
    pub fn of_step(&self, step: StepIx) -> Vec<(RequirementIx, f64)> {
        let mut of_step = Vec::new();
        for (requirement, standing) in self.requirements.iter().enumerate() {
            for &(served_by, credits) in &standing.steps {
                if served_by == step {
                    of_step.push((requirement, credits));
                }
            }
        }
        of_step
    }

    /// The steps that a requirement lights: those that serve it or any below it, in the plan's order, each once, with
    /// the credits that it spends in the overlay of the requirement. O(steps + requirements + shares).
    pub fn of_requirement(&self, plan: &Plan, requirement: RequirementIx) -> Vec<Share> {
        let mut spent = vec![None; plan.steps().len()];
        let mut within = vec![false; self.requirements.len()];
        for (ix, standing) in self.requirements.iter().enumerate() {
            let parent = plan.requirements().get(ix).and_then(|of| of.parent);
            within[ix] = ix == requirement || parent.is_some_and(|parent| within.get(parent) == Some(&true));
            if !within[ix] {
                continue;
            }
            let overlay = |ix: RequirementIx| plan.requirements().get(ix).map(|of| &of.overlay);
            let counts = overlay(ix) == overlay(requirement);
            for &(step, credits) in &standing.steps {
                let credits = if counts { credits } else { 0.0 };
                if let Some(spent) = spent.get_mut(step) {
                    *spent = Some(spent.unwrap_or(0.0) + credits);
                }
            }
        }
        let mut shares = Vec::new();
        for (step, of) in plan.steps().iter().enumerate() {
            if let Some(credits) = spent[step] {
                let origin = of.source.as_ref().and_then(|source| source.kind);
                shares.push(Share { step, credits, origin });
            }
        }
        shares
    }
}
