//! Who is linked to whom, as one list for each item.

use crate::sorted::Fans;

/// How strongly two items are linked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strength {
    /// The weight of the heaviest link that runs there.
    pub most: u32,
    /// The weight of all links that run there.
    pub sum: u32,
}

/// Whose list, what stands in it, and how strongly the two are linked.
pub type Arc = (usize, usize, Strength);

impl Strength {
    pub fn new(weight: u32) -> Strength {
        Strength { most: weight, sum: weight }
    }

    /// What two links weigh that run together.
    pub fn and(self, other: Strength) -> Strength {
        Strength { most: self.most.max(other.most), sum: self.sum.saturating_add(other.sum) }
    }
}

/// For each item a list of others, and how strongly each is linked to it.
#[derive(Debug)]
pub struct Lists {
    start: Vec<usize>,
    list: Vec<(usize, Strength)>,
}

impl Lists {
    /// The lists of `count` items. O(count + arcs).
    pub fn new(count: usize, arcs: &[Arc]) -> Lists {
        let by = Fans::by(count, arcs.len(), &|arc| Some(arcs[arc].0));
        let mut list = Vec::with_capacity(arcs.len());
        for &arc in &by.all {
            let (_, other, weight) = arcs[arc];
            list.push((other, weight));
        }
        Lists { start: by.starts, list }
    }

    /// The list of an item.
    pub fn of(&self, item: usize) -> &[(usize, Strength)] {
        &self.list[self.start[item]..self.start[item + 1]]
    }
}

/// The arcs the other way round.
pub fn turned(arcs: &[Arc]) -> Vec<Arc> {
    let mut turned = Vec::with_capacity(arcs.len());
    for &(whose, other, weight) in arcs {
        turned.push((other, whose, weight));
    }
    turned
}
