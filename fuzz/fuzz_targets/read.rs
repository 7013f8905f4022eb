//! Whatever the bytes are, reading them gives a plan that holds together, or a reason, and never a panic.

#![no_main]
#![allow(dead_code, unused_imports, missing_docs)]

// The plan's own files, so that the view's libraries need not be built for this.
#[path = "../../src/digits.rs"]
mod digits;
#[path = "../../src/plan/mod.rs"]
mod plan;
#[path = "../../src/sorted.rs"]
mod sorted;

use libfuzzer_sys::fuzz_target;
use plan::{End, Fault};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok((plan, problems)) = plan::read(&text) else { return };
    for step in plan.steps() {
        assert!(step.phase < plan.phases().len() && step.lane < plan.lanes().len());
        for count in &step.counts {
            assert!(count.requirement < plan.requirements().len());
        }
        for shown in &step.competencies {
            assert!(shown.competency < plan.competencies().len());
        }
    }
    for edge in plan.edges() {
        if let (End::Step(from), End::Step(to)) = (edge.from, edge.to) {
            assert!(from.max(to) < plan.steps().len());
            assert!(from < to || !edge.kind.orders());
        }
    }
    for (index, requirement) in plan.requirements().iter().enumerate() {
        assert!(requirement.parent.is_none_or(|parent| parent < index));
        assert!(requirement.from.steps.iter().all(|step| *step < plan.steps().len()));
    }
    for way in plan.pathways() {
        let steps = plan.steps().len() + way.add.len();
        for edge in &way.add_edges {
            for end in [edge.from, edge.to] {
                assert!(matches!(end, End::Goal(goal) if goal < plan.goals().len())
                    || matches!(end, End::Step(step) if step < steps));
            }
        }
    }
    for problem in &problems {
        assert!(problem.place.is_empty() || problem.place.starts_with('/'));
        assert!(!matches!(&problem.fault, Fault::Unknown(_, id) if id.chars().count() > 64));
        let _ = problem.to_string();
    }
});
