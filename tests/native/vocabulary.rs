//! The host's own words for plan, pathway, phase and credit replace ours everywhere, accessible names included.

use std::rc::Rc;

use serde_json::{Value, json};
use throughline::plan::{Because, Plan, ProfileList};
use throughline::roadmap;
use throughline::state::{Choice, Lit, Msg, Shown, State, View, update};

use crate::locales::LANGUAGES;
use crate::stage::{page, root, settings, text, words};

/// The host's words, by ours: in every language as odd.
const THEIRS: [(&str, &str); 5] = [
    ("plan", "Zorbel"),
    ("pathway", "Quipple"),
    ("phase", "Fnord"),
    ("credit", "glim"),
    ("credits", "glims"),
];

/// By language: words of ours that must not be left, and sentences of ours in which they mean something else.
const OURS: [(&str, &[&str], &[&str]); 3] = [
    (
        "en",
        &["plan", "plans", "pathway", "pathways", "phase", "phases", "stage", "stages", "credit", "credits"],
        // The verb, and the names of a support and of a kind of credit.
        &["still to plan", "504 plan", "Dual credit"],
    ),
    (
        "es",
        &["plan", "planes", "trayectoria", "itinerario", "etapa", "etapas", "fase", "crédito", "créditos"],
        &["Plan 504", "Doble crédito"],
    ),
    (
        "ar",
        &[
            "خطة",
            "الخطة",
            "خطتك",
            "بالخطة",
            "مرحلة",
            "المرحلة",
            "مسار",
            "المسار",
            "وحدة",
            "وحدات",
            "وحدتان",
            "الوحدات",
            "معتمدة",
        ],
        &["خطة 504", "خطة IEP", "بعد المرحلة الثانوية", "على المسار الصحيح"],
    ),
];

#[test]
fn our_words_are_known_in_every_language() {
    for (language, name, ..) in LANGUAGES {
        let known = OURS.iter().any(|(ours, ..)| ours == language);
        let add = "add its words for plan, pathway, phase and credit to OURS in tests/native/vocabulary.rs";
        assert!(known, "{name} ({language}) has none of our words that a host's stand in for: {add}");
    }
}

/// A story with odd words for ours, and none of its own: every text of the host's is a number.
fn odd(story: &str) -> Rc<Plan> {
    let text = std::fs::read_to_string(root().join("tests/plans").join(story).with_extension("json"));
    let mut plan: Value = serde_json::from_str(&text.expect("a story")).expect("JSON");
    wordless(&mut plan, &mut 0);
    let in_all = |word: &str| -> Value {
        OURS.iter().map(|(language, ..)| (language.to_string(), json!(word))).collect()
    };
    plan["words"] = THEIRS.iter().map(|(ours, theirs)| (ours.to_string(), in_all(theirs))).collect();
    plan.as_object_mut().expect("a plan").remove("title");
    Rc::new(throughline::plan::read(&plan.to_string()).expect("a plan").0)
}

/// Makes a number of each text that a reader would see.
fn wordless(value: &mut Value, next: &mut u32) {
    const TEXTS: [&str; 17] = [
        "title",
        "summary",
        "why",
        "text",
        "note",
        "notes",
        "name",
        "result",
        "risk",
        "framework",
        "level",
        "subject",
        "provider",
        "relation",
        "school",
        "cluster",
        "overlay",
    ];
    const LISTS: [&str; 5] = ["strengths", "interests", "needs", "values", "preferences"];
    match value {
        Value::Object(fields) => {
            // Of a competency and of what a step shows, the level is an id and no text.
            let id = fields.contains_key("scale") || fields.contains_key("competency");
            for (name, field) in fields {
                let lists = LISTS.contains(&name.as_str()) && field.is_array();
                let text = field.is_string() || field.get("en").is_some();
                if lists {
                    let count = field.as_array().map_or(0, Vec::len);
                    *field = (0..count).map(|at| Value::String(format!("№{name}{at}"))).collect();
                } else if TEXTS.contains(&name.as_str()) && text && !(id && name == "level") {
                    *next += 1;
                    *field = Value::String(format!("№{next}"));
                } else {
                    wordless(field, next);
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| wordless(entry, next)),
        _ => {}
    }
}

/// The words of ours that a text still has.
fn left(text: &str, ours: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut text = text.to_string();
    for sentence in allowed {
        text = text.replace(sentence, "");
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| ours.contains(&word.as_str())).collect()
}

/// What a page says: its text, and its accessible names.
fn said(html: &str) -> String {
    let mut said = String::new();
    for tag in html.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or((tag, ""));
        said += text;
        for name in ["aria-label=\"", "title=\"", "alt=\""] {
            if let Some((_, value)) = tag.split_once(name) {
                said += value.split('"').next().unwrap_or_default();
            }
        }
        said.push('\n');
    }
    said
}

/// What is said before there is a plan or where none could be had, so that no word of the host's is known.
const NO_PLAN: [&str; 2] = ["waiting", "error."];
/// Our words themselves, which the host's stand in for.
const OUR_WORDS: [&str; 5] = ["plan", "pathway", "phase.numbered", "credits", "amount.credits"];

/// What no page of the tests shows: how a change fared, or a mend that none of the stories needs.
#[test]
fn no_sentence_has_a_word_of_ours_for_what_the_host_names() {
    for (language, ours, allowed) in OURS {
        let catalogue: Value =
            serde_json::from_str(&text(&format!("www/locales/{language}.json"))).expect("JSON");
        for (key, sentence) in catalogue.as_object().expect("sentences") {
            if OUR_WORDS.contains(&key.as_str()) || NO_PLAN.iter().any(|of| key.starts_with(of)) {
                continue;
            }
            let said = THEIRS
                .iter()
                .fold(sentence.to_string(), |said, (blank, _)| said.replace(&format!("{{{blank}}}"), ""));
            let found = left(&said, ours, allowed);
            assert!(found.is_empty(), "{language} {key}: {found:?} in {said}");
        }
    }
}

const STORIES: [&str; 4] = [
    "washington-sophomore-nursing",
    "texas-junior-welding",
    "grade-7-competency-based",
    "partial-feed-credits-by-subject",
];

#[test]
fn no_page_has_a_word_of_ours_for_what_the_host_names() {
    for story in STORIES {
        for (language, ours, allowed) in OURS {
            for view in [View::Map, View::Table, View::Card] {
                let html = page(view, language, odd(story));
                let found = left(&said(&html), ours, allowed);
                assert!(found.is_empty(), "{story} {language} {view:?}: {found:?}");
                assert!(
                    view == View::Table || html.contains("Zorbel"),
                    "{story} {language} {view:?}: the plan"
                );
                let numbered = story == "partial-feed-credits-by-subject" && view == View::Map;
                assert!(
                    !numbered || html.contains("Fnord 1") || html.contains("\u{2068}Fnord\u{2069}"),
                    "{language}: a phase"
                );
                assert!(!numbered || html.contains("glim"), "{language}: credits");
            }
        }
    }
}

#[test]
fn no_panel_has_a_word_of_ours_for_what_the_host_names() {
    for story in STORIES {
        let plan = odd(story);
        let mut choices: Vec<Msg> = (0..plan.steps().len()).map(Msg::Chose).collect();
        choices.extend((0..plan.requirements().len()).map(|at| Msg::Lit(Lit::Requirement(at))));
        choices.extend((0..plan.competencies().len()).map(|at| Msg::Lit(Lit::Competency(at))));
        choices.push(Msg::Lit(Lit::Entry(Because { list: ProfileList::Strengths, at: 0 })));
        for (language, ours, allowed) in OURS {
            let words = words(language).of_plan(&plan);
            let mut state = State::new(settings(View::Map));
            state.shown = Shown::Plan(plan.clone());
            let drawn = roadmap::draw(&plan, &state, &words);
            for choice in &choices {
                let state = update(&state, choice.clone()).0;
                let light = roadmap::light(&plan, &state, &words, &drawn);
                let found = left(&format!("{:?}", light.details).replace("Planned", ""), ours, allowed);
                assert!(found.is_empty(), "{story} {language} {choice:?}: {found:?} in {:?}", light.details);
            }
        }
    }
}

#[test]
fn no_other_way_has_a_word_of_ours_for_what_the_host_names() {
    let plan = odd("washington-sophomore-nursing");
    for (language, ours, allowed) in OURS {
        let mut state = State::new(settings(View::Map));
        state.shown = Shown::Plan(plan.clone());
        for message in [Msg::Compared(Some(Choice::Pathway(1))), Msg::Beside] {
            state = update(&state, message).0;
        }
        let words = words(language).of_plan(&plan);
        let drawn = roadmap::draw(state.plan().expect("a plan"), &state, &words);
        let said = format!("{:?} {:?} {:?}", drawn.what_if, drawn.ways, drawn.beside);
        let said = said.replace("Planned", "").replace("Pathway(", "");
        assert!(said.contains("glim"), "{language}: credits in {said}");
        let found = left(&said, ours, allowed);
        assert!(found.is_empty(), "{language}: {found:?} in {said}");
    }
}
