//! ROUTE: the curves. A link runs level beside cards and turns only in the gutters between columns, so it cannot run
//! through a card.

use super::Graph;
use super::brackets::{Bracket, Brackets};
use super::layer::{Layers, Path};
use super::place::Places;
use crate::geometry::Point;

/// Between the ends of two links on one side of a card, where there is room.
const PORT: f64 = 7.0;
/// Ends keep this clear of a card's corners.
const CORNER: f64 = 8.0;
/// From a card to the innermost track of the links inside its column.
const INNERMOST: f64 = 10.0;
/// Between two tracks, where there is room.
const TRACK: f64 = 6.0;

/// One end of a link at a card.
struct End {
    card: usize,
    left: bool,
    /// Where the link comes from or goes to next, and how high that is.
    next: (f64, usize),
    weight: u32,
    link: usize,
    is_start: bool,
}

/// One route for each link. O(links log links + waypoints).
pub fn route(graph: &Graph, layers: &Layers, places: &Places, brackets: &Brackets) -> Vec<Vec<Point>> {
    let ports = ports(graph, layers, places, brackets);
    let mut under = 0;
    let routes = graph.links.iter().enumerate().map(|(index, link)| {
        let (start, end) = ports[index];
        match &layers.paths[index] {
            Path::Nowhere => Vec::new(),
            Path::Within => match brackets.of[index] {
                Some(Bracket::Round(track)) => {
                    let column = graph.nodes[link.from].column;
                    let gutter = places.gutters[column];
                    let room = (gutter - INNERMOST - TRACK / 2.0).max(0.0);
                    let step = TRACK.min(room / brackets.tracks[column].saturating_sub(1).max(1) as f64);
                    let depth = (INNERMOST + step * track as f64).min(gutter);
                    round(start, end, start.x - depth)
                }
                _ => {
                    let (from, to) = (places.cards[link.from], places.cards[link.to]);
                    let x = from.x + from.width / 2.0;
                    let mut line = vec![Point { x, y: from.bottom() }];
                    curve(&mut line, Point { x, y: to.y });
                    line
                }
            },
            path => {
                let mut stops = match path {
                    Path::Under => {
                        under += 1;
                        let (left, right) = if start.x < end.x { (start, end) } else { (end, start) };
                        // Spread over what room there is below.
                        let y = places.under + (places.size.height - places.under) * spread(under);
                        beyond(places, left, right, y)
                    }
                    Path::Across(via) => via
                        .clone()
                        .map(|item| level(places, layers.items[item].column, places.y[item]))
                        .collect(),
                    _ => Vec::new(),
                };
                if end.x < start.x {
                    stops.reverse();
                    stops.iter_mut().for_each(|stop| stop.reverse());
                }
                // Where nothing turns there is one line.
                stops.dedup_by(|next, run| {
                    let level = next[0].y == run[1].y;
                    if level {
                        run[1] = next[1];
                    }
                    level
                });
                let mut line = vec![start];
                for [enter, leave] in stops {
                    curve(&mut line, enter);
                    curve(&mut line, leave);
                }
                curve(&mut line, end);
                line
            }
        }
    });
    routes.collect()
}

/// A number between 0 and 1, a different one for each of many counts.
fn spread(count: usize) -> f64 {
    (count % 97) as f64 / 97.0
}

/// The run past a column at this height, from left to right.
fn level(places: &Places, column: usize, y: f64) -> [Point; 2] {
    let column = places.columns[column];
    [Point { x: column.x, y }, Point { x: column.right(), y }]
}

/// The run below all columns between two ends.
fn beyond(places: &Places, left: Point, right: Point, y: f64) -> Vec<[Point; 2]> {
    let first = places.columns.partition_point(|column| column.x < left.x);
    let last = places.columns.partition_point(|column| column.right() < right.x);
    match (places.columns.get(first), last.checked_sub(1).and_then(|last| places.columns.get(last))) {
        (Some(first), Some(last)) if first.x <= last.right() => {
            vec![[Point { x: first.x, y }, Point { x: last.right(), y }]]
        }
        _ => Vec::new(),
    }
}

/// Goes on to a point, leaving and arriving level.
fn curve(line: &mut Vec<Point>, to: Point) {
    let from = line.last().copied().unwrap_or(to);
    let middle = (from.x + to.x) / 2.0;
    line.extend([Point { x: middle, y: from.y }, Point { x: middle, y: to.y }, to]);
}

/// Out to the left, along, and back, with round corners.
fn round(start: Point, end: Point, x: f64) -> Vec<Point> {
    let radius = (start.x - x).min((end.y - start.y).abs() / 2.0) * if end.y < start.y { -1.0 } else { 1.0 };
    let (turn, back) = (Point { x, y: start.y + radius }, Point { x, y: end.y - radius });
    let third = (back.y - turn.y) / 3.0;
    vec![
        start,
        Point { x: start.x + (x - start.x) * 0.6, y: start.y },
        Point { x, y: start.y + radius * 0.4 },
        turn,
        Point { x, y: turn.y + third },
        Point { x, y: back.y - third },
        back,
        Point { x, y: end.y - radius * 0.4 },
        Point { x: end.x + (x - end.x) * 0.6, y: end.y },
        end,
    ]
}

/// Where each link starts and ends: at the sides of its cards, near the middle, in the order in which they go on so that
/// they do not cross there. A link that runs level with the card has the middle; else the heaviest has.
fn ports(graph: &Graph, layers: &Layers, places: &Places, brackets: &Brackets) -> Vec<(Point, Point)> {
    let mut ends: Vec<End> = Vec::new();
    for (index, link) in graph.links.iter().enumerate() {
        let back = || graph.nodes[link.to].column < graph.nodes[link.from].column;
        let (first, last, left) = match &layers.paths[index] {
            Path::Within if matches!(brackets.of[index], Some(Bracket::Round(_))) => {
                (link.to, link.from, [true, true])
            }
            Path::Nowhere | Path::Within => continue,
            Path::Across(via) if !via.is_empty() && back() => (via.end - 1, via.start, [true, false]),
            Path::Across(via) if !via.is_empty() => (via.start, via.end - 1, [false, true]),
            _ => (link.to, link.from, if back() { [true, false] } else { [false, true] }),
        };
        let below = if layers.paths[index] == Path::Under { f64::MAX } else { 0.0 };
        let end = |card, left, next: usize, is_start| End {
            card,
            left,
            next: (places.y[next].max(below), next),
            weight: link.weight,
            link: index,
            is_start,
        };
        ends.push(end(link.from, left[0], first, true));
        ends.push(end(link.to, left[1], last, false));
    }
    ends.sort_unstable_by(|a, b| {
        (a.card, a.left)
            .cmp(&(b.card, b.left))
            .then(a.next.0.total_cmp(&b.next.0))
            .then(a.next.1.cmp(&b.next.1))
    });
    let mut ports = vec![(Point::default(), Point::default()); graph.links.len()];
    for side in ends.chunk_by(|a, b| (a.card, a.left) == (b.card, b.left)) {
        let (card, middle) = (places.cards[side[0].card], places.y[side[0].card]);
        let groups: Vec<&[End]> = side.chunk_by(|a, b| a.next.1 == b.next.1).collect();
        let heaviest = |group: &[End]| group.iter().map(|end| end.weight).max().unwrap_or(0);
        let most = groups.iter().map(|group| heaviest(group)).max().unwrap_or(0);
        let level = groups.iter().position(|group| (group[0].next.0 - middle).abs() < 1.0);
        let heavy = groups.iter().position(|group| most > 1 && heaviest(group) == most);
        let last = (groups.len() - 1) as f64;
        let centre = level.or(heavy).map_or(last / 2.0, |at| at as f64);
        let above = (middle - card.y - CORNER).max(0.0) / centre.max(1.0);
        let under = (card.bottom() - middle - CORNER).max(0.0) / (last - centre).max(1.0);
        let step = PORT.min(above).min(under);
        let x = if side[0].left { card.x } else { card.right() };
        for (at, group) in groups.into_iter().enumerate() {
            let port = Point { x, y: middle + (at as f64 - centre) * step };
            for end in group {
                let (start, finish) = &mut ports[end.link];
                *(if end.is_start { start } else { finish }) = port;
            }
        }
    }
    ports
}
