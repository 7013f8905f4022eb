//! Copies of the stories under other names, each a little further or behind, so that thirty cards look real.

use super::years::older;
use serde_json::{Value, json};

/// Fictional learners.
const NAMES: [&str; 30] = [
    "Aaliyah Brooks",
    "Adrián Castillo",
    "Amina Yusuf",
    "Anh Nguyen",
    "Benjamin Carter",
    "Chloe Whitehorse",
    "Daniel Okoye",
    "Diego Fuentes",
    "Elena Petrova",
    "Emeka Obi",
    "Fatima Haddad",
    "Grace Kim",
    "Hana Suzuki",
    "Isaac Bennett",
    "Ivy Redcloud",
    "Jamal Washington",
    "Kalea Kahale",
    "Leila Rahimi",
    "Liam O'Connor",
    "Luis Ortega",
    "Mateo Silva",
    "Mei Chen",
    "Nadia Kowalski",
    "Noah Goldberg",
    "Omar Farah",
    "Priya Raman",
    "Rosa Jiménez",
    "Samuel Tesfaye",
    "Tala Bitsui",
    "Zara Malik",
];

/// The nth copy of a story, one of so many stories that take turns. The same number is the same copy.
pub fn of(story: &Value, number: usize, stories: usize) -> Value {
    let name = NAMES[number % NAMES.len()];
    let mut copy = renamed(story, name);
    let family = name.rsplit(' ').next().unwrap_or(name);
    each(&mut copy, "people", |person| match person["role"].as_str() {
        Some("learner") => person["name"] = json!(name),
        Some("family") => person["name"] = json!(format!("The {family} family")),
        _ => {}
    });
    // What the story's host found of its learner is not true of this one.
    each(&mut copy, "requirements", forget_verdicts);
    each(&mut copy, "pathways", |pathway| each(pathway, "requirements", forget_verdicts));

    let round = number / stories.max(1);
    older(&mut copy, [0, 1, -1, 2][round % 4]);
    let (mut met, mut done) = (0, number);
    each(&mut copy, "steps", |step| {
        let is_under_way = step["status"] == "in-progress";
        if let Some(hours) = step.get_mut("hours").filter(|hours| is_under_way && hours["need"].is_number()) {
            let need = hours["need"].as_u64().unwrap_or(40);
            hours["done"] = json!(need * (number as u64 * 37 % 90) / 100);
        }
        let status = step["status"].as_str().unwrap_or_default().to_owned();
        if status == "completed" && step["kind"] == "course" {
            done += 1;
            if done % 11 == 0 {
                step["status"] = json!("not-met");
                step["mark"] = json!("F");
            }
        }
        if status == "in-progress" {
            met += 1;
            match (round / 4 + met) % 4 {
                0 => step["status"] = json!("completed"),
                1 if round % 3 == 1 => step["risk"] = json!("Three assignments are missing"),
                2 if met < 4 && round.is_multiple_of(4) => step["status"] = json!("reworking"),
                3 if round % 5 == 2 => step["status"] = json!("planned"),
                _ => {}
            }
        }
    });
    copy
}

/// The story with its learner's first name, wherever a text says it, given up for the other's.
fn renamed(story: &Value, name: &str) -> Value {
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    let learner = story["people"].as_array().into_iter().flatten().find(|person| person["role"] == "learner");
    let old = learner.and_then(|learner| learner["name"].as_str()).map(first).unwrap_or_default();
    if old.is_empty() {
        return story.clone();
    }
    let text = story.to_string();
    let mut written = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(place) = rest.find(&old) {
        let (before, after) = (&rest[..place], &rest[place + old.len()..]);
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        written += before;
        if is_letter(before.chars().next_back()) || is_letter(after.chars().next()) {
            written += &old;
        } else {
            written += &first(name);
        }
        rest = after;
    }
    // The first names hold nothing that JSON escapes, so this is JSON still; if not, the story is.
    serde_json::from_str(&(written + rest)).unwrap_or_else(|_| story.clone())
}

/// Applies a change to every element of a list in an object, if there is one.
fn each(object: &mut Value, list: &str, change: impl FnMut(&mut Value)) {
    if let Some(list) = object.get_mut(list).and_then(Value::as_array_mut) {
        list.iter_mut().for_each(change);
    }
}

/// Removes the host's word from a requirement and all below it.
fn forget_verdicts(requirement: &mut Value) {
    let mut open = vec![requirement];
    while let Some(requirement) = open.pop() {
        if let Some(fields) = requirement.as_object_mut() {
            fields.remove("verdict");
            if let Some(children) = fields.get_mut("of").and_then(Value::as_array_mut) {
                open.extend(children);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_the_learner_and_forgets_the_verdicts() {
        let story = json!({
            "title": { "en": "Maya's plan, not Mayan history" },
            "people": [ { "id": "l", "name": "Maya Torres", "role": "learner" }, { "id": "t", "name": "Mr. T", "role": "teacher" } ],
            "steps": [ { "id": "a", "status": "in-progress", "hours": { "done": 1, "need": 100 } } ],
            "requirements": [ { "id": "r", "verdict": { "met": true }, "of": [ { "id": "s", "verdict": {} } ] } ]
        });
        let copy = of(&story, 2, 1);
        assert_eq!(copy["people"][0]["name"], "Amina Yusuf");
        assert_eq!(copy["title"]["en"], "Amina's plan, not Mayan history");
        assert_eq!(copy["people"][1]["name"], "Mr. T");
        assert_eq!(copy["requirements"], json!([{ "id": "r", "of": [{ "id": "s" }] }]));
        assert_eq!(copy["steps"][0]["hours"]["done"], 74);
        assert_eq!(copy, of(&story, 2, 1));
        assert_ne!(copy["steps"], of(&story, 3, 1)["steps"]);
    }
}
