//! A roadmap drawn after another is the one that would be drawn alone, whatever of the other it keeps.

use std::rc::Rc;

use serde_json::{Value, json};
use throughline::roadmap::{self, Roadmap};
use throughline::state::{Choice, Msg, State, View, update};

use crate::stage::{settings, story_text, words};

/// Stories that are drawn as maps.
const STORIES: [&str; 5] = [
    "washington-sophomore-nursing",
    "texas-junior-welding",
    "grade-7-competency-based",
    "first-week",
    "multilingual-learner-english-spanish",
];

fn shown(document: &Value) -> State {
    let plan = Rc::new(throughline::plan::read(&document.to_string()).expect("a plan").0);
    update(&State::new(settings(View::Map)), Msg::Loaded(plan, 0)).0
}

fn drawn(before: Option<&Roadmap>, state: &State, language: &str) -> Roadmap {
    let plan = state.plan().expect("a plan");
    roadmap::redraw(before, plan, state, &words(language).of_plan(plan))
}

/// What may become of a plan between two readings, and how it is said.
type Change = (&'static str, fn(&mut Value));

fn changes() -> Vec<Change> {
    vec![
        ("nothing", |_| {}),
        ("a status", |plan| plan["steps"][1]["status"] = json!("completed")),
        ("a title", |plan| {
            plan["steps"][0]["title"] = json!("A much longer title, which takes more lines than it did")
        }),
        ("a step more", |plan| {
            let steps = plan["steps"].as_array_mut().expect("steps");
            steps.push(json!({ "id": "new", "title": "New", "kind": "course" }));
        }),
        ("a step less", |plan| drop(plan["steps"].as_array_mut().and_then(Vec::pop))),
        ("a link less", |plan| drop(plan["edges"].as_array_mut().and_then(Vec::pop))),
    ]
}

#[test]
fn what_is_drawn_again_is_what_would_be_drawn_alone() {
    for story in STORIES {
        let was: Value = serde_json::from_str(&story_text(story)).expect("JSON");
        let before = drawn(None, &shown(&was), "en");
        for (name, change) in changes() {
            let mut is = was.clone();
            change(&mut is);
            for language in ["en", "ar"] {
                let state = shown(&is);
                let again = drawn(Some(&before), &state, language);
                assert!(again == drawn(None, &state, language), "{story}: {name}, {language}");
            }
        }
    }
}

#[test]
fn another_way_and_back_too() {
    let was: Value = serde_json::from_str(&story_text("washington-sophomore-nursing")).expect("JSON");
    let own = shown(&was);
    let way = update(&own, Msg::Compared(Some(Choice::Pathway(1)))).0;
    let (before, other) = (drawn(None, &own, "en"), drawn(None, &way, "en"));
    assert!(before.picture.laid != other.picture.laid, "another way has other steps");
    assert!(drawn(Some(&before), &way, "en") == other);
    assert!(
        drawn(Some(&other), &way, "ar") == drawn(None, &way, "ar"),
        "links that are not drawn keep none of another's way"
    );
    assert!(drawn(Some(&other), &own, "en") == before);
}

#[test]
fn a_status_moves_nothing() {
    let was: Value = serde_json::from_str(&story_text("first-week")).expect("JSON");
    let mut is = was.clone();
    is["steps"][1]["status"] = json!("completed");
    let (before, after) = (drawn(None, &shown(&was), "en"), drawn(None, &shown(&is), "en"));
    assert!(before.picture.cards != after.picture.cards, "the card says something else");
    assert!(before.picture.laid == after.picture.laid, "and stands where it stood");
}

#[test]
fn the_arrangement_stays_while_only_sizes_change() {
    let was: Value = serde_json::from_str(&story_text("washington-sophomore-nursing")).expect("JSON");
    let before = drawn(None, &shown(&was), "en");
    for (name, change) in changes() {
        let mut is = was.clone();
        change(&mut is);
        let again = drawn(Some(&before), &shown(&is), "ar");
        let same = ["nothing", "a status", "a title"].contains(&name);
        assert_eq!(again.picture.laid.keeps(&before.picture.laid), same, "{name}");
        assert!(!drawn(None, &shown(&is), "ar").picture.laid.keeps(&before.picture.laid), "{name}");
    }
}
