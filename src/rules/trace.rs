//! The through line: what leads to a step, and how it leads on to the goal.

use super::dag::{Dag, NEVER, for_goal};
use super::instead::Instead;
use crate::plan::{EdgeKind, End, GoalIx, GoalStatus, Plan, ProfileList, Status};

/// The line of one step or goal, both ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// For each step, whether it is on the line.
    pub steps: Vec<bool>,
    /// For each goal, whether it is on the line.
    pub goals: Vec<bool>,
    /// For each edge, whether it is on the line.
    pub edges: Vec<bool>,
    /// The one path on from the step that the sentence tells. It ends at the primary goal; where that cannot be
    /// reached, at another goal (one set aside last); else at a step that leads no further ([`Trace::goal`] tells
    /// which). From a step on the plan's own through line it is that line. Of all paths from any other step it is the
    /// one of the fewest links that do not bind, however long: what is only recommended is no reason where something is
    /// required. Then it is the one of the fewest links, then of the fewest `leads-to`, then the first in the plan's
    /// order. Empty where it leads to no other step or goal.
    pub route: Vec<Hop>,
}

/// One link of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Index in [`Plan::edges`].
    pub edge: usize,
    /// Where the edge comes from.
    pub from: End,
    /// Where it leads.
    pub to: End,
}

impl Trace {
    /// The goal at which the route ends; None where it is empty or ends at a step.
    pub fn goal(&self) -> Option<GoalIx> {
        match self.route.last()?.to {
            End::Goal(goal) => Some(goal),
            End::Step(_) => None,
        }
    }

    fn dark(plan: &Plan) -> Trace {
        Trace {
            steps: vec![false; plan.steps().len()],
            goals: vec![false; plan.goals().len()],
            edges: vec![false; plan.edges().len()],
            route: Vec::new(),
        }
    }

    fn light(&mut self, end: End) {
        let lamp = match end {
            End::Step(step) => self.steps.get_mut(step),
            End::Goal(goal) => self.goals.get_mut(goal),
        };
        if let Some(lamp) = lamp {
            *lamp = true;
        }
    }

    fn light_hop(&mut self, hop: Hop) {
        self.light(hop.from);
        self.light(hop.to);
        self.edges[hop.edge] = true;
    }
}

/// The line of a step or goal: all that leads to it and all it leads to, by ordering edges (requires, recommended,
/// leads-to, evidence-for).
///
/// An edge is on the line only where it is part of a path through the step itself: of two steps that both lead to it,
/// the link between them is lit, but a link from one of them to something else is not. A corequisite goes beside a
/// step and an alternative instead of it: neither leads on, so neither is followed nor lit. No path passes a dropped
/// step: where another stands in for one, what led to it and what it led to hangs on the other, whose line it has.
/// `line` is the plan's own through line, which a route on it follows. O(steps + edges).
pub fn trace(plan: &Plan, end: End, line: &Trace) -> Trace {
    let dag = Dag::of(plan);
    let mut trace = Trace::dark(plan);
    let is_there = match end {
        End::Step(step) => step < plan.steps().len(),
        End::Goal(goal) => goal < plan.goals().len(),
    };
    if !is_there {
        return trace;
    }
    trace.light(end);
    let at = dag.node(end);
    let end = dag.end(at);
    let (before, after) = (dag.links_to(at), dag.links_from(at));
    for node in 0..dag.nodes {
        if before[node] != NEVER || after[node] != NEVER {
            trace.light(dag.end(node));
        }
    }
    for (edge, lamp) in trace.edges.iter_mut().enumerate() {
        if let Some((from, to)) = dag.ends(edge) {
            *lamp = before[from].max(before[to]) != NEVER || after[from].max(after[to]) != NEVER;
        }
    }
    let on_line = match end {
        End::Step(step) => line.steps.get(step),
        End::Goal(goal) => line.goals.get(goal),
    } == Some(&true);
    let weigh = |edge: usize, _| match plan.edges()[edge].kind {
        _ if on_line && line.edges.get(edge) == Some(&true) => 0,
        EdgeKind::Requires => LOOSE,
        kind if kind.binds() => LOOSE - OWN,
        _ => LOOSE - WEIGHT,
    };
    let mut order = dag.in_order();
    order.retain(|node| after[*node] != NEVER);
    let (_, next) = strongest(&dag, &order, destinations(plan, &dag, at, &after), &weigh);
    trace.route = follow(&dag, &next, at);
    trace
}

/// Where a node's sentence may end, as strengths to begin with: the primary goal, else the goals (those set aside
/// last), else the steps that lead no further.
fn destinations(plan: &Plan, dag: &Dag, at: usize, after: &[usize]) -> Vec<i128> {
    let class = |node: usize| match dag.end(node) {
        _ if node == at || after[node] == NEVER => 4,
        End::Goal(goal) => match &plan.goals()[goal] {
            goal if goal.primary => 0,
            goal => 1 + u8::from(goal.status == GoalStatus::SetAside),
        },
        End::Step(_) => 3 + u8::from(!dag.on(node).is_empty()),
    };
    let first = (0..dag.nodes).map(class).min();
    let mut best = Vec::with_capacity(dag.nodes);
    for node in 0..dag.nodes {
        best.push(if class(node) < 4 && Some(class(node)) == first { 0 } else { NONE });
    }
    best
}

/// From where `best` is a strength already backwards: the strongest chain from each node on to there, and the first
/// link of that, on ties the first in the plan's order. `weigh` tells what a link and the node it comes from add.
fn strongest(
    dag: &Dag,
    order: &[usize],
    mut best: Vec<i128>,
    weigh: &dyn Fn(usize, usize) -> i128,
) -> (Vec<i128>, Vec<usize>) {
    let mut next = vec![NEVER; dag.nodes];
    for &node in order.iter().rev() {
        if best[node] != NONE {
            continue;
        }
        for &edge in dag.on(node) {
            let rest = best[dag.to(edge)];
            if rest != NONE && rest + weigh(edge, node) > best[node] {
                best[node] = rest + weigh(edge, node);
                next[node] = edge;
            }
        }
    }
    (best, next)
}

/// The chain from a node on, of which `next` is the first link from each.
fn follow(dag: &Dag, next: &[usize], mut at: usize) -> Vec<Hop> {
    let mut route = Vec::new();
    while next[at] != NEVER {
        route.push(hop(dag, next[at]));
        at = dag.to(next[at]);
    }
    route
}

fn hop(dag: &Dag, edge: usize) -> Hop {
    Hop { edge, from: dag.end(dag.from(edge)), to: dag.end(dag.to(edge)) }
}

/// What a step or a link adds to the strength of a chain, in the order that decides: each outweighs all after it
/// together, since no chain has 2^23 links. Steps the learner is at now; steps that are only suggested, the fewer the
/// stronger; links that bind (`requires`, `leads-to`) and steps that the learner's own profile explains, needs aside;
/// links that do not bind, the fewer the stronger; those steps once more.
const UNDER_WAY: i128 = 1 << 96;
const SUGGESTED: i128 = -1 << 72;
const WEIGHT: i128 = 1 << 48;
const LOOSE: i128 = -1 << 24;
const OWN: i128 = 1;

/// The strength of what leads nowhere.
const NONE: i128 = i128::MIN;

/// What a link and the node it comes from add to the strength of a chain.
fn strength(plan: &Plan, edge: usize, from: usize) -> i128 {
    let mut sum = if plan.edges()[edge].kind.binds() { WEIGHT } else { LOOSE };
    if let Some(step) = plan.steps().get(from) {
        if step.status.is_under_way() {
            sum += UNDER_WAY;
        }
        if step.status == Status::Suggested {
            sum += SUGGESTED;
        }
        if step.because.iter().any(|because| because.list != ProfileList::Needs) {
            sum += WEIGHT + OWN;
        }
    }
    sum
}

/// The plan's own through line: from what the learner does now (else did last, else does first) to the primary goal.
/// `route` is its strongest single path (the one drawn as one strong line), in order.
///
/// *Now* is any step under way that leads to the primary goal; where none does, the done ones of the latest phase that
/// do, and of a chain of them the last; else those of the first phase. Of all chains from there to the goal it is the
/// one through the most steps under way, then the fewest suggested ones, then the one of most weight: each `requires`
/// and `leads-to` weighs one, because a long chain that binds shows something to do in every phase, and each step that
/// the learner's own strengths, interests, values or preferences explain weighs one too, because the line is theirs. On
/// ties it is the one of fewest other links, then of most such steps, then the first in the plan's order.
///
/// `steps`, `edges` and `goals` mark that chain and, before it, the longest chain of done steps that led into it, so
/// that the line begins where the learner began. Empty where the plan has no primary goal or nothing leads to it.
/// O(steps + edges).
pub fn through_line(plan: &Plan) -> Trace {
    let dag = Dag::of(plan);
    let mut trace = Trace::dark(plan);
    let Some(goal) = dag.goal() else { return trace };
    let order = dag.in_order();

    let mut best = vec![NONE; dag.nodes];
    best[goal] = 0;
    let (best, next) = strongest(&dag, &order, best, &|edge, node| strength(plan, edge, node));
    let Some(mut at) = beginning(plan, &best) else { return trace };
    while next[at] != NEVER && done(plan, at) && done(plan, dag.to(next[at])) {
        at = dag.to(next[at]);
    }

    let route = follow(&dag, &next, at);
    for &hop in &route {
        trace.light_hop(hop);
    }
    trace.route = route;
    light_behind(plan, &dag, &order, at, &mut trace);
    trace
}

/// How many steps are still to do for the primary goal, by links that bind, beside those of the through line.
pub fn beside_the_line(plan: &Plan, through: &Trace) -> usize {
    let instead = Instead::of(plan);
    let (waits, spare) = (for_goal(plan), instead.spare(plan, &|_| true));
    let mut beside = 0;
    for step in 0..waits.len() {
        let is_beside = waits[step] && !spare[step] && !through.steps[step];
        beside += usize::from(is_beside && instead.is_to_do(plan, step));
    }
    beside
}

fn done(plan: &Plan, node: usize) -> bool {
    plan.steps().get(node).is_some_and(|step| step.status.is_done())
}

/// The step at which the through line begins today; `strength` tells how strongly each step leads to the goal.
fn beginning(plan: &Plan, strength: &[i128]) -> Option<usize> {
    let mut best = ((0, 0, 0), None);
    for (ix, step) in plan.steps().iter().enumerate() {
        let (class, near) = match step.status {
            status if status.is_under_way() => (4, 0),
            status if status.is_done() => (3, step.phase),
            Status::Suggested => (1, !step.phase),
            Status::Dropped => continue,
            _ => (2, !step.phase),
        };
        if strength[ix] != NONE && (class, near, strength[ix]) > best.0 {
            best = ((class, near, strength[ix]), Some(ix));
        }
    }
    best.1
}

/// Lights the longest chain of done steps that led to `start`: of most links that bind, then of most links.
fn light_behind(plan: &Plan, dag: &Dag, order: &[usize], start: usize, trace: &mut Trace) {
    let mut best = vec![0; dag.nodes];
    let mut before = vec![NEVER; dag.nodes];
    for &node in order {
        for &edge in dag.back(node) {
            let from = dag.from(edge);
            let bound = if plan.edges()[edge].kind.binds() { WEIGHT } else { 0 };
            if done(plan, from) && best[from] + bound + 1 > best[node] {
                best[node] = best[from] + bound + 1;
                before[node] = edge;
            }
        }
    }
    let mut at = start;
    while before[at] != NEVER {
        trace.light_hop(hop(dag, before[at]));
        at = dag.from(before[at]);
    }
}
