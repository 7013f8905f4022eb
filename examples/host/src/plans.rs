//! The plan API: which plans somebody may read, and one of them.

use crate::{
    Host,
    people::Person,
    problem::Problem,
    session::{Viewer, hexadecimal},
    viewed,
};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// One line of the list of plans.
pub struct Line {
    /// The plan's id.
    pub id: String,
    /// A string or a language map.
    pub title: Value,
    /// The learner's name.
    pub learner: String,
    /// When the plan last changed, if it says so.
    pub updated: Option<String>,
}

/// The plans somebody may read: a learner's own, those of a family's children or a mentor's learners, a teacher's or
/// counselor's caseload.
pub async fn lines(host: &Host, viewer: &Person) -> Result<Vec<Line>, Problem> {
    let person = viewer.id.clone();
    let question = "SELECT id, title, learner, updated FROM plans JOIN readers ON readers.plan = plans.id
         WHERE readers.person = ? ORDER BY place, id";
    let line = |row: &rusqlite::Row| {
        let title: String = row.get(1)?;
        let title = serde_json::from_str(&title).unwrap_or(Value::Null);
        Ok(Line { id: row.get(0)?, title, learner: row.get(2)?, updated: row.get(3)? })
    };
    let lines =
        move |connection: &Connection| connection.prepare(question)?.query_map([person], line)?.collect();
    host.database.ask(lines).await
}

/// `GET /api/plans`.
pub async fn list(State(host): State<Host>, Viewer(viewer): Viewer) -> Result<Response, Problem> {
    let lines = lines(&host, &viewer).await?;
    let lines: Vec<Value> = lines
        .into_iter()
        .map(|line| {
            let href = format!("/api/plans/{}", line.id);
            json!({ "id": line.id, "title": line.title, "learner": line.learner, "updated": line.updated, "href": href })
        })
        .collect();
    Ok((PRIVATE, Json(lines)).into_response())
}

/// `GET /api/plans/{id}`: the plan as this viewer sees it, or 304 if they have it already.
///
/// The ETag names these very bytes and is strong, because a change to the plan is sent back with it in
/// `If-Match`, which compares strongly.
pub async fn one(
    State(host): State<Host>,
    Viewer(viewer): Viewer,
    Path(id): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let document = readable(&host, &viewer, &id).await?.document;
    let tag = tag(&document);
    Ok(if is_known(&asked, &tag) {
        (StatusCode::NOT_MODIFIED, PRIVATE, [(header::ETAG, tag)]).into_response()
    } else {
        answer(document)
    })
}

/// The ETag of a document.
pub fn tag(document: &str) -> String {
    format!("\"{}\"", hexadecimal(&Sha256::digest(document)[..16]))
}

/// A plan with its tag.
pub fn answer(document: String) -> Response {
    let headers = (PRIVATE, [(header::ETAG, tag(&document))], [(header::CONTENT_TYPE, "application/json")]);
    (headers, document).into_response()
}

/// Kept by this reader's browser only, and asked again each time: the next person at a shared computer
/// has another cookie and gets another answer.
const PRIVATE: [(header::HeaderName, &str); 2] =
    [(header::CACHE_CONTROL, "private, no-cache"), (header::VARY, "Cookie")];

/// A plan that may be read by who asks.
pub struct Readable {
    /// Its id, also where `me` was asked for.
    pub id: String,
    /// The learner's name.
    pub learner: String,
    /// The document as who asks sees it.
    pub document: String,
}

/// The plan of that id, or `me` for the viewer's own (the first of a family's or mentor's), if they may read it.
///
/// The ids say nothing about the learner and are no secret, so another's plan answers 403 and tells
/// that it exists. Where ids can be guessed and mean something (a student number), answer 404 to both.
pub async fn readable(host: &Host, viewer: &Person, id: &str) -> Result<Readable, Problem> {
    let id = if id == "me" {
        let own = if viewer.role.is_staff() { None } else { lines(host, viewer).await?.into_iter().next() };
        own.ok_or_else(|| Problem::missing("You have no plan of your own."))?.id
    } else {
        id.to_owned()
    };
    let (plan, person) = (id.clone(), viewer.id.clone());
    let found = host.database.ask(move |connection| {
        let question = "SELECT document, learner, is_fault, known_as FROM plans
             LEFT JOIN readers ON readers.plan = plans.id AND readers.person = ? WHERE plans.id = ?";
        connection
            .query_row(question, params![person, plan], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()
    });
    let found: Option<(String, String, bool, Option<String>)> = found.await?;
    let (document, learner, is_fault, known_as) =
        found.ok_or_else(|| Problem::missing("There is no plan of this id."))?;
    match known_as {
        // A document with a fault is answered as it is: the fault is what one came for.
        None if is_fault && viewer.role.is_staff() => Ok(Readable { id, learner, document }),
        None => Err(Problem::forbidden("This plan is not yours to read.")),
        Some(known_as) => {
            let document = viewed::by(&document, &id, &known_as, viewer.role).map_err(Problem::ours)?;
            Ok(Readable { id, learner, document })
        }
    }
}

/// Whether `If-Match` names this tag, compared strongly.
pub fn matches(asked: &str, tag: &str) -> bool {
    asked.split(',').map(str::trim).any(|known| known == "*" || known == tag)
}

/// Whether the browser already has the content of this tag (`If-None-Match`, compared weakly).
pub fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let name = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|tags| tags.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .any(|known| known.trim() == "*" || name(known) == name(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_tag_among_others() {
        for (asked, known) in [
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", \"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("a", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, asked.parse().expect("a header's value"));
            assert_eq!(is_known(&headers, "\"a\""), known, "{asked}");
        }
    }
}
