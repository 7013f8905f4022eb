//! Requirement trees laid flat: a parent stands before its children.

use super::doc::{FromDoc, RequirementDoc};
use super::known::{Known, titled};
use super::names::{Names, firsts};
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use super::read::Read;
use super::{From, Requirement, RequirementKind};

/// How deep a requirement may stand.
const MOST_DEPTH: usize = 64;

/// Flat requirements, and for each what it says of steps, which are not known yet, and where it says so.
#[derive(Default)]
pub(crate) struct Flat {
    requirements: Vec<Requirement>,
    from: Vec<(FromDoc, String)>,
}

/// A requirement with its place in the document.
struct Laid {
    doc: RequirementDoc,
    parent: Option<usize>,
    depth: usize,
    pointer: String,
}

/// Lays trees flat, roots and children in the host's order, and names them. `taken` are names that others have.
pub(crate) fn flatten(
    trees: Vec<RequirementDoc>,
    list: &Place,
    taken: &Names,
    problems: &mut Problems,
) -> (Flat, Names) {
    let mut laid: Vec<Laid> = Vec::new();
    let mut waiting: Vec<Laid> = Vec::new();
    wait(&mut waiting, trees, None, 0, list);
    while let Some(mut next) = waiting.pop() {
        let children = std::mem::take(&mut next.doc.children);
        if laid.len() == RequirementDoc::MOST || next.depth == MOST_DEPTH {
            let most = if next.depth == MOST_DEPTH { MOST_DEPTH } else { RequirementDoc::MOST };
            problems.add(&Place::Pointer(&next.pointer), Fault::TooMany(most));
            take_apart(children);
            continue;
        }
        next.doc.kind.get_or_insert(match next.doc.need {
            _ if !children.is_empty() => RequirementKind::All,
            Some(_) => RequirementKind::Credits,
            None => RequirementKind::Status,
        });
        let place = Place::Pointer(&next.pointer);
        wait(&mut waiting, children, Some(laid.len()), next.depth + 1, &place.key("of"));
        laid.push(next);
    }
    name(laid, taken, problems)
}

/// Puts a list of siblings on the stack, the first on top.
fn wait(
    waiting: &mut Vec<Laid>,
    docs: Vec<RequirementDoc>,
    parent: Option<usize>,
    depth: usize,
    list: &Place,
) {
    for (index, doc) in docs.into_iter().enumerate().rev() {
        waiting.push(Laid { doc, parent, depth, pointer: list.at(index).pointer() });
    }
}

/// Drops trees piece by piece: to drop a deep tree whole would recurse.
fn take_apart(mut docs: Vec<RequirementDoc>) {
    while let Some(mut doc) = docs.pop() {
        docs.append(&mut doc.children);
    }
}

/// Drops what has no name of its own, with all below it, and settles what is inherited.
fn name(laid: Vec<Laid>, taken: &Names, problems: &mut Problems) -> (Flat, Names) {
    let ids: Vec<&str> = laid.iter().map(|laid| laid.doc.id.as_str()).collect();
    let mut kept = firsts(&ids);
    for (index, laid) in laid.iter().enumerate() {
        let id = &laid.doc.id;
        let alone = kept[index] && taken.find(id).is_none();
        if !alone && !id.is_empty() {
            problems.add(&Place::Pointer(&laid.pointer), Fault::DuplicateId(quote(id)));
        }
        kept[index] = alone && laid.parent.is_none_or(|parent| kept[parent]);
    }
    let names = Names::kept(&ids, &kept);
    let mut moved = vec![0; laid.len()];
    let mut flat = Flat::default();
    for (index, Laid { doc, parent, pointer, .. }) in laid.into_iter().enumerate() {
        if !kept[index] {
            continue;
        }
        let here = flat.requirements.len();
        moved[index] = here;
        let parent = parent.map(|parent| moved[parent]);
        let (mut overlay, mut depth) = (None, 0);
        if let Some(above) = parent.and_then(|parent| flat.requirements.get_mut(parent)) {
            above.children.push(here);
            overlay = Some(above.overlay.clone());
            depth = above.depth + 1;
        }
        let at = Place::Pointer(&pointer);
        flat.requirements.push(Requirement {
            title: titled(doc.title, None, &doc.id, &at, problems),
            overlay: doc.overlay.or(overlay).unwrap_or_else(|| "diploma".to_owned()),
            kind: doc.kind.unwrap_or(RequirementKind::Status),
            need: doc.need,
            parent,
            children: Vec::new(),
            depth,
            from: From::default(),
            verdict: doc.verdict,
            waived: doc.waived,
            id: doc.id,
        });
        flat.from.push((doc.from, at.key("from").pointer()));
    }
    (flat, names)
}

impl Flat {
    /// The requirements, once steps are known.
    pub(crate) fn resolve(
        self,
        known: &Known,
        added: Option<&Names>,
        problems: &mut Problems,
    ) -> Vec<Requirement> {
        let mut requirements = self.requirements;
        for (requirement, (doc, pointer)) in requirements.iter_mut().zip(self.from) {
            let at = Place::Pointer(&pointer);
            let list = at.key("steps");
            for (index, id) in doc.steps.iter().enumerate() {
                match known.step(id, added) {
                    Some(step) => requirement.from.steps.push(step),
                    None if id.is_empty() => {}
                    None => problems.add(&list.at(index), Fault::Unknown(Sort::Step, quote(id))),
                }
            }
            requirement.from.subjects = doc.subjects;
            requirement.from.subjects.retain(|subject| !subject.is_empty());
            requirement.from.kinds = doc.kinds;
            let competency = doc.competency.as_ref();
            let competency = known.competency(competency, &at.key("competency"), problems);
            requirement.from.competency = competency;
            requirement.from.level = known.level(competency, doc.level.as_ref(), &at.key("level"), problems);
        }
        requirements
    }
}
