//! What holds of every picture.

use super::*;
use proptest::prelude::*;
use std::rc::Rc;

/// Any graph, with ends, columns and bands out of range and sizes that are no sizes.
fn any_graph() -> impl Strategy<Value = Graph> {
    let length = prop_oneof![8 => 20.0..90.0, 1 => Just(f64::NAN), 1 => Just(-5.0), 1 => Just(f64::INFINITY), 1 => Just(0.0)];
    let size = (length.clone(), length).prop_map(|(width, height)| Size { width, height });
    let nodes = (0..8usize, proptest::option::weighted(0.9, 0..5usize), size)
        .prop_map(|(column, band, size)| Node { column, band, size });
    let links = |most: usize| {
        (0..most + 2, 0..most + 2, 0..4u32).prop_map(|(from, to, weight)| Link { from, to, weight })
    };
    (0..8usize, 0..5usize, proptest::collection::vec(nodes, 0..40))
        .prop_flat_map(move |(columns, bands, nodes)| {
            let links = proptest::collection::vec(links(nodes.len()), 0..60);
            (Just(columns), Just(bands), Just(nodes), links)
        })
        .prop_map(|(columns, bands, nodes, links)| Graph { columns, bands, nodes, links })
}

/// Points along a route, 24 to a curve.
fn samples(route: &[Point]) -> Vec<Point> {
    let mut points: Vec<Point> = route.first().copied().into_iter().collect();
    for start in (0..route.len().saturating_sub(3)).step_by(3) {
        let [a, b, c, d] = [route[start], route[start + 1], route[start + 2], route[start + 3]];
        for step in 1..=24 {
            let t = f64::from(step) / 24.0;
            let s = 1.0 - t;
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
            };
            points.push(Point { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) });
        }
    }
    points
}

/// Whether the first holds the second, to a thousandth of a pixel.
fn holds(outer: Rect, inner: Rect) -> bool {
    let e = 1e-3;
    inner.x >= outer.x - e
        && inner.y >= outer.y - e
        && inner.right() <= outer.right() + e
        && inner.bottom() <= outer.bottom() + e
}

fn inset(card: Rect, by: f64) -> Rect {
    Rect { x: card.x + by, y: card.y + by, width: card.width - 2.0 * by, height: card.height - 2.0 * by }
}

/// Everything a picture promises.
pub fn check(graph: &Graph, measures: &Measures) -> Result<(), String> {
    let picture = draw(graph, measures);
    let columns = graph.columns.max(usize::from(!graph.nodes.is_empty()));
    let counts = [picture.cards.len(), picture.routes.len(), picture.columns.len(), picture.bands.len()];
    if counts != [graph.nodes.len(), graph.links.len(), columns, graph.bands] {
        return Err(format!("counts {counts:?}"));
    }
    let whole = Rect { x: 0.0, y: 0.0, width: picture.size.width, height: picture.size.height };
    for rect in picture.cards.iter().chain(&picture.columns).chain(&picture.bands) {
        if !holds(whole, *rect) {
            return Err(format!("{rect:?} is outside of {whole:?}"));
        }
    }
    for pair in picture.bands.windows(2) {
        if pair[0].bottom() > pair[1].y + 1e-6 {
            return Err(format!("bands meet: {pair:?}"));
        }
    }
    for (index, card) in picture.cards.iter().enumerate() {
        let node = graph.nodes[index];
        let column = picture.columns[node.column.min(columns - 1)];
        if card.x != column.x || card.width != column.width {
            return Err(format!("card {index} is not flush with its column"));
        }
        if let (Some(band), true) = (node.band, graph.bands > 0) {
            let band = picture.bands[band.min(graph.bands - 1)];
            if !holds(band, *card) {
                return Err(format!("card {index} {card:?} is outside of its band {band:?}"));
            }
        }
        for (other, second) in picture.cards[..index].iter().enumerate() {
            if inset(*card, 1e-6).overlaps(*second) {
                return Err(format!("cards {other} and {index} overlap"));
            }
        }
    }
    for (index, (link, route)) in graph.links.iter().zip(&picture.routes).enumerate() {
        if link.from.max(link.to) >= graph.nodes.len() || link.from == link.to {
            if !route.is_empty() {
                return Err(format!("link {index} has a route and no ends"));
            }
            continue;
        }
        if route.len() % 3 != 1 || route.len() < 4 {
            return Err(format!("route {index} has {} points", route.len()));
        }
        let (first, last) = (route[0], route[route.len() - 1]);
        let (from, to) = (picture.cards[link.from], picture.cards[link.to]);
        let forward = to.x > from.x
            || graph.nodes[link.to].column.min(columns - 1) > graph.nodes[link.from].column.min(columns - 1);
        if forward {
            if first.x != from.right() || last.x != to.x {
                return Err(format!("route {index} does not go from edge to edge"));
            }
            if route.windows(2).any(|pair| pair[1].x < pair[0].x) {
                return Err(format!("route {index} goes back: {route:?}"));
            }
        }
        let ends = [(first, from), (last, to)];
        if ends.iter().any(|(end, card)| end.y < card.y - 1e-3 || end.y > card.bottom() + 1e-3) {
            return Err(format!("route {index} does not end at its cards"));
        }
        for point in samples(route) {
            if !holds(whole, Rect { x: point.x, y: point.y, ..Rect::default() }) {
                return Err(format!("route {index} leaves the picture at {point:?}"));
            }
            let through = |card: &Rect| {
                let card = inset(*card, 1.0);
                point.x > card.x && point.x < card.right() && point.y > card.y && point.y < card.bottom()
            };
            if let Some(card) = picture.cards.iter().position(through) {
                return Err(format!("link {index} {link:?} runs through card {card} at {point:?}"));
            }
        }
    }
    Ok(())
}

#[test]
fn a_realistic_plan_holds() {
    assert_eq!(check(&graphs::nurse().0, &MEASURES), Ok(()));
}

#[test]
fn dense_graphs_hold() {
    for seed in 1..6 {
        assert_eq!(check(&graphs::tracks(150, 8, 7, seed), &MEASURES), Ok(()));
    }
}

/// So many long links that some run below the cards; with two more columns, of which the first has a free row.
fn crowded() -> Graph {
    let far = |from: usize| (from + 15..40).map(move |to| link(from, to));
    let mut nodes: Vec<Node> = (0..42).map(|column| node(column, 0)).collect();
    nodes.push(node(41, 0));
    Graph { columns: 42, bands: 1, nodes, links: (0..40).flat_map(far).collect() }
}

/// Whether each link runs below the cards.
fn run_below(picture: &Layout) -> Vec<bool> {
    let lowest = |route: &Vec<Point>| route.iter().map(|point| point.y).fold(0.0, f64::max);
    picture.routes.iter().map(|route| lowest(route) > picture.bands[0].bottom()).collect()
}

#[test]
fn links_too_many_for_ways_of_their_own_run_below_the_cards() {
    let graph = crowded();
    assert_eq!(check(&graph, &MEASURES), Ok(()));
    let below = run_below(&draw(&graph, &MEASURES)).iter().filter(|&&below| below).count();
    assert!((1..graph.links.len()).contains(&below), "{below} of {}", graph.links.len());
}

#[test]
fn links_below_the_cards_keep_no_room_between_them() {
    let graph = crowded();
    let picture = draw(&graph, &MEASURES);
    // A link to where it starts is counted, and goes nowhere.
    let mut without = graph.clone();
    for (link, below) in without.links.iter_mut().zip(run_below(&picture)) {
        link.to = if below { link.from } else { link.to };
    }
    assert_eq!(picture.bands[0], draw(&without, &MEASURES).bands[0]);
}

#[test]
fn a_link_below_the_cards_runs_back_too() {
    let mut graph = crowded();
    let forwards = run_below(&draw(&graph, &MEASURES)).iter().filter(|below| **below).count();
    for link in &mut graph.links {
        (link.from, link.to) = (link.to, link.from);
    }
    let back = run_below(&draw(&graph, &MEASURES)).iter().filter(|below| **below).count();
    assert!(back > 0 && back == forwards, "{back} of {forwards}");
    assert_eq!(check(&graph, &MEASURES), Ok(()));
}

#[test]
fn a_card_without_links_sends_no_link_another_way() {
    let before = crowded();
    let mut after = before.clone();
    after.nodes.push(node(40, 0));
    assert_eq!(draw(&before, &MEASURES).routes, draw(&after, &MEASURES).routes);
}

#[test]
fn links_below_the_cards_are_as_far_apart_as_there_is_room() {
    for count in [20, 40, 200] {
        let nodes = (0..2 * count).map(|at| node(at / count * 59, 0)).collect();
        let links = (0..count).map(|at| link(at, count + at)).collect();
        let picture = draw(&Graph { columns: 60, bands: 1, nodes, links }, &MEASURES);
        let mut under: Vec<f64> = picture.routes.iter().map(|route| route[route.len() / 2].y).collect();
        under.retain(|&y| y > picture.bands[0].bottom() + MEASURES.gap);
        let apart = f64::min(6.0, 90.0 / under.len() as f64);
        let least = under.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::MAX, f64::min);
        assert!(under.len() > 1 && least > apart - 1e-6, "{} of {count}: {least}", under.len());
    }
}

#[test]
fn links_inside_the_first_column_are_as_far_apart_as_inside_another() {
    let depths = |column: usize| {
        // Twelve links around each other, and a chain that keeps the cards in their order.
        let mut links: Vec<Link> = (0..12).map(|at| link(at, 25 - at)).collect();
        links.extend((1..26).map(|at| link(at - 1, at)));
        let graph = Graph { columns: 2, bands: 1, nodes: vec![node(column, 0); 26], links };
        let picture = draw(&graph, &MEASURES);
        let left = |route: &Vec<Point>| route.iter().map(|point| point.x).fold(f64::MAX, f64::min);
        let depth = |route: &Vec<Point>| (picture.columns[column].x - left(route)).round();
        picture.routes[..12].iter().map(depth).collect::<Vec<f64>>()
    };
    assert_eq!(depths(0), depths(1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_graph_holds(graph in any_graph()) {
        prop_assert_eq!(check(&graph, &MEASURES), Ok(()));
        prop_assert_eq!(draw(&graph, &MEASURES), draw(&graph, &MEASURES));
    }

    #[test]
    fn a_weight_out_of_range_counts_as_the_nearest(graph in any_graph()) {
        let weighing = |weights: [u32; 4]| {
            let mut graph = graph.clone();
            graph.links.iter_mut().for_each(|link| link.weight = weights[link.weight as usize]);
            draw(&graph, &MEASURES)
        };
        prop_assert_eq!(weighing([0, 1, 99, u32::MAX]), weighing([1, 1, 64, 64]));
    }

    #[test]
    fn an_arrangement_outlives_the_sizes(graph in any_graph(), length in 0.0..300.0) {
        let (arranged, _) = redraw(None, &graph, &MEASURES);
        let kept = |other: &Graph, measures: &Measures| {
            let (after, picture) = redraw(Some((&graph, &arranged)), other, measures);
            (Rc::ptr_eq(&after, &arranged), picture == draw(other, measures))
        };
        let mut other = graph.clone();
        other.nodes.iter_mut().for_each(|node| node.size = Size { width: length, height: length });
        prop_assert_eq!(kept(&other, &Measures { column: length, gap: length, ..MEASURES }), (true, true));
        let another: [fn(&mut Graph); 6] = [
            |graph| graph.columns += 1,
            |graph| graph.bands += 1,
            |graph| graph.nodes.push(node(0, 0)),
            |graph| graph.links.push(link(0, 1)),
            |graph| graph.nodes.iter_mut().for_each(|node| node.column += 1),
            |graph| graph.nodes.iter_mut().for_each(|node| node.band = node.band.map_or(Some(0), |_| None)),
        ];
        for change in another {
            let mut other = graph.clone();
            change(&mut other);
            prop_assert_eq!(kept(&other, &MEASURES), (other == graph, true));
        }
    }

    #[test]
    fn every_measure_holds(graph in any_graph(), length in prop_oneof![Just(0.0), Just(f64::NAN), Just(-1.0), 0.0..500.0]) {
        let measures = Measures { start: length, top: length, column: length, gutter: length, gap: length, band_gap: length };
        prop_assert_eq!(check(&graph, &measures), Ok(()));
    }
}
