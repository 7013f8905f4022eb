//! The closed lists of words a plan document uses. An unknown word is a problem, not a crash.
//!
//! It is one file, since each list is one declaration of the same macro, and a new word is one line in it.

use super::json::Json;
use super::read::{Read, Shaped};
use super::shape::Shape;

/// Where a word stands in a list of words; behind the last where it is none of them.
///
/// Not an option, because each of the closed lists would pay for taking one apart.
pub(crate) fn position(words: &[&str], word: &str) -> usize {
    words.iter().position(|known| *known == word).unwrap_or(words.len())
}

/// Declares an enum whose variants have a word in the plan document, the list of all, and the way from and to the word.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vdoc])* #[cfg_attr(feature = "schema", schemars(rename = $word))] $variant),+ }

        impl $name {
            /// All of them, in the order of plan-format's list.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word in a plan document.
            pub fn word(self) -> &'static str {
                Self::WORDS[self as usize]
            }

            /// The variant of a word in a plan document.
            pub fn of(word: &str) -> Option<$name> {
                Self::ALL.get(position(Self::WORDS, word)).copied()
            }
        }

        impl Shaped for $name {
            const SHAPE: Shape = Shape::OneOf(Self::WORDS);

            #[cfg(feature = "schema")]
            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<Self>()
            }
        }

        impl Read for $name {
            fn read(json: &mut Json) -> Option<Self> {
                Self::of(json.word()?)
            }
        }
    };
}

/// Declares what a word is where a document says none.
macro_rules! otherwise {
    ($($name:ident: $variant:ident),+ $(,)?) => {
        $(impl Default for $name {
            fn default() -> Self {
                $name::$variant
            }
        })+
    };
}

otherwise! {
    Kind: Task,
    Status: Planned,
    EdgeKind: LeadsTo,
    GoalStatus: Active,
    PhaseKind: Open,
    RequirementKind: Status,
}
vocabulary! {
    /// What a step is.
    Kind {
        /// A class with a teacher.
        Course = "course",
        /// A test or exam.
        Assessment = "assessment",
        /// Something done in or out of school: work, service, a club.
        Experience = "experience",
        /// Something to show that one can do.
        Competency = "competency",
        /// A certificate, license, badge or diploma.
        Credential = "credential",
        /// A point to reach, such as an application or graduation.
        Milestone = "milestone",
        /// Help that goes along with the plan.
        Support = "support",
        /// A small thing to do.
        Task = "task",
    }
}
vocabulary! {
    /// How far a step is.
    Status {
        /// Someone thinks it fits; it is not in the plan yet.
        Suggested = "suggested",
        /// It is to be done, in a phase that is over too.
        Planned = "planned",
        /// It is being done.
        InProgress = "in-progress",
        /// It is done, and its credit is granted, whatever the mark.
        Completed = "completed",
        /// It was done and did not reach what is asked; it brings no credit and is to be done again.
        NotMet = "not-met",
        /// It is being done again.
        Reworking = "reworking",
        /// The school asks for it no longer, as if it were done.
        Waived = "waived",
        /// It was in the plan and is no more.
        Dropped = "dropped",
    }
}
vocabulary! {
    /// What a link says of its ends.
    EdgeKind {
        /// `to` may not begin before `from` is done.
        Requires = "requires",
        /// Both are taken in the same phase, or `from` earlier.
        Corequisite = "corequisite",
        /// `from` is better done before `to`.
        Recommended = "recommended",
        /// Either will do.
        Alternative = "alternative",
        /// `from` is a way to `to`.
        LeadsTo = "leads-to",
        /// `from` shows that `to` is reached.
        EvidenceFor = "evidence-for",
    }
}
vocabulary! {
    /// What a goal is about.
    GoalKind {
        /// Work to do one day.
        Career = "career",
        /// Where to learn after school.
        Postsecondary = "postsecondary",
        /// What to learn in school.
        Academic = "academic",
        /// Anything else that matters to the learner.
        Personal = "personal",
    }
}
vocabulary! {
    /// Whether a goal is still aimed at.
    GoalStatus {
        /// It is aimed at.
        Active = "active",
        /// It is reached.
        Met = "met",
        /// It was aimed at and is no more.
        SetAside = "set-aside",
    }
}
vocabulary! {
    /// What a phase is a stretch of.
    PhaseKind {
        /// A school year.
        Grade = "grade",
        /// A part of a school year.
        Term = "term",
        /// Between two school years.
        Summer = "summer",
        /// After school.
        Postsecondary = "postsecondary",
        /// No time is said.
        Open = "open",
    }
}
vocabulary! {
    /// Where the plan itself stands.
    PlanStatus {
        /// It is being written.
        Draft = "draft",
        /// It waits to be looked at.
        Submitted = "submitted",
        /// It was looked at and should change.
        ChangesRequested = "changes-requested",
        /// It was looked at and agreed.
        Approved = "approved",
        /// It may no longer change.
        Locked = "locked",
    }
}
vocabulary! {
    /// What a person is to the learner's plan.
    Role {
        /// Whose plan it is.
        Learner = "learner",
        /// A parent or guardian.
        Family = "family",
        /// Who teaches the learner.
        Teacher = "teacher",
        /// Who guides the plan.
        Counselor = "counselor",
        /// Who helps from outside the school.
        Mentor = "mentor",
        /// Someone else at the school.
        Staff = "staff",
    }
}
vocabulary! {
    /// What the host lets the viewer do.
    Can {
        /// Say something of a step.
        Comment = "comment",
        /// Write down what was learnt.
        Reflect = "reflect",
        /// Suggest a step, or that one moves or goes.
        Propose = "propose",
        /// Accept, decline or approve what was proposed.
        Decide = "decide",
        /// Set or refine a goal.
        SetGoal = "set-goal",
        /// Choose another way to go.
        ChoosePathway = "choose-pathway",
        /// Sign a review.
        Sign = "sign",
    }
}
vocabulary! {
    /// A support beside the plan.
    SupportKind {
        /// An individualized education program.
        Iep = "iep",
        /// A plan under section 504.
        Section504 = "504",
        /// A plan for a multilingual learner.
        Multilingual = "ml",
        /// An intervention.
        Intervention = "intervention",
        /// Another support.
        Other = "other",
    }
}
vocabulary! {
    /// Where a step takes place.
    Setting {
        /// At school.
        School = "school",
        /// Online.
        Online = "online",
        /// At work.
        Workplace = "workplace",
        /// In the community.
        Community = "community",
        /// At a college.
        College = "college",
        /// At home.
        Home = "home",
    }
}
vocabulary! {
    /// Where a step, and its credit, came from.
    OriginKind {
        /// The school's transcript.
        Transcript = "transcript",
        /// The transcript of another school.
        Transfer = "transfer",
        /// Credit by exam.
        Exam = "exam",
        /// A college, for both transcripts.
        DualCredit = "dual-credit",
        /// The system that shows the plan.
        Host = "host",
        /// The learner.
        Learner = "learner",
    }
}
vocabulary! {
    /// What a piece of evidence is.
    EvidenceKind {
        /// A file.
        File = "file",
        /// A page.
        Link = "link",
        /// Words.
        Text = "text",
        /// An Open Badge.
        Badge = "badge",
    }
}
vocabulary! {
    /// What a note is.
    NoteKind {
        /// Said about the step.
        Comment = "comment",
        /// Said by the learner about what they learnt.
        Reflection = "reflection",
    }
}
vocabulary! {
    /// Who a note is for.
    Audience {
        /// All who see the plan.
        All = "all",
        /// Staff of the school.
        Staff = "staff",
    }
}
vocabulary! {
    /// How far a step is agreed.
    AgencyState {
        /// Someone suggests it.
        Proposed = "proposed",
        /// The learner and family want it.
        Accepted = "accepted",
        /// It is not wanted.
        Declined = "declined",
        /// The school agrees.
        Approved = "approved",
        /// It may no longer change.
        Locked = "locked",
    }
}
vocabulary! {
    /// What a change asks of the host: those of the plan format's words that the roadmap has a way to make.
    ChangeKind {
        /// Says something of a step.
        Comment = "comment",
        /// Says what was learnt with a step.
        Reflect = "reflect",
        /// Wants a step that was proposed.
        Accept = "accept",
        /// Does not want it.
        Decline = "decline",
        /// Agrees to it, for the school.
        Approve = "approve",
        /// Checks off an action of a goal.
        CheckAction = "check-action",
        /// Asks to go another of the plan's pathways.
        ChoosePathway = "choose-pathway",
    }
}
vocabulary! {
    /// What a requirement counts.
    RequirementKind {
        /// All of its children must be met.
        All = "all",
        /// One of its children must be met.
        Any = "any",
        /// So many steps or children.
        Count = "count",
        /// So many credits.
        Credits = "credits",
        /// So many hours.
        Hours = "hours",
        /// A score of so much.
        Score = "score",
        /// That one of its steps is done, or as many as it needs.
        Status = "status",
    }
}
vocabulary! {
    /// The lists of a learner's profile that `because` may point into.
    ProfileList {
        /// What they are good at.
        Strengths = "strengths",
        /// What they like.
        Interests = "interests",
        /// What they need.
        Needs = "needs",
        /// What matters to them.
        Values = "values",
        /// How they like to learn and work.
        Preferences = "preferences",
        /// Surveys they took.
        Inventories = "inventories",
    }
}

impl EdgeKind {
    /// Whether `from` comes before `to` in time. A corequisite is taken in the same phase or earlier and an
    /// alternative has no order, so two steps may be each other's.
    pub fn orders(self) -> bool {
        match self {
            EdgeKind::Requires | EdgeKind::Recommended | EdgeKind::LeadsTo | EdgeKind::EvidenceFor => true,
            EdgeKind::Corequisite | EdgeKind::Alternative => false,
        }
    }
    /// Whether `to` waits for `from`, so that it is more than advice.
    pub(crate) fn binds(self) -> bool {
        match self {
            EdgeKind::Requires | EdgeKind::LeadsTo => true,
            EdgeKind::Corequisite | EdgeKind::Recommended | EdgeKind::Alternative | EdgeKind::EvidenceFor => {
                false
            }
        }
    }
}

impl Role {
    /// Whether they are of the school: they approve for it, and read what is for its staff.
    pub fn is_of_school(self) -> bool {
        matches!(self, Role::Teacher | Role::Counselor | Role::Staff)
    }
}

impl ChangeKind {
    /// Whether it carries what the reader wrote.
    pub fn is_note(self) -> bool {
        matches!(self, ChangeKind::Comment | ChangeKind::Reflect)
    }
    /// Where it is offered: kinds that stand together have the same place, and answer each other.
    pub fn place(self) -> u8 {
        if self.is_note() { 0 } else { 1 + u8::from(self == ChangeKind::ChoosePathway) }
    }
    /// Whether it settles what was proposed.
    pub fn is_decision(self) -> bool {
        matches!(self, ChangeKind::Accept | ChangeKind::Decline | ChangeKind::Approve)
    }
}

impl Status {
    /// Whether the step is behind the learner and counts: completed or waived.
    pub fn is_done(self) -> bool {
        matches!(self, Status::Completed | Status::Waived)
    }
    /// Whether the learner is at it now.
    pub fn is_under_way(self) -> bool {
        matches!(self, Status::InProgress | Status::Reworking)
    }
}
