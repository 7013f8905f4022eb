//! How far the learner is: credits and requirement trees, the host's verdict first.

use super::filled::{Late, late, meant};
use super::findings::{Findings, Weight};
use super::instead::Instead;
use super::mastery::mastery;
use super::shelf::{is_bucket, is_told_whole};
use super::spend::brings;
use super::standing::{Ledger, SLACK, ledger, says_figures};
use crate::plan::{Date, End, Plan, RequirementIx, RequirementKind, Status, Step, StepIx};

/// Parts of a whole, in one unit. `earned + in_progress + planned + missing >= need`, except where the host says of
/// figures that fall short that they are enough, or has more earned of a whole than its parts tell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amount {
    /// Of steps that are completed. What is over the need is shown too.
    pub earned: f64,
    /// Of steps under way.
    pub in_progress: f64,
    /// Of planned steps; a suggested step counts as nothing.
    pub planned: f64,
    /// What no step of the plan covers yet.
    pub missing: f64,
    /// Credits that no part asks for while other parts still lack some.
    pub extra: f64,
    /// What is earned that no part asks for while others are still to be earned.
    pub extra_earned: f64,
    /// The same of what is earned or under way.
    pub extra_begun: f64,
    /// None where the host says no figure, and where it waived what is asked.
    pub need: Option<f64>,
}

/// What an amount counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Credits.
    Credits,
    /// Hours.
    Hours,
    /// Steps or child requirements.
    #[default]
    Count,
    /// The value of a score.
    Score,
}

/// Whose word a standing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// The host's verdict.
    Host,
    /// Ours, from the steps.
    #[default]
    Estimate,
    /// A waiver.
    Waived,
}

/// How one requirement stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// What `amount` counts. All, any, count and status count steps and requirements.
    pub unit: Unit,
    /// The one to show: the host's where it gave a verdict.
    pub amount: Amount,
    /// By the host's verdict, else a waiver, else by our figures and, for credits, those of every bucket within.
    pub met: bool,
    /// Not met, and something is missing that no step of the plan covers, here or in what this one cannot do without.
    pub short: bool,
    /// Whose word `amount` and `met` are.
    pub basis: Basis,
    /// Our own figure, where the host's verdict differs from it; None where no step and no requirement below it
    /// says anything, because then there is nothing to estimate from.
    pub estimate: Option<Amount>,
    /// Of an `all` that is told by the lines of a checklist: those of its overlay below it, as [`Progress::lines`]
    /// counts them. None where the host says figures, and where all of them are met and it is not.
    pub lines: Option<Amount>,
    /// The steps that serve it, in the plan's order, each with the credits it spends here; those that serve a
    /// requirement below it are there. Not met, dropped and suggested steps serve nothing.
    pub steps: Vec<(StepIx, f64)>,
}

/// How far the learner is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Credits of the whole plan against the diploma's need; None where neither steps nor requirements know credits.
    pub credits: Option<Amount>,
    /// One for each of the plan's requirements.
    pub requirements: Vec<Standing>,
    /// Requirements of the diploma, each as one: the lines of its checklist. A line is a root, or what an `all` asks
    /// for, or the diploma's one bucket of all credits; the choices of an `any` and the buckets within a subject are no
    /// lines of their own. Planned is what will be met once what is planned is done, missing what lacks something that
    /// no step of the plan covers. Of all overlays where none is the diploma. None where the plan has no requirement,
    /// and where every line is met and what stands above them is not.
    pub lines: Option<Amount>,
    /// Steps done, under way, and in all, without those that are dropped or suggested, or that a done alternative
    /// spares.
    pub steps: (usize, usize, usize),
    /// Competencies proficient, and how many there are, without those that only group others and have no level. The
    /// host's level counts; where it says none, the highest that a completed step shows. None where the plan has no
    /// competency.
    pub competencies: Option<(usize, usize)>,
    /// What of the checklist lacks something that no step of the plan covers: its lines; where none of them does, the
    /// lowest of what stands above them and asks for more.
    pub gaps: Vec<RequirementIx>,
    /// Whether there is a checklist, and all that is on it can be judged.
    pub judged: bool,
    /// Whether a requirement could not be read, or a step is unclear: what is told may be otherwise.
    pub unclear: bool,
}

/// How far the learner is, by the host's verdicts and else by the steps.
///
/// How credits are spent is told at `spend.rs`: once per overlay and each at its best place, by a maximum flow.
pub fn progress(plan: &Plan) -> Progress {
    let mut ledger = ledger(plan);
    let requirements = plan.requirements();
    let (Checklist { lines, opened }, others) = checklist(plan);
    for &above in opened.iter().chain(&others.opened) {
        let of = &requirements[above];
        let is_told = of.kind == RequirementKind::All && !of.verdict.as_ref().is_some_and(says_figures);
        ledger.standings[above].lines = is_told.then_some(Amount { need: Some(0.0), ..Amount::default() });
    }
    let mut all = Amount { need: Some(lines.len() as f64), ..Amount::default() };
    let (mut unsure, mut gaps) = (0, Vec::new());
    for (at, &line) in lines.iter().chain(&others.lines).enumerate() {
        let part = ledger.as_one(line);
        if at < lines.len() {
            all.add_all(&part);
            unsure += usize::from(ledger.unsure[line]);
            if ledger.standings[line].short {
                gaps.push(line);
            }
        }
        let mut next = requirements[line].parent;
        while let Some(above) = next {
            if let Some(told) = &mut ledger.standings[above].lines
                && requirements[above].overlay == requirements[line].overlay
            {
                told.add_all(&part);
                told.need = told.need.map(|need| need + 1.0);
            }
            next = requirements[above].parent;
        }
    }
    // A bucket of all credits may lack more than the buckets within it do, and then so do those above it: none of their
    // lines says so.
    let all_met = |told: &Amount| told.need == Some(told.earned);
    let says_all = opened.iter().all(|&above| ledger.standings[above].met) || !all_met(&all);
    for standing in &mut ledger.standings {
        if !standing.met && standing.lines.as_ref().is_some_and(all_met) {
            standing.lines = None;
        }
    }
    let short = gaps.len();
    let mut told = vec![false; requirements.len()];
    for &below in &opened {
        if let Some(above) = requirements[below].parent {
            told[above] |= ledger.standings[below].short;
        }
    }
    for &above in &opened {
        unsure += usize::from(ledger.unsure[above]);
        if short == 0 && ledger.standings[above].short && !told[above] {
            gaps.push(above);
        }
    }
    let (mut done, mut begun, mut taken, mut unclear) = (0, 0, 0, plan.unclear);
    for (ix, step) in plan.steps().iter().enumerate() {
        let is_taken = !matches!(step.status, Status::Dropped | Status::Suggested)
            && !ledger.instead.is_spared(plan, ix);
        unclear |= step.unclear && is_taken;
        done += usize::from(step.status.is_done());
        begun += usize::from(step.status.is_under_way());
        taken += usize::from(is_taken);
    }
    Progress {
        credits: credits(plan, &ledger),
        lines: (!lines.is_empty() && says_all).then_some(all),
        steps: (done, begun, taken),
        competencies: competencies(plan),
        gaps,
        judged: unsure == 0 && !lines.is_empty() && !unclear,
        unclear,
        requirements: ledger.standings,
    }
}

/// How a plan stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Track {
    /// All is well.
    Well,
    /// So many steps need attention.
    Attention(usize),
    /// The diploma asks for something that no step of the plan covers.
    Short,
    /// All is covered, but later than the learner means to graduate.
    Late(Late),
}

/// The steps that need attention today, by the school's data.
///
/// That is a step that is at risk, or past its due date, or may not be taken as planned, and is neither done nor
/// dropped nor only suggested, and no alternative took its place; and one that was not met, where a later step or a
/// goal builds on it (or the plan has no requirements), and nothing made it good.
pub fn attention(plan: &Plan, findings: &Findings, today: Date) -> Vec<bool> {
    let instead = Instead::of(plan);
    let mut attention = needed_and_not_met(plan, &instead);
    for found in &findings.links {
        attention[found.step] |= found.weight == Weight::Must;
    }
    for (ix, step) in plan.steps().iter().enumerate() {
        let late = step.due.is_some_and(|due| is_past(due, today));
        attention[ix] |= (late || step.risk.is_some()) && instead.is_to_do(plan, ix);
    }
    attention
}

/// Whether the last day of a date is over.
pub fn is_past(date: Date, today: Date) -> bool {
    date.last_day() < today.first_day()
}

/// Whether all is well today, by the school's data, where these steps need [`attention`]. None where that cannot be
/// said.
///
/// Where no step does, the plan is *short* if the diploma or a line of it lacks something that no step covers. All is
/// *well* where the diploma's lines can all be judged and none of that is so, or where there are no requirements but
/// due dates; *late* where that would be after the learner means to graduate. Else it cannot be said: no requirements
/// and no due dates, courses whose credits are unknown beside too few that are known, or a step or requirement that is
/// unclear.
pub fn track(plan: &Plan, progress: &Progress, attention: &[bool]) -> Option<Track> {
    let dated = || !progress.unclear && plan.steps().iter().any(|step| step.due.is_some());
    match attention.iter().filter(|needed| **needed).count() {
        0 if !progress.gaps.is_empty() => Some(Track::Short),
        0 if progress.judged || plan.requirements().is_empty() && dated() => {
            Some(meant(plan).and_then(|due| late(plan, due)).map_or(Track::Well, Track::Late))
        }
        0 => None,
        steps => Some(Track::Attention(steps)),
    }
}

/// Whether the learner still has a step before them: not done, not dropped, not only suggested.
pub fn is_open(step: &Step) -> bool {
    !step.status.is_done() && !matches!(step.status, Status::Dropped | Status::Suggested)
}

/// Whether a step is still before the learner, or a goal.
pub(super) fn is_ahead(plan: &Plan, end: End) -> bool {
    match end {
        End::Goal(_) => true,
        End::Step(step) => is_open(&plan.steps()[step]),
    }
}

/// The steps that were not met, that something still builds on and nothing took the place of.
fn needed_and_not_met(plan: &Plan, instead: &Instead) -> Vec<bool> {
    let is_failed =
        |step: StepIx| plan.steps()[step].status == Status::NotMet && instead.is_to_do(plan, step);
    let mut needed = vec![false; plan.steps().len()];
    if plan.requirements().is_empty() {
        for (step, needed) in needed.iter_mut().enumerate() {
            *needed = is_failed(step);
        }
        return needed;
    }
    for edge in plan.edges() {
        if let (End::Step(from), true) = (edge.from, edge.kind.binds() && is_ahead(plan, edge.to)) {
            needed[from] |= is_failed(from);
        }
    }
    needed
}

/// The checklist of the diploma, or of what stands beside it: of all overlays where there is no diploma.
#[derive(Default)]
struct Checklist {
    /// What is on it, in the host's order.
    lines: Vec<RequirementIx>,
    /// What stands above the lines and is told by them.
    opened: Vec<RequirementIx>,
}

/// The checklist, and what stands beside it.
fn checklist(plan: &Plan) -> (Checklist, Checklist) {
    let requirements = plan.requirements();
    // How many buckets of the diploma stand right below each requirement; first, how many stand below none.
    let mut beside = vec![0; requirements.len() + 1];
    let above = |parent: Option<RequirementIx>| parent.map_or(0, |parent| parent + 1);
    for requirement in requirements {
        beside[above(requirement.parent)] +=
            usize::from(is_bucket(requirement) && requirement.is_of_diploma());
    }
    let mut open = vec![false; requirements.len()];
    let (mut diploma, mut others) = (Checklist::default(), Checklist::default());
    for (ix, requirement) in requirements.iter().enumerate() {
        let parent = requirement.parent;
        let listed = parent.is_none_or(|parent| open[parent]);
        let opens = match requirement.kind {
            _ if is_told_whole(requirement) => false,
            // What is of another overlay is no line of this one's.
            _ if !requirement
                .children
                .iter()
                .any(|&child| requirements[child].overlay == requirement.overlay) =>
            {
                false
            }
            RequirementKind::All => true,
            RequirementKind::Credits => {
                beside[above(parent)] == 1 && !parent.is_some_and(|parent| is_bucket(&requirements[parent]))
            }
            _ => false,
        };
        open[ix] = listed && opens;
        if listed {
            let list = if requirement.is_of_diploma() { &mut diploma } else { &mut others };
            if opens { &mut list.opened } else { &mut list.lines }.push(ix);
        }
    }
    if diploma.lines.is_empty() { (others, diploma) } else { (diploma, others) }
}

/// Credits against the diploma's need: of its topmost buckets that name a need, the choices of an `any` left out
/// and what is waived or met as a whole; without such, what the steps bring.
fn credits(plan: &Plan, ledger: &Ledger) -> Option<Amount> {
    let standings = &ledger.standings;
    let requirements = plan.requirements();
    let mut total = Amount::default();
    let mut open = vec![false; requirements.len()];
    let (mut over, mut over_earned, mut over_begun) = (0.0, 0.0, 0.0);
    for (ix, requirement) in requirements.iter().enumerate() {
        let amount = &standings[ix].amount;
        let reached = requirement.parent.is_none_or(|parent| open[parent]);
        if reached && requirement.is_of_diploma() {
            open[ix] = requirement.kind == RequirementKind::All && !is_told_whole(requirement);
            if let (true, Some(need)) = (is_bucket(requirement), amount.need) {
                total.add_all(amount);
                if !amount.is_short() {
                    over += (amount.covered() - need).max(0.0);
                }
                over_earned += (amount.counts() - need).max(0.0);
                over_begun += (amount.counts() + amount.in_progress - need).max(0.0);
                total.need = Some(total.need.unwrap_or(0.0) + need);
            }
        }
    }
    // What one has too much of does nothing for another that is still to be earned.
    if total.need.is_some_and(|need| total.counts() - over_earned + SLACK < need) {
        total.extra += over;
        total.extra_earned += over_earned;
        total.extra_begun += over_begun;
    }
    let mut known = total.need.is_some();
    if !known {
        let spare = ledger.instead.spare(plan, &|_| true);
        for (step, spare) in plan.steps().iter().zip(spare) {
            if let (Some(credits), Some(stage)) = (step.credits, brings(step)) {
                known = true;
                total.add(stage, if spare || step.status == Status::Waived { 0.0 } else { credits });
            }
        }
    }
    known.then_some(total)
}

fn competencies(plan: &Plan) -> Option<(usize, usize)> {
    let (mut proficient, mut count) = (0, 0);
    for mastery in &mastery(plan) {
        if mastery.parts.is_empty() || mastery.said.is_some() {
            proficient += usize::from(mastery.proficient);
            count += 1;
        }
    }
    (!plan.competencies().is_empty()).then_some((proficient, count))
}
