//! WHERE THINGS GO: the geometry of a layered graph whose columns are given: *layer, order, place, route*.
//!
//! It knows sizes, columns, bands and links; it does not know what a node means.

mod brackets;
mod cost;
mod layer;
mod lead;
mod lists;
mod order;
mod place;
mod route;
mod rows;
mod sift;
mod waypoints;

use std::rc::Rc;

use crate::geometry::{Point, Rect, Size};
use place::Places;

/// What is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// How many columns there are; a node's column is smaller. Empty columns are drawn too.
    pub columns: usize,
    /// How many bands (rows of cards) there are. Empty bands take no room.
    pub bands: usize,
    /// The cards; a node's index is its name.
    pub nodes: Vec<Node>,
    /// The links; each has a route of the same index.
    pub links: Vec<Link>,
}

/// A card before it has a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Which column it stands in, from 0 at the left.
    pub column: usize,
    /// None for a node that stands beside all bands, such as a goal: it is centred on what it is linked to.
    pub band: Option<usize>,
    /// The least room it needs; its card is as wide as its column.
    pub size: Size,
}

/// A link between two cards, by index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The node it leaves.
    pub from: usize,
    /// The node it reaches.
    pub to: usize,
    /// 1 for an ordinary link, 64 at most. A heavier link is straighter and crosses less.
    pub weight: u32,
}

/// The distances that the drawing keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
pub struct Layout {
    /// Everything is inside of this, from the origin.
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

/// What of a picture no size and no distance changes: layer, order, and the first parts of place and route. Most of the
/// work is in it.
#[derive(Debug)]
pub struct Arranged {
    layers: layer::Layers,
    rows: rows::Rows,
    brackets: brackets::Brackets,
}

/// Draws the graph: same graph, same picture.
///
/// A column or band beyond the last counts as the last, and a size that is negative or no number as none. A link whose
/// end is missing, or that ends where it starts, has an empty route.
///
/// A card without links, added last, moves nothing if its cell has a free row, no link passes over its column or runs
/// inside it, and the graph is not so large that the search for its order is cut short. All work is bounded by a
/// multiple of the columns, nodes and links, and a logarithm.
pub fn draw(graph: &Graph, measures: &Measures) -> Layout {
    redraw(None, graph, measures).1
}

/// Draws the graph after another, whose arrangement it keeps where only sizes differ: cards are higher, or the map is
/// for another width.
pub fn redraw(
    before: Option<(&Graph, &Rc<Arranged>)>,
    graph: &Graph,
    measures: &Measures,
) -> (Rc<Arranged>, Layout) {
    let kept =
        before.filter(|(before, _)| before.is_arranged_as(graph)).map(|(_, arranged)| arranged.clone());
    let (graph, measures) = (&clean_graph(graph), &clean_measures(measures));
    let arranged = kept.unwrap_or_else(|| Rc::new(arrange(graph)));
    let Arranged { layers, rows, brackets } = &*arranged;
    let places = place::place(graph, measures, layers, rows, brackets);
    let routes = route::route(graph, layers, &places, brackets);
    let Places { size, cards, columns, bands, .. } = places;
    (arranged, Layout { size, cards, columns, bands, routes })
}

fn arrange(graph: &Graph) -> Arranged {
    let mut layers = layer::layer(graph);
    order::order(&mut layers, graph.bands);
    let rows = rows::rows(graph, &mut layers);
    let brackets = brackets::brackets(graph, &layers);
    Arranged { layers, rows, brackets }
}

impl Graph {
    /// Whether it differs from another in the sizes of its nodes alone, if at all.
    fn is_arranged_as(&self, other: &Graph) -> bool {
        let cell = |node: &Node| (node.column, node.band);
        (self.columns, self.bands) == (other.columns, other.bands)
            && self.links == other.links
            && self.nodes.iter().map(cell).eq(other.nodes.iter().map(cell))
    }
}

/// No link pulls more than this: the sums of products of weights stay small.
const HEAVIEST: u32 = 64;

/// The graph with every node in a column and a band that are there, and every weight from 1 to the heaviest.
fn clean_graph(graph: &Graph) -> Graph {
    let columns = graph.columns.max(usize::from(!graph.nodes.is_empty()));
    let mut nodes = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        nodes.push(Node {
            column: node.column.min(columns.saturating_sub(1)),
            band: node.band.filter(|_| graph.bands > 0).map(|band| band.min(graph.bands - 1)),
            size: Size { width: clean_length(node.size.width), height: clean_length(node.size.height) },
        });
    }
    let mut links = graph.links.clone();
    for link in &mut links {
        link.weight = link.weight.clamp(1, HEAVIEST);
    }
    Graph { columns, bands: graph.bands, nodes, links }
}

fn clean_measures(measures: &Measures) -> Measures {
    Measures {
        start: clean_length(measures.start),
        top: clean_length(measures.top),
        column: clean_length(measures.column),
        gutter: clean_length(measures.gutter),
        gap: clean_length(measures.gap),
        band_gap: clean_length(measures.band_gap),
    }
}

#[inline(never)]
fn clean_length(length: f64) -> f64 {
    if length.is_finite() { length.clamp(0.0, 100_000.0) } else { 0.0 }
}
