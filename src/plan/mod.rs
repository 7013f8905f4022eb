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
mod overlay;
mod parse;
mod pathway;
mod phase;
mod place;
mod problem;
mod read;
mod requirement;
#[cfg(feature = "schema")]
mod schema;
mod shape;
mod step;
mod text;
mod trusted;
mod url;

pub use check::check;
pub use date::{Date, Day, Time};
pub use doc::{
    Action, Agency, AgencyEvent, Evidence, Hours, Inventory, Learner, Level, Links, LocalWords, Note,
    Occupation, Origin, Person, Profile, Review, Scale, Score, Signature, Support, Verdict, Viewer, Waiver,
    Where,
};
pub(crate) use json::Json;
pub use kind::*;
pub(crate) use order::{Pair, order, rings};
pub(crate) use phase::{day_of, holding, next_to_start, open, spans};
pub use problem::{Expected, Fault, MOST_PROBLEMS, Problem, Problems, Sort, Unreadable};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use text::{Said, Text};
pub(crate) use text::{alike, primary};
pub use trusted::{
    Attained, Because, Competency, CompetencyIx, Counts, Edge, End, From, Goal, GoalFacts, GoalIx, Lane,
    LaneIx, Pathway, PathwayIx, Phase, PhaseIx, Plan, PlanFacts, Requirement, RequirementFacts,
    RequirementIx, Step, StepFacts, StepIx,
};
pub use url::SafeUrl;

/// The `format` of a plan document.
pub const FORMAT: &str = "throughline-plan/1";
/// How long the text of a plan document may be, in bytes.
pub const MOST_BYTES: usize = 16_000_000;

/// The plan in a text, and what was wrong with it; or why the text is no plan.
///
/// Promise: any text gives one or the other, without a panic, and never half a plan. O(n log n), and once more
/// for each pathway, of which at most 200 are read.
///
/// ```
/// let text = r#"{ "format": "throughline-plan/1", "steps": [{ "id": "bio", "title": "Biology", "phase": "10" }] }"#;
/// let (plan, problems) = throughline::plan::read(text)?;
/// assert_eq!(plan.steps().len(), 1);
/// assert_eq!(problems[0].to_string(), "/steps/0/phase: no phase is called 10");
/// # Ok::<(), throughline::plan::Unreadable>(())
/// ```
pub fn read(text: &str) -> Result<(Plan, Vec<Problem>), Unreadable> {
    let (doc, problems) = doc::read(text)?;
    Ok(check(doc, problems))
}
