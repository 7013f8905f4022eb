//! Why a placement does not exist: a smallest set of things, rules and limits that cannot be had together.

use super::search::{Model, WORK};
use crate::sorted::sort;

/// What stands in the way, by number: leave any one out, and the rest can be placed.
#[derive(Default)]
pub(super) struct Clash {
    pub(super) things: Vec<usize>,
    pub(super) rules: Vec<usize>,
    /// Phases whose limit is part of it.
    pub(super) limits: Vec<usize>,
    /// Whether it is certain that nothing can be left out.
    pub(super) smallest: bool,
}

/// A smallest part of a problem without a placement that has none either.
///
/// Things come first, then rules, then limits, each in their order. The part is grown from its last piece: binary
/// search finds the shortest beginning that, with the pieces found so far, has no placement; its last piece belongs to
/// the part (the dichotomic search of Hemery, Lecoutre, Saïs and Boussemart 2006, a relative of Junker's QuickXplain of
/// 2004). Pieces times log of all searches; a plan so large that they are too many gets a part that is not the
/// smallest.
pub(super) fn clash(model: &Model) -> Clash {
    let (things, rules) = (model.things.len(), model.rules.len());
    let mut all: Vec<usize> = (0..things + rules).collect();
    for (phase, room) in model.room.iter().enumerate() {
        if room.is_some() {
            all.push(things + rules + phase);
        }
    }
    let mut clash = Clash { smallest: true, ..Clash::default() };
    let mut kept: Vec<usize> = Vec::new();
    let mut is_in = vec![false; things + rules + model.room.len()];
    let mut work = WORK / 4;
    loop {
        // The kept ones alone may do, and with all there is no placement.
        let (mut low, mut high) = (0, all.len());
        while low < high {
            let middle = (low + high) / 2;
            is_in.fill(false);
            for &piece in kept.iter().chain(&all[..middle]) {
                is_in[piece] = true;
            }
            let part = model.part(&|thing| is_in[thing], &|rule| is_in[things + rule], &|phase| {
                is_in[things + rules + phase]
            });
            let (can_be, used) = part.can_be(work / 8);
            work = work.saturating_sub(used + 2 * is_in.len());
            clash.smallest &= can_be.is_some();
            if can_be == Some(false) { high = middle } else { low = middle + 1 }
        }
        all.truncate(high);
        if work == 0 {
            clash.smallest = false;
            kept.append(&mut all);
        }
        let Some(last) = all.pop() else { break };
        kept.push(last);
    }
    sort(&mut kept, &|a, b| a.cmp(&b));
    for &piece in &kept {
        match piece {
            _ if piece < things => clash.things.push(piece),
            _ if piece < things + rules => clash.rules.push(piece - things),
            _ => clash.limits.push(piece - things - rules),
        }
    }
    clash
}
