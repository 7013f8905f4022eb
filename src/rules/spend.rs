//! Which steps serve which requirement, and where each step's credit is spent.

use crate::plan::{From, Plan, Requirement, RequirementIx, RequirementKind, Status, Step, StepIx, Text};

/// How far a step is, as far as a requirement cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Done,
    UnderWay,
    Planned,
}

/// The stage of a status; None where it serves nothing: not met, dropped, or only suggested.
pub(super) fn stage(status: Status) -> Option<Stage> {
    match status {
        Status::Completed | Status::Waived => Some(Stage::Done),
        Status::InProgress | Status::Reworking => Some(Stage::UnderWay),
        Status::Planned => Some(Stage::Planned),
        Status::NotMet | Status::Dropped | Status::Suggested => None,
    }
}

/// A host's figure as an amount: zero where it is negative, and small enough that a sum stays finite.
pub(super) fn figure(figure: f64) -> f64 {
    if figure.is_nan() { 0.0 } else { figure.clamp(0.0, 1e9) }
}

/// What serves one requirement.
#[derive(Clone, Debug, Default)]
pub(super) struct Served {
    /// In the plan's order, each with the credits spent here.
    pub(super) steps: Vec<(StepIx, f64)>,
    /// Credits spent here and not in a sub-bucket: done, under way, planned.
    pub(super) credits: [f64; 3],
    /// Whether a step serves here whose credits the host did not say.
    pub(super) credits_unknown: bool,
}

/// No document makes us compare more steps with more requirements than this; what is past it is left to the host's
/// verdicts and to `counts`. A real plan needs a thousandth of it.
const COMPARISONS: usize = 4_000_000;
/// Nor does it make us keep more matches.
const MATCHES: usize = 1_000_000;

/// Whether children of a requirement stand for it, so that no step serves it itself.
pub(super) fn is_group(requirement: &Requirement) -> bool {
    matches!(requirement.kind, RequirementKind::All | RequirementKind::Any)
        && !requirement.children.is_empty()
}

/// Steps to requirements, for all requirements at once.
///
/// A step serves a requirement that its `counts` names, or whose `from` it matches. Credits are spent: in each overlay
/// a step's credit goes to the requirements it names (to a bucket within one where that bucket's `from` asks for
/// the step), and where it names none in that overlay, to the most specific bucket with room whose `from` it
/// matches: named steps before competencies before subjects before kinds, then the deeper, then the earlier bucket. Done
/// steps choose before those under way, those before planned ones. What finds no room is surplus of the last bucket
/// that matches. Counting, hours, scores and statuses spend nothing, so a step may serve any number of them.
pub(super) fn serve(plan: &Plan) -> Vec<Served> {
    let requirements = plan.requirements();
    let mut served = vec![Served::default(); requirements.len()];
    let shelf = Shelf::of(requirements);
    let matches = matches(plan, &shelf);
    let mut room = Room::of(requirements, &shelf);
    let mut turns: Vec<(Stage, StepIx)> =
        plan.steps().iter().enumerate().filter_map(|(ix, step)| Some((stage(step.status)?, ix))).collect();
    turns.sort_unstable();
    for (stage, ix) in turns {
        let from = matches.partition_point(|&(step, _, _)| step < ix);
        let matching = matches[from..]
            .iter()
            .take_while(|&&(step, _, _)| step == ix)
            .map(|&(_, _, requirement)| requirement);
        let spent = spend(plan, &shelf, &mut room, ix, &matching.collect::<Vec<_>>());
        for (requirement, credits) in spent {
            let served = &mut served[requirement];
            served.steps.push((ix, credits));
            served.credits[stage as usize] += credits;
            let step = &plan.steps()[ix];
            let said = step.credits.is_some() || step.counts.iter().any(|counts| counts.credits.is_some());
            served.credits_unknown |= !said && step.status != Status::Waived;
        }
    }
    for served in &mut served {
        served.steps.sort_unstable_by_key(|&(step, _)| step);
    }
    served
}

/// Where the requirements stand to each other.
struct Shelf {
    /// The overlay of each, as a number.
    overlay: Vec<usize>,
    /// Place of each among all, the most specific first.
    rank: Vec<usize>,
    /// Each one's place in a walk of the trees, and the place after its last descendant.
    span: Vec<(usize, usize)>,
}

impl Shelf {
    fn of(requirements: &[Requirement]) -> Shelf {
        let mut names: Vec<&str> =
            requirements.iter().map(|requirement| requirement.overlay.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let overlay = requirements
            .iter()
            .map(|requirement| names.partition_point(|name| *name < requirement.overlay.as_str()));

        // A bucket within another is at least as specific as that one.
        let mut narrow: Vec<u8> = requirements.iter().map(|requirement| breadth(&requirement.from)).collect();
        for (ix, requirement) in requirements.iter().enumerate() {
            if let Some(parent) = requirement.parent.filter(|&parent| parent < ix) {
                narrow[ix] = narrow[ix].min(narrow[parent]);
            }
        }
        let mut by_rank: Vec<RequirementIx> = (0..requirements.len()).collect();
        by_rank.sort_by_key(|&ix| (narrow[ix], std::cmp::Reverse(requirements[ix].depth), ix));
        let mut rank = vec![0; requirements.len()];
        for (at, &ix) in by_rank.iter().enumerate() {
            rank[ix] = at;
        }

        let mut size = vec![1; requirements.len()];
        for (ix, requirement) in requirements.iter().enumerate().rev() {
            if let Some(parent) = requirement.parent.filter(|&parent| parent < ix) {
                size[parent] += size[ix];
            }
        }
        let mut free = vec![0; requirements.len()];
        let mut roots = 0;
        let mut span = Vec::with_capacity(requirements.len());
        for (ix, requirement) in requirements.iter().enumerate() {
            let place = requirement
                .parent
                .filter(|&parent| parent < ix)
                .map_or(&mut roots, |parent| &mut free[parent]);
            let start = *place;
            *place += size[ix];
            free[ix] = start + 1;
            span.push((start, start + size[ix]));
        }
        Shelf { overlay: overlay.collect(), rank, span }
    }

    fn within(&self, inner: RequirementIx, outer: RequirementIx) -> bool {
        let (start, end) = self.span[outer];
        inner != outer && (start..end).contains(&self.span[inner].0)
    }
}

/// How broadly a `from` asks: for named steps, a competency, a subject, a kind, anything.
fn breadth(from: &From) -> u8 {
    let asks = [
        !from.steps.is_empty(),
        from.competency.is_some(),
        !from.subjects.is_empty(),
        !from.kinds.is_empty(),
    ];
    asks.iter().position(|asks| *asks).map_or(4, |at| at as u8)
}

/// The steps that match each `from`, as (step, rank, requirement), sorted.
fn matches(plan: &Plan, shelf: &Shelf) -> Vec<(StepIx, usize, RequirementIx)> {
    let mut found = Vec::new();
    let mut comparisons = 0;
    for (ix, requirement) in plan.requirements().iter().enumerate() {
        let from = &requirement.from;
        if is_group(requirement) || breadth(from) == 4 {
            continue;
        }
        let named = (!from.steps.is_empty()).then(|| {
            let mut steps = from.steps.clone();
            steps.sort_unstable();
            steps.dedup();
            steps
        });
        let count = named.as_ref().map_or(plan.steps().len(), Vec::len);
        for at in 0..count {
            comparisons += 1;
            if comparisons > COMPARISONS || found.len() >= MATCHES {
                break;
            }
            let step = named.as_ref().map_or(at, |named| named[at]);
            if plan.steps().get(step).is_some_and(|step| fits(step, from)) {
                found.push((step, shelf.rank[ix], ix));
            }
        }
    }
    found.sort_unstable();
    found
}

/// Whether a step has all that a `from` asks besides being named. A step that is done shows a competency at the level asked
/// or above; one that is not may show less as yet and is on its way there.
fn fits(step: &Step, from: &From) -> bool {
    let subject =
        || step.subject.as_ref().is_some_and(|subject| from.subjects.iter().any(|name| says(subject, name)));
    let shows = |competency| {
        let mut shown = step.competencies.iter().filter(|shown| shown.competency == competency);
        let mut reaches = |least| shown.any(|shown| shown.level.is_some_and(|level| level >= least));
        match from.level.filter(|_| step.status.is_done()) {
            Some(least) => reaches(least),
            None => shown.next().is_some(),
        }
    };
    stage(step.status).is_some()
        && (from.kinds.is_empty() || from.kinds.contains(&step.kind))
        && (from.subjects.is_empty() || subject())
        && from.competency.is_none_or(shows)
}

/// Whether a text says a name, in any of its languages. Case and blanks around it do not matter.
fn says(text: &Text, name: &str) -> bool {
    let same = |said: &str| said.trim().eq_ignore_ascii_case(name.trim());
    match text {
        Text::Plain(said) => same(said),
        Text::Map(said) => said.iter().any(|(_, said)| same(said)),
    }
}

/// How full the buckets are.
struct Room {
    /// What each takes besides its sub-buckets' needs; None where it is no bucket.
    room: Vec<Option<f64>>,
    /// What is in that room: its own credits and the surplus of its sub-buckets.
    filled: Vec<f64>,
    parent: Vec<Option<RequirementIx>>,
}

impl Room {
    fn of(requirements: &[Requirement], shelf: &Shelf) -> Room {
        let bucket = |ix: RequirementIx| requirements[ix].kind == RequirementKind::Credits;
        let need = |ix: RequirementIx| requirements[ix].need.map(figure);
        let mut room: Vec<Option<f64>> =
            (0..requirements.len()).map(|ix| bucket(ix).then(|| need(ix).unwrap_or(f64::INFINITY))).collect();
        let mut parent = vec![None; requirements.len()];
        for (ix, requirement) in requirements.iter().enumerate() {
            let above = requirement.parent.filter(|&above| above < ix && bucket(above) && bucket(ix));
            parent[ix] = above.filter(|&above| shelf.overlay[above] == shelf.overlay[ix]);
            if let Some(room) = parent[ix].and_then(|above| room[above].as_mut()) {
                *room = (*room - need(ix).unwrap_or(0.0)).max(0.0);
            }
        }
        Room { room, filled: vec![0.0; requirements.len()], parent }
    }

    fn left(&self, ix: RequirementIx) -> f64 {
        self.room[ix].map_or(0.0, |room| (room - self.filled[ix]).max(0.0))
    }

    /// Puts credits into a bucket; its surplus takes up room above. A tree deeper than 64 buckets is filled less well.
    fn fill(&mut self, ix: RequirementIx, credits: f64) {
        let (mut at, mut more) = (Some(ix), credits);
        for _ in 0..64 {
            let Some(ix) = at.filter(|_| more > 0.0) else { return };
            let surplus = (more - self.left(ix)).max(0.0);
            self.filled[ix] += more;
            (at, more) = (self.parent[ix], surplus);
        }
    }
}

/// The requirements that one step serves, each once, with the credits it spends there.
fn spend(
    plan: &Plan,
    shelf: &Shelf,
    room: &mut Room,
    step: StepIx,
    matching: &[RequirementIx],
) -> Vec<(RequirementIx, f64)> {
    let step = &plan.steps()[step];
    let earns = step.status != Status::Waived;
    let mut spent: Vec<(RequirementIx, f64)> = Vec::new();
    let mut put = |room: &mut Room, requirement: RequirementIx, credits: f64| {
        room.fill(requirement, credits);
        match spent.iter_mut().find(|(at, _)| *at == requirement) {
            Some((_, already)) => *already += credits,
            None => spent.push((requirement, credits)),
        }
    };
    let bucket = |ix: RequirementIx| plan.requirements()[ix].kind == RequirementKind::Credits;

    let mut named: Vec<_> =
        step.counts.iter().filter(|counts| counts.requirement < shelf.rank.len()).collect();
    named.sort_by_key(|counts| std::cmp::Reverse(plan.requirements()[counts.requirement].depth));
    let mut purse: Vec<(usize, f64)> = Vec::new();
    for counts in named {
        let to = counts.requirement;
        if !bucket(to) {
            put(room, to, 0.0);
            continue;
        }
        let overlay = shelf.overlay[to];
        let asked = counts.credits.map(figure);
        let at = purse.iter().position(|(of, _)| *of == overlay).unwrap_or_else(|| {
            purse.push((overlay, step.credits.map_or(f64::INFINITY, figure)));
            purse.len() - 1
        });
        let left = purse[at].1;
        let credits = asked.unwrap_or(if left.is_finite() { left } else { 0.0 }).min(left);
        purse[at].1 -= credits;
        let mut rest = if earns { credits } else { 0.0 };
        for &within in matching.iter().filter(|&&within| bucket(within) && shelf.within(within, to)) {
            let part = room.left(within).min(rest);
            if part > 0.0 && shelf.overlay[within] == overlay {
                put(room, within, part);
                rest -= part;
            }
        }
        put(room, to, rest);
    }

    let mut unnamed: Vec<(usize, f64, RequirementIx)> = Vec::new();
    for &to in matching {
        let overlay = shelf.overlay[to];
        if !bucket(to) {
            put(room, to, 0.0);
        } else if !purse.iter().any(|(named, _)| *named == overlay) {
            let at = unnamed.iter().position(|(of, ..)| *of == overlay).unwrap_or_else(|| {
                let credits = step.credits.filter(|_| earns).map_or(0.0, figure);
                unnamed.push((overlay, credits, to));
                if credits == 0.0 {
                    put(room, to, 0.0);
                }
                unnamed.len() - 1
            });
            let part = room.left(to).min(unnamed[at].1);
            if part > 0.0 {
                put(room, to, part);
                unnamed[at].1 -= part;
            }
            unnamed[at].2 = to;
        }
    }
    for (_, surplus, last) in unnamed {
        if surplus > 0.0 {
            put(room, last, surplus);
        }
    }
    spent
}
