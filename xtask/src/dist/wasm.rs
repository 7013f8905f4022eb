//! Rust to the smallest wasm that a browser takes, and the JavaScript glue to it.

use super::{glue, order, streams, unreached, workshop};
use crate::tools;
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};
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

/// What makes the standard library small: built from source for size, without the texts and places of panics (a panic
/// is a bare trap, which the crash fence takes), without what `Debug` prints, and without the loop strength reduction
/// that spends bytes to count in a second variable; what is alike is merged by wasm-opt, after [`unreached`] has gone
/// by names. The compiler calls these flags unstable, so `RUSTC_BOOTSTRAP` asks a stable one for them; they change the
/// size of the code, never what it does.
const SMALL: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Zmerge-functions=disabled -Cllvm-args=-disable-lsr";

/// Where cargo puts the wasm: apart from other builds, whose flags differ.
const TARGET: &str = "target/widget";

/// The one of them that every build needs: of two functions that were merged into one, [`unreached`] would put a trap
/// into the other as well.
const UNMERGED: &str = "-Zmerge-functions=disabled";

/// Cargo's part, of the widget or of what is measured like it. Without the standard library's source it is nearly a
/// plain build, which works and is larger.
pub fn compile(package: &str) -> anyhow::Result<()> {
    let mut cargo = tools::cargo();
    cargo.args(["build", "--release", "--lib", "--package", package, "--target", tools::WASM]);
    cargo.args(["--target-dir", TARGET]);
    cargo.env("RUSTC_BOOTSTRAP", "1");
    // It would take the place of the flags below.
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS");
    if tools::std_source() {
        cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        cargo.env("RUSTFLAGS", SMALL);
    } else {
        println!("· the standard library's source is not to be had: the wasm will be larger");
        cargo.env("RUSTFLAGS", UNMERGED);
    }
    tools::run(&format!("compile {package} to wasm"), &mut cargo)
}

/// Where cargo leaves the wasm of a package.
fn compiled(package: &str) -> PathBuf {
    tools::root().join(TARGET).join(tools::WASM).join("release").join(package.replace('-', "_") + ".wasm")
}

/// wasm-bindgen's part: the glue, and the wasm that fits it.
pub fn bind() -> anyhow::Result<()> {
    println!("· bind the wasm to JavaScript");
    Bindgen::new()
        .input_bytes("glue", unreached::forgotten(&compiled("throughline"))?)
        .out_name("glue")
        .web(true)?
        .typescript(false)
        // The loader knows where the wasm is; a default path would look for it beside the page's script.
        .omit_default_module_path(true)
        // The crash fence starts the wasm anew with it.
        .reset_state_function(true)
        .remove_producers_section(true)
        .generate(workshop())?;
    glue::fit(&workshop().join("glue_bg.wasm"), &workshop().join("glue.js"))
}

/// Smallest once compressed, and that is what travels: a whole `-Oz` inlines and shares until deflate finds nothing
/// alike. But small functions of one caller go into that: 1.3 kB more, and 300 fewer functions for browsers to compile
/// one by one before the first picture of 100 steps, 7 ms of its 150. The zeros between constants stay: to leave them
/// out takes 0.7 kB more. The low kilobyte is the far end of the stack, which nothing reaches. Not
/// `--traps-never-happen`: the crash fence lives on traps.
const COMPRESSIBLE: [&str; 7] = [
    "-Oz",
    "--one-caller-inline-max-function-size=200",
    "--flexible-inline-max-function-size=0",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
    "--low-memory-unused",
    "--converge",
];

/// A package's wasm as a module of Node's, made like the widget's; gives the module.
pub fn for_node(package: &str) -> anyhow::Result<PathBuf> {
    compile(package)?;
    let folder = tools::root().join("target/bench");
    Bindgen::new()
        .input_path(compiled(package))
        .out_name(package)
        .nodejs_module(true)?
        .typescript(false)
        .generate(&folder)?;
    let wasm = folder.join(format!("{package}_bg.wasm"));
    shrink(&wasm, &wasm)?;
    Ok(folder.join(format!("{package}.js")))
}

/// wasm-opt's part.
pub fn shrink(bound: &Path, shrunk: &Path) -> anyhow::Result<()> {
    tools::run(
        "shrink the wasm",
        tools::npm_program("wasm-opt")
            .args(COMPRESSIBLE)
            .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(FEATURES)
            .arg(bound)
            .arg("--output")
            .arg(shrunk),
    )?;
    let mut wasm = fs::read(shrunk)?;
    streams::forget_alignment(&mut wasm)?;
    Ok(fs::write(shrunk, order::alike(&wasm)?)?)
}

/// How many bytes `www/joined.js` takes for the joiner.
const JOINER: usize = 0xb00;

/// `www/joined.wat` as wasm, filled up with a section without a name, which browsers pass over.
pub fn joiner() -> anyhow::Result<Vec<u8>> {
    const MEMORY: [&str; 2] = ["--enable-bulk-memory", "--enable-bulk-memory-opt"];
    let joiner = workshop().join("joined.wasm");
    tools::run(
        "assemble the joiner",
        tools::npm_program("wasm-as")
            .arg("-g")
            .args(MEMORY)
            .arg("www/joined.wat")
            .arg("--output")
            .arg(&joiner),
    )?;
    // For speed: gzip weighs it like `-Oz`, which takes half as long again. `$body` stays a function, and says why.
    tools::run(
        "tune the joiner",
        tools::npm_program("wasm-opt")
            .args(MEMORY)
            .args(["--no-inline=body", "-O3", "--strip-debug"])
            .arg(&joiner)
            .arg("--output")
            .arg(&joiner),
    )?;
    let mut joiner = fs::read(joiner)?;
    let left = JOINER.checked_sub(joiner.len() + 3).context("the joiner is too long")?;
    joiner.extend([0, u8::try_from(left & 0x7f)? | 0x80, u8::try_from(left >> 7)?]);
    joiner.resize(JOINER, 0);
    Ok(joiner)
}
