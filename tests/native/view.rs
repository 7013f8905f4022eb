//! The page as HTML, rendered without a browser: goldens of the stories, and what must hold of every page.

use std::collections::BTreeSet;
use std::fs;
use std::rc::Rc;

use crate::locales::LANGUAGES;
use crate::stage::{page, root, story};
use expect_test::expect_file;
use throughline::state::View;
use throughline::view::In;

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
fn signs_are_explained_where_there_are_any() {
    let plan = |steps: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "goals": [{{ "id": "rn", "title": "Nurse" }}], "steps": [{steps}] }}"#
        );
        page(View::Map, "en", Rc::new(throughline::plan::read(&text).expect("a plan").0))
    };
    assert!(!plan("").contains("What the signs mean"));
    let page = plan(r#"{ "id": "bio", "title": "Biology" }"#);
    assert!(
        page.contains("What the signs mean") && !page.contains("The line to the goal"),
        "no line is drawn"
    );
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
            for (language, ..) in LANGUAGES {
                let html = page(view, language, story(&name));
                pages.push((format!("{name}, {view:?}, {language}"), html));
            }
        }
    }
    pages
}

#[test]
fn every_page_has_its_words_its_steps_and_no_style_attribute() {
    let catalogue = fs::read_to_string(root().join("www/locales/en.json")).expect("the words");
    let catalogue: serde_json::Map<_, _> = serde_json::from_str(&catalogue).expect("JSON");
    let families: BTreeSet<&str> =
        catalogue.keys().filter_map(|key| key.split_once('.')).map(|(family, _)| family).collect();
    assert!(families.contains("status") && families.len() > 30);
    for (name, html) in every_page() {
        assert!(!html.contains(" style="), "{name}: a style attribute needs unsafe-inline");
        assert!(!html.contains("javascript:"), "{name}: a link runs a script");
        // A key stands where its sentence is missing.
        for text in html.split('>').skip(1) {
            let key = text
                .split_once('.')
                .filter(|(_, rest)| rest.starts_with(|next: char| next.is_ascii_lowercase()));
            assert!(
                !key.is_some_and(|(family, _)| families.contains(family)),
                "{name}: no sentence for {text}"
            );
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

/// What stands in a page, outside of what says that it is in another language.
fn in_the_readers_language(html: &str) -> Vec<&str> {
    let mut depth = 0;
    html.split('<')
        .filter_map(|part| part.split_once('>'))
        .filter_map(|(tag, text)| {
            match depth {
                0 if tag.starts_with("span ") && tag.contains(" lang=") => depth = 1,
                0 => {}
                _ if tag.starts_with('/') => depth -= 1,
                _ => depth += 1,
            }
            (depth == 0).then_some(text.trim()).filter(|text| !text.is_empty())
        })
        .collect()
}

#[test]
fn a_title_in_another_language_says_which_in_our_sentences_too() {
    let plan = story("washington-sophomore-nursing");
    let mut titles: Vec<&str> = plan.steps().iter().map(|step| step.title.pick(&[]).words).collect();
    titles.extend(plan.goals().iter().map(|goal| goal.title.pick(&[]).words));
    titles.retain(|title| title.contains(' '));
    for view in [View::Map, View::List, View::Table, View::Card] {
        let html = page(view, "es", plan.clone());
        assert!(html.contains(" lang=\"en\""), "{view:?}");
        for text in in_the_readers_language(&html) {
            for title in &titles {
                assert!(!text.contains(title), "{view:?}: {title:?} is read as Spanish in {text:?}");
            }
        }
    }
    for (name, html) in every_page() {
        assert!(!html.contains('\u{fdd0}'), "{name}: a mark is shown");
    }
}

#[test]
fn a_declined_step_has_a_sign_of_its_own_wherever_it_stands() {
    let plan = |status: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "edges": [{{ "from": "art", "to": "drawing", "kind": "requires" }}],
                "steps": [{{ "id": "art", "status": "{status}", "agency": {{ "state": "declined" }} }},
                          {{ "id": "drawing" }}] }}"#
        );
        Rc::new(throughline::plan::read(&text).expect("a plan").0)
    };
    // On the card, and in the legend.
    for (view, status, declined, other) in [
        (View::Map, "planned", 2, "suggested"),
        (View::Table, "suggested", 2, "suggested"),
        (View::Map, "dropped", 0, "declined"),
    ] {
        let html = page(view, "en", plan(status));
        let signs = |of: &str| html.matches(&format!(r#"class="sign" data-sign="{of}""#)).count();
        assert_eq!((signs("declined"), signs(other)), (declined, 0), "{view:?} {status}");
    }
}

#[test]
fn the_legend_has_the_words_of_the_cards() {
    let plan = |fields: &str| {
        let text = format!(r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "art", {fields} }}] }}"#);
        Rc::new(throughline::plan::read(&text).expect("a plan").0)
    };
    for (fields, says) in [
        (r#""status": "planned""#, "Planned – still to come"),
        (r#""status": "suggested""#, "Suggested – an idea, not decided yet"),
        (r#""status": "planned", "agency": { "state": "proposed" }"#, "Proposed – an idea, not decided yet"),
        (
            r#""status": "planned", "agency": { "state": "declined" }"#,
            "Declined – turned down, so it is not to be done",
        ),
    ] {
        let html = page(View::Map, "en", plan(fields));
        let legend = html.split("part=\"legend\"").nth(1).expect("a legend");
        let legend: String = legend.split(['<', '>']).skip(1).step_by(2).collect();
        assert!(legend.contains(says), "{fields}: {legend}");
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
