//! Why not: every refusal, in one form (RFC 9457), with nobody's name in it.

use crate::pages::Language;
use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;
use std::fmt::Display;

/// A refusal: its status, and a sentence that the person who meets it can act on.
///
/// Invariant: the sentence names nobody and repeats nothing that was sent. It ends up in logs.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    detail: &'static str,
}

impl Problem {
    /// Any other refusal.
    pub fn of(status: StatusCode, detail: &'static str) -> Self {
        Self { status, detail }
    }
    /// The request cannot be read.
    pub fn unreadable(detail: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, detail }
    }
    /// Nobody is signed in.
    pub fn nobody() -> Self {
        Self { status: StatusCode::UNAUTHORIZED, detail: "Sign in to read a plan." }
    }
    /// Somebody is, and may not.
    pub fn forbidden(detail: &'static str) -> Self {
        Self { status: StatusCode::FORBIDDEN, detail }
    }
    /// There is nothing here.
    pub fn missing(detail: &'static str) -> Self {
        Self { status: StatusCode::NOT_FOUND, detail }
    }
    /// The host's own fault: the reason goes to its log and to nobody else.
    pub fn ours(reason: impl Display) -> Self {
        eprintln!("problem: {reason}");
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            detail: "The school's server had a problem. Try again.",
        }
    }
}

/// Leaves the problem with the answer; [`write_out`], which knows what was asked, gives it its body.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes each problem out: as a page for a person who opened a page, as `application/problem+json` for
/// a program. Somebody who opened a page without being signed in is sent to sign in.
pub async fn write_out(request: Request, next: Next) -> Response {
    let address = request.uri().clone();
    let path = address.path();
    let for_a_person = !path.starts_with("/api/")
        && request
            .headers()
            .get_all(header::ACCEPT)
            .iter()
            .any(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")));
    let mut response = next.run(request).await;
    // axum refuses some requests by itself, in its own words: bytes that are not text, a field given twice.
    let by_axum = response
        .status()
        .is_client_error()
        .then(|| Problem { status: response.status(), detail: "The request cannot be read." });
    let Some(Problem { status, detail }) = response.extensions_mut().remove::<Problem>().or(by_axum) else {
        return response;
    };
    if for_a_person && status == StatusCode::UNAUTHORIZED {
        return Redirect::to(&Language::sign_in_first(&address)).into_response();
    }
    let title = status.canonical_reason().unwrap_or("Problem");
    let mut written = if for_a_person {
        (status, crate::pages::refusal(title, detail)).into_response()
    } else {
        let body = json!({
            "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail, "instance": path
        });
        let kind = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, kind)], Json(body)).into_response()
    };
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        written.headers_mut().insert(header::ALLOW, allow);
    }
    written.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    written
}

/// The answer where no route is.
pub async fn no_such_page() -> Problem {
    Problem::missing("There is nothing at this address.")
}

/// The answer where a route is, but not for this method.
pub async fn no_such_method() -> Problem {
    Problem { status: StatusCode::METHOD_NOT_ALLOWED, detail: "This address does not take that method." }
}
