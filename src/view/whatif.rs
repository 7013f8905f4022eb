//! What if: the ways to choose from, what the one on the map changes, and all of them side by side.

use yew::Html;

use super::markup::html;
use super::{Drawn, Look, act, board, change, parted, said, sign};
use crate::roadmap::{Beside, Cell, Changed, LACKS, Mark, Way};
use crate::state::Lit;

/// So many ways are seen at once; the others are a press away.
const FEW: usize = 7;

/// So little that a way lacks is seen at once; more of it comes first of what is unfolded.
const FEW_LACKS: usize = 9;

/// Under the header: buttons, of which the one that is shown is pressed, and what it changes.
pub fn what_if(look: &Look, drawn: &Drawn) -> Html {
    let roadmap = &drawn.roadmap;
    if roadmap.ways.is_empty() {
        return Html::default();
    }
    let words = &look.words;
    let (mut few, mut more) = (Vec::new(), Vec::new());
    for way in &roadmap.ways {
        let list = if few.len() < FEW { &mut few } else { &mut more };
        list.push(button(way));
    }
    let open = roadmap.beside.is_some();
    html! {
        <div class="ways" data-is={roadmap.what_if.is_some().then_some("on")} part="compare">
            <div class="choices" role="group" aria-labelledby="ways">
                <b id="ways">{ words.fill("ways", &[("pathway", &words.pathway_word())]) }</b>
                { few }
                if !more.is_empty() {
                    <details class="parts">
                        <summary><span class="aside">{ words.say("ways.more") }</span></summary>
                        <div class="choices">{ more }</div>
                    </details>
                }
                <button type="button" class="go" aria-expanded={open} data-act="beside">{ words.say("ways.beside") }</button>
            </div>
            if let Some(ways) = &roadmap.beside { { beside(look, ways) } }
            // It is there before it says anything, so that it is heard when it does.
            <p class="whatif-said" role="status">
                if let Some(changed) = &roadmap.what_if {
                    <b>{ words.say("whatif") }{ " " }{ said(&changed.title) }</b>{ ". " }{ changed.sentence.as_str() }
                }
            </p>
            if let Some(way) = &roadmap.what_if { { changed(look, way) } }
        </div>
    }
}

fn button(way: &Way) -> Html {
    let act = act::way(way.choice);
    html! {
        <button key={act.clone()} type="button" class="way" aria-pressed={way.shown} data-act={act}>
            { said(&way.title) }
        </button>
    }
}

/// What the way changes, but for the sentence.
fn changed(look: &Look, changed: &Changed) -> Html {
    let words = &look.words;
    let (mut lacks, mut sections) = (Vec::new(), Vec::new());
    for section in &changed.sections {
        let is_seen = section.name == LACKS && section.entries.len() <= FEW_LACKS;
        let list = if is_seen { &mut lacks } else { &mut sections };
        list.push(board::section(look, 1, section, Lit::Through));
    }
    html! {
        <>
            <p class="aside">{ parted(&changed.facts) }</p>
            { lacks }
            <p class="aside">{ words.say("whatif.note") }</p>
            <div class="choices">
                <button type="button" class="way" data-act="return">
                    { words.say("whatif.back") }
                </button>
                if let Some(pathway) = &changed.ask { { change::switch(look, pathway) } }
            </div>
            if !sections.is_empty() {
                <details class="changes">
                    <summary>{ words.say("whatif.changes") }</summary>
                    <div class="lists">{ sections }</div>
                </details>
            }
        </>
    }
}

/// What becomes of a step, in words and shape.
pub fn mark(mark: &Mark) -> Html {
    html! {
        <span class="mark">
            if let Some(shape) = mark.sign { { sign::sign(shape) } }
            { mark.words.as_str() }
        </span>
    }
}

/// The ways as columns. The roles stay where a narrow container stacks the cells, each under the name of its way.
fn beside(look: &Look, ways: &Beside) -> Html {
    let mut head = Vec::new();
    for (way, _) in &ways.columns {
        head.push(html! { <th scope="col" role="columnheader">{ said(way) }</th> });
    }
    let mut rows = Vec::new();
    for (ix, heading) in ways.headings.iter().enumerate() {
        let mut cells = Vec::new();
        for (way, column) in &ways.columns {
            let held = column.get(ix).map(cell);
            cells.push(html! { <td role="cell"><span class="of" aria-hidden="true">{ said(way) }</span>{ held }</td> });
        }
        rows.push(html! { <tr role="row"><th scope="row" role="rowheader">{ heading }</th>{ cells }</tr> });
    }
    html! {
        <table class="beside" role="table" aria-label={look.words.say("ways.beside")}>
            <thead role="rowgroup"><tr role="row"><td role="cell" />{ head }</tr></thead>
            <tbody role="rowgroup">{ rows }</tbody>
        </table>
    }
}

fn cell(cell: &Cell) -> Html {
    if cell.parts.is_empty() {
        return said(&cell.said);
    }
    let mut parts = Vec::new();
    for part in &cell.parts {
        parts.push(html! { <li>{ said(part) }</li> });
    }
    html! {
        <details class="parts">
            <summary>{ said(&cell.said) }</summary>
            <ul role="list">{ parts }</ul>
        </details>
    }
}
