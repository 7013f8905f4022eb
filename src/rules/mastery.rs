//! What the learner can do: competencies, what shows them, and how they add up to those they are part of.

use super::distinct::distinct;
use super::spend::{Stage, stage};
use super::standing::is_proficient;
use crate::plan::{CompetencyIx, EdgeKind, Plan, Status, StepIx};

/// How one competency stands. It has nothing to do with credits: a course may bring a credit and show no mastery, and
/// the other way round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mastery {
    /// The level that the host says, an index into the scale's levels. It wins.
    pub said: Option<usize>,
    /// The highest level that a completed step shows.
    pub shown: Option<usize>,
    /// The steps that show it, that are about to or that are evidence for one of those, in the plan's order.
    pub evidence: Vec<StepIx>,
    /// The competencies that are part of it, in the host's order.
    pub parts: Vec<CompetencyIx>,
    /// Of those below it that have no parts, how many are proficient, and how many there are. None where it has no
    /// parts.
    pub below: Option<(usize, usize)>,
    /// Whether the level that the host says, else the level shown, is a proficient one; where there is neither, whether
    /// all below it are.
    pub proficient: bool,
}

/// No document makes us keep more evidence than this.
const SHOWN: usize = 1_000_000;

/// How each of the plan's competencies stands.
///
/// Steps that were not met, dropped, waived or only suggested show nothing. A step that is evidence for another
/// (`evidence-for`) is evidence for what that one shows, at no level of its own. A competency with parts has no level
/// unless the host or a step says one: its parts are counted, not averaged. O(steps + edges + competencies + evidence).
pub fn mastery(plan: &Plan) -> Vec<Mastery> {
    let mut all = Vec::with_capacity(plan.competencies().len());
    for competency in plan.competencies() {
        all.push(Mastery { said: competency.level, ..Mastery::default() });
    }
    show(plan, &mut all);
    for (ix, competency) in plan.competencies().iter().enumerate() {
        if let Some(parent) = competency.parent {
            all[parent].parts.push(ix);
        }
    }
    add_up(plan, &mut all);
    all
}

/// Which steps show what.
fn show(plan: &Plan, all: &mut [Mastery]) {
    let mut kept = 0;
    let mut shows = |of: StepIx, step: StepIx| {
        let status = plan.steps()[step].status;
        let Some(stage) = stage(status).filter(|_| status != Status::Waived && kept < SHOWN) else {
            return;
        };
        for attained in &plan.steps()[of].competencies {
            let mastery = &mut all[attained.competency];
            // What is evidence for another shows no level of its own.
            if stage == Stage::Done && of == step {
                mastery.shown = mastery.shown.max(attained.level);
            }
            mastery.evidence.push(step);
            kept += 1;
            // What steps show themselves is less than that.
            if kept == SHOWN {
                break;
            }
        }
    };
    for step in 0..plan.steps().len() {
        shows(step, step);
    }
    for edge in plan.edges() {
        if let (EdgeKind::EvidenceFor, Some((from, to))) = (edge.kind, edge.steps()) {
            shows(to, from);
        }
    }
    for mastery in all {
        mastery.evidence = distinct(&mastery.evidence);
    }
}

/// Whether each is proficient, parts before what they are part of.
fn add_up(plan: &Plan, all: &mut [Mastery]) {
    let mut waits = Vec::with_capacity(all.len());
    let mut ready = Vec::new();
    for (ix, mastery) in all.iter_mut().enumerate() {
        waits.push(mastery.parts.len());
        if mastery.parts.is_empty() {
            ready.push(ix);
        } else {
            mastery.below = Some((0, 0));
        }
    }
    while let Some(ix) = ready.pop() {
        let mastery = &mut all[ix];
        let (proficient, count) = mastery.below.unwrap_or_default();
        mastery.proficient = match mastery.said.or(mastery.shown) {
            Some(level) => is_proficient(plan, ix, level),
            None => count > 0 && proficient == count,
        };
        let (proficient, count) = mastery.below.unwrap_or((usize::from(mastery.proficient), 1));
        if let Some(parent) = plan.competencies()[ix].parent {
            let (sum, of) = all[parent].below.get_or_insert_default();
            *sum += proficient;
            *of += count;
            waits[parent] -= 1;
            if waits[parent] == 0 {
                ready.push(parent);
            }
        }
    }
}
