use crate::plan::{Plan, read};
use crate::rules::{may_check, offers};

/// A plan of one step, with this viewer and this agency.
fn plan(viewer: &str, agency: &str, status: &str) -> Plan {
    with_step(viewer, &format!(r#""agency": {{ "state": "{agency}" }}"#), status)
}

fn with_step(viewer: &str, step: &str, status: &str) -> Plan {
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "status": {status}, "viewer": {viewer},
              "goals": [{{ "id": "rn", "actions": [
                  {{ "id": "mine", "owner": "kim" }}, {{ "id": "hers", "owner": "ana" }},
                  {{ "id": "free" }}, {{ "id": "past", "owner": "kim", "done": true }} ] }}],
              "steps": [{{ "id": "bio", "title": "Biology", {step} }}] }}"#
    );
    read(&text).expect("a plan").0
}

fn viewer(role: &str, can: &str) -> String {
    let can: Vec<String> = can.split_whitespace().map(|word| format!("\"{word}\"")).collect();
    format!(r#"{{ "person": "kim", "role": {role}, "can": [{}] }}"#, can.join(","))
}

#[track_caller]
fn check(role: &str, can: &str, agency: &str, offered: &str) {
    let role = if role.is_empty() { "null".into() } else { format!("\"{role}\"") };
    let plan = plan(&viewer(&role, can), agency, "null");
    let words: Vec<_> = offers(&plan, &plan.steps()[0]).iter().map(|kind| kind.word()).collect();
    assert_eq!(words.join(" "), offered, "{role} {can} {agency}");
}

#[test]
fn offers_what_the_host_lets_and_the_state_asks_for() {
    check("learner", "", "proposed", "");
    check("learner", "propose sign", "proposed", "");
    check("learner", "comment reflect", "proposed", "comment reflect");
    check("learner", "comment reflect decide", "proposed", "accept decline comment reflect");
    check("family", "decide", "proposed", "accept decline");
    check("counselor", "decide", "proposed", "accept decline approve");
    check("", "decide", "proposed", "accept decline");
    check("mentor", "decide", "proposed", "accept decline");
    check("mentor", "decide", "accepted", "");
    check("learner", "decide", "accepted", "");
    check("counselor", "decide", "accepted", "approve");
    for settled in ["declined", "approved", "locked"] {
        check("counselor", "comment decide", settled, "comment");
    }
}

#[test]
fn there_is_nothing_to_decide_on_what_is_begun_nor_on_ones_own_proposal() {
    for (role, status, by, offered) in [
        ("learner", "planned", "ana", "accept decline"),
        ("learner", "suggested", "ana", "accept decline"),
        ("learner", "in-progress", "ana", ""),
        ("learner", "completed", "ana", ""),
        ("learner", "waived", "ana", ""),
        ("learner", "dropped", "ana", ""),
        ("learner", "planned", "kim", ""),
        ("counselor", "in-progress", "ana", "approve"),
        ("counselor", "completed", "ana", ""),
        ("counselor", "dropped", "ana", ""),
        ("counselor", "planned", "kim", "approve"),
    ] {
        let viewer = viewer(&format!("\"{role}\""), "decide");
        let step = format!(r#""status": "{status}", "agency": {{ "state": "proposed", "by": "{by}" }}"#);
        let plan = with_step(&viewer, &step, "null");
        let words: Vec<_> = offers(&plan, &plan.steps()[0]).iter().map(|kind| kind.word()).collect();
        assert_eq!(words.join(" "), offered, "{role} {status} {by}");
    }
}

#[test]
fn offers_nothing_in_a_locked_plan_or_without_a_viewer() {
    for (viewer, status) in
        [(viewer("\"counselor\"", "comment decide"), "\"locked\""), ("null".into(), "null")]
    {
        let plan = plan(&viewer, "proposed", status);
        assert_eq!(offers(&plan, &plan.steps()[0]), []);
        assert!(!plan.goals()[0].actions.iter().any(|action| may_check(&plan, action)));
    }
}

#[test]
fn an_open_action_is_its_owners_to_check_and_the_learners_where_it_is_nobodys() {
    for (role, can, checked) in [
        ("\"learner\"", "comment", "mine free"),
        ("\"family\"", "comment", "mine"),
        ("\"learner\"", "", ""),
        ("null", "sign", "mine"),
    ] {
        let plan = plan(&viewer(role, can), "proposed", "null");
        let actions = plan.goals()[0].actions.iter().filter(|action| may_check(&plan, action));
        let actions: Vec<_> = actions.map(|action| action.id.as_str()).collect();
        assert_eq!(actions.join(" "), checked, "{role} {can}");
    }
}
