//! What stands under the map: next steps, requirements, goals, the learner's profile and supports.

use super::pen::{FEW, MOST, Pen};
use super::{
    Board, Sign, audit, deeds, done, findings, key, phrase, plain, schedule, skills, titled, whatif,
};
use crate::plan::{Because, Date, End, Goal, GoalIx, GoalStatus, Plan, ProfileList, StepIx, Text};
use crate::rules::{
    Blocked, Deed, Findings, Graduation, Mastery, NextSteps, OpenAction, Progress, Proposal, Ready, Reason,
    Unit, is_to_decide,
};
use crate::sorted::sorted;
use crate::state::{Lit, State};
use crate::words::Words;

/// What the rules reckon of a plan, and its boards tell.
pub struct Reckoned<'a> {
    pub progress: &'a Progress,
    pub mastery: &'a [Mastery],
    pub deeds: &'a [Deed],
    pub findings: &'a Findings,
    pub proposal: &'a Proposal,
}

/// The boards that have something on them.
pub fn boards(plan: &Plan, state: &State, words: &Words, reckoned: &Reckoned) -> Vec<Board> {
    let Reckoned { progress, mastery, deeds, findings, proposal } = *reckoned;
    let pen = &mut Pen::new(plan, words);
    let mut boards = Vec::new();
    let mut board = |name, pen: &mut Pen| {
        let sections = pen.sections();
        if !sections.is_empty() {
            boards.push(Board { name, heading: words.named("board.", name), sections });
        }
    };
    next(pen, state, progress, findings);
    findings::of_plan(pen, findings);
    board("next", pen);
    // Of another way it is told with all else that the way changes.
    if state.what_if.is_none() {
        schedule::schedule(pen, proposal, &|_| false);
        board("order", pen);
    }
    audit::requirements(pen, progress);
    board("audit", pen);
    skills::competencies(pen, mastery);
    board("competencies", pen);
    deeds::of_plan(pen, deeds);
    board("deeds", pen);
    for (ix, goal) in plan.goals().iter().enumerate() {
        self::goal(pen, ix, goal, state.settings.today);
    }
    board("goals", pen);
    profile(pen);
    board("profile", pen);
    supports(pen);
    board("supports", pen);
    reviews(pen);
    board("reviews", pen);
    boards
}

fn next(pen: &mut Pen, state: &State, progress: &Progress, found: &Findings) {
    let today = state.settings.today;
    let NextSteps { ready, blocked, actions } = crate::rules::next_steps(pen.plan, progress, found, today);
    decide(pen, &blocked, found, today);
    self::ready(pen, ready, state);
    self::actions(pen, &actions, today);
    gaps(pen, progress);
    self::blocked(pen, &blocked, found, today);
}

/// What the reader may decide, whatever phase it is of: a decision can be made now. It says here what it waits for.
fn decide(pen: &mut Pen, blocked: &[Blocked], found: &Findings, today: Date) {
    let plan = pen.plan;
    let mut undecided = 0;
    for (ix, step) in plan.steps().iter().enumerate() {
        if is_to_decide(plan, step) {
            undecided += 1;
            if undecided <= MOST {
                pen.person(step.agency.as_ref().and_then(|agency| agency.by.as_ref()));
                pen.due(step.due, today);
                if let Some(blocked) = blocked.iter().find(|blocked| blocked.step == ix) {
                    waits(pen, blocked, found);
                }
                pen.end(End::Step(ix));
            }
        }
    }
    pen.fold(FEW, undecided);
    pen.close_some("decide", "next.decide");
}

/// Whether a step stands among those to decide.
fn decides(plan: &Plan, ix: StepIx) -> bool {
    plan.steps().get(ix).is_some_and(|step| is_to_decide(plan, step))
}

/// What can be done now, but for what is to be decided.
fn ready(pen: &mut Pen, mut ready: Vec<Ready>, state: &State) {
    let (plan, words) = (pen.plan, pen.words);
    // What a way adds and nobody finds a place for is nothing to begin with.
    let misfit = state.what_if.as_ref();
    let misfit = misfit.filter(|what_if| what_if.comparison.graduation == Graduation::DoesNotFit);
    let fits = |step| misfit.is_none() || whatif::was_there(misfit, step);
    ready.retain(|ready| !decides(plan, ready.step) && fits(ready.step));
    for ready in ready.iter().take(MOST) {
        match (ready.reason, ready.due) {
            (Reason::Overdue, Some(_)) => pen.date("next.overdue", ready.due),
            (Reason::DueSoon, Some(_)) => pen.date("next.due", ready.due),
            (Reason::AtRisk, _) => pen.say("risk"),
            (Reason::UnderWay, _) => pen.status(ready.step),
            (Reason::ThroughLine, _) => pen.say("next.through"),
            (Reason::Again, _) => pen.say("next.again"),
            (Reason::Over, _) => {
                pen.date("", plan.steps().get(ready.step).and_then(|step| step.end));
                pen.say("mend.ask-school");
            }
            (Reason::Starts, _) => pen.date("date.starts", ready.starts),
            _ => pen.say("next.ready"),
        }
        if ready.reason > Reason::DueSoon {
            pen.date("date.due", ready.due);
        }
        if ready.unlocks > 0 {
            pen.tell(words.count("next.unlocks", ready.unlocks as f64, &[]));
        }
        // Last, since the host's words are sentences.
        if ready.reason == Reason::AtRisk {
            pen.text(plan.steps().get(ready.step).and_then(|step| step.risk.as_ref()));
        }
        match ready.reason {
            Reason::Overdue | Reason::AtRisk => pen.end_with(Sign::Risk, End::Step(ready.step)),
            _ => pen.end(End::Step(ready.step)),
        }
    }
    pen.fold(FEW, ready.len());
    pen.close_some("ready", "next.heading-ready");
}

fn actions(pen: &mut Pen, actions: &[OpenAction], today: Date) {
    let plan = pen.plan;
    for open in actions.iter().take(MOST) {
        let goal = plan.goals().get(open.goal);
        let Some(action) = goal.and_then(|goal| goal.actions.get(open.action)) else { continue };
        let late = pen.due(action.due, today);
        pen.text(titled(plan, End::Goal(open.goal)));
        pen.person(action.owner.as_ref());
        pen.sign(if late { Sign::Risk } else { done(false) });
        pen.theirs(&action.title);
    }
    pen.fold(FEW, actions.len());
    pen.close_some("actions", "next.heading-actions");
}

/// What no step of the plan covers.
fn gaps(pen: &mut Pen, progress: &Progress) {
    let (plan, words) = (pen.plan, pen.words);
    for &gap in progress.gaps.iter().take(MOST) {
        let Some(requirement) = plan.requirements().get(gap) else { continue };
        // A group has parts of its own.
        if let Some(standing) = progress.requirements.get(gap)
            && !audit::is_one(standing)
            && standing.amount.is_short()
        {
            let missing = standing.amount.missing;
            let (key, n) = match standing.unit {
                Unit::Credits => ("amount.missing", words.credits(missing)),
                Unit::Hours => ("amount.to-go", words.count("amount.hours", missing, &[])),
                _ => ("amount.to-go", words.number(missing)),
            };
            pen.fill(key, "n", &n);
        }
        pen.light_too(Lit::Requirement(gap));
        pen.sign(done(false));
        pen.theirs(&requirement.title);
    }
    pen.fold(FEW, progress.gaps.len());
    pen.close_some("gaps", "next.heading-gaps");
}

/// What waits for what, but for what is to be decided.
fn blocked(pen: &mut Pen, blocked: &[Blocked], found: &Findings, today: Date) {
    let plan = pen.plan;
    let mut waiting = 0;
    for blocked in blocked.iter().filter(|of| !decides(plan, of.step)) {
        waiting += 1;
        if waiting <= MOST {
            pen.due(plan.steps().get(blocked.step).and_then(|step| step.due), today);
            waits(pen, blocked, found);
            pen.end(End::Step(blocked.step));
        }
    }
    pen.fold(FEW, waiting);
    pen.close_some("blocked", "next.heading-blocked");
}

/// Beside the next entry: what a step waits for.
fn waits(pen: &mut Pen, blocked: &Blocked, found: &Findings) {
    let (plan, words) = (pen.plan, pen.words);
    let (mut first, mut together) = (Vec::new(), Vec::new());
    let mut is_beside = vec![false; plan.steps().len()];
    for found in found.of(blocked.step) {
        is_beside[found.needs] |= found.is_beside(plan);
    }
    for &step in &blocked.by {
        if is_beside[step] { &mut together } else { &mut first }.push(step);
    }
    for &(key, steps) in &[("next.blocked-by", &first), ("next.together", &together)] {
        if !steps.is_empty() {
            pen.fill(key, "steps", &findings::list(plan, words, steps));
        }
    }
}

fn goal(pen: &mut Pen, ix: GoalIx, goal: &Goal, today: Date) {
    if let Some(text) = &goal.summary {
        pen.theirs(text);
    }
    if let Some(why) = &goal.why {
        pen.theirs(why);
    }
    for (at, action) in goal.actions.iter().enumerate() {
        pen.check(ix, at, crate::rules::may_check(pen.plan, action));
        pen.say(if action.done { "action.done" } else { "action.open" });
        pen.person(action.owner.as_ref());
        if action.done {
            pen.date("date.due", action.due);
        } else {
            pen.due(action.due, today);
        }
        pen.sign(done(action.done));
        pen.theirs(&action.title);
    }
    if let Some(kind) = goal.kind {
        pen.named("goal.", kind.word());
    }
    pen.text(goal.cluster.as_ref());
    if let Some(occupation) = &goal.occupation {
        let known = occupation.scheme.as_deref() == Some("onet-soc");
        pen.code(&occupation.code.as_ref().map(|code| [if known { "O*NET " } else { "" }, code].concat()));
    }
    pen.date("date.since", goal.since);
    pen.date("date.by", goal.due);
    // After the days, so that none is read as the day it was reached or set aside.
    if goal.status != GoalStatus::Active {
        pen.named("goal-status.", goal.status.word());
    }
    let lead = pen.lead_line();
    pen.close("goal", phrase(pen.words, &goal.title), lead);
}

fn profile(pen: &mut Pen) {
    let profile = &pen.plan.learner.profile;
    let explained = &explained(pen.plan);
    let mut list = |list: ProfileList, texts: &[Text]| {
        for (at, text) in texts.iter().enumerate() {
            explains(pen, explained, Because { list, at });
            pen.theirs(text);
        }
        pen.close_some(list.word(), &key("profile.", list.word()));
    };
    list(ProfileList::Strengths, &profile.strengths);
    list(ProfileList::Interests, &profile.interests);
    list(ProfileList::Values, &profile.values);
    list(ProfileList::Preferences, &profile.preferences);
    list(ProfileList::Needs, &profile.needs);
    for (at, inventory) in profile.inventories.iter().enumerate() {
        pen.link(&inventory.url);
        explains(pen, explained, Because { list: ProfileList::Inventories, at });
        pen.text(inventory.result.as_ref());
        pen.date("", inventory.date);
        pen.theirs(&inventory.name);
    }
    pen.close_some("inventories", "profile.inventories");
}

/// The place of a profile entry in a list of all.
fn place(entry: Because) -> usize {
    entry.at * ProfileList::ALL.len() + entry.list as usize
}

/// By place: how many steps each entry explains, and the last of them.
fn explained(plan: &Plan) -> Vec<(usize, StepIx)> {
    let mut explained = Vec::new();
    for (step, of) in plan.steps().iter().enumerate() {
        for &entry in &of.because {
            explained.resize(explained.len().max(place(entry) + 1), (0, usize::MAX));
            let (count, last) = &mut explained[place(entry)];
            *count += usize::from(*last != step);
            *last = step;
        }
    }
    explained
}

/// The next entry is one of the profile's, which lights the steps that it explains, where there are any.
fn explains(pen: &mut Pen, explained: &[(usize, StepIx)], entry: Because) {
    if let Some((steps, _)) = explained.get(place(entry)).filter(|(steps, _)| *steps > 0) {
        pen.light(Lit::Entry(entry));
        pen.tell(pen.words.count("lit.entry.count", *steps as f64, &[]));
    }
}

/// Supports: that they are there, and where to read about them; never what they say.
fn supports(pen: &mut Pen) {
    for support in &pen.plan.learner.supports {
        pen.link(&support.url);
        let kind = support.kind.map_or("other", |kind| kind.word());
        match &support.title {
            Some(title) => {
                let name = pen.words.named("support.", kind);
                if support.kind.is_some() && name != pen.words.text(title).words {
                    pen.tell(name);
                }
                pen.theirs(title);
            }
            None => pen.own(pen.words.named("support.", kind)),
        }
    }
    if !pen.plan.learner.supports.is_empty() {
        let heading = pen.words.of_the_plan("supports.lead");
        pen.close("support", plain(heading), None);
    }
}

fn reviews(pen: &mut Pen) {
    let words = pen.words;
    for review in &pen.plan.reviews {
        if let Some(notes) = &review.notes {
            pen.theirs(notes);
        }
        for signature in &review.signatures {
            pen.signed(&signature.by, &signature.at);
            pen.sign(done(true));
            pen.own(words.say("review.signed"));
        }
        let by = |at: usize| review.signatures[at].by.as_ref();
        let signed = sorted(review.signatures.len(), &|a, b| by(a).cmp(&by(b)));
        for person in &review.people {
            if signed.binary_search_by(|&at| by(at).cmp(&Some(person))).is_ok() {
                continue;
            }
            pen.person(Some(person));
            pen.sign(done(false));
            pen.own(words.say("review.unsigned"));
        }
        let date = review.date.map(|date| plain(words.date(date)));
        match &review.title {
            Some(title) => pen.close("review", phrase(words, title), date),
            None => pen.close("review", date.unwrap_or_else(|| plain(words.say("board.reviews"))), None),
        }
    }
}
