//! Which phase a step is in, where the host does not say.

use super::order::{Pair, layers, outgoing};
use super::{Phase, PhaseIx, PhaseKind, Step};
use std::ops::Range;

/// How many phases a plan may have.
pub(crate) const MOST_PHASES: usize = 1_000;

/// The phase of each step, where `phases` are made from the links alone: one for each layer of the longest paths.
///
/// Beyond a thousand layers, neighbours share a phase; no step comes before its prerequisites.
pub(crate) fn made(order: &[usize], links: &[Pair], phases: &mut Vec<Phase>) -> Vec<PhaseIx> {
    let mut placed = layers(order, links);
    let mut count = 0;
    for layer in &placed {
        count = count.max(layer + 1);
    }
    if count > MOST_PHASES {
        for layer in &mut placed {
            *layer = *layer * MOST_PHASES / count;
        }
    }
    for _ in 0..count.min(MOST_PHASES) {
        phases.push(Phase::default());
    }
    placed
}

/// The phase of each step: the one it was given; else, not before any of its prerequisites, the one its dates fall in
/// or before, else the one after its prerequisites and not behind what it leads to, else the one before its successors,
/// else `fallback`: the first from there on in which it is offered, else the last before it. The steps of `settled`,
/// which come first, stay where they are.
///
/// Where the host's own phases leave no such phase, prerequisites win. `order` is that of the links, each of which
/// joins two steps.
pub(crate) fn place(
    phases: &[Phase],
    fallback: PhaseIx,
    order: &[usize],
    links: &[Pair],
    settled: &[Step],
    steps: &[Step],
) -> Vec<PhaseIx> {
    let count = settled.len() + steps.len();
    let given = |node: usize| match node.checked_sub(settled.len()) {
        Some(own) => steps[own].phase_given.then_some(steps[own].phase),
        None => Some(settled[node].phase),
    };
    let outgoing = outgoing(count, links);
    let spans = spans(phases);
    let dated = |node: usize| nearest(&spans, day_of(steps.get(node.checked_sub(settled.len())?)?)?);
    let mut latest: Vec<Option<PhaseIx>> = vec![None; count];
    for node in order.iter().rev() {
        for link in outgoing.at(*node) {
            let to = links[*link].1;
            if let Some(phase) = given(to).or_else(|| dated(to)).or(latest[to]) {
                latest[*node] = Some(latest[*node].map_or(phase, |known| known.min(phase)));
            }
        }
    }
    let last = phases.len().saturating_sub(1);
    let mut earliest: Vec<Option<PhaseIx>> = vec![None; count];
    let mut placed = vec![fallback; count];
    for node in order {
        let (low, high) = (earliest[*node], latest[*node]);
        placed[*node] = given(*node).unwrap_or_else(|| {
            let step = &steps[*node - settled.len()];
            let open = |among| open(step, among, &|phase| phases[*phase].kind != PhaseKind::Summer);
            let highest = high.unwrap_or(last);
            let wish = match (dated(*node), low, high) {
                // Its own days say so, also where what it leads to comes before.
                (Some(dated), _, _) => dated,
                (None, None, Some(high)) => open(0..high).map_or(high.saturating_sub(1), |(_, late)| late),
                (None, None, None) => {
                    let early = open(fallback..phases.len()).map(|(early, _)| early);
                    early.or_else(|| Some(open(0..fallback)?.1)).unwrap_or(fallback)
                }
                (None, Some(low), _) => {
                    open(low + 1..phases.len()).map_or(low + 1, |(early, _)| early).min(highest)
                }
            };
            wish.max(low.unwrap_or(0))
        });
        for link in outgoing.at(*node) {
            let to = links[*link].1;
            earliest[to] = Some(earliest[to].map_or(placed[*node], |known| known.max(placed[*node])));
        }
    }
    placed
}

/// The first and the last day of each phase. One with a start alone lasts until the next phase's start, one with an end
/// alone begins after the last dated phase before it. One without dates has no day: its last is before its first. A
/// date without a day covers its whole month or year.
pub(crate) fn spans(phases: &[Phase]) -> Vec<(i32, i32)> {
    let mut spans = vec![(i32::MAX, i32::MIN); phases.len()];
    let mut next = i32::MAX;
    for (span, phase) in spans.iter_mut().zip(phases).rev() {
        if let Some(end) = phase.end {
            span.1 = end.last_day().0;
        }
        if let Some(start) = phase.start {
            *span = (start.first_day().0, phase.end.map_or(next, |_| span.1));
            next = span.0 - 1;
        }
    }
    let mut before = i32::MIN;
    for (span, phase) in spans.iter_mut().zip(phases) {
        if phase.start.is_none() && phase.end.is_some() {
            span.0 = before.saturating_add(1);
        }
        before = phase.end.map_or(if phase.start.is_some() { span.0 } else { before }, |_| span.1);
    }
    spans
}

/// The day of a step: it starts then, or else is due or ends then.
pub(crate) fn day_of(step: &Step) -> Option<i32> {
    Some(step.start.or(step.due).or(step.end)?.first_day().0)
}

/// The first and the last of some phases in which a step may be taken: where it is offered, else where it is open.
pub(crate) fn open(
    step: &Step,
    among: Range<PhaseIx>,
    is_open: &dyn Fn(&PhaseIx) -> bool,
) -> Option<(PhaseIx, PhaseIx)> {
    if !step.offered.is_empty() {
        let offered = || step.offered.iter().copied().filter(|phase| among.contains(phase));
        return offered().min().zip(offered().max());
    }
    among.clone().find(is_open).zip(among.rev().find(is_open))
}

/// The phase that a day belongs to: the one that holds it, else the next to start, else the one behind all that are
/// dated, where there is one. None where none is dated.
fn nearest(spans: &[(i32, i32)], day: i32) -> Option<PhaseIx> {
    let behind = || Some((spans.iter().rposition(|(first, last)| first <= last)? + 1).min(spans.len() - 1));
    holding(spans, day).or_else(|| next_to_start(spans, day)).or_else(behind)
}

/// The first phase to start after a day.
pub(crate) fn next_to_start(spans: &[(i32, i32)], day: i32) -> Option<PhaseIx> {
    let mut next = (i32::MAX, None);
    for (ix, &(first, _)) in spans.iter().enumerate() {
        if day < first && first < next.0 {
            next = (first, Some(ix));
        }
    }
    next.1
}

/// The phase whose dates hold a day; of several, the one that started last.
pub(crate) fn holding(spans: &[(i32, i32)], day: i32) -> Option<PhaseIx> {
    let mut found = (i32::MIN, None);
    for (ix, &(first, last)) in spans.iter().enumerate() {
        if first <= day && day <= last && first > found.0 {
            found = (first, Some(ix));
        }
    }
    found.1
}
