//! Where everything is kept: one SQLite file.

use crate::problem::Problem;
use anyhow::Context;
use rusqlite::{Connection, ErrorCode};
use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// The tables. A plan is kept as the document it is: the widget reads documents, and a host that has
/// its own tables of courses and credits builds the same document from them where this one reads a row.
const TABLES: &str = "
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS people (
        id    TEXT PRIMARY KEY,
        name  TEXT NOT NULL,
        role  TEXT NOT NULL,
        place INTEGER NOT NULL           -- order on the sign-in page
    ) STRICT;
    CREATE TABLE IF NOT EXISTS plans (
        id       TEXT PRIMARY KEY,
        place    INTEGER NOT NULL,       -- order in lists
        is_fault INTEGER NOT NULL,       -- a document with a fault on purpose, for staff who test
        learner  TEXT NOT NULL,          -- the learner's name
        title    TEXT NOT NULL,          -- JSON: a string or a language map
        updated  TEXT,
        seed     TEXT NOT NULL,          -- hash of what was seeded: a changed file is seeded again
        document TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS readers ( -- who may read which plan; nobody else may
        person   TEXT NOT NULL REFERENCES people,
        plan     TEXT NOT NULL REFERENCES plans ON DELETE CASCADE,
        known_as TEXT NOT NULL,          -- the person's id inside that document
        PRIMARY KEY (person, plan)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS changes ( -- what was written, so that it is written once
        person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
        id     TEXT NOT NULL,            -- the change's, and its Idempotency-Key
        plan   TEXT NOT NULL REFERENCES plans ON DELETE CASCADE,
        asked  BLOB NOT NULL,            -- SHA-256 of what was asked: another change with this key is refused
        PRIMARY KEY (person, id)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sessions (
        token  BLOB PRIMARY KEY,         -- SHA-256 of the token: a stolen file opens no session
        person TEXT NOT NULL REFERENCES people,
        ends   INTEGER NOT NULL          -- seconds since 1970
    ) STRICT;
    COMMIT;
";

/// Opens the database file, and makes its tables if it is new. One with other tables is left as it is: an older
/// version's would be found out later, by a reader whose every sign-in fails.
pub fn open(file: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(file).with_context(|| format!("opening {}", file.display()))?;
    let is_ours =
        make_tables(&connection).with_context(|| format!("making the tables of {}", file.display()))?;
    anyhow::ensure!(
        is_ours,
        "{} has other tables than this version of the host: name another file with --database, or delete it with --fresh",
        file.display()
    );
    Ok(connection)
}

/// Makes the tables where there are none, and says whether those that are there are ours.
fn make_tables(connection: &Connection) -> rusqlite::Result<bool> {
    let ours = Connection::open_in_memory()?;
    ours.execute_batch(TABLES)?;
    let there = columns(connection)?;
    if !there.is_empty() && there != columns(&ours)? {
        return Ok(false);
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.execute_batch(TABLES)?;
    Ok(true)
}

/// Every column there is, after the name of its table; SQLite's own tables, such as those of `ANALYZE`, aside.
fn columns(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let question = "SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables
         JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
         AND tables.name NOT GLOB 'sqlite_*' ORDER BY 1";
    connection.prepare(question)?.query_map([], |row| row.get(0))?.collect()
}

/// Deletes the database file with its journal, if it is there and no host is at work on it.
pub fn forget(file: &Path) -> anyhow::Result<()> {
    // The journal can be given up by the last connection only. A file that is no database may go, too.
    if file.exists()
        && let Ok(connection) = Connection::open(file)
        && connection.busy_timeout(Duration::ZERO).is_ok()
        && let Err(error) = connection.pragma_update(None, "journal_mode", "DELETE")
        && error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
    {
        anyhow::bail!("another host is at work on {}: stop it before --fresh", file.display());
    }
    for suffix in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(suffix);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("deleting {}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The one connection, asked in turn. A school's readers are few and a question takes less than a
/// millisecond; a host with more gives this a pool, and nothing else changes.
#[derive(Clone)]
pub struct Database(Arc<Mutex<Connection>>);

impl Database {
    /// Takes the connection over.
    pub fn new(connection: Connection) -> Self {
        Self(Arc::new(Mutex::new(connection)))
    }

    /// The answer to a question, asked on a thread that may block.
    pub async fn ask<Answer: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<Answer> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let Self(connection) = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            question(&connection.lock().unwrap_or_else(PoisonError::into_inner))
        });
        match asked.await {
            Ok(answer) => answer.map_err(Problem::ours),
            Err(stopped) => Err(Problem::ours(stopped)),
        }
    }
}
