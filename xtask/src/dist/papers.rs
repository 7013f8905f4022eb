//! What tools read: types, descriptions, the schema, the npm package, and the hashes.

use super::folder;
use crate::tools;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use sha2::{Digest, Sha384};
use std::collections::BTreeMap;
use std::fs;

/// Written by hand, published as they are.
const COPIED: [&str; 5] = [
    "www/plp-roadmap.d.ts",
    "www/custom-elements.json",
    "www/web-types.json",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// Writes every paper; the hashes last, since they cover the others.
pub fn write() -> anyhow::Result<()> {
    println!("· write types, descriptions, package and hashes");
    for name in COPIED {
        let name = std::path::Path::new(name);
        fs::copy(tools::root().join(name), folder().join(name.file_name().unwrap_or_default()))?;
    }
    fs::write(folder().join("plan.schema.json"), throughline::plan::schema())?;
    // The npm package `throughline`: what a vendor imports. Tools take the first of its `exports` that fits, so its
    // order counts.
    let package = fs::read_to_string(tools::root().join("www/npm.json"))?;
    fs::write(folder().join("package.json"), package.replace("VERSION", env!("CARGO_PKG_VERSION")))?;
    fs::copy(tools::root().join("www/npm.md"), folder().join("README.md"))?;
    fs::write(folder().join("sri.json"), pretty(&hashes()?))?;
    Ok(())
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
