//! What the browser measured, brought down to one figure for each page and column.

use serde_json::Value;
use throughline_benches::crossings::{Drawn, crossings};

/// One page at one work.
#[derive(Default)]
pub struct Measured {
    /// Which work.
    pub work: String,
    /// Which page.
    pub page: String,
    /// Why it has fewer samples than it was to have, if it has.
    pub silent: Option<String>,
    /// How many links were drawn, and how often they cross.
    pub crossings: Option<(usize, usize)>,
    samples: Vec<Value>,
}

impl Measured {
    /// The median of a figure, if any sample has it.
    pub fn median(&self, figure: &str) -> Option<f64> {
        median(self.samples.iter().filter_map(|sample| sample[figure].as_f64()).collect())
    }

    /// How many samples there are.
    pub fn runs(&self) -> usize {
        self.samples.len()
    }

    /// All that is known, to be written down.
    pub fn json(&self) -> Value {
        serde_json::json!({
            "work": self.work, "page": self.page, "silent": self.silent, "samples": self.samples,
            "links": self.crossings.map(|both| both.0), "crossings": self.crossings.map(|both| both.1),
        })
    }
}

/// Takes in one line of the browser's driver.
pub fn take(all: &mut Vec<Measured>, mut line: Value) {
    let name = |key: &str| line[key].as_str().unwrap_or_default().to_string();
    let (work, page) = (name("work"), name("peer"));
    let at = all.iter().position(|each| each.work == work && each.page == page).unwrap_or_else(|| {
        all.push(Measured { work, page, ..Measured::default() });
        all.len() - 1
    });
    if let Some(reason) = line["silent"].as_str() {
        all[at].silent = Some(reason.to_string());
        return;
    }
    let mut sample = line["sample"].take();
    if let Some(links) = sample.as_object_mut().and_then(|sample| sample.remove("links")) {
        let drawn: Vec<Drawn> = links.as_array().into_iter().flatten().map(drawn).collect();
        all[at].crossings = Some((drawn.len(), crossings(&drawn)));
    }
    all[at].samples.push(sample);
}

/// A link as the pages tell it: `[from, to, [[x, y], …]]`.
fn drawn(link: &Value) -> Drawn {
    let end = |value: &Value| value.as_u64().map(|card| card as usize);
    let point = |point: &Value| Some((point[0].as_f64()?, point[1].as_f64()?));
    Drawn {
        from: end(&link[0]),
        to: end(&link[1]),
        points: link[2].as_array().into_iter().flatten().filter_map(point).collect(),
    }
}

/// The middle one; of two, the mean.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    let upper = *numbers.get(half)?;
    Some(if numbers.len() % 2 == 1 { upper } else { (numbers[half - 1] + upper) / 2.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn takes_the_median_of_what_there_is() {
        let mut all = Vec::new();
        for picture in [90, 10, 20] {
            take(
                &mut all,
                json!({ "work": "w", "peer": "floor", "sample": { "picture": picture, "layout": null } }),
            );
        }
        take(&mut all, json!({ "work": "w", "peer": "elk", "silent": "nothing in 30 s" }));
        assert_eq!((all[0].median("picture"), all[0].median("layout"), all[0].runs()), (Some(20.0), None, 3));
        assert_eq!((all[1].runs(), all[1].silent.as_deref()), (0, Some("nothing in 30 s")));
        assert_eq!(median(vec![1.0, 4.0]), Some(2.5));
    }

    #[test]
    fn counts_what_crosses_and_not_what_meets() {
        for (links, count) in [
            (json!([[0, 2, [[0, 0], [10, 10]]], [1, 3, [[0, 10], [10, 0]]]]), 1),
            (json!([[0, 2, [[0, 0], [10, 10]]], [0, 3, [[0, 10], [10, 0]]]]), 0),
            (json!([[null, null, [[0, 0], [10, 10]]], [null, null, [[0, 10], [10, 0]]]]), 1),
            (json!([[0, 2, [[0, 0], [10, 0]]], [1, 3, [[0, 0], [10, 5]]]]), 0),
            (
                json!([
                    [0, 2, [[0, 0], [5, 0], [10, 10]]],
                    [1, 3, [[0, 1], [10, 1]]],
                    [4, 5, [[6, -9], [6, 9]]]
                ]),
                3,
            ),
        ] {
            let mut all = Vec::new();
            take(&mut all, json!({ "work": "w", "peer": "p", "sample": { "links": links } }));
            assert_eq!(all[0].crossings.map(|both| both.1), Some(count), "{links}");
        }
    }
}
