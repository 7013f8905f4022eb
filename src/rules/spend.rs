//! Where each step's credit is spent, and which steps serve which requirement.

use super::fit::matches;
use super::shelf::{Room, Shelf, figure, is_bucket};
use crate::plan::{Plan, RequirementIx, Status, StepIx};
use crate::sorted::sorted;

/// How far a step is, as far as a requirement cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Done,
    UnderWay,
    Planned,
}

impl Stage {
    /// All, the furthest first.
    pub(super) const ALL: [Stage; 3] = [Stage::Done, Stage::UnderWay, Stage::Planned];
}

/// The stage of a status; None where it serves nothing: not met, dropped, or only suggested.
pub(super) fn stage(status: Status) -> Option<Stage> {
    match status {
        Status::Completed | Status::Waived => Some(Stage::Done),
        Status::InProgress | Status::Reworking => Some(Stage::UnderWay),
        Status::Planned => Some(Stage::Planned),
        Status::NotMet | Status::Dropped | Status::Suggested => None,
    }
}

/// What serves one requirement.
#[derive(Default)]
pub(super) struct Served {
    /// In the plan's order, each with the credits spent here.
    pub(super) steps: Vec<(StepIx, f64)>,
    /// Credits spent here and not in a sub-bucket: done, under way, planned.
    pub(super) credits: [f64; 3],
    /// Whether a step serves here whose credits the host did not say.
    pub(super) credits_unknown: bool,
}

/// Steps to requirements, for all requirements at once.
///
/// A step serves a requirement that its `counts` names, or whose `from` it matches. Credits are spent: in each overlay
/// a step's credit goes to the requirements it names (to a bucket within one where that bucket's `from` asks for
/// the step), and where it names none in that overlay, to the most specific bucket with room whose `from` it
/// matches: named steps before competencies before subjects before kinds, then the deeper, then the earlier bucket. Done
/// steps choose before those under way, those before planned ones. What finds no room is surplus of the last bucket
/// that matches. Counting, hours, scores and statuses spend nothing, so a step may serve any number of them.
pub(super) fn serve(plan: &Plan) -> Vec<Served> {
    let shelf = Shelf::of(plan.requirements());
    let matches = matches(plan, &shelf.by_rank);
    let mut spending =
        Spending { plan, room: Room::of(plan.requirements(), &shelf), shelf, spent: Vec::new() };
    let mut spent_by = Vec::new();
    for _ in plan.steps() {
        spent_by.push(Vec::new());
    }
    for turn in Stage::ALL {
        for (ix, step) in plan.steps().iter().enumerate() {
            if stage(step.status) == Some(turn) {
                spending.spend(ix, matches.at(ix));
                spent_by[ix] = std::mem::take(&mut spending.spent);
            }
        }
    }
    let mut served = Vec::new();
    for _ in plan.requirements() {
        served.push(Served::default());
    }
    for (ix, (step, spent)) in plan.steps().iter().zip(spent_by).enumerate() {
        let Some(stage) = stage(step.status) else { continue };
        let said = step.credits.is_some() || step.counts.iter().any(|counts| counts.credits.is_some());
        for (requirement, credits) in spent {
            let served: &mut Served = &mut served[requirement];
            served.steps.push((ix, credits));
            served.credits[stage as usize] += credits;
            served.credits_unknown |= !said && step.status != Status::Waived;
        }
    }
    served
}

/// What a step has to spend in one overlay.
struct Purse {
    overlay: usize,
    left: f64,
    /// Whether the step names a bucket of the overlay; else the last bucket that it matches there.
    named: bool,
    last: RequirementIx,
}

/// The purse for an overlay, which may be the new one; and whether it is.
fn purse(purses: &mut Vec<Purse>, new: Purse) -> (&mut Purse, bool) {
    let mut at = 0;
    while purses.get(at).is_some_and(|purse| purse.overlay != new.overlay) {
        at += 1;
    }
    let is_new = at == purses.len();
    if is_new {
        purses.push(new);
    }
    (&mut purses[at], is_new)
}

/// Step after step being spent.
struct Spending<'a> {
    plan: &'a Plan,
    shelf: Shelf,
    room: Room,
    /// The requirements that the step serves, each once, with the credits it spends there.
    spent: Vec<(RequirementIx, f64)>,
}

impl Spending<'_> {
    fn put(&mut self, requirement: RequirementIx, credits: f64) {
        self.room.fill(requirement, credits);
        for (at, already) in &mut self.spent {
            if *at == requirement {
                *already += credits;
                return;
            }
        }
        self.spent.push((requirement, credits));
    }

    /// Spends what one step has; `matching` are the requirements that it matches, the most specific first.
    fn spend(&mut self, step: StepIx, matching: &[RequirementIx]) {
        let (plan, step) = (self.plan, &self.plan.steps()[step]);
        let requirements = plan.requirements();
        let earns = step.status != Status::Waived;
        let mut purses: Vec<Purse> = Vec::new();
        let depth = |at: usize| requirements.get(step.counts[at].requirement).map_or(0, |named| named.depth);
        for at in sorted(step.counts.len(), &|a, b| depth(b).cmp(&depth(a))) {
            let counts = &step.counts[at];
            let to = counts.requirement;
            if to >= requirements.len() {
                continue;
            }
            if !is_bucket(&requirements[to]) {
                self.put(to, 0.0);
                continue;
            }
            let overlay = self.shelf.overlay[to];
            let all = step.credits.map_or(f64::INFINITY, figure);
            let (purse, _) = purse(&mut purses, Purse { overlay, left: all, named: true, last: to });
            let rest = if purse.left.is_finite() { purse.left } else { 0.0 };
            let credits = counts.credits.map_or(rest, figure).min(purse.left);
            purse.left -= credits;
            let mut rest = if earns { credits } else { 0.0 };
            for &within in matching {
                if self.shelf.overlay[within] == overlay && self.shelf.within(within, to) {
                    let part = self.room.left(within).min(rest);
                    if part > 0.0 {
                        self.put(within, part);
                        rest -= part;
                    }
                }
            }
            self.put(to, rest);
        }
        for &to in matching {
            if !is_bucket(&requirements[to]) {
                self.put(to, 0.0);
                continue;
            }
            let all = step.credits.filter(|_| earns).map_or(0.0, figure);
            let new = Purse { overlay: self.shelf.overlay[to], left: all, named: false, last: to };
            let (purse, is_new) = purse(&mut purses, new);
            if purse.named {
                continue;
            }
            let part = self.room.left(to).min(purse.left);
            purse.left -= part;
            purse.last = to;
            if part > 0.0 || is_new && all == 0.0 {
                self.put(to, part);
            }
        }
        for purse in purses {
            if !purse.named && purse.left > 0.0 {
                self.put(purse.last, purse.left);
            }
        }
    }
}
