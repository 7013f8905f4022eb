//! What a learner downloads.

use super::folder;
use crate::tools;
use anyhow::{Context, ensure};
use std::process::Stdio;

/// The most that `plp-roadmap.js` may weigh, in bytes after `gzip -9`. The goal is 140 kB: it is lowered with each
/// gain, and raised only with a feature whose weight the change tells, or with a language, by the 3 to 4 kB that it
/// weighs.
const BUDGET: u64 = 180_900;

/// Prints the table of sizes. Node is here already and has both compressions, so no crate is needed for them.
const TABLE: &str = r"
const fs = require('fs'), zlib = require('zlib'), [folder, budget] = process.argv.slice(1);
const kb = bytes => (bytes / 1000).toFixed(1).padStart(9);
console.log('\n  kB'.padEnd(24) + ['raw', 'gzip -9', 'brotli'].map(word => word.padStart(9)).join(''));
for (const name of fs.readdirSync(folder).sort()) {
  const bytes = fs.readFileSync(folder + '/' + name);
  const sizes = [bytes, zlib.gzipSync(bytes, { level: 9 }), zlib.brotliCompressSync(bytes)];
  console.log('  ' + name.padEnd(21) + sizes.map(each => kb(each.length)).join(''));
}
const weight = zlib.gzipSync(fs.readFileSync(folder + '/plp-roadmap.js'), { level: 9 }).length, over = weight - budget;
const said = bytes => bytes.toLocaleString('en');
console.log('\n  plp-roadmap.js: ' + said(weight) + ' bytes gzipped, of ' + said(+budget));
if (over > 0) console.log('  OVER ITS BUDGET by ' + said(over) + ': BUDGET in xtask/src/dist/sizes.rs says what may raise it');
console.log('');
";

/// Prints every published file's size, as it is and as servers send it, and how the script stands to its budget.
pub fn print() -> anyhow::Result<()> {
    let mut node = tools::command("node");
    tools::run("weigh dist/", node.args(["-e", TABLE]).arg(folder()).arg(BUDGET.to_string()))
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
    let over = bytes.saturating_sub(BUDGET);
    ensure!(over == 0, "plp-roadmap.js is {over} bytes over its budget: BUDGET in xtask/src/dist/sizes.rs");
    Ok(())
}
