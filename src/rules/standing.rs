//! How each requirement stands, from the steps that serve it and the requirements below it.
//!
//! It is one file, since a figure, what it is held against and who says so are settled together for each requirement.

use super::deeds::hours;
use super::distinct::distinct;
use super::instead::Instead;
use super::matching::is_group;
use super::progress::{Amount, Basis, Standing, Unit};
use super::shelf::{COMPETENCY, GRAINS, asked, breadth, grains, is_bucket, is_waived, spared};
use super::spend::{Served, Stage, serve, stage};
use crate::plan::{CompetencyIx, Plan, Requirement, RequirementIx, RequirementKind, Status, Step, Verdict};
use crate::sorted::sorted;
use std::cmp::Ordering;

/// Figures closer than this are the same: credits are sums of decimals.
pub(super) const SLACK: f64 = 1e-4;

/// The standings, and what can be said of each beside its figures.
pub(super) struct Ledger {
    pub(super) instead: Instead,
    pub(super) standings: Vec<Standing>,
    /// It is not met, and the plan does not say enough to tell whether something is missing.
    pub(super) unsure: Vec<bool>,
    /// Of each bucket: the credits that it and the buckets within it ask for. Of a group or a choice: what the buckets
    /// within it ask for, of as many as it needs, those that lack the least.
    asks: Vec<f64>,
    /// And the credits there are. Missing is what those lack that are asked for.
    within: Vec<Amount>,
}

/// All requirements. Where the host has more earned of a whole than its parts tell, that may be any of what they lack:
/// once it is known how much that is, they are settled again.
pub(super) fn ledger(plan: &Plan) -> Ledger {
    let requirements = plan.requirements();
    let ledger = settle(plan, &[]);
    // Of each bucket whose earned the host says, and of all within it: what of that its parts do not tell.
    let mut untold: Vec<f64> = Vec::with_capacity(requirements.len());
    for (ix, of) in requirements.iter().enumerate() {
        let above = of.parent.filter(|&above| requirements[above].overlay == of.overlay);
        let standing = &ledger.standings[ix];
        untold.push(match standing.estimate {
            ours if is_bucket(of) && says_earned(of) => {
                ours.map_or(0.0, |ours| standing.amount.earned - ours.earned)
            }
            _ => above.map_or(0.0, |above| untold[above]),
        });
    }
    let is_part = |ix: RequirementIx| {
        let (of, amount) = (&requirements[ix], &ledger.standings[ix].amount);
        is_bucket(of) && !says_earned(of) && amount.is_short() && amount.missing <= untold[ix] + SLACK
    };
    if (0..untold.len()).any(is_part) { settle(plan, &untold) } else { ledger }
}

fn says_earned(requirement: &Requirement) -> bool {
    requirement.verdict.as_ref().is_some_and(|said| said.earned.is_some())
}

/// All requirements, children before their parents, so that a parent adds up what is shown of its children. `untold`
/// is what may be earned of each, for all that is known, besides what its steps bring.
fn settle(plan: &Plan, untold: &[f64]) -> Ledger {
    let requirements = plan.requirements();
    let instead = Instead::of(plan);
    let (mut all_served, spared) = (serve(plan, &instead), spared(requirements));
    let mut ledger = Ledger {
        instead,
        standings: Vec::with_capacity(requirements.len()),
        unsure: vec![false; requirements.len()],
        asks: vec![0.0; requirements.len()],
        within: vec![Amount::default(); requirements.len()],
    };
    for _ in requirements {
        ledger.standings.push(Standing::default());
    }
    while let Some(served) = all_served.pop() {
        let ix = all_served.len();
        let requirement = &requirements[ix];
        let host_says = says_earned(requirement);
        // By the host's word for it: what needs all of its parts is met with all of them.
        let needs_all = requirement.needs_all();
        let within = !needs_all
            || requirement
                .children
                .iter()
                .map(|&child| &ledger.standings[child])
                .all(|at| at.met || at.basis != Basis::Host);
        let mut credits_unknown = is_bucket(requirement) && served.credits_unknown;
        // A part that is lost is no loss where some of the others are enough.
        let unclear = requirement.unclear && asked(requirement) == usize::MAX;
        // Of a part of what is waived nothing is asked either, unless the host says how it stands.
        let waived = is_waived(requirement) || spared[ix] && requirement.verdict.is_none();
        let (unit, mut ours, met) = estimate(plan, ix, &served, &ledger);
        // How much it asks for is not known.
        ours.need = ours.need.filter(|_| !unclear);
        let mut standing = shown(requirement, unit, ours, met && !unclear, within, waived, served);
        (ledger.asks[ix], ledger.within[ix]) = match requirement.kind {
            RequirementKind::Credits => (asks(&standing, requirement, &ledger.asks), standing.amount),
            _ => chosen(plan, ix, standing.met, &ledger),
        };

        let is_short = standing.amount.is_short();
        let more = untold.get(ix).copied().unwrap_or(0.0) + SLACK;
        if is_bucket(requirement) && !host_says && is_short && standing.amount.missing <= more {
            credits_unknown = true;
            standing.amount.missing = 0.0;
        }

        let asks_nothing = standing.amount.need.is_none() && requirement.children.is_empty();
        // It is not met, and there is nothing of which that could come.
        let ahead = standing.amount.in_progress + standing.amount.planned + standing.amount.missing;
        let is_met = |&child: &RequirementIx| ledger.standings.get(child).is_none_or(|at| at.met);
        let stuck = ahead <= SLACK && requirement.children.iter().all(is_met);
        let unsure_within = requirement.children.iter().any(|&child| ledger.unsure[child]);
        let short_within = requirement.children.iter().any(|&child| ledger.standings[child].short);
        // What is not known can only add to what is enough.
        let unknown = is_short && credits_unknown || (is_short || needs_all) && unsure_within;
        // The host's figures tell; those of a group, which its parts tell, only that all is covered.
        let adds_up = !(requirement.kind == RequirementKind::All && is_group(requirement));
        let told = host_says && (adds_up || !is_short);
        let vague = asks_nothing || stuck || !told && (unclear || unknown);
        let lacks = adds_up && !vague && is_short;
        standing.short = !standing.met && (lacks || needs_all && short_within);
        ledger.unsure[ix] = !standing.met && !standing.short && vague;
        ledger.standings[ix] = standing;
    }
    ledger
}

impl Ledger {
    /// A requirement as one, by how far it is; nowhere where that cannot be told.
    pub(super) fn as_one(&self, ix: RequirementIx) -> Amount {
        let mut part = Amount::default();
        let standing = &self.standings[ix];
        if standing.met {
            part.earned = 1.0;
        } else if standing.short {
            part.missing = 1.0;
        } else if !self.unsure[ix] {
            part.add(standing.amount.comes().unwrap_or(Stage::Planned), 1.0);
        }
        part
    }
}

/// Whether the host says any figure.
pub(super) fn says_figures(said: &Verdict) -> bool {
    [said.earned, said.in_progress, said.planned, said.need].iter().any(Option::is_some)
}

/// What is shown: the host's figures where it gave some, nothing more to do where it waived, else ours.
///
/// A host that says *met* and no figure has earned what is needed. Where it leaves one figure out, ours stands in.
/// Where it says figures and not *met*, they tell, if what is `within` is met by its word.
fn shown(
    requirement: &Requirement,
    unit: Unit,
    ours: Amount,
    ours_met: bool,
    within: bool,
    waived: bool,
    served: Served,
) -> Standing {
    let said = requirement.verdict.as_ref().filter(|said| said.met.is_some() || says_figures(said));
    let mut amount = ours;
    let mut met = ours_met;
    let mut basis = Basis::Estimate;
    if let Some(said) = said {
        let need = said.need.or(ours.need);
        let implied = need.filter(|_| said.met == Some(true)).map(|need| need.max(ours.earned));
        amount.earned = said.earned.or(implied).unwrap_or(ours.earned);
        amount.in_progress = said.in_progress.unwrap_or(ours.in_progress);
        amount.planned = said.planned.unwrap_or(ours.planned);
        amount = Amount { extra: 0.0, extra_earned: 0.0, extra_begun: 0.0, ..amount }.of(need, 0.0);
        let enough = need.is_some_and(|need| amount.earned + SLACK >= need);
        let figures = said.earned.is_some() || said.need.is_some();
        met = said.met.unwrap_or(if figures { enough && within } else { ours_met });
        basis = Basis::Host;
    }
    if waived {
        amount.need = None;
        met = true;
        basis = Basis::Waived;
    }
    if met {
        (amount.missing, amount.extra) = (0.0, 0.0);
        (amount.extra_earned, amount.extra_begun) = (0.0, 0.0);
    }
    let of_ours = !served.steps.is_empty() || !requirement.children.is_empty();
    let estimate = (basis == Basis::Host && of_ours && ours.differs(amount)).then_some(ours);
    Standing { unit, amount, met, short: false, basis, estimate, lines: None, steps: served.steps }
}

impl Amount {
    /// The same parts against a need; `least` is missing even if the parts add up.
    fn of(self, need: Option<f64>, least: f64) -> Amount {
        let open = need.map_or(0.0, |need| need - self.covered());
        let missing = open.max(least);
        let amount = Amount { missing, need, ..self };
        if amount.is_short() { amount } else { Amount { missing: 0.0, extra: 0.0, ..amount } }
    }

    /// Whether something is missing, and not only by the decimals of a sum.
    pub fn is_short(&self) -> bool {
        self.missing > SLACK
    }

    /// How far the last of what is needed and to come is: planned, or all of it under way. None where nothing is.
    pub(super) fn comes(&self) -> Option<Stage> {
        let begun = self.earned + self.in_progress - self.extra_begun;
        if self.planned > SLACK && self.need.is_none_or(|need| begun + SLACK < need) {
            Some(Stage::Planned)
        } else {
            Some(Stage::UnderWay).filter(|_| self.in_progress > SLACK)
        }
    }

    /// What of the earned counts, for all that is known of the rest.
    pub fn counts(&self) -> f64 {
        self.earned - self.extra_earned
    }

    pub(super) fn covered(self) -> f64 {
        self.earned + self.in_progress + self.planned
    }

    pub(super) fn add(&mut self, stage: Stage, part: f64) {
        match stage {
            Stage::Done => self.earned += part,
            Stage::UnderWay => self.in_progress += part,
            Stage::Planned => self.planned += part,
        }
    }

    pub(super) fn differs(self, other: Amount) -> bool {
        let differ = |ours: f64, theirs: f64| (ours - theirs).abs() > SLACK;
        differ(self.earned, other.earned)
            || differ(self.in_progress, other.in_progress)
            || differ(self.planned, other.planned)
            || differ(self.missing, other.missing)
            || differ(self.need.unwrap_or(-1.0), other.need.unwrap_or(-1.0))
    }

    /// Adds hours done, and what is left of a step's hours by how far the step is.
    pub(super) fn add_hours(&mut self, step: &Step) {
        let (Some(hours), Some(stage)) = (&step.hours, stage(step.status)) else { return };
        let done = hours_done(step);
        self.earned += done;
        if stage != Stage::Done {
            self.add(stage, (hours.need.unwrap_or(0.0) - done).max(0.0));
        }
    }

    /// Adds the parts of another, needs aside.
    pub(super) fn add_all(&mut self, other: &Amount) {
        self.earned += other.earned;
        self.in_progress += other.in_progress;
        self.planned += other.planned;
        self.missing += other.missing;
        self.extra += other.extra;
        self.extra_earned += other.extra_earned;
        self.extra_begun += other.extra_begun;
    }
}

/// How many of its hours a step has done. A completed one without a figure has done what it needed; a waived one none.
pub fn hours_done(step: &Step) -> f64 {
    let Some(hours) = &step.hours else { return 0.0 };
    match step.status {
        Status::Waived => 0.0,
        Status::Completed => hours.done.or(hours.need).unwrap_or(0.0),
        _ => hours.done.unwrap_or(0.0),
    }
}

/// Our own figure, and whether it meets the requirement.
fn estimate(plan: &Plan, ix: RequirementIx, served: &Served, ledger: &Ledger) -> (Unit, Amount, bool) {
    let requirement = &plan.requirements()[ix];
    let (mut need, mut unit) = (requirement.need, Unit::Count);
    let mut amount = match requirement.kind {
        RequirementKind::Credits => return credits(plan, ix, served, ledger),
        RequirementKind::Score => return score(plan, need, served, &ledger.instead),
        RequirementKind::Hours => {
            unit = Unit::Hours;
            let mut steps = served.steps.iter().map(|&(step, _)| step);
            let said = requirement.verdict.as_ref().and_then(|said| said.need);
            hours(plan, &ledger.instead, need.or(said), &mut steps).unwrap_or_default()
        }
        RequirementKind::Count | RequirementKind::Status | RequirementKind::All | RequirementKind::Any => {
            count(plan, requirement, served, ledger)
        }
    };
    match requirement.kind {
        RequirementKind::Count => {
            let all = Some(requirement.children.len() as f64).filter(|all| *all > 0.0);
            need = need.or(all);
        }
        RequirementKind::Status => need = Some(need.unwrap_or(1.0)),
        RequirementKind::All => {
            let (mut named, mut serving) = (Vec::new(), Vec::new());
            for &step in &requirement.from.steps {
                named.push(ledger.instead.group(step));
            }
            for &(step, _) in &served.steps {
                if !ledger.instead.is_spared(plan, step) {
                    serving.push(ledger.instead.group(step));
                }
            }
            let named = distinct(&named).len() + requirement.from.unknown;
            let named = named.max(distinct(&serving).len());
            let named = named.max(usize::from(by_competency_alone(requirement).is_some()));
            let all = if is_group(requirement) { requirement.children.len() } else { named };
            need = Some(all as f64).filter(|all| *all > 0.0);
        }
        RequirementKind::Any => {
            need = Some(1.0);
            let all = std::mem::take(&mut amount);
            if all.earned > 0.0 {
                amount.earned = 1.0;
            } else if all.in_progress > 0.0 {
                amount.in_progress = 1.0;
            } else if all.planned > 0.0 {
                amount.planned = 1.0;
            }
        }
        // The first two have answered above.
        RequirementKind::Credits | RequirementKind::Score | RequirementKind::Hours => {
            need = need.or(amount.need)
        }
    }
    let amount = amount.of(need, 0.0);
    (unit, amount, amount.need.is_some_and(|need| amount.earned + SLACK >= need))
}

/// The credits that a bucket asks for, with the buckets within it: no more than it has where it is met all the same.
fn asks(standing: &Standing, requirement: &Requirement, asks: &[f64]) -> f64 {
    let need = standing.amount.need.unwrap_or(0.0);
    if standing.met {
        return need.min(standing.amount.covered());
    }
    let mut within = 0.0;
    for &child in &requirement.children {
        within += asks[child];
    }
    if standing.basis == Basis::Host { need } else { need.max(within) }
}

/// What the buckets within a group or a choice ask for, and what they have.
fn chosen(plan: &Plan, ix: RequirementIx, met: bool, ledger: &Ledger) -> (f64, Amount) {
    let requirement = &plan.requirements()[ix];
    let mut within = Amount::default();
    let mut parts = Vec::with_capacity(requirement.children.len());
    for &child in &requirement.children {
        if plan.requirements()[child].overlay == requirement.overlay {
            within.add_all(&ledger.within[child]);
            parts.push(child);
        }
    }
    let lacks = |at: usize| (ledger.within[parts[at]].missing, ledger.asks[parts[at]]);
    let order = sorted(parts.len(), &|a, b| lacks(a).partial_cmp(&lacks(b)).unwrap_or(Ordering::Equal));
    within.missing = 0.0;
    let mut asks = 0.0;
    for &at in &order[..asked(requirement).min(order.len())] {
        within.missing += ledger.within[parts[at]].missing;
        asks += ledger.asks[parts[at]];
    }
    if met {
        within.missing = 0.0;
        asks = asks.min(within.covered());
    }
    (asks, within)
}

/// Credits of a bucket and of the buckets within it. Surplus of one of those flows into this one, but does not do for
/// what another lacks. Met when enough is earned and all within is met.
fn credits(plan: &Plan, ix: RequirementIx, served: &Served, ledger: &Ledger) -> (Unit, Amount, bool) {
    let requirement = &plan.requirements()[ix];
    let spent = |stage: Stage| served.credits[stage as usize] as f64 / GRAINS;
    let mut amount = Amount::default();
    for &stage in &[Stage::Done, Stage::UnderWay, Stage::Planned] {
        amount.add(stage, spent(stage));
    }
    // What no bucket within asks for, in all, of what is begun and of what is earned: those take what is earned first.
    let (mut free, mut earned) = (amount.covered(), amount.earned);
    let mut begun = earned + amount.in_progress;
    let (mut lacking, mut asked) = (0.0, 0.0);
    let mut all_met = true;
    for &child in &requirement.children {
        let (at, of) = (&ledger.standings[child], &plan.requirements()[child]);
        all_met &= at.met;
        if of.overlay == requirement.overlay {
            let (asks, within) = (ledger.asks[child], &ledger.within[child]);
            amount.add_all(within);
            let taken = (asks - within.missing).max(0.0);
            let left = (within.covered() - taken).max(0.0);
            free += left;
            earned += (within.earned - taken).max(within.extra_earned).min(left);
            begun += (within.earned + within.in_progress - taken).max(within.extra_begun).min(left);
            lacking += within.missing;
            asked += asks;
        }
    }
    let need = requirement.need.map(|need| grains(need) as f64 / GRAINS);
    let more = need.map_or(0.0, |need| (need - asked).max(0.0));
    let missing = lacking + (more - free).max(0.0);
    amount.extra = (free - more).max(0.0);
    let need = need.or(Some(asked).filter(|asked| *asked > 0.0));
    amount.extra_earned = need.map_or(0.0, |_| (earned - more).max(0.0));
    amount.extra_begun = (begun - more).max(0.0);
    let amount = amount.of(need, missing);
    let earned = need.map_or(!requirement.children.is_empty(), |need| amount.earned + SLACK >= need);
    (Unit::Credits, amount, earned && all_met)
}

/// Steps and requirements below, each as one: done (met), under way, planned. Alternatives are one, which is as far as
/// the furthest of them.
fn count(plan: &Plan, requirement: &Requirement, served: &Served, ledger: &Ledger) -> Amount {
    let mut amount = Amount::default();
    let alone = by_competency_alone(requirement);
    let host_says = alone.is_some_and(|competency| plan.competencies()[competency].level.is_some());
    if !is_group(requirement) {
        let instead = &ledger.instead;
        let mut tries = Vec::with_capacity(served.steps.len());
        for &(step, _) in &served.steps {
            let stage = stage(plan.steps()[step].status);
            // The level that the host says wins over what a step shows.
            let stage = stage.filter(|&at| at != Stage::Done || !host_says);
            if let Some(stage) = stage.filter(|_| !instead.is_spared(plan, step)) {
                tries.push((instead.group(step), stage));
            }
        }
        let mut last = None;
        for &at in &sorted(tries.len(), &|a, b| tries[a].cmp(&tries[b])) {
            let (group, stage) = tries[at];
            if last != Some(group) {
                amount.add(stage, 1.0);
                last = Some(group);
            }
        }
    }
    for &child in &requirement.children {
        amount.add_all(&ledger.as_one(child));
    }
    if alone.is_some_and(|competency| shown_at(plan, competency, requirement.from.level)) {
        amount.earned = amount.earned.max(1.0);
    }
    amount
}

/// The competency whose level alone decides, because no step, subject or kind is asked for; for kinds that count.
fn by_competency_alone(requirement: &Requirement) -> Option<CompetencyIx> {
    let from = &requirement.from;
    let alone = breadth(from) == COMPETENCY && from.subjects.is_empty() && from.kinds.is_empty();
    from.competency.filter(|_| alone && requirement.kind != RequirementKind::Count)
}

/// Whether the host has the learner at a level of a competency, or at a proficient one where none is asked.
fn shown_at(plan: &Plan, competency: CompetencyIx, least: Option<usize>) -> bool {
    let least = least.or_else(|| least_proficient(plan, competency));
    least.is_some() && plan.competencies()[competency].level >= least
}

/// Whether a level of a competency's scale counts as proficient.
pub(super) fn is_proficient(plan: &Plan, competency: CompetencyIx, level: usize) -> bool {
    least_proficient(plan, competency).is_some_and(|least| level >= least)
}

/// The least level that counts as proficient: the first that is marked so, the top one where the scale marks none.
pub(super) fn least_proficient(plan: &Plan, competency: CompetencyIx) -> Option<usize> {
    let levels = &plan.scales()[plan.competencies()[competency].scale?].levels;
    levels.iter().position(|level| level.proficient).or(levels.len().checked_sub(1))
}

/// The best score. Where the requirement names none, each step's own threshold counts, and the step nearest to its
/// own is shown, of those as near the best; one that has none is behind all that have. A step under way or planned is
/// expected to bring what is left; a waived one satisfies.
fn score(plan: &Plan, need: Option<f64>, served: &Served, instead: &Instead) -> (Unit, Amount, bool) {
    let (mut furthest, mut best) = ((f64::MIN, 0.0), (0.0, need));
    let mut coming: Option<Stage> = None;
    let mut waived = false;
    for &(ix, _) in &served.steps {
        let step = &plan.steps()[ix];
        let (mut value, mut need) = (0.0, need);
        if let Some(score) = &step.score {
            value = score.value.unwrap_or(0.0);
            need = need.or(score.need);
        }
        let share = need.map_or(-1.0, |need| if need > 0.0 { value / need } else { 1.0 });
        if (share, value) > furthest {
            (furthest, best) = ((share, value), (value, need));
        }
        waived |= step.status == Status::Waived;
        if let Some(stage) = stage(step.status).filter(|_| instead.is_to_do(plan, ix)) {
            coming = Some(coming.map_or(stage, |sooner| sooner.min(stage)));
        }
    }
    let (earned, need) = best;
    let mut amount = Amount { earned, ..Amount::default() };
    if let Some(stage) = coming {
        amount.add(stage, need.map_or(0.0, |need| (need - earned).max(0.0)));
    }
    let met = waived || need.is_some_and(|need| earned + SLACK >= need);
    (Unit::Score, amount.of(need, 0.0), met)
}
