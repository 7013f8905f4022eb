//! Where things to place go: a search that finds the best of all placements, and proves it or says that it did not.
//!
//! Things in phases with limited room, some before others, is the resource-constrained project scheduling problem
//! (Brucker, Drexl, Möhring, Neumann and Pesch 1999), with phases for time and credits for the resource. The search is
//! its depth-first branch and bound: time windows from the longest paths, and a bound from the room that is left. The
//! first placement it meets is that of a list schedule (Graham 1966).

use super::fans::Fans;
use crate::plan::PhaseIx;
use crate::sorted::sorted;

/// What is to be placed, in numbers.
pub(super) struct Places {
    /// Whether one thing can follow another within a phase.
    pub(super) long: Vec<bool>,
    /// Of each phase: how much still fits in, in thousandths of a credit; None where it has no limit.
    pub(super) room: Vec<Option<u64>>,
    /// Things to place, what comes before others first.
    pub(super) things: Vec<Thing>,
    /// What must come before what.
    pub(super) rules: Vec<Rule>,
    /// What had better not come after what.
    pub(super) wishes: Vec<(At, At)>,
    /// How late the two ends are by what is fixed: graduation, and the goal.
    pub(super) ends: [PhaseIx; 2],
}

/// A thing to place.
#[derive(Clone, Default)]
pub(super) struct Thing {
    /// Of each phase: whether it may stand there.
    pub(super) open: Vec<bool>,
    /// How much room it takes.
    pub(super) size: u64,
    /// The phase it should move from as little as it must. Without it, the earlier the better.
    pub(super) stood: Option<PhaseIx>,
    /// Whether graduation waits for it, and the goal.
    pub(super) ends: [bool; 2],
}

/// Something that has a phase, or is to have one.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum At {
    Thing(usize),
    Fixed(PhaseIx),
}

/// One of some comes before another.
#[derive(Clone)]
pub(super) struct Rule {
    /// Any one of these will do.
    pub(super) before: Vec<At>,
    pub(super) then: At,
    /// Whether the same phase is too early.
    pub(super) strictly: bool,
}

/// What a search came to.
pub(super) struct Found {
    /// The phase of each thing.
    pub(super) at: Option<Vec<PhaseIx>>,
    /// Whether there is none better; where there is none at all, whether there can be none.
    pub(super) proven: bool,
}

/// What is to be as small as can be, the first the most: the phase of graduation, that of the goal, how many wishes are not
/// heard, and how late things stand, or how far they moved, in all.
type Cost = [usize; 4];

/// How much is looked at before the best so far has to do. A real plan needs a hundredth of it.
pub(super) const WORK: usize = 2_000_000;
/// How much one look may cost before the search goes without until it has found a placement.
const DEAR: usize = 4_096;

const NOWHERE: PhaseIx = usize::MAX;

impl Places {
    /// Whether a thing at `then` is late enough for what is before it.
    pub(super) fn follows(&self, before: PhaseIx, then: PhaseIx, strictly: bool) -> bool {
        before < then || before == then && (!strictly || self.long.get(then) == Some(&true))
    }

    /// The best placement: by cost, and of the same cost the one with the earlier things earlier.
    pub(super) fn best(&self) -> Found {
        Search::of(self, WORK).run(false)
    }

    /// Whether there is a placement; None where so much work does not tell.
    pub(super) fn can_be(&self, work: usize) -> Option<bool> {
        let found = Search::of(self, work).run(true);
        if found.at.is_some() { Some(true) } else { found.proven.then_some(false) }
    }
}

struct Search<'a> {
    places: &'a Places,
    /// Of each thing: the first and the last phase it may stand in as far as rules alone tell.
    first: Vec<PhaseIx>,
    last: Vec<PhaseIx>,
    /// Where each thing stands now.
    at: Vec<PhaseIx>,
    room: Vec<Option<u64>>,
    /// Of each thing: the rules about it.
    about: Fans,
    /// The things of some size, the smallest first.
    by_size: Vec<usize>,
    /// Whether any of those may stand in a phase.
    used: Vec<bool>,
    /// Of each thing: the thing before it that is just the same.
    twin: Vec<Option<usize>>,
    /// How much work is left.
    left: usize,
}

impl Search<'_> {
    fn of(places: &Places, work: usize) -> Search<'_> {
        let things = &places.things;
        let mut about = Vec::new();
        for (ix, rule) in places.rules.iter().enumerate() {
            for at in rule.before.iter().chain([&rule.then]) {
                if let At::Thing(thing) = *at {
                    about.push((thing, ix));
                }
            }
        }
        let mut free = vec![true; things.len()];
        for &(thing, _) in &about {
            free[thing] = false;
        }
        for &(one, other) in &places.wishes {
            for at in [one, other] {
                if let At::Thing(thing) = at {
                    free[thing] = false;
                }
            }
        }
        let mut twin = vec![None; things.len()];
        let mut last_free: Option<usize> = None;
        for (ix, thing) in things.iter().enumerate().filter(|(ix, _)| free[*ix]) {
            twin[ix] = last_free.filter(|&other| {
                let other = &things[other];
                (thing.size, thing.stood, thing.ends) == (other.size, other.stood, other.ends)
                    && thing.open == other.open
            });
            last_free = Some(ix);
        }
        let mut used = vec![false; places.room.len()];
        let mut by_size = Vec::new();
        for ix in sorted(things.len(), &|a, b| things[a].size.cmp(&things[b].size)) {
            if things[ix].size > 0 {
                by_size.push(ix);
                for (used, open) in used.iter_mut().zip(&things[ix].open) {
                    *used |= open;
                }
            }
        }
        Search {
            places,
            first: vec![0; things.len()],
            last: vec![0; things.len()],
            at: vec![NOWHERE; things.len()],
            room: places.room.clone(),
            about: Fans::of(things.len(), &about),
            by_size,
            used,
            twin,
            left: work,
        }
    }

    fn spend(&mut self, work: usize) {
        self.left = self.left.saturating_sub(work);
    }

    fn open_from(&self, thing: usize, phase: PhaseIx) -> Option<PhaseIx> {
        let open = &self.places.things[thing].open;
        (phase..open.len()).find(|&phase| open[phase])
    }

    fn open_to(&self, thing: usize, phase: PhaseIx) -> Option<PhaseIx> {
        let open = &self.places.things[thing].open;
        (0..open.len().min(phase + 1)).rev().find(|&phase| open[phase])
    }

    /// The earliest phase in which a rule is heard, if the first of those before it stands at `before`.
    fn after(&self, rule: &Rule, before: PhaseIx) -> PhaseIx {
        before + usize::from(!self.places.follows(before, before, rule.strictly))
    }

    /// The earliest phase of those before, by `first` where one is not placed.
    fn soonest(&self, rule: &Rule, first: &[PhaseIx]) -> PhaseIx {
        let mut soonest = NOWHERE;
        for at in &rule.before {
            soonest = soonest.min(match *at {
                At::Fixed(phase) => phase,
                At::Thing(thing) if self.at[thing] != NOWHERE => self.at[thing],
                At::Thing(thing) => first[thing],
            });
        }
        soonest
    }

    /// Narrows the phases of each thing by the rules until nothing changes. False where one has none left.
    fn windows(&mut self) -> bool {
        let places = self.places;
        for thing in 0..self.at.len() {
            let (Some(first), Some(last)) = (self.open_from(thing, 0), self.open_to(thing, NOWHERE - 1))
            else {
                return false;
            };
            (self.first[thing], self.last[thing]) = (first, last);
        }
        let mut changed = true;
        while changed && self.left > 0 {
            changed = false;
            // Forwards for what comes after, backwards for what comes before: rules stand in the order of the things.
            for turn in 0..2 * places.rules.len() {
                self.spend(1);
                let back = turn.checked_sub(places.rules.len());
                let rule = &places.rules[back.map_or(turn, |back| places.rules.len() - 1 - back)];
                if back.is_none() {
                    let soonest = self.soonest(rule, &self.first);
                    let need = self.after(rule, soonest);
                    match rule.then {
                        At::Fixed(then) if need > then => return false,
                        At::Thing(then) if need > self.first[then] => {
                            let Some(first) = self.open_from(then, need) else { return false };
                            self.first[then] = first;
                            changed = true;
                        }
                        _ => {}
                    }
                } else if let [At::Thing(before)] = rule.before[..] {
                    let then = match rule.then {
                        At::Fixed(then) => then,
                        At::Thing(then) => self.last[then],
                    };
                    let early = usize::from(!places.follows(then, then, rule.strictly));
                    let Some(most) = then.checked_sub(early) else { return false };
                    if most < self.last[before] {
                        let Some(last) = self.open_to(before, most) else { return false };
                        self.last[before] = last;
                        changed = true;
                    }
                }
            }
            for thing in 0..self.at.len() {
                if self.first[thing] > self.last[thing] {
                    return false;
                }
            }
        }
        true
    }

    fn run(&mut self, any: bool) -> Found {
        if !self.windows() {
            return Found { at: None, proven: true };
        }
        let count = self.at.len();
        let dear = count * self.room.len() + self.places.rules.len() > DEAR;
        let Some(least) = self.bound(0) else { return Found { at: None, proven: true } };
        let mut best: Option<(Cost, Vec<PhaseIx>)> = None;
        let mut next = self.first.clone();
        let mut thing = 0;
        loop {
            if thing == count {
                let cost = self.bound(count).unwrap_or(least);
                if best.as_ref().is_none_or(|(best, _)| cost < *best) {
                    best = Some((cost, self.at.clone()));
                    if any || cost == least {
                        return Found { at: Some(self.at.clone()), proven: true };
                    }
                }
            } else if self.left == 0 {
                return Found { at: best.map(|(_, at)| at), proven: false };
            } else if let Some(phase) =
                self.open_from(thing, next[thing]).filter(|&at| at <= self.last[thing])
            {
                next[thing] = phase + 1;
                if !self.put(thing, phase) {
                    continue;
                }
                let worth = match &best {
                    None if dear => true,
                    None => self.bound(thing + 1).is_some(),
                    Some((best, _)) => self.bound(thing + 1).is_some_and(|bound| bound < *best),
                };
                if worth {
                    thing += 1;
                    if thing < count {
                        next[thing] = self.first[thing];
                    }
                } else {
                    self.take(thing);
                }
                continue;
            }
            let Some(before) = thing.checked_sub(1) else {
                return Found { at: best.map(|(_, at)| at), proven: true };
            };
            thing = before;
            self.take(thing);
        }
    }

    /// Puts a thing into a phase. False, and nothing done, where it has no room or breaks a rule.
    fn put(&mut self, thing: usize, phase: PhaseIx) -> bool {
        self.spend(1);
        let size = self.places.things[thing].size;
        let room = self.room[phase];
        if room.is_some_and(|room| room < size) || self.twin[thing].is_some_and(|twin| self.at[twin] > phase)
        {
            return false;
        }
        self.at[thing] = phase;
        let about = self.about.at(thing);
        let heard = about.iter().all(|&rule| self.heard(&self.places.rules[rule]));
        self.spend(self.about.at(thing).len());
        if !heard {
            self.at[thing] = NOWHERE;
            return false;
        }
        self.room[phase] = room.map(|room| room - size);
        true
    }

    fn take(&mut self, thing: usize) {
        let room = &mut self.room[self.at[thing]];
        *room = room.map(|room| room + self.places.things[thing].size);
        self.at[thing] = NOWHERE;
    }

    fn placed(&self, at: At) -> Option<PhaseIx> {
        match at {
            At::Fixed(phase) => Some(phase),
            At::Thing(thing) => Some(self.at[thing]).filter(|&phase| phase != NOWHERE),
        }
    }

    /// Whether a rule is heard, or may still be.
    fn heard(&self, rule: &Rule) -> bool {
        let Some(then) = self.placed(rule.then) else { return true };
        rule.before.iter().any(|&before| {
            self.placed(before).is_none_or(|before| self.places.follows(before, then, rule.strictly))
        })
    }

    /// The least that any placement costs in which the first `placed` things stand where they do now; None where there
    /// is none.
    fn bound(&mut self, placed: usize) -> Option<Cost> {
        let places = self.places;
        let (count, phases) = (self.at.len(), self.room.len());
        self.spend(8 + places.rules.len() + places.wishes.len() + (count - placed) * phases / 4);
        let mut first = self.first.clone();
        for rule in &places.rules {
            let soonest = self.soonest(rule, &first);
            let need = self.after(rule, soonest);
            match (rule.then, self.placed(rule.then)) {
                (_, Some(then)) if need > then => return None,
                (At::Thing(then), None) if need > first[then] => {
                    first[then] = self.open_from(then, need).filter(|&first| first <= self.last[then])?;
                }
                _ => {}
            }
        }
        first[..placed].copy_from_slice(&self.at[..placed]);

        let mut cost = [places.ends[0], places.ends[1], 0, 0];
        for (ix, thing) in places.things.iter().enumerate() {
            for (end, waits) in thing.ends.iter().enumerate() {
                if *waits {
                    cost[end] = cost[end].max(first[ix]);
                }
            }
            let last = if ix < placed { first[ix] } else { self.last[ix] };
            cost[3] += match thing.stood {
                Some(stood) => first[ix].saturating_sub(stood).max(stood.saturating_sub(last)),
                None if ix < placed || thing.size == 0 => first[ix],
                None => 0,
            };
        }
        for &(before, then) in &places.wishes {
            let early = match before {
                At::Fixed(phase) => phase,
                At::Thing(thing) => first[thing],
            };
            let late = match then {
                At::Fixed(phase) => phase,
                At::Thing(thing) if thing < placed => first[thing],
                At::Thing(thing) => self.last[thing],
            };
            cost[2] += usize::from(early > late);
        }
        self.crowding(placed, &first, cost)
    }

    /// Adds to a cost what the room that is left asks for: in the phases up to any one, no more things can stand than the
    /// smallest that fit in there all together.
    fn crowding(&self, placed: usize, first: &[PhaseIx], mut cost: Cost) -> Option<Cost> {
        let places = self.places;
        // Of each end: how much is still to be placed that it waits for.
        let mut waiting = [0; 2];
        for &thing in self.by_size.iter().filter(|&&thing| thing >= placed) {
            for (waiting, waits) in waiting.iter_mut().zip(places.things[thing].ends) {
                *waiting += if waits { places.things[thing].size } else { 0 };
            }
        }
        let mut room = Some(0);
        for phase in 0..self.room.len() {
            if self.used[phase] {
                room = room.zip(self.room[phase]).map(|(sum, room)| sum + room);
            }
            let (mut all, mut early, mut due) = (0, 0, 0);
            let (mut fit, mut filled) = (0, 0);
            for &thing in self.by_size.iter().filter(|&&thing| thing >= placed) {
                let size = places.things[thing].size;
                if self.last[thing] <= phase {
                    due += size;
                }
                if places.things[thing].stood.is_some() {
                    continue;
                }
                all += 1;
                if first[thing] <= phase {
                    early += 1;
                    if room.is_none_or(|room| filled + size <= room) {
                        filled += size;
                        fit += 1;
                    }
                }
            }
            if room.is_some_and(|room| due > room) {
                return None;
            }
            for (end, &waiting) in waiting.iter().enumerate() {
                if waiting > 0 && room.is_some_and(|room| room < waiting) {
                    cost[end] = cost[end].max(phase + 1);
                }
            }
            cost[3] += all - if room.is_none() { early } else { fit };
        }
        Some(cost)
    }
}
