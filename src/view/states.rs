//! What is shown where there is no plan to show: not yet, not any, nothing in it. Calm words; the details went to the
//! administrator.

use yew::Html;

use super::markup::html;
use super::{Look, heading};
use crate::state::Failure;

/// The shape of what is coming. Its height is reserved, so that nothing on the page moves when the plan is there; its
/// key keeps Yew from making another part of the page of it, which would move.
pub fn waiting(look: &Look) -> Html {
    html! {
        <div key="waiting" class="waiting" part="skeleton" role="status">
            <p>{ look.words.say("waiting") }</p>
            <div class="bones" aria-hidden="true">{ for (0..12).map(|_| html! { <span /> }) }</div>
        </div>
    }
}

/// A plan without steps. Where something could not be read, it may have been those.
pub fn empty(look: &Look) -> Html {
    html! {
        <div class="empty">
            if look.state.problems == 0 { <p>{ look.words.of_the_plan("empty") }</p> }
        </div>
    }
}

/// No plan could be had.
pub fn failed(look: &Look, failure: &Failure) -> Html {
    let words = &look.words;
    let key = match failure.code.as_str() {
        "auth" => "error.auth",
        "network" | "timeout" => "error.network",
        "http" if failure.status == Some(403) => "error.forbidden",
        "http" if failure.status == Some(404) => "error.missing",
        _ => "error.other",
    };
    html! {
        <div class="failed" part="error" role="alert">
            { heading(look, 0, "title", "", html! { { words.of_the_plan("error") } }) }
            <p>{ words.say(key) }</p>
            <p><button type="button" class="retry" part="retry" data-act="retry">
                { words.say("retry") }
            </button></p>
        </div>
    }
}
