//! WHAT IS TRUE: the plan document is read, checked, and becomes a [`Plan`] and a list of [`Problem`]s.
//!
//! `text → json → doc → check → Plan + problems`. A [`PlanDoc`](doc::PlanDoc) is what a host sent and is believed
//! about nothing; a [`Plan`] holds together by construction: every reference in it is an index that exists, and its
//! steps stand in prerequisite order, so no cycle can be represented and no later code looks for one.

mod check;
mod date;
pub mod doc;
mod edge;
mod json;
mod kind;
mod known;
mod names;
mod order;
mod pathway;
mod phase;
mod place;
mod problem;
mod read;
mod requirement;
#[cfg(feature = "schema")]
mod schema;
mod step;
mod text;
mod url;

pub use check::check;
pub use date::{Date, Time};
pub use doc::{
    Action, Agency, AgencyEvent, Evidence, Hours, Inventory, Learner, Level, Links, LocalWords, Note,
    Occupation, Origin, Person, Profile, Review, Scale, Score, Signature, Support, Verdict, Viewer, Waiver,
    Where,
};
pub(crate) use json::{Json, find};
pub use kind::*;
pub use problem::{Expected, Fault, MOST_PROBLEMS, Problem, Sort, Unreadable};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use text::{Said, Text};
pub use url::SafeUrl;

/// The `format` of a plan document.
pub const FORMAT: &str = "throughline-plan/1";
/// How long the text of a plan document may be, in bytes.
pub const MOST_BYTES: usize = 16 << 20;

/// The plan in a text, and what was wrong with it; or why the text is no plan.
///
/// Promise: any text gives one or the other, without a panic, and never half a plan. O(n log n).
///
/// ```
/// let text = r#"{ "format": "throughline-plan/1", "steps": [{ "id": "bio", "title": "Biology", "phase": "10" }] }"#;
/// let (plan, problems) = throughline::plan::read(text)?;
/// assert_eq!(plan.steps().len(), 1);
/// assert_eq!(problems[0].to_string(), "/steps/0/phase: no phase is called 10");
/// # Ok::<(), throughline::plan::Unreadable>(())
/// ```
pub fn read(text: &str) -> Result<(Plan, Vec<Problem>), Unreadable> {
    let mut problems = problem::Problems::new();
    let doc = doc::read_into(text, &mut problems)?;
    let plan = check::check_into(doc, &mut problems);
    Ok((plan, problems.list()))
}

/// Index of a step in [`Plan::steps`].
pub type StepIx = usize;
/// Index of a goal in [`Plan::goals`].
pub type GoalIx = usize;
/// Index of a phase in [`Plan::phases`].
pub type PhaseIx = usize;
/// Index of a lane in [`Plan::lanes`].
pub type LaneIx = usize;
/// Index of a requirement in [`Plan::requirements`].
pub type RequirementIx = usize;
/// Index of a competency in [`Plan::competencies`].
pub type CompetencyIx = usize;

/// A learner's plan that holds together.
///
/// Invariant: every index in it exists; steps are in prerequisite order: an edge of an ordering kind
/// ([`EdgeKind::orders`]) between two steps goes from a smaller index to a larger one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub id: Option<String>,
    pub title: Option<Text>,
    pub language: Option<String>,
    pub updated: Option<Time>,
    pub status: Option<PlanStatus>,
    pub words: LocalWords,
    pub viewer: Option<Viewer>,
    pub links: Links,
    pub people: Vec<Person>,
    pub learner: Learner,
    pub(crate) goals: Vec<Goal>,
    pub(crate) phases: Vec<Phase>,
    pub(crate) lanes: Vec<Lane>,
    pub(crate) steps: Vec<Step>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) requirements: Vec<Requirement>,
    pub(crate) competencies: Vec<Competency>,
    pub(crate) scales: Vec<Scale>,
    pub(crate) pathways: Vec<Pathway>,
    pub reviews: Vec<Review>,
}

/// Where the learner is heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    pub id: String,
    pub kind: Option<GoalKind>,
    pub title: Text,
    pub summary: Option<Text>,
    /// At most one goal of a plan is primary; where the host names none it is the first active one.
    pub primary: bool,
    pub status: GoalStatus,
    pub since: Option<Date>,
    pub due: Option<Date>,
    pub why: Option<Text>,
    pub occupation: Option<Occupation>,
    pub cluster: Option<Text>,
    pub actions: Vec<Action>,
}

/// A stretch of time, or of progress where nothing is dated: a column of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Empty where the phase was made from the links because the host named none.
    pub id: String,
    /// None where the phase was made from the links.
    pub title: Option<Text>,
    pub kind: PhaseKind,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub max_credits: Option<f64>,
}

/// A row of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Empty where the lane was made from a kind because the host named none.
    pub id: String,
    /// None where the lane was made from a kind; it is then called by the word for that kind.
    pub title: Option<Text>,
    pub kinds: Vec<Kind>,
}

/// One thing the learner does, did or may do.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub id: String,
    pub title: Text,
    pub summary: Option<Text>,
    pub kind: Kind,
    pub phase: PhaseIx,
    /// False where the host named no phase and the edges gave one.
    pub phase_given: bool,
    pub lane: LaneIx,
    pub status: Status,
    pub risk: Option<Text>,
    pub code: Option<String>,
    pub subject: Option<Text>,
    pub level: Option<Text>,
    /// Credits on offer, zero or more.
    pub credits: Option<f64>,
    pub mark: Option<String>,
    pub score: Option<Score>,
    pub hours: Option<Hours>,
    pub place: Option<Where>,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub due: Option<Date>,
    pub url: Option<SafeUrl>,
    pub source: Option<Origin>,
    pub competencies: Vec<Attained>,
    pub counts: Vec<Counts>,
    /// Profile entries that explain it.
    pub because: Vec<Because>,
    pub evidence: Vec<Evidence>,
    pub notes: Vec<Note>,
    pub agency: Option<Agency>,
}

/// What a step shows of a competency: which one, and the index of the level in its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Attained {
    pub competency: CompetencyIx,
    pub level: Option<usize>,
}

/// A step serves a requirement, with so many credits (all of its own where none are named).
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    pub requirement: RequirementIx,
    pub credits: Option<f64>,
}

/// A profile entry: `interests/0` is the first interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Because {
    pub list: ProfileList,
    pub at: usize,
}

/// One end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    Step(StepIx),
    Goal(GoalIx),
}

/// A typed link; `from` comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    pub from: End,
    pub to: End,
    pub kind: EdgeKind,
    pub note: Option<Text>,
    /// The lowest mark in `from` that satisfies `to`, in the school's own notation.
    pub minimum: Option<String>,
}

/// What a school or program asks for; requirements stand parents first.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    pub id: String,
    pub title: Text,
    /// `diploma` where neither it nor a parent names one.
    pub overlay: String,
    pub kind: RequirementKind,
    /// Of what `kind` counts. None for all and any.
    pub need: Option<f64>,
    pub parent: Option<RequirementIx>,
    pub children: Vec<RequirementIx>,
    /// 0 for a root.
    pub depth: usize,
    pub from: From,
    pub verdict: Option<Verdict>,
    pub waived: Option<Waiver>,
}

/// Which steps serve a requirement that no step names in its `counts`. Lists are alternatives, fields conditions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct From {
    pub steps: Vec<StepIx>,
    pub subjects: Vec<String>,
    pub kinds: Vec<Kind>,
    pub competency: Option<CompetencyIx>,
    /// Index into the levels of the competency's scale.
    pub level: Option<usize>,
}

/// Something a learner can show, in a framework.
#[derive(Clone, Debug, PartialEq)]
pub struct Competency {
    pub id: String,
    pub title: Text,
    pub code: Option<String>,
    pub framework: Option<Text>,
    pub uri: Option<SafeUrl>,
    /// Index into [`Plan::scales`].
    pub scale: Option<usize>,
    /// The level reached, an index into the scale's levels.
    pub level: Option<usize>,
    pub parent: Option<CompetencyIx>,
}

/// Another way to go: steps kept and added on the way to a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Pathway {
    pub id: String,
    pub title: Text,
    pub summary: Option<Text>,
    pub goal: Option<GoalIx>,
    pub current: bool,
    /// Steps of the plan that it keeps.
    pub steps: Vec<StepIx>,
    /// Steps it adds; an index of an added step is [`Plan::steps`]'s length plus its place here.
    pub add: Vec<Step>,
    pub add_edges: Vec<Edge>,
    pub requirements: Vec<Requirement>,
}

impl Plan {
    /// The steps, in prerequisite order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
    /// The links between steps and goals; no cycle among those that order.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }
    /// The goals in the host's order.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }
    /// The columns, in time. At least one where there is a step.
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }
    /// The rows. At least one where there is a step.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }
    /// The requirement trees, flattened: a parent stands before its children.
    pub fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }
    /// The competencies in the host's order.
    pub fn competencies(&self) -> &[Competency] {
        &self.competencies
    }
    /// The scales that competencies are measured on.
    pub fn scales(&self) -> &[Scale] {
        &self.scales
    }
    /// The other ways to go.
    pub fn pathways(&self) -> &[Pathway] {
        &self.pathways
    }
    /// The goal the through line leads to.
    pub fn primary_goal(&self) -> Option<GoalIx> {
        self.goals.iter().position(|goal| goal.primary)
    }
}
