//! The rules on 5,000 steps with 252 requirements: all of them come to an end, with figures that are figures.
//! How long they take is measured by `benches/native.rs`.

use crate::stage::today;
use serde_json::json;
use throughline::plan::{self, End, Plan};
use throughline::rules::{
    attention, deeds, findings, mastery, next_steps, progress, through_line, trace, track,
};

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
        let (credits, mark) = ([0.5, 1.0, 1.0, 1.5][pick(4)], ["A", "C-", "B"][pick(3)]);
        all.push(json!({
            "id": format!("s{ix}"), "title": format!("Step {ix}"), "kind": "course", "phase": format!("p{phase}"),
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
        "scales": [{ "id": "scale", "levels": [{ "id": "one" }, { "id": "two", "proficient": true }] }],
        "competencies": (0..200).map(|at| json!({ "id": format!("c{at}"), "title": "C", "scale": "scale",
            "parent": if at < 20 { json!(null) } else { json!(format!("c{}", at % 20)) } })).collect::<Vec<_>>(),
    });
    let (plan, problems) = plan::read(&text.to_string()).expect("a plan");
    assert!(problems.len() < steps, "{:?}", problems.first());
    plan
}

/// All rules once.
fn all_rules(plan: &Plan) -> usize {
    let progress = progress(plan);
    let found = findings(plan, today());
    let track = track(plan, &progress, &attention(plan, &found, today()));
    let lit = trace(plan, End::Step(plan.steps().len() / 2)).steps.len() + through_line(plan).route.len();
    let next = next_steps(plan, &found, today());
    let roots = (0..plan.requirements().len()).filter(|&ix| plan.requirements()[ix].parent.is_none());
    let shares = roots.map(|root| progress.of_requirement(plan, root).len()).sum::<usize>();
    lit + found.links.len()
        + next.ready.len()
        + mastery(plan).len()
        + deeds(plan).len()
        + shares
        + progress.of_step(0).len()
        + usize::from(track.is_some())
}

#[test]
fn all_rules_take_a_plan_of_5000_steps() {
    let plan = generated(5_000);
    assert!(all_rules(&plan) > 1_000);
    assert!(progress(&plan).requirements.iter().all(|standing| standing.amount.earned.is_finite()));
}
