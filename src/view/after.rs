//! What only the browser can do, once the page is rendered, and what it finds.

use std::rc::Rc;

use crate::geometry::{Point, Rect};
use crate::plan::StepIx;
use crate::roadmap::Roadmap;
use crate::state::Lit;

/// What the browser found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The cards that need more room than they were given, each with the height it has.
    pub higher: Vec<(usize, f64)>,
    /// What the reader sees of the map, in its own units; None where it was not asked or there is none.
    pub seen: Option<Rect>,
    /// The step whose card has the focus; looked for with what is seen.
    pub focus: Option<StepIx>,
}

/// What only the browser can do.
#[derive(Clone)]
pub enum After {
    /// There is a new picture, not yet rendered: give the cards their places (style rules), so that none is ever seen
    /// without.
    Place(String),
    /// It is rendered: measure the cards.
    Measure(Rc<Roadmap>),
    /// Put the focus there, and scroll to it.
    Focus(Spot),
    /// Scroll there, and leave the focus where the reader has it.
    Scroll(Spot),
    /// Scroll the map at once so that this point of it is in the middle.
    Middle(Rc<Roadmap>, Point),
    /// Scroll the map at once so that what is seen of it begins here. The middle is not known: the scrollbar of a page
    /// that the plan has made longer takes some of the width that it was reckoned with.
    Start(Rc<Roadmap>, f64),
    /// Scroll the map to what the reader points at in the overview: in pixels from its upper left corner.
    PointedAt(i32, i32),
    /// Say what the reader sees of the map.
    See(Rc<Roadmap>),
    /// Another way is about to be laid over the plan, or all of it turned round: remember where the map is scrolled to.
    Mark,
    /// That is done: scroll the map there again.
    Return,
}

/// A place for the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A step's card.
    Step(StepIx),
    /// What opened a step, where that is still there, else its card.
    Opener(StepIx),
    /// What lights a group of steps, on its board.
    Lit(Lit),
    /// The open panel.
    Details,
    /// What follows the map.
    Boards,
    /// The way that is shown, among the others.
    Ways,
    /// All of it.
    Base,
}
