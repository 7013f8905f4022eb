//! The through line, said: "Algebra II is required for Statistics, which leads to Registered Nurse."

use super::pen::MOST;
use super::{join, key, phrase, title};
use crate::plan::{
    AgencyState, EdgeKind, End, GoalIx, GoalStatus, Plan, Requirement, RequirementIx, Status, Step, StepIx,
};
use crate::rules::{Hop, Progress, Trace, Unit, beside_the_line, is_declined, is_proposed, trace};
use crate::words::Words;

/// The clauses that begin a sentence, by the kind of a link.
pub const FIRST: &str = "why.first.";
/// A route longer than this is told by its beginning and its end.
const TOLD: usize = 4;

/// Why a step is there: its way on to the goal, along the through `line` where it is on that, and what it counts
/// toward. Never empty.
pub fn why(plan: &Plan, words: &Words, progress: &Progress, ix: StepIx, line: &Trace) -> Vec<String> {
    let Some(step) = plan.steps().get(ix) else { return Vec::new() };
    let mut said = Vec::new();
    if let Some(sentence) = route(plan, words, &trace(plan, End::Step(ix), line).route) {
        said.push(sentence);
    }
    let agency = step.agency_state();
    let stands = match step.status {
        _ if is_declined(step) => Some(("legend.", "declined")),
        _ if is_proposed(step) => Some(("legend.", Status::Suggested.word())),
        // Agreed on, though the school has not put it into the plan yet.
        Status::Suggested if matches!(agency, Some(AgencyState::Accepted | AgencyState::Approved)) => {
            agency.map(|agency| ("agency.", agency.word()))
        }
        Status::Suggested | Status::Dropped => Some(("legend.", step.status.word())),
        _ => None,
    };
    let step = &*phrase(words, &step.title).within();
    let comma = words.say("list.comma");
    let (mut named, mut listed): (Vec<String>, Vec<String>) = Default::default();
    let mut more = 0;
    counts(plan, progress, ix, &mut |_, requirement, credits| {
        // All are listed below the sentence.
        if listed.len() == MOST {
            more += 1;
            return;
        }
        let title = &*phrase(words, &requirement.title).within();
        // A diploma and an admission may both ask for "English", and Geometry counts toward Geometry: of what, is said.
        let unclear = title == step || named.iter().any(|one| one == title);
        named.push(title.to_owned());
        let of = &*phrase(words, &whole(plan, requirement).title).within();
        let mut beside = String::new();
        if unclear && of != title {
            beside += of;
        }
        if credits > 0.0 {
            join(&mut beside, &comma, &words.credits(credits));
        }
        let asked = match beside.is_empty() {
            true => title.to_owned(),
            false => words.fill("bracketed", &[("said", title), ("more", &beside)]),
        };
        if !listed.contains(&asked) {
            listed.push(asked);
        }
    });
    let mut list = String::new();
    for asked in &listed {
        join(&mut list, &comma, asked);
    }
    if more > 0 {
        join(&mut list, &comma, &words.count("next.more", more as f64, &[]));
    }
    if !list.is_empty() {
        let key = if said.is_empty() { "why.serves" } else { "why.serves-also" };
        said.push(words.fill(key, &[("step", step), ("requirement", &list)]));
    }
    if said.is_empty() {
        said.push(match stands {
            Some((family, word)) => {
                let stands = words.named(family, word);
                words.fill("lit.named", &[("count", step), ("steps", &stands)])
            }
            None => beside(plan, words, ix, line)
                .unwrap_or_else(|| words.fill("why.alone", &[("step", step), ("plan", &words.plan_word())])),
        });
    }
    said
}

/// What goes together with a step, and how that leads on; None where nothing does.
fn beside(plan: &Plan, words: &Words, ix: StepIx, line: &Trace) -> Option<String> {
    let here = End::Step(ix);
    let is_there = |end| !matches!(end, End::Step(ix) if plan.steps()[ix].status == Status::Dropped);
    let (edge, to) = plan.edges().iter().enumerate().find_map(|(at, edge)| {
        let to = if edge.from == here { edge.to } else { edge.from };
        let joins = edge.kind == EdgeKind::Corequisite && (edge.from == here || edge.to == here);
        (joins && is_there(to)).then_some((at, to))
    })?;
    let mut hops = vec![Hop { edge, from: here, to }];
    hops.extend(trace(plan, to, line).route);
    route(plan, words, &hops)
}

/// What a requirement is a part of in the end: itself where it is part of none.
pub fn whole<'a>(plan: &'a Plan, mut requirement: &'a Requirement) -> &'a Requirement {
    while let Some(above) = requirement.parent {
        requirement = &plan.requirements()[above];
    }
    requirement
}

/// Tells the requirements that a step serves, each with the credits it spends there; 0 where it counts something else.
/// One that has credits and spends none of them, as the retake of what was earned, does not serve what asks for some.
pub fn counts(
    plan: &Plan,
    progress: &Progress,
    ix: StepIx,
    tell: &mut dyn FnMut(RequirementIx, &Requirement, f64),
) {
    for &(at, spent) in &progress.of_step(ix) {
        let (Some(requirement), Some(standing)) =
            (plan.requirements().get(at), progress.requirements.get(at))
        else {
            continue;
        };
        let has_credits = |step: &Step| step.status != Status::Waived && step.credits > Some(0.0);
        let earns = standing.unit == Unit::Credits;
        if !earns || spent > 0.0 || !plan.steps().get(ix).is_some_and(has_credits) {
            tell(at, requirement, spent);
        }
    }
}

/// The sentence of the plan's own line, from what the learner does now to the goal.
pub fn through_sentence(plan: &Plan, words: &Words, through: &Trace, goal: Option<GoalIx>) -> String {
    match (through.route.first(), goal) {
        // It would ask to choose one.
        _ if plan.steps().is_empty() || goal.is_none() && !plan.goals().is_empty() => String::new(),
        (_, Some(goal)) if plan.goals()[goal].status != GoalStatus::Active => {
            let stands = words.named("goal-status.", plan.goals()[goal].status.word());
            words.fill("lit.named", &[("count", &title(plan, words, End::Goal(goal))), ("steps", &stands)])
        }
        (Some(first), Some(goal)) => {
            let (from, goal) = (&*title(plan, words, first.from), &*title(plan, words, End::Goal(goal)));
            let now = match first.from {
                End::Step(ix) => plan.steps()[ix].status.is_under_way(),
                End::Goal(_) => false,
            };
            let blanks = [("from", from), ("goal", goal)];
            let is_done = |end| matches!(end, End::Step(ix) if plan.steps()[ix].status.is_done());
            let between = through.route[1..].iter().filter(|hop| !is_done(hop.from)).count();
            let mut sentence = match (between, now) {
                (0, _) => words.fill("through.last", &blanks),
                (between, true) => words.count("through.now", between as f64, &blanks),
                (between, false) => words.count("through.from", between as f64, &blanks),
            };
            // The line is not all that there is to do for the goal.
            let others = beside_the_line(plan, through);
            if others > 0 {
                sentence.push(' ');
                sentence += &words.count("through.others", others as f64, &[]);
            }
            sentence
        }
        (None, Some(goal)) => {
            let goal = title(plan, words, End::Goal(goal));
            words.fill("through.none", &[("goal", &goal), ("plan", &words.plan_word())])
        }
        (_, None) => words.say("through.no-goal"),
    }
}

/// A route as one sentence; None where there is none.
fn route(plan: &Plan, words: &Words, route: &[Hop]) -> Option<String> {
    let (first, rest) = route.split_first()?;
    let mut sentence = clause(plan, words, FIRST, first);
    let told = if route.len() > TOLD { 2 } else { rest.len() };
    for hop in rest.iter().take(told) {
        sentence += &clause(plan, words, "why.then.", hop);
    }
    if let Some(last) = rest.last().filter(|_| told < rest.len()) {
        let between = (rest.len() - told - 1) as f64;
        sentence += &words.count("why.skip", between, &[("to", &title(plan, words, last.to))]);
    }
    sentence += &words.say("why.end");
    Some(sentence)
}

/// One link said as a clause.
pub fn clause(plan: &Plan, words: &Words, family: &str, hop: &Hop) -> String {
    let kind = plan.edges()[hop.edge].kind;
    let (from, to) = (&*title(plan, words, hop.from), &*title(plan, words, hop.to));
    words.fill(&key(family, kind.word()), &[("from", from), ("to", to)])
}
