//! Where the requirements stand to each other, and how full the buckets of credits are.

use crate::plan::{From, Requirement, RequirementIx, RequirementKind};
use crate::sorted::sorted;

/// A host's figure as an amount: zero where it is negative, and small enough that a sum stays finite.
pub(super) fn figure(figure: f64) -> f64 {
    if figure.is_nan() { 0.0 } else { figure.clamp(0.0, 1e9) }
}

pub(super) fn is_bucket(requirement: &Requirement) -> bool {
    requirement.kind == RequirementKind::Credits
}

/// How broadly a `from` asks: for named steps, a competency, a subject, a kind, anything.
pub(super) fn breadth(from: &From) -> usize {
    match () {
        () if !from.steps.is_empty() => 0,
        () if from.competency.is_some() => 1,
        () if !from.subjects.is_empty() => 2,
        () if !from.kinds.is_empty() => 3,
        () => ANYTHING,
    }
}

/// The breadth of a `from` that asks for nothing.
pub(super) const ANYTHING: usize = 4;

/// Where the requirements stand to each other.
pub(super) struct Shelf {
    /// The overlay of each, as a number.
    pub(super) overlay: Vec<usize>,
    /// All, the most specific first.
    pub(super) by_rank: Vec<RequirementIx>,
    /// Each one's place in a walk of the trees.
    place: Vec<usize>,
    /// How many there are of each and its descendants.
    size: Vec<usize>,
}

impl Shelf {
    pub(super) fn of(requirements: &[Requirement]) -> Shelf {
        let count = requirements.len();
        let name = |ix: usize| requirements[ix].overlay.as_str();
        let mut overlay = vec![0; count];
        let mut first = 0;
        for ix in sorted(count, &|a, b| name(a).cmp(name(b))) {
            if name(ix) != name(first) {
                first = ix;
            }
            overlay[ix] = first;
        }

        // A bucket within another is at least as specific as that one.
        let mut narrow = Vec::with_capacity(count);
        let mut size = vec![1; count];
        for (ix, requirement) in requirements.iter().enumerate() {
            let breadth = breadth(&requirement.from);
            narrow.push(above(requirement, ix).map_or(breadth, |above| breadth.min(narrow[above])));
        }
        let key = |ix: usize| (narrow[ix], usize::MAX - requirements[ix].depth);
        let by_rank = sorted(count, &|a, b| key(a).cmp(&key(b)));

        for (ix, requirement) in requirements.iter().enumerate().rev() {
            if let Some(above) = above(requirement, ix) {
                size[above] += size[ix];
            }
        }
        let mut place: Vec<usize> = Vec::with_capacity(count);
        // Of each: the place of its next child.
        let mut free = Vec::with_capacity(count);
        let mut roots = 0;
        for (ix, requirement) in requirements.iter().enumerate() {
            let next = above(requirement, ix).map_or(&mut roots, |above| &mut free[above]);
            place.push(*next);
            *next += size[ix];
            free.push(place[ix] + 1);
        }
        Shelf { overlay, by_rank, place, size }
    }

    /// Whether one is a descendant of another.
    pub(super) fn within(&self, inner: RequirementIx, outer: RequirementIx) -> bool {
        let start = self.place[outer];
        self.place[inner] > start && self.place[inner] < start + self.size[outer]
    }
}

/// The parent of a requirement, which stands before it.
fn above(requirement: &Requirement, ix: RequirementIx) -> Option<RequirementIx> {
    requirement.parent.filter(|&parent| parent < ix)
}

/// How full the buckets are.
pub(super) struct Room {
    /// What each takes besides its sub-buckets' needs; nothing where it is no bucket.
    room: Vec<f64>,
    /// What is in that room: its own credits and the surplus of its sub-buckets.
    filled: Vec<f64>,
    /// The bucket that each flows over into.
    parent: Vec<Option<RequirementIx>>,
}

impl Room {
    pub(super) fn of(requirements: &[Requirement], shelf: &Shelf) -> Room {
        let mut room = Vec::with_capacity(requirements.len());
        let mut parent = Vec::with_capacity(requirements.len());
        for (ix, requirement) in requirements.iter().enumerate() {
            if !is_bucket(requirement) {
                room.push(0.0);
                parent.push(None);
                continue;
            }
            room.push(requirement.need.map_or(f64::INFINITY, figure));
            let above = above(requirement, ix).filter(|&above| {
                is_bucket(&requirements[above]) && shelf.overlay[above] == shelf.overlay[ix]
            });
            if let Some(above) = above {
                let rest: f64 = room[above] - requirement.need.map_or(0.0, figure);
                room[above] = rest.max(0.0);
            }
            parent.push(above);
        }
        Room { room, filled: vec![0.0; requirements.len()], parent }
    }

    pub(super) fn left(&self, ix: RequirementIx) -> f64 {
        (self.room[ix] - self.filled[ix]).max(0.0)
    }

    /// Puts credits into a bucket; its surplus takes up room above. A tree deeper than 64 buckets is filled less well.
    pub(super) fn fill(&mut self, ix: RequirementIx, credits: f64) {
        let (mut at, mut more) = (Some(ix), credits);
        for _ in 0..64 {
            let Some(ix) = at.filter(|_| more > 0.0) else { return };
            let surplus = (more - self.left(ix)).max(0.0);
            self.filled[ix] += more;
            (at, more) = (self.parent[ix], surplus);
        }
    }
}
