//! What is published: one folder, `dist/`.

mod bundle;
mod glue;
mod order;
mod pairs;
mod papers;
mod sizes;
mod streams;
mod unreached;
mod wasm;
mod words;

use crate::tools;
use std::fs;
use std::path::PathBuf;

pub use sizes::within_budget;
pub use wasm::for_node;

/// Where the pieces lie that `dist/` is made from.
fn workshop() -> PathBuf {
    tools::root().join("target/workshop")
}

/// The published folder.
pub fn folder() -> PathBuf {
    tools::root().join("dist")
}

/// Builds `dist/` anew: wasm, then the two scripts round it, then the papers beside them.
pub fn dist() -> anyhow::Result<()> {
    tools::wasm_target()?;
    tools::npm_packages()?;
    fs::create_dir_all(workshop())?;
    wasm::compile("throughline")?;
    wasm::bind()?;
    wasm::shrink(&workshop().join("glue_bg.wasm"), &workshop().join("plp-roadmap.wasm"))?;
    words::add()?;
    bundle::pieces()?;
    // Nothing stays of what was there, or it would be published too.
    if folder().exists() {
        fs::remove_dir_all(folder())?;
    }
    fs::create_dir_all(folder())?;
    bundle::module()?;
    bundle::classic()?;
    bundle::frame()?;
    papers::write()?;
    sizes::print()
}
