use super::notation::{date, plan, with};
use crate::plan::{Action, Date, GoalStatus, Plan, Text};
use crate::rules::{findings, next_steps, now, progress};

fn today() -> Date {
    Date::parse("2026-11-22").expect("a day")
}

fn ready(plan: &Plan) -> String {
    let ready = next_steps(plan, &progress(plan), &findings(plan, today()), today()).ready;
    ready
        .iter()
        .map(|ready| format!("{}:{:?}", plan.steps()[ready.step].id, ready.reason))
        .collect::<Vec<_>>()
        .join(" ")
}

fn blocked(plan: &Plan) -> String {
    let id = |step: &usize| plan.steps()[*step].id.as_str();
    let blocked = next_steps(plan, &progress(plan), &findings(plan, today()), today()).blocked;
    let said = blocked.iter().map(|blocked| {
        format!("{}<{}", id(&blocked.step), blocked.by.iter().map(id).collect::<Vec<_>>().join(","))
    });
    said.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(chains: &str, now_ready: &str, now_blocked: &str) {
    let plan = plan(chains);
    assert_eq!(ready(&plan), now_ready, "ready");
    assert_eq!(blocked(&plan), now_blocked, "blocked");
}

#[test]
fn has_ready_what_is_under_way_and_what_needs_nothing_more() {
    check("a+ > b*@1; a > c@1; d@2", "b:UnderWay c:Ready", "");
}

#[test]
fn where_phases_were_made_from_the_links_these_alone_say_what_is_later() {
    for (chains, said) in [
        ("algebra+ > geometry@1 > precalculus@2; form; idea? > next@1", "geometry:Ready form:Ready"),
        ("a ~> b@1 ~> c@2 ~> goal", "a:ThroughLine"),
        ("a* ~> b@1 ~> c@2 ~> goal", "a:UnderWay"),
        ("a+ .> b@1 .> c@2", "b:Ready"),
    ] {
        let mut plan = plan(chains);
        plan.phases.iter_mut().for_each(|phase| phase.title = None);
        assert_eq!(ready(&plan), said, "{chains}");
    }
}

#[test]
fn what_waits_for_another_try_waits_for_it_alone() {
    check("a!@0~M > b@1; c@2~M; n*@0", "n:UnderWay", "b<c");
    check("a!@0 > b@1; a | c@2; n*@0", "n:UnderWay", "b<c");
    check("a!@0 > b@1; n*@0", "a:AtRisk n:UnderWay", "b<a");
    // What is not to come waits for what is planned instead, or for a decision.
    check("a-@0 > b@1; a | c@2; n*@0", "n:UnderWay", "b<c");
    check("a?@0 > b@1; a | c@0; n*@0", "n:UnderWay c:Ready", "b<c");
    check("a?@0 > b@1; n*@0", "n:UnderWay", "b<a");
    // And never for itself.
    for gone in ["a-@0", "a?@0"] {
        check(&format!("{gone} > b@0; a | b; n*@0"), "n:UnderWay", "b<a");
    }
    // And the other try for nothing: it is taken because the first was not enough.
    check("a!@0~M > b@0~M > c@1; n*@0", "n:UnderWay b:Ready", "c<b");
    check("a!@0 > b@0; a | b; n*@0", "n:UnderWay b:Ready", "");
    // A try that was not good enough is not what it waits for.
    let mut low = plan("a!@0~M > c@1; b+@0~M; n*@1");
    (low.edges[0].minimum, low.steps[2].mark) = (Some("C".to_string()), Some("D".to_string()));
    assert_eq!((low.steps[2].id.as_str(), ready(&low).contains("c:")), ("b", false));
    // What was not tried is another thing: either will do, and one comes first.
    check("a@0 > b@0; a | b; n*@0", "n:UnderWay a:Ready", "b<a");
}

#[test]
fn what_is_past_its_own_end_is_not_to_start() {
    let ends = |chains: &str, end: &str| {
        let mut plan = plan(chains);
        plan.steps[0].end = date(end);
        ready(&plan)
    };
    assert_eq!(ends("psat; b", "2026-10-14"), "b:Ready psat:Over");
    assert_eq!(ends("psat ~> goal; b", "2026-11-21"), "b:Ready psat:Over");
    // What ends today or this month may still be done; and what is said of it otherwise goes on.
    assert_eq!(ends("psat; b", "2026-11-22"), "psat:Ready b:Ready");
    assert_eq!(ends("psat; b", "2026-11"), "psat:Ready b:Ready");
    assert_eq!(ends("psat*; b", "2026-10-14"), "psat:UnderWay b:Ready");
    assert_eq!(ends("psat^2026-11-01; b", "2026-10-14"), "psat:Overdue b:Ready");
    assert_eq!(ends("psat^2026-12-01; b", "2026-10-14"), "psat:DueSoon b:Ready");
    assert_eq!(ends("psat=; b", "2026-10-14"), "psat:AtRisk b:Ready");
}

#[test]
fn waits_for_what_is_required_and_not_begun() {
    check(
        "a*; b > c; d > e; f .> g; f => h",
        "a:UnderWay b:Ready d:Ready f:Ready g:Ready h:Ready",
        "c<b e<d",
    );
    check("a*@0; b@1 > c@2; b > d@1", "a:UnderWay", "d<b");
    // What is only better done before stops nothing, also where it comes later.
    check("n*@0; a@1 .> b@0", "n:UnderWay b:Ready", "");
}

#[test]
fn waits_in_a_phase_that_has_begun_for_what_is_under_way_too() {
    check("a@0* > b@0; a > c@1", "a:UnderWay", "b<a");
    check("a*@0 > b@1; c*@1; a > d@2", "a:UnderWay c:UnderWay", "b<a");
    check("a*@0 > b@0; p@0 > b; c@1; b > c", "a:UnderWay p:Ready", "b<a,p c<b");
    check("a@0 > d@0; b*@0; b | a", "b:UnderWay a:Ready", "d<b");
    // The course after the one under way goes without saying, and what is due may be registered for.
    check("a*@0 > b@1; a > c@1^2026-12-01", "c:DueSoon a:UnderWay", "");
    // Terms that overlap: the next has begun, and the course before it is not over.
    let mut plan = plan("math7*@0 > bridge@1 > algebra@2");
    let terms = [("2026-01-26", "2026-12-26"), ("2026-11-15", "2027-01-30"), ("2027-02-17", "2027-06-20")];
    for (phase, (start, end)) in plan.phases.iter_mut().zip(terms) {
        (phase.start, phase.end) = (date(start), date(end));
    }
    assert_eq!(
        (ready(&plan), blocked(&plan)),
        ("math7:UnderWay".into(), "bridge<math7 algebra<bridge".into())
    );
}

#[test]
fn takes_a_waived_step_and_a_done_alternative_for_done() {
    check("a% > b*; a > c", "b:UnderWay c:Ready", "");
    check("a > c*; a > d; b+; b | a", "c:UnderWay d:Ready", "");
    check("a! > d; b+; b | a; z*", "z:UnderWay d:Ready", "");
}

#[test]
fn does_not_offer_what_is_suggested_or_dropped_and_is_blocked_by_it() {
    check("a? > b*; a > c; d-; d > e", "b:AtRisk", "c<a e<d");
}

#[test]
fn offers_again_what_was_not_met_unless_replaced() {
    check("a!@0; b*@1", "a:AtRisk b:UnderWay", "");
    check("a!@0; b*@1; a | b", "b:UnderWay", "");
    // Nothing builds on it, and what is asked is met: it may be done again.
    let asked = |chains: &str| ready(&with(chains, "d credits 1 #Art"));
    assert_eq!(asked("a!; b+:1#Art"), "a:Again");
    // What it leads to is reached without it.
    assert_eq!(asked("a! > b+:1#Art > c"), "c:Ready");
    assert_eq!(asked("a! .> b+:1#Art; a .> c"), "c:Ready a:Again");
}

#[test]
fn offers_nothing_again_that_nobody_asks_for_any_more() {
    let check = |chains: &str, asked: &str, said: &str| {
        assert_eq!(ready(&with(&format!("{chains}; n*@0"), asked)), said, "{chains} {asked}");
    };
    let test = |of: &str, more: &str| format!("way any {of}\n  score score 5 t,\n{more}");
    check("t![assessment", &test("", ""), "n:UnderWay t:Again");
    check("t![assessment", &test("waived", ""), "n:UnderWay");
    check("t![assessment", &test("host met", ""), "n:UnderWay");
    // Another of the ways is gone, or one of the parts is waived.
    check("t![assessment; d+", &test("", "  dual status d,"), "n:UnderWay");
    check("t![assessment", &test("", "  dual status waived"), "n:UnderWay");
    check("t![assessment", "all all\n  score score 5 t, waived\n  more status", "n:UnderWay");
    check("t![assessment", "all all\n  score score 5 t,\n  more status waived", "n:UnderWay t:Again");
    // Nor is the next try, whichever of the two is named.
    check("t![assessment~T; u[assessment~T", &test("", ""), "n:UnderWay u:Ready");
    check("t![assessment~T; u[assessment~T", &test("waived", ""), "n:UnderWay");
    check("t[assessment~T; u[assessment~T", &test("waived", ""), "n:UnderWay t:Ready u:Ready");
    // By subject and by the step's own word.
    check("a!:1#Art; b+:1#Art", "art credits 1 #Art", "n:UnderWay");
    check("a!:1#Art; b+:1#Art", "art credits 2 #Art", "n:UnderWay a:Again");
    check("a!:1$art; b+:1$art", "art credits 1", "n:UnderWay");
    check("a!:1$art$more; b+:1$art", "art credits 1\nmore credits 1", "n:UnderWay a:Again");
    // What is too much of a part is of use to the whole, where that asks for more than its parts.
    let parts = |all: u8| format!("all credits {all}\n  art credits 1 #Art\n  math credits 2 #Math");
    check("a!:1#Art; b+:1#Art", &parts(3), "n:UnderWay");
    check("a!:1#Art; b+:1#Art", &parts(4), "n:UnderWay a:Again");
    // Something waits for it, or waits for nothing any more.
    check("a!@0:1#Art > c@1; b+@0:1#Art", "art credits 1 #Art", "a:AtRisk n:UnderWay");
    check("a!@0:1#Art~A > c@1; r@0~A; b+@0:1#Art", "art credits 1 #Art", "n:UnderWay r:Ready");
    check("a!@0:1#Art .> c@1; b+@0:1#Art", "art credits 1 #Art", "n:UnderWay");
    check("a!@0:1#Art > c+@0; b+@0:1#Art", "art credits 1 #Art", "n:UnderWay");
    // What it leads to is reached, and yet its credit is asked for.
    check("a!@0:1#Art > c+@0", "art credits 1 #Art", "n:UnderWay a:Again");
    // It names one bucket of credits, so it serves no other, save a part of that one.
    check("a!:1#Art$art; b+:1#Art$art", "art credits 1\nmore credits 1 #Art", "n:UnderWay");
    check("a!:1#Art$all; b+:1$all", "all credits 2\n  art credits 1 #Art", "n:UnderWay a:Again");
    check("a!@0:1#Art~A > c+@0; r@0~A; b+@0:1#Art", "art credits 1 #Art", "n:UnderWay");
    check("a!@0:1#Art~A > r@0~A; b+@0:1#Art", "art credits 1 #Art", "n:UnderWay");
    // What is due is said, and nobody knows what a step is for of which the plan says nothing.
    check("a!:1#Art^2026-12-01; b+:1#Art", "art credits 1 #Art", "a:DueSoon n:UnderWay");
    check("a!:1#Art; b+:1#Math", "math credits 1 #Math", "n:UnderWay a:Again");
}

#[test]
fn offers_no_milestone_before_its_day_or_while_something_leads_to_it() {
    check("a[milestone; b", "a:Ready b:Ready", "");
    check("a* ~> m[milestone; b ~> n[milestone; c+ ~> o[milestone", "a:UnderWay b:Ready o:Ready", "");
    check("a ~> m[milestone^2026-12-01; b ~> n=[milestone", "n:AtRisk m:DueSoon a:Ready b:Ready", "");
    for (end, said) in
        [("2027-06-13", "b:Ready"), ("2026-11-22", "a:Ready b:Ready"), ("2026-11", "a:Ready b:Ready")]
    {
        let mut plan = plan("a[milestone; b");
        plan.steps[0].end = date(end);
        plan.steps[1].end = date("2027-06-13");
        assert_eq!(ready(&plan), said, "{end}");
    }
}

#[test]
fn ranks_the_other_try_by_what_hung_on_the_first() {
    check("a!~M@0 > b@2; c*@1 > d@2; r*~M@1; a > e@2", "r:UnderWay c:UnderWay", "");
    // A milestone is not there while what stands in for what leads to it is to be done.
    check("a!@0 ~> m[milestone@1; a | b@1; n*@1", "n:UnderWay b:Ready", "");
}

#[test]
fn ranks_by_what_presses() {
    check(
        "a*; b^2026-12-01; c=; d^2026-11-21; e ~> goal; f; g^2027-06",
        "d:Overdue c:AtRisk b:DueSoon a:UnderWay e:ThroughLine g:Ready f:Ready",
        "",
    );
    check(
        "a^2026-12-02*; b^2026-12-01; c^2026-11-22; d^2026-11",
        "c:DueSoon d:DueSoon b:DueSoon a:DueSoon",
        "",
    );
    check("z*; a; b > c@2; b > d@2", "z:UnderWay b:Ready a:Ready", "");
}

#[test]
fn offers_a_step_of_a_later_phase_when_it_is_due() {
    check("a*@0 > b@1^2026-12-01; c@1^2027-06-01", "b:DueSoon a:UnderWay", "");
    check("a@0*; p@0 > b@3^2026-12-01", "a:UnderWay p:Ready", "b<p");
}

#[test]
fn lists_last_what_starts_later_unless_it_is_due_before() {
    for (start, due, said) in [
        ("2027-05-24", "", "b:UnderWay c:Ready a:Starts"),
        ("2026-11-23", "2026-12-01", "b:UnderWay c:Ready a:Starts"),
        ("2026-11-22", "", "b:UnderWay a:ThroughLine c:Ready"),
        ("2026-11", "2026-12-01", "a:DueSoon b:UnderWay c:Ready"),
        // What is due before it starts is a registration.
        ("2027-01-07", "2026-12-01", "a:DueSoon b:UnderWay c:Ready"),
        ("2027-05-24", "2027-03-01", "b:UnderWay c:Ready a:Starts"),
        ("2027-01-07", "2026-11-01", "a:Overdue b:UnderWay c:Ready"),
    ] {
        let mut plan = plan("a ~> goal; b*; c");
        (plan.steps[0].start, plan.steps[0].due) = (date(start), date(due));
        plan.steps[1].start = date("2027-05-24");
        assert_eq!(ready(&plan), said, "{start} {due}");
    }
    // The first to start comes first, whenever it is due.
    let mut plan = plan("a; b^2027-06-01; c");
    plan.steps[0].start = date("2027-03");
    plan.steps[1].start = date("2027-02");
    assert_eq!(ready(&plan), "c:Ready b:Starts a:Starts");
    // What is under way has begun, whatever its start says.
    let mut begun = super::notation::plan("a*^2026-12-01");
    begun.steps[0].start = date("2026-11-23");
    assert_eq!(ready(&begun), "a:DueSoon");
}

#[test]
fn what_is_of_a_phase_that_has_not_begun_starts_with_it() {
    let mut plan = plan("a ~> goal; b; c^2027-01-04; d^2026-12-01; e");
    plan.phases[0].start = date("2027-01");
    plan.steps[4].phase_given = false;
    assert_eq!(ready(&plan), "d:DueSoon e:Ready a:Starts b:Starts c:Starts");
    // And once it has begun, a course that nobody put there has another time proposed.
    plan.phases[0].start = date("2026-11");
    assert_eq!(ready(&plan), "d:DueSoon a:ThroughLine c:Ready b:Ready");
    // One that is longer than a year is never too late for it.
    plan.phases[0].end = date("2028-06");
    assert_eq!(ready(&plan), "d:DueSoon a:ThroughLine c:Ready b:Ready e:Ready");
}

#[test]
fn counts_what_hangs_on_a_step() {
    let chains: String = (0..300).map(|ix| format!("r{ix}; ")).collect();
    let plan = plan(&format!("{chains} a* > b ~> goal; a > c > d; b > d; e*"));
    let ready = next_steps(&plan, &progress(&plan), &findings(&plan, today()), today()).ready;
    let unlocks =
        |id: &str| ready.iter().find(|ready| plan.steps()[ready.step].id == id).map(|ready| ready.unlocks);
    assert_eq!((unlocks("a"), unlocks("e"), unlocks("r299")), (Some(3), Some(0), Some(0)));
}

#[test]
fn counts_of_what_hangs_on_a_step_only_what_is_not_reached() {
    for (chains, unlocks) in [
        ("a* > b+ > c", 0),
        ("a* > b+ > c; a > d > e", 2),
        ("a* > b > c; d+ | b", 0),
        ("a* > b* > c", 1),
        ("a* .> b! > c", 2),
        // What a step led to that was tried in vain hangs on the other try, which is counted once itself.
        ("r*~M; b!~M > c > d; r > c", 2),
        ("a* > b! > c; b | r", 2),
    ] {
        let plan = plan(chains);
        let ready = next_steps(&plan, &progress(&plan), &findings(&plan, today()), today()).ready;
        assert_eq!(
            ready.iter().find(|ready| ready.step == 0).map(|ready| ready.unlocks),
            Some(unlocks),
            "{chains}"
        );
    }
}

#[test]
fn lists_open_actions_of_active_goals_by_due_date() {
    let mut plan = plan("a ~> goal; b ~> goal2; c ~> goal3");
    let action = |id: &str, due: &str, done| Action {
        id: id.to_string(),
        title: Text::Plain(id.to_string()),
        owner: None,
        due: date(due),
        done,
    };
    plan.goals[0].actions =
        vec![action("later", "", false), action("done", "2026-01", true), action("may", "2027-05", false)];
    plan.goals[1].actions = vec![action("now", "2026-11-30", false)];
    plan.goals[2].actions = vec![action("aside", "2026-11-30", false)];
    plan.goals[2].status = GoalStatus::SetAside;
    let actions = next_steps(&plan, &progress(&plan), &findings(&plan, today()), today()).actions;
    let said: Vec<&str> =
        actions.iter().map(|open| plan.goals()[open.goal].actions[open.action].id.as_str()).collect();
    assert_eq!(said, ["now", "may", "later"]);
}

#[test]
fn has_nothing_to_say_of_an_empty_plan() {
    assert_eq!(
        next_steps(&Plan::default(), &Default::default(), &Default::default(), today()),
        Default::default()
    );
    assert_eq!(now(&Plan::default(), today()), None);
}
