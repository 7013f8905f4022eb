//! The shapes that stand beside a status' word, so that no state is told by colour alone (WCAG 2.2, 1.4.1).

use yew::Html;

use super::markup::html;
use crate::roadmap::Sign;

/// A shape, which the style sheet draws: one element of a page that has as many as cards. Decoration: the word stands
/// beside it.
pub fn sign(sign: Sign) -> Html {
    html! { <i class="sign" data-sign={word(sign)}></i> }
}

/// What the style sheet knows it by.
pub fn word(sign: Sign) -> &'static str {
    match sign {
        Sign::Of(status) => status.word(),
        Sign::Declined => "declined",
        Sign::Risk => "risk",
        Sign::Lit => "lit",
        Sign::Goal => "goal",
        Sign::Earned => "earned",
        Sign::Added => "added",
        Sign::Left => "left",
        Sign::Moved => "moved",
    }
}
