//! Changes: who may write what into a plan, once, and into the plan that they saw.

use crate::running::{Answer, Running, Visitor};
use serde_json::{Value, json};

const SOPHOMORE: &str = "/api/plans/sophomore";

/// Sends a change to a plan, with its own id as the key, made on the plan of that tag.
fn send(visitor: &Visitor, plan: &str, tag: &str, change: &Value) -> Answer {
    let key = change["id"].as_str().unwrap();
    let headers = [("idempotency-key", key), ("if-match", tag)];
    let body = change.to_string();
    visitor.send("POST", &format!("{plan}/changes"), &headers, Some(("application/json", &body)))
}

/// The same, made on the plan as it is.
fn change(visitor: &Visitor, change: &Value) -> Answer {
    let tag = visitor.get(SOPHOMORE).header("etag").to_owned();
    send(visitor, SOPHOMORE, &tag, change)
}

fn comment(id: &str, text: &str) -> Value {
    json!({ "id": id, "at": "2026-11-22T12:00:00Z", "kind": "comment", "step": "geometry", "text": text })
}

fn decide(id: &str, kind: &str) -> Value {
    json!({ "id": id, "kind": kind, "step": "algebra" })
}

fn check(id: &str, action: &str) -> Value {
    json!({ "id": id, "kind": "check-action", "goal": "nurse", "action": action })
}

#[test]
fn writes_a_comment_that_the_others_read() {
    let host = Running::start();
    let [kim, ana, sam] = ["kim-rivera", "ana-rivera", "sam-field"].map(|person| host.sign_in(person));
    let before = kim.get(SOPHOMORE);
    let answer = send(&kim, SOPHOMORE, before.header("etag"), &comment("c1", "  Triangles at last <3 \n"));
    assert_eq!(answer.status, 200);
    let mut note = answer.json()["steps"][0]["notes"].as_array().unwrap().last().unwrap().clone();
    let at = note["at"].take();
    let written = json!({ "id": "c1", "kind": "comment", "text": "Triangles at last <3", "by": "kim", "at": null, "audience": "all" });
    assert_eq!(note, written);
    assert_eq!(answer.json()["updated"], at, "the host's own clock");
    assert_ne!(answer.header("etag"), before.header("etag"));
    for (visitor, notes) in [(&kim, 2), (&ana, 2), (&sam, 3)] {
        let seen = visitor.get(SOPHOMORE).json()["steps"][0]["notes"].clone();
        assert_eq!(seen.as_array().map(Vec::len), Some(notes), "staff alone see the note for staff");
        assert!(seen.to_string().contains("Triangles"));
    }
    assert_eq!(kim.get(SOPHOMORE).header("etag"), answer.header("etag"), "the answer is the plan");
    assert_eq!(kim.get("/api/plans").json()[0]["updated"], at);
    let (_, problems) = throughline::plan::read(&answer.text()).unwrap();
    assert_eq!(problems, []);
}

#[test]
fn everyone_does_what_their_role_may() {
    for (person, kind, step, status) in [
        ("kim-rivera", "comment", "algebra", 200),
        ("kim-rivera", "reflect", "algebra", 200),
        ("kim-rivera", "accept", "algebra", 200),
        ("kim-rivera", "decline", "algebra", 200),
        ("kim-rivera", "approve", "algebra", 403),
        ("ana-rivera", "comment", "algebra", 200),
        ("ana-rivera", "reflect", "algebra", 403),
        ("ana-rivera", "accept", "algebra", 200),
        ("ana-rivera", "approve", "algebra", 403),
        ("pat-stone", "comment", "algebra", 200),
        ("pat-stone", "accept", "algebra", 403),
        ("sam-field", "comment", "algebra", 200),
        ("sam-field", "reflect", "algebra", 403),
        ("sam-field", "decline", "algebra", 200),
        ("sam-field", "approve", "algebra", 200),
        // Nobody accepts what they proposed themselves; the school approves it.
        ("sam-field", "accept", "psychology", 403),
        ("sam-field", "decline", "psychology", 403),
        ("sam-field", "approve", "psychology", 200),
        ("kim-rivera", "accept", "psychology", 200),
        // What is begun is past deciding; what is done or dropped, past approving.
        ("kim-rivera", "accept", "begun", 409),
        ("kim-rivera", "decline", "done", 409),
        ("kim-rivera", "accept", "short", 409),
        ("sam-field", "approve", "begun", 200),
        ("sam-field", "approve", "done", 409),
        ("sam-field", "approve", "short", 200),
        ("sam-field", "approve", "dropped", 409),
    ] {
        let host = Running::start();
        let visitor = host.sign_in(person);
        let text = matches!(kind, "comment" | "reflect").then_some("Words");
        let asked = json!({ "id": "x", "kind": kind, "step": step, "text": text });
        assert_eq!(change(&visitor, &asked).status, status, "{person}: {kind} {step}");
    }
}

fn history(agency: &Value) -> Vec<String> {
    let events = agency["history"].as_array().unwrap().iter();
    events.map(|event| format!("{} {}", event["state"], event["by"]).replace('"', "")).collect()
}

#[test]
fn a_decision_is_written_with_who_and_when_and_is_made_once() {
    let host = Running::start();
    let [kim, sam] = ["kim-rivera", "sam-field"].map(|person| host.sign_in(person));
    assert_eq!(change(&kim, &decide("d1", "accept")).status, 200);
    assert_eq!(change(&kim, &decide("d2", "decline")).status, 409, "accepted already");
    let answer = change(&sam, &decide("d3", "approve"));
    let agency = &answer.json()["steps"][1]["agency"];
    assert_eq!((&agency["state"], &agency["by"]), (&json!("approved"), &json!("advisor")));
    assert_eq!(history(agency), ["proposed teacher", "accepted kim", "approved advisor"]);
    assert_eq!(change(&sam, &decide("d4", "approve")).status, 409);
    let asked = json!({ "id": "d5", "kind": "accept", "step": "psychology" });
    let agency = &change(&kim, &asked).json()["steps"][2]["agency"];
    assert_eq!(history(agency), ["proposed advisor", "accepted kim"], "a list without an entry is none");
}

#[test]
fn an_action_is_checked_off_by_who_does_it() {
    let host = Running::start();
    let [kim, ana, sam] = ["kim-rivera", "ana-rivera", "sam-field"].map(|person| host.sign_in(person));
    for (visitor, action, status) in [
        (&ana, "shadow", 403),
        (&sam, "anyone", 403),
        (&kim, "visit", 403),
        (&kim, "shadow", 200),
        (&kim, "anyone", 200),
        (&ana, "visit", 200),
        (&kim, "shadow", 409),
        (&kim, "nothing", 422),
    ] {
        let answer = change(visitor, &check(&format!("{action} {status}"), action));
        assert_eq!(answer.status, status, "{action}");
    }
    let actions = kim.get(SOPHOMORE).json()["goals"][0]["actions"].clone();
    assert!(actions.as_array().unwrap().iter().all(|action| action["done"] == true), "{actions}");
}

#[test]
fn the_same_key_makes_a_change_once_and_answers_the_same() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    let tag = kim.get(SOPHOMORE).header("etag").to_owned();
    let first = send(&kim, SOPHOMORE, &tag, &comment("c1", "Once"));
    // The answer was lost: sent again as it was, with the tag of before.
    let again = send(&kim, SOPHOMORE, &tag, &comment("c1", "Once"));
    assert_eq!((again.status, again.header("etag"), &again.body), (200, first.header("etag"), &first.body));
    assert_eq!(change(&kim, &comment("c1", "Other words")).status, 422, "the key is another change's");
    let sam = host.sign_in("sam-field");
    assert_eq!(change(&sam, &comment("c1", "Once")).status, 200, "another person's keys are their own");
    let (_, problems) = throughline::plan::read(&sam.get(SOPHOMORE).text()).expect("a plan");
    assert!(problems.is_empty(), "two notes of one id: {problems:?}");
}

#[test]
fn a_change_on_an_older_plan_is_refused_and_may_come_again() {
    let host = Running::start();
    let [kim, sam] = ["kim-rivera", "sam-field"].map(|person| host.sign_in(person));
    let old = kim.get(SOPHOMORE).header("etag").to_owned();
    assert_eq!(change(&sam, &comment("s1", "Well done")).status, 200);
    let late = send(&kim, SOPHOMORE, &old, &comment("k1", "Thank you"));
    assert_eq!((late.status, late.header("content-type")), (412, "application/problem+json"));
    assert_eq!(late.json()["detail"], "The plan has changed since you read it.");
    for tag in [&format!("W/{}", kim.get(SOPHOMORE).header("etag")), "\"other\"", ""] {
        assert_eq!(send(&kim, SOPHOMORE, tag, &comment("k1", "Thank you")).status, 412, "{tag}");
    }
    assert_eq!(change(&kim, &comment("k1", "Thank you")).status, 200, "the same key, on the newer plan");
}

#[test]
fn what_cannot_be_written_is_refused_in_words() {
    let host = Running::start();
    let [kim, ana] = ["kim-rivera", "ana-rivera"].map(|person| host.sign_in(person));
    let long = "x".repeat(4001);
    for (visitor, asked, status, detail) in [
        (&kim, comment("a", " \n "), 422, "Write something first."),
        (&kim, comment("b", &long), 422, "This is too long: at most 4,000 characters."),
        (&kim, json!({ "id": "c", "kind": "comment", "step": "geometry" }), 422, "Write something first."),
        (&kim, json!({ "id": "d", "kind": "comment", "text": "x" }), 422, "The plan has nothing of that id."),
        (
            &kim,
            json!({ "id": "e", "kind": "comment", "step": "nothing", "text": "x" }),
            422,
            "The plan has nothing of that id.",
        ),
        (
            &kim,
            json!({ "id": "f", "kind": "sign-review" }),
            422,
            "This school does not take that kind of change.",
        ),
        (&kim, json!({ "id": "g", "kind": "accept", "step": "geometry" }), 409, "This was decided already."),
        (
            &ana,
            json!({ "id": "h", "kind": "reflect", "step": "geometry", "text": "x" }),
            403,
            "You may not make this change.",
        ),
    ] {
        let answer = change(visitor, &asked);
        assert_eq!((answer.status, &answer.json()["detail"]), (status, &json!(detail)), "{asked:.60}");
    }
    let four_thousand = "\u{1F600}".repeat(4000);
    assert_eq!(change(&kim, &comment("i", &four_thousand)).status, 200);
}

#[test]
fn a_request_must_be_whole_and_of_our_own_pages() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    let tag = kim.get(SOPHOMORE).header("etag").to_owned();
    let path = format!("{SOPHOMORE}/changes");
    let body = comment("c1", "Words").to_string();
    let json = "application/json";
    let long = "0123456789".repeat(7);
    let long = long.as_str();
    let (key, on) = (("idempotency-key", "c1"), ("if-match", tag.as_str()));
    for (headers, kind, body, status) in [
        (&[on][..], json, body.as_str(), 400),
        (&[("idempotency-key", "c2"), on], json, &body, 400),
        (&[key], json, &body, 428),
        (&[key, on], "text/plain", &body, 400),
        (&[key, on], json, "{", 400),
        (&[key, on], json, "[]", 400),
        (&[("idempotency-key", long), on], json, &comment(long, "Words").to_string(), 400),
        (&[key, on, ("sec-fetch-site", "cross-site")], json, &body, 403),
        (&[key, on, ("origin", "https://evil.example")], json, &body, 403),
    ] {
        assert_eq!(kim.send("POST", &path, headers, Some((kind, body))).status, status, "{headers:?} {kind}");
    }
    assert_eq!(host.nobody().send("POST", &path, &[key, on], Some((json, &body))).status, 401);
    for (plan, status) in [("/api/plans/traveller", 403), ("/api/plans/nothing", 404), ("/api/plans/me", 200)]
    {
        assert_eq!(send(&kim, plan, &tag, &comment("c1", "Words")).status, status, "{plan}");
    }
    assert_eq!(kim.get(&path).status, 405);
}

#[test]
fn a_locked_plan_offers_nothing_and_takes_nothing() {
    let host = Running::start();
    let robin = host.sign_in("robin-lake");
    let plan = robin.get("/api/plans/me");
    assert_eq!(plan.json()["viewer"]["can"], json!([]));
    let asked = json!({ "id": "x", "kind": "comment", "step": "a", "text": "Words" });
    assert_eq!(send(&robin, "/api/plans/me", plan.header("etag"), &asked).status, 403);
}

#[test]
fn says_in_the_plan_what_may_be_done_and_where() {
    let host = Running::start();
    for (person, can) in [
        ("kim-rivera", json!(["comment", "reflect", "decide"])),
        ("ana-rivera", json!(["comment", "decide"])),
        ("pat-stone", json!(["comment"])),
        ("sam-field", json!(["comment", "decide"])),
    ] {
        let plan = host.sign_in(person).get(SOPHOMORE).json();
        assert_eq!(plan["viewer"]["can"], can, "{person}");
        assert_eq!(plan["links"]["changes"], "/api/plans/sophomore/changes");
    }
}
