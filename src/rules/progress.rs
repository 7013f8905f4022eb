//! How far the learner is: credits and requirement trees, the host's verdict first.

use crate::plan::{Plan, StepIx};

/// Parts of a whole, in one unit. `earned + in_progress + planned + missing >= need`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amount {
    pub earned: f64,
    pub in_progress: f64,
    pub planned: f64,
    /// What no step of the plan covers yet.
    pub missing: f64,
    /// None where the host says no figure.
    pub need: Option<f64>,
}

/// What an amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Credits,
    Hours,
    /// Steps or child requirements.
    Count,
    /// The value of a score.
    Score,
}

/// Whose word a standing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The host's verdict.
    Host,
    /// Ours, from the steps.
    Estimate,
    /// A waiver.
    Waived,
}

/// How one requirement stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub unit: Unit,
    /// The one to show: the host's where it gave a verdict.
    pub amount: Amount,
    pub met: bool,
    pub basis: Basis,
    /// Our own figure, where the host's verdict differs from it.
    pub estimate: Option<Amount>,
    /// The steps that serve it, in the plan's order, each with the credits it spends here.
    pub steps: Vec<(StepIx, f64)>,
}

/// How far the learner is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Credits of the whole plan against the diploma's need; None where neither steps nor requirements know credits.
    pub credits: Option<Amount>,
    /// One for each of the plan's requirements.
    pub requirements: Vec<Standing>,
    /// Leaf requirements met, and how many there are. None where the plan has no requirement.
    pub met: Option<(usize, usize)>,
    /// Steps done, under way, and in all (dropped and suggested ones left out).
    pub steps: (usize, usize, usize),
    /// Steps at risk.
    pub at_risk: Vec<StepIx>,
    /// What is met without any credit or course: true where nothing planned is missing for the diploma and nothing is at risk.
    pub on_track: Option<bool>,
}

/// How far the learner is, by the host's verdicts and else by the steps.
pub fn progress(plan: &Plan) -> Progress {
    let _ = plan;
    Progress::default()
}
