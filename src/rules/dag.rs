//! The plan as a directed acyclic graph: its ordering edges as lists, walked without recursion.

use crate::plan::{EdgeKind, End, Fans, Plan, Status, StepIx, order, ordering};

/// The distance of a node to which no path leads.
pub(super) const NEVER: usize = usize::MAX;

/// Steps and goals as nodes `0..steps + goals`, and the ordering edges between them, both ways.
///
/// A dropped step is a node that no path passes: what the learner no longer does leads nowhere. Edges that do not
/// order (corequisite, alternative) are not in it: they say what goes beside a step or instead of it.
pub(super) struct Dag<'a> {
    plan: &'a Plan,
    /// How many nodes there are.
    pub(super) nodes: usize,
    on: Fans,
    back: Fans,
}

impl Dag<'_> {
    pub(super) fn of(plan: &Plan) -> Dag<'_> {
        let nodes = plan.steps().len() + plan.goals().len();
        let mut dag = Dag { plan, nodes, on: Fans::of(0, &[]), back: Fans::of(0, &[]) };
        let edges = plan.edges().len();
        let from = |edge| dag.ends(edge).filter(|&(_, to)| dag.passable(to)).map(|(from, _)| from);
        let on = Fans::by(nodes, edges, &from);
        let to = |edge| dag.ends(edge).filter(|&(from, _)| dag.passable(from)).map(|(_, to)| to);
        dag.back = Fans::by(nodes, edges, &to);
        dag.on = on;
        dag
    }

    /// The node of a step or goal of the plan.
    pub(super) fn node(&self, end: End) -> usize {
        end.number(self.plan.steps().len())
    }

    pub(super) fn end(&self, node: usize) -> End {
        let steps = self.plan.steps().len();
        if node < steps { End::Step(node) } else { End::Goal(node - steps) }
    }

    /// The node of the primary goal.
    pub(super) fn goal(&self) -> Option<usize> {
        self.plan.primary_goal().map(|goal| self.node(End::Goal(goal)))
    }

    /// The nodes of an edge, first and second, if it is in the graph.
    pub(super) fn ends(&self, edge: usize) -> Option<(usize, usize)> {
        self.plan.edges()[edge].kind.orders().then(|| (self.from(edge), self.to(edge)))
    }

    pub(super) fn passable(&self, node: usize) -> bool {
        self.plan.steps().get(node).is_none_or(|step| step.status != Status::Dropped)
    }

    /// The edges on from a node, in the plan's order.
    pub(super) fn on(&self, node: usize) -> &[usize] {
        self.on.at(node)
    }

    /// The edges into a node, in the plan's order.
    pub(super) fn back(&self, node: usize) -> &[usize] {
        self.back.at(node)
    }

    /// The node to which an edge leads.
    pub(super) fn to(&self, edge: usize) -> usize {
        self.node(self.plan.edges()[edge].to)
    }

    /// The node from which an edge comes.
    pub(super) fn from(&self, edge: usize) -> usize {
        self.node(self.plan.edges()[edge].from)
    }

    /// For each node, the fewest links that lead from `start` to it; [`NEVER`] where none do. O(nodes + edges).
    pub(super) fn links_from(&self, start: usize) -> Vec<usize> {
        self.links(start, &self.on, &|edge| self.to(edge))
    }

    /// For each node, the fewest links that lead from it to `end`; [`NEVER`] where none do. O(nodes + edges).
    pub(super) fn links_to(&self, end: usize) -> Vec<usize> {
        self.links(end, &self.back, &|edge| self.from(edge))
    }

    /// Breadth first, along these edges of each node.
    fn links(&self, start: usize, edges: &Fans, next: &dyn Fn(usize) -> usize) -> Vec<usize> {
        let mut links = vec![NEVER; self.nodes];
        let mut queue = vec![start];
        links[start] = 0;
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            at += 1;
            for &edge in edges.at(node) {
                let next = next(edge);
                if links[next] == NEVER {
                    links[next] = links[node] + 1;
                    queue.push(next);
                }
            }
        }
        links
    }

    /// All nodes so that every edge leads from an earlier to a later one. Steps alone are in that order already; goals
    /// stand anywhere among them. O((nodes + edges) log nodes).
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut links = Vec::new();
        ordering(self.plan.edges(), self.plan.steps().len(), &mut links);
        order(self.nodes, &links)
    }
}

/// Which steps the primary goal waits for: those that lead to it by links that bind.
pub(super) fn for_goal(plan: &Plan) -> Vec<bool> {
    leading(plan, &|_| false, EdgeKind::binds)
}

/// Which steps are one of these or lead to one or to the primary goal, by links of such kinds.
pub(super) fn leading(plan: &Plan, to: &dyn Fn(StepIx) -> bool, by: fn(EdgeKind) -> bool) -> Vec<bool> {
    let dag = Dag::of(plan);
    let goal = dag.goal();
    let mut leads = vec![false; dag.nodes];
    for &node in dag.in_order().iter().rev() {
        let is_on = |&edge: &usize| by(plan.edges()[edge].kind) && leads[dag.to(edge)];
        let is_end = Some(node) == goal || matches!(dag.end(node), End::Step(step) if to(step));
        leads[node] = is_end || dag.passable(node) && dag.on(node).iter().any(is_on);
    }
    leads.truncate(plan.steps().len());
    leads
}
