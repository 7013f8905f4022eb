//! Who asks: a cookie that holds a random token, and nothing else.

use crate::{
    Host,
    people::{self, Person},
    problem::Problem,
};
use axum::{
    Form,
    extract::{FromRequestParts, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{AppendHeaders, IntoResponse, Redirect},
};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::time::{SystemTime, UNIX_EPOCH};

/// A school day and the evening after it.
pub const LASTS: i64 = 12 * 60 * 60;

/// The name of the session's cookie.
const SESSION: &str = "session";

/// The person who asks. A route that takes a `Viewer` answers 401 to nobody.
pub struct Viewer(pub Person);

impl FromRequestParts<Host> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, host: &Host) -> Result<Self, Problem> {
        let token = cookie_of(&parts.headers, SESSION, host.https).ok_or_else(Problem::nobody)?;
        let question = format!(
            "SELECT {} FROM sessions JOIN people ON people.id = sessions.person WHERE token = ? AND ends > ?",
            people::COLUMNS
        );
        let found = host.database.ask(move |connection| {
            connection.query_row(&question, params![kept(&token), now()], people::person).optional()
        });
        found.await?.map(Viewer).ok_or_else(Problem::nobody)
    }
}

/// The form of the demo's sign-in page. A real host has no such form: it makes the same session after
/// its own sign-in (a password, the district's identity provider, an LTI launch).
#[derive(serde::Deserialize)]
pub struct Choice {
    person: String,
}

/// Starts a session for the chosen demo person, and goes to the page that is theirs.
pub async fn sign_in(
    State(host): State<Host>,
    headers: HeaderMap,
    choice: Result<Form<Choice>, FormRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Form(choice) = choice.map_err(|_| Problem::unreadable("Choose a person to sign in as."))?;
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret).map_err(Problem::ours)?;
    let token = hexadecimal(&secret);
    // A browser has one session: the one before ends, as all that are over do.
    let before = cookie_of(&headers, SESSION, host.https).map(|token| kept(&token));
    let kept = kept(&token);
    let person = host.database.ask(move |connection| {
        let question = format!("SELECT {} FROM people WHERE id = ?", people::COLUMNS);
        let person = connection.query_row(&question, [choice.person], people::person).optional()?;
        if let Some(person) = &person {
            connection
                .execute("DELETE FROM sessions WHERE ends <= ? OR token = ?", params![now(), before])?;
            let session = params![kept, person.id, now() + LASTS];
            connection.execute("INSERT INTO sessions (token, person, ends) VALUES (?, ?, ?)", session)?;
        }
        Ok(person)
    });
    let person =
        person.await?.ok_or_else(|| Problem::unreadable("There is no such person to sign in as."))?;
    let home = if person.role.is_staff() { "/caseload" } else { "/portal" };
    Ok((cookie(SESSION, &token, LASTS, host.https), Redirect::to(home)))
}

/// Ends the session, for a program.
pub async fn sign_out(State(host): State<Host>, headers: HeaderMap) -> Result<impl IntoResponse, Problem> {
    Ok((StatusCode::NO_CONTENT, end(&host, &headers).await?))
}

/// Ends the session, for a form, and goes back to the sign-in page.
pub async fn leave(State(host): State<Host>, headers: HeaderMap) -> Result<impl IntoResponse, Problem> {
    Ok((end(&host, &headers).await?, Redirect::to("/")))
}

/// Ends the session, if there is one, and gives the cookie that takes its token away. Ending none is no problem: the
/// wish is fulfilled.
async fn end(host: &Host, headers: &HeaderMap) -> Result<Cookie, Problem> {
    if let Some(token) = cookie_of(headers, SESSION, host.https) {
        let end = move |connection: &rusqlite::Connection| {
            connection.execute("DELETE FROM sessions WHERE token = ?", params![kept(&token)])
        };
        host.database.ask(end).await?;
    }
    Ok(cookie(SESSION, "", 0, host.https))
}

/// A header that sets a cookie.
type Cookie = AppendHeaders<[(header::HeaderName, String); 1]>;

/// A cookie. No script can read it (`HttpOnly`), no other site's form or picture sends it
/// (`SameSite=Lax`), and behind https no other host of the district can set it (`__Host-`). What it holds is
/// ours, never what was sent: a line's end in it would begin a header.
pub fn cookie(name: &str, holds: &str, lasts: i64, https: bool) -> Cookie {
    let (name, secure) = (cookie_name(name, https), if https { "; Secure" } else { "" });
    let cookie = format!("{name}={holds}; HttpOnly; SameSite=Lax; Path=/; Max-Age={lasts}{secure}");
    AppendHeaders([(header::SET_COOKIE, cookie)])
}

fn cookie_name(name: &str, https: bool) -> String {
    if https { format!("__Host-{name}") } else { name.to_owned() }
}

/// What the cookie of that name holds.
pub fn cookie_of(headers: &HeaderMap, name: &str, https: bool) -> Option<String> {
    let name = cookie_name(name, https);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, holds)| holds.to_owned())
}

/// What the database keeps of a token. The token is 256 random bits, so one plain hash is enough.
fn kept(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// Bytes as lower-case hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().cast_signed())
}
