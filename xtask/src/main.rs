//! serve, test, dist, bench: the only commands anyone types.

fn main() -> anyhow::Result<()> {
    anyhow::bail!("usage: cargo xtask serve | test | dist | bench")
}
