//! WHAT THE READER LOOKS AT, and how a message changes it.
//!
//! It is one file, since a message and what it does to the state are read together; parts with rules of their own are
//! below.

mod letters;
mod outcome;
mod part;
mod whatif;

use std::rc::Rc;

use crate::digits::digits;
use crate::event::{Change, Event};
use crate::geometry::Rect;
use crate::plan::{Because, ChangeKind, CompetencyIx, Date, Plan, RequirementIx, StepIx, Text};
use crate::rules::may_note;

pub use crate::rules::Choice;
pub use letters::Letters;
pub use outcome::Outcome;
pub use part::{LARGE, Part};
pub use whatif::WhatIf;

/// How the plan is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The roadmap; a numbered list where the container is narrow.
    #[default]
    Map,
    /// The numbered list at any width.
    List,
    /// A table of steps.
    Table,
    /// The small one, for many learners on one page.
    Card,
}

/// How much room there is between things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// As much as is easy to read.
    #[default]
    Comfortable,
    /// As little as is still clear.
    Compact,
}

/// Where links open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkTarget {
    /// In the page.
    #[default]
    Itself,
    /// In a tab of their own.
    Blank,
    /// In the page around all frames.
    Top,
}

impl LinkTarget {
    /// The value of HTML's `target`.
    pub fn word(self) -> &'static str {
        match self {
            LinkTarget::Itself => "_self",
            LinkTarget::Blank => "_blank",
            LinkTarget::Top => "_top",
        }
    }
}

/// What the page chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How the plan is drawn.
    pub view: View,
    /// How much room there is between things.
    pub density: Density,
    /// The level of the plan's own heading, 2–6.
    pub heading: u8,
    /// The accessible name of the region, where the page gives one.
    pub label: Option<String>,
    /// The day "now" is measured from.
    pub today: Date,
    /// Where links open.
    pub link_target: LinkTarget,
    /// The container's width in CSS pixels at a 16-pixel font; the columns of the map fit themselves to it.
    pub width: f64,
    /// The page's face; a card's height follows from it.
    pub letters: Rc<Letters>,
}

/// What is there to be looked at.
#[derive(Clone, Debug, Default)]
pub enum Shown {
    /// Nothing yet.
    #[default]
    Waiting,
    /// A plan; one without steps too.
    Plan(Rc<Plan>),
    /// Why there is none.
    Failed(Failure),
}

impl PartialEq for Shown {
    /// A plan is the same only where it is the one that was read; what two plans hold is not compared.
    fn eq(&self, other: &Shown) -> bool {
        match (self, other) {
            (Shown::Waiting, Shown::Waiting) => true,
            (Shown::Plan(plan), Shown::Plan(other)) => Rc::ptr_eq(plan, other),
            (Shown::Failed(failure), Shown::Failed(other)) => failure == other,
            _ => false,
        }
    }
}

/// What went wrong, as one of the embed contract's error codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The code, such as `network`.
    pub code: String,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
}

/// What is lit in the picture: one thing at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lit {
    /// The plan's own through line.
    #[default]
    Through,
    /// The line of a step.
    Line(StepIx),
    /// The steps that count toward a requirement.
    Requirement(RequirementIx),
    /// The steps that show a competency.
    Competency(CompetencyIx),
    /// The steps that an entry of the learner's profile explains.
    Entry(Because),
}

impl Lit {
    /// Whether it is a group of steps and no line.
    pub fn is_group(self) -> bool {
        !matches!(self, Lit::Through | Lit::Line(_))
    }

    /// The step whose line it is.
    pub fn step(self) -> Option<StepIx> {
        if let Lit::Line(step) = self { Some(step) } else { None }
    }

    /// A word of its own for each, as an id in the page.
    pub fn word(self) -> String {
        let (family, at) = match self {
            Lit::Through => ("l", 0),
            Lit::Line(step) => ("l", step + 1),
            Lit::Requirement(at) => ("r", at),
            Lit::Competency(at) => ("c", at),
            Lit::Entry(entry) => (entry.list.word(), entry.at),
        };
        [family, &digits(at)].concat()
    }
}

/// A change, how it fares, and the host's words: for why not, or of what is only written, the step's title; or none.
pub type Told = (Change, Outcome, String);

/// What the reader looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What the page chose.
    pub settings: Settings,
    /// A plan, or what there is instead.
    pub shown: Shown,
    /// The step that the reader chose.
    pub chosen: Option<StepIx>,
    /// What is lit.
    pub lit: Lit,
    /// The other way that is laid over the plan; None: the plan as it is.
    pub what_if: Option<WhatIf>,
    /// Whether the ways stand side by side in a table.
    pub beside: bool,
    /// How many entries of the plan could not be read.
    pub problems: usize,
    /// The last change in each place where one can be made.
    pub told: Vec<Told>,
    /// By step, then by destination: how high the browser found its card, where that was more than was reckoned.
    pub heights: Vec<Option<f64>>,
    /// What is drawn of the plan, where that is not all.
    pub part: Part,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A plan was asked for.
    Asked,
    /// A plan came, and so many of its entries could not be read.
    Loaded(Rc<Plan>, usize),
    /// None came.
    Failed(Failure),
    /// The page changed its settings, or its width.
    Configured(Settings),
    /// The reader chose a step, or the open one again.
    Chose(StepIx),
    /// The reader chose a requirement, a competency or a profile entry, or the lit one again.
    Lit(Lit),
    /// The reader closed what is open.
    Closed,
    /// The page asked for a step's line, or for the plan's own.
    Traced(Option<StepIx>),
    /// The reader or the page asked what if; None: for the plan as it is.
    Compared(Option<Choice>),
    /// The reader put the ways side by side, or away again.
    Beside,
    /// The reader sees this much of a large map, in its own units, and has the focus on a step's card.
    Seen(Rect, Option<StepIx>),
    /// The card there, of this number in the reading order, is wanted.
    Wanted(Rect, usize),
    /// The reader made the map larger.
    Larger,
    /// The reader made the map smaller.
    Smaller,
    /// The reader wants more of a large list: what comes later.
    Later,
    /// The reader wants more of a large list: what comes before.
    Earlier,
    /// The reader reads the map as a list, or as a map again.
    Listed,
    /// The reader looks for a step by these words.
    Sought(String),
    /// All of a large plan is to be drawn.
    Whole,
    /// What is near the reader is all that is to be drawn of a large plan, again.
    Near,
    /// The reader asked to try again.
    Retried,
    /// The reader writes on the step of this id.
    Wrote(String),
    /// There are words still in the box of the step of this id.
    Kept(String),
    /// The reader has taken back all that was written on the step of this id.
    Emptied(String),
    /// The reader asked for a change.
    Changed(Change),
    /// A change, by its [`detail`](Change::detail), fared so, or is of no concern here any more; with the host's words
    /// for why not, where it has some.
    Fared(String, Option<Outcome>, String),
}

impl State {
    /// Nothing shown yet.
    pub fn new(settings: Settings) -> State {
        State {
            settings,
            shown: Shown::Waiting,
            chosen: None,
            lit: Lit::Through,
            what_if: None,
            beside: false,
            problems: 0,
            told: Vec::new(),
            heights: Vec::new(),
            part: Part::default(),
        }
    }

    /// The plan, where one is shown.
    pub fn plan(&self) -> Option<&Rc<Plan>> {
        match &self.shown {
            Shown::Plan(plan) => Some(plan),
            _ => None,
        }
    }

    fn id(&self, step: Option<StepIx>) -> Option<String> {
        Some(self.plan()?.steps().get(step?)?.id.clone())
    }

    /// The id of the step that is open.
    pub fn open(&self) -> Option<String> {
        self.id(self.chosen)
    }

    /// The step of that id in `plan`, so that a choice outlives a reload.
    fn again(&self, step: Option<StepIx>, plan: &Plan) -> Option<StepIx> {
        let id = self.id(step)?;
        plan.steps().iter().position(|step| step.id == id)
    }

    /// The same in `plan`, by ids; where it is no more, the plan's own line.
    fn lit_again(&self, plan: &Plan) -> Lit {
        let Some(old) = self.plan() else { return Lit::Through };
        let found = match self.lit {
            Lit::Through => None,
            Lit::Line(step) => self.again(Some(step), plan).map(Lit::Line),
            Lit::Requirement(at) => old.requirements().get(at).and_then(|old| {
                plan.requirements().iter().position(|new| new.id == old.id).map(Lit::Requirement)
            }),
            Lit::Competency(at) => old.competencies().get(at).and_then(|old| {
                plan.competencies().iter().position(|new| new.id == old.id).map(Lit::Competency)
            }),
            Lit::Entry(entry) => (plan.learner.profile == old.learner.profile).then_some(Lit::Entry(entry)),
        };
        found.unwrap_or_default()
    }

    /// How the last change in this place fares, where there was one.
    pub fn told(&self, place: &Change) -> Option<&Told> {
        self.told.iter().find(|(change, ..)| change.is_in_place_of(place))
    }

    /// Tells no more of what this is so of.
    fn forget(&mut self, is_past: &dyn Fn(&Told) -> bool) {
        self.told.retain(|told| !is_past(told));
    }

    /// Tells this from now on in the place of the change.
    fn tell(&mut self, change: &Change, outcome: Outcome, theirs: &str) {
        let told = (change.clone(), outcome, theirs.to_string());
        match self.told.iter_mut().find(|(each, ..)| each.is_in_place_of(change)) {
            Some(each) => *each = told,
            None => self.told.push(told),
        }
    }

    /// Tells from now on that something is written on the step of this id, unless what is told there is to stay.
    fn write(&mut self, on: &str, is_past: fn(Outcome) -> bool) {
        let place = Change::on(ChangeKind::Comment, on);
        if self.told(&place).is_none_or(|(_, outcome, _)| is_past(*outcome)) {
            // Once the step is gone, nobody else knows its title. Which of several languages is the reader's is not
            // known here.
            let step = self.own_plan().and_then(|plan| plan.steps().iter().find(|step| step.id == on));
            let title = match step.map(|step| &step.title) {
                Some(Text::Plain(title)) => title.clone(),
                _ => String::new(),
            };
            self.tell(&place, Outcome::Written, &title);
        }
    }

    /// Whether there is a box to write in on the step of this id.
    fn may_write(&self, on: &str) -> bool {
        self.own_plan().is_some_and(|plan| may_note(plan) && plan.steps().iter().any(|step| step.id == on))
    }

    /// What the open panel tells of: a lit group, else the chosen step; the plan's own line where none is open.
    pub fn panel(&self) -> Lit {
        if self.lit.is_group() { self.lit } else { self.chosen.map_or(Lit::Through, Lit::Line) }
    }
}

/// The next state, and what to tell the host; but for the step that is [open](State::open), which any message may
/// close.
pub fn update(state: &State, msg: Msg) -> (State, Option<Event>) {
    let mut next = state.clone();
    let mut event = None;
    match msg {
        // The page says this only where no plan is on screen, and shows a failure in a state of its own.
        Msg::Asked => next.shown = Shown::Waiting,
        Msg::Loaded(plan, problems) => {
            // What is sought is its reader's too.
            let is_newer = state.own_plan().is_some_and(|before| before.whose() == plan.whose());
            next.renew(plan);
            // A newer state of the plan leaves the reader where they are; of a list that ends before, at its beginning.
            let count = next.plan().map_or(0, |plan| plan.steps().len());
            if !is_newer {
                next.part = Part::default();
            } else if next.part.run.0 >= count {
                next.part.run = Part::default().run;
            }
            next.problems = problems;
        }
        Msg::Failed(failure) => next.shown = Shown::Failed(failure),
        Msg::Configured(settings) => {
            next.forget_heights();
            next.part.opened &= settings.view == next.settings.view;
            next.settings = settings;
            let choice = state.what_if.as_ref().map(|what_if| what_if.choice);
            if choice.is_some() && next.settings.today != state.settings.today {
                next.change_way(choice);
            }
        }
        Msg::Chose(step) if state.panel() == Lit::Line(step) => {
            (next.chosen, next.lit) = (None, Lit::Through);
        }
        Msg::Chose(step) => {
            (next.chosen, next.lit) = (Some(step), Lit::Line(step));
            next.part.sought.clear();
        }
        Msg::Lit(lit) if state.lit != lit => next.lit = lit,
        // A step that was chosen before is open again.
        Msg::Lit(_) | Msg::Closed if state.lit.is_group() => {
            next.lit = state.chosen.map_or(Lit::Through, Lit::Line);
        }
        Msg::Lit(_) | Msg::Closed => (next.chosen, next.lit) = (None, Lit::Through),
        Msg::Traced(step) => {
            next.lit = step.map_or(Lit::Through, Lit::Line);
            event = Some(Event::Trace { step: state.id(step) });
        }
        Msg::Compared(choice) => next.change_way(choice),
        Msg::Beside => next.beside = !state.beside,
        Msg::Seen(seen, focus) => next.part.see(seen, focus),
        Msg::Wanted(place, number) => next.part.bring(place, number),
        Msg::Larger => next.part.larger(),
        Msg::Smaller => next.part.smaller(),
        Msg::Later => next.part.later(),
        Msg::Earlier => next.part.earlier(),
        Msg::Listed => next.part.as_list = !state.part.as_list,
        Msg::Whole => next.part.whole = true,
        Msg::Near => next.part.whole = false,
        Msg::Sought(words) => next.part.sought = words,
        Msg::Retried => event = Some(Event::Reload),
        Msg::Emptied(on) => {
            let place = Change::on(ChangeKind::Comment, &on);
            next.forget(&|(change, told, _)| *told != Outcome::Sending && change.is_in_place_of(&place));
        }
        Msg::Wrote(on) => next.write(&on, Outcome::is_over),
        // What is told of the place stays, where the box does.
        Msg::Kept(on) if state.may_write(&on) => next.write(&on, |_| false),
        Msg::Kept(on) => next.write(&on, |outcome| !outcome.keeps_words()),
        Msg::Changed(change) => {
            // A second press while it is on its way is one press.
            if state.told(&change).is_none_or(|(_, told, _)| *told != Outcome::Sending) {
                next.tell(&change, Outcome::Sending, "");
                event = Some(Event::Change(change));
            }
        }
        Msg::Fared(detail, Some(outcome), theirs) => {
            let mut is_known = false;
            for told in &mut next.told {
                if told.0.detail() == detail {
                    (told.1, told.2) = (outcome, theirs.clone());
                    is_known = true;
                }
            }
            // The plan that it was for is gone, with all that was told of it. Here it is of no step.
            if !is_known && outcome == Outcome::Other {
                next.tell(&Change::on(ChangeKind::Comment, ""), outcome, "");
            }
        }
        Msg::Fared(detail, None, _) => next.forget(&|(change, ..)| change.detail() == detail),
    }
    // Whatever laid, changed or took off the way.
    let way = next.compared();
    if state.compared() != way {
        event = Some(way);
    }
    (next, event)
}
