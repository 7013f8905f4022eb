//! What does not go as planned, said calmly: what, why, how to mend it, and by whose data.

use super::pen::{FEW, MOST, Pen};
use super::{Sign, join, picture, plain, title, why};
use crate::plan::{End, Plan, StepIx};
use crate::rules::{Crowded, Finding, Findings, Hop, Mend, Misfit, Weight, is_declined};
use crate::words::Words;

/// The word on the card of a step that may not be taken so; None where nothing is found that must be mended.
pub fn word(plan: &Plan, words: &Words, findings: &Findings, step: StepIx) -> Option<String> {
    let found = findings.of(step).iter().find(|found| found.weight == Weight::Must)?;
    Some(words.say(match found.misfit {
        Misfit::SamePhase | Misfit::EndsLater | Misfit::LaterPhase | Misfit::NotBegun => "finding.card.order",
        Misfit::MarkTooLow | Misfit::MarkUnlike => "finding.card.mark",
        _ if found.is_beside(plan) => "finding.card.together",
        Misfit::OnlySuggested | Misfit::NotMet | Misfit::Declined | Misfit::Dropped => "finding.card.missing",
    }))
}

/// A section of the findings of the whole plan, those that must be mended first; each leads to its step.
pub fn of_plan(pen: &mut Pen, findings: &Findings) {
    let of = |weight| findings.links.iter().filter(move |found| found.weight == weight);
    for found in of(Weight::Must).chain(of(Weight::Should)).take(MOST) {
        finding(pen, found, found.step);
    }
    for phase in findings.phases.iter().take(MOST.saturating_sub(findings.links.len())) {
        crowded(pen, phase);
    }
    pen.fold(FEW, findings.links.len() + findings.phases.len());
    close(pen);
}

/// A section of all findings of a step; each leads to what the step needs.
pub fn of_step(pen: &mut Pen, findings: &Findings, step: StepIx) {
    for found in findings.of(step) {
        finding(pen, found, found.needs);
    }
    for phase in findings.phases.iter().filter(|phase| phase.movable.contains(&step)) {
        crowded(pen, phase);
    }
    close(pen);
}

fn close(pen: &mut Pen) {
    let lead = plain(pen.words.say("finding.lead"));
    pen.close_led("findings", "finding.heading", lead);
}

fn finding(pen: &mut Pen, found: &Finding, leads_to: StepIx) {
    let (plan, words) = (pen.plan, pen.words);
    let Some(edge) = plan.edges().get(found.edge) else { return };
    let needs = plan.steps().get(found.needs);
    let phase = needs.map_or(String::new(), |needs| picture::phase(plan, words, needs.phase));
    let mark = needs.and_then(|needs| needs.mark.as_deref()).unwrap_or_default();
    let end = needs.and_then(|needs| needs.end).map_or(String::new(), |end| words.date(end));
    let minimum = edge.minimum.as_deref().unwrap_or_default();
    let what = words.fill(
        match found.misfit {
            Misfit::SamePhase => "finding.same-phase",
            Misfit::EndsLater => "finding.ends-later",
            Misfit::LaterPhase => "finding.later-phase",
            Misfit::NotBegun => "finding.not-begun",
            Misfit::OnlySuggested => "finding.only-suggested",
            Misfit::MarkTooLow => "finding.mark-too-low",
            Misfit::MarkUnlike => "finding.mark-unlike",
            Misfit::NotMet => "finding.not-met",
            Misfit::Declined => "finding.declined",
            Misfit::Dropped => "finding.dropped",
        },
        &[("phase", &phase), ("date", &end), ("mark", mark), ("minimum", minimum)],
    );
    let hop = Hop { edge: found.edge, from: End::Step(found.needs), to: End::Step(found.step) };
    let link = why::clause(plan, words, why::FIRST, &hop);
    pen.tell(words.fill("finding.said", &[("link", &link), ("what", &what)]));
    for mend in &found.mends {
        pen.tell(said(plan, words, mend));
    }
    pen.end_with(Sign::Risk, End::Step(leads_to));
}

/// How a finding can be mended, in a few words.
fn said(plan: &Plan, words: &Words, mend: &Mend) -> String {
    let step = |step: &StepIx| title(plan, words, End::Step(*step));
    let moved = |key: &str, moved: &StepIx, phase: usize| {
        let phase = picture::phase(plan, words, phase);
        words.fill(key, &[("step", &*step(moved)), ("phase", &phase)])
    };
    match mend {
        Mend::MoveLater { step, phase } => moved("mend.move-later", step, *phase),
        Mend::MoveEarlier { step, phase } => moved("mend.move-earlier", step, *phase),
        Mend::OneOf(steps) => words.fill("mend.one-of", &[("steps", &list(plan, words, steps))]),
        Mend::TakeUp(of) => {
            let declined = plan.steps().get(*of).is_some_and(is_declined);
            let key = if declined { "mend.after-all" } else { "mend.take-up" };
            words.fill(key, &[("step", &*step(of))])
        }
        Mend::Retake(of) => words.fill("mend.retake", &[("step", &*step(of))]),
        Mend::AskSchool => words.say("mend.ask-school"),
        Mend::AskForWaiver => words.say("mend.ask-for-waiver"),
    }
}

fn crowded(pen: &mut Pen, crowded: &Crowded) {
    let (plan, words) = (pen.plan, pen.words);
    let figures = [("credits", &*words.credits(crowded.credits)), ("most", &*words.number(crowded.most))];
    pen.tell(words.fill("finding.crowded", &figures));
    if !crowded.movable.is_empty() {
        pen.fill("finding.movable", "steps", &list(plan, words, &crowded.movable));
    }
    pen.sign(Sign::Risk);
    pen.entry(picture::phase_title(plan, words, crowded.phase));
}

/// The titles of some steps, one after the other.
pub fn list(plan: &Plan, words: &Words, steps: &[StepIx]) -> String {
    let mut list = String::new();
    for step in steps {
        join(&mut list, &words.say("list.comma"), &title(plan, words, End::Step(*step)));
    }
    list
}
