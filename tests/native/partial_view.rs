//! A feed is rarely whole: every combination of missing phases, credits, requirements, links and dates draws, and says
//! what is true.

use std::rc::Rc;

use serde_json::Value;
use throughline::plan::Plan;
use throughline::roadmap;
use throughline::state::{Lit, Msg, Shown, State, View, update};

use crate::stage::{page, root, settings, words};

/// What a feed may lack; each is a bit of a variant.
const PARTS: [&str; 5] = ["phases", "credits", "requirements", "links", "dates"];

/// By part, the fields that go with it, wherever they stand.
const FIELDS: [&[&str]; 5] = [
    &["phases", "phase", "offered"],
    &["credits", "credit"],
    &["requirements", "counts"],
    &["edges", "addEdges"],
    &["start", "end", "due", "date", "at", "since", "updated", "graduation"],
];

/// The sophomore's plan without some parts.
fn without(variant: usize) -> Rc<Plan> {
    let text = std::fs::read_to_string(root().join("tests/plans/washington-sophomore-nursing.json"));
    let mut plan: Value = serde_json::from_str(&text.expect("a story")).expect("JSON");
    let mut open = vec![&mut plan];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                // The host's words for them stay.
                let words = fields.contains_key("pathway") && fields.contains_key("plan");
                fields.retain(|name, _| {
                    let lacks =
                        |part: usize| variant & 1 << part != 0 && FIELDS[part].contains(&name.as_str());
                    words || !(0..PARTS.len()).any(lacks)
                });
                open.extend(fields.values_mut());
            }
            Value::Array(entries) => open.extend(entries),
            _ => {}
        }
    }
    Rc::new(throughline::plan::read(&plan.to_string()).expect("a plan").0)
}

/// What must be on the map of a variant, or must not.
fn truths(variant: usize) -> Vec<(&'static str, bool)> {
    let [phases, credits, requirements, links, dates] = [0, 1, 2, 3, 4].map(|part| variant & 1 << part == 0);
    vec![
        // The learner's year is theirs by name, else counted off in the host's word for it.
        ("phase-title\">Grade 10<", phases),
        (">Year 1<", !phases),
        // Credits are counted where a step or a requirement knows them.
        ("<b>credits</b>", credits || requirements),
        (">1 credit<", credits),
        // Requirements: their board, how many are met, what a step counts toward.
        ("Washington diploma", requirements),
        ("part=\"audit\"", requirements),
        // Links: the way to the goal and what waits for what.
        ("is under way: ", links),
        ("leads to this goal yet: Registered Nurse", !links),
        ("Waiting for something else", links),
        // Dates: nothing is due, and nothing was.
        ("was due ", dates),
        ("due Dec 3, 2026", dates),
        // What has nothing to do with any of them.
        ("Needs attention", true),
        ("National Health Science Standards", true),
        ("24 of 40 hours", true),
        ("part=\"destination\"", true),
    ]
}

#[test]
fn every_combination_of_missing_parts_draws_and_says_what_is_true() {
    let mut wrong = Vec::new();
    for variant in 0..1 << PARTS.len() {
        let lacks: Vec<&str> =
            (0..PARTS.len()).filter(|part| variant & 1 << part != 0).map(|part| PARTS[part]).collect();
        let plan = without(variant);
        let name = format!("without {}", lacks.join(", "));
        assert_eq!(plan.steps().len(), 90, "{name}");
        for view in [View::Map, View::Table, View::Card] {
            let html = page(view, "en", plan.clone());
            for broken in ["NaN", "inf ", "{n}", "{plan}", "> · <", "<span class=\"bit\"></span>"] {
                if html.contains(broken) {
                    wrong.push(format!("{name}, {view:?}: {broken}"));
                }
            }
            if view == View::Map {
                for (words, said) in truths(variant) {
                    if html.contains(words) != said {
                        wrong
                            .push(format!("{name}: {words:?} is {}", if said { "not said" } else { "said" }));
                    }
                }
                let steps = html.matches("part=\"step\"").count();
                if steps != 90 {
                    wrong.push(format!("{name}: {steps} steps"));
                }
            }
        }
        // Every panel opens, and gives a reason for each step and a number for each group.
        let words = words("en").of_plan(&plan);
        let mut state = State::new(settings(View::Map));
        state.shown = Shown::Plan(plan.clone());
        let drawn = roadmap::draw(&plan, &state, &words);
        let mut choices: Vec<Msg> = (0..plan.steps().len()).map(Msg::Chose).collect();
        choices.extend((0..plan.requirements().len()).map(|at| Msg::Lit(Lit::Requirement(at))));
        choices.extend((0..plan.competencies().len()).map(|at| Msg::Lit(Lit::Competency(at))));
        for choice in choices {
            let light = roadmap::light(&plan, &update(&state, choice.clone()).0, &words, &drawn);
            let said = light.details.map_or(String::new(), |details| details.why.concat());
            if said.is_empty() || said.contains('{') {
                wrong.push(format!("{name}: {choice:?} says {said:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
