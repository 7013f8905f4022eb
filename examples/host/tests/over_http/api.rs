//! The plan API: who reads what, and when it is sent again.

use crate::running::Running;
use serde_json::json;

#[test]
fn lets_people_read_the_plans_that_name_them_and_no_other() {
    let host = Running::start();
    for (person, id, status) in [
        ("kim-rivera", "me", 200),
        ("kim-rivera", "sophomore", 200),
        ("kim-rivera", "traveller", 403),
        ("kim-rivera", "learner-01", 403),
        ("kim-rivera", "fault-cut-off", 403),
        ("kim-rivera", "nothing", 404),
        ("kim-rivera", "%27%20OR%201=1", 404),
        ("ana-rivera", "me", 200),
        ("ana-rivera", "sophomore", 200),
        ("ana-rivera", "traveller", 403),
        ("robin-lake", "traveller", 200),
        ("robin-lake", "sophomore", 403),
        ("pat-stone", "sophomore", 200),
        ("pat-stone", "learner-01", 200),
        ("pat-stone", "traveller", 403),
        ("pat-stone", "me", 404),
        ("sam-field", "sophomore", 200),
        ("sam-field", "traveller", 200),
        ("sam-field", "learner-28", 200),
        ("sam-field", "learner-29", 404),
        ("sam-field", "fault-cut-off", 200),
        ("sam-field", "me", 404),
    ] {
        let answer = host.sign_in(person).get(&format!("/api/plans/{id}"));
        assert_eq!(answer.status, status, "{person} asks for {id}");
    }
}

#[test]
fn lists_what_may_be_read() {
    let host = Running::start();
    for (person, count, first) in [
        ("kim-rivera", 1, "sophomore"),
        ("ana-rivera", 1, "sophomore"),
        ("jo-lake", 1, "traveller"),
        ("sam-field", 30, "sophomore"),
    ] {
        let list = host.sign_in(person).get("/api/plans").json();
        assert_eq!(list.as_array().map(Vec::len), Some(count), "{person}");
        assert_eq!(list[0]["id"], first, "{person}");
    }
    let list = host.sign_in("kim-rivera").get("/api/plans").json();
    let line = json!([{ "id": "sophomore", "title": { "en": "Kim's plan", "es": "El plan de Kim" }, "learner": "Kim Rivera",
                        "updated": "2026-11-20T06:00:00-08:00", "href": "/api/plans/sophomore" }]);
    assert_eq!(list, line);
}

#[test]
fn every_plan_of_a_list_can_be_read() {
    let host = Running::start();
    let sam = host.sign_in("sam-field");
    for line in sam.get("/api/plans").json().as_array().unwrap() {
        assert_eq!(sam.get(line["href"].as_str().unwrap()).status, 200, "{line}");
    }
}

#[test]
fn keeps_staff_notes_from_learners_and_families() {
    let host = Running::start();
    for (person, notes) in [("kim-rivera", 1), ("ana-rivera", 1), ("pat-stone", 2), ("sam-field", 2)] {
        let answer = host.sign_in(person).get("/api/plans/sophomore");
        assert_eq!(answer.json()["steps"][0]["notes"].as_array().map(Vec::len), Some(notes), "{person}");
        assert_eq!(answer.text().contains("staff room"), notes == 2, "{person}");
    }
}

#[test]
fn says_in_the_plan_who_reads_it() {
    let host = Running::start();
    for (person, known_as, role) in [
        ("kim-rivera", "kim", "learner"),
        ("ana-rivera", "mother", "family"),
        ("sam-field", "advisor", "counselor"),
    ] {
        let viewer = &host.sign_in(person).get("/api/plans/sophomore").json()["viewer"];
        assert_eq!((&viewer["person"], &viewer["role"]), (&json!(known_as), &json!(role)));
    }
}

#[test]
fn sends_a_plan_again_only_when_it_is_another() {
    let host = Running::start();
    let [kim, sam] = ["kim-rivera", "sam-field"].map(|person| host.sign_in(person));
    let first = kim.get("/api/plans/me");
    let tag = first.header("etag");
    for (asked, status) in [
        (tag.to_owned(), 304),
        (format!("W/{tag}"), 304),
        (format!("\"other\", {tag}"), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
    ] {
        let answer = kim.ask("GET", "/api/plans/me", &[("if-none-match", &asked)], None);
        assert_eq!((answer.status, answer.header("etag")), (status, tag), "{asked}");
        assert_eq!(answer.body.is_empty(), status == 304, "{asked}");
    }
    // The same plan is another document to another reader.
    assert_ne!(sam.get("/api/plans/sophomore").header("etag"), tag);
    assert_eq!(sam.ask("GET", "/api/plans/sophomore", &[("if-none-match", tag)], None).status, 200);
}

#[test]
fn answers_head_as_get_without_the_body() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    let (head, get) = (kim.ask("HEAD", "/api/plans/me", &[], None), kim.get("/api/plans/me"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    for name in ["etag", "content-type", "content-length", "cache-control", "vary"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
}

#[test]
fn answers_a_fault_as_it_is() {
    let host = Running::start();
    let sam = host.sign_in("sam-field");
    for (fault, text) in [
        ("cut-off", include_str!("../plans/faults/cut-off.json")),
        ("missing-title", include_str!("../plans/faults/missing-title.json")),
    ] {
        let answer = sam.get(&format!("/api/plans/fault-{fault}"));
        assert_eq!((answer.status, answer.text().as_str()), (200, text), "{fault}");
    }
}

#[test]
fn says_why_not_without_a_name() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    for (visitor, method, path, status, title, detail) in [
        (&host.nobody(), "GET", "/api/plans", 401, "Unauthorized", "Sign in to read a plan."),
        (&host.nobody(), "GET", "/api/plans/me", 401, "Unauthorized", "Sign in to read a plan."),
        (&kim, "GET", "/api/plans/traveller", 403, "Forbidden", "This plan is not yours to read."),
        (&kim, "GET", "/api/plans/nothing", 404, "Not Found", "There is no plan of this id."),
        (&kim, "GET", "/api/elsewhere", 404, "Not Found", "There is nothing at this address."),
        (
            &kim,
            "DELETE",
            "/api/plans/me",
            405,
            "Method Not Allowed",
            "This address does not take that method.",
        ),
    ] {
        let answer = visitor.ask(method, path, &[], None);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let problem = json!({ "type": "about:blank", "title": title, "status": status, "detail": detail, "instance": path });
        assert_eq!(answer.json(), problem);
    }
}
