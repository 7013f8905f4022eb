//! Changes: what a reader asks of a plan, and how the host writes it in.

use crate::{
    Host,
    people::{Person, Role},
    plans,
    problem::Problem,
    session::Viewer,
    status::status,
    viewed,
};
use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The most that a request may weigh, in bytes: 4,000 characters, were each of them escaped.
pub const LIMIT: usize = 65_536;

/// The most that a text may hold, in characters: the limit of the plan format.
const LONG: usize = 4_000;

/// What the plan format's change object says. Fields that are not told here are ignored.
#[derive(serde::Deserialize)]
pub struct Change {
    id: String,
    kind: String,
    step: Option<String>,
    goal: Option<String>,
    action: Option<String>,
    text: Option<String>,
}

/// `POST /api/plans/{id}/changes`: makes the change once, and answers the plan as it is then.
///
/// The key is the change's own id. Asked again with the same key and the same change, which happens when an
/// answer was lost on its way, nothing is written and the answer is the same: the plan as it is. A refusal
/// writes nothing and keeps no key, so that the change may come again with a newer `If-Match`.
pub async fn take(
    State(host): State<Host>,
    Viewer(viewer): Viewer,
    Path(id): Path<String>,
    headers: HeaderMap,
    change: Result<Json<Change>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(change) = change.map_err(|rejection| match rejection.status() {
        large @ StatusCode::PAYLOAD_TOO_LARGE => Problem::of(large, "The change is too large."),
        _ => Problem::unreadable("The change is not JSON of the right form."),
    })?;
    if header(&headers, "idempotency-key") != Some(&change.id) {
        return Err(Problem::unreadable("The header Idempotency-Key must be the id of the change."));
    }
    // It becomes the id of a note, and the plan must stay one that can be read.
    if change.id.is_empty() || change.id.chars().count() > 64 || change.id.chars().any(char::is_control) {
        return Err(Problem::unreadable("The id of a change is a UUID."));
    }
    let tag = headers.get(header::IF_MATCH).and_then(|tag| tag.to_str().ok());
    let tag = tag.ok_or_else(|| {
        Problem::of(StatusCode::PRECONDITION_REQUIRED, "Say in If-Match which plan you saw.")
    })?;
    let tag = tag.to_owned();
    let id = plans::readable(&host, &viewer, &id).await?.id;
    let written = host.database.ask(move |connection| {
        // Read, checked and written with nobody in between: the transaction takes the right to write before it
        // reads. Elsewhere that is SELECT … FOR UPDATE; without it, of two changes at once one is lost.
        let all = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        let answer = write(&all, &viewer, &id, &tag, &change)?;
        if answer.is_ok() {
            all.commit()?;
        }
        Ok(answer)
    });
    Ok(plans::answer(written.await??))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Makes the change, if it was not made before and may be. Answers the plan as its viewer sees it afterwards.
fn write(
    connection: &Connection,
    viewer: &Person,
    id: &str,
    tag: &str,
    change: &Change,
) -> rusqlite::Result<Result<String, Problem>> {
    let question = "SELECT document, known_as FROM plans JOIN readers ON readers.plan = plans.id
         WHERE plans.id = ? AND readers.person = ?";
    let found = connection
        .query_row(question, params![id, viewer.id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    let Some((document, known_as)) = found else {
        return Ok(Err(Problem::forbidden("This plan is not yours to change.")));
    };
    let seen = match viewed::by(&document, id, &known_as, viewer.role) {
        Ok(seen) => seen,
        Err(fault) => return Ok(Err(Problem::ours(fault))),
    };
    let asked = fingerprint(id, change);
    let question = "SELECT asked FROM changes WHERE person = ? AND id = ?";
    let before: Option<Vec<u8>> =
        connection.query_row(question, params![viewer.id, change.id], |row| row.get(0)).optional()?;
    match before {
        Some(before) if before == asked => return Ok(Ok(seen)),
        Some(_) => return Ok(Err(refused("This id belongs to another change."))),
        None => {}
    }
    if !plans::matches(tag, &plans::tag(&seen)) {
        let status = StatusCode::PRECONDITION_FAILED;
        return Ok(Err(Problem::of(status, "The plan has changed since you read it.")));
    }
    // In this machine's own offset, which is to be the school's: 18:30 there is the same day for who reads of it.
    let now = jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let written = serde_json::from_str(&document)
        .map_err(Problem::ours)
        .and_then(|plan| made(plan, viewer.role, &known_as, change, &now));
    let written = match written {
        Ok(plan) => plan.to_string(),
        Err(problem) => return Ok(Err(problem)),
    };
    connection
        .execute("UPDATE plans SET document = ?, updated = ? WHERE id = ?", params![written, now, id])?;
    connection.execute(
        "INSERT INTO changes (person, id, plan, asked) VALUES (?, ?, ?, ?)",
        params![viewer.id, change.id, id, asked],
    )?;
    Ok(viewed::by(&written, id, &known_as, viewer.role).map_err(Problem::ours))
}

/// Tells one change from another: the hash of all that it says, kept in place of the words.
fn fingerprint(plan: &str, change: &Change) -> Vec<u8> {
    let Change { id: _, kind, step, goal, action, text } = change;
    Sha256::digest(json!([plan, kind, step, goal, action, text]).to_string()).to_vec()
}

/// The change cannot be made as it is asked for.
fn refused(detail: &'static str) -> Problem {
    Problem::of(StatusCode::UNPROCESSABLE_ENTITY, detail)
}

/// The change made no sense any more when it came.
fn late(detail: &'static str) -> Problem {
    Problem::of(StatusCode::CONFLICT, detail)
}

/// The plan with the change in it, if `role` may make it: whoever is called `by` in the plan.
fn made(mut plan: Value, role: Role, by: &str, change: &Change, now: &str) -> Result<Value, Problem> {
    let can = viewed::can(&plan, role);
    let may = |word| {
        if can.contains(&word) { Ok(()) } else { Err(Problem::forbidden("You may not make this change.")) }
    };
    match change.kind.as_str() {
        "comment" | "reflect" => {
            may(&change.kind)?;
            let kind = if change.kind == "comment" { "comment" } else { "reflection" };
            let text = change.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
            let text = text.ok_or_else(|| refused("Write something first."))?;
            if text.chars().count() > LONG {
                return Err(refused("This is too long: at most 4,000 characters."));
            }
            let step = part(&mut plan, "steps", &change.step)?;
            // Another person's keys are their own, and two notes must not have one id.
            let notes = step["notes"].as_array();
            let taken = notes.is_some_and(|notes| notes.iter().any(|note| note["id"] == change.id.as_str()));
            let id = if taken { format!("{}-{by}", change.id) } else { change.id.clone() };
            let note =
                json!({ "id": id, "kind": kind, "text": text, "by": by, "at": now, "audience": "all" });
            push(step, "notes", note);
        }
        "accept" | "decline" | "approve" => {
            may("decide")?;
            let approves = change.kind == "approve";
            if approves && !role.is_staff() {
                return Err(Problem::forbidden("The school approves; you can accept or decline."));
            }
            let step = part(&mut plan, "steps", &change.step)?;
            let state = step["agency"]["state"].as_str();
            if state != Some("proposed") && !(approves && state == Some("accepted")) {
                return Err(late("This was decided already."));
            }
            let is_late = match status(step) {
                "planned" | "suggested" => false,
                "completed" | "waived" | "dropped" => true,
                _ => !approves,
            };
            if is_late {
                return Err(late("This is past deciding."));
            }
            if !approves && step["agency"]["by"] == by {
                return Err(Problem::forbidden("You proposed this: somebody else accepts or declines it."));
            }
            let state = match change.kind.as_str() {
                "accept" => "accepted",
                "decline" => "declined",
                _ => "approved",
            };
            let agency = &mut step["agency"];
            if agency["history"].as_array().is_none_or(Vec::is_empty) {
                // Who proposed it is told nowhere else once it is decided.
                let proposed = json!({ "state": agency["state"], "by": agency["by"], "at": agency["at"] });
                push(agency, "history", proposed);
            }
            push(agency, "history", json!({ "state": state, "by": by, "at": now }));
            (agency["state"], agency["by"], agency["at"]) = (json!(state), json!(by), json!(now));
        }
        "check-action" => {
            if can.is_empty() {
                return Err(Problem::forbidden("You may not make this change."));
            }
            let action = part(part(&mut plan, "goals", &change.goal)?, "actions", &change.action)?;
            let is_theirs = match action["owner"].as_str() {
                Some(owner) => owner == by,
                None => role == Role::Learner,
            };
            if !is_theirs {
                return Err(Problem::forbidden("This is for somebody else to check off."));
            }
            if action["done"] == true {
                return Err(late("This is done already."));
            }
            action["done"] = json!(true);
        }
        _ => return Err(refused("This school does not take that kind of change.")),
    }
    plan["updated"] = json!(now);
    Ok(plan)
}

/// The part of that id in a list of an object.
fn part<'a>(whole: &'a mut Value, name: &str, id: &Option<String>) -> Result<&'a mut Value, Problem> {
    let parts = whole.get_mut(name).and_then(Value::as_array_mut);
    let found = id.as_ref().and_then(|id| parts?.iter_mut().find(|part| part["id"] == id.as_str()));
    found.filter(|part| part.is_object()).ok_or_else(|| refused("The plan has nothing of that id."))
}

/// Adds an entry to a list of an object; the list is made where there is none.
fn push(whole: &mut Value, name: &str, entry: Value) {
    match &mut whole[name] {
        Value::Array(list) => list.push(entry),
        other => *other = json!([entry]),
    }
}
