//! WHERE THINGS GO: the geometry of a layered graph whose columns are given: *layer, order, place, route*.
//!
//! It knows sizes, columns, bands and links; it does not know what a node means.

use crate::geometry::{Point, Rect, Size};

/// What is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// How many columns there are; a node's column is smaller. Empty columns are drawn too.
    pub columns: usize,
    /// How many bands (rows of cards) there are. Empty bands take no room.
    pub bands: usize,
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
}

/// A card before it has a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    pub column: usize,
    /// None for a node that stands beside all bands, such as a goal: it is centred on what it is linked to.
    pub band: Option<usize>,
    pub size: Size,
}

/// A link between two cards, by index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    /// 1 for an ordinary link. A heavier link is straighter and crosses less.
    pub weight: u32,
}

/// The distances that the drawing keeps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Left of the first column, for the bands' names.
    pub start: f64,
    /// Above the first band, for the columns' headings.
    pub top: f64,
    /// The least width of a column, cards included.
    pub column: f64,
    /// The least gap between two columns; it grows with the links that turn in it.
    pub gutter: f64,
    /// Between two cards of one column.
    pub gap: f64,
    /// Between two bands.
    pub band_gap: f64,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub size: Size,
    /// One for each node.
    pub cards: Vec<Rect>,
    /// One for each column, over the full height.
    pub columns: Vec<Rect>,
    /// One for each band, over the full width; an empty band has no height.
    pub bands: Vec<Rect>,
    /// One for each link: a start, then three points for each cubic Bézier curve.
    pub routes: Vec<Vec<Point>>,
}

/// Draws the graph: same graph, same picture.
pub fn draw(graph: &Graph, measures: &Measures) -> Picture {
    let _ = (graph, measures);
    Picture::default()
}
