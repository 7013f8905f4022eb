//! All there is to say of one step, and the line it lights.

use super::{
    Details, Entry, Light, Phrase, Roadmap, Section, Sign, Way, bar, card, key, person, phrase, picture,
    plain, summary, why,
};
use crate::plan::{Audience, Edge, EdgeKind, End, Plan, ProfileList, Role, Step, StepIx, Text};
use crate::rules::{Amount, Progress};
use crate::state::State;
use crate::words::Words;

/// What the reader's choice changes.
pub fn light(plan: &Plan, state: &State, words: &Words, roadmap: &Roadmap) -> Light {
    let trace = match state.traced {
        Some(step) => crate::rules::trace(plan, End::Step(step)),
        None => roadmap.through.clone(),
    };
    Light { trace, details: state.chosen.and_then(|step| details(plan, words, &roadmap.progress, step)) }
}

fn details(plan: &Plan, words: &Words, progress: &Progress, ix: StepIx) -> Option<Details> {
    let step = plan.steps().get(ix)?;
    let trace = crate::rules::trace(plan, End::Step(ix));
    let sections = [
        because(plan, words, step),
        linked(plan, words, ix, "needs", &[EdgeKind::Requires], Side::Before),
        linked(plan, words, ix, "recommended", &[EdgeKind::Recommended], Side::Before),
        linked(plan, words, ix, "together", &[EdgeKind::Corequisite], Side::Both),
        linked(plan, words, ix, "instead", &[EdgeKind::Alternative], Side::Both),
        linked(
            plan,
            words,
            ix,
            "unlocks",
            &[EdgeKind::Requires, EdgeKind::LeadsTo, EdgeKind::Recommended],
            Side::After,
        ),
        linked(plan, words, ix, "supported", &[EdgeKind::LeadsTo, EdgeKind::EvidenceFor], Side::Before),
        linked(plan, words, ix, "shows", &[EdgeKind::EvidenceFor], Side::After),
        counts(plan, words, progress, ix),
        amounts(words, step),
        competencies(plan, words, step),
        evidence(plan, words, step),
        notes(plan, words, step),
        agency(plan, words, step),
    ];
    Some(Details {
        step: ix,
        title: phrase(words, &step.title),
        facts: facts(plan, words, step),
        summary: step.summary.as_ref().map(|text| phrase(words, text)),
        why: why::why(plan, words, progress, ix, &trace),
        risk: step.risk.as_ref().map(|text| phrase(words, text)),
        sections: sections.into_iter().flatten().collect(),
        link: step.url.clone(),
    })
}

/// Kind, level, phase, where, when: what a card has no room for.
fn facts(plan: &Plan, words: &Words, step: &Step) -> Vec<Phrase> {
    let mut facts = vec![
        plain(words.say(card::status_key(step.status))),
        plain(words.say(&key("kind.", step.kind.word()))),
    ];
    facts.extend(step.code.clone().map(plain));
    facts.extend(step.level.as_ref().map(|text| phrase(words, text)));
    facts.extend(step.subject.as_ref().map(|text| phrase(words, text)));
    facts.push(picture::phase_title(plan, words, step.phase));
    if let Some(place) = &step.place {
        facts.extend(place.setting.map(|setting| plain(words.say(&key("setting.", setting.word())))));
        facts.extend(place.provider.as_ref().map(|text| phrase(words, text)));
    }
    for (name, date) in [("date.starts", step.start), ("date.ends", step.end), ("date.due", step.due)] {
        facts.extend(date.map(|date| plain(words.fill(name, &[("date", &words.date(date))]))));
    }
    facts
}

fn section(words: &Words, name: &'static str, entries: Vec<Entry>) -> Option<Section> {
    let heading = plain(words.say(&key("details.", name)));
    (!entries.is_empty()).then_some(Section { name, heading, lead: None, entries })
}

/// The profile entries that explain the step.
fn because(plan: &Plan, words: &Words, step: &Step) -> Option<Section> {
    let profile = &plan.learner.profile;
    let entries = step
        .because
        .iter()
        .filter_map(|because| {
            let texts: &[Text] = match because.list {
                ProfileList::Strengths => &profile.strengths,
                ProfileList::Interests => &profile.interests,
                ProfileList::Needs => &profile.needs,
                ProfileList::Values => &profile.values,
                ProfileList::Preferences => &profile.preferences,
                ProfileList::Inventories => {
                    let inventory = profile.inventories.get(because.at)?;
                    return Some(Entry::of(phrase(words, &inventory.name)));
                }
            };
            let aside = vec![plain(words.say(&key("profile.", because.list.word())))];
            Some(Entry { aside, ..Entry::of(phrase(words, texts.get(because.at)?)) })
        })
        .collect();
    section(words, "because", entries)
}

/// Which side of a link the step is looked at from.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// What comes before the step.
    Before,
    /// What comes after it.
    After,
    /// Links without a direction.
    Both,
}

fn linked(
    plan: &Plan,
    words: &Words,
    ix: StepIx,
    name: &'static str,
    kinds: &[EdgeKind],
    side: Side,
) -> Option<Section> {
    let here = End::Step(ix);
    let other = |edge: &Edge| {
        let (before, after) =
            (edge.to == here && side != Side::After, edge.from == here && side != Side::Before);
        if before { Some(edge.from) } else { after.then_some(edge.to) }
    };
    let entries = plan
        .edges()
        .iter()
        .filter(|edge| kinds.contains(&edge.kind))
        .filter_map(|edge| {
            let mut entry = match other(edge)? {
                End::Step(step) => Entry::step(plan, words, step)?,
                End::Goal(goal) => Entry {
                    sign: Some(Sign::Goal),
                    ..Entry::of(phrase(words, &plan.goals().get(goal)?.title))
                },
            };
            if edge.kind == EdgeKind::Requires
                && let Some(mark) = &edge.minimum
            {
                entry.aside.push(plain(words.fill("details.minimum", &[("mark", mark)])));
            }
            entry.aside.extend(edge.note.as_ref().map(|note| phrase(words, note)));
            Some(entry)
        })
        .collect();
    section(words, name, entries)
}

/// What it counts toward, and where its credit came from.
fn counts(plan: &Plan, words: &Words, progress: &Progress, ix: StepIx) -> Option<Section> {
    let mut entries: Vec<Entry> = why::counts(plan, words, progress, ix)
        .into_iter()
        .map(|(requirement, credits)| Entry {
            aside: credits.filter(|n| *n > 0.0).map(|n| plain(words.credits(n))).into_iter().collect(),
            ..Entry::of(plain(requirement))
        })
        .collect();
    if let Some(origin) = plan.steps().get(ix).and_then(|step| step.source.as_ref()) {
        let kind = origin.kind.map(|kind| words.say(&key("origin.", kind.word()))).unwrap_or_default();
        let title = origin.title.as_ref().map(|title| phrase(words, title));
        entries.push(Entry { aside: title.into_iter().collect(), ..Entry::of(plain(kind)) });
    }
    entries.retain(|entry| !entry.said.words.is_empty() || !entry.aside.is_empty());
    section(words, "counts", entries)
}

/// Mark, score and hours: what is done and what is needed.
fn amounts(words: &Words, step: &Step) -> Option<Section> {
    let mut entries = Vec::new();
    if let Some(credits) = step.credits {
        entries
            .push(Entry::of(plain(words.fill("details.credits", &[("credits", &words.credits(credits))]))));
    }
    if let Some(mark) = &step.mark {
        entries.push(Entry::of(plain(words.fill("details.mark", &[("mark", mark)]))));
    }
    if let Some(score) = &step.score {
        let number = |n: Option<f64>| n.map(|n| words.number(n));
        let said = match (number(score.value), number(score.of)) {
            (Some(value), Some(of)) => {
                Some(words.fill("details.score-of", &[("value", &value), ("of", &of)]))
            }
            (Some(value), None) => Some(words.fill("details.score", &[("value", &value)])),
            (None, _) => None,
        };
        let need = number(score.need).map(|need| words.fill("details.score-need", &[("need", &need)]));
        let bar = match (score.value, score.need) {
            (Some(value), Some(need)) => bar(&Amount {
                earned: value.min(need),
                missing: (need - value).max(0.0),
                need: Some(need),
                ..Amount::default()
            }),
            _ => None,
        };
        let mut said = said.into_iter().chain(need);
        if let Some(first) = said.next() {
            entries.push(Entry { aside: said.map(plain).collect(), bar, ..Entry::of(plain(first)) });
        }
    }
    if let Some(hours) = &step.hours {
        let (done, need) = (hours.done.unwrap_or(0.0), hours.need);
        let amount = Amount {
            earned: done,
            missing: (need.unwrap_or(0.0) - done).max(0.0),
            need,
            ..Amount::default()
        };
        let said = match need {
            Some(need) => words.count("amount.hours-of", need, &[("done", &words.number(done))]),
            None => words.count("amount.hours", done, &[]),
        };
        let rest = summary::rest(words, &amount, "amount.to-go");
        let aside = (!rest.is_empty()).then(|| plain(rest)).into_iter().collect();
        entries.push(Entry { aside, bar: need.and_then(|_| bar(&amount)), ..Entry::of(plain(said)) });
    }
    section(words, "amounts", entries)
}

fn competencies(plan: &Plan, words: &Words, step: &Step) -> Option<Section> {
    let entries = step
        .competencies
        .iter()
        .filter_map(|attained| {
            let competency = plan.competencies().get(attained.competency)?;
            let level = competency
                .scale
                .and_then(|scale| plan.scales().get(scale))
                .and_then(|scale| scale.levels.get(attained.level?))
                .and_then(|level| level.title.as_ref());
            let mut aside: Vec<Phrase> = level.map(|title| phrase(words, title)).into_iter().collect();
            aside.extend(competency.code.clone().map(plain));
            Some(Entry { aside, ..Entry::of(phrase(words, &competency.title)) })
        })
        .collect();
    section(words, "competencies", entries)
}

fn evidence(plan: &Plan, words: &Words, step: &Step) -> Option<Section> {
    let entries = step
        .evidence
        .iter()
        .map(|evidence| {
            let kind = evidence.kind.map(|kind| words.say(&key("evidence.", kind.word())));
            let said = match (&evidence.title, &kind) {
                (Some(title), _) => phrase(words, title),
                (None, Some(kind)) => plain(kind.clone()),
                (None, None) => plain(words.say("details.evidence")),
            };
            let way = evidence.url.clone().map_or(Way::Nowhere, Way::Link);
            Entry {
                way,
                aside: signed(plan, words, kind, evidence.by.as_ref(), evidence.at.as_ref()),
                ..Entry::of(said)
            }
        })
        .collect();
    section(words, "evidence", entries)
}

/// Notes for everyone, and for staff alone those for staff, whatever the host sent.
fn notes(plan: &Plan, words: &Words, step: &Step) -> Option<Section> {
    let role = plan.viewer.as_ref().and_then(|viewer| viewer.role);
    let staff = matches!(role, Some(Role::Teacher | Role::Counselor | Role::Staff));
    let entries = step
        .notes
        .iter()
        .filter(|note| staff || note.audience != Some(Audience::Staff))
        .map(|note| {
            let kind = note.kind.map(|kind| words.say(&key("note.", kind.word())));
            Entry {
                aside: signed(plan, words, kind, note.by.as_ref(), note.at.as_ref()),
                ..Entry::of(phrase(words, &note.text))
            }
        })
        .collect();
    section(words, "notes", entries)
}

/// Who proposed, accepted, declined, approved, and when.
fn agency(plan: &Plan, words: &Words, step: &Step) -> Option<Section> {
    let agency = step.agency.as_ref()?;
    let mut entries = Vec::new();
    if let Some(state) = agency.state {
        let aside = signed(plan, words, None, agency.by.as_ref(), agency.at.as_ref());
        entries.push(Entry { aside, ..Entry::of(plain(words.say(&key("agency.", state.word())))) });
    }
    for event in agency.history.iter().rev() {
        let Some(state) = event.state else { continue };
        let mut aside = signed(plan, words, None, event.by.as_ref(), event.at.as_ref());
        aside.extend(event.note.as_ref().map(|note| phrase(words, note)));
        entries.push(Entry { aside, depth: 1, ..Entry::of(plain(words.say(&key("agency.", state.word())))) });
    }
    section(words, "agency", entries)
}

/// "Reflection · Maya Torres · 3 Nov 2026".
pub fn signed(
    plan: &Plan,
    words: &Words,
    kind: Option<String>,
    by: Option<&String>,
    at: Option<&crate::plan::Time>,
) -> Vec<Phrase> {
    let date = at.map(|at| words.date(at.date()));
    kind.into_iter().chain(person(plan, words, by)).chain(date).map(plain).collect()
}
