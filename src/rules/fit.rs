//! Which steps match what a requirement asks for.

use super::fans::{Fans, distinct};
use super::now::any;
use super::shelf::{ANYTHING, breadth};
use super::spend::stage;
use crate::plan::{From, Plan, Requirement, RequirementIx, RequirementKind, Step, Text};

/// No document makes us compare more steps with more requirements than this; what is past it is left to the host's
/// verdicts and to `counts`. A real plan needs a thousandth of it.
const COMPARISONS: usize = 4_000_000;
/// Nor does it make us keep more matches.
const MATCHES: usize = 1_000_000;

/// Whether children of a requirement stand for it, so that no step serves it itself.
pub(super) fn is_group(requirement: &Requirement) -> bool {
    matches!(requirement.kind, RequirementKind::All | RequirementKind::Any)
        && !requirement.children.is_empty()
}

/// For each step, the requirements whose `from` it matches, the most specific first: `by_rank` has all in that order.
pub(super) fn matches(plan: &Plan, by_rank: &[RequirementIx]) -> Fans {
    let mut found = Vec::new();
    let mut comparisons = 0;
    for &ix in by_rank {
        let requirement = &plan.requirements()[ix];
        let from = &requirement.from;
        if is_group(requirement) || breadth(from) == ANYTHING {
            continue;
        }
        let named = distinct(&from.steps);
        let count = if named.is_empty() { plan.steps().len() } else { named.len() };
        for at in 0..count {
            comparisons += 1;
            if comparisons > COMPARISONS || found.len() >= MATCHES {
                break;
            }
            let at = *named.get(at).unwrap_or(&at);
            if plan.steps().get(at).is_some_and(|step| fits(step, from)) {
                found.push((at, ix));
            }
        }
    }
    Fans::of(plan.steps().len(), &found)
}

/// Whether a step has all that a `from` asks besides being named. A step that is done shows a competency at the level asked
/// or above; one that is not may show less as yet and is on its way there.
fn fits(step: &Step, from: &From) -> bool {
    if stage(step.status).is_none() || !(from.kinds.is_empty() || from.kinds.contains(&step.kind)) {
        return false;
    }
    let least = from.level.filter(|_| step.status.is_done());
    let shows = |competency| {
        step.competencies
            .iter()
            .any(|shown| shown.competency == competency && (least.is_none() || shown.level >= least))
    };
    from.competency.is_none_or(shows)
        && (from.subjects.is_empty() || step.subject.as_ref().is_some_and(|subject| says(subject, from)))
}

/// Whether a text says one of the subjects, in any of its languages. Case and blanks around it do not matter.
fn says(text: &Text, from: &From) -> bool {
    let same = |said: &str| {
        let said = said.trim();
        from.subjects.iter().any(|name| said.eq_ignore_ascii_case(name.trim()))
    };
    any(text, &same)
}
