//! `cargo bench --package throughline-benches`: how long layout and rules take, natively.
//!
//! Layout draws the bench's plans with phases as columns, in one band and with each subject as a band, and prints how
//! often the drawn links cross. Rules run all at once over a learner's plan and one of 5,000 steps.

use criterion::{BenchmarkId, Criterion, SamplingMode};
use std::hint::black_box;
use std::time::Duration;
use throughline::geometry::{Point, Size};
use throughline::layout::{Graph, Link, Measures, Node, Picture, draw};
use throughline::plan::{self, Date, Plan};
use throughline::rules::{self, Choice};
use throughline_benches::crossings::{Drawn, crossings};
use throughline_benches::tracks::{Tracks, tracks};

const MEASURES: Measures =
    Measures { start: 100.0, top: 64.0, column: 172.0, gutter: 64.0, gap: 16.0, band_gap: 22.0 };
/// Into how many pieces a curve is cut to count its crossings.
const PIECES: usize = 8;

/// The plan as a graph whose subjects are shared out over so many bands.
fn graph(plan: &Tracks, bands: usize) -> Graph {
    let size = Size { width: 172.0, height: 48.0 };
    let node = |&(column, track): &(usize, usize)| Node { column, band: Some(track % bands), size };
    Graph {
        columns: plan.phases,
        bands,
        nodes: plan.steps.iter().map(node).collect(),
        links: plan.links.iter().map(|&(from, to)| Link { from, to, weight: 1 }).collect(),
    }
}

/// A route of cubic curves as a line with corners.
fn corners(route: &[Point]) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = route.first().map(|point| (point.x, point.y)).into_iter().collect();
    for curve in route.windows(4).step_by(3) {
        for piece in 1..=PIECES {
            let t = piece as f64 / PIECES as f64;
            let s = 1.0 - t;
            let share = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
            let mix = |axis: fn(&Point) -> f64| {
                curve.iter().zip(share).map(|(point, share)| axis(point) * share).sum::<f64>()
            };
            corners.push((mix(|point| point.x), mix(|point| point.y)));
        }
    }
    corners
}

fn drawn_crossings(graph: &Graph, picture: &Picture) -> usize {
    let drawn = |(link, route): (&Link, &Vec<Point>)| Drawn {
        from: Some(link.from),
        to: Some(link.to),
        points: corners(route),
    };
    crossings(&graph.links.iter().zip(&picture.routes).map(drawn).collect::<Vec<_>>())
}

fn layout(criterion: &mut Criterion) {
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
            let crossings = drawn_crossings(&graph, &draw(&graph, &MEASURES));
            println!("{name}, {steps} steps: {crossings} crossings");
            group.bench_with_input(BenchmarkId::from_parameter(steps), &graph, |bencher, graph| {
                bencher.iter(|| draw(black_box(graph), &MEASURES));
            });
        }
    }
}

/// All rules once; a number, so that none is left out as useless.
fn all_rules(plan: &Plan, today: Date) -> usize {
    let progress = rules::progress(plan);
    rules::findings(plan).links.len()
        + usize::from(rules::on_track(plan, &progress, today).is_some())
        + rules::through_line(plan).route.len()
        + rules::next_steps(plan, today).ready.len()
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
    for (name, text) in [("a sophomore's plan", story), ("5,000 steps", tracks(5_000).document())] {
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
    layout(&mut criterion);
    every_rule(&mut criterion);
    criterion.final_summary();
}
