//! The README's tables are what the page side, the view and the published descriptions say.

use super::reading::{between, quoted, root, section, table, text, words};
use crate::locales::LANGUAGES;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use throughline::plan::ChangeKind;

/// The first word of code in each row of a table of the README.
fn told(heading: &str) -> Vec<String> {
    let named = |row: &Vec<String>| words(&row[0]).into_iter().next().unwrap_or_default();
    table(&text("README.md"), heading).iter().map(named).collect()
}

/// The element in `custom-elements.json`.
fn manifest() -> Value {
    let manifest: Value = serde_json::from_str(&text("www/custom-elements.json")).expect("JSON");
    manifest["modules"][0]["declarations"][0].clone()
}

/// A list of the manifest says of each name what the README's table says.
fn same_words(heading: &str, list: &str) {
    let rows = table(&text("README.md"), heading);
    let told: Vec<(String, String)> =
        rows.iter().map(|row| (words(&row[0]).remove(0), row[1].clone())).collect();
    let entries = manifest()[list].as_array().cloned().unwrap_or_default();
    let word = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_string();
    let mut said: Vec<_> =
        entries.iter().map(|entry| (word(entry, "name"), word(entry, "description"))).collect();
    let mut told = told;
    said.sort();
    told.sort();
    assert_eq!(said, told, "{list}");
}

/// The names in a list of the manifest, of those that fit.
fn named(list: &str, fits: impl Fn(&Value) -> bool) -> Vec<String> {
    let manifest = manifest();
    let entries = manifest[list].as_array().expect("a list").iter().filter(|entry| fits(entry));
    entries.map(|entry| entry["name"].as_str().expect("a name").to_string()).collect()
}

/// Every file of a folder that ends so, one after the other.
fn all(folder: &str, end: &str) -> String {
    let files =
        fs::read_dir(root().join(folder)).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.filter(|path| path.to_string_lossy().ends_with(end)).collect();
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).expect("a source")).collect()
}

/// Fails where two lists do not hold the same, whatever the order.
fn same(told: &[String], real: &[String], what: &str) {
    let set = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
    let (said, there) = (set(told), set(real));
    let unsaid: Vec<_> = there.difference(&said).collect();
    let invented: Vec<_> = said.difference(&there).collect();
    assert!(unsaid.is_empty() && invented.is_empty(), "{what}: not told {unsaid:?}, not there {invented:?}");
    assert_eq!(told.len(), said.len(), "{what}: told twice");
}

/// The attributes of the page side: name, property, and the words of a closed list.
fn attributes() -> Vec<(String, String, Vec<String>)> {
    let source = text("www/attributes.js");
    let list = between(&source, "export const ATTRIBUTES = {", "\n};");
    let lines = list.lines().filter(|line| line.trim_start().starts_with('\''));
    let lines = lines.map(|line| {
        let words = quoted(line, '\'');
        let closed = if line.contains("oneOf(") { words[1..].to_vec() } else { Vec::new() };
        let (first, second) = words[0].split_once('-').unwrap_or((&words[0], ""));
        let property = second.chars().take(1).flat_map(char::to_uppercase).chain(second.chars().skip(1));
        (words[0].clone(), first.chars().chain(property).collect(), closed)
    });
    lines.collect()
}

#[test]
fn attributes_are_those_of_the_page_side() {
    let rows = table(&text("README.md"), "Attributes");
    let types = text("www/plp-roadmap.d.ts");
    let real: Vec<String> = attributes().into_iter().map(|(name, ..)| name).collect();
    assert_eq!(told("Attributes"), real);
    same(&named("attributes", |_| true), &real, "custom-elements.json");
    for (row, (name, property, closed)) in rows.iter().zip(attributes()) {
        let declared = between(&types, &format!("\n  get {property}(): "), ";");
        if !closed.is_empty() {
            assert_eq!(words(&row[1]), closed, "{name}");
            assert_eq!(quoted(declared, '\''), closed, "{name} in plp-roadmap.d.ts");
        }
    }
    let formats = text("src/source/mod.rs");
    let formats = quoted(between(&formats, "match word {", "_ =>"), '"');
    let row = rows.iter().find(|row| row[0] == "`format`").expect("a row");
    assert_eq!(words(&row[1])[0], "auto");
    assert_eq!(words(&row[1])[1..], formats[..]);
}

#[test]
fn changes_are_those_of_the_source() {
    let real: Vec<String> = ChangeKind::ALL.iter().map(|kind| kind.word().to_string()).collect();
    let rows = table(&text("docs/plan-format.md"), "Changes");
    assert_eq!(rows.iter().flat_map(|row| words(&row[0])).collect::<Vec<_>>(), real);
    assert_eq!(quoted(between(&text("www/plp-roadmap.d.ts"), "type ChangeKind =", ";"), '\''), real);
    // The page side knows which carry words, and which settle what was proposed.
    let page = text("www/changes.js");
    let some = |fits: fn(ChangeKind) -> bool| {
        let kinds = ChangeKind::ALL.iter().filter(|kind| fits(**kind)).map(|kind| kind.word().to_string());
        kinds.collect::<Vec<_>>()
    };
    assert_eq!(quoted(between(&page, "const isNote =", ";"), '\''), some(ChangeKind::is_note));
    assert_eq!(quoted(between(&page, "const isDecision =", ";"), '\''), some(ChangeKind::is_decision));
}

#[test]
fn properties_are_those_of_the_class() {
    let own = |field: &Value| {
        field["kind"] == "field" && field.get("attribute").is_none() && field["static"] != true
    };
    same(&told("Properties"), &named("members", own), "properties");
    let read_only = named("members", |field| own(field) && field["readonly"] == true);
    let rows = table(&text("README.md"), "Properties");
    let said = rows.iter().filter(|row| row[2].starts_with("read-only")).map(|row| words(&row[0])[0].clone());
    same(&said.collect::<Vec<_>>(), &read_only, "read-only properties");
    let class = text("www/element.js");
    for name in told("Properties") {
        assert!(class.contains(&format!("\n  get {name}() {{")), "the class has no {name}");
        assert_eq!(class.contains(&format!("\n  set {name}(")), !read_only.contains(&name), "{name}");
    }
}

#[test]
fn states_are_those_of_the_types() {
    let types = text("www/plp-roadmap.d.ts");
    let real = quoted(between(&types, "export type State = ", ";"), '\'');
    let row = table(&text("README.md"), "Properties").into_iter().find(|row| row[0] == "`state`");
    assert_eq!(words(&row.expect("a row")[1]), real);
    let rows = table(&text("docs/embed.md"), "Coming and going");
    assert_eq!(rows.iter().map(|row| words(&row[0])[0].clone()).collect::<Vec<_>>(), real);
}

#[test]
fn methods_are_those_of_the_class_and_answer_what_the_types_say() {
    let rows = table(&text("README.md"), "Methods");
    let name = |row: &Vec<String>| words(&row[0])[0].split('(').next().unwrap_or_default().to_string();
    let told: Vec<String> = rows.iter().map(name).collect();
    same(&told, &named("members", |member| member["kind"] == "method"), "methods");
    let (class, types) = (text("www/element.js"), text("www/plp-roadmap.d.ts"));
    for row in &rows {
        let name = name(row);
        let there = ["", "async "].iter().any(|before| class.contains(&format!("\n  {before}{name}(")));
        assert!(there, "the class has no {name}");
        let declared = between(&types, &format!("\n  {name}("), ";");
        let answer = declared.rsplit(": ").next().unwrap_or_default().replace("void", "");
        let said = words(&row[1]).pop().unwrap_or_default().replace("void", "");
        assert_eq!(said, answer, "{name}");
    }
}

/// The events of the types: name, fields of the detail, and whether the comment before says that it is cancelable.
fn events() -> Vec<(String, Vec<String>, bool)> {
    let types = text("www/plp-roadmap.d.ts");
    let mut cancelable = false;
    let mut events = Vec::new();
    for line in between(&types, "export interface PlpEvents {", "\n}").lines() {
        match line.trim().split_once(": CustomEvent<{ ") {
            Some((name, detail)) => {
                let fields =
                    detail.split("; ").filter_map(|field| Some(field.split_once(": ")?.0.to_string()));
                events.push((name.trim_matches('\'').to_string(), fields.collect(), cancelable));
                cancelable = false;
            }
            None => cancelable = line.contains("Cancelable"),
        }
    }
    events
}

#[test]
fn events_are_those_of_the_types_with_their_details() {
    let rows = table(&text("README.md"), "Events");
    let said = rows.iter().map(|row| {
        let detail = words(&row[2]).pop().unwrap_or_default();
        let fields = detail.trim_matches(['{', '}', ' ']).split(", ").map(str::to_string).collect();
        (words(&row[0])[0].clone(), fields, row[1] == "yes")
    });
    assert_eq!(said.collect::<Vec<_>>(), events());
    let cancelable = named("events", |event| {
        event["description"].as_str().is_some_and(|said| said.contains("Cancelable"))
    });
    let wanted: Vec<String> = events().into_iter().filter(|event| event.2).map(|event| event.0).collect();
    assert_eq!(cancelable, wanted);
}

#[test]
fn events_are_those_that_leave_the_source() {
    let literals = |source: &str, quote: &str| -> BTreeSet<String> {
        let opening = [quote, "plp-"].concat();
        let found = source.split(&opening).skip(1);
        let found = found.filter_map(|rest| Some(["plp-", rest.split_once(quote)?.0].concat()));
        found.filter(|word| word != "plp-roadmap").collect()
    };
    let rust = literals(&text("src/event.rs"), "\"");
    let page = literals(&[text("www/element.js"), text("www/session.js")].concat(), "'");
    let told = told("Events");
    let all: Vec<String> = rust.union(&page).cloned().collect();
    same(&told, &all, "events");
    let manifest = named("events", |_| true);
    same(&told, &manifest, "custom-elements.json");
}

#[test]
fn error_codes_are_those_that_the_source_tells() {
    let page = all("www", ".js");
    let mut real: BTreeSet<String> = page
        .split("new Failure('")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('\'')?.0.to_string()))
        .collect();
    let problem = text("src/plan/problem.rs");
    real.extend(quoted(between(&problem, "pub fn code(&self)", "\n    }\n"), '"'));
    let told = told("When it does not work");
    same(&told, &real.into_iter().collect::<Vec<_>>(), "error codes");
    let types = text("www/plp-roadmap.d.ts");
    same(&told, &quoted(between(&types, "export type ErrorCode =", ";"), '\''), "plp-roadmap.d.ts");
}

#[test]
fn tokens_are_those_at_the_top_of_the_style_sheet() {
    let styles = text("www/styles.css");
    let told: Vec<(String, String)> = table(&text("README.md"), "Theme tokens")
        .iter()
        .map(|row| (words(&row[0])[0].clone(), row[1].clone()))
        .collect();
    let commented =
        styles.lines().filter_map(|line| line.trim().strip_prefix("/* --plp-")?.strip_suffix(" */"));
    let commented = commented.filter_map(|line| line.split_once(": "));
    let real: Vec<(String, String)> =
        commented.map(|(name, is)| (["--plp-", name].concat(), is.to_string())).collect();
    assert_eq!(told, real);
    let names: Vec<String> = told.into_iter().map(|(name, _)| name).collect();
    let used = styles.split("var(--plp-").skip(1).map(|rest| {
        let end = rest.find([',', ')']).unwrap_or(rest.len());
        ["--plp-", &rest[..end]].concat()
    });
    same(&names, &used.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>(), "tokens that are used");
    same(&names, &named("cssProperties", |_| true), "custom-elements.json");
    same_words("Theme tokens", "cssProperties");
}

#[test]
fn editors_are_told_the_tokens_and_parts_that_other_tools_are() {
    let types: Value = serde_json::from_str(&text("www/web-types.json")).expect("JSON");
    let css = &types["contributions"]["html"]["elements"][0]["css"];
    for (here, there) in [("properties", "cssProperties"), ("parts", "cssParts")] {
        assert_eq!(css[here], manifest()[there], "{here}");
    }
    let readme = table(&text("README.md"), "Properties");
    let states = readme.iter().find(|row| words(&row[0]) == ["state"]).expect("what it says of `state`");
    same(&named("cssStates", |_| true), &words(&states[1]), "states");
}

#[test]
fn slots_are_those_in_the_shadow_root() {
    let told: Vec<String> = told("Slots");
    let stage = text("www/stage.js");
    let real: Vec<String> = stage
        .split("make('slot'")
        .skip(1)
        .map(|rest| quoted(rest.split_once(')').unwrap_or((rest, "")).0, '\'').pop().unwrap_or_default())
        .collect();
    same(&told, &real, "slots");
    same(&told, &named("slots", |_| true), "custom-elements.json");
}

#[test]
fn parts_are_those_of_the_view() {
    let view = all("src/view", ".rs");
    let code: String =
        view.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|l| [l, "\n"]).collect();
    let first = |rest: &str, nth: usize| quoted(rest, '"').get(nth).cloned().unwrap_or_default();
    let mut real: BTreeSet<String> =
        code.split(" part=\"").skip(1).map(|rest| first(&["\"", rest].concat(), 0)).collect();
    // What is decided before the tag, and the part of a heading: its fourth argument.
    for rest in code.split("let part = ").skip(1).filter(|rest| !rest.starts_with('|')) {
        real.extend(quoted(rest.split_once(';').unwrap_or((rest, "")).0, '"'));
    }
    real.extend(code.split("heading(look, ").skip(1).map(|rest| first(rest, 1)));
    let real: BTreeSet<String> =
        real.iter().flat_map(|parts| parts.split_whitespace()).map(str::to_string).collect();
    let real: Vec<String> = real.into_iter().collect();
    same(&told("Parts"), &real, "parts");
    same(&named("cssParts", |_| true), &real, "custom-elements.json");
    same_words("Parts", "cssParts");
}

#[test]
fn languages_are_those_that_there_are_words_for() {
    let said = section(&text("README.md"), "Attributes");
    for entry in fs::read_dir(root().join("www/locales")).expect("a folder") {
        let tag =
            entry.expect("an entry").path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = LANGUAGES.iter().find(|(known, ..)| *known == tag).map(|(_, name, ..)| *name);
        assert!(name.is_some_and(|name| said.contains(name)), "the README does not say that there is {tag}");
    }
}
