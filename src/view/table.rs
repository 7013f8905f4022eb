//! The plan as a table of steps, for those who read rows.

use yew::Html;

use super::markup::html;
use super::{Drawn, Look, act, board, large, lit_word, said, sign, whatif};
use crate::digits::digits;
use crate::plan::Plan;
use crate::state::Lit;

/// One row for each step, in reading order.
pub fn table(look: &Look, drawn: &Drawn, plan: &Plan) -> Html {
    let words = &look.words;
    let roadmap = &drawn.roadmap;
    let row = |ix: usize| {
        let (card, step) = (roadmap.picture.cards.get(ix)?, plan.steps().get(ix)?);
        let phase = roadmap.picture.columns.get(step.phase)?;
        let open = look.state.panel() == Lit::Line(ix);
        let lit = look.state.lit != Lit::Through && drawn.light.trace.steps.get(ix) == Some(&true);
        Some(html! {
            <tr key={board::key(look, Lit::Line(ix))} data-is={lit.then_some("lit")}>
                <td>{ digits(card.number) }</td>
                <th scope="row" id={["s", &digits(ix)].concat()}>
                    <button type="button" class="go card" aria-expanded={open}
                        data-act={act::lit(Lit::Line(ix))}>{ said(&card.title) }</button>
                </th>
                <td>{ card.kind_word.as_str() }</td>
                <td>{ said(&phase.title) }</td>
                <td><span class="status">{ sign::sign(card.sign) }{ card.status_word.as_str() }</span>
                    { super::map::alarms(card) }
                    if let Some(mark) = &card.mark { <br />{ whatif::mark(mark) } }
                    { lit_word(drawn, ix) }</td>
                <td class="figure">{ card.figure.as_ref().map(said) }</td>
            </tr>
        })
    };
    html! {
        <div class="table" part="map" tabindex="0" role="group" aria-label={words.say("table")}>
            { large::earlier(look) }
            <table>
                <thead><tr>
                    { for ["table.number", "table.step", "table.kind", "table.phase", "table.status", "table.figure"].iter()
                        .map(|key| html! { <th scope="col">{ words.say(key) }</th> }) }
                </tr></thead>
                <tbody>{ for roadmap.picture.order.iter().filter(|ix| roadmap.draws(&look.state, **ix)).filter_map(|ix| row(*ix)) }</tbody>
            </table>
            { large::later(look, drawn) }
        </div>
    }
}
