//! What is said of a plan must be true of it: plans as hosts send them, on which a careless count says something else.
//!
//! It is one file, since each claim is a row of the same table.

use super::notation::{plan, with};
use super::progress::met;
use crate::plan::{Date, Hours, Pathway, PhaseKind, Plan, Score, Status, read};
use crate::rules::{
    Amount, Basis, Becomes, Choice, DeedKind, Graduation, Late, Misfit, Track, attention, beside_the_line,
    compare, deeds, findings, hours_of, mastery, next_steps, progress, schedule, through_line, track,
};

fn today() -> Date {
    Date::of(2026, 11, 22).expect("a day")
}

fn says(plan: &Plan) -> Option<Track> {
    track(plan, &progress(plan), &attention(plan, &findings(plan, today()), today()))
}

/// Earned, in progress, planned and missing of a requirement, and whether it is met.
fn stands(plan: &Plan, id: &str) -> (f64, f64, f64, f64, bool) {
    let ix = plan.requirements.iter().position(|requirement| requirement.id == id).expect(id);
    let at = &progress(plan).requirements[ix];
    (at.amount.earned, at.amount.in_progress, at.amount.planned, at.amount.missing, at.met)
}

fn ready(plan: &Plan) -> Vec<&str> {
    let next = next_steps(plan, &progress(plan), &findings(plan, today()), today());
    next.ready.iter().map(|ready| plan.steps[ready.step].id.as_str()).collect()
}

#[test]
fn a_diploma_that_no_step_covers_is_short_whatever_its_parts_are() {
    let plan = with("e+:4#English", "dip credits 24\n  eng credits 4 #English");
    assert_eq!(says(&plan), Some(Track::Short));
    let parts = "dip credits 24\n  core all\n    eng credits 4 #English";
    assert_eq!(says(&with("e+:4#English", parts)), Some(Track::Short));
    let apart = "dip credits 24 [course\n  seal credits 1 :seal #English";
    assert_eq!(says(&with("e+:1#English", apart)), Some(Track::Short));
    assert_eq!(
        says(&with("e+:4#English; x:20", "dip credits 24 [course\n  eng credits 4 #English")),
        Some(Track::Well)
    );
    let choice = "core any\n  math credits 2 #Math\n  more credits 2 #Math";
    assert_eq!(says(&with("a+:1#Math", choice)), Some(Track::Short));
    assert_eq!(says(&with("a+; b-", "core all a,b")), Some(Track::Short));
}

#[test]
fn a_choice_of_buckets_is_part_of_the_bucket_around_it() {
    let third = "d credits 4\n  english credits 1 #English\n  math credits 3 #Math\n    one credits 1 alg1,\n    \
        two credits 1 geo,\n    third any\n      a credits 1 alg2,\n      s credits 1 stats,";
    let done = "alg1+:1#Math; geo+:1#Math; alg2+:1#Math; eng+:1#English";
    let whole = with(&format!("{done}; stats?:1#Math"), third);
    assert_eq!(stands(&whole, "math"), (3.0, 0.0, 0.0, 0.0, true));
    assert_eq!(stands(&whole, "d"), (4.0, 0.0, 0.0, 0.0, true));
    // What is taken beside it is more than is needed, and takes nobody's place.
    let more = with(&format!("{done}; stats:1#Math"), third);
    assert_eq!(stands(&more, "math"), (3.0, 0.0, 1.0, 0.0, true));
    let less = with("alg1+:1#Math; geo+:1#Math; eng+:1#English; alg2?:1#Math; stats?:1#Math", third);
    assert_eq!(stands(&less, "math"), (2.0, 0.0, 0.0, 1.0, false));
    let all = "math credits 2 #Math\n  both all\n    one credits 1 alg1,\n    two credits 1 geo,";
    assert_eq!(stands(&with("alg1+:1#Math; geo+:1#Math", all), "math"), (2.0, 0.0, 0.0, 0.0, true));
    let of_three = "math credits 3 #Math\n  some count 2\n    one credits 1 alg1,\n    two credits 1 geo,\n    \
        three credits 1 stats,";
    assert_eq!(
        stands(&with("alg1+:1#Math; geo:1#Math; x+:1#Math; stats?:1#Math", of_three), "math"),
        (2.0, 0.0, 1.0, 0.0, false)
    );
}

#[test]
fn of_alternatives_one_counts() {
    let plan = with("bio+:1#Science; chem:1#Science | phys:0.5#Science", "science credits 3 #Science");
    assert_eq!(stands(&plan, "science"), (1.0, 0.0, 1.0, 1.0, false));
    let begun = with("chem:1#Science | phys*:0.5#Science", "science credits 1 #Science");
    assert_eq!(stands(&begun, "science"), (0.0, 0.5, 0.0, 0.5, false));
    // What is done spares what is planned in its place, and of what is begun the credit.
    let done = with("chem+:1#Science | phys:1#Science", "science credits 2 #Science");
    assert_eq!((stands(&done, "science"), says(&done)), ((1.0, 0.0, 0.0, 1.0, false), Some(Track::Short)));
    let begun = with("chem+:1#Science | phys*:1#Science", "science credits 2 #Science");
    assert_eq!((stands(&begun, "science"), says(&begun)), ((1.0, 0.0, 0.0, 1.0, false), Some(Track::Short)));
    // What is taken twice is earned once, by any figure; without a link it is what the host says: two credits.
    let alg = |steps: &str, asks: &str| stands(&with(steps, asks), "math");
    let twice = "a+@0:1#Math | b+@1:1#Math";
    assert_eq!(alg(twice, "math credits 2 #Math"), (1.0, 0.0, 0.0, 1.0, false));
    assert_eq!(alg(twice, "math count 2 #Math"), (1.0, 0.0, 0.0, 1.0, false));
    assert_eq!(alg(twice, "math all a,b"), (1.0, 0.0, 0.0, 0.0, true));
    assert_eq!(alg(&twice.replace('|', ";"), "math credits 2 #Math"), (2.0, 0.0, 0.0, 0.0, true));
    let all = progress(&with(twice, "")).credits.expect("credits");
    assert_eq!((all.earned, all.need), (1.0, None));
    // The best is the furthest, then the one with the most credits.
    assert_eq!(
        alg("a+:0.5#Math | b+:1#Math | c*:2#Math", "math credits 2 #Math"),
        (1.0, 0.0, 0.0, 1.0, false)
    );
    // But of those as far it is one that serves credits, by its name or by what is asked.
    assert_eq!(alg("a+:1$math | b+:2", "math credits 1"), (1.0, 0.0, 0.0, 0.0, true));
    let club = "math credits 1 #Math\nclub count 1";
    assert_eq!(alg("a+:2$club | b+:1#Math", club), (1.0, 0.0, 0.0, 0.0, true));
    // What brings no credit takes none from what does.
    for first in ["a+:0#Math", "a+#Math[assessment", "a%:1#Math"] {
        let after = format!("{first} | b*:1#Math");
        assert_eq!(alg(&after, "math credits 1 #Math").1, 1.0, "{first}");
    }
    // Of two tries at one test the one that is done stands in for the other, whichever a requirement names.
    assert_eq!(alg("a | b", "math count 2 a,b"), (0.0, 0.0, 1.0, 1.0, false));
    for asks in ["status a,", "all a,", "any a,", "count 1 a,"] {
        for steps in ["a | b+", "a- | b+", "a! | b+", "a* | b%"] {
            assert_eq!(alg(steps, &format!("math {asks}")), (1.0, 0.0, 0.0, 0.0, true), "{steps} {asks}");
        }
    }
    // What was done of what it spares stays done.
    let mut plan = hours_planned("a | b+", "math hours 40 a,");
    plan.steps[0].hours = Some(Hours { done: Some(12.0), need: Some(40.0) });
    plan.steps[1].hours = None;
    assert_eq!(stands(&plan, "math"), (12.0, 0.0, 0.0, 28.0, false));
    // So it is not where more is asked than the name, or an amount; and what it spares is no longer to come.
    for asks in ["status a, #Math", "count 1 #Math", "hours 40 a,", "credits 1 a,"] {
        let mut plan = hours_planned("a:1#Math | b+:1#Art", &format!("math {asks}"));
        plan.steps[1].hours = None;
        let (_, _, planned, missing, _) = stands(&plan, "math");
        assert_eq!((planned, missing > 0.0, says(&plan)), (0.0, true, Some(Track::Short)), "{asks}");
    }
    assert_eq!(alg("a! | b+", "math all a,b"), (1.0, 0.0, 0.0, 0.0, true));
}

#[test]
fn of_the_hours_of_alternatives_those_of_one_count() {
    let served = |chains: &str, hours: &[(f64, f64)], asks: &str| {
        let mut plan = with(chains, asks);
        for (step, &(done, need)) in plan.steps.iter_mut().zip(hours) {
            step.hours = Some(Hours { done: (done > 0.0).then_some(done), need: Some(need) });
        }
        let all = hours_of(&plan, &deeds(&plan), DeedKind::Practice).expect("hours");
        let ix = plan.requirements.iter().position(|of| of.id == "svc").expect("a requirement");
        let at = &progress(&plan).requirements[ix];
        let figures = |of: Amount| (of.earned, of.in_progress, of.planned, of.need);
        assert_eq!(figures(all), (at.amount.earned, at.amount.in_progress, at.amount.planned, all.need));
        (stands(&plan, "svc"), all.need, says(&plan))
    };
    let (twice, asks) = (&[(40.0, 40.0), (40.0, 40.0)][..], "svc hours 80 a,b");
    let short = Some(Track::Short);
    assert_eq!(served("a+ | b+", twice, asks), ((40.0, 0.0, 0.0, 40.0, false), Some(40.0), short));
    assert_eq!(served("a+; b+", twice, asks), ((80.0, 0.0, 0.0, 0.0, true), Some(80.0), Some(Track::Well)));
    // Without a need of its own, what is asked is asked once.
    let own = served("a+ | b+", twice, "svc hours a,b");
    assert_eq!(own, ((40.0, 0.0, 0.0, 0.0, true), Some(40.0), Some(Track::Well)));
    // The furthest counts, then the one of most hours; what was done in none of them takes nothing from what is.
    let ahead = &[(0.0, 40.0), (0.0, 60.0)][..];
    assert_eq!(served("a | b", ahead, asks), ((0.0, 0.0, 60.0, 20.0, false), Some(60.0), short));
    let begun = &[(10.0, 40.0), (0.0, 60.0)][..];
    assert_eq!(served("a* | b", begun, asks), ((10.0, 30.0, 0.0, 40.0, false), Some(40.0), short));
    assert_eq!(served("a% | b*", ahead, asks), ((0.0, 60.0, 0.0, 20.0, false), Some(60.0), short));
    // One that the requirement does not ask for takes nothing from what it does.
    assert_eq!(stands(&hours_planned("a | b", "svc hours 40 a,"), "svc"), (0.0, 0.0, 40.0, 0.0, false));
}

/// A plan of which all steps have 40 hours to do.
fn hours_planned(chains: &str, asks: &str) -> Plan {
    let mut plan = with(chains, asks);
    for step in &mut plan.steps {
        step.hours = Some(Hours { done: None, need: Some(40.0) });
    }
    plan
}

#[test]
fn the_best_score_is_shown_where_nobody_says_what_is_enough() {
    let best = |scores: &[(f64, Option<f64>)], asks: &str| {
        let mut plan = with("a+; b+; c+", asks);
        for (step, &(value, need)) in plan.steps.iter_mut().zip(scores) {
            step.score = Some(Score { value: Some(value), of: None, need });
        }
        let at = &progress(&plan).requirements[0];
        (at.amount.earned, at.amount.need, at.met)
    };
    let (none, sat) = ("sat score a,b", "sat score 1000 a,b");
    assert_eq!(best(&[(900.0, None), (1100.0, None)], none), (1100.0, None, false));
    assert_eq!(best(&[(1100.0, None), (900.0, None)], none), (1100.0, None, false));
    assert_eq!(best(&[(900.0, None), (1100.0, None)], sat), (1100.0, Some(1000.0), true));
    // What can be judged is, and of what is as near to its own need the better is shown.
    assert_eq!(best(&[(900.0, None), (0.0, Some(1000.0))], none), (0.0, Some(1000.0), false));
    assert_eq!(best(&[(30.0, Some(60.0)), (500.0, Some(1000.0))], none), (500.0, Some(1000.0), false));
    assert_eq!(best(&[(3.0, Some(0.0)), (5.0, Some(0.0))], none), (5.0, Some(0.0), true));
}

#[test]
fn what_fills_a_phase_is_the_same_for_what_stands_in_it_and_what_is_placed() {
    for (kind, crowds, phase) in
        [("course", 1, 1), ("experience", 1, 1), ("assessment", 0, 0), ("credential", 0, 0)]
    {
        let mut plan = plan(&format!("now*@0; b@0:1[{kind}; c@0:1[{kind}; new:1<; end@1"));
        plan.phases[0].max_credits = Some(2.0);
        assert_eq!(schedule(&plan, today()).placed[0].phase, phase, "{kind}");
        plan.phases[0].max_credits = Some(1.0);
        assert_eq!(findings(&plan, today()).phases.len(), crowds, "{kind}");
    }
}

#[test]
fn the_school_s_word_for_the_whole_is_enough() {
    for word in ["waived", "host met -/-/-/-"] {
        let whole = with("a+:1#Art", &format!("all all {word}\n  a credits 1 #Art\n  m credits 1 #Math"));
        let credits = progress(&whole).credits.expect("credits");
        assert_eq!((credits.earned, credits.need, credits.missing), (1.0, None, 0.0), "{word}");
    }
    let whole = "d all host met -/-/-/-\n  eng credits 4 #English\n  math credits 4 #Math";
    let plan = with("e+:1#English", whole);
    assert_eq!((says(&plan), met(&progress(&plan))), (Some(Track::Well), Some((1.0, 1.0))));
    // Its figures alone are not, where it says of a part that it is not enough.
    let part = with("", "d credits 24 host - 24/-/-/24\n  eng credits 4 host - 3/-/-/4");
    assert!(!stands(&part, "d").4);
    assert!(stands(&with("", "d credits 24 host - 24/-/-/24\n  eng credits 4 #English"), "d").4);
    let parts = "d all host - 2/-/-/2\n  a status host open -/-/-/-\n  b status host met -/-/-/-";
    assert!(!stands(&with("", parts), "d").4);
    // And they are held against the need that is shown.
    assert!(!stands(&with("a+:3#Math", "math credits 3 #Math host - -/-/-/4"), "math").4);
    // A choice that the school lets pass lacks nothing more.
    let choice = "d credits 4\n  c any host met -/-/-/-\n    m credits 2 #Math\n    n credits 2 #Art";
    assert_eq!(stands(&with("", choice), "d"), (0.0, 0.0, 0.0, 4.0, false));
    // Not met, and nobody says what is needed: that may be anything.
    assert_eq!(says(&with("", "d credits host open -/-/-/-")), None);
}

#[test]
fn what_may_not_be_taken_as_planned_is_neither_ready_nor_well() {
    let mut low = with("alg1+:1#Math > geo:1#Math", "math credits 2 #Math");
    low.steps[0].mark = Some("D".to_string());
    assert_eq!((ready(&low), says(&low)), (vec!["geo"], Some(Track::Well)));
    low.edges[0].minimum = Some("C".to_string());
    assert_eq!((ready(&low), says(&low)), (vec![], Some(Track::Attention(1))));
}

#[test]
fn an_alternative_that_is_done_spares_what_is_late_or_at_risk() {
    for sat in ["sat!^2026-10-05", "sat^2026-10-05", "sat!="] {
        let plan = with(&format!("{sat}; act+; sat | act"), "test status sat,act");
        assert_eq!((ready(&plan), says(&plan)), (vec![], Some(Track::Well)), "{sat}");
    }
    let late = with("pre@2; pre > geo@1; geo | done+@0; now*@1", "math status done,");
    assert_eq!((findings(&late, today()).links, says(&late)), (vec![], Some(Track::Well)));
    assert_eq!(
        says(&with("sat*^2026-10-05; act+; sat | act", "test status act,")),
        Some(Track::Attention(1))
    );
}

#[test]
fn a_course_taken_again_needs_no_link_to_the_first_try() {
    assert_eq!(ready(&plan("alg1!@0 > geo@0; again+@0")), ["alg1"]);
    let twice = plan("alg1!~M1@0 > geo@0; again+~M1@0");
    assert_eq!((ready(&twice), says(&twice)), (vec!["geo"], None));
    let other = plan("alg1!~M1@0; sci+~S1@0");
    assert_eq!((ready(&other), says(&other)), (vec!["alg1"], Some(Track::Attention(1))));
    // One code for both halves of a year: what was passed before is no second try, and what was dropped is none either.
    let halves = "fall+~ENG9@0; spring!~ENG9@1 > next@2; again~ENG9@2; now*@2";
    assert_eq!(ready(&with(halves, "english credits 1 again,")), ["now", "again"]);
    let thrice = plan("first!~M1@0 > next@0; second-~M1@0; third+~M1@0");
    assert_eq!((ready(&thrice), says(&thrice)), (vec!["next"], None));
    // Tests rarely have a code: there the name tells.
    let named = |code: &str, title: &str| {
        let mut plan = with(&format!("may![assessment{code}@0; july+[assessment@0"), "eoc status 2 may,july");
        (plan.steps[0].title, plan.steps[1].title) = ("EOC".into(), title.into());
        plan
    };
    assert_eq!(ready(&named("", "EOC")), Vec::<&str>::new());
    assert_eq!(ready(&named("", "SAT")), ["may"]);
    assert_eq!(ready(&named("~E1", "EOC")), ["may"]);
    assert_eq!(ready(&named("~EOC", "EOC")), ["may"]);
}

#[test]
fn a_term_that_was_not_met_is_made_good_by_the_next_attempt_alone() {
    let pe =
        "fall!~PE1@0:0.5#PE; spring+~PE1@0:0.5#PE; next*~PE1@1:0.5#PE; last~PE1@1:0.5#PE; more~PE2@1:0.5#PE";
    let pe = with(pe, "pe credits 2 #PE");
    assert_eq!((stands(&pe, "pe"), says(&pe)), ((0.5, 0.5, 1.0, 0.0, false), Some(Track::Well)));
    let band = with("a!~B@0:1#Art; b~B@1:1#Art; c~B@2:1#Art; d~B@3:1#Art", "band credits 3 #Art");
    assert_eq!(stands(&band, "band"), (0.0, 0.0, 3.0, 0.0, false));
    // Nor is the next one made good, if it was not met too, by any but the one after it.
    let twice =
        with("a!~B@0:1#Art; b!~B@1:1#Art; c?~B@2:1#Art; d~B@3:1#Art; e~B@4:1#Art", "band credits 2 #Art");
    assert_eq!((stands(&twice, "band"), ready(&twice)), ((0.0, 0.0, 2.0, 0.0, false), vec!["d"]));
}

#[test]
fn what_is_planned_again_counts_for_a_requirement_that_names_the_first_try() {
    let math = |steps: &str, asks: &str| stands(&with(steps, &format!("math {asks}")), "math");
    for asks in ["status a,", "all a,", "any a,", "count 1 a,"] {
        for steps in ["a!~M1@0; b~M1@1", "a! | b", "a- | b", "a! | b | c", "a! | b!; b | c", "a?; a | b"] {
            assert_eq!(math(steps, asks), (0.0, 0.0, 1.0, 0.0, false), "{steps} {asks}");
        }
        assert_eq!(math("a!~M1@0; b*~M1@1", asks), (0.0, 1.0, 0.0, 0.0, false), "{asks}");
        for steps in ["a!", "a!~M1@0; b?~M1@1", "a!~M1@0; b~M2@1", "a!; b"] {
            assert_eq!(math(steps, asks), (0.0, 0.0, 0.0, 1.0, false), "{steps} {asks}");
        }
    }
    let failed = "a!~M1@0; b~M1@1; now*@0";
    assert_eq!(says(&with(failed, "math status a,")), Some(Track::Well));
    assert_eq!(math(failed, "all a,b"), (0.0, 0.0, 1.0, 0.0, false));
    // Nothing fills the diploma after school; what stands beside it may be filled there.
    for (overlay, planned) in [("", 0.0), (" :seal", 1.0)] {
        let mut late = with(failed, &format!("math status a,{overlay}"));
        late.phases[1].kind = PhaseKind::Postsecondary;
        assert_eq!(stands(&late, "math"), (0.0, 0.0, planned, 1.0 - planned, false), "{overlay}");
    }
}

#[test]
fn what_stands_in_by_name_is_shown_to() {
    let shown = |steps: &str, asks: &str| {
        let plan = with(steps, asks);
        let shares = progress(&plan).of_requirement(&plan, 0);
        shares.iter().map(|share| plan.steps[share.step].id.as_str()).collect::<Vec<_>>().join(" ")
    };
    for asks in ["math status a,", "math all a,", "math count 1 a,", "math any a,"] {
        assert_eq!(shown("a! | b+", asks), "b", "{asks}");
        assert_eq!(shown("a!~M1@0; b%~M1@1", asks), "b", "{asks}");
        // What is named and as far needs nobody in its place.
        assert_eq!(shown("a+ | b+", asks), "a", "{asks}");
    }
    for asks in ["math hours 1 a,", "math status a, #Math", "math status a, [course", "math count 1 #Math"] {
        assert_eq!(shown("a!:1#Math | b+:1#Art", asks), "", "{asks}");
    }
    let plan = with("a!@0 | b+@0; now*@0", "math status a,");
    let way = compare(&plan, Choice::Own, today()).expect("a way");
    assert_eq!(way.changes[1], Becomes::Earned { serves: true });
}

/// The same with scores of steps, such as `(value, need)`.
fn scored(mut plan: Plan, scores: &[(&str, f64, f64)]) -> Plan {
    for &(id, value, need) in scores {
        let step = plan.steps.iter_mut().find(|step| step.id == id).expect(id);
        step.score = Some(Score { value: Some(value), of: None, need: Some(need) });
        if step.status == Status::Completed && value < need {
            (step.status, step.granted) = (Status::NotMet, true);
        }
    }
    plan
}

#[test]
fn a_test_below_what_it_needs_is_not_met_though_it_was_completed() {
    let exams = |asks: &str| {
        let plan = scored(with("a+; b+", asks), &[("a", 71.0, 65.0), ("b", 48.0, 65.0)]);
        (stands(&plan, "exams"), says(&plan))
    };
    assert_eq!(exams("exams count 2 a,b"), ((1.0, 0.0, 0.0, 1.0, false), Some(Track::Short)));
    assert_eq!(exams("exams all a,b"), ((1.0, 0.0, 0.0, 1.0, false), Some(Track::Short)));
    assert_eq!(exams("exams status b,"), ((0.0, 0.0, 0.0, 1.0, false), Some(Track::Short)));
    assert_eq!(exams("exams status a,b").0, (1.0, 0.0, 0.0, 0.0, true));
    // What asks for the score itself shows it.
    assert_eq!(exams("exams score b,").0, (48.0, 0.0, 0.0, 17.0, false));
    // Credit that was granted is credit.
    let ap = scored(with("ap+:1#Math", "math credits 1 #Math"), &[("ap", 2.0, 3.0)]);
    assert_eq!(stands(&ap, "math"), (1.0, 0.0, 0.0, 0.0, true));

    let placed =
        |value: f64| scored(with("test+ > algebra:1#Math", "math credits 1 #Math"), &[("test", value, 70.0)]);
    assert_eq!((ready(&placed(70.0)), says(&placed(70.0))), (vec!["algebra"], Some(Track::Well)));
    let low = placed(40.0);
    assert_eq!((ready(&low), says(&low)), (vec!["test"], Some(Track::Attention(2))));
    assert_eq!(findings(&low, today()).links[0].misfit, Misfit::NotMet);
    // Better done before is no must.
    let better = scored(plan("test+ .> algebra"), &[("test", 40.0, 70.0)]);
    assert_eq!((ready(&better), findings(&better, today()).links), (vec!["test", "algebra"], vec![]));

    // Another try at it stays to do, and can be late.
    let sat = |asks: &str, due: &str| {
        scored(with(&format!("sat+ > college@0; sat | again^{due}"), asks), &[("sat", 1210.0, 1330.0)])
    };
    for asks in ["test score sat,again", "test status sat,again", "test all sat,again"] {
        assert_eq!(says(&sat(asks, "2026-11-05")), Some(Track::Attention(1)), "{asks}");
        let ahead = sat(asks, "2027-03-05");
        assert_eq!((ready(&ahead), says(&ahead)), (vec!["again"], Some(Track::Well)), "{asks}");
        assert!(!progress(&ahead).requirements[0].met, "{asks}");
        // What is ahead waits for that, and not for what was done.
        let waits = next_steps(&ahead, &progress(&ahead), &findings(&ahead, today()), today()).blocked;
        let by = waits.iter().flat_map(|blocked| &blocked.by).map(|&by| ahead.steps[by].id.as_str());
        assert_eq!(by.collect::<Vec<_>>(), ["again"], "{asks}");
    }
    // What requires it is placed after that.
    let later = scored(plan("sat+ > college<; sat | again<; now*@0; end@2"), &[("sat", 1210.0, 1330.0)]);
    let placed = schedule(&later, today()).placed;
    assert_eq!((placed[0].phase, placed[1].phase), (1, 0), "college after the other try: {placed:?}");
}

#[test]
fn a_score_below_what_a_requirement_asks_leaves_a_retake_to_do() {
    let sat = |value: f64, asks: &str| {
        let mut plan = with("sat+ > college@1; sat | again; act+", asks);
        plan.steps[0].score = Some(Score { value: Some(value), of: None, need: None });
        plan.steps[3].score = Some(Score { value: Some(1100.0), of: None, need: None });
        (stands(&plan, "test"), ready(&plan).contains(&"again"), says(&plan))
    };
    let low = sat(1000.0, "test score 1080 sat,again");
    assert_eq!(low, ((1000.0, 0.0, 80.0, 0.0, false), true, Some(Track::Well)));
    let high = sat(1100.0, "test score 1080 sat,again");
    assert_eq!(high, ((1100.0, 0.0, 0.0, 0.0, true), false, Some(Track::Well)));
    // Another test that is enough spares it too, and so does the school's word, or a waiver that it lets stand.
    assert!(!sat(1000.0, "test score 1080 sat,again,act").1);
    for word in ["host met -/-/-/-", "host - 1100/-/-/1080", "waived"] {
        assert!(!sat(1000.0, &format!("test score 1080 sat,again {word}")).1, "{word}");
    }
    assert!(sat(1000.0, "test score 1080 sat,again host open -/-/-/- waived").1);
    // What finds it by its kind or subject is as short of it.
    for asks in ["test score 1080 [course", "test score 1080 #Test", "test score 1080 [course #Test"] {
        let found = |value: f64, asks: &str| {
            let mut plan = with("sat+:1#Test | again:1#Test; art+:1#Art", asks);
            plan.steps[0].score = Some(Score { value: Some(value), of: None, need: None });
            (stands(&plan, "test"), ready(&plan).contains(&"again"), says(&plan))
        };
        let low = found(1000.0, asks);
        assert_eq!(low, ((1000.0, 0.0, 80.0, 0.0, false), true, Some(Track::Well)), "{asks}");
        assert!(!found(1100.0, asks).1 && !found(1000.0, &format!("{asks} waived")).1, "{asks}");
    }
    // A course that has no score is no test below one.
    let plan =
        with("alg+:1#Math | more:1#Math; eoc+#Math[assessment", "eoc score 70 #Math\nmath credits 1 #Math");
    assert!(!ready(&plan).contains(&"more"));
    // Where no other try is planned, it is short.
    let mut once = with("sat+#Test", "test score 1080 #Test");
    once.steps[0].score = Some(Score { value: Some(1000.0), of: None, need: None });
    assert_eq!((stands(&once, "test"), says(&once)), ((1000.0, 0.0, 0.0, 80.0, false), Some(Track::Short)));
    // So does its word for the whole of which that is part, but not for what stands beside it in another overlay.
    for (word, part, again) in [
        ("waived", "", false),
        ("host met -/-/-/-", "", false),
        ("host met -/-/-/-", " host - 1000/-/-/1080", false),
        ("host open -/-/-/- waived", "", true),
        ("", "", true),
        ("host met -/-/-/-", " :admission", true),
    ] {
        let asks =
            format!("tests all {word}\n  some any\n    test score 1080 sat,again{part}\n  act status act,");
        assert_eq!(sat(1000.0, &asks).1, again, "{asks}");
    }
    // Named from the other side it is the same.
    let mut named = with("sat+$test; again$test; sat | again", "test score 1080");
    named.steps[0].score = Some(Score { value: Some(1000.0), of: None, need: None });
    assert_eq!((ready(&named), says(&named)), (vec!["again"], Some(Track::Well)));
}

#[test]
fn a_mark_too_low_for_what_is_ahead_leaves_a_retake_to_do() {
    let asks = "math credits 2 #Math";
    let marked = |chains: &str, mark: &str| {
        let mut plan = with(chains, asks);
        plan.steps[0].mark = Some(mark.to_string());
        plan.edges[0].minimum = Some("C".to_string());
        plan
    };
    let chains = "alg2+@0:1#Math > precalc@1:1#Math; alg2 | summer@0:1#Math; now*@1";
    assert_eq!(ready(&marked(chains, "C")), ["now", "precalc"]);
    // What requires it waits for that, and its credit is earned already.
    let low = marked(chains, "D");
    assert_eq!((ready(&low), says(&low)), (vec!["now", "summer"], Some(Track::Well)));
    assert_eq!(stands(&low, "math"), (1.0, 0.0, 1.0, 0.0, false));
    let late = marked(&chains.replace("summer@0", "summer@0^2026-11-05"), "D");
    assert_eq!(says(&late), Some(Track::Attention(1)));
    let again = marked(&chains.replace("summer@0", "summer+@0"), "D");
    assert_eq!(ready(&again), ["now", "precalc"]);
    // It is no reason once nothing asks for more.
    let done = marked(&chains.replace("precalc@1", "precalc+@1"), "D");
    assert_eq!(ready(&done), ["now"]);
    let dropped = marked(&chains.replace("precalc@1:1#Math", "precalc-"), "D");
    assert_eq!(ready(&dropped), ["now"]);
    // Another way that asks for no mark goes on.
    let mut other = marked(&format!("{chains}; alg2 > stats@1:1#Math"), "D");
    assert_eq!(ready(&other), ["now", "summer", "stats"]);
    // For another tree than the first try: no link, and each says what it does not serve.
    let trees = "diploma credits 1 #Math\nadmission credits 1 :admission #Math";
    let apart = with("alg2+:1#Math$admission/0; summer:1#Math$diploma/0", trees);
    assert_eq!(stands(&apart, "diploma"), (1.0, 0.0, 0.0, 0.0, true));
    assert_eq!(stands(&apart, "admission"), (0.0, 0.0, 1.0, 0.0, false));
    // What has no place goes after the retake.
    other = marked("alg2+@0 > precalc<; alg2 | summer@1; now*@0; end@2", "D");
    assert_eq!(schedule(&other, today()).placed[0].phase, 2);
}

#[test]
fn a_level_above_the_one_marked_proficient_is_proficient() {
    let able = |said: &str, shown: &str, asked: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1",
            "scales": [{{ "id": "s", "levels": [{{ "id": "1" }}, {{ "id": "2", "proficient": true }}, {{ "id": "3" }}] }}],
            "competencies": [{{ "id": "c", "title": "C", "scale": "s" {said} }}],
            "steps": [{{ "id": "a", "title": "A", "status": "completed", "competencies": [{{ "competency": "c" {shown} }}] }}],
            "requirements": [{{ "id": "r", "title": "R", "kind": "status", "from": {{ "competency": "c" {asked} }} }}] }}"#
        );
        let plan = read(&text).expect("a plan").0;
        (mastery(&plan)[0].proficient, stands(&plan, "r").4)
    };
    assert_eq!(able("", r#", "level": "3""#, ""), (true, true));
    assert_eq!(able("", r#", "level": "1""#, ""), (false, false));
    assert_eq!(able("", r#", "level": "1""#, r#", "level": "1""#), (false, true));
    // What is shown at no level is not shown.
    assert_eq!(able("", "", ""), (false, false));
    assert_eq!(able("", "", r#", "subjects": ["Art"]"#), (false, false));
    // A level alone is no course of a subject.
    assert_eq!(able(r#", "level": "3""#, "", r#", "subjects": ["Art"]"#), (true, false));
    // The school's word wins over what a step shows, both ways.
    assert_eq!(able(r#", "level": "1""#, r#", "level": "3""#, ""), (false, false));
    assert_eq!(able(r#", "level": "3""#, r#", "level": "1""#, ""), (true, true));
}

#[test]
fn a_credit_after_school_is_none_of_the_diploma_s_unless_it_says_so() {
    let credits = "dip credits 4 #English";
    let mut late = with("e+@0:3#English; f@1:1#English", credits);
    late.phases[1].kind = PhaseKind::Postsecondary;
    assert_eq!((stands(&late, "dip"), says(&late)), ((3.0, 0.0, 0.0, 1.0, false), Some(Track::Short)));
    late.steps[1].status = Status::InProgress;
    assert_eq!(stands(&late, "dip"), (3.0, 1.0, 0.0, 0.0, false));
    let mut hours = with("a*@0; w@1", "service hours 40 w,");
    hours.steps[1].hours = Some(Hours { done: None, need: Some(40.0) });
    hours.phases[1].kind = PhaseKind::Postsecondary;
    assert_eq!(stands(&hours, "service"), (0.0, 0.0, 0.0, 40.0, false));
    let mut named = with("e+@0:3#English; f@1:1#English$dip", credits);
    named.phases[1].kind = PhaseKind::Postsecondary;
    assert_eq!(stands(&named, "dip"), (3.0, 0.0, 1.0, 0.0, false));
    // Where the links alone put it there, it may as well be sooner.
    let mut unplaced = with("e+@0:3#English; f@1:1#English<", credits);
    unplaced.phases[1].kind = PhaseKind::Postsecondary;
    assert_eq!(stands(&unplaced, "dip"), (3.0, 0.0, 1.0, 0.0, false));
}

#[test]
fn a_graduation_in_the_gap_after_the_last_year_is_on_time_or_late_by_its_steps() {
    let graduates = |day: &str, phase: &str, after: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "learner": {{ "graduation": "{day}" }},
            "phases": [{{ "id": "12", "kind": "grade", "start": "2028-09-01", "end": "2029-05-28" }},
                {{ "id": "13", "kind": "grade", "start": "2029-09-01", "end": "2030-05-28" }},
                {{ "id": "after", "kind": "postsecondary", "start": {after} }}],
            "steps": [{{ "id": "a", "title": "A", "phase": "{phase}", "credits": 1, "subject": "English" }}],
            "requirements": [{{ "id": "r", "title": "R", "need": 1, "from": {{ "subjects": ["English"] }} }}],
            "pathways": [{{ "id": "w", "title": "W", "steps": ["a"] }}] }}"#
        );
        let plan = read(&text).expect("a plan").0;
        compare(&plan, Choice::Pathway(0), today()).expect("a way").graduation
    };
    let later = r#""2030-06-01""#;
    for (day, after) in [("2029-06", later), ("2029-06-09", later), ("2029-06", "null")] {
        assert_eq!(graduates(day, "12", after), Graduation::OnTime, "{day} {after}");
        assert!(
            matches!(graduates(day, "13", after), Graduation::Late(Late { phases: 1, .. })),
            "{day} {after}"
        );
    }
    assert_eq!(graduates("2030-06", "13", later), Graduation::OnTime);
    let partly = r#"{ "format": "throughline-plan/1", "learner": { "graduation": "2029-06" },
        "phases": [{ "id": "10", "kind": "grade", "start": "2026-09", "end": "2027-06" }, { "id": "11", "kind": "grade" },
            { "id": "12", "kind": "grade" }],
        "steps": [{ "id": "a", "title": "A", "phase": "12", "credits": 1, "subject": "English" }],
        "requirements": [{ "id": "r", "title": "R", "need": 1, "from": { "subjects": ["English"] } }],
        "pathways": [{ "id": "w", "title": "W", "steps": ["a"] }] }"#;
    let plan = read(partly).expect("a plan").0;
    let then = compare(&plan, Choice::Pathway(0), today()).expect("a way");
    assert_eq!(then.graduation, Graduation::OnTime, "what is after the last date may be before it or not");
}

#[test]
fn credit_from_elsewhere_fills_no_phase_and_alternatives_fill_one_place() {
    let fits = |steps: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "phases": [{{ "id": "11", "kind": "grade", "maxCredits": 2 }}],
            "steps": [{steps}, {{ "id": "free", "title": "Free", "credits": 1, "offered": ["11"] }}],
            "edges": [{{ "from": "chem", "to": "phys", "kind": "alternative" }}] }}"#
        );
        schedule(&read(&text).expect("a plan").0, today()).conflict.is_none()
    };
    let course = |id: &str, more: &str| {
        format!(r#"{{ "id": "{id}", "title": "T", "credits": 1, "phase": "11" {more} }}"#)
    };
    assert!(fits(&[course("chem", ""), course("phys", "")].join(",")));
    assert!(!fits(&[course("chem", ""), course("art", "")].join(",")));
    assert!(fits(
        &[course("chem", ""), course("art", r#", "status": "completed", "source": { "kind": "transfer" }"#)]
            .join(",")
    ));
}

#[test]
fn what_is_beyond_the_parts_counts_for_nothing_and_what_is_needed_always_counts() {
    for (chains, requirements, figures) in [
        // Earned, what of it counts, missing.
        ("e+:1#E; a+:2#A; b+:2#A", "d credits 4\n  e credits 2 #E\n  a credits 2 #A", (5.0, 3.0, 1.0)),
        ("e+:1#E; a:4#A", "d credits 4\n  e credits 2 #E\n  a credits 2 #A", (1.0, 1.0, 1.0)),
        // The parts ask for more than the whole.
        ("a+:2#A", "d credits 2\n  e credits 2 #E\n  a credits 2 #A", (2.0, 2.0, 2.0)),
        ("z", "d credits 2\n  e credits 2 #E\n  a credits 2 #A", (0.0, 0.0, 4.0)),
        ("e+:2#E; a+:2#A", "d credits 5\n  e credits 2 #E\n  a credits 2 #A", (4.0, 4.0, 1.0)),
        ("e+:2#E; a+:3#A", "d credits 4\n  e credits 2 #E\n  a credits 2 #A", (5.0, 5.0, 0.0)),
    ] {
        let amount = progress(&with(chains, requirements)).requirements[0].amount;
        assert_eq!((amount.earned, amount.counts(), amount.missing), figures, "{chains} {requirements}");
    }
}

#[test]
fn a_gap_is_told_once_by_the_lowest_that_knows_of_it() {
    for (requirements, lines, gaps) in [
        // That both lines are met would say nothing of what is missing.
        ("d credits 5\n  e credits 2 #E\n  a credits 2 #A", None, "d"),
        ("d all\n  c credits 5\n    e credits 2 #E\n    a credits 2 #A", None, "c"),
        ("d all\n  c credits 5\n    e credits 3 #E\n    a credits 2 #A", Some((1.0, 2.0, 1.0)), "e"),
        ("d credits 5\n  e credits 2 #E\n  a credits 2 #A\n  s credits 1 :seal #S", None, "d"),
    ] {
        let plan = with("e+:2#E; a+:2#A", requirements);
        let progress = progress(&plan);
        let told: Vec<&str> = progress.gaps.iter().map(|&gap| plan.requirements[gap].id.as_str()).collect();
        let of = |lines: Amount| (lines.earned, lines.need.unwrap_or_default(), lines.missing);
        assert_eq!((progress.lines.map(of), told), (lines, vec![gaps]), "{requirements}");
    }
}

/// A course `a` that is done, and a requirement `r` with these fields.
fn asked(fields: &str) -> Plan {
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "competencies": [{{ "id": "c", "title": "C" }}],
        "steps": [{{ "id": "a", "title": "A", "kind": "course", "subject": "Art", "credits": 1, "status": "completed",
            "competencies": [{{ "competency": "c" }}] }}],
        "requirements": [{{ "id": "r", "title": "R", {fields} }}] }}"#
    );
    read(&text).expect("a plan").0
}

#[test]
fn a_condition_that_cannot_be_read_is_not_met() {
    for from in [
        r#"{ "steps": ["gone"], "kinds": ["course"] }"#,
        r#"{ "subjects": ["Art"], "kinds": ["lab"] }"#,
        r#"{ "subjects": [5], "kinds": ["course"] }"#,
        r#"{ "subjects": 5, "kinds": ["course"] }"#,
        r#"{ "competency": "gone", "subjects": ["Art"] }"#,
        r#"{ "competency": "c", "level": "gone", "subjects": ["Art"] }"#,
    ] {
        for kind in ["status", "credits", "count"] {
            let plan = asked(&format!(r#""kind": "{kind}", "need": 1, "from": {from}"#));
            assert_eq!(stands(&plan, "r"), (0.0, 0.0, 0.0, 1.0, false), "{kind} {from}");
        }
    }
    // What is empty asks for nothing, and a list of alternatives goes on without one.
    let met = (1.0, 0.0, 0.0, 0.0, true);
    let art =
        r#""kind": "status", "from": { "steps": [], "subjects": ["Art", 5], "kinds": [], "level": null }"#;
    assert_eq!(stands(&asked(art), "r"), met);
    let all = |steps: &str| stands(&asked(&format!(r#""kind": "all", "from": {{ "steps": {steps} }}"#)), "r");
    assert_eq!(all(r#"["a"]"#), met);
    assert_eq!(all(r#"["a", "gone"]"#), (1.0, 0.0, 0.0, 1.0, false));
}

#[test]
fn what_asks_for_something_unreadable_is_not_met_and_not_judged() {
    let is = |fields: &str| {
        let plan = asked(fields);
        (stands(&plan, "r").4, says(&plan))
    };
    let art = r#""from": { "subjects": ["Art"] }"#;
    for fields in [
        r#""need": "3""#,
        r#""need": -1"#,
        r#""kind": "credit""#,
        r#""kind": "credit", "need": 1"#,
        r#""kind": "status", "need": "2""#,
        r#""kind": "all", "of": { "a": 1 }"#,
        r#""of": { "a": 1 }"#,
    ] {
        assert_eq!(is(&format!("{fields}, {art}")), (false, None), "{fields}");
    }
    // The school's word is enough.
    let said = format!(r#""need": "3", "verdict": {{ "met": true }}, {art}"#);
    assert_eq!(is(&said), (true, Some(Track::Well)));
    // Of parts one that is lost may be what is missing, and so at the root; of a choice the others are enough.
    let at_the_root = |requirements: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "requirements": {requirements}, "steps": [{{ "id": "a", "title": "A",
            "subject": "Art", "credits": 1, "due": "2027-06", "status": "completed" }}] }}"#
        );
        says(&read(&text).expect("a plan").0)
    };
    let (met, unclear) = ((true, Some(Track::Well)), (false, None));
    for lost in [
        r#"{ "title": "Math", "need": 3 }"#,
        r#"{ "id": "art", "title": "Math", "need": 3 }"#,
        r#""Math""#,
        "7",
    ] {
        let parts = format!(r#"[{{ "id": "art", "need": 1, {art} }}, {lost}]"#);
        assert_eq!(is(&format!(r#""of": {parts}"#)), unclear, "{lost}");
        assert_eq!(is(&format!(r#""kind": "credits", "need": 1, "of": {parts}"#)), unclear, "{lost}");
        assert_eq!(is(&format!(r#""kind": "count", "of": {parts}"#)), unclear, "{lost}");
        assert_eq!(is(&format!(r#""kind": "count", "need": 1, "of": {parts}"#)), met, "{lost}");
        assert_eq!(is(&format!(r#""kind": "any", "of": {parts}"#)), met, "{lost}");
        assert_eq!(at_the_root(&parts), None, "{lost}");
        // "1 of 1" would say the opposite.
        let plan = asked(&format!(r#""of": {parts}"#));
        let whole = plan.requirements.iter().position(|asked| asked.id == "r");
        assert_eq!(whole.map(|whole| progress(&plan).requirements[whole].amount.need), Some(None), "{lost}");
    }
    let part = format!(r#"{{ "id": "art", "need": 1, {art} }}"#);
    assert_eq!(at_the_root(&format!("[{part}]")), Some(Track::Well));
    // What is planned for the part that is left is no plan for the whole.
    let planned = |parts: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "steps": [{{ "id": "a", "title": "A", "subject": "Art", "credits": 1 }}],
            "requirements": [{{ "id": "r", "title": "R", "kind": "count", "of": [{parts}] }}] }}"#
        );
        says(&read(&text).expect("a plan").0)
    };
    assert_eq!((planned(&part), planned(&format!("{part}, 7"))), (Some(Track::Well), None));
    assert_eq!(at_the_root(r#"{ "a": 1 }"#), None);
    let so_many = |count: usize| {
        let met = |ix| format!(r#"{{ "id": "r{ix}", "title": "R", "verdict": {{ "met": true }} }}"#);
        at_the_root(&format!("[{}]", (0..count).map(met).collect::<Vec<_>>().join(",")))
    };
    assert_eq!((so_many(20_000), so_many(20_001)), (Some(Track::Well), None));
}

#[test]
fn a_step_lends_no_credits_that_cannot_be_read() {
    let earned = |credits: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "requirements": [{{ "id": "r", "title": "R", "need": 1 }}],
            "steps": [{{ "id": "a", "title": "A", "credits": 1, "status": "completed",
                "counts": [{{ "requirement": "r", "credits": {credits} }}] }}] }}"#
        );
        stands(&read(&text).expect("a plan").0, "r").0
    };
    for (credits, told) in [("null", 1.0), ("0.5", 0.5), (r#""0""#, 0.0), ("-1", 0.0), ("[]", 0.0)] {
        assert_eq!(earned(credits), told, "{credits}");
    }
}

#[test]
fn a_verdict_that_cannot_be_read_is_none() {
    let of = |met: &str| {
        let plan = asked(&format!(
            r#""kind": "credits", "need": 2, "verdict": {{ "met": {met}, "earned": 2 }}, "from": {{ "subjects": ["Art"] }}"#
        ));
        let standing = progress(&plan).requirements[0].clone();
        (standing.basis, standing.amount.earned, standing.met)
    };
    assert_eq!(of("null"), (Basis::Host, 2.0, true));
    for met in [r#""false""#, r#""true""#, "0"] {
        assert_eq!(of(met), (Basis::Estimate, 1.0, false), "{met}");
    }
}

#[test]
fn nothing_is_planned_where_nothing_is() {
    let planned = |plan: &Plan| progress(plan).lines.map(|lines| lines.planned + lines.in_progress);
    // The school says that it is not met, though its figures would do.
    let stuck = with("", "d all\n  a status host open 1/-/-/1");
    assert_eq!((says(&stuck), planned(&stuck)), (None, Some(0.0)));
    let ahead = with("b", "d all\n  a status host open 1/-/1/2");
    assert_eq!((says(&ahead), planned(&ahead)), (Some(Track::Well), Some(1.0)));
    // A part that is planned is enough.
    let part = with("b", "d credits 1 host open 1/-/-/1\n  a status b,");
    assert_eq!(says(&part), Some(Track::Well));
}

#[test]
fn without_a_need_all_parts_are_asked_for_and_the_hours_that_the_steps_need() {
    let parts = "r count\n  x status a,\n  y status b,";
    assert_eq!(stands(&with("a+; b+", parts), "r"), (2.0, 0.0, 0.0, 0.0, true));
    assert_eq!(stands(&with("a+; b", parts), "r"), (1.0, 0.0, 1.0, 0.0, false));
    let hours = |done: f64| {
        let mut plan = with("a*; b+", "r hours a,b");
        plan.steps[0].hours = Some(Hours { done: Some(done), need: Some(30.0) });
        plan.steps[1].hours = Some(Hours { done: Some(10.0), need: Some(10.0) });
        stands(&plan, "r")
    };
    assert_eq!(hours(12.0), (22.0, 18.0, 0.0, 0.0, false));
    assert_eq!(hours(30.0), (40.0, 0.0, 0.0, 0.0, true));
}

#[test]
fn nothing_is_well_by_a_step_that_cannot_be_read() {
    let says = |fields: &str, requirements: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "requirements": [{requirements}],
            "steps": [{{ "id": "a", "title": "A", "subject": "Art", "credits": 1, "due": "2027-06", {fields} }}] }}"#
        );
        says(&read(&text).expect("a plan").0)
    };
    let art = r#"{ "id": "r", "title": "R", "need": 1, "from": { "subjects": ["Art"] } }"#;
    for (fields, expected) in [
        (r#""status": "planned""#, Some(Track::Well)),
        (r#""status": null, "agency": { "state": null }"#, Some(Track::Well)),
        (r#""status": "cancelled""#, None),
        (r#""agency": { "state": "rejected" }"#, None),
        (r#""agency": "declined""#, None),
        (r#""status": "in-progress", "agency": { "state": "declined" }"#, None),
        (r#""status": "completed", "agency": { "state": "declined" }"#, Some(Track::Well)),
        (r#""status": "completed", "score": { "value": 3, "need": 3 }"#, Some(Track::Well)),
        (r#""status": "completed", "score": { "value": 2, "need": "3" }"#, None),
        (r#""status": "completed", "score": { "value": "2", "need": 3 }"#, None),
        (r#""status": "completed", "score": 2"#, None),
        (r#""status": "planned", "score": { "need": "3" }"#, Some(Track::Well)),
    ] {
        assert_eq!((says(fields, art), says(fields, "")), (expected, expected), "{fields}");
    }
    assert_eq!(says(r#""agency": { "state": "declined" }"#, art), Some(Track::Short));
    // What is waived is done, whatever was agreed.
    let taken = r#"{ "id": "r", "title": "R", "kind": "status", "from": { "steps": ["a"] } }"#;
    assert_eq!(says(r#""status": "waived", "agency": { "state": "rejected" }"#, taken), Some(Track::Well));
}

#[test]
fn a_course_beyond_the_diploma_puts_off_no_graduation() {
    let graduates = |taken: &str, need: u8, more: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1",
            "phases": [{{ "id": "10", "kind": "grade", "start": "2026-09", "end": "2027-06" }},
                {{ "id": "11", "kind": "grade", "start": "2027-09", "end": "2028-06" }},
                {{ "id": "12", "kind": "grade", "start": "2028-09", "end": "2029-06" }}],
            "steps": [{{ "id": "a", "phase": "10", "credits": 1, "subject": "Art", "status": "completed" }},
                {{ "id": "b", "phase": "11", "credits": 1, "subject": "Art" }}],
            "requirements": [{{ "id": "r", "need": {need}, "from": {{ "subjects": ["Art"] }} {more} }}],
            "pathways": [{{ "id": "w", "steps": [{taken}],
                "add": [{{ "id": "x", "phase": "12", "credits": 1, "subject": "Art" }}] }}] }}"#
        );
        let plan = read(&text).expect("a plan").0;
        compare(&plan, Choice::Pathway(0), today()).expect("a way").graduation
    };
    let late = Graduation::Late(Late { phases: 1, months: Some(12) });
    assert_eq!(graduates(r#""b""#, 2, ""), Graduation::OnTime);
    assert_eq!(graduates("", 2, ""), late);
    assert_eq!(graduates(r#""b""#, 3, ""), late);
    assert_eq!(graduates(r#""b""#, 2, r#", "verdict": { "earned": 1 }"#), Graduation::OnTime);
    assert_eq!(graduates(r#""b""#, 3, r#", "verdict": { "earned": 1 }"#), late);
}

#[test]
fn what_is_planned_earns_nothing() {
    let asks = "dip credits 4\n  eng credits 2 #English\n  art credits 2 #Art";
    let counts = |steps: &str| progress(&with(steps, asks)).credits.expect("credits").counts();
    assert_eq!(counts("art+:3#Art"), 2.0);
    assert_eq!(counts("art+:3#Art; eng:1#English"), 2.0);
    assert_eq!(counts("art+:3#Art; eng+:1#English; e2:1#English"), 3.0);
    // What is extra is the later course, where a later one is there.
    assert_eq!(counts("art+:2#Art; a2:1#Art"), 2.0);
    let nested = "dip credits 6\n  core credits 4\n    eng credits 2 #English\n    art credits 2 #Art\n  pe credits 2 #PE";
    assert_eq!(progress(&with("art+:3#Art; eng:1#English", nested)).credits.expect("credits").counts(), 2.0);
    // An elective takes it.
    let free = "dip credits 5\n  eng credits 2 #English\n  art credits 2 #Art";
    assert_eq!(progress(&with("art+:3#Art; eng:1#English", free)).credits.expect("credits").counts(), 3.0);
}

#[test]
fn nobody_is_on_track_to_graduate_later_than_they_mean_to() {
    let says = |graduation: &str, last: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "learner": {{ "graduation": "{graduation}" }},
            "phases": [{{ "id": "f", "kind": "term", "start": "2026-08", "end": "2026-12" }},
                {{ "id": "s", "kind": "term", "start": "2027-01", "end": "2027-05-28" }}],
            "steps": [{{ "id": "a", "phase": "f", "credits": 1, "status": "in-progress" }},
                {{ "id": "b", "credits": 1, {last} }}, {{ "id": "college", "end": "2031-06" }}],
            "requirements": [{{ "id": "r", "need": 2, "from": {{ "steps": ["a", "b"] }} }}],
            "pathways": [{{ "id": "w", "steps": ["b"] }}] }}"#
        );
        let plan = read(&text).expect("a plan").0;
        let way = compare(&plan, Choice::Own, today()).expect("the plan's own way");
        (says(&plan), way.graduation)
    };
    let late = |phases, months| {
        let late = Late { phases, months: Some(months) };
        (Some(Track::Late(late)), Graduation::Late(late))
    };
    let well = (Some(Track::Well), Graduation::OnTime);
    assert_eq!(says("2027-05", r#""phase": "s""#), well);
    assert_eq!(says("2026-12-18", r#""phase": "s""#), late(1, 5));
    // Not from the end of the phase in which that is.
    assert_eq!(says("2026-11", r#""phase": "s""#), late(1, 6));
    assert_eq!(says("2026-12-18", r#""phase": "f""#), well);
    // A college's term begins before the school's ends.
    assert_eq!(says("2027-05-28", r#""start": "2027-05-24", "end": "2027-07-30""#), late(0, 2));
    assert_eq!(says("2027-05-28", r#""start": "2027-01-20", "end": "2027-05-30""#), well);
}

#[test]
fn the_phase_to_graduate_in_is_told_by_its_dates_whichever_it_has() {
    let says = |graduation: &str, phases: [&str; 3]| {
        let [first, second, third] = phases;
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "learner": {{ "graduation": "{graduation}" }},
            "phases": [{{ "id": "a", {first} }}, {{ "id": "b", {second} }}, {{ "id": "c", "kind": "grade", {third} }},
                {{ "id": "any", "kind": "open" }}],
            "steps": [{{ "id": "s", "phase": "c", "credits": 1 }}],
            "requirements": [{{ "id": "r", "need": 1, "from": {{ "steps": ["s"] }} }}] }}"#
        );
        says(&read(&text).expect("a plan").0)
    };
    let years = |third| {
        let [a, b] = [r#""start": "2027-09", "end": "2028-06""#, r#""start": "2028-09", "end": "2029-06""#];
        [a, b, third]
    };
    let late = Some(Track::Late(Late { phases: 1, months: Some(12) }));
    let well = Some(Track::Well);
    // What comes behind all of school without a date is in no one's way.
    assert_eq!(says("2029-06", years(r#""start": "2029-09", "end": "2030-06""#)), late);
    // The next one is.
    assert_eq!(says("2029-06", years(r#""title": "Year 13""#)), well);
    assert_eq!(says("2029-06", [r#""end": "2028-06""#, r#""end": "2029-06""#, r#""end": "2030-06""#]), late);
    // A year alone is over with its last day.
    assert_eq!(says("2030", years(r#""start": "2029-09", "end": "2030-06""#)), well);
    assert_eq!(says("2030", years(r#""start": "2030-01-08", "end": "2030-06""#)), well);
    assert_eq!(says("2029", years(r#""start": "2029-09", "end": "2030-06""#)), late);
}

#[test]
fn what_is_over_and_asked_for_by_nobody_holds_nobody_up() {
    let says = |steps: &str, edges: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1",
            "phases": [{{ "id": "9", "start": "2025-09", "end": "2026-06", "maxCredits": 2 }},
                {{ "id": "10", "start": "2026-09", "end": "2027-06", "maxCredits": 2 }}],
            "steps": [{{ "id": "a", "phase": "9", "credits": 1, "status": "completed", "mark": "D" }},
                {{ "id": "b", "phase": "9", "credits": 1, "status": "completed" }}, {steps}],
            "edges": [{edges}], "requirements": [{{ "id": "r", "need": 2, "from": {{ "steps": ["a", "b"] }} }}] }}"#
        );
        let plan = read(&text).expect("a plan").0;
        (says(&plan), findings(&plan, today()).phases.len())
    };
    let failed = |more| format!(r#"{{ "id": "c", "credits": 1, "status": "not-met", {more} }}"#);
    let well = Some(Track::Well);
    // Three credits were too many for that year, and would be for this one.
    assert_eq!(says(&failed(r#""phase": "9""#), ""), (well, 0));
    let now = |id: &str| format!(r#"{{ "id": "{id}", "phase": "10", "credits": 1 }}"#);
    assert_eq!(says(&["d", "e", "f"].map(now).join(","), "").1, 1);
    assert_eq!(says(&failed(r#""phase": "10", "agency": { "state": "declined" }"#), ""), (well, 0));
}

#[test]
fn of_two_attempts_of_one_phase_the_later_day_is_the_second() {
    let says = |first: &str, second: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1",
            "phases": [{{ "id": "9", "start": "2025-09", "end": "2026-06" }}, {{ "id": "10", "start": "2026-09" }}],
            "steps": [{{ "phase": "9", "code": "M1", "credits": 1, {first} }},
                {{ "phase": "9", "code": "M1", "credits": 1, {second} }}, {{ "id": "c", "phase": "10", "credits": 1 }}],
            "edges": [{{ "from": "a", "to": "c", "kind": "requires" }}],
            "requirements": [{{ "id": "r", "need": 2, "from": {{ "kinds": ["course"] }} }}] }}"#
        );
        says(&read(&text).expect("a plan").0)
    };
    let fall = r#""id": "a", "status": "not-met", "start": "2025-09-01""#;
    let spring = r#""id": "b", "status": "completed", "start": "2026-01-20""#;
    assert_eq!((says(fall, spring), says(spring, fall)), (Some(Track::Well), Some(Track::Well)));
    // What says no day is told by its row.
    let undated = r#""id": "b", "status": "completed""#;
    assert_eq!(says(fall, undated), Some(Track::Well));
    assert_eq!(says(undated, fall), Some(Track::Attention(2)));
}

#[test]
fn hours_that_cannot_be_read_are_none() {
    let says = |step: &str, then: &str| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "phases": [{{ "id": "p", "start": "2026-09" }}],
            "steps": [{{ "id": "a", "kind": "course", "phase": "p", "status": "completed", {step} }},
                {{ "id": "b", "phase": "p", "credits": 1 }}],
            "edges": [{{ "from": "a", "to": "b", "kind": "requires", "minimum": "C" }}],
            "requirements": [{{ "id": "r", "from": {{ "steps": ["a"] }}, {then} }}] }}"#
        );
        stands(&read(&text).expect("a plan").0, "r").0
    };
    let hours = r#""kind": "hours", "need": 40"#;
    assert_eq!(says(r#""mark": "B", "hours": { "need": 40 }"#, hours), 40.0);
    assert_eq!(says(r#""mark": "B", "hours": { "done": "12", "need": 40 }"#, hours), 0.0);
}

#[test]
fn the_line_is_not_all_that_a_goal_waits_for() {
    let text = r#"{ "format": "throughline-plan/1", "goals": [{ "id": "g" }],
        "steps": [{ "id": "a", "status": "in-progress" }, { "id": "b" }, { "id": "c" }, { "id": "d" }, { "id": "e" },
            { "id": "f", "status": "completed" }, { "id": "h" }],
        "edges": [{ "from": "a", "to": "b", "kind": "requires" }, { "from": "b", "to": "g", "kind": "leads-to" },
            { "from": "c", "to": "g", "kind": "leads-to" }, { "from": "d", "to": "c", "kind": "requires" },
            { "from": "e", "to": "g", "kind": "recommended" }, { "from": "f", "to": "g", "kind": "leads-to" },
            { "from": "d", "to": "h", "kind": "alternative" }, { "from": "h", "to": "c", "kind": "requires" }] }"#;
    let plan = read(text).expect("a plan").0;
    let line = through_line(&plan);
    let on_it: Vec<_> = (0..7).filter(|&step| line.steps[step]).collect();
    let beside = beside_the_line(&plan, &line);
    // The line is one of two steps; the other two of c, d or h, and b are beside it, whichever it is.
    assert_eq!((on_it.len(), beside), (2, 2), "{on_it:?}");
}

#[test]
fn what_a_way_asks_for_keeps_its_parts_behind_what_the_plan_asks_for() {
    let text = r#"{ "format": "throughline-plan/1", "steps": [{ "id": "a", "title": "A" }],
        "requirements": [{ "id": "d", "title": "D", "kind": "status", "from": { "steps": ["a"] } }],
        "pathways": [{ "id": "w", "title": "W", "requirements": [{ "id": "p", "title": "P", "of": [
            { "id": "q", "title": "Q", "kind": "status", "from": { "steps": ["a"] } }] }] }] }"#;
    let plan = read(text).expect("a plan").0;
    let way = plan.with(&plan.pathways()[0]);
    let parts: Vec<_> = way.requirements().iter().map(|of| (of.id.as_str(), of.children.clone())).collect();
    assert_eq!(parts, [("d", vec![]), ("p", vec![2]), ("q", vec![])]);
}

#[test]
fn a_way_that_ends_before_graduation_is_early_and_one_that_never_went_so_far_is_not() {
    let graduates = |more: &str, taken: &str, phases: [&str; 2]| {
        let text = format!(
            r#"{{ "format": "throughline-plan/1", "learner": {{ "graduation": "2027-05-28" }},
            "phases": [{{ "id": "fall" {} }}, {{ "id": "spring" {} }}, {{ "id": "after", "kind": "postsecondary" }}],
            "steps": [{{ "id": "a", "phase": "fall", "credits": 1, "subject": "Art" }},
                {{ "id": "job", "phase": "after" }} {more}],
            "requirements": [{{ "id": "r", "need": 1, "from": {{ "subjects": ["Art"] }} }}],
            "pathways": [{{ "id": "w", "steps": ["a", "job" {taken}] }}] }}"#,
            phases[0], phases[1]
        );
        let plan = read(&text).expect("a plan").0;
        compare(&plan, Choice::Pathway(0), today()).expect("a way").graduation
    };
    let dated =
        [r#", "start": "2026-08", "end": "2026-12-18""#, r#", "start": "2027-01", "end": "2027-05-28""#];
    let extra = r#", { "id": "b", "phase": "spring", "credits": 1 }"#;
    assert_eq!(graduates(extra, "", dated), Graduation::Early);
    // What is left to do in spring is done at school, whatever it is.
    assert_eq!(graduates(extra, r#", "b""#, dated), Graduation::OnTime);
    let milestone = r#", { "id": "b", "phase": "spring", "kind": "milestone" }"#;
    assert_eq!(graduates(milestone, r#", "b""#, dated), Graduation::OnTime);
    // The plan itself says nothing of spring.
    assert_eq!(graduates("", "", dated), Graduation::OnTime);
    let starts = [r#", "start": "2026-08""#, r#", "start": "2027-01""#];
    assert_eq!(graduates(extra, "", starts), Graduation::Early);
}

#[test]
fn an_option_of_which_a_part_is_not_covered_is_none_that_is_planned() {
    let part = "  seq credits 1 #CTE\n    cert status c,";
    let deeper = part.replace("  seq", "    seq").replace("  cert", "    cert");
    for (choice, part) in [("w any", part), ("w count 1", part), ("w any\n  both all", &deeper)] {
        let asks = format!("{choice}\n{part}");
        assert_eq!(says(&with("x:1#CTE; c?", &asks)), Some(Track::Short), "{asks}");
        assert_eq!(says(&with("x:1#CTE; c", &asks)), Some(Track::Well), "{asks}");
    }
    // What has no figure of its own is planned once its parts are.
    assert_eq!(says(&with("c", "w any\n  seq credits\n    cert status c,")), Some(Track::Well));
}

#[test]
fn a_way_and_the_header_over_it_say_one_thing_of_the_diploma() {
    let on = |mut plan: Plan| {
        plan.pathways.push(Pathway { steps: vec![0], ..Pathway::default() });
        let way = compare(&plan, Choice::Pathway(0), today()).expect("a way");
        (says(&way.plan), way.graduation)
    };
    let english = "r credits 1 #English";
    assert_eq!(on(with("e:1#English", english)), (Some(Track::Well), Graduation::OnTime));
    let part = "d credits 1 #English\n  hsbp status h,";
    assert_eq!(on(with("e:1#English; h", part)), (Some(Track::Short), Graduation::Short));
    // Of what cannot be judged neither says anything.
    let unknown = (None, Graduation::Unknown);
    assert_eq!(on(with("e#English", english)), unknown);
    assert_eq!(on(with("e+:1#English", "r credits 1 #English host open 1/-/-/1")), unknown);
    let mut lost = with("e:1#English", english);
    lost.unclear = true;
    assert_eq!(on(lost), unknown);
    let mut unread = with("e:1#English; left:1#English", english);
    unread.steps[1].unclear = true;
    assert_eq!(
        on(unread.clone()),
        (Some(Track::Well), Graduation::OnTime),
        "what it leaves out it does not judge"
    );
    unread.steps[0].unclear = true;
    assert_eq!(on(unread), unknown);
}

/// How a plan stands whose learner means to graduate at the end of the first of three phases.
fn by_june(steps: &str, requirement: &str) -> Option<Track> {
    let text = format!(
        r#"{{ "format": "throughline-plan/1", "learner": {{ "graduation": "2027-06" }},
        "phases": [{{ "id": "12", "kind": "grade", "start": "2026-09", "end": "2027-06" }},
            {{ "id": "summer", "kind": "summer", "start": "2027-07", "end": "2027-08" }},
            {{ "id": "13", "kind": "grade", "start": "2027-09", "end": "2028-06" }}],
        "steps": [{steps}], "requirements": [{{ "id": "r", {requirement} }}] }}"#
    );
    says(&read(&text).expect("a plan").0)
}

/// A course of art, of a credit.
fn art(id: &str, phase: &str, more: &str) -> String {
    format!(r#"{{ "id": "{id}", "phase": "{phase}", "subject": "Art", "credits": 1 {more} }}"#)
}

const ONE: &str = r#""need": 1, "from": { "subjects": ["Art"] }"#;

fn late_by(phases: usize, months: u32) -> Option<Track> {
    Some(Track::Late(Late { phases, months: Some(months) }))
}

#[test]
fn who_begins_college_before_graduation_is_meant_to_graduate_from_school() {
    let text = r#"{ "format": "throughline-plan/1", "learner": { "graduation": "2027-06-30" },
        "phases": [{ "id": "12", "kind": "grade", "start": "2026-09", "end": "2027-06" },
            { "id": "college", "kind": "postsecondary", "start": "2027-06-15" }],
        "requirements": [{ "id": "r", "title": "R", "kind": "credits", "need": 1 }],
        "steps": [{ "id": "a", "title": "A", "credits": 1, "phase": "college", "counts": [{ "requirement": "r" }] }] }"#;
    let late = Late { phases: 1, months: None };
    assert_eq!(says(&read(text).expect("a plan").0), Some(Track::Late(late)));
}

#[test]
fn a_part_that_is_planned_too_late_makes_late() {
    let h = r#", { "id": "h", "kind": "task", "phase": "13" }"#;
    let part = r#", "of": [{ "id": "hsbp", "kind": "status", "from": { "steps": ["h"] } }]"#;
    assert_eq!(by_june(&(art("a", "12", "") + h), &format!("{ONE}{part}")), late_by(2, 12));
}

#[test]
fn what_the_school_says_is_planned_is_no_sooner_than_the_steps() {
    for figure in ["planned", "inProgress"] {
        let said = format!(r#"{ONE}, "verdict": {{ "met": false, "earned": 0, "{figure}": 1, "need": 1 }}"#);
        assert_eq!(by_june(&art("a", "13", ""), &said), late_by(2, 12), "{figure}");
        assert_eq!(by_june(&art("a", "12", ""), &said), Some(Track::Well), "{figure}");
        // Of what no step here is for, it is the school that knows by when.
        assert_eq!(by_june(r#"{ "id": "b", "phase": "13" }"#, &said), Some(Track::Well), "{figure}");
    }
}

#[test]
fn what_is_not_needed_or_done_already_makes_nobody_late() {
    let done = art("a", "12", r#", "status": "completed""#);
    let begun = r#", "status": "in-progress""#;
    assert_eq!(by_june(&[done.clone(), art("b", "summer", begun)].join(","), ONE), Some(Track::Well));
    assert_eq!(by_june(&art("b", "summer", begun), ONE), late_by(1, 2));
    assert_eq!(by_june(&art("a", "13", r#", "status": "completed""#), ONE), Some(Track::Well));
    // What is known to be enough comes too late, and what comes in time is not known to be.
    let unknown = r#"{ "id": "b", "phase": "12", "subject": "Art" }"#.to_string();
    assert_eq!(by_june(&[unknown, art("a", "13", "")].join(","), ONE), late_by(2, 12));
    // Of those that end too late, the first that is enough.
    let ends = |id: &str, day: &str| art(id, "12", &format!(r#", "end": "{day}""#));
    let two = ONE.replace('1', "2");
    let all = [done, ends("b", "2027-07-15"), ends("c", "2028-06-15")].join(",");
    assert_eq!((by_june(&all, &two), by_june(&all, ONE)), (late_by(0, 1), Some(Track::Well)));
    // One in a later phase stands in for none of them, whether or not it says when it ends.
    for later in ["", r#", "end": "2028-06-15""#] {
        assert_eq!(by_june(&[ends("b", "2027-07-15"), art("c", "13", later)].join(","), ONE), late_by(0, 1));
    }
}

#[test]
fn a_waiver_that_does_not_stand_opens_the_checklist() {
    let of = |word: &str| {
        let plan = with("a+:1#Art", &format!("d all waived {word}\n  e credits 4 #Art"));
        let progress = progress(&plan);
        let gaps: Vec<&str> = progress.gaps.iter().map(|&gap| plan.requirements[gap].id.as_str()).collect();
        (progress.credits.and_then(|credits| credits.need), gaps.join(" "))
    };
    assert_eq!((of("host open -/-/-/-"), of("")), ((Some(4.0), "e".into()), (None, "".into())));
}
