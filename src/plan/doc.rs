//! The plan document as it is on the wire, one struct for each object of plan-format.

use super::{Date, SafeUrl, Text, Time, kind::*};

/// A plan document: what a host's API returns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanDoc {
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
    pub goals: Vec<GoalDoc>,
    pub phases: Vec<PhaseDoc>,
    pub lanes: Vec<LaneDoc>,
    pub steps: Vec<StepDoc>,
    pub edges: Vec<EdgeDoc>,
    pub requirements: Vec<RequirementDoc>,
    pub competencies: Vec<CompetencyDoc>,
    pub scales: Vec<Scale>,
    pub pathways: Vec<PathwayDoc>,
    pub reviews: Vec<Review>,
}
/// What the host calls things; each replaces our word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalWords {
    pub plan: Option<Text>,
    pub pathway: Option<Text>,
    pub phase: Option<Text>,
    pub credit: Option<Text>,
    pub credits: Option<Text>,
}
/// Who is looking, and what the host lets them do.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewer {
    pub person: Option<String>,
    pub role: Option<Role>,
    pub can: Vec<Can>,
}
/// What the host offers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    pub changes: Option<SafeUrl>,
    pub pathways: Option<SafeUrl>,
    pub catalog: Option<SafeUrl>,
    pub page: Option<SafeUrl>,
}
/// Someone the plan names.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub id: String,
    pub name: Option<String>,
    pub role: Option<Role>,
    pub relation: Option<Text>,
}
/// Whose plan it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learner {
    pub person: Option<String>,
    pub grade_level: Option<String>,
    pub school: Option<Text>,
    pub graduation: Option<Date>,
    pub profile: Profile,
    pub supports: Vec<Support>,
}
/// What the learner says of themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    pub strengths: Vec<Text>,
    pub interests: Vec<Text>,
    pub needs: Vec<Text>,
    pub values: Vec<Text>,
    pub preferences: Vec<Text>,
    pub inventories: Vec<Inventory>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Inventory {
    pub name: Text,
    pub result: Option<Text>,
    pub date: Option<Date>,
    pub url: Option<SafeUrl>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    pub kind: Option<SupportKind>,
    pub title: Option<Text>,
    pub url: Option<SafeUrl>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Occupation {
    pub scheme: Option<String>,
    pub code: Option<String>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    pub id: String,
    pub title: Text,
    pub owner: Option<String>,
    pub due: Option<Date>,
    pub done: bool,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    pub value: Option<f64>,
    pub of: Option<f64>,
    pub need: Option<f64>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    pub done: Option<f64>,
    pub need: Option<f64>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Where {
    pub setting: Option<Setting>,
    pub provider: Option<Text>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    pub kind: Option<OriginKind>,
    pub title: Option<Text>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub id: String,
    pub kind: Option<EvidenceKind>,
    pub title: Option<Text>,
    pub url: Option<SafeUrl>,
    pub by: Option<String>,
    pub at: Option<Time>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub id: String,
    pub kind: Option<NoteKind>,
    pub text: Text,
    pub by: Option<String>,
    pub at: Option<Time>,
    pub audience: Option<Audience>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Agency {
    pub state: Option<AgencyState>,
    pub by: Option<String>,
    pub at: Option<Time>,
    pub history: Vec<AgencyEvent>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyEvent {
    pub state: Option<AgencyState>,
    pub by: Option<String>,
    pub at: Option<Time>,
    pub note: Option<Text>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub id: String,
    pub levels: Vec<Level>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    pub id: String,
    pub title: Option<Text>,
    pub proficient: bool,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub met: Option<bool>,
    pub earned: Option<f64>,
    pub in_progress: Option<f64>,
    pub planned: Option<f64>,
    pub need: Option<f64>,
    pub at: Option<Time>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    pub by: Option<String>,
    pub at: Option<Time>,
    pub note: Option<Text>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    pub id: String,
    pub date: Option<Date>,
    pub title: Option<Text>,
    pub people: Vec<String>,
    pub notes: Option<Text>,
    pub signatures: Vec<Signature>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    pub by: Option<String>,
    pub at: Option<Time>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct GoalDoc;
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseDoc;
#[derive(Clone, Debug, PartialEq)]
pub struct LaneDoc;
#[derive(Clone, Debug, PartialEq)]
pub struct StepDoc;
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeDoc;
#[derive(Clone, Debug, PartialEq)]
pub struct RequirementDoc;
#[derive(Clone, Debug, PartialEq)]
pub struct PathwayDoc;
#[derive(Clone, Debug, PartialEq)]
pub struct CompetencyDoc;
