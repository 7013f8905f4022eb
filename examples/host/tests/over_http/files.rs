//! The element's files and the headers of every answer.

use crate::running::Running;

#[test]
fn serves_the_files_of_the_element_with_their_types() {
    let host = Running::start();
    for (file, kind) in [
        ("plp-roadmap.js", "text/javascript; charset=utf-8"),
        ("plp-roadmap.wasm", "application/wasm"),
        ("frame.html", "text/html; charset=utf-8"),
    ] {
        let answer = host.nobody().get(&format!("/v1/{file}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, kind));
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{file}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{file}");
        let known = [("if-none-match", answer.header("etag"))];
        assert_eq!(host.nobody().ask("GET", &format!("/v1/{file}"), &known, None).status, 304, "{file}");
    }
    for file in ["nothing.js", "..%2Fhost.db", "%2e%2e%2fhost.db", ".hidden.js", "plp-roadmap"] {
        assert_eq!(host.nobody().get(&format!("/v1/{file}")).status, 404, "{file}");
    }
}

#[test]
fn compresses_what_everybody_may_see_and_nothing_else() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    for (path, asked, sent) in [
        ("/v1/plp-roadmap.js", "br, gzip", "br"),
        ("/v1/plp-roadmap.js", "gzip", "gzip"),
        ("/v1/plp-roadmap.js", "identity", ""),
        ("/portal.css", "gzip", "gzip"),
        ("/api/plans/me", "br, gzip", ""),
        ("/portal", "br, gzip", ""),
    ] {
        let answer = kim.ask("GET", path, &[("accept-encoding", asked)], None);
        assert_eq!(answer.header("content-encoding"), sent, "{path} {asked}");
    }
}

#[test]
fn says_the_strict_headers_with_every_answer() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    for path in [
        "/",
        "/portal",
        "/api/plans/me",
        "/api/plans/nothing",
        "/nowhere",
        "/v1/frame.html",
        "/v1/nothing.js",
    ] {
        let answer = kim.get(path);
        for (name, value) in [
            (
                "content-security-policy",
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
                 img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
                 require-trusted-types-for 'script'",
            ),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "SAMEORIGIN"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ] {
            assert_eq!(answer.header(name), value, "{path}: {name}");
        }
        // A file of the element is anybody's; its 404 is not one.
        let policy = if path == "/v1/frame.html" { "cross-origin" } else { "same-origin" };
        assert_eq!(answer.header("cross-origin-resource-policy"), policy, "{path}");
    }
}
