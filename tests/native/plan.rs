//! What a document becomes: one line for each promise of plan-format.
//!
//! It is one file, in the order of that document, so that the two can be read side by side.

use throughline::plan::{Date, Kind, Plan, Role, SafeUrl, Status, Text, Time, Unreadable, read};

/// A plan document with these fields beside its format.
fn document(fields: &str) -> String {
    format!(r#"{{ "format": "throughline-plan/1", {fields} }}"#)
}

/// Reads a document of these fields and compares its problems, one line each.
#[track_caller]
fn check(fields: &str, problems: &[&str]) -> Plan {
    let (plan, found) = read(&document(fields)).expect("readable");
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), problems);
    plan
}

/// Steps with these ids, and links written `a>b`, `a~b` (corequisite), `a.b` (advice) or `a|b` (alternative).
fn linked(ids: &str, links: &str) -> String {
    let steps: Vec<String> =
        ids.split_whitespace().map(|id| format!(r#"{{ "id": "{id}", "title": "{id}" }}"#)).collect();
    let links: Vec<String> = links
        .split_whitespace()
        .map(|link| {
            let at = link.find(['>', '~', '.', '|']).expect("a link");
            let kind = match &link[at..=at] {
                ">" => "requires",
                "~" => "corequisite",
                "." => "recommended",
                _ => "alternative",
            };
            format!(r#"{{ "from": "{}", "to": "{}", "kind": "{kind}" }}"#, &link[..at], &link[at + 1..])
        })
        .collect();
    format!(r#""steps": [{}], "edges": [{}]"#, steps.join(", "), links.join(", "))
}

/// The ids of the steps in the plan's order, and their phases.
fn order(plan: &Plan) -> String {
    plan.steps().iter().map(|step| format!("{}{}", step.id, step.phase)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn orders(ids: &str, links: &str, expected: &str, problems: &[&str]) {
    let plan = check(&linked(ids, links), problems);
    assert_eq!(order(&plan), expected);
}

#[test]
fn puts_steps_in_prerequisite_order_and_keeps_the_hosts_order_otherwise() {
    orders("a b c", "", "a0 b0 c0", &[]);
    orders("a b c", "c>a", "b0 c0 a1", &[]);
    orders("a b c d", "d>b b>a", "c0 d0 b1 a2", &[]);
    orders("a b c", "a>c b>c a>b", "a0 b1 c2", &[]);
    orders("b a", "b~a a~b a|b", "b0 a0", &[]);
}

#[test]
fn drops_the_link_that_closes_a_cycle() {
    orders("a b c", "a>b b>c c>a", "a0 b1 c2", &["/edges/2: prerequisites form a cycle: a → b → c → a"]);
    orders("a b", "b>a a>b", "a0 b1", &["/edges/0: prerequisites form a cycle: a → b → a"]);
    orders("a b", "a>a a>b", "a0 b1", &["/edges/0: prerequisites form a cycle: a → a"]);
    // What is only advice gives way, wherever it stands.
    orders("a b", "b>a a.b", "b0 a1", &["/edges/1: prerequisites form a cycle: a → b → a"]);
    orders("a b", "a.b b>a", "b0 a1", &["/edges/0: prerequisites form a cycle: a → b → a"]);
    orders("a b c", "a.b b.c c.a", "a0 b1 c2", &["/edges/2: prerequisites form a cycle: a → b → c → a"]);
    orders(
        "a b c d e f g h",
        "a>b b>c c>d d>e e>f f>g g>h h>a",
        "a0 b1 c2 d3 e4 f5 g6 h7",
        &["/edges/7: prerequisites form a cycle: a → b → c → d → e → f → g → h → a"],
    );
    orders(
        "a b c d e f g h i j",
        "a>b b>c c>d d>e e>f f>g g>h h>i i>j j>a",
        "a0 b1 c2 d3 e4 f5 g6 h7 i8 j9",
        &["/edges/9: prerequisites form a cycle: a → b → c → d → e → f → g → h → … → a"],
    );
}

#[test]
fn drops_links_that_say_nothing_new_or_lead_nowhere() {
    orders("a b", "a>b a>b a~b", "a0 b1", &["/edges/1: the same link is already there"]);
    // One that would close a cycle too is told of once.
    orders(
        "a b",
        "a>b b>a b>a",
        "a0 b1",
        &["/edges/2: the same link is already there", "/edges/1: prerequisites form a cycle: a → b → a"],
    );
    orders(
        "a b",
        "a>x y>b",
        "a0 b0",
        &["/edges/0/to: no step or goal is called x", "/edges/1/from: no step or goal is called y"],
    );
}

#[test]
fn a_pathway_may_ask_more_of_a_link_of_the_plan() {
    let way = |more: &str, problems: &[&str]| {
        let edge = format!(r#"{{ "from": "a", "to": "b", "kind": "requires" {more} }}"#);
        let ways =
            format!(r#""pathways": [{{ "id": "p", "title": "P", "steps": ["a"], "addEdges": [{edge}] }}]"#);
        check(&format!("{}, {ways}", linked("a b", "a>b")), problems).pathways()[0].add_edges.len()
    };
    assert_eq!(way(r#", "minimum": "C""#, &[]), 1);
    assert_eq!(way("", &["/pathways/0/addEdges/0: the same link is already there"]), 0);
}

#[test]
fn what_cannot_be_read_is_no_signature_and_no_support() {
    let plan = check(
        r#""steps": [], "learner": { "supports": ["504", { "kind": "iep" }, null] },
           "reviews": [{ "id": "r", "title": "Fall", "signatures": [7, { "at": "2026-10-01T15:00:00Z" }, "x"] }]"#,
        &[
            "/learner/supports/0: expected an object",
            "/learner/supports/2: expected an object",
            "/reviews/0/signatures/0: expected an object",
            "/reviews/0/signatures/2: expected an object",
        ],
    );
    assert_eq!((plan.learner.supports.len(), plan.reviews[0].signatures.len()), (1, 1));
}

#[test]
fn the_first_of_a_name_wins() {
    let plan = check(
        r#""steps": [{ "id": "a", "title": "one" }, { "id": "a", "title": "two" }, { "id": "b", "title": "b" }]"#,
        &["/steps/1: another one is already called a"],
    );
    assert_eq!(plan.steps()[0].title, Text::from("one"));
    assert_eq!(order(&plan), "a0 b0");
    // So it is with people; and a scale that is dropped takes no level from the next.
    check(
        r#""people": [{ "id": "k", "name": "Kai" }, { "id": "k", "name": "Kim" }], "steps": [],
            "scales": [{ "id": "s", "levels": [{ "id": "a" }] }, { "id": "s", "levels": [{ "id": "b" }] },
                { "id": "t", "levels": [{ "id": "c" }] }],
            "competencies": [{ "id": "x", "title": "X", "scale": "t", "level": "c" }]"#,
        &["/people/1: another one is already called k", "/scales/1: another one is already called s"],
    );
}

#[test]
fn a_language_in_which_nothing_is_said_is_no_language() {
    let plan = check(
        r#""steps": [{ "id": "a", "title": { "en": "", "es": "Biología", "ar": null } },
                     { "id": "b", "title": { "en": "" }, "code": "B1" }]"#,
        &["/steps/1/title: nothing is said here", "/steps/1: title is missing"],
    );
    assert_eq!(plan.steps()[0].title.pick(&["en"]).words, "Biología");
    assert_eq!(plan.steps()[1].title, Text::from("B1"));
}

#[test]
fn of_a_language_that_stands_twice_the_last_counts() {
    for (title, told) in [
        (r#"{ "en": "first", "es": "x", "en": "last" }"#, "last"),
        (r#"{ "es": "x", "en": "first", "en": null }"#, "x"),
        (r#"{ "en": 5, "en": "last" }"#, "last"),
    ] {
        let plan = check(&format!(r#""steps": [{{ "id": "a", "title": {title} }}]"#), &[]);
        assert_eq!(plan.steps()[0].title.pick(&["en"]).words, told, "{title}");
    }
}

#[test]
fn what_has_no_id_gets_one_that_the_host_has_not() {
    let plan = check(
        r##""steps": [{ "id": "a", "title": "A", "notes": [{ "text": "one" }, { "id": "#0", "text": "two" }] }]"##,
        &["/steps/0/notes/0: id is missing"],
    );
    let notes: Vec<_> = plan.steps()[0].notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(notes, ["##0", "#0"]);
    // However long an id of the host is, those given are short.
    let long = format!(r#"{{ "id": "{}", "text": "one" }}"#, "#".repeat(4_000));
    let plan = check(
        &format!(r#""steps": [{{ "id": "a", "title": "A", "notes": [{long}, {{ "text": "two" }}] }}]"#),
        &["/steps/0/notes/1: id is missing"],
    );
    assert_eq!(plan.steps()[0].notes[1].id, "#1");
    // What says nothing gets none.
    let notes = r#""steps": [{ "id": "a", "title": "A", "notes": [{ "text": null, "by": "k" }] }]"#;
    let missing = ["/steps/0/notes/0: id is missing", "/steps/0/notes/0: text is missing"];
    assert_eq!(check(notes, &missing).steps()[0].notes, []);
    // Actions, which changes name, evidence and reviews get one too.
    let plan = check(
        r#""goals": [{ "id": "g", "title": "G", "actions": [{ "title": "Ask" }] }],
            "steps": [{ "id": "a", "title": "A", "evidence": [{ "url": "/essay" }] }], "reviews": [{ "title": "Fall" }]"#,
        &[
            "/goals/0/actions/0: id is missing",
            "/steps/0/evidence/0: id is missing",
            "/reviews/0: id is missing",
        ],
    );
    assert_eq!(plan.reviews[0].id, "#0");
    assert_eq!((&*plan.goals()[0].actions[0].id, &*plan.steps()[0].evidence[0].id), ("#0", "#0"));
}

#[test]
fn an_action_without_a_title_is_called_by_its_id() {
    let plan = check(
        r#""steps": [], "goals": [{ "id": "g", "title": "G", "actions": [{ "id": "call" }] }]"#,
        &["/goals/0/actions/0: title is missing"],
    );
    assert_eq!(plan.goals()[0].actions[0].title, Text::from("call"));
}

#[test]
fn sixty_requirements_in_each_other_are_read_and_one_more_costs_itself() {
    let nested = |count: usize| {
        let mut all = String::from(r#"{ "id": "r0", "title": "r0", "kind": "credits", "need": 1 }"#);
        for at in 1..count {
            all = format!(r#"{{ "id": "r{at}", "title": "r{at}", "kind": "all", "of": [{all}] }}"#);
        }
        read(&document(&format!(r#""steps": [], "requirements": [{all}]"#))).expect("readable")
    };
    let (plan, problems) = nested(60);
    assert_eq!((plan.requirements().len(), problems.len()), (60, 0));
    let (plan, problems) = nested(61);
    assert_eq!((plan.requirements().len(), problems.len()), (60, 1));
    assert!(problems[0].to_string().ends_with("/of/0: nested deeper than 60 levels"), "{}", problems[0]);
}

#[test]
fn a_viewer_without_a_role_has_that_of_the_person() {
    for (viewer, role) in [
        (r#"{ "person": "kim" }"#, Some(Role::Learner)),
        (r#"{ "person": "kim", "role": "teacher" }"#, Some(Role::Teacher)),
        (r#"{ "person": "ana" }"#, Some(Role::Family)),
        (r#"{ "person": "who" }"#, None),
        (r#"{ "can": ["decide"] }"#, None),
    ] {
        let plan = check(
            &format!(
                r#""steps": [], "viewer": {viewer}, "learner": {{ "person": "kim" }},
                   "people": [{{ "id": "kim", "name": "Kim" }}, {{ "id": "ana", "role": "family" }}]"#
            ),
            &[],
        );
        assert_eq!(plan.viewer.as_ref().and_then(|viewer| viewer.role), role, "{viewer}");
    }
}

#[test]
fn a_phase_that_says_one_end_holds_days_too() {
    let placed = |phases: &str| {
        let plan = check(
            &format!(
                r#""phases": [{phases}], "steps": [{{ "id": "a", "title": "A", "start": "2026-10-01" }},
                   {{ "id": "b", "title": "B", "start": "2027-10" }}, {{ "id": "c", "title": "C", "due": "2027-01-15" }}]"#
            ),
            &[],
        );
        plan.steps().iter().map(|step| plan.phases()[step.phase].id.clone()).collect::<Vec<_>>().join(" ")
    };
    let phase = |id: &str, says: &str| format!(r#"{{ "id": "{id}", "title": "{id}", {says} }}"#);
    let each = |says: [&str; 3]| {
        let all: Vec<_> = ["g9", "g10", "g11"].iter().zip(says).map(|(id, says)| phase(id, says)).collect();
        placed(&all.join(", "))
    };
    let starts = each([r#""start": "2025-09-01""#, r#""start": "2026-09-01""#, r#""start": "2027-09-01""#]);
    assert_eq!(starts, "g10 g11 g10");
    let ends = each([r#""end": "2026-06-15""#, r#""end": "2027-06-15""#, r#""end": "2028-06-15""#]);
    assert_eq!(ends, "g10 g11 g10");
    // Of several that hold a day, it is the one that started last.
    let terms = each([
        r#""start": "2026-09", "end": "2028-06""#,
        r#""start": "2027-01", "end": "2027-06""#,
        r#""start": "2027-09", "end": "2028-06""#,
    ]);
    assert_eq!(terms, "g9 g11 g10");
    // What is between phases is of the next; what is before all, of the first; behind all that are dated comes the rest.
    let gaps = each([
        r#""start": "2026-11-01", "end": "2026-12-20""#,
        r#""start": "2027-02-01", "end": "2027-06-15""#,
        r#""kind": "postsecondary""#,
    ]);
    assert_eq!(gaps, "g9 g11 g10");
    let first = each([
        r#""start": "2026-09", "end": "2026-12""#,
        r#""start": "2027-02", "end": "2027-06""#,
        r#""start": "2027-07", "end": "2027-08""#,
    ]);
    assert_eq!(first, "g9 g11 g10");
    // Where no phase is dated a day says nothing, and what is behind the last that is dated is of the next.
    assert_eq!(each([r#""kind": "grade""#; 3]), "g9 g9 g9");
    assert_eq!(
        each([r#""start": "2025-09", "end": "2026-06""#, r#""kind": "grade""#, r#""kind": "grade""#]),
        "g10 g10 g10"
    );
}

#[test]
fn a_wrong_field_costs_that_field() {
    let step = |field: &str| format!(r#""steps": [{{ "id": "a", "title": "A", {field} }}]"#);
    check(&step(r#""credits": "1""#), &["/steps/0/credits: expected a number"]);
    check(&step(r#""credits": -1"#), &["/steps/0/credits: number out of range: 0 to 1000000000"]);
    check(&step(r#""credits": 1e300"#), &["/steps/0/credits: number out of range: 0 to 1000000000"]);
    check(&step(r#""kind": "class""#), &["/steps/0/kind: unknown word: class"]);
    check(&step(r#""due": "2026-02-30""#), &["/steps/0/due: not a date: YYYY-MM-DD, YYYY-MM or YYYY"]);
    check(
        &step(r#""url": "javascript:alert(1)""#),
        &["/steps/0/url: url not allowed: only https, http, mailto, tel or relative"],
    );
    check(&step(r#""where": "home""#), &["/steps/0/where: expected an object"]);
    check(&step(r#""notes": {}"#), &["/steps/0/notes: expected a list"]);
    check(&step(r#""subject": { "en": "Science", "es": 1 }"#), &["/steps/0/subject/es: expected a string"]);
    check(
        &step(r#""subject": { "a/b~": "x" }"#),
        &["/steps/0/subject: not a language tag: a/b~", "/steps/0/subject: nothing is said here"],
    );
    check(&step(r#""phase": "9""#), &["/steps/0/phase: no phase is called 9"]);
    check(&step(r#""offered": ["9"]"#), &["/steps/0/offered/0: no phase is called 9"]);
    check(&step(r#""lane": "x""#), &["/steps/0/lane: no lane is called x"]);
    check(
        &step(r#""counts": [{ "requirement": "x" }]"#),
        &["/steps/0/counts/0/requirement: no requirement is called x"],
    );
    check(
        &step(r#""competencies": [{ "competency": "x", "level": "y" }]"#),
        &["/steps/0/competencies/0/competency: no competency is called x"],
    );
    check(
        &step(r#""because": ["interests/0"]"#),
        &["/steps/0/because/0: no profile entry is called interests/0"],
    );
    check(&step(r#""mark": "", "summary": null, "unheard-of": [1, 1e400]"#), &[]);
    check(&step(r#""credits": 1e400"#), &["/steps/0/credits: number out of range: 0 to 1000000000"]);
    // As many characters as in a text, however many bytes.
    check(&step(&format!(r#""url": "/{}""#, "é".repeat(3_999))), &[]);
    check(
        &step(&format!(r#""url": "/{}""#, "é".repeat(4_000))),
        &["/steps/0/url: longer than 4000 characters"],
    );
}

#[test]
fn an_entry_that_cannot_be_read_keeps_the_others_in_their_places() {
    let plan = check(
        r#""learner": { "profile": { "interests": [5, "care", "plants"] } },
           "steps": [7, { "title": "no id" }, { "id": "a", "title": "A", "because": ["interests/1"] }]"#,
        &[
            "/learner/profile/interests/0: expected a string or a language map",
            "/steps/0: expected an object",
            "/steps/1: id is missing",
        ],
    );
    assert_eq!(plan.steps()[0].because[0].at, 0);
    assert_eq!(plan.learner.profile.interests[0], Text::from("care"));
}

#[test]
fn what_the_host_left_out_is_settled() {
    let plan = check(
        r#""steps": [{ "id": "x", "code": "MTH301" }, { "id": "y" }, { "id": "z", "code": " " }]"#,
        &["/steps/0: title is missing", "/steps/1: title is missing", "/steps/2: title is missing"],
    );
    assert_eq!(plan.steps()[0].title, Text::from("MTH301"));
    assert_eq!(plan.steps()[1].title, Text::from("y"));
    assert_eq!(plan.steps()[2].title, Text::from("z"), "a code of blanks names nothing");
    assert_eq!((plan.steps()[0].kind, plan.steps()[1].kind), (Kind::Course, Kind::Task));
    assert_eq!(
        plan.lanes().iter().map(|lane| lane.kinds.clone()).collect::<Vec<_>>(),
        [[Kind::Course], [Kind::Task]]
    );
    let plan = check(
        r#""phases": [{ "id": "10", "title": "10", "start": "2025-09", "end": "2026-06" },
                { "id": "11", "title": "11", "start": "2026-09", "end": "2027-06" }],
            "steps": [{ "id": "a", "title": "A", "mark": "B" }, { "id": "b", "title": "B", "end": "2027-01-15" }]"#,
        &[],
    );
    assert_eq!((plan.steps()[0].kind, plan.steps()[1].kind), (Kind::Course, Kind::Task));
    assert_eq!((plan.steps()[0].phase, plan.steps()[1].phase), (0, 1));
    // What is no step has no lane.
    let course = r#"{ "id": "a", "title": "A", "kind": "course" }"#;
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "steps": [{course}, "oops", {{ "kind": "task" }}, {{ "id": "a", "title": "B" }}],
            "pathways": [{{ "id": "p", "title": "P", "add": [7] }}] }}"#
    );
    let plan = read(&text).expect("a plan").0;
    let lanes: Vec<_> = plan.lanes().iter().map(|lane| lane.kinds.clone()).collect();
    assert_eq!(lanes, [[Kind::Course]]);
    let plan = check(
        r#""steps": [{ "id": "a", "title": "A", "agency": { "state": "declined" } },
            { "id": "b", "title": "B", "agency": { "state": "declined" }, "status": "in-progress" }]"#,
        &[],
    );
    assert_eq!((plan.steps()[0].status, plan.steps()[1].status), (Status::Suggested, Status::InProgress));
    let plan = check(
        r#""phases": [{ "id": "p", "title": "P", "kind": "grade" }, { "id": "q", "title": "Q", "kind": "grade" }],
           "steps": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B", "phase": "q", "status": "in-progress" }]"#,
        &[],
    );
    assert_eq!(plan.steps()[0].phase, 1, "without an open phase, that of a step under way");
    let plan = check(
        r#""phases": [{ "id": "p", "title": "P", "kind": "grade" }, { "id": "q", "title": "Q", "kind": "open" }],
           "steps": [{ "id": "a", "title": "A" }]"#,
        &[],
    );
    assert_eq!(order(&plan), "a1");
    for tag in ["a/b", "en-", "abcdefghi"] {
        let told = format!("/language: not a language tag: {tag}");
        check(&format!(r#""steps": [], "language": "{tag}""#), &[&told]);
    }
    check(r#""title": "no steps""#, &[": steps is missing"]);
    assert!(check(r#""steps": []"#, &[]).phases().is_empty());
}

#[test]
fn a_lane_holds_each_kind_once() {
    let plan = check(
        r#""lanes": [{ "id": "l", "title": "L", "kinds": ["task", "course", "task", "task", "course"] }], "steps": []"#,
        &[],
    );
    assert_eq!(plan.lanes()[0].kinds, [Kind::Task, Kind::Course]);
}

#[test]
fn one_goal_is_primary() {
    let goals = |fields: [&str; 2], problems: &[&str]| {
        let [a, b] = fields;
        let plan = check(
            &format!(
                r#""steps": [], "goals": [{{ "id": "a", "title": "A"{a} }}, {{ "id": "b", "title": "B"{b} }}]"#
            ),
            problems,
        );
        plan.primary_goal()
    };
    assert_eq!(goals(["", ""], &[]), Some(0));
    assert_eq!(goals([r#", "status": "met""#, ""], &[]), Some(1));
    assert_eq!(goals(["", r#", "primary": true"#], &[]), Some(1));
    assert_eq!(goals([r#", "status": "met""#, r#", "status": "set-aside""#], &[]), None);
    let (aside, primary) = (r#", "primary": true, "status": "set-aside""#, r#", "primary": true"#);
    assert_eq!(goals([aside, ""], &[]), Some(1), "nobody is led to what was set aside");
    assert_eq!(goals([aside, primary], &[]), Some(1));
    assert_eq!(goals(["", aside], &[]), Some(0));
    assert_eq!(goals([aside, r#", "status": "met""#], &[]), Some(0), "there is no other");
    assert_eq!(goals([r#", "primary": true, "status": "met""#, ""], &[]), Some(0), "the host leads there");
    let two = ["/goals/1/primary: another goal is already the primary one"];
    assert_eq!(goals([r#", "primary": true"#, r#", "primary": true"#], &two), Some(0));
}

#[test]
fn a_step_stands_where_its_days_are_and_where_it_is_offered() {
    let placed = |steps: &str, edges: &str| {
        let plan = check(
            &format!(
                r#""phases": [{{ "id": "p0", "title": "t", "kind": "grade", "start": "2025-09", "end": "2026-06" }},
                    {{ "id": "p1", "title": "t", "kind": "grade", "start": "2026-09", "end": "2027-06" }},
                    {{ "id": "p2", "title": "t", "kind": "grade", "start": "2027-09", "end": "2028-06" }}, {{ "id": "z", "title": "Z" }}],
                "steps": [{steps}], "edges": [{edges}]"#
            ),
            &[],
        );
        let a = plan.steps().iter().find(|step| step.id == "a").expect("a step");
        plan.phases()[a.phase].id.clone()
    };
    let then = r#"{ "from": "a", "to": "b", "kind": "requires" }"#;
    // Also where what it leads to stands before: then the order is to be looked at.
    let dated = r#"{ "id": "a", "title": "A", "start": "2027-09-01" }"#;
    assert_eq!(placed(&format!(r#"{dated}, {{ "id": "b", "title": "B", "phase": "p1" }}"#), then), "p2");
    // Before what its days put later.
    let a = r#"{ "id": "a", "title": "A" }"#;
    assert_eq!(placed(&format!(r#"{a}, {{ "id": "b", "title": "B", "start": "2027-09-01" }}"#), then), "p1");
    // Nothing says when, and after the first open phase it is not offered.
    assert_eq!(placed(r#"{ "id": "a", "title": "A", "offered": ["p1", "p2"] }"#, ""), "p2");
    assert_eq!(placed(a, ""), "z");
}

#[test]
fn steps_that_name_no_phase_are_placed_by_their_links() {
    let placed = |steps: &str, links: &str| {
        let steps: Vec<String> = steps
            .split_whitespace()
            .map(|step| match step.split_once('@') {
                Some((id, phase)) => format!(r#"{{ "id": "{id}", "title": "t", "phase": "{phase}" }}"#),
                None => format!(r#"{{ "id": "{step}", "title": "t" }}"#),
            })
            .collect();
        let phases =
            ["p", "q", "r", "s"].map(|id| format!(r#"{{ "id": "{id}", "title": "t", "kind": "term" }}"#));
        let all = linked("", links).replace(
            r#""steps": []"#,
            &format!(r#""steps": [{}], "phases": [{}]"#, steps.join(","), phases.join(",")),
        );
        order(&check(&all, &[]))
    };
    assert_eq!(placed("a@q b", "a>b"), "a1 b2");
    assert_eq!(placed("a@q b c@q", "a>b b>c"), "a1 b1 c1");
    assert_eq!(placed("a b@r", "a>b"), "a1 b2");
    assert_eq!(placed("a@s b c", "a>b b>c"), "a3 b3 c3");
    assert_eq!(placed("a@s b", ""), "a3 b0");
    assert_eq!(placed("a@q b@r c", "a>c b>c"), "a1 b2 c3");
    assert_eq!(placed("a@r b c@p", "a>b b>c"), "a2 b2 c0");
}

#[test]
fn a_step_without_a_phase_passes_over_those_in_which_it_is_not_offered() {
    let phases = [("g10", "grade"), ("summer", "summer"), ("g11", "grade"), ("g12", "grade")]
        .map(|(id, kind)| format!(r#"{{ "id": "{id}", "title": "t", "kind": "{kind}" }}"#))
        .join(",");
    let placed = |step: &str, edges: &str| {
        let plan = check(
            &format!(
                r#""phases": [{phases}], "edges": [{edges}], "steps": [{{ "id": "a", "title": "A", "phase": "g10" }},
                    {{ "id": "z", "title": "Z", "phase": "g11" }}, {{ "id": "b", "title": "B" {step} }}]"#
            ),
            &[],
        );
        let step = plan.steps().iter().find(|step| step.id == "b").expect("a step");
        plan.phases()[step.phase].id.clone()
    };
    let after = r#"{ "from": "a", "to": "b", "kind": "requires" }"#;
    assert_eq!(placed("", after), "g11");
    assert_eq!(placed(r#", "offered": ["g12", "g10"]"#, after), "g12");
    assert_eq!(placed(r#", "offered": ["summer"]"#, after), "summer");
    let before = r#"{ "from": "b", "to": "z", "kind": "requires" }"#;
    assert_eq!(placed("", before), "g10");
    assert_eq!(placed(r#", "offered": ["g12"]"#, ""), "g12");
}

#[test]
fn requirements_stand_parents_first_and_inherit_their_overlay() {
    let plan = check(
        r#""steps": [{ "id": "s", "title": "S", "counts": [{ "requirement": "b" }] }],
           "requirements": [
             { "id": "r", "title": "R", "overlay": "seal", "of": [
                { "id": "a", "title": "A", "of": [{ "id": "c", "title": "C", "need": 2, "from": { "steps": ["s", "x"] } }] },
                { "id": "b", "title": "B" },
                { "id": "a", "title": "again", "of": [{ "id": "d", "title": "D" }] } ] },
             { "id": "e", "title": "E" } ]"#,
        &[
            "/requirements/0/of/2: another one is already called a",
            "/requirements/0/of/0/of/0/from/steps/1: no step is called x",
        ],
    );
    let told: Vec<_> = plan
        .requirements()
        .iter()
        .map(|one| format!("{} {:?} {} {} {:?}", one.id, one.parent, one.depth, one.overlay, one.kind))
        .collect();
    assert_eq!(
        told,
        [
            "r None 0 seal All",
            "a Some(0) 1 seal All",
            "c Some(1) 2 seal Credits",
            "b Some(0) 1 seal Status",
            "e None 0 diploma Status"
        ]
    );
    assert_eq!(plan.requirements()[0].children, [1, 3]);
    assert_eq!(plan.steps()[0].counts[0].requirement, 3);
}

#[test]
fn what_goes_with_its_parent_leaves_its_name_to_others() {
    let ids = |requirements: &str, problems: &[&str]| {
        let plan = check(&format!(r#""steps": [], "requirements": [{requirements}]"#), problems);
        plan.requirements().iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let x = r#"{ "id": "x", "title": "X" }"#;
    let none = format!(r#"{{ "title": "no id", "of": [{x}] }}, {x}"#);
    assert_eq!(ids(&none, &["/requirements/0: id is missing"]), "x");
    let a = r#"{ "id": "a", "title": "A" }"#;
    let again = format!(r#"{a}, {{ "id": "a", "title": "again", "of": [{x}, {a}] }}, {x}, {x}"#);
    let told = [
        "/requirements/1: another one is already called a",
        "/requirements/3: another one is already called x",
    ];
    assert_eq!(ids(&again, &told), "a x");
}

#[test]
fn a_count_of_steps_says_how_many() {
    let count = |fields: &str| {
        format!(r#""steps": [], "requirements": [{{ "id": "r", "title": "R", "kind": "count", {fields} }}]"#)
    };
    check(&count(r#""from": { "kinds": ["course"] }"#), &["/requirements/0: need is missing"]);
    check(&count(r#""need": 2, "from": { "kinds": ["course"] }"#), &[]);
    check(&count(r#""of": [{ "id": "part", "title": "Part" }]"#), &[]);
    check(&count(r#""verdict": { "met": false }"#), &[]);
}

#[test]
fn competencies_find_their_scale_level_and_parent() {
    let plan = check(
        r#""steps": [{ "id": "s", "title": "S", "competencies": [{ "competency": "a", "level": "hi" }, { "competency": "b", "level": "hi" }] }],
           "scales": [{ "id": "four", "levels": [{ "id": "lo" }, { "id": "hi", "proficient": true }, { "id": "lo" }] }],
           "competencies": [{ "id": "a", "title": "A", "scale": "four", "level": "lo", "parent": "b" },
                            { "id": "b", "title": "B", "parent": "a" },
                            { "id": "c", "title": "C", "scale": "five", "level": "lo" }]"#,
        &[
            "/scales/0/levels/2: another one is already called lo",
            "/competencies/2/scale: no scale is called five",
            "/competencies/1/parent: prerequisites form a cycle: a → b → a",
            "/steps/0/competencies/1/level: no level is called hi",
        ],
    );
    let [a, b, _] = plan.competencies() else { panic!("three competencies") };
    assert_eq!((a.scale, a.level, a.parent, b.parent), (Some(0), Some(0), Some(1), None));
    assert_eq!(plan.steps()[0].competencies[0].level, Some(1));
}

#[test]
fn pathways_keep_and_add_steps() {
    let plan = check(
        &format!(
            r#"{}, "goals": [{{ "id": "g", "title": "G" }}], "pathways": [{{ "id": "p", "title": "P", "goal": "g",
               "steps": ["b", "x", "a"], "add": [{{ "id": "c", "title": "C", "counts": [{{ "requirement": "r" }}] }}, {{ "id": "a", "title": "again" }}],
               "requirements": [{{ "id": "r", "title": "R", "from": {{ "steps": ["c"] }} }}],
               "addEdges": [{{ "from": "b", "to": "c" }}, {{ "from": "c", "to": "a" }}, {{ "from": "c", "to": "g" }}, {{ "from": "a", "to": "b", "kind": "requires" }}] }}]"#,
            linked("a b", "a>b")
        ),
        &[
            "/pathways/0/steps/1: no step is called x",
            "/pathways/0/add/1: another one is already called a",
            "/pathways/0/addEdges/3: the same link is already there",
            "/pathways/0/addEdges/1: prerequisites form a cycle: a → b → c → a",
        ],
    );
    let way = &plan.pathways()[0];
    assert_eq!(
        (way.goal, way.steps.as_slice(), way.add.len(), way.add_edges.len()),
        (Some(0), &[1, 0][..], 1, 2)
    );
    assert_eq!(
        (way.add[0].phase, way.add[0].counts[0].requirement, way.requirements[0].from.steps[0]),
        (1, 0, 2)
    );
}

#[test]
fn a_pathway_closes_no_ring_with_the_links_of_the_plan() {
    let adds = |ids: &str, links: &str, added: &str, problems: &[String]| {
        let added =
            linked("", added).replace(r#""steps": [], "edges""#, r#""id": "p", "title": "P", "addEdges""#);
        let problems: Vec<&str> = problems.iter().map(String::as_str).collect();
        let plan = check(&format!(r#"{}, "pathways": [{{ {added} }}]"#, linked(ids, links)), &problems);
        (plan.edges().len(), plan.pathways()[0].add_edges.len())
    };
    let told =
        |at: usize, ring: &str| format!("/pathways/0/addEdges/{at}: prerequisites form a cycle: {ring}");
    assert_eq!(adds("a b c", "a>c b>c", "c>b a>b", &[told(0, "c → b → c")]), (2, 1));
    // However many there are: each of these leads back to the beginning of the chain.
    let all = |link: fn(usize) -> String| (0..40).map(link).collect::<Vec<_>>().join(" ");
    let chain = all(|at| if at == 0 { "a>c0 z>c0".to_string() } else { format!("c{}>c{at}", at - 1) });
    let ids = format!("a z {}", all(|at| format!("c{at}")));
    let rings = (8..40).rev().chain(0..8).map(|at| match at {
        ..8 => told(at, &format!("z → c{at} → … → z")),
        _ => told(at, "c0 → c1 → c2 → c3 → c4 → c5 → c6 → c7 → … → c0"),
    });
    let back = all(|at| format!("c{at}>z"));
    assert_eq!(adds(&ids, &chain, &back, &rings.collect::<Vec<_>>()), (41, 0));
}

#[test]
fn a_pathway_may_add_the_first_step() {
    let plan = check(
        r#""steps": [], "pathways": [{ "id": "p", "title": "P", "add": [{ "id": "a", "title": "A" }] }]"#,
        &[],
    );
    assert_eq!((plan.phases().len(), plan.lanes().len(), plan.pathways()[0].add[0].phase), (1, 1, 0));
}

#[test]
fn tells_why_a_text_is_no_plan() {
    let told = |text: &str| match read(text) {
        Err(why) => format!("{} {why}", why.code()),
        Ok(_) => "readable".to_owned(),
    };
    assert_eq!(told("{\n  steps"), "not-json line 2, column 3: not JSON: a field's name is missing");
    assert_eq!(told(""), "not-json line 1, column 1: not JSON: the text ends too early");
    assert_eq!(told("[]"), "format the document: not a plan document: expected format throughline-plan/1");
    assert_eq!(
        told(r#"{"format": 1}"#),
        "format /format: not a plan document: expected format throughline-plan/1"
    );
    assert_eq!(
        told(r#"{"format": "throughline-plan/2"}"#),
        "format /format: unknown format throughline-plan/2; expected throughline-plan/1"
    );
    assert_eq!(told(&"[".repeat(100_000)), "too-large line 1, column 128: nested too deep");
    assert_eq!(told(&" ".repeat(16_000_001)), "too-large longer than 16 MB");
    assert!(matches!(read("\u{feff}{}"), Err(Unreadable::NotJson { .. })));
}

#[test]
fn a_date_is_a_day_that_exists_a_month_or_a_year() {
    for good in ["2026", "2026-11", "2026-11-22", "0001-01-01", "9999-12-31", "2028-02-29", "2000-02-29"] {
        assert_eq!(Date::parse(good).map(|date| date.to_string()).as_deref(), Some(good));
    }
    for bad in [
        "",
        "0000",
        "26",
        "2026-13",
        "2026-00",
        "2026-2",
        "2026-02-29",
        "1900-02-29",
        "2026-11-22T",
        "2026-11-",
        "-2026",
        "+2026",
        "２０２６",
        "2026-11-22-1",
    ] {
        assert_eq!(Date::parse(bad), None, "{bad}");
    }
    let date = |text| Date::parse(text).expect("a date");
    let day = |text| date(text).first_day();
    assert_eq!((day("2026"), date("2026").last_day()), (day("2026-01-01"), day("2026-12-31")));
    assert_eq!(date("2028-02").last_day(), day("2028-02-29"));
    assert_eq!(day("2026-11-22").days_to(day("2027-11-22")), 365);
    assert_eq!(day("2028-02-28").days_to(day("2028-03-01")), 2);
    assert_eq!(day("0001").days_to(day("9999-12-31")), 3_652_058);
    assert_eq!(day("2026-11-22").months() + 14, date("2028-01").last_day().months());
    for text in ["2026", "2026-11", "2026-11-22", "0001-01-01", "9999-12-31"] {
        assert_eq!(date(text).to_string(), text);
    }
    assert!(
        date("2026-11-22") < date("2026-12")
            && date("2026-01-01") < date("2026-01")
            && date("2026-01") < date("2026")
    );
}

#[test]
fn a_time_is_what_rfc_3339_says() {
    for good in [
        "2026-11-22T09:30:00Z",
        "2026-11-22t09:30:00.125z",
        "2026-11-22T23:59:60-08:00",
        "2026-11-22T10:00:00+02:00",
    ] {
        assert_eq!(Time::parse(good).map(|time| time.date()), Date::of(2026, 11, 22), "{good}");
    }
    for bad in [
        "",
        "2026-11-22",
        "2026-11-22T09:30:00",
        "2026-11-22 09:30:00Z",
        "2026-11-22T24:00:00Z",
        "2026-02-30T09:30:00Z",
        "2026-11-22T09:30:00.Z",
        "2026-11-22T09:30:00+0800",
        "2026-11-22T09:30:00+08:00é",
        "2026-11-22T09:30:00+24:00",
        "2026-11-22T09:30:00-08:60",
        "2026-11T09:30:00Z",
    ] {
        assert_eq!(Time::parse(bad), None, "{bad}");
    }
}

#[test]
fn a_link_leads_only_where_the_allow_list_says() {
    for good in [
        "https://a.example/b?c#d",
        "HTTP://a",
        "mailto:a@b",
        "TEL:+1",
        "/a:b",
        "a/b:c",
        "?a:b",
        "#a:b",
        "//host/a",
        "a b",
        "javascript%3Aalert(1)",
        "&#106;avascript",
    ] {
        assert!(SafeUrl::new(good).is_some(), "{good}");
    }
    for bad in [
        "",
        " https://a",
        "https://a ",
        "javascript:alert(1)",
        "JavaScript:a",
        "java\nscript:a",
        "java\tscript:a",
        "\u{1}javascript:a",
        "\u{feff}javascript:a",
        "data:text/html,a",
        "vbscript:a",
        "blob:a",
        "file:///a",
        ":a",
        "https:",
        "https:a",
        "https:///a",
        "http://",
        "mailto:",
        "\\\\host",
        "https:\\\\a",
        "/\\host",
        "ja\u{200b}vascript:a",
        "a\u{0}b",
    ] {
        assert!(SafeUrl::new(bad).is_none(), "{bad:?}");
    }
}

#[test]
fn text_is_picked_in_the_language_wanted() {
    let both = Text::Map(vec![("en".into(), "Biology".into()), ("es-419".into(), "Biología".into())]);
    for (wanted, language) in [
        (&["es-419"][..], "es-419"),
        (&["ES-mx", "en"], "es-419"),
        (&["ar", "en-GB"], "en"),
        (&["ar"], "en"),
        (&[], "en"),
    ] {
        assert_eq!(both.pick(wanted).language, Some(language), "{wanted:?}");
    }
    assert_eq!((Text::from("x").pick(&["es"]).words, Text::from("x").pick(&["es"]).language), ("x", None));
}
