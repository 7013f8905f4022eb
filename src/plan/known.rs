//! What is known of a document's lists while its references are resolved.

use super::doc::{CompetencyJson, LaneJson};
use super::json::Json;
use super::names::{Names, drop_null, drop_repeated, or_unknown};
use super::order::rings;
use super::place::Place;
use super::problem::{Fault, Problems, Sort};
use super::read::{Read, Shaped, added};
use super::shape::Shape;
use super::{
    Because, Competency, CompetencyIx, Inventory, Kind, Lane, LaneIx, Learner, PhaseIx, Profile, ProfileList,
    Scale, StepIx, Text,
};
use crate::digits::{digits, number};
use std::borrow::Cow;

/// The names of everything that may be referred to.
#[derive(Default)]
pub(crate) struct Known {
    pub steps: Names,
    /// The index in the plan of each step named.
    pub placed: Vec<StepIx>,
    pub goals: Names,
    pub phases: Names,
    pub requirements: Names,
    pub competencies: Names,
    /// For each competency, its scale.
    pub scale_of: Vec<Option<usize>>,
    /// For each scale, its levels.
    pub levels: Vec<Names>,
    pub entries: Entries,
    /// The phase of a step that nothing places.
    pub fallback: PhaseIx,
}

impl Known {
    /// The index of a step of the plan, or of one that a pathway adds, which stand after those of the plan.
    pub(crate) fn step(&self, id: &str, added: Option<&Names>) -> Option<StepIx> {
        match self.steps.find(id) {
            Some(named) => self.placed.get(named).copied(),
            None => Some(self.placed.len() + added?.find(id)?),
        }
    }

    /// The steps in a list of ids.
    pub(crate) fn listed(
        &self,
        ids: &mut Json,
        added: Option<&Names>,
        list: &Place,
        problems: &mut Problems,
    ) -> Vec<StepIx> {
        let mut steps = Vec::new();
        for (index, id) in ids.parts().iter().enumerate() {
            let id = id.word().unwrap_or_default();
            let found = self.step(id, added);
            if let Some(step) = or_unknown(found, id, Sort::Step, &list.at(index), problems) {
                steps.push(step);
            }
        }
        steps
    }

    /// The level that an id names in the scale of a competency. A competency that is unknown costs no second
    /// problem.
    pub(crate) fn level(
        &self,
        competency: Option<CompetencyIx>,
        id: &Json,
        at: &Place,
        problems: &mut Problems,
    ) -> Option<usize> {
        let scale = self.scale_of.get(competency?).copied().flatten();
        let none = Names::default();
        let levels = scale.and_then(|scale| self.levels.get(scale)).unwrap_or(&none);
        levels.named(id, Sort::Level, at, problems)
    }
}

/// A title; without one, the code or id, and a problem.
pub(crate) fn titled(title: &mut Json, code: &Json, id: &Json, at: &Place, problems: &mut Problems) -> Text {
    title.read::<Option<Text>>().unwrap_or_else(|| {
        problems.add(at, Fault::Missing("title"));
        let code = code.word().filter(|code| !code.trim().is_empty());
        Text::Plain(code.or(id.word()).unwrap_or_default().to_owned())
    })
}

/// Drops the scales and levels without a name of their own, and names the others: the scales' names are returned.
pub(crate) fn scales(scales: &mut Vec<Json>, levels: &mut Vec<Names>, problems: &mut Problems) -> Names {
    let list = Place::Root.key("scales");
    let names = Names::of(scales, &list, problems);
    for (index, scale) in scales.iter_mut().enumerate() {
        if scale.is_null() {
            continue;
        }
        let names = added(levels);
        if let Some(Json::List(levels)) = scale.part(Scale::SHAPE, "levels") {
            names.take(levels, &list.at(index).key("levels"), problems);
            drop_null(levels);
        }
    }
    drop_null(scales);
    names
}

/// Fills in the competencies, with scale, level and parent found; their names and scales go into `known`.
pub(crate) fn competencies(
    docs: &mut [Json],
    scales: &Names,
    competencies: &mut Vec<Competency>,
    known: &mut Known,
    problems: &mut Problems,
) {
    let list = Place::Root.key("competencies");
    known.competencies.take(docs, &list, problems);
    let (mut links, mut of_link) = (Vec::new(), Vec::new());
    for (index, doc) in docs.iter_mut().enumerate() {
        let Some(doc) = CompetencyJson::of(doc) else { continue };
        let (at, here) = (list.at(index), competencies.len());
        let scale = scales.named(doc.scale, Sort::Scale, &at.key("scale"), problems);
        known.scale_of.push(scale);
        let parent = known.competencies.named(doc.parent, Sort::Competency, &at.key("parent"), problems);
        if let Some(parent) = parent {
            links.push((here, parent));
            of_link.push(index);
        }
        let shown = added(competencies);
        (shown.scale, shown.parent) = (scale, parent);
        shown.title = titled(doc.title, doc.code, doc.id, &at, problems);
        if scale.is_some() || doc.scale.is_null() {
            shown.level = known.level(Some(here), doc.level, &at.key("level"), problems);
        }
        shown.id.fill(doc.id);
        shown.code.fill(doc.code);
        shown.framework.fill(doc.framework);
        shown.uri.fill(doc.uri);
    }
    for ring in &rings(competencies.len(), &links, 0) {
        let ids = ring.told(&|node| &competencies[node].id);
        problems.add(&list.at(of_link[ring.link]).key("parent"), Fault::Cycle(ids));
        competencies[links[ring.link].0].parent = None;
    }
}

/// Where each entry of the learner's profile went when the empty ones were dropped: a list for each of its lists.
#[derive(Default)]
pub(crate) struct Entries(Vec<Vec<Option<usize>>>);

impl Entries {
    /// Drops the empty entries of a learner's profile, which stand where the host's could not be read.
    pub(crate) fn take(&mut self, learner: &mut Json) {
        let Some(profile) = learner.part(Learner::SHAPE, "profile") else { return };
        for name in ProfileList::ALL {
            let moves = added(&mut self.0);
            if let Some(Json::List(list)) = profile.part(Profile::SHAPE, name.word()) {
                let mut next = 0;
                for entry in list.iter_mut() {
                    let says = match entry.part(Inventory::SHAPE, "name") {
                        Some(name) => name.says(),
                        None => entry.says(),
                    };
                    moves.push(says.then_some(next));
                    next += usize::from(says);
                    if !says {
                        *entry = Json::Null;
                    }
                }
                drop_null(list);
            }
        }
    }

    /// The entry that `interests/0` and the like name.
    pub(crate) fn find(&self, name: &str) -> Option<Because> {
        let slash = name.bytes().position(|letter| letter == b'/')?;
        let list = ProfileList::of(name.get(..slash)?)?;
        let at = number(name.get(slash + 1..)?)?;
        let moves = self.0.get(list as usize)?;
        Some(Because { list, at: moves.get(at).copied().flatten()? })
    }
}

/// Gives every entry of a list an id of its own: `#2`, or `##2` where the host has ids like that, to one that lacks it
/// and says something in one of the fields. An entry without id that says nothing, and one whose id an earlier one has,
/// is dropped.
pub(crate) fn give_ids(list: &mut Json, shape: Shape, fields: &[&str], at: &Place, problems: &mut Problems) {
    let Json::List(list) = list else { return };
    // The fewest marks that no id begins with: so many ids leave one of so many numbers, and one more, free.
    let mut used = vec![false; list.len() + 2];
    used[0] = true;
    for entry in list.iter() {
        let marks = entry.id().bytes().take_while(|letter| *letter == b'#').count();
        if let Some(used) = used.get_mut(marks) {
            *used = true;
        }
    }
    let mark = "#".repeat(used.iter().position(|used| !used).unwrap_or(1));
    for (index, entry) in list.iter_mut().enumerate() {
        if entry.id().is_empty()
            && fields.iter().any(|field| entry.part(shape, field).is_some_and(|part| part.says()))
            && let Some(id) = entry.parts().first_mut()
        {
            *id = Json::Text(Cow::Owned([&mark, &*digits(index)].concat()));
        }
    }
    drop_repeated(list, at, problems);
}

/// The rows of the picture, and those made on the way for kinds that no row holds.
pub(crate) struct Lanes {
    lanes: Vec<Lane>,
    names: Names,
}

impl Lanes {
    /// The host's rows; where there is none, one for each kind present, in the order of kinds.
    pub(crate) fn of(docs: &mut [Json], present: &[bool], problems: &mut Problems) -> Lanes {
        let list = Place::Root.key("lanes");
        let names = Names::of(docs, &list, problems);
        let mut lanes = Lanes { lanes: Vec::new(), names };
        for (index, doc) in docs.iter_mut().enumerate() {
            let Some(doc) = LaneJson::of(doc) else { continue };
            // Each once: every step without a lane looks through them.
            let mut kinds: Vec<Kind> = Vec::new();
            for &kind in &doc.kinds.read::<Vec<Kind>>() {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            let title = if kinds.len() == 1 {
                doc.title.read()
            } else {
                Some(titled(doc.title, &Json::Null, doc.id, &list.at(index), problems))
            };
            lanes.lanes.push(Lane { id: doc.id.read(), title, kinds });
        }
        if lanes.lanes.is_empty() {
            for kind in Kind::ALL {
                if present[*kind as usize] {
                    lanes.holding(*kind);
                }
            }
        }
        lanes
    }

    /// The row of a step: the one it names, else the first that holds its kind, else one made for its kind.
    pub(crate) fn place(&mut self, id: &Json, kind: Kind, at: &Place, problems: &mut Problems) -> LaneIx {
        let named = self.names.named(id, Sort::Lane, at, problems);
        named.unwrap_or_else(|| self.holding(kind))
    }

    fn holding(&mut self, kind: Kind) -> LaneIx {
        self.lanes.iter().position(|lane| lane.kinds.contains(&kind)).unwrap_or_else(|| {
            self.lanes.push(Lane { id: String::new(), title: None, kinds: vec![kind] });
            self.lanes.len() - 1
        })
    }

    pub(crate) fn done(self) -> Vec<Lane> {
        self.lanes
    }
}
