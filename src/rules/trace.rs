//! The through line: what leads to a step, and how it leads on to the goal.

use super::ways::Ways;
use crate::plan::{EdgeKind, End, GoalIx, GoalStatus, Plan, ProfileList, Status};
use std::cmp::Reverse;

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
    let Some(at) = ways.node(end) else { return trace };
    let (before, after) = (ways.links_to(at), ways.links_from(at));
    for node in 0..ways.nodes() {
        if before[node].is_some() || after[node].is_some() {
            trace.light(ways.end(node));
        }
    }
    for (edge, lamp) in trace.edges.iter_mut().enumerate() {
        let both = |links: &[Option<usize>], (from, to): (usize, usize)| {
            links[from].is_some() && links[to].is_some()
        };
        *lamp = ways.ends(edge).is_some_and(|ends| both(&before, ends) || both(&after, ends));
    }
    if let Some(to) = destination(plan, &ways, at, &after) {
        trace.route = shortest(plan, &ways, at, to, after[to]);
    }
    trace
}

/// Where a node's sentence ends: the primary goal, else the nearest goal (one set aside last), else the nearest step
/// that leads no further.
fn destination(plan: &Plan, ways: &Ways, at: usize, after: &[Option<usize>]) -> Option<usize> {
    let reached =
        (0..ways.nodes()).filter(|&node| node != at).filter_map(|node| after[node].map(|away| (node, away)));
    reached
        .filter_map(|(node, away)| {
            let rank = match ways.end(node) {
                End::Goal(goal) => match plan.goals().get(goal)? {
                    goal if goal.primary => 0,
                    goal if goal.status != GoalStatus::SetAside => 1,
                    _ => 2,
                },
                End::Step(_) if ways.on(node).next().is_none() => 3,
                End::Step(_) => return None,
            };
            Some((if rank == 0 { (0, 0) } else { (rank, away) }, node))
        })
        .min()
        .map(|(_, node)| node)
}

/// The way of fewest links (`away` of them), the plainest kind of link first on ties, then the plan's order.
fn shortest(plan: &Plan, ways: &Ways, from: usize, to: usize, away: Option<usize>) -> Vec<Hop> {
    let left = ways.links_to(to);
    let mut route = Vec::new();
    let mut at = from;
    for away in (0..away.unwrap_or(0)).rev() {
        let nearer = ways.on(at).filter(|&(_, next)| left[next] == Some(away));
        let Some((edge, next)) = nearer.min_by_key(|&(edge, _)| (plainness(plan, edge), edge)) else { break };
        route.push(Hop { edge, from: ways.end(at), to: ways.end(next) });
        at = next;
    }
    route
}

fn plainness(plan: &Plan, edge: usize) -> u8 {
    match plan.edges()[edge].kind {
        EdgeKind::Requires => 0,
        EdgeKind::LeadsTo => 1,
        _ => 2,
    }
}

/// How strong a chain of steps is, in the order that decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Strength {
    /// Steps the learner is at now.
    under_way: usize,
    /// Steps that are only suggested, the fewer the stronger.
    suggested: Reverse<usize>,
    /// Links that bind (`requires`, `leads-to`), and steps that the learner's own profile explains, needs aside.
    weight: usize,
    /// Links that do not bind, the fewer the stronger.
    loose: Reverse<usize>,
    /// The steps that the learner's own profile explains.
    own: usize,
}

impl Strength {
    /// Of the chain with one more link before it, which comes from `end`.
    fn after(mut self, plan: &Plan, edge: usize, end: End) -> Strength {
        if let End::Step(step) = end
            && let Some(step) = plan.steps().get(step)
        {
            self.under_way += usize::from(step.status.is_under_way());
            self.suggested.0 += usize::from(step.status == Status::Suggested);
            let own = usize::from(step.because.iter().any(|because| because.list != ProfileList::Needs));
            self.own += own;
            self.weight += own;
        }
        let binds = plainness(plan, edge) < 2;
        self.weight += usize::from(binds);
        self.loose.0 += usize::from(!binds);
        self
    }
}

/// The plan's own through line: from what the learner does now (else did last, else does first) to the primary goal.
/// `route` is its strongest single way (the one drawn as one strong line), in order.
///
/// *Now* is any step under way that leads to the primary goal; where none does, the done ones of the latest phase that
/// do, and of a chain of them the last; else those of the first phase. Of all chains from there to the goal it is the one
/// through the most steps under way, then the fewest suggested ones, then the one of most weight: each `requires` and
/// `leads-to` weighs one, because a long chain that binds shows something to do in every phase, and each step that the
/// learner's own strengths, interests, values or preferences explain weighs one too, because the line is theirs. On ties
/// it is the one of fewest other links, then of most such steps, then the first in the plan's order.
///
/// `steps`, `edges` and `goals` mark that chain and, before it, the longest chain of done steps that led into it, so
/// that the line begins where the learner began. Empty where the plan has no primary goal or nothing leads to it.
/// O(steps + edges).
pub fn through_line(plan: &Plan) -> Trace {
    let ways = Ways::of(plan);
    let mut trace = Trace::dark(plan);
    let Some(goal) = plan.primary_goal().and_then(|goal| ways.node(End::Goal(goal))) else { return trace };
    let order = ways.in_order();

    // From the goal backwards: the strongest chain from each node on to it.
    let mut best: Vec<Option<(Strength, usize)>> = vec![None; ways.nodes()];
    best[goal] = Some((Strength::default(), usize::MAX));
    for &node in order.iter().rev().filter(|&&node| node != goal && ways.passable(node)) {
        let chains = ways.on(node).filter_map(|(edge, next)| {
            let (strength, _) = best[next]?;
            Some((strength.after(plan, edge, ways.end(node)), Reverse(edge)))
        });
        best[node] = chains.max().map(|(strength, Reverse(edge))| (strength, edge));
    }
    let leads = |step: &usize| best[*step].map(|(strength, _)| strength);
    let Some(mut start) = beginning(plan, leads) else { return trace };
    let done = |node: usize| plan.steps().get(node).is_some_and(|step| step.status.is_done());
    let next = |node: usize| best[node].and_then(|(_, edge)| ways.ends(edge)).map(|(_, next)| next);
    while let Some(later) = next(start).filter(|&later| done(start) && done(later)) {
        start = later;
    }

    let mut at = start;
    while let Some((_, edge)) = best[at].filter(|_| at != goal) {
        let Some((_, next)) = ways.ends(edge) else { break };
        trace.route.push(Hop { edge, from: ways.end(at), to: ways.end(next) });
        at = next;
    }
    for hop in trace.route.clone().into_iter().chain(behind(plan, &ways, &order, start)) {
        trace.light_hop(hop);
    }
    trace
}

/// The step at which the through line begins today; `leads` tells how strongly a step leads to the goal.
fn beginning(plan: &Plan, leads: impl Fn(&usize) -> Option<Strength>) -> Option<usize> {
    let steps = plan.steps();
    let strongest = |fits: &dyn Fn(usize) -> bool| {
        let fitting = (0..steps.len()).filter(|&step| fits(step));
        fitting.filter_map(|step| Some((leads(&step)?, Reverse(step)))).max().map(|(_, Reverse(step))| step)
    };
    let leading = || (0..steps.len()).filter(|step| leads(step).is_some());
    strongest(&|step| steps[step].status.is_under_way())
        .or_else(|| {
            let last =
                leading().filter(|&step| steps[step].status.is_done()).map(|step| steps[step].phase).max()?;
            strongest(&|step| steps[step].status.is_done() && steps[step].phase == last)
        })
        .or_else(|| {
            let firmness = |step: usize| (steps[step].status == Status::Suggested, steps[step].phase);
            let first = leading().map(firmness).min()?;
            strongest(&|step| firmness(step) == first)
        })
}

/// The longest chain of done steps that led to `start`, from its last link to its first.
fn behind(plan: &Plan, ways: &Ways, order: &[usize], start: usize) -> Vec<Hop> {
    let done = |node: usize| plan.steps().get(node).is_some_and(|step| step.status.is_done());
    let mut best: Vec<Option<((usize, usize), usize)>> = vec![None; ways.nodes()];
    for &node in order.iter().filter(|&&node| done(node) || node == start) {
        let chains = ways.back(node).filter(|&(_, from)| done(from)).map(|(edge, from)| {
            let (bound, all) = best[from].map_or((0, 0), |(length, _)| length);
            ((bound + usize::from(plainness(plan, edge) < 2), all + 1), Reverse(edge))
        });
        best[node] = chains.max().map(|(length, Reverse(edge))| (length, edge));
    }
    let mut hops = Vec::new();
    let mut at = start;
    while let Some((_, edge)) = best[at] {
        let Some((from, to)) = ways.ends(edge) else { break };
        hops.push(Hop { edge, from: ways.end(from), to: ways.end(to) });
        at = from;
    }
    hops
}
