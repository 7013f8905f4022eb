//! `cargo bench --package throughline-benches`: how long layout and rules take, natively.
//!
//! Layout draws the bench's plans with phases as columns, in one band and with each subject as a band, and prints how
//! often the drawn links cross. Rules run all at once over a learner's plan and one of 5,000 steps.

mod drawing;

use criterion::{BenchmarkId, Criterion, SamplingMode};
use drawing::{MEASURES, drawn_crossings, graph};
use serde_json::json;
use std::hint::black_box;
use std::time::Duration;
use throughline::plan::{self, Date, Plan};
use throughline::rules::{self, Choice};
use throughline::{geometry, layout};
use throughline_benches::tracks::{Tracks, tracks};

fn layouts(criterion: &mut Criterion) {
    let one = |_: &Tracks| 1;
    let each = |plan: &Tracks| plan.subjects;
    type Bands = fn(&Tracks) -> usize;
    let ways: [(&str, Bands); 2] = [("layout, one band", one), ("layout, a band for each subject", each)];
    for (name, bands) in ways {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(3));
        for steps in [100, 1_000, 5_000, 10_000] {
            let plan = tracks(steps);
            let graph = graph(&plan, bands(&plan));
            let crossings = drawn_crossings(&graph, &layout::draw(&graph, &MEASURES));
            println!("{name}, {steps} steps: {crossings} crossings");
            group.bench_with_input(BenchmarkId::from_parameter(steps), &graph, |bencher, graph| {
                bencher.iter(|| layout::draw(black_box(graph), &MEASURES));
            });
        }
    }
}

/// The document with what the dearest rules look at: planned steps without a phase, and another way to go.
fn asking(document: &str) -> String {
    let mut plan: serde_json::Value = serde_json::from_str(document).unwrap_or_default();
    let mut kept = Vec::new();
    for (ix, step) in plan["steps"].as_array_mut().into_iter().flatten().enumerate() {
        if ix % 2 == 0 {
            kept.push(step["id"].clone());
        }
        if ix % 20 == 0 && step["status"] == "planned" {
            step["phase"] = serde_json::Value::Null;
        }
    }
    let add: Vec<_> =
        (0..20).map(|ix| json!({ "id": format!("new{ix}"), "title": "New", "credits": 1 })).collect();
    plan["pathways"] = json!([
        { "id": "own", "title": "Own", "current": true },
        { "id": "other", "title": "Other", "goal": "goal", "steps": kept, "add": add },
    ]);
    plan.to_string()
}

/// All rules once; a number, so that none is left out as useless.
fn all_rules(plan: &Plan, today: Date) -> usize {
    let (progress, found) = (rules::progress(plan), rules::findings(plan, today));
    found.links.len()
        + usize::from(rules::track(plan, &progress, &rules::attention(plan, &found, today)).is_some())
        + rules::through_line(plan).route.len()
        + rules::next_steps(plan, &progress, &found, today).ready.len()
        + rules::mastery(plan).len()
        + rules::deeds(plan).len()
        + rules::schedule(plan, today).placed.len()
        + rules::compare(plan, Choice::Pathway(1), today).map_or(0, |other| other.moves.len())
}

fn every_rule(criterion: &mut Criterion) {
    let path = format!("{}/../tests/plans/washington-sophomore-nursing.json", env!("CARGO_MANIFEST_DIR"));
    let story = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let Some(today) = Date::of(2026, 11, 22) else { return };
    let mut group = criterion.benchmark_group("rules");
    for (name, text) in [("a sophomore's plan", story), ("5,000 steps", asking(&tracks(5_000).document()))] {
        let (plan, problems) = plan::read(&text).unwrap_or_else(|unreadable| panic!("{name}: {unreadable}"));
        assert!(problems.is_empty(), "{name}: {problems:?}");
        group.bench_function(BenchmarkId::new("read", name), |bencher| {
            bencher.iter(|| plan::read(black_box(&text)));
        });
        group.bench_function(BenchmarkId::new("all rules", name), |bencher| {
            bencher.iter(|| all_rules(black_box(&plan), today));
        });
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    layouts(&mut criterion);
    every_rule(&mut criterion);
    criterion.final_summary();
}
