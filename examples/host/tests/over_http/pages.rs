//! The portal's pages.

use crate::running::{Answer, Running, Visitor, small_school};

/// The README's snippet for an administrator, without its comment and its own script host.
const SNIPPET: &str = r#"<script src="/v1/plp-roadmap.js" defer></script>
<plp-roadmap src="/api/plans/me">
<a href="/plans/me">Open my learning plan</a>
</plp-roadmap>"#;

/// The page without the spaces before its lines.
fn flush_left(page: &str) -> String {
    page.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_portal_embeds_the_element_by_the_snippet() {
    let host = Running::start();
    for person in ["kim-rivera", "ana-rivera"] {
        let page = host.sign_in(person).open("/portal").text();
        assert!(flush_left(&page).contains(SNIPPET), "{page}");
    }
    let page = host.sign_in("kim-rivera").open("/portal").text();
    assert!(page.contains("<h3>Geometry &lt;Honors&gt;</h3>"), "what a plan says is text");
    assert!(!page.contains("<h3>Algebra II</h3>"), "the courses are those of now");
}

#[test]
fn a_family_of_two_learners_reaches_both_plans() {
    let school = tempfile::tempdir().unwrap();
    for name in ["Ada Lake", "Ben Lake"] {
        let plan = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [],
                "people": [ {{ "id": "l", "name": "{name}", "role": "learner" }},
                            {{ "id": "f", "name": "Jo Lake", "role": "family" }} ] }}"#
        );
        std::fs::write(school.path().join(format!("{}.json", &name[..3])), plan).unwrap();
    }
    let host = Running::start_with(school.path(), tempfile::tempdir().unwrap(), &[]);
    let links = ["<a href=\"/plans/Ada\">Ada Lake</a>", "<a href=\"/plans/Ben\">Ben Lake</a>"];
    for (person, reached) in [("jo-lake", true), ("ben-lake", false)] {
        let page = host.sign_in(person).open("/portal").text();
        assert!(links.iter().all(|link| page.contains(link) == reached), "{person}: {page}");
    }
}

#[test]
fn the_caseload_has_thirty_learners() {
    let host = Running::start();
    let page = host.sign_in("sam-field").open("/caseload").text();
    assert_eq!(page.matches("<plp-roadmap view=\"card\" loading=\"lazy\"").count(), 30);
    for said in [
        "30 learners",
        "href=\"/plans/sophomore\"",
        "src=\"/api/plans/learner-28\"",
        "Kim Rivera",
        "Robin Lake",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert_eq!(host.sign_in("kim-rivera").open("/caseload").status, 403);
    assert_eq!(host.sign_in("sam-field").open("/portal").header("location"), "/caseload");
}

#[test]
fn the_caseload_begins_with_who_needs_somebody() {
    let school = tempfile::tempdir().unwrap();
    for (name, statuses) in [
        ("Abe Well", [r#""planned""#, r#""completed", "risk": "It was late""#]),
        ("Bea Failed", [r#""planned""#, r#""not-met""#]),
        ("Cy Late", [r#""completed""#, r#""planned", "due": "2001-05""#]),
        ("Zoe Pressed", [r#""in-progress", "risk": "Two labs are missing""#, r#""planned", "due": "2001""#]),
    ] {
        let [first, second] = statuses;
        let plan = format!(
            r#"{{ "format": "throughline-plan/1",
                "people": [ {{ "id": "l", "name": "{name}", "role": "learner" }},
                            {{ "id": "c", "name": "Sam Field", "role": "counselor" }} ],
                "steps": [ {{ "id": "a", "title": "A", "status": {first} }},
                           {{ "id": "b", "title": "B", "status": {second} }} ] }}"#
        );
        std::fs::write(school.path().join(format!("{}.json", &name[..3])), plan).unwrap();
    }
    let host = Running::start_with(school.path(), tempfile::tempdir().unwrap(), &[]);
    let page = host.sign_in("sam-field").open("/caseload").text();
    let order = ["most steps at risk", "Zoe Pressed", "Cy Late", "Bea Failed", "Abe Well"];
    let places: Vec<_> = order.iter().map(|said| page.find(said).expect(said)).collect();
    assert!(places.is_sorted(), "{page}");
}

#[test]
fn sends_a_browser_to_sign_in_first() {
    let host = Running::start();
    for path in ["/portal", "/caseload", "/plans/me", "/plans/me/text", "/plans/nothing"] {
        let answer = host.nobody().open(path);
        assert_eq!((answer.status, answer.header("location")), (303, "/"), "{path}");
    }
}

#[test]
fn shows_a_refusal_as_a_page() {
    let host = Running::start();
    let kim = host.sign_in("kim-rivera");
    for (path, status, said) in [
        ("/plans/traveller", 403, "This plan is not yours to read."),
        ("/plans/nothing", 404, "There is no plan of this id."),
        ("/nowhere", 404, "There is nothing at this address."),
    ] {
        let answer = kim.open(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (status, "text/html; charset=utf-8"),
            "{path}"
        );
        assert!(answer.text().contains(said), "{path}");
    }
}

#[test]
fn reads_a_plan_without_javascript() {
    let host = Running::start();
    let page = host.sign_in("kim-rivera").open("/plans/me/text?lang=es").text();
    let order = ["Grade 10", "Geometry &lt;Honors&gt;", "in progress", "Grado 11", "Algebra II", "planned"];
    let places: Vec<_> = order.iter().map(|said| page.find(said).expect(said)).collect();
    assert!(places.is_sorted(), "{page}");
    assert!(!page.contains("<script"), "{page}");
    let marked = "<h2><span lang=\"es\">Grado 11</span></h2>";
    assert!(page.contains(marked), "what a plan says is in the language it says: {page}");
}

#[test]
fn says_the_language_and_direction_of_the_page() {
    let host = Running::start();
    for (wish, tag) in [
        ("", "<html lang=\"en\" dir=\"ltr\">"),
        ("?lang=es", "<html lang=\"es\" dir=\"ltr\">"),
        ("?lang=ar", "<html lang=\"ar\" dir=\"rtl\">"),
        ("?lang=%22onload=x", "<html lang=\"en\" dir=\"ltr\">"),
    ] {
        assert!(host.nobody().open(&format!("/{wish}")).text().contains(tag), "{wish}");
    }
}

/// The visitor's browser after an answer: it has the cookie that the answer gave it.
fn with_cookie(visitor: &Visitor, answer: &Answer) -> Visitor {
    let cookie = answer.header("set-cookie").split(';').next().unwrap();
    Visitor { address: visitor.address.clone(), cookie: format!("{}; {cookie}", visitor.cookie) }
}

#[test]
fn keeps_the_language_that_was_chosen() {
    let (arabic, spanish) = ("<html lang=\"ar\" dir=\"rtl\">", "<html lang=\"es\" dir=\"ltr\">");
    let folder = tempfile::tempdir().unwrap();
    for (more, name, end) in [(&[][..], "lang", "Max-Age=43200"), (&["--https"], "__Host-lang", "Secure")] {
        let host = Running::start_with(&small_school(), tempfile::tempdir_in(&folder).unwrap(), more);
        let chosen = host.nobody().open("/?lang=ar");
        let cookie = chosen.header("set-cookie");
        assert!(cookie.starts_with(&format!("{name}=ar; HttpOnly; SameSite=Lax; Path=/;")), "{cookie}");
        assert!(cookie.ends_with(end), "{cookie}");
        let signed_in = host.nobody().ask("POST", "/session", &[], Some("person=kim-rivera"));
        let kim = with_cookie(&with_cookie(&host.nobody(), &chosen), &signed_in);
        for path in ["/", "/portal", "/plans/me", "/plans/me/text"] {
            let page = kim.open(path);
            assert!(page.text().contains(arabic), "{path}");
            assert_eq!(page.header("set-cookie"), "", "{path}: nothing was chosen");
        }
        let page = kim.open("/plans/me?lang=es");
        assert!(page.text().contains(spanish), "what is asked for comes first");
        let kim = Visitor { cookie: signed_in.header("set-cookie").to_owned(), ..kim };
        assert!(with_cookie(&kim, &page).open("/portal").text().contains(spanish));
    }
    let host = Running::start();
    let sam = host.sign_in("sam-field");
    let moved = sam.open("/portal?lang=ar");
    assert_eq!(moved.header("location"), "/caseload");
    assert!(with_cookie(&sam, &moved).open("/caseload").text().contains(arabic), "where it leads, too");
    let first = host.nobody().open("/plans/me?lang=ar");
    assert_eq!((first.status, first.header("location")), (303, "/?lang=ar"), "and to sign in first");
    for odd in ["fr", "ar%0d%0aX-Odd:%201", "%22onload=x", ""] {
        let page = sam.open(&format!("/caseload?lang={odd}"));
        assert_eq!((page.status, page.header("set-cookie")), (200, ""), "{odd}");
        let first = host.nobody().open(&format!("/portal?lang={odd}"));
        assert_eq!(first.header("location"), "/", "{odd}");
    }
    for path in ["/api/plans?lang=ar", "/v1/plp-roadmap.js?lang=ar"] {
        assert_eq!(sam.get(path).header("set-cookie"), "", "{path} is the same in every language");
    }
}

#[test]
fn offers_the_languages_in_the_header() {
    let host = Running::start();
    let page = host.sign_in("sam-field").open("/caseload?lang=es").text();
    let header = page.split_once("</header>").unwrap().0;
    for (tag, current) in [("en", ""), ("es", " aria-current=\"true\""), ("ar", "")] {
        let link = format!("<a href=\"?lang={tag}\" lang=\"{tag}\" hreflang=\"{tag}\"{current}>");
        assert!(header.contains(&link), "{link}");
    }
}

#[test]
fn every_page_is_filled_and_has_no_inline_style_or_script() {
    let host = Running::start();
    let [kim, sam] = ["kim-rivera", "sam-field"].map(|person| host.sign_in(person));
    for (visitor, path) in [
        (&kim, "/"),
        (&kim, "/portal"),
        (&kim, "/plans/me"),
        (&kim, "/plans/me/text"),
        (&sam, "/caseload"),
        (&sam, "/plans/fault-cut-off"),
        (&sam, "/plans/fault-cut-off/text"),
        (&kim, "/nowhere"),
    ] {
        let page = visitor.open(path).text();
        for never in ["{{", "?]", "style=", "<style", "<script>", " onclick", "javascript:"] {
            assert!(!page.contains(never), "{path} contains {never}");
        }
        assert_eq!(page.matches("<h1").count(), 1, "{path} has one h1");
        assert_eq!(page.matches("<main").count(), 1, "{path} has one main");
    }
}
