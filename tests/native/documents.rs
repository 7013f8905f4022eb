//! Documents are tests: what the README and `docs/` say is compared with the source, so that neither goes on without
//! the other.

mod contract;
mod fields;
mod links;
pub mod reading;

use expect_test::expect_file;
use reading::{blocks, root, section, text, words};
use throughline::plan;

#[test]
fn every_plan_in_a_document_reads_without_a_problem() {
    let mut count = 0;
    for (name, document) in reading::documents() {
        for block in blocks(&document, "json") {
            let told = match plan::read(&block) {
                Ok((_, problems)) => problems.iter().map(ToString::to_string).collect(),
                Err(unreadable) => vec![unreadable.to_string()],
            };
            assert_eq!(told, Vec::<String>::new(), "{name}:\n{block}");
            count += 1;
        }
    }
    assert!(count >= 2, "the README and the plan format have examples");
}

#[test]
fn every_problem_in_the_plan_format_is_one_that_is_told() {
    let faults = text("tests/plans/README.md");
    for line in blocks(&text("docs/plan-format.md"), "text").join("").lines() {
        assert!(faults.contains(line), "no fault in tests/plans is told as {line}");
    }
}

#[test]
fn the_fields_of_a_plan_are_those_that_are_read() {
    expect_file![root().join("docs/plan-fields.md")].assert_eq(&fields::page());
}

#[test]
fn the_snippet_is_the_one_in_the_portal() {
    let unindented = |text: &str| text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    let snippet = blocks(&section(&text("README.md"), "2. Paste this, with your two addresses"), "html");
    let portal = unindented(&text("examples/host/pages/portal.html"));
    assert!(portal.contains(unindented(&snippet[0]).trim()), "the portal has another snippet");
}

#[test]
fn the_policy_is_the_one_that_is_tried() {
    let said = blocks(&text("README.md"), "").into_iter().find(|block| block.contains("script-src"));
    let said = said
        .expect("the README has the policy")
        .replace("<script-host>", "'self'")
        .replace("<plan-host>", "'self'");
    for file in ["tests/browser/csp.spec.mjs", "examples/host/src/headers.rs"] {
        for directive in said.trim().split("; ") {
            assert!(text(file).contains(&[directive, ";"].concat()), "{file} tries no {directive}");
        }
    }
}

#[test]
fn the_commands_are_those_of_xtask() {
    let usage = text("xtask/src/main.rs");
    let usage = usage.split("const USAGE").nth(1).and_then(|rest| rest.split(';').next()).expect("a usage");
    let real: Vec<&str> = usage.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    let rows = reading::table(&text("README.md"), "Work on it");
    let told: Vec<String> = rows.iter().map(|row| words(&row[0])[0].replace("cargo xtask ", "")).collect();
    assert_eq!(told, real, "the README's commands under Work on it, and USAGE of xtask/src/main.rs");
    assert!(
        text(".ci/run").trim_end().ends_with("\ncargo xtask test"),
        ".ci/run does not run the tests of the README"
    );
}

/// A figure, as the source has it and as a document says it.
const FIGURES: &[(&str, &str, &str, &str)] = &[
    ("www/request.js", "PATIENCE = 20_000;", "README.md", "silent for 20 seconds"),
    ("www/request.js", "PATIENCE = 20_000;", "docs/embed.md", "20 seconds of silence"),
    ("www/request.js", "LIMIT = 16_000_000;", "README.md", "16,000,000 bytes"),
    ("www/request.js", "LIMIT = 16_000_000;", "docs/embed.md", "16,000,000 bytes"),
    ("www/request.js", "LIMIT = 16_000_000;", "docs/plan-format.md", "16,000,000 bytes"),
    ("www/element.js", "FAREWELL = 5_000;", "docs/embed.md", "within five seconds"),
    ("www/watched.js", "NEAR = '400px';", "README.md", "400 px before the viewport"),
    ("www/watched.js", "NEAR = '400px';", "docs/embed.md", "400 px from the viewport"),
    ("www/failure.js", "TRY_LATER = [408, 425, 429];", "docs/embed.md", "with 408, 425, 429 or 5xx"),
    (
        "www/failure.js",
        "RETRYABLE = ['network', 'timeout', 'auth', 'script'];",
        "docs/embed.md",
        "**Retryable** are `network`, `timeout`, `auth`, `script`,",
    ),
    ("xtask/src/dist/sizes.rs", "BUDGET: u64 = 180_900;", "README.md", "more than 180.9 kB gzipped"),
    ("src/state/part.rs", "LARGE: usize = 300;", "README.md", "Up to 300 steps all of a plan is on the page"),
    ("src/state/part.rs", "RUN: usize = 200;", "README.md", "a list or table shows 200 steps"),
    ("src/state/part.rs", "WIDE: f64 = 768.0;", "www/styles.css", "(width >= 48em)"),
    ("src/state/part.rs", "WIDE: f64 = 768.0;", "src/roadmap/sheet.rs", "(width >= 48em)"),
    ("src/state/part.rs", "WIDE: f64 = 768.0;", "README.md", "Below 48em"),
    ("www/stage.js", "MAP = 768;", "www/styles.css", "(width >= 48em)"),
    ("src/state/part.rs", "WIDER: f64 = 1088.0;", "www/styles.css", "(width >= 68em)"),
    ("src/state/part.rs", "WIDER: f64 = 1088.0;", "README.md", "from 68em"),
    ("src/state/part.rs", "BESIDE: f64 = 340.0;", "www/styles.css", "minmax(0, 1fr) 20em;"),
    ("xtask/src/tools.rs", "Node.js 20 or later", "README.md", "Node.js 20 or later"),
    ("src/plan/mod.rs", "MOST_BYTES: usize = 16_000_000;", "docs/plan-format.md", "| 16 MB | the text"),
    ("www/changes.js", "LONGEST = 4000;", "docs/plan-format.md", "at most 4,000 characters long"),
    ("src/plan/shape.rs", "MOST_CHARACTERS: usize = 4_000;", "docs/plan-format.md", "| 4,000 | characters"),
    ("src/plan/shape.rs", "MOST_NUMBER: f64 = 1e9;", "docs/plan-format.md", "from 0 to 1,000,000,000"),
    ("src/plan/doc.rs", "b\"Edge\" => 60_000,", "docs/plan-format.md", "| 60,000 | edges"),
    ("src/plan/phase.rs", "MOST_PHASES: usize = 1_000;", "docs/plan-format.md", "| 1,000 | phases"),
    ("src/plan/doc.rs", "b\"Lane\" | b\"Pathway\" => 200,", "docs/plan-format.md", "| 200 | lanes; pathways"),
    ("src/plan/doc.rs", "_ => 20_000,", "docs/plan-format.md", "| 20,000 | steps"),
    ("src/plan/problem.rs", "MOST_PROBLEMS: usize = 1_000;", "docs/plan-format.md", "| 1,000 | problems"),
    ("src/plan/problem.rs", "deeper than 127 levels", "docs/plan-format.md", "| 127 | levels"),
    ("src/plan/requirement.rs", "MOST_DEPTH: usize = 60;", "docs/plan-format.md", "60 of requirements"),
    ("src/plan/requirement.rs", "deeper than 60 levels", "docs/plan-format.md", "60 of requirements"),
    ("src/plan/problem.rs", "room: 128 << 20", "docs/plan-format.md", "| 128 MB | all lists"),
    ("src/plan/problem.rs", "more than 128 MB", "docs/plan-format.md", "| 128 MB | all lists"),
];

#[test]
fn every_figure_is_the_one_in_the_source() {
    for (source, real, document, told) in FIGURES {
        let both = "FIGURES of tests/native/documents.rs has both";
        assert!(text(source).contains(real), "{source} has no more {real}: {document} says {told}; {both}");
        let document_text = text(document).replace("\n  ", " ").replace('\n', " ");
        assert!(document_text.contains(told), "{document} does not say {told}: {source} has {real}; {both}");
    }
}

#[test]
fn the_links_between_steps_are_those_that_order_and_those_that_do_not() {
    let told: Vec<(String, bool)> = reading::table(&text("docs/plan-format.md"), "Links between steps")
        .iter()
        .map(|row| (words(&row[0])[0].clone(), row[2] == "yes"))
        .collect();
    let real: Vec<(String, bool)> =
        plan::EdgeKind::ALL.iter().map(|kind| (kind.word().to_string(), kind.orders())).collect();
    assert_eq!(
        told, real,
        "the table under Links between steps in docs/plan-format.md, and EdgeKind::orders"
    );
}
