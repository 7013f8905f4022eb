//! Steps: what each refers to is found, and what the host left out is settled.

use super::doc::{AttainedJson, CountsJson, StepJson};
use super::known::{Known, Lanes, distinct, titled};
use super::names::{Names, told};
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use super::read::Shaped;
use super::{Attained, Counts, Evidence, Kind, Note, PhaseIx, Status, Step};

/// What a step is. Without a word for it: a course where it has a code, credits or a mark, and else a task.
pub(crate) fn kind_of(step: &StepJson) -> Kind {
    let course = !(step.code.is_null() && step.credits.is_null() && step.mark.is_null());
    let known = step.kind.word().and_then(Kind::of);
    known.unwrap_or(if course { Kind::Course } else { Kind::Task })
}

/// A step whose phase is still to be settled, and the phase that the host named. `asked` are requirements of the
/// pathway that adds the step, which stand after those of the plan.
pub(crate) fn step(
    doc: &mut StepJson,
    at: &Place,
    known: &Known,
    asked: Option<&Names>,
    lanes: &mut Lanes,
    problems: &mut Problems,
) -> (Step, Option<PhaseIx>) {
    let kind = kind_of(doc);
    let title = titled(doc.title, doc.code, doc.id, at, problems);
    let phase = known.phases.named(doc.phase, Sort::Phase, &at.key("phase"), problems);
    let lane = lanes.place(doc.lane, kind, &at.key("lane"), problems);

    let list = at.key("competencies");
    let mut competencies = Vec::new();
    for (index, shown) in doc.competencies.parts().iter_mut().enumerate() {
        let Some(shown) = AttainedJson::of(shown) else { continue };
        let at = list.at(index);
        let found =
            known.competencies.named(shown.competency, Sort::Competency, &at.key("competency"), problems);
        if let Some(competency) = found {
            let level = known.level(found, shown.level, &at.key("level"), problems);
            competencies.push(Attained { competency, level });
        }
    }

    let list = at.key("counts");
    let mut counts = Vec::new();
    for (index, served) in doc.counts.parts().iter_mut().enumerate() {
        let Some(served) = CountsJson::of(served) else { continue };
        let id = served.requirement.word().unwrap_or_default();
        let beyond = || Some(known.requirements.len() + asked?.find(id)?);
        let found = known.requirements.find(id).or_else(beyond);
        let at = list.at(index);
        if let Some(requirement) = told(found, id, Sort::Requirement, &at.key("requirement"), problems) {
            counts.push(Counts { requirement, credits: served.credits.read() });
        }
    }

    let list = at.key("because");
    let mut because = Vec::new();
    for (index, name) in doc.because.parts().iter().enumerate() {
        let name = name.word().unwrap_or_default();
        match known.entries.find(name) {
            Some(entry) => because.push(entry),
            None if name.is_empty() => {}
            None => problems.add(&list.at(index), Fault::Unknown(Sort::ProfileEntry, quote(name))),
        }
    }

    distinct(doc.evidence, Evidence::SHAPE, &["title", "url"], &at.key("evidence"), problems);
    distinct(doc.notes, Note::SHAPE, &["text"], &at.key("notes"), problems);
    let step = Step {
        id: doc.id.read(),
        title,
        summary: doc.summary.read(),
        kind,
        phase: 0,
        phase_given: phase.is_some(),
        lane,
        status: doc.status.read::<Option<Status>>().unwrap_or(Status::Planned),
        risk: doc.risk.read(),
        code: doc.code.read(),
        subject: doc.subject.read(),
        level: doc.level.read(),
        credits: doc.credits.read(),
        mark: doc.mark.read(),
        score: doc.score.read(),
        hours: doc.hours.read(),
        place: doc.place.read(),
        start: doc.start.read(),
        end: doc.end.read(),
        due: doc.due.read(),
        url: doc.url.read(),
        source: doc.source.read(),
        competencies,
        counts,
        because,
        evidence: doc.evidence.read(),
        notes: doc.notes.read(),
        agency: doc.agency.read(),
    };
    (step, phase)
}
