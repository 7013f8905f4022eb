//! All there is to say of one step, in the order in which it is said.
//!
//! It is one file, since the panel is one list, and a new line of it stands among the others.

use std::rc::Rc;

use expect_test::expect;
use throughline::plan::EdgeKind;
use throughline::state::{Lit, Msg};

use crate::audit::{lines, read};

/// A test in the middle of a plan, joined to another step by each kind of link.
const PLAN: &str = r#"{ "format": "throughline-plan/1",
    "phases": [{ "id": "11", "title": "Grade 11" }],
    "goals": [{ "id": "g", "title": "Welder" }],
    "steps": [
        { "id": "needed", "title": "Needed", "status": "completed" }, { "id": "better", "title": "Better" },
        { "id": "leading", "title": "Leading" }, { "id": "proof", "title": "Proof", "kind": "task" },
        { "id": "beside", "title": "Beside" }, { "id": "instead", "title": "Instead", "status": "suggested" },
        { "id": "test", "title": "Welding test", "kind": "assessment", "code": "D1.1", "phase": "11",
          "status": "in-progress", "due": "2027-03-05", "credits": 0.5, "mark": "B+",
          "score": { "value": 60, "of": 100, "need": 80 }, "hours": { "done": 12, "need": 40 },
          "source": { "kind": "dual-credit", "title": "Bay College" } },
        { "id": "later", "title": "Later" }, { "id": "wiser", "title": "Wiser" },
        { "id": "shown", "title": "Shown", "kind": "competency" }],
    "edges": [
        { "from": "needed", "to": "test", "kind": "requires", "minimum": "C", "note": "in a year" },
        { "from": "better", "to": "test", "kind": "recommended", "minimum": "B" },
        { "from": "leading", "to": "test", "kind": "leads-to" },
        { "from": "proof", "to": "test", "kind": "evidence-for" },
        { "from": "beside", "to": "test", "kind": "corequisite" },
        { "from": "test", "to": "instead", "kind": "alternative" },
        { "from": "test", "to": "later", "kind": "requires", "minimum": "A" },
        { "from": "test", "to": "wiser", "kind": "recommended" },
        { "from": "test", "to": "shown", "kind": "evidence-for" },
        { "from": "test", "to": "g", "kind": "leads-to" }] }"#;

#[test]
fn a_step_says_each_of_its_links_from_its_own_side_and_all_its_figures() {
    let (plan, problems) = throughline::plan::read(PLAN).expect("a plan");
    assert_eq!(problems, []);
    let test = plan.steps().iter().position(|step| step.id == "test").expect("a step");
    let read = read(Rc::new(plan), "en", &[Msg::Chose(test)]);
    let panel = read.panel();
    let facts: Vec<&str> = panel.facts.iter().map(|fact| fact.words.as_str()).collect();
    let told = [vec![panel.title.words.clone(), facts.join(" · ")], lines(&panel.sections)].concat();
    expect![[r#"
        Welding test
        Now · Test · D1.1 · Grade 11 · due Mar 5, 2027
        ## Needs first
        Needed · Done · with at least C · in a year
        ## Recommended first
        Better · Planned · with at least B
        ## Goes together with
        Beside · Planned
        ## Other options
        Instead · Suggested
        ## Opens the way to
        Later · Planned · with at least A
        Wiser · Planned
        Welder
        ## What leads here
        Leading · Planned
        Proof · Planned
        ## Shows readiness for
        Shown · Planned
        ## Where it comes from
        Dual credit · Bay College
        ## Progress and results
        Worth 0.5 credits
        Course grade: B+
        Score: 60 of 100 · 80 needed
        12 of 40 hours · 28 to go"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn every_kind_of_link_stands_in_a_list_of_each_of_its_ends() {
    for kind in EdgeKind::ALL {
        let word = kind.word();
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "a", "title": "Ceramics" }}, {{ "id": "b", "title": "Drawing" }}],
                "edges": [{{ "from": "a", "to": "b", "kind": "{word}" }}] }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        // What is said of the plan's state names steps too.
        let said = |step: usize, other: &str| {
            let read = read(plan.clone(), "en", &[Msg::Chose(step)]);
            let lists = read.panel().sections.iter().filter(|section| section.name != "findings");
            lists.flat_map(|section| &section.entries).any(|entry| entry.said.words.contains(other))
        };
        let id = |id: &str| plan.steps().iter().position(|step| step.id == id).expect("a step");
        for (step, other, side) in [("b", "Ceramics", "Before"), ("a", "Drawing", "After")] {
            assert!(
                said(id(step), other),
                "a step's panel is silent of {word}: name EdgeKind::{kind:?} in a list of `linked` in \
                 src/roadmap/details.rs with Side::{side}, or Side::Both"
            );
        }
    }
}

#[test]
fn a_note_whose_audience_cannot_be_read_is_for_staff() {
    let noted = |audience: &str, role: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "viewer": {{ "role": "{role}" }}, "steps": [{{ "id": "a", "title": "A",
                "notes": [{{ "id": "n", "text": "Watch her", "audience": {audience} }}] }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        lines(&read(Rc::new(plan), "en", &[Msg::Chose(0)]).panel().sections).join(" ").contains("Watch her")
    };
    for audience in [r#""staff""#, r#""Staff""#, r#""team""#, r#""""#, r#"["staff"]"#, "5"] {
        assert!(!noted(audience, "family") && noted(audience, "teacher"), "{audience}");
    }
    for audience in [r#""all""#, "null"] {
        assert!(noted(audience, "family"), "{audience}");
    }
}

#[test]
fn a_panel_says_that_a_step_is_past_due_as_its_card_does() {
    let facts = |status: &str, due: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [
                {{ "id": "a", "title": "A", "kind": "task", "status": "{status}", "due": "{due}" }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        let read = read(Rc::new(plan), "en", &[Msg::Chose(0)]);
        let facts: Vec<&str> = read.panel().facts.iter().map(|fact| fact.words.as_str()).collect();
        facts.join(" · ")
    };
    assert_eq!(facts("planned", "2026-11-13"), "Planned · Past due · Task · Stage 1 · was due Nov 13, 2026");
    assert_eq!(facts("planned", "2027-03-05"), "Planned · Task · Stage 1 · due Mar 5, 2027");
    let declined = r#"planned", "agency": { "state": "declined" }, "code": ""#;
    for (status, word) in
        [("completed", "Done"), ("dropped", "Dropped"), ("suggested", "Suggested"), (declined, "Declined")]
    {
        assert_eq!(facts(status, "2026-11-13"), format!("{word} · Task · Stage 1 · due Nov 13, 2026"));
    }
}

#[test]
fn only_what_is_in_the_plan_is_called_a_part_of_it() {
    let why = |status: &str, edges: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "goals": [{{ "id": "g", "title": "Nurse" }}], "edges": [{edges}],
            "steps": [{{ "id": "a", "title": "Lab", "status": "{status}" }}, {{ "id": "b", "title": "Chemistry" }},
                {{ "id": "c", "title": "Old", "status": "dropped" }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        read(Rc::new(plan), "en", &[Msg::Chose(0)]).panel().why.join(" ")
    };
    assert_eq!(why("planned", ""), "Lab is part of the Learning Plan.");
    assert_eq!(why("dropped", ""), "Lab: no longer to be done.");
    assert_eq!(why("suggested", ""), "Lab: an idea, not decided yet.");
    let said = |state: &str| why(&format!(r#"planned", "agency": {{ "state": "{state}" }}, "code": "l"#), "");
    assert_eq!(said("proposed"), "Lab: an idea, not decided yet.");
    assert_eq!(said("declined"), "Lab: turned down, so it is not to be done.");
    assert_eq!(said("accepted"), "Lab is part of the Learning Plan.");
    let agreed =
        |state: &str| why(&format!(r#"suggested", "agency": {{ "state": "{state}" }}, "code": "l"#), "");
    assert_eq!((&*agreed("accepted"), &*agreed("approved")), ("Lab: Accepted.", "Lab: Approved."));
    let beside = |from: &str, to: &str| {
        let leads = r#"{ "from": "b", "to": "g", "kind": "leads-to" }"#;
        format!(r#"{{ "from": "{from}", "to": "{to}", "kind": "corequisite" }}, {leads}"#)
    };
    let together = "Lab goes together with Chemistry, which leads to Nurse.";
    assert_eq!(
        (why("planned", &beside("a", "b")), why("planned", &beside("b", "a"))),
        (together.into(), together.into())
    );
    assert_eq!(why("planned", &beside("a", "c")), "Lab is part of the Learning Plan.");
}

#[test]
fn a_long_way_is_cut_short_in_its_sentence() {
    let why = |ids: &str| {
        let ids: Vec<&str> = ids.split(' ').collect();
        let step = |id: &&str| format!(r#"{{ "id": "{id}", "title": "{id}" }}"#);
        let edge = |pair: &[&str]| format!(r#"{{ "from": "{}", "to": "{}" }}"#, pair[0], pair[1]);
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{}], "edges": [{}] }}"#,
            ids.iter().map(step).collect::<Vec<_>>().join(","),
            ids.windows(2).map(edge).collect::<Vec<_>>().join(",")
        );
        read(Rc::new(throughline::plan::read(&text).expect("a plan").0), "en", &[Msg::Chose(0)])
            .panel()
            .why
            .join(" ")
    };
    let first = "A leads to B, which leads to C, which leads to D";
    assert_eq!(why("A B C D E"), format!("{first}, which leads to E."));
    assert_eq!(why("A B C D E F"), format!("{first}, and 1 more step leads to F."));
    assert_eq!(why("A B C D E F G"), format!("{first}, and 2 more steps lead to G."));
}

#[test]
fn a_requirement_that_is_called_as_another_thing_says_of_what_it_is() {
    let why = |asked: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "requirements": [{asked}],
            "steps": [{{ "id": "a", "title": "Geometry", "credits": 1, "counts": [{{ "requirement": "r" }}] }}] }}"#
        );
        let read = read(Rc::new(throughline::plan::read(&text).expect("a plan").0), "en", &[Msg::Chose(0)]);
        read.panel().why.join(" ")
    };
    let geometry = r#"{ "id": "r", "title": "Geometry", "kind": "credits", "need": 1 }"#;
    assert_eq!(why(geometry), "Geometry counts toward Geometry (1 credit).");
    let within = format!(r#"{{ "id": "d", "title": "Diploma", "kind": "all", "of": [{geometry}] }}"#);
    assert_eq!(why(&within), "Geometry counts toward Geometry (Diploma, 1 credit).");
    let math = |id: &str| {
        format!(
            r#"{{ "id": "{id}", "title": "Math", "kind": "credits", "need": 1, "from": {{ "steps": ["a"] }} }}"#
        )
    };
    let college = format!(
        r#"{{ "id": "c", "title": "College", "overlay": "admission", "kind": "all", "of": [{}] }}"#,
        math("n")
    );
    assert_eq!(
        why(&format!("{}, {college}", math("r"))),
        "Geometry counts toward Math (1 credit), Math (College, 1 credit)."
    );
}

#[test]
fn a_completed_step_has_done_the_hours_it_needed() {
    let read = |status: &str, done: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [
                {{ "id": "a", "title": "A", "status": "{status}", "hours": {{ "need": 40, "done": {done} }} }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        read(Rc::new(plan), "en", &[Msg::Chose(0)])
    };
    let amounts =
        |status: &str, done: &str| lines(&read(status, done).panel().sections).pop().expect("an amount");
    assert_eq!(amounts("completed", "null"), "40 of 40 hours");
    assert_eq!(amounts("completed", "38"), "38 of 40 hours · 2 to go");
    // What was done in vain has none to go, nor has an idea.
    for status in ["not-met", "suggested"] {
        assert_eq!(amounts(status, "38"), "38 of 40 hours", "{status}");
    }
    assert_eq!(amounts("planned", "null"), "0 of 40 hours · 40 to go");
    assert_eq!(amounts("dropped", "12"), "12 of 40 hours");
    let sections = |status: &str| lines(&read(status, "null").panel().sections);
    assert!(!lines(&read("waived", "12").panel().sections).join(" ").contains("hours"));
    let declined = sections("planned\", \"agency\": { \"state\": \"declined\" }, \"code\": \"");
    assert!(declined.contains(&"0 of 40 hours".to_string()), "{declined:?}");
    assert!(!sections("waived").join(" ").contains("hours"), "{:?}", sections("waived"));
    // On the card: what is still to come or over is told by its hours alone, what has begun by those that are done.
    let card = |status: &str, done: &str| {
        read(status, done).roadmap.picture.cards.swap_remove(0).figure.map(|figure| figure.words)
    };
    for (status, figure) in [
        ("planned", "40 hours"),
        ("completed", "40 hours"),
        ("in-progress", "0 of 40 hours"),
        ("reworking", "0 of 40 hours"),
        ("not-met", "0 of 40 hours"),
    ] {
        assert_eq!(card(status, "null").as_deref(), Some(figure), "{status}");
    }
    assert_eq!(card("in-progress", "12").as_deref(), Some("12 of 40 hours"));
    assert_eq!((card("waived", "null"), card("waived", "12")), (None, None));
    // What it came to says more than how long it took; what still runs has none that stays.
    assert_eq!(card("completed\", \"mark\": \"A", "40").as_deref(), Some("A"));
    assert_eq!(card("in-progress\", \"mark\": \"A", "12").as_deref(), Some("12 of 40 hours"));
}

#[test]
fn a_panel_says_of_what_counts_without_steps_that_the_school_counts_it() {
    let why = |requirement: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [],
                "requirements": [{{ "id": "pe", "title": "PE", {requirement} }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        read(Rc::new(plan), "en", &[Msg::Lit(Lit::Requirement(0))]).panel().why.join(" ")
    };
    let unnamed = "The school counts this without saying which steps.";
    let waived = "The school does not ask for this.";
    assert_eq!(why(r#""need": 1, "from": { "subjects": ["PE"] }, "waived": { "by": "june" }"#), waived);
    assert_eq!(why(r#""kind": "hours", "need": 40, "verdict": { "met": true }"#), unnamed);
    assert_eq!(why(r#""of": [{ "id": "part", "title": "Part", "waived": { "by": "june" } }]"#), unnamed);
    assert_eq!(why(r#""need": 2, "verdict": { "planned": 2 }"#), unnamed);
    let none = "Nothing in the Learning Plan counts here yet.";
    assert_eq!(why(r#""verdict": { "met": false }"#), none);
    assert_eq!(why(r#""need": 1, "from": { "subjects": ["PE"] }"#), none);
}

#[test]
fn a_step_that_is_over_can_show_nothing_more() {
    let told = |status: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "competencies": [{{ "id": "c", "title": "C", "scale": "s" }}],
                "scales": [{{ "id": "s", "levels": [{{ "id": "l", "title": "Developing" }}] }}],
                "steps": [{{ "id": "a", "title": "Old lab", "kind": "task", "status": "{status}",
                    "competencies": [{{ "competency": "c", "level": "l" }}] }}] }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        let step = lines(&read(plan.clone(), "en", &[Msg::Chose(0)]).panel().sections).join(" / ");
        let competency = read(plan, "en", &[Msg::Lit(Lit::Competency(0))]);
        (step, lines(&competency.panel().sections)[1].clone(), competency.panel().why.join(" "))
    };
    let heading = "## Competencies in this step / C";
    let helps = |word: &str| format!("1 step: Old lab ({word}).");
    for (status, word, says) in [
        ("planned", "Planned", "can show"),
        ("in-progress", "Now", "can show"),
        ("completed", "Done", "showed"),
    ] {
        let says = format!(" · {says}: Developing");
        assert_eq!(
            told(status),
            (format!("{heading}{says}"), format!("Old lab · {word}{says}"), helps(word))
        );
    }
    for status in ["not-met", "waived", "dropped"] {
        let (step, _, why) = told(status);
        assert_eq!(
            (&*step, &*why),
            (heading, "No step in the Learning Plan helps to show it yet."),
            "{status}"
        );
    }
}

#[test]
fn what_is_of_a_day_neither_starts_nor_ends() {
    let facts = |fields: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "phases": [{{ "id": "p", "title": "P" }}],
            "steps": [{{ "id": "a", "title": "A", {fields} }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        let read = read(Rc::new(plan), "en", &[Msg::Chose(0)]);
        read.panel().facts.iter().skip(3).map(|fact| fact.words.clone()).collect::<Vec<_>>().join(" · ")
    };
    assert_eq!(facts(r#""kind": "milestone", "end": "2029-06-13""#), "Jun 13, 2029");
    assert_eq!(facts(r#""kind": "task", "start": "2029-06-13", "end": "2029-06-13""#), "Jun 13, 2029");
    assert_eq!(facts(r#""kind": "course", "end": "2029-06-13""#), "until Jun 13, 2029");
    let both = r#""kind": "milestone", "start": "2029-06-01", "end": "2029-06-13""#;
    assert_eq!(facts(both), "Jun 1, 2029 – Jun 13, 2029");
    // Today is November 22, 2026: what has begun does not start.
    assert_eq!(facts(r#""kind": "course", "start": "2029-06-01""#), "starts Jun 1, 2029");
    let begun = |status: &str| facts(&format!(r#""status": "{status}", "start": "2026-09-01""#));
    assert_eq!(begun("in-progress"), "since Sep 1, 2026");
    assert_eq!(begun("completed"), "Sep 1, 2026");
}

#[test]
fn a_test_below_its_own_need_is_told_as_one_that_was_not_met_but_for_its_credits() {
    let read = |value: f64, credits: f64| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "goals": [{{ "id": "g", "title": "College" }}],
            "requirements": [{{ "id": "r", "title": "ACT taken", "kind": "status", "from": {{ "steps": ["act"] }} }}],
            "steps": [{{ "id": "act", "title": "ACT", "kind": "assessment", "status": "completed",
                "credits": {credits}, "score": {{ "value": {value}, "need": 21 }} }}],
            "edges": [{{ "from": "act", "to": "g" }}] }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        let read = read(plan, "en", &[Msg::Chose(0)]);
        let (steps, credits) = (read.roadmap.progress.steps, read.roadmap.progress.credits);
        let (card, next) = (&read.roadmap.picture.cards[0], lines(read.board("next")).join(", "));
        let said = [
            &card.status_word,
            card.risk_word.as_deref().unwrap_or("well"),
            &read.panel().why.join(" "),
            &next,
        ];
        (said.join(" · "), steps.0, credits.map(|credits| credits.earned))
    };
    assert_eq!(
        read(22.0, 1.0),
        ("Done · well · ACT leads to College. It also counts toward ACT taken. · ".into(), 1, Some(1.0))
    );
    let told = "Not met · Needs attention · ACT leads to College. · ## To do now and soon, ACT · Needs attention, \
        ## Not covered yet, ACT taken";
    assert_eq!(read(17.0, 1.0), (told.into(), 0, Some(1.0)));
    assert_eq!(read(17.0, 0.0), (told.into(), 0, Some(0.0)));
}

#[test]
fn what_is_past_its_day_is_not_said_to_be_ready() {
    let text = r#"{ "format": "throughline-plan/1", "phases": [{ "id": "p", "title": "P" }],
        "steps": [{ "id": "a", "title": "PSAT", "kind": "assessment", "start": "2026-10-14", "end": "2026-10-14" }] }"#;
    let read = read(Rc::new(throughline::plan::read(text).expect("a plan").0), "en", &[]);
    let told = ["## To do now and soon", "PSAT · Oct 14, 2026 · Ask the school to check its record"];
    assert_eq!(lines(read.board("next")), told);
}

#[test]
fn a_retake_that_earns_nothing_counts_toward_nothing() {
    let why = |status: &str, credits: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1",
            "requirements": [{{ "id": "r", "title": "Math", "need": 1, "from": {{ "subjects": ["Mathematics"] }} }}],
            "steps": [{{ "id": "a", "title": "Algebra", "status": "completed", "subject": "Mathematics", "credits": 1 }},
                {{ "id": "b", "title": "Again", "status": "{status}", "subject": "Mathematics" {credits} }}],
            "edges": [{{ "from": "a", "to": "b", "kind": "alternative" }}] }}"#
        );
        let read = read(Rc::new(throughline::plan::read(&text).expect("a plan").0), "en", &[Msg::Chose(1)]);
        (
            read.panel().why.join(" "),
            lines(&read.panel().sections).iter().any(|line| line.contains("Counts toward")),
        )
    };
    assert_eq!(
        why("in-progress", r#", "credits": 1"#),
        ("Again is part of the Learning Plan.".into(), false)
    );
    // Of what has no credits nobody knows that it earns nothing.
    assert_eq!(why("in-progress", ""), ("Again counts toward Math.".into(), true));
}

/// All of them have a line below.
#[test]
fn a_sentence_names_no_more_requirements_than_can_be_read() {
    let all = |each: fn(usize) -> String| (0..50).map(each).collect::<Vec<_>>().join(",");
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "requirements": [{}], "steps": [{{ "id": "a", "title": "A", "counts": [{}] }}] }}"#,
        all(|at| format!(r#"{{ "id": "r{at}", "title": "R{at}" }}"#)),
        all(|at| format!(r#"{{ "requirement": "r{at}" }}"#)),
    );
    let read = read(Rc::new(throughline::plan::read(&text).expect("a plan").0), "en", &[Msg::Chose(0)]);
    let why = read.panel().why.join(" ");
    assert!(why.ends_with("R38, R39, and 10 more."), "{why}");
}

#[test]
fn what_is_needed_and_was_not_enough_is_followed_by_the_other_try() {
    let needs_of = |of: &str, first: &str, again: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [
                {{ "id": "a", "title": "Algebra I", "code": "M", {first} }}, {{ "id": "c", "title": "Algebra II" }},
                {{ "id": "b", "title": "Retake", "code": "M", "status": "{again}" }}],
            "edges": [{{ "from": "a", "to": "c", "kind": "requires", "minimum": "C" }},
                {{ "from": "a", "to": "b", "kind": "requires" }},
                {{ "from": "a", "to": "b", "kind": "alternative" }}] }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        let at = plan.steps().iter().position(|step| step.id == of).expect(of);
        let lines = lines(&read(plan, "en", &[Msg::Chose(at)]).panel().sections);
        let needs = lines.iter().skip_while(|line| !line.contains("Needs first")).skip(1);
        needs.take_while(|line| !line.starts_with("##")).cloned().collect::<Vec<_>>().join(", ")
    };
    let needs = |first: &str, again: &str| needs_of("c", first, again);
    let low = r#""status": "completed", "mark": "D""#;
    let is_low = "Algebra I · Done · with at least C";
    assert_eq!(needs(low, "in-progress"), format!("{is_low}, Retake · Now · with at least C"));
    assert_eq!(needs(low, "planned"), format!("{is_low}, Retake · Planned · with at least C"));
    let not_met = "Algebra I · Not met · with at least C";
    assert_eq!(
        needs(r#""status": "not-met""#, "planned"),
        format!("{not_met}, Retake · Planned · with at least C")
    );
    assert_eq!(needs(r#""status": "completed", "mark": "B""#, "planned"), is_low);
    // So is what is not to come.
    let dropped = needs(r#""status": "dropped""#, "planned");
    assert_eq!(
        dropped,
        "Algebra I · Dropped · with at least C, Retake · Planned · Prerequisite missing · with at least C"
    );
    // The other try does not need itself.
    assert_eq!(needs_of("b", r#""status": "not-met""#, "planned"), "Algebra I · Not met");
    assert_eq!(needs_of("b", r#""status": "not-met""#, "in-progress"), "Algebra I · Not met");
    assert_eq!(needs_of("b", r#""status": "dropped""#, "planned"), "Algebra I · Dropped");
}

#[test]
fn what_was_tried_in_vain_opens_the_way_to_nothing_and_the_other_try_does() {
    let told = |again: &str, links: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "goals": [{{ "id": "g", "title": "College" }}],
            "phases": [{{ "id": "8", "title": "8" }}, {{ "id": "9", "title": "9" }}, {{ "id": "10", "title": "10" }}],
            "steps": [{{ "id": "p", "title": "Math 8", "status": "completed", "phase": "8" }},
                {{ "id": "a", "title": "Algebra", "code": "M", "status": "not-met", "phase": "8" }},
                {{ "id": "b", "title": "Retake", "code": "M", "status": "{again}", "phase": "9" }},
                {{ "id": "c", "title": "Geometry", "phase": "10" }}],
            "edges": [{{ "from": "a", "to": "c", "kind": "requires" }}, {{ "from": "c", "to": "g" }},
                {{ "from": "p", "to": "a", "kind": "requires" }} {links}] }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        let panel = |at: usize, heading: &str| {
            let lines = lines(&read(plan.clone(), "en", &[Msg::Chose(at)]).panel().sections);
            let section = lines.iter().skip_while(|line| !line.contains(heading)).skip(1);
            section.take_while(|line| !line.starts_with("##")).cloned().collect::<Vec<_>>().join(", ")
        };
        [0, 1, 2].map(|at| panel(at, "Opens the way to")).join("; ") + " < " + &panel(3, "Needs first")
    };
    let now = "Retake · Now; ; Geometry · Planned < Algebra · Not met, Retake · Now";
    assert_eq!(told("in-progress", ""), now);
    // With all links written out, each is named once.
    let both = r#", { "from": "b", "to": "c", "kind": "requires" }, { "from": "a", "to": "b", "kind": "alternative" },
        { "from": "p", "to": "b", "kind": "requires" }, { "from": "a", "to": "b", "kind": "recommended" }"#;
    assert_eq!(told("in-progress", both), now);
    assert_eq!(
        told("completed", ""),
        "Retake · Done; ; Geometry · Planned < Algebra · Not met, Retake · Done"
    );
    assert_eq!(
        told("dropped", ""),
        "Algebra · Not met · Needs attention; Geometry · Planned · Prerequisite missing;  < \
        Algebra · Not met · Needs attention",
        "nothing stands in"
    );
    // What was done before the other try was not led to by it.
    let text = r#"{ "format": "throughline-plan/1", "phases": [{ "id": "9" }, { "id": "10" }],
        "steps": [{ "id": "a", "title": "Algebra", "code": "M", "status": "not-met", "phase": "9" },
            { "id": "b", "title": "Retake", "code": "M", "status": "in-progress", "phase": "10" },
            { "id": "t", "title": "Tutoring", "kind": "task", "status": "completed", "phase": "9" }],
        "edges": [{ "from": "a", "to": "t", "kind": "leads-to" }] }"#;
    let plan = Rc::new(throughline::plan::read(text).expect("a plan").0);
    let told =
        [1, 2].map(|at| lines(&read(plan.clone(), "en", &[Msg::Chose(at)]).panel().sections).join(" "));
    assert_eq!(told.map(|told| told.contains("Tutoring") || told.contains("Retake")), [false, false]);
}

#[test]
fn what_has_no_title_is_called_by_what_it_is_and_once() {
    let told = |step: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "people": [{{ "id": "k", "name": "Kai" }}], "steps": [
                {{ "id": "a", "title": "A", {step} }}],
            "competencies": [{{ "id": "c", "title": "C", "scale": "s" }}],
            "scales": [{{ "id": "s", "levels": [{{ "id": "1", "title": "Low" }}, {{ "id": "2", "proficient": true }}] }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        lines(&read(Rc::new(plan), "en", &[Msg::Chose(0)]).panel().sections).join(", ")
    };
    let by = r#""by": "k", "at": "2026-11-03T10:00:00Z""#;
    for (step, expected) in [
        (
            format!(r#""evidence": [{{ "id": "e", "kind": "file", "title": "Essay", {by} }}]"#),
            "## Evidence, Essay · File · Kai · Nov 3, 2026",
        ),
        (
            format!(r#""evidence": [{{ "id": "e", "kind": "file", {by} }}]"#),
            "## Evidence, File · Kai · Nov 3, 2026",
        ),
        (format!(r#""evidence": [{{ "id": "e", {by} }}]"#), "## Evidence, Evidence · Kai · Nov 3, 2026"),
        (r#""source": { "title": "Bay College" }"#.into(), "## Where it comes from, Bay College"),
        (r#""source": { "kind": "exam" }"#.into(), "## Where it comes from, By exam"),
        (r#""source": {}"#.into(), ""),
        (
            r#""agency": { "state": "accepted", "by": "k", "history": [{ "by": "k" }, { "state": "proposed" }] }"#.into(),
            "## Who said what, Accepted · Kai, Proposed",
        ),
        (
            // What was said again is said twice.
            r#""agency": { "state": "proposed", "by": "k", "at": "2026-11-10T09:00:00Z", "history": [
                { "state": "proposed", "by": "k", "at": "2025-03-01T09:00:00Z", "note": "Not yet" }] }"#
                .into(),
            "## Who said what, Proposed · Kai · Nov 10, 2026, Proposed · Kai · Mar 1, 2025 · Not yet",
        ),
        (r#""score": { "need": 80 }"#.into(), "## Progress and results, 80 needed"),
        (
            // The newest of the history may say no day: it is what the state says.
            r#""agency": { "state": "proposed", "by": "k", "at": "2026-11-10T09:00:00Z", "history": [
                { "state": "proposed", "by": "k", "note": "Not yet" }] }"#
                .into(),
            "## Who said what, Proposed · Kai · Nov 10, 2026 · Not yet",
        ),
        (
            r#""status": "completed", "competencies": [{ "competency": "c", "level": "2" }]"#.into(),
            "## Competencies in this step, C",
        ),
    ] {
        assert_eq!(told(&step), expected, "{step}");
    }
}

#[test]
fn who_said_something_is_told_with_what_they_are_to_the_learner() {
    let by = |person: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "people": [{{ "id": "k", {person} }}], "steps": [
                {{ "id": "a", "title": "A", "agency": {{ "state": "accepted", "by": "k" }} }}] }}"#
        );
        let plan = throughline::plan::read(&text).expect("a plan").0;
        lines(&read(Rc::new(plan), "en", &[Msg::Chose(0)]).panel().sections).pop().expect("who said it")
    };
    let relation = r#""role": "family", "relation": { "en": "Mother", "es": "Mamá" }"#;
    assert_eq!(by(&format!(r#""name": "Kai", {relation}"#)), "Accepted · Kai (Mother)");
    assert_eq!(by(r#""name": "Kai", "role": "family""#), "Accepted · Kai");
    assert_eq!(by(relation), "Accepted · Mother");
    assert_eq!(by(r#""role": "family""#), "Accepted · Family");
}
