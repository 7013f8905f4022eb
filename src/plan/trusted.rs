//! The trusted type: a plan that holds together by construction.
//!
//! It is one file, since it mirrors the document field by field: one list to hold beside the other.

use super::kind::*;
use super::{
    Action, Agency, Date, Evidence, Hours, Learner, Links, LocalWords, Note, Occupation, Origin, Person,
    Review, SafeUrl, Scale, Score, Text, Time, Verdict, Viewer, Waiver, Where,
};
use std::ops::Deref;
use std::rc::Rc;

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
/// Index of a pathway in [`Plan::pathways`].
pub type PathwayIx = usize;

/// A learner's plan that holds together.
///
/// Invariant: every index in it exists; steps are in prerequisite order: an edge of an ordering kind
/// ([`EdgeKind::orders`]) between two steps goes from a smaller index to a larger one.
///
/// What another way changes stands in a plan itself, in its steps, goals and requirements; the rest are facts, which
/// all ways share and which are read as if they stood here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What holds on every way.
    pub(crate) facts: Rc<PlanFacts>,
    /// Who is looking, and what they may do.
    pub viewer: Option<Viewer>,
    pub(crate) goals: Vec<Goal>,
    pub(crate) steps: Vec<Step>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) requirements: Vec<Requirement>,
    pub(crate) pathways: Vec<Pathway>,
    /// Whether a requirement at the root could not be read.
    pub(crate) unclear: bool,
    /// On another way: the phase the learner is in, and whether it has begun, which what it leaves out does not change.
    pub(crate) stands: Option<(PhaseIx, bool)>,
}

/// What holds of a plan on every way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanFacts {
    /// The host's name for the plan.
    pub id: Option<String>,
    /// What the plan is called.
    pub title: Option<Text>,
    /// The language that plain strings are in: the shape of a BCP 47 tag.
    pub language: Option<String>,
    /// When it last changed.
    pub updated: Option<Time>,
    /// Where the plan itself stands.
    pub status: Option<PlanStatus>,
    /// What the host calls things.
    pub words: Rc<LocalWords>,
    /// What the host offers.
    pub links: Links,
    /// The people it names, each id once.
    pub people: Vec<Person>,
    /// Whose plan it is.
    pub learner: Learner,
    pub(crate) phases: Vec<Phase>,
    pub(crate) lanes: Vec<Lane>,
    pub(crate) competencies: Vec<Competency>,
    pub(crate) scales: Vec<Scale>,
    /// Conferences over it, each id once.
    pub reviews: Vec<Review>,
}

/// Where the learner is heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// What holds on every way.
    pub(crate) facts: Rc<GoalFacts>,
    /// At most one goal of a plan is primary; where the host names none, or one set aside, it is the first active one.
    pub primary: bool,
    /// Whether it is still aimed at.
    pub status: GoalStatus,
}

/// What holds of a goal on every way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoalFacts {
    /// Unique among goals.
    pub id: String,
    /// What it is about.
    pub kind: Option<GoalKind>,
    /// What it is; its id where the host gave none.
    pub title: Text,
    /// A sentence or two on it.
    pub summary: Option<Text>,
    /// Since when.
    pub since: Option<Date>,
    /// By when.
    pub due: Option<Date>,
    /// The learner's own reason.
    pub why: Option<Text>,
    /// The occupation it is.
    pub occupation: Option<Occupation>,
    /// The career cluster it is in.
    pub cluster: Option<Text>,
    /// Small things to do for it, each id once.
    pub actions: Vec<Action>,
}

/// A stretch of time, or of progress where nothing is dated: a column of the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phase {
    /// Empty where the phase was made from the links because the host named none.
    pub id: String,
    /// None where the phase was made from the links.
    pub title: Option<Text>,
    /// What it is a stretch of.
    pub kind: PhaseKind,
    /// When it begins.
    pub start: Option<Date>,
    /// When it ends.
    pub end: Option<Date>,
    /// How many credits fit into it.
    pub max_credits: Option<f64>,
}

/// A row of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Empty where the lane was made from a kind because the host named none that holds it.
    pub id: String,
    /// None where the lane was made from a kind, or the host's own has one kind and no title; it is then called by the
    /// word for that kind.
    pub title: Option<Text>,
    /// The kinds of step it holds where a step names no lane.
    pub kinds: Vec<Kind>,
}

/// One thing the learner does, did or may do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What holds on every way.
    pub(crate) facts: Rc<StepFacts>,
    /// The column it stands in.
    pub phase: PhaseIx,
    /// How far it is.
    pub status: Status,
}

/// What holds of a step on every way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepFacts {
    /// Unique among the steps of the plan.
    pub id: String,
    /// What it is called; its code or id where the host gave no title.
    pub title: Text,
    /// A sentence or two on it.
    pub summary: Option<Text>,
    /// What it is.
    pub kind: Kind,
    /// False where the host named no phase and the edges gave one.
    pub phase_given: bool,
    /// The phases in which it is offered, in the host's order. Where it is empty: each but the summers.
    pub offered: Vec<PhaseIx>,
    /// The row it stands in.
    pub lane: LaneIx,
    /// Why it is at risk, if it is.
    pub risk: Option<Text>,
    /// The school's code for it.
    pub code: Option<String>,
    /// The subject it belongs to.
    pub subject: Option<Text>,
    /// AP, dual credit, CTE, honors and the like.
    pub level: Option<Text>,
    /// Credits on offer, zero or more.
    pub credits: Option<f64>,
    /// The mark received, in the school's own notation.
    pub mark: Option<String>,
    /// The result of a test.
    pub score: Option<Score>,
    /// Whether it was completed, though below what its score needs: it is not met, but what it brings was granted.
    pub granted: bool,
    /// Hours of practice, service or work.
    pub hours: Option<Hours>,
    /// Where it takes place.
    pub place: Option<Where>,
    /// When it begins.
    pub start: Option<Date>,
    /// When it ends.
    pub end: Option<Date>,
    /// By when it must be done.
    pub due: Option<Date>,
    /// Where more about it is.
    pub url: Option<SafeUrl>,
    /// Where it, and its credit, came from.
    pub source: Option<Origin>,
    /// What it shows of competencies.
    pub competencies: Vec<Attained>,
    /// The requirements it serves.
    pub counts: Vec<Counts>,
    /// Profile entries that explain it.
    pub because: Vec<Because>,
    /// What shows that it was done, each id once.
    pub evidence: Vec<Evidence>,
    /// What was said of it, each id once.
    pub notes: Vec<Note>,
    /// How far it is agreed.
    pub agency: Option<Agency>,
    /// Whether how far it is, how far agreed, or what it scored could not be read, or it goes on though it was
    /// declined: no claim that all is well rests on it.
    pub unclear: bool,
}

/// What a step shows of a competency: which one, and the index of the level in its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Attained {
    /// Which competency.
    pub competency: CompetencyIx,
    /// Index into the levels of the competency's scale.
    pub level: Option<usize>,
}

/// A step serves a requirement, with so many credits (all of its own where none are named).
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// Which requirement. In a step that a pathway adds, an index from [`Plan::requirements`]'s length on is
    /// one of the pathway's own.
    pub requirement: RequirementIx,
    /// How many credits; none means all of the step's own.
    pub credits: Option<f64>,
}

/// A profile entry: `interests/0` is the first interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Because {
    /// Which list of the profile.
    pub list: ProfileList,
    /// Which entry of it, from 0.
    pub at: usize,
}

/// One end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// A step.
    Step(StepIx),
    /// A goal.
    Goal(GoalIx),
}

impl End {
    /// Its number among both: first the steps, of which there are so many, then the goals.
    pub(crate) fn number(self, steps: usize) -> usize {
        match self {
            End::Step(step) => step,
            End::Goal(goal) => steps + goal,
        }
    }
}

/// A typed link; `from` comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// What comes first.
    pub from: End,
    /// What comes after, or is served.
    pub to: End,
    /// What the link says of its ends.
    pub kind: EdgeKind,
    /// A sentence on it.
    pub note: Option<Rc<Text>>,
    /// The lowest mark in `from` that satisfies `to`, in the school's own notation.
    pub minimum: Option<String>,
}

impl Edge {
    /// The steps that it joins; None where an end is a goal.
    pub(crate) fn steps(&self) -> Option<(StepIx, StepIx)> {
        match (self.from, self.to) {
            (End::Step(from), End::Step(to)) => Some((from, to)),
            _ => None,
        }
    }
}

/// What a school or program asks for; requirements stand parents first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requirement {
    /// What holds on every way.
    pub(crate) facts: Rc<RequirementFacts>,
    /// The requirement it is part of.
    pub parent: Option<RequirementIx>,
    /// Its parts, in the host's order.
    pub children: Vec<RequirementIx>,
    /// Which steps serve it, where no step names it.
    pub from: From,
    /// The host's own word on it, which wins over ours.
    pub verdict: Option<Verdict>,
    /// Whether what it asks for, or a part of it, could not be read.
    pub unclear: bool,
}

/// What holds of a requirement on every way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequirementFacts {
    /// Unique among all requirements of the plan.
    pub id: String,
    /// What it is called; its id where the host gave none.
    pub title: Text,
    /// `diploma` where neither it nor a parent names one.
    pub overlay: String,
    /// What it counts.
    pub kind: RequirementKind,
    /// Of what `kind` counts; of all and any it says nothing.
    pub need: Option<f64>,
    /// 0 for a root.
    pub depth: usize,
    /// Who waived it.
    pub waived: Option<Waiver>,
}

/// Which steps serve a requirement that no step names in its `counts`. Lists are alternatives, fields conditions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct From {
    /// Steps; in a pathway's own requirement, added ones as in [`Pathway::add`].
    pub steps: Vec<StepIx>,
    /// How many more the host names that there are not.
    pub unknown: usize,
    /// Subjects, as the host writes them.
    pub subjects: Vec<String>,
    /// Kinds of step.
    pub kinds: Vec<Kind>,
    /// A competency that a step must show.
    pub competency: Option<CompetencyIx>,
    /// Index into the levels of the competency's scale.
    pub level: Option<usize>,
    /// Whether a condition was said of which nothing could be read, so that no step matches.
    pub unreadable: bool,
}

/// Something a learner can show, in a framework.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Competency {
    /// Unique among competencies.
    pub id: String,
    /// What it is called; its code or id where the host gave no title.
    pub title: Text,
    /// Its code in the framework.
    pub code: Option<String>,
    /// The framework it belongs to.
    pub framework: Option<Text>,
    /// Where the framework tells of it.
    pub uri: Option<SafeUrl>,
    /// Index into [`Plan::scales`].
    pub scale: Option<usize>,
    /// The level reached, an index into the scale's levels.
    pub level: Option<usize>,
    /// The competency it is part of; parents come to an end.
    pub parent: Option<CompetencyIx>,
}

/// Another way to go: steps kept and added on the way to a goal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pathway {
    /// Unique among pathways.
    pub id: String,
    /// What it is called; its id where the host gave none.
    pub title: Text,
    /// A sentence or two on it.
    pub summary: Option<Text>,
    /// The goal it leads to.
    pub goal: Option<GoalIx>,
    /// Whether it is the way the plan goes now.
    pub current: bool,
    /// Steps of the plan that it keeps.
    pub steps: Vec<StepIx>,
    /// Steps it adds; an index of an added step is [`Plan::steps`]'s length plus its place here.
    pub add: Vec<Step>,
    /// Links it adds; with those of the plan, those that order form no cycle.
    pub add_edges: Vec<Edge>,
    /// What it asks for beyond the plan's own, parents first; parents and children are indexes in this list.
    pub requirements: Vec<Requirement>,
    /// Whether one of those at the root could not be read.
    pub unclear: bool,
}

/// Reads facts as if they stood in what they are of.
macro_rules! reads_facts {
    ($($name:ident: $facts:ident),+ $(,)?) => {
        $(impl Deref for $name {
            type Target = $facts;

            fn deref(&self) -> &$facts {
                &self.facts
            }
        }

        // Tests change what a host said; nothing else does.
        #[cfg(test)]
        impl std::ops::DerefMut for $name {
            fn deref_mut(&mut self) -> &mut $facts {
                Rc::make_mut(&mut self.facts)
            }
        })+
    };
}

impl StepFacts {
    /// What was said of the step last.
    pub fn agency_state(&self) -> Option<AgencyState> {
        self.agency.as_ref()?.state
    }
}

impl RequirementFacts {
    /// The overlay of the diploma.
    pub(crate) const DIPLOMA: &str = "diploma";

    /// Whether it is asked for the diploma.
    pub(crate) fn is_of_diploma(&self) -> bool {
        self.overlay == Self::DIPLOMA
    }

    /// Whether it is not met without each of its parts.
    pub(crate) fn needs_all(&self) -> bool {
        matches!(self.kind, RequirementKind::All | RequirementKind::Credits)
    }
}

reads_facts! {
    Plan: PlanFacts,
    Goal: GoalFacts,
    Step: StepFacts,
    Requirement: RequirementFacts,
}

impl Plan {
    /// Which plan it is, and who reads it, by their ids; empty where the host does not say.
    pub fn whose(&self) -> [&str; 2] {
        let reader = self.viewer.as_ref().and_then(|viewer| viewer.person.as_deref());
        [self.id.as_deref().unwrap_or_default(), reader.unwrap_or_default()]
    }
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
