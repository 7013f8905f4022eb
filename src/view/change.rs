//! What the reader may change: buttons, a box for words, and how it went.
//!
//! What is typed stays in the browser: the page side reads it when it is sent, and puts it back when the box is drawn
//! anew, so it is never in the state. Buttons are not disabled while a change is under way, because that would take
//! their focus away: they say that they are, and the state passes over a second press.

use yew::Html;

use super::markup::html;
use super::{Drawn, Look, act, heading, said};
use crate::digits::digits;
use crate::event::Change;
use crate::plan::{ChangeKind, Goal, GoalIx, Step};
use crate::roadmap::{Details, phrase};
use crate::state::{Lit, Outcome, Told};

/// The question whether a step is to be in the plan; nothing where there is nothing to decide.
pub fn decide(look: &Look, details: &Details, step: &Step) -> Html {
    let asked = look.words.of_the_plan("change.decide");
    let head = heading(look, 2, "section-title", "", html! { { asked } });
    let offers = offered(details, ChangeKind::is_decision);
    let place = Change::on(ChangeKind::Accept, &step.id);
    form(look, head, &place, offers, None)
}

/// What of this sort may be asked.
fn offered(details: &Details, is_such: fn(ChangeKind) -> bool) -> Vec<ChangeKind> {
    let mut offered = Vec::new();
    for &kind in &details.offers {
        if is_such(kind) {
            offered.push(kind);
        }
    }
    offered
}

/// The box for a comment or a reflection; nothing where neither is offered. Where that ends, what is in the box stays
/// to be copied, until it is emptied.
pub fn write(look: &Look, details: &Details, step: &Step) -> Html {
    let offers = offered(details, ChangeKind::is_note);
    let place = Change::on(ChangeKind::Comment, &step.id);
    let outcome = look.state.told(&place).map(|(_, outcome, _)| *outcome);
    let none = offers.is_empty();
    // In a what-if nothing is written.
    if none && outcome.is_none_or(|outcome| look.state.what_if.is_some() && !outcome.has_failed()) {
        return Html::default();
    }
    let head = if !none || outcome.is_some_and(Outcome::keeps_words) {
        field(look, &step.id, look.words.say("change.note"), (!none).then_some("note-told"), outcome)
    } else {
        Html::default()
    };
    form(look, head, &place, offers, None)
}

/// The box with its label; `told` is the id of the line that tells of it. Without one it is to be copied from, and
/// emptied.
/// `data-draft` says whose words they are: what is typed for one plan is never seen in another.
fn field(
    look: &Look,
    step: &str,
    label: String,
    told: Option<&'static str>,
    outcome: Option<Outcome>,
) -> Html {
    let [plan, reader] = look.state.own_plan().map(|plan| plan.whose()).unwrap_or_default();
    let [first, second] = [&*digits(plan.len()), &*digits(reader.len())];
    let draft = [first, " ", second, " ", plan, reader, step].concat();
    let invalid = matches!(outcome, Some(Outcome::Empty | Outcome::Long)).then_some("true");
    html! {
        <label key={draft.clone()} class="note">
            <span data-is="section-title" dir="auto">{ label }</span>
            <textarea rows="3" data-draft={draft} data-step={step.to_string()} aria-describedby={told}
                aria-invalid={invalid} />
        </label>
    }
}

/// What did not come about on a step that is not open; and of a step that is gone, what was written there. It is there
/// before it says anything.
pub fn news(look: &Look, drawn: &Drawn) -> Html {
    html! { <div class="news" role="status" tabindex="-1">{ for look.state.told.iter().filter_map(|told| line(look, drawn, told)) }</div> }
}

fn line(look: &Look, drawn: &Drawn, told: &Told) -> Option<Html> {
    let (change, outcome, theirs) = told;
    let plan = look.state.plan()?;
    if change.kind == ChangeKind::ChoosePathway {
        // Beside the button, while that is there.
        let shown = drawn.roadmap.what_if.as_ref().and_then(|way| way.ask.as_ref()) == Some(&change.on);
        let title =
            plan.pathways().iter().find(|way| way.id == change.on).map(|way| phrase(&look.words, &way.title));
        return (*outcome != Outcome::Sending && !shown).then(|| {
            html! { <p dir="auto">if let Some(title) = title { <b>{ said(&title) }</b>{ ": " } }{ how(look, told) }</p> }
        });
    }
    // Of actions it is told on their board, while they are there.
    let is_it =
        |goal: &Goal| goal.id == change.on && goal.actions.iter().any(|action| action.id == change.action);
    if change.kind == ChangeKind::CheckAction && plan.goals().iter().any(is_it) {
        return None;
    }
    let steps = plan.steps();
    // A step may have the id of an action's goal.
    let is_on = |step: &Step| change.kind != ChangeKind::CheckAction && step.id == change.on;
    match steps.iter().position(is_on) {
        Some(ix) if look.state.panel() == Lit::Line(ix) => None,
        None if change.kind.is_note() && outcome.keeps_words() => {
            let gone = look.words.say("change.gone");
            let titled = *outcome == Outcome::Written && !theirs.is_empty();
            let label = if titled { [theirs, ": ", &gone].concat() } else { gone };
            Some(field(look, &change.on, label, None, None))
        }
        ix => outcome.has_failed().then(|| {
            let title = ix.and_then(|ix| drawn.roadmap.picture.cards.get(ix)).map(|card| &card.title);
            html! { <p dir="auto">if let Some(title) = title { <b>{ said(title) }</b>{ ": " } }{ how(look, told) }</p> }
        }),
    }
}

/// The button that checks off an action, named after it; nothing where it is another's, or was done before.
pub fn check(look: &Look, goal: GoalIx, action: usize, open: bool, title: &str) -> Html {
    let found = look.state.plan().and_then(|plan| plan.goals().get(goal));
    let Some((goal, action)) = found.and_then(|goal| Some((goal, goal.actions.get(action)?))) else {
        return Html::default();
    };
    let kind = ChangeKind::CheckAction;
    let place = Change { kind, on: goal.id.clone(), action: action.id.clone() };
    form(look, Html::default(), &place, if open { vec![kind] } else { Vec::new() }, Some(title))
}

/// The button that asks to go the pathway of this id, where the reader may.
pub fn switch(look: &Look, pathway: &str) -> Html {
    let kind = ChangeKind::ChoosePathway;
    let place = Change::on(kind, pathway);
    form(look, Html::default(), &place, vec![kind], None)
}

/// How it went, in the host's words where it has some.
fn how(look: &Look, (_, outcome, theirs): &Told) -> String {
    match outcome {
        Outcome::Long => look.words.fill("change.long", &[("over", theirs)]),
        // Where it could be sent, nothing is said of it.
        Outcome::Written => look.words.say("change.nowhere"),
        _ if theirs.is_empty() => look.words.named("change.", outcome.word()),
        _ => theirs.clone(),
    }
}

/// What is asked, the buttons that answer, and how the last answer in this place went.
fn form(look: &Look, head: Html, place: &Change, offers: Vec<ChangeKind>, of: Option<&str>) -> Html {
    let told = look.state.told(place);
    if offers.is_empty() && told.is_none() {
        return Html::default();
    }
    let writable = !offers.is_empty();
    let sending = told.is_some_and(|(_, outcome, _)| *outcome == Outcome::Sending).then_some("true");
    let mut buttons = Vec::new();
    // Each has a key, so that one that is taken away does not lend its place, and the focus in it, to another.
    let mut button = |key: &'static str, words: &str, of: Option<&str>, change: &Change| {
        // Of many buttons with the same words each says what it is for.
        let name = of.map(|of| [words, ": ", of].concat());
        buttons.push(html! {
            <button key={key} type="button" class="press" aria-label={name} aria-disabled={sending} data-act={act::change(change)}>{ words }</button>
        });
    };
    let named = |kind: ChangeKind| look.words.named("change.", kind.word());
    for kind in offers {
        button(kind.word(), &named(kind), of, &Change { kind, ..place.clone() });
    }
    if let Some((change, outcome, _)) = told
        && writable
        && outcome.may_be_sent_again()
    {
        button("retry", &look.words.say("retry"), of.or(Some(&named(change.kind))), change);
    }
    let how = told
        .filter(|(_, outcome, _)| !(writable && *outcome == Outcome::Written))
        .map(|told| how(look, told));
    // The last line is there before it says anything, so that it is heard when it does.
    html! {
        <div class="change">
            { head }
            <div class="choices">{ for buttons }</div>
            <p id={place.kind.is_note().then_some("note-told")} class="told" role="status" tabindex="-1" dir="auto">{ how }</p>
        </div>
    }
}
