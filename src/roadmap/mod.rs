//! THE PICTURE AS DATA: phases, lanes, cards, links, reading order and sentences, in the reader's words.
//!
//! [`draw`] makes what stays while a plan is on screen; [`light`] makes what a choice changes; [`brief`](fn@brief)
//! makes the little that a small card shows. The picture is decoration: delete every line of it and nothing is lost,
//! because position, order, status and relations are all in the text too.

mod audit;
mod beside;
mod boards;
mod breaks;
mod brief;
mod card;
mod deeds;
mod details;
mod findings;
mod lit;
mod pen;
mod picture;
mod schedule;
mod sheet;
mod skills;
mod sought;
mod summary;
mod whatif;
mod why;

use crate::geometry::Rect;
use crate::plan::{ChangeKind, End, GoalIx, Plan, SafeUrl, Status, StepIx, Text};
use crate::rules::{Deed, Findings, Mastery, Progress, Trace};
use crate::state::{Lit, State};
use crate::words::{Words, foreign, same_language};

pub use beside::{Beside, Cell};
pub use brief::{Brief, brief};
pub use card::Card;
pub use lit::light;
pub use picture::{Band, Column, Destination, Laid, Line, Neighbours, Picture};
pub(crate) use sheet::tenth;
pub use summary::{Summary, here};
pub use whatif::{Changed, LACKS, Mark, Way};

/// Words from the host, with their language where it is not the reader's (WCAG 2.2, 3.1.2).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrase {
    /// As the reader sees them; text, never HTML.
    pub words: String,
    /// A BCP 47 tag for the `lang` attribute; None where they are in the language of the reader, and run its way.
    pub language: Option<String>,
}

impl Phrase {
    /// The words to stand in a sentence of ours.
    #[inline(never)]
    pub fn within(self) -> String {
        match self.language {
            Some(language) => foreign(&language, &self.words),
            None => self.words,
        }
    }
}

/// A measure of progress: said in words, and drawn as a bar of hundredths.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What is measured, such as "Credits".
    pub name: String,
    /// What is reached of what is needed, in words: nothing is told by the bar alone.
    pub said: String,
    /// What the bar does not say by itself: in progress, planned, missing.
    pub more: String,
    /// The same as a shape.
    pub bar: Bar,
}

/// Parts of a whole in percent, one after the other; they add up to at most 100.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bar {
    /// What counts already; drawn first.
    pub earned: f64,
    /// What is under way; drawn after it.
    pub in_progress: f64,
    /// What is planned but not begun; drawn last. What is left of 100 is not covered.
    pub planned: f64,
}

/// Where an entry leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Lead {
    /// It is text only.
    #[default]
    Nowhere,
    /// To a step of the plan.
    Step(StepIx),
    /// To a group of steps, which it lights.
    Lit(Lit),
    /// To a group of steps that has an entry of its own elsewhere.
    Too(Lit),
    /// Out of the roadmap.
    Link(SafeUrl),
    /// It is an action of a goal that the reader checks off, or did.
    Check {
        /// Whose action it is.
        goal: GoalIx,
        /// Which of the goal's.
        action: usize,
        /// Whether it may be checked off now.
        open: bool,
    },
    /// It unfolds the entries that are nested in it.
    Rest,
}

/// One line of a section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The line itself: what it links with, where it leads anywhere.
    pub said: Phrase,
    /// What stands beside it in a quieter voice.
    pub aside: Vec<Phrase>,
    /// Where a press on it leads.
    pub lead: Lead,
    /// The sign before it.
    pub sign: Option<Sign>,
    /// How much of it is done, where that is counted.
    pub bar: Option<Bar>,
    /// How deep it is nested; an entry belongs to the last one before it that is less deep.
    pub depth: usize,
}

/// A shape that stands for a state beside the word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A step's status; also lent to what is done or open without being a step.
    Of(Status),
    /// An idea that was declined, and so is no longer one to decide on.
    Declined,
    /// Something needs attention.
    Risk,
    /// One of the steps that are lit.
    Lit,
    /// Where the road leads.
    Goal,
    /// What if: it is done, and not needed there.
    Earned,
    /// It is new.
    Added,
    /// It is not on the other way.
    Left,
    /// It stands in another phase.
    Moved,
}

/// A heading with entries under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Names it in the style sheet and as a part.
    pub name: &'static str,
    /// What this section and those after it are a group of, where a group begins.
    pub group: Option<Phrase>,
    /// What its entries have in common; the host's words where it is one goal, requirement or review.
    pub heading: Phrase,
    /// A sentence before the entries.
    pub lead: Option<Phrase>,
    /// In the order to show them, nested by their depth. May be empty where the lead says all.
    pub entries: Vec<Entry>,
}

/// A group of sections: one of the boards under the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Names it in the style sheet and as a part.
    pub name: &'static str,
    /// In the reader's language.
    pub heading: String,
    /// At least one: a board with nothing on it is not made.
    pub sections: Vec<Section>,
}

/// A plan as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Roadmap {
    /// What this is: the plan's name.
    pub name: Phrase,
    /// Whose it is and of which school, where the viewer is somebody else.
    pub learner: Vec<Phrase>,
    /// Where it leads: the primary goal. None where the plan has none.
    pub goal: Option<Phrase>,
    /// Where the learner is, in a line.
    pub summary: Summary,
    /// At most two, those that say most first; none where there is nothing to count.
    pub measures: Vec<Measure>,
    /// The through line, said.
    pub sentence: String,
    /// Where everything stands on the map.
    pub picture: Picture,
    /// What stands under the map, in reading order.
    pub boards: Vec<Board>,
    /// The ways that can be chosen, the plan as it is first; none where there is no other.
    pub ways: Vec<Way>,
    /// What the way changes that is laid over the plan; None: this is the plan as it is.
    pub what_if: Option<Changed>,
    /// The ways side by side, where the reader put them so.
    pub beside: Option<Beside>,
    /// The plan's own through line.
    pub through: Trace,
    /// What the measures and the details are told from.
    pub progress: Progress,
    /// By competency.
    pub mastery: Vec<Mastery>,
    /// What is done beside courses.
    pub deeds: Vec<Deed>,
    /// What does not go as planned.
    pub findings: Findings,
}

/// What a choice changes: what is lit, and the panel that tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Light {
    /// The line of a step, the steps of a group without a line, else the plan's own through line.
    pub trace: Trace,
    /// What a lit step of a group is said to do, on its card; None where a line is lit.
    pub word: Option<String>,
    /// Of the step or group that is open; None where none is.
    pub details: Option<Details>,
}

/// All there is to say of a step, or of what lights a group of steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// What they are of.
    pub of: Lit,
    /// Its own, whole.
    pub title: Phrase,
    /// Kind, phase, status and the like, in a line.
    pub facts: Vec<Phrase>,
    /// What the plan says of it in a sentence or two.
    pub summary: Option<Phrase>,
    /// What `why` answers.
    pub asked: String,
    /// The answer to "why am I learning this?"; of a group, how many steps and which. Never empty.
    pub why: Vec<String>,
    /// Why it needs attention, in the host's words.
    pub risk: Option<Phrase>,
    /// What is linked with it, what it counts toward, amounts, evidence, notes: those that are not empty.
    pub sections: Vec<Section>,
    /// The host's own page about it.
    pub link: Option<SafeUrl>,
    /// What the reader may do with it.
    pub offers: Vec<ChangeKind>,
}

/// A plan in the reader's words, fitted to the width the settings tell.
pub fn draw(plan: &Plan, state: &State, words: &Words) -> Roadmap {
    redraw(None, plan, state, words)
}

/// The same after another roadmap, which is the sooner done the more it is alike.
pub fn redraw(before: Option<&Roadmap>, plan: &Plan, state: &State, words: &Words) -> Roadmap {
    let progress = crate::rules::progress(plan);
    let mastery = crate::rules::mastery(plan);
    let deeds = crate::rules::deeds(plan);
    let today = state.settings.today;
    let findings = crate::rules::findings(plan, today);
    let attention = crate::rules::attention(plan, &findings, today);
    let through = crate::rules::through_line(plan);
    let now = crate::rules::now(plan, today);
    let goal = plan.primary_goal();
    let what_if = state.what_if.as_ref();
    let scheduled;
    let proposal = match what_if {
        Some(what_if) => &what_if.comparison.proposal,
        None => {
            scheduled = crate::rules::schedule(plan, today);
            &scheduled
        }
    };
    let marks = whatif::marks(plan, what_if, proposal, words);
    let found =
        picture::Insight { now, through: &through, findings: &findings, attention: &attention, marks };
    let picture = picture::picture(before.map(|before| &before.picture), plan, state, words, found);
    let ways = whatif::ways(state, words);
    let reckoned = boards::Reckoned {
        progress: &progress,
        mastery: &mastery,
        deeds: &deeds,
        findings: &findings,
        proposal,
    };
    Roadmap {
        name: summary::name(plan, words),
        learner: summary::of_school(plan, words),
        goal: summary::goal(plan, words),
        summary: summary::summary(plan, words, &progress, &attention, &findings, proposal, state),
        measures: summary::measures(words, &progress),
        sentence: why::through_sentence(plan, words, &through, goal),
        picture,
        boards: boards::boards(plan, state, words, &reckoned),
        beside: beside::beside(state, &ways, words),
        ways,
        what_if: what_if.map(|what_if| whatif::changed(what_if, words)),
        through,
        progress,
        mastery,
        deeds,
        findings,
    }
}

/// The host's words in the reader's language, with their own language where that differs or they run the other way.
pub(crate) fn phrase(words: &Words, text: &Text) -> Phrase {
    let said = words.text(text);
    let language = said.language.unwrap_or(words.language());
    let is_marked = !same_language(language, words.language()) || words.is_against(said.words);
    let language = is_marked.then(|| language.to_string());
    Phrase { words: said.words.to_string(), language }
}

/// Our own words.
#[inline(never)]
fn plain(words: String) -> Phrase {
    Phrase { words, language: None }
}

/// The key of a word in a family of words, such as `kind.` and `course`.
fn key(family: &str, word: &str) -> String {
    let mut key = String::from(family);
    key += word;
    key
}

/// Adds words to a list of words, with something between them.
fn join(list: &mut String, between: &str, words: &str) {
    if !list.is_empty() {
        *list += between;
    }
    *list += words;
}

/// The title of a step or goal, as the plan has it.
fn titled(plan: &Plan, end: End) -> Option<&Text> {
    match end {
        End::Step(ix) => plan.steps().get(ix).map(|step| &step.title),
        End::Goal(ix) => plan.goals().get(ix).map(|goal| &goal.title),
    }
}

/// The title of a step or goal, to stand in a sentence of ours.
fn title(plan: &Plan, words: &Words, end: End) -> String {
    titled(plan, end).map_or_else(String::new, |title| phrase(words, title).within())
}

/// Parts of an amount as hundredths of the whole.
fn bar(amount: &crate::rules::Amount) -> Option<Bar> {
    let sum = amount.earned + amount.in_progress + amount.planned + amount.missing;
    // The parts may ask for more than the whole.
    let asked = if amount.missing > 0.0 { sum - amount.extra } else { 0.0 };
    let whole = amount.need.map_or(sum, |need| need.max(asked)).max(f64::MIN_POSITIVE);
    // What is beyond the need has no place in it: 12 of 24 is half, whatever else is to come; and what is missing keeps
    // its own, whatever is there too many of.
    let mut left = ((1.0 - amount.missing / whole) * 1000.0).round() / 10.0;
    let mut part = |n: f64| {
        let part = (n / whole * 1000.0).round() / 10.0;
        let part = part.min(left);
        left -= part;
        part
    };
    let bar = Bar {
        earned: part(amount.counts()),
        in_progress: part(amount.in_progress),
        planned: part(amount.planned),
    };
    (sum > 0.0 || amount.need.is_some_and(|need| need > 0.0)).then_some(bar)
}

/// The sign of what is done or not.
fn done(done: bool) -> Sign {
    Sign::Of(if done { Status::Completed } else { Status::Planned })
}

/// Progress says nothing where there is nothing to count.
fn nothing_to_count(progress: &Progress) -> bool {
    progress.credits.is_none() && progress.lines.is_none() && progress.steps.2 == 0
}

/// A rectangle around nothing.
const NOWHERE: Rect = Rect { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
