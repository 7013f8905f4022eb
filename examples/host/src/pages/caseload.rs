//! The caseload's order: who needs somebody comes first.

use crate::status::status;
use rusqlite::Connection;
use serde_json::Value;
use std::cmp::Reverse;

/// A learner of the caseload, ordered by need and then by name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Learner {
    need: Reverse<Need>,
    /// Their name.
    pub name: String,
    /// The id of their plan.
    pub plan: String,
}

/// How much of a plan asks for somebody, the more pressing first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Need {
    /// Steps still to do that are at risk or past their due date.
    pressing: usize,
    /// Steps that were not met.
    not_met: usize,
}

/// The learners whose plans somebody may read.
pub fn of(connection: &Connection, person: &str) -> rusqlite::Result<Vec<Learner>> {
    let question = "SELECT learner, id, document, date('now', 'localtime')
         FROM plans JOIN readers ON readers.plan = plans.id WHERE readers.person = ?";
    let mut question = connection.prepare(question)?;
    let learners = question.query_map([person], |row| {
        let (document, today): (String, String) = (row.get(2)?, row.get(3)?);
        Ok(Learner { need: Reverse(need(&document, &today)), name: row.get(0)?, plan: row.get(1)? })
    });
    let mut learners: Vec<Learner> = learners?.collect::<rusqlite::Result<_>>()?;
    learners.sort();
    Ok(learners)
}

/// What the school's data says of a plan today. The cards count what the widget finds, too: a step that is
/// planned before what it needs. Thirty plans are read in some milliseconds; for hundreds, a host keeps both
/// numbers beside the document and writes them with it.
fn need(document: &str, today: &str) -> Need {
    let plan: Value = serde_json::from_str(document).unwrap_or_default();
    let mut need = Need { pressing: 0, not_met: 0 };
    for step in plan["steps"].as_array().into_iter().flatten() {
        // A date may be a day, a month or a year, and is past when all of it is. What is none is never past.
        let shape = |due: &str| due.replace(|c: char| c.is_ascii_digit(), "0");
        let is_date = |due: &str| matches!(&*shape(due), "0000" | "0000-00" | "0000-00-00");
        let is_past = |due: &str| is_date(due) && today.get(..due.len()).is_some_and(|today| due < today);
        // An empty text is as good as none.
        let is_at_risk = !step["risk"].is_null() && step["risk"] != "";
        match status(step) {
            "not-met" => need.not_met += 1,
            "completed" | "waived" | "dropped" | "suggested" => {}
            _ if is_at_risk || step["due"].as_str().is_some_and(is_past) => need.pressing += 1,
            _ => {}
        }
    }
    need
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn counts_what_asks_for_somebody_today() {
        for (step, pressing, not_met) in [
            (json!({ "status": "in-progress" }), 0, 0),
            (json!({ "status": "in-progress", "risk": "" }), 0, 0),
            (json!({ "status": "in-progress", "risk": "Two labs are missing" }), 1, 0),
            (
                json!({ "status": "reworking", "risk": { "en": "Late", "es": "Tarde" }, "due": "2026-11-01" }),
                1,
                0,
            ),
            (json!({ "due": "2026-11-27" }), 1, 0),
            (json!({ "status": "planned", "due": "2026-11-28" }), 0, 0),
            (json!({ "status": "planned", "due": "2026-11" }), 0, 0),
            (json!({ "status": "planned", "due": "2026-10" }), 1, 0),
            (json!({ "status": "planned", "due": "2026" }), 0, 0),
            (json!({ "status": "planned", "due": "2025" }), 1, 0),
            (json!({ "status": "planned", "due": "in the first week of May" }), 0, 0),
            (json!({ "due": "1 May 2027" }), 0, 0),
            (json!({ "due": "1-5-2027" }), 0, 0),
            (json!({ "status": "completed", "risk": "It was late", "due": "2026-11-01" }), 0, 0),
            (json!({ "status": "suggested", "due": "2026-11-01" }), 0, 0),
            (json!({ "due": "2026-11-01", "agency": { "state": "declined" } }), 0, 0),
            (json!({ "status": "not-met", "risk": "It was late" }), 0, 1),
            (json!({ "status": "completed", "score": { "value": 1, "need": 3 } }), 0, 1),
            (json!("no step"), 0, 0),
        ] {
            let plan = json!({ "steps": [step] }).to_string();
            assert_eq!(need(&plan, "2026-11-28"), Need { pressing, not_met }, "{step}");
        }
        for plan in ["", "[]", "{}", r#"{ "steps": 3 }"#] {
            assert_eq!(need(plan, "2026-11-28"), Need { pressing: 0, not_met: 0 }, "{plan}");
        }
    }
}
