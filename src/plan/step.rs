//! Steps: what each refers to is found, and what the host left out is settled.

use super::doc::{AttainedJson, CountsJson, StepJson};
use super::json::Json;
use super::known::{Known, Lanes, give_ids, titled};
use super::names::{Names, or_unknown, unknown};
use super::place::Place;
use super::problem::{Problems, Sort};
use super::read::{Read, Shaped};
use super::{
    Agency, AgencyState, Attained, Audience, Counts, Evidence, Hours, Kind, Note, Score, Status, Step,
    StepFacts,
};
use std::rc::Rc;

/// What a step is. Without a word for it: a course where it has a code, credits or a mark, and else a task.
pub(crate) fn kind_of(step: &mut Json) -> Kind {
    let Some(step) = StepJson::of(step) else { return Kind::Task };
    let course = !(step.code.is_null() && step.credits.is_null() && step.mark.is_null());
    let known = step.kind.word().and_then(Kind::of);
    known.unwrap_or(if course { Kind::Course } else { Kind::Task })
}

/// Adds a step, if an object stands here; its phase is still to be settled where the host named none. What is planned
/// and was declined is a suggestion, and what was completed below its own need was not met. `asked` are requirements
/// of the pathway that adds the step, which stand after those of the plan.
pub(crate) fn step(
    doc: &mut Json,
    at: &Place,
    known: &Known,
    asked: Option<&Names>,
    lanes: &mut Lanes,
    steps: &mut Vec<Step>,
    problems: &mut Problems,
) {
    let kind = kind_of(doc);
    let Some(doc) = StepJson::of(doc) else { return };
    let mut facts = StepFacts { kind, ..StepFacts::default() };
    facts.title = titled(doc.title, doc.code, doc.id, at, problems);
    let phase = known.phases.named(doc.phase, Sort::Phase, &at.key("phase"), problems);
    facts.phase_given = phase.is_some();
    let list = at.key("offered");
    for (index, id) in doc.offered.parts().iter().enumerate() {
        if let Some(phase) = known.phases.named(id, Sort::Phase, &list.at(index), problems) {
            facts.offered.push(phase);
        }
    }
    facts.lane = lanes.place(doc.lane, facts.kind, &at.key("lane"), problems);

    let list = at.key("competencies");
    for (index, shown) in doc.competencies.parts().iter_mut().enumerate() {
        let Some(shown) = AttainedJson::of(shown) else { continue };
        let at = list.at(index);
        let found =
            known.competencies.named(shown.competency, Sort::Competency, &at.key("competency"), problems);
        if let Some(competency) = found {
            let level = known.level(found, shown.level, &at.key("level"), problems);
            facts.competencies.push(Attained { competency, level });
        }
    }

    let list = at.key("counts");
    for (index, served) in doc.counts.parts().iter_mut().enumerate() {
        let Some(served) = CountsJson::of(served) else { continue };
        let id = served.requirement.word().unwrap_or_default();
        let beyond = || Some(known.requirements.len() + asked?.find(id)?);
        let found = known.requirements.find(id).or_else(beyond);
        let at = list.at(index);
        if let Some(requirement) = or_unknown(found, id, Sort::Requirement, &at.key("requirement"), problems)
        {
            // Credits that cannot be read are none: all of the step's may be too many.
            let credits = if served.credits.is_wrong() { Some(0.0) } else { served.credits.read() };
            facts.counts.push(Counts { requirement, credits });
        }
    }

    let list = at.key("because");
    for (index, name) in doc.because.parts().iter().enumerate() {
        let name = name.word().unwrap_or_default();
        match known.entries.find(name) {
            Some(entry) => facts.because.push(entry),
            None => unknown(name, Sort::ProfileEntry, &list.at(index), problems),
        }
    }

    give_ids(doc.evidence, Evidence::SHAPE, &["title", "url"], &at.key("evidence"), problems);
    give_ids(doc.notes, Note::SHAPE, &["text"], &at.key("notes"), problems);
    // Who cannot read whom a note is for shows it to few.
    for note in doc.notes.parts() {
        if let Some(audience) = note.part(Note::SHAPE, "audience").filter(|audience| audience.is_wrong()) {
            *audience = Json::Text(Audience::Staff.word().into());
        }
    }
    facts.id.fill(doc.id);
    facts.summary.fill(doc.summary);
    facts.risk.fill(doc.risk);
    facts.code.fill(doc.code);
    facts.subject.fill(doc.subject);
    facts.level.fill(doc.level);
    facts.credits.fill(doc.credits);
    // Hours that cannot be read are none: all that are needed may be too many.
    if let Some(done) = doc.hours.part(Hours::SHAPE, "done").filter(|done| done.is_wrong()) {
        *done = Json::Number(0.0);
    }
    facts.hours.fill(doc.hours);
    facts.place.fill(doc.place);
    facts.start.fill(doc.start);
    facts.end.fill(doc.end);
    facts.due.fill(doc.due);
    facts.url.fill(doc.url);
    facts.source.fill(doc.source);
    facts.evidence.fill(doc.evidence);
    facts.notes.fill(doc.notes);
    let lost = doc.agency.is_wrong()
        || doc.agency.part(Agency::SHAPE, "state").is_some_and(|state| state.is_wrong());
    facts.agency.fill(doc.agency);
    let mut status = doc.status.read();
    let declined = facts.agency_state() == Some(AgencyState::Declined);
    facts.unclear = match status {
        // Whether it was enough is not known.
        Status::Completed => doc.score.is_wrong() || doc.score.parts().iter().any(Json::is_wrong),
        Status::Waived => false,
        _ => doc.status.is_wrong() || lost || declined && status.is_under_way(),
    };
    facts.mark.fill(doc.mark);
    facts.score.fill(doc.score);
    if status == Status::Planned && declined {
        status = Status::Suggested;
    }
    let short = |score: &Score| score.value.zip(score.need).is_some_and(|(value, need)| value < need);
    facts.granted = status == Status::Completed && facts.score.as_ref().is_some_and(short);
    if facts.granted {
        status = Status::NotMet;
    }
    steps.push(Step { facts: Rc::new(facts), phase: phase.unwrap_or(0), status });
}
