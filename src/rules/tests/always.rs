//! What must hold for any plan, against second, slower answers.

use super::notation::{goal, phase, step};
use crate::plan::*;
use crate::rules::instead::Instead;
use crate::rules::{
    Basis, Trace, Track, Weight, attention, findings, mastery, next_steps, now, progress, stand_ins,
    through_line, trace, track,
};
use proptest::prelude::*;
use std::rc::Rc;

/// Numbers to make a plan of, however they fall.
type Seed = (Vec<(u8, u8, u8, u8)>, u8, Vec<(u8, u8, u8)>, Vec<(u8, u8, u8, u8, u8)>);

fn seeds() -> impl Strategy<Value = Seed> {
    (
        prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..8),
        0..4u8,
        prop::collection::vec(any::<(u8, u8, u8)>(), 0..16),
        prop::collection::vec(any::<(u8, u8, u8, u8, u8)>(), 0..7),
    )
}

/// A plan that holds together: steps' edges point on, goals' edges anywhere but in a cycle, requirements stand parents
/// first.
fn made((steps, goals, edges, requirements): &Seed) -> Plan {
    let mut plan = Plan::default();
    let subject = |of: u8| ["Math", "Art", "Science"][usize::from(of % 3)];
    for (ix, &(status, at, credits, counts)) in steps.iter().enumerate() {
        let mut step = step(&format!("s{ix}"));
        step.status = Status::ALL[usize::from(status) % Status::ALL.len()];
        step.phase = usize::from(at % 3);
        step.credits = (credits % 5 > 0).then(|| f64::from(credits % 5) * 0.5);
        step.subject = Some(Text::Plain(subject(at / 3).to_string()));
        step.due = (credits % 7 == 0).then(|| Date::of(2026, 11, 20 + credits % 5)).flatten();
        step.hours = (at % 4 == 0).then(|| Hours { done: Some(f64::from(credits % 9)), need: Some(5.0) });
        step.score =
            (at % 5 == 0).then(|| Score { value: Some(f64::from(credits)), of: None, need: Some(99.0) });
        step.granted = at % 5 == 0;
        step.because = (counts % 5 == 0)
            .then_some(Because { list: ProfileList::Interests, at: 0 })
            .into_iter()
            .collect();
        if counts % 3 == 0 && !requirements.is_empty() {
            for part in 0..counts % 4 {
                let requirement = usize::from(counts / 3 + part) % requirements.len();
                step.counts.push(Counts { requirement, credits: (part % 2 == 1).then_some(0.75) });
            }
        }
        plan.steps.push(step);
    }
    for ix in 0..usize::from(*goals) {
        plan.goals.push(goal(&format!("goal{ix}"), ix == 0));
    }
    let ends = plan.steps.len() + plan.goals.len();
    for &(from, to, kind) in edges.iter().filter(|_| ends > 0) {
        let (from, to) = (usize::from(from) % ends, usize::from(to) % ends);
        let end = |at: usize| if at < steps.len() { End::Step(at) } else { End::Goal(at - steps.len()) };
        let (from, to) = if from.max(to) < steps.len() { (from.min(to), from.max(to)) } else { (from, to) };
        if from != to {
            let kind = EdgeKind::ALL[usize::from(kind) % EdgeKind::ALL.len()];
            if kind.orders() && leads(&plan, end(to), end(from)) {
                continue;
            }
            plan.edges.push(Edge { from: end(from), to: end(to), kind, note: None, minimum: None });
        }
    }
    for (ix, &(kind, parent, need, asks, says)) in requirements.iter().enumerate() {
        let parent = (ix > 0 && parent % 3 > 0).then(|| usize::from(parent) % ix);
        let kinds = RequirementKind::ALL;
        let figure = |of: u8| (!of.is_multiple_of(3)).then(|| f64::from(of % 4));
        let verdict = Verdict {
            met: [None, Some(true), Some(false)][usize::from(says % 3)],
            earned: figure(says),
            in_progress: figure(says / 3),
            planned: None,
            need: figure(says / 9),
            at: None,
        };
        let mut from = From::default();
        match asks % 4 {
            0 => from.subjects.push(subject(asks).to_string()),
            1 => from.kinds.push(Kind::Course),
            2 => from.steps.extend((0..steps.len()).filter(|step| step % 2 == usize::from(asks / 4 % 2))),
            _ => {}
        }
        let facts = RequirementFacts {
            id: format!("r{ix}"),
            overlay: ["diploma", "seal"][usize::from(asks / 8 % 2)].to_string(),
            // Twice as often credits as their share.
            kind: if need % 2 == 0 {
                RequirementKind::Credits
            } else {
                kinds[usize::from(kind) % kinds.len()]
            },
            need: figure(need / 2),
            depth: parent.map_or(0, |parent| plan.requirements[parent].depth + 1),
            waived: (says % 11 == 0).then_some(Waiver { by: None, at: None, note: None }),
            ..RequirementFacts::default()
        };
        plan.requirements.push(Requirement {
            facts: Rc::new(facts),
            parent,
            children: Vec::new(),
            from,
            verdict: (says % 5 == 0).then_some(verdict),
            unclear: says % 7 == 0,
        });
        if let Some(parent) = parent {
            plan.requirements[parent].children.push(ix);
        }
    }
    plan.phases = (0..3).map(|at| phase(&at.to_string(), "", "")).collect();
    plan
}

/// Whether one end leads to another by edges that order.
fn leads(plan: &Plan, from: End, to: End) -> bool {
    let on = |edge: &&Edge| edge.kind.orders() && edge.from == from;
    from == to || plan.edges.iter().filter(on).any(|edge| leads(plan, edge.to, to))
}

/// The plan with the edges of a step in whose place another is passed at that other, and in whose place what is. None
/// where one of those closes a ring.
pub(super) fn passed(plan: &Plan) -> Option<(Plan, Vec<StepIx>)> {
    let stand_ins = stand_ins(plan);
    let by_way = |end: End| if let End::Step(step) = end { End::Step(stand_ins[step]) } else { end };
    let mut passed = plan.clone();
    for ix in (0..plan.edges.len()).filter(|&ix| plan.edges[ix].kind.orders()) {
        let (mut from, to) = (by_way(plan.edges[ix].from), by_way(plan.edges[ix].to));
        let edge = &mut passed.edges[ix];
        // What is done was not led to by what is done later, or still to do.
        if let (End::Step(first), End::Step(then)) = (from, edge.to)
            && plan.steps[then].status.is_done()
            && !(plan.steps[first].status.is_done() && plan.steps[first].phase <= plan.steps[then].phase)
        {
            from = edge.from;
        }
        if from == to {
            // It orders nothing any more.
            edge.kind = EdgeKind::Corequisite;
        }
        let is_tried = matches!(edge.to, End::Step(to) if plan.steps[to].status == Status::NotMet);
        (edge.from, edge.to) = (from, if is_tried { to } else { edge.to });
    }
    let ringed = passed.edges.iter().any(|edge| edge.kind.orders() && ringed(&passed, edge));
    (!ringed).then_some((passed, stand_ins))
}

/// The plan as it is [`passed`], and of each end its line, and the place of what it is passed by.
fn traced(given: &Plan) -> Option<(Plan, Vec<(Trace, usize)>)> {
    let (plan, stand_ins) = passed(given)?;
    let line =
        |(at, end)| (trace(given, end, &Trace::default()), stand_ins.get(at).map_or(at, |&other| other));
    Some((plan, all_ends(given).into_iter().enumerate().map(line).collect()))
}

/// Whether an edge leads back to where it begins.
fn ringed(plan: &Plan, edge: &Edge) -> bool {
    let (mut seen, mut at) = (vec![edge.to], 0);
    while let Some(&end) = seen.get(at) {
        at += 1;
        for on in plan.edges.iter().filter(|on| on.kind.orders() && on.from == end) {
            if !seen.contains(&on.to) {
                seen.push(on.to);
            }
        }
    }
    seen.contains(&edge.from)
}

fn all_ends(plan: &Plan) -> Vec<End> {
    (0..plan.steps.len()).map(End::Step).chain((0..plan.goals.len()).map(End::Goal)).collect()
}

fn dropped(plan: &Plan, end: End) -> bool {
    matches!(end, End::Step(step) if plan.steps[step].status == Status::Dropped)
}

/// Which end reaches which by one way or more; only `free` may be a dropped step. By brute force.
fn reaches(plan: &Plan, free: End) -> Vec<Vec<bool>> {
    let ends = all_ends(plan);
    let at = |end: End| ends.iter().position(|other| *other == end).expect("an end of the plan");
    let open = |end: End| end == free || !dropped(plan, end);
    let mut reach = vec![vec![false; ends.len()]; ends.len()];
    for edge in plan.edges.iter().filter(|edge| edge.kind.orders() && open(edge.from) && open(edge.to)) {
        reach[at(edge.from)][at(edge.to)] = true;
    }
    for by in 0..ends.len() {
        for from in 0..ends.len() {
            for to in 0..ends.len() {
                reach[from][to] |= reach[from][by] && reach[by][to];
            }
        }
    }
    reach
}

/// All ways from a step to the primary goal, as edges.
fn ways_to_goal(plan: &Plan, from: End, goal: End) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut open = vec![(from, Vec::new())];
    while let Some((at, way)) = open.pop() {
        if at == goal {
            found.push(way);
            continue;
        }
        for (ix, edge) in plan.edges.iter().enumerate() {
            if edge.kind.orders() && edge.from == at && !dropped(plan, edge.to) && !way.contains(&ix) {
                let more = way.iter().copied().chain([ix]).collect();
                open.push((edge.to, more));
            }
        }
    }
    found
}

/// What the strongest way has the most of: steps under way, no suggested ones, weight, no loose links, own steps.
fn strength(plan: &Plan, way: &[usize]) -> (usize, i32, usize, i32, usize) {
    let from = |edge: &usize| match plan.edges[*edge].from {
        End::Step(step) => Some(&plan.steps[step]),
        End::Goal(_) => None,
    };
    let steps: Vec<&Step> = way.iter().filter_map(from).collect();
    let under_way = steps.iter().filter(|step| step.status.is_under_way()).count();
    let suggested = steps.iter().filter(|step| step.status == Status::Suggested).count() as i32;
    let own = steps.iter().filter(|step| !step.because.is_empty()).count();
    let binds = |edge: &&usize| plan.edges[**edge].kind.binds();
    let bound = way.iter().filter(binds).count();
    (under_way, -suggested, bound + own, bound as i32 - way.len() as i32, own)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_trace_is_what_brute_force_reaches(seed in seeds()) {
        let given = made(&seed);
        let ends = all_ends(&given);
        let Some((plan, lines)) = traced(&given) else { return Ok(()) };
        for (chosen, (trace, at)) in lines.into_iter().enumerate() {
            let end = ends[at];
            let reach = reaches(&plan, end);
            let on = |other: usize| other == chosen || other == at || reach[other][at] || reach[at][other];
            for (other, lamp) in trace.steps.iter().chain(&trace.goals).enumerate() {
                prop_assert_eq!(*lamp, on(other));
            }
            for (ix, edge) in plan.edges.iter().enumerate() {
                let place = |end: End| ends.iter().position(|other| *other == end).expect("an end");
                let (from, to) = (place(edge.from), place(edge.to));
                let usable = edge.kind.orders() && [edge.from, edge.to].iter().all(|&far| far == end || !dropped(&plan, far));
                let before = to == at || reach[to][at];
                let after = from == at || reach[at][from];
                prop_assert_eq!(trace.edges[ix], usable && (before || after));
            }
        }
    }

    #[test]
    fn a_route_binds_as_far_as_it_can_to_a_goal_or_to_where_it_ends(seed in seeds()) {
        let given = made(&seed);
        let ends = all_ends(&given);
        let Some((plan, lines)) = traced(&given) else { return Ok(()) };
        for (trace, at) in lines {
            let end = ends[at];
            let reach = reaches(&plan, end);
            let mut here = end;
            for hop in &trace.route {
                prop_assert_eq!(hop.from, here);
                prop_assert_eq!((plan.edges[hop.edge].from, plan.edges[hop.edge].to), (hop.from, hop.to));
                prop_assert!(trace.edges[hop.edge]);
                here = hop.to;
            }
            let goals = || (plan.steps.len()..ends.len()).filter(|&goal| goal != at && reach[at][goal]);
            match here {
                _ if trace.route.is_empty() => prop_assert!((0..ends.len()).all(|other| other == at || !reach[at][other])),
                End::Goal(goal) => {
                    let first = plan.steps.len();
                    prop_assert!(goal == 0 || at == first || !reach[at][first], "the primary goal first");
                }
                End::Step(step) => {
                    prop_assert!(goals().next().is_none());
                    prop_assert!((0..ends.len()).all(|other| !reach[step][other]));
                }
            }
            let cost = |way: &[usize]| {
                let of = |kinds: &[EdgeKind]| way.iter().filter(|&&edge| kinds.contains(&plan.edges[edge].kind)).count();
                let binds = of(&[EdgeKind::Requires, EdgeKind::LeadsTo]);
                (way.len() - binds, way.len(), of(&[EdgeKind::LeadsTo]))
            };
            let route: Vec<usize> = trace.route.iter().map(|hop| hop.edge).collect();
            let ways = ways_to_goal(&plan, end, here);
            prop_assert!(route.is_empty() || ways.iter().all(|way| cost(way) >= cost(&route)));
        }
    }

    #[test]
    fn the_through_line_is_the_strongest_chain_from_now_to_the_goal(seed in seeds()) {
        let plan = made(&seed);
        let line = through_line(&plan);
        let Some((plan, _)) = passed(&plan) else { return Ok(()) };
        let Some(goal) = plan.primary_goal().map(End::Goal) else {
            prop_assert!(line.route.is_empty());
            return Ok(());
        };
        let mut here = line.route.first().map(|hop| hop.from);
        for hop in &line.route {
            prop_assert_eq!(Some(hop.from), here);
            prop_assert!(line.edges[hop.edge] && plan.edges[hop.edge].kind.orders() && !dropped(&plan, hop.from));
            here = Some(hop.to);
        }
        prop_assert!(here.is_none_or(|here| here == goal));
        let lamps = line.steps.iter().chain(&line.goals).filter(|lit| **lit).count();
        prop_assert_eq!(line.edges.iter().filter(|lit| **lit).count(), lamps.saturating_sub(1));
        let strongest = |fits: &dyn Fn(&Step) -> bool| {
            let from = (0..plan.steps.len()).filter(|&step| fits(&plan.steps[step]) && !dropped(&plan, End::Step(step)));
            from.flat_map(|step| ways_to_goal(&plan, End::Step(step), goal)).map(|way| strength(&plan, &way)).max()
        };
        let route: Vec<usize> = line.route.iter().map(|hop| hop.edge).collect();
        match strongest(&|step| step.status.is_under_way()) {
            Some(best) => prop_assert_eq!(strength(&plan, &route), best),
            None => prop_assert_eq!(route.is_empty(), strongest(&|_| true).is_none()),
        }
    }

    #[test]
    fn amounts_add_up_and_no_credit_is_spent_twice(seed in seeds()) {
        let plan = made(&seed);
        let progress = progress(&plan);
        let amounts = progress.requirements.iter().map(|standing| standing.amount).chain(progress.credits);
        for amount in amounts {
            for part in [amount.earned, amount.in_progress, amount.planned, amount.missing] {
                prop_assert!(part >= 0.0 && part.is_finite());
            }
        }
        let whole_says = |of: &Requirement| {
            let above = std::iter::successors(of.parent, |&above| plan.requirements[above].parent);
            above.into_iter().any(|above| plan.requirements[above].verdict.as_ref().is_some_and(|said| said.earned.is_some()))
        };
        for (of, standing) in plan.requirements.iter().zip(&progress.requirements) {
            let amount = standing.amount;
            let sum = amount.earned + amount.in_progress + amount.planned + amount.missing;
            let said = standing.basis == Basis::Host && standing.met || whole_says(of);
            prop_assert!(said || standing.met && amount.need.is_none() || sum + 1e-6 >= amount.need.unwrap_or(0.0)
                || standing.steps.iter().any(|(step, _)| plan.steps[*step].status == Status::Waived));
            prop_assert!(standing.steps.windows(2).all(|pair| pair[0].0 < pair[1].0), "in the plan's order, each once");
            prop_assert!(standing.estimate.is_none() || standing.basis == Basis::Host);
        }
        for overlay in ["diploma", "seal"] {
            for (ix, step) in plan.steps.iter().enumerate() {
                let of_overlay = plan.requirements.iter().zip(&progress.requirements).filter(|(of, _)| of.overlay == overlay);
                let spent: f64 = of_overlay.flat_map(|(_, standing)| &standing.steps).filter(|(at, _)| *at == ix).map(|(_, spent)| spent).sum();
                prop_assert!(step.credits.is_none_or(|credits| spent <= credits + 1e-9));
            }
        }
        prop_assert!(progress.lines.is_none_or(|lines| Some(lines.earned) <= lines.need && lines.need > Some(0.0)));
    }

    #[test]
    fn next_steps_are_the_learners_to_do_and_never_both_ready_and_blocked(seed in seeds()) {
        let plan = made(&seed);
        let today = Date::of(2026, 11, 22).expect("a day");
        let found = findings(&plan, today);
        let next = next_steps(&plan, &progress(&plan), &found, today);
        // What comes after a step that is reached hangs on nothing before it.
        let instead = Instead::of(&plan);
        let is_reached = |step| instead.is_reached(&plan, step);
        let Some((mut open, _)) = passed(&plan) else { return Ok(()) };
        open.edges.retain(|edge| !matches!(edge.from, End::Step(from) if is_reached(from)));
        prop_assert!(next.ready.windows(2).all(|pair| pair[0].reason <= pair[1].reason));
        for ready in &next.ready {
            let step = &plan.steps[ready.step];
            prop_assert!(!step.status.is_done() && step.status != Status::Dropped && step.status != Status::Suggested);
            prop_assert!(next.blocked.iter().all(|blocked| blocked.step != ready.step));
            let reach = reaches(&open, End::Step(ready.step));
            let waits = |other: StepIx| other != ready.step && !is_reached(other) && !plan.steps[other].status.is_under_way();
            let hangs = (0..plan.steps.len()).filter(|&other| reach[ready.step][other] && waits(other)).count();
            prop_assert_eq!(ready.unlocks, hangs);
        }
        for blocked in &next.blocked {
            let must = |by: StepIx| found.links.iter().any(|it| it.step == blocked.step && it.needs == by && it.weight == Weight::Must);
            let instead = |by: StepIx| plan.edges.iter().any(|edge| edge.kind == EdgeKind::Alternative && [edge.from, edge.to].contains(&End::Step(by)));
            prop_assert!(!blocked.by.is_empty() && blocked.by.iter().all(|&by| by < blocked.step || must(by) || plan.steps[by].status.is_under_way() || instead(by)));
            prop_assert!(blocked.by.iter().all(|&by| must(by) || !plan.steps[by].status.is_done()));
        }
        prop_assert!(now(&plan, today).is_some_and(|at| at < plan.phases.len()));
        let progress = progress(&plan);
        if track(&plan, &progress, &attention(&plan, &findings(&plan, today), today)) == Some(Track::Well) {
            let late = |step: &Step| step.due.is_some_and(|due| due.last_day() < today.first_day());
            prop_assert!(!plan.steps.iter().any(|step| step.status == Status::InProgress && late(step)));
            for (of, standing) in plan.requirements.iter().zip(&progress.requirements) {
                let adds_up = of.kind != RequirementKind::All || of.children.is_empty();
                let asked = of.overlay == "diploma" && of.parent.is_none() && adds_up;
                prop_assert!(!asked || standing.met || standing.amount.missing < 1e-3, "{} lacks something", of.id);
            }
        }
    }
}

/// A long chain, a wide fan and a deep tree of requirements take no stack.
#[test]
fn the_largest_plans_take_no_stack() {
    let mut plan = Plan::default();
    for ix in 0..20_000 {
        let mut step = step(&ix.to_string());
        step.status = if ix < 100 { Status::Completed } else { Status::Planned };
        step.credits = Some(1.0);
        plan.steps.push(step);
        let from = End::Step(ix);
        let edge = |from, to, kind| Edge { from, to, kind, note: None, minimum: None };
        let next = if ix < 19_999 { End::Step(ix + 1) } else { End::Goal(0) };
        plan.edges.push(edge(from, next, EdgeKind::Requires));
        plan.edges.push(edge(from, End::Goal(0), EdgeKind::LeadsTo));
    }
    plan.goals.push(goal("goal", true));
    plan.phases.push(phase("one", "", ""));
    for ix in 0..5_000usize {
        let parent = ix.checked_sub(1);
        let facts = RequirementFacts {
            id: ix.to_string(),
            overlay: "diploma".to_string(),
            kind: RequirementKind::Credits,
            need: Some(1.0),
            depth: ix,
            ..RequirementFacts::default()
        };
        plan.requirements.push(Requirement {
            facts: Rc::new(facts),
            parent,
            children: if ix < 4_999 { vec![ix + 1] } else { Vec::new() },
            from: From { kinds: vec![Kind::Course], ..From::default() },
            verdict: None,
            unclear: false,
        });
    }
    let today = Date::of(2026, 11, 22).expect("a day");
    assert_eq!(through_line(&plan).route.len(), 19_901);
    assert_eq!(trace(&plan, End::Step(10_000), &Trace::default()).route.len(), 1);
    assert_eq!(next_steps(&plan, &progress(&plan), &findings(&plan, today), today).ready.len(), 1);
    assert!(progress(&plan).requirements[0].amount.earned > 0.0);
}

/// Lists that all say much of the same few things, such as 20,000 competencies of each step.
#[test]
fn the_longest_lists_are_not_looked_at_again_for_each_other() {
    let many = 20_000;
    let able = vec![Competency { id: "c".to_string(), ..Competency::default() }; 2];
    let bucket = |ix: usize, parent: Option<usize>| {
        let overlay = if parent.is_some() || ix == 0 { "diploma".to_string() } else { ix.to_string() };
        let (id, kind, depth) = (ix.to_string(), RequirementKind::Credits, usize::from(parent.is_some()));
        let facts = RequirementFacts { id, overlay, kind, depth, ..RequirementFacts::default() };
        Requirement { facts: Rc::new(facts), parent, ..Requirement::default() }
    };
    // What shows much, and much that asks for something else.
    let mut plan = Plan::default();
    plan.phases.push(phase("one", "", ""));
    plan.competencies = able;
    let mut shows = step("shows");
    shows.competencies = vec![Attained { competency: 0, level: None }; many];
    plan.steps = vec![shows; 35];
    for ix in 0..many {
        let mut asks = bucket(ix, None);
        asks.from.competency = Some(1);
        plan.requirements.push(asks);
    }
    assert!(progress(&plan).requirements.iter().all(|at| at.steps.is_empty()));
    // Evidence for all of it.
    let evidence = |to| Edge {
        from: End::Step(0),
        to: End::Step(to),
        kind: EdgeKind::EvidenceFor,
        note: None,
        minimum: None,
    };
    plan.edges = (0..3 * many).map(|at| evidence(1 + at % 34)).collect();
    assert_eq!(mastery(&plan)[0].evidence.len(), 35);
    // One that names as many overlays.
    let name = |requirement| Counts { requirement, credits: None };
    plan.steps.truncate(5);
    plan.edges.clear();
    for step in &mut plan.steps {
        (step.credits, step.counts) = (Some(1.0), (0..many).map(name).collect());
    }
    assert!(progress(&plan).requirements.iter().all(|at| at.amount.planned == 5.0));
    // And one that names as often a bucket of as many parts.
    plan.steps.truncate(1);
    plan.steps[0].counts = vec![Counts { requirement: 0, credits: Some(0.00005) }; many];
    plan.requirements = (0..many).map(|ix| bucket(ix, (ix > 0).then_some(0))).collect();
    plan.requirements[0].children = (1..many).collect();
    for part in &mut plan.requirements[1..] {
        part.from.kinds = vec![Kind::Course];
    }
    assert!((progress(&plan).requirements[0].amount.planned - 1.0).abs() < 1e-6);
}
