//! Requirement trees laid flat: a parent stands before its children.

use super::doc::{FromJson, RequirementJson};
use super::json::Json;
use super::known::{Known, titled};
use super::names::{Names, firsts};
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use super::read::{Read, Shaped, added};
use super::{Requirement, RequirementFacts, RequirementKind, Verdict};
use std::rc::Rc;

/// How deep a requirement may stand.
const MOST_DEPTH: usize = 60;

/// A requirement with its place in the document.
struct Flat<'a> {
    doc: Json<'a>,
    kind: RequirementKind,
    parent: Option<usize>,
    depth: usize,
    pointer: String,
    /// Whether what it asks for could not be read.
    unclear: bool,
}

/// What a requirement says of steps, which are not known yet, and where it says so.
type Asks<'a> = (Json<'a>, String);

/// Lays trees flat, roots and children in the host's order, and names them. `taken` are names that others have. What
/// lost a part is unclear, and `unclear` tells whether a root is lost. Returns what each says of steps.
pub(crate) fn flatten<'a>(
    trees: &mut Json<'a>,
    list: &Place,
    taken: &Names,
    names: &mut Names,
    requirements: &mut Vec<Requirement>,
    unclear: &mut bool,
    problems: &mut Problems,
) -> Vec<Asks<'a>> {
    *unclear = trees.is_wrong();
    let mut laid: Vec<Flat> = Vec::new();
    let mut waiting: Vec<Flat> = Vec::new();
    wait(&mut waiting, trees.list(), None, 0, list);
    while let Some(mut next) = waiting.pop() {
        // What is lost keeps its place until names are given: what it is part of is unclear.
        let Some(doc) = RequirementJson::of(&mut next.doc) else {
            laid.push(next);
            continue;
        };
        next.unclear = doc.kind.is_wrong() || doc.need.is_wrong() || doc.children.is_wrong();
        let children = doc.children.list();
        let place = Place::Pointer(&next.pointer);
        if laid.len() >= Requirement::MOST || next.depth == MOST_DEPTH {
            let fault = if next.depth == MOST_DEPTH {
                Fault::Beyond("nested deeper than 60 levels")
            } else {
                Fault::TooMany(Requirement::MOST)
            };
            problems.add(&place, fault);
            next.doc = Json::Null;
            laid.push(next);
            continue;
        }
        let without = if !children.is_empty() {
            RequirementKind::All
        } else if doc.need.is_null() {
            RequirementKind::Status
        } else {
            RequirementKind::Credits
        };
        next.kind = without;
        next.kind.fill(doc.kind);
        if next.kind == RequirementKind::Count
            && children.is_empty()
            && matches!(doc.need, Json::Null)
            && doc.verdict.is_null()
        {
            problems.add(&place, Fault::Missing("need"));
        }
        wait(&mut waiting, children, Some(laid.len()), next.depth + 1, &place.key("of"));
        laid.push(next);
    }
    name(laid, taken, names, requirements, unclear, problems)
}

/// Puts a list of siblings on the stack, the first on top.
fn wait<'a>(
    waiting: &mut Vec<Flat<'a>>,
    mut docs: Vec<Json<'a>>,
    parent: Option<usize>,
    depth: usize,
    list: &Place,
) {
    while let Some(doc) = docs.pop() {
        let pointer = list.at(docs.len()).pointer();
        waiting.push(Flat { doc, kind: RequirementKind::Status, parent, depth, pointer, unclear: false });
    }
}

/// Drops what has no name of its own, with all below it, and settles what is inherited.
fn name<'a>(
    mut laid: Vec<Flat<'a>>,
    taken: &Names,
    names: &mut Names,
    requirements: &mut Vec<Requirement>,
    unclear: &mut bool,
    problems: &mut Problems,
) -> Vec<Asks<'a>> {
    let mut ids = Vec::with_capacity(laid.len());
    for laid in &laid {
        ids.push(laid.doc.id());
    }
    let (order, mut kept) = firsts(&ids);
    // A number for each id, in their order; 0 for none.
    let (mut numbers, mut number) = (vec![0; ids.len()], 0);
    for &index in &order {
        number += usize::from(kept[index]);
        numbers[index] = number;
    }
    let mut used = vec![false; number + 1];
    used[0] = true;
    for (index, laid) in laid.iter().enumerate() {
        // What goes with its parent leaves its name to others.
        kept[index] = laid.parent.is_none_or(|parent| kept[parent]);
        if kept[index] {
            let id = laid.doc.id();
            kept[index] = !used[numbers[index]] && taken.find(id).is_none();
            used[numbers[index]] = true;
            if !kept[index] && !id.is_empty() {
                problems.add(&Place::Pointer(&laid.pointer), Fault::DuplicateId(quote(id)));
            }
        }
    }
    names.keep(&ids, &order, &kept);
    let mut moved = vec![0; ids.len()];
    let mut from = Vec::new();
    for (index, laid) in laid.iter_mut().enumerate() {
        if !kept[index] {
            match laid.parent {
                Some(parent) if kept[parent] => requirements[moved[parent]].unclear = true,
                Some(_) => {}
                None => *unclear = true,
            }
            continue;
        }
        let Some(doc) = RequirementJson::of(&mut laid.doc) else { continue };
        let here = requirements.len();
        moved[index] = here;
        let parent = laid.parent.map(|parent| moved[parent]);
        let mut facts = RequirementFacts { kind: laid.kind, ..RequirementFacts::default() };
        facts.overlay = RequirementFacts::DIPLOMA.to_owned();
        if let Some(parent) = parent {
            let above = &mut requirements[parent];
            above.children.push(here);
            facts.overlay = above.overlay.clone();
            facts.depth = above.depth + 1;
        }
        let at = Place::Pointer(&laid.pointer);
        facts.title = titled(doc.title, &Json::Null, doc.id, &at, problems);
        if !doc.overlay.is_null() {
            facts.overlay.fill(doc.overlay);
        }
        facts.need.fill(doc.need);
        facts.waived.fill(doc.waived);
        facts.id.fill(doc.id);
        let asked = added(requirements);
        asked.parent = parent;
        asked.unclear = laid.unclear;
        // A verdict that cannot be read is none: its figures would tell another.
        if !doc.verdict.part(Verdict::SHAPE, "met").is_some_and(|met| met.is_wrong()) {
            asked.verdict.fill(doc.verdict);
        }
        asked.facts = Rc::new(facts);
        from.push((doc.from.taken(), at.key("from").pointer()));
    }
    from
}

/// Finds which steps serve each requirement, once steps are known.
pub(crate) fn resolve(
    mut said: Vec<Asks>,
    known: &Known,
    added: Option<&Names>,
    requirements: &mut [Requirement],
    problems: &mut Problems,
) {
    for (requirement, (doc, pointer)) in requirements.iter_mut().zip(&mut said) {
        let Some(doc) = FromJson::of(doc) else { continue };
        let at = Place::Pointer(pointer);
        let from = &mut requirement.from;
        from.steps = known.listed(doc.steps, added, &at.key("steps"), problems);
        from.unknown = doc.steps.parts().len() - from.steps.len();
        from.subjects.fill(doc.subjects);
        drop_empty(&mut from.subjects);
        from.kinds.fill(doc.kinds);
        let competency =
            known.competencies.named(doc.competency, Sort::Competency, &at.key("competency"), problems);
        from.competency = competency;
        from.level = known.level(competency, doc.level, &at.key("level"), problems);
        from.unreadable = from.steps.is_empty() && is_lost(doc.steps)
            || from.subjects.is_empty() && is_lost(doc.subjects)
            || from.kinds.is_empty() && is_lost(doc.kinds)
            || competency.is_none() && is_lost(doc.competency)
            || from.level.is_none() && is_lost(doc.level);
    }
}

/// Whether something was said; where nothing of it could be read, it is lost. An empty list says nothing.
fn is_lost(said: &Json) -> bool {
    match said {
        Json::List(entries) => !entries.is_empty(),
        _ => !matches!(said, Json::Null),
    }
}

/// Drops the words that could not be read.
pub(crate) fn drop_empty(words: &mut Vec<String>) {
    words.retain(|word| !word.is_empty());
}
