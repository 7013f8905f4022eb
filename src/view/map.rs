//! The map, and the numbered list it becomes in a narrow container: the same elements, placed or not.

use yew::Html;
use yew::virtual_dom::Key;

use super::markup::html;
use super::{Drawn, Look, act, board, heading, is, large, lit_word, said, sign, whatif};
use crate::digits::digits;
use crate::plan::{EdgeKind, PhaseIx, StepIx};
use crate::roadmap::{Card, Column, Sign, here, tenth};
use crate::state::Lit;

/// Phases as columns, lanes as rows, steps as cards, links as curves behind them.
pub fn map(look: &Look, drawn: &Drawn) -> Html {
    let roadmap = &drawn.roadmap;
    let mut start = 1;
    let phases = roadmap.picture.columns.iter().enumerate().map(|(ix, column)| {
        let first = start;
        start += column.steps.len();
        phase(look, drawn, ix, column, first)
    });
    // A large map is a window to scroll in, and the rest of it is drawn as the reader comes there.
    let large = look.state.is_large();
    let zoom = large.then(|| digits(usize::from(look.state.part.zoom)));
    // What is lit: a step's line, or a group of steps.
    let tracing = look.state.lit != Lit::Through;
    let lit = tracing.then_some(if drawn.light.word.is_some() { "group" } else { "line" });
    html! {
        // Firefox would stop at what scrolls, though all within can have the focus.
        <div class="map" part="map" tabindex="-1">
            { large::earlier(look) }
            <div class="canvas c0" data-zoom={zoom} data-lit={lit}>
                <div aria-hidden="true">
                    { for roadmap.picture.bands.iter().enumerate().filter(|(_, band)| band.place.height > 0.0).map(|(ix, band)| html! {
                        <div id={["b", &digits(ix)].concat()} class="band" part="lane"><span>{ said(&band.title) }</span></div>
                    }) }
                </div>
                { lines(look, drawn) }
                <ol class="phases" role="list">{ for phases }</ol>
            </div>
            { large::later(look, drawn) }
        </div>
    }
}

/// What shows more of the map, beside what is there: the page side says where there is more. Decoration, and a shortcut
/// for a pointer without a wheel to the side; the map's own scrollbar is at its foot.
pub fn turns(look: &Look) -> Option<Html> {
    let state = &look.state;
    let turn = |act: &'static str, shape: &'static str| {
        html! { <svg class="turn" data-act={act} viewBox="0 0 16 16" aria-hidden="true"><path d={shape} /></svg> }
    };
    (state.is_map() && !state.is_large()).then(|| {
        html! {
            <div class="turns">
                { turn("backward", "M10 3 5 8l5 5") }
                { turn("onward", "m6 3 5 5-5 5") }
            </div>
        }
    })
}

/// One path for each kind of link, however many there are: what is lit lies over the plan's own line, and that over the
/// rest. Nothing is lost without them.
fn lines(look: &Look, drawn: &Drawn) -> Html {
    let tracing = look.state.lit != Lit::Through;
    let size = drawn.roadmap.picture.size;
    // Nothing is rounded up: the lines would be drawn smaller than the cards between which they lie.
    let mut view_box = String::from("0 0 ");
    tenth(size.width, &mut view_box);
    view_box.push(' ');
    tenth(size.height, &mut view_box);
    let path = |kind: &EdgeKind, over: Option<&'static str>| {
        let mut path = String::new();
        for (ix, line) in drawn.roadmap.picture.lines.iter().enumerate() {
            let Some(line) = line.as_ref().filter(|line| line.kind == *kind) else { continue };
            let near = !look.state.is_large() || look.state.part.window.overlaps(line.reach);
            let here = near
                && match over {
                    Some("lit") => tracing && drawn.light.trace.edges.get(ix) == Some(&true),
                    _ => line.through == over.is_some(),
                };
            if here {
                path += line.path();
            }
        }
        (!path.is_empty())
            .then(|| html! { <path class="line" data-is={is(&[Some(kind.word()), over])} d={path} /> })
    };
    let layer = |over: Option<&'static str>| html! { <g>{ for EdgeKind::ALL.iter().filter_map(|kind| path(kind, over)) }</g> };
    html! {
        <svg class="lines" part="connector" viewBox={view_box} preserveAspectRatio="xMinYMin" aria-hidden="true">
            { layer(None) }
            { layer(Some("through")) }
            { layer(Some("lit")) }
        </svg>
    }
}

fn phase(look: &Look, drawn: &Drawn, ix: usize, column: &Column, start: usize) -> Html {
    let goal = ix >= look.state.plan().map_or(0, |plan| plan.phases().len());
    let here = look.state.plan().filter(|_| column.now).map(|plan| here(plan, &look.words));
    let title = html! {
        <>
            <span class="phase-title">{ said(&column.title) }</span>
            if let Some(dates) = &column.dates { <span class="dates">{ dates }</span> }
            if let Some(here) = here { <span class="here" part="now">{ here }</span> }
        </>
    };
    let part = if column.now { "phase now" } else { "phase" };
    let large = look.state.is_large();
    let near = large::near(look, drawn, column);
    // A large list shows the phases of the steps that it shows.
    if large
        && !look.state.is_map()
        && near.is_empty()
        && !(goal && look.state.part.run.1 >= drawn.roadmap.picture.order.len())
    {
        return Html::default();
    }
    html! {
        <li key={column_key(look, ix)} id={["p", &digits(ix)].concat()} part={part}
            class="phase" data-is={is(&[column.now.then_some("now"), goal.then_some("goals"), column.steps.is_empty().then_some("bare")])}>
            { heading(look, 1, "phase-heading", "phase-heading", title) }
            // To be heard: a phase that is not drawn is not empty.
            if large && near.is_empty() && !column.steps.is_empty() {
                <p class="on-line">{ look.words.count("ways.steps", column.steps.len() as f64, &[]) }</p>
            }
            if goal {
                { for drawn.roadmap.picture.destinations.iter().enumerate().map(|(at, goal)| {
                    let lit = drawn.light.trace.goals.get(goal.goal) == Some(&true);
                    html! {
                        <p id={["g", &digits(at)].concat()} part="destination"
                            class="destination" data-is={is(&[goal.primary.then_some("primary"), lit.then_some("lit")])}>
                            { sign::sign(Sign::Goal) }
                            <span class="destination-title">{ said(&goal.title) }</span>
                        </p>
                    }
                }) }
            } else {
                <ol class="steps" role="list" start={digits(start + near.first().map_or(0, |(at, ..)| *at))}>
                    { for near.iter().map(|(at, step, each)| card(look, drawn, *step, each, large.then_some((at + 1, column.steps.len())))) }
                </ol>
            }
        </li>
    }
}

/// What a phase is known by, whatever comes before it in a newer plan; behind all is that of the goals.
fn column_key(look: &Look, ix: PhaseIx) -> Key {
    match look.state.plan().and_then(|plan| plan.phases().get(ix)) {
        Some(phase) if !phase.id.is_empty() => ["p", &phase.id].concat().into(),
        // Made from the links, it is known by its place.
        Some(_) => digits(ix).into(),
        None => "goals".into(),
    }
}

/// `among`: of a large plan, its place among all the steps of its phase, and how many these are.
fn card(look: &Look, drawn: &Drawn, ix: StepIx, card: &Card, among: Option<(usize, usize)>) -> Html {
    let open = look.state.panel() == Lit::Line(ix);
    let lit = drawn.light.trace.steps.get(ix) == Some(&true);
    let states = is(&[
        Some(sign::word(card.sign)),
        card.risk_word.is_some().then_some("risk"),
        card.through.then_some("through"),
        lit.then_some("lit"),
        open.then_some("chosen"),
        card.mark.as_ref().map(|mark| mark.name),
    ]);
    // No form reaches into a shadow tree, so the button needs no type.
    html! {
        <li key={board::key(look, Lit::Line(ix))} id={["s", &digits(ix)].concat()} class="step" data-is={states}
            aria-posinset={among.map(|(at, _)| digits(at))} aria-setsize={among.map(|(_, all)| digits(all))}>
            <button class="card" part="step" data-number={digits(card.number)} aria-expanded={open}
                data-act={act::lit(Lit::Line(ix))}>
                <span class="step-title" part="step-title">{ said(&card.title) }</span>
                <span class="meta">
                    <span class="status" part="step-status">{ sign::sign(card.sign) }{ card.status_word.as_str() }</span>
                    if let Some(figure) = &card.figure { <span class="figure">{ said(figure) }</span> }
                    <span class="kind">{ card.kind_word.as_str() }</span>
                    { alarms(card) }
                    if let Some(mark) = &card.mark { { whatif::mark(mark) } }
                    { lit_word(drawn, ix) }
                    if card.through { <span class="on-line">{ look.words.say("on-line") }</span> }
                </span>
            </button>
        </li>
    }
}

/// What needs attention about a step.
pub fn alarms(card: &Card) -> Html {
    html! {
        { for card.alarms().map(|word| html! {
            <span class="at-risk">{ sign::sign(Sign::Risk) }{ word }</span>
        }) }
    }
}
