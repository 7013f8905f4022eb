//! What the commands need on the machine, each found, installed, or asked for in one sentence.

use anyhow::{Context, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The target that the widget is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The root of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A command that runs at the root of the workspace.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The cargo that runs us, so that both use one toolchain.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or("cargo".into()))
}

/// A program of an npm package.
pub fn npm_program(name: &str) -> Command {
    command(root().join("node_modules/.bin").join(name))
}

/// Says `what` and runs the command with its own output; its failure is ours.
pub fn run(what: &str, command: &mut Command) -> anyhow::Result<()> {
    println!("· {what}");
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{program} could not be started"))?;
    if !status.success() {
        bail!("{what}: {program} ended with {status}");
    }
    Ok(())
}

/// What the command prints, or none when it cannot be started or fails.
fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Makes sure that the compiler knows the wasm target.
pub fn wasm_target() -> anyhow::Result<()> {
    let library = answer(command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if library.is_some_and(|path| Path::new(path.trim()).exists()) {
        return Ok(());
    }
    run("add the wasm target to the Rust toolchain", command("rustup").args(["target", "add", WASM])).with_context(
        || format!("the compiler needs its {WASM} target: install it with rustup, or your system's package for it"),
    )
}

/// Whether the standard library's source is there, or can be had: with it the widget is built much smaller.
pub fn std_source() -> bool {
    let there = || {
        let sysroot = answer(command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
        Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
    };
    there()
        || (run(
            "add the standard library's source",
            command("rustup").args(["component", "add", "rust-src"]),
        )
        .is_ok()
            && there())
}

/// Makes sure that the npm packages are those of the lock file.
pub fn npm_packages() -> anyhow::Result<()> {
    npm_packages_of(".")
}

/// Makes sure that a folder's npm packages are those of its lock file.
pub fn npm_packages_of(folder: &str) -> anyhow::Result<()> {
    let folder = root().join(folder);
    let version = answer(command("node").arg("--version")).unwrap_or_default();
    let major: u32 =
        version.trim_start_matches('v').split('.').next().and_then(|of| of.parse().ok()).unwrap_or(0);
    if major < 20 {
        bail!(
            "Node.js 20 or later is needed for esbuild and wasm-opt: install it from nodejs.org or your system"
        );
    }
    // npm writes this file last, so an interrupted install is done again.
    let installed = folder.join("node_modules/.package-lock.json");
    let changed = |path: &Path| path.metadata().and_then(|about| about.modified()).ok();
    if changed(&installed) >= changed(&folder.join("package-lock.json")) {
        return Ok(());
    }
    // None of the packages needs its install script, and one that is not run cannot do harm.
    run(
        "install the npm packages of package-lock.json",
        command("npm").args(["ci", "--ignore-scripts"]).current_dir(folder),
    )
}

/// A browser for the tests: `CHROME`, else what is installed.
pub fn browser() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROME").filter(|path| !path.is_empty()).map(PathBuf::from) {
        ensure!(path.is_file(), "CHROME is {}, and no such file is there", path.display());
        return Ok(path);
    }
    let names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = names.iter().find_map(|name| {
        std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file())
    });
    let downloaded = || {
        let ask = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
        answer(command("node").args(["-e", ask])).map(PathBuf::from).filter(|path| path.is_file())
    };
    found.or_else(downloaded).context(
        "no browser was found: install Chromium (`apt-get install chromium`, or `npx playwright install chromium`), \
         or name one: CHROME=/path/to/chrome",
    )
}
