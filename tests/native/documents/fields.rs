//! The page of a plan document's fields, written from the source that reads them.

use super::reading::{quoted, text};
use std::collections::BTreeMap;

const HEAD: &str = "# The fields of a plan document

Each object of [the plan format](plan-format.md), field by field. This page is written from `src/plan/doc.rs` by
`UPDATE_EXPECT=1 cargo test documents`. Words in code are all that a field may say. A field that is needed and missing
is a problem, and costs most objects themselves; of the plan these are `format`, which is no field here, and `steps`.
";

/// The whole page.
pub fn page() -> String {
    let vocabularies = vocabularies();
    let source = text("src/plan/doc.rs");
    let source = source.split_once("\ndocument! {\n").expect("the declarations").1;
    let (mut page, mut told) = (HEAD.to_string(), Vec::new());
    for line in source.lines() {
        let code = line.trim();
        if let Some(doc) = code.strip_prefix("/// ") {
            told.push(doc);
        } else if let Some(name) = code.strip_suffix(" {") {
            // `struct Person`, or `shape Plan PlanJson`.
            let name = name.split(' ').nth(1).unwrap_or_default();
            page +=
                &format!("\n## {name}\n\n{}\n\n| field | is | meaning |\n|---|---|---|\n", told.join(" "));
            told.clear();
        } else if let Some((field, is)) = code.strip_suffix(',').and_then(|code| code.rsplit_once(": ")) {
            let name = quoted(field, '"').pop().unwrap_or_else(|| field.to_string());
            let needed = if ["String", "Text"].contains(&is) { ", needed" } else { "" };
            page += &format!("| `{name}` | {}{needed} | {} |\n", said(is, &vocabularies), told.join(" "));
            told.clear();
        }
    }
    page
}

/// A Rust type as a reader of the page knows it.
fn said(is: &str, vocabularies: &BTreeMap<String, Vec<String>>) -> String {
    let inside = |outer: &str| is.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Option<") {
        return said(inner, vocabularies);
    }
    if let Some(inner) = inside("Vec<") {
        return ["list of ", &said(inner, vocabularies)].concat();
    }
    let code =
        |words: &[String]| words.iter().map(|word| ["`", word, "`"].concat()).collect::<Vec<_>>().join(" ");
    match (is, vocabularies.get(is)) {
        ("String", _) => "string".to_string(),
        ("Text", _) => "text".to_string(),
        ("Date", _) => "date".to_string(),
        ("Time", _) => "time".to_string(),
        ("SafeUrl", _) => "url".to_string(),
        ("f64", _) => "number".to_string(),
        ("bool", _) => "`true` `false`".to_string(),
        (_, Some(words)) => code(words),
        (object, None) => ["[", object, "](#", &object.to_lowercase(), ")"].concat(),
    }
}

/// The words of each closed list.
fn vocabularies() -> BTreeMap<String, Vec<String>> {
    let source = text("src/plan/kind.rs");
    let lists = source.split("\nvocabulary! {\n").skip(1).map(|list| {
        let list = list.split_once("\n}\n").unwrap_or((list, "")).0;
        let mut code = list.lines().map(str::trim).filter(|line| !line.starts_with("///"));
        let name = code.next().unwrap_or_default().trim_end_matches(" {").to_string();
        (name, code.flat_map(|line| quoted(line, '"')).collect())
    });
    lists.collect()
}
