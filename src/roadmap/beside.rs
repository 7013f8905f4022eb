//! The ways to go side by side, as a table.

use super::picture::phase;
use super::whatif::{Way, graduation, unmet, which};
use super::{Phrase, phrase, plain, title, titled};
use crate::plan::{End, Plan, StepIx};
use crate::rules::{Becomes, Comparison, compare, distinct, through_line};
use crate::state::State;
use crate::words::Words;

/// So many ways stand side by side, the plan as it is among them.
const FEW: usize = 6;

/// How a way fares in one of the things that matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// In a few words.
    pub said: Phrase,
    /// One by one, where that is counted.
    pub parts: Vec<Phrase>,
}

/// The ways side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// What matters, in the order of a conversation about it.
    pub headings: Vec<String>,
    /// The plan as it is, then the others: how each fares, by heading.
    pub columns: Vec<(Phrase, Vec<Cell>)>,
}

/// What matters, by the key of its word.
const HEADINGS: [&str; 10] = [
    "destination",
    "ways.carried",
    "becomes.added",
    "becomes.left",
    "becomes.spare",
    "ways.moved",
    "ways.credits",
    "ways.reached",
    "ways.graduation",
    "ways.unmet",
];

/// The plan as it is and the first few other ways, side by side.
pub fn beside(state: &State, ways: &[Way], words: &Words) -> Option<Beside> {
    let own = state.own_plan().filter(|_| state.beside)?;
    let mut headings = Vec::new();
    for key in HEADINGS {
        headings.push(words.say(key));
    }
    let mut columns = Vec::new();
    for way in ways.iter().take(FEW) {
        if let Some(comparison) = compare(own, way.choice, state.settings.today) {
            columns.push((way.title.clone(), column(&comparison, words)));
        }
    }
    Some(Beside { headings, columns })
}

/// How one way fares, in the order of the headings.
fn column(comparison: &Comparison, words: &Words) -> Vec<Cell> {
    let plan = &comparison.plan;
    let mut cells = Vec::with_capacity(HEADINGS.len());
    let unknown = || words.say("ways.unknown");
    let mut cell = |said: String, steps: &[StepIx]| {
        let said = if said.is_empty() { words.say("ways.none") } else { said };
        cells.push(Cell { said: plain(said), parts: titles(plan, words, steps) });
    };
    cell(plan.primary_goal().map_or_else(unknown, |goal| title(plan, words, End::Goal(goal))), &[]);
    let (some, all) = comparison.count().carried();
    let mut carried = which(comparison, Becomes::Earned { serves: true });
    carried.extend(which(comparison, Becomes::Kept));
    cell(words.count("unit.count", all as f64, &[("earned", &words.number(some as f64))]), &carried);
    let mut moved = Vec::new();
    for step in &comparison.moves {
        moved.push(step.step);
    }
    let which = |becomes| which(comparison, becomes);
    let spare = which(Becomes::Earned { serves: false });
    // What carries over, is left out and is spare is all that the plan has done and to do.
    for steps in &[which(Becomes::Added), which(Becomes::Dropped), spare, moved] {
        let none = steps.is_empty();
        let said = if none { String::new() } else { words.count("ways.steps", steps.len() as f64, &[]) };
        cell(said, steps);
    }
    cell(comparison.credits.map_or_else(unknown, |(_, then)| words.credits(then as f64 / 1000.0)), &[]);
    // Where nothing leads there, that is known.
    let reached = match comparison.reached.1 {
        Some(ix) => phase(plan, words, ix),
        None if through_line(plan).route.is_empty() => String::new(),
        None => unknown(),
    };
    cell(reached, &[]);
    cell(graduation(comparison, words).unwrap_or_else(unknown), &[]);
    let mut missing = Vec::new();
    for &(_, step) in &comparison.lacks {
        missing.push(step);
    }
    let (missing, unmet) = (distinct(&missing), unmet(comparison).0);
    let lacks = missing.len() + unmet.len();
    cell(if lacks == 0 { String::new() } else { words.number(lacks as f64) }, &missing);
    if let Some(last) = cells.last_mut() {
        for ix in unmet {
            last.parts.push(phrase(words, &plan.requirements()[ix].title));
        }
    }
    cells
}

fn titles(plan: &Plan, words: &Words, steps: &[StepIx]) -> Vec<Phrase> {
    let mut titles = Vec::new();
    for &step in steps {
        if let Some(title) = titled(plan, End::Step(step)) {
            titles.push(phrase(words, title));
        }
    }
    titles
}
