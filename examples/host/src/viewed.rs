//! What of a plan its reader sees.

use crate::people::Role;
use serde_json::{Value, json};

/// The document for one reader: it says who they are and what they may do, and what is for staff only is
/// gone from it. What must not be seen is not sent; the widget hides nothing.
pub fn by(document: &str, id: &str, known_as: &str, role: Role) -> serde_json::Result<String> {
    let mut plan: Value = serde_json::from_str(document)?;
    plan["id"] = json!(id);
    plan["viewer"] = json!({ "person": known_as, "role": role.word(), "can": can(&plan, role) });
    // Only what this host answers.
    plan["links"] = json!({ "page": format!("/plans/{id}"), "changes": format!("/api/plans/{id}/changes") });
    if !role.is_staff() {
        steps(&mut plan).for_each(drop_staff_notes);
    }
    serde_json::to_string(&plan)
}

/// What somebody of this role may do with a plan, in the words of `viewer.can`: nothing once it is locked.
pub fn can(plan: &Value, role: Role) -> &'static [&'static str] {
    if plan["status"] == "locked" { &[] } else { role.can() }
}

/// Every step of a plan: its own, and those that its pathways would add.
fn steps(plan: &mut Value) -> impl Iterator<Item = &mut Value> {
    let Some(plan) = plan.as_object_mut() else { return Vec::new().into_iter() };
    let mut steps: Vec<&mut Value> = Vec::new();
    for (name, value) in plan {
        match (name.as_str(), value) {
            ("steps", Value::Array(own)) => steps.extend(own),
            ("pathways", Value::Array(pathways)) => steps.extend(
                pathways.iter_mut().filter_map(|pathway| pathway.get_mut("add")?.as_array_mut()).flatten(),
            ),
            _ => {}
        }
    }
    steps.into_iter()
}

/// Keeps the notes that are for all. A note whose audience we do not understand is not for all.
fn drop_staff_notes(step: &mut Value) {
    if let Some(notes) = step.get_mut("notes").and_then(Value::as_array_mut) {
        notes.retain(|note| {
            matches!(note.get("audience"), None | Some(Value::Null)) || note["audience"] == "all"
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"{
        "format": "throughline-plan/1", "links": { "changes": "https://elsewhere.example" },
        "viewer": { "person": "someone-else", "can": ["decide"] },
        "steps": [ { "id": "a", "notes": [ { "text": "open" }, { "text": "all", "audience": "all" },
                   { "text": "closed", "audience": "staff" }, { "text": "odd", "audience": ["all"] } ] } ],
        "pathways": [ { "id": "p", "add": [ { "id": "b", "notes": [ { "text": "closed", "audience": "staff" } ] } ] } ]
    }"#;

    fn seen(role: Role) -> Value {
        let text = by(PLAN, "plan-1", "kim", role).expect("a plan");
        serde_json::from_str(&text).expect("JSON")
    }

    #[test]
    fn sends_staff_notes_to_staff_only() {
        for (role, in_step, in_pathway) in [
            (Role::Learner, 2, 0),
            (Role::Family, 2, 0),
            (Role::Mentor, 2, 0),
            (Role::Teacher, 4, 1),
            (Role::Counselor, 4, 1),
            (Role::Staff, 4, 1),
        ] {
            let count = |place: &str| seen(role).pointer(place).and_then(Value::as_array).map(Vec::len);
            assert_eq!(count("/steps/0/notes"), Some(in_step), "{role:?}");
            assert_eq!(count("/pathways/0/add/0/notes"), Some(in_pathway), "{role:?}");
        }
    }

    #[test]
    fn says_who_reads_and_offers_only_what_it_answers() {
        let plan = seen(Role::Family);
        assert_eq!(
            plan["viewer"],
            json!({ "person": "kim", "role": "family", "can": ["comment", "decide"] })
        );
        assert_eq!(plan["links"], json!({ "page": "/plans/plan-1", "changes": "/api/plans/plan-1/changes" }));
        assert_eq!(plan["id"], "plan-1");
    }
}
