//! Where the learner is, in a line and two measures.

use super::pen::Pen;
use super::{Measure, Phrase, bar, join, nothing_to_count, phrase, plain, whatif};
use crate::plan::{Plan, PlanStatus, Requirement, Role};
use crate::rules::{self, Amount, Findings, Graduation, Progress, Proposal, Track};
use crate::state::{State, WhatIf};
use crate::words::Words;

/// What this is called: the plan's title, else what a plan is called here.
pub fn name(plan: &Plan, words: &Words) -> Phrase {
    match (&plan.title, &plan.words.plan) {
        (Some(title), _) => phrase(words, title),
        (None, Some(local)) => phrase(words, local),
        (None, None) => plain(words.say("plan")),
    }
}

/// Where it leads: the primary goal.
pub fn goal(plan: &Plan, words: &Words) -> Option<Phrase> {
    plan.primary_goal().map(|goal| phrase(words, &plan.goals()[goal].title))
}

/// The learner's name, for a viewer who is not the learner.
pub fn learner(plan: &Plan, words: &Words) -> Option<String> {
    let learner = plan.learner.person.as_ref()?;
    let person = plan.people.iter().find(|person| &person.id == learner)?;
    let name = person.name.as_ref().filter(|_| !is_own(plan))?;
    Some(words.apart(name))
}

/// The learner's name and school, for a viewer who is not the learner.
pub fn of_school(plan: &Plan, words: &Words) -> Vec<Phrase> {
    let school = plan.learner.school.as_ref().filter(|_| !is_own(plan));
    let mut said = Vec::new();
    if let Some(name) = learner(plan, words) {
        said.push(plain(name));
    }
    if let Some(school) = school {
        said.push(phrase(words, school));
    }
    said
}

/// Whether the viewer is the learner, as far as the host says who is looking.
pub fn is_own(plan: &Plan) -> bool {
    plan.viewer.as_ref().is_none_or(|viewer| match (&viewer.person, &plan.learner.person) {
        (Some(person), Some(learner)) => person == learner,
        _ => viewer.role == Some(Role::Learner),
    })
}

/// "You are here", to whoever it is.
pub fn here(plan: &Plan, words: &Words) -> String {
    words.say(if is_own(plan) { "here" } else { "here.theirs" })
}

/// Where the learner is, in a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// "Grade 10 · on track · draft", as far as it is known. What is counted is told by the measures.
    pub line: Vec<Phrase>,
    /// "2 steps need attention", where any does.
    pub attention: Option<String>,
}

/// The summary, where these steps need attention, and those without a phase are to go there.
pub fn summary(
    plan: &Plan,
    words: &Words,
    progress: &Progress,
    attention: &[bool],
    findings: &Findings,
    proposal: &Proposal,
    state: &State,
) -> Summary {
    let pen = &mut Pen::new(plan, words);
    let mut told = None;
    let phase = rules::now(plan, state.settings.today).and_then(|now| plan.phases().get(now));
    match (phase.and_then(|phase| phase.title.as_ref()), &plan.learner.grade_level) {
        (Some(title), _) => pen.beside(phrase(words, title)),
        // "10" is to be called a grade, "Sophomore" and "Grade 10" are.
        (None, Some(grade)) if grade.chars().filter(is_letter).count() < 2 => {
            pen.fill("summary.grade", "grade", grade)
        }
        (None, Some(grade)) => pen.tell(grade.clone()),
        (None, None) => {}
    }
    // What another way lacks, of whatever its goal or the diploma asks for, is told below: here it is not said that all
    // is well.
    let lacks = |WhatIf { comparison, .. }: &WhatIf| {
        let of_diploma = |&asked: &usize| comparison.plan.requirements()[asked].is_of_diploma();
        !comparison.lacks.is_empty() || whatif::unmet(comparison).0.iter().any(of_diploma)
    };
    let short = !progress.gaps.is_empty() || state.what_if.as_ref().is_some_and(lacks);
    // Beside the diploma a plan may ask for more, such as what a college does; and all is not well without that.
    let requirements = plan.requirements();
    let is_whole = |asked: &Requirement| {
        asked.parent.is_none_or(|above| requirements[above].overlay != asked.overlay)
            && !asked.is_of_diploma()
    };
    let mut asked = requirements.iter().zip(&progress.requirements);
    let more = asked.any(|(asked, at)| is_whole(asked) && at.short);
    let is_done = progress.lines.is_some_and(|lines| Some(lines.earned) == lines.need);
    let met = is_done && requirements.iter().any(|asked| asked.is_of_diploma());
    let unless_short = |key| match short {
        true => "summary.short",
        false if met => "summary.met",
        false if more => "summary.diploma",
        false => key,
    };
    // Nor of what does not fit, or graduates later than the plan as it is.
    let amiss = match &state.what_if {
        _ if proposal.conflict.is_some() => Some(words.say("graduation.no-fit")),
        Some(WhatIf { comparison, .. }) if matches!(comparison.graduation, Graduation::Late(_)) => {
            whatif::graduation(comparison, words)
        }
        _ => None,
    };
    match rules::track(plan, progress, attention) {
        Some(Track::Attention(steps)) => {
            // A step in trouble and a gap in the plan are two things to know.
            if short || progress.judged {
                pen.say(unless_short("summary.covered"));
            }
            told = Some(words.count("summary.attention", steps as f64, &[]));
        }
        Some(Track::Short) => pen.say("summary.short"),
        Some(track) => {
            let late = if let Track::Late(late) = track { Some(whatif::late(words, late)) } else { amiss };
            // Nor is it on track while a phase is to hold more than it has room for.
            let amiss = late.is_some() || !findings.phases.is_empty();
            pen.say(unless_short(if amiss { "summary.covered" } else { "summary.on-track" }));
            if let Some(late) = late {
                pen.tell(late);
            }
        }
        None => {}
    }
    if nothing_to_count(progress) {
        pen.say("summary.beginning");
    }
    // What is agreed is the plan as anybody takes it to be.
    if let Some(status) = plan.status.filter(|status| *status != PlanStatus::Approved) {
        pen.named("plan-status.", status.word());
    }
    Summary { line: pen.line(), attention: told }
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
    let mut counted = |name: &str, sentence: &str, amount: Amount| {
        let (some, all) = (amount.earned, amount.need.unwrap_or_default());
        let missing = (all - some - amount.in_progress - amount.planned).max(0.0);
        if let Some(bar) = bar(&Amount { missing, ..amount }) {
            let said = words.some_of(sentence, some, all);
            let more = rest(words, &amount, "amount.missing", " · ");
            measures.push(Measure { name: words.say(name), said, more, bar });
        }
    };
    let some =
        |some: usize, all: usize| Amount { earned: some as f64, need: Some(all as f64), ..Amount::default() };
    if let Some(lines) = progress.lines {
        counted("measure.requirements", "measure.requirements-met", lines);
    }
    if let Some((proficient, all)) = progress.competencies {
        counted("measure.competencies", "measure.competencies-shown", some(proficient, all));
    }
    let (done, under_way, all) = progress.steps;
    let steps = Amount { in_progress: under_way as f64, ..some(done, all) };
    counted("measure.steps", "measure.steps-done", steps);
    measures.truncate(2);
    measures
}

/// "11.5 of 24 credits earned".
pub fn earned(words: &Words, amount: &Amount) -> String {
    let earned = words.number(amount.counts());
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
    // While something is missing, what no part asks for does nothing about it: the last to come first, but where that
    // is what another part waits for.
    let extra = if amount.is_short() { (amount.extra - amount.extra_earned).max(0.0) } else { 0.0 };
    let last = (extra - (amount.extra_begun - amount.extra_earned).max(0.0)).clamp(0.0, amount.planned);
    part("amount.in-progress", amount.in_progress + last - extra);
    part("amount.planned", amount.planned - last);
    part(missing, amount.missing);
    part("amount.extra", amount.extra_earned + extra);
    said
}

/// Writes the rest of an amount beside the next entry, where there is any.
pub fn beside_rest(pen: &mut Pen, amount: &Amount, missing: &str) {
    let rest = rest(pen.words, amount, missing, " · ");
    if !rest.is_empty() {
        pen.tell(rest);
    }
}

/// Whether it is a letter: no digit, Latin or Arabic, and no sign.
fn is_letter(sign: &char) -> bool {
    sign.is_ascii_alphabetic() || matches!(sign, '\u{300}'..'\u{660}' | '\u{6fa}'..)
}
