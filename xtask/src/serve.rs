//! The reference host, with the widget inside its portal.

use crate::{dist, tools};
use anyhow::Context;
use std::net::TcpListener;
use std::num::NonZeroU16;

/// Builds everything and runs the reference host on this port until it is stopped.
pub fn serve(port: &str) -> anyhow::Result<()> {
    // The host says it too, but minutes later.
    let number =
        port.parse::<NonZeroU16>().with_context(|| format!("--port {port}: not a number from 1 to 65535"))?;
    TcpListener::bind(("127.0.0.1", number.get()))
        .with_context(|| format!("listening on port {port}: choose another with --port"))?;
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
