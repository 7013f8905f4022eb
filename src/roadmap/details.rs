//! All there is to say of one step, and the line it lights.

use super::phrases::{self, Speaker};
use super::{Details, Entry, Light, Phrase, Roadmap, Sign, Way, bar, phrase, picture, plain, summary, why};
use crate::plan::{
    Audience, EdgeKind, End, EvidenceKind, NoteKind, OriginKind, Plan, ProfileList, Role, Score, Setting,
    Step, StepIx, Text,
};
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
    let speaker = Speaker { plan, words };
    let trace = crate::rules::trace(plan, End::Step(ix));
    let mut sections = Vec::new();
    let mut add = |name: &'static str, entries: Vec<Entry>| {
        phrases::add(&mut sections, name, speaker.word("details.", name), entries);
    };
    add("because", because(speaker, step));
    for (name, kinds, side) in LINKED {
        add(name, linked(speaker, ix, kinds, *side));
    }
    add("counts", counts(speaker, progress, ix, step));
    add("amounts", amounts(words, step));
    add("competencies", competencies(speaker, step));
    add("evidence", evidence(speaker, step));
    add("notes", notes(speaker, step));
    add("agency", agency(speaker, step));
    Some(Details {
        step: ix,
        title: phrase(words, &step.title),
        facts: facts(speaker, step),
        summary: step.summary.as_ref().map(|text| phrase(words, text)),
        why: why::why(plan, words, progress, ix, &trace),
        risk: step.risk.as_ref().map(|text| phrase(words, text)),
        sections,
        link: step.url.clone(),
    })
}

/// Kind, level, phase, where, when: what a card has no room for.
fn facts(speaker: Speaker, step: &Step) -> Vec<Phrase> {
    let mut facts = speaker.phrases();
    facts.word("status.", Some(step.status.word()));
    facts.word("kind.", Some(step.kind.word()));
    facts.verbatim(step.code.as_ref());
    facts.text(step.level.as_ref());
    facts.text(step.subject.as_ref());
    facts.said.push(picture::phase_title(speaker.plan, speaker.words, step.phase));
    if let Some(place) = &step.place {
        facts.word("setting.", place.setting.map(Setting::word));
        facts.text(place.provider.as_ref());
    }
    facts.date("date.starts", step.start);
    facts.date("date.ends", step.end);
    facts.date("date.due", step.due);
    facts.said
}

/// The profile entries that explain the step.
fn because(speaker: Speaker, step: &Step) -> Vec<Entry> {
    let profile = &speaker.plan.learner.profile;
    let mut entries = Vec::new();
    for because in &step.because {
        let texts: &[Text] = match because.list {
            ProfileList::Strengths => &profile.strengths,
            ProfileList::Interests => &profile.interests,
            ProfileList::Needs => &profile.needs,
            ProfileList::Values => &profile.values,
            ProfileList::Preferences => &profile.preferences,
            ProfileList::Inventories => {
                if let Some(inventory) = profile.inventories.get(because.at) {
                    entries.push(speaker.entry(&inventory.name));
                }
                continue;
            }
        };
        if let Some(text) = texts.get(because.at) {
            let mut entry = speaker.entry(text);
            entry.aside.push(speaker.word("profile.", because.list.word()));
            entries.push(entry);
        }
    }
    entries
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

/// The sections of links, in their order.
const LINKED: &[(&str, &[EdgeKind], Side)] = &[
    ("needs", &[EdgeKind::Requires], Side::Before),
    ("recommended", &[EdgeKind::Recommended], Side::Before),
    ("together", &[EdgeKind::Corequisite], Side::Both),
    ("instead", &[EdgeKind::Alternative], Side::Both),
    ("unlocks", &[EdgeKind::Requires, EdgeKind::LeadsTo, EdgeKind::Recommended], Side::After),
    ("supported", &[EdgeKind::LeadsTo, EdgeKind::EvidenceFor], Side::Before),
    ("shows", &[EdgeKind::EvidenceFor], Side::After),
];

fn linked(speaker: Speaker, ix: StepIx, kinds: &[EdgeKind], side: Side) -> Vec<Entry> {
    let Speaker { plan, words } = speaker;
    let here = End::Step(ix);
    let mut entries = Vec::new();
    for edge in plan.edges() {
        let other = match edge {
            edge if !kinds.contains(&edge.kind) => continue,
            edge if edge.to == here && side != Side::After => edge.from,
            edge if edge.from == here && side != Side::Before => edge.to,
            _ => continue,
        };
        let entry = match other {
            End::Step(step) => Entry::step(plan, words, step),
            End::Goal(goal) => plan.goals().get(goal).map(|goal| speaker.entry(&goal.title)),
        };
        let Some(mut entry) = entry else { continue };
        if let End::Goal(_) = other {
            entry.sign = Some(Sign::Goal);
        }
        if edge.kind == EdgeKind::Requires
            && let Some(mark) = &edge.minimum
        {
            entry.aside.push(plain(words.fill("details.minimum", &[("mark", mark)])));
        }
        if let Some(note) = &edge.note {
            entry.aside.push(phrase(words, note));
        }
        entries.push(entry);
    }
    entries
}

/// What it counts toward, and where its credit came from.
fn counts(speaker: Speaker, progress: &Progress, ix: StepIx, step: &Step) -> Vec<Entry> {
    let Speaker { plan, words } = speaker;
    let mut entries = Vec::new();
    for (requirement, credits) in why::counts(plan, words, progress, ix) {
        let mut entry = Entry::of(plain(requirement));
        if let Some(credits) = credits.filter(|n| *n > 0.0) {
            entry.aside.push(plain(words.credits(credits)));
        }
        entries.push(entry);
    }
    if let Some(origin) = &step.source {
        let mut said = speaker.phrases();
        said.word("origin.", origin.kind.map(OriginKind::word));
        let mut aside = speaker.phrases();
        aside.text(origin.title.as_ref());
        if !said.said.is_empty() || !aside.said.is_empty() {
            let said = said.said.pop().unwrap_or_default();
            entries.push(Entry { aside: aside.said, ..Entry::of(said) });
        }
    }
    entries
}

/// Mark, score and hours: what is done and what is needed.
fn amounts(words: &Words, step: &Step) -> Vec<Entry> {
    let mut entries = Vec::new();
    if let Some(credits) = step.credits {
        entries
            .push(Entry::of(plain(words.fill("details.credits", &[("credits", &words.credits(credits))]))));
    }
    if let Some(mark) = &step.mark {
        entries.push(Entry::of(plain(words.fill("details.mark", &[("mark", mark)]))));
    }
    entries.extend(step.score.as_ref().and_then(|score| scored(words, score)));
    if let Some(hours) = &step.hours {
        let (done, need) = (hours.done.unwrap_or(0.0), hours.need);
        let amount = reached(done, need);
        let said = match need {
            Some(need) => words.count("amount.hours-of", need, &[("done", &words.number(done))]),
            None => words.count("amount.hours", done, &[]),
        };
        let mut entry = Entry::of(plain(said));
        let rest = summary::rest(words, &amount, "amount.to-go");
        if !rest.is_empty() {
            entry.aside.push(plain(rest));
        }
        if need.is_some() {
            entry.bar = bar(&amount);
        }
        entries.push(entry);
    }
    entries
}

/// "1120 of 1600", "1200 is asked for".
fn scored(words: &Words, score: &Score) -> Option<Entry> {
    let mut said = Vec::new();
    match (score.value, score.of) {
        (Some(value), Some(of)) => said.push(
            words.fill("details.score-of", &[("value", &words.number(value)), ("of", &words.number(of))]),
        ),
        (Some(value), None) => said.push(words.fill("details.score", &[("value", &words.number(value))])),
        (None, _) => {}
    }
    if let Some(need) = score.need {
        said.push(words.fill("details.score-need", &[("need", &words.number(need))]));
    }
    let mut said = said.into_iter();
    let mut entry = Entry::of(plain(said.next()?));
    if let Some(need) = said.next() {
        entry.aside.push(plain(need));
    }
    if let (Some(value), Some(_)) = (score.value, score.need) {
        entry.bar = bar(&reached(value, score.need));
    }
    Some(entry)
}

/// So much of what is needed.
fn reached(done: f64, need: Option<f64>) -> Amount {
    let missing = (need.unwrap_or(0.0) - done).max(0.0);
    Amount { earned: done, missing, need, ..Amount::default() }
}

fn competencies(speaker: Speaker, step: &Step) -> Vec<Entry> {
    let plan = speaker.plan;
    let mut entries = Vec::new();
    for attained in &step.competencies {
        let Some(competency) = plan.competencies().get(attained.competency) else { continue };
        let mut aside = speaker.phrases();
        let scale = competency.scale.and_then(|scale| plan.scales().get(scale));
        if let (Some(scale), Some(level)) = (scale, attained.level)
            && let Some(level) = scale.levels.get(level)
        {
            aside.text(level.title.as_ref());
        }
        aside.verbatim(competency.code.as_ref());
        entries.push(Entry { aside: aside.said, ..speaker.entry(&competency.title) });
    }
    entries
}

fn evidence(speaker: Speaker, step: &Step) -> Vec<Entry> {
    let mut entries = Vec::new();
    for evidence in &step.evidence {
        let mut aside = speaker.phrases();
        aside.word("evidence.", evidence.kind.map(EvidenceKind::word));
        let said = match (&evidence.title, aside.said.first()) {
            (Some(title), _) => phrase(speaker.words, title),
            (None, Some(kind)) => kind.clone(),
            (None, None) => speaker.say("details.evidence"),
        };
        aside.signed(evidence.by.as_ref(), evidence.at.as_ref());
        let way = Way::out(evidence.url.as_ref());
        entries.push(Entry { way, aside: aside.said, ..Entry::of(said) });
    }
    entries
}

/// Notes for everyone, and for staff alone those for staff, whatever the host sent.
fn notes(speaker: Speaker, step: &Step) -> Vec<Entry> {
    let role = speaker.plan.viewer.as_ref().and_then(|viewer| viewer.role);
    let staff = matches!(role, Some(Role::Teacher | Role::Counselor | Role::Staff));
    let mut entries = Vec::new();
    for note in &step.notes {
        if staff || note.audience != Some(Audience::Staff) {
            let mut aside = speaker.phrases();
            aside.word("note.", note.kind.map(NoteKind::word));
            aside.signed(note.by.as_ref(), note.at.as_ref());
            entries.push(Entry { aside: aside.said, ..speaker.entry(&note.text) });
        }
    }
    entries
}

/// Who proposed, accepted, declined, approved, and when.
fn agency(speaker: Speaker, step: &Step) -> Vec<Entry> {
    let mut entries = Vec::new();
    let Some(agency) = &step.agency else { return entries };
    if let Some(state) = agency.state {
        let mut aside = speaker.phrases();
        aside.signed(agency.by.as_ref(), agency.at.as_ref());
        entries.push(Entry { aside: aside.said, ..Entry::of(speaker.word("agency.", state.word())) });
    }
    for event in agency.history.iter().rev() {
        let Some(state) = event.state else { continue };
        let mut aside = speaker.phrases();
        aside.signed(event.by.as_ref(), event.at.as_ref());
        aside.text(event.note.as_ref());
        let said = speaker.word("agency.", state.word());
        entries.push(Entry { aside: aside.said, depth: 1, ..Entry::of(said) });
    }
    entries
}
