//! The words of the interface, which travel in the wasm: beside the keys that stand among its constants they deflate to
//! less than in the script, where each letter that is not ASCII would be an escape. `www/catalogues.js` is the other
//! half.

use super::workshop;
use crate::tools;
use anyhow::{Context, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use wasm_encoder::{CustomSection, Section};

/// A catalogue: by key a sentence, or its plural forms.
type Catalogue = BTreeMap<String, Value>;

/// Gives the wasm a section with every catalogue of `www/locales`, so that for this a new language is a new file.
///
/// Every catalogue has the same keys and each language the same plural forms throughout (tests), so the keys stand in
/// the section once, in its first line, a language's forms once, and its sentences in the order of the keys. Quotes,
/// braces and names at each sentence deflate to 3 kB.
pub fn add() -> anyhow::Result<()> {
    let mut catalogues = BTreeMap::new();
    for entry in fs::read_dir(tools::root().join("www/locales"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "json") {
            let name = path.file_stem().context("a catalogue has a name")?.to_string_lossy().into_owned();
            let catalogue: Catalogue = serde_json::from_str(&fs::read_to_string(&path)?)?;
            catalogues.insert(name, catalogue);
        }
    }
    let english = catalogues.get("en").context("there is no English catalogue")?;
    let mut families: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for key in english.keys() {
        let (family, word) = key.split_at(key.rfind('.').map_or(0, |dot| dot + 1));
        families.entry(family).or_default().push(word);
    }
    // The keys without a family come first, and no word names theirs.
    let words: Vec<&str> =
        families.iter().flat_map(|(family, words)| [&[*family], words.as_slice()].concat()).collect();
    let keys: Vec<String> = families
        .iter()
        .flat_map(|(family, words)| words.iter().map(move |word| [*family, word].concat()))
        .collect();
    let mut lines = vec![words.join(" ").trim_start().to_string()];
    for (name, catalogue) in &catalogues {
        let line = line(name, catalogue, &keys).with_context(|| format!("write www/locales/{name}.json"))?;
        lines.push(if name == "ar" { swapped(&line) } else { line });
    }
    // What is like the keys stands next to them.
    lines[1..].sort_by_key(|line| line.starts_with("ar"));
    let path = workshop().join("plp-roadmap.wasm");
    let mut wasm = fs::read(&path)?;
    CustomSection { name: "words".into(), data: lines.join("\n").as_bytes().into() }.append_to(&mut wasm);
    Ok(fs::write(path, wasm)?)
}

/// A language's name, its plural forms, and its sentences: `|` between them, `~` between the forms, also of a sentence.
fn line(name: &str, catalogue: &Catalogue, keys: &[String]) -> anyhow::Result<String> {
    let counted = catalogue.values().find_map(Value::as_object);
    let forms: Vec<&String> = counted.into_iter().flat_map(|forms| forms.keys()).collect();
    let names: Vec<&str> = forms.iter().map(|form| form.as_str()).collect();
    let mut line = vec![name.to_string(), names.join("~")];
    for key in keys {
        let said = catalogue.get(key).with_context(|| format!("no {key}"))?;
        let texts: Option<Vec<&str>> = match said.as_object() {
            Some(said) if said.len() == forms.len() => {
                forms.iter().map(|form| said.get(*form)?.as_str()).collect()
            }
            Some(_) => None,
            None => said.as_str().map(|text| vec![text]),
        };
        let texts = texts.with_context(|| format!("{key} has other forms than the rest"))?;
        ensure!(
            !texts.iter().any(|text| text.contains(['|', '~', '\n'])),
            "{key} has a sign that parts sentences"
        );
        line.push(texts.join("~"));
    }
    Ok(line.join("|"))
}

/// Arabic letters in the places of ASCII's signs and capitals, and the other way round: of two bytes each letter would
/// deflate to half a kilobyte more.
fn swapped(text: &str) -> String {
    let swap = |letter: char| match letter {
        '!'..='_' | '\u{621}'..='\u{65f}' => char::from_u32(u32::from(letter) ^ 0x600).unwrap_or(letter),
        _ => letter,
    };
    text.chars().map(swap).collect()
}
