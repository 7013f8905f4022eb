//! Steps: what each refers to is found, and what the host left out is settled.

use super::doc::{AttainedJson, CountsJson, StepJson};
use super::json::Json;
use super::known::{Known, Lanes, distinct, titled};
use super::names::{Names, told};
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use super::read::{Read, Shaped, added};
use super::{Attained, Counts, Evidence, Kind, Note, Step};

/// What a step is. Without a word for it: a course where it has a code, credits or a mark, and else a task.
pub(crate) fn kind_of(step: &mut Json) -> Kind {
    let Some(step) = StepJson::of(step) else { return Kind::Task };
    let course = !(step.code.is_null() && step.credits.is_null() && step.mark.is_null());
    let known = step.kind.word().and_then(Kind::of);
    known.unwrap_or(if course { Kind::Course } else { Kind::Task })
}

/// Adds a step, if an object stands here; its phase is still to be settled where the host named none. `asked` are requirements of the
/// pathway that adds the step, which stand after those of the plan.
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
    let step = added(steps);
    step.kind = kind;
    step.title = titled(doc.title, doc.code, doc.id, at, problems);
    let phase = known.phases.named(doc.phase, Sort::Phase, &at.key("phase"), problems);
    (step.phase, step.phase_given) = (phase.unwrap_or(0), phase.is_some());
    let list = at.key("offered");
    for (index, id) in doc.offered.parts().iter().enumerate() {
        if let Some(phase) = known.phases.named(id, Sort::Phase, &list.at(index), problems) {
            step.offered.push(phase);
        }
    }
    step.lane = lanes.place(doc.lane, step.kind, &at.key("lane"), problems);

    let list = at.key("competencies");
    for (index, shown) in doc.competencies.parts().iter_mut().enumerate() {
        let Some(shown) = AttainedJson::of(shown) else { continue };
        let at = list.at(index);
        let found =
            known.competencies.named(shown.competency, Sort::Competency, &at.key("competency"), problems);
        if let Some(competency) = found {
            let level = known.level(found, shown.level, &at.key("level"), problems);
            step.competencies.push(Attained { competency, level });
        }
    }

    let list = at.key("counts");
    for (index, served) in doc.counts.parts().iter_mut().enumerate() {
        let Some(served) = CountsJson::of(served) else { continue };
        let id = served.requirement.word().unwrap_or_default();
        let beyond = || Some(known.requirements.len() + asked?.find(id)?);
        let found = known.requirements.find(id).or_else(beyond);
        let at = list.at(index);
        if let Some(requirement) = told(found, id, Sort::Requirement, &at.key("requirement"), problems) {
            step.counts.push(Counts { requirement, credits: served.credits.read() });
        }
    }

    let list = at.key("because");
    for (index, name) in doc.because.parts().iter().enumerate() {
        let name = name.word().unwrap_or_default();
        match known.entries.find(name) {
            Some(entry) => step.because.push(entry),
            None if name.is_empty() => {}
            None => problems.add(&list.at(index), Fault::Unknown(Sort::ProfileEntry, quote(name))),
        }
    }

    distinct(doc.evidence, Evidence::SHAPE, &["title", "url"], &at.key("evidence"), problems);
    distinct(doc.notes, Note::SHAPE, &["text"], &at.key("notes"), problems);
    step.id.fill(doc.id);
    step.summary.fill(doc.summary);
    step.status.fill(doc.status);
    step.risk.fill(doc.risk);
    step.code.fill(doc.code);
    step.subject.fill(doc.subject);
    step.level.fill(doc.level);
    step.credits.fill(doc.credits);
    step.mark.fill(doc.mark);
    step.score.fill(doc.score);
    step.hours.fill(doc.hours);
    step.place.fill(doc.place);
    step.start.fill(doc.start);
    step.end.fill(doc.end);
    step.due.fill(doc.due);
    step.url.fill(doc.url);
    step.source.fill(doc.source);
    step.evidence.fill(doc.evidence);
    step.notes.fill(doc.notes);
    step.agency.fill(doc.agency);
}
