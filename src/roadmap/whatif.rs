//! What if: the other ways there are, and what one of them changes.

use super::pen::Pen;
use super::picture::phase;
use super::{Phrase, Section, Sign, join, phrase, plain, schedule, summary, title, why};
use crate::plan::{End, GoalStatus, Person, PhaseIx, Plan, RequirementIx, Role, Status, Step, StepIx};
use crate::rules::{
    Becomes, Choice, Comparison, Graduation, Held, Late, Move, Proposal, may_switch, through_line,
};
use crate::state::{Lit, State, WhatIf};
use crate::words::Words;

/// What becomes of a step, or is proposed for it: said, and drawn as a shape beside the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// For the style sheet.
    pub name: &'static str,
    /// None where it is only proposed.
    pub sign: Option<Sign>,
    /// In the reader's words.
    pub words: String,
    /// Why the proposed phase is the best.
    pub reason: Option<String>,
}

/// A way to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Which; [`Choice::Own`] is the plan as it is.
    pub choice: Choice,
    /// What it is called.
    pub title: Phrase,
    /// Whether it is the one on the map.
    pub shown: bool,
}

/// What another way changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// What the way is called.
    pub title: Phrase,
    /// "9 of 14 steps carry over; Chemistry moves to Grade 11; graduation on time."
    pub sentence: String,
    /// The id of the pathway, where the viewer may ask to go it.
    pub ask: Option<String>,
    /// Credits and phases it costs or saves, and what the host says of it.
    pub facts: Vec<Phrase>,
    /// What is new, left out and moved; what it lacks; in which order; why it does not fit.
    pub sections: Vec<Section>,
}

/// The ways that can be chosen, the plan as it is first; none where there is no other.
///
/// Beside the plan's pathways these are goals like the primary one that no pathway leads to.
pub fn ways(state: &State, words: &Words) -> Vec<Way> {
    let Some(plan) = state.own_plan() else { return Vec::new() };
    let chosen = state.what_if.as_ref().map_or(Choice::Own, |what_if| what_if.choice);
    let mut ways = Vec::new();
    let mut way = |choice, title| ways.push(Way { choice, title, shown: choice == chosen });
    way(Choice::Own, named(plan, words, Choice::Own));
    for (ix, pathway) in plan.pathways().iter().enumerate() {
        if !pathway.current {
            way(Choice::Pathway(ix), named(plan, words, Choice::Pathway(ix)));
        }
    }
    let primary = plan.primary_goal();
    let kind = primary.and_then(|goal| plan.goals().get(goal)).map(|goal| goal.kind);
    for (ix, goal) in plan.goals().iter().enumerate() {
        let led = || plan.pathways().iter().any(|way| way.goal == Some(ix));
        if primary != Some(ix) && kind == Some(goal.kind) && goal.status != GoalStatus::Met && !led() {
            way(Choice::Goal(ix), named(plan, words, Choice::Goal(ix)));
        }
    }
    if ways.len() == 1 { Vec::new() } else { ways }
}

/// What a way is called: a pathway has its own title, a goal too; the plan as it is has none.
fn named(plan: &Plan, words: &Words, choice: Choice) -> Phrase {
    let title = match choice {
        Choice::Own => None,
        Choice::Pathway(ix) => plan.pathways().get(ix).map(|way| &way.title),
        Choice::Goal(ix) => plan.goals().get(ix).map(|goal| &goal.title),
    };
    title.map_or_else(|| plain(words.say("ways.own")), |title| phrase(words, title))
}

/// The mark of what another way leaves out.
pub const LEFT: &str = "left";
/// The section of what another way lacks.
pub const LACKS: &str = "lacks";

/// A step as the plan itself has it, while another way is laid over it.
pub fn before(state: &State, step: StepIx) -> Option<&Step> {
    let before = *state.what_if.as_ref()?.comparison.before.get(step)?;
    state.own_plan()?.steps().get(before?)
}

/// By step: what the way that is laid over the plan changes about it, and what is proposed for it. What stays has no
/// mark, so that what does not is seen.
pub fn marks(plan: &Plan, what_if: Option<&WhatIf>, proposal: &Proposal, words: &Words) -> Vec<Option<Mark>> {
    let mut marks: Vec<Option<Mark>> = Vec::with_capacity(plan.steps().len());
    for step in 0..plan.steps().len() {
        let sign = what_if.and_then(|what_if| sign(&what_if.comparison, step));
        marks.push(sign.map(|(name, sign)| Mark {
            name,
            sign: Some(sign),
            words: words.named("becomes.", name),
            reason: None,
        }));
    }
    if let Some(what_if) = what_if {
        for step in &what_if.comparison.moves {
            let words = from_to(plan, words, step);
            marks[step.step] = Some(Mark { name: "moved", sign: Some(Sign::Moved), words, reason: None });
        }
    }
    for placed in &proposal.placed {
        if was_there(what_if, placed.step) {
            continue;
        }
        let phase = phase(plan, words, placed.phase);
        let new = Mark { name: "proposed", sign: None, words: String::new(), reason: None };
        let mark = marks[placed.step].get_or_insert(new);
        mark.reason = Some(schedule::reason(plan, words, placed));
        join(&mut mark.words, " · ", &words.fill("order.proposed", &[("phase", &phase)]));
    }
    marks
}

/// What is a step's mark on another way, and its shape, but where it moves; None where it stays as it is.
fn sign(comparison: &Comparison, step: StepIx) -> Option<(&'static str, Sign)> {
    match comparison.changes.get(step)? {
        // The way would add it, and an alternative is done.
        Becomes::Aside if comparison.before.get(step)?.is_none() => Some((LEFT, Sign::Left)),
        Becomes::Kept | Becomes::Earned { serves: true } | Becomes::Aside => None,
        Becomes::Earned { serves: false } => Some(("spare", Sign::Earned)),
        Becomes::Added => Some(("added", Sign::Added)),
        Becomes::Dropped => Some((LEFT, Sign::Left)),
    }
}

/// "Moves from Grade 10 to Grade 11".
fn from_to(plan: &Plan, words: &Words, step: &Move) -> String {
    let (from, to) = (phase(plan, words, step.from), phase(plan, words, step.to));
    words.fill("becomes.moved", &[("from", &from), ("to", &to)])
}

/// Whether the plan itself has a step to take: it moves or stands where it stood, and nothing is proposed for it.
pub fn was_there(what_if: Option<&WhatIf>, step: StepIx) -> bool {
    what_if.is_some_and(|what_if| what_if.comparison.changes.get(step) != Some(&Becomes::Added))
}

/// What the way that is laid over the plan changes.
pub fn changed(what_if: &WhatIf, words: &Words) -> Changed {
    let comparison = &*what_if.comparison;
    let plan = &comparison.plan;
    let mut sentence = carried(comparison, words);
    let semicolon = words.say("list.semicolon");
    let mut part = |said: String| join(&mut sentence, &semicolon, &said);
    match comparison.moves.as_slice() {
        [] => {}
        [one] => {
            let phase = phase(plan, words, one.to);
            let step = title(plan, words, End::Step(one.step));
            part(words.fill("whatif.moves", &[("step", &step), ("phase", &phase)]));
        }
        many => part(words.count("whatif.move", many.len() as f64, &[])),
    }
    if let Some(said) = graduation(comparison, words) {
        part(said);
    }
    let (unmet, lost) = unmet(comparison);
    if lost > 0 {
        part(words.count("whatif.lost", lost as f64, &[]));
    }
    sentence += &words.say("why.end");

    let pen = &mut Pen::new(plan, words);
    if let Some((now, then)) = comparison.credits {
        let key = if then < now { "whatif.fewer" } else { "whatif.more" };
        if now != then {
            pen.fill(key, "credits", &words.credits(now.abs_diff(then) as f64 / 1000.0));
        }
    }
    let (now, then) = comparison.reached;
    // What is only suggested leads to the goal and does not reach it.
    let known = then.is_some() || through_line(plan).route.is_empty();
    if let Some(goal) = plan.primary_goal().filter(|_| known) {
        // Of another goal it is not known when the plan reaches it.
        let now = now.filter(|_| what_if.own.primary_goal() == Some(goal));
        let goal = title(plan, words, End::Goal(goal));
        let key = match then {
            None => "whatif.no-way",
            Some(_) if now.is_none() || now == then => "whatif.reached",
            Some(_) => "whatif.moved-goal",
        };
        let phase = |ix: Option<PhaseIx>| ix.map_or(String::new(), |ix| phase(plan, words, ix));
        let blanks = [("goal", &*goal), ("phase", &phase(then)), ("now", &phase(now))];
        pen.tell(words.fill(key, &blanks));
    }
    let mut ask = None;
    if let Choice::Pathway(ix) = what_if.choice
        && let Some(way) = what_if.own.pathways().get(ix)
    {
        pen.text(way.summary.as_ref());
        ask = Some(way.id.clone()).filter(|_| may_switch(&what_if.own));
    }
    if ask.is_none() && plan.viewer.is_some() && summary::is_own(plan) {
        let is_counselor = |person: &&Person| person.role == Some(Role::Counselor) && person.name.is_some();
        let counselor = plan.people.iter().find(is_counselor).and_then(|person| person.name.clone());
        let person = counselor.unwrap_or_else(|| words.say("whatif.counselor"));
        pen.fill("whatif.talk", "person", &person);
    }
    let facts = pen.line();
    sections(pen, comparison, what_if, &unmet);
    Changed {
        ask,
        title: named(&what_if.own, words, what_if.choice),
        sentence,
        facts,
        sections: pen.sections(),
    }
}

/// What the way lacks stands first: it is the price.
fn sections(pen: &mut Pen, comparison: &Comparison, what_if: &WhatIf, unmet: &[RequirementIx]) {
    for &(end, missing) in &comparison.lacks {
        pen.fill("next.blocked-by", "steps", &title(pen.plan, pen.words, End::Step(missing)));
        pen.end(end);
    }
    for &ix in unmet {
        let requirement = &pen.plan.requirements()[ix];
        let whole = why::whole(pen.plan, requirement);
        if whole.id != requirement.id {
            pen.beside(phrase(pen.words, &whole.title));
        }
        pen.light_too(Lit::Requirement(ix));
        pen.theirs(&requirement.title);
    }
    pen.close_some(LACKS, "ways.unmet");
    for &(name, heading, wanted) in &[
        ("added", "becomes.added", Becomes::Added),
        ("left", "becomes.left", Becomes::Dropped),
        ("spare", "becomes.spare", Becomes::Earned { serves: false }),
    ] {
        for &step in &which(comparison, wanted) {
            pen.end(End::Step(step));
        }
        pen.close_some(name, heading);
    }
    for step in &comparison.moves {
        pen.tell(from_to(pen.plan, pen.words, step));
        pen.end(End::Step(step.step));
    }
    pen.close_some("moved", "ways.moved");
    schedule::schedule(pen, &comparison.proposal, &|step| was_there(Some(what_if), step));
}

/// The steps that become this.
pub fn which(comparison: &Comparison, wanted: Becomes) -> Vec<StepIx> {
    let mut steps = Vec::new();
    for (step, change) in comparison.changes.iter().enumerate() {
        if *change == wanted {
            steps.push(step);
        }
    }
    steps
}

/// "9 of 14 steps carry over".
fn carried(comparison: &Comparison, words: &Words) -> String {
    let (some, all) = comparison.count().carried();
    words.some_of("whatif.carried", some as f64, all as f64)
}

/// How much later the learner would graduate.
pub fn late(words: &Words, late: Late) -> String {
    match late.months {
        Some(months) => words.count("graduation.months", f64::from(months), &[]),
        None => words.say("graduation.later"),
    }
}

/// Whether the learner would graduate on time, where that is known.
pub fn graduation(comparison: &Comparison, words: &Words) -> Option<String> {
    match comparison.graduation {
        Graduation::OnTime => Some(words.say("graduation.on-time")),
        Graduation::Late(by) => Some(late(words, by)),
        Graduation::Early => Some(words.say("graduation.earlier")),
        Graduation::Short => Some(words.say("graduation.short")),
        Graduation::DoesNotFit => Some(words.say("graduation.no-fit")),
        Graduation::Unknown => None,
    }
}

/// What is asked and not covered by anything planned, as far down the trees as it is, the options of a choice as one;
/// and how much of it is so by this way alone.
pub fn unmet(comparison: &Comparison) -> (Vec<RequirementIx>, usize) {
    let requirements = comparison.plan.requirements();
    let mut flagged = Vec::with_capacity(requirements.len());
    for (asked, requirement) in comparison.asked.iter().zip(requirements) {
        let above = requirement.parent.is_none_or(|above| flagged[above] && requirements[above].needs_all());
        flagged.push(above && asked.then.short);
    }
    let (mut unmet, mut lost) = (Vec::new(), 0);
    for (ix, requirement) in requirements.iter().enumerate() {
        if flagged[ix] && !requirement.children.iter().any(|&child| flagged[child]) {
            unmet.push(ix);
            // What cannot be judged now is not known to be lost.
            let covered = |now: &Held| !now.short && !now.amount.is_short();
            lost += usize::from(comparison.asked[ix].now.as_ref().is_some_and(covered));
        }
    }
    (unmet, lost)
}

/// Whether a line is left out: on the other way nothing leads to a step that it does without, nor on from there.
pub fn is_off(plan: &Plan, what_if: Option<&WhatIf>, end: End) -> bool {
    let End::Step(ix) = end else { return false };
    what_if.is_some() && plan.steps()[ix].status == Status::Dropped
}
