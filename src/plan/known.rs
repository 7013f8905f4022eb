//! What is known of a document's lists while its references are resolved.

use super::doc::{CompetencyDoc, LaneDoc, Profile, Scale};
use super::names::{Names, keep};
use super::order::rings;
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use super::{Because, Competency, CompetencyIx, Kind, Lane, LaneIx, ProfileList, StepIx, Text};

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
}

impl Known {
    /// The index of a step of the plan, or of one that a pathway adds, which stand after those of the plan.
    pub(crate) fn step(&self, id: &str, added: Option<&Names>) -> Option<StepIx> {
        match self.steps.find(id) {
            Some(named) => self.placed.get(named).copied(),
            None => Some(self.placed.len() + added?.find(id)?),
        }
    }

    /// The index of a competency that may be left out.
    pub(crate) fn competency(
        &self,
        id: Option<&String>,
        at: &Place,
        problems: &mut Problems,
    ) -> Option<CompetencyIx> {
        self.competencies.resolve(id?, Sort::Competency, at, problems)
    }

    /// The index of a level in the scale of a competency. A competency that is unknown costs no second problem.
    pub(crate) fn level(
        &self,
        competency: Option<CompetencyIx>,
        id: Option<&String>,
        at: &Place,
        problems: &mut Problems,
    ) -> Option<usize> {
        let (competency, id) = (competency?, id?);
        let scale = self.scale_of.get(competency).copied().flatten();
        match scale.and_then(|scale| self.levels.get(scale)) {
            Some(levels) => levels.resolve(id, Sort::Level, at, problems),
            None => {
                problems.add(at, Fault::Unknown(Sort::Level, quote(id)));
                None
            }
        }
    }
}

/// A title; without one, the code or id, and a problem.
pub(crate) fn titled(
    title: Option<Text>,
    code: Option<&String>,
    id: &str,
    at: &Place,
    problems: &mut Problems,
) -> Text {
    title.unwrap_or_else(|| {
        problems.add(at, Fault::Missing("title"));
        Text::Plain(code.map_or(id, String::as_str).to_owned())
    })
}

/// The ids of a list's entries.
pub(crate) fn ids<T>(list: &[T], id: fn(&T) -> &String) -> Vec<&str> {
    list.iter().map(|entry| id(entry).as_str()).collect()
}

/// Scales with their levels' names.
pub(crate) fn scales(mut scales: Vec<Scale>, problems: &mut Problems) -> (Vec<Scale>, Names, Vec<Names>) {
    let list = Place::Root.key("scales");
    let (names, kept) = Names::of(&ids(&scales, |scale| &scale.id), &list, problems);
    let mut levels = Vec::new();
    for (index, scale) in scales.iter_mut().enumerate() {
        if kept[index] {
            let (names, kept) =
                Names::of(&ids(&scale.levels, |level| &level.id), &list.at(index).key("levels"), problems);
            keep(&mut scale.levels, &kept);
            levels.push(names);
        }
    }
    keep(&mut scales, &kept);
    (scales, names, levels)
}

/// Competencies, with scale, level and parent found; the names of competencies and scales go into `known`.
pub(crate) fn competencies(
    docs: Vec<CompetencyDoc>,
    scales: &Names,
    known: &mut Known,
    problems: &mut Problems,
) -> Vec<Competency> {
    let list = Place::Root.key("competencies");
    let (names, kept) = Names::of(&ids(&docs, |doc| &doc.id), &list, problems);
    known.competencies = names;
    let mut competencies: Vec<Competency> = Vec::new();
    let (mut links, mut told) = (Vec::new(), Vec::new());
    for (index, doc) in docs.into_iter().enumerate() {
        if !kept[index] {
            continue;
        }
        let (at, here) = (list.at(index), competencies.len());
        let scale = scales.resolve_given(doc.scale.as_ref(), Sort::Scale, &at.key("scale"), problems);
        known.scale_of.push(scale);
        let parent = known.competency(doc.parent.as_ref(), &at.key("parent"), problems);
        if let Some(parent) = parent {
            links.push((here, parent));
            told.push(index);
        }
        competencies.push(Competency {
            title: titled(doc.title, doc.code.as_ref(), &doc.id, &at, problems),
            code: doc.code,
            framework: doc.framework,
            uri: doc.uri,
            scale,
            level: match scale {
                None if doc.scale.is_some() => None,
                _ => known.level(Some(here), doc.level.as_ref(), &at.key("level"), problems),
            },
            parent,
            id: doc.id,
        });
    }
    for ring in rings(competencies.len(), &links, 0) {
        let ids = ring.told(&|node| &competencies[node].id);
        problems.add(&list.at(told[ring.link]).key("parent"), Fault::Cycle(ids));
        competencies[links[ring.link].0].parent = None;
    }
    competencies
}

/// Where each entry of the learner's profile went when the empty ones were dropped.
#[derive(Default)]
pub(crate) struct Entries(Vec<(ProfileList, Vec<Option<usize>>)>);

impl Entries {
    /// Drops the empty entries of a profile, which stand where the host's could not be read.
    pub(crate) fn of(profile: &mut Profile) -> Entries {
        let texts = [
            (ProfileList::Strengths, &mut profile.strengths),
            (ProfileList::Interests, &mut profile.interests),
            (ProfileList::Needs, &mut profile.needs),
            (ProfileList::Values, &mut profile.values),
            (ProfileList::Preferences, &mut profile.preferences),
        ];
        let mut entries = Vec::new();
        for (name, list) in texts {
            entries.push((name, moves(list.iter().map(|text| !text.is_empty()).collect())));
            list.retain(|text| !text.is_empty());
        }
        let kept = profile.inventories.iter().map(|inventory| !inventory.name.is_empty()).collect();
        entries.push((ProfileList::Inventories, moves(kept)));
        profile.inventories.retain(|inventory| !inventory.name.is_empty());
        Entries(entries)
    }

    /// The entry that `interests/0` and the like name.
    pub(crate) fn find(&self, name: &str) -> Option<Because> {
        let (list, at) = name.split_once('/')?;
        let list = ProfileList::of(list)?;
        let at: usize = if at.starts_with('+') { None } else { at.parse().ok() }?;
        let (_, moves) = self.0.iter().find(|(name, _)| *name == list)?;
        Some(Because { list, at: moves.get(at).copied().flatten()? })
    }
}

/// The new index of each entry kept.
fn moves(kept: Vec<bool>) -> Vec<Option<usize>> {
    let mut next = 0;
    kept.into_iter()
        .map(|kept| {
            let here = next;
            next += usize::from(kept);
            kept.then_some(here)
        })
        .collect()
}

/// The rows of the picture, and those made on the way for kinds that no row holds.
pub(crate) struct Lanes {
    lanes: Vec<Lane>,
    names: Names,
}

impl Lanes {
    /// The host's rows; where there is none, one for each kind present, in the order of kinds.
    pub(crate) fn of(docs: Vec<LaneDoc>, present: &[bool], problems: &mut Problems) -> Lanes {
        let list = Place::Root.key("lanes");
        let (names, kept) = Names::of(&ids(&docs, |doc| &doc.id), &list, problems);
        let mut lanes = Lanes { lanes: Vec::new(), names };
        for (index, doc) in docs.into_iter().enumerate() {
            if kept[index] {
                let title = match doc.title {
                    None if doc.kinds.len() == 1 => None,
                    title => Some(titled(title, None, &doc.id, &list.at(index), problems)),
                };
                lanes.lanes.push(Lane { id: doc.id, title, kinds: doc.kinds });
            }
        }
        if lanes.lanes.is_empty() {
            for (kind, _) in Kind::ALL.iter().zip(present).filter(|(_, present)| **present) {
                lanes.holding(*kind);
            }
        }
        lanes
    }

    /// The row of a step: the one it names, else the first that holds its kind, else one made for its kind.
    pub(crate) fn place(
        &mut self,
        id: Option<&String>,
        kind: Kind,
        at: &Place,
        problems: &mut Problems,
    ) -> LaneIx {
        let named = self.names.resolve_given(id, Sort::Lane, at, problems);
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
