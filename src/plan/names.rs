//! From the ids of a list to indexes: the first of a name wins.

use super::place::Place;
use super::problem::{Fault, Problems, Sort, quote};

/// The ids of the entries that were kept, each with its index among them.
#[derive(Default)]
pub(crate) struct Names {
    /// Sorted by id.
    sorted: Vec<(String, usize)>,
}

impl Names {
    /// Names the entries of a list, and says which are kept: those with an id that no earlier one has.
    ///
    /// An entry without an id is dropped in silence: whoever made the
    /// document has told of it.
    pub(crate) fn of(ids: &[&str], list: &Place, problems: &mut Problems) -> (Names, Vec<bool>) {
        let kept = firsts(ids);
        for (index, id) in ids.iter().enumerate() {
            if !kept[index] && !id.is_empty() {
                problems.add(&list.at(index), Fault::DuplicateId(quote(id)));
            }
        }
        (Names::kept(ids, &kept), kept)
    }

    /// As [`Names::of`], where an id that is taken elsewhere is a duplicate too.
    pub(crate) fn of_new(
        ids: &[&str],
        taken: &Names,
        list: &Place,
        problems: &mut Problems,
    ) -> (Names, Vec<bool>) {
        let free: Vec<&str> = ids.iter().map(|id| if taken.find(id).is_none() { *id } else { "" }).collect();
        for (index, id) in ids.iter().enumerate() {
            if free[index] != *id {
                problems.add(&list.at(index), Fault::DuplicateId(quote(id)));
            }
        }
        Names::of(&free, list, problems)
    }

    /// The names of the kept ones.
    pub(crate) fn kept(ids: &[&str], kept: &[bool]) -> Names {
        let mut sorted: Vec<(&str, usize)> =
            ids.iter().zip(kept).filter(|(_, kept)| **kept).map(|(id, _)| (*id, 0)).collect();
        for (index, entry) in sorted.iter_mut().enumerate() {
            entry.1 = index;
        }
        sorted.sort_unstable();
        Names { sorted: sorted.into_iter().map(|(id, index)| (id.to_owned(), index)).collect() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The index of an id among the kept ones.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        let at = self.sorted.binary_search_by(|(name, _)| name.as_str().cmp(id)).ok()?;
        self.sorted.get(at).map(|(_, index)| *index)
    }

    /// The index of an id, or a problem. Nothing was named by an empty one, and whoever made the document told.
    pub(crate) fn resolve(&self, id: &str, sort: Sort, at: &Place, problems: &mut Problems) -> Option<usize> {
        let found = self.find(id);
        if found.is_none() && !id.is_empty() {
            problems.add(at, Fault::Unknown(sort, quote(id)));
        }
        found
    }

    /// The index of an id that may be left out.
    pub(crate) fn resolve_given(
        &self,
        id: Option<&String>,
        sort: Sort,
        at: &Place,
        problems: &mut Problems,
    ) -> Option<usize> {
        self.resolve(id?, sort, at, problems)
    }
}

/// Which entries have an id that no earlier one has.
pub(crate) fn firsts(ids: &[&str]) -> Vec<bool> {
    let mut sorted: Vec<(&str, usize)> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    sorted.sort_unstable();
    let mut kept = vec![false; ids.len()];
    let mut last = "";
    for (id, index) in sorted {
        kept[index] = id != last;
        last = id;
    }
    kept
}

/// Keeps of a list the entries marked.
pub(crate) fn keep<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut marks = kept.iter();
    list.retain(|_| marks.next().copied().unwrap_or(false));
}
