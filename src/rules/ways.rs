//! The ways of a plan: its ordering edges as lists, walked without recursion.

use crate::plan::{End, Plan, Status};

/// Steps and goals as nodes `0..steps + goals`, and the ordering edges between them both ways.
///
/// A dropped step is a node that no way passes: what the learner no longer does leads nowhere. Edges that do not
/// order (corequisite, alternative) are no ways: they say what goes beside a step or instead of it.
pub(super) struct Ways {
    steps: usize,
    nodes: usize,
    /// The nodes of each edge of the plan; None where the edge is no way.
    ends: Vec<Option<(usize, usize)>>,
    on: Fans,
    back: Fans,
    passable: Vec<bool>,
}

/// For each node, the edges that fan out of it on one side, in the plan's order.
struct Fans {
    starts: Vec<usize>,
    edges: Vec<usize>,
}

impl Fans {
    /// Sorts the edges under their nodes by counting. O(nodes + edges).
    fn of(nodes: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Fans {
        let mut starts = vec![0; nodes + 1];
        for (node, _) in pairs.clone() {
            starts[node + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut edges = vec![0; starts[nodes]];
        for (node, edge) in pairs {
            edges[next[node]] = edge;
            next[node] += 1;
        }
        Fans { starts, edges }
    }

    fn at(&self, node: usize) -> &[usize] {
        &self.edges[self.starts[node]..self.starts[node + 1]]
    }
}

impl Ways {
    pub(super) fn of(plan: &Plan) -> Ways {
        let steps = plan.steps().len();
        let nodes = steps + plan.goals().len();
        let node = |end| match end {
            End::Step(step) => step,
            End::Goal(goal) => steps + goal,
        };
        let ends: Vec<_> = plan
            .edges()
            .iter()
            .map(|edge| edge.kind.orders().then(|| (node(edge.from), node(edge.to))))
            .map(|ends| ends.filter(|&(from, to)| from < nodes && to < nodes && from != to))
            .collect();
        let ways =
            || ends.iter().enumerate().filter_map(|(edge, ends)| ends.map(|(from, to)| (edge, from, to)));
        let on = Fans::of(nodes, ways().map(|(edge, from, _)| (from, edge)));
        let back = Fans::of(nodes, ways().map(|(edge, _, to)| (to, edge)));
        let dropped = plan.steps().iter().map(|step| step.status != Status::Dropped);
        let passable = dropped.chain(plan.goals().iter().map(|_| true)).collect();
        Ways { steps, nodes, ends, on, back, passable }
    }

    pub(super) fn nodes(&self) -> usize {
        self.nodes
    }

    /// The node of a step or goal, if the plan has it.
    pub(super) fn node(&self, end: End) -> Option<usize> {
        match end {
            End::Step(step) => Some(step).filter(|&step| step < self.steps),
            End::Goal(goal) => self.steps.checked_add(goal).filter(|&node| node < self.nodes),
        }
    }

    pub(super) fn end(&self, node: usize) -> End {
        if node < self.steps { End::Step(node) } else { End::Goal(node - self.steps) }
    }

    /// The nodes of an edge, first and second, if it is a way.
    pub(super) fn ends(&self, edge: usize) -> Option<(usize, usize)> {
        self.ends.get(edge).copied().flatten()
    }

    pub(super) fn passable(&self, node: usize) -> bool {
        self.passable[node]
    }

    /// The ways on from a node: each edge and the node it leads to.
    pub(super) fn on(&self, node: usize) -> impl Iterator<Item = (usize, usize)> {
        let far = |&edge: &usize| self.ends(edge).map(|(_, to)| (edge, to));
        self.on.at(node).iter().filter_map(far).filter(|&(_, to)| self.passable[to])
    }

    /// The ways into a node: each edge and the node it comes from.
    pub(super) fn back(&self, node: usize) -> impl Iterator<Item = (usize, usize)> {
        let far = |&edge: &usize| self.ends(edge).map(|(from, _)| (edge, from));
        self.back.at(node).iter().filter_map(far).filter(|&(_, from)| self.passable[from])
    }

    /// For each node, the fewest links that lead from `start` to it; None where none do. O(nodes + edges).
    pub(super) fn links_from(&self, start: usize) -> Vec<Option<usize>> {
        self.links(start, |node, queue| queue.extend(self.on(node).map(|(_, to)| to)))
    }

    /// For each node, the fewest links that lead from it to `end`; None where none do. O(nodes + edges).
    pub(super) fn links_to(&self, end: usize) -> Vec<Option<usize>> {
        self.links(end, |node, queue| queue.extend(self.back(node).map(|(_, from)| from)))
    }

    /// Breadth first, one ring of nodes after the other.
    fn links(&self, start: usize, more: impl Fn(usize, &mut Vec<usize>)) -> Vec<Option<usize>> {
        let mut links = vec![None; self.nodes];
        let (mut ring, mut next, mut away) = (vec![start], Vec::new(), 0);
        while !ring.is_empty() {
            for node in ring.drain(..) {
                if links[node].is_none() {
                    links[node] = Some(away);
                    more(node, &mut next);
                }
            }
            std::mem::swap(&mut ring, &mut next);
            away += 1;
        }
        links
    }

    /// All nodes so that every way leads from an earlier to a later one.
    ///
    /// Steps alone are in that order already; goals stand anywhere among them. Should goals close a cycle, its nodes
    /// come last, in order of their index, so that what follows is still total. O(nodes + edges).
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut waits: Vec<usize> = (0..self.nodes).map(|node| self.back.at(node).len()).collect();
        let mut order: Vec<usize> = (0..self.nodes).filter(|&node| waits[node] == 0).collect();
        let mut at = 0;
        while let Some(&node) = order.get(at) {
            at += 1;
            for &edge in self.on.at(node) {
                if let Some((_, to)) = self.ends(edge) {
                    waits[to] -= 1;
                    if waits[to] == 0 {
                        order.push(to);
                    }
                }
            }
        }
        order.extend((0..self.nodes).filter(|&node| waits[node] > 0));
        order
    }
}
