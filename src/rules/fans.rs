//! What belongs to what, as one list for each.

use crate::sorted::sort;

/// For each node, what fans out of it, in the order in which it was told.
pub(super) struct Fans {
    starts: Vec<usize>,
    all: Vec<usize>,
}

impl Fans {
    /// Sorts the second of each pair under the first by counting. Expects the first below `nodes`. O(nodes + pairs).
    pub(super) fn of(nodes: usize, pairs: &[(usize, usize)]) -> Fans {
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
        Fans { starts, all }
    }

    pub(super) fn at(&self, node: usize) -> &[usize] {
        &self.all[self.starts[node]..self.starts[node + 1]]
    }
}

/// The same numbers in order, each once.
pub(super) fn distinct(all: &[usize]) -> Vec<usize> {
    let mut sorted = all.to_vec();
    sort(&mut sorted, &|a, b| a.cmp(&b));
    let mut distinct = Vec::with_capacity(all.len());
    for one in sorted {
        if distinct.last() != Some(&one) {
            distinct.push(one);
        }
    }
    distinct
}
