//! What must hold whatever a host sends: a plan that holds together, and problems whose places can be found.

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use throughline::plan::{Edge, End, Fault, Plan, Problem, Step, read};

/// Every reference in a plan is an index that exists, every figure one that can be added up, and ordering links point
/// forward.
fn holds(plan: &Plan) {
    let figures = |some: &[Option<f64>]| some.iter().flatten().all(|figure| (0.0..=1e9).contains(figure));
    let step = |step: &Step, requirements: usize| {
        assert!(!step.id.is_empty());
        assert!(figures(&[step.credits]) && step.counts.iter().all(|counts| figures(&[counts.credits])));
        assert!(step.hours.as_ref().is_none_or(|hours| figures(&[hours.done, hours.need])));
        assert!(step.score.as_ref().is_none_or(|score| figures(&[score.value, score.need])));
        assert!(step.phase < plan.phases().len() && step.lane < plan.lanes().len());
        assert!(step.counts.iter().all(|counts| counts.requirement < requirements));
        for shown in &step.competencies {
            let scale = plan.competencies()[shown.competency].scale;
            assert!(
                shown.level.is_none_or(|level| level < plan.scales()[scale.expect("a scale")].levels.len())
            );
        }
    };
    let end = |end: End, steps: usize| match end {
        End::Step(step) => assert!(step < steps),
        End::Goal(goal) => assert!(goal < plan.goals().len()),
    };
    plan.steps().iter().for_each(|one| step(one, plan.requirements().len()));
    for edge in plan.edges() {
        end(edge.from, plan.steps().len());
        end(edge.to, plan.steps().len());
        if let (End::Step(from), End::Step(to), true) = (edge.from, edge.to, edge.kind.orders()) {
            assert!(from < to, "links point forward");
        }
    }
    for (index, requirement) in plan.requirements().iter().enumerate() {
        assert!(requirement.parent.is_none_or(|parent| parent < index), "parents first");
        assert!(requirement.children.iter().all(|child| plan.requirements()[*child].parent == Some(index)));
        assert!(requirement.from.steps.iter().all(|step| *step < plan.steps().len()));
        assert!(requirement.from.competency.is_none_or(|at| at < plan.competencies().len()));
        let said = requirement.verdict.as_ref();
        assert!(said.is_none_or(|it| figures(&[it.earned, it.in_progress, it.planned, it.need])));
        assert!(figures(&[requirement.need]));
    }
    assert!(plan.phases().iter().all(|phase| figures(&[phase.max_credits])));
    for competency in plan.competencies() {
        let levels = competency.scale.map_or(0, |scale| plan.scales()[scale].levels.len());
        assert!(competency.level.is_none_or(|level| level < levels));
    }
    for start in 0..plan.competencies().len() {
        let mut here = Some(start);
        for _ in 0..=plan.competencies().len() {
            here = here.and_then(|here| plan.competencies()[here].parent);
        }
        assert_eq!(here, None, "parents of competencies end");
    }
    for way in plan.pathways() {
        let steps = plan.steps().len() + way.add.len();
        way.add.iter().for_each(|one| step(one, plan.requirements().len() + way.requirements.len()));
        assert!(way.steps.iter().all(|step| *step < plan.steps().len()));
        way.add_edges
            .iter()
            .for_each(|edge| [edge.from, edge.to].into_iter().for_each(|one| end(one, steps)));
        assert!(way.requirements.iter().all(|one| one.from.steps.iter().all(|step| *step < steps)));
        let mut links: Vec<&Edge> =
            plan.edges().iter().chain(&way.add_edges).filter(|edge| edge.kind.orders()).collect();
        // Without a ring, taking away what nothing leads to, again and again, takes all.
        for _ in 0..=links.len() {
            let led_to: BTreeSet<End> = links.iter().map(|edge| edge.to).collect();
            links.retain(|edge| led_to.contains(&edge.from));
        }
        assert!(links.is_empty(), "a ring through {links:?}");
    }
    assert!(plan.goals().iter().filter(|goal| goal.primary).count() <= 1);
}

/// Reads a document that is readable; the plan must hold, and every problem be about something that is there.
fn read_and_look(document: &Value) -> (Plan, Vec<Problem>) {
    let (plan, problems) = read(&document.to_string()).expect("readable");
    holds(&plan);
    for problem in &problems {
        assert!(document.pointer(&problem.place).is_some(), "{problem}: no such place");
    }
    (plan, problems)
}

/// The stories: real plans that are read without a problem.
fn stories() -> Vec<(String, Value)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("stories").map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    // The shortest first, so that most mutations are of short ones.
    files.sort_by_key(|file| file.metadata().map_or(0, |metadata| metadata.len()));
    let story = |file: std::path::PathBuf| {
        let text = std::fs::read_to_string(&file).expect("a story");
        (file.display().to_string(), serde_json::from_str(&text).expect("JSON"))
    };
    files.into_iter().map(story).collect()
}

/// The places of everything in a document, parents first.
fn places(document: &Value) -> Vec<String> {
    let mut places = vec![String::new()];
    let mut next = 0;
    while let Some(here) = places.get(next).cloned() {
        next += 1;
        match document.pointer(&here) {
            Some(Value::Object(object)) => {
                places.extend(
                    object.keys().map(|key| format!("{here}/{}", key.replace('~', "~0").replace('/', "~1"))),
                );
            }
            Some(Value::Array(list)) => places.extend((0..list.len()).map(|index| format!("{here}/{index}"))),
            _ => {}
        }
    }
    places
}

/// One place of every sort that the stories have: `/steps/4/title` stands for the titles of all steps.
fn sorts_of_places() -> Vec<(Value, String)> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (name, story) in stories() {
        assert_eq!(read_and_look(&story).1, [], "{name}");
        for place in places(&story) {
            let sort: Vec<&str> = place.split('/').filter(|part| part.parse::<usize>().is_err()).collect();
            if !place.is_empty() && place != "/format" && seen.insert(sort.join("/")) {
                found.push((story.clone(), place));
            }
        }
    }
    found
}

#[test]
fn a_wrong_type_in_any_position_costs_that_position_and_is_named() {
    for (at, (story, place)) in sorts_of_places().into_iter().enumerate() {
        let wrongs = match story.pointer(&place) {
            Some(Value::Bool(_)) => [json!("x"), json!(7), json!([true]), json!({ "x": 1 })],
            Some(Value::String(_)) => [json!(true), json!(7), json!(["x"]), json!({ "?": 1 })],
            Some(Value::Number(_)) => [json!("7"), json!(true), json!([7]), json!({ "x": 7 })],
            Some(Value::Array(_)) => [json!("x"), json!(7), json!(true), json!({ "x": [] })],
            _ => [json!([]), json!(7), json!(true), json!([{}])],
        };
        let mut mutated = story;
        *mutated.pointer_mut(&place).expect("a place") = wrongs[at % 4].clone();
        let (_, problems) = read_and_look(&mutated);
        let named = |problem: &Problem| problem.place.starts_with(&place);
        assert!(problems.iter().any(named), "nothing said of {place}: {problems:?}");
    }
}

#[test]
fn without_any_one_field_a_story_is_still_a_plan() {
    for (mut story, place) in sorts_of_places() {
        if let Some((parent, key)) = place.rsplit_once('/')
            && let Some(Value::Object(object)) = story.pointer_mut(parent)
        {
            object.remove(key);
            read_and_look(&story);
        }
    }
}

/// JSON of any shape, with the format's own names in it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop_oneof![Just(-1.5), Just(0.0), Just(2.0), Just(1e300)].prop_map(Value::from),
        word().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 96, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let names = "id title kind status phase lane steps edges goals phases lanes from to of requirements counts \
                 requirement competencies competency scales scale level levels parent pathways add addEdges because \
                 learner profile interests people reviews notes text evidence primary start end due url agency";
    prop::sample::select(names.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
}

fn word() -> impl Strategy<Value = String> {
    let words = "a b c d a b c d requires leads-to course 2026 2026-11-22 interests/0 javascript:x /ok en";
    prop::sample::select(words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
}

/// A document whose lists hold entries of the right sort, whose references are as they come.
fn any_document() -> impl Strategy<Value = Value> {
    let id = || prop::sample::select(vec!["a", "b", "c", "d", "e", "f", "g"]);
    let edge = (id(), id(), prop::sample::select(vec!["requires", "leads-to", "corequisite", "alternative"]))
        .prop_map(|(from, to, kind)| json!({ "from": from, "to": to, "kind": kind }));
    let step = (id(), prop::option::of(id()), prop::option::of(id()), any_json())
        .prop_map(|(id, phase, lane, notes)| json!({ "id": id, "phase": phase, "lane": lane, "notes": notes, "counts": [{ "requirement": id }] }));
    let named = (id(), id()).prop_map(|(id, parent)| json!({ "id": id, "parent": parent, "scale": parent, "level": id, "levels": [{ "id": id }] }));
    let tree = named.clone().prop_recursive(4, 16, 4, |inner| {
        (prop::sample::select(vec!["a", "b", "c", "d", "e", "f", "g"]), prop::collection::vec(inner, 0..4))
            .prop_map(|(id, of)| json!({ "id": id, "of": of, "from": { "steps": [id], "competency": id, "level": id } }))
    });
    let list = |entry: BoxedStrategy<Value>| prop::collection::vec(entry, 0..10);
    let (edge, step, named, tree) = (edge.boxed(), step.boxed(), named.boxed(), tree.boxed());
    (
        (list(step.clone()), list(edge.clone()), list(named.clone()), list(named.clone())),
        (list(named.clone()), list(named.clone()), list(tree.clone()), list(named)),
        (list(step), list(edge), list(tree), any_json()),
    )
        .prop_map(|((steps, edges, goals, phases), (lanes, competencies, requirements, scales), (add, add_edges, asked, learner))| {
            json!({ "format": "throughline-plan/1", "steps": steps, "edges": edges, "goals": goals, "phases": phases,
                    "lanes": lanes, "competencies": competencies, "requirements": requirements, "scales": scales,
                    "learner": learner,
                    "pathways": [{ "id": "w", "steps": ["a", "b"], "add": add, "addEdges": add_edges, "requirements": asked }] })
        })
}

proptest! {
    #[test]
    fn any_text_is_a_plan_or_unreadable(text in ".{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn any_json_with_the_format_is_a_plan(document in any_json()) {
        let mut document = match document {
            Value::Object(object) => Value::Object(object),
            other => json!({ "steps": other.clone(), "edges": other.clone(), "learner": other.clone(), "goals": other }),
        };
        document["format"] = json!("throughline-plan/1");
        read_and_look(&document);
    }

    #[test]
    fn any_references_give_a_plan_that_holds(document in any_document()) {
        let (plan, _) = read_and_look(&document);
        let (again, _) = read_and_look(&document);
        prop_assert_eq!(plan, again);
    }
}

/// A document of a chain of steps, each required for the next, the last step first.
fn chain(length: usize) -> String {
    let mut text = String::from(r#"{"format":"throughline-plan/1","steps":[{"id":"0","title":"t"}"#);
    for step in 1..length {
        let _ = write!(text, r#",{{"id":"{step}","title":"t"}}"#);
    }
    text += r#"],"edges":[{"from":"1","to":"0","kind":"requires"}"#;
    for step in 2..length {
        let _ = write!(text, r#",{{"from":"{step}","to":"{}","kind":"requires"}}"#, step - 1);
    }
    text + "]}"
}

#[test]
fn a_long_chain_is_a_plan() {
    let (plan, problems) = read(&chain(20_000)).expect("readable");
    assert_eq!((plan.steps().len(), plan.edges().len(), problems.len()), (20_000, 19_999, 0));
    assert_eq!((plan.steps()[0].id.as_str(), plan.phases().len()), ("19999", 1_000));
    holds(&plan);
}

#[test]
fn a_ring_of_all_steps_loses_one_link() {
    let text = chain(20_000).replace("]}", r#",{"from":"0","to":"19999","kind":"requires"}]}"#);
    let (plan, problems) = read(&text).expect("readable");
    assert_eq!(plan.edges().len(), 19_999);
    assert!(matches!(&problems[..], [Problem { fault: Fault::Cycle(ids), .. }] if ids.len() == 10));
    holds(&plan);
}

#[test]
fn what_is_beyond_a_limit_is_dropped_and_told() {
    let (plan, problems) = read(&chain(100_000)).expect("readable");
    assert_eq!(plan.steps().len(), 20_000);
    assert_eq!(problems[0].to_string(), "/steps: more than 20000 entries");
    assert_eq!(problems[1].to_string(), "/edges: more than 60000 entries");
    assert_eq!(problems.len(), 1_001);
    assert_eq!(problems[1_000].to_string(), ": and 79003 more problems");
    holds(&plan);
    let many = |list: &str, count: usize| {
        let entries: Vec<Value> =
            (0..count).map(|id| json!({ "id": id.to_string(), "title": "t" })).collect();
        let (plan, problems) =
            read_and_look(&json!({ "format": "throughline-plan/1", "steps": [], list: entries }));
        (
            plan.phases().len(),
            plan.lanes().len() + plan.pathways().len(),
            problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        )
    };
    assert_eq!(many("phases", 1_001), (1_000, 0, vec!["/phases: more than 1000 entries".to_owned()]));
    assert_eq!(many("lanes", 201), (0, 200, vec!["/lanes: more than 200 entries".to_owned()]));
    let ways = vec!["/pathways: more than 200 entries".to_owned()];
    assert_eq!(many("pathways", 5_000), (0, 200, ways));
}

#[test]
fn a_megabyte_of_text_is_cut_between_characters() {
    let long = "é".repeat(1 << 20);
    let step = json!({ "id": long, "title": { "en": long }, "url": long, "kind": long, "due": long });
    let (plan, problems) =
        read_and_look(&json!({ "format": "throughline-plan/1", "title": long, "steps": [step] }));
    assert_eq!(plan.title.as_ref().expect("a title").pick(&[]).words.chars().count(), 4_000);
    assert_eq!(plan.steps()[0].title.pick(&[]).words.chars().count(), 4_000);
    assert_eq!(plan.steps()[0].url, None);
    assert_eq!(problems.len(), 6);
    assert!(problems.iter().all(|problem| problem.to_string().len() < 200));
    let exact = "é".repeat(4_000);
    let (_, problems) =
        read_and_look(&json!({ "format": "throughline-plan/1", "title": exact, "steps": [] }));
    assert_eq!(problems, []);
}

#[test]
fn very_many_empty_entries_do_not_take_all_memory() {
    let steps = format!("[{}{{}}]", "{},".repeat(19_999));
    let ways = vec![format!(r#"{{"id":"w","add":{steps}}}"#); 200].join(",");
    let text = format!(r#"{{"format":"throughline-plan/1","steps":[],"pathways":[{ways}]}}"#);
    let (_, problems) = read(&text).expect("readable");
    assert_eq!(problems.len(), 1_001);
}

#[test]
fn deep_nesting_is_told_with_its_line() {
    let deep = |depth: usize| {
        let open = r#"{"id":"a","title":"t","of":["#.repeat(depth);
        format!(
            r#"{{"format":"throughline-plan/1","steps":[],"requirements":[{open}{}]}}"#,
            "]}".repeat(depth)
        )
    };
    assert!(read(&deep(1)).is_ok_and(|(_, problems)| problems.is_empty()));
    assert!(read(&deep(60)).is_ok());
    let told = read(&deep(100_000)).map(|_| ()).map_err(|why| why.to_string());
    assert!(told.is_err_and(|why| why.ends_with("nested too deep") && why.starts_with("line 1, column")));
}
