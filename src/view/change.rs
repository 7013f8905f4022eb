//! What the reader may change: buttons, a box for words, and how it went.
//!
//! What is typed stays in the browser: the page side reads it when it is sent, and puts it back when the box is drawn
//! anew, so it is never in the state. Buttons are not disabled while a change is under way, because that would take
//! their focus away; the state passes over a second press.

use yew::{Html, html};

use super::{Look, act, heading};
use crate::event::Change;
use crate::plan::{ChangeKind, GoalIx, Step};
use crate::roadmap::Details;
use crate::state::Outcome;

/// The most characters of a text, which is the plan format's limit.
const LONGEST: &str = "4000";

/// The question whether a step is to be in the plan; nothing where there is nothing to decide.
pub fn decide(look: &Look, details: &Details, step: &Step) -> Html {
    let asked = look.words.fill("change.decide", &[("plan", &look.words.plan_word())]);
    let head = heading(look, 2, "section-title", "", html! { { asked } });
    let offers = details.offers.iter().copied().filter(|kind| kind.is_decision()).collect();
    let place = Change { kind: ChangeKind::Accept, on: step.id.clone(), action: String::new() };
    form(look, head, &place, offers, None)
}

/// The box for a comment or a reflection; nothing where neither is offered.
pub fn write(look: &Look, details: &Details, step: &Step) -> Html {
    let offers: Vec<_> = details.offers.iter().copied().filter(|kind| kind.is_note()).collect();
    if offers.is_empty() {
        return Html::default();
    }
    // Whose words these are: what is typed for one plan is never seen in another.
    let [plan, reader] = look.state.plan().map(|plan| plan.whose()).unwrap_or_default();
    let draft = [plan, "\n", reader, "\n", &step.id].concat();
    let place = Change { kind: ChangeKind::Comment, on: step.id.clone(), action: String::new() };
    let empty = told(look, &place).is_some_and(|(_, outcome, _)| *outcome == Outcome::Empty);
    let head = html! {
        <>
            <label data-is="section-title" for="note">{ look.words.say("change.note") }</label>
            <textarea key={draft.clone()} id="note" rows="3" maxlength={LONGEST} data-draft={draft}
                aria-describedby="note-told" aria-invalid={empty.then_some("true")} />
        </>
    };
    form(look, head, &place, offers, None)
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
    let place = Change { kind, on: pathway.into(), action: String::new() };
    form(look, Html::default(), &place, vec![kind], None)
}

/// How the last answer in this place went, where there was one.
fn told<'a>(look: &'a Look, place: &Change) -> Option<&'a (Change, Outcome, String)> {
    look.state.told.iter().find(|(change, ..)| change.is_in_place_of(place))
}

/// What is asked, the buttons that answer, and how the last answer in this place went.
fn form(look: &Look, head: Html, place: &Change, offers: Vec<ChangeKind>, of: Option<&str>) -> Html {
    let told = told(look, place);
    if offers.is_empty() && told.is_none() {
        return Html::default();
    }
    let mut buttons = Vec::new();
    // Each has a key, so that one that is taken away does not lend its place, and the focus in it, to another.
    let mut button = |key: &'static str, words: String, change: &Change| {
        // Of many buttons with the same words each says what it is for.
        let name = of.map(|of| [&words, ": ", of].concat());
        buttons.push(html! {
            <button key={key} type="button" class="press" aria-label={name} data-act={act::change(change)}>{ words }</button>
        });
    };
    for kind in offers {
        let words = look.words.say(&["change.", kind.word()].concat());
        button(kind.word(), words, &Change { kind, ..place.clone() });
    }
    let mut said = String::new();
    if let Some((change, outcome, theirs)) = told {
        if outcome.may_be_sent_again() {
            button("retry", look.words.say("retry"), change);
        }
        said.clone_from(theirs);
        if said.is_empty() {
            said = look.words.say(&["change.", outcome.word()].concat());
        }
    }
    // The last line is there before it says anything, so that it is heard when it does.
    html! {
        <div class="change">
            { head }
            <div class="choices">{ for buttons }</div>
            <p id={place.kind.is_note().then_some("note-told")} class="told" role="status" tabindex="-1" dir="auto">{ said }</p>
        </div>
    }
}
