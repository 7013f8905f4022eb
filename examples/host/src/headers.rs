//! What every answer says besides its content: what a page may load, and who may ask.

use crate::{Host, problem::Problem};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The strictest policy the widget works under; what it needs of it is `'wasm-unsafe-eval'`, the script
/// from where it is served and the plan from where it is asked for. No inline script, no inline style,
/// and Trusted Types without a policy: there is no sink to guard.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
    require-trusted-types-for 'script'";

const STRICT: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    // The address of a plan is nobody else's business. Not `no-referrer`: our own forms would then be sent with
    // `Origin: null`, and refused where a browser says no `Sec-Fetch-Site`.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Adds the strict headers to an answer that has not said otherwise.
pub async fn strict(State(host): State<Host>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in STRICT {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if host.https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// Answers 403 to a form that another site's page sent with our reader's cookie.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site`, old ones in `Origin`. A program that says
/// neither has no reader's cookie to misuse. A proxy hands on the `Host` that the reader's browser said.
pub async fn refuse_forms_of_other_sites(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || is_ours(request.headers())
    {
        next.run(request).await
    } else {
        Problem::forbidden("This form was sent from another site.").into_response()
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    let said = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or("unreadable"));
    match (said(HeaderName::from_static("sec-fetch-site")), said(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            origin.split_once("://").is_some_and(|(_, host)| Some(host) == said(header::HOST))
        }
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &[(&str, &str)], ours: bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in said {
            let name: HeaderName = name.parse().expect("a header's name");
            headers.insert(name, value.parse().expect("a header's value"));
        }
        assert_eq!(is_ours(&headers), ours, "{said:?}");
    }

    #[test]
    fn takes_a_form_of_its_own_pages_only() {
        check(&[("sec-fetch-site", "same-origin"), ("origin", "null")], true);
        check(&[("sec-fetch-site", "none")], true);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "cross-site"), ("origin", "http://a"), ("host", "a")], false);
        check(&[("origin", "http://a:80"), ("host", "a:80")], true);
        check(&[("origin", "http://evil"), ("host", "a")], false);
        check(&[("origin", "null"), ("host", "a")], false);
        check(&[("origin", "null")], false);
        check(&[("host", "a")], true);
    }
}
