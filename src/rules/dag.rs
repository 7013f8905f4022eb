//! The plan as a directed acyclic graph: its ordering edges as lists, walked without recursion.

use super::instead::{passed, stand_ins};
use crate::plan::{EdgeKind, End, Pair, Plan, Status, StepIx, order, rings};
use crate::sorted::Fans;

/// The distance of a node to which no path leads.
pub(super) const NEVER: usize = usize::MAX;

/// Steps and goals as nodes `0..steps + goals`, and the ordering edges between them, both ways.
///
/// A dropped step is a node that no path passes: what the learner no longer does leads nowhere. Where another step
/// [stands in](stand_ins) for one, the edges of that are [`passed`] by way of the other; one that would close
/// a ring so is left out, as is the one between the two. Edges that do not order (corequisite, alternative) are not in
/// it: they say what goes beside a step or instead of it.
pub(super) struct Dag<'a> {
    plan: &'a Plan,
    /// How many nodes there are.
    pub(super) nodes: usize,
    /// For each step, the one by way of which it is passed: mostly itself.
    stand_ins: Vec<StepIx>,
    /// The nodes of each edge, first and second; [`NEVER`] where it is not in the graph.
    ends: Vec<Pair>,
    on: Fans,
    back: Fans,
}

impl Dag<'_> {
    pub(super) fn of(plan: &Plan) -> Dag<'_> {
        let nodes = plan.steps().len() + plan.goals().len();
        let stand_ins = stand_ins(plan);
        let ends = vec![(NEVER, NEVER); plan.edges().len()];
        let mut dag = Dag { plan, nodes, stand_ins, ends, on: Fans::of(0, &[]), back: Fans::of(0, &[]) };
        // A step's own edges first: they are drawn at it, and form no ring by themselves.
        let (mut links, mut edges, mut own) = (Vec::new(), Vec::new(), 0);
        for &moved in &[false, true] {
            for (ix, edge) in plan.edges().iter().enumerate().filter(|(_, edge)| edge.kind.orders()) {
                let Some(ends) = passed(plan, &dag.stand_ins, edge) else { continue };
                if moved == (ends != (edge.from, edge.to)) {
                    let steps = plan.steps().len();
                    dag.ends[ix] = (ends.0.number(steps), ends.1.number(steps));
                    links.push(dag.ends[ix]);
                    edges.push(ix);
                }
            }
            if !moved {
                own = links.len();
            }
        }
        if own < links.len() {
            for ring in &rings(nodes, &links, own) {
                dag.ends[edges[ring.link]] = (NEVER, NEVER);
            }
        }
        let (mut on, mut back) = (Vec::new(), Vec::new());
        for &edge in &edges {
            let Some((from, to)) = dag.ends(edge) else { continue };
            if dag.passable(to) {
                on.push((from, edge));
            }
            if dag.passable(from) {
                back.push((to, edge));
            }
        }
        (dag.on, dag.back) = (Fans::of(nodes, &on), Fans::of(nodes, &back));
        dag
    }

    /// The node of a step or goal of the plan: of a step for which another stands in, that one's.
    pub(super) fn node(&self, end: End) -> usize {
        let node = end.number(self.plan.steps().len());
        self.stand_ins.get(node).map_or(node, |&other| other)
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
        Some(self.ends[edge]).filter(|&(from, _)| from != NEVER)
    }

    pub(super) fn passable(&self, node: usize) -> bool {
        self.plan.steps().get(node).is_none_or(|step| step.status != Status::Dropped)
    }

    /// The edges on from a node, its own first, in the plan's order.
    pub(super) fn on(&self, node: usize) -> &[usize] {
        self.on.at(node)
    }

    /// The edges into a node, its own first, in the plan's order.
    pub(super) fn back(&self, node: usize) -> &[usize] {
        self.back.at(node)
    }

    /// The node to which an edge leads.
    pub(super) fn to(&self, edge: usize) -> usize {
        self.ends[edge].1
    }

    /// The node from which an edge comes.
    pub(super) fn from(&self, edge: usize) -> usize {
        self.ends[edge].0
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

    /// All nodes so that every edge leads from an earlier to a later one. Steps alone are mostly in that order already;
    /// goals stand anywhere among them. O((nodes + edges) log nodes).
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut links = self.ends.clone();
        links.retain(|&(from, _)| from != NEVER);
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
