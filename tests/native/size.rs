//! The rules on 5,000 steps with 252 requirements, and the picture of a plan that has 5,000 of everything: all of it
//! comes to an end, with figures that are figures. How long rules take is measured by `benches/native.rs`.

use std::rc::Rc;

use crate::stage::{settings, today, words};
use serde_json::json;
use throughline::plan::{self, End, Plan};
use throughline::roadmap::{draw, light};
use throughline::rules::{
    Choice, attention, compare, deeds, findings, mastery, next_steps, progress, schedule, through_line,
    trace, track,
};
use throughline::state::{Msg, State, View, update};

/// A plan of so many steps in twelve phases: ten subjects as tracks, links to the next phases, six trees of
/// requirements with buckets in buckets, competencies in a framework.
fn generated(steps: usize) -> Plan {
    let subjects: Vec<String> = (0..10).map(|at| format!("subject-{at}")).collect();
    let mut random = 7u64;
    let mut pick = |below: usize| {
        random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (random >> 33) as usize % below.max(1)
    };
    let per_phase = steps.div_ceil(12);
    let statuses = ["completed", "completed", "in-progress", "planned", "planned", "suggested", "not-met"];
    let (mut all, mut edges) = (Vec::new(), Vec::new());
    for ix in 0..steps {
        let phase = ix / per_phase;
        let status = if phase < 6 { statuses[pick(3)] } else { statuses[3 + pick(4)] };
        let placed = phase < 6 || pick(20) > 0;
        let (credits, mark) = ([0.5, 1.0, 1.0, 1.5][pick(4)], ["A", "C-", "B"][pick(3)]);
        all.push(json!({
            "id": format!("s{ix}"), "title": format!("Step {ix}"), "kind": "course", "phase": placed.then(|| format!("p{phase}")),
            "status": status, "subject": subjects[pick(10)], "credits": credits, "mark": mark,
            "due": if pick(3) == 0 { json!("2026-12-01") } else { json!(null) },
            "hours": if pick(9) == 0 { json!({ "done": 3, "need": 9 }) } else { json!(null) },
            "competencies": [{ "competency": format!("c{}", pick(200)), "level": "two" }],
        }));
        for _ in 0..1 + pick(2) {
            let from = ix.saturating_sub(1 + pick(per_phase * 2));
            let kind =
                ["requires", "requires", "recommended", "corequisite", "leads-to", "alternative"][pick(6)];
            if from < ix {
                edges.push(json!({ "from": format!("s{from}"), "to": format!("s{ix}"), "kind": kind, "minimum": "C" }));
            }
        }
    }
    edges.push(json!({ "from": format!("s{}", steps - 1), "to": "goal", "kind": "leads-to" }));
    let mut requirements = Vec::new();
    for overlay in ["diploma", "admission", "athletics", "endorsement", "seal", "cte"] {
        let mut buckets = Vec::new();
        for (at, subject) in subjects.iter().enumerate() {
            let some = |count: usize, pick: &mut dyn FnMut(usize) -> usize| -> Vec<String> {
                (0..count).map(|_| format!("s{}", pick(steps))).collect()
            };
            let parts: Vec<_> = (0..3)
                .map(|part| {
                    json!({ "id": format!("{overlay}-{at}-{part}"), "kind": "credits",
                "need": steps as f64 / 400.0, "from": { "steps": some(steps / 20, &mut pick) } })
                })
                .collect();
            buckets.push(
                json!({ "id": format!("{overlay}-{at}"), "kind": "credits", "need": steps as f64 / 20.0,
                "from": { "subjects": [subject] }, "of": parts }),
            );
        }
        buckets.push(json!({ "id": format!("{overlay}-free"), "kind": "credits", "need": steps as f64 / 10.0, "from": { "kinds": ["course"] } }));
        requirements.push(json!({ "id": overlay, "overlay": overlay, "kind": "credits", "need": steps as f64 * 0.7, "of": buckets }));
    }
    let text = json!({
        "format": "throughline-plan/1", "goals": [{ "id": "goal", "title": "Goal" }],
        "phases": (0..12).map(|at| json!({ "id": format!("p{at}"), "title": format!("Phase {at}"), "maxCredits": 8 })).collect::<Vec<_>>(),
        "steps": all, "edges": edges, "requirements": requirements,
        "pathways": [{ "id": "way", "title": "Way", "steps": (0..steps).step_by(2).map(|at| format!("s{at}")).collect::<Vec<_>>(),
            "add": (0..20).map(|at| json!({ "id": format!("new{at}"), "title": "New", "credits": 1 })).collect::<Vec<_>>() }],
        "scales": [{ "id": "scale", "levels": [{ "id": "one" }, { "id": "two", "proficient": true }] }],
        "competencies": (0..200).map(|at| json!({ "id": format!("c{at}"), "title": "C", "scale": "scale",
            "parent": if at < 20 { json!(null) } else { json!(format!("c{}", at % 20)) } })).collect::<Vec<_>>(),
    });
    let (plan, problems) = plan::read(&text.to_string()).expect("a plan");
    assert!(problems.len() < steps, "{:?}", problems.first());
    plan
}

#[test]
fn all_rules_take_a_plan_of_5000_steps() {
    let plan = generated(5_000);
    let progress = progress(&plan);
    let found = findings(&plan, today());
    let line = through_line(&plan);
    let other = compare(&plan, Choice::Pathway(0), today()).expect("a way");
    // What each has to tell: a rule that gives up on so much tells nothing.
    let told = [
        ("findings", found.links.len()),
        ("track", usize::from(track(&plan, &progress, &attention(&plan, &found, today())).is_some())),
        ("line", line.route.len()),
        ("trace", trace(&plan, End::Step(plan.steps().len() / 2), &line).route.len()),
        ("next", next_steps(&plan, &progress, &found, today()).ready.len()),
        ("compare", other.count().added),
        ("mastery", mastery(&plan).iter().filter(|mastery| mastery.shown.is_some()).count()),
        ("deeds", deeds(&plan).len()),
        ("shares", progress.of_requirement(&plan, 0).len()),
    ];
    for (rule, told) in told {
        assert!(told > 0, "{rule}");
    }
    // Every step has its phase.
    assert_eq!(schedule(&plan, today()).placed, []);
    assert!(progress.requirements.iter().all(|standing| standing.amount.earned.is_finite()));
}

/// A plan of so many steps, with a goal and its action, a requirement, competency, profile entry, person and review
/// for each, notes, evidence, and as many pathways as there may be; and none like another.
fn varied(count: usize) -> Plan {
    let all = |of: &dyn Fn(usize) -> serde_json::Value| (0..count).map(of).collect::<Vec<_>>();
    let text = json!({
        "format": "throughline-plan/1",
        "phases": (0..8).map(|at| json!({ "id": format!("p{at}"), "title": "P" })).collect::<Vec<_>>(),
        "learner": { "profile": { "interests": all(&|at| json!(format!("Interest {at}"))) } },
        "people": all(&|at| json!({ "id": format!("person {at}"), "name": format!("Person {at}") })),
        "reviews": all(&|at| json!({ "id": format!("v{at}"), "title": "V", "people": [format!("person {at}")],
            "signatures": [{ "by": format!("person {}", count - 1 - at) }] })),
        "pathways": (0..200).map(|at| json!({ "id": format!("w{at}"), "title": "W", "goal": format!("g{at}"),
            "steps": [format!("s{at}")], "add": [{ "id": format!("new {at}"), "title": "N" }] })).collect::<Vec<_>>(),
        "goals": all(&|at| json!({ "id": format!("g{at}"), "title": format!("Goal {at}"),
            "actions": [{ "id": "a", "title": "A", "owner": format!("person {at}") }] })),
        "steps": all(&|at| json!({ "id": format!("s{at}"), "title": format!("Step {at}"),
            "phase": if at % 7 == 0 { None } else { Some(format!("p{}", at * 8 / count)) },
            "notes": [{ "id": "n", "text": "N", "by": format!("person {at}") }],
            "evidence": [{ "id": "e", "title": "E", "by": format!("person {at}") }],
            "subject": format!("Subject {at}"), "credits": 1, "because": [format!("interests/{at}")],
            "competencies": [{ "competency": format!("c{at}") }] })),
        "edges": all(&|at| json!({ "from": format!("s{at}"), "to": format!("g{at}") })),
        "requirements": all(&|at| json!({ "id": format!("r{at}"), "title": "R", "overlay": format!("overlay {at}"),
            "kind": "credits", "need": 1, "from": { "subjects": [format!("Subject {at}")] } })),
        "competencies": all(&|at| json!({ "id": format!("c{at}"), "title": "C", "framework": format!("F {at}"),
            "parent": (at % 100 > 0).then(|| format!("c{}", at - 1)) })),
    });
    let (plan, problems) = plan::read(&text.to_string()).expect("a plan");
    assert!(problems.is_empty(), "{:?}", problems.first());
    plan
}

#[test]
fn a_plan_with_5000_of_everything_is_drawn() {
    let plan = Rc::new(varied(5_000));
    let (state, _) = update(&State::new(settings(View::List)), Msg::Loaded(plan.clone(), 0));
    let roadmap = draw(&plan, &state, &words("en"));
    let sections =
        |name: &str| roadmap.boards.iter().find(|board| board.name == name).map(|board| board.sections.len());
    assert_eq!(
        (sections("audit"), sections("competencies"), sections("profile")),
        (Some(5_000), Some(50), Some(1))
    );
    assert_eq!((sections("goals"), sections("reviews")), (Some(5_000), Some(5_000)));
    // The plan, its pathways, and the goals that none of them leads to and that are not the primary one.
    assert_eq!(roadmap.ways.len(), 1 + 200 + 4_800);
    assert_eq!(roadmap.picture.destinations.len(), 5_000);
    assert!(roadmap.progress.requirements[0].met || roadmap.progress.requirements[0].amount.planned == 1.0);
}

/// A plan in which all hangs on one: few steps wait for all others, one review is of all people, one chain holds all
/// competencies, and one step has all notes and evidence. What looks through all for each takes minutes for it.
#[test]
fn a_plan_in_which_all_hangs_on_one_is_drawn() {
    const MANY: usize = 20_000;
    let all = |of: &dyn Fn(usize) -> serde_json::Value| (0..MANY).map(of).collect::<Vec<_>>();
    let by = |at: usize| format!("person {at}");
    let dropped = 8_000;
    let mut steps = vec![json!({ "id": "hub", "title": "Hub", "status": "completed",
        "notes": all(&|at| json!({ "id": format!("n{at}"), "text": "N", "by": by(at) })),
        "evidence": all(&|at| json!({ "id": format!("e{at}"), "title": "E", "by": by(at) })),
        "competencies": all(&|at| json!({ "competency": format!("c{at}") })) })];
    let mut edges = Vec::new();
    for at in 0..dropped {
        steps.push(json!({ "id": format!("d{at}"), "title": "D", "status": "dropped" }));
        for to in 0..7 {
            edges.push(json!({ "from": format!("d{at}"), "to": format!("t{to}"), "kind": "requires" }));
        }
    }
    for at in 0..MANY - 1 - dropped {
        steps.push(json!({ "id": format!("t{at}"), "title": "T",
            "competencies": [{ "competency": format!("c{}", MANY - 1) }, { "competency": format!("c{at}") }] }));
    }
    let text = json!({
        "format": "throughline-plan/1", "steps": steps, "edges": edges,
        "people": all(&|at| json!({ "id": by(at), "name": format!("Person {at}") })),
        "reviews": [{ "id": "v", "title": "V", "people": all(&|at| json!(by(at))),
            "signatures": (0..MANY / 2).map(|at| json!({ "by": by(MANY - 1 - at) })).collect::<Vec<_>>() }],
        "competencies": all(&|at| json!({ "id": format!("c{at}"), "title": "C",
            "parent": (at > 0).then(|| format!("c{}", at - 1)) })),
    });
    let (plan, problems) = plan::read(&text.to_string()).expect("a plan");
    assert!(problems.is_empty(), "{:?}", problems.first());
    let plan = Rc::new(plan);
    let (state, _) = update(&State::new(settings(View::List)), Msg::Loaded(plan.clone(), 0));
    let roadmap = draw(&plan, &state, &words("en"));
    let entries = |name: &str, section: &str| {
        let board = roadmap.boards.iter().find(|board| board.name == name).expect(name);
        &board.sections.iter().find(|of| of.name == section).expect(section).entries
    };
    assert_eq!(entries("reviews", "review").len(), MANY);
    assert_eq!(entries("reviews", "review")[MANY - 1].aside[0].words, "Person 9999");
    assert_eq!(entries("next", "blocked").iter().filter(|entry| !entry.aside.is_empty()).count(), 7);
    let shown = entries("competencies", "framework");
    let told = |at: usize| shown[at].aside.iter().map(|said| &*said.words).collect::<Vec<_>>().join("; ");
    // All but the dropped ones show the last and what is above it, each once.
    assert!(told(0).contains("12,000 steps") && told(MANY - 1).contains("12,000 steps"), "{}", told(0));
    let (open, _) = update(&state, Msg::Chose(0));
    let details = light(&plan, &open, &words("en"), &roadmap).details.expect("details");
    // A step that waits for thousands is opened as soon: whether they were tried again is asked once.
    let hung = plan.steps().iter().position(|step| step.id == "t0").expect("t0");
    let (open, _) = update(&state, Msg::Chose(hung));
    let needs = light(&plan, &open, &words("en"), &roadmap).details.expect("details");
    let needs = needs.sections.iter().find(|section| section.name == "needs").expect("needs");
    assert_eq!(needs.entries.len(), dropped);
    let notes = details.sections.iter().find(|section| section.name == "notes").expect("notes");
    assert_eq!((notes.entries.len(), &*notes.entries[MANY - 1].aside[0].words), (MANY, "Person 19999"));
}

/// A plan in which each step asks for three others of its phase, and nothing goes as planned: each card tells its own.
#[test]
fn a_plan_in_which_each_step_has_findings_is_drawn() {
    const MANY: usize = 20_000;
    let steps: Vec<_> = (0..MANY)
        .map(|at| json!({ "id": format!("s{at}"), "title": "S", "kind": "course", "phase": "ten", "credits": 1 }))
        .collect();
    let mut edges = Vec::new();
    for at in 0..MANY {
        for needs in at + 1..MANY.min(at + 4) {
            edges.push(json!({ "from": format!("s{needs}"), "to": format!("s{at}"), "kind": "requires" }));
        }
    }
    let text = json!({ "format": "throughline-plan/1", "steps": steps, "edges": edges,
        "phases": [{ "id": "ten", "title": "Grade 10", "kind": "grade" }] });
    let (plan, problems) = plan::read(&text.to_string()).expect("a plan");
    assert!(problems.is_empty(), "{:?}", problems.first());
    let plan = Rc::new(plan);
    let (state, _) = update(&State::new(settings(View::List)), Msg::Loaded(plan.clone(), 0));
    let roadmap = draw(&plan, &state, &words("en"));
    let found = |at: usize| (roadmap.findings.of(at).len(), roadmap.picture.cards[at].finding_word.is_some());
    // What is asked for comes first.
    assert_eq!([found(0), found(1), found(MANY - 1)], [(0, false), (1, true), (3, true)]);
}
