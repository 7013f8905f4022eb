//! What only the DOM knows and does: widths, heights, focus.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::digits::{digits, number};
use crate::geometry::{Point, Rect};
use crate::roadmap::Roadmap;
use crate::state::Lit;
use crate::view::Spot;

/// How much higher than reckoned a card must be before the map is drawn again.
const TOLERANCE: f64 = 1.5;

/// The cards whose words need more room than they were given, steps first and destinations numbered after them, each
/// with the height it has. Reads only, in one pass.
pub fn higher(root: &HtmlElement, roadmap: &Roadmap) -> Vec<(usize, f64)> {
    // In a list cards flow: there is nothing to place.
    let Some((_, scale)) = scroller(root, roadmap) else { return Vec::new() };
    let Ok(cards) = root.query_selector_all(".step, .destination") else { return Vec::new() };
    let mut higher = Vec::new();
    for at in 0..cards.length() {
        let Some(card) = cards.item(at).and_then(|card| card.dyn_into::<HtmlElement>().ok()) else {
            continue;
        };
        let id = card.id();
        let numbered = |prefix: char| number(id.strip_prefix(prefix)?);
        let reckoned = match (numbered('s'), numbered('g')) {
            (Some(ix), _) => roadmap.picture.cards.get(ix).map(|card| (ix, card.place)),
            (_, Some(ix)) => roadmap
                .picture
                .destinations
                .get(ix)
                .map(|goal| (roadmap.picture.cards.len() + ix, goal.place)),
            _ => None,
        };
        let height = f64::from(card.offset_height()) / scale;
        if let Some((ix, _)) = reckoned.filter(|(_, place)| height > place.height + TOLERANCE) {
            higher.push((ix, height.ceil()));
        }
    }
    higher
}

/// The map's scroller, and how many pixels of it are one of the map's own units; None where the map is a list, and so
/// shows no bands.
fn scroller(root: &HtmlElement, roadmap: &Roadmap) -> Option<(HtmlElement, f64)> {
    query(root, ".band").filter(|band| band.offset_width() > 0)?;
    // Of its height: where there are few phases it is wider than they are.
    let scale = f64::from(query(root, ".canvas")?.offset_height()) / roadmap.picture.size.height.max(1.0);
    Some((query(root, ".map")?, scale.max(f64::MIN_POSITIVE)))
}

/// What the reader sees of the map, in its own units: x grows from its first phase, whichever side that is on.
pub fn seen(root: &HtmlElement, roadmap: &Roadmap) -> Option<Rect> {
    let (map, scale) = scroller(root, roadmap)?;
    let units = |pixels: i32| f64::from(pixels) / scale;
    let (x, y) = (units(map.scroll_left().abs()), units(map.scroll_top()));
    Some(Rect { x, y, width: units(map.client_width()), height: units(map.client_height()) })
}

/// The step whose card has the focus.
pub fn focused(root: &HtmlElement) -> Option<usize> {
    number(query(root, ".step:focus-within")?.id().strip_prefix('s')?)
}

/// Scrolls the map at once so that a point of it is in the middle.
pub fn to_middle(root: &HtmlElement, roadmap: &Roadmap, point: Point) {
    if let Some((map, scale)) = scroller(root, roadmap) {
        let (x, y) = (point.x * scale, point.y * scale);
        jump_to(&map, x - f64::from(map.client_width()) / 2.0, y - f64::from(map.client_height()) / 2.0);
    }
}

/// Scrolls the map at once so that what is seen of it begins at this x.
pub fn to_start(root: &HtmlElement, roadmap: &Roadmap, x: f64) {
    if let Some((map, scale)) = scroller(root, roadmap) {
        jump_to(&map, x * scale, 0.0);
    }
}

/// Scrolls the map to what is under a point of the overview, in pixels from its left upper corner.
pub fn to_share(root: &HtmlElement, x: i32, y: i32) {
    let Some((map, overview)) = query(root, ".map").zip(root.query_selector(".overview").ok().flatten())
    else {
        return;
    };
    let at = |pixels: i32, of: i32, whole: i32, seen: i32| {
        f64::from(pixels) / f64::from(of.max(1)) * f64::from(whole) - f64::from(seen) / 2.0
    };
    let y = at(y, overview.client_height(), map.scroll_height(), map.client_height());
    scroll_to(&map, at(x, overview.client_width(), map.scroll_width(), map.client_width()), y);
}

/// `x` from the side where the map begins: where that is the right one, browsers count downwards from 0.
fn scroll_to(map: &HtmlElement, x: f64, y: f64) {
    let mirrored = matches!(map.closest("[dir=rtl]"), Ok(Some(_)));
    map.set_scroll_left(if mirrored { -x } else { x } as i32);
    map.set_scroll_top(y as i32);
}

/// Puts the focus on a spot, and brings it into view.
pub fn focus(root: &HtmlElement, spot: Spot) {
    if let Some(found) = find(root, spot) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        if root.has_attribute("data-keys") {
            options.set_focus_visible(true);
        }
        found.focus_with_options(&options).ok();
    }
    scroll(root, spot);
}

/// Brings a spot into view without moving more of the page than it must.
pub fn scroll(root: &HtmlElement, spot: Spot) {
    let Some(found) = find(root, spot) else { return };
    // The panel takes room from the map: the step that it is of stays in sight, and beside a map the first of a group.
    // Then all of the panel where it has room, and in any case what has the focus.
    if spot == Spot::Details {
        let beside = query(root, ".band").is_some_and(|band| band.offset_width() > 0);
        let show = |part| query(root, part).as_ref().map(into_view);
        show("[data-is~=chosen] .card");
        if beside {
            show("[data-lit=group] [data-is~=lit] .card");
        }
        show(".details");
    }
    into_view(&found);
}

fn into_view(found: &HtmlElement) {
    let scroll = ScrollIntoViewOptions::new();
    // Sideways that is the default, and so is to follow the style sheet, which follows prefers-reduced-motion.
    scroll.set_block(ScrollLogicalPosition::Nearest);
    found.scroll_into_view_with_scroll_into_view_options(&scroll);
}

/// How far the map is scrolled from where it begins, and from its top.
pub fn scrolled(root: &HtmlElement) -> (i32, i32) {
    query(root, ".map").map_or((0, 0), |map| (map.scroll_left().abs(), map.scroll_top()))
}

/// Scrolls the map there again, at once.
pub fn scroll_back(root: &HtmlElement, (x, y): (i32, i32)) {
    if let Some(map) = query(root, ".map") {
        jump_to(&map, f64::from(x), f64::from(y));
    }
}

/// A smooth scroll would end where the map is laid out next, and a map does not open on the move.
fn jump_to(map: &HtmlElement, x: f64, y: f64) {
    map.set_attribute("data-still", "").ok();
    scroll_to(map, x, y);
    map.remove_attribute("data-still").ok();
}

fn find(root: &HtmlElement, spot: Spot) -> Option<HtmlElement> {
    match spot {
        Spot::Step(ix) => query(root, &["#s", &digits(ix), " .card"].concat()),
        Spot::Opener(ix) => {
            let opener = ["[data-opener][data-act=", &Lit::Line(ix).word(), "]"].concat();
            query(root, &opener).and_then(shown).or_else(|| find(root, Spot::Step(ix)))
        }
        Spot::Lit(lit) => shown(query(root, &["#", &lit.word()].concat())?),
        Spot::Details => query(root, "#details-title"),
        Spot::Boards => query(root, ".boards > * > *"),
        Spot::Ways => query(root, ".way[aria-pressed=true]"),
        Spot::Base => query(root, ".base"),
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
