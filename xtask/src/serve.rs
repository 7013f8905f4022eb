//! The reference host, with the widget inside its portal.

use crate::{dist, tools};

/// Builds everything and runs the reference host on this port until it is stopped.
pub fn serve(port: &str) -> anyhow::Result<()> {
    dist::dist()?;
    tools::run("build the reference host", tools::cargo().args(["build", "--quiet", "--package", "host"]))?;
    println!("\n  The portal:    http://127.0.0.1:{port}/");
    println!("  Sign in as the first learner on the page, a Washington sophomore. Ctrl-C stops.\n");
    tools::run(
        "run the reference host",
        tools::cargo().args(["run", "--quiet", "--package", "host", "--"]).args(["--dist", "dist"]).args([
            "--plans",
            "tests/plans",
            "--database",
            "examples/host/host.db",
            "--port",
            port,
        ]),
    )
}
