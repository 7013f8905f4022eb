//! The page's settings, which come as JSON, and the reports that go back as JSON.

use std::rc::Rc;

use crate::digits::{digits, number};
use crate::plan::{Date, Json, Plan, Problem, SafeUrl};
use crate::state::{Density, Letters, LinkTarget, Settings, View};

/// Settings; what is missing or unknown is the default of the embed contract.
pub fn settings(text: &str, width: f64, letters: Rc<Letters>) -> Settings {
    let json = Json::parse(text).unwrap_or(Json::Null);
    let word = |name: &str| match json.field(name) {
        Some(Json::Text(word)) => word.as_ref(),
        _ => "",
    };
    Settings {
        view: match word("view") {
            "list" => View::List,
            "table" => View::Table,
            "card" => View::Card,
            _ => View::Map,
        },
        density: if word("density") == "compact" { Density::Compact } else { Density::Comfortable },
        heading: number(word("headingLevel")).and_then(|level| u8::try_from(level).ok()).unwrap_or(2),
        label: Some(word("label").to_string()).filter(|label| !label.is_empty()),
        // The page side says one in any case.
        today: Date::parse(word("today")).unwrap_or(Date::FIRST),
        link_target: match word("linkTarget") {
            "_blank" => LinkTarget::Blank,
            "_top" => LinkTarget::Top,
            _ => LinkTarget::Itself,
        },
        width,
        letters,
    }
}

/// So many problems of one plan are told to the administrator, who mends these and sees the next.
const TOLD: usize = 20;

/// What was read: its id and who reads it, counts, the first problems with their places, and where changes go.
pub fn loaded(plan: &Plan, problems: &[Problem]) -> String {
    let mut out = String::from("{\"steps\":");
    out += &digits(plan.steps().len());
    out += ",\"phases\":";
    out += &digits(plan.phases().len());
    out += ",\"problems\":";
    out += &digits(Problem::count(problems));
    out += ",\"told\":[";
    for (index, problem) in problems.iter().take(TOLD).enumerate() {
        if index > 0 {
            out.push(',');
        }
        out +=
            &crate::event::object(&[("place", Some(&problem.place)), ("fault", Some(&problem.fault.told()))]);
    }
    out += "],\"plan\":";
    let changes = plan.links.changes.as_ref().map(SafeUrl::as_str);
    let viewer = plan.viewer.as_ref().and_then(|viewer| viewer.person.as_deref());
    out += &crate::event::object(&[("id", plan.id.as_deref()), ("viewer", viewer), ("changes", changes)]);
    out.push('}');
    out
}
