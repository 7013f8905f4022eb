//! The through line: what leads to a step, and how it leads on to the goal.

use super::instead::Instead;
use super::schedule::for_goal;
use super::ways::{NEVER, Ways};
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
    /// The one way on from the step to the goal that the sentence tells: the shortest by hops, the primary goal first,
    /// `requires` before `leads-to` before the others on ties. Where no goal can be reached, the way to the nearest
    /// step that leads no further ([`Trace::goal`] tells which). Empty where it leads to no other step or goal.
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
/// An edge is on the line only where it is part of a way through the step itself: of two steps that both lead to it,
/// the link between them is lit, but a link from one of them to something else is not. A corequisite goes beside a
/// step and an alternative instead of it: neither leads on, so neither is followed nor lit. No way passes a dropped
/// step. O(steps + edges).
pub fn trace(plan: &Plan, end: End) -> Trace {
    let ways = Ways::of(plan);
    let mut trace = Trace::dark(plan);
    let at = ways.node(end);
    if at >= ways.nodes || ways.end(at) != end {
        return trace;
    }
    let (before, after) = (ways.links(at, true), ways.links(at, false));
    for node in 0..ways.nodes {
        if before[node] != NEVER || after[node] != NEVER {
            trace.light(ways.end(node));
        }
    }
    for (edge, lamp) in trace.edges.iter_mut().enumerate() {
        if let Some((from, to)) = ways.ends(edge) {
            *lamp = before[from].max(before[to]) != NEVER || after[from].max(after[to]) != NEVER;
        }
    }
    if let Some(to) = destination(plan, &ways, at, &after) {
        trace.route = shortest(plan, &ways, at, to, after[to]);
    }
    trace
}

/// Where a node's sentence ends: the primary goal, else the nearest goal (one set aside last), else the nearest step
/// that leads no further.
fn destination(plan: &Plan, ways: &Ways, at: usize, after: &[usize]) -> Option<usize> {
    let mut best = ((u8::MAX, 0), None);
    for (node, &away) in after.iter().enumerate() {
        if node == at || away == NEVER {
            continue;
        }
        let key = match ways.end(node) {
            End::Goal(goal) => match &plan.goals()[goal] {
                goal if goal.primary => (0, 0),
                goal if goal.status != GoalStatus::SetAside => (1, away),
                _ => (2, away),
            },
            End::Step(_) if ways.on(node).is_empty() => (3, away),
            End::Step(_) => continue,
        };
        if key < best.0 {
            best = (key, Some(node));
        }
    }
    best.1
}

/// The way of fewest links (`away` of them), the plainest kind of link first on ties, then the plan's order.
fn shortest(plan: &Plan, ways: &Ways, from: usize, to: usize, away: usize) -> Vec<Hop> {
    let left = ways.links(to, true);
    let mut route = Vec::with_capacity(away);
    let mut at = from;
    for away in (0..away).rev() {
        let mut best = (u8::MAX, NEVER);
        for &edge in ways.on(at) {
            let plainness = plainness(plan, edge);
            if left[ways.to(edge)] == away && plainness < best.0 {
                best = (plainness, edge);
            }
        }
        if best.1 == NEVER {
            break;
        }
        route.push(hop(ways, best.1));
        at = ways.to(best.1);
    }
    route
}

fn hop(ways: &Ways, edge: usize) -> Hop {
    Hop { edge, from: ways.end(ways.from(edge)), to: ways.end(ways.to(edge)) }
}

fn plainness(plan: &Plan, edge: usize) -> u8 {
    match plan.edges()[edge].kind {
        EdgeKind::Requires => 0,
        EdgeKind::LeadsTo => 1,
        _ => 2,
    }
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
    let mut sum = if plainness(plan, edge) < 2 { WEIGHT } else { LOOSE };
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
/// `route` is its strongest single way (the one drawn as one strong line), in order.
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
    let ways = Ways::of(plan);
    let mut trace = Trace::dark(plan);
    let Some(goal) = ways.goal() else { return trace };
    let order = ways.in_order();

    // From the goal backwards: the strongest chain from each node on to it, and the first link of that.
    let mut best = vec![NONE; ways.nodes];
    let mut way = vec![NEVER; ways.nodes];
    best[goal] = 0;
    for &node in order.iter().rev() {
        if node == goal || !ways.passable(node) {
            continue;
        }
        for &edge in ways.on(node) {
            let rest = best[ways.to(edge)];
            if rest != NONE && rest + strength(plan, edge, node) > best[node] {
                best[node] = rest + strength(plan, edge, node);
                way[node] = edge;
            }
        }
    }
    let Some(mut at) = beginning(plan, &best) else { return trace };
    while way[at] != NEVER && done(plan, at) && done(plan, ways.to(way[at])) {
        at = ways.to(way[at]);
    }

    let start = at;
    while at != goal && way[at] != NEVER {
        let hop = hop(&ways, way[at]);
        trace.light_hop(hop);
        trace.route.push(hop);
        at = ways.to(way[at]);
    }
    light_behind(plan, &ways, &order, start, &mut trace);
    trace
}

/// How many steps are still to do for the primary goal, by links that bind, beside those of the through line.
pub fn beside_the_line(plan: &Plan, through: &Trace) -> usize {
    let instead = Instead::of(plan);
    let (waits, spare) = (for_goal(plan), instead.spare(plan));
    let beside =
        |&step: &usize| waits[step] && !spare[step] && !through.steps[step] && instead.is_to_do(plan, step);
    (0..waits.len()).filter(beside).count()
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
            _ => (2, !step.phase),
        };
        if strength[ix] != NONE && (class, near, strength[ix]) > best.0 {
            best = ((class, near, strength[ix]), Some(ix));
        }
    }
    best.1
}

/// Lights the longest chain of done steps that led to `start`: of most links that bind, then of most links.
fn light_behind(plan: &Plan, ways: &Ways, order: &[usize], start: usize, trace: &mut Trace) {
    let mut best = vec![0; ways.nodes];
    let mut way = vec![NEVER; ways.nodes];
    for &node in order {
        if !done(plan, node) && node != start {
            continue;
        }
        for &edge in ways.back(node) {
            let from = ways.from(edge);
            let bound = if plainness(plan, edge) < 2 { WEIGHT } else { 0 };
            if done(plan, from) && best[from] + bound + 1 > best[node] {
                best[node] = best[from] + bound + 1;
                way[node] = edge;
            }
        }
    }
    let mut at = start;
    while way[at] != NEVER {
        trace.light_hop(hop(ways, way[at]));
        at = ways.from(way[at]);
    }
}
