//! The small one, for many learners on one page: who, where to, how far, what is next.

use yew::{Html, html};

use super::header::measure;
use super::{Drawn, Look, board, heading, parted, said};
use crate::plan::Plan;

/// A plan in a few lines.
pub fn small(look: &Look, drawn: &Drawn, plan: &Plan) -> Html {
    let roadmap = &drawn.roadmap;
    let who = match &roadmap.learner {
        Some(name) => html! { { name } },
        None => said(&roadmap.name),
    };
    let next = roadmap
        .boards
        .iter()
        .find(|board| board.name == "next")
        .and_then(|board| board.sections.iter().find(|section| section.name == "ready"))
        .and_then(|section| section.entries.first());
    html! {
        <div class="small">
            { heading(look, 0, "title", "title", who) }
            if let Some(goal) = &roadmap.goal {
                <p class="goal" part="goal">
                    if roadmap.what_if.is_some() { { look.words.say("whatif") }{ " " } }
                    { said(goal) }
                </p>
            }
            <p class="summary" part="summary">{ parted(&roadmap.summary, "bit") }</p>
            if let Some(first) = roadmap.measures.first() { <div part="progress">{ measure(first) }</div> }
            if let Some(next) = next {
                <p class="small-next" part="next"><b>{ look.words.say("board.next") }</b>{ " " }{ said(&next.said) }</p>
            }
            if let Some(url) = &plan.links.page {
                <p>{ board::link(look, url, None, html! { { look.words.fill("small.open", &[("plan", &look.words.plan_word())]) } }) }</p>
            }
        </div>
    }
}
