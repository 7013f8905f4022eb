//! The cards: what a step says of itself at a glance.

use super::{NOWHERE, Phrase, key, phrase, plain};
use crate::geometry::Rect;
use crate::plan::{Kind, PhaseIx, Plan, Status, Step};
use crate::rules::Trace;
use crate::words::Words;

/// A step as a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its place in the reading order, from 1.
    pub number: usize,
    pub place: Rect,
    pub title: Phrase,
    pub kind: Kind,
    pub kind_word: String,
    pub status: Status,
    pub status_word: String,
    /// Said beside the status when it is at risk.
    pub risk_word: Option<String>,
    /// The mark, the credits, the hours: the one figure that says most.
    pub figure: Option<Phrase>,
    /// On the plan's own through line.
    pub through: bool,
    /// In the phase the learner is in.
    pub now: bool,
}

/// The key of the word for a status.
pub fn status_key(status: Status) -> String {
    key("status.", status.word())
}

/// One card for each step, not placed yet.
pub fn cards(plan: &Plan, words: &Words, now: Option<PhaseIx>, through: &Trace) -> Vec<Card> {
    let mut cards = Vec::with_capacity(plan.steps().len());
    for (ix, step) in plan.steps().iter().enumerate() {
        cards.push(Card {
            number: 0,
            place: NOWHERE,
            title: phrase(words, &step.title),
            kind: step.kind,
            kind_word: words.say(&key("kind.", step.kind.word())),
            status: step.status,
            status_word: words.say(&status_key(step.status)),
            risk_word: step.risk.as_ref().map(|_| words.say("risk")),
            figure: figure(words, step),
            through: through.steps.get(ix) == Some(&true),
            now: now == Some(step.phase),
        });
    }
    cards
}

/// Hours while they run, the mark when there is one, else the score, else the credits on offer.
pub fn figure(words: &Words, step: &Step) -> Option<Phrase> {
    let hours = step.hours.as_ref().and_then(|hours| match (hours.done, hours.need) {
        (Some(done), Some(need)) => {
            Some(words.count("amount.hours-of", need, &[("done", &words.number(done))]))
        }
        (Some(only), None) | (None, Some(only)) => Some(words.count("amount.hours", only, &[])),
        (None, None) => None,
    });
    let score = step.score.as_ref().and_then(|score| score.value).map(|value| words.number(value));
    let credits = step.credits.filter(|credits| *credits > 0.0).map(|credits| words.credits(credits));
    hours.or_else(|| step.mark.clone()).or(score).or(credits).map(plain)
}
