//! What is done beside courses: hours, service, tests, portfolio items.

use super::distinct::distinct;
use super::instead::Instead;
use super::progress::Amount;
use super::spend::{Stage, brings, stage};
use crate::plan::{EdgeKind, Kind, Plan, Setting, Status, Step, StepIx};
use crate::sorted::{Fans, sorted};

/// A step with hours, a score or evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The step. What it counts toward is told by [`Progress::of_step`](super::Progress::of_step).
    pub step: StepIx,
    /// What it is.
    pub kind: DeedKind,
    /// Hours done and needed, where it has hours.
    pub hours: Option<Amount>,
    /// The value reached and needed, where it has a score.
    pub score: Option<Amount>,
    /// How many pieces of evidence it has.
    pub evidence: usize,
    /// The courses that it goes with, in the plan's order: joined by evidence-for, leads-to or corequisite either way,
    /// or the course that a test or an experience requires.
    pub courses: Vec<StepIx>,
}

/// What a deed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeedKind {
    /// Hours at a workplace.
    Work,
    /// Hours in the community.
    Service,
    /// Other hours.
    Practice,
    /// A test with a score.
    Test,
    /// A portfolio item: evidence alone.
    Portfolio,
}

/// The deeds of a plan, in its order; dropped and suggested steps are none. O(steps + edges).
pub fn deeds(plan: &Plan) -> Vec<Deed> {
    let mut deeds = Vec::new();
    let courses = courses(plan);
    for (ix, step) in plan.steps().iter().enumerate() {
        if matches!(step.status, Status::Dropped | Status::Suggested) {
            continue;
        }
        let kind = match step.place.as_ref().and_then(|place| place.setting) {
            _ if step.hours.is_none() && step.score.is_some() => DeedKind::Test,
            _ if step.hours.is_none() && step.evidence.is_empty() => continue,
            _ if step.hours.is_none() => DeedKind::Portfolio,
            Some(Setting::Workplace) => DeedKind::Work,
            Some(Setting::Community) => DeedKind::Service,
            _ => DeedKind::Practice,
        };
        deeds.push(Deed {
            step: ix,
            kind,
            hours: hours_of_step(step),
            score: score(step),
            evidence: step.evidence.len(),
            courses: distinct(courses.at(ix)),
        });
    }
    deeds
}

/// The hours of all deeds of a kind, against the needs of each; None where there is none of it. Of alternatives one
/// counts.
pub fn hours_of(plan: &Plan, deeds: &[Deed], kind: DeedKind) -> Option<Amount> {
    let steps = deeds.iter().filter(|deed| deed.kind == kind).map(|deed| deed.step);
    hours(plan, &Instead::of(plan), None, &mut { steps })
}

/// The hours of some steps; None where none has any. Where they are not asked for as one `need` and some have their
/// own, what one has too much of, or without a need, does nothing for another. Of alternatives the furthest counts,
/// then the one of most hours; one that is spared brings what is done of it, and one that was not met nothing.
pub(super) fn hours(
    plan: &Plan,
    instead: &Instead,
    need: Option<f64>,
    steps: &mut dyn Iterator<Item = StepIx>,
) -> Option<Amount> {
    let (mut all, mut each) = (Vec::new(), false);
    for ix in steps {
        let step = &plan.steps()[ix];
        let spared = instead.is_spared(plan, ix);
        if let Some(mut hours) = hours_of_step(step).filter(|hours| !spared || hours.earned > 0.0) {
            let own = hours.need;
            each |= need.is_none() && own.is_some();
            if spared {
                hours = Amount { earned: hours.earned, ..Amount::default() };
            } else if brings(step).is_none() {
                hours = Amount { need: own, ..Amount::default() };
            }
            // What is done without hours takes nothing from what has some.
            let stage = stage(step.status).filter(|_| hours.covered() > 0.0);
            all.push((instead.group(ix), stage.map_or(3, |stage| stage as usize), hours, own.unwrap_or(0.0)));
        }
    }
    let of = |at: usize| (all[at].0, all[at].1);
    let most = |at: usize| all[at].2.covered();
    let mut sum: Option<Amount> = None;
    let mut last = None;
    for &at in &sorted(all.len(), &|a, b| of(a).cmp(&of(b)).then(most(b).total_cmp(&most(a)))) {
        let (group, _, hours, own) = &all[at];
        if last != Some(*group) {
            last = Some(*group);
            let sum = sum.get_or_insert_default();
            let earned = if each { hours.earned.min(*own) } else { hours.earned };
            sum.add_all(&Amount { earned, ..*hours });
            sum.need = hours.need.map(|need| sum.need.unwrap_or(0.0) + need).or(sum.need);
        }
    }
    sum
}

fn hours_of_step(step: &Step) -> Option<Amount> {
    let hours = step.hours.as_ref()?;
    let mut amount = Amount { need: hours.need, ..Amount::default() };
    amount.add_hours(step);
    if stage(step.status).is_none() {
        amount.earned = hours.done.unwrap_or(0.0);
    }
    // What was done in vain has none to go: all is to be done again.
    Some(if step.status == Status::NotMet { amount } else { rest(step, amount) })
}

fn score(step: &Step) -> Option<Amount> {
    let score = step.score.as_ref()?;
    let mut amount = Amount { need: score.need, ..Amount::default() };
    amount.earned = score.value.unwrap_or(0.0);
    if let (Some(need), Some(stage)) = (amount.need, stage(step.status).filter(|&stage| stage != Stage::Done))
    {
        amount.add(stage, (need - amount.earned).max(0.0));
    }
    Some(rest(step, amount))
}

/// What is missing of the need; of a waived step, nothing.
fn rest(step: &Step, mut amount: Amount) -> Amount {
    if step.status == Status::Waived {
        amount.need = None;
    }
    amount.missing = amount.need.map_or(0.0, |need| (need - amount.covered()).max(0.0));
    amount
}

/// For each step, the courses that it goes with.
fn courses(plan: &Plan) -> Fans {
    let mut pairs = Vec::new();
    let is_course = |step: StepIx| plan.steps()[step].kind == Kind::Course;
    for edge in plan.edges() {
        let Some((from, to)) = edge.steps() else { continue };
        let joins = matches!(edge.kind, EdgeKind::EvidenceFor | EdgeKind::LeadsTo | EdgeKind::Corequisite);
        if is_course(from) && (joins || edge.kind == EdgeKind::Requires) && !is_course(to) {
            pairs.push((to, from));
        }
        if is_course(to) && joins && !is_course(from) {
            pairs.push((from, to));
        }
    }
    Fans::of(plan.steps().len(), &pairs)
}
