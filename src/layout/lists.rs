//! Who is linked to whom, as one list for each item.

/// Whose list, what stands in it, and how strongly the two are linked.
pub type Arc = (usize, usize, u32);

/// For each item a list of others, and how strongly each is linked to it.
pub struct Lists {
    start: Vec<usize>,
    list: Vec<(usize, u32)>,
}

impl Lists {
    /// The lists of `count` items, by counting. O(count + arcs).
    pub fn new(count: usize, arcs: &[Arc]) -> Lists {
        let mut start = vec![0; count + 2];
        for &(whose, ..) in arcs {
            start[whose + 2] += 1;
        }
        for item in 1..start.len() {
            start[item] += start[item - 1];
        }
        let mut list = vec![(0, 0); arcs.len()];
        for &(whose, other, weight) in arcs {
            list[start[whose + 1]] = (other, weight);
            start[whose + 1] += 1;
        }
        Lists { start, list }
    }

    /// The list of an item.
    pub fn of(&self, item: usize) -> &[(usize, u32)] {
        &self.list[self.start[item]..self.start[item + 1]]
    }

    /// Puts what stands in each list into the order of `others`, whose own lists are `back`. `filled` is room to count
    /// in, one for each item. O(others and their links).
    pub fn align(&mut self, others: &[usize], back: &Lists, filled: &mut [usize]) {
        for &other in others {
            for &(item, _) in back.of(other) {
                filled[item] = self.start[item];
            }
        }
        for &other in others {
            for &(item, weight) in back.of(other) {
                self.list[filled[item]] = (other, weight);
                filled[item] += 1;
            }
        }
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
