//! All there is to say of one step.

use super::pen::Pen;
use super::{
    Card, Details, Phrase, Roadmap, bar, card, deeds, findings, key, lit, phrase, picture, skills, summary,
    why,
};
use crate::plan::{Audience, Date, Edge, EdgeKind, End, Kind, Plan, Role, Status, Step, StepIx, Text};
use crate::rules::{self, Amount, Progress};
use crate::state::Lit;
use crate::words::Words;
use std::iter;

/// The details of a step; None where the plan has no such step.
pub fn details(plan: &Plan, words: &Words, roadmap: &Roadmap, ix: StepIx, today: Date) -> Option<Details> {
    let (step, progress) = (plan.steps().get(ix)?, &roadmap.progress);
    let pen = &mut Pen::new(plan, words);
    let card = roadmap.picture.cards.get(ix)?;
    let facts = facts(pen, step, card, today);
    findings::of_step(pen, &roadmap.findings, ix);
    placed(pen, roadmap, ix);
    because(pen, step);
    linked(pen, roadmap, ix);
    counts(pen, progress, step, ix);
    amounts(pen, step);
    if step.kind == Kind::Course {
        deeds::of_course(pen, &roadmap.deeds, ix);
    }
    competencies(pen, step);
    evidence(pen, step);
    notes(pen, step);
    agency(pen, step);
    let text = |text: &Option<Text>| text.as_ref().map(|text| phrase(words, text));
    Some(Details {
        of: Lit::Line(ix),
        title: phrase(words, &step.title),
        facts,
        summary: text(&step.summary),
        asked: words.say("details.why"),
        why: why::why(plan, words, progress, ix, &roadmap.through),
        risk: text(&step.risk).filter(|_| card.risk_word.is_some()),
        sections: pen.sections(),
        link: step.url.clone(),
        offers: rules::offers(plan, step),
    })
}

/// Status, kind, lane, level, phase, where, when: what a card has no room for.
fn facts(pen: &mut Pen, step: &Step, card: &Card, today: Date) -> Vec<Phrase> {
    pen.tell(card.status_word.clone());
    let late = card.risk_word.as_ref().filter(|_| card::is_late(step, today));
    if let Some(late) = late {
        pen.tell(late.clone());
    }
    pen.named("kind.", step.kind.word());
    // The map says a lane's name to the eye alone. One named after its kind says no more than that.
    let ours = pen.words.named("lane.", step.kind.word());
    let lane = pen.plan.lanes()[step.lane].title.as_ref();
    pen.text(lane.filter(|title| pen.words.text(title).words != ours));
    pen.code(&step.code);
    pen.text(step.level.as_ref());
    pen.text(step.subject.as_ref());
    pen.beside(picture::phase_title(pen.plan, pen.words, step.phase));
    if let Some(place) = &step.place {
        if let Some(setting) = place.setting {
            pen.named("setting.", setting.word());
        }
        pen.text(place.provider.as_ref());
    }
    // What is of a day neither starts nor ends.
    if step.start == step.end || step.start.is_none() && step.kind == Kind::Milestone {
        pen.date("", step.end);
    } else if let (Some(start), Some(end)) = (step.start, step.end) {
        let (start, end) = (pen.words.date(start), pen.words.date(end));
        pen.tell(pen.words.fill("dates.span", &[("start", &start), ("end", &end)]));
    } else {
        let begun = step.start.is_some_and(|start| rules::is_past(start, today));
        let key = match begun {
            false => "date.starts",
            true if step.status.is_under_way() => "date.since",
            true => "",
        };
        pen.date(key, step.start);
        pen.date("date.ends", step.end);
    }
    pen.date(if late.is_some() { "next.overdue" } else { "date.due" }, step.due);
    pen.line()
}

/// What becomes of it on another way, and when it could be done.
fn placed(pen: &mut Pen, roadmap: &Roadmap, ix: StepIx) {
    if let Some(mark) = roadmap.picture.cards.get(ix).and_then(|card| card.mark.as_ref()) {
        if let Some(reason) = &mark.reason {
            pen.tell(reason.clone());
        }
        if let Some(sign) = mark.sign {
            pen.sign(sign);
        }
        pen.own(mark.words.clone());
    }
    let heading = if roadmap.what_if.is_some() { "whatif" } else { "board.order" };
    pen.close_some("placed", heading);
}

/// The profile entries that explain the step.
fn because(pen: &mut Pen, step: &Step) {
    for because in &step.because {
        if let Some((text, _)) = lit::entry_text(pen.plan, *because) {
            pen.named("profile.", because.list.word());
            pen.light(Lit::Entry(*because));
            pen.theirs(text);
        }
    }
    pen.close_some("because", "details.because");
}

/// Which side of a link the step is looked at from.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// What comes before the step.
    Before,
    /// What comes after it.
    After,
    /// Links without a direction.
    Both,
}

impl Side {
    /// The other end of a link that has this end on this side.
    fn other(self, edge: &Edge, here: End) -> Option<End> {
        if edge.to == here && self != Side::After {
            Some(edge.from)
        } else {
            (edge.from == here && self != Side::Before).then_some(edge.to)
        }
    }
}

/// What links join it with: one section for each way in which they do.
fn linked(pen: &mut Pen, roadmap: &Roadmap, ix: StepIx) {
    use EdgeKind::*;
    let (plan, here) = (pen.plan, End::Step(ix));
    let (tries, stand_ins) = rules::other_tries(plan, ix);
    let mut list = |name: &'static str, side: Side, kinds: &[EdgeKind]| {
        let steps = plan.steps().len();
        let mut named = vec![false; steps + plan.goals().len()];
        let of_kind = |edge: &&Edge| kinds.contains(&edge.kind);
        for edge in plan.edges().iter().filter(of_kind) {
            if let Some(other) = side.other(edge, here) {
                named[other.number(steps)] = true;
            }
        }
        for (at, edge) in plan.edges().iter().enumerate().filter(|(_, edge)| of_kind(edge)) {
            let own = side.other(edge, here);
            // What stands in for what was tried in vain leads where that led, and needs what it needed.
            let passed = rules::passed(plan, &stand_ins, edge);
            let other = match side {
                Side::After => passed.filter(|&(from, _)| from == here).map(|(_, to)| to),
                Side::Before => own.or(passed.filter(|&(_, to)| to == here).map(|(from, _)| from)),
                Side::Both => own,
            };
            let Some(other) = other else { continue };
            // What was tried and is not enough is followed by the other try, unless that has a link of its own.
            let again = tries.get(at).copied().flatten().map(End::Step);
            for end in iter::once(other).chain(again) {
                if Some(end) != own && std::mem::replace(&mut named[end.number(steps)], true) {
                    continue;
                }
                if let End::Step(step) = end {
                    pen.stand(roadmap, step);
                }
                if let (Requires | Recommended, Some(mark)) = (edge.kind, &edge.minimum) {
                    pen.fill("details.minimum", "mark", mark);
                }
                pen.text(edge.note.as_deref().filter(|_| end == other));
                pen.end(end);
            }
        }
        pen.close_some(name, &key("details.", name));
    };
    list("needs", Side::Before, &[Requires]);
    list("recommended", Side::Before, &[Recommended]);
    list("together", Side::Both, &[Corequisite]);
    list("instead", Side::Both, &[Alternative]);
    list("unlocks", Side::After, &[Requires, LeadsTo, Recommended]);
    list("supported", Side::Before, &[LeadsTo, EvidenceFor]);
    list("shows", Side::After, &[EvidenceFor]);
}

/// What it counts toward, and by itself where its credit came from: of what was not met it came from there too.
fn counts(pen: &mut Pen, progress: &Progress, step: &Step, ix: StepIx) {
    let (plan, words) = (pen.plan, pen.words);
    why::counts(plan, progress, ix, &mut |at, requirement, credits| {
        if credits > 0.0 {
            pen.tell(words.credits(credits));
        }
        // "English" is of the diploma and of an admission: what it is a part of tells them apart.
        let root = why::whole(plan, requirement);
        if root.id != requirement.id {
            pen.beside(phrase(words, &root.title));
        }
        pen.light(Lit::Requirement(at));
        pen.theirs(&requirement.title);
    });
    pen.close_some("counts", "details.counts");
    if let Some(origin) = &step.source
        && (origin.kind.is_some() || origin.title.is_some())
    {
        match (origin.kind, &origin.title) {
            (None, Some(title)) => pen.theirs(title),
            (kind, title) => {
                pen.text(title.as_ref());
                pen.own(kind.map_or(String::new(), |kind| words.named("origin.", kind.word())));
            }
        }
    }
    pen.close_some("source", "details.source");
}

/// Credits, mark, score and hours: what is done and what is needed; of what is waived nothing is, and of what the
/// learner does not take nothing is to come.
fn amounts(pen: &mut Pen, step: &Step) {
    let words = pen.words;
    let need = |need: Option<f64>| need.filter(|_| step.status != Status::Waived);
    if let Some(credits) = need(step.credits) {
        pen.own(words.fill("details.credits", &[("credits", &words.credits(credits))]));
    }
    if let Some(mark) = &step.mark {
        pen.own(words.fill("details.mark", &[("mark", mark)]));
    }
    if let Some(score) = &step.score {
        if let Some(need) = need(score.need) {
            pen.fill("details.score-need", "need", &words.score(need));
            if let Some(value) = score.value {
                pen.bar(bar(&of(value.min(need), need)));
            }
        }
        match (score.value, score.of) {
            (Some(value), Some(of)) => {
                let (value, of) = (words.score(value), words.score(of));
                pen.own(words.fill("details.score-of", &[("value", &value), ("of", &of)]));
            }
            (Some(value), None) => pen.own(words.fill("details.score", &[("value", &words.score(value))])),
            (None, _) => {
                // What is needed is then all there is to say.
                for need in pen.line() {
                    pen.entry(need);
                }
            }
        }
    }
    if let Some(hours) = &step.hours {
        let done = rules::hours_done(step);
        match need(hours.need) {
            Some(need) => {
                if step.status != Status::Dropped && !rules::is_declined(step) {
                    let amount = of(done, need);
                    if !matches!(step.status, Status::NotMet | Status::Suggested) {
                        summary::beside_rest(pen, &amount, "amount.to-go");
                    }
                    pen.bar(bar(&amount));
                }
                pen.own(words.count("amount.hours-of", need, &[("done", &words.number(done))]));
            }
            None if done > 0.0 => pen.own(words.count("amount.hours", done, &[])),
            None => {}
        }
    }
    pen.close_some("amounts", "details.amounts");
}

/// So much done of so much.
fn of(done: f64, need: f64) -> Amount {
    Amount { earned: done, missing: (need - done).max(0.0), need: Some(need), ..Amount::default() }
}

fn competencies(pen: &mut Pen, step: &Step) {
    for shown in &step.competencies {
        let competency = &pen.plan.competencies()[shown.competency];
        skills::shows(pen, step, shown);
        pen.code(&competency.code);
        pen.light(Lit::Competency(shown.competency));
        pen.theirs(&competency.title);
    }
    pen.close_some("competencies", "details.competencies");
}

fn evidence(pen: &mut Pen, step: &Step) {
    let words = pen.words;
    for evidence in &step.evidence {
        let kind = evidence.kind.map(|kind| key("evidence.", kind.word()));
        // Without a title it is called by its kind.
        if let Some(kind) = kind.as_ref().filter(|_| evidence.title.is_some()) {
            pen.say(kind);
        }
        pen.signed(&evidence.by, &evidence.at);
        pen.link(&evidence.url);
        match &evidence.title {
            Some(title) => pen.theirs(title),
            None => pen.own(words.say(kind.as_deref().unwrap_or("details.evidence"))),
        }
    }
    pen.close_some("evidence", "details.evidence");
}

/// Notes for everyone, and for staff alone those for staff, whatever the host sent.
fn notes(pen: &mut Pen, step: &Step) {
    let role = pen.plan.viewer.as_ref().and_then(|viewer| viewer.role);
    let staff = role.is_some_and(Role::is_of_school);
    for note in &step.notes {
        if note.audience == Some(Audience::Staff) && !staff {
            continue;
        }
        if let Some(kind) = note.kind {
            pen.named("note.", kind.word());
        }
        pen.signed(&note.by, &note.at);
        pen.theirs(&note.text);
    }
    pen.close_some("notes", "details.notes");
}

/// Who proposed, accepted, declined, approved, and when.
fn agency(pen: &mut Pen, step: &Step) {
    let Some(agency) = &step.agency else { return };
    let words = pen.words;
    // The newest of the history is what the state says, often with a reason that the state has not.
    let newest = agency.history.last().filter(|event| {
        (event.state, &event.by) == (agency.state, &agency.by)
            && (event.at == agency.at || event.at.is_none() || agency.at.is_none())
    });
    if let Some(state) = agency.state {
        pen.signed(&agency.by, &agency.at);
        pen.text(newest.and_then(|event| event.note.as_ref()));
        if rules::is_proposed(step) && rules::is_own(pen.plan, step) {
            pen.say("change.waits");
        }
        pen.own(words.named("agency.", state.word()));
    }
    for event in agency.history.iter().rev().skip(usize::from(newest.is_some())) {
        let Some(state) = event.state else { continue };
        pen.signed(&event.by, &event.at);
        pen.text(event.note.as_ref());
        pen.own(words.named("agency.", state.word()));
    }
    pen.close_some("agency", "details.agency");
}
