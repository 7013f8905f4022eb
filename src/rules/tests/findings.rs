//! What does not go as planned: a table for each thing that can be wrong.
//!
//! It is one file, since all of them read the same plans with marks and say a finding in the same words.

use super::notation::{date, name, plan};
use crate::plan::*;
use crate::rules::{Finding, Mend, Weight, findings};
use proptest::prelude::*;
use std::rc::Rc;

fn today() -> Date {
    date("2026-11-22").expect("a day")
}

fn mend(plan: &Plan, mend: &Mend) -> String {
    let id = |step: &usize| plan.steps[*step].id.clone();
    match mend {
        Mend::MoveLater { step, phase } => format!("{} in {phase} or later", id(step)),
        Mend::MoveEarlier { step, phase } => format!("{} in {phase} or earlier", id(step)),
        Mend::OneOf(steps) => format!("one of {}", steps.iter().map(id).collect::<Vec<_>>().join(" ")),
        Mend::TakeUp(step) => format!("take up {}", id(step)),
        Mend::Retake(step) => format!("retake {}", id(step)),
        Mend::AskSchool => "ask the school".to_string(),
        Mend::AskForWaiver => "ask for a waiver".to_string(),
    }
}

fn said(plan: &Plan, finding: &Finding) -> String {
    let Finding { step, needs, edge, misfit, weight, mends } = finding;
    assert_eq!(plan.edges[*edge].to, End::Step(*step));
    let should = if *weight == Weight::Should { " should" } else { "" };
    let mends = mends.iter().map(|of| mend(plan, of)).collect::<Vec<_>>().join(", ");
    format!("{} needs {}: {misfit:?}{should}; {mends}", plan.steps[*step].id, plan.steps[*needs].id)
}

/// A plan in terms, which a course fills.
fn in_terms(chains: &str) -> Plan {
    let mut plan = plan(chains);
    for phase in &mut plan.phases {
        phase.kind = PhaseKind::Term;
    }
    plan
}

/// A plan with marks of steps, such as `a B-, b 70`, and minimums of links, such as `a-b C`.
fn marked(chains: &str, marks: &str) -> Plan {
    let mut plan = in_terms(chains);
    for (of, mark) in marks.split(", ").filter_map(|pair| pair.split_once(' ')) {
        for step in plan.steps.iter_mut().filter(|step| step.id == of) {
            step.mark = Some(mark.to_string());
        }
        for ix in 0..plan.edges.len() {
            let edge = &plan.edges[ix];
            if format!("{}-{}", name(&plan, edge.from), name(&plan, edge.to)) == of {
                plan.edges[ix].minimum = Some(mark.to_string());
            }
        }
    }
    plan
}

#[track_caller]
fn check(chains: &str, marks: &str, expected: &[&str]) {
    let plan = marked(chains, marks);
    let found: Vec<String> =
        findings(&plan, today()).links.iter().map(|finding| said(&plan, finding)).collect();
    assert_eq!(found, expected);
}

#[test]
fn finds_a_prerequisite_in_the_same_or_a_later_phase() {
    check("a@0 > b@1; z@2", "", &[]);
    check(
        "n*@0; a@1 > b@1; z@2",
        "",
        &["b needs a: SamePhase; b in 2 or later, a in 0 or earlier, ask for a waiver"],
    );
    check(
        "n*@0; a@2 > b@1; z@3",
        "",
        &["b needs a: LaterPhase; b in 3 or later, a in 0 or earlier, ask for a waiver"],
    );
    check("a@1 > b@0", "", &["b needs a: LaterPhase; ask for a waiver"]);
    check("a*@1 > b@1; z@2", "", &["b needs a: SamePhase; b in 2 or later, ask for a waiver"]);
    // A course and its test may share a phase.
    check(
        "n*@0; a@2 > test@1[assessment; z@3",
        "",
        &["test needs a: LaterPhase; test in 2 or later, a in 1 or earlier, ask for a waiver"],
    );
}

#[test]
fn finds_a_prerequisite_that_is_not_done_and_will_not_be() {
    check("a-@0 > b@1", "", &["b needs a: Dropped; take up a, ask for a waiver"]);
    check("a!@0 > b@1", "", &["b needs a: NotMet; retake a, ask for a waiver"]);
    check("a?@0 > b@1", "", &["b needs a: OnlySuggested; take up a, ask for a waiver"]);
    check("a@0 > b*@1", "", &["b needs a: NotBegun; ask the school, ask for a waiver"]);
    check("a*@0 > b*@1; c&@0 > b", "", &[]);
}

#[test]
fn what_goes_with_a_step_is_told_beside_what_it_requires() {
    let needs = "c needs a: OnlySuggested; take up a, one of b, ask for a waiver";
    let with = "c needs b: OnlySuggested; take up b, one of a, ask for a waiver";
    check("a?@0 > c@1; a | b?@1; b => c", "", &[needs, with]);
    check("a?@0 | b?@1; b => c@1; a > c", "", &[with, needs]);
    // Of what is required and either will do, one is told.
    check("a?@0 > c@1; a | b?@1; b > c", "", &[needs]);
}

#[test]
fn what_was_declined_is_no_mere_idea() {
    for (links, found) in [
        ("a?@0 > b@1", "b needs a: Declined; take up a, ask for a waiver"),
        ("a?@0 => b@1", "b needs a: Declined; take up a, ask for a waiver"),
        ("a?@0 > b@1; a | c?@0", "b needs c: OnlySuggested; take up c, one of a, ask for a waiver"),
        ("a?@0 .> b@1", ""),
    ] {
        let mut plan = in_terms(links);
        plan.steps[0].agency = Some(Agency { state: Some(AgencyState::Declined), ..Agency::default() });
        let links = findings(&plan, today()).links;
        assert_eq!(links.iter().map(|of| said(&plan, of)).collect::<Vec<_>>().join("; "), found);
    }
}

#[test]
fn what_is_done_or_waived_satisfies_and_what_is_done_asks_for_nothing() {
    check("a+@2 > b@1; c%@2 > b", "", &[]);
    check("a-@2 > b+@1; a > c%@1; a > d-@1; a > e?@1", "", &[]);
    check("a!@0 > b!@1; b | c+@1", "", &[]);
}

#[test]
fn a_corequisite_may_be_in_the_same_phase_or_earlier_and_is_no_prerequisite() {
    check("a@1 => b@1; a => c@2", "", &[]);
    check("a*@1 => b*@1; c@1 => d*@1", "", &[]);
    check("a@2 => b@1", "", &["b needs a: LaterPhase; b in 2 or later, a in 1 or earlier, ask for a waiver"]);
    check("a@2 => b*@1; z@3", "", &["b needs a: LaterPhase; a in 1 or earlier, ask for a waiver"]);
    check("a-@1 => b@1", "", &["b needs a: Dropped; take up a, ask for a waiver"]);
    check("a@1 => b@1; b => a", "", &[]);
    check(
        "a@1 => b@2; b => a",
        "",
        &["a needs b: LaterPhase; a in 2 or later, b in 1 or earlier, ask for a waiver"],
    );
}

#[test]
fn what_is_recommended_is_told_mildly_and_only_where_the_order_is_wrong() {
    check("a@1 .> b@1; c-@0 .> b; d!@0 .> b; e?@2 .> b; f@1 .> g*@1", "", &[]);
    check("a@2 .> b@1", "", &["b needs a: LaterPhase should; ask the school"]);
    check("a+@0 .> b@1", "a D, a-b C", &["b needs a: MarkTooLow should; retake a"]);
}

#[test]
fn any_one_alternative_satisfies() {
    check("a-@0 > c@1; a | b@0", "", &[]);
    check("a@2 > c@1; a | b+@0", "", &[]);
    check("a!@0 > c@1; a | b*@0; b | d@2", "", &[]);
    check(
        "n*@0; a-@0 > c@1; a | b@1; z@2",
        "",
        &["c needs b: SamePhase; c in 2 or later, b in 0 or earlier, one of a, ask for a waiver"],
    );
    check("a-@0 > c@1; a | c", "", &["c needs a: Dropped; take up a, ask for a waiver"]);
    check("a-@0 > c@1; b-@0 > c; a | b", "", &["c needs a: Dropped; take up a, one of b, ask for a waiver"]);
    // The other try at what was not met, or not well enough, needs no first one.
    check("n*@0; a!~M@0 > b~M@0; z@1", "", &[]);
    check("a+@0 > b@1; a | b", "a D, a-b C", &[]);
    // Each with the minimum that its own link names.
    check("a+@0 > c@1; b+@0 > c; a | b", "a D, b B, a-c C, b-c C", &[]);
    check(
        "a+@0 > c@1; b+@0 > c; a | b",
        "a D, b D, a-c C, b-c C",
        &["c needs a: MarkTooLow; retake a, ask for a waiver"],
    );
    // And each try at one course with that of the course.
    check("a!~M@0 > c@2; b+~M@1; z@3", "b C, a-c C", &[]);
    let low = "c needs b: MarkTooLow; retake b, ask for a waiver";
    check("a!~M@0 > c@2; b+~M@1; z@3", "b D, a-c C", &[low]);
    check(
        "a+~M@0 > c@2; b+~M@1; z@3",
        "a F, b D, a-c C",
        &["c needs a: MarkTooLow; retake a, ask for a waiver"],
    );
    check("a+~M@0 > c@2; a | b+~M@1; z@3", "a D, b C, a-c C", &[]);
    check("n*@0; a!~M@0 > c@2; b+~M@0; b | d~M@1; z@3", "b D, a-c C", &[]);
    // Of what is recommended too; but what will not be done stands in for nothing.
    check("a@2 .> c@1; a | b+@0; z@3", "", &[]);
    check("a+@0 .> c@1; a | b@0", "a D, a-c C", &[]);
    for (other, instead) in
        [("b-@0", ", one of b"), ("b?@0", ", one of b"), ("b!@0", ""), ("b@3", ", one of b")]
    {
        let late = format!("c needs a: LaterPhase should; c in 3 or later{instead}");
        check(&format!("n*@1; a@2 .> c@1; a | {other}; z@3"), "", &[&late]);
    }
}

#[test]
fn compares_a_mark_with_the_minimum_and_says_where_it_cannot() {
    check("a+@0 > b@1", "a C+, a-b C", &[]);
    check("a+@0 > b@1", "a C-, a-b C", &["b needs a: MarkTooLow; retake a, ask for a waiver"]);
    check("a+@0 > b@1", "a 69, a-b 70", &["b needs a: MarkTooLow; retake a, ask for a waiver"]);
    check("a+@0 > b@1", "a Pass, a-b C", &["b needs a: MarkUnlike should; ask the school"]);
    // Nothing is known, or not yet.
    check("a+@0 > b@1", "a-b C", &[]);
    check("a*@0 > b@1", "a D, a-b C", &[]);
    check("a%@0 > b@1", "a D, a-b C", &[]);
    // A minimum is that of each try at the course, and of no other that will do.
    check("a!~M@0 > b@2; a | c+~M@1", "c D, a-b C", &["b needs c: MarkTooLow; retake c, ask for a waiver"]);
    check("a!~M@0 > b@2; a | c+~N@1", "c D, a-b C", &[]);
}

#[test]
fn asks_the_school_first_where_the_step_is_under_way_already() {
    let low = "b needs a: MarkTooLow; ask the school, ask for a waiver";
    check("a+@0 > b*@1", "a D, a-b C", &[low]);
    check("a+@0 > b&@1", "a D, a-b C", &[low]);
    check("a+@0 .> b*@1", "a D, a-b C", &["b needs a: MarkTooLow should; ask the school"]);
    check("a!@0 > b*@1", "", &["b needs a: NotMet; ask the school, retake a, ask for a waiver"]);
    check("a-@0 > b*@1", "", &["b needs a: Dropped; ask the school, take up a, ask for a waiver"]);
    check("a?@0 > b*@1", "", &["b needs a: OnlySuggested; ask the school, take up a, ask for a waiver"]);
    // What is taken beside it can still be.
    check("a-@1 => b*@1", "", &["b needs a: Dropped; take up a, ask for a waiver"]);
}

#[test]
fn no_mend_goes_back_in_time_or_into_a_summer() {
    check("n*@1; a@1 > b@1; z@2", "", &["b needs a: SamePhase; b in 2 or later, ask for a waiver"]);
    let mut plan = in_terms("n*@1; a@1 > b@1; z@3");
    plan.phases[2].kind = PhaseKind::Summer;
    let mends = |plan: &Plan| said(plan, &findings(plan, today()).links[0]);
    assert_eq!(mends(&plan), "b needs a: SamePhase; b in 3 or later, ask for a waiver");
    plan.phases[3].kind = PhaseKind::Postsecondary;
    assert_eq!(mends(&plan), "b needs a: SamePhase; ask for a waiver");
    plan.steps[2].offered = vec![2];
    assert_eq!(mends(&plan), "b needs a: SamePhase; b in 2 or later, ask for a waiver");
}

#[test]
fn a_course_is_not_to_be_taken_again_in_the_term_in_which_it_was_not_met() {
    check(
        "n*@0; a1!~M@0 > b@1; a2~M@2; z@3",
        "",
        &["b needs a2: LaterPhase; b in 3 or later, ask for a waiver"],
    );
    check(
        "n*@0; a1!~M@0 > b@2; a2~M@3; z@4",
        "",
        &["b needs a2: LaterPhase; b in 4 or later, a2 in 1 or earlier, ask for a waiver"],
    );
}

#[test]
fn in_a_phase_without_an_end_one_course_may_follow_the_other() {
    for kind in [PhaseKind::Open, PhaseKind::Postsecondary] {
        let mut plan = in_terms("a@0 > b@0");
        assert_eq!(findings(&plan, today()).links.len(), 1);
        plan.phases[0].kind = kind;
        assert_eq!(findings(&plan, today()).links, []);
    }
    // In one that says its end alone it may not.
    let mut plan = in_terms("a@0 > b@0");
    (plan.phases[0].kind, plan.phases[0].end) = (PhaseKind::Open, date("2027-06"));
    assert_eq!(findings(&plan, today()).links.len(), 1);
}

#[test]
fn finds_nothing_where_the_host_names_no_phase() {
    let mut plan = plan("a@1 > b@1; c@2 => b");
    for step in &mut plan.steps {
        step.phase_given = false;
    }
    assert_eq!(findings(&plan, today()), Default::default());
}

#[test]
fn what_is_no_course_may_follow_in_its_phase() {
    check("a@0 > test@0[assessment > badge@0[credential; form@0[task > visit@0[experience", "", &[]);
}

#[test]
fn courses_of_half_a_year_may_follow_each_other_in_it() {
    let mut plan = in_terms("a@0:0.5 > b@0:0.5; year@1:1");
    let count = |plan: &Plan| findings(plan, today()).links.len();
    plan.phases[1].kind = PhaseKind::Grade;
    assert_eq!(count(&plan), 1);
    plan.phases[0].kind = PhaseKind::Grade;
    assert_eq!(count(&plan), 0);
    plan.steps[1].credits = Some(1.0);
    assert_eq!(count(&plan), 1);
    (plan.steps[0].credits, plan.steps[1].credits) = (Some(1.0), Some(0.5));
    assert_eq!(count(&plan), 1);
    plan.steps[0].end = date("2027-01-20");
    plan.steps[1].start = date("2027-01-25");
    assert_eq!(count(&plan), 0);
    // A year is as long as the longest course of a year, whatever a term brings.
    let mut plan = in_terms("a@0:1 > b@0:1; term@1:4");
    plan.phases[0].kind = PhaseKind::Grade;
    assert_eq!(count(&plan), 1);
}

#[test]
fn finds_a_course_that_ends_after_the_one_that_needs_it_starts_in_whatever_phases() {
    let dated = |chains: &str, end: &str, start: &str| {
        let mut plan = in_terms(chains);
        for (phase, start) in
            plan.phases.iter_mut().zip(["2026-08-14", "2027-01-07", "2027-08-16", "2028-01-07"])
        {
            phase.start = date(start);
        }
        (plan.steps[0].end, plan.steps[1].start) = (date(end), date(start));
        findings(&plan, today()).links.iter().map(|of| said(&plan, of)).collect::<Vec<_>>().join("; ")
    };
    let later = "b needs a: EndsLater; b in 2 or later, ask for a waiver";
    assert_eq!(dated("a@0 > b@1; z@3", "2027-06-05", "2027-01-07"), later);
    assert_eq!(dated("a*@0 > b@1; z@3", "2027-01-22", "2027-01-11"), later);
    assert_eq!(dated("a@0 > b@0; z@3", "2027-06-05", "2027-01-07"), later);
    assert_eq!(dated("a@0< > b@1<; z@3", "2027-06-05", "2027-01-07"), later);
    // Not into a phase that begins before the end, nor with the one that is needed moved to where it is.
    let last = "b needs a: EndsLater; b in 3 or later, ask for a waiver";
    assert_eq!(dated("a@0 > b@1; z@3", "2027-12-18", "2027-01-07"), last);
    assert_eq!(
        dated("a@1 > b@2; z@3", "2027-08-20", "2027-08-16"),
        "b needs a: EndsLater; b in 3 or later, a in 0 or earlier, ask for a waiver"
    );
    assert_eq!(
        dated("a*@0 > b*@1; z@3", "2027-06-05", "2027-01-07"),
        "b needs a: EndsLater; ask for a waiver"
    );
    for (chains, end, start) in [
        ("a@0 > b@1; z@3", "2027-01-07", "2027-01-07"),
        ("a@0 > b@1; z@3", "2027-01", "2027-01-07"),
        ("a@0 > b@1; z@3", "2027-06-05", ""),
        ("a@0 > b@1; z@3", "", "2027-01-07"),
        ("a+@0 > b@1; z@3", "2027-06-05", "2027-01-07"),
        ("a@0 => b@1; z@3", "2027-06-05", "2027-01-07"),
        ("a@0 .> b@1; z@3", "2027-06-05", "2027-01-07"),
        ("a@0 > b@1[assessment; z@3", "2027-06-05", "2027-05-07"),
    ] {
        assert_eq!(dated(chains, end, start), "", "{chains} {end} {start}");
    }
}

#[test]
fn finds_a_phase_that_is_too_full() {
    let crowded = |chains: &str, most: f64| {
        let mut plan = plan(chains);
        plan.phases[0].max_credits = Some(most);
        let found = findings(&plan, today()).phases;
        let said = found.iter().map(|of| {
            let movable = of.movable.iter().map(|step| plan.steps[*step].id.as_str()).collect::<Vec<_>>();
            format!("{} of {}: {}", of.credits, of.most, movable.join(" "))
        });
        said.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(crowded("a:1; b:1; c*:1; d+:1", 3.0), "4 of 3: a b");
    assert_eq!(crowded("a:1; b:1; c:1", 3.0), "");
    assert_eq!(crowded("a+:1; b+:1; c!:1", 2.0), "3 of 2: ");
    assert_eq!(crowded("a+:1; b+:1; c+:1", 2.0), "");
    assert_eq!(crowded("a:1; b?:1; c-:1; d%:1; e; f:1@1", 1.0), "");
    assert_eq!(crowded("a:1; b:1[experience; c:1<", 1.0), "2 of 1: a b");
    assert_eq!(crowded("a:1 | b:2 | c:1; d:1", 3.0), "");
    assert_eq!(crowded("a:1 | b:2 | c:1; d:1.5", 3.0), "3.5 of 3: b d");
    // An alternative that is done, or is taken in another phase, spares a place; a failed try has taken one.
    assert_eq!(crowded("now+@1:1; now | then@0:1; a:1", 1.0), "");
    assert_eq!(crowded("now+@1:1; now | then@0:1; a:1; b:1", 1.0), "2 of 1: a b");
    assert_eq!(crowded("big@1:2; big | small@0:1; a:1", 1.0), "");
    assert_eq!(crowded("a!:1~M; b:1~M", 1.0), "2 of 1: b");
    assert_eq!(crowded("a+:1 | b*:1", 1.0), "2 of 1: ", "both are taken");
    assert_eq!(crowded("a+:1; b!:1; b | c+:1@1", 1.0), "", "made good");
    // What its own days put there is there.
    let mut dated = plan("a:1; b:1<");
    (dated.phases[0].start, dated.phases[0].end) = (date("2026-09"), date("2027-06"));
    dated.phases[0].max_credits = Some(1.0);
    assert!(findings(&dated, today()).phases.is_empty());
    Rc::make_mut(&mut dated.steps[1].facts).start = date("2026-09-10");
    assert_eq!(findings(&dated, today()).phases[0].credits, 2.0);
}

#[test]
fn credit_by_exam_or_from_another_school_takes_no_place_in_a_phase() {
    let mut plan = plan("spanish+:4; a:1");
    plan.phases[0].max_credits = Some(3.0);
    assert_eq!(findings(&plan, today()).phases.len(), 1);
    plan.steps[0].source = Some(Origin { kind: Some(OriginKind::Exam), title: None });
    assert_eq!(findings(&plan, today()).phases.len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finds_nothing_where_all_is_done_or_waived(
        steps in prop::collection::vec((0..10u8, 0..4usize), 1..9),
        links in prop::collection::vec((0..9usize, 0..9usize, 0..6u8, any::<bool>()), 0..20),
        waive in any::<bool>(),
    ) {
        let mut made = plan("");
        made.phases.extend((0..4).map(|at| super::notation::phase(&at.to_string(), "", "")));
        for (ix, &(status, at)) in steps.iter().enumerate() {
            let mut step = super::notation::step(&ix.to_string());
            step.status = Status::ALL[usize::from(status) % Status::ALL.len()];
            step.phase = at;
            step.credits = Some(1.0);
            step.mark = Some(["A", "C", "70", "Pass"][at].to_string());
            made.steps.push(step);
        }
        for &(from, to, kind, minimum) in &links {
            let (from, to) = (from % steps.len(), to % steps.len());
            if from != to {
                let minimum = minimum.then(|| "B".to_string());
                let kind = EdgeKind::ALL[usize::from(kind)];
                made.edges.push(Edge { from: End::Step(from.min(to)), to: End::Step(from.max(to)), kind, note: None, minimum });
            }
        }
        let found = findings(&made, today());
        for finding in &found.links {
            let (needs, step) = (&made.steps[finding.needs], &made.steps[finding.step]);
            prop_assert!(needs.status != Status::Waived && !step.status.is_done());
            prop_assert!(!finding.mends.is_empty());
            prop_assert!(matches!(made.edges[finding.edge].kind, EdgeKind::Requires | EdgeKind::Corequisite | EdgeKind::Recommended));
        }
        // Once what is needed is waived, or all is done, nothing is found.
        for step in &mut made.steps {
            step.status = if waive { Status::Waived } else { Status::Completed };
            step.mark = None;
        }
        for phase in &mut made.phases {
            phase.max_credits = Some(0.5);
        }
        prop_assert_eq!(findings(&made, today()), Default::default());
    }
}
