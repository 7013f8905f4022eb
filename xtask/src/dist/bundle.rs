//! The page side and the wasm, joined by esbuild.

use super::{folder, streams, wasm, workshop};
use crate::tools;
use anyhow::Context;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::num::NonZeroU64;
use std::process::Command;

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
    locales()?;
    println!("· pack the wasm into text");
    let widget = fs::read(workshop().join("plp-roadmap.wasm"))?;
    let options = zopfli::Options {
        iteration_count: NonZeroU64::new(20).context("twenty rounds are more than none")?,
        ..Default::default()
    };
    let mut packer = zopfli::DeflateEncoder::new(options, zopfli::BlockType::Dynamic, Vec::new());
    // Each stream by itself: what is alike gets codes of its own.
    for stream in streams::parted(&widget)? {
        packer.write_all(&stream)?;
    }
    let packed = packer.finish()?;
    fs::write(
        workshop().join("packed.js"),
        format!(
            "export const packed = '{}';\nexport const joiner = '{}';\n",
            BASE64_STANDARD.encode(packed),
            BASE64_STANDARD.encode(wasm::joiner()?)
        ),
    )?;
    Ok(())
}

/// One module with every catalogue of `www/locales`, so that a new language is a new file and nothing else. The keys stand
/// in it once: every catalogue has the same (a test), and they are a third of its bytes. Arabic travels as ASCII, see [`swapped`].
fn locales() -> anyhow::Result<()> {
    let mut catalogues = BTreeMap::new();
    for entry in fs::read_dir(tools::root().join("www/locales"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "json") {
            let name = path.file_stem().context("a catalogue has a name")?.to_string_lossy().into_owned();
            let catalogue: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(&path)?)?;
            catalogues.insert(name, catalogue);
        }
    }
    let english = catalogues.get("en").context("there is no English catalogue")?;
    let keys: Vec<&String> = english.keys().collect();
    let mut module = format!(
        "import {{ arabic }} from '../../www/arabic.js';\nconst keys = {};\n\
         const all = said => Object.fromEntries(keys.map((key, at) => [key, said[at]]));\n\
         export const locales = Object.create(null);\n",
        serde_json::to_string(&keys)?
    );
    for (name, catalogue) in &catalogues {
        let said: Vec<&Value> = keys.iter().map(|key| catalogue.get(*key).unwrap_or(&Value::Null)).collect();
        module += &if name == "ar" {
            let said: Vec<Value> = said.into_iter().map(swapped).collect();
            // Read back when it is first asked for, which most readers never do.
            let get = format!("get: () => ar ??= all(arabic({}))", serde_json::to_string(&said)?);
            format!("let ar;\nObject.defineProperty(locales, 'ar', {{ enumerable: true, {get} }});\n")
        } else {
            format!("locales[{}] = all({});\n", json!(name), serde_json::to_string(&said)?)
        };
    }
    Ok(fs::write(workshop().join("locales.js"), module)?)
}

/// Arabic letters in the places of ASCII's signs and capitals, and the other way round: the script is ASCII, where each
/// letter would be an escape of six characters, and gzip spends 1 kB on those. `www/arabic.js` is the other half.
fn swapped(said: &Value) -> Value {
    let swap = |letter: char| match letter {
        '!'..='_' | '\u{621}'..='\u{65f}' => char::from_u32(u32::from(letter) ^ 0x600).unwrap_or(letter),
        _ => letter,
    };
    match said {
        Value::String(text) => json!(text.chars().map(swap).collect::<String>()),
        Value::Object(forms) => forms.iter().map(|(form, text)| (form.clone(), swapped(text))).collect(),
        other => other.clone(),
    }
}

/// `index.js` and its `.wasm`, for those who bundle, and for content networks.
pub fn module() -> anyhow::Result<()> {
    fs::copy(workshop().join("plp-roadmap.wasm"), folder().join("plp-roadmap.wasm"))?;
    let mut esbuild = esbuild("index.js", "esm");
    // Bundlers find the wasm by this very expression, so esbuild must leave it as it is.
    tools::run("bundle index.js", esbuild.arg(out(&folder().join("index.js"))))
}

/// `plp-roadmap.js`: one classic script with everything inside.
pub fn classic() -> anyhow::Result<()> {
    tools::run(
        "bundle plp-roadmap.js",
        esbuild("script.js", "iife").arg(out(&folder().join("plp-roadmap.js"))),
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
        "--loader:.css=text",
        "--alias:workshop=./target/workshop",
        concat!("--define:VERSION=\"", env!("CARGO_PKG_VERSION"), "\""),
    ]);
    esbuild
}

/// esbuild's word for where to write.
fn out(path: &std::path::Path) -> String {
    format!("--outfile={}", path.display())
}
