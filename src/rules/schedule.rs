//! In which order: a phase for each step that has none, proposed and never imposed.
//!
//! It is one file, since a proposal and its reasons come from the same constraints.

use super::clash::clash;
use super::dag::for_goal;
use super::findings::lasts;
use super::instead::{Instead, is_too_low};
use super::now::stands;
use super::progress;
use super::search::{At, Model, Rule, Thing, put_off};
use super::shelf::{GRAINS, grains};
use super::spend::{Stage, is_from_elsewhere, stage};
use crate::plan::{
    Date, EdgeKind, Kind, Phase, PhaseIx, PhaseKind, Plan, Status, Step, StepIx, day_of, spans,
};
use crate::sorted::{Fans, sorted};

/// Where steps could go, or why they cannot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// The steps that it places or moves, in the plan's order. Empty where there is nothing to place, and where there
    /// is no way to.
    pub placed: Vec<Placed>,
    /// Why there is no placement, where there is none.
    pub conflict: Option<Conflict>,
    /// Whether no placement is better; of a conflict, whether nothing can be left out of it. False where the plan is so
    /// large that the search came to an end before it knew; then this is the best it found, which may be nothing.
    pub proven: bool,
}

/// A step, and the phase proposed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The step.
    pub step: StepIx,
    /// The earliest phase that is good for it and the rest.
    pub phase: PhaseIx,
    /// What keeps it from going earlier.
    pub because: Why,
}

/// Why a step does not stand a phase earlier.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// It could not: this is the first phase there is for it.
    First,
    /// This step comes first, and stands in the phase before it or in the same one.
    After(StepIx),
    /// It goes along with this step, or comes later.
    With(StepIx),
    /// It is better done after this step.
    Recommended(StepIx),
    /// It is not offered in that phase.
    NotOffered(PhaseIx),
    /// That phase has begun, and courses begin with it.
    Begun(PhaseIx),
    /// That phase is full, with what was placed there and what stood there already.
    Full(PhaseIx),
    /// It stood here already, or as near as can be to where it stood.
    Near,
}

/// What cannot be had together: leave any one part out, and the rest can be placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conflict {
    /// Steps to be placed, in the plan's order.
    pub steps: Vec<StepIx>,
    /// Edges of the plan that bind them.
    pub edges: Vec<usize>,
    /// Phases whose `max_credits` they do not fit under, beside what stands there.
    pub limits: Vec<PhaseIx>,
}

/// How a step may be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// Not at all; nothing is said of where it stands.
    Fixed,
    /// It has no place yet.
    Free,
    /// It has a place, which is to be good.
    Named,
    /// It has a place and gives it up where it must.
    Loose,
}

/// The best phases for the planned steps that have none: no `phase`, and no date that lies in one.
///
/// Each goes, not before today, where it is [offered](crate::plan::StepFacts::offered) (without a word on that,
/// anywhere but in a summer); after what it `requires` and what `leads-to` it, in a later phase, or within one of more
/// than a year; along with or after its corequisites; and where [`max_credits`](Phase::max_credits) leaves room. Where
/// one of the two has its place and one is no course, the same phase will do, as in [`findings`](fn@super::findings).
/// (A phase later is always sound, and keeps the search exact for real plans. So two courses of a grade that findings
/// take for half a year each go into two phases here: that is guessed from credits, and a finding is to be sure that it
/// cannot be, a proposal that it can.) Any one of alternatives will do. A course does not go into a phase that has
/// begun, and a step that counts toward the diploma not behind school. Tests, credentials and what is not a course or
/// an experience take no room.
///
/// Best is: graduation earliest, then the primary goal, then the fewest steps before what is recommended before them,
/// then the earliest phases in all, then the earlier step earlier. That is found exactly for real plans, by the search
/// told in `search.rs`; `proven` says so. What the host placed, what is done and what is under way stays. A suggested
/// step is not yet the learner's and waits. Where phases were made from the links there is nothing to propose.
pub fn schedule(plan: &Plan, today: Date) -> Proposal {
    let mut holds = Vec::with_capacity(plan.steps().len());
    let spans = spans(plan.phases());
    for step in plan.steps() {
        let free = !step.phase_given && step.status == Status::Planned && !is_dated(&spans, step);
        holds.push(if free { Hold::Free } else { Hold::Fixed });
    }
    if holds.iter().all(|hold| *hold == Hold::Fixed) {
        return Proposal { proven: true, ..Proposal::default() };
    }
    propose(plan, today, &holds, &[for_diploma(plan), for_goal(plan)])
}

impl Proposal {
    /// Puts the steps where they are proposed.
    pub(super) fn impose(&self, plan: &mut Plan) {
        for placed in &self.placed {
            plan.steps[placed.step].phase = placed.phase;
        }
    }
}

/// Whether the day of a step lies in the phase it stands in.
pub(super) fn is_dated(spans: &[(i32, i32)], step: &Step) -> bool {
    let (first, last) = spans[step.phase];
    day_of(step).is_some_and(|day| first <= day && day <= last)
}

/// No document makes the search keep more than this: phases of steps, or steps of which one must go before another.
const MOST: usize = 1 << 20;

/// The best phases for the steps that may be moved. `ends` say of each step whether the diploma waits for it, and the
/// goal.
pub(super) fn propose(plan: &Plan, today: Date, holds: &[Hold], ends: &[Vec<bool>; 2]) -> Proposal {
    let named = plan.phases().iter().any(|phase| phase.title.is_some());
    let movable = holds.iter().filter(|hold| **hold != Hold::Fixed).count();
    let Some(stands) = stands(plan, today).filter(|_| named && movable > 0) else {
        return Proposal { proven: true, ..Proposal::default() };
    };
    if movable * plan.phases().len() > MOST {
        return Proposal::default();
    }
    let task = Task::of(plan, stands, holds, ends);
    if task.rules > MOST {
        return Proposal::default();
    }
    let found = task.model.best();
    let mut proposal = Proposal { proven: found.proven, ..Proposal::default() };
    if let Some(at) = found.at {
        let reasons = Reasons::of(plan, &task, &at);
        for (thing, &phase) in at.iter().enumerate() {
            let step = task.steps[thing];
            if holds[step] == Hold::Free || plan.steps()[step].phase != phase {
                proposal.placed.push(Placed { step, phase, because: reasons.of_thing(thing) });
            }
        }
    } else if found.proven {
        let clash = clash(&task.model);
        proposal.proven = clash.smallest;
        let mut conflict = Conflict { limits: clash.limits, ..Conflict::default() };
        for &thing in &clash.things {
            conflict.steps.push(task.steps[thing]);
        }
        for &rule in &clash.rules {
            conflict.edges.push(task.edges[rule].0);
        }
        proposal.conflict = Some(conflict);
    }
    proposal
}

/// A plan's steps to place, in numbers.
struct Task {
    model: Model,
    now: PhaseIx,
    /// The step of each thing.
    steps: Vec<StepIx>,
    /// The edge of each rule, and the steps of which any one must be before.
    edges: Vec<(usize, Vec<StepIx>)>,
    /// Of each step: what it is in the task; None where it is no part of the plan.
    at: Vec<Option<At>>,
    /// How many steps the rules name.
    rules: usize,
    /// The step that each wish is to have first.
    wishes: Vec<StepIx>,
    /// Whether the phase of now has begun.
    begun: bool,
}

impl Task {
    fn of(plan: &Plan, (now, begun): (PhaseIx, bool), holds: &[Hold], ends: &[Vec<bool>; 2]) -> Task {
        let phases = plan.phases();
        let mut model = Model {
            long: Vec::with_capacity(phases.len()),
            room: Vec::with_capacity(phases.len()),
            things: Vec::new(),
            rules: Vec::new(),
            wishes: Vec::new(),
            ends: [0; 2],
        };
        for phase in phases {
            model.long.push(is_long(phase));
            model.room.push(phase.max_credits.map(thousandths));
        }
        let mut task = Task {
            model,
            now,
            steps: Vec::new(),
            edges: Vec::new(),
            at: Vec::with_capacity(holds.len()),
            rules: 0,
            wishes: Vec::new(),
            begun,
        };
        let [diploma, goal] = ends;
        let instead = Instead::of(plan);
        let (not_taken, spans) = (instead.not_taken(plan), spans(phases));
        for (ix, step) in plan.steps().iter().enumerate() {
            let ends = [diploma[ix], goal[ix]];
            // Of alternatives, one will be taken.
            let size = if not_taken[ix] { 0 } else { room(step).map_or(0, thousandths) };
            if stage(step.status).is_none() {
                // A failed try has taken its room.
                if let Some(room) = &mut task.model.room[step.phase]
                    && step.status == Status::NotMet
                    && (step.phase_given || is_dated(&spans, step))
                {
                    *room = room.saturating_sub(size);
                }
                task.at.push(None);
            } else if holds[ix] == Hold::Fixed {
                task.at.push(Some(At::Fixed(step.phase)));
                put_off(&mut task.model.ends, ends, step.phase);
                if let Some(room) = &mut task.model.room[step.phase] {
                    *room = room.saturating_sub(size);
                }
            } else {
                task.at.push(Some(At::Thing(task.steps.len())));
                let mut open = Vec::with_capacity(phases.len());
                for phase in 0..phases.len() {
                    open.push(match holds[ix] {
                        Hold::Named => phase == step.phase,
                        Hold::Loose if phase == step.phase => true,
                        _ => phase >= now && task.why_closed(plan, step, phase, ends[0]).is_none(),
                    });
                }
                let stood = (holds[ix] != Hold::Free).then_some(step.phase);
                task.model.things.push(Thing { open, size, stood, ends });
                task.steps.push(ix);
            }
        }
        task.bind(plan, holds, &instead);
        task
    }

    /// Why a step may not stand in a phase that is not over, whatever else stands where.
    fn why_closed(&self, plan: &Plan, step: &Step, phase: PhaseIx, diploma: bool) -> Option<Why> {
        let it = &plan.phases()[phase];
        let says_so = step.offered.contains(&phase);
        let course = step.kind == Kind::Course;
        if !says_so && (!step.offered.is_empty() || it.kind == PhaseKind::Summer) {
            Some(Why::NotOffered(phase))
        } else if phase == self.now && self.begun && course && !is_long(it) {
            Some(Why::Begun(phase))
        } else if !says_so && diploma && it.kind == PhaseKind::Postsecondary {
            Some(Why::NotOffered(phase))
        } else {
            None
        }
    }

    /// Makes rules and wishes of the edges between steps of which at least one is to be placed.
    fn bind(&mut self, plan: &Plan, holds: &[Hold], instead: &Instead) {
        let groups = instead.groups();
        let named =
            |ix: StepIx| matches!(holds[ix], Hold::Fixed | Hold::Named) && plan.steps()[ix].phase_given;
        for (ix, edge) in plan.edges().iter().enumerate() {
            let Some((from, to)) = edge.steps() else { continue };
            let planned = plan.steps()[to].status == Status::Planned;
            let Some(then) = self.at[to].filter(|_| planned) else { continue };
            if matches!(edge.kind, EdgeKind::Recommended | EdgeKind::EvidenceFor) {
                if let Some(before) = self.at[from]
                    && !plan.steps()[from].status.is_done()
                    && (is_thing(before) || is_thing(then))
                {
                    self.model.wishes.push((before, then));
                    self.wishes.push(from);
                }
                continue;
            }
            if edge.kind == EdgeKind::Alternative || instead.asked(plan, edge) == Some(Stage::Done) {
                continue;
            }
            let (mut before, mut firsts) = (Vec::new(), Vec::new());
            let (mut given, mut strictly) = (true, false);
            let group = groups.at(instead.group(from));
            self.rules += group.len();
            if self.rules > MOST {
                return;
            }
            for &one in group {
                if let Some(at) = self.at[one].filter(|_| one != to && !is_too_low(plan, edge, one)) {
                    before.push(at);
                    firsts.push(one);
                    let placed = holds[one] != Hold::Free || holds[to] != Hold::Free;
                    strictly |= !placed || lasts(&plan.steps()[one], &plan.steps()[to]);
                    // Who named both phases may have meant one after the other within the phase.
                    given &= named(one) && plan.steps()[one].phase <= plan.steps()[to].phase;
                }
            }
            given &= named(to);
            let open = is_thing(then) || before.iter().any(|&at| is_thing(at));
            if open && !given && !before.is_empty() {
                let strictly = strictly && edge.kind != EdgeKind::Corequisite;
                self.model.rules.push(Rule { before, then, strictly });
                self.edges.push((ix, firsts));
            }
        }
        self.sort_rules();
    }

    /// Puts rules in the order of what comes after, so that one pass forwards is enough where there are no
    /// corequisites.
    fn sort_rules(&mut self) {
        let rules = std::mem::take(&mut self.model.rules);
        let then = |ix: usize| match rules[ix].then {
            At::Thing(thing) => thing,
            At::Fixed(_) => usize::MAX,
        };
        let mut edges = Vec::with_capacity(rules.len());
        for &ix in &sorted(rules.len(), &|a, b| then(a).cmp(&then(b))) {
            self.model.rules.push(rules[ix].clone());
            edges.push(std::mem::take(&mut self.edges[ix]));
        }
        self.edges = edges;
    }
}

/// Why things stand where a placement has them.
struct Reasons<'a> {
    plan: &'a Plan,
    task: &'a Task,
    /// The phase of each thing.
    at: &'a [PhaseIx],
    /// The rules about what comes before each thing, and the wishes.
    rules: Fans,
    wishes: Fans,
}

impl Reasons<'_> {
    fn of<'a>(plan: &'a Plan, task: &'a Task, at: &'a [PhaseIx]) -> Reasons<'a> {
        let model = &task.model;
        let thing = |then: At| if let At::Thing(thing) = then { Some(thing) } else { None };
        Reasons {
            plan,
            task,
            at,
            rules: Fans::by(at.len(), model.rules.len(), &|rule| thing(model.rules[rule].then)),
            wishes: Fans::by(at.len(), model.wishes.len(), &|wish| thing(model.wishes[wish].1)),
        }
    }

    /// Why a thing does not stand a phase earlier than it does.
    fn of_thing(&self, thing: usize) -> Why {
        let (task, model) = (self.task, &self.task.model);
        let it = &model.things[thing];
        if it.stood.is_some_and(|stood| stood >= self.at[thing]) {
            return Why::Near;
        }
        let here = |one: At| match one {
            At::Thing(thing) => self.at[thing],
            At::Fixed(phase) => phase,
        };
        let step = &self.plan.steps()[task.steps[thing]];
        for earlier in (task.now..self.at[thing]).rev() {
            // What must be before it says more than what may be along with it.
            let mut waits = None;
            for &rule in self.rules.at(thing) {
                let (rule, (edge, firsts)) = (&model.rules[rule], &task.edges[rule]);
                // Of alternatives, the one that stands first does.
                let soonest = firsts.iter().zip(&rule.before).min_by_key(|(_, before)| here(**before));
                let Some((&from, &before)) = soonest else { continue };
                let first = self.plan.edges()[*edge].kind != EdgeKind::Corequisite;
                if !model.follows(here(before), earlier, rule.strictly) && (waits.is_none() || first) {
                    waits = Some(if first { Why::After(from) } else { Why::With(from) });
                }
            }
            if let Some(waits) = waits {
                return waits;
            }
            if it.stood.is_some() {
                return Why::Near;
            }
            if let Some(closed) = task.why_closed(self.plan, step, earlier, it.ends[0]) {
                let summer = self.plan.phases()[earlier].kind == PhaseKind::Summer && step.offered.is_empty();
                if summer {
                    continue;
                }
                return closed;
            }
            for &wish in self.wishes.at(thing) {
                if here(model.wishes[wish].0) > earlier {
                    return Why::Recommended(task.wishes[wish]);
                }
            }
            // With room for it, the search would have found it there first.
            return Why::Full(earlier);
        }
        Why::First
    }
}

fn is_thing(at: At) -> bool {
    matches!(at, At::Thing(_))
}

/// Whether a phase is so long that one thing may follow another within it: more than a year, or all that comes after
/// school.
pub(super) fn is_long(phase: &Phase) -> bool {
    match (phase.start, phase.end) {
        (Some(start), Some(end)) => start.first_day().days_to(end.last_day()) > 366,
        _ => phase.kind == PhaseKind::Postsecondary,
    }
}

/// Credits as whole thousandths, less what is over: three of two thirds are no more than two.
fn thousandths(credits: f64) -> u64 {
    grains(credits) as u64 / (GRAINS / 1000.0) as u64
}

/// How many of a phase's credits a step takes up. Only courses and experiences take any; credit of other schools and
/// of exams takes none, nor does what is waived.
pub(super) fn room(step: &Step) -> Option<f64> {
    let taken = matches!(step.kind, Kind::Course | Kind::Experience)
        && step.status != Status::Waived
        && !is_from_elsewhere(step);
    step.credits.filter(|_| taken)
}

/// Which steps count toward the diploma.
pub(super) fn for_diploma(plan: &Plan) -> Vec<bool> {
    let mut counts = vec![false; plan.steps().len()];
    if plan.requirements().is_empty() {
        return counts;
    }
    for (ix, standing) in progress(plan).requirements.iter().enumerate() {
        for &(step, _) in standing.steps.iter().filter(|_| plan.requirements()[ix].is_of_diploma()) {
            counts[step] = true;
        }
    }
    counts
}
