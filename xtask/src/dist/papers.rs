//! What tools read: types, descriptions, the schema, the npm package, and the hashes.

use super::folder;
use crate::tools;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use sha2::{Digest, Sha384};
use std::collections::BTreeMap;
use std::fs;

/// Written by hand in `www/`, published as they are.
const COPIED: [&str; 3] = ["plp-roadmap.d.ts", "custom-elements.json", "web-types.json"];

/// Writes every paper; the hashes last, since they cover the others.
pub fn write() -> anyhow::Result<()> {
    println!("· write types, descriptions, package and hashes");
    for name in COPIED {
        fs::copy(tools::root().join("www").join(name), folder().join(name))?;
    }
    fs::write(folder().join("plan.schema.json"), throughline::plan::schema())?;
    fs::write(folder().join("package.json"), pretty(&package()))?;
    fs::write(folder().join("sri.json"), pretty(&hashes()?))?;
    Ok(())
}

/// The npm package `throughline`: what a vendor imports.
fn package() -> serde_json::Value {
    json!({
        "name": "throughline",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "A learner's plan as a roadmap from today's courses to a career goal: one custom element for any page",
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "main": "./index.js",
        "types": "./plp-roadmap.d.ts",
        "exports": {
            ".": { "types": "./plp-roadmap.d.ts", "default": "./index.js" },
            "./plp-roadmap.js": "./plp-roadmap.js",
            "./plp-roadmap.wasm": "./plp-roadmap.wasm",
            "./*.json": "./*.json"
        },
        "customElements": "custom-elements.json",
        "web-types": "web-types.json",
        // Importing it defines nothing: `define()` does.
        "sideEffects": ["./plp-roadmap.js"]
    })
}

/// The `integrity` of every file, by name.
fn hashes() -> anyhow::Result<serde_json::Value> {
    let mut hashes = BTreeMap::new();
    for entry in fs::read_dir(folder())? {
        let entry = entry?;
        let digest = Sha384::digest(fs::read(entry.path())?);
        let integrity = format!("sha384-{}", BASE64_STANDARD.encode(digest));
        hashes.insert(entry.file_name().to_string_lossy().into_owned(), integrity);
    }
    Ok(json!(hashes))
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
