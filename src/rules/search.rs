//! Where things to place go: a search that finds the best of all placements, and proves it or says that it did not.
//!
//! Things in phases with limited room, some before others, is the resource-constrained project scheduling problem
//! (Brucker, Drexl, Möhring, Neumann and Pesch 1999), with phases for time and credits for the resource. The search is
//! its depth-first branch and bound: time windows from the longest paths, and a bound from the room that is left. The
//! first placement it meets is that of a list schedule (Graham 1966).
//!
//! It is one file, since each cut in the search leans on the windows and the bound beside it, and is proven with them.

use crate::plan::PhaseIx;
use crate::sorted::{Fans, sorted};
use std::slice;

/// What is to be placed, in numbers: all that the search knows of a plan.
pub(super) struct Model {
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

impl Thing {
    /// Where what waits for it ends, if it stands here: what only makes way for others brings nothing nearer.
    fn ends_at(&self, phase: PhaseIx) -> PhaseIx {
        self.stood.map_or(phase, |stood| stood.max(phase))
    }
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

/// Which placement a search looks for.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Best,
    Any,
}

/// What a search came to.
pub(super) struct Answer {
    /// The phase of each thing.
    pub(super) at: Option<Vec<PhaseIx>>,
    /// Whether there is none better; where there is none at all, whether there can be none.
    pub(super) proven: bool,
}

/// What is to be as small as can be, the first the most: the phase of graduation, that of the goal, how many wishes are
/// not heard, how far what stood somewhere moved in all, and how late the rest stands in all.
type Cost = [usize; 5];

/// How much is looked at before the best so far has to do. A real plan needs a twentieth of it.
pub(super) const WORK: usize = 500_000;
/// How many times a search may look at everything, however much that is: enough for a first placement.
const TIMES: usize = 8;

const NOWHERE: PhaseIx = usize::MAX;

impl Model {
    /// Whether a thing at `then` is late enough for what is before it.
    pub(super) fn follows(&self, before: PhaseIx, then: PhaseIx, strictly: bool) -> bool {
        before < then || before == then && (!strictly || self.long.get(then) == Some(&true))
    }

    /// The best placement: by cost, and of the same cost the one with the earlier things earlier.
    ///
    /// What is not bound together by rules, wishes or limited room is searched apart. Only how late the ends are is
    /// common to all: where one group cannot but be later than was reckoned, the others may be so too, and are searched
    /// again.
    pub(super) fn best(&self) -> Answer {
        let (group, groups) = self.groups();
        let mut parts = Vec::with_capacity(groups);
        let mut ends = self.ends;
        for one in 0..groups {
            let part = self.part(&|thing| group[thing] == one, &|_| true, &|_| true);
            let Some(least) = Search::of(&part, WORK).least() else {
                return Answer { at: None, proven: true };
            };
            (ends[0], ends[1]) = (ends[0].max(least[0]), ends[1].max(least[1]));
            parts.push(part);
        }
        let (mut left, mut proven) = (WORK, true);
        loop {
            let mut at = vec![0; self.things.len()];
            let mut later = ends;
            for (one, part) in parts.iter_mut().enumerate() {
                part.ends = ends;
                let share = (left / 2).max(WORK / 64).max(TIMES * part.look());
                let mut search = Search::of(part, share);
                let found = search.run(Wanted::Best);
                left = left.saturating_sub(share - search.left);
                proven &= found.proven;
                let Some(placed) = found.at else { return Answer { at: None, proven: found.proven } };
                let mut placed = placed.iter();
                for (thing, at) in at.iter_mut().enumerate().filter(|(thing, _)| group[*thing] == one) {
                    *at = placed.next().copied().unwrap_or(0);
                    let it = &self.things[thing];
                    put_off(&mut later, it.ends, it.ends_at(*at));
                }
            }
            if later == ends || left == 0 {
                return Answer { at: Some(at), proven: proven && later == ends };
            }
            // First graduation, then the goal: one may be earlier for the other being later.
            if later[0] > ends[0] { ends[0] = later[0] } else { ends = later }
        }
    }

    /// Whether there is a placement, and how much work it took to tell; None where so much work does not tell.
    pub(super) fn can_be(&self, work: usize) -> (Option<bool>, usize) {
        let mut search = Search::of(self, work);
        let found = search.run(Wanted::Any);
        let can_be = if found.at.is_some() { Some(true) } else { found.proven.then_some(false) };
        (can_be, work - search.left)
    }

    /// How much work it is to look at each thing in each phase, and at each rule.
    fn look(&self) -> usize {
        self.things.len() * self.room.len() + self.rules.len()
    }

    /// The group of each thing, and how many there are: things of different groups are in nobody's way. Of more than 64
    /// the rest go together.
    fn groups(&self) -> (Vec<usize>, usize) {
        let limited = self.room.iter().any(Option::is_some);
        // Both ways, for each two things that are in each other's way.
        let mut near = Vec::new();
        let mut meet = |one: At, other: At| {
            if let (At::Thing(one), At::Thing(other)) = (one, other) {
                near.push((one, other));
                near.push((other, one));
            }
        };
        let mut sized = None;
        for (ix, thing) in self.things.iter().enumerate() {
            if limited && thing.size > 0 {
                meet(At::Thing(*sized.get_or_insert(ix)), At::Thing(ix));
            }
        }
        for rule in &self.rules {
            // Its things, of which the first may stand behind what is fixed.
            let mut bound = None;
            for &at in rule.before.iter().chain(slice::from_ref(&rule.then)) {
                if matches!(at, At::Thing(_)) {
                    meet(*bound.get_or_insert(at), at);
                }
            }
        }
        for &(before, then) in &self.wishes {
            meet(before, then);
        }
        let near = Fans::of(self.things.len(), &near);
        let mut group = vec![NOWHERE; self.things.len()];
        let mut groups: usize = 0;
        for first in 0..group.len() {
            if group[first] != NOWHERE {
                continue;
            }
            let here = groups.min(63);
            groups += 1;
            group[first] = here;
            let mut open = vec![first];
            while let Some(thing) = open.pop() {
                for &next in near.at(thing) {
                    if group[next] == NOWHERE {
                        group[next] = here;
                        open.push(next);
                    }
                }
            }
        }
        (group, groups.min(64))
    }

    /// The problem of some things, rules and limits alone. A rule about a thing that is not among them says nothing,
    /// and a phase whose limit is not has none.
    pub(super) fn part(
        &self,
        has_thing: &dyn Fn(usize) -> bool,
        has_rule: &dyn Fn(usize) -> bool,
        has_limit: &dyn Fn(usize) -> bool,
    ) -> Model {
        let mut part = Model {
            long: self.long.clone(),
            room: Vec::with_capacity(self.room.len()),
            things: Vec::new(),
            rules: Vec::new(),
            wishes: Vec::new(),
            ends: self.ends,
        };
        let mut moved = vec![None; self.things.len()];
        for (ix, thing) in self.things.iter().enumerate().filter(|(ix, _)| has_thing(*ix)) {
            moved[ix] = Some(part.things.len());
            part.things.push(thing.clone());
        }
        let here = |at: At| match at {
            At::Thing(thing) => moved[thing].map(At::Thing),
            fixed => Some(fixed),
        };
        for (ix, rule) in self.rules.iter().enumerate() {
            let Some(then) = here(rule.then).filter(|_| has_rule(ix)) else { continue };
            let mut before = Vec::with_capacity(rule.before.len());
            for &at in &rule.before {
                if let Some(at) = here(at) {
                    before.push(at);
                }
            }
            if before.len() == rule.before.len() {
                part.rules.push(Rule { before, then, strictly: rule.strictly });
            }
        }
        for &(before, then) in &self.wishes {
            if let (Some(before), Some(then)) = (here(before), here(then)) {
                part.wishes.push((before, then));
            }
        }
        for (phase, &room) in self.room.iter().enumerate() {
            part.room.push(room.filter(|_| has_limit(phase)));
        }
        part
    }
}

/// Puts off the ends that wait for something to the phase in which that stands.
pub(super) fn put_off(ends: &mut [PhaseIx; 2], waits: [bool; 2], to: PhaseIx) {
    for (end, waits) in ends.iter_mut().zip(&waits) {
        *end = if *waits { to.max(*end) } else { *end };
    }
}

struct Search<'a> {
    model: &'a Model,
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
    /// Whether only a placement that hears as many wishes as the best is of interest, because as many as can be are.
    heeds: bool,
}

impl Search<'_> {
    fn of(model: &Model, work: usize) -> Search<'_> {
        let things = &model.things;
        let mut about = Vec::new();
        for (ix, rule) in model.rules.iter().enumerate() {
            for at in rule.before.iter().chain(slice::from_ref(&rule.then)) {
                if let At::Thing(thing) = *at {
                    about.push((thing, ix));
                }
            }
        }
        let mut free = vec![true; things.len()];
        for &(thing, _) in &about {
            free[thing] = false;
        }
        for &(one, other) in &model.wishes {
            for at in &[one, other] {
                if let At::Thing(thing) = *at {
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
        let mut used = vec![false; model.room.len()];
        let mut by_size = Vec::new();
        for &ix in &sorted(things.len(), &|a, b| things[a].size.cmp(&things[b].size)) {
            if things[ix].size > 0 {
                by_size.push(ix);
                for (used, open) in used.iter_mut().zip(&things[ix].open) {
                    *used |= open;
                }
            }
        }
        Search {
            model,
            first: vec![0; things.len()],
            last: vec![0; things.len()],
            at: vec![NOWHERE; things.len()],
            room: model.room.clone(),
            about: Fans::of(things.len(), &about),
            by_size,
            used,
            twin,
            left: work,
            heeds: false,
        }
    }

    fn spend(&mut self, work: usize) {
        self.left = self.left.saturating_sub(work);
    }

    fn open_from(&self, thing: usize, phase: PhaseIx) -> Option<PhaseIx> {
        let open = &self.model.things[thing].open;
        (phase..open.len()).find(|&phase| open[phase])
    }

    fn open_to(&self, thing: usize, phase: PhaseIx) -> Option<PhaseIx> {
        let open = &self.model.things[thing].open;
        (0..open.len().min(phase + 1)).rev().find(|&phase| open[phase])
    }

    /// The earliest phase in which a rule is heard, if the first of those before it stands at `before`.
    fn after(&self, rule: &Rule, before: PhaseIx) -> PhaseIx {
        before + usize::from(!self.model.follows(before, before, rule.strictly))
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
        let model = self.model;
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
            for turn in 0..2 * model.rules.len() {
                self.spend(1);
                let back = turn.checked_sub(model.rules.len());
                let rule = &model.rules[back.map_or(turn, |back| model.rules.len() - 1 - back)];
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
                    // There is one: forwards, what is before had its first phase, and what comes after one behind it.
                    let early = usize::from(!model.follows(then, then, rule.strictly));
                    let most = then.saturating_sub(early);
                    if most < self.last[before]
                        && let Some(last) = self.open_to(before, most)
                    {
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

    /// The least that any placement costs, as far as that is seen at once; None where there is none.
    fn least(&mut self) -> Option<Cost> {
        if self.windows() { self.bound(0) } else { None }
    }

    fn run(&mut self, wanted: Wanted) -> Answer {
        let Some(least) = self.least() else { return Answer { at: None, proven: true } };
        let count = self.at.len();
        // Where a look at each thing would take all there is, it goes without until it has found a placement.
        let dear = count.saturating_mul(self.model.look()) > self.left;
        let mut best: Option<(Cost, Vec<PhaseIx>)> = None;
        let mut next = self.first.clone();
        let mut thing = 0;
        loop {
            if thing == count {
                let cost = self.bound(count).unwrap_or(least);
                if best.as_ref().is_none_or(|(best, _)| cost < *best) {
                    best = Some((cost, self.at.clone()));
                    self.heeds = cost[..3] == least[..3] && cost[2] == 0;
                    if wanted == Wanted::Any || cost == least {
                        return Answer { at: Some(self.at.clone()), proven: true };
                    }
                }
            } else if self.left == 0 {
                return Answer { at: best.map(|(_, at)| at), proven: false };
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
                return Answer { at: best.map(|(_, at)| at), proven: true };
            };
            thing = before;
            self.take(thing);
        }
    }

    /// Puts a thing into a phase. False, and nothing done, where it has no room or breaks a rule.
    fn put(&mut self, thing: usize, phase: PhaseIx) -> bool {
        self.spend(1);
        let size = self.model.things[thing].size;
        let room = self.room[phase];
        if room.is_some_and(|room| room < size) || self.twin[thing].is_some_and(|twin| self.at[twin] > phase)
        {
            return false;
        }
        self.at[thing] = phase;
        let about = self.about.at(thing);
        let heard = about.iter().all(|&rule| self.heard(&self.model.rules[rule]));
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
        *room = room.map(|room| room + self.model.things[thing].size);
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
            self.placed(before).is_none_or(|before| self.model.follows(before, then, rule.strictly))
        })
    }

    /// The least that any placement costs in which the first `placed` things stand where they do now; None where there
    /// is none.
    fn bound(&mut self, placed: usize) -> Option<Cost> {
        let model = self.model;
        let (count, phases) = (self.at.len(), self.room.len());
        self.spend(8 + model.rules.len() + model.wishes.len() + (count - placed) * phases);
        let mut first = self.first.clone();
        for (thing, first) in (placed..).zip(&mut first[placed..]) {
            *first = self.fits_from(thing, *first)?;
        }
        self.push(&mut first)?;
        if self.heeds {
            for &(before, then) in &model.wishes {
                let early = match before {
                    At::Fixed(phase) => phase,
                    At::Thing(thing) if thing < placed => self.at[thing],
                    At::Thing(thing) => first[thing],
                };
                if let At::Thing(then) = then
                    && then >= placed
                    && early > first[then]
                {
                    first[then] = self.fits_from(then, early)?;
                }
            }
            self.push(&mut first)?;
        }
        first[..placed].copy_from_slice(&self.at[..placed]);

        let mut cost = [model.ends[0], model.ends[1], 0, 0, 0];
        for (ix, thing) in model.things.iter().enumerate() {
            for (end, waits) in thing.ends.iter().enumerate() {
                if *waits {
                    cost[end] = cost[end].max(thing.ends_at(first[ix]));
                }
            }
            let last = if ix < placed { first[ix] } else { self.last[ix] };
            match thing.stood {
                Some(stood) => cost[3] += first[ix].saturating_sub(stood).max(stood.saturating_sub(last)),
                None if ix < placed || thing.size == 0 => cost[4] += first[ix],
                None => {}
            }
        }
        for &(before, then) in &model.wishes {
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

    /// Moves the first phases of what is not placed behind what must come before it. None where a rule cannot be heard.
    fn push(&self, first: &mut [PhaseIx]) -> Option<()> {
        for rule in &self.model.rules {
            let need = self.after(rule, self.soonest(rule, first));
            match (rule.then, self.placed(rule.then)) {
                (_, Some(then)) if need > then => return None,
                (At::Thing(then), None) if need > first[then] => first[then] = self.fits_from(then, need)?,
                _ => {}
            }
        }
        Some(())
    }

    /// The first phase from one on in which a thing may stand and has room beside what is placed; None where none is
    /// left.
    fn fits_from(&self, thing: usize, phase: PhaseIx) -> Option<PhaseIx> {
        let it = &self.model.things[thing];
        let fits = |at: PhaseIx| it.open[at] && self.room[at].is_none_or(|room| room >= it.size);
        (phase..=self.last[thing]).find(|&at| fits(at))
    }

    /// Adds to a cost what the room that is left asks for: in the phases up to any one, no more things can stand than
    /// the smallest that fit in there all together.
    fn crowding(&self, placed: usize, first: &[PhaseIx], mut cost: Cost) -> Option<Cost> {
        let model = self.model;
        // Of each end: how much is still to be placed that it waits for.
        let mut waiting = [0; 2];
        for &thing in self.by_size.iter().filter(|&&thing| thing >= placed) {
            let it = &model.things[thing];
            for (waiting, waits) in waiting.iter_mut().zip(&it.ends) {
                *waiting += if *waits { it.size } else { 0 };
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
                let size = model.things[thing].size;
                if self.last[thing] <= phase {
                    due += size;
                }
                if model.things[thing].stood.is_some() {
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
            cost[4] += all - if room.is_none() { early } else { fit };
        }
        Some(cost)
    }
}
