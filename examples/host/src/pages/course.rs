//! The portal's course cards: what a learning management system shows first.

use super::{
    frame::Language,
    template::{fill, fill_each},
};
use crate::status::status;
use serde_json::Value;

/// The colours of cards, as classes of the style sheet.
const COLOURS: [&str; 6] = ["teal", "plum", "amber", "blue", "rose", "moss"];

/// Whether a step is a course, as the plan format reads it: one that says no kind is, if it has a code, credits or a
/// mark.
fn is_course(step: &Value) -> bool {
    let has = |name: &str| !step[name].is_null() && step[name] != "";
    step["kind"] == "course" || !has("kind") && ["code", "credits", "mark"].into_iter().any(has)
}

/// At most eight courses that are under way, or those planned next.
pub fn cards(plan: &Value, language: Language) -> String {
    let steps = plan["steps"].as_array().map_or(&[][..], Vec::as_slice);
    let courses = |how_far: &str| -> Vec<&Value> {
        steps.iter().filter(|step| is_course(step) && status(step) == how_far).take(8).collect()
    };
    let now = courses("in-progress");
    let shown = if now.is_empty() { courses("planned") } else { now };
    if shown.is_empty() {
        return "<p lang=\"en\">No courses yet.</p>".to_owned();
    }
    let cards: Vec<[String; 2]> = shown
        .iter()
        .map(|step| {
            let said = |name: &str, html: &str| {
                step[name].as_str().map_or_else(String::new, |words| fill(html, &[("words", words)]))
            };
            let mark = said("mark", "<span lang=\"en\">Mark so far:</span> {{words}}");
            let line = [language.html(&step["subject"], plan), said("code", "{{words}}"), mark];
            let line: Vec<String> = line.into_iter().filter(|part| !part.is_empty()).collect();
            [language.html(&step["title"], plan), line.join(" · ")]
        })
        .collect();
    let rows = cards.iter().zip(COLOURS.iter().cycle()).map(|([title, line], colour)| {
        [("title", title.as_str()), ("line", line.as_str()), ("colour", *colour)]
    });
    let cards = fill_each(include_str!("../../pages/course.html"), rows);
    fill("<ul class=\"courses\">\n{{{cards}}}</ul>", &[("cards", &cards)])
}

#[cfg(test)]
mod tests {
    use super::is_course;
    use serde_json::json;

    #[test]
    fn takes_for_a_course_what_the_format_does() {
        for (step, is) in [
            (json!({ "kind": "course" }), true),
            (json!({ "kind": "task", "code": "MAT1" }), false),
            (json!({ "code": "MAT1" }), true),
            (json!({ "kind": null, "credits": 1 }), true),
            (json!({ "mark": "B" }), true),
            (json!({ "code": "", "mark": null }), false),
            (json!({ "title": "Algebra" }), false),
        ] {
            assert_eq!(is_course(&step), is, "{step}");
        }
    }
}
