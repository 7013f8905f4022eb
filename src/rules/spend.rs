//! Where each step's credit is spent, and which steps serve which requirement.

use super::flow::Network;
use super::instead::Instead;
use super::matching::{COMPARISONS, counts_amounts, matches};
use super::shelf::{GRAINS, NO_END, Rooms, Shelf, asked, grains, is_bucket, is_told_whole};
use crate::plan::{OriginKind, PhaseKind, Plan, RequirementIx, Status, Step, StepIx};
use crate::sorted::{Fans, sort, sorted};

/// How far a step is, as far as a requirement cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Done,
    UnderWay,
    Planned,
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

/// The stage of what a step brings: as [`stage`], but what was completed below its own need has brought its credit.
pub(super) fn brings(step: &Step) -> Option<Stage> {
    let granted = step.status == Status::NotMet && step.granted;
    if granted { Some(Stage::Done) } else { stage(step.status) }
}

/// Whether a step's credit was earned elsewhere, by transfer or by exam: it takes no place in a phase.
pub(super) fn is_from_elsewhere(step: &Step) -> bool {
    let origin = step.source.as_ref().and_then(|source| source.kind);
    matches!(origin, Some(OriginKind::Transfer | OriginKind::Exam))
}

/// What serves one requirement.
#[derive(Default)]
pub(super) struct Served {
    /// In the plan's order, each with the credits spent here.
    pub(super) steps: Vec<(StepIx, f64)>,
    /// Millionths of credits spent here and not in a sub-bucket: done, under way, planned.
    pub(super) credits: [i64; 3],
    /// Whether a step serves here whose credits the host did not say.
    pub(super) credits_unknown: bool,
}

/// Steps to requirements, for all requirements at once.
///
/// A step serves a requirement that its `counts` names, or whose `from` it matches. Counting, hours, scores and
/// statuses spend nothing, so a step may serve any number of them. Credits are spent once in each overlay: in the
/// requirements that the step names there (in a bucket within one where that bucket's `from` asks for the step), and
/// where it names none, in any bucket that it matches.
///
/// Which of them is a maximum flow ([`Network`]), so no greedy choice leaves a bucket short that another choice would
/// have filled. Done steps find their places before those under way, those before planned ones; what the host has met
/// takes the done ones alone. What all must fill comes before the choices of an `any` or a `count`, of each of these
/// the one that lacks the least, and last the others of them all. Credits lie in the most specific bucket with room
/// (named steps before competencies before subjects before kinds, then the deeper, then the earlier bucket) and whole
/// where a bucket takes all of them, and move only for those that find no other place. What finds no room is surplus
/// of the last bucket that matches, or of the first that the step names.
///
/// Of alternatives one counts: what is earned twice is one credit. What is planned for after school comes too
/// late for the diploma, unless the step names it.
pub(super) fn serve(plan: &Plan, instead: &Instead) -> Vec<Served> {
    let shelf = Shelf::of(plan.requirements());
    let matches = matches(plan, instead, &shelf.by_rank);
    let is_credits = |at: &RequirementIx| is_bucket(&plan.requirements()[*at]);
    let spare = instead.spare(plan, &|step| {
        let mut names = plan.steps()[step].counts.iter().filter(|counts| counts.credits != Some(0.0));
        names.any(|counts| is_credits(&counts.requirement)) || matches.at(step).iter().any(is_credits)
    });
    let mut till = Till {
        plan,
        shelf,
        spare,
        purses: Vec::new(),
        buckets: Vec::new(),
        looks: COMPARISONS,
        spent: Vec::new(),
    };
    let mut named_by = vec![usize::MAX; plan.requirements().len()];
    let mut turns = [0; 3];
    for (turn, end) in turns.iter_mut().enumerate() {
        for (ix, step) in plan.steps().iter().enumerate() {
            if brings(step).is_some_and(|stage| stage as usize == turn) {
                till.named(ix, matches.at(ix), &mut named_by);
                till.matched(ix, matches.at(ix), &named_by);
            }
        }
        *end = till.purses.len();
    }
    till.spend(&turns);
    till.served()
}

/// What one step has to spend on some buckets: all it has in an overlay, or what the host names.
struct Purse {
    step: StepIx,
    credits: i64,
    /// Where its buckets begin and end, the best first.
    buckets: (usize, usize),
    /// Where surplus goes.
    over: RequirementIx,
}

/// Where purses are emptied.
struct Till<'a> {
    plan: &'a Plan,
    shelf: Shelf,
    /// Of each step, whether an alternative counts in its place.
    spare: Vec<bool>,
    purses: Vec<Purse>,
    /// The buckets of all purses.
    buckets: Vec<RequirementIx>,
    /// How many more are looked at within those that steps name.
    looks: usize,
    /// Which step serves which requirement, with so many credits; in any order and in parts.
    spent: Vec<(StepIx, RequirementIx, i64)>,
}

impl Till<'_> {
    /// Closes a purse for the buckets added since `from`.
    fn purse(&mut self, step: StepIx, credits: i64, from: usize, over: RequirementIx) {
        if credits > 0 {
            self.purses.push(Purse { step, credits, buckets: (from, self.buckets.len()), over });
        } else {
            self.buckets.truncate(from);
        }
    }

    /// What a step spends where it says so; marks the overlays that it names.
    fn named(&mut self, ix: StepIx, matching: &[RequirementIx], named_by: &mut [usize]) {
        let step = &self.plan.steps()[ix];
        let requirements = self.plan.requirements();
        let earns = step.status != Status::Waived && !self.spare[ix];
        let asked = |at: usize| &requirements[step.counts[at].requirement];
        let key = |at: usize| {
            let to = step.counts[at].requirement;
            (self.shelf.overlay[to], usize::MAX - requirements[to].depth)
        };
        let order = sorted(step.counts.len(), &|a, b| key(a).cmp(&key(b)));
        for named in order.chunk_by(|&a, &b| asked(a).overlay == asked(b).overlay) {
            let mut left = step.credits.map_or(i64::MAX, grains);
            for &at in named {
                let counts = &step.counts[at];
                let to = counts.requirement;
                self.spent.push((ix, to, 0));
                if !is_bucket(asked(at)) {
                    continue;
                }
                named_by[self.shelf.overlay[to]] = ix;
                if let Some(credits) = counts.credits {
                    let credits = grains(credits).min(left);
                    left -= credits;
                    let from = self.buckets.len();
                    self.buckets_of(to, matching);
                    self.purse(ix, if earns { credits } else { 0 }, from, to);
                }
            }
            let (from, mut over) = (self.buckets.len(), None);
            for &at in named {
                let counts = &step.counts[at];
                if counts.credits.is_none() && is_bucket(asked(at)) {
                    self.buckets_of(counts.requirement, matching);
                    over = over.or(Some(counts.requirement));
                }
            }
            let credits = if earns && step.credits.is_some() { left } else { 0 };
            if let Some(over) = over {
                self.purse(ix, credits, from, over);
            }
        }
    }

    /// The buckets of a name: those within it that ask for the step, then itself.
    fn buckets_of(&mut self, to: RequirementIx, matching: &[RequirementIx]) {
        self.looks = self.looks.saturating_sub(matching.len());
        for &within in matching.iter().filter(|_| self.looks > 0) {
            if self.shelf.within(within, to)
                && self.shelf.overlay[within] == self.shelf.overlay[to]
                && is_bucket(&self.plan.requirements()[within])
            {
                self.buckets.push(within);
            }
        }
        self.buckets.push(to);
    }

    /// What a step spends where it matches, in overlays that it does not name.
    fn matched(&mut self, ix: StepIx, matching: &[RequirementIx], named_by: &[usize]) {
        let step = &self.plan.steps()[ix];
        let mut unnamed = Vec::with_capacity(matching.len());
        let after_school = self.plan.phases()[step.phase].kind == PhaseKind::Postsecondary;
        let late = step.status == Status::Planned && step.phase_given && after_school;
        for &to in matching {
            let requirement = &self.plan.requirements()[to];
            if late && requirement.is_of_diploma() {
                continue;
            }
            if !is_bucket(requirement) {
                self.spent.push((ix, to, 0));
            } else if named_by[self.shelf.overlay[to]] != ix {
                unnamed.push(to);
            }
        }
        let earns = step.status != Status::Waived && !self.spare[ix];
        let credits = step.credits.filter(|_| earns).map_or(0, grains);
        let mut at = 0;
        while let Some(&first) = unnamed.get(at) {
            let from = self.buckets.len();
            let mut over = first;
            while let Some(&to) =
                unnamed.get(at).filter(|&&to| self.shelf.overlay[to] == self.shelf.overlay[first])
            {
                self.buckets.push(to);
                over = to;
                at += 1;
            }
            // A course without credits is told where it belongs; a waived one belongs nowhere by itself.
            if credits == 0 && step.status != Status::Waived {
                self.spent.push((ix, first, 0));
            }
            self.purse(ix, credits, from, over);
        }
    }

    /// Empties the purses; `turns` are where those of each stage end.
    fn spend(&mut self, turns: &[usize; 3]) {
        let (mut left, mut arcs) = (Vec::with_capacity(self.purses.len()), Vec::new());
        for (source, purse) in self.purses.iter().enumerate() {
            left.push(purse.credits);
            for &to in &self.buckets[purse.buckets.0..purse.buckets.1] {
                arcs.push((source, to));
            }
        }
        let mut rooms = Rooms::of(self.plan.requirements(), &self.shelf);
        let (up, met) = (std::mem::take(&mut rooms.up), std::mem::take(&mut rooms.met));
        let mut network = Network::of(left, &arcs, up, met);
        // An option that the school has met or waived as a whole is one that is asked for no longer.
        let asked = |ix: RequirementIx| {
            let requirements = self.plan.requirements();
            let is_told = |child: &&RequirementIx| is_told_whole(&requirements[**child]);
            let told = requirements[ix].children.iter().filter(is_told).count();
            asked(&requirements[ix]).saturating_sub(told)
        };
        fill(&mut network, &rooms, &asked, turns);
        for (source, purse) in self.purses.iter().enumerate() {
            for &arc in network.arcs(source) {
                if network.now.through[arc] > 0 {
                    self.spent.push((purse.step, network.bucket(arc), network.now.through[arc]));
                }
            }
            if network.now.left[source] > 0 {
                self.spent.push((purse.step, purse.over, network.now.left[source]));
            }
        }
    }

    /// Adds up what was spent, for each requirement.
    fn served(self) -> Vec<Served> {
        let requirements = self.plan.requirements().len();
        let mut all_served = Vec::with_capacity(requirements);
        for _ in 0..requirements {
            all_served.push(Served::default());
        }
        let by_step = Fans::by(self.plan.steps().len(), self.spent.len(), &|at| Some(self.spent[at].0));
        for (ix, step) in self.plan.steps().iter().enumerate() {
            let Some(stage) = brings(step) else { continue };
            // What counts steps is not served by one that was not met.
            let said = step.credits.is_some() || step.counts.iter().any(|counts| counts.credits.is_some());
            for &at in by_step.at(ix) {
                let (_, requirement, credits) = self.spent[at];
                if step.status == Status::NotMet
                    && !counts_amounts(self.plan.requirements()[requirement].kind)
                {
                    continue;
                }
                let served: &mut Served = &mut all_served[requirement];
                match served.steps.last_mut() {
                    Some((last, already)) if *last == ix => *already += credits as f64 / GRAINS,
                    _ => served.steps.push((ix, credits as f64 / GRAINS)),
                }
                let sum = &mut served.credits[stage as usize];
                *sum = sum.saturating_add(credits);
                served.credits_unknown |= !said && step.status != Status::Waived;
            }
        }
        all_served
    }
}

/// So many choices are tried out against each other; of more, the host's order decides.
const CHOICES: usize = 32;

/// So many times a choice that lacks something is tried out before the others.
const ROUNDS: usize = 8;

/// Pours into what all must fill; then, choice after choice, into the one that lacks the least; then into all options
/// that no choice took, which take nothing that a later choice could use. A choice that found nothing left comes before
/// others in another round; of a few rounds that counts in which the fewest lack something.
fn fill(network: &mut Network, rooms: &Rooms, asked: &dyn Fn(RequirementIx) -> usize, turns: &[usize; 3]) {
    let mut first = Vec::new();
    // The requirements below a choice, by choice and then by which one.
    let mut below = Vec::new();
    for (ix, (&room, option)) in rooms.room.iter().zip(&rooms.option).enumerate() {
        match option {
            None => first.push((ix, room)),
            Some(_) if room > 0 => below.push(ix),
            Some(_) => {}
        }
    }
    network.open(&first, turns);
    let choice = |ix: usize| (rooms.choice[ix], rooms.option[ix].unwrap_or_default());
    sort(&mut below, &|a, b| choice(a).cmp(&choice(b)));
    let mut choices: Vec<&[usize]> = below.chunk_by(|&a, &b| rooms.choice[a] == rooms.choice[b]).collect();
    let before = network.now.clone();
    let (mut fewest, mut found) = (usize::MAX, (Vec::new(), before.clone()));
    for round in 0..ROUNDS {
        let (mut lacking, mut rest, looks) = (Vec::new(), Vec::new(), network.looks);
        for (at, below) in choices.iter().enumerate() {
            // The rooms of each option.
            let mut options = Vec::new();
            for option in below.chunk_by(|&a, &b| rooms.option[a] == rooms.option[b]) {
                options.push(option.iter().map(|&ix| (ix, rooms.room[ix])).collect());
            }
            if !choose(network, &mut options, asked(rooms.choice[below[0]]), turns) {
                lacking.push(at);
            }
            for option in options {
                rest.extend(option);
            }
        }
        if lacking.len() < fewest {
            (fewest, found) = (lacking.len(), (rest, network.now.clone()));
        }
        // What is left is to do for another round, and for the rest.
        let is_dear = network.looks < 4 * (looks - network.looks);
        let Some(&next) = lacking.iter().find(|&&at| at > round && !is_dear) else { break };
        choices.swap(round, next);
        network.now = before.clone();
    }
    network.now = found.1;
    network.open(&found.0, turns);
}

/// Fills the options of one choice, the one that comes nearest first; of those as near, the one with the most done.
/// Leaves those that are more than are asked for. False where those that are asked for are not full.
fn choose(
    network: &mut Network,
    options: &mut Vec<Vec<(usize, i64)>>,
    asked: usize,
    turns: &[usize; 3],
) -> bool {
    let mut full = true;
    for _ in 0..asked.min(options.len()) {
        if network.looks == 0 {
            break;
        }
        let mut best = (0, (i64::MAX, i64::MAX, i64::MAX));
        if options.len() > 1 && options.len() <= CHOICES {
            let before = network.now.clone();
            for (at, option) in options.iter().enumerate() {
                network.open(option, turns);
                let mut lacks = 0i64;
                for &(ix, _) in option {
                    lacks = lacks.saturating_add(network.now.room[ix]);
                }
                // What done steps have left, and what those under way have.
                let (done, under_way) = (turns[0], turns[1]);
                let left = |of: &[i64]| of.iter().fold(0i64, |sum, left| sum.saturating_add(*left));
                let key = (lacks, left(&network.now.left[..done]), left(&network.now.left[done..under_way]));
                if key < best.1 {
                    best = (at, key);
                }
                network.now = before.clone();
            }
        }
        let option = options.remove(best.0);
        network.open(&option, turns);
        full &= option.iter().all(|&(ix, room)| network.now.room[ix] == 0 || room == NO_END);
    }
    full
}
