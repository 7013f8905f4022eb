use super::notation::{find, name, plan};
use crate::plan::{GoalStatus, Plan};
use crate::rules::{Trace, through_line, trace};

fn lit(plan: &Plan, trace: &Trace) -> String {
    let steps =
        plan.steps().iter().zip(&trace.steps).filter(|(_, lit)| **lit).map(|(step, _)| step.id.as_str());
    let goals =
        plan.goals().iter().zip(&trace.goals).filter(|(_, lit)| **lit).map(|(goal, _)| goal.id.as_str());
    steps.chain(goals).collect::<Vec<_>>().join(" ")
}

fn links(plan: &Plan, trace: &Trace) -> String {
    let lit = plan.edges().iter().zip(&trace.edges).filter(|(_, lit)| **lit);
    lit.map(|(edge, _)| format!("{}-{}", name(plan, edge.from), name(plan, edge.to)))
        .collect::<Vec<_>>()
        .join(" ")
}

fn route(plan: &Plan, trace: &Trace) -> String {
    let Some(first) = trace.route.first() else { return String::new() };
    let hops = trace.route.iter().map(|hop| hop.to);
    [first.from].into_iter().chain(hops).map(|end| name(plan, end)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(chains: &str, of: &str, ends: &str, edges: &str, way: &str) {
    let plan = plan(chains);
    let trace = trace(&plan, find(&plan, of), &Trace::default());
    assert_eq!(lit(&plan, &trace), ends, "steps and goals");
    assert_eq!(links(&plan, &trace), edges, "links");
    assert_eq!(route(&plan, &trace), way, "route");
}

#[track_caller]
fn line(chains: &str, ends: &str, way: &str) {
    let plan = plan(chains);
    let line = through_line(&plan);
    assert_eq!(lit(&plan, &line), ends, "steps and goals");
    assert_eq!(route(&plan, &line), way, "route");
    let count = line.edges.iter().filter(|lit| **lit).count();
    let lamps = lit(&plan, &line).split_whitespace().count();
    assert_eq!(count, lamps.saturating_sub(1), "links of one chain");
}

#[test]
fn lights_all_that_leads_to_a_step_and_all_it_leads_to() {
    check("a > b > c ~> goal; a > d > goal", "b", "a b c goal", "a-b b-c c-goal", "b c goal");
}

#[test]
fn lights_every_way_through_the_step_and_no_way_past_it() {
    check("a > b > c > d ~> goal; a > c; b > d", "c", "a b c d goal", "a-b b-c c-d d-goal a-c", "c d goal");
}

#[test]
fn lights_what_leads_to_a_goal() {
    check("a > b ~> goal; c ~> goal2", "goal", "a b goal", "a-b b-goal", "");
}

#[test]
fn goes_on_through_a_goal() {
    check(
        "a ~> goalrn; a ~> goalbsn ~> goalrn; b ~> goalbsn",
        "b",
        "b goalrn goalbsn",
        "goalbsn-goalrn b-goalbsn",
        "b goalbsn goalrn",
    );
    check("goalbsn > a ~> goalrn", "goalbsn", "a goalbsn goalrn", "goalbsn-a a-goalrn", "goalbsn a goalrn");
}

#[test]
fn does_not_follow_corequisites_and_alternatives() {
    check("a > b ~> goal; a | c; a => d; c > b", "a", "a b goal", "a-b b-goal", "a b goal");
    check("a | b; a ~> goal", "b", "b", "", "");
}

#[test]
fn passes_no_dropped_step_but_traces_one_that_is_chosen() {
    check("a > b- > c ~> goal", "a", "a", "", "");
    check("a > b- > c ~> goal", "b", "a b c goal", "a-b b-c c-goal", "b c goal");
}

#[test]
fn passes_what_was_tried_in_vain_by_way_of_what_stands_in_for_it() {
    // A retake of the same code, one that is linked, and one beside which both links are written out.
    line("a!~M1@0; r*~M1@1; a > b@2 ~> goal; c* > d", "r b goal", "r b goal");
    line("a!@0 | r*@1; a > b@2 ~> goal", "r b goal", "r b goal");
    line("a!@0 | r*@1; a > b@2 ~> goal; r > b", "r b goal", "r b goal");
    line("a-@0 | r@1; a > b@2 ~> goal", "r b goal", "r b goal");
    line("a!@0 | r+@1; a > b@2 ~> goal", "r b goal", "r b goal");
    // What came before it leads on to its other try, and so does another that was tried in vain.
    line("p+ > a! > b ~> goal; a | r*", "p b r goal", "r b goal");
    line("a!~M1; b!~M2; r*~M1; s~M2; a > b > c ~> goal", "r s c goal", "r s c goal");
    // The other try may stand anywhere in the document, and be after something that follows the first one.
    line("a! > b ~> goal; r* | a", "b r goal", "r b goal");
    line("a! > help > r ~> goal; a | r", "help r goal", "help r goal");
    line("a!@0 > r*@1 ~> goal; a | r; a > b > goal", "r b goal", "r b goal");
    // What is done is still the way, though it is taken again.
    line("a+ | r; a > b ~> goal", "a b goal", "a b goal");
    // What is planned and spared is passed by what is done.
    line("a+ | r; r > b ~> goal", "a b goal", "a b goal");
}

#[test]
fn traces_of_what_was_tried_in_vain_the_line_of_what_stands_in_for_it() {
    let both = "p+ > a! > b ~> goal; a | r*";
    check(both, "p", "p b r goal", "p-a a-b b-goal", "p r b goal");
    check(both, "a", "p a b r goal", "p-a a-b b-goal", "r b goal");
    check(both, "r", "p b r goal", "p-a a-b b-goal", "r b goal");
}

#[test]
fn tells_the_shortest_way_to_the_primary_goal() {
    check("a > b > c ~> goal; a > c", "a", "a b c goal", "a-b b-c c-goal a-c", "a c goal");
    check("x ~> goal; a > b ~> goal2; a ~> goal3", "a", "a b goal2 goal3", "a-b b-goal2 a-goal3", "a goal3");
    check("x ~> goal; a ~> goal2; a ~> goal3", "a", "a goal2 goal3", "a-goal2 a-goal3", "a goal2");
}

#[test]
fn tells_what_is_required_before_a_shorter_way_by_what_is_only_recommended() {
    check("a > b > c > d ~> goal; a .> d", "a", "a b c d goal", "a-b b-c c-d d-goal a-d", "a b c d goal");
    // Where none binds all the way, the one that does not the least.
    check(
        "a .> b .> d ~> goal; a > c > e .> d",
        "a",
        "a b d c e goal",
        "a-b b-d d-goal a-c c-e e-d",
        "a c e d goal",
    );
    check(
        "x ~> goal; a .> goal2; a > b ~> goal3",
        "a",
        "a b goal2 goal3",
        "a-goal2 a-b b-goal3",
        "a b goal3",
    );
}

#[test]
fn tells_of_a_step_on_the_through_line_that_line() {
    let plan = plan("p+ > a* > b > c ~> goal; p > c; a > c; b ~> d > c; x .> b; x > c");
    let line = through_line(&plan);
    let told = |of: &str| route(&plan, &trace(&plan, find(&plan, of), &line));
    assert_eq!(route(&plan, &line), "a b d c goal");
    assert_eq!((told("p").as_str(), told("b").as_str()), ("p a b d c goal", "b d c goal"));
    assert_eq!((told("x").as_str(), told("goal").as_str()), ("x c goal", ""));
}

#[test]
fn tells_a_far_primary_goal_before_a_near_other_one() {
    check(
        "z ~> goal; a ~> goal2; a > b > c ~> goal",
        "a",
        "a b c goal goal2",
        "a-goal2 a-b b-c c-goal",
        "a b c goal",
    );
}

#[test]
fn tells_of_goals_one_that_is_set_aside_last() {
    let mut plan = plan("z ~> goal; a ~> goal2; a > b > c ~> goal3");
    plan.goals[1].status = GoalStatus::SetAside;
    let trace = trace(&plan, find(&plan, "a"), &Trace::default());
    assert_eq!(route(&plan, &trace), "a b c goal3");
}

#[test]
fn tells_the_plainest_link_on_ties() {
    check(
        "a ~> b ~> goal; a > c ~> goal; a .> d ~> goal",
        "a",
        "a b c d goal",
        "a-b b-goal a-c c-goal a-d d-goal",
        "a c goal",
    );
    check("a .> b ~> goal; a ~> c ~> goal", "a", "a b c goal", "a-b b-goal a-c c-goal", "a c goal");
}

#[test]
fn tells_the_way_to_where_it_ends_if_no_goal_is_reached() {
    check("a > b > c; a > d; x ~> goal", "a", "a b c d", "a-b b-c a-d", "a d");
    check("a; x ~> goal", "a", "a", "", "");
}

#[test]
fn draws_the_line_from_now_to_the_goal_and_back_to_its_beginning() {
    line("a+ > b+ > c* > d ~> goal; e* ~> d", "a b c d goal", "c d goal");
}

#[test]
fn prefers_the_longest_chain_that_binds() {
    line("a* > b > c > d ~> goal; a > d", "a b c d goal", "a b c d goal");
    line("a* .> b .> c ~> goal; a > d ~> goal", "a d goal", "a d goal");
}

#[test]
fn prefers_what_the_learner_is_at_and_avoids_what_is_only_suggested() {
    line("a+ > b > c > d ~> goal; a > e* ~> goal", "a e goal", "e goal");
    line("a* > b? > c > d ~> goal; a > e ~> goal", "a e goal", "a e goal");
    line("a* > b* > c ~> goal; d* > e > f > g ~> goal", "a b c goal", "a b c goal");
}

#[test]
fn prefers_what_the_learners_own_profile_explains_on_a_chain_as_heavy() {
    use crate::plan::{Because, ProfileList};
    let mut plan = plan("english* > lit > graduation ~> goal; welding* > card ~> goal");
    assert_eq!(route(&plan, &through_line(&plan)), "english lit graduation goal");
    let line_with = |plan: &mut Plan, list| {
        plan.steps[3].because = vec![Because { list, at: 0 }];
        route(plan, &through_line(plan))
    };
    assert_eq!(line_with(&mut plan, ProfileList::Needs), "english lit graduation goal");
    assert_eq!(line_with(&mut plan, ProfileList::Interests), "welding card goal");
}

#[test]
fn begins_with_the_last_done_step_if_nothing_is_under_way() {
    line("a+ > b+ > c ~> goal", "a b c goal", "b c goal");
    line("a+@0 > b+@1 > c@2 ~> goal; a > d@1 > e@2 > f@3 ~> goal", "a b c goal", "b c goal");
    // Behind it, what binds weighs more than what is only recommended.
    line("r+ .> s+ .> t+ .> n*; q+ > n ~> goal", "n q goal", "n goal");
    line("p+ > n*; q+ > n ~> goal", "p n goal", "n goal");
    line("r+; p+ .> q+ > n* ~> goal; r > n", "p q n goal", "n goal");
    // What was never done is not behind it.
    line("p .> a+ > b* ~> goal", "a b goal", "b goal");
}

#[test]
fn begins_with_the_first_step_if_nothing_is_done() {
    line("a@0 > b@1 ~> goal; s?@0 > c@1 > d@2 ~> goal", "a b goal", "a b goal");
}

#[test]
fn draws_no_line_without_a_goal_or_a_way_to_it() {
    line("a* > b", "", "");
    line("a* > b; c- ~> goal", "", "");
    line("a* | b ~> goal", "b goal", "b goal");
}
