//! ROUTE: the curves. A link runs level beside cards and turns only in the gutters between columns, so it cannot run
//! through a card.

use super::Graph;
use super::brackets::Brackets;
use super::layer::{Layers, Path};
use super::place::Places;
use crate::geometry::Point;
use crate::sorted::{Fans, sort};

/// Between the ends of two links on one side of a card, where there is room.
const PORT: f64 = 7.0;
/// Ends keep this clear of a card's corners.
const CORNER: f64 = 8.0;
/// From a card to the innermost track of the links inside its column.
const INNERMOST: f64 = 10.0;
/// Between two tracks, where there is room.
const TRACK: f64 = 6.0;

/// One end of a link at a card.
struct Tip {
    /// Twice the index of the card, and one more for its left side.
    side: usize,
    /// Where the link comes from or goes to next, and how high that is.
    next: usize,
    y: f64,
    /// Twice the index of the link, and one more for its finish.
    port: usize,
    /// That of the link.
    weight: u32,
}

/// One route for each link. O(links log links + waypoints).
pub fn route(graph: &Graph, layers: &Layers, places: &Places, brackets: &Brackets) -> Vec<Vec<Point>> {
    let ports = ports(graph, layers, places, brackets);
    let mut under = places.under;
    let mut routes = Vec::with_capacity(graph.links.len());
    for (index, link) in graph.links.iter().enumerate() {
        let (start, end) = (ports[2 * index], ports[2 * index + 1]);
        let mut line = vec![start];
        match &layers.paths[index] {
            Path::Nowhere => line.clear(),
            Path::Within => match brackets.of[index] {
                Some(track) => {
                    let column = graph.nodes[link.from].column;
                    let gutter = places.gutters[column];
                    let room = (gutter - INNERMOST - TRACK / 2.0).max(0.0);
                    let step = TRACK.min(room / brackets.tracks[column].saturating_sub(1).max(1) as f64);
                    let depth = (INNERMOST + step * track as f64).min(gutter);
                    round(&mut line, start, end, start.x - depth);
                }
                None => {
                    let (from, to) = (places.cards[link.from], places.cards[link.to]);
                    let x = from.x + from.width / 2.0;
                    line[0] = Point { x, y: from.bottom() };
                    curve(&mut line, Point { x, y: to.y });
                }
            },
            Path::Under => {
                let y = under;
                under += places.pitch;
                let (first, last) = (graph.nodes[link.from].column, graph.nodes[link.to].column);
                let between = if first < last { (first + 1, last - 1) } else { (first - 1, last + 1) };
                level(&mut line, places, between.0, y, end.x < start.x);
                level(&mut line, places, between.1, y, end.x < start.x);
                curve(&mut line, end);
            }
            Path::Across(via) => {
                let back = end.x < start.x;
                for at in 0..via.len() {
                    let item = if back { via.end - 1 - at } else { via.start + at };
                    level(&mut line, places, layers.items[item].column, places.y[item], back);
                }
                curve(&mut line, end);
            }
        }
        routes.push(line);
    }
    routes
}

/// Goes on past a column at this height. Where nothing turns there is one line.
fn level(line: &mut Vec<Point>, places: &Places, column: usize, y: f64, back: bool) {
    let column = places.columns[column];
    let (mut enter, mut leave) = (Point { x: column.x, y }, Point { x: column.right(), y });
    if back {
        (enter, leave) = (leave, enter);
    }
    if line.len() > 1 && line.last().is_some_and(|last| last.y == y) {
        line.truncate(line.len() - 3);
    } else {
        curve(line, enter);
    }
    curve(line, leave);
}

/// Goes on to a point, leaving and arriving level.
fn curve(line: &mut Vec<Point>, to: Point) {
    let from = line.last().copied().unwrap_or(to);
    let middle = (from.x + to.x) / 2.0;
    line.push(Point { x: middle, y: from.y });
    line.push(Point { x: middle, y: to.y });
    line.push(to);
}

/// Out to the left, along, and back, with round corners.
fn round(line: &mut Vec<Point>, start: Point, end: Point, x: f64) {
    let radius = (start.x - x).min((end.y - start.y).abs() / 2.0) * if end.y < start.y { -1.0 } else { 1.0 };
    let (turn, back) = (start.y + radius, end.y - radius);
    let third = (back - turn) / 3.0;
    let heights = [
        start.y,
        start.y + radius * 0.4,
        turn,
        turn + third,
        back - third,
        back,
        end.y - radius * 0.4,
        end.y,
    ];
    for (at, &y) in heights.iter().enumerate() {
        let x = match at {
            0 => start.x + (x - start.x) * 0.6,
            7 => end.x + (x - end.x) * 0.6,
            _ => x,
        };
        line.push(Point { x, y });
    }
    line.push(end);
}

/// Where each link starts and ends, one after the other: at the sides of its cards, near the middle, in the order in
/// which they go on so that they do not cross there. A link that runs level with the card has the middle; else the
/// heaviest has.
fn ports(graph: &Graph, layers: &Layers, places: &Places, brackets: &Brackets) -> Vec<Point> {
    let mut ends: Vec<Tip> = Vec::new();
    for (index, link) in graph.links.iter().enumerate() {
        let path = &layers.paths[index];
        if matches!(path, Path::Nowhere) || matches!(path, Path::Within) && brackets.of[index].is_none() {
            continue;
        }
        let back = graph.nodes[link.to].column < graph.nodes[link.from].column;
        let (mut first, mut last) = (link.to, link.from);
        if let Path::Across(via) = path
            && !via.is_empty()
        {
            (first, last) = if back { (via.end - 1, via.start) } else { (via.start, via.end - 1) };
        }
        let below = if matches!(path, Path::Under) { f64::MAX } else { 0.0 };
        let within = matches!(path, Path::Within);
        for (at, &(card, next)) in [(link.from, first), (link.to, last)].iter().enumerate() {
            let left = within || back == (at == 0);
            ends.push(Tip {
                side: 2 * card + usize::from(left),
                next,
                y: places.y[next].max(below),
                port: 2 * index + at,
                weight: link.weight,
            });
        }
    }
    let by_side = Fans::by(2 * graph.nodes.len(), ends.len(), &|end| Some(ends[end].side));
    let mut ports = vec![Point::default(); 2 * graph.links.len()];
    let mut order: Vec<usize> = Vec::new();
    for side in 0..2 * graph.nodes.len() {
        let (card, middle) = (places.cards[side / 2], places.y[side / 2]);
        order.clear();
        order.extend(by_side.at(side));
        sort(&mut order, &|a, b| {
            let (a, b) = (&ends[a], &ends[b]);
            a.y.total_cmp(&b.y).then(a.next.cmp(&b.next))
        });
        let x = if side % 2 == 1 { card.x } else { card.right() };
        // Ends that go on to the same place share a port. Ports are counted at first.
        let (mut port, mut level, mut heavy, mut most) = (0.0, None, None, 1);
        for (at, &end) in order.iter().enumerate() {
            let here = &ends[end];
            if at > 0 && ends[order[at - 1]].next != here.next {
                port += 1.0;
            }
            if level.is_none() && (here.y - middle).abs() < 1.0 {
                level = Some(port);
            }
            if here.weight > most {
                (heavy, most) = (Some(port), here.weight);
            }
            ports[here.port] = Point { x, y: port };
        }
        let centre = level.or(heavy).unwrap_or(port / 2.0);
        let above = (middle - card.y - CORNER).max(0.0) / centre.max(1.0);
        let under = (card.bottom() - middle - CORNER).max(0.0) / (port - centre).max(1.0);
        let step = PORT.min(above).min(under);
        for &end in &order {
            let port = &mut ports[ends[end].port];
            port.y = middle + (port.y - centre) * step;
        }
    }
    ports
}
