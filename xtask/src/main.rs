//! serve, test, dist, bench: the only commands anyone types. Each does its own set-up and prints what it does.

mod bench;
mod dist;
mod serve;
mod test;
mod tools;

const USAGE: &str = "usage: cargo xtask COMMAND

  serve [--port 8080]     builds everything and runs the reference host: a portal with a learner's roadmap
  test [native|browser]   runs every test, or one half of them
  dist                    builds what is published into dist/
  bench [--help]          measures it beside the tools a vendor would pick instead";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["serve"] => serve::serve("8080"),
        ["serve", "--port", port] => serve::serve(port),
        ["test"] => test::native().and_then(|()| test::browser()),
        ["test", "native"] => test::native(),
        ["test", "browser"] => test::browser(),
        ["dist"] => dist::dist(),
        ["bench", ref options @ ..] => bench::bench(options),
        [.., "--help" | "-h"] | ["help"] => {
            println!("{USAGE}");
            Ok(())
        }
        [] => anyhow::bail!("{USAGE}"),
        _ => anyhow::bail!("{} is no command\n\n{USAGE}", words.join(" ")),
    }
}
