//! In which order: the phase that is proposed for each step that has none, and why; or why there is no such order.

use super::pen::{MOST, Pen};
use super::{picture, plain, title, why};
use crate::plan::{EdgeKind, End, Plan, StepIx};
use crate::rules::{Conflict, Hop, Placed, Proposal, Why};
use crate::words::Words;

/// "Grade 11, because Biology comes first".
pub fn reason(plan: &Plan, words: &Words, placed: &Placed) -> String {
    let phase = |ix| picture::phase(plan, words, ix);
    let step = |ix: &StepIx| title(plan, words, End::Step(*ix));
    let (key, because) = match &placed.because {
        Why::First => ("order.first", String::new()),
        Why::After(before) => ("order.after", step(before)),
        Why::With(other) => ("order.with", step(other)),
        Why::Recommended(before) => ("order.recommended", step(before)),
        Why::NotOffered(earlier) => ("order.not-offered", phase(*earlier)),
        Why::Begun(earlier) => ("order.begun", phase(*earlier)),
        Why::Full(earlier) => ("order.full", phase(*earlier)),
        Why::Near => ("order.near", String::new()),
    };
    words.fill(key, &[("phase", &phase(placed.phase)), ("because", &because)])
}

/// A section of what is proposed for steps that are not settled, or of what cannot be had together.
pub fn schedule(pen: &mut Pen, proposal: &Proposal, settled: &dyn Fn(StepIx) -> bool) {
    let placed = || proposal.placed.iter().filter(|placed| !settled(placed.step));
    for placed in placed().take(MOST) {
        pen.tell(reason(pen.plan, pen.words, placed));
        pen.end(End::Step(placed.step));
    }
    pen.fold(MOST, placed().count());
    pen.close_some("order", "order.lead");
    if let Some(conflict) = &proposal.conflict {
        self::conflict(pen, conflict);
    }
}

/// The smallest reason why: steps, what binds them, and the phases that are full.
fn conflict(pen: &mut Pen, conflict: &Conflict) {
    let (plan, words) = (pen.plan, pen.words);
    for step in conflict.steps.iter().take(MOST) {
        pen.end(End::Step(*step));
    }
    pen.fold(MOST, conflict.steps.len());
    for &edge in conflict.edges.iter().take(MOST) {
        let Some(link) = plan.edges().get(edge) else { continue };
        // Either of them may go first, or both together.
        if link.kind != EdgeKind::Alternative {
            pen.own(why::clause(plan, words, why::FIRST, &Hop { edge, from: link.from, to: link.to }));
        }
    }
    for &limit in &conflict.limits {
        let phase = picture::phase(plan, words, limit);
        let most = plan.phases().get(limit).and_then(|phase| phase.max_credits).unwrap_or_default();
        pen.own(words.fill("order.limit", &[("phase", &phase), ("credits", &words.credits(most))]));
    }
    // One thing that nothing else is in the way of.
    let alone = conflict.steps.len() == 1 && conflict.edges.is_empty() && conflict.limits.is_empty();
    let lead = words.say(if alone { "order.too-late" } else { "order.conflict-lead" });
    pen.close("conflict", plain(words.say("order.conflict")), Some(plain(lead)));
}
