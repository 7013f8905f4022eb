//! The page as HTML, rendered without a browser: goldens of the stories, and what must hold of every page.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use expect_test::expect_file;
use throughline::plan::{Date, Plan, SafeUrl};
use throughline::state::{Density, LinkTarget, Settings, View};
use throughline::view::{After, App, Found, In, Props};
use throughline::words::{Direction, Plain, Words};
use yew::Callback;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn story(name: &str) -> Rc<Plan> {
    Rc::new(throughline::plan::read(&story_text(name)).expect("a plan").0)
}

pub fn story_text(name: &str) -> String {
    fs::read_to_string(root().join("tests/plans").join(name).with_extension("json")).expect("a story")
}

pub fn words(language: &str) -> Rc<Words> {
    let catalogue =
        fs::read_to_string(root().join(format!("www/locales/{language}.json"))).expect("a catalogue");
    let direction = if language == "ar" { Direction::Rtl } else { Direction::Ltr };
    Rc::new(Words::read(&catalogue, language, direction, Rc::new(Plain)))
}

pub fn settings(view: View) -> Settings {
    Settings {
        view,
        density: Density::Comfortable,
        heading: 2,
        label: None,
        today: Date::of(2026, 11, 22).expect("a day"),
        link_target: LinkTarget::Itself,
        width: 1200.0,
        letters: Rc::default(),
    }
}

/// A page as HTML, one element a line.
pub fn page(view: View, language: &str, plan: Rc<Plan>) -> String {
    let words = words(language);
    let render = move || Props {
        settings: settings(view),
        words,
        first: Some((plan, 0)),
        below: Rc::default(),
        tell: Callback::noop(),
        allow: Callback::from(|url: SafeUrl| Some(url)),
        after: Callback::from(|_: After| Found::default()),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let local = tokio::task::LocalSet::new();
    let html = local.block_on(&runtime, async {
        yew::LocalServerRenderer::<App>::with_props(render()).hydratable(false).render().await
    });
    html.replace("><", ">\n<")
}

fn golden(name: &str, view: View, language: &str, plan: &str) {
    let html = page(view, language, story(plan));
    expect_file![root().join("tests/golden").join(name)].assert_eq(&html);
}

#[test]
fn a_first_week_as_a_map() {
    golden("first-week.map.html", View::Map, "en", "first-week");
}

#[test]
fn a_first_week_as_a_table() {
    golden("first-week.table.html", View::Table, "en", "first-week");
}

#[test]
fn a_partial_feed_says_what_it_knows() {
    golden("partial-feed.map.html", View::Map, "en", "partial-feed-credits-by-subject");
}

#[test]
fn a_sophomore_as_a_card() {
    golden("sophomore.card.html", View::Card, "en", "washington-sophomore-nursing");
}

#[test]
fn a_family_reads_arabic_from_right_to_left() {
    golden("arabic-family.card.html", View::Card, "ar", "arabic-family");
}

/// Every story in every view and language.
fn every_page() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(root().join("tests/plans")).expect("the stories") {
        let path = entry.expect("an entry").path();
        let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "json"))
        else {
            continue;
        };
        let name = name.to_string_lossy().into_owned();
        for view in [View::Map, View::List, View::Table, View::Card] {
            for language in ["en", "es", "ar"] {
                let html = page(view, language, story(&name));
                pages.push((format!("{name}, {view:?}, {language}"), html));
            }
        }
    }
    pages
}

#[test]
fn every_page_has_its_words_its_steps_and_no_style_attribute() {
    for (name, html) in every_page() {
        assert!(!html.contains(" style="), "{name}: a style attribute needs unsafe-inline");
        assert!(!html.contains("javascript:"), "{name}: a link runs a script");
        for family in ["status.", "kind.", "lane.", "details.", "board.", "amount.", "summary.", "through."] {
            assert!(!html.contains(&format!(">{family}")), "{name}: a sentence of {family} is missing");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "{name}: an id stands twice");
    }
}

#[test]
fn every_button_says_what_it_does() {
    for (name, html) in every_page() {
        for button in html.split("<button ").skip(1).filter_map(|rest| rest.split_once('>')) {
            let act = button.0.split_once("data-act=\"").and_then(|(_, rest)| rest.split('"').next());
            assert!(act.and_then(In::of).is_some(), "{name}: <button {}>", button.0);
        }
    }
}

#[test]
fn every_step_is_a_numbered_button_in_reading_order() {
    let plan = story("washington-sophomore-nursing");
    let html = page(View::Map, "en", plan.clone());
    let numbers: Vec<usize> = html
        .split("data-number=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect();
    let expected: Vec<usize> = (1..=plan.steps().len()).collect();
    assert_eq!(numbers, expected);
    assert_eq!(html.matches("part=\"step\"").count(), plan.steps().len());
}
