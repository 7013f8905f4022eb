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

    /// What fans out of a node.
    pub(crate) fn at(&self, node: usize) -> &[usize] {
        &self.all[self.starts[node]..self.starts[node + 1]]
    }
}
