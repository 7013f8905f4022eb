//! Feeds that leave things out: every combination of missing phases, credits, requirements, links and dates.

use crate::stage::{story_text, today};
use serde_json::Value;
use throughline::plan::{self, Plan};
use throughline::rules::{
    self, DeedKind, Misfit, Progress, Reason, Track, deeds, findings, hours_of, mastery, next_steps, now,
    progress, through_line, trace,
};

/// What a feed may leave out.
const PARTS: [&str; 5] = ["phases", "credits", "requirements", "edges", "dates"];

fn story(name: &str) -> Value {
    serde_json::from_str(&story_text(name)).expect(name)
}

/// Takes some keys out, however deep they are.
fn without(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| !keys.contains(&key.as_str()));
            fields.iter_mut().for_each(|(_, value)| without(value, keys));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| without(value, keys)),
        _ => {}
    }
}

/// A story without the parts of a combination, each a bit.
fn partial(story: &Value, left_out: usize) -> Plan {
    let mut value = story.clone();
    let gone =
        |part: &str| PARTS.iter().position(|of| *of == part).is_some_and(|bit| left_out >> bit & 1 == 1);
    if gone("phases") {
        without(&mut value, &["phases", "phase"]);
    }
    if gone("credits") {
        value["steps"].as_array_mut().expect("steps").iter_mut().for_each(|step| without(step, &["credits"]));
        without(&mut value, &["maxCredits"]);
    }
    if gone("requirements") {
        without(&mut value, &["requirements", "counts"]);
    }
    if gone("edges") {
        without(&mut value, &["edges", "addEdges"]);
    }
    if gone("dates") {
        without(&mut value, &["start", "end", "due", "since", "date", "graduation"]);
    }
    let (plan, _) = plan::read(&value.to_string()).expect("a plan");
    plan
}

/// The same story with nothing at risk, failed or overdue, so that only what is left out can keep it from going well.
fn calm(mut story: Value) -> Value {
    without(&mut story, &["risk"]);
    for step in story["steps"].as_array_mut().expect("steps") {
        if step["status"] == "not-met" {
            step["status"] = "dropped".into();
        }
        if step["due"].is_string() && step["status"] != "completed" {
            step["due"] = "2027-06".into();
        }
    }
    story
}

/// How each requirement stands, by its id.
fn stands(plan: &Plan, progress: &Progress) -> Vec<String> {
    let stands = plan.requirements().iter().zip(&progress.requirements);
    stands.map(|(of, standing)| format!("{} {:?} {}", of.id, standing.amount, standing.met)).collect()
}

#[test]
fn is_on_track_only_by_what_the_feed_says() {
    for name in ["washington-sophomore-nursing", "texas-junior-welding"] {
        let story = calm(story(name));
        for left_out in 0..1 << PARTS.len() {
            let gone = |part: &str| {
                PARTS.iter().position(|of| *of == part).is_some_and(|bit| left_out >> bit & 1 == 1)
            };
            let plan = partial(&story, left_out);
            let found = rules::attention(&plan, &findings(&plan, today()), today());
            let on_track = rules::track(&plan, &progress(&plan), &found).map(|it| it == Track::Well);
            let expected = match (gone("requirements"), gone("credits"), gone("dates")) {
                // The courses' credits are unknown, or there is nothing to go by.
                (false, true, _) | (true, _, true) => None,
                _ => Some(true),
            };
            assert_eq!(on_track, expected, "{name} without {left_out:05b}");
        }
    }
}

#[test]
fn every_combination_of_missing_parts_says_only_what_it_can_know() {
    for name in ["washington-sophomore-nursing", "texas-junior-welding"] {
        let story = story(name);
        let whole = partial(&story, 0);
        for left_out in 0..1 << PARTS.len() {
            let plan = partial(&story, left_out);
            let gone = |part: &str| {
                PARTS.iter().position(|of| *of == part).is_some_and(|bit| left_out >> bit & 1 == 1)
            };
            let told: Vec<&str> = PARTS.iter().copied().filter(|part| gone(part)).collect();
            let told = format!("{name} without {}", told.join(", "));
            assert_eq!(plan.steps().len(), whole.steps().len(), "{told}");

            let progress = progress(&plan);
            let found = findings(&plan, today());
            let attention = rules::attention(&plan, &found, today());
            if rules::track(&plan, &progress, &attention) == Some(Track::Well) {
                let judged = !gone("requirements") && !gone("credits");
                assert!(judged || gone("requirements") && !gone("dates"), "on track by what? {told}");
            }
            assert_eq!(progress.lines.is_none(), gone("requirements"), "{told}");
            if gone("requirements") && gone("credits") {
                assert_eq!(progress.credits, None, "{told}");
            }
            if gone("credits") {
                let spent = progress.requirements.iter().flat_map(|standing| &standing.steps);
                // The host may still say in `counts` what a step spends, but not here.
                assert_eq!(spent.map(|(_, credits)| credits).sum::<f64>(), 0.0, "{told}");
            } else if !gone("requirements") {
                assert_eq!(stands(&plan, &progress), stands(&whole, &rules::progress(&whole)), "{told}");
            }

            assert!(found.phases.is_empty(), "{told}");
            for finding in &found.links {
                assert!(!gone("edges"), "{told}: {finding:?}");
                let by_phase = matches!(finding.misfit, Misfit::SamePhase | Misfit::LaterPhase);
                assert!(!(by_phase && gone("phases")), "{told}: {finding:?}");
                assert!(!(finding.misfit == Misfit::EndsLater && gone("dates")), "{told}: {finding:?}");
            }
            let line = through_line(&plan);
            assert_eq!(line.route.is_empty(), gone("edges"), "{told}");
            for step in 0..plan.steps().len() {
                let trace = trace(&plan, plan::End::Step(step), &line);
                assert!(!gone("edges") || trace.route.is_empty(), "{told}");
            }
            assert!(now(&plan, today()).is_some_and(|phase| phase < plan.phases().len()), "{told}");
            let next = next_steps(&plan, &progress, &found, today());
            assert!(!next.ready.is_empty(), "{told}");
            assert!(!gone("edges") || next.blocked.is_empty(), "{told}");
            let dated = next
                .ready
                .iter()
                .any(|ready| matches!(ready.reason, Reason::Overdue | Reason::DueSoon | Reason::Starts));
            assert!(!(dated && gone("dates")), "{told}");

            // Neither mastery nor hours hang on any of these.
            let proficient = |plan: &Plan| mastery(plan).iter().filter(|of| of.proficient).count();
            assert_eq!(proficient(&plan), proficient(&whole), "{told}");
            for kind in [DeedKind::Work, DeedKind::Service, DeedKind::Practice] {
                let hours = |plan: &Plan| hours_of(plan, &deeds(plan), kind);
                assert_eq!(hours(&plan), hours(&whole), "{told}");
            }
        }
    }
}
