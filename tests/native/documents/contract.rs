//! The README's tables are what the page side, the view and the published descriptions say.

use super::reading::{between, quoted, root, section, table, text, words};
use crate::locales::LANGUAGES;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use throughline::plan::{ChangeKind, EdgeKind, RequirementKind};

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
    assert_eq!(said, told, "{list} of www/custom-elements.json, and the README's {heading}");
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
    let list = between("www/attributes.js", "export const ATTRIBUTES = {", "\n};");
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
    let types = "www/plp-roadmap.d.ts";
    let real: Vec<String> = attributes().into_iter().map(|(name, ..)| name).collect();
    assert_eq!(told("Attributes"), real, "the README's Attributes, and www/attributes.js");
    same(
        &named("attributes", |_| true),
        &real,
        "attributes of www/custom-elements.json, of those in www/attributes.js",
    );
    for (row, (name, property, closed)) in rows.iter().zip(attributes()) {
        let declared = between(types, &format!("\n  get {property}(): "), ";");
        if !closed.is_empty() {
            assert_eq!(words(&row[1]), closed, "{name}");
            assert_eq!(quoted(&declared, '\''), closed, "{name} in plp-roadmap.d.ts");
        }
    }
    let formats = quoted(&between("src/source/mod.rs", "match word {", "_ =>"), '"');
    let row = rows.iter().find(|row| row[0] == "`format`").expect("a row");
    assert_eq!(words(&row[1])[0], "auto");
    assert_eq!(words(&row[1])[1..], formats[..]);
}

#[test]
fn changes_are_those_of_the_source() {
    let real: Vec<String> = ChangeKind::ALL.iter().map(|kind| kind.word().to_string()).collect();
    let rows = table(&text("docs/plan-format.md"), "Changes");
    assert_eq!(rows.iter().flat_map(|row| words(&row[0])).collect::<Vec<_>>(), real);
    assert_eq!(quoted(&between("www/plp-roadmap.d.ts", "type ChangeKind =", ";"), '\''), real);
    // The page side knows which carry words, and which settle what was proposed.
    let page = "www/changes.js";
    let some = |fits: fn(ChangeKind) -> bool| {
        let kinds = ChangeKind::ALL.iter().filter(|kind| fits(**kind)).map(|kind| kind.word().to_string());
        kinds.collect::<Vec<_>>()
    };
    assert_eq!(quoted(&between(page, "const isNote =", ";"), '\''), some(ChangeKind::is_note));
    assert_eq!(quoted(&between(page, "const isDecision =", ";"), '\''), some(ChangeKind::is_decision));
}

#[test]
fn kinds_of_requirement_are_those_of_the_source() {
    let said = section(&text("docs/plan-format.md"), "Requirements");
    let said = words(said.trim_start().split("\n\n").next().unwrap_or_default());
    for kind in RequirementKind::ALL {
        let word = kind.word();
        let first = "the first sentences under Requirements in docs/plan-format.md";
        assert!(said.contains(&word.to_string()), "{first} name no {word}");
    }
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
    let real = quoted(&between("www/plp-roadmap.d.ts", "export type State = ", ";"), '\'');
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
    let class = text("www/element.js");
    for row in &rows {
        let name = name(row);
        let there = ["", "async "].iter().any(|before| class.contains(&format!("\n  {before}{name}(")));
        assert!(there, "the class has no {name}");
        let declared = between("www/plp-roadmap.d.ts", &format!("\n  {name}("), ";");
        let answer = declared.rsplit(": ").next().unwrap_or_default().replace("void", "");
        let said = words(&row[1]).pop().unwrap_or_default().replace("void", "");
        assert_eq!(said, answer, "{name}");
    }
}

/// The events of the types: name, fields of the detail, and whether the comment before says that it is cancelable.
fn events() -> Vec<(String, Vec<String>, bool)> {
    let types = between("www/plp-roadmap.d.ts", "export interface PlpEvents {", "\n}");
    let mut cancelable = false;
    let mut events = Vec::new();
    for line in types.lines() {
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
    let said: Vec<_> = said.collect();
    assert_eq!(said, events(), "the README's Events, and PlpEvents of www/plp-roadmap.d.ts");
    let cancelable = named("events", |event| {
        event["description"].as_str().is_some_and(|said| said.contains("Cancelable"))
    });
    let wanted: Vec<String> = events().into_iter().filter(|event| event.2).map(|event| event.0).collect();
    assert_eq!(
        cancelable, wanted,
        "what www/custom-elements.json calls Cancelable, and www/plp-roadmap.d.ts"
    );
}

#[test]
fn events_are_those_that_leave_the_source() {
    let literals = |source: &str, quote: char| -> BTreeSet<String> {
        let opening = [&quote.to_string(), "plp-"].concat();
        let found = source.split(&opening).skip(1);
        let found = found.filter_map(|rest| Some(["plp-", rest.split_once(quote)?.0].concat()));
        let is_name = |word: &String| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        found.filter(|word| is_name(word) && word != "plp-roadmap").collect()
    };
    let mut real = literals(&text("src/event.rs"), '"');
    let page = all("www", ".js");
    real.extend(['\'', '"', '`'].into_iter().flat_map(|quote| literals(&page, quote)));
    let (told, real) = (told("Events"), real.into_iter().collect::<Vec<_>>());
    same(&told, &real, "the README's Events, of those in src/event.rs and www/*.js");
    same(&told, &named("events", |_| true), "the README's Events, of those in www/custom-elements.json");
}

#[test]
fn every_event_is_made() {
    let makers = [text("src/state.rs"), all("src/state", ".rs"), all("src/view", ".rs")].concat();
    let variants = between("src/event.rs", "pub enum Event {", "\n}\n");
    let variants = variants.lines().filter_map(|line| line.strip_prefix("    "));
    let variants: Vec<&str> = variants
        .filter(|line| line.starts_with(|first: char| first.is_uppercase()))
        .filter_map(|line| line.split([' ', '(', ',']).next())
        .collect();
    assert!(variants.contains(&"Select") && variants.contains(&"Reload"), "{variants:?}");
    for name in variants {
        let is_made = makers
            .match_indices(&format!("Event::{name}"))
            .any(|(at, made)| !makers[at + made.len()..].starts_with(|next: char| next.is_alphanumeric()));
        assert!(is_made, "nobody hears Event::{name} of src/event.rs: let `update` of src/state.rs give it");
    }
}

#[test]
fn error_codes_are_those_that_the_source_tells() {
    let page = all("www", ".js");
    let mut real: BTreeSet<String> = page
        .split("new Failure('")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('\'')?.0.to_string()))
        .collect();
    real.extend(quoted(&between("src/plan/problem.rs", "pub fn code(&self)", "\n    }\n"), '"'));
    let told = told("When it does not work");
    same(
        &told,
        &real.into_iter().collect::<Vec<_>>(),
        "the README's error codes, of those in www/*.js and src/plan/problem.rs",
    );
    let types = quoted(&between("www/plp-roadmap.d.ts", "export type ErrorCode =", ";"), '\'');
    same(&told, &types, "error codes of the README and www/plp-roadmap.d.ts");
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
    assert_eq!(told, real, "the README's Theme tokens, and the comments at the top of www/styles.css");
    let names: Vec<String> = told.into_iter().map(|(name, _)| name).collect();
    let used = styles.split("var(--plp-").skip(1).map(|rest| {
        let end = rest.find([',', ')']).unwrap_or(rest.len());
        ["--plp-", &rest[..end]].concat()
    });
    same(
        &names,
        &used.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        "the README's Theme tokens, of those that www/styles.css uses",
    );
    same(
        &names,
        &named("cssProperties", |_| true),
        "the README's Theme tokens, of those in www/custom-elements.json",
    );
    same_words("Theme tokens", "cssProperties");
}

#[test]
fn every_kind_of_link_has_its_stroke() {
    let styles = text("www/styles.css");
    let whole = between("www/styles.css", ".line:not(", ") {");
    for kind in EdgeKind::ALL {
        let is = format!("[data-is~=\"{}\"]", kind.word());
        assert!(
            whole.contains(&is) || styles.contains(&format!(".line{is} {{ stroke")),
            "{kind:?} looks like another kind of link: give .line{is} its stroke in www/styles.css, or name it in \
             .line:not(…) there, which are drawn as one plain line"
        );
    }
}

#[test]
fn editors_are_told_the_tokens_and_parts_that_other_tools_are() {
    let types: Value = serde_json::from_str(&text("www/web-types.json")).expect("JSON");
    let css = &types["contributions"]["html"]["elements"][0]["css"];
    for (here, there) in [("properties", "cssProperties"), ("parts", "cssParts")] {
        assert_eq!(
            css[here],
            manifest()[there],
            "{here} of www/web-types.json, {there} of www/custom-elements.json"
        );
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
    same(&told, &real, "the README's Slots, of those in www/stage.js");
    same(&told, &named("slots", |_| true), "the README's Slots, of those in www/custom-elements.json");
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
    same(&told("Parts"), &real, "the README's Parts, of those in src/view");
    same(&named("cssParts", |_| true), &real, "cssParts of www/custom-elements.json, of those in src/view");
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
