//! The shapes that stand beside a status' word, so that no state is told by colour alone (WCAG 2.2, 1.4.1).

use yew::Html;

use super::markup::html;
use crate::plan::Status;
use crate::roadmap::Sign;

/// A shape in a 16 by 16 box. Decoration: the word stands beside it.
pub fn sign(sign: Sign) -> Html {
    let (is, outline, ink) = match sign {
        Sign::Of(Status::Completed) => ("completed", RING, "M4.6 8.3 7 10.7l4.4-5"),
        Sign::Of(Status::InProgress) => ("in-progress", RING, "M8 8V3.6A4.4 4.4 0 0 1 8 12.4Z"),
        Sign::Of(Status::Planned) => ("planned", RING, ""),
        Sign::Of(Status::Suggested) => ("suggested", RING, "M8 5.4v5.2M5.4 8h5.2"),
        Sign::Of(Status::NotMet) => ("not-met", RING, "M5.5 5.5l5 5m0-5-5 5"),
        Sign::Of(Status::Reworking) => ("reworking", RING, "M10.6 6.4A3 3 0 1 0 11 8.6M11 4.6v2.2H8.8"),
        Sign::Of(Status::Waived) => ("waived", RING, "M4.6 8.3l2 2m1 0 4-4.6"),
        Sign::Of(Status::Dropped) => ("dropped", RING, "M5 8h6"),
        Sign::Declined => ("declined", RING, "M11 5l-6 6"),
        Sign::Risk => ("risk", "M8 1.8 15 14H1Z", "M8 6v4m0 1.6v.6"),
        Sign::Lit => ("lit", "M8 1.5 14.5 8 8 14.5 1.5 8Z", "M5.2 8.2l2 2 3.6-4"),
        Sign::Earned => ("earned", SQUARE, "M4.6 8.3l2.4 2.4 4.4-5"),
        Sign::Added => ("added", SQUARE, "M8 4.8v6.4M4.8 8h6.4"),
        Sign::Left => ("left", SQUARE, "M4.8 8h6.4"),
        Sign::Moved => ("moved", SQUARE, "M4.6 8h6.8M8.8 5.4 11.4 8l-2.6 2.6"),
        Sign::Goal => ("goal", RING, "M8 4.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 1 1 0-6.4M8 7.4v1.2"),
    };
    // One path where one pen draws all of it, so an ink begins with a place of its own: signs are many of a page's
    // elements.
    let same = !matches!(is, "completed" | "in-progress" | "suggested" | "added" | "lit");
    html! {
        <svg class="sign" data-sign={is} viewBox="0 0 16 16" aria-hidden="true">
            if same {
                <path d={[outline, ink].concat()} />
            } else {
                <path d={outline} />
                <path d={ink} />
            }
        </svg>
    }
}

const RING: &str = "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 1 1 0-13";
/// What becomes of a step has other corners than how far it is.
const SQUARE: &str = "M2 2h12v12H2Z";
