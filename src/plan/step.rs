//! Steps: what each refers to is found, and what the host left out is settled.

use super::doc::StepDoc;
use super::known::{Known, Lanes, ids, titled};
use super::names::{Names, firsts, keep};
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use super::{Action, Attained, Counts, Evidence, Kind, Note, PhaseIx, Review, Status, Step};

/// What a step is. Without a word for it: a course where it has a code, credits or a mark, and else a task.
pub(crate) fn kind_of(doc: &StepDoc) -> Kind {
    let course = doc.code.is_some() || doc.credits.is_some() || doc.mark.is_some();
    doc.kind.unwrap_or(if course { Kind::Course } else { Kind::Task })
}

/// A step whose phase is still to be settled, and the phase that the host named. `asked` are requirements of the
/// pathway that adds the step, which stand after those of the plan.
pub(crate) fn step(
    mut doc: StepDoc,
    at: &Place,
    known: &Known,
    asked: Option<&Names>,
    lanes: &mut Lanes,
    problems: &mut Problems,
) -> (Step, Option<PhaseIx>) {
    let kind = kind_of(&doc);
    let title = titled(doc.title, doc.code.as_ref(), &doc.id, at, problems);
    let phase = known.phases.resolve_given(doc.phase.as_ref(), Sort::Phase, &at.key("phase"), problems);
    let lane = lanes.place(doc.lane.as_ref(), kind, &at.key("lane"), problems);

    let list = at.key("competencies");
    let mut competencies = Vec::new();
    for (index, shown) in doc.competencies.iter().enumerate() {
        let at = list.at(index);
        let found = known.competency(Some(&shown.competency), &at.key("competency"), problems);
        if let Some(competency) = found {
            let level = known.level(found, shown.level.as_ref(), &at.key("level"), problems);
            competencies.push(Attained { competency, level });
        }
    }

    let list = at.key("counts");
    let mut counts = Vec::new();
    for (index, served) in doc.counts.iter().enumerate() {
        let id = &served.requirement;
        let beyond = || Some(known.requirements.len() + asked?.find(id)?);
        match known.requirements.find(id).or_else(beyond) {
            Some(requirement) => counts.push(Counts { requirement, credits: served.credits }),
            None if id.is_empty() => {}
            None => {
                problems.add(&list.at(index).key("requirement"), Fault::Unknown(Sort::Requirement, quote(id)))
            }
        }
    }

    let list = at.key("because");
    let mut because = Vec::new();
    for (index, name) in doc.because.iter().enumerate() {
        match known.entries.find(name) {
            Some(entry) => because.push(entry),
            None if name.is_empty() => {}
            None => problems.add(&list.at(index), Fault::Unknown(Sort::ProfileEntry, quote(name))),
        }
    }

    distinct(&mut doc.evidence, &at.key("evidence"), problems);
    distinct(&mut doc.notes, &at.key("notes"), problems);
    let step = Step {
        id: doc.id,
        title,
        summary: doc.summary,
        kind,
        phase: 0,
        phase_given: phase.is_some(),
        lane,
        status: doc.status.unwrap_or(Status::Planned),
        risk: doc.risk,
        code: doc.code,
        subject: doc.subject,
        level: doc.level,
        credits: doc.credits,
        mark: doc.mark,
        score: doc.score,
        hours: doc.hours,
        place: doc.place,
        start: doc.start,
        end: doc.end,
        due: doc.due,
        url: doc.url,
        source: doc.source,
        competencies,
        counts,
        because,
        evidence: doc.evidence,
        notes: doc.notes,
        agency: doc.agency,
    };
    (step, phase)
}

/// What has an id that nothing else in the document refers to.
pub(crate) trait Named {
    fn id(&self) -> &String;
    /// Whether there is nothing to show but the id.
    fn is_blank(&self) -> bool;
    fn call(&mut self, id: String);
}

macro_rules! named {
    ($type:ident, $blank:expr) => {
        impl Named for $type {
            fn id(&self) -> &String {
                &self.id
            }
            fn is_blank(&self) -> bool {
                let blank: fn(&$type) -> bool = $blank;
                blank(self)
            }
            fn call(&mut self, id: String) {
                self.id = id;
            }
        }
    };
}

named!(Action, |action| action.title.is_empty());
named!(Evidence, |evidence| evidence.title.is_none() && evidence.url.is_none());
named!(Note, |note| note.text.is_empty());
named!(Review, |review| review.title.is_none() && review.date.is_none() && review.notes.is_none());

/// Gives every entry an id of its own: `#2` to one that lacks it and says something. An entry without id that says
/// nothing, and one whose id an earlier one has, is dropped.
pub(crate) fn distinct<T: Named>(list: &mut Vec<T>, at: &Place, problems: &mut Problems) {
    for (index, entry) in list.iter_mut().enumerate() {
        if entry.id().is_empty() && !entry.is_blank() {
            entry.call(String::from("#") + &index.to_string());
        }
    }
    let names = ids(list, T::id);
    let kept = firsts(&names);
    for (index, id) in names.iter().enumerate() {
        if !kept[index] && !id.is_empty() {
            problems.add(&at.at(index), Fault::DuplicateId(quote(id)));
        }
    }
    keep(list, &kept);
}
