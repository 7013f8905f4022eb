//! What if, on small plans: what each step becomes, and what must hold whatever a pathway says.
//!
//! It is one file, since all of it is told of one small plan and the ways that are laid over it.

use crate::plan::*;
use crate::rules::{
    Becomes, Choice, Comparison, Graduation, Held, Why, compare, findings, next_steps, now, progress,
    schedule, through_line, trace,
};
use proptest::prelude::*;

fn today() -> Date {
    Date::of(2026, 11, 22).expect("a day")
}

/// A plan of three years, each of at most two credits: done `a`, under way `b`, planned `c` and `d`, suggested `e`, not
/// met `f`.
fn plan(way: &str) -> Plan {
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "learner": {{ "graduation": "2029-06-01" }},
        "goals": [{{ "id": "nurse", "title": "N" }}, {{ "id": "medic", "title": "M", "status": "set-aside" }}, {{ "id": "cook", "title": "C", "status": "met" }}],
        "phases": [
            {{ "id": "10", "title": "10", "kind": "grade", "start": "2026-09", "end": "2027-06", "maxCredits": 2 }},
            {{ "id": "11", "title": "11", "kind": "grade", "start": "2027-09", "end": "2028-06", "maxCredits": 2 }},
            {{ "id": "12", "title": "12", "kind": "grade", "start": "2028-09", "end": "2029-06", "maxCredits": 2 }},
            {{ "id": "13", "title": "13", "kind": "grade", "start": "2029-09", "end": "2030-06", "maxCredits": 2 }}],
        "steps": [
            {{ "id": "a", "title": "a", "phase": "10", "status": "completed", "credits": 1 }},
            {{ "id": "b", "title": "b", "phase": "10", "status": "in-progress", "credits": 1 }},
            {{ "id": "c", "title": "c", "phase": "11", "credits": 1 }},
            {{ "id": "d", "title": "d", "phase": "12", "credits": 1, "subject": "Math" }},
            {{ "id": "e", "title": "e", "phase": "12", "status": "suggested", "credits": 1 }},
            {{ "id": "f", "title": "f", "phase": "10", "status": "not-met", "kind": "assessment" }}],
        "edges": [{{ "from": "a", "to": "b", "kind": "requires" }}, {{ "from": "b", "to": "c", "kind": "requires" }},
            {{ "from": "c", "to": "d", "kind": "requires" }}, {{ "from": "d", "to": "nurse" }}],
        "requirements": [{{ "id": "math", "title": "Math", "kind": "credits", "need": 1, "from": {{ "subjects": ["Math"] }} }}],
        "pathways": [{{ "id": "w", "title": "W", "goal": "medic", {way} }}] }}"#
    );
    read(&text).expect("readable").0
}

/// The other way in a line: `a earned, b kept, c dropped, x added@2`, then graduation.
fn line(plan: &Plan, choice: Choice) -> String {
    let comparison = compare(plan, choice, today()).expect("a choice");
    holds(plan, &comparison);
    let mut all = Vec::new();
    for (ix, step) in comparison.plan.steps.iter().enumerate() {
        let phase = &comparison.plan.phases[step.phase].id;
        all.push(match comparison.changes[ix] {
            Becomes::Kept => format!("{}@{phase}", step.id),
            Becomes::Earned { serves: true } => format!("{} earned", step.id),
            Becomes::Earned { serves: false } => format!("{} earned beside", step.id),
            Becomes::Added => format!("+{}@{phase}", step.id),
            Becomes::Dropped => format!("-{}", step.id),
            Becomes::Aside => format!("({})", step.id),
        });
    }
    for &(end, from) in &comparison.lacks {
        let from = &comparison.plan.steps[from].id;
        all.push(format!("{} lacks {from}", super::notation::name(&comparison.plan, end)));
    }
    format!("{}: {:?}", all.join(" "), comparison.graduation)
}

#[track_caller]
fn becomes(way: &str, expected: &str) {
    assert_eq!(line(&plan(way), Choice::Pathway(0)), expected, "{way}");
}

/// What must hold of any comparison.
fn holds(plan: &Plan, comparison: &Comparison) {
    let then = &comparison.plan;
    let count = then.steps.len();
    assert_eq!((comparison.changes.len(), comparison.before.len()), (count, count));
    let mut seen = vec![0; plan.steps.len()];
    for (step, before) in then.steps.iter().zip(&comparison.before) {
        if let Some(before) = *before {
            seen[before] += 1;
            assert_eq!(step.id, plan.steps[before].id);
        }
        assert!(step.phase < then.phases.len() && step.lane < then.lanes.len());
        assert!(step.counts.iter().all(|counts| counts.requirement < then.requirements.len()));
    }
    assert!(seen.iter().all(|seen| *seen == 1), "nothing is left out, and nothing is there twice");
    for edge in &then.edges {
        if let (Some((from, to)), true) = (edge.steps(), edge.kind.orders()) {
            assert!(from < to && to < count, "links point forward");
        }
    }
    for (ix, requirement) in then.requirements.iter().enumerate() {
        assert!(requirement.parent.is_none_or(|parent| parent < ix));
        assert!(requirement.children.iter().all(|&child| then.requirements[child].parent == Some(ix)));
        assert!(requirement.from.steps.iter().all(|&step| step < count));
    }
    assert_eq!(comparison.asked.len(), then.requirements.len());
    assert!(then.goals.iter().filter(|goal| goal.primary).count() <= 1);
    for (ix, step) in then.steps.iter().enumerate() {
        let was = comparison.before[ix].map(|before| plan.steps[before].status);
        match comparison.changes[ix] {
            Becomes::Earned { .. } => assert!(step.status.is_done()),
            Becomes::Dropped => assert_eq!(step.status, Status::Dropped),
            Becomes::Added => assert_eq!(step.status, Status::Planned),
            Becomes::Kept => assert_eq!(Some(step.status), was),
            Becomes::Aside => assert_eq!(step.status, was.unwrap_or(Status::Dropped)),
        }
    }
    // Side by side, the rows add up to what the plan has done and to do.
    for (before, change) in comparison.before.iter().zip(&comparison.changes) {
        let status = before.map(|before| plan.steps[before].status);
        let beside = matches!(status, Some(Status::Suggested | Status::Dropped | Status::NotMet));
        let is_in_no_row = matches!(change, Becomes::Added | Becomes::Aside);
        assert!(status.is_none() || beside == is_in_no_row);
    }
    // The rules work on it as on any plan.
    let _ = (
        progress(then),
        through_line(then),
        next_steps(then, &progress(then), &findings(then, today()), today()),
        schedule(then, today()),
    );
    let line = through_line(then);
    (0..count).for_each(|step| drop(trace(then, End::Step(step), &line)));
}

#[test]
fn what_is_named_is_kept_what_is_done_stays_and_the_rest_is_dropped() {
    becomes(r#""steps": ["b", "c", "d"]"#, "a earned b@10 c@11 d@12 (e) (f): OnTime");
    becomes(r#""steps": ["b", "d"]"#, "a earned b@10 -c d@12 (e) (f) d lacks c: OnTime");
    becomes(r#""steps": ["c", "d", "e", "f"]"#, "a earned beside -b c@11 d@12 +e@12 (f) c lacks b: OnTime");
    becomes(r#""steps": []"#, "a earned beside -b -c -d (e) (f): Short");
    // What is named is a part of the way, whatever it serves.
    becomes(r#""steps": ["a"]"#, "a earned -b -c -d (e) (f): Short");
}

#[test]
fn what_a_done_step_spares_is_not_added_and_that_one_carries_over() {
    let more = r#", { "from": "x", "to": "y", "kind": "requires" }, { "from": "y", "to": "medic" }"#;
    let way = |to: &str| {
        format!(
            r#""steps": ["b", "c", "d", "e"], "add": [{{ "id": "x", "credits": 1 }}, {{ "id": "y", "credits": 1 }}],
            "addEdges": [{{ "from": "a", "to": "{to}", "kind": "alternative" }} {more}]"#
        )
    };
    becomes(&way("x"), "a earned b@10 c@11 d@12 +e@12 (f) (x) +y@11: OnTime");
    becomes(&way("e"), "a earned b@10 c@11 d@12 (e) (f) +x@11 +y@12: OnTime");
    let plan = plan(&way("x"));
    let Comparison { plan: then, credits, .. } =
        compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
    assert_eq!(credits, Some((3000, 5000)));
    let route = through_line(&then).route;
    assert_eq!(route.first().map(|hop| hop.from), Some(End::Step(0)), "from what is done");
}

#[test]
fn a_way_lacks_what_its_goal_requires_and_of_alternatives_one() {
    let lacks = |chains: &str, keeps: &str| {
        let mut plan = super::notation::plan(chains);
        let kept = |step: &StepIx| keeps.contains(&*plan.steps[*step].id);
        let steps = (0..plan.steps.len()).filter(kept).collect();
        plan.pathways.push(Pathway { steps, ..Pathway::default() });
        let Comparison { plan, lacks, .. } = compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
        let name = |end| super::notation::name(&plan, end);
        let said = lacks.iter().map(|&(end, from)| format!("{} lacks {}", name(end), name(End::Step(from))));
        said.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(lacks("bio@0 ~> goal; chem@1 > goal", "bio"), "goal lacks chem");
    assert_eq!(lacks("bio@0 ~> goal; chem@1 > goal", "bio chem"), "");
    assert_eq!(lacks("bio@0 ~> goal; chem+@0 > goal", "bio"), "");
    // Of another goal nothing is asked.
    assert_eq!(lacks("bio@0 ~> goal; chem@1 > goal2", "bio"), "");
    assert_eq!(lacks("a@0 > c@1; b@0 > c; a | b", "c"), "c lacks a");
    assert_eq!(lacks("a@0 > goal; b@0 > goal; a | b; c@0", "c"), "goal lacks a");
    assert_eq!(lacks("a@0 > c@1; b@0 > d@1; a | b", "c d"), "c lacks a, d lacks b");
    // What a done alternative spares is not taken, and asks for nothing.
    assert_eq!(lacks("a@0 > c@1; c | d+@0", "c"), "");
}

#[test]
fn what_a_way_leaves_out_moves_nobody_in_time() {
    let mut plan = super::notation::plan("a+@0; b*@1; c@2");
    plan.pathways.push(Pathway { steps: vec![2], ..Pathway::default() });
    let then = compare(&plan, Choice::Pathway(0), today()).expect("a pathway").plan;
    assert_eq!((now(&plan, today()), now(&then, today())), (Some(1), Some(1)));
}

#[test]
fn a_goal_is_reached_with_the_last_step_that_is_taken() {
    let reached = |chains| {
        let comparison = compare(&super::notation::plan(chains), Choice::Own, today()).expect("the plan");
        comparison.reached.0
    };
    assert_eq!(reached("chem+@0 ~> goal; phys@2 ~> goal; chem | phys"), Some(0));
    assert_eq!(reached("chem*@0 ~> goal; phys@2 ~> goal; chem | phys"), Some(0));
    assert_eq!(reached("chem@0 ~> goal; phys@2 ~> goal; chem | phys"), Some(0));
    assert_eq!(reached("chem+@0 ~> goal; phys@2 ~> goal"), Some(2));
}

#[test]
fn what_was_dropped_is_taken_up_where_its_phase_is_not_over() {
    let mut plan = plan(r#""steps": ["b", "c", "d", "e"]"#);
    for step in 2..5 {
        plan.steps[step].status = Status::Dropped;
    }
    plan.steps[2].phase = 0;
    assert_eq!(line(&plan, Choice::Pathway(0)), "a earned b@10 +c@10 +d@12 +e@12 (f): OnTime");
    // A year later grade 10 is over.
    let later = Date::of(2027, 11, 22).expect("a day");
    let changes = compare(&plan, Choice::Pathway(0), later).expect("a pathway").changes;
    assert_eq!(changes[2..5], [Becomes::Aside, Becomes::Added, Becomes::Added]);
    // So it is of what was suggested, but where nobody said when.
    plan.steps[2].status = Status::Suggested;
    let change = |plan: &Plan| compare(plan, Choice::Pathway(0), later).expect("a pathway").changes[2];
    assert_eq!(change(&plan), Becomes::Aside);
    for status in [Status::Suggested, Status::Dropped] {
        plan.steps[2].status = status;
        plan.steps[2].phase_given = false;
        assert_eq!(change(&plan), Becomes::Added, "{status:?}");
        // And then it is taken in a year that is not over, nor moves from where it never was.
        let then = compare(&plan, Choice::Pathway(0), later).expect("a pathway");
        assert_eq!((then.plan.steps[2].phase, then.moves.len()), (2, 0), "{status:?}");
        // A day says when, as a phase does.
        plan.steps[2].start = Date::parse("2026-09-10");
        assert_eq!(change(&plan), Becomes::Aside, "{status:?}");
        plan.steps[2].start = None;
    }
}

#[test]
fn what_a_way_adds_in_a_year_that_is_over_is_taken_later() {
    let plan = plan(
        r#""steps": ["b", "c", "d"], "add": [{ "id": "x", "title": "x", "phase": "10", "kind": "course" },
            { "id": "y", "title": "y", "phase": "10", "status": "completed" }]"#,
    );
    let places = |today| {
        let Comparison { plan, proposal, .. } = compare(&plan, Choice::Pathway(0), today).expect("a pathway");
        let place = |id: &str| {
            let step = plan.steps.iter().find(|step| step.id == id).expect(id);
            plan.phases[step.phase].id.clone()
        };
        format!("x@{} y@{} {}", place("x"), place("y"), proposal.placed.len())
    };
    assert_eq!(places(Date::of(2026, 8, 22).expect("a day")), "x@10 y@10 0");
    // In grade 11 that has begun, as in the plan itself.
    assert_eq!(places(Date::of(2027, 11, 22).expect("a day")), "x@12 y@10 1");
}

#[test]
fn a_year_that_has_begun_has_begun_on_every_way() {
    let mut plan = plan(r#""steps": [], "add": [{ "id": "x", "title": "x", "kind": "course" }]"#);
    for phase in &mut plan.phases {
        phase.start = None;
    }
    (plan.steps[0].status, plan.steps[5].status) = (Status::Planned, Status::Suggested);
    let way = compare(&plan, Choice::Pathway(0), today()).expect("a way");
    assert_eq!((way.changes[1], way.plan.steps[6].phase), (Becomes::Dropped, 1), "b alone tells that it has");
}

#[test]
fn an_added_step_goes_where_it_may_and_others_move_only_where_they_must() {
    let add = |step: &str, edges: &str| {
        format!(
            r#""steps": ["b", "c", "d"], "add": [{{ "id": "x", "title": "x", {step} }}], "addEdges": [{edges}]"#
        )
    };
    let requires =
        |from: &str, to: &str| format!(r#"{{ "from": "{from}", "to": "{to}", "kind": "requires" }}"#);
    becomes(&add(r#""credits": 1"#, ""), "a earned b@10 c@11 d@12 (e) (f) +x@11: OnTime");
    becomes(&add(r#""credits": 2"#, ""), "a earned b@10 c@11 d@12 (e) (f) +x@13: OnTime");
    // The host of the pathway wants it in grade 11, where it does not fit beside c.
    becomes(&add(r#""credits": 2, "phase": "11""#, ""), "a earned b@10 c@11 d@12 (e) (f) +x@13: OnTime");
    // It requires c and is required for d, which then has to wait.
    let between = |step: &str| add(step, &(requires("c", "x") + "," + &requires("x", "d")));
    let late = "a earned b@10 c@11 (e) (f) +x@12 d@13: Late(Late { phases: 1, months: Some(12) })";
    becomes(&between(r#""credits": 1"#), late);
    // Where it does for the diploma what d did, that waits for d no longer.
    becomes(&between(r#""credits": 1, "subject": "Math""#), "a earned b@10 c@11 (e) (f) +x@12 d@13: OnTime");
    let never = add(r#""credits": 3"#, "");
    becomes(&never, "a earned b@10 c@11 d@12 (e) (f) +x@10: DoesNotFit");
    // Dates say where it goes, and who names one phase for both may mean one after the other in it.
    becomes(&add(r#""due": "2029-01-10""#, ""), "a earned b@10 c@11 d@12 (e) (f) +x@12: OnTime");
    let within = add(r#""phase": "10" }, { "id": "y", "title": "y", "phase": "10""#, &requires("x", "y"));
    becomes(&within, "a earned b@10 c@11 d@12 (e) (f) +x@10 +y@10: OnTime");
    // A test, or what one earns at the end of a course, may stand in the phase of the course.
    let certificate = r#""kind": "credential", "phase": "11""#;
    let course = |phase: &str| {
        let step =
            format!(r#""credits": 1, "offered": ["{phase}"] }}, {{ "id": "y", "title": "y", {certificate}"#);
        add(&step, &requires("x", "y"))
    };
    becomes(&course("11"), "a earned b@10 c@11 d@12 (e) (f) +x@11 +y@11: OnTime");
    becomes(&course("12"), "a earned b@10 c@11 d@12 (e) (f) +x@12 +y@12: OnTime");
    // It says what it waits for, not only that it could not stay.
    let comparison = compare(&plan(&course("12")), Choice::Pathway(0), today()).expect("a choice");
    let why: Vec<_> = comparison.proposal.placed.iter().map(|placed| placed.because.clone()).collect();
    let x = comparison.plan.steps.iter().position(|step| step.id == "x").expect("x");
    assert_eq!(why, [Why::NotOffered(1), Why::After(x)]);
    // What is agreed for good stays, and so does what is under way; what has begun already may stay where it is.
    let agreed = |phase: &str, credits: u8| {
        let step = format!(r#""credits": {credits}, "phase": "{phase}", "agency": {{ "state": "locked" }}"#);
        add(&step, "")
    };
    let others_move = "a earned b@10 c@12 d@13 (e) (f) +x@11: Late(Late { phases: 1, months: Some(12) })";
    becomes(&agreed("11", 2), others_move);
    becomes(&agreed("10", 1), "a earned b@10 c@11 d@12 (e) (f) +x@10: DoesNotFit");
    let two =
        add(r#""credits": 1, "phase": "10" }, { "id": "y", "title": "y", "credits": 0, "phase": "10""#, "");
    becomes(&two, "a earned b@10 c@11 d@12 (e) (f) +x@11 +y@10: OnTime");
}

#[test]
fn what_does_not_fit_has_no_time_and_no_place_in_the_past() {
    // Of three years the first is over and the second has begun: one is left for two courses, one after the other.
    let two = read(
        r#"{ "format": "throughline-plan/1", "goals": [{ "id": "cook", "title": "C" }, { "id": "nurse", "title": "N" }],
        "phases": [{ "id": "10", "title": "10", "start": "2025-09", "end": "2026-06" },
            { "id": "11", "title": "11", "start": "2026-09", "end": "2027-06" },
            { "id": "12", "title": "12", "start": "2027-09", "end": "2028-06" }],
        "steps": [{ "id": "b", "title": "b", "phase": "11", "status": "in-progress" }],
        "pathways": [{ "id": "w", "title": "W", "goal": "nurse", "steps": ["b"],
            "add": [{ "id": "x", "title": "x", "credits": 1 }, { "id": "y", "title": "y", "credits": 1 }, { "id": "z", "title": "z", "due": "2026-06-01" }],
            "addEdges": [{ "from": "x", "to": "y", "kind": "requires" }, { "from": "y", "to": "nurse" }] }] }"#,
    );
    let two = two.expect("readable").0;
    assert_eq!(line(&two, Choice::Pathway(0)), "b@11 +x@11 +y@11 +z@10: DoesNotFit");
    let comparison = compare(&two, Choice::Pathway(0), today()).expect("a way");
    assert_eq!(comparison.reached, (None, None));
}

#[test]
fn graduation_is_not_on_time_while_its_milestone_lacks_what_it_requires() {
    let told = |chains: &str, kind: PhaseKind| {
        let mut plan = super::notation::with(chains, "math credits 1 #Math");
        for (phase, year) in plan.phases.iter_mut().zip(2026..) {
            (phase.start, phase.end) = (Date::of(year, 9, 1), Date::of(year + 1, 6, 30));
        }
        plan.phases[1].kind = kind;
        let steps = (0..plan.steps.len()).filter(|&step| plan.steps[step].id != "exam").collect();
        plan.pathways.push(Pathway { steps, ..Pathway::default() });
        compare(&plan, Choice::Pathway(0), today()).expect("a pathway").graduation
    };
    let without = "a*@0:1#Math; exam[assessment@1 > end[milestone@1";
    assert_eq!(told(without, PhaseKind::Grade), Graduation::Unknown);
    // What is better done first, or of after school, is none of its matter; nor is a step that is no milestone.
    assert_eq!(told(without, PhaseKind::Postsecondary), Graduation::OnTime);
    assert_eq!(told("a*@0:1#Math; exam@1 .> end[milestone@1", PhaseKind::Grade), Graduation::OnTime);
    assert_eq!(told("a*@0:1#Math; exam@1 > end@1", PhaseKind::Grade), Graduation::OnTime);
    assert_eq!(told("a*@0:1#Math; exam+@0 > end[milestone@1", PhaseKind::Grade), Graduation::OnTime);
}

#[test]
fn however_many_steps_are_in_the_way_all_find_a_place() {
    let pairs: String = (0..12).map(|at| format!("a{at}@2; b{at}@1; ")).collect();
    let mut plan = super::notation::with(&format!("now*@0; {pairs} z@3"), "");
    let step = |id: String| super::notation::find(&plan, &id);
    let edge = |at| {
        let (from, to) = (step(format!("a{at}")), step(format!("b{at}")));
        Edge { from, to, kind: EdgeKind::Requires, note: None, minimum: None }
    };
    let add_edges: Vec<Edge> = (0..12).map(edge).collect();
    let steps = (0..plan.steps.len()).collect();
    plan.pathways.push(Pathway { steps, add_edges, ..Pathway::default() });
    let then = compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
    let placed = |end| if let End::Step(step) = end { then.plan.steps[step].phase } else { 0 };
    assert_eq!((then.plan.edges.len(), then.proposal.conflict.is_none()), (12, true));
    assert!(then.plan.edges.iter().all(|edge| placed(edge.from) < placed(edge.to)));
}

/// What is in nobody's way stays, also where much is mended in one go; and what makes way brings no end nearer.
#[test]
fn what_is_in_the_way_moves_as_little_as_will_do() {
    for (pairs, link) in [(1, ".>"), (8, ".>"), (9, ".>"), (12, ">"), (12, "=>"), (12, "|")] {
        let chains: String = (0..pairs).map(|at| format!("e{at}@5 ~> goal; l{at}@6; ")).collect();
        let mut plan =
            super::notation::with(&format!("{chains} now*@0; a@7 {link} b@7; a ~> goal; b ~> goal; z@8"), "");
        let step = |id: String| super::notation::find(&plan, &id);
        let edge = |at| {
            let (from, to) = (step(format!("l{at}")), step(format!("e{at}")));
            Edge { from, to, kind: EdgeKind::Requires, note: None, minimum: None }
        };
        let add_edges: Vec<Edge> = (0..pairs).map(edge).collect();
        let steps = (0..plan.steps.len()).collect();
        plan.pathways.push(Pathway { steps, add_edges, goal: Some(0), ..Pathway::default() });
        let then = compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
        let far: usize = then.moves.iter().map(|step| step.from.abs_diff(step.to)).sum();
        assert_eq!((far, then.reached), (2 * pairs, (Some(7), Some(7))), "{pairs} {link}");
    }
    let text = r#"{ "format": "throughline-plan/1",
        "phases": [{ "id": "0", "title": "0" }, { "id": "1", "title": "1" }, { "id": "2", "title": "2" }, { "id": "3", "title": "3" }],
        "steps": [{ "id": "x", "title": "X", "kind": "course", "phase": "0" }, { "id": "s", "title": "S", "kind": "course", "phase": "3" }],
        "pathways": [{ "id": "w", "title": "W", "steps": ["x", "s"], "add": [{ "id": "n", "title": "N", "kind": "course", "credits": 1 }],
            "addEdges": [{ "from": "s", "to": "n", "kind": "requires" }] }] }"#;
    let (plan, problems) = read(text).expect("a plan");
    assert_eq!(problems, []);
    let then = compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
    let at = |id: &str| then.plan.steps.iter().find(|step| step.id == id).expect("a step").phase;
    assert_eq!((at("s"), at("n")), (2, 3));
}

#[test]
fn a_goal_is_not_reached_by_what_is_only_suggested() {
    let text = r#"{ "format": "throughline-plan/1",
        "phases": [{ "id": "11", "title": "11", "start": "2026-09", "end": "2027-06" }, { "id": "12", "title": "12", "start": "2027-09", "end": "2028-06" }],
        "goals": [{ "id": "go", "title": "Go" }],
        "steps": [
            { "id": "a", "title": "a", "phase": "11", "status": "in-progress" },
            { "id": "p", "title": "p", "phase": "12", "status": "suggested" },
            { "id": "d", "title": "d", "phase": "12" }],
        "edges": [{ "from": "a", "to": "p", "kind": "requires" }, { "from": "p", "to": "go" }, { "from": "d", "to": "go" }],
        "pathways": [{ "id": "w", "title": "W", "goal": "go", "steps": ["a"] }] }"#;
    let (plan, problems) = read(text).expect("a plan");
    assert_eq!(problems, []);
    let then = compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
    assert_eq!(then.reached, (Some(1), None));
}

/// A round for each of them would take seconds of a large plan; of many, the last are looked for together.
#[test]
fn what_comes_after_what_has_to_move_moves_with_it() {
    for (chains, long) in [(60, 3), (100, 20)] {
        let all = |each: &dyn Fn(usize) -> String| (0..chains).map(each).collect::<Vec<_>>().join(",");
        let each = |say: &dyn Fn(usize) -> String| (1..=long).map(say).collect::<Vec<_>>().join(",");
        let edge =
            |from: &str, to: &str| format!(r#"{{ "from": "{from}", "to": "{to}", "kind": "requires" }}"#);
        let steps = all(&|at| {
            each(&|n| format!(r#"{{ "id": "s{at}-{n}", "title": "S", "kind": "course", "phase": "p{n}" }}"#))
        });
        let on = |at, n| edge(&format!("s{at}-{}", n - 1), &format!("s{at}-{n}"));
        let edges = all(&|at| (2..=long).map(|n| on(at, n)).collect::<Vec<_>>().join(","));
        let kept = all(&|at| each(&|n| format!(r#""s{at}-{n}""#)));
        let add = all(&|at| format!(r#"{{ "id": "s{at}-0", "title": "X", "kind": "course" }}"#));
        let more = all(&|at| [edge("now", &format!("s{at}-0")), on(at, 1)].join(","));
        let phases =
            (0..2 * long + 3).map(|n| format!(r#"{{ "id": "p{n}", "title": "P" }}"#)).collect::<Vec<_>>();
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "phases": [{}],
            "steps": [{{ "id": "now", "title": "N", "kind": "course", "phase": "p0", "status": "in-progress" }}, {steps}],
            "edges": [{edges}],
            "pathways": [{{ "id": "w", "title": "W", "steps": ["now", {kept}], "add": [{add}], "addEdges": [{more}] }}] }}"#,
            phases.join(",")
        );
        let (plan, problems) = read(&text).expect("a plan");
        assert_eq!(problems, []);
        let then = compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
        assert_eq!((then.moves.len(), then.proposal.proven), (long * chains, true));
        let placed = |end| if let End::Step(step) = end { then.plan.steps[step].phase } else { 0 };
        assert!(then.plan.edges.iter().all(|edge| placed(edge.from) < placed(edge.to)));
    }
}

#[test]
fn what_the_school_says_is_planned_it_says_of_the_plan_as_it_is() {
    let mut plan = super::notation::with("a*@0:1#Math; b@1:1#Math", "math credits 2 #Math host - 0/1/1/2");
    plan.pathways.push(Pathway { steps: vec![0], ..Pathway::default() });
    let asked = compare(&plan, Choice::Pathway(0), today()).expect("a pathway").asked;
    let missing = |held: Held| (held.amount.planned, held.amount.missing);
    assert_eq!((asked[0].now.map(missing), missing(asked[0].then)), (Some((1.0, 0.0)), (0.0, 1.0)));
}

#[test]
fn what_a_way_does_not_change_is_as_the_school_says_on_both() {
    let requirements = "math credits 2 #Math host - 0/0/2/2\nart credits 2 #Art host - 0/1/1/2";
    let mut plan = super::notation::with("a*@0:1#Math; b@1:1#Math; c*@0:1#Art; d@1:1#Art", requirements);
    plan.pathways.push(Pathway { steps: vec![0, 1, 2], ..Pathway::default() });
    let asked = compare(&plan, Choice::Pathway(0), today()).expect("a pathway").asked;
    let held = |held: Held| (held.amount.in_progress, held.amount.planned, held.amount.missing);
    assert_eq!((asked[0].now.map(held), held(asked[0].then)), (Some((0.0, 2.0, 0.0)), (0.0, 2.0, 0.0)));
    assert_eq!((asked[1].now.map(held), held(asked[1].then)), (Some((1.0, 1.0, 0.0)), (1.0, 0.0, 1.0)));
    // Where all steps are left out, nothing is as the school says.
    plan.pathways[0].steps.clear();
    let asked = compare(&plan, Choice::Pathway(0), today()).expect("a pathway").asked;
    assert_eq!((held(asked[0].then), held(asked[1].then)), ((0.0, 0.0, 2.0), (0.0, 0.0, 2.0)));
}

#[test]
fn a_goal_is_compared_by_the_pathway_that_leads_there() {
    let plan = plan(r#""steps": ["b"]"#);
    assert_eq!(line(&plan, Choice::Goal(1)), line(&plan, Choice::Pathway(0)));
    assert_eq!(line(&plan, Choice::Goal(2)), "a earned b@10 c@11 d@12 (e) (f): OnTime");
    let nurse = compare(&plan, Choice::Goal(2), today()).expect("a goal");
    assert_eq!((nurse.plan.primary_goal(), nurse.reached), (Some(2), (Some(2), None)));
    let status = |goal| compare(&plan, Choice::Goal(goal), today()).expect("a goal").plan.goals[goal].status;
    assert_eq!((status(1), status(2)), (GoalStatus::Active, GoalStatus::Met));
    for choice in [Choice::Pathway(1), Choice::Goal(3)] {
        assert_eq!(compare(&plan, choice, today()), None);
    }
}

#[test]
fn the_id_of_a_goal_means_the_pathway_that_leads_there() {
    let plan = plan(r#""steps": ["b"]"#);
    let of = |id| Choice::of(&plan, id);
    assert_eq!((of("w"), of("medic")), (Some(Choice::Pathway(0)), Some(Choice::Pathway(0))));
    assert_eq!((of("cook"), of("nurse"), of("x")), (Some(Choice::Goal(2)), Some(Choice::Goal(0)), None));
}

#[test]
fn the_way_that_the_plan_is_on_changes_nothing() {
    let plan = plan(r#""steps": ["b"], "current": true, "add": [{ "id": "x", "title": "x" }]"#);
    let same = compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
    assert_eq!(same.plan.steps, plan.steps);
    assert!(same.asked.iter().all(|asked| asked.now == Some(asked.then)) && same.moves.is_empty());
    let own = compare(&plan, Choice::Own, today()).expect("the plan");
    assert_eq!(
        (&own.plan.steps, own.reached.0, own.graduation),
        (&plan.steps, own.reached.1, Graduation::OnTime)
    );
}

#[test]
fn counts_credits_and_phases_are_those_of_the_sentence() {
    let plan = plan(
        r#""steps": ["b", "c"], "add": [{ "id": "x", "title": "x", "credits": 0.5 }],
           "addEdges": [{ "from": "c", "to": "medic" }]"#,
    );
    let comparison = compare(&plan, Choice::Pathway(0), today()).expect("a pathway");
    assert_eq!(comparison.count().carried(), (3, 4));
    assert_eq!(comparison.count().dropped, 1);
    assert_eq!(comparison.credits, Some((3000, 2500)));
    assert_eq!((comparison.reached, comparison.graduation), ((Some(2), Some(1)), Graduation::Short));
    assert_eq!(comparison.asked[0].then.amount.missing, 1.0);
}

fn word(words: &'static str) -> impl Strategy<Value = String> {
    prop::sample::select(words.split_whitespace().map(str::to_string).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pathway_gives_a_plan_that_holds_and_leaves_the_plan_alone(
        steps in prop::collection::vec(word("a b c d e f x zz"), 0..6),
        add in prop::collection::vec((word("a x y z"), word("10 11 13 zz"), 0..4u8), 0..4),
        edges in prop::collection::vec((word("a b c d x y z medic zz"), word("a b c d x y nurse medic"), word("requires corequisite alternative leads-to")), 0..6),
        goal in word("nurse medic zz"),
    ) {
        let steps: Vec<String> = steps.iter().map(|id| format!("{id:?}")).collect();
        let add: Vec<String> = add.iter().map(|(id, phase, credits)| format!(
            r#"{{ "id": "{id}", "title": "t", "phase": "{phase}", "credits": {credits}, "counts": [{{ "requirement": "r" }}] }}"#)).collect();
        let edges: Vec<String> = edges.iter().map(|(from, to, kind)| format!(r#"{{ "from": "{from}", "to": "{to}", "kind": "{kind}" }}"#)).collect();
        let plan = plan(&format!(
            r#""goal": "{goal}", "steps": [{}], "add": [{}], "addEdges": [{}],
               "requirements": [{{ "id": "r", "title": "r", "kind": "credits", "need": 1, "of": [{{ "id": "q", "title": "q", "from": {{ "steps": ["x", "a"] }} }}] }}]"#,
            steps.join(","), add.join(","), edges.join(",")));
        let before = plan.clone();
        for choice in [Choice::Own, Choice::Pathway(0), Choice::Goal(0), Choice::Goal(1)] {
            let comparison = compare(&plan, choice, today()).expect("a choice");
            holds(&plan, &comparison);
            prop_assert_eq!(&Some(comparison), &compare(&plan, choice, today()));
        }
        prop_assert_eq!(plan, before);
    }
}

#[test]
fn of_a_plan_too_large_to_put_in_order_nothing_is_said_of_graduation() {
    let graduation = |alternatives: usize| {
        let step = |at| format!(r#"{{ "id": "a{at}", "title": "A", "phase": "0", "kind": "task" }},"#);
        let edge = |at| {
            let next = (at + 1) % alternatives;
            format!(
                r#"{{ "from": "a{at}", "to": "a{next}", "kind": "alternative" }},
                {{ "from": "a{at}", "to": "t", "kind": "requires" }},"#
            )
        };
        let text = format!(
            r#"{{ "format": "throughline-plan/1",
            "phases": [{{ "id": "0", "title": "0" }}, {{ "id": "1", "title": "1" }}],
            "steps": [{} {{ "id": "t", "title": "T", "phase": "1", "credits": 1 }}],
            "edges": [{} {{ "from": "a0", "to": "t" }}],
            "requirements": [{{ "id": "r", "title": "R", "kind": "credits", "need": 1, "from": {{ "steps": ["t"] }} }}],
            "pathways": [{{ "id": "w", "title": "W", "steps": ["t"], "add": [{{ "id": "x", "title": "X" }}] }}] }}"#,
            (0..alternatives).map(step).collect::<String>(),
            (0..alternatives).map(edge).collect::<String>(),
        );
        let (plan, problems) = read(&text).expect("readable");
        assert!(problems.is_empty(), "{problems:?}");
        compare(&plan, Choice::Pathway(0), today()).expect("a way").graduation
    };
    assert_eq!(graduation(10), Graduation::OnTime);
    assert_eq!(graduation(1_030), Graduation::Unknown);
}
