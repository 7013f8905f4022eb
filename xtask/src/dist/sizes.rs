//! What a learner downloads.

use super::folder;
use crate::tools;
use anyhow::{Context, ensure};
use std::process::Stdio;

/// The most that `plp-roadmap.js` may weigh, in bytes after `gzip -9`. The goal is 140 kB: it is lowered with each
/// gain, and raised only with a feature whose weight the change tells.
const BUDGET: u64 = 180_600;

/// Prints the table of sizes. Node is here already and has both compressions, so no crate is needed for them.
const TABLE: &str = r"
const fs = require('fs'), zlib = require('zlib'), [folder] = process.argv.slice(1);
const kb = bytes => (bytes / 1000).toFixed(1).padStart(9);
console.log('\n  kB'.padEnd(24) + ['raw', 'gzip -9', 'brotli'].map(word => word.padStart(9)).join(''));
for (const name of fs.readdirSync(folder).sort()) {
  const bytes = fs.readFileSync(folder + '/' + name);
  const sizes = [bytes, zlib.gzipSync(bytes, { level: 9 }), zlib.brotliCompressSync(bytes)];
  console.log('  ' + name.padEnd(21) + sizes.map(each => kb(each.length)).join(''));
}
console.log('');
";

/// Prints every published file's size, as it is and as servers send it.
pub fn print() -> anyhow::Result<()> {
    tools::run("weigh dist/", tools::command("node").args(["-e", TABLE]).arg(folder()))
}

/// Fails when `plp-roadmap.js` has grown past the budget.
pub fn within_budget() -> anyhow::Result<()> {
    let measure = "process.stdout.write(String(require('zlib').gzipSync(require('fs').readFileSync(process.argv[1]), \
                   { level: 9 }).length))";
    let output = tools::command("node")
        .args(["-e", measure])
        .arg(folder().join("plp-roadmap.js"))
        .stderr(Stdio::inherit())
        .output()?;
    let bytes: u64 =
        String::from_utf8_lossy(&output.stdout).parse().context("dist/plp-roadmap.js cannot be weighed")?;
    println!("· plp-roadmap.js weighs {bytes} bytes gzipped, of {BUDGET}");
    ensure!(bytes <= BUDGET, "plp-roadmap.js is {} bytes over its budget", bytes - BUDGET);
    Ok(())
}
