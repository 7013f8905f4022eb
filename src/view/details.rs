//! The panel. Of a step: why, what it needs and unlocks, what it counts toward, and the rest; of a requirement, a
//! competency or a profile entry: the steps that it lights.

use yew::Html;

use super::markup::html;
use super::{Look, board, change, heading, parted, said, sign};
use crate::roadmap::{Details, Sign};

/// A region beside the map (at the foot of a narrow container) that takes the focus when it opens.
pub fn details(look: &Look, details: &Details) -> Html {
    let words = &look.words;
    let step = details.of.step();
    let changed = step.and_then(|step| look.state.plan()?.steps().get(step));
    html! {
        <aside key={board::key(look, details.of)} class="details" part="details" aria-labelledby="details-title" tabindex="-1">
            <div class="details-head">
                <div id="details-title" tabindex="-1" aria-describedby="details-why">{ heading(look, 1, "details-title", "", said(&details.title)) }</div>
                <button type="button" class="close" aria-label={words.say("close")} data-act="close">
                    <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m3.5 3.5 9 9m0-9-9 9" /></svg>
                </button>
            </div>
            <p class="facts">{ parted(&details.facts) }</p>
            <div class="why" id="details-why">
                { heading(look, 2, "why-title", "", html! { { details.asked.as_str() } }) }
                { for details.why.iter().map(|sentence| html! { <p>{ sentence }</p> }) }
            </div>
            if let Some(risk) = &details.risk {
                <p class="risk-note">{ sign::sign(Sign::Risk) }<span><b>{ words.say("risk") }</b>{ " " }{ said(risk) }</span></p>
            }
            if let Some(summary) = &details.summary { <p>{ said(summary) }</p> }
            { changed.map(|step| change::decide(look, details, step)) }
            { board::sections(look, &details.sections, details.of) }
            { changed.map(|step| change::write(look, details, step)) }
            if let Some(url) = &details.link {
                <p>{ board::link(look, url, step, html! { { words.say(if step.is_some() { "details.open" } else { "lit.open" }) } }) }</p>
            }
        </aside>
    }
}
