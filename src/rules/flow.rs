//! Credits to their best places: a flow through a small network, found by augmenting paths.

use super::fans::Fans;

/// A flow from sources through buckets into the room that each bucket has.
///
/// A source pours into the buckets it may, in the order of its liking; what a bucket has no room for runs over into the
/// bucket that it is part of. So buckets within buckets are a laminar family of capacities, and the most that finds room
/// is a maximum flow, found by the shortest augmenting paths (Ford and Fulkerson, 1956; Edmonds and Karp, 1972):
/// whoever finds the buckets full asks those in them to move aside.
///
/// Promise: what is poured stays poured and a room that is filled stays filled, only who fills it may change. So the
/// sources that pour first find the most room that any flow has for them, and so do the rooms that open first: both at once,
/// since sources and rooms are the two sides of one matroid (Mendelsohn and Dulmage, 1958).
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
    /// Nodes from which no room is to be found until another opens.
    closed: Vec<bool>,
    /// How the search came to each node; of no node between searches.
    came: Vec<Option<Hop>>,
    /// Looks left, so that no document keeps us looking.
    looks: usize,
}

/// How much flows where, in millionths of a credit.
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
enum Hop {
    /// None, and where the path begins.
    Start,
    /// Along an arc.
    Pour(usize),
    /// Back along an arc: its source takes credits out.
    Take(usize),
    /// From a bucket into the one it is part of.
    Rise(usize),
    /// Back from there into the bucket.
    Sink(usize),
}

/// A real plan takes a few thousand looks.
const LOOKS: usize = 20_000_000;

impl Network {
    /// `arcs` are a source and a bucket each, those of a source in the order of its liking. No bucket has room as yet.
    pub(super) fn of(left: Vec<i64>, arcs: &[(usize, usize)], up: Vec<Option<usize>>) -> Network {
        let (sources, buckets) = (left.len(), up.len());
        let (mut into, mut of) = (Vec::with_capacity(arcs.len()), Vec::with_capacity(arcs.len()));
        let (mut from_source, mut to_bucket) =
            (Vec::with_capacity(arcs.len()), Vec::with_capacity(arcs.len()));
        for (arc, &(source, bucket)) in arcs.iter().enumerate() {
            of.push(source);
            into.push(bucket);
            from_source.push((source, arc));
            to_bucket.push((bucket, arc));
        }
        let mut parts = Vec::new();
        for (bucket, up) in up.iter().enumerate() {
            if let Some(up) = *up {
                parts.push((up, bucket));
            }
        }
        Network {
            now: Flow { left, through: vec![0; arcs.len()], over: vec![0; buckets], room: vec![0; buckets] },
            into,
            of,
            arcs: Fans::of(sources, &from_source),
            arcs_in: Fans::of(buckets, &to_bucket),
            up,
            below: Fans::of(buckets, &parts),
            closed: vec![false; sources + buckets],
            came: vec![None; sources + buckets],
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

    /// Opens rooms, and pours what now finds room, source after source.
    pub(super) fn open(&mut self, rooms: &[(usize, i64)]) {
        for &(bucket, room) in rooms {
            self.now.room[bucket] += room;
        }
        self.closed = vec![false; self.closed.len()];
        for source in 0..self.now.left.len() {
            while self.now.left[source] > 0 && self.pour(source) {}
        }
    }

    /// Pours along the shortest path from a source to a bucket with room. False where there is none.
    fn pour(&mut self, source: usize) -> bool {
        let mut queue = vec![source];
        self.came[source] = Some(Hop::Start);
        let found = self.search(&mut queue);
        if let Some(bucket) = found {
            self.augment(bucket);
        }
        for node in queue {
            self.came[node] = None;
            self.closed[node] |= found.is_none();
        }
        found.is_some()
    }

    /// Breadth first from what is in the queue to the first bucket with room.
    fn search(&mut self, queue: &mut Vec<usize>) -> Option<usize> {
        let sources = self.now.left.len();
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            at += 1;
            if self.closed[node] || self.looks == 0 {
                continue;
            }
            let mut go = |to: usize, hop: Hop| {
                self.looks = self.looks.saturating_sub(1);
                if self.came[to].is_none() {
                    self.came[to] = Some(hop);
                    queue.push(to);
                }
            };
            let Some(bucket) = node.checked_sub(sources) else {
                for &arc in self.arcs.at(node) {
                    go(sources + self.into[arc], Hop::Pour(arc));
                }
                continue;
            };
            if self.now.room[bucket] > 0 {
                return Some(bucket);
            }
            if let Some(up) = self.up[bucket] {
                go(sources + up, Hop::Rise(bucket));
            }
            for &part in self.below.at(bucket) {
                if self.now.over[part] > 0 {
                    go(sources + part, Hop::Sink(part));
                }
            }
            for &arc in self.arcs_in.at(bucket) {
                if self.now.through[arc] > 0 {
                    go(self.of[arc], Hop::Take(arc));
                }
            }
        }
        None
    }

    /// Changes the flow along the path by which the search came to a bucket, by the most that fits.
    fn augment(&mut self, bucket: usize) {
        let sources = self.now.left.len();
        let mut path = Vec::new();
        let mut most = self.now.room[bucket];
        let mut node = sources + bucket;
        while let Some(hop) = self.came[node] {
            path.push(hop);
            node = match hop {
                Hop::Start => break,
                Hop::Pour(arc) => self.of[arc],
                Hop::Take(arc) => {
                    most = most.min(self.now.through[arc]);
                    sources + self.into[arc]
                }
                Hop::Rise(part) => sources + part,
                Hop::Sink(part) => {
                    most = most.min(self.now.over[part]);
                    sources + self.up[part].unwrap_or(part)
                }
            };
        }
        most = most.min(self.now.left[node]);
        for hop in path {
            match hop {
                Hop::Start => self.now.left[node] -= most,
                Hop::Pour(arc) => self.now.through[arc] += most,
                Hop::Take(arc) => self.now.through[arc] -= most,
                Hop::Rise(part) => self.now.over[part] += most,
                Hop::Sink(part) => self.now.over[part] -= most,
            }
        }
        self.now.room[bucket] -= most;
    }
}
