//! What only the DOM knows and does: widths, heights, focus.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::roadmap::Roadmap;
use crate::view::Spot;

/// How much higher than reckoned a card must be before the map is drawn again.
const TOLERANCE: f64 = 1.5;

/// The cards whose words need more room than they were given, steps first and destinations numbered after them, each
/// with the height it has. Reads only, in one pass.
pub fn higher(root: &HtmlElement, roadmap: &Roadmap) -> Vec<(usize, f64)> {
    let Some(canvas) = query(root, ".canvas") else { return Vec::new() };
    // In a list there are no bands, and cards flow: there is nothing to place.
    if query(root, ".band").is_none_or(|band| band.offset_width() <= 0) {
        return Vec::new();
    }
    let scale = f64::from(canvas.offset_width()) / roadmap.size.width.max(1.0);
    let Ok(cards) = root.query_selector_all(".step, .destination") else { return Vec::new() };
    let mut higher = Vec::new();
    for at in 0..cards.length() {
        let Some(card) = cards.item(at).and_then(|card| card.dyn_into::<HtmlElement>().ok()) else {
            continue;
        };
        let id = card.id();
        let number = |prefix: char| id.strip_prefix(prefix)?.parse::<usize>().ok();
        let reckoned = match (number('s'), number('g')) {
            (Some(ix), _) => roadmap.cards.get(ix).map(|card| (ix, card.place)),
            (_, Some(ix)) => roadmap.destinations.get(ix).map(|goal| (roadmap.cards.len() + ix, goal.place)),
            _ => None,
        };
        let height = f64::from(card.offset_height()) / scale;
        if let Some((ix, place)) = reckoned.filter(|(_, place)| height > place.height + TOLERANCE) {
            higher.push((ix, height.max(place.height).ceil()));
        }
    }
    higher
}

/// Puts the focus on a spot, and brings it into view.
pub fn focus(root: &HtmlElement, spot: Spot) {
    if let Some(found) = find(root, spot) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        found.focus_with_options(&options).ok();
    }
    scroll(root, spot);
}

/// Brings a spot into view without moving more of the page than it must.
pub fn scroll(root: &HtmlElement, spot: Spot) {
    let Some(found) = find(root, spot) else { return };
    // All of the panel where it has room, and in any case what has the focus.
    if spot == Spot::Details
        && let Some(panel) = query(root, ".details")
    {
        into_view(&panel);
    }
    into_view(&found);
}

fn into_view(found: &HtmlElement) {
    let scroll = ScrollIntoViewOptions::new();
    scroll.set_block(ScrollLogicalPosition::Nearest);
    scroll.set_inline(ScrollLogicalPosition::Nearest);
    // `auto` follows the style sheet, which follows prefers-reduced-motion.
    scroll.set_behavior(ScrollBehavior::Auto);
    found.scroll_into_view_with_scroll_into_view_options(&scroll);
}

/// How far the map is scrolled sideways.
pub fn scrolled(root: &HtmlElement) -> i32 {
    query(root, ".map").map_or(0, |map| map.scroll_left())
}

/// Scrolls the map sideways, at once.
pub fn scroll_back(root: &HtmlElement, left: i32) {
    if let Some(map) = query(root, ".map") {
        map.set_scroll_left(left);
    }
}

fn find(root: &HtmlElement, spot: Spot) -> Option<HtmlElement> {
    match spot {
        Spot::Step(ix) => query(root, &["#s", &ix.to_string(), " .card"].concat()),
        Spot::Lit(lit) => shown(query(root, &["#", &lit.word()].concat())?),
        Spot::Details => query(root, "#details-title"),
        Spot::Boards => query(root, "#boards"),
        Spot::Ways => query(root, ".way[aria-pressed=true]"),
    }
}

/// Opens what an element is folded into, which could not have the focus otherwise.
fn shown(element: HtmlElement) -> Option<HtmlElement> {
    while let Ok(Some(folded)) = element.closest("details:not([open])") {
        folded.set_attribute("open", "").ok()?;
    }
    Some(element)
}

fn query(root: &HtmlElement, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}
