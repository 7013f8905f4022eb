//! The geometry of the picture: what must always hold, and how near to the best the order comes.

mod draws;
mod graphs;
mod holds;
mod orders;

use throughline::geometry::{Point, Rect, Size};
use throughline::layout::{Graph, Layout, Link, Measures, Node, draw, redraw};

pub const MEASURES: Measures =
    Measures { start: 100.0, top: 64.0, column: 148.0, gutter: 36.0, gap: 10.0, band_gap: 22.0 };

pub fn node(column: usize, band: usize) -> Node {
    Node { column, band: Some(band), size: Size { width: 148.0, height: 58.0 } }
}

pub fn goal(column: usize) -> Node {
    Node { band: None, ..node(column, 0) }
}

pub fn link(from: usize, to: usize) -> Link {
    Link { from, to, weight: 1 }
}
