//! The measure: our published files beside the tools a vendor would pick instead, on the same plans, in a real browser.

mod asked;
mod measured;
mod plans;
mod table;

use crate::{dist, tools};
use anyhow::{Context, ensure};
use asked::Asked;
use measured::Measured;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

/// Measures what these words ask for, prints the tables and writes all samples under `target/bench/`.
pub fn bench(words: &[&str]) -> anyhow::Result<()> {
    if words.contains(&"--help") {
        println!("{}", asked::USAGE);
        return Ok(());
    }
    if words == ["--native"] {
        return native();
    }
    if words == ["--layout"] {
        return layout();
    }
    if words == ["--changes"] {
        return changes();
    }
    let asked = if words == ["--smoke"] { Asked::smoke() } else { Asked::read(words)? };
    if !asked.kept {
        dist::dist()?;
    }
    let all = measure(&asked)?;
    report(&asked, &all)?;
    // Whoever narrows the question asks about pages.
    if words.is_empty() { native() } else { Ok(()) }
}

/// Layout and rules by themselves.
fn native() -> anyhow::Result<()> {
    tools::run("measure layout and rules", tools::cargo().args(["bench", "--package", "throughline-benches"]))
}

/// Layout by itself, in wasm that is made like the widget's.
fn layout() -> anyhow::Result<()> {
    tools::wasm_target()?;
    tools::npm_packages()?;
    let module = dist::for_node("throughline-layout-wasm")?;
    tools::run("measure layout in wasm", tools::command("node").arg("benches/wasm/time.mjs").arg(module))
}

/// Whether there is a `dist/` to measure.
fn built() -> anyhow::Result<()> {
    let script = tools::root().join("dist/plp-roadmap.js");
    ensure!(script.is_file(), "there is no {}: `cargo xtask dist` builds it", script.display());
    Ok(())
}

/// What a change of a shown plan takes, of the `dist/` that is there.
fn changes() -> anyhow::Result<()> {
    const STORY: &str = "washington-sophomore-nursing";
    let sizes = [150, 10_000];
    built()?;
    tools::npm_packages()?;
    let browser = tools::browser()?;
    plans::write(sizes.into_iter())?;
    let story = tools::root().join("tests/plans").join(STORY).with_extension("json");
    fs::copy(story, plans::folder().join(STORY).with_extension("json"))?;
    let mut driver = tools::command("node");
    driver.arg("benches/drive/changes.mjs").arg(STORY).args(sizes.map(|steps| steps.to_string()));
    tools::run("measure changes", driver.env("CHROME", browser))
}

/// Whether the bench still measures: every figure of our pages and the floor, from the `dist/` that is there.
pub fn smoke() -> anyhow::Result<()> {
    for each in measure(&Asked::smoke())? {
        ensure!(each.silent.is_none(), "{}: {}", each.page, each.silent.unwrap_or_default());
        for figure in ["picture", "whole", "warm", "main", "nodes", "heap", "worst", "gzip", "brotli"] {
            ensure!(each.median(figure).is_some(), "the bench tells no {figure} of {}", each.page);
        }
        ensure!(
            each.crossings.is_some_and(|(links, _)| links >= 45),
            "{} does not draw the links",
            each.page
        );
    }
    Ok(())
}

/// Sets up and drives the browser.
fn measure(asked: &Asked) -> anyhow::Result<Vec<Measured>> {
    built()?;
    tools::npm_packages()?;
    let browser = tools::browser()?;
    if asked.needs_packages() {
        tools::npm_packages_of("benches")?;
    }
    plans::write(asked.works().iter().map(|work| work.steps))?;
    println!("· measure in {}, {}: {} runs of each page", browser.display(), asked.profile, asked.runs);
    let mut driver = tools::command("node")
        .arg("benches/drive/run.mjs")
        .arg(asked.json().to_string())
        .env("CHROME", browser)
        .stdout(Stdio::piped())
        .spawn()
        .context("node could not be started")?;
    let mut all = Vec::new();
    for line in BufReader::new(driver.stdout.take().context("node says nothing")?).lines() {
        let line: serde_json::Value = serde_json::from_str(&line?).context("the driver speaks JSON")?;
        let told = line["sample"]["picture"].as_f64().map(|picture| format!("{picture:.0} ms"));
        let told = told.or(line["silent"].as_str().map(String::from)).unwrap_or_default();
        println!(
            "    {}, {}: {told}",
            line["work"].as_str().unwrap_or(""),
            line["peer"].as_str().unwrap_or("")
        );
        measured::take(&mut all, line);
    }
    let status = driver.wait()?;
    ensure!(status.success(), "the driver of the browser ended with {status}");
    Ok(all)
}

/// Prints the tables and writes what they are made from.
fn report(asked: &Asked, all: &[Measured]) -> anyhow::Result<()> {
    let tables = table::tables(all, asked.runs);
    println!("\n{}, medians of {} fresh contexts\n{tables}", asked.profile, asked.runs);
    let written =
        |end: &str| -> PathBuf { tools::root().join(format!("target/bench/{}.{end}", asked.profile)) };
    fs::write(written("md"), tables)?;
    let samples: Vec<_> = all.iter().map(Measured::json).collect();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let told = serde_json::json!({ "asked": asked.json(), "load": load.trim(), "measured": samples });
    fs::write(written("json"), told.to_string())?;
    println!("· every sample is in {}", written("json").display());
    Ok(())
}
