//! What this host answers, described for programs (OpenAPI 3.1). A test holds every answer against it.

use axum::{http::header, response::IntoResponse};

/// The description.
pub async fn description() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")],
        include_str!("../openapi.json"),
    )
}
