//! How far the learner is: credits and requirement trees, the host's verdict first.

use super::instead::Instead;
use super::mastery::mastery;
use super::shelf::{figure, is_bucket};
use super::spend::stage;
use super::standing::ledger;
use crate::plan::{
    Date, EdgeKind, End, Plan, Requirement, RequirementIx, RequirementKind, Status, Step, StepIx,
};

/// Parts of a whole, in one unit. `earned + in_progress + planned + missing >= need`, except where the host says of
/// figures that fall short that they are enough.
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
    /// Whose word `amount` and `met` are.
    pub basis: Basis,
    /// Our own figure, where the host's verdict differs from it; None where no step and no requirement below it
    /// says anything, because then there is nothing to estimate from.
    pub estimate: Option<Amount>,
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
    /// Requirements of the diploma met, and how many there are: the lines of its checklist. A line is a root, or what
    /// an `all` asks for, or the diploma's one bucket of all credits; the choices of an `any` and the buckets within a
    /// subject are no lines of their own. Of all overlays where none is the diploma. None where the plan has no requirement.
    pub met: Option<(usize, usize)>,
    /// Steps done, under way, and in all (dropped and suggested ones left out).
    pub steps: (usize, usize, usize),
    /// Competencies proficient, and how many there are, without those that only group others and have no level. The host's level counts;
    /// where it says none, the highest that a completed step shows. None where the plan has no competency.
    pub competencies: Option<(usize, usize)>,
    /// Steps at risk that are neither done nor dropped nor only suggested.
    pub at_risk: Vec<StepIx>,
    /// Whether all is well, by the school's data and without a date: see [`on_track`].
    pub on_track: Option<bool>,
}

/// How far the learner is, by the host's verdicts and else by the steps.
///
/// How credits are spent is told at `spend.rs`: once per overlay and each at its best place, by a maximum flow.
pub fn progress(plan: &Plan) -> Progress {
    let ledger = ledger(plan);
    let lines = checklist(plan);
    let (mut met, mut unsure, mut short) = (0, 0, false);
    for &line in &lines {
        met += usize::from(ledger.standings[line].met);
        unsure += usize::from(ledger.unsure[line]);
        short |= ledger.short[line];
    }
    let (mut done, mut under_way, mut taken) = (0, 0, 0);
    let mut at_risk = Vec::new();
    for (ix, step) in plan.steps().iter().enumerate() {
        done += usize::from(step.status.is_done());
        under_way += usize::from(step.status.is_under_way());
        taken += usize::from(!matches!(step.status, Status::Dropped | Status::Suggested));
        if step.risk.is_some() && is_open(step) {
            at_risk.push(ix);
        }
    }
    let on_track = if !at_risk.is_empty() || short || needed_and_not_met(plan) {
        Some(false)
    } else {
        (unsure == 0 && !lines.is_empty()).then_some(true)
    };
    Progress {
        credits: credits(plan, &ledger.standings),
        met: (!lines.is_empty()).then_some((met, lines.len())),
        steps: (done, under_way, taken),
        competencies: competencies(plan),
        at_risk,
        on_track,
        requirements: ledger.standings,
    }
}

/// Whether all is well today, by the school's data. None where that cannot be said.
///
/// *No* where a step that is neither done nor dropped nor only suggested is at risk or past its due date; where a step
/// was not met that a later step or a goal builds on (any, where the plan has no requirements), and no alternative took its
/// place; or where a line of the diploma lacks something that no step of the plan covers. *Yes* where the diploma's lines
/// can all be judged and none of that is so, or where there are no requirements but due dates. Else it cannot be said:
/// no requirements and no due dates, or courses whose credits are unknown.
pub fn on_track(plan: &Plan, progress: &Progress, today: Date) -> Option<bool> {
    let mut dated = false;
    for step in plan.steps() {
        let Some(due) = step.due else { continue };
        dated = true;
        if is_open(step) && due.last_day() < today.first_day() {
            return Some(false);
        }
    }
    progress.on_track.or_else(|| (plan.requirements().is_empty() && dated).then_some(true))
}

/// Whether the learner still has a step before them: not done, not dropped, not only suggested.
pub(super) fn is_open(step: &Step) -> bool {
    !step.status.is_done() && !matches!(step.status, Status::Dropped | Status::Suggested)
}

/// Whether a step was not met that something still builds on and nothing took the place of.
fn needed_and_not_met(plan: &Plan) -> bool {
    let instead = Instead::of(plan);
    let mut failed = Vec::with_capacity(plan.steps().len());
    let mut any_failed = false;
    for (ix, step) in plan.steps().iter().enumerate() {
        failed.push(step.status == Status::NotMet && instead.best(ix).is_none());
        any_failed |= failed[ix];
    }
    if plan.requirements().is_empty() || !any_failed {
        return any_failed;
    }
    plan.edges().iter().any(|edge| {
        let builds = match edge.to {
            End::Goal(_) => true,
            End::Step(to) => plan.steps().get(to).is_some_and(is_open),
        };
        let binds = matches!(edge.kind, EdgeKind::Requires | EdgeKind::LeadsTo);
        binds && builds && matches!(edge.from, End::Step(from) if failed.get(from) == Some(&true))
    })
}

/// The lines of the diploma's checklist, in the host's order.
fn checklist(plan: &Plan) -> Vec<RequirementIx> {
    let requirements = plan.requirements();
    // How many buckets of the diploma stand right below each requirement; first, how many stand below none.
    let mut beside = vec![0; requirements.len() + 1];
    let above = |parent: Option<RequirementIx>| parent.map_or(0, |parent| parent + 1);
    for requirement in requirements {
        beside[above(requirement.parent)] += usize::from(is_bucket(requirement) && is_diploma(requirement));
    }
    let mut open = vec![false; requirements.len()];
    let (mut lines, mut others) = (Vec::new(), Vec::new());
    for (ix, requirement) in requirements.iter().enumerate() {
        let parent = requirement.parent;
        let listed = parent.is_none_or(|parent| open.get(parent) == Some(&true));
        let opens = match requirement.kind {
            _ if requirement.children.is_empty() || requirement.waived.is_some() => false,
            RequirementKind::All => true,
            RequirementKind::Credits => {
                beside[above(parent)] == 1
                    && !parent.and_then(|parent| requirements.get(parent)).is_some_and(is_bucket)
            }
            _ => false,
        };
        open[ix] = listed && opens;
        if listed && !opens {
            if is_diploma(requirement) { &mut lines } else { &mut others }.push(ix);
        }
    }
    if lines.is_empty() { others } else { lines }
}

fn is_diploma(requirement: &Requirement) -> bool {
    requirement.overlay == "diploma"
}

/// Credits against the diploma's need: of its topmost buckets that name a need, the choices of an `any` left out;
/// without such, what the steps bring.
fn credits(plan: &Plan, standings: &[Standing]) -> Option<Amount> {
    let requirements = plan.requirements();
    let mut total = Amount::default();
    let mut open = vec![false; requirements.len()];
    for (ix, requirement) in requirements.iter().enumerate() {
        let amount = &standings[ix].amount;
        let reached = requirement.parent.is_none_or(|parent| open.get(parent) == Some(&true));
        if reached && is_diploma(requirement) {
            open[ix] = requirement.kind == RequirementKind::All;
            if let (true, Some(need)) = (is_bucket(requirement), amount.need) {
                total.add_all(amount);
                total.need = Some(total.need.unwrap_or(0.0) + need);
            }
        }
    }
    let mut known = total.need.is_some();
    if !known {
        for step in plan.steps() {
            if let (Some(credits), Some(stage)) = (step.credits, stage(step.status)) {
                known = true;
                total.add(stage, if step.status == Status::Waived { 0.0 } else { figure(credits) });
            }
        }
    }
    known.then_some(total)
}

fn competencies(plan: &Plan) -> Option<(usize, usize)> {
    let (mut proficient, mut count) = (0, 0);
    for mastery in mastery(plan) {
        if mastery.parts.is_empty() || mastery.said.is_some() {
            proficient += usize::from(mastery.proficient);
            count += 1;
        }
    }
    (!plan.competencies().is_empty()).then_some((proficient, count))
}
