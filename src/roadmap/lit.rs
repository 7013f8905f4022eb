//! What the reader's choice lights: a line, or a group of steps, and the panel that says which and why.

use super::pen::Pen;
use super::{Details, Light, Phrase, Roadmap, audit, card, details, join, key, phrase, skills};
use crate::plan::{
    Because, CompetencyIx, End, Plan, ProfileList, RequirementIx, SafeUrl, Status, StepIx, Text,
};
use crate::rules::{Basis, Trace};
use crate::state::{Lit, State};
use crate::words::Words;

/// Of a longer group, the sentence names no step: the list under it does.
const NAMED: usize = 6;

/// What the reader's choice changes.
pub fn light(plan: &Plan, state: &State, words: &Words, roadmap: &Roadmap) -> Light {
    let pen = &mut Pen::new(plan, words);
    let group = match state.lit {
        Lit::Through | Lit::Line(_) => None,
        Lit::Requirement(at) => requirement(pen, roadmap, at),
        Lit::Competency(at) => competency(pen, roadmap, at),
        Lit::Entry(entry) => profile_entry(pen, roadmap, entry),
    };
    if let Some((details, lit)) = group {
        let mut steps = vec![false; plan.steps().len()];
        for &step in &lit {
            if let Some(step) = steps.get_mut(step) {
                *step = true;
            }
        }
        let trace = Trace { steps, ..Trace::default() };
        return Light { trace, word: Some(details.asked.clone()), details: Some(details) };
    }
    let trace = match state.lit {
        Lit::Line(step) => crate::rules::trace(plan, End::Step(step), &roadmap.through),
        _ => roadmap.through.clone(),
    };
    let today = state.settings.today;
    let details = state.chosen.and_then(|step| details::details(plan, words, roadmap, step, today));
    Light { trace, word: None, details }
}

/// The panel of a group of steps: how many and which in a sentence, then the sections written so far.
fn panel(
    pen: &mut Pen,
    of: Lit,
    family: &str,
    (title, facts, link): (Phrase, Vec<Phrase>, Option<SafeUrl>),
    steps: Vec<StepIx>,
) -> (Details, Vec<StepIx>) {
    let words = pen.words;
    let mut named = String::new();
    for step in steps.iter().take(NAMED).filter_map(|step| pen.plan.steps().get(*step)) {
        let status = card::status_word(words, step);
        let step = [("said", &*phrase(words, &step.title).within()), ("more", &status)];
        join(&mut named, &words.say("list.comma"), &words.fill("bracketed", &step));
    }
    // Above it stands what they do.
    let mut why = words.count("ways.steps", steps.len() as f64, &[]);
    if steps.is_empty() {
        why = words.of_the_plan(&key(family, "none"));
    } else if steps.len() <= NAMED {
        why = words.fill("lit.named", &[("count", &why), ("steps", &named)]);
    }
    let details = Details {
        of,
        title,
        facts,
        summary: None,
        asked: words.named(family, "here"),
        why: vec![why],
        risk: None,
        sections: pen.sections(),
        link,
        offers: Vec::new(),
    };
    (details, steps)
}

/// How a requirement stands, the steps that count there, each with its credits and where they came from, and its parts.
fn requirement(pen: &mut Pen, roadmap: &Roadmap, at: RequirementIx) -> Option<(Details, Vec<StepIx>)> {
    let (plan, words) = (pen.plan, pen.words);
    let (requirement, standing) = (plan.requirements().get(at)?, roadmap.progress.requirements.get(at)?);
    pen.beside(audit::overlay_word(words, &requirement.overlay));
    audit::stand(pen, requirement, standing);
    if let (Basis::Host, Some(verdict)) = (standing.basis, &requirement.verdict) {
        pen.date("requirement.said", verdict.at.as_ref().map(|at| at.date()));
    }
    let facts = pen.line();
    let mut steps = Vec::new();
    for share in &roadmap.progress.of_requirement(plan, at) {
        steps.push(share.step);
        pen.stand(roadmap, share.step);
        if share.credits > 0.0 {
            pen.tell(words.credits(share.credits));
        }
        if let Some(origin) = share.origin {
            pen.named("origin.", origin.word());
        }
        if let Some(step) = plan.steps().get(share.step) {
            pen.text(step.source.as_ref().and_then(|source| source.title.as_ref()));
        }
        pen.end(End::Step(share.step));
    }
    pen.close_some("steps", "lit.steps");
    if let Some(competency) = requirement.from.competency {
        let steps = skills::steps(plan, &roadmap.mastery, competency).len();
        skills::line(pen, &roadmap.mastery, competency, steps);
        pen.close_some("competencies", "board.competencies");
    }
    let title = phrase(words, &requirement.title);
    let amount = &standing.amount;
    let counted = standing.met || amount.earned + amount.in_progress + amount.planned > 0.0;
    let unnamed = match standing.basis {
        _ if !steps.is_empty() || !counted => None,
        Basis::Waived => Some("lit.requirement.waived"),
        _ => Some("lit.requirement.unnamed"),
    };
    let mut panel = panel(pen, Lit::Requirement(at), "lit.requirement.", (title, facts, None), steps);
    if let Some(why) = unnamed {
        panel.0.why = vec![words.say(why)];
    }
    Some(panel)
}

/// How a competency stands, the steps that show it or a part of it, each with the level that it shows and beside that
/// the credits it brings, and the levels there are.
fn competency(pen: &mut Pen, roadmap: &Roadmap, at: CompetencyIx) -> Option<(Details, Vec<StepIx>)> {
    let (plan, words) = (pen.plan, pen.words);
    let (competency, mastery) = (plan.competencies().get(at)?, roadmap.mastery.get(at)?);
    pen.text(competency.framework.as_ref());
    skills::stand(pen, mastery, at);
    let facts = pen.line();
    let steps = skills::steps(plan, &roadmap.mastery, at);
    for &ix in &steps {
        let Some(step) = plan.steps().get(ix) else { continue };
        pen.stand(roadmap, ix);
        for shown in &step.competencies {
            if shown.competency == at {
                skills::shows(pen, step, shown);
            }
        }
        if let Some(credits) = step.credits.filter(|_| step.status != Status::Waived) {
            pen.fill("details.credits", "credits", &words.credits(credits));
        }
        pen.end(End::Step(ix));
    }
    pen.close_some("steps", "lit.steps");
    skills::scale(pen, mastery, at);
    let (title, link) = (phrase(words, &competency.title), competency.uri.clone());
    Some(panel(pen, Lit::Competency(at), "lit.competency.", (title, facts, link), steps))
}

/// The steps that an entry of the profile explains.
fn profile_entry(pen: &mut Pen, roadmap: &Roadmap, entry: Because) -> Option<(Details, Vec<StepIx>)> {
    let mut steps = Vec::new();
    for (ix, step) in pen.plan.steps().iter().enumerate() {
        if step.because.contains(&entry) {
            steps.push(ix);
            pen.stand(roadmap, ix);
            pen.end(End::Step(ix));
        }
    }
    pen.close_some("steps", "lit.steps");
    pen.named("profile.", entry.list.word());
    let facts = pen.line();
    let (text, link) = entry_text(pen.plan, entry)?;
    let title = phrase(pen.words, text);
    Some(panel(pen, Lit::Entry(entry), "lit.entry.", (title, facts, link), steps))
}

/// What an entry of the profile says, and where more of it is to read.
pub fn entry_text(plan: &Plan, entry: Because) -> Option<(&Text, Option<SafeUrl>)> {
    let profile = &plan.learner.profile;
    let texts = match entry.list {
        ProfileList::Strengths => &profile.strengths,
        ProfileList::Interests => &profile.interests,
        ProfileList::Needs => &profile.needs,
        ProfileList::Values => &profile.values,
        ProfileList::Preferences => &profile.preferences,
        ProfileList::Inventories => {
            return profile.inventories.get(entry.at).map(|survey| (&survey.name, survey.url.clone()));
        }
    };
    texts.get(entry.at).map(|text| (text, None))
}
