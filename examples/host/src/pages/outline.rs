//! A plan as plain lists: its steps by phase, in order, each with its status in words.

use super::{
    frame::Language,
    template::{fill, fill_each},
};
use serde_json::Value;

/// One section for each phase that has steps, and one for the steps without a phase.
pub fn by_phase(plan: &Value, language: Language) -> String {
    let list = |name: &str| plan[name].as_array().map_or(&[][..], Vec::as_slice);
    let (phases, steps) = (list("phases"), list("steps"));
    let is_of = |step: &Value, phase: &Value| !phase["id"].is_null() && step["phase"] == phase["id"];
    let mut sections = String::new();
    for phase in phases {
        let steps: Vec<_> = steps.iter().filter(|step| is_of(step, phase)).collect();
        sections += &section(&language.read(&phase["title"]), &steps, language);
    }
    let others: Vec<_> = steps.iter().filter(|step| !phases.iter().any(|phase| is_of(step, phase))).collect();
    let heading = if phases.is_empty() { "Steps" } else { "At any time" };
    sections += &section(heading, &others, language);
    if sections.is_empty() { "<p>This plan has no steps yet.</p>".to_owned() } else { sections }
}

fn section(heading: &str, steps: &[&Value], language: Language) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let lines: Vec<[String; 2]> = steps
        .iter()
        .map(|step| [language.read(&step["title"]), status(step["status"].as_str()).to_owned()])
        .collect();
    let row = "<li>{{title}} <span class=\"status\" lang=\"en\">{{status}}</span></li>\n";
    let steps =
        fill_each(row, lines.iter().map(|[title, status]| [("title", &**title), ("status", &**status)]));
    let section = "<section>\n<h2>{{heading}}</h2>\n<ol class=\"steps\">\n{{{steps}}}</ol>\n</section>\n";
    fill(section, &[("heading", heading), ("steps", &steps)])
}

fn status(word: Option<&str>) -> &'static str {
    match word {
        Some("suggested") => "suggested",
        Some("in-progress") => "in progress",
        Some("completed") => "completed",
        Some("not-met") => "not met",
        Some("reworking") => "reworking",
        Some("waived") => "waived",
        Some("dropped") => "dropped",
        _ => "planned",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(by_phase(&Value::Null, Language::En), "<p>This plan has no steps yet.</p>");
    }
}
