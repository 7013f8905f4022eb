//! `openapi.json` and the host, held together both ways: no answer that is not described, and nothing
//! described that is not answered.

use crate::running::{Answer, Running};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn description() -> Value {
    serde_json::from_str(include_str!("../../openapi.json")).unwrap()
}

/// What a `$ref` stands for.
fn resolved<'a>(all: &'a Value, part: &'a Value) -> &'a Value {
    part["$ref"].as_str().map_or(part, |place| all.pointer(place.trim_start_matches('#')).expect(place))
}

/// The described path that an address is an instance of: the one with the fewest blanks.
fn path_of(all: &Value, address: &str) -> Option<String> {
    let address: Vec<&str> = address.split(['?', '#']).next()?.split('/').collect();
    let fits = |path: &&String| {
        let parts: Vec<&str> = path.split('/').collect();
        parts.len() == address.len()
            && parts.iter().zip(&address).all(|(part, said)| part.starts_with('{') || part == said)
    };
    all["paths"].as_object()?.keys().filter(fits).min_by_key(|path| path.matches('{').count()).cloned()
}

/// Panics if the answer is not one that the description gives for the request.
pub fn check(method: &str, address: &str, answer: &Answer) {
    let all = description();
    let asked = format!("{method} {address} → {}", answer.status);
    let place = path_of(&all, address);
    let operation = place.as_ref().map(|path| {
        let verb = if method == "HEAD" { "get".to_owned() } else { method.to_lowercase() };
        &all["paths"][path][verb]
    });
    let described = match operation {
        None => {
            assert_eq!(answer.status, 404, "{asked}: not a described path");
            &all["components"]["responses"]["Problem"]
        }
        Some(Value::Null) => {
            assert_eq!(answer.status, 405, "{asked}: not a described method");
            &all["components"]["responses"]["Problem"]
        }
        Some(operation) => {
            let described = &operation["responses"][answer.status.to_string()];
            assert!(!described.is_null(), "{asked}: not a described status");
            resolved(&all, described)
        }
    };
    for (name, header) in described["headers"].as_object().into_iter().flatten() {
        let header = resolved(&all, header);
        let value = answer.headers.get(name).unwrap_or_else(|| panic!("{asked}: no {name}"));
        hold(&all, &header["schema"], &json!(value.to_str().unwrap()), &format!("{asked}: {name}"));
    }
    check_body(&all, described, method, answer, &asked);
}

fn check_body(all: &Value, described: &Value, method: &str, answer: &Answer, asked: &str) {
    let Some(kinds) = described["content"].as_object() else {
        assert!(answer.body.is_empty(), "{asked}: a body that is not described");
        return;
    };
    let essence = |kind: &str| kind.split(';').next().unwrap_or_default().to_owned();
    let sent = essence(answer.header("content-type"));
    let (_, kind) = kinds
        .iter()
        .find(|(kind, _)| essence(kind) == sent)
        .unwrap_or_else(|| panic!("{asked}: `{sent}` is not a described media type"));
    if method == "HEAD" {
        assert!(answer.body.is_empty(), "{asked}: HEAD has no body");
        return;
    }
    if sent.ends_with("json") {
        // A document with a fault on purpose may be anything, also no JSON; no learner's plan is such.
        if asked.contains("/api/plans/fault-") && answer.status == 200 {
            assert!(kind["schema"]["anyOf"].is_array(), "{asked}: a fault that is not described");
        } else {
            let schema = kind["schema"].pointer("/anyOf/0").unwrap_or(&kind["schema"]);
            hold(all, schema, &answer.json(), asked);
        }
    }
}

/// Panics if the value is not as the schema says.
fn hold(all: &Value, schema: &Value, value: &Value, asked: &str) {
    if !schema.is_object() {
        return;
    }
    let whole = json!({ "allOf": [schema], "components": { "schemas": all["components"]["schemas"] } });
    let whole = jsonschema::validator_for(&whole).expect("a schema");
    let faults: Vec<String> =
        whole.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{asked}:\n{}", faults.join("\n"));
}

/// One request for every path, method and status that is described.
#[test]
fn answers_everything_that_it_describes() {
    let host = Running::start();
    let [kim, sam] = ["kim-rivera", "sam-field"].map(|person| host.sign_in(person));
    let nobody = host.nobody();
    let html = ("accept", "text/html");
    let evil = ("sec-fetch-site", "cross-site");
    let any = ("if-none-match", "*");
    let (mut answered, mut others) = (BTreeSet::new(), Vec::new());
    let mut drive =
        |visitor: &crate::running::Visitor, method: &str, path: &str, header, form: Option<&str>| {
            let answer = visitor.ask(method, path, &[header], form);
            let path = path_of(&description(), path).unwrap_or_default();
            answered.insert(format!("{method} {path} {}", answer.status));
        };
    for path in ["/api/plans", "/api/plans/me", "/portal", "/caseload", "/plans/me", "/plans/me/text"] {
        drive(&nobody, "GET", path, ("accept", "*/*"), None); // 401
        drive(&nobody, "GET", path, html, None); // 303 to sign in, but for the API
        drive(if path == "/caseload" { &sam } else { &kim }, "GET", path, html, None); // 200
    }
    drive(&kim, "GET", "/caseload", html, None);
    for base in ["/api/plans/", "/plans/"] {
        for (id, text) in [
            ("traveller", ""),
            ("nothing", ""),
            ("%FF", ""),
            ("traveller", "/text"),
            ("nothing", "/text"),
            ("%FF", "/text"),
        ] {
            if base == "/plans/" || text.is_empty() {
                drive(&kim, "GET", &format!("{base}{id}{text}"), html, None); // 403, 404, 400
            }
        }
    }
    drive(&kim, "GET", "/api/plans/me", any, None);
    drive(&nobody, "POST", "/api/plans/me/changes", ("accept", "*/*"), None); // 401
    drive(&kim, "POST", "/api/plans/me/changes", ("accept", "*/*"), None); // 400
    let large = "x".repeat(70_000);
    for (plan, tag, step, text) in [
        ("me", "", "algebra", "x"),         // 428
        ("me", "\"old\"", "algebra", "x"),  // 412
        ("me", "*", "algebra", ""),         // 422
        ("me", "*", "algebra", &large),     // 413
        ("me", "*", "geometry", "accept"),  // 409
        ("traveller", "*", "algebra", "x"), // 403
        ("nothing", "*", "algebra", "x"),   // 404
        ("me", "*", "algebra", "x"),        // 200
    ] {
        let kind = if text == "accept" { text } else { "comment" };
        let body = json!({ "id": "c", "kind": kind, "step": step, "text": text }).to_string();
        let headers = [("idempotency-key", "c"), ("if-match", tag)];
        let headers = if tag.is_empty() { &headers[..1] } else { &headers[..] };
        let path = format!("/api/plans/{plan}/changes");
        let answer = kim.send("POST", &path, headers, Some(("application/json", &body)));
        others.push(format!("POST /api/plans/{{id}}/changes {}", answer.status));
    }
    for path in ["/", "/portal", "/caseload"] {
        drive(&sam, "GET", &format!("{path}?lang=en&lang=es"), html, None); // 400
        drive(&nobody, "GET", path, html, None);
    }
    for path in [
        "/v1/plp-roadmap.js",
        "/v1/nothing.js",
        "/v1/%FF",
        "/portal.css",
        "/portal.js",
        "/portal.svg",
        "/openapi.json",
    ] {
        drive(&nobody, "GET", path, html, None);
        drive(&nobody, "GET", path, any, None);
    }
    drive(&nobody, "POST", "/session", html, Some("person=kim-rivera"));
    drive(&nobody, "POST", "/session", html, Some("person=nobody-here"));
    drive(&nobody, "POST", "/session", evil, Some("person=kim-rivera"));
    for (method, path) in [("DELETE", "/session"), ("POST", "/session/end")] {
        let form = (method == "POST").then_some("");
        drive(&kim, method, path, evil, form); // 403
        drive(&kim, method, path, html, form);
    }

    answered.extend(others);

    let all = description();
    let mut described = BTreeSet::new();
    for (path, operations) in all["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            for status in
                operation["responses"].as_object().unwrap().keys().filter(|status| *status != "default")
            {
                described.insert(format!("{} {path} {status}", method.to_uppercase()));
            }
        }
    }
    let unanswered: Vec<_> = described.difference(&answered).collect();
    assert_eq!(unanswered, [""; 0], "in openapi.json, and answered by no request of this test");
}

#[test]
fn describes_every_route() {
    let routes: BTreeSet<&str> = include_str!("../../src/main.rs")
        .split(".route(\"")
        .skip(1)
        .filter_map(|route| route.split('"').next())
        .collect();
    let all = description();
    let described: BTreeSet<&str> = all["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        routes, described,
        "the routes of examples/host/src/main.rs, and the paths of examples/host/openapi.json"
    );
}

#[test]
fn serves_the_description_that_it_is_held_to() {
    assert_eq!(Running::start().nobody().get("/openapi.json").json(), description());
}
