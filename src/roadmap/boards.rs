//! What stands under the map: next steps, requirements, goals, the learner's profile and supports.

use super::details::signed;
use super::{Board, Entry, Phrase, Section, Sign, Way, bar, goal_title, key, person, phrase, plain, summary};
use crate::plan::{Goal, GoalStatus, Plan, Text};
use crate::rules::{Basis, NextSteps, Progress, Reason, Standing, Unit};
use crate::state::State;
use crate::words::Words;

/// So many next steps are "the few things to do now".
const FEW: usize = 3;

/// The boards that have something on them.
pub fn boards(plan: &Plan, state: &State, words: &Words, progress: &Progress) -> Vec<Board> {
    let boards = [
        ("next", next(plan, state, words)),
        ("audit", requirements(plan, words, progress)),
        ("goals", plan.goals().iter().map(|goal| goal_section(plan, words, goal)).collect()),
        ("profile", profile(plan, words)),
        ("supports", supports(plan, words)),
        ("reviews", reviews(plan, words)),
    ];
    boards
        .into_iter()
        .filter(|(_, sections)| !sections.is_empty())
        .map(|(name, sections)| Board { name, heading: words.say(&key("board.", name)), sections })
        .collect()
}

fn some(words: &Words, name: &'static str, heading: &str, entries: Vec<Entry>) -> Option<Section> {
    (!entries.is_empty()).then(|| Section { name, heading: plain(words.say(heading)), lead: None, entries })
}

fn next(plan: &Plan, state: &State, words: &Words) -> Vec<Section> {
    let NextSteps { ready, blocked, actions } = crate::rules::next_steps(plan, state.settings.today);
    let ready = ready
        .iter()
        .take(FEW)
        .filter_map(|ready| {
            let mut entry = Entry::step(plan, words, ready.step)?;
            let due = ready.due.map(|date| words.date(date));
            let reason = match (ready.reason, &due) {
                (Reason::Overdue, Some(due)) => words.fill("next.overdue", &[("date", due)]),
                (Reason::DueSoon, Some(due)) => words.fill("next.due", &[("date", due)]),
                (Reason::AtRisk, _) => words.say("risk"),
                (Reason::UnderWay, _) => words.say("next.under-way"),
                (Reason::ThroughLine, _) => words.say("next.through"),
                _ => words.say("next.ready"),
            };
            entry.aside = vec![plain(reason)];
            if ready.unlocks > 0 {
                entry.aside.push(plain(words.count("next.unlocks", ready.unlocks as f64, &[])));
            }
            Some(entry)
        })
        .collect();
    let blocked = blocked
        .iter()
        .take(FEW)
        .filter_map(|blocked| {
            let mut entry = Entry::step(plan, words, blocked.step)?;
            let by: Vec<&str> = blocked
                .by
                .iter()
                .filter_map(|by| Some(words.text(&plan.steps().get(*by)?.title).words))
                .collect();
            entry.aside =
                vec![plain(words.fill("next.blocked-by", &[("steps", &by.join(&words.say("list.comma")))]))];
            Some(entry)
        })
        .collect();
    let actions = actions
        .iter()
        .take(FEW)
        .filter_map(|open| {
            let action = plan.goals().get(open.goal)?.actions.get(open.action)?;
            let mut aside: Vec<Phrase> = vec![plain(goal_title(plan, words, open.goal))];
            aside.extend(person(plan, words, action.owner.as_ref()).map(plain));
            aside
                .extend(action.due.map(|date| plain(words.fill("date.due", &[("date", &words.date(date))]))));
            Some(Entry { aside, ..Entry::of(phrase(words, &action.title)) })
        })
        .collect();
    [
        some(words, "ready", "next.heading-ready", ready),
        some(words, "actions", "next.heading-actions", actions),
        some(words, "blocked", "next.heading-blocked", blocked),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One section for each tree of requirements; the roots are its headings.
fn requirements(plan: &Plan, words: &Words, progress: &Progress) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (requirement, standing) in plan.requirements().iter().zip(&progress.requirements) {
        let entry =
            requirement_entry(words, requirement.depth.saturating_sub(1), &requirement.title, standing);
        match sections.last_mut().filter(|_| requirement.parent.is_some()) {
            Some(section) => section.entries.push(entry),
            None => sections.push(Section {
                name: "requirement",
                heading: entry.said.clone(),
                lead: Some(plain(
                    entry.aside.iter().map(|p| p.words.as_str()).collect::<Vec<_>>().join(" · "),
                )),
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
    let sign = Some(Sign::Of(if standing.met {
        crate::plan::Status::Completed
    } else {
        crate::plan::Status::Planned
    }));
    Entry {
        aside,
        sign,
        bar: (standing.unit != Unit::Score).then(|| bar(amount)).flatten(),
        depth,
        ..Entry::of(phrase(words, title))
    }
}

fn goal_section(plan: &Plan, words: &Words, goal: &Goal) -> Section {
    let mut lead: Vec<String> = Vec::new();
    lead.extend(goal.kind.map(|kind| words.say(&key("goal.", kind.word()))));
    if goal.status != GoalStatus::Active {
        lead.push(words.say(&key("goal-status.", goal.status.word())));
    }
    lead.extend(goal.cluster.as_ref().map(|cluster| words.text(cluster).words.to_string()));
    lead.extend(goal.occupation.as_ref().and_then(|occupation| occupation.code.clone()));
    lead.extend(goal.since.map(|date| words.fill("date.since", &[("date", &words.date(date))])));
    lead.extend(goal.due.map(|date| words.fill("date.due", &[("date", &words.date(date))])));
    let mut entries: Vec<Entry> = Vec::new();
    entries.extend(goal.summary.as_ref().map(|text| Entry::of(phrase(words, text))));
    entries.extend(
        goal.why
            .as_ref()
            .map(|why| Entry { aside: vec![plain(words.say("goal.why"))], ..Entry::of(phrase(words, why)) }),
    );
    entries.extend(goal.actions.iter().map(|action| {
        let status = if action.done { crate::plan::Status::Completed } else { crate::plan::Status::Planned };
        let mut aside = vec![plain(words.say(if action.done { "action.done" } else { "action.open" }))];
        aside.extend(person(plan, words, action.owner.as_ref()).map(plain));
        aside.extend(action.due.map(|date| plain(words.fill("date.due", &[("date", &words.date(date))]))));
        Entry { aside, sign: Some(Sign::Of(status)), ..Entry::of(phrase(words, &action.title)) }
    }));
    Section {
        name: "goal",
        heading: phrase(words, &goal.title),
        lead: (!lead.is_empty()).then(|| plain(lead.join(" · "))),
        entries,
    }
}

fn profile(plan: &Plan, words: &Words) -> Vec<Section> {
    let profile = &plan.learner.profile;
    let said = |texts: &[Text]| texts.iter().map(|text| Entry::of(phrase(words, text))).collect();
    let inventories = profile
        .inventories
        .iter()
        .map(|inventory| {
            let mut aside: Vec<Phrase> =
                inventory.result.iter().map(|result| phrase(words, result)).collect();
            aside.extend(inventory.date.map(|date| plain(words.date(date))));
            let way = inventory.url.clone().map_or(Way::Nowhere, Way::Link);
            Entry { aside, way, ..Entry::of(phrase(words, &inventory.name)) }
        })
        .collect();
    [
        some(words, "strengths", "profile.strengths", said(&profile.strengths)),
        some(words, "interests", "profile.interests", said(&profile.interests)),
        some(words, "values", "profile.values", said(&profile.values)),
        some(words, "preferences", "profile.preferences", said(&profile.preferences)),
        some(words, "needs", "profile.needs", said(&profile.needs)),
        some(words, "inventories", "profile.inventories", inventories),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Supports: that they are there, and where to read about them; never what they say.
fn supports(plan: &Plan, words: &Words) -> Vec<Section> {
    let entries = plan
        .learner
        .supports
        .iter()
        .map(|support| {
            let kind = support.kind.map(|kind| words.say(&key("support.", kind.word())));
            let (said, aside) = match (&support.title, kind) {
                (Some(title), kind) => (phrase(words, title), kind),
                (None, Some(kind)) => (plain(kind), None),
                (None, None) => (plain(words.say("support.other")), None),
            };
            let way = support.url.clone().map_or(Way::Nowhere, Way::Link);
            Entry { way, aside: aside.map(plain).into_iter().collect(), ..Entry::of(said) }
        })
        .collect();
    some(words, "support", "supports.lead", entries).into_iter().collect()
}

fn reviews(plan: &Plan, words: &Words) -> Vec<Section> {
    plan.reviews
        .iter()
        .map(|review| {
            let heading = match (&review.title, review.date) {
                (Some(title), _) => phrase(words, title),
                (None, Some(date)) => plain(words.date(date)),
                (None, None) => plain(words.say("board.reviews")),
            };
            let mut entries: Vec<Entry> =
                review.notes.iter().map(|notes| Entry::of(phrase(words, notes))).collect();
            entries.extend(review.signatures.iter().map(|signature| {
                let sign = Some(Sign::Of(crate::plan::Status::Completed));
                let aside = signed(plan, words, None, signature.by.as_ref(), signature.at.as_ref());
                Entry { aside, sign, ..Entry::of(plain(words.say("review.signed"))) }
            }));
            let lead = review.date.filter(|_| review.title.is_some()).map(|date| plain(words.date(date)));
            Section { name: "review", heading, lead, entries }
        })
        .collect()
}
