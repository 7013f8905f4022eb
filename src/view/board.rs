//! The boards under the map, and the sections that boards and details are made of.

use yew::Html;
use yew::virtual_dom::Key;

use super::header::bar;
use super::markup::html;
use super::{Drawn, Look, act, change, heading, parted, said, sign};
use crate::digits::digits;
use crate::plan::{EdgeKind, SafeUrl, Status, StepIx};
use crate::roadmap::{Board, Entry, Lead, Section, Sign};
use crate::state::{LinkTarget, Lit};

/// What to do now, where there is anything.
pub fn next(drawn: &Drawn) -> Option<&Board> {
    drawn.roadmap.boards.iter().find(|board| board.name == "next")
}

/// The boards that the plan has something for, and the legend.
pub fn boards(look: &Look, drawn: &Drawn) -> Html {
    html! {
        <div class="boards">
            { for drawn.roadmap.boards.iter().filter(|board| board.name != "next").map(|board| self::board(look, board)) }
            { legend(look, drawn) }
        </div>
    }
}

/// One board. The way past the map leads to the first one's heading.
pub fn board(look: &Look, board: &Board) -> Html {
    let title = heading(look, 1, "board-title", "", html! { { board.heading.as_str() } });
    let body = match board.name {
        // Trees are long: each opens on its own, and its summary says how it stands.
        "audit" => {
            html! { { for board.sections.iter().enumerate().map(|(ix, section)| html! {
                <key={section.entries.first().and_then(|entry| entry_key(look, entry)).unwrap_or_else(|| digits(ix).into())}>
                    if let Some(group) = &section.group { { heading(look, 2, "section-title group-title", "", said(group)) } }
                    { tree(look, section, ix) }
                </>
            }) } }
        }
        "next" => sections(look, &board.sections, Lit::Through),
        _ => html! { { for board.sections.iter().map(|s| section(look, 2, s, Lit::Through)) } },
    };
    let part = match board.name {
        "audit" => "audit",
        "next" => "next",
        _ => "board",
    };
    html! {
        <section key={board.name} class="board" data-is={board.name} part={part}>
            <div tabindex="-1">{ title }</div>
            { body }
        </section>
    }
}

/// A tree of requirements that opens and closes; the first one is open.
fn tree(look: &Look, section: &Section, ix: usize) -> Html {
    html! {
        <details class="tree" open={(ix == 0).then_some("")}>
            <summary>
                <span class="tree-title">{ said(&section.heading) }</span>
                if let Some(lead) = &section.lead { <span class="tree-lead">{ said(lead) }</span> }
            </summary>
            { entries(look, &section.entries, Lit::Through) }
        </details>
    }
}

/// Sections of different names: in those that stay, all stays what it is, with the focus in it.
pub fn sections(look: &Look, sections: &[Section], of: Lit) -> Html {
    html! {
        { for sections.iter().map(|section| html! { <key={section.name}>{ self::section(look, 2, section, of) }</> }) }
    }
}

/// A heading with entries, `below` the plan's own heading; of a panel, or of a board where it is of nothing.
pub fn section(look: &Look, below: u8, section: &Section, of: Lit) -> Html {
    html! {
        <div class="section" data-is={section.name}>
            { heading(look, below, "section-title", "", said(&section.heading)) }
            if let Some(lead) = &section.lead { <p class="section-lead">{ said(lead) }</p> }
            if !section.entries.is_empty() { { entries(look, &section.entries, of) } }
        </div>
    }
}

/// Yew needs unique keys. In lists longer than this only entries with an id have a key of their own; the others use
/// their place, counted from the end.
const MANY: usize = 32;

/// Entries as nested lists, built from the last to the first so that depth costs no recursion.
fn entries(look: &Look, entries: &[Entry], of: Lit) -> Html {
    // At each depth, the entries of the list being built, last first.
    let mut open: Vec<Vec<Html>> = vec![Vec::new()];
    for entry in entries.iter().rev() {
        if open.len() <= entry.depth {
            open.resize_with(entry.depth + 1, Vec::new);
        }
        let below = joined(open.split_off(entry.depth + 1));
        let children = (!below.is_empty()).then(|| list(below));
        if let Some(level) = open.get_mut(entry.depth) {
            let id = own_id(entry, of);
            let key = entry_key(look, entry).filter(|key| {
                id.is_some() || level.len() < MANY && !level.iter().any(|other| other.key() == Some(key))
            });
            let key = key.unwrap_or_else(|| digits(level.len()).into());
            level.push(self::entry(look, entry, key, id, children, of));
        }
    }
    list(joined(open))
}

fn joined(lists: Vec<Vec<Html>>) -> Vec<Html> {
    let mut all = Vec::new();
    for mut list in lists {
        all.append(&mut list);
    }
    all
}

fn list(mut last_first: Vec<Html>) -> Html {
    last_first.reverse();
    html! { <ul class="entries" role="list">{ for last_first }</ul> }
}

/// Of what lights a group of steps from its board. The same may stand in the details too, and the focus comes back to
/// the one that stays.
fn own_id(entry: &Entry, of: Lit) -> Option<String> {
    match entry.lead {
        Lead::Lit(lit) if of == Lit::Through => Some(lit.word()),
        _ => None,
    }
}

/// The id of what an entry leads to is what it is known by: it keeps the focus, and stays unfolded, where others come
/// before it or go.
fn entry_key(look: &Look, entry: &Entry) -> Option<Key> {
    match entry.lead {
        Lead::Step(ix) => Some(key(look, Lit::Line(ix))),
        Lead::Lit(lit) | Lead::Too(lit) => Some(key(look, lit)),
        Lead::Check { goal, action, .. } => {
            let action = look.state.plan()?.goals().get(goal)?.actions.get(action)?;
            Some(["a", &action.id].concat().into())
        }
        _ => None,
    }
}

/// What something that lights steps is known by, whatever comes before it in a newer plan.
pub fn key(look: &Look, lit: Lit) -> Key {
    let known = look.state.plan().and_then(|plan| match lit {
        Lit::Line(ix) => Some(["l", &plan.steps().get(ix)?.id]),
        Lit::Requirement(ix) => Some(["r", &plan.requirements().get(ix)?.id]),
        Lit::Competency(ix) => Some(["c", &plan.competencies().get(ix)?.id]),
        _ => None,
    });
    known.map_or_else(|| lit.word(), |known| known.concat()).into()
}

fn entry(look: &Look, entry: &Entry, key: Key, id: Option<String>, children: Option<Html>, of: Lit) -> Html {
    let text = said(&entry.said);
    let text = match &entry.lead {
        Lead::Rest => {
            // Nobody unfolds it before it can be read.
            let rest = children.filter(|_| look.state.part.first.is_none());
            return html! {
                <li {key} class="entry"><details class="rest"><summary>{ text }</summary>{ rest }</details></li>
            };
        }
        Lead::Nowhere | Lead::Check { .. } => html! { <span class="entry-said">{ text }</span> },
        Lead::Step(to) => html! {
            <button type="button" class="entry-said go" data-act={act::lit(Lit::Line(*to))}>{ text }</button>
        },
        Lead::Lit(lit) | Lead::Too(lit) => {
            let lit = *lit;
            let pressed = look.state.lit == lit;
            html! {
                <button type="button" id={id} class="entry-said go" aria-pressed={pressed} data-act={act::lit(lit)}>
                    { text }
                </button>
            }
        }
        Lead::Link(url) => link(look, url, of.step(), text),
    };
    html! {
        <li {key} class="entry">
            if let Some(s) = entry.sign { { sign::sign(s) } }
            <div class="entry-body">
                { text }
                if !entry.aside.is_empty() { <span class="aside">{ parted(&entry.aside) }</span> }
                if let Some(b) = &entry.bar { { bar(b) } }
                if let Lead::Check { goal, action, open } = entry.lead {
                    { change::check(look, goal, action, open, &entry.said.words) }
                }
                if let Some(children) = children {
                    <details class="parts">
                        <summary><span class="aside">{ look.words.say("parts") }</span></summary>
                        { children }
                    </details>
                }
            </div>
        </li>
    }
}

/// A link out of the roadmap, where the host's policy lets it; the page side tells the host that it is followed.
pub fn link(look: &Look, url: &SafeUrl, step: Option<StepIx>, text: Html) -> Html {
    let Some(url) = look.allow.emit(url.clone()) else {
        return html! { <span class="entry-said">{ text }</span> };
    };
    let target = look.state.settings.link_target;
    let rel = (target == LinkTarget::Blank).then_some("noopener");
    let step = step.and_then(|ix| Some(look.state.plan()?.steps().get(ix)?.id.clone()));
    html! {
        <a class="entry-said" href={url.as_str().to_string()} target={target.word()} rel={rel} data-step={step}>{ text }</a>
    }
}

/// What the shapes and lines mean: those that the plan uses, if any.
fn legend(look: &Look, drawn: &Drawn) -> Html {
    if drawn.roadmap.picture.cards.is_empty() {
        return Html::default();
    }
    let words = &look.words;
    // By the word that the cards have for it.
    let used = |sign: Sign| {
        let card = drawn.roadmap.picture.cards.iter().find(|card| card.sign == sign)?;
        Some(html! {
            <li class="entry">
                { sign::sign(sign) }
                { card.status_word.as_str() }{ " – " }{ words.named("legend.", sign::word(sign)) }
            </li>
        })
    };
    let at_risk = drawn.roadmap.picture.cards.iter().any(|card| card.risk_word.is_some());
    let sample = |is: &'static str, said: String| {
        html! {
            <li class="entry">
                <svg class="sample" viewBox="0 0 32 16" aria-hidden="true"><path class="line" data-is={is} d="M1,8L31,8" /></svg>
                { said }
            </li>
        }
    };
    let lines = || drawn.roadmap.picture.lines.iter().flatten();
    let kind = |kind: &EdgeKind| {
        let drawn = lines().any(|line| line.kind == *kind);
        drawn.then(|| sample(kind.word(), words.named("edge.", kind.word())))
    };
    html! {
        <details key="legend" class="board legend" part="legend">
            <summary>{ words.say("legend") }</summary>
            <ul class="entries" role="list">
                if lines().any(|line| line.through) { { sample("through", words.say("legend.through")) } }
                { for Status::ALL.iter().filter_map(|status| used(Sign::Of(*status))) }
                { used(Sign::Declined) }
                if at_risk { <li class="entry">{ sign::sign(Sign::Risk) }{ words.say("risk") }</li> }
                { for EdgeKind::ALL.iter().filter_map(kind) }
            </ul>
        </details>
    }
}
