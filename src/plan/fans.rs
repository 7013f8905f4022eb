//! What belongs to what, as one list for each.

/// For each node, what fans out of it, in the order in which it was told.
pub(crate) struct Fans {
    starts: Vec<usize>,
    all: Vec<usize>,
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
        Fans { starts, all }
    }

    /// What fans out of a node.
    pub(crate) fn at(&self, node: usize) -> &[usize] {
        &self.all[self.starts[node]..self.starts[node + 1]]
    }
}
