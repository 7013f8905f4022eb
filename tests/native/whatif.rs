//! What if, as the reader sees it: what the state keeps and gives back, and what is said of the other way.
//!
//! It is one file, since all of it is played on the same plans and told in the same few words.

use std::rc::Rc;

use throughline::event::Event;
use throughline::plan::{self, Plan};
use throughline::roadmap::{self, Cell, Roadmap};
use throughline::state::{Choice, Lit, Msg, State, View, update};

use crate::audit::lines;
use crate::stage::{settings, words};

fn sophomore() -> Rc<Plan> {
    read(include_str!("../plans/washington-sophomore-nursing.json"))
}

fn read(text: &str) -> Rc<Plan> {
    Rc::new(plan::read(text).expect("a plan").0)
}

fn shown(plan: Rc<Plan>) -> State {
    after(&State::new(settings(View::Map)), &[Msg::Loaded(plan, 0)]).0
}

/// What messages make of a state, and what the host hears of them.
fn after(state: &State, messages: &[Msg]) -> (State, Vec<String>) {
    let (mut state, mut heard) = (state.clone(), Vec::new());
    for message in messages {
        let (next, event) = update(&state, message.clone());
        heard.extend(event.map(|event: Event| [event.name(), " ", &event.detail()].concat()));
        state = next;
    }
    (state, heard)
}

fn draw(state: &State, language: &str) -> Roadmap {
    let plan = state.plan().expect("a plan");
    roadmap::draw(plan, state, &words(language).of_plan(plan))
}

fn step(state: &State, id: &str) -> usize {
    let steps = state.plan().expect("a plan").steps();
    steps.iter().position(|step| step.id == id).expect("a step")
}

fn id(state: &State, step: Option<usize>) -> Option<String> {
    Some(state.plan()?.steps()[step?].id.clone())
}

const PARAMEDIC: Msg = Msg::Compared(Some(Choice::Pathway(1)));
const ASSISTANT: Msg = Msg::Compared(Some(Choice::Pathway(2)));
const BACK: Msg = Msg::Compared(None);

#[test]
fn the_host_hears_each_change_of_the_way_once_and_by_id() {
    let own = Msg::Compared(Some(Choice::Own));
    let nowhere = Msg::Compared(Some(Choice::Pathway(9)));
    let current = Msg::Compared(Some(Choice::Pathway(0)));
    let (_, heard) = after(
        &shown(sophomore()),
        &[
            BACK,
            PARAMEDIC,
            PARAMEDIC,
            ASSISTANT,
            own,
            BACK,
            nowhere,
            PARAMEDIC,
            current,
            Msg::Compared(Some(Choice::Goal(1))),
        ],
    );
    let way = |id: &str| format!(r#"plp-compare {{"pathway":{id},"goal":null}}"#);
    let (none, medic, pta) = (way("null"), way("\"p-paramedic\""), way("\"p-pta\""));
    let college = r#"plp-compare {"pathway":null,"goal":"g-college"}"#.to_string();
    assert_eq!(heard, [&medic, &pta, &none, &medic, &none, &college].map(String::clone));
}

#[test]
fn going_back_restores_all_that_was_open_lit_and_measured() {
    let plan = sophomore();
    let open = step(&shown(plan.clone()), "chemistry");
    let lit = step(&shown(plan.clone()), "biology");
    let (mut before, _) = after(&shown(plan), &[Msg::Chose(open), Msg::Traced(Some(lit))]);
    before.heights[3] = Some(99.0);
    let (there, _) = after(&before, &[PARAMEDIC]);
    assert_eq!(id(&there, there.chosen), Some("chemistry".into()), "what is open stays open");
    let elsewhere = step(&there, "emt");
    let (back, _) = after(&there, &[Msg::Chose(elsewhere), ASSISTANT, BACK]);
    assert_eq!(back, before);
    assert_eq!(draw(&back, "en"), draw(&before, "en"));
}

#[test]
fn the_focus_stays_on_its_step_on_every_way_and_back() {
    let plan = |steps: &str| {
        read(&format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{steps}],
            "pathways": [{{ "id": "way", "title": "W", "steps": ["a", "b"], "add": [{{ "id": "x", "title": "X" }}],
                "addEdges": [{{ "from": "x", "to": "a", "kind": "requires" }}] }}] }}"#
        ))
    };
    let [a, b] = [r#"{ "id": "a", "title": "A" }"#, r#"{ "id": "b", "title": "B" }"#];
    let mut own = shown(plan(&[a, b].join(",")));
    own.part.focus = Some(0);
    let (there, _) = after(&own, &[Msg::Compared(Some(Choice::Pathway(0)))]);
    assert_ne!(there.part.focus, Some(0), "it has another number there");
    assert_eq!(id(&there, there.part.focus), Some("a".into()));
    let turned = Msg::Loaded(plan(&[b, a].join(",")), 0);
    for (state, message) in [(&there, BACK), (&there, turned.clone()), (&own, turned)] {
        let (state, _) = after(state, &[message]);
        assert_eq!(id(&state, state.part.focus), Some("a".into()));
    }
}

#[test]
fn a_reload_keeps_the_way_by_its_id_and_leaves_one_that_is_gone_or_gone_already() {
    let text = include_str!("../plans/washington-sophomore-nursing.json");
    let (there, _) = after(&shown(sophomore()), &[PARAMEDIC]);
    let emt = step(&there, "emt");
    let (there, _) = after(&there, &[Msg::Chose(emt)]);
    let (again, heard) = after(&there, &[Msg::Loaded(sophomore(), 0)]);
    assert_eq!((id(&again, again.chosen), heard.len()), (Some("emt".into()), 0));
    assert!(again.what_if.is_some());
    let gone = text.replace("\"p-paramedic\"", "\"p-other\"");
    let (back, heard) = after(&there, &[Msg::Loaded(read(&gone), 0)]);
    assert_eq!((back.what_if, back.chosen), (None, None));
    assert_eq!(heard, [r#"plp-compare {"pathway":null,"goal":null}"#]);
}

#[test]
fn another_learner_s_plan_has_nothing_open_and_no_way_laid_over_it() {
    let text = include_str!("../plans/washington-sophomore-nursing.json");
    let (there, _) = after(&shown(sophomore()), &[PARAMEDIC, Msg::Chose(0), Msg::Beside]);
    let mut plan: serde_json::Value = serde_json::from_str(text).expect("JSON");
    plan["id"] = "of-somebody-else".into();
    let (other, heard) = after(&there, &[Msg::Loaded(read(&plan.to_string()), 0)]);
    assert_eq!((other.what_if.clone(), other.chosen, other.lit), (None, None, Lit::Through));
    assert!(!other.beside);
    assert_eq!(heard, [r#"plp-compare {"pathway":null,"goal":null}"#]);
}

#[test]
fn a_reload_that_brings_a_pathway_to_the_goal_goes_that_way() {
    let plan = |ways: &str| {
        read(&format!(
            r#"{{ "format": "throughline-plan/1", "goals": [{{ "id": "work" }}, {{ "id": "college" }}],
            "steps": [{{ "id": "a", "title": "A" }}], "pathways": [{ways}] }}"#
        ))
    };
    let (there, heard) = after(&shown(plan("")), &[Msg::Compared(Some(Choice::Goal(1)))]);
    assert_eq!(heard, [r#"plp-compare {"pathway":null,"goal":"college"}"#]);
    let led = plan(r#"{ "id": "p", "title": "P", "goal": "college", "steps": ["a"] }"#);
    let (there, heard) = after(&there, &[Msg::Loaded(led.clone(), 0)]);
    assert_eq!(heard, [r#"plp-compare {"pathway":"p","goal":null}"#]);
    assert!(draw(&there, "en").ways.iter().any(|way| way.shown));
    assert!(after(&there, &[Msg::Loaded(led, 0)]).1.is_empty());
}

#[test]
fn nothing_is_asked_of_the_host_in_a_plan_that_is_none() {
    let (there, _) = after(&shown(sophomore()), &[PARAMEDIC]);
    let can = |plan: &Plan| plan.viewer.as_ref().map_or(0, |viewer| viewer.can.len());
    assert_eq!(can(there.plan().expect("a plan")), 0);
    assert!(can(there.own_plan().expect("a plan")) > 0);
    // But for the way itself, where the host lets the viewer ask.
    let ask = |plan| draw(&after(&shown(plan), &[PARAMEDIC]).0, "en").what_if.expect("a way").ask;
    assert_eq!(ask(sophomore()), Some("p-paramedic".into()));
    let text = include_str!("../plans/washington-sophomore-nursing.json");
    assert_eq!(ask(read(&text.replace("\"choose-pathway\",", ""))), None);
}

#[test]
fn the_sentence_says_what_carries_over_and_whether_graduation_stays() {
    let said = |msg, language| {
        let (there, _) = after(&shown(sophomore()), &[msg]);
        let changed = draw(&there, language).what_if.expect("a way");
        let facts: Vec<String> = changed.facts.into_iter().map(|fact| fact.words).collect();
        format!("{}: {} | {}", changed.title.words, changed.sentence, facts.join(" · "))
    };
    assert_eq!(
        said(PARAMEDIC, "en"),
        "Paramedic: 52 of its 59 steps carry over; graduation on time; 4 requirements would no longer be covered. | \
         4.5 credits fewer to take · Paramedic: reached in License and work · Skip the bachelor's degree for now: EMT \
         class in grade 12, a year on an ambulance, then a paramedic program."
    );
    assert_eq!(
        said(ASSISTANT, "es"),
        "Asistente de fisioterapia: De los 61 pasos de este camino se conservan 55; graduación a tiempo; 4 requisitos quedarían sin cubrir. | \
         2.5 créditos menos por cursar · Asistente de fisioterapia: se alcanza en Licencia y trabajo · \
         A two-year degree: help people move again after an injury or an operation."
    );
}

#[test]
fn what_is_under_way_stays_so_and_the_school_says_only_what_it_said() {
    let own = shown(sophomore());
    let arts = |state: &State| {
        let plan = state.plan().expect("a plan");
        let at =
            plan.requirements().iter().position(|asked| asked.id == "arts-pathway").expect("a requirement");
        let roadmap = draw(state, "en");
        let standing = &roadmap.progress.requirements[at];
        (roadmap.measures[0].more.clone(), standing.amount, standing.basis)
    };
    let (own, there) = (arts(&own), arts(&after(&own, &[PARAMEDIC]).0));
    assert_eq!(own.0, "5.5 in progress · 14.5 planned");
    assert!(there.0.starts_with("5.5 in progress"), "{}", there.0);
    assert_eq!((own.1, own.2), (there.1, there.2));
}

#[test]
fn the_header_says_nothing_that_what_the_way_lacks_gives_the_lie_to() {
    let own = shown(sophomore());
    let said = |state: &State| {
        let line = draw(state, "en").summary.line;
        line.iter().map(|phrase| phrase.words.clone()).collect::<Vec<_>>().join(" · ")
    };
    assert_eq!(said(&own), "Grade 10 · all that is required is planned");
    let (there, _) = after(&own, &[PARAMEDIC]);
    // What it lacks is a college's and an academy's, and not the diploma's.
    assert_eq!(said(&there), "Grade 10 · all that the diploma requires is planned");
    // Nor that all is on track, where no step needs attention and an admission is lost.
    let plan = read(
        r#"{ "format": "throughline-plan/1", "steps": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B" }],
            "requirements": [
                { "id": "d", "title": "Diploma", "kind": "status", "from": { "steps": ["a"] } },
                { "id": "u", "title": "College", "overlay": "admission", "kind": "status", "from": { "steps": ["b"] } }],
            "pathways": [{ "id": "p", "title": "P", "steps": ["a"] }, { "id": "q", "title": "Q", "steps": ["a", "b"] }] }"#,
    );
    let own = shown(plan);
    let on = |way| said(&after(&own, &[Msg::Compared(Some(Choice::Pathway(way)))]).0);
    assert_eq!(
        [said(&own), on(0), on(1)],
        ["on track", "all that the diploma requires is planned", "on track"]
    );
    // Nor where a step is left out that the goal requires.
    let plan = read(
        r#"{ "format": "throughline-plan/1", "goals": [{ "id": "g", "title": "Medic" }],
            "steps": [{ "id": "a", "title": "A", "due": "2027-03-05" }, { "id": "b", "title": "B" }],
            "edges": [{ "from": "b", "to": "g", "kind": "requires" }],
            "pathways": [{ "id": "p", "title": "P", "steps": ["a"] }, { "id": "q", "title": "Q", "steps": ["a", "b"] }] }"#,
    );
    let own = shown(plan);
    let on = |way| said(&after(&own, &[Msg::Compared(Some(Choice::Pathway(way)))]).0);
    assert_eq!([said(&own), on(0), on(1)], ["on track", "not everything is planned yet", "on track"]);
}

#[test]
fn the_header_says_with_the_way_that_graduation_is_later_or_that_not_all_fits() {
    let course = |id: &str, more: &str| {
        format!(r#"{{ "id": "{id}", "title": "{id}", "kind": "course", "credits": 1, {more} }}"#)
    };
    let before = |to: &str| format!(r#"{{ "from": "X", "to": "{to}", "kind": "requires" }}"#);
    let way = |id: &str, goal: &str, add: &str, edges: &[String]| {
        format!(
            r#"{{ "id": "{id}", "title": "{id}", "goal": "{goal}", "steps": ["A", "B", "C"], "add": [{}], "addEdges": [{}] }}"#,
            course("X", add),
            edges.join(",")
        )
    };
    let said = |graduation: &str, way_at: Option<usize>| {
        let grade = |n: u16| {
            format!(
                r#"{{ "id": "{n}", "title": "Grade {n}", "kind": "grade", "maxCredits": 2,
                    "start": "{}-09-01", "end": "{}-06-20" }}"#,
                n + 2016,
                n + 2017
            )
        };
        let math = |id: &str, at: &str| course(id, &format!(r#""subject": "Math", "phase": "{at}""#));
        let offered = r#""phase": "11", "offered": ["11"]"#;
        let medic = r#"{ "from": "C", "to": "medic" }"#.to_string();
        let plan = read(&format!(
            r#"{{ "format": "throughline-plan/1", "learner": {{ {graduation} }}, "phases": [{}], "steps": [{}],
            "requirements": [{{ "id": "d", "title": "Diploma", "need": 3, "from": {{ "subjects": ["Math"] }} }}],
            "goals": [{{ "id": "nurse", "title": "Nurse", "primary": true }}, {{ "id": "medic", "title": "Medic" }}],
            "edges": [{{ "from": "C", "to": "nurse" }}], "pathways": [{}] }}"#,
            [10, 11, 12].map(grade).join(","),
            [
                course("A", r#""subject": "Math", "phase": "10", "status": "in-progress""#),
                math("B", "11"),
                math("C", "11")
            ]
            .join(","),
            [
                way("one", "nurse", offered, &[before("C")]),
                way("other", "medic", offered, &[before("B"), before("C"), medic]),
                way("over", "nurse", r#""offered": ["10"]"#, &[])
            ]
            .join(",")
        ));
        let (state, _) = after(&shown(plan), &[Msg::Compared(way_at.map(Choice::Pathway))]);
        let drawn = draw(&state, "en");
        let line = |phrases: &[roadmap::Phrase]| {
            phrases.iter().map(|phrase| phrase.words.clone()).collect::<Vec<_>>().join(" · ")
        };
        let way = drawn.what_if.as_ref().map(|way| [&way.sentence, " | ", &line(&way.facts)].concat());
        [line(&drawn.summary.line), way.unwrap_or_default()].join(" | ")
    };
    let late = r#""graduation": "2027-06-20""#;
    let told = [
        said("", None),
        said("", Some(0)),
        said("", Some(1)),
        said("", Some(2)),
        said(late, None),
        said(late, Some(1)),
        said(r#""graduation": "2029-06-20""#, Some(1)),
    ];
    expect_test::expect![[r#"
        Grade 10 · on track | 
        Grade 10 · all that is required is planned · graduation 12 months later | 3 of its 4 steps carry over; C moves to Grade 12; graduation 12 months later. | 1 credit more to take · Nurse: reached in Grade 12, not in Grade 11
        Grade 10 · all that is required is planned · graduation 12 months later | 3 of its 4 steps carry over; 2 steps move; graduation 12 months later. | 1 credit more to take · Medic: reached in Grade 12
        Grade 10 · all that is required is planned · not all of it fits | 3 of its 4 steps carry over; not all of it fits. | 1 credit more to take
        Grade 10 · all that is required is planned · graduation 12 months later | 
        Grade 10 · all that is required is planned · graduation 24 months later | 3 of its 4 steps carry over; 2 steps move; graduation 24 months later. | 1 credit more to take · Medic: reached in Grade 12
        Grade 10 · on track | 3 of its 4 steps carry over; 2 steps move; graduation on time. | 1 credit more to take · Medic: reached in Grade 12"#]].assert_eq(&told.join("\n"));
}

#[test]
fn a_choice_that_a_way_lacks_is_one_and_its_options_are_none() {
    let lacked = |choice: &str| {
        let option = |id: &str| {
            format!(
                r#"{{ "id": "{id}", "title": "Option {id}", "kind": "status", "from": {{ "steps": ["s{id}"] }} }}"#
            )
        };
        let plan = read(&format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "s1", "title": "S" }}, {{ "id": "s2", "title": "S",
                "status": "suggested" }}], "pathways": [{{ "id": "w", "title": "W" }}],
            "requirements": [{{ "id": "d", "title": "Diploma", "kind": "all", "of": [
                {{ "id": "p", "title": "Graduation pathway", {choice}, "of": [{}, {}] }}] }}] }}"#,
            option("1"),
            option("2")
        ));
        let (there, _) = after(&shown(plan), &[Msg::Compared(Some(Choice::Pathway(0)))]);
        let changed = draw(&there, "en").what_if.expect("a way");
        (changed.sentence, lines(&changed.sections)[1].clone())
    };
    let one = "0 of its 0 steps carry over; something that the diploma asks for is not covered; 1 requirement would no longer \
        be covered.";
    for choice in [r#""kind": "any""#, r#""kind": "count", "need": 1"#] {
        assert_eq!(lacked(choice), (one.to_string(), "Graduation pathway · Diploma".to_string()), "{choice}");
    }
}

#[test]
fn what_nobody_knows_to_be_covered_is_not_said_to_be_lost() {
    let said = |credits: &str| {
        let plan = read(&format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "e", "title": "E", "subject": "English" {credits} }}],
            "requirements": [{{ "id": "r", "title": "R", "need": 1, "from": {{ "subjects": ["English"] }} }}],
            "pathways": [{{ "id": "w", "title": "W" }}] }}"#
        ));
        let (there, _) = after(&shown(plan), &[Msg::Compared(Some(Choice::Pathway(0)))]);
        draw(&there, "en").what_if.expect("a way").sentence
    };
    let lost = "0 of its 0 steps carry over; something that the diploma asks for is not covered";
    assert_eq!(said(r#", "credits": 1"#), [lost, "; 1 requirement would no longer be covered."].concat());
    assert_eq!(said(""), [lost, "."].concat());
}

#[test]
fn a_card_says_what_another_way_changes_about_it() {
    let (there, _) = after(&shown(sophomore()), &[PARAMEDIC]);
    let drawn = draw(&there, "en");
    let said = |id: &str| drawn.picture.cards[step(&there, id)].mark.as_ref().map_or("", |mark| &mark.words);
    for (id, expected) in
        [("chemistry", ""), ("algebra-1", ""), ("emt-class", "New"), ("bsn", "Left out"), ("robotics", "")]
    {
        assert_eq!(said(id), expected, "{id}");
    }
    let own = draw(&shown(sophomore()), "en");
    assert!(own.picture.cards.iter().all(|card| card.mark.is_none()) && own.what_if.is_none());
    let off = |end| matches!(end, plan::End::Step(ix) if said(&there.plan().expect("a plan").steps()[ix].id) == "Left out");
    for (edge, line) in there.plan().expect("a plan").edges().iter().zip(&drawn.picture.lines) {
        assert_eq!(line.is_some(), !off(edge.from) && !off(edge.to));
    }
}

#[test]
fn what_another_way_leaves_out_stands_as_it_did_and_asks_for_nothing() {
    let own = shown(sophomore());
    let (state, _) = after(&own, &[PARAMEDIC]);
    let (before, then) = (draw(&own, "en"), draw(&state, "en"));
    let mut left = 0;
    for (ix, card) in then.picture.cards.iter().enumerate() {
        let id = &state.plan().expect("a plan").steps()[ix].id;
        if card.mark.as_ref().is_some_and(|mark| mark.name == "left") {
            left += 1;
            let before = &before.picture.cards[step(&own, id)];
            assert_eq!((card.sign, &card.status_word), (before.sign, &before.status_word), "{id}");
            assert_eq!((&card.risk_word, &card.finding_word), (&None, &None), "{id}");
        }
    }
    assert!(left > 0);
}

#[test]
fn side_by_side_every_way_answers_every_question() {
    let (beside, _) = after(&shown(sophomore()), &[Msg::Beside]);
    let table = draw(&beside, "en").beside.expect("a table");
    let columns: Vec<&str> = table.columns.iter().map(|(way, _)| way.words.as_str()).collect();
    assert_eq!(columns, ["No change", "Paramedic", "Physical Therapist Assistant"]);
    let rows: Vec<String> = table
        .headings
        .iter()
        .enumerate()
        .map(|(ix, heading)| {
            let cells: Vec<&str> =
                table.columns.iter().map(|(_, cells)| cells[ix].said.words.as_str()).collect();
            format!("{heading}: {}", cells.join(" | "))
        })
        .collect();
    let expected = [
        "Goal: Registered Nurse | Paramedic | Physical Therapist Assistant",
        "Carries over: 85 of 85 | 52 of 59 | 55 of 61",
        "New: none | 7 steps | 6 steps",
        "Left out: none | 30 steps | 28 steps",
        "Done, not needed here: none | 3 steps | 2 steps",
        "Moves: none | none | none",
        "Still to take: 20 credits | 15.5 credits | 17.5 credits",
        "Goal reached: License and work | License and work | License and work",
        "Graduation: graduation on time | graduation on time | graduation on time",
        "What it still lacks: none | 4 | 4",
    ];
    assert_eq!(rows, expected);
    let (_, paramedic) = &table.columns[1];
    assert_eq!(
        (paramedic[2].parts.len(), paramedic[3].parts.len()),
        (7, 30),
        "each new step and each left out"
    );
    assert_eq!(draw(&after(&beside, &[Msg::Beside]).0, "en").beside, None);
}

#[test]
fn side_by_side_what_nobody_can_tell_is_not_called_none() {
    let plan = r#"{ "format": "throughline-plan/1", "goals": [{ "id": "g", "title": "Nurse" }],
        "steps": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B", "status": "suggested" }],
        "edges": [{ "from": "b", "to": "g" }], "pathways": [{ "id": "w", "title": "W", "steps": ["a"] }] }"#;
    let table = draw(&after(&shown(read(plan)), &[Msg::Beside]).0, "en").beside.expect("a table");
    let (_, cells) = &table.columns[1];
    let told: Vec<String> =
        table.headings.iter().zip(cells).map(|(of, cell)| format!("{of}: {}", cell.said.words)).collect();
    assert_eq!(told[2..4], ["New: none", "Left out: none"]);
    assert_eq!(told[6..9], ["Still to take: not known", "Goal reached: not known", "Graduation: not known"]);
}

/// Three years, of which each takes at most two credits; steps without a phase, as `id: more`.
fn without_phases(steps: &str, edges: &str) -> Rc<Plan> {
    let phase = |n: u8, year: i32| {
        format!(
            r#"{{ "id": "g{n}", "title": "Grade {n}", "kind": "grade", "start": "{year}-09", "end": "{}-06", "maxCredits": 2 }}"#,
            year + 1
        )
    };
    let phases = [phase(10, 2026), phase(11, 2027), phase(12, 2028)].join(",");
    read(&format!(
        r#"{{ "format": "throughline-plan/1", "phases": [{phases}], "edges": [{edges}],
        "steps": [{{ "id": "bio", "title": "Biology", "phase": "g10", "status": "in-progress", "credits": 1 }}, {steps}] }}"#
    ))
}

#[test]
fn what_has_no_phase_is_proposed_one_with_a_reason_and_stays_where_it_is() {
    let plan = without_phases(
        r#"{ "id": "chem", "title": "Chemistry", "credits": 2 }, { "id": "art", "title": "Art", "credits": 2 }"#,
        r#"{ "from": "bio", "to": "chem", "kind": "requires" }"#,
    );
    let state = shown(plan.clone());
    let drawn = draw(&state, "en");
    let mark = |id| drawn.picture.cards[step(&state, id)].mark.as_ref().map_or("", |mark| &mark.words);
    assert_eq!((mark("bio"), mark("chem"), mark("art")), ("", "Proposed: Grade 11", "Proposed: Grade 12"));
    let board = drawn.boards.iter().find(|board| board.name == "order").expect("a board");
    let said: Vec<String> = board.sections[0]
        .entries
        .iter()
        .map(|entry| format!("{}: {}", entry.said.words, entry.aside[0].words))
        .collect();
    assert_eq!(
        said,
        ["Chemistry: Grade 11, because Biology comes first", "Art: Grade 12, because Grade 11 is full"]
    );
    // Art stands in the first phase that its links allow, as the reading of the plan has it.
    assert_eq!(drawn.picture.columns[plan.steps()[step(&state, "art")].phase].title.words, "Grade 10");
}

#[test]
fn a_reason_for_a_proposed_time_is_what_holds_the_step() {
    let step =
        |id: &str, more: &str| format!(r#"{{ "id": "{id}", "title": "{id}", "kind": "course" {more} }}"#);
    let form = r#"{ "id": "Form", "title": "Form", "kind": "task" }"#.to_string();
    let link = |from: &str, kind: &str, to: &str| {
        format!(r#"{{ "from": "{from}", "to": "{to}", "kind": "{kind}", "minimum": "C" }}"#)
    };
    let why = |steps: &[String], edges: &[String]| {
        let drawn = draw(&shown(without_phases(&steps.join(","), &edges.join(","))), "en");
        let board = drawn.boards.iter().find(|board| board.name == "order").expect("a board");
        lines(&board.sections)[1..].join(", ")
    };
    let at = |grade: &str, more: &str| format!(r#", "phase": "{grade}" {more}"#);
    let [lab, art] = ["Lab", "Art"].map(|id| step(id, ""));
    let shadow = step("Shadow", &at("g11", ""));
    let told = [
        why(std::slice::from_ref(&lab), &[link("bio", "corequisite", "Lab")]),
        why(&[shadow.clone(), lab.clone()], &[link("Shadow", "corequisite", "Lab")]),
        why(&[shadow, form], &[link("Shadow", "recommended", "Form")]),
        why(&[step("Lab", r#", "offered": ["g12"]"#)], &[]),
        // The first try is done, and was not enough; one of two is taken first; one is left out.
        why(
            &[
                step("Low", &at("g10", r#", "status": "completed", "mark": "D""#)),
                step("Again", &at("g11", "")),
                art.clone(),
            ],
            &[link("Low", "requires", "Art"), link("Low", "alternative", "Again")],
        ),
        why(
            &[step("Late", &at("g12", "")), step("Soon", &at("g11", "")), art.clone()],
            &[link("Late", "requires", "Art"), link("Late", "alternative", "Soon")],
        ),
        why(
            &[step("Gone", &at("g10", r#", "status": "dropped""#)), step("Other", &at("g11", "")), art],
            &[link("Gone", "requires", "Art"), link("Gone", "alternative", "Other")],
        ),
        // What cannot be had names its links; what may go either way round has none.
        why(
            &[step("First", r#", "offered": ["g12"]"#), step("Then", r#", "offered": ["g11"]"#)],
            &[link("First", "requires", "Then")],
        ),
        why(&[step("Past", r#", "offered": ["g10"]"#)], &[]),
    ];
    expect_test::expect![[r#"
        Lab · Grade 11, because Grade 10 has begun
        Lab · Grade 11, because it goes along with Shadow
        Form · Grade 11, because it is better after Shadow
        Lab · Grade 12, because it is not offered in Grade 11
        Art · Grade 12, because Again comes first
        Art · Grade 12, because Soon comes first
        Art · Grade 12, because Other comes first
        First, Then, First is required for Then
        Past"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn what_does_not_fit_is_nothing_to_begin_with() {
    let plan = read(
        r#"{ "format": "throughline-plan/1",
            "phases": [{ "id": "g11", "title": "Grade 11", "start": "2025-09", "end": "2026-06" },
                { "id": "g12", "title": "Grade 12", "start": "2026-09", "end": "2027-06" }],
            "goals": [{ "id": "nurse", "title": "Nurse" }],
            "steps": [{ "id": "bio", "title": "Biology", "phase": "g12", "status": "in-progress" },
                { "id": "form", "title": "Form", "kind": "experience", "phase": "g12" }],
            "pathways": [{ "id": "way", "title": "W", "goal": "nurse", "steps": ["bio", "form"],
                "add": [{ "id": "terms", "title": "Medical Terms", "credits": 1 }, { "id": "call", "title": "Call", "kind": "task" }],
                "addEdges": [{ "from": "terms", "to": "nurse" }] }] }"#,
    );
    let (there, _) = after(&shown(plan), &[Msg::Compared(Some(Choice::Pathway(0)))]);
    let drawn = draw(&there, "en");
    let next = &drawn.boards.iter().find(|board| board.name == "next").expect("a board").sections[0];
    let said: Vec<&str> = next.entries.iter().map(|entry| entry.said.words.as_str()).collect();
    assert_eq!(said, ["Biology", "Form"]);
}

#[test]
fn where_there_is_no_order_the_smallest_reason_is_said() {
    let plan =
        without_phases(r#"{ "id": "big", "title": "Big Project", "credits": 3, "kind": "course" }"#, "");
    let drawn = draw(&shown(plan), "en");
    let board = drawn.boards.iter().find(|board| board.name == "order").expect("a board");
    let section = &board.sections[0];
    let said: Vec<&str> = section.entries.iter().map(|entry| entry.said.words.as_str()).collect();
    assert_eq!(section.name, "conflict");
    assert_eq!(said, ["Big Project", "Grade 11 takes at most 2 credits", "Grade 12 takes at most 2 credits"]);
}

#[test]
fn what_nothing_is_in_the_way_of_but_the_time_says_so_and_is_nothing_to_start() {
    let plan = read(
        r#"{ "format": "throughline-plan/1",
            "phases": [{ "id": "g12", "title": "Grade 12", "kind": "grade", "start": "2026-09", "end": "2027-06" }],
            "steps": [{ "id": "a", "title": "Art", "kind": "course", "phase": "g12", "status": "in-progress" },
                { "id": "n", "title": "Math", "kind": "course" }] }"#,
    );
    let drawn = draw(&shown(plan), "en");
    let board = |name: &str| &drawn.boards.iter().find(|board| board.name == name).expect(name).sections[0];
    let said = |section: &roadmap::Section| {
        section.entries.iter().map(|entry| entry.said.words.clone()).collect::<Vec<_>>().join(", ")
    };
    let lead = board("order").lead.as_ref().map(|lead| lead.words.as_str());
    assert_eq!((board("order").name, said(board("order")).as_str()), ("conflict", "Math"));
    assert_eq!(lead, Some("There is no time left in which it is offered and can still begin."));
    assert_eq!(said(board("next")), "Art");
}

#[test]
fn a_heading_over_proposed_times_holds_for_a_step_that_the_way_had_given_one() {
    let plan = read(
        r#"{ "format": "throughline-plan/1",
            "phases": [{ "id": "g10", "title": "Grade 10", "start": "2026-09", "end": "2027-06", "maxCredits": 1 },
                { "id": "g11", "title": "Grade 11", "start": "2027-09", "end": "2028-06" }],
            "steps": [{ "id": "bio", "title": "Biology", "phase": "g10", "status": "in-progress", "credits": 1 }],
            "pathways": [{ "id": "way", "title": "W", "steps": ["bio"],
                "add": [{ "id": "lab", "title": "Lab", "phase": "g10", "credits": 1 }] }] }"#,
    );
    let (there, _) = after(&shown(plan), &[Msg::Compared(Some(Choice::Pathway(0)))]);
    let drawn = draw(&there, "en");
    let changed = drawn.what_if.expect("a way is shown");
    let order = changed.sections.iter().find(|section| section.name == "order").expect("what is proposed");
    assert_eq!((&*order.heading.words, &*order.entries[0].said.words), ("Proposed times", "Lab"));
}

#[test]
fn what_has_to_move_is_said_and_marked_where_it_would_stand() {
    let plan = read(
        r#"{ "format": "throughline-plan/1", "language": "en",
            "goals": [{ "id": "rn", "title": "Nurse" }, { "id": "emt", "title": "Paramedic" }],
            "phases": [
                { "id": "g10", "title": "Grade 10", "kind": "grade", "start": "2026-09-01", "end": "2027-06-20" },
                { "id": "g11", "title": "Grade 11", "kind": "grade", "start": "2027-09-01", "end": "2028-06-20", "maxCredits": 1 },
                { "id": "g12", "title": "Grade 12", "kind": "grade", "start": "2028-09-01", "end": "2029-06-20", "maxCredits": 1 }],
            "steps": [{ "id": "chem", "title": "Chemistry", "kind": "course", "phase": "g11", "credits": 1 }],
            "edges": [{ "from": "chem", "to": "rn", "kind": "leads-to" }],
            "pathways": [{ "id": "p", "title": "Paramedic", "goal": "emt", "steps": ["chem"],
                "add": [{ "id": "emr", "title": "First responder", "kind": "course", "phase": "g11", "credits": 1 }],
                "addEdges": [{ "from": "emr", "to": "emt", "kind": "leads-to" }] }] }"#,
    );
    let (state, _) = after(&shown(plan), &[Msg::Compared(Some(Choice::Pathway(0)))]);
    let drawn = draw(&state, "en");
    let changed = drawn.what_if.as_ref().expect("a way");
    assert_eq!(changed.sentence, "1 of its 2 steps carry over; Chemistry moves to Grade 12.");
    let moved = changed.sections.iter().find(|section| section.name == "moved").expect("what moves");
    assert_eq!(moved.entries[0].aside[0].words, "Moves from Grade 11 to Grade 12");
    let chemistry = &drawn.picture.cards[step(&state, "chem")];
    assert_eq!(chemistry.mark.as_ref().map(|mark| mark.name), Some("moved"));
    assert!(drawn.picture.columns[2].steps.contains(&step(&state, "chem")));
    // Its panel and the table beside it say so too.
    let (state, _) = after(&state, &[Msg::Chose(step(&state, "chem")), Msg::Beside]);
    let plan = state.plan().expect("a plan");
    let drawn = draw(&state, "en");
    let light = roadmap::light(plan, &state, &words("en").of_plan(plan), &drawn);
    let panel = lines(&light.details.expect("a panel").sections);
    assert_eq!(panel[..2], ["## What if?", "Moves from Grade 11 to Grade 12"]);
    let (_, cells) = &drawn.beside.expect("a table").columns[1];
    assert_eq!((&*cells[5].said.words, &*cells[5].parts[0].words), ("1 step", "Chemistry"));
}

#[test]
fn a_way_says_when_it_reaches_its_goal_and_which_step_it_leaves_without_another() {
    let plan = read(
        r#"{ "format": "throughline-plan/1", "goals": [{ "id": "rn", "title": "Nurse" }, { "id": "emt", "title": "Paramedic" }],
            "phases": [{ "id": "g11", "title": "Grade 11" }, { "id": "g12", "title": "Grade 12" }],
            "steps": [{ "id": "bio", "title": "Biology", "phase": "g11" }, { "id": "chem", "title": "Chemistry", "phase": "g12" }],
            "edges": [{ "from": "bio", "to": "chem", "kind": "requires" }],
            "pathways": [{ "id": "p", "title": "Paramedic", "summary": "On the road.", "goal": "emt", "steps": ["chem"],
                "addEdges": [{ "from": "chem", "to": "emt", "kind": "leads-to" }] }] }"#,
    );
    let (there, _) = after(&shown(plan), &[Msg::Beside, Msg::Compared(Some(Choice::Pathway(0)))]);
    let drawn = draw(&there, "en");
    let changed = drawn.what_if.expect("a way");
    let facts: Vec<&str> = changed.facts.iter().map(|fact| fact.words.as_str()).collect();
    let lacks = changed.sections.iter().find(|section| section.name == "lacks").expect("what it lacks");
    assert_eq!(facts, ["Paramedic: reached in Grade 12", "On the road."]);
    assert_eq!(lines(std::slice::from_ref(lacks)), ["## What it still lacks", "Chemistry · first: Biology"]);
    // Nor does the table beside it say that nothing is lacking.
    let said = |cell: &Cell| {
        let parts = cell.parts.iter().map(|part| part.words.clone());
        [vec![cell.said.words.clone()], parts.collect()].concat().join(" · ")
    };
    // And the learner is where they are, whatever is left out there.
    assert_eq!(drawn.summary.line[0].words, "Grade 11");
    let table = drawn.beside.expect("a table");
    let last: Vec<_> = table.columns.iter().map(|(_, cells)| said(&cells[cells.len() - 1])).collect();
    assert_eq!(last, ["none", "1 · Biology"]);
}

#[test]
fn a_way_to_a_goal_that_a_suggestion_leads_to_says_so_and_not_that_nothing_does() {
    let plan = read(
        r#"{ "format": "throughline-plan/1", "goals": [{ "id": "rn", "title": "Nurse" }, { "id": "emt", "title": "Medic" }],
            "steps": [{ "id": "job", "title": "Ride along", "status": "suggested" }],
            "edges": [{ "from": "job", "to": "emt", "kind": "leads-to" }] }"#,
    );
    let drawn = draw(&after(&shown(plan), &[Msg::Compared(Some(Choice::Goal(1)))]).0, "en");
    assert_eq!(drawn.sentence, "Ride along leads straight to Medic.");
    assert_eq!(drawn.what_if.expect("a way").facts, []);
}

#[test]
fn who_cannot_ask_to_go_another_way_is_told_whom_to_talk_with() {
    let told = |viewer: &str, people: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "viewer": {viewer}, "people": [{people}], "goals": [{{ "id": "g" }}],
            "steps": [{{ "id": "a", "title": "A" }}], "pathways": [{{ "id": "w", "title": "W", "steps": ["a"] }}] }}"#
        );
        let plan = Rc::new(plan::read(&text).expect("a plan").0);
        let other = crate::audit::read(
            plan.clone(),
            "en",
            &[Msg::Loaded(plan, 0), Msg::Compared(Some(Choice::Pathway(0)))],
        );
        let facts = other.roadmap.what_if.expect("another way").facts;
        facts.into_iter().map(|fact| fact.words).find(|said| said.contains("talk with")).unwrap_or_default()
    };
    let learner = r#"{ "role": "learner" }"#;
    let lee = r#"{ "id": "t", "name": "Ann Ode", "role": "teacher" }, { "id": "l", "name": "Jo Lee", "role": "counselor" }"#;
    assert_eq!(told(learner, lee), "To go this way, talk with Jo Lee.");
    assert_eq!(told(learner, ""), "To go this way, talk with your school counselor.");
    assert_eq!(told(r#"{ "role": "learner", "can": ["choose-pathway"] }"#, lee), "");
    assert_eq!(told(r#"{ "role": "counselor" }"#, lee), "");
}

#[test]
fn a_copy_of_what_is_done_is_nothing_new() {
    let text = r#"{ "format": "throughline-plan/1",
        "goals": [{ "id": "g", "title": "Engineer" }, { "id": "n", "title": "Nurse" }],
        "phases": [{ "id": "g10", "title": "Grade 10", "start": "2025-09", "end": "2026-06" },
            { "id": "g11", "title": "Grade 11", "start": "2026-09", "end": "2027-06" },
            { "id": "g12", "title": "Grade 12", "start": "2027-09", "end": "2028-06" }],
        "steps": [{ "id": "b", "title": "Biology", "phase": "g10", "status": "completed", "credits": 1 },
            { "id": "e", "title": "English 11", "phase": "g11", "status": "in-progress", "credits": 1 }],
        "pathways": [{ "id": "p", "title": "Nursing", "goal": "n", "steps": ["e"],
            "add": [{ "id": "b2", "title": "Biology again", "credits": 1 },
                { "id": "a", "title": "Anatomy", "credits": 1 }],
            "addEdges": [{ "from": "b2", "to": "a", "kind": "requires" }, { "from": "a", "to": "n" },
                { "from": "b", "to": "b2", "kind": "alternative" }] }] }"#;
    let there = after(&shown(read(text)), &[Msg::Compared(Some(Choice::Pathway(0)))]).0;
    let drawn = draw(&there, "en");
    let copy = &drawn.picture.cards[step(&there, "b2")];
    let mark = copy.mark.as_ref().map(|mark| &*mark.words);
    assert_eq!((&*copy.status_word, mark), ("Planned", Some("Left out")));
    let changed = drawn.what_if.expect("a way is shown");
    assert_eq!(changed.sentence, "2 of its 3 steps carry over.");
    let because = "Anatomy · Grade 12, because Grade 11 has begun";
    assert_eq!(lines(&changed.sections), ["## New", "Anatomy", "## Proposed times", because]);
}
