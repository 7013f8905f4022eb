//! The table that is printed: Markdown, one for each work.

use super::asked::{OURS, grouped};
use super::measured::Measured;

const HEADINGS: [&str; 14] = [
    "",
    "picture, ms",
    "ours to it",
    "whole, ms",
    "warm, ms",
    "main thread, ms",
    "longest task, ms",
    "layout, ms",
    "crossings",
    "elements",
    "memory, MB",
    "worst interaction, ms",
    "gzip, kB",
    "brotli, kB",
];

/// One table for each work, in the order they were done. Each page was to run `runs` times.
pub fn tables(all: &[Measured], runs: usize) -> String {
    let mut works: Vec<&str> = Vec::new();
    for each in all {
        if !works.contains(&each.work.as_str()) {
            works.push(&each.work);
        }
    }
    works
        .iter()
        .map(|work| table(work, all.iter().filter(|each| each.work == *work).collect(), runs))
        .collect()
}

fn table(work: &str, mut pages: Vec<&Measured>, runs: usize) -> String {
    let picture = |page: &Measured| page.median("picture");
    pages.sort_by(|a, b| picture(a).unwrap_or(f64::MAX).total_cmp(&picture(b).unwrap_or(f64::MAX)));
    let ours = pages.iter().find(|page| page.page == OURS).and_then(|page| picture(page));
    let mut text =
        format!("\n**{work}**\n\n| {} |\n|{}\n", HEADINGS.join(" | "), "---|".repeat(HEADINGS.len()));
    for page in pages {
        let cells = if page.runs() == 0 { silence(page) } else { row(page, ours) };
        let partly = match &page.silent {
            Some(why) if page.runs() > 0 => format!(" ({} of {runs}: {why})", page.runs()),
            _ => String::new(),
        };
        text.push_str(&format!("| {}{partly} | {} |\n", page.page, cells.join(" | ")));
    }
    text
}

/// The figures of a page.
fn row(page: &Measured, ours: Option<f64>) -> Vec<String> {
    let whole =
        |figure: &str| page.median(figure).map(|value| grouped(value.round() as usize)).unwrap_or_default();
    let parted = |figure: &str, unit: f64| {
        page.median(figure).map(|value| format!("{:.1}", value / unit)).unwrap_or_default()
    };
    let ratio = match (ours, page.median("picture")) {
        (Some(ours), Some(picture)) if page.page != OURS => format!("{:.2}", ours / picture),
        _ => String::new(),
    };
    vec![
        whole("picture"),
        ratio,
        whole("whole"),
        whole("warm"),
        whole("main"),
        whole("longest"),
        parted("layout", 1.0),
        page.crossings.map(|(_, count)| grouped(count)).unwrap_or_default(),
        whole("nodes"),
        parted("heap", 1e6),
        whole("worst"),
        parted("gzip", 1e3),
        parted("brotli", 1e3),
    ]
}

/// The reason where the first figure would be.
fn silence(page: &Measured) -> Vec<String> {
    let mut cells = vec![String::new(); HEADINGS.len() - 1];
    cells[0] = page.silent.clone().unwrap_or_else(|| "nothing".into());
    cells
}

#[cfg(test)]
mod tests {
    use super::super::measured::take;
    use super::*;
    use serde_json::json;

    #[test]
    fn the_fastest_stands_first_and_the_silent_last() {
        let mut all = Vec::new();
        for (page, picture) in [("mermaid", 400.0), ("throughline", 100.0), ("floor", 80.0)] {
            let sample = json!({ "picture": picture, "main": 1234.4, "heap": 2_500_000, "layout": null });
            take(&mut all, json!({ "work": "100 steps", "peer": page, "sample": sample }));
        }
        take(&mut all, json!({ "work": "100 steps", "peer": "elk-svg", "silent": "nothing in 30 s" }));
        take(&mut all, json!({ "work": "100 steps", "peer": "mermaid", "silent": "nothing in 30 s" }));
        let told = tables(&all, 5);
        let rows: Vec<&str> = told.lines().skip(5).collect();
        assert_eq!(
            rows,
            [
                "| floor | 80 | 1.25 |  |  | 1,234 |  |  |  |  | 2.5 |  |  |  |",
                "| throughline | 100 |  |  |  | 1,234 |  |  |  |  | 2.5 |  |  |  |",
                "| mermaid (1 of 5: nothing in 30 s) | 400 | 0.25 |  |  | 1,234 |  |  |  |  | 2.5 |  |  |  |",
                "| elk-svg | nothing in 30 s |  |  |  |  |  |  |  |  |  |  |  |  |",
            ]
        );
    }
}
