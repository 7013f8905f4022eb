//! What the reader asks of the plan: from a press to the event, and back to how it went.

use std::rc::Rc;

use throughline::event::{Change, Event};
use throughline::plan::{ChangeKind, Status, read};
use throughline::roadmap::Sign;
use throughline::state::{Msg, Outcome, State, View, update};

use crate::audit::{lines, read as drawn};
use crate::stage::{page, settings};

const PLAN: &str =
    r#"{ "format": "throughline-plan/1", "steps": [{ "id": "bio", "title": "Biology" }, { "id": "chem" }] }"#;

fn loaded() -> State {
    let plan = Rc::new(read(PLAN).expect("a plan").0);
    update(&State::new(settings(View::Map)), Msg::Loaded(plan, 0)).0
}

/// The state after messages, and the events that they gave.
fn after(messages: impl IntoIterator<Item = Msg>) -> (State, Vec<Event>) {
    let mut events = Vec::new();
    let state = messages.into_iter().fold(loaded(), |state, message| {
        let (state, event) = update(&state, message);
        events.extend(event);
        state
    });
    (state, events)
}

/// How each change fares, in a line.
fn told(state: &State) -> String {
    let told = state.told.iter().map(|(change, outcome, theirs)| {
        [change.kind.word(), " ", outcome.word(), if theirs.is_empty() { "" } else { ": " }, theirs].concat()
    });
    told.collect::<Vec<_>>().join(", ")
}

#[test]
fn an_event_of_a_change_has_ids_and_no_words() {
    for (change, detail) in [
        (Change::on(ChangeKind::Comment, "bio"), r#"{"kind":"comment","step":"bio"}"#),
        (Change::on(ChangeKind::Comment, "a\n\u{1f}b"), r#"{"kind":"comment","step":"a\u000a\u001fb"}"#),
        (Change::on(ChangeKind::Approve, "bio"), r#"{"kind":"approve","step":"bio"}"#),
        (Change::on(ChangeKind::ChoosePathway, "medic"), r#"{"kind":"choose-pathway","pathway":"medic"}"#),
        (
            Change { kind: ChangeKind::CheckAction, on: "rn".into(), action: "call \"her\"".into() },
            r#"{"kind":"check-action","goal":"rn","action":"call \"her\""}"#,
        ),
    ] {
        assert_eq!(change.detail(), detail);
        let event = Event::Change(change);
        assert_eq!((event.name(), event.detail()), ("plp-change", detail.to_string()));
    }
}

#[test]
fn a_second_press_while_a_change_is_on_its_way_is_one_press() {
    let comment = Change::on(ChangeKind::Comment, "bio");
    let reflect = Change::on(ChangeKind::Reflect, "bio");
    let (state, events) =
        after([Msg::Changed(comment.clone()), Msg::Changed(comment.clone()), Msg::Changed(reflect)]);
    assert_eq!(events, [Event::Change(comment.clone())], "the box is one, whichever button sends it");
    assert_eq!(told(&state), "comment sending");
    // How it went is told of it alone.
    let went = Msg::Fared(comment.detail(), Some(Outcome::Other), String::new());
    assert_eq!(told(&after([Msg::Changed(comment.clone()), went]).0), "comment other");
    // Two actions of a goal are two things.
    let done = |id: &str| Change { kind: ChangeKind::CheckAction, on: "rn".into(), action: id.to_string() };
    let (_, events) = after([Msg::Changed(done("ask")), Msg::Changed(done("call"))]);
    assert_eq!(events, [Event::Change(done("ask")), Event::Change(done("call"))]);
}

#[test]
fn what_was_lost_is_sent_again_and_another_step_has_its_own_word() {
    let comment = Change::on(ChangeKind::Comment, "bio");
    let lost = Msg::Fared(comment.detail(), Some(Outcome::Lost), String::new());
    let refused = Msg::Fared(
        Change::on(ChangeKind::Accept, "chem").detail(),
        Some(Outcome::Refused),
        "Too late.".into(),
    );
    let messages =
        [Msg::Changed(comment.clone()), Msg::Changed(Change::on(ChangeKind::Accept, "chem")), lost, refused];
    let (state, _) = after(messages);
    assert_eq!(told(&state), "comment lost, accept refused: Too late.");
    assert!(state.told[0].1.may_be_sent_again() && !state.told[1].1.may_be_sent_again());
    let (state, event) = update(&state, Msg::Changed(comment.clone()));
    assert_eq!(event, Some(Event::Change(comment)));
    assert_eq!(told(&state), "comment sending, accept refused: Too late.");
}

#[test]
fn how_a_change_went_outlives_a_reload_and_another_choice() {
    let sent = Change::on(ChangeKind::Comment, "bio");
    let lost = Change::on(ChangeKind::Comment, "chem");
    let plan = Rc::new(read(PLAN).expect("a plan").0);
    let messages = [
        Msg::Changed(sent.clone()),
        Msg::Changed(lost.clone()),
        Msg::Fared(sent.detail(), Some(Outcome::Sent), String::new()),
        Msg::Fared(lost.detail(), Some(Outcome::Lost), String::new()),
        Msg::Fared("{}".into(), Some(Outcome::Refused), String::new()),
        Msg::Loaded(plan, 0),
    ];
    let (state, _) = after(messages);
    assert_eq!(told(&update(&state, Msg::Chose(1)).0), "comment sent, comment lost");
}

/// Bio's plan of this id, as this person reads it.
fn read_by(plan: &str, person: &str) -> Msg {
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "id": "{plan}", "viewer": {{ "person": "{person}" }}, "steps": [{{ "id": "bio" }}] }}"#
    );
    Msg::Loaded(Rc::new(read(&text).expect("a plan").0), 0)
}

#[test]
fn how_a_change_went_is_for_nobody_else() {
    let refused = Change::on(ChangeKind::Comment, "bio");
    let on_its_way = Change::on(ChangeKind::Accept, "bio");
    let fared = Msg::Fared(refused.detail(), Some(Outcome::Refused), "Not you.".into());
    let asked = [read_by("p", "maya"), Msg::Changed(refused), fared, Msg::Changed(on_its_way)];
    for (plan, person, heard) in [
        ("p", "maya", "comment refused: Not you., accept sending"),
        ("p", "lee", "accept sending"),
        ("q", "maya", "accept sending"),
    ] {
        let (state, _) = after(asked.iter().cloned().chain([read_by(plan, person)]));
        assert_eq!(told(&state), heard, "{plan} {person}");
        let over = Msg::Fared(Change::on(ChangeKind::Accept, "bio").detail(), None, String::new());
        assert_eq!(told(&update(&state, over).0), heard.replace("accept sending", "").trim_end_matches(", "));
    }
}

#[test]
fn what_was_not_sent_for_a_plan_that_is_gone_is_told_without_a_word_of_it() {
    let other =
        Msg::Fared(Change::on(ChangeKind::Accept, "bio").detail(), Some(Outcome::Other), String::new());
    let (state, _) = after([other]);
    assert_eq!(state.told, [(Change::on(ChangeKind::Comment, ""), Outcome::Other, String::new())]);
}

#[test]
fn who_writes_on_reads_no_more_of_what_is_over() {
    let comment = Change::on(ChangeKind::Comment, "bio");
    let wrote = || Msg::Wrote("bio".into());
    for (outcome, heard) in [
        (Outcome::Sent, "comment written: Biology"),
        (Outcome::PassedOn, "comment written: Biology"),
        (Outcome::Empty, "comment written: Biology"),
        (Outcome::Long, "comment written: Biology"),
        (Outcome::Lost, "comment lost"),
        (Outcome::Refused, "comment refused"),
    ] {
        let fared = Msg::Fared(comment.detail(), Some(outcome), String::new());
        let (state, events) = after([wrote(), Msg::Changed(comment.clone()), wrote(), fared, wrote()]);
        assert_eq!((told(&state).as_str(), events.len()), (heard, 1));
    }
    assert_eq!(told(&after([wrote()]).0), "comment written: Biology");
}

#[test]
fn who_empties_the_box_reads_no_more_of_what_was_in_it() {
    let comment = Change::on(ChangeKind::Comment, "bio");
    let emptied = || Msg::Emptied("bio".into());
    assert_eq!(told(&after([Msg::Wrote("bio".into()), emptied()]).0), "");
    for outcome in [Outcome::Lost, Outcome::Refused, Outcome::SignIn, Outcome::Moved, Outcome::Nowhere] {
        let fared = Msg::Fared(comment.detail(), Some(outcome), "Not during exams.".into());
        assert_eq!(told(&after([Msg::Changed(comment.clone()), fared, emptied()]).0), "");
    }
    assert_eq!(told(&after([Msg::Changed(comment), emptied()]).0), "comment sending");
}

#[test]
fn what_is_kept_in_the_box_leaves_what_is_told_of_it_while_there_is_a_box() {
    use Outcome::*;
    let comment = Change::on(ChangeKind::Comment, "bio");
    let kept = || Msg::Kept("bio".into());
    let plan = |can: &str| {
        let viewer = format!(r#""viewer": {{ "can": [{can}] }}, "steps""#);
        Msg::Loaded(Rc::new(read(&PLAN.replace(r#""steps""#, &viewer)).expect("a plan").0), 0)
    };
    for (outcome, may_write, may_not) in [
        (Sending, "comment sending", "comment sending"),
        (Sent, "comment sent", "comment written: Biology"),
        (PassedOn, "comment passed-on", "comment written: Biology"),
        (Long, "comment long", "comment long"),
        (Lost, "comment lost", "comment lost"),
    ] {
        for (can, heard) in [(r#""reflect""#, may_write), (r#""decide""#, may_not)] {
            let fared = Msg::Fared(comment.detail(), Some(outcome), String::new());
            assert_eq!(told(&after([plan(can), Msg::Changed(comment.clone()), fared, kept()]).0), heard);
        }
    }
    assert_eq!(told(&after([plan(r#""comment""#), kept()]).0), "comment written: Biology");
}

#[test]
fn every_outcome_has_a_word_of_its_own() {
    use Outcome::*;
    for (outcome, word) in [
        (Sending, "sending"),
        (Sent, "sent"),
        (PassedOn, "passed-on"),
        (Empty, "empty"),
        (Long, "long"),
        (Written, "written"),
        (Lost, "lost"),
        (SignIn, "sign-in"),
        (Refused, "refused"),
        (Moved, "moved"),
        (Decided, "decided"),
        (Other, "other"),
        (Nowhere, "nowhere"),
    ] {
        assert_eq!((outcome.word(), Outcome::of(word)), (word, Some(outcome)));
    }
    assert_eq!(Outcome::of("else"), None);
}

#[test]
fn an_open_action_of_the_readers_own_can_be_marked_as_done() {
    let offers = |action: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "people": [{{ "id": "kim", "role": "learner" }}],
            "viewer": {{ "person": "kim", "role": "learner", "can": ["comment"] }}, "steps": [{{ "id": "a", "title": "A" }}],
            "goals": [{{ "id": "g", "title": "G", "actions": [{{ "id": "x", "title": "Ask", {action} }}] }}] }}"#
        );
        page(View::Map, "en", Rc::new(read(&text).expect("a plan").0)).contains(r#"aria-label="Mark as done"#)
    };
    assert!(offers(r#""owner": "kim""#));
    assert!(!offers(r#""owner": "kim", "done": true"#));
    assert!(!offers(r#""owner": "lee""#));
}

#[test]
fn what_waits_for_the_readers_decision_says_so_wherever_the_step_stands() {
    let told = |can: &str, status: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "viewer": {{ "role": "learner", "can": [{can}] }},
                "people": [{{ "id": "lee", "name": "Jo Lee", "role": "counselor" }}],
                "phases": [{{ "id": "10", "title": "Grade 10" }}, {{ "id": "12", "title": "Grade 12" }}],
                "steps": [{{ "id": "b", "title": "Band", "kind": "task", "phase": "10" }},
                    {{ "id": "d", "title": "Drama", "kind": "task", "phase": "12", "status": "{status}",
                        "agency": {{ "state": "proposed", "by": "lee" }} }}] }}"#
        );
        let plan = Rc::new(read(&text).expect("a plan").0);
        let card = page(View::Card, "en", plan.clone());
        let small = card.split_once("Next steps</b>").map_or("", |(_, next)| next);
        let [drama, late] = ["Drama", "To decide"].map(|word| small.contains(word));
        let drawn = drawn(plan, "en", &[]);
        let card = &drawn.roadmap.picture.cards[1];
        let status = card.status_word.clone();
        assert_eq!(card.sign == Sign::Of(Status::Suggested), status == "Proposed", "one word, one shape");
        (status, lines(drawn.board("next")).join(" / "), drama && late)
    };
    let next = "## To do now and soon / Band · ready to start";
    let decide = "## To decide / Drama · Jo Lee";
    for status in ["planned", "suggested"] {
        let both = [decide, next].join(" / ");
        assert_eq!(told(r#""decide""#, status), ("Proposed".into(), both, true), "{status}");
        assert_eq!(told("", status), ("Proposed".into(), next.into(), false), "{status}");
    }
    // Who decides on what is begun or over comes too late.
    assert_eq!(told(r#""decide""#, "completed"), ("Done".into(), next.into(), false));
}

#[test]
fn what_is_to_decide_says_what_it_waits_for_and_stands_once() {
    let told = |can: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "viewer": {{ "role": "learner", "can": [{can}] }},
                "phases": [{{ "id": "10", "title": "Grade 10" }}],
                "steps": [{{ "id": "b", "title": "Band", "kind": "task", "phase": "10" }},
                    {{ "id": "d", "title": "Drama", "kind": "task", "phase": "10",
                        "agency": {{ "state": "proposed" }} }}],
                "edges": [{{ "from": "b", "to": "d", "kind": "requires" }}] }}"#
        );
        lines(drawn(Rc::new(read(&text).expect("a plan").0), "en", &[]).board("next")).join(" / ")
    };
    let ready = "## To do now and soon / Band · ready to start · opens the way to 1 more step";
    assert_eq!(told(r#""decide""#), format!("## To decide / Drama · first: Band / {ready}"));
    assert_eq!(told(""), format!("{ready} / ## Waiting for something else / Drama · first: Band"));
}

#[test]
fn what_is_only_proposed_is_not_ready_until_it_presses_and_what_is_to_decide_may_be_late() {
    let told = |can: &str, due: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "viewer": {{ "role": "learner", "can": [{can}] }},
                "steps": [{{ "id": "d", "title": "Drama", {due} "agency": {{ "state": "proposed" }} }}],
                "goals": [{{ "id": "g", "title": "G", "actions": [{{ "id": "a", "title": "Ask", "due": "2026-11-01" }}] }}] }}"#
        );
        let drawn = drawn(Rc::new(read(&text).expect("a plan").0), "en", &[]);
        ["next", "goals"].map(|board| lines(drawn.board(board)).join(" / "))
    };
    let ask = "## To do for the goals / Ask · was due Nov 1, 2026 · G";
    let (due, late) = (r#""due": "2026-11-01","#, "Drama · was due Nov 1, 2026");
    assert_eq!(told(r#""decide""#, due)[0], format!("## To decide / {late} / {ask}"));
    assert_eq!(told("", due)[0], format!("## To do now and soon / {late} / {ask}"));
    assert_eq!(told("", ""), [ask, "## G / Ask · to do · was due Nov 1, 2026"]);
}

#[test]
fn who_proposed_a_step_reads_that_it_waits_and_is_not_asked() {
    let told = |viewer: &str, status: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "viewer": {{ {viewer} "role": "learner", "can": ["decide"] }},
                "people": [{{ "id": "kim", "name": "Kim", "role": "learner" }}],
                "steps": [{{ "id": "d", "title": "Drama", "kind": "task", "status": "{status}",
                    "agency": {{ "state": "proposed", "by": "kim" }} }}] }}"#
        );
        let drawn = drawn(Rc::new(read(&text).expect("a plan").0), "en", &[Msg::Chose(0)]);
        let panel = drawn.panel();
        let said =
            panel.sections.iter().filter(|section| section.name == "agency").flat_map(|of| &of.entries);
        let said: Vec<_> = said.flat_map(|of| of.aside.iter().map(|phrase| phrase.words.clone())).collect();
        (
            said.join(" · "),
            !panel.offers.is_empty(),
            lines(drawn.board("next")).join(" / ").contains("To decide"),
        )
    };
    assert_eq!(told(r#""person": "kim","#, "planned"), ("Kim · waiting for an answer".into(), false, false));
    assert_eq!(told(r#""person": "ana","#, "planned"), ("Kim".into(), true, true));
    assert_eq!(told("", "planned"), ("Kim".into(), true, true));
    assert_eq!(told(r#""person": "kim","#, "completed"), ("Kim".into(), false, false));
}
