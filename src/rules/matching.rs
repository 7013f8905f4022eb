//! Which steps match what a requirement asks for.

use super::distinct::distinct;
use super::instead::Instead;
use super::shelf::{ANYTHING, breadth};
use super::spend::{Stage, brings, stage};
use super::standing::least_proficient;
use crate::plan::{
    From, Plan, Requirement, RequirementIx, RequirementKind, Status, Step, StepIx, Text, alike,
};
use crate::sorted::{Fans, sorted};
use std::cell::Cell;

/// No document makes us compare more steps and subjects with more requirements than this; what is past it is left to
/// the host's verdicts and to `counts`. A real plan needs a thousandth of it.
pub(super) const COMPARISONS: usize = 4_000_000;
/// Nor does it make us keep more matches.
const MATCHES: usize = 1_000_000;

/// Whether children of a requirement stand for it, so that no step serves it itself.
pub(super) fn is_group(requirement: &Requirement) -> bool {
    matches!(requirement.kind, RequirementKind::All | RequirementKind::Any)
        && !requirement.children.is_empty()
}

/// Whether what steps bring is counted, and not the steps.
pub(super) fn counts_amounts(kind: RequirementKind) -> bool {
    matches!(kind, RequirementKind::Credits | RequirementKind::Hours | RequirementKind::Score)
}

/// Whether steps are asked for by nothing but their names, and each is one: another try is as good.
fn is_by_name(requirement: &Requirement) -> bool {
    let from = &requirement.from;
    !counts_amounts(requirement.kind)
        && from.competency.is_none()
        && from.subjects.is_empty()
        && from.kinds.is_empty()
}

/// For each step, the requirements whose `from` it matches, in the order of `by_rank`, which has all. Of one that asks
/// for a step by nothing but its name, the alternatives of that match too that are further: they stand in for it. What
/// was not met matches what it would have served.
pub(super) fn matches(plan: &Plan, instead: &Instead, by_rank: &[RequirementIx]) -> Fans {
    let mut found = Vec::new();
    let comparisons = Cell::new(0);
    let may_compare = |more: usize| {
        comparisons.set(comparisons.get() + more);
        comparisons.get() <= COMPARISONS
    };
    let subjects = Subjects::of(plan);
    let groups = instead.groups();
    for &ix in by_rank {
        let requirement = &plan.requirements()[ix];
        let from = &requirement.from;
        if is_group(requirement) || breadth(from) == ANYTHING {
            continue;
        }
        let same = |said: &str| {
            let mut names = from.subjects.iter();
            may_compare(names.len() * (1 + said.len() / 64)) && names.any(|name| alike(said, name))
        };
        let asks =
            |text: Option<&Text>| from.subjects.is_empty() || text.is_some_and(|text| text.says(&same));
        let least = || least_proficient(plan, from.competency?);
        let least = from.level.or_else(least);
        let mut compare = |at: StepIx| {
            let step = &plan.steps()[at];
            // To look at one of these is little beside the rest.
            let shown = from.competency.map_or(0, |_| step.competencies.len() / 16);
            if may_compare(1 + shown + from.kinds.len() / 16)
                && found.len() < MATCHES
                && fits(step, from, least)
            {
                found.push((at, ix));
            }
        };
        let mut named = from.steps.clone();
        let at = |step: StepIx| stage(plan.steps()[step].status);
        if is_by_name(requirement) {
            let mut behind = Vec::new();
            for &step in &from.steps {
                if at(step) != instead.best(step) {
                    behind.push(instead.group(step));
                }
            }
            for &group in &distinct(&behind) {
                for &other in groups.at(group) {
                    if may_compare(1) && at(other) == instead.best(other) {
                        named.push(other);
                    }
                }
            }
        }
        let named = distinct(&named);
        for &at in &named {
            if asks(plan.steps()[at].subject.as_ref()) {
                compare(at);
            }
        }
        if named.is_empty() {
            for (subject, text) in subjects.texts.iter().enumerate() {
                if asks(*text) {
                    subjects.steps.at(subject).iter().for_each(|&at| compare(at));
                }
            }
        }
        if !may_compare(0) {
            break;
        }
    }
    Fans::of(plan.steps().len(), &found)
}

/// Whether a step has all that a `from` asks besides being named and of a subject. A step that is done shows a
/// competency at the `least` level or above, which is that asked, or a proficient one; one that is not may show less as
/// yet and is on its way there.
fn fits(step: &Step, from: &From, least: Option<usize>) -> bool {
    let stage = brings(step);
    let is_tried = stage.is_some() || step.status == Status::NotMet;
    if !is_tried || !(from.kinds.is_empty() || from.kinds.contains(&step.kind)) {
        return false;
    }
    let enough = |level| stage != Some(Stage::Done) || least.is_some() && level >= least;
    from.competency.is_none_or(|competency| {
        step.competencies.iter().any(|shown| shown.competency == competency && enough(shown.level))
    })
}

/// The subjects of a plan's steps, each once, so that thousands of steps are asked only for theirs.
struct Subjects<'a> {
    /// The first is none.
    texts: Vec<Option<&'a Text>>,
    /// The steps of each.
    steps: Fans,
}

impl Subjects<'_> {
    fn of(plan: &Plan) -> Subjects<'_> {
        let text = |step: usize| plan.steps()[step].subject.as_ref();
        let word = |step: usize| match text(step) {
            Some(Text::Plain(word)) => word.as_str(),
            Some(Text::Map(words)) => words.first().map_or("", |(_, word)| word.as_str()),
            None => "",
        };
        let mut of = vec![0; plan.steps().len()];
        let mut texts = vec![None];
        for &step in &sorted(of.len(), &|a, b| word(a).cmp(word(b))) {
            if text(step).is_some() {
                if texts.last() != Some(&text(step)) {
                    texts.push(text(step));
                }
                of[step] = texts.len() - 1;
            }
        }
        let steps = Fans::by(texts.len(), of.len(), &|step| Some(of[step]));
        Subjects { texts, steps }
    }
}
