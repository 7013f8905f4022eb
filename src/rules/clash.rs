//! Why a placement does not exist: a smallest set of things, rules and limits that cannot be had together.

use super::places::{At, Places, Rule, WORK};
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
/// Things come first, then rules, then limits, each in their order. The part is grown from its last piece: binary search
/// finds the shortest beginning that, with the pieces found so far, has no placement; its last piece belongs to the part
/// (the dichotomic search of Hemery, Lecoutre, Saïs and Boussemart 2006, a relative of Junker's QuickXplain of 2004). Pieces
/// times log of all searches.
pub(super) fn clash(places: &Places) -> Clash {
    let (things, rules) = (places.things.len(), places.rules.len());
    let mut all: Vec<usize> = (0..things + rules).collect();
    for (phase, room) in places.room.iter().enumerate() {
        if room.is_some() {
            all.push(things + rules + phase);
        }
    }
    let mut clash = Clash { smallest: true, ..Clash::default() };
    let mut kept: Vec<usize> = Vec::new();
    loop {
        // The kept ones alone may do, and with all there is no placement.
        let (mut low, mut high) = (0, all.len());
        while low < high {
            let middle = (low + high) / 2;
            let can_be = part(places, &kept, &all[..middle]).can_be(WORK / 32);
            clash.smallest &= can_be.is_some();
            if can_be == Some(false) { high = middle } else { low = middle + 1 }
        }
        all.truncate(high);
        let Some(last) = all.pop() else { break };
        kept.push(last);
    }
    sort(&mut kept, &|a, b| a.cmp(&b));
    for piece in kept {
        match piece {
            _ if piece < things => clash.things.push(piece),
            _ if piece < things + rules => clash.rules.push(piece - things),
            _ => clash.limits.push(piece - things - rules),
        }
    }
    clash
}

/// The problem of some pieces alone. A rule about a thing that is not among them says nothing, and a phase whose limit is
/// not has none.
fn part(places: &Places, kept: &[usize], some: &[usize]) -> Places {
    let (things, rules) = (places.things.len(), places.rules.len());
    let mut is_in = vec![false; things + rules + places.room.len()];
    for &piece in kept.iter().chain(some) {
        is_in[piece] = true;
    }
    let mut part = Places {
        long: places.long.clone(),
        room: Vec::new(),
        things: Vec::new(),
        rules: Vec::new(),
        wishes: Vec::new(),
        ends: [0; 2],
    };
    let mut moved = vec![None; things];
    for (ix, thing) in places.things.iter().enumerate() {
        if is_in[ix] {
            moved[ix] = Some(part.things.len());
            part.things.push(thing.clone());
        }
    }
    let here = |at: &At| match *at {
        At::Thing(thing) => moved[thing].map(At::Thing),
        fixed => Some(fixed),
    };
    for (ix, rule) in places.rules.iter().enumerate() {
        let mut before = Vec::with_capacity(rule.before.len());
        for at in &rule.before {
            before.extend(here(at));
        }
        let whole = is_in[things + ix] && before.len() == rule.before.len();
        if let Some(then) = here(&rule.then).filter(|_| whole) {
            part.rules.push(Rule { before, then, strictly: rule.strictly });
        }
    }
    for (phase, &room) in places.room.iter().enumerate() {
        part.room.push(room.filter(|_| is_in[things + rules + phase]));
    }
    part
}
