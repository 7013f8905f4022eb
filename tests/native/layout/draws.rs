//! An eye: pictures to look at, written to `target/layout` by `cargo test eye -- --ignored`.

use super::graphs::{nurse, tracks};
use super::*;
use std::fmt::Write;

/// The picture as an SVG.
fn svg(graph: &Graph, picture: &Layout, names: &[&str]) -> String {
    let Size { width, height } = picture.size;
    let mut out = format!(
        "<html><body style='margin:0'><svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' font-family='sans-serif' font-size='12'>\
         <style>path{{fill:none;stroke:#8a94a6;stroke-width:1.5}} .h{{stroke:#1d5fd1;stroke-width:4}}</style><defs><marker id='a' markerWidth='8' markerHeight='8' refX='7' refY='4' orient='auto' markerUnits='userSpaceOnUse'><path d='M1 1 L7 4 L1 7' style='stroke:#556'/></marker></defs>\n"
    );
    let mut rect = |rect: &Rect, style: &str| {
        let _ = writeln!(
            out,
            "<rect x='{}' y='{}' width='{}' height='{}' style='{style}'/>",
            rect.x, rect.y, rect.width, rect.height
        );
    };
    picture.bands.iter().for_each(|band| rect(band, "fill:#f4f6f9"));
    picture.columns.iter().for_each(|column| rect(column, "fill:#00306008"));
    picture.cards.iter().for_each(|card| rect(card, "fill:#fff;stroke:#ccd3dd;rx:6"));
    for (link, route) in graph.links.iter().zip(&picture.routes) {
        let class = if link.weight > 1 { "h" } else { "" };
        let mut d = String::new();
        for (index, Point { x, y }) in route.iter().enumerate() {
            let _ = write!(
                d,
                "{}{x:.1} {y:.1} ",
                match index {
                    0 => "M",
                    1 => "C",
                    _ => "",
                }
            );
        }
        let _ = writeln!(out, "<path class='{class}' marker-end='url(#a)' d='{d}'/>");
    }
    for (index, card) in picture.cards.iter().enumerate() {
        let name = names.get(index).map_or(index.to_string(), |name| name.replace('&', "&amp;"));
        let _ = writeln!(out, "<text x='{}' y='{}'>{name}</text>", card.x + 10.0, card.y + 24.0);
    }
    out + "</svg></body></html>"
}

#[test]
#[ignore = "writes pictures for people to look at"]
fn eye() {
    let (plan, names) = nurse();
    let few = Graph {
        columns: 3,
        bands: 2,
        nodes: vec![node(0, 0), node(1, 1), goal(2)],
        links: vec![link(0, 1), link(1, 2), link(0, 2)],
    };
    let all = [
        ("nurse", plan, names),
        ("few", few, vec!["Start", "Then", "Goal"]),
        ("tracks-100", tracks(100, 8, 5, 7), vec![]),
        ("tracks-150", tracks(150, 8, 7, 11), vec![]),
    ];
    std::fs::create_dir_all("target/layout").expect("a directory");
    for (name, graph, names) in all {
        let picture = draw(&graph, &MEASURES);
        println!("{name}: {} × {}", picture.size.width, picture.size.height);
        std::fs::write(format!("target/layout/{name}.html"), svg(&graph, &picture, &names)).expect("a file");
    }
}

#[test]
#[ignore = "prints times; run it in release"]
fn times() {
    for steps in [100, 1_000, 5_000, 10_000] {
        let graph = tracks(steps, if steps > 1000 { 12 } else { 8 }, 6, 5);
        let start = std::time::Instant::now();
        let picture = draw(&graph, &MEASURES);
        println!(
            "{steps} steps, {} links: {:?}, height {}",
            graph.links.len(),
            start.elapsed(),
            picture.size.height
        );
    }
    let chain = Graph {
        columns: 1,
        bands: 1,
        nodes: vec![node(0, 0); 20_000],
        links: (1..20_000).map(|at| link(at, at - 1)).collect(),
    };
    let start = std::time::Instant::now();
    draw(&chain, &MEASURES);
    println!("a chain of 20,000 in one column: {:?}", start.elapsed());
}
