//! Who there is: learners, their families, and the adults of the school.

use rusqlite::{Connection, Row};

/// What somebody is to a learner. It decides what they see of a plan and what they may do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whose plan it is.
    Learner,
    /// Who brings them up.
    Family,
    /// Who teaches them.
    Teacher,
    /// Who advises them.
    Counselor,
    /// Who accompanies them from outside the school.
    Mentor,
    /// Anyone else the school employs.
    Staff,
}

impl Role {
    /// All of them, in the order of the sign-in page.
    pub const ALL: [Self; 6] =
        [Self::Learner, Self::Family, Self::Teacher, Self::Counselor, Self::Mentor, Self::Staff];

    /// The role of a word in a plan document; a word we do not know gets no account.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// The word of plan documents.
    pub fn word(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Family => "family",
            Self::Teacher => "teacher",
            Self::Counselor => "counselor",
            Self::Mentor => "mentor",
            Self::Staff => "staff",
        }
    }

    /// What several of them are called on the sign-in page.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Learner => "Learners",
            Self::Family => "Families",
            Self::Teacher => "Teachers",
            Self::Counselor => "Counselors",
            Self::Mentor => "Mentors",
            Self::Staff => "Staff",
        }
    }

    /// Whether they read what is for staff only, and have a caseload in place of a plan of their own.
    pub fn is_staff(self) -> bool {
        match self {
            Self::Learner | Self::Family | Self::Mentor => false,
            Self::Teacher | Self::Counselor | Self::Staff => true,
        }
    }

    /// What this host lets them do, in the words of `viewer.can`.
    pub fn can(self) -> &'static [&'static str] {
        match self {
            // Not `propose`, `set-goal`, `sign` and `choose-pathway`: here those are talks with the counselor, and what
            // is offered must be possible.
            Self::Learner => &["comment", "reflect", "decide"],
            Self::Family | Self::Counselor => &["comment", "decide"],
            Self::Teacher | Self::Mentor => &["comment"],
            Self::Staff => &[],
        }
    }
}

/// Somebody who can sign in.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their account.
    pub id: String,
    /// Shown to themselves only, and on the demo's sign-in page.
    pub name: String,
    /// What they are.
    pub role: Role,
}

/// The columns that [`person`] reads.
pub const COLUMNS: &str = "people.id, people.name, people.role";

/// A row of [`COLUMNS`].
pub fn person(row: &Row) -> rusqlite::Result<Person> {
    let role: String = row.get(2)?;
    // Only `seed` writes people, and only with a role; what is not one may do least.
    Ok(Person { id: row.get(0)?, name: row.get(1)?, role: Role::named(&role).unwrap_or(Role::Family) })
}

/// Somebody on the sign-in page, with the plan they come for.
pub struct Candidate {
    /// Who it is.
    pub person: Person,
    /// The title of the first plan they may read: a string or a language map, as JSON.
    pub title: String,
    /// How many they may read.
    pub plans: usize,
}

/// Everybody, in the order of the sign-in page.
pub fn candidates(connection: &Connection) -> rusqlite::Result<Vec<Candidate>> {
    // SQLite takes the title from the row of the smallest place.
    let question = format!(
        "SELECT {COLUMNS}, plans.title, count(*), min(plans.place) FROM people
         JOIN readers ON readers.person = people.id JOIN plans ON plans.id = readers.plan
         GROUP BY people.id ORDER BY people.place, people.id"
    );
    let candidate =
        |row: &Row| Ok(Candidate { person: person(row)?, title: row.get(3)?, plans: row.get(4)? });
    connection.prepare(&question)?.query_map([], candidate)?.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn the_roles_are_those_of_plan_documents_and_of_the_description() {
        let ours = Role::ALL.map(Role::word);
        let theirs: Vec<_> = throughline::plan::Role::ALL.iter().map(|role| role.word()).collect();
        assert_eq!(
            ours[..],
            theirs,
            "Role::ALL of examples/host/src/people.rs, and Role of src/plan/kind.rs"
        );
        let description: Value = serde_json::from_str(include_str!("../openapi.json")).expect("JSON");
        let described = &description["components"]["schemas"]["Role"]["enum"];
        assert_eq!(*described, json!(ours), "`Role` of examples/host/openapi.json");
    }
}
