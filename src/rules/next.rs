//! The few things to do now, why now, and what is blocked by what.

use crate::plan::{Date, GoalIx, Plan, StepIx};

/// What to do next, the most pressing first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NextSteps {
    pub ready: Vec<Ready>,
    pub blocked: Vec<Blocked>,
    pub actions: Vec<OpenAction>,
}

/// A step that can be done now.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    pub step: StepIx,
    pub due: Option<Date>,
    pub reason: Reason,
    /// How many later steps and goals hang on it.
    pub unlocks: usize,
}

/// Why a step is among the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Overdue,
    DueSoon,
    AtRisk,
    UnderWay,
    ThroughLine,
    Ready,
}

/// A step of this phase or the next that waits for others.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocked {
    pub step: StepIx,
    /// Required steps that are not done.
    pub by: Vec<StepIx>,
}

/// A goal's action that is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenAction {
    pub goal: GoalIx,
    /// Index in the goal's actions.
    pub action: usize,
}

/// What the learner can do now, and what waits for what.
pub fn next_steps(plan: &Plan, today: Date) -> NextSteps {
    let _ = (plan, today);
    NextSteps::default()
}
