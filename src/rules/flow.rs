//! Credits to their best places: a flow through a small network, found by augmenting paths.

use crate::sorted::Fans;

/// A flow from sources through buckets into the room that each bucket has.
///
/// A source pours into the buckets it may, in the order of its liking; what a bucket has no room for runs over into the
/// bucket that it is part of. So buckets within buckets are a laminar family of capacities, and the most that finds
/// room is a maximum flow: whoever finds the buckets full asks those in them to move aside, along augmenting paths
/// (Ford and Fulkerson, 1956), all shortest ones at once before any longer one (Dinitz, 1970). Sources pour in turns.
///
/// Promise: what is poured stays poured and a room that is filled stays filled, only who fills it may change. So the
/// turns that come first find the most room that any flow has for them, and so do the rooms that open first: both at
/// once, since sources and rooms are the two sides of one matroid (Mendelsohn and Dulmage, 1958).
pub(super) struct Network {
    /// What flows.
    pub(super) now: Flow,
    /// The bucket of each arc.
    into: Vec<usize>,
    /// The source of each arc.
    of: Vec<usize>,
    /// The arcs of each source, the best first; and those into each bucket.
    arcs: Fans,
    arcs_in: Fans,
    /// The bucket that each runs over into, and those that run over into each.
    up: Vec<Option<usize>>,
    below: Fans,
    /// How many buckets each is within.
    depth: Vec<usize>,
    /// The room that each bucket had when it opened.
    size: Vec<i64>,
    /// The buckets that the first turn alone pours into and takes out of.
    met: Vec<bool>,
    /// Whether that turn is over.
    shut: bool,
    /// Of each node, how many hops it is from the sources whose turn it is; [`FAR`] where none leads there.
    level: Vec<usize>,
    /// Of each node, the hop to try next.
    next: Vec<usize>,
    /// Nodes from which no room is to be found until another opens.
    closed: Vec<bool>,
    /// Looks left, so that no document keeps us looking.
    pub(super) looks: usize,
}

/// How much flows where, in grains.
#[derive(Clone)]
pub(super) struct Flow {
    /// What each source has left to pour.
    pub(super) left: Vec<i64>,
    /// What each arc carries.
    pub(super) through: Vec<i64>,
    /// What runs over from each bucket.
    over: Vec<i64>,
    /// What is free in each bucket.
    pub(super) room: Vec<i64>,
}

/// One hop of an augmenting path.
#[derive(Clone, Copy)]
enum Leg {
    /// Along an arc.
    Pour(usize),
    /// Back along an arc: its source takes credits out.
    Take(usize),
    /// From a bucket into the one it is part of.
    Rise(usize),
    /// Back from there into the bucket.
    Sink(usize),
}

/// The level of a node that no path reaches.
const FAR: usize = usize::MAX;

/// A plan of 5,000 steps takes two million looks.
const LOOKS: usize = 20_000_000;

impl Network {
    /// `arcs` are a source and a bucket each, those of a source in the order of its liking. No bucket has room as yet.
    pub(super) fn of(
        left: Vec<i64>,
        arcs: &[(usize, usize)],
        up: Vec<Option<usize>>,
        met: Vec<bool>,
    ) -> Network {
        let (sources, buckets) = (left.len(), up.len());
        let (mut into, mut of) = (Vec::with_capacity(arcs.len()), Vec::with_capacity(arcs.len()));
        for &(source, bucket) in arcs {
            of.push(source);
            into.push(bucket);
        }
        let below = Fans::by(buckets, buckets, &|bucket| up[bucket]);
        // What a bucket is part of comes before it.
        let mut depth: Vec<usize> = Vec::with_capacity(buckets);
        for up in &up {
            depth.push(up.map_or(0, |up| depth[up] + 1));
        }
        Network {
            now: Flow { left, through: vec![0; arcs.len()], over: vec![0; buckets], room: vec![0; buckets] },
            arcs: Fans::by(sources, arcs.len(), &|arc| Some(of[arc])),
            arcs_in: Fans::by(buckets, arcs.len(), &|arc| Some(into[arc])),
            into,
            of,
            up,
            below,
            depth,
            size: vec![0; buckets],
            met,
            shut: false,
            level: vec![FAR; sources + buckets],
            next: vec![0; sources + buckets],
            closed: vec![false; sources + buckets],
            looks: LOOKS,
        }
    }

    /// The arcs of a source, the best first.
    pub(super) fn arcs(&self, source: usize) -> &[usize] {
        self.arcs.at(source)
    }

    /// The bucket of an arc.
    pub(super) fn bucket(&self, arc: usize) -> usize {
        self.into[arc]
    }

    /// Opens rooms, and pours what now finds room: first those of parts, since what they are part of takes the rest
    /// from anywhere. `turns` are where each turn of sources ends.
    pub(super) fn open(&mut self, rooms: &[(usize, i64)], turns: &[usize; 3]) {
        let mut deepest = 0;
        for &(bucket, _) in rooms {
            deepest = deepest.max(self.depth[bucket]);
        }
        for depth in (0..=deepest).rev() {
            let mut any = false;
            for &(bucket, room) in rooms {
                if self.depth[bucket] == depth && room > 0 {
                    self.now.room[bucket] += room;
                    self.size[bucket] = room;
                    any = true;
                }
            }
            if any {
                self.take_turns(turns);
            }
        }
    }

    /// Pours what finds room, the sources of one turn after those of the other.
    fn take_turns(&mut self, turns: &[usize; 3]) {
        self.closed.fill(false);
        let mut from = 0;
        for (turn, &to) in turns.iter().enumerate() {
            self.shut = turn > 0;
            for (room, &met) in self.now.room.iter_mut().zip(&self.met) {
                *room = if self.shut && met { 0 } else { *room };
            }
            for source in from..to {
                self.pour_whole(source);
            }
            while self.find(from, to) {
                for source in from..to {
                    while self.now.left[source] > 0 && self.level[source] == 0 && self.pour(source) {}
                }
            }
            from = to;
        }
    }

    /// Pours all that a source has left into the best of its buckets that has room for all of it, if one has: what need
    /// not be taken apart stays whole. A bucket that is smaller than that is filled in parts before any other.
    fn pour_whole(&mut self, source: usize) {
        let left = self.now.left[source];
        if left == 0 {
            return;
        }
        self.looks = self.looks.saturating_sub(1 + self.arcs.at(source).len());
        for &arc in self.arcs.at(source) {
            let bucket = self.into[arc];
            let room = self.now.room[bucket];
            if room >= left {
                return self.augment(source, self.now.left.len() + bucket, &[Leg::Pour(arc)], left);
            }
            if room > 0 && self.size[bucket] < left {
                return;
            }
        }
    }

    /// The hops from a node, each with where it leads and how much may go there; None past the last.
    fn hop(&self, node: usize, at: usize) -> Option<(usize, Leg, i64)> {
        let sources = self.now.left.len();
        let Some(bucket) = node.checked_sub(sources) else {
            let arc = *self.arcs.at(node).get(at)?;
            return Some((sources + self.into[arc], Leg::Pour(arc), i64::MAX));
        };
        let Some(at) = at.checked_sub(1) else {
            // A bucket that is part of none has no way up.
            let up = self.up[bucket];
            return Some((sources + up.unwrap_or(bucket), Leg::Rise(bucket), up.map_or(0, |_| i64::MAX)));
        };
        let below = self.below.at(bucket);
        if let Some(&part) = below.get(at) {
            return Some((sources + part, Leg::Sink(part), self.now.over[part]));
        }
        let arc = *self.arcs_in.at(bucket).get(at - below.len())?;
        let kept = self.shut && self.met[bucket];
        Some((self.of[arc], Leg::Take(arc), if kept { 0 } else { self.now.through[arc] }))
    }

    /// The room in a node: none in a source.
    fn room(&self, node: usize) -> i64 {
        node.checked_sub(self.now.left.len()).map_or(0, |bucket| self.now.room[bucket])
    }

    /// Finds how far each node is from the sources of a turn that have some left, as far as the nearest room. False
    /// where there is none: then none of these nodes will lead to one.
    fn find(&mut self, from: usize, to: usize) -> bool {
        if self.looks == 0 {
            return false;
        }
        self.looks = self.looks.saturating_sub(self.level.len());
        self.level.fill(FAR);
        self.next.fill(0);
        let mut queue = Vec::new();
        for source in from..to {
            if self.now.left[source] > 0 && !self.closed[source] {
                self.level[source] = 0;
                queue.push(source);
            }
        }
        let (mut at, mut nearest) = (0, FAR);
        while let Some(&node) = queue.get(at) {
            at += 1;
            if self.level[node] >= nearest {
                break;
            }
            if self.room(node) > 0 {
                nearest = self.level[node];
                continue;
            }
            let mut hop = 0;
            while let Some((to, _, most)) = self.hop(node, hop) {
                hop += 1;
                if most > 0 && self.level[to] == FAR && !self.closed[to] {
                    self.level[to] = self.level[node] + 1;
                    queue.push(to);
                }
            }
            self.looks = self.looks.saturating_sub(hop);
        }
        if nearest == FAR {
            for &node in &queue {
                self.closed[node] = true;
            }
        }
        nearest != FAR && self.looks > 0
    }

    /// Pours along one of the shortest paths from a source to a bucket with room. False where none is left.
    fn pour(&mut self, source: usize) -> bool {
        // The nodes of the path, each with the most that comes so far; and the hops between them.
        let mut nodes = vec![(source, self.now.left[source])];
        let mut path = Vec::new();
        while let Some(&(node, most)) = nodes.last() {
            let room = self.room(node);
            if room > 0 {
                self.augment(source, node, &path, most.min(room));
                return true;
            }
            match self.hop(node, self.next[node]) {
                Some((to, hop, carries))
                    if carries > 0 && self.level[to] == self.level[node].wrapping_add(1) =>
                {
                    path.push(hop);
                    nodes.push((to, most.min(carries)));
                }
                Some(_) => self.next[node] += 1,
                None => {
                    self.level[node] = FAR;
                    nodes.pop();
                    path.pop();
                }
            }
        }
        false
    }

    /// Changes the flow along a path into a node with room.
    fn augment(&mut self, source: usize, node: usize, path: &[Leg], most: i64) {
        for &hop in path {
            match hop {
                Leg::Pour(arc) => self.now.through[arc] += most,
                Leg::Take(arc) => self.now.through[arc] -= most,
                // Of 20,000 steps with the largest credits there may be, more than a number holds.
                Leg::Rise(part) => self.now.over[part] = self.now.over[part].saturating_add(most),
                Leg::Sink(part) => self.now.over[part] -= most,
            }
        }
        self.now.left[source] -= most;
        self.now.room[node - self.now.left.len()] -= most;
    }
}
