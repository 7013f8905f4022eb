//! What stands under the map: next steps, requirements, goals, the learner's profile and supports.

use super::phrases::{Speaker, add, line};
use super::{Board, Entry, Section, Sign, Way, bar, goal_title, key, phrase, plain, summary};
use crate::plan::{Goal, GoalKind, GoalStatus, Plan, Status, SupportKind, Text};
use crate::rules::{Basis, Progress, Reason, Standing, Unit};
use crate::state::State;
use crate::words::Words;

/// So many next steps are "the few things to do now".
const FEW: usize = 3;

/// The boards that have something on them.
pub fn boards(plan: &Plan, state: &State, words: &Words, progress: &Progress) -> Vec<Board> {
    let speaker = Speaker { plan, words };
    let mut boards = Vec::new();
    let mut add = |name: &'static str, sections: Vec<Section>| {
        if !sections.is_empty() {
            boards.push(Board { name, heading: words.say(&key("board.", name)), sections });
        }
    };
    add("next", next(speaker, state));
    add("audit", requirements(plan, words, progress));
    let mut goals = Vec::new();
    for goal in plan.goals() {
        goals.push(goal_section(speaker, goal));
    }
    add("goals", goals);
    add("profile", profile(speaker));
    add("supports", supports(speaker));
    add("reviews", reviews(speaker));
    boards
}

fn next(speaker: Speaker, state: &State) -> Vec<Section> {
    let Speaker { plan, words } = speaker;
    let found = crate::rules::next_steps(plan, state.settings.today);
    let (mut ready, mut blocked, mut actions) = (Vec::new(), Vec::new(), Vec::new());
    for step in found.ready.iter().take(FEW) {
        let Some(mut entry) = Entry::step(plan, words, step.step) else { continue };
        let mut aside = speaker.phrases();
        match (step.reason, step.due) {
            (Reason::Overdue, Some(_)) => aside.date("next.overdue", step.due),
            (Reason::DueSoon, Some(_)) => aside.date("next.due", step.due),
            (Reason::AtRisk, _) => aside.plain(words.say("risk")),
            (Reason::UnderWay, _) => aside.plain(words.say("next.under-way")),
            (Reason::ThroughLine, _) => aside.plain(words.say("next.through")),
            _ => aside.plain(words.say("next.ready")),
        }
        if step.unlocks > 0 {
            aside.plain(words.count("next.unlocks", step.unlocks as f64, &[]));
        }
        entry.aside = aside.said;
        ready.push(entry);
    }
    for step in found.blocked.iter().take(FEW) {
        let Some(mut entry) = Entry::step(plan, words, step.step) else { continue };
        let comma = words.say("list.comma");
        let mut by = String::new();
        for step in &step.by {
            if !by.is_empty() {
                by += &comma;
            }
            by += plan.steps().get(*step).map_or("", |step| words.text(&step.title).words);
        }
        entry.aside = vec![plain(words.fill("next.blocked-by", &[("steps", &by)]))];
        blocked.push(entry);
    }
    for open in found.actions.iter().take(FEW) {
        let Some(goal) = plan.goals().get(open.goal) else { continue };
        let Some(action) = goal.actions.get(open.action) else { continue };
        let mut aside = speaker.phrases();
        aside.plain(goal_title(plan, words, open.goal));
        aside.person(action.owner.as_ref());
        aside.date("date.due", action.due);
        actions.push(Entry { aside: aside.said, ..speaker.entry(&action.title) });
    }
    let mut sections = Vec::new();
    add(&mut sections, "ready", speaker.say("next.heading-ready"), ready);
    add(&mut sections, "actions", speaker.say("next.heading-actions"), actions);
    add(&mut sections, "blocked", speaker.say("next.heading-blocked"), blocked);
    sections
}

/// One section for each tree of requirements; the roots are its headings.
fn requirements(plan: &Plan, words: &Words, progress: &Progress) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (ix, requirement) in plan.requirements().iter().enumerate() {
        let Some(standing) = progress.requirements.get(ix) else { break };
        let entry =
            requirement_entry(words, requirement.depth.saturating_sub(1), &requirement.title, standing);
        match sections.last_mut().filter(|_| requirement.parent.is_some()) {
            Some(section) => section.entries.push(entry),
            None => sections.push(Section {
                name: "requirement",
                heading: entry.said.clone(),
                lead: Some(plain(line(&entry.aside))),
                entries: Vec::new(),
            }),
        }
    }
    sections
}

fn requirement_entry(words: &Words, depth: usize, title: &Text, standing: &Standing) -> Entry {
    let amount = &standing.amount;
    let mut aside = Vec::new();
    let verdict = match (standing.basis, standing.met) {
        (Basis::Waived, _) => "requirement.waived",
        (_, true) => "requirement.met",
        (_, false) => "requirement.open",
    };
    aside.push(plain(words.say(verdict)));
    let unit = match standing.unit {
        Unit::Credits => "amount.of",
        Unit::Hours => "unit.hours",
        Unit::Count => "unit.count",
        Unit::Score => "unit.score",
    };
    if standing.basis != Basis::Waived
        && let Some(need) = amount.need
    {
        let earned = words.number(amount.earned);
        aside.push(plain(match standing.unit {
            Unit::Credits => words.fill("amount.of", &[("earned", &earned), ("need", &words.credits(need))]),
            _ => words.count(unit, need, &[("earned", &earned)]),
        }));
    }
    let missing = if standing.unit == Unit::Credits { "amount.missing" } else { "amount.to-go" };
    let rest = summary::rest(words, amount, missing);
    if !standing.met && !rest.is_empty() {
        aside.push(plain(rest));
    }
    if let Some(estimate) = &standing.estimate {
        aside.push(plain(words.fill("requirement.estimate", &[("earned", &words.number(estimate.earned))])));
    }
    let sign = Some(Sign::Of(if standing.met { Status::Completed } else { Status::Planned }));
    Entry {
        aside,
        sign,
        bar: (standing.unit != Unit::Score).then(|| bar(amount)).flatten(),
        depth,
        ..Entry::of(phrase(words, title))
    }
}

fn goal_section(speaker: Speaker, goal: &Goal) -> Section {
    let words = speaker.words;
    let mut lead = speaker.phrases();
    lead.word("goal.", goal.kind.map(GoalKind::word));
    if goal.status != GoalStatus::Active {
        lead.word("goal-status.", Some(goal.status.word()));
    }
    lead.text(goal.cluster.as_ref());
    lead.verbatim(goal.occupation.as_ref().and_then(|occupation| occupation.code.as_ref()));
    lead.date("date.since", goal.since);
    lead.date("date.due", goal.due);
    let mut entries: Vec<Entry> = Vec::new();
    if let Some(summary) = &goal.summary {
        entries.push(speaker.entry(summary));
    }
    if let Some(why) = &goal.why {
        entries.push(Entry { aside: vec![speaker.say("goal.why")], ..speaker.entry(why) });
    }
    for action in &goal.actions {
        let (status, key) = match action.done {
            true => (Status::Completed, "action.done"),
            false => (Status::Planned, "action.open"),
        };
        let mut aside = speaker.phrases();
        aside.plain(words.say(key));
        aside.person(action.owner.as_ref());
        aside.date("date.due", action.due);
        let sign = Some(Sign::Of(status));
        entries.push(Entry { aside: aside.said, sign, ..speaker.entry(&action.title) });
    }
    Section {
        name: "goal",
        heading: phrase(words, &goal.title),
        lead: (!lead.said.is_empty()).then(|| plain(line(&lead.said))),
        entries,
    }
}

fn profile(speaker: Speaker) -> Vec<Section> {
    let profile = &speaker.plan.learner.profile;
    let mut sections = Vec::new();
    for (name, heading, texts) in [
        ("strengths", "profile.strengths", &profile.strengths),
        ("interests", "profile.interests", &profile.interests),
        ("values", "profile.values", &profile.values),
        ("preferences", "profile.preferences", &profile.preferences),
        ("needs", "profile.needs", &profile.needs),
    ] {
        let mut entries = Vec::new();
        for text in texts {
            entries.push(speaker.entry(text));
        }
        add(&mut sections, name, speaker.say(heading), entries);
    }
    let mut inventories = Vec::new();
    for inventory in &profile.inventories {
        let mut aside = speaker.phrases();
        aside.text(inventory.result.as_ref());
        if let Some(date) = inventory.date {
            aside.plain(speaker.words.date(date));
        }
        let way = Way::out(inventory.url.as_ref());
        inventories.push(Entry { aside: aside.said, way, ..speaker.entry(&inventory.name) });
    }
    add(&mut sections, "inventories", speaker.say("profile.inventories"), inventories);
    sections
}

/// Supports: that they are there, and where to read about them; never what they say.
fn supports(speaker: Speaker) -> Vec<Section> {
    let mut entries = Vec::new();
    for support in &speaker.plan.learner.supports {
        let mut aside = speaker.phrases();
        aside.word("support.", support.kind.map(SupportKind::word));
        let said = match &support.title {
            Some(title) => phrase(speaker.words, title),
            None => aside.said.pop().unwrap_or_else(|| speaker.say("support.other")),
        };
        entries.push(Entry { way: Way::out(support.url.as_ref()), aside: aside.said, ..Entry::of(said) });
    }
    let mut sections = Vec::new();
    add(&mut sections, "support", speaker.say("supports.lead"), entries);
    sections
}

fn reviews(speaker: Speaker) -> Vec<Section> {
    let Speaker { plan, words } = speaker;
    let mut sections = Vec::new();
    for review in &plan.reviews {
        let mut lead = review.date.map(|date| plain(words.date(date)));
        let heading = match &review.title {
            Some(title) => phrase(words, title),
            None => lead.take().unwrap_or_else(|| speaker.say("board.reviews")),
        };
        let mut entries: Vec<Entry> = Vec::new();
        if let Some(notes) = &review.notes {
            entries.push(speaker.entry(notes));
        }
        for signature in &review.signatures {
            let mut aside = speaker.phrases();
            aside.signed(signature.by.as_ref(), signature.at.as_ref());
            let sign = Some(Sign::Of(Status::Completed));
            entries.push(Entry { aside: aside.said, sign, ..Entry::of(speaker.say("review.signed")) });
        }
        sections.push(Section { name: "review", heading, lead, entries });
    }
    sections
}
