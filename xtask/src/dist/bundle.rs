//! The page side and the wasm, joined by esbuild, and the script shrunk by terser.

use super::{folder, streams, wasm, workshop};
use crate::tools;
use anyhow::Context;
use base64::{Engine, prelude::BASE64_STANDARD};
use std::fs;
use std::io::Write;
use std::num::NonZeroU64;
use std::process::Command;

/// Asks the browser to compile the script while it still loads, off the thread that draws, and not function by function
/// when each is called first (V8, "Explicit compile hints"). It has to be the first line.
const COMPILE_EARLY: &str = "//# allFunctionsCalledOnLoad";

/// What the scripts import from `workshop/`: the styles, and the wasm as text.
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
