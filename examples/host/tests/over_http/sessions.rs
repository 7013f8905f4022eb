//! The session: its cookie, its end, and forms of other sites.

use crate::running::{Running, small_school};
use std::path::Path;

#[test]
fn sends_everybody_to_the_page_that_is_theirs() {
    let host = Running::start();
    for (person, page) in [
        ("kim-rivera", "/portal"),
        ("ana-rivera", "/portal"),
        ("pat-stone", "/caseload"),
        ("sam-field", "/caseload"),
    ] {
        let answer = host.nobody().ask("POST", "/session", &[], Some(&format!("person={person}")));
        assert_eq!((answer.status, answer.header("location")), (303, page), "{person}");
    }
}

#[test]
fn keeps_the_cookie_from_scripts_and_other_sites() {
    let folder = tempfile::tempdir().unwrap();
    for (more, name, end) in
        [(&[][..], "session", "Max-Age=43200"), (&["--https"], "__Host-session", "Secure")]
    {
        let host = Running::start_with(&small_school(), tempfile::tempdir_in(&folder).unwrap(), more);
        let answer = host.nobody().ask("POST", "/session", &[], Some("person=kim-rivera"));
        let (named, rest) = answer.header("set-cookie").split_once('=').unwrap();
        let (token, rest) = rest.split_once(';').unwrap();
        assert_eq!((named, token.len()), (name, 64));
        assert!(rest.contains("HttpOnly; SameSite=Lax; Path=/") && rest.ends_with(end), "{rest}");
        assert_eq!(answer.header("strict-transport-security").is_empty(), more.is_empty());
    }
}

#[test]
fn ends_when_it_is_told_to() {
    let host = Running::start();
    for (method, path, form) in [("DELETE", "/session", None), ("POST", "/session/end", Some(""))] {
        let kim = host.sign_in("kim-rivera");
        assert_eq!(kim.get("/api/plans/me").status, 200);
        let answer = kim.ask(method, path, &[], form);
        assert!(
            answer.header("set-cookie").contains("=; ") && answer.header("set-cookie").contains("Max-Age=0")
        );
        assert_eq!(kim.get("/api/plans/me").status, 401, "the token itself is dead");
    }
}

#[test]
fn ends_with_its_time() {
    let host = Running::start();
    let [kim, ana] = ["kim-rivera", "ana-rivera"].map(|person| host.sign_in(person));
    let database = rusqlite::Connection::open(host.folder.path().join("host.db")).unwrap();
    let over = "UPDATE sessions SET ends = unixepoch() WHERE person = 'kim-rivera'";
    assert_eq!(database.execute(over, []), Ok(1));
    assert_eq!((kim.get("/api/plans/me").status, ana.get("/api/plans/me").status), (401, 200));
}

#[test]
fn ends_when_another_begins_in_the_same_browser() {
    let host = Running::start();
    let [kim, ana] = ["kim-rivera", "ana-rivera"].map(|person| host.sign_in(person));
    assert_eq!(kim.ask("POST", "/session", &[], Some("person=nobody")).status, 400);
    assert_eq!(kim.get("/api/plans/me").status, 200, "a sign-in that failed ends nothing");
    assert_eq!(kim.ask("POST", "/session", &[], Some("person=sam-field")).status, 303);
    assert_eq!((kim.get("/api/plans/me").status, ana.get("/api/plans/me").status), (401, 200));
}

#[test]
fn refuses_a_made_up_token() {
    let host = Running::start();
    let mut visitor = host.nobody();
    for cookie in ["session=", "session=0000", "session=kim-rivera", "session", "other=1; session=\"", "=;;="]
    {
        visitor.cookie = cookie.to_owned();
        assert_eq!(visitor.get("/api/plans/me").status, 401, "{cookie}");
    }
}

#[test]
fn refuses_the_forms_of_other_sites() {
    let host = Running::start();
    for (name, value, status) in [
        ("sec-fetch-site", "same-origin", 303),
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("origin", host.address.as_str(), 303),
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
    ] {
        let answer = host.nobody().ask("POST", "/session", &[(name, value)], Some("person=kim-rivera"));
        assert_eq!(
            (answer.status, answer.header("set-cookie").is_empty()),
            (status, status == 403),
            "{name}: {value}"
        );
    }
}

#[test]
fn refuses_a_form_that_names_nobody() {
    let host = Running::start();
    let long = format!("person={}", "x".repeat(5000));
    for form in
        ["", "person=", "person=nobody", "name=kim-rivera", "person=kim-rivera&person=sam-field", &long]
    {
        assert_eq!(host.nobody().ask("POST", "/session", &[], Some(form)).status, 400, "{form:.40}");
    }
}

#[test]
fn keeps_no_token_in_the_database() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    let token = kim.cookie.split_once('=').unwrap().1.as_bytes().to_owned();
    let folder = host.stop();
    let holds = |file: &Path| std::fs::read(file).unwrap().windows(token.len()).any(|bytes| bytes == token);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap().path();
        assert!(!file.is_file() || !holds(&file), "{}", file.display());
    }
}
