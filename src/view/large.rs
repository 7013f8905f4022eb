//! What a large plan has beside its map: a field to find a step by its words, the map's size, the map as a list, and an
//! overview to go somewhere by. Of such a plan only what is near the reader is drawn; this is how to reach the rest.

use yew::Html;

use super::markup::html;
use super::{Drawn, Look, act, said};
use crate::digits::digits;
use crate::geometry::Rect;
use crate::plan::StepIx;
use crate::roadmap::{Card, Column};
use crate::state::Lit;

/// So many of the steps that were found are there, in a list that scrolls: where many have one name, nobody can write
/// more of it. That there are more is said.
const FEW: usize = 100;

/// The tools over the map; nothing where all of the plan is drawn.
pub fn tools(look: &Look, drawn: &Drawn) -> Html {
    if !look.state.is_large() {
        return Html::default();
    }
    let words = &look.words;
    let part = &look.state.part;
    // One that has come to its end stays, and the focus with it.
    let press = |key: &str, pressed: Option<bool>, ended: bool, act: &'static str| {
        html! {
            <button type="button" class="way" data-act={act} aria-disabled={ended.then_some("true")}
                aria-pressed={pressed}>{ words.say(key) }</button>
        }
    };
    html! {
        <div class="tools" part="toolbar" role="search">
            <div class="find">
                <label for="find"><b>{ words.say("find") }</b></label>
                <input id="find" type="search" autocomplete="off" value={part.sought.clone()} />
                { found(look, drawn) }
                <div class="choices">
                    if look.state.can_be_map() { { press("as-list", Some(part.as_list), false, "list") } }
                    if look.state.is_map() {
                        { press("smaller", None, part.is_smallest(), "smaller") }
                        { press("larger", None, part.is_largest(), "larger") }
                    }
                </div>
            </div>
            if look.state.is_map() { { overview(look, drawn) } }
        </div>
    }
}

/// How many steps there are with these words, and the first of them; without words, that not all is drawn.
fn found(look: &Look, drawn: &Drawn) -> Html {
    let words = &look.words;
    let roadmap = &drawn.roadmap;
    let sought = look.state.part.sought.trim();
    let mut found = Vec::new();
    if let Some(plan) = look.state.plan().filter(|_| !sought.is_empty()) {
        found = roadmap.found(plan, words, sought);
    }
    let (key, all) = match found.len() {
        _ if sought.is_empty() => ("large", roadmap.picture.cards.len()),
        all if all > FEW => ("found.few", all),
        all => ("found", all),
    };
    let count = numbered(look, key, all);
    let entry = |step: &StepIx| {
        let step = *step;
        let card = roadmap.picture.cards.get(step)?;
        let facts = look.state.plan()?.steps().get(step)?;
        let column = roadmap.picture.columns.get(facts.phase)?;
        Some(html! {
            <li class="entry">
                <button type="button" class="go" data-act={act::lit(Lit::Line(step))}>{ said(&card.title) }</button>
                <span class="aside">
                    { facts.code.as_ref().map(|code| html! { <span class="bit">{ code }</span> }) }
                    <span class="bit">{ said(&column.title) }</span>
                </span>
            </li>
        })
    };
    html! {
        <>
            if sought.is_empty() { <p class="aside">{ &count }</p> }
            // What is read aloud as it changes is what was found, and no more.
            <p class="aside" role="status">{ (!sought.is_empty()).then_some(&count) }</p>
            if !found.is_empty() { <ul key={sought.to_string()} class="entries" role="list">{ for found.iter().take(FEW).filter_map(entry) }</ul> }
        </>
    }
}

/// The sentence of a key with a number in it that needs no plural.
fn numbered(look: &Look, key: &str, n: usize) -> String {
    look.words.fill(key, &[("n", &look.words.number(n as f64))])
}

/// All of the map at a glance: where there are steps, what is lit, and what of it the reader sees. Decoration, and a
/// shortcut for a pointer.
fn overview(look: &Look, drawn: &Drawn) -> Html {
    let roadmap = &drawn.roadmap;
    let whole = |n: f64| digits(n.round() as usize);
    let area = |is: &'static str, at: Rect| {
        html! { <rect data-is={is} x={whole(at.x)} y={whole(at.y)} width={whole(at.width)} height={whole(at.height)} /> }
    };
    let wide = whole(roadmap.picture.columns.first().map_or(1.0, |column| column.place.width));
    let steps = |is: &'static str, counts: &dyn Fn(StepIx) -> bool| {
        html! { <path data-is={is} d={roadmap.glance(counts)} stroke-width={wide.clone()} /> }
    };
    html! {
        <svg class="overview" viewBox={["0 0 ", &whole(roadmap.picture.size.width), " ", &whole(roadmap.picture.size.height)].concat()}
            preserveAspectRatio="none" aria-hidden="true" data-act="point">
            { for roadmap.picture.columns.iter().filter(|column| column.now).map(|column| area("now", column.place)) }
            { steps("there", &|_| true) }
            { steps("lit", &|step| drawn.light.trace.steps.get(step) == Some(&true)) }
            { area("window", look.state.part.seen()) }
        </svg>
    }
}

/// The steps of a column that are drawn, each with its place among all of the column's.
pub fn near<'a>(look: &Look, drawn: &'a Drawn, column: &'a Column) -> Vec<(usize, StepIx, &'a Card)> {
    let mut near = Vec::new();
    for (at, step) in column.steps.iter().enumerate() {
        if let Some(card) = drawn.roadmap.picture.cards.get(*step)
            && drawn.roadmap.draws(&look.state, *step)
        {
            near.push((at, *step, card));
        }
    }
    near
}

/// A button for more of a large list, before what is there; nothing where there is no more.
pub fn earlier(look: &Look) -> Html {
    more(look, "more.before", look.state.part.run.0, "before")
}

/// A button for more of a large list, after what is there; nothing where there is no more.
pub fn later(look: &Look, drawn: &Drawn) -> Html {
    more(look, "more.later", drawn.roadmap.picture.order.len().saturating_sub(look.state.part.run.1), "later")
}

fn more(look: &Look, key: &str, left: usize, act: &'static str) -> Html {
    if !look.state.is_large() || look.state.is_map() || left == 0 {
        return Html::default();
    }
    html! {
        <p class="more"><button type="button" class="press" data-act={act}>{ numbered(look, key, left) }</button></p>
    }
}
