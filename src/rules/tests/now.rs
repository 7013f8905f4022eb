use super::notation::{phase, plan};
use crate::plan::{Date, PhaseKind, Plan, Text};
use crate::rules::now;

/// A plan of one step for each phase, in status marks, and phases `id start end`.
fn timed(marks: &str, phases: &str) -> Plan {
    let chains: Vec<String> =
        marks.split(' ').enumerate().map(|(at, mark)| format!("s{at}{mark}@{at}")).collect();
    let mut plan = plan(&chains.join("; ").replace('.', ""));
    plan.phases = phases
        .split("; ")
        .map(|line| {
            let mut words = line.split(' ');
            let mut word = || words.next().unwrap_or("");
            phase(word(), word(), word())
        })
        .collect();
    plan
}

#[track_caller]
fn check(plan: &Plan, today: &str, expected: &str) {
    let found = now(plan, Date::parse(today).expect(today)).map(|at| plan.phases()[at].id.as_str());
    assert_eq!(found.unwrap_or("nowhere"), expected, "{today}");
}

const GRADES: &str = "g9 2025-09-01 2026-06-15; g10 2026-09-01 2027-06-15; after 2027-07";

#[test]
fn is_in_the_phase_whose_dates_hold_today() {
    let plan = timed(". . .", GRADES);
    check(&plan, "2025-09-01", "g9");
    check(&plan, "2026-11-22", "g10");
    check(&plan, "2027-06-15", "g10");
    check(&plan, "2040-01-01", "after");
}

#[test]
fn is_in_the_next_phase_to_start_between_two_and_before_the_first() {
    let plan = timed(". * .", GRADES);
    check(&plan, "2026-07-15", "g10");
    check(&plan, "2024-01-01", "g9");
}

/// A plan of phases, one for each step, and a grade level.
fn of_grade(level: &str, phases: &str) -> Plan {
    let marks = vec!["."; phases.split("; ").count()].join(" ");
    let mut plan = timed(&marks, phases);
    plan.learner.grade_level = Some(level.to_string());
    plan
}

#[test]
fn is_in_the_next_phase_of_the_grade_between_two_and_else_in_the_next() {
    let terms = "g11-fall 2026-08-20 2026-12-20; g11-spring 2027-01-07 2027-06-05; \
        summer 2027-06-15 2027-08-01; g12-fall 2027-08-20 2027-12-20";
    for (level, today, expected) in [
        ("11", "2026-08-01", "g11-fall"),
        ("11", "2026-11-22", "g11-fall"),
        ("11", "2027-01-02", "g11-spring"),
        ("11", "2027-06-10", "summer"),
        ("12", "2027-06-10", "g12-fall"),
        ("11", "2027-08-10", "g12-fall"),
        ("12", "2027-01-02", "g12-fall"),
        ("10", "2027-01-02", "g11-spring"),
        ("11", "2028-01-02", "g12-fall"),
    ] {
        let plan = of_grade(level, terms);
        check(&plan, today, expected);
    }
    check(&of_grade("9", GRADES), "2026-07-15", "g10");
    check(&of_grade("9", GRADES), "2026-11-22", "g10");
}

#[test]
fn a_grade_that_is_over_gives_way_to_what_is_under_way_after_it() {
    let years = "g11 2027-09 2028-06; g12 2028-09 2029-06; year5; year6";
    for (marks, expected) in
        [("+ . * .", "year5"), ("+ . + *", "year6"), ("* . + .", "g12"), ("+ . . .", "g12")]
    {
        let mut plan = timed(marks, years);
        plan.learner.grade_level = Some("12".to_string());
        check(&plan, "2029-10-10", expected);
        check(&plan, "2028-10-10", "g12");
    }
}

#[test]
fn believes_the_grade_level_of_phases_without_dates() {
    let today = "2027-01-02";
    check(&of_grade("10", "g9; g10; g11"), today, "g10");
    check(&of_grade("10", "g9; g10; g11 2027-09 2028-06"), today, "g10");
    // A term that is over says nothing of the next, and one before it is over too.
    check(&of_grade("10", "g10-fall 2026-08 2026-12; g10-spring; g11 2027-09 2028-06"), today, "g10-spring");
    check(&of_grade("10", "g10-fall; g10-spring 2027-01-07 2027-06"), today, "g10-fall");
    check(&of_grade("10", "g10-fall; g10-winter 2026-11 2026-12; summer 2027-06"), today, "summer");
    check(&of_grade("10", "g9 - 2026-06; g10 - 2026-12; after"), today, "g10");
    // A number that is no grade is none because the grade is over.
    let mut plan = of_grade("11", "a 2026-08 2026-12; b 2027-01-07; p11 2027-06");
    plan.phases[0].title = Some(Text::Plain("Grade 11".to_string()));
    plan.phases[2].title = None;
    check(&plan, today, "b");
}

#[test]
fn is_in_the_phase_that_started_last_where_two_hold_today() {
    check(&timed(". .", "year 2026-09 2027-06; autumn 2026-11 2027-01"), "2026-11-22", "autumn");
    check(&timed(". .", "g10 2026-09 2027-06; summer 2027-06 2027-08"), "2027-06-20", "summer");
}

#[test]
fn is_in_the_last_phase_where_all_are_over() {
    let past = "g9 2018-09 2019-06; g10 2019-09 2020-06";
    check(&timed(". +", past), "2026-11-22", "g10");
    check(&timed("* +", past), "2026-11-22", "g10");
    check(&timed("* +", &format!("{past}; after")), "2026-11-22", "g9");
    // One without dates is over once a later one is.
    check(&timed(". +", "before; g9 2018-09 2019-06"), "2026-11-22", "g9");
}

#[test]
fn completes_dates_that_are_half_there() {
    let plan = timed(". . .", "one - 2026-06-15; two - 2027-06-15; three 2027-09-01");
    check(&plan, "2026-06-01", "one");
    check(&plan, "2026-06-16", "two");
    check(&plan, "2027-08-01", "three");
    check(&timed(". .", "one 2026-09; two 2027-09"), "2027-03-01", "one");
}

#[test]
fn finds_the_grade_in_titles_of_any_language_then_in_ids() {
    for (title, level, found) in [
        ("Grade 10", "10", true),
        ("10.º grado", "10", true),
        ("الصف ١٠", "10", true),
        ("Grades 9–10", "10", true),
        ("Sophomore", "sophomore", true),
        ("Grade 10", "Grade 010", true),
        ("Grade 11", "10", false),
        ("Grade 1", "10", false),
        ("Grade 10", "", false),
    ] {
        let mut plan = timed(". . .", "p7; p10; p13");
        plan.phases[0].title = Some(Text::Plain("Grade 7".to_string()));
        plan.phases[1].title = None;
        plan.phases[2].title = Some(Text::Map(vec![
            ("en".to_string(), title.to_string()),
            ("es".to_string(), "otro".to_string()),
        ]));
        plan.learner.grade_level = Some(level.to_string());
        let otherwise = if level.contains('1') { "p10" } else { "p7" };
        check(&plan, "2026-11-22", if found { "p13" } else { otherwise });
    }
}

#[test]
fn takes_a_grade_before_a_term_of_the_same_number() {
    let mut plan = timed(". .", "term-10; g10");
    plan.phases[1].kind = PhaseKind::Grade;
    plan.learner.grade_level = Some("10".to_string());
    check(&plan, "2026-11-22", "g10");
    // And what is called just that before what has the number in its title.
    let mut plan = of_grade("10", "10; b");
    plan.phases[0].title = Some(Text::Plain("Sophomore".to_string()));
    plan.phases[1].title = Some(Text::Plain("Grade 10".to_string()));
    check(&plan, "2026-11-22", "10");
}

#[test]
fn goes_by_what_is_under_way_without_dates_then_by_what_is_planned_then_to_the_end() {
    check(&timed("+ * * .", "a; b; c; d"), "2026-11-22", "c");
    check(&timed("+ % . .", "a; b; c; d"), "2026-11-22", "c");
    check(&timed("+ ? - .", "a; b; c; d"), "2026-11-22", "d");
    check(&timed("+ + + +", "a; b; c; d"), "2026-11-22", "d");
    // Where there is nothing but ideas, the first of them comes first.
    check(&timed("- ? ? -", "a; b; c; d"), "2026-11-22", "b");
    check(&timed("% ? ? -", "a; b; c; d"), "2026-11-22", "b");
    check(&timed("+ ? ? -", "a; b; c; d"), "2026-11-22", "d");
    // A course that was not met is no way back to its grade.
    check(&timed("! + .", "a; b; c"), "2026-11-22", "c");
    // Nor is a retake that is no longer to be taken.
    for (more, expected) in [("; a@0 | a2+@1", "2"), ("; a@0 | a2!@1", "0"), ("; b | b2+@1", "3")] {
        check(&plan(&format!("b@2; z-@3{more}")), "2026-11-22", expected);
    }
    check(&Plan::default(), "2026-11-22", "nowhere");
}
