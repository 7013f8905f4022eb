//! A plan in a few lines, for a page of many learners: who, where to, how far, what is next.

use super::pen::Pen;
use super::{Measure, Phrase, Summary, summary, titled};
use crate::plan::{End, Plan};
use crate::rules::{self, Reason};
use crate::state::State;
use crate::words::Words;

/// What stands on the small card, and nothing else: no layout and no boards are reckoned for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// What this is: the plan's name.
    pub name: Phrase,
    /// Whose it is, where the viewer is somebody else.
    pub learner: Option<String>,
    /// Where it leads: the primary goal.
    pub goal: Option<Phrase>,
    /// Where the learner is, in a line.
    pub summary: Summary,
    /// The measure that says most, where there is anything to count.
    pub measure: Option<Measure>,
    /// The first of the steps to decide on, and that; else of those to do now, and that it is late.
    pub next: Vec<Phrase>,
}

/// A plan in the reader's words, in brief.
pub fn brief(plan: &Plan, state: &State, words: &Words) -> Brief {
    let today = state.settings.today;
    let progress = rules::progress(plan);
    let findings = rules::findings(plan, today);
    let attention = rules::attention(plan, &findings, today);
    let ready = rules::next_steps(plan, &progress, &findings, today).ready;
    let measure = summary::measures(words, &progress).into_iter().next();
    let next = &mut Pen::new(plan, words);
    if let Some(first) = plan.steps().iter().position(|step| rules::is_to_decide(plan, step)) {
        next.text(titled(plan, End::Step(first)));
        next.say("next.decide");
    } else if let Some(first) = ready.first() {
        next.text(titled(plan, End::Step(first.step)));
        if first.reason == Reason::Overdue {
            next.say("late");
        }
    }
    Brief {
        name: summary::name(plan, words),
        learner: summary::learner(plan, words),
        goal: summary::goal(plan, words),
        summary: summary::summary(
            plan,
            words,
            &progress,
            &attention,
            &findings,
            &rules::schedule(plan, today),
            state,
        ),
        measure,
        next: next.line(),
    }
}
