//! The house holds: modules use only those below them, and what must not be in the code is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::documents::reading::{documents, prose};
use crate::stage::{root, text};

/// Who may use whom, as the table in `src/lib.rs` says.
const MAY_USE: [(&str, &[&str]); 13] = [
    ("sorted", &[]),
    ("digits", &[]),
    ("plan", &["sorted", "digits"]),
    ("rules", &["plan", "sorted"]),
    ("source", &["plan"]),
    ("geometry", &[]),
    ("layout", &["geometry", "sorted"]),
    ("words", &["plan", "sorted", "digits"]),
    ("event", &["plan"]),
    ("state", &["plan", "rules", "geometry", "event", "digits"]),
    ("roadmap", &["plan", "rules", "geometry", "layout", "words", "state", "sorted", "digits"]),
    ("view", &["roadmap", "state", "event", "words", "plan", "geometry", "digits"]),
    (
        "element",
        &[
            "sorted", "digits", "plan", "rules", "source", "geometry", "layout", "words", "event", "state",
            "roadmap", "view",
        ],
    ),
];

/// Every Rust file of a folder or file under `src`, with its text.
fn sources(module: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join("src").join(module), root().join("src").join(format!("{module}.rs"))];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.is_file() && path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            found.push((path, text));
        }
    }
    found
}

/// The modules that a text names with `crate::`, or by as many `super::` as lead there. `$crate::` and `<crate::` count
/// too; doc links do not compile, but they say the same. A group (`crate::{…}`) names no module here, so the test
/// forbids it.
fn used(text: &str) -> Vec<String> {
    let after = |way| text.match_indices(way).map(|(at, way): (usize, &str)| word(&text[at + way.len()..]));
    // Of the module above a file, groups are what one names.
    let above = after("super::").filter(|name| !name.is_empty());
    let groups = after("super::super::").filter(String::is_empty);
    after("crate::").chain(above).chain(groups).collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn a_module_uses_only_those_below_it() {
    let modules: Vec<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    let mut wrong = Vec::new();
    for (module, may_use) in MAY_USE {
        let sources = sources(module);
        assert!(!sources.is_empty(), "there is no source of {module}");
        for (path, text) in sources {
            for other in used(&text) {
                let known = modules.contains(&other.as_str()) && !may_use.contains(&other.as_str());
                let path = path.display();
                if other.is_empty() {
                    wrong.push(format!(
                        "{path}: a group after crate:: or super::super::; write a `use` for each"
                    ));
                } else if other != module && known {
                    wrong.push(format!("{path}: {module} may not use {other}; src/lib.rs has the table"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Within tests a name may be of its file alone.
#[test]
fn no_two_types_have_one_name() {
    let mut named: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let all = MAY_USE.iter().flat_map(|(module, _)| sources(module));
    for (path, text) in all.filter(|(path, _)| path.parent().is_none_or(|folder| !folder.ends_with("tests")))
    {
        for line in text.lines() {
            let line = ["pub ", "pub(crate) ", "pub(super) "]
                .iter()
                .find_map(|public| line.strip_prefix(public))
                .unwrap_or(line);
            let name =
                ["struct ", "enum ", "trait ", "type "].iter().find_map(|kind| line.strip_prefix(kind));
            if let Some(name) = name {
                named.entry(word(name)).or_default().push(path.clone());
            }
        }
    }
    assert!(named.contains_key("Plan") && named.contains_key("Roadmap"), "{named:?}");
    named.retain(|_, places| places.len() > 1);
    assert!(named.is_empty(), "{named:#?}");
}

#[test]
fn the_table_in_the_crate_docs_is_the_one_that_is_tested() {
    let docs = fs::read_to_string(root().join("src/lib.rs")).expect("the crate docs");
    for (module, may_use) in MAY_USE {
        let row = docs
            .lines()
            .find(|line| {
                line.starts_with(&format!("//! | [`{module}`]"))
                    || line.starts_with(&format!("//! | `{module}`"))
            })
            .unwrap_or_else(|| panic!("the docs have no row for {module}"));
        let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
        let told: Vec<&str> =
            cells.last().expect("a last cell").split(", ").filter(|name| modules_of_ours(name)).collect();
        if module != "element" {
            let (mut told, mut tested) = (told, may_use.to_vec());
            told.sort_unstable();
            tested.sort_unstable();
            assert_eq!(told, tested, "{module}");
        }
    }
}

fn modules_of_ours(name: &str) -> bool {
    MAY_USE.iter().any(|(module, _)| module == &name)
}

#[test]
fn modules_stand_in_reading_order() {
    let docs = fs::read_to_string(root().join("src/lib.rs")).expect("the crate docs");
    let order: Vec<&str> = docs
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")))
        .map(|name| name.trim_end_matches(';'))
        .collect();
    let expected: Vec<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    assert_eq!(order, expected);
}

/// What no source of the widget has, and why.
const ABSENT: [(&str, &str); 7] = [
    ("from_html_unchecked", "host data never becomes HTML"),
    ("VRaw", "host data never becomes HTML"),
    ("set_inner_html", "host data never becomes HTML"),
    ("style=", "a style attribute needs unsafe-inline"),
    ("unimplemented!", "nothing is left for later"),
    ("todo!", "nothing is left for later"),
    ("dbg!", "nothing is printed"),
];

#[test]
fn what_must_be_absent_is_absent() {
    for (module, _) in MAY_USE {
        for (path, text) in sources(module) {
            for (word, reason) in ABSENT {
                assert!(!text.contains(word), "{} has {word}: {reason}", path.display());
            }
        }
    }
}

#[test]
fn the_browser_is_known_to_the_element_alone() {
    for (module, _) in MAY_USE.iter().filter(|(module, _)| *module != "element") {
        for (path, text) in sources(module)
            .into_iter()
            .filter(|(path, _)| !path.components().any(|part| part.as_os_str() == "tests"))
        {
            for border in ["wasm_bindgen", "web_sys", "js_sys", "gloo", "SystemTime", "Instant::now"] {
                assert!(!text.contains(border), "{} knows {border}", path.display());
            }
            let yew = text.contains("yew::") && *module != "view";
            assert!(!yew, "{} knows yew, which is the view's", path.display());
        }
    }
}

#[test]
fn finds_the_modules_that_a_text_uses() {
    for (text, modules) in [
        ("use crate::plan::Plan;", vec!["plan"]),
        ("use super::super::words::Words;", vec!["super", "words"]),
        ("use super::words;", vec!["words"]),
        ("use super::{Edge, Goal};", vec![]),
        ("use crate::{plan, rules};", vec![""]),
        ("use super::super::{plan, rules};", vec!["super", ""]),
    ] {
        assert_eq!(used(text), modules, "{text}");
    }
}

#[test]
fn what_builds_a_part_of_the_source_has_all_that_it_uses() {
    for (builds, part) in [("fuzz/fuzz_targets/read.rs", "plan"), ("benches/wasm/lib.rs", "layout")] {
        let text = text(builds);
        let needs = &MAY_USE.iter().find(|(module, _)| *module == part).expect("a module").1;
        for module in needs.iter().chain([&part]) {
            assert!(text.contains(&format!("mod {module};")), "{builds} has no {module}, which {part} uses");
        }
    }
}

#[test]
fn one_gloo_in_the_tree() {
    // Yew 0.23 is built on gloo 0.11; a second one would double what it costs.
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("a lock file");
    let gloos = lock.split("[[package]]").filter(|package| package.contains("name = \"gloo\"\n")).count();
    assert_eq!(gloos, 1);
}

#[test]
fn nothing_points_to_the_folder_beside_the_project() {
    let mut open = vec![root()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let ours =
                !["target", "node_modules", "dist", ".git", "test-results", "fuzz"].contains(&name.as_str());
            if path.is_dir() && ours {
                open.push(path);
            } else if is_text(&path) {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let outside = ["..", "/shared"].concat();
                assert!(!text.contains(&outside), "{} points beside the project", path.display());
            }
        }
    }
}

/// Nobody reads prose beside the window's edge: 120 columns, as `rustfmt.toml` and its neighbours have them. Tables,
/// code and addresses are as wide as they are.
#[test]
fn prose_and_comments_keep_to_120_columns() {
    let wide = |line: &str| line.chars().count() > 120 && line.trim().contains(' ');
    let mut found = Vec::new();
    // The fields are written by the program, a sentence a line.
    for (name, text) in documents().into_iter().filter(|(name, _)| name != "docs/plan-fields.md") {
        let lines = prose(&text).into_iter().filter(|line| wide(line) && !line.trim().starts_with('|'));
        found.extend(lines.map(|line| format!("{name}: {line}")));
    }
    for (module, _) in MAY_USE {
        for (path, text) in sources(module) {
            let comment = |line: &&str| line.trim().starts_with("//") && !line.contains("! |");
            let lines = text.lines().filter(comment).filter(|line| wide(line));
            found.extend(lines.map(|line| format!("{}: {line}", path.display())));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn is_text(path: &Path) -> bool {
    let end = path.extension().unwrap_or_default().to_string_lossy().into_owned();
    ["rs", "toml", "md", "js", "mjs", "json", "html", "css", "ts"].contains(&end.as_str())
}
