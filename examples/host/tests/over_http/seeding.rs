//! Seeding: what is kept and what is made anew when the host starts again.

use crate::running::{Running, Visitor, small_school};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

fn copy_school(to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in ["sophomore.json", "traveller.json"] {
        fs::copy(small_school().join(name), to.join(name)).unwrap();
    }
}

fn again(visitor: &Visitor, host: &Running) -> Visitor {
    Visitor { address: host.address.clone(), cookie: visitor.cookie.clone() }
}

#[test]
fn takes_up_a_changed_file_and_keeps_sessions() {
    let school = tempfile::tempdir().unwrap();
    copy_school(school.path());
    let host = Running::start_with(school.path(), tempfile::tempdir().unwrap(), &[]);
    let kim = host.sign_in("kim-rivera");
    let before = kim.get("/api/plans/me");

    let host = Running::start_with(school.path(), host.stop(), &[]);
    let same = again(&kim, &host).get("/api/plans/me");
    assert_eq!(same.header("etag"), before.header("etag"), "the same file is the same plan");

    let file = school.path().join("sophomore.json");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("Algebra II", "Statistics")).unwrap();
    fs::remove_file(school.path().join("traveller.json")).unwrap();
    let host = Running::start_with(school.path(), host.stop(), &[]);
    let after = again(&kim, &host).get("/api/plans/me");
    assert!(after.text().contains("Statistics") && !after.text().contains("Algebra II"));
    assert_eq!(host.sign_in("sam-field").get("/api/plans/traveller").status, 404, "its file is gone");

    let host = Running::start_with(school.path(), host.stop(), &["--fresh"]);
    assert_eq!(again(&kim, &host).get("/api/plans/me").status, 401, "a fresh host knows no session");
}

#[test]
fn a_change_that_a_changed_file_took_with_it_can_be_made_again() {
    let school = tempfile::tempdir().unwrap();
    copy_school(school.path());
    let body = r#"{ "id": "c1", "kind": "comment", "step": "geometry", "text": "Triangles at last" }"#;
    let send = |visitor: &Visitor| {
        let tag = visitor.get("/api/plans/me").header("etag").to_owned();
        let headers = [("idempotency-key", "c1"), ("if-match", &tag)];
        visitor.send("POST", "/api/plans/me/changes", &headers, Some(("application/json", body)))
    };
    let host = Running::start_with(school.path(), tempfile::tempdir().unwrap(), &[]);
    let kim = host.sign_in("kim-rivera");
    assert_eq!(send(&kim).text().matches("Triangles at last").count(), 1);

    let host = Running::start_with(school.path(), host.stop(), &[]);
    let kim = again(&kim, &host);
    assert_eq!(send(&kim).text().matches("Triangles at last").count(), 1, "the same file keeps it, once");

    let file = school.path().join("sophomore.json");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("Algebra II", "Statistics")).unwrap();
    let host = Running::start_with(school.path(), host.stop(), &[]);
    let kim = again(&kim, &host);
    assert!(!kim.get("/api/plans/me").text().contains("Triangles at last"));
    assert_eq!(send(&kim).text().matches("Triangles at last").count(), 1, "and it is written anew");
}

/// What a host says that does not come to listen, on this database and with these more arguments.
fn start_in_vain(database: &Path, more: &[&str]) -> String {
    let mut host = Command::new(env!("CARGO_BIN_EXE_host"))
        .args(["--port", "0", "--plans"])
        .arg(small_school())
        .arg("--database")
        .arg(database)
        .args(more)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(host.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let _ = host.kill();
    let said = String::from_utf8(host.wait_with_output().unwrap().stderr).unwrap();
    assert_eq!(line, "", "it does not listen");
    said
}

#[test]
fn a_database_with_other_tables_is_left_as_it_is() {
    for tables in ["CREATE TABLE sessions (token BLOB, person TEXT)", "CREATE TABLE grades (mark TEXT)"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("host.db");
        rusqlite::Connection::open(&file).unwrap().execute_batch(tables).unwrap();
        let before = fs::read(&file).unwrap();
        let said = start_in_vain(&file, &[]);
        assert!(said.contains("has other tables than this version of the host"), "{said}");
        assert!(fs::read(&file).unwrap() == before, "{tables}");
        let host = Running::start_with(&small_school(), folder, &["--fresh"]);
        assert_eq!(host.sign_in("kim-rivera").get("/api/plans/me").status, 200);
    }
}

#[test]
fn a_database_that_was_analyzed_is_the_same() {
    let host = Running::start();
    let file = host.folder.path().join("host.db");
    rusqlite::Connection::open(&file).unwrap().execute_batch("ANALYZE").unwrap();
    let folder = host.stop();
    let host = Running::start_with(&small_school(), folder, &[]);
    assert_eq!(host.sign_in("kim-rivera").get("/api/plans/me").status, 200);
}

#[test]
fn starts_anew_only_where_no_host_is_at_work() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    let file = host.folder.path().join("host.db");
    let said = start_in_vain(&file, &["--fresh"]);
    assert!(said.contains("another host is at work on"), "{said}");
    assert_eq!(kim.get("/api/plans/me").status, 200);
    assert_eq!(host.sign_in("kim-rivera").get("/api/plans/me").status, 200, "it still writes");

    let folder = host.stop();
    let host = Running::start_with(&small_school(), folder, &["--fresh"]);
    assert_eq!(again(&kim, &host).get("/api/plans/me").status, 401, "its host was killed, and holds nothing");

    let folder = host.stop();
    fs::write(&file, "no database".repeat(1000)).unwrap();
    let host = Running::start_with(&small_school(), folder, &["--fresh"]);
    assert_eq!(host.sign_in("kim-rivera").get("/api/plans/me").status, 200);
}

#[test]
fn makes_the_same_copies_each_time() {
    let tags = || -> Vec<String> {
        let host = Running::start();
        let sam = host.sign_in("sam-field");
        (1..=28).map(|n| sam.get(&format!("/api/plans/learner-{n:02}")).header("etag").to_owned()).collect()
    };
    assert_eq!(tags(), tags());
}

/// The host with the plans that ship with the project: the school that the demo shows.
fn demo() -> Running {
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/plans");
    Running::start_with(&stories, tempfile::tempdir().unwrap(), &[])
}

#[test]
fn answers_plans_that_the_element_reads_whole() {
    let host = demo();
    let page = host.nobody().open("/").text();
    let people = page.split("value=\"").skip(1).filter_map(|person| person.split('"').next());
    let mut read = 0;
    for person in people {
        let visitor = host.sign_in(person);
        for line in visitor.get("/api/plans").json().as_array().unwrap() {
            let plan = visitor.get(line["href"].as_str().unwrap()).text();
            let (_, problems) = throughline::plan::read(&plan).unwrap();
            assert_eq!(problems, [], "{person} reads {line}");
            read += 1;
        }
    }
    assert!(read > 30, "{read} plans were read");
}

#[test]
fn seeds_the_stories_with_the_sophomore_first() {
    let host = demo();
    let page = host.nobody().open("/").text();
    let people: Vec<&str> =
        page.split("value=\"").skip(1).filter_map(|person| person.split('"').next()).collect();
    let plan = host.sign_in(people[0]).get("/api/plans/me").json();
    assert_eq!(plan["id"], "washington-sophomore-nursing");
    for heading in ["Learners", "Families", "Teachers", "Counselors"] {
        assert!(page.contains(&format!("<h2>{heading}</h2>")), "{heading}");
    }
    let most = people
        .iter()
        .map(|person| host.sign_in(person).get("/api/plans").json().as_array().unwrap().len())
        .max();
    assert_eq!(most, Some(30), "a counselor has thirty learners");
}
