//! Where the requirements stand to each other, how full the buckets of credits are, and what the school says of both.

use super::standing::SLACK;
use crate::plan::{From, Requirement, RequirementIx, RequirementKind};
use crate::sorted::{Fans, sorted};

pub(super) fn is_bucket(requirement: &Requirement) -> bool {
    requirement.kind == RequirementKind::Credits
}

/// How broadly a `from` asks: for named steps, a competency, a subject, a kind, anything.
pub(super) fn breadth(from: &From) -> usize {
    if from.unreadable {
        ANYTHING
    } else if !from.steps.is_empty() {
        0
    } else if from.competency.is_some() {
        COMPETENCY
    } else if !from.subjects.is_empty() {
        2
    } else if !from.kinds.is_empty() {
        3
    } else {
        ANYTHING
    }
}

/// The breadth of a `from` that asks for a competency and names no step.
pub(super) const COMPETENCY: usize = 1;

/// The breadth of a `from` that asks for nothing, or for what could not be read: no step matches it.
pub(super) const ANYTHING: usize = 4;

/// Where the requirements stand to each other.
pub(super) struct Shelf {
    /// The overlay of each, as a number.
    pub(super) overlay: Vec<usize>,
    /// All, overlay after overlay, and of each the most specific first.
    pub(super) by_rank: Vec<RequirementIx>,
    /// Where each comes in a walk of the trees, parents first.
    preorder: Vec<usize>,
    /// How many there are of each and its descendants.
    size: Vec<usize>,
}

impl Shelf {
    pub(super) fn of(requirements: &[Requirement]) -> Shelf {
        let count = requirements.len();
        let mut overlay = vec![0; count];
        let by_overlay = Fans::by_word(count, &|ix| Some(requirements[ix].overlay.as_str()));
        for first in 0..count {
            for &ix in by_overlay.at(first) {
                overlay[ix] = first;
            }
        }

        // A bucket within another is at least as specific as that one.
        let mut narrow = Vec::with_capacity(count);
        let mut size = vec![1; count];
        for requirement in requirements {
            let breadth = breadth(&requirement.from);
            narrow.push(requirement.parent.map_or(breadth, |above| breadth.min(narrow[above])));
        }
        let key = |ix: usize| (overlay[ix], narrow[ix], usize::MAX - requirements[ix].depth);
        let by_rank = sorted(count, &|a, b| key(a).cmp(&key(b)));

        for (ix, requirement) in requirements.iter().enumerate().rev() {
            if let Some(above) = requirement.parent {
                size[above] += size[ix];
            }
        }
        let mut preorder: Vec<usize> = Vec::with_capacity(count);
        // Of each: where its next child comes.
        let mut free = Vec::with_capacity(count);
        let mut roots = 0;
        for (ix, requirement) in requirements.iter().enumerate() {
            let next = requirement.parent.map_or(&mut roots, |above| &mut free[above]);
            preorder.push(*next);
            *next += size[ix];
            free.push(preorder[ix] + 1);
        }
        Shelf { overlay, by_rank, preorder, size }
    }

    /// Whether one is a descendant of another.
    pub(super) fn within(&self, inner: RequirementIx, outer: RequirementIx) -> bool {
        let start = self.preorder[outer];
        self.preorder[inner] > start && self.preorder[inner] < start + self.size[outer]
    }
}

/// What the buckets have room for, in grains.
pub(super) struct Rooms {
    /// What each takes besides its sub-buckets' needs; nothing where it is no bucket, no end where it says no need.
    pub(super) room: Vec<i64>,
    /// Whether the host has each met, or what it is part of: then it takes what is done alone.
    pub(super) met: Vec<bool>,
    /// The bucket that each runs over into: the nearest above, through groups and choices.
    pub(super) up: Vec<Option<RequirementIx>>,
    /// For each requirement below an `any` or a `count`: which of the children of that one it is or is below.
    pub(super) option: Vec<Option<RequirementIx>>,
    /// And the `any` or `count` itself; any number for the others.
    pub(super) choice: Vec<RequirementIx>,
}

/// So many grains are a credit: thirds and sixths of one are whole too.
pub(super) const GRAINS: f64 = 6e6;

/// Credits as grains, which add up exactly; three courses of 0.333 are one credit, and of 0.667 two.
pub(super) fn grains(credits: f64) -> i64 {
    let sixths = (credits * 6.0).round() / 6.0;
    let meant = if sixths > 0.0 && (credits - sixths).abs() < 1e-3 { sixths } else { credits };
    (meant * GRAINS).round() as i64
}

impl Rooms {
    pub(super) fn of(requirements: &[Requirement], shelf: &Shelf) -> Rooms {
        let count = requirements.len();
        let mut rooms = Rooms {
            room: vec![0; count],
            met: vec![false; count],
            up: vec![None; count],
            option: vec![None; count],
            choice: vec![0; count],
        };
        let spared = spared(requirements);
        for (ix, requirement) in requirements.iter().enumerate() {
            let above = requirement.parent.filter(|&above| shelf.overlay[above] == shelf.overlay[ix]);
            rooms.met[ix] = says_met(requirement).unwrap_or(above.is_some_and(|above| rooms.met[above]));
            let Some(above) = requirement.parent else { continue };
            let chosen = matches!(requirements[above].kind, RequirementKind::Any | RequirementKind::Count);
            rooms.option[ix] = rooms.option[above].or(chosen.then_some(ix));
            rooms.choice[ix] = if rooms.option[above].is_some() { rooms.choice[above] } else { above };
            if shelf.overlay[above] == shelf.overlay[ix] {
                rooms.up[ix] = if is_bucket(&requirements[above]) { Some(above) } else { rooms.up[above] };
            }
        }
        // What each asks for, with what is within it.
        let mut asks = vec![0i64; count];
        for (ix, requirement) in requirements.iter().enumerate().rev() {
            if spared[ix] {
                continue;
            }
            let mut within = Vec::with_capacity(requirement.children.len());
            for &child in &requirement.children {
                if shelf.overlay[child] == shelf.overlay[ix] {
                    within.push(asks[child]);
                }
            }
            let least = sorted(within.len(), &|a, b| within[a].cmp(&within[b]));
            let sum = least[..asked(requirement).min(least.len())].iter();
            asks[ix] = sum.fold(0, |sum: i64, &at| sum.saturating_add(within[at]));
            if is_bucket(requirement) {
                let need = requirement.need.or(requirement.verdict.as_ref().and_then(|said| said.need));
                rooms.room[ix] = need.map_or(NO_END, |need| (grains(need) - asks[ix]).max(0));
                asks[ix] = need.map_or(0, grains).max(asks[ix]);
            }
        }
        for (ix, requirement) in requirements.iter().enumerate() {
            if !is_bucket(requirement) {
                rooms.up[ix] = None;
            }
        }
        rooms
    }
}

/// How many of a requirement's children it asks for.
pub(super) fn asked(requirement: &Requirement) -> usize {
    match requirement.kind {
        RequirementKind::Any => 1,
        RequirementKind::Count => requirement.need.map_or(usize::MAX, |need| need.ceil() as usize),
        _ => usize::MAX,
    }
}

/// The room of a bucket that says no need.
pub(super) const NO_END: i64 = i64::MAX / 2;

/// Whether the host has it met, by its word or by its figures; None where it says neither.
pub(super) fn says_met(requirement: &Requirement) -> Option<bool> {
    let said = requirement.verdict.as_ref()?;
    said.met.or_else(|| Some(said.earned? + SLACK >= said.need.or(requirement.need)?))
}

/// Whether a waiver stands: the host does not say that the requirement is not met all the same.
pub(super) fn is_waived(requirement: &Requirement) -> bool {
    requirement.waived.is_some() && requirement.verdict.as_ref().is_none_or(|said| said.met != Some(false))
}

/// Of each: whether it is waived, or what it is part of in its overlay: then nothing is asked of it, unless the host
/// says that it is not met all the same.
pub(super) fn spared(requirements: &[Requirement]) -> Vec<bool> {
    let mut spared: Vec<bool> = Vec::with_capacity(requirements.len());
    for requirement in requirements {
        let open = requirement.verdict.as_ref().is_some_and(|said| said.met == Some(false));
        let above = requirement.parent.filter(|&above| requirements[above].overlay == requirement.overlay);
        spared.push(is_waived(requirement) || !open && above.is_some_and(|above| spared[above]));
    }
    spared
}

/// Whether the school's word for the whole is enough.
pub(super) fn is_told_whole(requirement: &Requirement) -> bool {
    is_waived(requirement) || requirement.verdict.as_ref().is_some_and(|said| said.met == Some(true))
}
