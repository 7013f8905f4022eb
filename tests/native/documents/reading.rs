//! Just enough of Markdown to compare it: sections, tables, blocks of code, words of code.

use std::fs;

pub use crate::stage::{root, text};

/// Every document of the project: its path from the root, and its text.
pub fn documents() -> Vec<(String, String)> {
    let (mut folders, mut found) = (vec![root()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let ours = !["target", "node_modules", "dist", "test-results", "corpus"].contains(&name.as_str());
            if path.is_dir() && ours && !name.starts_with('.') {
                folders.push(path);
            } else if name.ends_with(".md") {
                let short =
                    path.strip_prefix(root()).expect("within the root").to_string_lossy().into_owned();
                let text = fs::read_to_string(&path).expect("a document");
                found.push((short, text));
            }
        }
    }
    found.sort();
    found
}

/// The lines of a document outside its blocks of code.
pub fn prose(document: &str) -> Vec<&str> {
    let mut inside = false;
    let outside = document.lines().filter(|line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !fence && !inside
    });
    outside.collect()
}

/// What stands under a heading of any level, up to the next heading.
pub fn section(document: &str, heading: &str) -> String {
    let mut lines = document.lines();
    let found = lines.any(|line| line.starts_with('#') && line.trim_start_matches('#').trim() == heading);
    assert!(found, "there is no heading {heading}");
    let mut inside = false;
    let part = lines.take_while(|line| {
        inside ^= line.starts_with("```");
        inside || !line.starts_with('#')
    });
    part.flat_map(|line| [line, "\n"]).collect()
}

/// The rows of the first table under a heading, without its head.
pub fn table(document: &str, heading: &str) -> Vec<Vec<String>> {
    let section = section(document, heading);
    let lines =
        section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_string()).collect();
    let rows: Vec<Vec<String>> = lines.skip(2).map(cells).collect();
    assert!(!rows.is_empty(), "there is no table under {heading}");
    rows
}

/// The blocks of code in a language; in "", those that name none.
pub fn blocks(document: &str, language: &str) -> Vec<String> {
    let (mut found, mut open): (Vec<String>, Option<bool>) = (Vec::new(), None);
    for line in document.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(_), Some(_)) => open = None,
            (Some(named), None) => {
                open = Some(named == language);
                if named == language {
                    found.push(String::new());
                }
            }
            (None, Some(true)) => {
                if let Some(block) = found.last_mut() {
                    block.extend([line, "\n"]);
                }
            }
            (None, _) => {}
        }
    }
    found
}

/// What stands between backticks.
pub fn words(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_string).collect()
}

/// What stands between quotes of a kind, as source has them: no escapes, no quote of that kind alone.
pub fn quoted(text: &str, quote: char) -> Vec<String> {
    text.split(quote).skip(1).step_by(2).map(str::to_string).collect()
}

/// What stands in a file between the first `open` and the next `close` after it.
pub fn between(file: &str, open: &str, close: &str) -> String {
    let text = text(file);
    let (_, rest) = text.split_once(open).unwrap_or_else(|| panic!("{file} has no {open:?}"));
    rest.split_once(close).unwrap_or_else(|| panic!("{file}: nothing closes {open:?}")).0.to_string()
}

#[test]
fn reads_sections_tables_and_blocks() {
    let document = "# A\n\n## B\nx\n```sh\n# no heading\n```\n| h | i |\n|---|---|\n| `a` `b` | c |\n\n## C\n```\nd\n```\n";
    assert_eq!(table(document, "B"), [["`a` `b`", "c"]]);
    assert_eq!(words("`a` b `c d`"), ["a", "c d"]);
    assert_eq!(blocks(document, "sh"), ["# no heading\n"]);
    assert_eq!(blocks(document, ""), ["d\n"]);
    assert_eq!(section(document, "A"), "\n");
    assert_eq!(prose(document).len(), 9);
    assert_eq!(quoted("oneOf('a', 'b')", '\''), ["a", "b"]);
}
