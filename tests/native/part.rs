//! Which part of a large plan is drawn, and how the reader comes to the rest.

use std::rc::Rc;

use throughline::geometry::{Rect, Size};
use throughline::plan::Plan;
use throughline::roadmap::{Roadmap, draw};
use throughline::state::{LARGE, Msg, State, View, update};

use crate::stage::{settings, words};

/// A plan of so many courses over ten phases, each after the one before it: `Course 0`, `Course 1` …
fn catalogue(steps: usize) -> Rc<Plan> {
    Rc::new(throughline::plan::read(&document(steps)).expect("a plan").0)
}

fn document(steps: usize) -> String {
    let phases: Vec<String> =
        (0..10).map(|at| format!(r#"{{ "id": "p{at}", "title": "Term {at}" }}"#)).collect();
    let step = |at: usize| {
        let phase = at * 10 / steps;
        format!(r#"{{ "id": "s{at}", "title": "Course {at}", "kind": "course", "phase": "p{phase}" }}"#)
    };
    let all: Vec<String> = (0..steps).map(step).collect();
    format!(
        r#"{{ "format": "throughline-plan/1", "phases": [{}], "steps": [{}] }}"#,
        phases.join(","),
        all.join(",")
    )
}

/// A state in which the plan is shown, and its picture.
fn shown(steps: usize, view: View) -> (State, Roadmap) {
    let state = after(&State::new(settings(view)), Msg::Loaded(catalogue(steps), 0));
    let roadmap = draw(state.plan().expect("a plan"), &state, &words("en"));
    (state, roadmap)
}

fn after(state: &State, msg: Msg) -> State {
    update(state, msg).0
}

/// The numbers (from 1, in reading order) of the steps that are drawn.
fn drawn(state: &State, roadmap: &Roadmap) -> Vec<usize> {
    let near = roadmap.picture.order.iter().filter(|step| roadmap.draws(state, **step));
    near.map(|step| roadmap.picture.cards[*step].number).collect()
}

/// What a window of this size sees of the map from there.
fn seen(x: f64, y: f64) -> Msg {
    Msg::Seen(Rect { x, y, width: 1200.0, height: 700.0 }, None)
}

#[test]
fn a_plan_that_is_not_large_is_drawn_whole_in_every_view() {
    for view in [View::Map, View::List, View::Table] {
        let (state, roadmap) = shown(LARGE, view);
        assert_eq!(drawn(&after(&state, seen(9000.0, 9000.0)), &roadmap).len(), LARGE);
    }
}

#[test]
fn at_first_a_map_is_drawn_as_far_as_the_window_shows_it_in_any_view_that_may() {
    let (mut state, roadmap) = shown(LARGE, View::Map);
    state.show_first(700.0);
    let first = Rect { x: 0.0, y: 0.0, width: state.map_width(), height: 700.0 };
    let seen =
        |number: &usize| roadmap.picture.cards[roadmap.picture.order[number - 1]].place.overlaps(first);
    let inside: Vec<usize> = (1..=LARGE).filter(seen).collect();
    assert!((1..LARGE).contains(&inside.len()));
    assert_eq!(drawn(&state, &roadmap), inside);
    assert!(!roadmap.draws_all(&state));
    // The places of all are known already: nothing moves when the rest comes.
    assert!(roadmap.places(&state).contains(&format!("#s{}{{", LARGE - 1)));

    for view in [View::List, View::Table, View::Card] {
        let (mut state, roadmap) = shown(LARGE, view);
        state.show_first(700.0);
        assert!(roadmap.draws_all(&state));
    }
}

#[test]
fn a_map_is_as_wide_as_its_room_or_cannot_be_narrower() {
    let text = include_str!("../plans/grade-7-competency-based.json");
    let plan = Rc::new(throughline::plan::read(text).expect("a plan").0);
    for width in (768..1600).step_by(16).map(f64::from) {
        let mut room = settings(View::Map);
        room.width = width;
        let state = after(&State::new(room), Msg::Loaded(plan.clone(), 0));
        let roadmap = draw(&plan, &state, &words("en"));
        let (is, room, column) =
            (roadmap.picture.size.width, state.map_width(), roadmap.picture.columns[0].place.width);
        assert!(is <= room || column == 138.0, "{is} in {room} at {width}");
        assert!(is > room - 5.0 || column == 196.0, "{is} in {room} at {width}");
        // Links turn before the first column, and the lanes' names stand over its cards.
        let aside = (roadmap.picture.columns[0].place.x - 4.0) / 16.0;
        let said = format!("--_from:{aside:.3}em");
        assert!(aside > 1.0 && roadmap.places(&state).contains(&said), "{said}");
    }
}

#[test]
fn a_map_opens_where_the_learner_is_and_at_its_beginning_where_that_shows_it() {
    let texas = include_str!("../plans/texas-junior-welding.json");
    let (plan, _) = throughline::plan::read(texas).expect("a plan");
    let plan = Rc::new(plan);
    for width in (768..2400).step_by(16).map(f64::from) {
        let mut room = settings(View::Map);
        room.width = width;
        let state = after(&State::new(room), Msg::Loaded(plan.clone(), 0));
        let roadmap = draw(&plan, &state, &words("en"));
        let seen = roadmap.picture.opening(state.map_width());
        let now = roadmap.picture.columns.iter().position(|column| column.now).expect("a phase that is now");
        for column in &roadmap.picture.columns[now - 1..=now + 1] {
            assert!(seen.x <= column.place.x && column.place.right() <= seen.right(), "at {width}");
        }
        assert!(seen.x >= 0.0 && (seen.x == 0.0 || seen.right() <= roadmap.picture.size.width), "at {width}");
        assert_eq!(seen.x == 0.0, roadmap.picture.columns[now + 1].place.right() <= seen.width, "at {width}");
    }
    // Who is in the last of all has that in sight.
    let mut last = serde_json::from_str::<serde_json::Value>(texas).expect("JSON");
    last["goals"] = serde_json::json!([]);
    last["learner"] = serde_json::json!({});
    for step in last["steps"].as_array_mut().expect("steps") {
        step["status"] = "completed".into();
    }
    let (plan, _) = throughline::plan::read(&last.to_string()).expect("a plan");
    let mut room = settings(View::Map);
    (room.width, room.today) = (800.0, throughline::plan::Date::parse("2040-01-01").expect("a day"));
    let state = after(&State::new(room), Msg::Loaded(Rc::new(plan), 0));
    let roadmap = draw(state.plan().expect("a plan"), &state, &words("en"));
    let (seen, now) =
        (roadmap.picture.opening(state.map_width()), roadmap.picture.columns.last().expect("a column"));
    assert!(now.now && now.place.right() <= seen.right(), "{seen:?}");
    // Without a phase that is now it opens at its beginning.
    let (_, roadmap) = shown(LARGE, View::Map);
    assert_eq!(roadmap.picture.opening(768.0).x, 0.0);
}

#[test]
fn a_newer_state_of_a_plan_leaves_a_large_map_where_it_is_and_another_plan_opens_anew() {
    let of = |id: &str, steps: usize| {
        let text = document(steps).replacen('{', &format!(r#"{{ "id": "{id}", "#), 1);
        Msg::Loaded(Rc::new(throughline::plan::read(&text).expect("a plan").0), 0)
    };
    let mut state = after(&State::new(settings(View::Map)), of("a", 5_000));
    state.part.open(Rect { width: 1200.0, ..Rect::default() });
    let mut state = after(&state, seen(4_000.0, 900.0));
    (state.part.zoom, state.part.focus, state.part.sought) = (50, Some(7), "Biology".into());
    let newer = after(&state, of("a", 5_001));
    assert_eq!(newer.part, state.part);
    let other = after(&newer, of("b", 5_001));
    assert!(!other.part.opened && other.part.window.x < 0.0);
    assert_eq!((other.part.zoom, other.part.focus, &*other.part.sought), (100, None, ""));
}

#[test]
fn a_newer_state_of_a_large_list_or_table_leaves_the_reader_where_they_are() {
    let load = |steps| Msg::Loaded(catalogue(steps), 0);
    for view in [View::List, View::Table] {
        let mut state = after(&State::new(settings(view)), load(600));
        state = after(&after(&state, Msg::Later), Msg::Sought("Biology".into()));
        (state.part.focus, state.part.run.0) = (Some(350), 300);
        assert_eq!(after(&state, load(601)).part, state.part);
        // Of one that ends before, the beginning is shown.
        let shorter = after(&state, load(301)).part;
        assert_eq!((shorter.run, &*shorter.sought), ((300, 400), "Biology"));
        assert_eq!(after(&state, load(300)).part.run, (0, 200));
    }
}

#[test]
fn at_first_a_list_has_more_steps_than_the_window_has_room_for() {
    let mut narrow = settings(View::Map);
    narrow.width = 360.0;
    let mut state = after(&State::new(narrow), Msg::Loaded(catalogue(LARGE), 0));
    state.show_first(800.0);
    let roadmap = draw(state.plan().expect("a plan"), &state, &words("en"));
    // None is lower than 40 pixels: its title is 20 high, its padding at least 10, and a line stands under it.
    assert_eq!(drawn(&state, &roadmap), (1..=20).collect::<Vec<usize>>());
}

#[test]
fn of_a_large_map_what_the_reader_sees_is_drawn_and_little_more() {
    let (state, roadmap) = shown(5_000, View::Map);
    let Size { width, height } = roadmap.picture.size;
    for (x, y) in [(0.0, 0.0), (0.0, height / 2.0), (width - 1200.0, height - 700.0)] {
        let state = after(&state, seen(x, y));
        let window = Rect { x, y, width: 1200.0, height: 700.0 };
        let there = |step: &usize| roadmap.picture.cards[*step].place.overlaps(window);
        let (near, all) = (drawn(&state, &roadmap), &roadmap.picture.order);
        assert!(all.iter().filter(|step| there(step)).all(|step| roadmap.draws(&state, *step)), "at {x},{y}");
        assert!((20..400).contains(&near.len()), "{} cards at {x},{y}", near.len());
    }
}

#[test]
fn what_comes_next_is_drawn_before_the_reader_is_there() {
    let (state, _) = shown(5_000, View::Map);
    let there = after(&state, seen(600.0, 2000.0)).part;
    for (down, is_drawn, is_ahead) in
        [(0.0, true, true), (240.0, true, true), (350.0, true, false), (351.0, false, false)]
    {
        let seen = Rect { x: 600.0, y: 2000.0 + down, width: 1200.0, height: 700.0 };
        assert_eq!((there.holds(seen, 0.0), there.holds(seen, 0.15)), (is_drawn, is_ahead), "{down}");
    }
}

#[test]
fn the_open_step_stays_drawn_wherever_the_reader_goes() {
    let (state, roadmap) = shown(5_000, View::Map);
    let open = after(&after(&state, Msg::Chose(7)), seen(0.0, roadmap.picture.size.height - 700.0));
    assert!(roadmap.draws(&open, 7));
    assert!(!roadmap.draws(&open, 8));
}

#[test]
fn a_step_that_is_wanted_is_drawn_on_the_map_and_in_the_list() {
    for view in [View::Map, View::List, View::Table] {
        let (state, roadmap) = shown(5_000, view);
        for step in [0, 2_222, 4_999] {
            let card = &roadmap.picture.cards[step];
            assert!(
                roadmap.draws(&after(&state, Msg::Wanted(card.place, card.number)), step),
                "{view:?}, {step}"
            );
        }
    }
    // It comes into the middle, from wherever the reader was.
    let (state, roadmap) = shown(5_000, View::Map);
    let card = &roadmap.picture.cards[4_999];
    let there = after(&after(&state, seen(600.0, 2000.0)), Msg::Wanted(card.place, card.number));
    assert_eq!(there.part.window.middle(), card.place.middle());
}

#[test]
fn a_large_list_is_read_from_end_to_end() {
    for view in [View::List, View::Table] {
        let (mut state, roadmap) = shown(1_000, view);
        assert_eq!(drawn(&state, &roadmap), (1..=200).collect::<Vec<_>>());
        // What is there already moves nothing.
        let near = &roadmap.picture.cards[roadmap.picture.order[149]];
        assert_eq!(after(&state, Msg::Wanted(near.place, near.number)).part.run, state.part.run);
        for _ in 0..4 {
            state = after(&state, Msg::Later);
        }
        assert_eq!(drawn(&state, &roadmap), (1..=1_000).collect::<Vec<_>>());
        let card = &roadmap.picture.cards[roadmap.picture.order[899]];
        state = after(&after(&shown(1_000, view).0, Msg::Wanted(card.place, card.number)), Msg::Earlier);
        assert_eq!(drawn(&state, &roadmap), (601..=1_000).collect::<Vec<_>>());
    }
}

#[test]
fn a_smaller_map_shows_more_of_it_around_the_same_middle() {
    let (state, _) = shown(5_000, View::Map);
    let there = after(&state, seen(600.0, 2000.0));
    let smaller = after(&after(&there, Msg::Smaller), Msg::Smaller);
    assert_eq!(smaller.part.zoom, 50);
    assert_eq!(smaller.part.window.width, there.part.window.width * 2.0);
    assert_eq!(smaller.part.window.height, there.part.window.height * 2.0);
    assert_eq!(smaller.part.window.middle(), there.part.window.middle());
    assert_eq!(after(&smaller, Msg::Smaller), smaller, "there is no smaller one");
    let back = after(&after(&smaller, Msg::Larger), Msg::Larger);
    assert_eq!((back.part.zoom, back.part.window.width.round()), (100, there.part.window.width));
}

#[test]
fn paper_has_all_of_it() {
    let (state, roadmap) = shown(1_000, View::Map);
    assert_eq!(drawn(&after(&state, Msg::Whole), &roadmap).len(), 1_000);
    assert_eq!(after(&after(&state, Msg::Whole), Msg::Near), state);
}

#[test]
fn a_step_is_found_by_a_part_of_its_title_in_any_case() {
    let (state, roadmap) = shown(1_000, View::Map);
    let plan = state.plan().expect("a plan");
    let found = roadmap.found(plan, &words("en"), "cOURSE 99");
    assert_eq!(
        found.iter().map(|step| roadmap.picture.cards[*step].title.words.as_str()).collect::<Vec<_>>(),
        [
            "Course 99",
            "Course 990",
            "Course 991",
            "Course 992",
            "Course 993",
            "Course 994",
            "Course 995",
            "Course 996",
            "Course 997",
            "Course 998",
            "Course 999"
        ]
    );
    assert!(roadmap.found(plan, &words("en"), "welding").is_empty());
}

#[test]
fn a_step_is_found_by_the_school_s_code() {
    let text = r#"{ "format": "throughline-plan/1", "steps": [
        { "id": "a", "title": "Algebra II", "code": "MAT 201\\n" }, { "id": "b", "title": "Biology", "code": "SCI201" } ] }"#;
    let plan = Rc::new(throughline::plan::read(text).expect("a plan").0);
    let state = after(&State::new(settings(View::Map)), Msg::Loaded(plan.clone(), 0));
    let found = |sought| draw(&plan, &state, &words("en")).found(&plan, &words("en"), sought);
    assert_eq!([found("mat 2"), found("201"), found("ii mat")], [vec![0], vec![0, 1], vec![0]]);
}

#[test]
fn what_is_named_just_so_is_found_first() {
    let text = r#"{ "format": "throughline-plan/1", "steps": [
        { "id": "a", "title": "Art 1" }, { "id": "b", "title": "Art\tof film" }, { "id": "c", "title": "Art" },
        { "id": "d", "title": "Studio", "code": "ART" } ] }"#;
    let plan = Rc::new(throughline::plan::read(text).expect("a plan").0);
    let state = after(&State::new(settings(View::Map)), Msg::Loaded(plan.clone(), 0));
    let found = draw(&plan, &state, &words("en")).found(&plan, &words("en"), "art");
    assert_eq!(found, [3, 2, 0, 1], "both in reading order");
}

#[test]
fn a_list_has_no_step_out_of_its_run_though_it_has_the_focus_on_the_map() {
    let (mut state, roadmap) = shown(1_000, View::Map);
    state.part.focus = roadmap.picture.order.get(900).copied();
    assert_eq!(drawn(&state, &roadmap).last(), Some(&902), "on the map the focus is not lost");
    let list = after(&state, Msg::Listed);
    assert_eq!(drawn(&list, &roadmap), (1..=200).collect::<Vec<_>>());
}

#[test]
fn a_step_is_found_by_its_words_however_they_are_written() {
    for (title, sought) in [
        ("AP  Biochemistry", "AP Biochemistry"),
        ("AP Biochemistry", "AP  biochemistry"),
        ("AP Biochemistry", "biochemistry ap"),
        ("Algebra II, Semester 2", "algebra semester 2"),
        ("Children\u{2019}s Literature", "children's"),
        ("Children's Literature", "children\u{2019}s"),
        ("Dual\u{2011}Credit Welding", "dual-credit"),
        ("Pre-Algebra", "pre algebra"),
        ("Dual Credit Welding", "dual-credit"),
        ("U.S. History", "us history"),
    ] {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [
                {{ "id": "a", "title": "{title}" }}, {{ "id": "b", "title": "Biology", "code": "BIO  77" }} ] }}"#
        );
        let plan = Rc::new(throughline::plan::read(&text).expect("a plan").0);
        let state = after(&State::new(settings(View::Map)), Msg::Loaded(plan.clone(), 0));
        let found = |sought| draw(&plan, &state, &words("en")).found(&plan, &words("en"), sought);
        assert_eq!([found(sought), found("bio 77")], [vec![0], vec![1]], "{title}: {sought}");
    }
}

#[test]
fn a_glance_marks_the_rows_that_have_such_steps() {
    let (_, roadmap) = shown(1_000, View::Map);
    assert_eq!(roadmap.glance(&|_| true).matches('M').count(), 10, "one stroke down each full column");
    let first = roadmap.picture.order[0];
    let column = roadmap.picture.columns[0].place.middle().x as u32;
    let row = (roadmap.picture.size.height / 48.0) as u32;
    let at = (roadmap.picture.cards[first].place.middle().y / (roadmap.picture.size.height / 48.0)) as u32;
    assert_eq!(at, 0, "the first card is in the first row");
    assert_eq!(roadmap.glance(&|step| step == first), format!("M{column},0V{row}"));
}
