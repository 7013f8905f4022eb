//! The cards: what a step says of itself at a glance.

use super::{Mark, NOWHERE, Phrase, Sign, phrase, plain};
use crate::geometry::Rect;
use crate::plan::{Date, Status, Step};
use crate::rules::{is_declined, is_open, is_past, is_proposed};
use crate::words::Words;

/// A step as a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its place in the reading order, from 1.
    pub number: usize,
    /// On the map, with room for its words as reckoned, or as the browser measured them.
    pub place: Rect,
    /// The step's own, never shortened.
    pub title: Phrase,
    /// The kind, said.
    pub kind_word: String,
    /// The status, for the eye and the style sheet.
    pub sign: Sign,
    /// The status, said: it is never told by shape or colour alone.
    pub status_word: String,
    /// Said beside the status when it is at risk, or past its due date.
    pub risk_word: Option<String>,
    /// Said where it cannot be taken as planned.
    pub finding_word: Option<String>,
    /// The mark, the credits, the hours: the one figure that says most.
    pub figure: Option<Phrase>,
    /// What becomes of it on another way, and what is proposed for it.
    pub mark: Option<Mark>,
    /// On the plan's own through line.
    pub through: bool,
}

impl Card {
    /// What of it needs attention, said.
    pub fn alarms(&self) -> impl Iterator<Item = &String> {
        self.risk_word.iter().chain(&self.finding_word)
    }
}

/// How far a step is, said: what is only proposed, or was declined, is called that by everybody, whoever decides.
pub fn status_word(words: &Words, step: &Step) -> String {
    let (family, word) = match step.status.word() {
        _ if is_proposed(step) => ("agency.", "proposed"),
        _ if is_declined(step) => ("agency.", "declined"),
        status => ("status.", status),
    };
    words.named(family, word)
}

/// How far a step is, as a shape: one for all that is called proposed.
pub fn sign(step: &Step) -> Sign {
    match step.status {
        _ if is_declined(step) => Sign::Declined,
        _ if is_proposed(step) => Sign::Of(Status::Suggested),
        status => Sign::Of(status),
    }
}

/// A step's card, not placed yet, and with nothing that is found of it.
pub fn card(words: &Words, step: &Step) -> Card {
    Card {
        number: 0,
        place: NOWHERE,
        title: phrase(words, &step.title),
        kind_word: words.named("kind.", step.kind.word()),
        sign: sign(step),
        status_word: status_word(words, step),
        risk_word: None,
        finding_word: None,
        figure: figure(words, step).map(plain),
        mark: None,
        through: false,
    }
}

/// Why a step needs attention that may be taken as planned.
pub fn risk(words: &Words, step: &Step, today: Date) -> Option<String> {
    let key = match is_late(step, today) {
        true => "late",
        false if step.risk.is_some() || step.status == Status::NotMet => "risk",
        false => return None,
    };
    Some(words.say(key))
}

/// Whether it is past its due date.
pub fn is_late(step: &Step, today: Date) -> bool {
    is_open(step) && step.due.is_some_and(|due| is_past(due, today))
}

/// A step that another way leaves out stands as it did in the plan, or as it would be added to it: the mark says what
/// becomes of it. It asks for nothing.
pub fn as_before(words: &Words, card: &mut Card, before: Option<&Step>) {
    (card.risk_word, card.finding_word) = (None, None);
    let planned = Step::default();
    let step = before.unwrap_or(&planned);
    (card.sign, card.status_word) = (sign(step), status_word(words, step));
}

/// Hours while they run, the mark when there is one, else the hours, else the score, else the credits on offer.
pub fn figure(words: &Words, step: &Step) -> Option<String> {
    let running = step.status.is_under_way();
    if let Some(hours) = step.hours.as_ref().filter(|_| running || step.mark.is_none()) {
        // Hours that are only needed are not to be taken for done, and of what is waived none are.
        let begun = running || step.status == Status::NotMet;
        let taken = |of: Option<f64>| of.filter(|_| step.status != Status::Waived);
        let (done, need) = (taken(hours.done), taken(hours.need));
        match (done.or(need.filter(|_| begun).map(|_| 0.0)), need) {
            (Some(done), Some(need)) => {
                return Some(words.count("amount.hours-of", need, &[("done", &words.number(done))]));
            }
            (Some(only), None) | (None, Some(only)) => return Some(words.count("amount.hours", only, &[])),
            (None, None) => {}
        }
    }
    if step.mark.is_some() {
        return step.mark.clone();
    }
    // What is waived brings none.
    let credits = step.credits.filter(|_| step.status != Status::Waived);
    match (step.score.as_ref().and_then(|score| score.value), credits) {
        (Some(value), _) => Some(words.score(value)),
        (None, Some(credits)) if credits > 0.0 => Some(words.credits(credits)),
        _ => None,
    }
}
