//! What the head of a roadmap says: how far, whether all that is asked is covered, what is late.

use std::rc::Rc;

use expect_test::expect;
use throughline::roadmap::{Measure, Roadmap};
use throughline::state::{Lit, Msg, View};

use crate::audit::{lines, read};
use crate::stage::page;

/// Four credits of art where two are wanted, one of English where two are; a step and an action whose day is past.
const GAP: &str = r#"{
    "format": "throughline-plan/1", "phases": [{ "id": "10", "title": "Grade 10", "start": "2026-09", "end": "2027-06" }],
    "requirements": [{ "id": "diploma", "title": "Diploma", "overlay": "diploma", "kind": "credits", "need": 4, "of": [
        { "id": "english", "title": "English", "kind": "credits", "need": 2, "from": { "subjects": ["English"] } },
        { "id": "art", "title": "Art", "kind": "credits", "need": 2, "from": { "subjects": ["Art"] } }
    ] }],
    "goals": [{ "id": "sing", "title": "Sing", "actions": [{ "id": "call", "title": "Call the choir", "due": "2026-11-02" }] }],
    "steps": [
        { "id": "e", "title": "English 9", "kind": "course", "subject": "English", "credits": 1, "status": "completed" },
        { "id": "a", "title": "Art 1", "kind": "course", "subject": "Art", "credits": 2, "status": "completed" },
        { "id": "b", "title": "Art 2", "kind": "course", "subject": "Art", "credits": 2, "status": "completed" },
        { "id": "f", "title": "Aid form", "kind": "task", "phase": "10", "due": "2026-11-01" }
    ]
}"#;

#[test]
fn what_there_is_too_much_of_hides_no_gap_and_what_is_late_is_told() {
    let read = read(Rc::new(throughline::plan::read(GAP).expect("a plan").0), "en", &[]);
    let Roadmap { summary, measures, picture, .. } = &read.roadmap;
    let said: Vec<&str> = summary.line.iter().map(|phrase| phrase.words.as_str()).collect();
    assert_eq!(said, ["Grade 10", "not everything is planned yet"]);
    let late: Vec<&str> = picture.cards.iter().filter_map(|card| card.risk_word.as_deref()).collect();
    assert_eq!((summary.attention.as_deref(), late), (Some("1 step needs attention"), vec!["Past due"]));
    let (credits, requirements) = (&measures[0], &measures[1]);
    assert_eq!(
        (credits.said.as_str(), credits.more.as_str(), credits.bar.earned),
        ("3 of 4 credits earned", "1 still to plan · 2 extra", 75.0)
    );
    assert_eq!((requirements.said.as_str(), requirements.more.as_str()), ("1 of 2 met", "1 still to plan"));
    expect![[r#"
        ## To do now and soon
        Aid form · was due Nov 1, 2026
        ## To do for the goals
        Call the choir · was due Nov 2, 2026 · Sing
        ## Not covered yet
        English · 1 credit still to plan"#]]
    .assert_eq(&lines(read.board("next")).join("\n"));
}

/// What the head says of a plan, and whether a small card says the same.
fn told(asked: &str, steps: &str, edges: &str) -> (String, bool) {
    let phase = |id: &str, start: u16| {
        format!(
            r#"{{ "id": "{id}", "title": "Grade {id}", "start": "{start}-09", "end": "{}-06" }}"#,
            start + 1
        )
    };
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "phases": [{}, {}], "requirements": [{asked}], "steps": [{steps}],
            "edges": [{edges}] }}"#,
        phase("11", 2026),
        phase("12", 2027)
    );
    let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
    let line = read(plan.clone(), "en", &[]).roadmap.summary.line;
    let said: Vec<String> = line.into_iter().map(|phrase| phrase.words).collect();
    let card = page(View::Card, "en", plan);
    let same = said.iter().all(|said| card.contains(said.as_str()));
    (said.join(" · "), same)
}

#[test]
fn all_is_not_well_without_what_is_asked_beside_the_diploma_nor_where_not_all_fits() {
    let math = r#""from": { "subjects": ["Math"] }"#;
    let diploma = |need: u8| format!(r#"{{ "id": "m", "kind": "credits", "need": {need}, {math} }}"#);
    let college = format!(
        r#"{}, {{ "id": "c", "overlay": "admission", "kind": "credits", "need": 3, {math} }}"#,
        diploma(1)
    );
    let one = r#"{ "id": "a", "kind": "course", "subject": "Math", "credits": 1, "phase": "12" }"#;
    let two = format!(r#"{one}, {{ "id": "b", "kind": "course", "subject": "Math", "credits": 1 }}"#);
    let behind = r#"{ "from": "a", "to": "b", "kind": "requires" }"#;
    let diploma_alone = "Grade 11 · all that the diploma requires is planned".to_owned();
    let no_fit = "Grade 11 · all that is required is planned · not all of it fits".to_owned();
    assert_eq!(told(&diploma(1), one, ""), ("Grade 11 · on track".to_owned(), true));
    assert_eq!(told(&college, one, ""), (diploma_alone, true));
    assert_eq!(told(&diploma(2), &two, behind), (no_fit, true));
    assert_eq!(told(&diploma(2), one, ""), ("Grade 11 · not everything is planned yet".to_owned(), true));
    // And that all is done is more than that it is planned.
    let done = one.replacen("{", r#"{ "status": "completed","#, 1);
    let met = "Grade 11 · all that the diploma requires is done".to_owned();
    assert_eq!(told(&diploma(1), &done, ""), (met.clone(), true));
    assert_eq!(told(&college, &done, ""), (met, true));
}

#[test]
fn a_plan_without_steps_is_at_its_beginning_until_something_is_asked() {
    let begins = |asked: &str| told(asked, "", "").0.contains("just beginning");
    assert!(begins(""));
    assert!(!begins(r#"{ "id": "m", "kind": "credits", "need": 24 }"#));
    assert!(!begins(r#"{ "id": "m", "kind": "status", "verdict": { "met": true } }"#));
}

#[test]
fn nothing_is_on_track_while_a_phase_is_to_hold_more_than_it_has_room_for() {
    for (most, says) in [(2, "on track"), (1, "all that is required is planned")] {
        let text = format!(
            r#"{{ "format": "throughline-plan/1",
            "phases": [{{ "id": "11", "title": "Grade 11", "start": "2026-09", "end": "2027-06", "maxCredits": {most} }}],
            "requirements": [{{ "id": "m", "kind": "credits", "need": 2, "from": {{ "subjects": ["Math"] }} }}],
            "steps": [
                {{ "id": "a", "kind": "course", "subject": "Math", "credits": 1, "phase": "11" }},
                {{ "id": "b", "kind": "course", "subject": "Math", "credits": 1, "phase": "11" }}] }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        let line = read(plan, "en", &[]).roadmap.summary.line;
        assert!(line.iter().any(|phrase| phrase.words == says), "{most}: {line:?}");
    }
}

#[test]
fn what_is_told_of_credits_adds_up_to_the_need() {
    let bar = std::cell::Cell::default();
    let told = |arts: f64, whole: bool, steps: [&str; 2]| {
        let bucket = |id: &str, need: f64, more: &str| {
            format!(r#"{{ "id": "{id}", "title": "{id}", "kind": "credits", "need": {need}, {more} }}"#)
        };
        let of = |id: &str| format!(r#""from": {{ "subjects": ["{id}"] }}"#);
        let mut asked = [bucket("Arts", arts, &of("Arts")), bucket("Math", 1.0, &of("Math"))].join(",");
        if whole {
            asked = bucket("Diploma", 2.0, &format!(r#""of": [{asked}]"#));
        }
        let art = |status: &&str| {
            format!(r#"{{ "id": "{status}", "subject": "Arts", "credits": 1, "status": "{status}" }}"#)
        };
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "requirements": [{asked}], "steps": [{}] }}"#,
            steps.iter().map(art).collect::<Vec<_>>().join(",")
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        let credits = read(Rc::new(plan), "en", &[]).roadmap.measures.swap_remove(0);
        bar.set((credits.bar.earned, credits.bar.in_progress, credits.bar.planned));
        [credits.said, credits.more].join(" · ")
    };
    for whole in [true, false] {
        let to_come = "0 of 2 credits earned · 1 in progress · 1 still to plan · 1 extra";
        assert_eq!(told(1.0, whole, ["in-progress", "planned"]), to_come, "{whole}");
        let begun = "1 of 2 credits earned · 1 still to plan · 1 extra";
        assert_eq!(told(1.0, whole, ["completed", "in-progress"]), begun, "{whole}");
        assert_eq!(
            told(1.0, whole, ["completed", "waived"]),
            "1 of 2 credits earned · 1 still to plan",
            "{whole}"
        );
    }
    // What is more than enough is extra, and comes in no other figure.
    assert_eq!(
        told(0.5, false, ["completed", "planned"]),
        "0.5 of 1.5 credits earned · 1 still to plan · 1.5 extra"
    );
    // Parts that ask for more than the whole are none the less asked for.
    assert_eq!(
        told(2.0, true, ["in-progress", "planned"]),
        "0 of 2 credits earned · 1 in progress · 1 planned · 1 still to plan"
    );
    assert_eq!(bar.get(), (0.0, 33.3, 33.3));
}

#[test]
fn what_there_is_too_much_of_is_not_what_another_line_waits_for() {
    let bucket = |id: &str, need: u8| {
        format!(
            r#"{{ "id": "{id}", "kind": "credits", "need": {need}, "from": {{ "subjects": ["{id}"] }} }}"#
        )
    };
    let step = |id: &str, subject: &str, status: &str| {
        format!(
            r#"{{ "id": "{id}", "kind": "course", "subject": "{subject}", "credits": 1, "status": "{status}" }}"#
        )
    };
    let parts = [bucket("English", 2), bucket("Arts", 1), bucket("CTE", 1)].join(",");
    let whole = format!(r#"{{ "id": "d", "kind": "credits", "need": 4, "of": [{parts}] }}"#);
    let steps = [
        step("a", "English", "in-progress"),
        step("b", "English", "planned"),
        step("c", "Arts", "completed"),
        step("d", "Arts", "in-progress"),
    ];
    for asked in [whole, parts] {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "requirements": [{asked}], "steps": [{}] }}"#,
            steps.join(",")
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        let credits = &read(Rc::new(plan), "en", &[]).roadmap.measures[0];
        let said = [credits.said.as_str(), credits.more.as_str()].join(" · ");
        assert_eq!(said, "1 of 4 credits earned · 1 in progress · 1 planned · 1 still to plan · 1 extra");
    }
}

#[test]
fn the_line_says_how_many_steps_are_between_and_where_it_begins() {
    let said = |status: &str, edges: &[(&str, &str)]| {
        let step = |id: &&str| format!(r#"{{ "id": "{id}", "title": "{id}", "status": "{status}" }}"#);
        let edge = |(from, to): &(&str, &str)| format!(r#"{{ "from": "{from}", "to": "{to}" }}"#);
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{}], "edges": [{}],
            "goals": [{{ "id": "Nurse", "title": "Nurse", "primary": true }}, {{ "id": "College", "title": "College" }}] }}"#,
            ["A", "B", "C"].iter().map(step).collect::<Vec<_>>().join(","),
            edges.iter().map(edge).collect::<Vec<_>>().join(",")
        );
        read(Rc::new(throughline::plan::read(&text).expect("a plan").0), "en", &[]).roadmap.sentence
    };
    let all = [("A", "B"), ("B", "C"), ("C", "Nurse")];
    let told = [
        said("planned", &all[2..]),
        said("planned", &all[1..]),
        said("planned", &all),
        said("in-progress", &all),
        said("planned", &[("College", "Nurse")]),
        said("planned", &[("C", "College"), ("College", "Nurse")]),
        said("planned", &[("A", "Nurse"), ("B", "Nurse")]),
    ];
    expect![[r#"
        C leads straight to Nurse.
        From B it is one more step to Nurse.
        From A it is 2 more steps to Nurse.
        A is under way: 2 more steps to Nurse.
        Nothing in the Learning Plan leads to this goal yet: Nurse. Choose a step to see what it is for.
        From C it is one more step to Nurse.
        A leads straight to Nurse. 1 other step leads there too."#]]
    .assert_eq(&told.join("\n"));
    // What is done is no step more.
    let text = r#"{ "format": "throughline-plan/1", "steps": [{ "id": "a", "title": "A", "status": "in-progress" },
        { "id": "b", "title": "B", "status": "completed" }],
        "edges": [{ "from": "a", "to": "b" }, { "from": "b", "to": "g" }], "goals": [{ "id": "g", "title": "Nurse" }] }"#;
    let plan = Rc::new(throughline::plan::read(text).expect("a plan").0);
    assert_eq!(read(plan, "en", &[]).roadmap.sentence, "A leads straight to Nurse.");
}

#[test]
fn the_head_and_the_board_count_the_same_requirements() {
    for story in ["washington-sophomore-nursing", "grade-7-competency-based"] {
        let read = read(crate::stage::story(story), "en", &[]);
        let name = |measure: &&Measure| measure.name == "Requirements";
        let measure = read.roadmap.measures.iter().find(name).expect("requirements");
        let told = measure.said.replace(" met", " · ") + &measure.more;
        let lead = read.board("audit")[0].lead.as_ref().expect("how it stands");
        assert!(lead.words.ends_with(&told), "{story}: {told} and {}", lead.words);
    }
}

#[test]
fn what_asks_for_no_more_than_is_under_way_is_not_called_planned() {
    let more = |first: &str, second: &str| {
        let asked = |id: &str| {
            format!(
                r#"{{ "id": "{id}", "title": "{id}", "overlay": "diploma", "kind": "credits", "need": 2,
                    "from": {{ "subjects": ["{id}"] }} }}"#
            )
        };
        let step = |id: &str, status: &str, of: &str| {
            format!(
                r#"{{ "id": "{id}", "title": "{id}", "subject": "{of}", "credits": 1, "status": "{status}" }}"#
            )
        };
        let steps = [
            step("a", "completed", "Art"),
            step("b", first, "Art"),
            step("c", "in-progress", "English"),
            step("d", second, "English"),
        ];
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "requirements": [{}, {}], "steps": [{}] }}"#,
            asked("Art"),
            asked("English"),
            steps.join(",")
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        let measure = read(Rc::new(plan), "en", &[]).roadmap.measures[1].clone();
        (measure.more, measure.bar.in_progress, measure.bar.planned)
    };
    assert_eq!(more("in-progress", "planned"), ("1 in progress · 1 planned".into(), 50.0, 50.0));
    assert_eq!(more("in-progress", "reworking"), ("2 in progress".into(), 100.0, 0.0));
    assert_eq!(more("planned", "planned"), ("2 planned".into(), 0.0, 100.0));
}

#[test]
fn a_card_says_that_a_step_is_at_risk_and_its_panel_why() {
    let says = |step: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "a", "title": "Art", {step} }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        let read = read(Rc::new(plan), "en", &[Msg::Chose(0)]);
        let risk = read.panel().risk.as_ref().map_or("", |risk| &*risk.words).to_string();
        (read.roadmap.picture.cards[0].risk_word.clone().unwrap_or_default(), risk)
    };
    let told = |card: &str, panel: &str| (card.to_string(), panel.to_string());
    for (step, expected) in [
        (r#""status": "planned""#, told("", "")),
        (r#""status": "planned", "risk": "Late work""#, told("Needs attention", "Late work")),
        (r#""status": "in-progress", "risk": "Late work""#, told("Needs attention", "Late work")),
        (r#""status": "completed", "risk": "Late work""#, told("", "")),
    ] {
        assert_eq!(says(step), expected, "{step}");
    }
}

#[test]
fn what_is_under_way_is_called_in_the_next_steps_what_its_card_says() {
    let told = |status: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "a", "title": "A", "status": "{status}" }}] }}"#
        );
        let read = read(Rc::new(throughline::plan::read(&text).expect("a plan").0), "en", &[]);
        (
            read.roadmap.picture.cards[0].status_word.clone(),
            lines(read.board("next")).pop().unwrap_or_default(),
        )
    };
    assert_eq!(told("in-progress"), ("Now".into(), "A · Now".into()));
    assert_eq!(told("reworking"), ("Redoing".into(), "A · Redoing".into()));
}

#[test]
fn a_plan_whose_goals_are_met_is_not_asked_for_one() {
    let said = |goals: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "goals": [{goals}], "steps": [{{ "id": "a", "title": "A" }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        read(Rc::new(plan), "en", &[]).roadmap.sentence
    };
    assert_eq!(said(r#"{ "id": "g", "title": "G", "status": "met" }"#), "");
    assert_eq!(said(r#"{ "id": "g", "title": "G", "primary": true, "status": "met" }"#), "G: reached.");
    assert!(said("").starts_with("No goal yet."));
}

#[test]
fn nobody_but_the_learner_is_told_that_they_are_here() {
    let said = |viewer: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "learner": {{ "person": "maya" }}, {viewer}
            "phases": [{{ "id": "p", "title": "P" }}], "steps": [{{ "id": "a", "title": "A", "competencies": [{{ "competency": "c", "level": "l" }}] }}],
            "scales": [{{ "id": "s", "levels": [{{ "id": "l", "title": "L" }}] }}],
            "competencies": [{{ "id": "c", "title": "C", "scale": "s", "level": "l" }}] }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        let panel = read(plan.clone(), "en", &[Msg::Lit(Lit::Competency(0))]);
        let told = panel.panel().sections.iter().flat_map(|section| lines(std::slice::from_ref(section)));
        let level = told.filter(|line| line.starts_with("L · ")).collect::<String>();
        let html = page(View::Map, "en", plan);
        (level, ["You are here", "Here now"].map(|said| html.contains(said)))
    };
    let own = ("L · You are here".to_string(), [true, false]);
    let theirs = ("L · Here now".to_string(), [false, true]);
    assert_eq!(said(""), own);
    assert_eq!(said(r#""viewer": { "person": "maya" },"#), own);
    assert_eq!(said(r#""viewer": { "role": "learner" },"#), own);
    assert_eq!(said(r#""viewer": { "person": "lee" },"#), theirs);
    assert_eq!(said(r#""viewer": { "role": "family" },"#), theirs);
}

fn line_of(status: &str, grade: &str) -> String {
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "status": {status}, "learner": {{ "gradeLevel": "{grade}" }},
            "steps": [{{ "id": "a", "title": "A" }}] }}"#
    );
    let plan = throughline::plan::read(&text).expect("a plan").0;
    let line = read(Rc::new(plan), "en", &[]).roadmap.summary.line;
    line.iter().map(|phrase| phrase.words.as_str()).collect::<Vec<_>>().join(" · ")
}

#[test]
fn a_grade_is_called_as_the_school_writes_it() {
    for (level, said) in [
        ("9", "Grade 9"),
        ("K", "Grade K"),
        ("Grade 10", "Grade 10"),
        ("Sophomore", "Sophomore"),
        ("١٠", "Grade \u{2068}١٠\u{2069}"),
        ("الصف العاشر", "الصف العاشر"),
        ("десятый класс", "десятый класс"),
    ] {
        assert_eq!(line_of("null", level), said);
    }
}

#[test]
fn a_plan_that_is_not_agreed_says_how_far_it_is() {
    let said = |status: &str| line_of(status, "9");
    for (status, word) in [
        ("draft", "draft"),
        ("submitted", "waiting for review"),
        ("changes-requested", "changes asked for"),
        ("locked", "closed to changes"),
    ] {
        assert_eq!(said(&format!("\"{status}\"")), format!("Grade 9 · {word}"));
    }
    assert_eq!((said("null"), said(r#""approved""#)), ("Grade 9".into(), "Grade 9".into()));
}

#[test]
fn who_reads_the_plan_of_another_is_told_whose_it_is_and_of_which_school() {
    let said = |viewer: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "viewer": {{ "role": "{viewer}" }},
                "learner": {{ "person": "maya", "school": "Bay High" }}, "title": "The plan",
                "people": [{{ "id": "maya", "name": "Maya" }}], "goals": [{{ "id": "g", "title": "Nurse" }}],
                "steps": [{{ "id": "a", "title": "A" }}] }}"#
        );
        let html = page(View::Map, "en", Rc::new(throughline::plan::read(&text).expect("a plan").0));
        let name = html.split_once(r#"<p class="name">"#).and_then(|(_, rest)| rest.split_once("</p>"));
        let bits = name.expect("a name").0.split("<span class=\"bit\">").skip(1);
        bits.map(|bit| bit.split('<').next().unwrap_or_default().to_string()).collect::<Vec<_>>().join(" · ")
    };
    assert_eq!((said("family"), said("learner")), ("The plan · Maya · Bay High".into(), "The plan".into()));
}

#[test]
fn what_runs_against_the_page_keeps_its_stops_in_their_places() {
    let plan = r#"{ "format": "throughline-plan/1", "language": "ar", "viewer": { "role": "counselor" },
        "people": [{ "id": "m", "name": "Ali (Al) B." }], "learner": { "person": "m" },
        "steps": [{ "id": "a", "title": "C++ 101!" }, { "id": "b", "title": "الجبر (SAT)" }] }"#;
    let plan = Rc::new(throughline::plan::read(plan).expect("a plan").0);
    let card = page(View::Card, "ar", plan.clone());
    assert!(card.contains("\u{2068}Ali (Al) B.\u{2069}"), "{card}");
    let html = page(View::List, "ar", plan);
    assert!(html.contains("<span dir=\"auto\" lang=\"ar\">C++ 101!</span>"), "{html}");
    assert!(html.contains("\u{2068}Ali (Al) B.\u{2069}"), "{html}");
    assert!(!html.contains("<span dir=\"auto\" lang=\"ar\">الجبر"), "{html}");
}

#[test]
fn what_a_bar_shows_is_said_beside_it_where_only_steps_are_counted_too() {
    for (status, told) in [("in-progress", "1 in progress"), ("planned", "")] {
        let step = format!(r#"{{ "id": "a", "title": "Art", "kind": "course", "status": "{status}" }}"#);
        let text = format!(r#"{{ "format": "throughline-plan/1", "steps": [{step}] }}"#);
        let plan = throughline::plan::read(&text).expect("a plan").0;
        let measures = read(Rc::new(plan), "en", &[]).roadmap.measures;
        let said = measures.iter().map(|measure| (measure.said.as_str(), measure.more.as_str()));
        assert_eq!(said.collect::<Vec<_>>(), [("0 of 1 done", told)]);
    }
}
