//! Where the learner is, in a line and two measures.

use super::pen::Pen;
use super::{Measure, Phrase, bar, join, nothing_to_count, phrase, plain};
use crate::plan::{Date, Plan, Role};
use crate::rules::{self, Amount, Findings, Progress, Track};
use crate::words::Words;

/// What this is called: the plan's title, else what a plan is called here.
pub fn name(plan: &Plan, words: &Words) -> Phrase {
    match (&plan.title, &plan.words.plan) {
        (Some(title), _) => phrase(words, title),
        (None, Some(local)) => phrase(words, local),
        (None, None) => plain(words.say("plan")),
    }
}

/// The learner's name, for a viewer who is not the learner.
pub fn learner(plan: &Plan) -> Option<String> {
    let learner = plan.learner.person.as_ref()?;
    let own = plan.viewer.as_ref().is_none_or(|viewer| match &viewer.person {
        Some(person) => person == learner,
        None => viewer.role == Some(Role::Learner),
    });
    let person = plan.people.iter().find(|person| &person.id == learner)?;
    person.name.clone().filter(|_| !own)
}

/// "Grade 10 · 11.5 of 24 credits earned · on track", as far as it is known.
pub fn summary(
    plan: &Plan,
    words: &Words,
    progress: &Progress,
    findings: &Findings,
    today: Date,
) -> Vec<Phrase> {
    let pen = &mut Pen::new(plan, words);
    let phase = rules::now(plan, today).and_then(|now| plan.phases().get(now));
    match (phase.and_then(|phase| phase.title.as_ref()), &plan.learner.grade_level) {
        (Some(title), _) => pen.beside(phrase(words, title)),
        (None, Some(grade)) => pen.fill("summary.grade", "grade", grade),
        (None, None) => {}
    }
    if let Some(credits) = &progress.credits {
        pen.tell(earned(words, credits));
    } else if let Some((met, all)) = progress.competencies {
        pen.tell(of(words, "summary.competencies", met, all));
    }
    match rules::track(plan, progress, findings, today) {
        Some(Track::Well) => pen.say("summary.on-track"),
        Some(Track::Attention(steps)) => pen.tell(words.count("summary.attention", steps as f64, &[])),
        Some(Track::Short) => pen.say("summary.short"),
        None => {}
    }
    if nothing_to_count(progress) {
        pen.say("summary.beginning");
    }
    pen.line()
}

/// The two measures that say most: credits and requirements; where a plan knows none, competencies and steps.
pub fn measures(words: &Words, progress: &Progress) -> Vec<Measure> {
    let mut measures = Vec::new();
    if let Some(amount) = progress.credits {
        measures.push(Measure {
            name: words.credits_word(),
            said: earned(words, &amount),
            more: rest(words, &amount, "amount.missing", " · "),
            bar: bar(&amount).unwrap_or_default(),
        });
    }
    let mut counted = |name: &str, sentence: &str, (met, all): (usize, usize), under_way: usize| {
        let (met_n, all_n) = (met as f64, all as f64);
        let amount = Amount {
            earned: met_n,
            in_progress: under_way as f64,
            missing: (all_n - met_n - under_way as f64).max(0.0),
            need: Some(all_n),
            ..Amount::default()
        };
        if let Some(bar) = bar(&amount) {
            measures.push(Measure {
                name: words.say(name),
                said: of(words, sentence, met, all),
                more: String::new(),
                bar,
            });
        }
    };
    if let Some(met) = progress.met {
        counted("measure.requirements", "measure.requirements-met", met, 0);
    }
    if let Some(proficient) = progress.competencies {
        counted("measure.competencies", "summary.competencies", proficient, 0);
    }
    let (done, under_way, all) = progress.steps;
    counted("measure.steps", "measure.steps-done", (done, all), under_way);
    measures.truncate(2);
    measures
}

/// "11.5 of 24 credits earned".
fn earned(words: &Words, amount: &Amount) -> String {
    let earned = words.number(amount.earned);
    match amount.need {
        Some(need) => {
            words.fill("amount.earned-of", &[("earned", &earned), ("credits", &words.credits(need))])
        }
        None => words.fill("amount.earned", &[("credits", &words.credits(amount.earned))]),
    }
}

/// "6 in progress · 5.5 planned · 1 still to plan": what else there is of an amount; `missing` is the key of what is
/// not covered.
pub fn rest(words: &Words, amount: &Amount, missing: &str, between: &str) -> String {
    let mut said = String::new();
    let mut part = |key: &str, n: f64| {
        if n > 0.0 {
            join(&mut said, between, &words.fill(key, &[("n", &words.number(n))]));
        }
    };
    part("amount.in-progress", amount.in_progress);
    part("amount.planned", amount.planned);
    part(missing, amount.missing);
    said
}

/// Writes the rest of an amount beside the next entry, where there is any.
pub fn beside_rest(pen: &mut Pen, amount: &Amount, missing: &str) {
    let rest = rest(pen.words, amount, missing, " · ");
    if !rest.is_empty() {
        pen.tell(rest);
    }
}

/// "7 of 19 requirements met".
fn of(words: &Words, key: &str, some: usize, all: usize) -> String {
    words.count(key, all as f64, &[("some", &words.number(some as f64))])
}
