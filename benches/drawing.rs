//! The bench's plans as graphs for our layout, and the crossings of its pictures. Natively and in wasm: whoever takes
//! this module has `geometry` and `layout` at its root.

use crate::geometry::{Point, Size};
use crate::layout::{Graph, Layout, Link, Measures, Node};
use throughline_benches::crossings::{Drawn, crossings};
use throughline_benches::tracks::Tracks;

/// The widget's distances, about.
pub const MEASURES: Measures =
    Measures { start: 100.0, top: 64.0, column: 172.0, gutter: 64.0, gap: 16.0, band_gap: 22.0 };
/// Into how many pieces a curve is cut to count its crossings.
const PIECES: usize = 8;

/// The plan as a graph whose subjects are shared out over so many bands.
pub fn graph(plan: &Tracks, bands: usize) -> Graph {
    let size = Size { width: 172.0, height: 48.0 };
    let node = |&(column, track): &(usize, usize)| Node { column, band: Some(track % bands), size };
    Graph {
        columns: plan.phases,
        bands,
        nodes: plan.steps.iter().map(node).collect(),
        links: plan.links.iter().map(|&(from, to)| Link { from, to, weight: 1 }).collect(),
    }
}

/// A route of cubic curves as a line with corners.
fn corners(route: &[Point]) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = route.first().map(|point| (point.x, point.y)).into_iter().collect();
    for curve in route.windows(4).step_by(3) {
        for piece in 1..=PIECES {
            let t = piece as f64 / PIECES as f64;
            let s = 1.0 - t;
            let share = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
            let mix = |axis: fn(&Point) -> f64| {
                curve.iter().zip(share).map(|(point, share)| axis(point) * share).sum::<f64>()
            };
            corners.push((mix(|point| point.x), mix(|point| point.y)));
        }
    }
    corners
}

/// How often the links of a picture cross.
pub fn drawn_crossings(graph: &Graph, picture: &Layout) -> usize {
    let drawn = |(link, route): (&Link, &Vec<Point>)| Drawn {
        from: Some(link.from),
        to: Some(link.to),
        points: corners(route),
    };
    crossings(&graph.links.iter().zip(&picture.routes).map(drawn).collect::<Vec<_>>())
}
