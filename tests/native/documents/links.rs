//! What a document points to is there.

use super::reading::{documents, prose, root, words};
use std::fs;

/// The targets of a document's links.
fn targets(document: &str) -> Vec<String> {
    let prose = prose(document).join("\n");
    let rest = prose.split("](").skip(1);
    rest.filter_map(|rest| Some(rest.split_once(')')?.0.to_string())).collect()
}

/// The anchor that a heading makes.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for (name, document) in documents() {
        for target in targets(&document) {
            if target.starts_with("https://") || target.starts_with("http://") {
                continue;
            }
            let (path, wanted) = target.split_once('#').unwrap_or((&target, ""));
            let file = root().join(&name).parent().expect("a folder").join(path);
            let there = if path.is_empty() { Some(document.clone()) } else { fs::read_to_string(&file).ok() };
            let found = match there {
                None => path.ends_with(".png") && file.is_file() || file.is_dir(),
                Some(_) if wanted.is_empty() => true,
                Some(text) => prose(&text).iter().any(|line| line.starts_with('#') && anchor(line) == wanted),
            };
            if !found {
                broken.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "these links lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn every_path_that_is_named_is_there() {
    let ours = ["src/", "www/", "tests/", "xtask/", "examples/", "docs/", "fuzz/"];
    let mut missing = Vec::new();
    for (name, document) in
        documents().into_iter().filter(|(name, _)| !name.contains('/') || name.starts_with("docs"))
    {
        for path in words(&prose(&document).join("\n")) {
            let named = ours.iter().any(|folder| path.starts_with(folder)) && !path.contains(['*', ' ', '<']);
            if named && !root().join(&path).exists() {
                missing.push(format!("{name}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "these are not there:\n{}", missing.join("\n"));
}

#[test]
fn an_anchor_is_made_as_the_forge_makes_it() {
    assert_eq!(
        anchor("### 4. If your pages have a Policy, add this"),
        "4-if-your-pages-have-a-policy-add-this"
    );
    assert_eq!(anchor("## Add a …"), "add-a-");
}
