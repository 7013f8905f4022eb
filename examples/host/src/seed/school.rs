//! Reading the folder: plans, the people they name, and who may read what.

use super::copies;
use crate::people::{Person, Role};
use anyhow::Context;
use serde_json::{Value, json};
use std::{fs, path::Path};

/// The story whose learner stands first on the sign-in page.
const FIRST: &str = "washington-sophomore-nursing";

/// The counselor's caseload.
const CASELOAD: usize = 30;

/// The steps of a story that is copied: thirty plans in their first week prove little.
const WORTH_A_COPY: usize = 20;

/// Everything that is seeded.
pub struct School {
    /// In the order of lists.
    pub plans: Vec<SeedPlan>,
    /// In the order of the sign-in page.
    pub people: Vec<Person>,
    /// Who may read what.
    pub readers: Vec<Reader>,
}

/// A plan as it is seeded.
pub struct SeedPlan {
    /// The name of its file, `fault-` before that of one with a fault, or `learner-` and a number for a copy.
    pub id: String,
    /// Whether it is a document with a fault on purpose.
    pub is_fault: bool,
    /// The learner's name.
    pub learner: String,
    /// JSON.
    pub title: String,
    /// As the document says it.
    pub updated: Option<String>,
    /// JSON, but for some faults.
    pub document: String,
}

/// That a person may read a plan, and who they are in it.
pub struct Reader {
    /// The account.
    pub person: String,
    /// The plan.
    pub plan: String,
    /// The person's id in the document.
    pub known_as: String,
}

/// The school of a folder: every story in it, as many copies as fill a counselor's caseload, and the
/// documents in `faults/`.
pub fn read(folder: &Path) -> anyhow::Result<School> {
    let mut stories: Vec<(String, Value)> = Vec::new();
    for (id, text) in documents(folder)? {
        let plan: Value = serde_json::from_str(&text).with_context(|| format!("reading the plan {id}"))?;
        anyhow::ensure!(plan["steps"].is_array(), "the plan {id} has no steps");
        stories.push((id, plan));
    }
    anyhow::ensure!(!stories.is_empty(), "{} holds no plan to seed from", folder.display());
    stories.sort_by_key(|(id, _)| id != FIRST);
    stories.iter_mut().for_each(|(_, plan)| name_the_learner(plan));

    let counselor = stories
        .iter()
        .find_map(|(_, plan)| people(plan).into_iter().find(|person| person.role == Role::Counselor))
        .map_or_else(|| "Ms. Okafor".to_owned(), |counselor| counselor.name);
    for (_, plan) in &mut stories {
        if !people(plan).iter().any(|person| person.name == counselor) {
            let newcomer = json!({ "id": "caseload-counselor", "name": counselor, "role": "counselor" });
            match plan["people"].as_array_mut() {
                Some(people) => people.push(newcomer),
                None => plan["people"] = json!([newcomer]),
            }
        }
    }

    let mut school = School { plans: Vec::new(), people: Vec::new(), readers: Vec::new() };
    for (id, plan) in &stories {
        school.enrol(id, plan, |_| true);
    }
    let many = |plan: &Value| plan["steps"].as_array().is_some_and(|steps| steps.len() >= WORTH_A_COPY);
    let mut models: Vec<&Value> = stories.iter().map(|(_, plan)| plan).filter(|plan| many(plan)).collect();
    if models.is_empty() {
        models = stories.iter().map(|(_, plan)| plan).collect();
    }
    for number in 0..CASELOAD.saturating_sub(stories.len()) {
        let copy = copies::of(models[number % models.len()], number, models.len());
        school.enrol(&format!("learner-{:02}", number + 1), &copy, Role::is_staff);
    }
    let faults = folder.join("faults");
    let faults = if faults.exists() { documents(&faults)? } else { Vec::new() };
    for (name, document) in faults {
        school.plans.push(SeedPlan {
            id: format!("fault-{name}"),
            is_fault: true,
            learner: "Nobody".to_owned(),
            title: json!(name).to_string(),
            updated: None,
            document,
        });
    }
    Ok(school)
}

/// The JSON files of a folder by their names, sorted.
fn documents(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let files = fs::read_dir(folder).with_context(|| format!("reading the folder {}", folder.display()))?;
    let mut documents = Vec::new();
    for file in files {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "json")
            && let Some(name) = path.file_stem().and_then(|name| name.to_str())
        {
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            documents.push((name.to_owned(), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    documents.sort();
    Ok(documents)
}

/// Somebody a document names, with a role.
struct Named {
    known_as: String,
    name: String,
    role: Role,
}

/// The people of a document who have an id, a name and a role.
fn people(plan: &Value) -> Vec<Named> {
    let people = plan["people"].as_array().map_or(&[][..], Vec::as_slice);
    let named = |person: &Value| {
        Some(Named {
            known_as: person["id"].as_str()?.to_owned(),
            name: person["name"].as_str()?.to_owned(),
            role: Role::named(person["role"].as_str()?)?,
        })
    };
    people.iter().filter_map(named).collect()
}

/// A partial feed may not say whose plan it is; somebody has to be able to open it all the same.
fn name_the_learner(plan: &mut Value) {
    if people(plan).iter().any(|person| person.role == Role::Learner) {
        return;
    }
    let learner = json!({ "id": "learner", "name": "Jordan Lee", "role": "learner" });
    match plan["people"].as_array_mut() {
        Some(people) => people.push(learner),
        None => plan["people"] = json!([learner]),
    }
    if plan["learner"].is_object() || plan["learner"].is_null() {
        plan["learner"]["person"] = json!("learner");
    }
}

impl School {
    /// Adds a plan, and an account for each person in it whose role is let in. The same name in the same role is
    /// the same person, in whichever plans.
    fn enrol(&mut self, plan_id: &str, plan: &Value, let_in: impl Fn(Role) -> bool) {
        let people = people(plan);
        let learner = people.iter().find(|person| person.role == Role::Learner);
        self.plans.push(SeedPlan {
            id: plan_id.to_owned(),
            is_fault: false,
            learner: learner.map_or_else(|| "Learner".to_owned(), |learner| learner.name.clone()),
            title: if plan["title"].is_null() {
                json!("Learning plan").to_string()
            } else {
                plan["title"].to_string()
            },
            updated: plan["updated"].as_str().map(str::to_owned),
            document: plan.to_string(),
        });
        for Named { known_as, name, role } in people.into_iter().filter(|person| let_in(person.role)) {
            let mut id = account(&name);
            if self.people.iter().any(|person| person.id == id && person.role != role) {
                id = format!("{id}-{}", role.word());
            }
            self.readers.push(Reader { person: id.clone(), plan: plan_id.to_owned(), known_as });
            if !self.people.iter().any(|person| person.id == id) {
                self.people.push(Person { id, name, role });
            }
        }
    }
}

/// The account of a name: its letters and digits, ASCII ones in lower case, and a hyphen for anything else between.
fn account(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_an_account_of_a_name() {
        for (name, id) in [("Maya Torres", "maya-torres"), ("Ms. D. O'Neil", "ms-d-o-neil"), ("Zoë", "zoë")]
        {
            assert_eq!(account(name), id);
        }
    }
}
