//! Indices in order, and what belongs to what: one sort for the whole widget, because every type that is sorted on its
//! own costs 2 kB.

use std::cmp::Ordering;

/// The indices below `count`, in the order of what they stand for; equals in their own order. O(count log count).
///
/// ```ignore
/// let ranks = [30, 10, 20];
/// assert_eq!(sorted(3, &|a, b| ranks[a].cmp(&ranks[b])), [1, 2, 0]);
/// ```
pub(crate) fn sorted(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    sort(&mut indices, order);
    indices
}

/// Puts indices in the order of what they stand for; equals stay as they stood. O(indices log indices).
#[inline(never)]
pub(crate) fn sort(indices: &mut [usize], order: &dyn Fn(usize, usize) -> Ordering) {
    indices.sort_by(|&a, &b| order(a, b));
}

/// For each node, what fans out of it, in the order in which it was given.
#[derive(Debug)]
pub(crate) struct Fans {
    /// Where in `all` what fans out of each node begins, and where the last ends.
    pub(crate) starts: Vec<usize>,
    /// What fans out of all nodes.
    pub(crate) all: Vec<usize>,
}

impl Fans {
    /// Sorts the second of each pair under the first by counting. Expects the first below `nodes`. O(nodes + pairs).
    pub(crate) fn of(nodes: usize, pairs: &[(usize, usize)]) -> Fans {
        let mut starts = vec![0; nodes + 2];
        for &(node, _) in pairs {
            starts[node + 2] += 1;
        }
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut all = vec![0; pairs.len()];
        for &(node, other) in pairs {
            all[starts[node + 1]] = other;
            starts[node + 1] += 1;
        }
        starts.pop();
        Fans { starts, all }
    }

    /// Each number below `count` under the node that it belongs to, if it belongs to one. O(nodes + count).
    pub(crate) fn by(nodes: usize, count: usize, of: &dyn Fn(usize) -> Option<usize>) -> Fans {
        let mut pairs = Vec::with_capacity(count);
        for one in 0..count {
            if let Some(node) = of(one) {
                pairs.push((node, one));
            }
        }
        Fans::of(nodes, &pairs)
    }

    /// Each number below `count` that has a word, under the first that has the same. O(count log count).
    pub(crate) fn by_word<'w>(count: usize, word: &dyn Fn(usize) -> Option<&'w str>) -> Fans {
        let mut firsts = vec![None; count];
        let mut first = 0;
        for &one in &sorted(count, &|a, b| word(a).cmp(&word(b))) {
            if word(one) != word(first) {
                first = one;
            }
            firsts[one] = word(one).and(Some(first));
        }
        Fans::by(count, count, &|one| firsts[one])
    }

    /// What fans out of a node.
    pub(crate) fn at(&self, node: usize) -> &[usize] {
        &self.all[self.starts[node]..self.starts[node + 1]]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn equals_stay_as_they_stood() {
        let ranks = [3, 1, 2, 1, 3, 1];
        assert_eq!(super::sorted(6, &|a, b| ranks[a].cmp(&ranks[b])), [1, 3, 5, 2, 0, 4]);
        let mut some = [5, 0, 3, 4];
        super::sort(&mut some, &|a, b| ranks[a].cmp(&ranks[b]));
        assert_eq!(some, [5, 3, 0, 4]);
    }

    #[test]
    fn the_same_words_stand_together_under_the_first() {
        let words = [Some("b"), None, Some("a"), Some("b"), Some("a")];
        let fans = super::Fans::by_word(5, &|at| words[at]);
        assert_eq!([0, 1, 2, 3, 4].map(|first| fans.at(first)), [&[0, 3][..], &[], &[2, 4], &[], &[]]);
    }
}
