//! Every test there is, in two halves: one needs Rust alone (with its wasm target), the other a browser too.

use crate::{bench, dist, tools};

/// `cargo test` over the whole workspace, after a look at what is compiled for the browser alone: `src/element`.
pub fn native() -> anyhow::Result<()> {
    tools::wasm_target()?;
    tools::run(
        "check the widget for the browser",
        tools::cargo().args(["check", "--lib", "--target", tools::WASM]),
    )?;
    tools::run("test without a browser", tools::cargo().args(["test", "--workspace", "--all-features"]))
}

/// What is published, tried in a browser: sizes, types, then every page.
pub fn browser() -> anyhow::Result<()> {
    // First, so that the browser told of is the one of these packages.
    tools::npm_packages()?;
    let browser = tools::browser()?;
    dist::dist()?;
    dist::within_budget()?;
    tools::run(
        "check the types",
        tools::npm_program("tsc")
            .args(["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"])
            .args(["--types", "", "tests/browser/types.ts"]),
    )?;
    tools::run("build the reference host", tools::cargo().args(["build", "--quiet", "--package", "host"]))?;
    println!("· the browser is {}", browser.display());
    tools::run(
        "test in the browser",
        tools::npm_program("playwright")
            .args(["test", "--config", "tests/browser/playwright.config.mjs"])
            .env("CHROME", browser),
    )?;
    bench::smoke()
}
