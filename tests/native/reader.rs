//! What the reader and the page do to what is shown, and what is said of whose plan it is.

use std::rc::Rc;

use throughline::plan::{Because, Date, Plan, ProfileList, read};
use throughline::roadmap::{Roadmap, draw};
use throughline::state::{Choice, Density, Failure, Lit, Msg, Shown, State, View, update};

use crate::stage::{settings, story, words};

fn after(state: &State, messages: &[Msg]) -> State {
    messages.iter().fold(state.clone(), |state, message| update(&state, message.clone()).0)
}

fn shown(plan: Rc<Plan>) -> State {
    after(&State::new(settings(View::Map)), &[Msg::Loaded(plan, 0)])
}

fn drawn(fields: &str) -> (Rc<Plan>, Roadmap) {
    let text = format!(r#"{{ "format": "throughline-plan/1", {fields} }}"#);
    let plan = Rc::new(read(&text).expect("a plan").0);
    let roadmap = draw(&plan, &shown(plan.clone()), &words("en"));
    (plan, roadmap)
}

const SOPHOMORE: &str = "washington-sophomore-nursing";

#[test]
fn a_failure_is_shown_until_the_plan_is_asked_for_again() {
    let failure = Failure { code: "network".into(), status: None };
    let failed = after(&State::new(settings(View::Map)), &[Msg::Failed(failure.clone())]);
    assert_eq!(failed.shown, Shown::Failed(failure));
    assert_eq!(after(&failed, &[Msg::Asked]).shown, Shown::Waiting);
}

#[test]
fn another_way_is_reckoned_anew_when_the_day_changes_and_only_then() {
    let there = after(&shown(story(SOPHOMORE)), &[Msg::Compared(Some(Choice::Pathway(1)))]);
    let same = after(&there, &[Msg::Configured(settings(View::Map))]);
    assert_eq!(same.what_if, there.what_if);
    let tomorrow = Date::of(2026, 11, 23).expect("a day");
    let mut later = settings(View::Map);
    later.today = tomorrow;
    let later = after(&there, &[Msg::Configured(later)]);
    assert_eq!(later.settings.today, tomorrow);
    assert!(later.what_if.is_some() && later.what_if != there.what_if);
}

#[test]
fn a_way_to_a_goal_outlives_a_reload() {
    let there = after(
        &shown(story(SOPHOMORE)),
        &[Msg::Compared(Some(Choice::Goal(1))), Msg::Loaded(story(SOPHOMORE), 0)],
    );
    assert_eq!(there.what_if.map(|what_if| what_if.choice), Some(Choice::Goal(1)));
}

#[test]
fn what_is_lit_stays_lit_by_its_id_where_it_still_is() {
    let plan = |first: &str, second: &str, more: &str| {
        let of = |list: &str| {
            format!(
                r#""{list}": [{{ "id": "{first}", "title": "{first}" }}, {{ "id": "{second}", "title": "{second}" }}]"#
            )
        };
        let text = format!(
            r#"{{ "format": "throughline-plan/1", {}, {}, {}, "learner": {{ "profile": {{ "interests": ["Music" {more}] }} }} }}"#,
            of("steps"),
            of("requirements"),
            of("competencies")
        );
        Rc::new(read(&text).expect("a plan").0)
    };
    let entry = Lit::Entry(Because { list: ProfileList::Interests, at: 0 });
    for (lit, turned) in [
        (Lit::Line(0), Lit::Line(1)),
        (Lit::Requirement(0), Lit::Requirement(1)),
        (Lit::Competency(0), Lit::Competency(1)),
        (entry, entry),
    ] {
        let state = after(&shown(plan("a", "b", "")), &[Msg::Lit(lit)]);
        assert_eq!(after(&state, &[Msg::Loaded(plan("b", "a", ""), 0)]).lit, turned);
        assert_eq!(
            after(&state, &[Msg::Loaded(plan("c", "d", r#", "Art""#), 0)]).lit,
            Lit::Through,
            "{lit:?}"
        );
    }
}

#[test]
fn a_compact_map_is_lower_and_says_the_same() {
    let sized = |density: Density| {
        let mut settings = settings(View::Map);
        settings.density = density;
        let state = after(&State::new(settings), &[Msg::Loaded(story(SOPHOMORE), 0)]);
        let roadmap = draw(&story(SOPHOMORE), &state, &words("en"));
        (roadmap.picture.size.height, roadmap.boards)
    };
    let (wide, compact) = (sized(Density::Comfortable), sized(Density::Compact));
    assert!(compact.0 < wide.0 && compact.1 == wide.1, "{} and {}", compact.0, wide.0);
}

#[test]
fn the_map_is_a_list_and_a_map_again_and_choosing_ends_the_search() {
    let plan = shown(story(SOPHOMORE));
    let list = after(&plan, &[Msg::Listed]);
    assert_eq!((list.part.as_list, after(&list, &[Msg::Listed])), (true, plan.clone()));
    let sought = after(&plan, &[Msg::Sought("chem".into())]);
    assert_eq!(
        (sought.part.sought.as_str(), after(&sought, &[Msg::Chose(3)]).part.sought.as_str()),
        ("chem", "")
    );
}

#[test]
fn an_arrow_leads_to_the_nearest_card_on_its_side() {
    let phases = ["p", "q", "r", "s"].map(|id| format!(r#"{{ "id": "{id}", "title": "{id}" }}"#)).join(",");
    let step = |id: &str, phase: &str| {
        format!(r#"{{ "id": "{id}", "title": "{id}", "kind": "course", "phase": "{phase}" }}"#)
    };
    let steps = [
        step("far", "p"),
        step("near", "q"),
        step("top", "r"),
        step("middle", "r"),
        step("bottom", "r"),
        step("end", "s"),
    ];
    let (plan, roadmap) = drawn(&format!(r#""phases": [{phases}], "steps": [{}]"#, steps.join(",")));
    let ix = |id: &str| plan.steps().iter().position(|step| step.id == id);
    let near = |id: &str| roadmap.picture.neighbours(ix(id).expect("a step"));
    let bottom = near("bottom");
    assert_eq!(
        (bottom.left, bottom.right, bottom.up, bottom.down),
        (ix("near"), ix("end"), ix("middle"), None)
    );
    let top = near("top");
    assert_eq!((top.up, top.down), (None, ix("middle")));
    assert_eq!((near("far").left, near("far").right), (None, ix("near")));
}

#[test]
fn an_arrow_leads_to_the_next_column_however_high_the_map() {
    let phases = ["p", "q", "r"].map(|id| format!(r#"{{ "id": "{id}", "title": "{id}" }}"#)).join(",");
    let step = |id: String, phase: &str| {
        format!(r#"{{ "id": "{id}", "title": "{id}", "kind": "course", "phase": "{phase}" }}"#)
    };
    let mut steps = vec![step("only".into(), "q")];
    steps.extend((0..4000).flat_map(|at| [step(format!("p{at}"), "p"), step(format!("r{at}"), "r")]));
    let (plan, roadmap) = drawn(&format!(r#""phases": [{phases}], "steps": [{}]"#, steps.join(",")));
    let ix = |id: &str| plan.steps().iter().position(|step| step.id == id);
    let near = |id: &str| roadmap.picture.neighbours(ix(id).expect("a step"));
    assert_eq!((near("p3999").right, near("r3999").left), (ix("only"), ix("only")));
}

#[test]
fn a_phase_says_the_years_it_lasts_or_the_months_within_one_or_of_a_term() {
    let said = |start: &str, end: &str| {
        let phase = format!(r#"{{ "id": "p", "title": "P", "start": "{start}", "end": "{end}" }}"#);
        drawn(&format!(r#""phases": [{phase}], "steps": []"#)).1.picture.columns[0]
            .dates
            .clone()
            .unwrap_or_default()
    };
    assert_eq!(said("2026-09", "2027-06-20"), "2026 – 2027");
    assert_eq!(said("2026-09-01", "2026-12-18"), "Sep 2026 – Dec 2026");
    assert_eq!(said("2026-09-01", "2026-09-18"), "Sep 2026");
    assert_eq!(said("2024-09-03", "2025-01-24"), "Sep 2024 – Jan 2025");
    assert_eq!(said("2024-09-03", "2025-05-02"), "2024 – 2025");
    assert_eq!(said("2024", "2025-01"), "2024 – 2025");
}

#[test]
fn whose_plan_it_is_is_said_to_others_alone() {
    let said = |viewer: &str| {
        drawn(&format!(
            r#""steps": [], "people": [{{ "id": "ana", "name": "Ana" }}], "learner": {{ "person": "ana" }}, "viewer": {viewer}"#
        ))
        .1
        .learner
    };
    for own in [r#"{ "role": "learner" }"#, r#"{ "person": "ana", "role": "counselor" }"#, "null"] {
        assert!(said(own).is_empty(), "{own}");
    }
    for other in [r#"{ "role": "counselor" }"#, r#"{ "person": "bo", "role": "learner" }"#] {
        assert_eq!(said(other)[0].words, "Ana", "{other}");
    }
}
