//! What was asked for on the command line.

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

/// Ours, as the plain file that an administrator pastes.
pub const OURS: &str = "throughline";
/// What no page can be much faster than.
pub const FLOOR: &str = "floor";
/// How many roadmaps stand on a counselor's page, and how many steps each has.
const CARDS: (usize, usize) = (400, 30);

/// Every page, ours first; those after the floor are what a vendor would take instead.
const PAGES: [&str; 12] = [
    OURS,
    "throughline-module",
    FLOOR,
    "dagre-svg",
    "react-flow",
    "svelte-flow",
    "cytoscape",
    "vis-network",
    "maxgraph",
    "d3-dag-svg",
    "elk-svg",
    "mermaid",
];
const PROFILES: [&str; 3] = ["unthrottled", "school", "slow-4g"];

pub const USAGE: &str = "usage: cargo xtask bench [OPTIONS]

  --profile NAME   unthrottled (default); school: 4x slower, 5 Mbit/s, 40 ms; slow-4g: 4x slower, 1.6 Mbit/s, 150 ms
  --sizes LIST     steps of the plans, by commas (100,1000,10000)
  --peers LIST     pages, by commas (all); ours and the floor always come along
  --runs N         fresh contexts for each figure (5)
  --limit SECONDS  how long a page may be silent (30)
  --no-cards       leaves out the page of 400 cards
  --kept           takes the dist/ that is there instead of building it
  --native         measures layout and rules alone, without a browser
  --layout         measures layout alone in wasm, in Node.js
  --changes        measures what a change of a shown plan takes, of the dist/ that is there
  --smoke          one run of our pages and the floor, with 30 steps: does it still measure?";

/// What to measure.
#[derive(Debug, PartialEq)]
pub struct Asked {
    /// The machine and network that are played.
    pub profile: String,
    /// How many steps the plans have, fewest first.
    pub sizes: Vec<usize>,
    /// The pages, by name.
    pub pages: Vec<String>,
    /// How many fresh contexts each figure is the median of.
    pub runs: usize,
    /// After how many seconds a page counts as silent.
    pub limit: usize,
    /// How many small roadmaps are drawn on one page, if any.
    pub cards: Option<usize>,
    /// What stands in `dist/` now is measured, not what the source would give.
    pub kept: bool,
}

/// One page full of work.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// What the table calls it.
    pub name: String,
    /// How many steps the plan has.
    pub steps: usize,
    /// How many roadmaps are on the page.
    pub count: usize,
    /// Who does it.
    pub pages: Vec<String>,
}

impl Asked {
    /// Reads the words after `bench`.
    pub fn read(words: &[&str]) -> anyhow::Result<Asked> {
        let mut asked = Asked {
            profile: "unthrottled".into(),
            sizes: vec![100, 1_000, 10_000],
            pages: PAGES.map(String::from).to_vec(),
            runs: 5,
            limit: 30,
            cards: Some(CARDS.0),
            kept: false,
        };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            match word {
                "--no-cards" => {
                    asked.cards = None;
                    continue;
                }
                "--kept" => {
                    asked.kept = true;
                    continue;
                }
                "--native" | "--layout" | "--changes" | "--smoke" => bail!("{word} stands alone\n\n{USAGE}"),
                _ => {}
            }
            let told =
                words.next().with_context(|| format!("{word} needs a value, or is not known\n\n{USAGE}"))?;
            match word {
                "--profile" => asked.profile = told.to_string(),
                "--sizes" => asked.sizes = told.split(',').map(number).collect::<anyhow::Result<_>>()?,
                "--peers" => asked.pages = pages(told)?,
                "--runs" => asked.runs = number(told)?,
                "--limit" => asked.limit = number(told)?,
                _ => bail!("{word} is not known\n\n{USAGE}"),
            }
        }
        ensure!(
            PROFILES.contains(&asked.profile.as_str()),
            "there is no profile {}\n\n{USAGE}",
            asked.profile
        );
        asked.sizes.sort_unstable();
        asked.sizes.dedup();
        Ok(asked)
    }

    /// The least that shows whether every part still works, in seconds.
    pub fn smoke() -> Asked {
        Asked {
            profile: "unthrottled".into(),
            sizes: vec![30],
            pages: PAGES[..3].iter().map(|page| page.to_string()).collect(),
            runs: 1,
            limit: 20,
            cards: None,
            kept: false,
        }
    }

    /// What is measured, in the order it is done.
    pub fn works(&self) -> Vec<Work> {
        let plan = |&steps: &usize| Work {
            name: format!("{} steps", grouped(steps)),
            steps,
            count: 1,
            pages: self.pages.clone(),
        };
        let mut works: Vec<Work> = self.sizes.iter().map(plan).collect();
        works.extend(self.cards.map(|count| Work {
            name: format!("{count} cards on one page, of {} steps each", CARDS.1),
            steps: CARDS.1,
            count,
            pages: vec![OURS.into(), FLOOR.into()],
        }));
        works
    }

    /// The same for the program that drives the browser.
    pub fn json(&self) -> Value {
        let work = |work: Work| json!({ "name": work.name, "plan": work.steps, "count": work.count, "peers": work.pages });
        json!({
            "profile": self.profile, "runs": self.runs, "limit": self.limit,
            "works": self.works().into_iter().map(work).collect::<Vec<_>>(),
        })
    }

    /// Whether a page is among them that is bundled from an npm package.
    pub fn needs_packages(&self) -> bool {
        self.pages.iter().any(|page| !PAGES[..3].contains(&page.as_str()))
    }
}

/// A number with its thousands parted.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn number(text: &str) -> anyhow::Result<usize> {
    let number: usize = text.parse().with_context(|| format!("{text} is no number\n\n{USAGE}"))?;
    ensure!(number > 0, "there is nothing to do with {number}");
    Ok(number)
}

/// These pages, with ours and the floor before them.
fn pages(list: &str) -> anyhow::Result<Vec<String>> {
    let told: Vec<&str> = list.split(',').collect();
    for page in &told {
        ensure!(PAGES.contains(page) || *page == "all", "there is no page {page}: {}", PAGES.join(", "));
    }
    let wanted = |page: &&str| told.contains(&"all") || told.contains(page) || [OURS, FLOOR].contains(page);
    Ok(PAGES.iter().filter(|page| wanted(page)).map(|page| page.to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_all_that_is_asked() {
        let asked = Asked::read(&["--profile", "school", "--sizes", "1000,100", "--peers", "react-flow"])
            .expect("read");
        assert_eq!(asked.sizes, [100, 1_000]);
        assert_eq!(asked.pages, [OURS, FLOOR, "react-flow"]);
        let works: Vec<String> = asked.works().into_iter().map(|work| work.name).collect();
        assert_eq!(works, ["100 steps", "1,000 steps", "400 cards on one page, of 30 steps each"]);
        assert!(asked.needs_packages());
        assert!(!Asked::smoke().needs_packages());
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for words in [
            &["--sizes", "many"][..],
            &["--peers", "excel"],
            &["--profile", "moon"],
            &["--fast"],
            &["--runs", "0"],
        ] {
            assert!(Asked::read(words).is_err(), "{words:?}");
        }
        let refused = Asked::read(&["--kept", "--changes"]).expect_err("one that takes no others");
        assert!(refused.to_string().starts_with("--changes stands alone"), "{refused}");
    }

    /// The pages that are named here are those that are there.
    #[test]
    fn every_peer_has_a_page() {
        let folder = crate::tools::root().join("benches/pages/peers");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter_map(|name| {
                Some(name.split_once('.').filter(|(_, end)| end.starts_with("js"))?.0.to_string())
            })
            .collect();
        there.sort_unstable();
        let mut named = PAGES[2..].to_vec();
        named.sort_unstable();
        assert_eq!(there, named);
    }
}
