//! The small one, for many learners on one page: who, where to, how far, what is next.

use yew::Html;

use super::header::{measure, summary};
use super::markup::html;
use super::{Look, board, heading, parted, said};
use crate::plan::Plan;
use crate::roadmap::Brief;

/// A plan in a few lines.
pub fn small(look: &Look, brief: &Brief, plan: &Plan) -> Html {
    let tag = look.state.what_if.as_ref().map(|_| html! { <>{ look.words.say("whatif") }{ " " }</> });
    let who = match &brief.learner {
        Some(name) => html! { { name } },
        None => said(&brief.name),
    };
    html! {
        <div class="small">
            { heading(look, 0, "title", "title", html! { <>{ tag }{ who }</> }) }
            if let Some(goal) = &brief.goal {
                <p class="goal" part="goal">{ said(goal) }</p>
            }
            { summary(&brief.summary) }
            if let Some(first) = &brief.measure { <div part="progress">{ measure(first) }</div> }
            if !brief.next.is_empty() {
                <p class="small-next" part="next"><b>{ look.words.say("board.next") }</b>{ " " }{ parted(&brief.next) }</p>
            }
            if let Some(url) = &plan.links.page {
                <p>{ board::link(look, url, None, html! { { look.words.of_the_plan("small.open") } }) }</p>
            }
        </div>
    }
}
