//! Rust to the smallest wasm that a browser takes, and the JavaScript glue to it.

use super::workshop;
use crate::tools;
use anyhow::ensure;
use std::fs;
use wasm_bindgen_cli_support::Bindgen;

/// What rustc's target emits, by wasm-opt's names. `--all-features` made a module that Chromium refuses, since it
/// may use proposals that no browser has.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Cargo's part.
pub fn compile() -> anyhow::Result<()> {
    tools::run(
        "compile the widget to wasm",
        tools::cargo().args([
            "build",
            "--release",
            "--lib",
            "--package",
            "throughline",
            "--target",
            tools::WASM,
        ]),
    )
}

/// wasm-bindgen's part: the glue, and the wasm that fits it.
pub fn bind() -> anyhow::Result<()> {
    println!("· bind the wasm to JavaScript");
    let compiled = tools::root().join("target").join(tools::WASM).join("release/throughline.wasm");
    Bindgen::new()
        .input_path(compiled)
        .out_name("glue")
        .web(true)?
        .typescript(false)
        // The loader knows where the wasm is; a default path would look for it beside the page's script.
        .omit_default_module_path(true)
        // The crash fence starts the wasm anew with it.
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(workshop())?;
    fence_the_exports()
}

/// Sends every call into the wasm through `www/fence.js`, Yew's own event listeners included: what escapes from one
/// would leave every roadmap on the page frozen, and nobody told.
fn fence_the_exports() -> anyhow::Result<()> {
    let path = workshop().join("glue.js");
    let glue = fs::read_to_string(&path)?;
    let fenced = glue
        .replace("wasm = instance.exports;", "wasm = fenced(instance.exports);")
        .replace("wasm = wasmInstance.exports;", "wasm = fenced(wasmInstance.exports);");
    ensure!(
        fenced.matches("fenced(").count() == fenced.matches("wasm = ").count() && fenced.contains("fenced("),
        "the glue of this wasm-bindgen takes the exports in a way that the fence does not know: {}",
        path.display()
    );
    Ok(fs::write(path, format!("import {{ fenced }} from '../../www/fence.js';\n{fenced}"))?)
}

/// wasm-opt's part.
pub fn shrink() -> anyhow::Result<()> {
    tools::run(
        "shrink the wasm",
        tools::npm_program("wasm-opt")
            .args(["-Oz", "--converge", "--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(FEATURES)
            .arg(workshop().join("glue_bg.wasm"))
            .arg("--output")
            .arg(workshop().join("plp-roadmap.wasm")),
    )
}
