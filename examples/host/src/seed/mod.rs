//! A school made out of a folder of plan documents.
//!
//! Whoever a plan names in `people` may read it, and nobody else: that is the whole of this host's law.
//! A real host asks its own tables (enrolment, guardianship, sections, caseloads) instead.

mod copies;
mod school;
mod years;

pub use school::{School, read};

use crate::session::hexadecimal;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

/// Writes the school into the database. A plan is written anew only where its file says something else
/// than when it was seeded, so what people changed since is kept; so are sessions.
pub fn write(connection: &mut Connection, school: &School) -> rusqlite::Result<()> {
    let all = connection.transaction()?;
    all.execute_batch("CREATE TEMP TABLE kept (id TEXT PRIMARY KEY); DELETE FROM readers;")?;
    for (place, plan) in school.plans.iter().enumerate() {
        let seed = hexadecimal(&Sha256::digest(&plan.document));
        all.execute("INSERT INTO kept VALUES (?)", [&plan.id])?;
        // With what was written into it: the same key sent again must write, and not hear that it has.
        all.execute("DELETE FROM plans WHERE id = ? AND seed <> ?", params![plan.id, seed])?;
        all.execute(
            "INSERT INTO plans (id, place, is_fault, learner, title, updated, seed, document)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET place = excluded.place",
            params![
                plan.id,
                place,
                plan.is_fault,
                plan.learner,
                plan.title,
                plan.updated,
                seed,
                plan.document
            ],
        )?;
    }
    all.execute_batch("DELETE FROM plans WHERE id NOT IN kept; DROP TABLE kept;")?;
    for (place, person) in school.people.iter().enumerate() {
        all.execute(
            "INSERT INTO people (id, name, role, place) VALUES (?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, place = excluded.place",
            params![person.id, person.name, person.role.word(), place],
        )?;
    }
    for reader in &school.readers {
        all.execute(
            "INSERT OR IGNORE INTO readers (person, plan, known_as) VALUES (?, ?, ?)",
            params![reader.person, reader.plan, reader.known_as],
        )?;
    }
    // Whoever no plan names any more cannot sign in.
    all.execute_batch(
        "DELETE FROM sessions WHERE person NOT IN (SELECT person FROM readers);
         DELETE FROM people WHERE id NOT IN (SELECT person FROM readers);",
    )?;
    all.commit()
}
