//! What may be done instead of what: steps joined by `alternative` links, and a step that was not met with the same
//! course taken again.

use super::marks::is_enough;
use super::matching::matches;
use super::progress::is_ahead;
use super::shelf::{is_told_whole, says_met};
use super::spend::{Stage, brings, stage};
use super::standing::SLACK;
use crate::plan::{Edge, EdgeKind, End, Kind, Plan, RequirementKind, Status, Step, StepIx, day_of};
use crate::sorted::{Fans, sorted};

/// Groups of steps of which any one will do.
pub(super) struct Instead {
    /// For each step, the first step of its group: itself where it has no alternative.
    group: Vec<StepIx>,
    /// The steps of each group.
    members: Fans,
    /// For each group, how far its furthest step is that satisfies.
    best: Vec<Option<Stage>>,
    /// The same without those whose mark is too low for something ahead.
    sound: Vec<Option<Stage>>,
    /// For each group, one that is under way, else one to be taken, else one that is done.
    taken: Vec<Option<StepIx>>,
}

/// So many alternatives are looked at; of more, the rest are taken to do.
pub(super) const ALTERNATIVES: usize = 64;

impl Instead {
    /// Joins alternatives of alternatives too: of A or B, and B or C, any one of the three will do. What was
    /// not met is joined with the next attempt at its `code`, a test without one by its title: transcripts have a row
    /// for each attempt, and rarely a link; and rows after that may be further terms of the same course.
    pub(super) fn of(plan: &Plan) -> Instead {
        let count = plan.steps().len();
        let mut group: Vec<StepIx> = (0..count).collect();
        fn first(group: &mut [StepIx], mut step: StepIx) -> StepIx {
            while group[step] != step {
                group[step] = group[group[step]];
                step = group[step];
            }
            step
        }
        for edge in plan.edges().iter().filter(|edge| edge.kind == EdgeKind::Alternative) {
            let Some((one, other)) = edge.steps() else { continue };
            let (one, other) = (first(&mut group, one), first(&mut group, other));
            group[one.max(other)] = one.min(other);
        }
        // A title is no code, though it may read like one.
        let code = |step: StepIx| {
            let step = &plan.steps()[step];
            let test = (step.kind == Kind::Assessment).then(|| (false, step.title.pick(&[]).words));
            step.code.as_deref().map(|code| (true, code)).or(test)
        };
        let failed = |step: StepIx| plan.steps()[step].status == Status::NotMet;
        if (0..count).any(|step| failed(step) && code(step).is_some()) {
            let key = |step: StepIx| (code(step), plan.steps()[step].phase);
            // Of what says no day, the one of the row before it.
            let (mut days, mut row) = (vec![i32::MIN; count], 0);
            for &step in &sorted(count, &|a, b| key(a).cmp(&key(b))) {
                let known = if key(row) == key(step) { days[row] } else { i32::MIN };
                days[step] = day_of(&plan.steps()[step]).unwrap_or(known);
                row = step;
            }
            // The last attempt of a code, where it was not met.
            let mut before: Option<StepIx> = None;
            for &again in &sorted(count, &|a, b| (key(a), days[a]).cmp(&(key(b), days[b]))) {
                before = before.filter(|&before| code(before).is_some() && code(before) == code(again));
                if let Some(before) = before {
                    let (one, other) = (first(&mut group, before), first(&mut group, again));
                    group[one.max(other)] = one.min(other);
                }
                // What was dropped or is only suggested is no attempt.
                let attempt = stage(plan.steps()[again].status).is_some();
                before = if failed(again) { Some(again) } else { before.filter(|_| !attempt) };
            }
        }
        for step in 0..count {
            group[step] = first(&mut group, step);
        }
        let members = Fans::by(count, count, &|step| Some(group[step]));
        let mut low = vec![false; count];
        for edge in plan.edges().iter().filter(|edge| edge.minimum.is_some() && is_ahead(plan, edge.to)) {
            let End::Step(from) = edge.from else { continue };
            for &one in members.at(group[from]).iter().take(ALTERNATIVES) {
                low[one] |= is_too_low(plan, edge, one);
            }
        }
        let [best, sound] = [vec![None; count], vec![None; count]];
        let mut instead = Instead { group, members, best, sound, taken: vec![None; count] };
        // Nor is a score enough where none that serves a requirement, or names it, is what that asks.
        let (steps, requirements) = (plan.steps(), plan.requirements());
        let mut named = Vec::new();
        for (ix, step) in steps.iter().enumerate() {
            step.counts.iter().for_each(|counts| named.push((counts.requirement, ix)));
        }
        // Of what is no score nothing is missing here, nor of what the school has met or waived as a whole.
        let mut enough = Vec::with_capacity(requirements.len());
        let (mut whole, mut scores) = (Vec::<bool>::with_capacity(requirements.len()), Vec::new());
        for asked in requirements {
            let is_within = |above: usize| whole[above] && requirements[above].overlay == asked.overlay;
            let is_choice = matches!(asked.kind, RequirementKind::Any | RequirementKind::Count);
            let is_told = is_told_whole(asked) || is_choice && says_met(asked) == Some(true);
            whole.push(is_told || asked.parent.is_some_and(is_within));
            let is_score = asked.kind == RequirementKind::Score && asked.need.is_some();
            let told = whole.last() == Some(&true) || says_met(asked) == Some(true);
            if is_score && !told {
                scores.push(enough.len());
            }
            enough.push(!is_score || told);
        }
        // All of that is about steps with another try.
        if !scores.is_empty() && (0..count).any(|ix| instead.group[ix] != ix) {
            let matches = matches(plan, &instead, &scores);
            for ix in (0..count).filter(|&ix| brings(&steps[ix]).is_some()) {
                matches.at(ix).iter().for_each(|&asked| named.push((asked, ix)));
            }
        }
        for &(asked, step) in &named {
            let value = steps[step].score.as_ref().and_then(|score| score.value).unwrap_or(0.0);
            enough[asked] |= steps[step].status == Status::Waived
                || requirements[asked].need.is_some_and(|need| value + SLACK >= need);
        }
        for &(asked, ix) in &named {
            let step = &steps[ix];
            let is_test = step.kind == Kind::Assessment || step.score.is_some();
            low[ix] |= is_test && !enough[asked] && step.status == Status::Completed;
        }
        for (ix, step) in plan.steps().iter().enumerate() {
            let group = instead.group[ix];
            if let Some(stage) = stage(step.status) {
                let further = |best: Option<Stage>| Some(best.map_or(stage, |sooner| sooner.min(stage)));
                instead.best[group] = further(instead.best[group]);
                if !low[ix] {
                    instead.sound[group] = further(instead.sound[group]);
                }
            }
        }
        for &at in &[Stage::UnderWay, Stage::Planned, Stage::Done] {
            for (ix, step) in plan.steps().iter().enumerate() {
                if stage(step.status) == Some(at) && !instead.is_spared(plan, ix) {
                    instead.taken[instead.group[ix]].get_or_insert(ix);
                }
            }
        }
        instead
    }

    /// How far the furthest of a step and its alternatives is, of those that satisfy; None where none of them is even
    /// planned.
    pub(super) fn best(&self, step: StepIx) -> Option<Stage> {
        self.best[self.group[step]]
    }

    /// How far what an edge asks for is: the furthest of its step and the alternatives, of those whose mark is enough.
    /// Of a further try nothing is asked.
    pub(super) fn asked(&self, plan: &Plan, edge: &Edge) -> Option<Stage> {
        let End::Step(from) = edge.from else { return None };
        if self.is_again(plan, edge) {
            return Some(Stage::Done);
        }
        let group = self.group[from];
        let mut some = self.members.at(group).iter().take(ALTERNATIVES);
        let low = edge.minimum.is_some() && some.any(|&one| is_too_low(plan, edge, one));
        (if low { &self.sound } else { &self.best })[group]
    }

    /// Whether an edge leads from a step that was tried to one that is taken in its place: a further try waits for no
    /// first one, though a catalogue may link the two.
    pub(super) fn is_again(&self, plan: &Plan, edge: &Edge) -> bool {
        edge.steps().is_some_and(|(from, to)| {
            let status = plan.steps()[from].status;
            self.group[from] == self.group[to] && (status == Status::NotMet || status.is_done())
        })
    }

    /// Whether a step is still before the learner: neither done, dropped nor only suggested, and nothing took its
    /// place. What was not met is made good by any alternative that is planned; what is planned is spared by one that
    /// is done, unless its mark is too low for something ahead: then it is to be taken again.
    pub(super) fn is_to_do(&self, plan: &Plan, step: StepIx) -> bool {
        match plan.steps()[step].status {
            Status::InProgress | Status::Reworking => true,
            Status::Planned => self.sound[self.group[step]] != Some(Stage::Done),
            Status::NotMet => self.best(step).is_none(),
            Status::Completed | Status::Waived | Status::Dropped | Status::Suggested => false,
        }
    }

    /// Whether a step is planned, and not to be taken because an alternative is done.
    pub(super) fn is_spared(&self, plan: &Plan, step: StepIx) -> bool {
        plan.steps()[step].status == Status::Planned && !self.is_to_do(plan, step)
    }

    /// Whether a step or an alternative of it is done, and it is not to be taken again.
    pub(super) fn is_reached(&self, plan: &Plan, step: StepIx) -> bool {
        self.best(step) == Some(Stage::Done) && !self.is_to_do(plan, step)
    }

    /// For each step, whether it brings no credit because an alternative stands for both: of several the furthest, then
    /// one that `serves`, then the one with the most credits, then the first. What is waived, or done without
    /// credits, takes no other's.
    pub(super) fn spare(&self, plan: &Plan, serves: &dyn Fn(StepIx) -> bool) -> Vec<bool> {
        self.beaten(plan, Stage::Done, serves)
    }

    /// For each step, whether it takes no room because an alternative is to be taken in its place. What is done takes
    /// none from what is under way: both are taken.
    pub(super) fn not_taken(&self, plan: &Plan) -> Vec<bool> {
        self.beaten(plan, Stage::UnderWay, &|_| true)
    }

    /// Which steps stand behind an alternative, of those that are not further than `from`.
    fn beaten(&self, plan: &Plan, from: Stage, serves: &dyn Fn(StepIx) -> bool) -> Vec<bool> {
        let steps = plan.steps();
        let use_of = |ix: StepIx| (serves(ix), worth(&steps[ix]));
        let mut beaten = vec![false; steps.len()];
        let mut best = vec![usize::MAX; steps.len()];
        for (ix, step) in steps.iter().enumerate() {
            let stage_of = |step: &Step| brings(step).filter(|_| step.status != Status::Waived);
            let Some(here) = stage_of(step).filter(|&stage| stage >= from) else { continue };
            if self.is_spared(plan, ix) {
                beaten[ix] = true;
            } else if here != Stage::Done || worth(step) > 0.0 {
                let best = &mut best[self.group[ix]];
                if let Some(other) = steps.get(*best) {
                    let there = stage_of(other);
                    if there < Some(here) || there == Some(here) && use_of(ix) <= use_of(*best) {
                        beaten[ix] = true;
                        continue;
                    }
                    beaten[*best] = true;
                }
                *best = ix;
            }
        }
        beaten
    }

    /// The first step of a step's group, which stands for the group.
    pub(super) fn group(&self, step: StepIx) -> StepIx {
        self.group[step]
    }

    /// Of a step and its alternatives, one that is under way, else one to be taken, else one that is done.
    pub(super) fn taken(&self, step: StepIx) -> Option<StepIx> {
        self.taken[self.group[step]]
    }

    /// For each step, the one that leads on in its place: itself, unless it was not met, was dropped or is spared, and
    /// another will do.
    fn stand_ins(&self, plan: &Plan) -> Vec<StepIx> {
        let mut stand_ins = Vec::with_capacity(plan.steps().len());
        for (ix, step) in plan.steps().iter().enumerate() {
            let in_vain = matches!(step.status, Status::NotMet | Status::Dropped) || self.is_spared(plan, ix);
            stand_ins.push(self.taken(ix).filter(|_| in_vain).unwrap_or(ix));
        }
        stand_ins
    }

    /// The steps of each group.
    pub(super) fn groups(&self) -> &Fans {
        &self.members
    }
}

/// For each step, the one that leads on in its place, mostly itself.
pub fn stand_ins(plan: &Plan) -> Vec<StepIx> {
    if has_tries(plan) { Instead::of(plan).stand_ins(plan) } else { (0..plan.steps().len()).collect() }
}

/// Whether any two steps could be tries of one thing. Else each leads on itself, and a press on a card of thousands
/// need not wait for that.
fn has_tries(plan: &Plan) -> bool {
    plan.steps().iter().any(|step| step.status == Status::NotMet)
        || plan.edges().iter().any(|edge| edge.kind == EdgeKind::Alternative)
}

/// The ends of a link, where it is passed by way of what stands in for them: it begins at what leads on in the place of
/// its first, but where it leads to what was done before that; and what led to a step that was not met leads to its
/// other try, but what led to one that was dropped or is spared was never said of another. None where it joins two that
/// stand for one another.
pub fn passed(plan: &Plan, stand_ins: &[StepIx], edge: &Edge) -> Option<(End, End)> {
    let taken = |end: End| match end {
        End::Step(step) => End::Step(stand_ins[step]),
        goal => goal,
    };
    let (mut from, to) = (taken(edge.from), taken(edge.to));
    if let (End::Step(first), End::Step(then)) = (from, edge.to)
        && is_done_before(plan, then, first)
    {
        from = edge.from;
    }
    let is_tried = matches!(edge.to, End::Step(to) if plan.steps()[to].status == Status::NotMet);
    (from != to).then_some((from, if is_tried { to } else { edge.to }))
}

/// Whether a step was done before another one was.
fn is_done_before(plan: &Plan, step: StepIx, other: StepIx) -> bool {
    let (step, other) = (&plan.steps()[step], &plan.steps()[other]);
    step.status.is_done() && (!other.status.is_done() || other.phase > step.phase)
}

/// Of each link, what is taken instead of what leads to this step, where that was not enough, is spared or is not to
/// come: what is under way, else planned, else done. And the [`stand_ins`].
pub fn other_tries(plan: &Plan, step: StepIx) -> (Vec<Option<StepIx>>, Vec<StepIx>) {
    if !has_tries(plan) {
        return (Vec::new(), stand_ins(plan));
    }
    let instead = Instead::of(plan);
    let again = |edge: &Edge| {
        let End::Step(from) = edge.from else { return None };
        let of_it = edge.kind.orders() && edge.to == End::Step(step) && !instead.is_again(plan, edge);
        let in_vain = stage(plan.steps()[from].status).is_none() || is_too_low(plan, edge, from);
        let again = instead.taken(from).filter(|_| of_it && (in_vain || instead.is_spared(plan, from)));
        again.filter(|&again| again != step && again != from && !is_done_before(plan, step, again))
    };
    (plan.edges().iter().map(again).collect(), instead.stand_ins(plan))
}

/// Whether the mark of a completed step, which an edge requires or which is another try at that, is lower than it asks.
pub(super) fn is_too_low(plan: &Plan, edge: &Edge, step: StepIx) -> bool {
    let (EdgeKind::Requires, End::Step(from), Some(minimum)) = (edge.kind, edge.from, &edge.minimum) else {
        return false;
    };
    let it = &plan.steps()[step];
    let low = |mark: &String| is_enough(mark, minimum) == Some(false);
    is_same(plan, from, step) && it.status == Status::Completed && it.mark.as_ref().is_some_and(low)
}

/// Whether two steps are the same course, by the school's code: a minimum is that of each try at it.
pub(super) fn is_same(plan: &Plan, one: StepIx, other: StepIx) -> bool {
    let code = |step: StepIx| plan.steps()[step].code.as_ref();
    one == other || code(one).is_some() && code(one) == code(other)
}

/// The credits that a step brings.
fn worth(step: &Step) -> f64 {
    step.credits.or(step.counts.iter().find_map(|counts| counts.credits)).unwrap_or(0.0)
}
