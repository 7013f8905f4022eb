//! A plan as plain lists: its steps by phase, in order, each with its status in words.

use super::{
    frame::Language,
    template::{fill, fill_each},
};
use crate::status::status;
use serde_json::Value;

/// One section for each phase that has steps, and one for the steps without a phase.
pub fn by_phase(plan: &Value, language: Language) -> String {
    let list = |name: &str| plan[name].as_array().map_or(&[][..], Vec::as_slice);
    let (phases, steps) = (list("phases"), list("steps"));
    let is_of = |step: &Value, phase: &Value| !phase["id"].is_null() && step["phase"] == phase["id"];
    let read = |text: &Value| language.html(text, plan);
    let mut sections = String::new();
    for phase in phases {
        let steps: Vec<_> = steps.iter().filter(|step| is_of(step, phase)).collect();
        sections += &section(&read(&phase["title"]), &steps, &read);
    }
    let others: Vec<_> = steps.iter().filter(|step| !phases.iter().any(|phase| is_of(step, phase))).collect();
    let heading = if phases.is_empty() { "Steps" } else { "At any time" };
    sections += &section(&format!("<span lang=\"en\">{heading}</span>"), &others, &read);
    if sections.is_empty() { "<p lang=\"en\">This plan has no steps yet.</p>".to_owned() } else { sections }
}

/// A heading and the titles of its steps, as `read` gives both: in HTML.
fn section(heading: &str, steps: &[&Value], read: &dyn Fn(&Value) -> String) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let lines: Vec<[String; 2]> =
        steps.iter().map(|step| [read(&step["title"]), said(step).to_owned()]).collect();
    let row = "<li>{{{title}}} <span class=\"status\" lang=\"en\">{{status}}</span></li>\n";
    let steps =
        fill_each(row, lines.iter().map(|[title, status]| [("title", &**title), ("status", &**status)]));
    let section = "<section>\n<h2>{{{heading}}}</h2>\n<ol class=\"steps\">\n{{{steps}}}</ol>\n</section>\n";
    fill(section, &[("heading", heading), ("steps", &steps)])
}

/// How far a step is, in the portal's words: an idea that was declined is shown as that.
fn said(step: &Value) -> &'static str {
    match status(step) {
        "suggested" if step["agency"]["state"] == "declined" => "declined",
        "in-progress" => "in progress",
        "not-met" => "not met",
        word => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_of_a_step_what_the_roadmap_says() {
        for (step, words) in [
            (serde_json::json!({ "status": "in-progress" }), "in progress"),
            (serde_json::json!({ "agency": { "state": "declined" } }), "declined"),
            (serde_json::json!({ "status": "suggested" }), "suggested"),
            (serde_json::json!({ "status": "completed", "agency": { "state": "declined" } }), "completed"),
            (serde_json::json!({ "status": "completed", "score": { "value": 1, "need": 3 } }), "not met"),
        ] {
            assert_eq!(said(&step), words, "{step}");
        }
    }

    #[test]
    fn lists_every_step_once_in_the_order_of_phases() {
        let plan = serde_json::json!({
            "phases": [ { "id": "9", "title": "Grade 9" }, { "id": "10", "title": { "es": "Grado 10" } } ],
            "steps": [ { "id": "a", "title": "Later", "phase": "10" }, { "id": "b", "title": "<Now>", "phase": "9" },
                       { "id": "c", "title": "Loose", "phase": "none", "status": "completed" } ]
        });
        let html = by_phase(&plan, Language::En);
        let order =
            ["Grade 9", "&lt;Now&gt;", "planned", "Grado 10", "Later", "At any time", "Loose", "completed"];
        let places: Vec<_> = order.iter().map(|words| html.find(words).expect(words)).collect();
        assert!(places.is_sorted(), "{places:?}\n{html}");
        assert_eq!(html.matches("<li>").count(), 3);
        assert_eq!(by_phase(&Value::Null, Language::En), "<p lang=\"en\">This plan has no steps yet.</p>");
    }
}
