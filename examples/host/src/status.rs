//! How far a step is, where the plan format says more of it than the word.

use serde_json::Value;

/// The status of a step, as the format reads it: planned where it says none that there is, not met where it is
/// completed below what its own score needs, and a suggestion where it was planned and declined.
pub fn status(step: &Value) -> &'static str {
    const WORDS: [&str; 8] =
        ["suggested", "planned", "in-progress", "completed", "not-met", "reworking", "waived", "dropped"];
    let word = WORDS.into_iter().find(|word| step["status"] == *word).unwrap_or("planned");
    let score = |name| step["score"][name].as_f64();
    match word {
        "planned" if step["agency"]["state"] == "declined" => "suggested",
        "completed" if score("value").zip(score("need")).is_some_and(|(value, need)| value < need) => {
            "not-met"
        }
        word => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_a_status_as_the_format_does() {
        for (step, read) in [
            (json!({}), "planned"),
            (json!({ "status": "odd" }), "planned"),
            (json!({ "status": "in-progress", "agency": { "state": "declined" } }), "in-progress"),
            (json!({ "status": "planned", "agency": { "state": "declined" } }), "suggested"),
            (json!({ "agency": { "state": "declined" } }), "suggested"),
            (json!({ "agency": { "state": "proposed" } }), "planned"),
            (json!({ "status": "completed", "score": { "value": 2, "need": 3 } }), "not-met"),
            (json!({ "status": "completed", "score": { "value": 3, "need": 3 } }), "completed"),
            (json!({ "status": "completed", "score": { "value": 2 } }), "completed"),
            (json!({ "status": "in-progress", "score": { "value": 2, "need": 3 } }), "in-progress"),
            (json!("no step"), "planned"),
        ] {
            assert_eq!(status(&step), read, "{step}");
        }
    }
}
