//! The plans that are drawn, as files for the browser.

use crate::tools;
use std::fs;
use std::path::PathBuf;
use throughline_benches::tracks::tracks;

/// Where the plans lie.
pub fn folder() -> PathBuf {
    tools::root().join("target/bench/plans")
}

/// Writes a plan of each size.
pub fn write(sizes: impl Iterator<Item = usize>) -> anyhow::Result<()> {
    let folder = folder();
    fs::create_dir_all(&folder)?;
    for steps in sizes {
        fs::write(folder.join(format!("{steps}.json")), tracks(steps).document())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_reads_without_a_problem_and_is_always_the_same() {
        for (steps, phases, links) in [(30, 6, 45), (100, 10, 150), (1_000, 32, 1_500)] {
            let plan = tracks(steps);
            assert_eq!((plan.steps.len(), plan.phases, plan.links.len()), (steps, phases, links));
            assert!(plan.links.iter().all(|&(from, to)| plan.steps[from].0 < plan.steps[to].0));
            assert_eq!(plan.links, tracks(steps).links);
            let (read, problems) = throughline::plan::read(&plan.document()).expect("a plan");
            assert_eq!((read.steps().len(), problems.len()), (steps, 0), "{:?}", problems.first());
        }
    }
}
