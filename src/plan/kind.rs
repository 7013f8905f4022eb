//! The closed lists of words a plan document uses. An unknown word is a problem, not a crash.

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

            /// The word in a plan document.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The variant of a word in a plan document.
            pub fn of(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

vocabulary! {
    /// What a step is.
    Kind { Course = "course", Assessment = "assessment", Experience = "experience", Competency = "competency",
           Credential = "credential", Milestone = "milestone", Support = "support", Task = "task" }
}
vocabulary! {
    /// How far a step is.
    Status { Suggested = "suggested", Planned = "planned", InProgress = "in-progress", Completed = "completed",
             NotMet = "not-met", Reworking = "reworking", Waived = "waived", Dropped = "dropped" }
}
vocabulary! {
    /// What a link says of its ends.
    EdgeKind { Requires = "requires", Corequisite = "corequisite", Recommended = "recommended",
               Alternative = "alternative", LeadsTo = "leads-to", EvidenceFor = "evidence-for" }
}
vocabulary! {
    /// What a goal is about.
    GoalKind { Career = "career", Postsecondary = "postsecondary", Academic = "academic", Personal = "personal" }
}
vocabulary! {
    /// Whether a goal is still aimed at.
    GoalStatus { Active = "active", Met = "met", SetAside = "set-aside" }
}
vocabulary! {
    /// What a phase is a stretch of.
    PhaseKind { Grade = "grade", Term = "term", Summer = "summer", Postsecondary = "postsecondary", Open = "open" }
}
vocabulary! {
    /// Where the plan itself stands.
    PlanStatus { Draft = "draft", Submitted = "submitted", ChangesRequested = "changes-requested",
                 Approved = "approved", Locked = "locked" }
}
vocabulary! {
    /// What a person is to the learner's plan.
    Role { Learner = "learner", Family = "family", Teacher = "teacher", Counselor = "counselor", Mentor = "mentor",
           Staff = "staff" }
}
vocabulary! {
    /// What the host lets the viewer do.
    Can { Comment = "comment", Reflect = "reflect", Propose = "propose", Decide = "decide", SetGoal = "set-goal",
          ChoosePathway = "choose-pathway", Sign = "sign" }
}
vocabulary! {
    /// A support beside the plan.
    SupportKind { Iep = "iep", Section504 = "504", Multilingual = "ml", Intervention = "intervention", Other = "other" }
}
vocabulary! {
    /// Where a step takes place.
    Setting { School = "school", Online = "online", Workplace = "workplace", Community = "community",
              College = "college", Home = "home" }
}
vocabulary! {
    /// Where a step, and its credit, came from.
    OriginKind { Transcript = "transcript", Transfer = "transfer", Exam = "exam", DualCredit = "dual-credit",
                 Host = "host", Learner = "learner" }
}
vocabulary! {
    /// What a piece of evidence is.
    EvidenceKind { File = "file", Link = "link", Text = "text", Badge = "badge" }
}
vocabulary! {
    /// What a note is.
    NoteKind { Comment = "comment", Reflection = "reflection" }
}
vocabulary! {
    /// Who a note is for.
    Audience { All = "all", Staff = "staff" }
}
vocabulary! {
    /// How far an item is agreed.
    AgencyState { Proposed = "proposed", Accepted = "accepted", Declined = "declined", Approved = "approved",
                  Locked = "locked" }
}
vocabulary! {
    /// What a requirement counts.
    RequirementKind { All = "all", Any = "any", Count = "count", Credits = "credits", Hours = "hours", Score = "score",
                      Status = "status" }
}
vocabulary! {
    /// The lists of a learner's profile that `because` may point into.
    ProfileList { Strengths = "strengths", Interests = "interests", Needs = "needs", Values = "values",
                  Preferences = "preferences", Inventories = "inventories" }
}

impl EdgeKind {
    /// Whether `from` comes before `to` in time. A corequisite is taken in the same phase or earlier and an
    /// alternative has no order, so two steps may be each other's.
    pub fn orders(self) -> bool {
        !matches!(self, EdgeKind::Corequisite | EdgeKind::Alternative)
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
