//! From the ids of a list to indexes: the first of a name wins.

use super::json::Json;
use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};
use crate::sorted::sorted;
use std::cmp::Ordering;

/// The ids of the entries that were kept, each with its index among them.
#[derive(Default)]
pub(crate) struct Names {
    /// All ids one behind the other, sorted.
    ids: String,
    /// For each id where it ends, and its index.
    ends: Vec<(usize, usize)>,
}

impl Names {
    /// Names the entries of a list that have an id of their own; the others become null.
    pub(crate) fn of(list: &mut [Json], at: &Place, problems: &mut Problems) -> Names {
        let mut names = Names::default();
        names.take(list, at, problems);
        names
    }

    /// As [`Names::of`], into these, which are empty.
    pub(crate) fn take(&mut self, list: &mut [Json], at: &Place, problems: &mut Problems) {
        let (order, kept) = unique(list, at, problems);
        self.keep(&ids(list), &order, &kept);
    }

    /// As [`Names::of`], where an id that is taken elsewhere is a duplicate too.
    pub(crate) fn of_new(list: &mut [Json], taken: &Names, at: &Place, problems: &mut Problems) -> Names {
        for (index, entry) in list.iter_mut().enumerate() {
            if taken.find(entry.id()).is_some() {
                problems.add(&at.at(index), Fault::DuplicateId(quote(entry.id())));
                *entry = Json::Null;
            }
        }
        Names::of(list, at, problems)
    }

    /// Takes the names of the entries marked. `order` is that of their ids.
    pub(crate) fn keep(&mut self, ids: &[&str], order: &[usize], kept: &[bool]) {
        let mut ranks = Vec::with_capacity(ids.len());
        let mut rank = 0;
        for kept in kept {
            ranks.push(rank);
            rank += usize::from(*kept);
        }
        for index in order {
            if kept[*index] {
                self.ids.push_str(ids[*index]);
                self.ends.push((self.ids.len(), ranks[*index]));
            }
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The index of an id among the kept ones.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = (from + to) / 2;
            let (end, index) = self.ends[middle];
            let start = middle.checked_sub(1).map_or(0, |before| self.ends[before].0);
            match self.ids.as_bytes()[start..end].cmp(id.as_bytes()) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(index),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The index of what an id names, or none and a problem.
    pub(crate) fn named(&self, id: &Json, sort: Sort, at: &Place, problems: &mut Problems) -> Option<usize> {
        let id = id.word()?;
        or_unknown(self.find(id), id, sort, at, problems)
    }
}

/// A problem: an id names nothing of this sort. Of an empty one reading has told.
pub(crate) fn unknown(id: &str, sort: Sort, at: &Place, problems: &mut Problems) {
    if !id.is_empty() {
        problems.add(at, Fault::Unknown(sort, quote(id)));
    }
}

/// What was found by an id, with a problem where that is nothing.
pub(crate) fn or_unknown(
    found: Option<usize>,
    id: &str,
    sort: Sort,
    at: &Place,
    problems: &mut Problems,
) -> Option<usize> {
    if found.is_none() {
        unknown(id, sort, at, problems);
    }
    found
}

/// The ids of a list's entries.
pub(crate) fn ids<'j>(list: &'j [Json]) -> Vec<&'j str> {
    let mut ids = Vec::with_capacity(list.len());
    for entry in list {
        ids.push(entry.id());
    }
    ids
}

/// Makes null of the entries without an id and of those whose id an earlier one has. Returns the order of the ids,
/// and which entries are left.
///
/// An entry without an id goes in silence, because reading has told of it.
fn unique(list: &mut [Json], at: &Place, problems: &mut Problems) -> (Vec<usize>, Vec<bool>) {
    let (order, kept) = firsts(&ids(list));
    for (index, entry) in list.iter_mut().enumerate() {
        if !kept[index] {
            if !entry.id().is_empty() {
                problems.add(&at.at(index), Fault::DuplicateId(quote(entry.id())));
            }
            *entry = Json::Null;
        }
    }
    (order, kept)
}

/// Drops the entries without an id and those whose id an earlier one has.
pub(crate) fn drop_repeated(list: &mut Vec<Json>, at: &Place, problems: &mut Problems) {
    unique(list, at, problems);
    drop_null(list);
}

/// Drops the entries where nothing stands.
pub(crate) fn drop_null(list: &mut Vec<Json>) {
    list.retain(|entry| !entry.is_null());
}

/// The order of ids, and of the list for those that are alike; and which have an id that no earlier one has.
pub(crate) fn firsts(ids: &[&str]) -> (Vec<usize>, Vec<bool>) {
    let order = sorted(ids.len(), &|a, b| ids[a].cmp(ids[b]));
    let mut kept = vec![false; ids.len()];
    let mut last = "";
    for index in &order {
        kept[*index] = ids[*index] != last;
        last = ids[*index];
    }
    (order, kept)
}
