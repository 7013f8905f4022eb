//! The widget's files, the same for everybody.

use crate::{Host, plans::is_known, problem::Problem, session::hexadecimal};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

/// A file of the dist folder.
///
/// The name does not change with the content, so the browser asks each time and mostly hears 304; in
/// exchange an update reaches every page at once. The file is read each time, too, so that a developer
/// who builds the widget reloads the page and sees it. Any page of any site may load these (CORS), as
/// `type="module"` and `integrity` demand. The ETag is weak: the bytes sent may be compressed ones.
pub async fn file(
    State(host): State<Host>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let kind = kind_of(&file).ok_or_else(no_such_file)?;
    let bytes = tokio::fs::read(host.dist.join(&file)).await.map_err(|_| no_such_file())?;
    let tag = format!("W/\"{}\"", hexadecimal(&Sha256::digest(&bytes)[..16]));
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::ETAG, tag.as_str()),
        (header::CACHE_CONTROL, "public, no-cache"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    Ok(if is_known(&asked, &tag) {
        (StatusCode::NOT_MODIFIED, headers).into_response()
    } else {
        (headers, bytes).into_response()
    })
}

fn no_such_file() -> Problem {
    Problem::missing("The widget has no such file.")
}

/// The media type of a file, and none for a name that is not one file of the folder itself.
fn kind_of(file: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if file.starts_with('.') || !file.chars().all(plain) {
        return None;
    }
    Some(match file.rsplit_once('.')?.1 {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "ts" | "md" | "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serves_the_files_of_its_folder_only() {
        for (file, kind) in [
            ("plp-roadmap.js", Some("text/javascript; charset=utf-8")),
            ("plp-roadmap.wasm", Some("application/wasm")),
            ("plp-roadmap.d.ts", Some("text/plain; charset=utf-8")),
            ("sri.json", Some("application/json")),
            ("../Cargo.json", None),
            ("..", None),
            (".env.json", None),
            ("C:\\a.js", None),
            ("LICENSE", None),
        ] {
            assert_eq!(kind_of(file), kind, "{file}");
        }
    }
}
