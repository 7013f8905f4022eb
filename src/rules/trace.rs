//! The through line: what leads to a step, and how it leads on to the goal.

use crate::plan::{End, Plan};

/// The line of one step or goal, both ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// For each step, whether it is on the line.
    pub steps: Vec<bool>,
    /// For each goal, whether it is on the line.
    pub goals: Vec<bool>,
    /// For each edge, whether it is on the line.
    pub edges: Vec<bool>,
    /// The one way on from the step to the goal that the sentence tells: the shortest by hops, the primary goal first,
    /// `requires` before `leads-to` before the others on ties. Empty where it leads to no other step or goal.
    pub route: Vec<Hop>,
}

/// One link of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Index in [`Plan::edges`].
    pub edge: usize,
    pub from: End,
    pub to: End,
}

/// The line of a step or goal: all that leads to it and all it leads to, by ordering edges.
pub fn trace(plan: &Plan, end: End) -> Trace {
    let _ = (plan, end);
    Trace::default()
}

/// The plan's own through line: from what the learner does now (else did last, else does first) to the primary goal.
/// `route` is its strongest single way (the one drawn as one strong line), in order.
pub fn through_line(plan: &Plan) -> Trace {
    let _ = plan;
    Trace::default()
}
