//! The same plan for a learner who is some years older or younger.

use serde_json::{Value, json};

/// Moves the plan's dates, so that today falls so many grades later in it, and says of each step what is then
/// likely: what was planned is done, or what was done is still to come. A plan without a step under way
/// in a grade, or without that many grades after it, stays as it is.
pub fn older(plan: &mut Value, grades: i64) {
    let Some((now, then)) = grade_after(plan, grades).filter(|(now, then)| now != then) else { return };
    let phases: Vec<Value> =
        plan["phases"].as_array().into_iter().flatten().map(|phase| phase["id"].clone()).collect();
    for step in plan["steps"].as_array_mut().into_iter().flatten() {
        if let Some(place) = phases.iter().position(|phase| *phase == step["phase"])
            && (now.min(then)..=now.max(then)).contains(&place)
        {
            grow(step, place.cmp(&then));
        }
    }
    let updated = plan["updated"].take();
    move_years(plan, -grades);
    plan["updated"] = updated;
    if let Some(grade) = plan["learner"]["gradeLevel"].as_str().and_then(|grade| grade.parse::<i64>().ok()) {
        plan["learner"]["gradeLevel"] = json!((grade + grades).to_string());
    }
}

/// The place of the grade with the most steps under way, and of the one so many grades after it.
fn grade_after(plan: &Value, grades: i64) -> Option<(usize, usize)> {
    let phases = plan["phases"].as_array()?;
    let steps = plan["steps"].as_array()?;
    let places: Vec<usize> = (0..phases.len()).filter(|place| phases[*place]["kind"] == "grade").collect();
    let under_way = |place: usize| {
        let of_phase =
            |step: &&Value| step["phase"] == phases[place]["id"] && step["status"] == "in-progress";
        steps.iter().filter(of_phase).count()
    };
    let now = (0..places.len())
        .max_by_key(|nth| under_way(places[*nth]))
        .filter(|nth| under_way(places[*nth]) > 0)?;
    let then = now.checked_add_signed(isize::try_from(grades).ok()?)?;
    Some((places[now], *places.get(then)?))
}

/// Says of a step what is likely where its phase stands before, at or after now.
fn grow(step: &mut Value, stands: std::cmp::Ordering) {
    let status = match (stands, step["status"].as_str().unwrap_or("planned")) {
        (std::cmp::Ordering::Less, "planned" | "in-progress" | "reworking") => "completed",
        (std::cmp::Ordering::Less, "suggested") => "dropped",
        (std::cmp::Ordering::Equal, "planned" | "completed" | "not-met") if step["kind"] == "course" => {
            "in-progress"
        }
        (std::cmp::Ordering::Equal, "completed" | "not-met") => "planned",
        (std::cmp::Ordering::Greater, "completed" | "in-progress" | "not-met" | "reworking") => "planned",
        _ => return,
    };
    step["status"] = json!(status);
    if let Some(fields) = step.as_object_mut() {
        for gone in ["mark", "evidence", "notes", "risk", "source"] {
            fields.remove(gone);
        }
    }
    let hours = if status == "completed" { step["hours"]["need"].clone() } else { json!(0) };
    if let Some(done) = step.get_mut("hours").and_then(|hours| hours.get_mut("done")) {
        *done = hours;
    }
    if let Some(score) =
        step.get_mut("score").and_then(Value::as_object_mut).filter(|_| status != "completed")
    {
        score.remove("value");
    }
}

/// Adds years to everything that begins like a date, and to the years that titles of phases end with.
fn move_years(plan: &mut Value, years: i64) {
    let mut open = vec![plan];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => open.extend(fields.values_mut()),
            Value::String(text) => {
                if let Some(moved) = moved(text, years) {
                    *text = moved;
                }
            }
            _ => {}
        }
    }
}

fn moved(text: &str, years: i64) -> Option<String> {
    let year = |digits: &str| -> Option<i64> {
        let year = digits.parse().ok()?;
        (digits.len() == 4 && (1990..2100).contains(&year)).then_some(year)
    };
    if let Some((first, rest)) = text.split_at_checked(4)
        && (rest.is_empty() || rest.starts_with('-'))
        && let Some(year) = year(first)
    {
        // The 29th of February is the 28th in other years.
        return Some(format!("{}{rest}", year + years).replace("-02-29", "-02-28"));
    }
    let (words, last) = text.rsplit_once(' ')?;
    Some(format!("{words} {}", year(last)? + years))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(grades: i64, statuses: &str, graduation: &str, grade: &str) {
        let mut plan = json!({
            "updated": "2026-11-01", "learner": { "gradeLevel": "10", "graduation": "2029-06" },
            "phases": [ { "id": "9", "kind": "grade" }, { "id": "10", "kind": "grade" },
                        { "id": "s", "kind": "summer", "title": "Summer 2027" }, { "id": "11", "kind": "grade" } ],
            "steps": [ { "phase": "9", "kind": "course", "status": "completed" }, { "phase": "10", "kind": "course", "status": "in-progress" },
                       { "phase": "s", "kind": "task" }, { "phase": "11", "kind": "course", "status": "planned" },
                       { "kind": "course", "status": "planned" } ]
        });
        older(&mut plan, grades);
        let said: Vec<&str> = plan["steps"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|step| step["status"].as_str().unwrap_or("-"))
            .collect();
        assert_eq!(said.join(" "), statuses, "{grades} years older");
        assert_eq!(plan["learner"], json!({ "gradeLevel": grade, "graduation": graduation }));
        assert_eq!(plan["updated"], "2026-11-01");
    }

    #[test]
    fn moves_today_along_the_grades() {
        check(0, "completed in-progress - planned planned", "2029-06", "10");
        check(1, "completed completed completed in-progress planned", "2028-06", "11");
        check(-1, "in-progress planned - planned planned", "2030-06", "9");
        check(2, "completed in-progress - planned planned", "2029-06", "10");
        check(-2, "completed in-progress - planned planned", "2029-06", "10");
    }

    #[test]
    fn moves_what_is_a_year_and_nothing_else() {
        for (text, later) in [
            ("2026", Some("2027")),
            ("2026-11-20T06:00:00-08:00", Some("2027-11-20T06:00:00-08:00")),
            ("2028-02-29", Some("2029-02-28")),
            ("Summer 2028", Some("Summer 2029")),
            ("Room 1180", None),
            ("9999-12", None),
            ("Grade 10", None),
            ("ñañ", None),
        ] {
            assert_eq!(moved(text, 1).as_deref(), later, "{text}");
        }
    }
}
