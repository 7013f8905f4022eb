//! The page side and the wasm, joined by esbuild, and the script shrunk by terser.

use super::{folder, streams, wasm, workshop};
use crate::tools;
use anyhow::{Context, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::num::NonZeroU64;
use std::process::Command;

/// Asks the browser to compile the script while it still loads, off the thread that draws, and not function by function
/// when each is called first (V8, "Explicit compile hints"). It has to be the first line.
const COMPILE_EARLY: &str = "//# allFunctionsCalledOnLoad";

/// What the scripts import from `workshop/`: the styles, the locales, and the wasm as text.
pub fn pieces() -> anyhow::Result<()> {
    let styles = workshop().join("styles.css");
    tools::run(
        "shrink the styles",
        tools::npm_program("esbuild")
            .arg("www/styles.css")
            .args(["--minify", "--log-level=warning"])
            .arg(out(&styles)),
    )?;
    // Raw, since terser would set a plain text in the midst of the code that uses it.
    let styles = fs::read_to_string(styles)?;
    fs::write(workshop().join("styles.js"), format!("export const css = String.raw`{}`;\n", styles.trim()))?;
    locales()?;
    println!("· pack the wasm into text");
    let widget = fs::read(workshop().join("plp-roadmap.wasm"))?;
    let options = zopfli::Options {
        iteration_count: NonZeroU64::new(60).context("sixty rounds are more than none")?,
        ..Default::default()
    };
    let mut packer = zopfli::DeflateEncoder::new(options, zopfli::BlockType::Dynamic, Vec::new());
    packer.write_all(&wasm::joiner()?)?;
    // Each stream by itself: what is alike gets codes of its own.
    for stream in streams::parted(&widget)? {
        packer.write_all(&stream)?;
    }
    let packed = packer.finish()?;
    fs::write(
        workshop().join("packed.js"),
        format!("export const packed = '{}';\n", BASE64_STANDARD.encode(packed)),
    )?;
    Ok(())
}

/// A catalogue: by key a sentence, or its plural forms.
type Catalogue = BTreeMap<String, Value>;

/// One module with every catalogue of `www/locales`, so that a new language is a new file and nothing else.
///
/// Every catalogue has the same keys and each language the same plural forms throughout (tests), so the keys stand in
/// the module once, a language's forms once, and its sentences in the order of the keys, as one text. Quotes, braces
/// and names at each sentence cost gzip 1 kB. `www/catalogues.js` is the other half.
fn locales() -> anyhow::Result<()> {
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
    let mut written = serde_json::Map::new();
    for (name, catalogue) in &catalogues {
        let (forms, sentences) =
            told(catalogue, &keys).with_context(|| format!("write www/locales/{name}.json"))?;
        let arabic = name == "ar";
        let sentences = if arabic { swapped(&sentences) } else { sentences };
        written.insert(name.clone(), json!([forms, sentences, arabic]));
    }
    let module = format!(
        "import {{ catalogues }} from '../../www/catalogues.js';\nexport const locales = catalogues({}, {});\n",
        json!(words.join(" ").trim_start()),
        Value::from(written)
    );
    Ok(fs::write(workshop().join("locales.js"), module)?)
}

/// A language's plural forms, and its sentences as one text: `|` between them, `~` between the forms of one.
fn told(catalogue: &Catalogue, keys: &[String]) -> anyhow::Result<(String, String)> {
    let counted = catalogue.values().find_map(Value::as_object);
    let forms: Vec<&String> = counted.into_iter().flat_map(|forms| forms.keys()).collect();
    let mut sentences = Vec::new();
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
        ensure!(!texts.iter().any(|text| text.contains(['|', '~'])), "{key} has a sign that parts sentences");
        sentences.push(texts.join("~"));
    }
    let forms: Vec<&str> = forms.into_iter().map(String::as_str).collect();
    Ok((forms.join(" "), sentences.join("|")))
}

/// Arabic letters in the places of ASCII's signs and capitals, and the other way round: the script is ASCII, where each
/// letter would be an escape of six characters, and gzip spends 1 kB on those.
fn swapped(text: &str) -> String {
    let swap = |letter: char| match letter {
        '!'..='_' | '\u{621}'..='\u{65f}' => char::from_u32(u32::from(letter) ^ 0x600).unwrap_or(letter),
        _ => letter,
    };
    text.chars().map(swap).collect()
}

/// `index.js` and its `.wasm`, for those who bundle, and for content networks.
pub fn module() -> anyhow::Result<()> {
    fs::copy(workshop().join("plp-roadmap.wasm"), folder().join("plp-roadmap.wasm"))?;
    let mut esbuild = esbuild("index.js", "esm");
    esbuild.arg("--define:RESPONSES=true").arg(format!("--banner:js={COMPILE_EARLY}"));
    // Bundlers find the wasm by this very expression, so esbuild must leave it as it is.
    tools::run("bundle index.js", esbuild.arg(out(&folder().join("index.js"))))
}

/// `plp-roadmap.js`: one classic script with everything inside.
pub fn classic() -> anyhow::Result<()> {
    // Not in `dist/` before it is shrunk: a build that is cut short leaves no script there that only looks done.
    let joined = workshop().join("plp-roadmap.js");
    let mut esbuild = esbuild("script.js", "iife");
    tools::run("bundle plp-roadmap.js", esbuild.arg("--define:RESPONSES=false").arg(out(&joined)))?;
    tools::run(
        "shrink plp-roadmap.js",
        tools::npm_program("terser")
            .arg(&joined)
            .args(["--compress", "passes=3", "--mangle", "--format"])
            .arg(format!("ascii_only=true,preamble=\"{COMPILE_EARLY}\""))
            .arg("--output")
            .arg(folder().join("plp-roadmap.js")),
    )
}

/// The page for hosts that take frames only.
pub fn frame() -> anyhow::Result<()> {
    fs::copy(tools::root().join("www/frame.html"), folder().join("frame.html"))?;
    tools::run("bundle frame.js", esbuild("frame.js", "iife").arg(out(&folder().join("frame.js"))))
}

/// esbuild on one file of `www/`, in this shape. The output is ASCII, so that a page in another encoding reads it too.
fn esbuild(entry: &str, format: &str) -> Command {
    let mut esbuild = tools::npm_program("esbuild");
    esbuild.arg(format!("www/{entry}")).arg(format!("--format={format}")).args([
        "--bundle",
        "--minify",
        "--target=es2022",
        "--log-level=warning",
        "--alias:workshop=./target/workshop",
        concat!("--define:VERSION=\"", env!("CARGO_PKG_VERSION"), "\""),
    ]);
    esbuild
}

/// esbuild's word for where to write.
fn out(path: &std::path::Path) -> String {
    format!("--outfile={}", path.display())
}
