//! THE PICTURE AS HTML. A component is a function of its properties; only [`App`] holds state.
//!
//! All host data is text that `html!` escapes, and a link is a `SafeUrl`; no raw-HTML sink exists. No `style` attribute
//! is written, so the page's `style-src` needs no exception: places go into an adopted style sheet ([`After::Place`]).

mod act;
mod after;
mod app;
mod board;
mod change;
mod details;
mod header;
mod large;
mod map;
mod markup;
mod sign;
mod small;
mod states;
mod still;
mod table;
mod whatif;

use std::rc::Rc;

use yew::Html;

use crate::plan::{Plan, SafeUrl, StepIx};
use crate::roadmap::{Brief, Light, Phrase, Roadmap, Sign};
use crate::state::{Density, Shown, State, View};
use crate::words::{Direction, Words};

pub use after::{After, Found, Spot};
pub use app::{App, In, Props};
use markup::html;

/// What every part of the view is a function of.
#[derive(Clone)]
pub struct Look {
    /// What is shown, and what the reader has open.
    pub state: Rc<State>,
    /// The catalogue, with the plan's own words over it.
    pub words: Rc<Words>,
    /// None until there is a plan, and where it is shown in brief.
    pub drawn: Option<Drawn>,
    /// The plan in brief, where it is shown so.
    pub brief: Option<Rc<Brief>>,
    /// The host's own policy on links, which may narrow what is allowed.
    pub allow: yew::Callback<SafeUrl, Option<SafeUrl>>,
}

/// A plan's picture, and what the reader's choice lights in it.
#[derive(Clone)]
pub struct Drawn {
    /// Stays until the plan, the settings or the words change.
    pub roadmap: Rc<Roadmap>,
    /// Changes with each choice.
    pub light: Rc<Light>,
}

/// The whole roadmap.
pub fn page(look: &Look) -> Html {
    let settings = &look.state.settings;
    let view = match settings.view {
        View::Map if look.state.part.as_list => "list",
        View::Map => "map",
        View::List => "list",
        View::Table => "table",
        View::Card => "card",
    };
    let density = match settings.density {
        Density::Comfortable => "comfortable",
        Density::Compact => "compact",
    };
    let direction = match look.words.direction() {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    let name = match (&look.brief, &look.drawn) {
        (Some(brief), _) => Some(&brief.name),
        (None, drawn) => drawn.as_ref().map(|drawn| &drawn.roadmap.name),
    };
    let label = settings.label.clone().or_else(|| Some(name?.words.clone()));
    let label = label.unwrap_or_else(|| look.words.plan_word());
    let content = match (&look.state.shown, &look.brief, &look.drawn) {
        (Shown::Failed(failure), ..) => states::failed(look, failure),
        (Shown::Plan(plan), Some(brief), _) => small::small(look, brief, plan),
        (Shown::Plan(plan), _, Some(drawn)) => full(look, drawn, plan),
        _ => states::waiting(look),
    };
    // What is seen at first is there, and the rest is not yet.
    let begun = look.state.part.first.is_some();
    // A plan is a landmark of its page; thirty cards are not.
    let role = (settings.view == View::Card).then_some("group");
    html! {
        <section class="base" part="base" tabindex="-1" role={role} aria-label={label} lang={look.words.language().to_string()} dir={direction}
            data-view={view} data-density={density} data-what-if={look.state.what_if.is_some().then_some("")}
            data-large={look.state.is_large().then_some("")} aria-busy={begun.then_some("true")}>
            { content }
        </section>
    }
}

/// Header, map or table, details, and the boards under them.
fn full(look: &Look, drawn: &Drawn, plan: &Plan) -> Html {
    let empty = plan.steps().is_empty();
    let steps = match look.state.settings.view {
        _ if empty => states::empty(look),
        View::Table => table::table(look, drawn, plan),
        _ => map::map(look, drawn),
    };
    let open = drawn.light.details.is_some();
    html! {
        <>
            { still::still(look, head) }
            { large::tools(look, drawn) }
            { change::news(look, drawn) }
            <div class="stage" data-open={open.then_some("")} data-next={board::next(drawn).map(|_| "")}>
                { still::still(look, next) }
                if !empty {
                    <button type="button" class="skip" data-act="skip">
                        { look.words.say("skip") }
                    </button>
                    { map::turns(look) }
                }
                { steps }
                if let Some(details) = &drawn.light.details {
                    { details::details(look, details) }
                }
            </div>
            if look.state.part.first.is_none() { { still::still(look, foot) } }
        </>
    }
}

/// What stands over the map.
fn head(look: &Look) -> Html {
    let Some(drawn) = &look.drawn else { return Html::default() };
    html! {
        <>
            { header::header(look, drawn) }
            { whatif::what_if(look, drawn) }
            if look.state.problems > 0 {
                <p class="problems">{ look.words.count("problems", look.state.problems as f64, &[("plan", &look.words.plan_word())]) }</p>
            }
        </>
    }
}

/// What stands over the map too, or beside it where there is room. The first paint answers "what is next, and why?".
fn next(look: &Look) -> Html {
    let next = look.drawn.as_ref().and_then(board::next);
    next.map_or_else(Html::default, |next| board::board(look, next))
}

/// What stands under the map.
fn foot(look: &Look) -> Html {
    look.drawn.as_ref().map_or_else(Html::default, |drawn| board::boards(look, drawn))
}

/// A heading `below` levels under the plan's own.
fn heading(look: &Look, below: u8, is: &'static str, part: &'static str, content: Html) -> Html {
    let level = (look.state.settings.heading + below).clamp(2, 6);
    let tag = ["h2", "h3", "h4", "h5", "h6"].get(usize::from(level) - 2).copied().unwrap_or("h6");
    html! { <@{tag} data-is={is} part={part}>{ content }</@> }
}

/// What a step of the lit group does there: a shape, and its words beside it.
fn lit_word(drawn: &Drawn, step: StepIx) -> Option<Html> {
    let word = drawn.light.word.as_ref()?;
    let lit = drawn.light.trace.steps.get(step) == Some(&true);
    lit.then(|| html! { <span class="lit-word">{ sign::sign(Sign::Lit) }<span>{ word }</span></span> })
}

/// The words of `data-is`: what is none, or is so only just now. A `class` stays what it is. What changes how all
/// within an element looks has an attribute of its own (`data-open`, `data-lit`): where `data-is` changes, browsers
/// match anew all that any of its words could style.
fn is(words: &[Option<&str>]) -> Option<String> {
    let mut is = String::new();
    for word in words.iter().flatten() {
        if !is.is_empty() {
            is.push(' ');
        }
        is += word;
    }
    (!is.is_empty()).then_some(is)
}

/// The host's words, marked with their language where it is not the reader's.
fn said(phrase: &Phrase) -> Html {
    match &phrase.language {
        Some(language) => html! { <span lang={language.clone()} dir="auto">{ phrase.words.as_str() }</span> },
        None => html! { { phrase.words.as_str() } },
    }
}

/// Phrases one after the other, parted so that each keeps its own language.
fn parted(phrases: &[Phrase]) -> Html {
    html! { { for phrases.iter().map(|phrase| html! { <span class="bit">{ said(phrase) }</span> }) } }
}
