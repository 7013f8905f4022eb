//! How far each requirement is, in figures, and what the header and the checklist add up from them.
//!
//! It is one file, since all of it is told of requirements in one notation, and its figures in one form.

use super::notation::{date, plan, with};
use crate::plan::doc::Level;
use crate::plan::*;
use crate::rules::{Amount, Basis, Progress, Standing, Track, attention, findings, progress, track};

/// Earned, in progress, planned, missing and need, as `1/0.5/0/2 of 3.5`.
fn figures(amount: &Amount) -> String {
    let need = amount.need.map_or(String::new(), |need| format!(" of {need}"));
    format!("{}/{}/{}/{}{need}", amount.earned, amount.in_progress, amount.planned, amount.missing)
}

/// How many lines of the checklist are met, and how many there are.
pub fn met(progress: &Progress) -> Option<(f64, f64)> {
    progress.lines.map(|lines| (lines.earned, lines.need.unwrap_or_default()))
}

fn standing(plan: &Plan, progress: &Progress, id: &str) -> String {
    let ix = plan.requirements.iter().position(|requirement| requirement.id == id).expect(id);
    let standing = &progress.requirements[ix];
    let by = match standing.basis {
        Basis::Host => " by host",
        Basis::Waived => " waived",
        Basis::Estimate => "",
    };
    let estimate = standing.estimate.map_or(String::new(), |ours| format!(", ours {}", figures(&ours)));
    format!("{}{}{by}{estimate}", figures(&standing.amount), if standing.met { " met" } else { "" })
}

/// Each line: a requirement's id and how it stands.
#[track_caller]
fn check(chains: &str, requirements: &str, expected: &[(&str, &str)]) {
    let plan = with(chains, requirements);
    let progress = progress(&plan);
    for (id, stands) in expected {
        assert_eq!(&standing(&plan, &progress, id), stands, "{id}");
    }
}

#[test]
fn adds_up_credits_by_how_far_the_step_is() {
    check(
        "a+:1#Math; b*:0.5#Math; c:0.5#Math; d?:9#Math; e!:9#Math; f-:9#Math; g%:9#Math; h&:0.25#Math; i+:1#Art",
        "math credits 4 #Math",
        &[("math", "1/0.75/0.5/1.75 of 4")],
    );
    check("a+:3#math", "math credits 3 #Math", &[("math", "3/0/0/0 of 3 met")]);
    check("a+:1#Math; b+:1#Art", "either credits 2 #Math #Art", &[("either", "2/0/0/0 of 2 met")]);
}

#[test]
fn prefers_counts_to_from_within_an_overlay() {
    let two = "math credits 2 #Math\nart credits 1 #Art";
    check("a+:1#Math$art", two, &[("math", "0/0/0/2 of 2"), ("art", "1/0/0/0 of 1 met")]);
    let apart = "math credits 2 #Math\nstem credits 2 :endorsement #Math";
    check("a+:1#Math$math", apart, &[("math", "1/0/0/1 of 2"), ("stem", "1/0/0/1 of 2")]);
    // What counts steps spends no credit.
    let one = "math credits 1 #Math\nclub count 1";
    check("a+:1#Math$club", one, &[("math", "1/0/0/0 of 1 met"), ("club", "1/0/0/0 of 1 met")]);
}

#[test]
fn spends_a_credit_once_in_each_overlay() {
    let three = "math credits 2 #Math\nelective credits 2 [course\nag credits 2 :admission #Math";
    check(
        "a+:1#Math",
        three,
        &[("math", "1/0/0/1 of 2"), ("elective", "0/0/0/2 of 2"), ("ag", "1/0/0/1 of 2")],
    );
    // What is of another overlay is no part of the bucket around it, and not met with it.
    let around = "math credits 1 #Math\n  ag credits 1 :admission #Math\nmore credits 2 #Math";
    check("a:1#Math", around, &[("math", "0/0/1/0 of 1"), ("ag", "0/0/1/0 of 1"), ("more", "0/0/0/2 of 2")]);
    let met =
        "math credits 1 host met -/-/-/-\n  ag credits 1 :admission #Math\nmore credits 1 :admission #Math";
    check("a:1#Math", met, &[("ag", "0/0/1/0 of 1"), ("more", "0/0/0/1 of 1")]);
    let split = "math credits 2\nscience credits 2";
    check(
        "a+:1$math/0.5$science/0.5",
        split,
        &[("math", "0.5/0/0/1.5 of 2"), ("science", "0.5/0/0/1.5 of 2")],
    );
    check("a+:1$math$science", split, &[("math", "1/0/0/1 of 2"), ("science", "0/0/0/2 of 2")]);
    check("a+:1$math/3", split, &[("math", "1/0/0/1 of 2")]);
    check("a+$math/1$science/1", split, &[("math", "1/0/0/1 of 2"), ("science", "1/0/0/1 of 2")]);
}

#[test]
fn fills_the_most_specific_bucket_first_and_done_steps_choose_first() {
    let three = "elective credits 2 [course\nmath credits 1 #Math\nstats credits 1 a,";
    check(
        "a:1#Math; b:1#Math; c+:1#Math",
        three,
        &[("stats", "0/0/1/0 of 1"), ("math", "1/0/0/0 of 1 met"), ("elective", "0/0/1/1 of 2")],
    );
    check(
        "a+:2#Math",
        three,
        &[("stats", "1/0/0/0 of 1 met"), ("math", "1/0/0/0 of 1 met"), ("elective", "0/0/0/2 of 2")],
    );
    check("a; c+:9#Math", three, &[("math", "1/0/0/0 of 1 met"), ("elective", "8/0/0/0 of 2 met")]);
}

#[test]
fn lets_the_surplus_of_a_bucket_flow_up_but_not_aside() {
    let science = "science credits 3 #Science\n  lab credits 2 #Lab";
    check("a+:3#Lab", science, &[("lab", "3/0/0/0 of 2 met"), ("science", "3/0/0/0 of 3 met")]);
    check("a+:3#Science", science, &[("lab", "0/0/0/2 of 2"), ("science", "3/0/0/2 of 3")]);
    check(
        "a+:1#Science; b+:1#Lab; c:1#Lab",
        science,
        &[("lab", "1/0/1/0 of 2"), ("science", "2/0/1/0 of 3")],
    );
    // Without a need of its own it asks for what its parts do.
    check("a+:1#Lab", "science credits\n  lab credits 2 #Lab", &[("science", "1/0/0/1 of 2")]);
    let named = "science credits 3\n  lab credits 2 b,";
    check("a+:1$science; b+:1$science", named, &[("lab", "1/0/0/1 of 2"), ("science", "2/0/0/1 of 3")]);
}

#[test]
fn takes_all_any_and_count_from_what_is_below() {
    let tests = |head: &str| format!("{head}\n  sat status sat,\n  act status act,\n  ap count 2 ap1,ap2");
    check("sat+; act*; ap1; ap2", &tests("top all"), &[("top", "1/1/1/0 of 3"), ("ap", "0/0/2/0 of 2")]);
    check("sat*; act; ap1; ap2", &tests("top any"), &[("top", "0/1/0/0 of 1")]);
    check("sat?; act; ap1+; ap2+", &tests("top any"), &[("top", "1/0/0/0 of 1 met")]);
    check("sat!; act-; ap1+; ap2?", &tests("top any"), &[("top", "0/0/0/1 of 1"), ("ap", "1/0/0/1 of 2")]);
    check(
        "sat+; act%; ap1+; ap2",
        &tests("top count 2"),
        &[("top", "2/0/1/0 of 2 met"), ("act", "1/0/0/0 of 1 met")],
    );
    check("a+; b*; c-", "top all a,b,c", &[("top", "1/1/0/1 of 3")]);
    check("a-; b*; c+", "top any a,b,c", &[("top", "1/0/0/0 of 1 met")]);
    check("", "top all", &[("top", "0/0/0/0")]);
    // Any of its parts does, and no step that names it.
    check("a; b+$top", "top any\n  sat status a,", &[("top", "0/0/1/0 of 1")]);
}

#[test]
fn counts_a_waived_step_but_no_credit_of_it() {
    check(
        "a%:1#Math",
        "math credits 1 #Math\nexam status a,",
        &[("math", "0/0/0/1 of 1"), ("exam", "1/0/0/0 of 1 met")],
    );
    check("a%:1$math", "math credits 1", &[("math", "0/0/0/1 of 1")]);
}

#[test]
fn a_waived_requirement_is_met_but_its_credits_are_still_to_earn_elsewhere() {
    check(
        "a+:1#Math",
        "top credits 3\n  math credits 1 #Math\n  language credits 2 #Language waived",
        &[("language", "0/0/0/0 met waived"), ("top", "1/0/0/2 of 3")],
    );
    check("", "language credits 2 waived host open 1/0/0/2", &[("language", "1/0/0/1 of 2 by host")]);
}

#[test]
fn the_hosts_verdict_wins_and_ours_is_an_estimate() {
    let math = |host: &str| format!("math credits 3 #Math host {host}");
    check("a+:1#Math", &math("open 2/1/0/3"), &[("math", "2/1/0/0 of 3 by host, ours 1/0/0/2 of 3")]);
    check("a+:1#Math", &math("open 1/0/0/3"), &[("math", "1/0/0/2 of 3 by host")]);
    check("a+:3#Math", &math("open 3/-/-/4"), &[("math", "3/0/0/1 of 4 by host, ours 3/0/0/0 of 3")]);
    check("a+:1#Math", &math("met -/-/-/-"), &[("math", "3/0/0/0 of 3 met by host, ours 1/0/0/2 of 3")]);
    check("a+:4#Math", &math("met -/-/-/-"), &[("math", "4/0/0/0 of 3 met by host")]);
    check("a+:1#Math", &math("met 2/-/-/-"), &[("math", "2/0/0/0 of 3 met by host, ours 1/0/0/2 of 3")]);
    check("a+:3#Math", &math("- 3/-/-/-"), &[("math", "3/0/0/0 of 3 met by host")]);
    check("a+:3#Math", &math("- -/-/-/-"), &[("math", "3/0/0/0 of 3 met")]);
    check("a+:4#Math", &math("met 5/-/-/-"), &[("math", "5/0/0/0 of 3 met by host, ours 4/0/0/0 of 3")]);
    check("a+:3#Math", &math("met 3/1/-/-"), &[("math", "3/1/0/0 of 3 met by host, ours 3/0/0/0 of 3")]);
    check(
        "a+:3#Math; b:1#Math",
        &math("- 3/0/0/-"),
        &[("math", "3/0/0/0 of 3 met by host, ours 3/0/1/0 of 3")],
    );
    let core = "core all host met 2/-/-/2\n  math credits 1 #Math\n  art credits 1 #Art";
    check("a+:1#Math", core, &[("core", "2/0/0/0 of 2 met by host, ours 1/0/0/1 of 2")]);
    let parts =
        "core all host - 2/0/0/2\n  math credits 1 host met -/-/-/-\n  art credits 1 host met -/-/-/-";
    check("", parts, &[("core", "2/0/0/0 of 2 met by host")]);
    // Where one part is enough, the word against another is no word against it.
    let either = "either count 1 host - 1/0/0/1\n  math credits 1 #Math\n  art credits 1 #Art host open";
    check("a+:1#Math", either, &[("either", "1/0/0/0 of 1 met by host")]);
    // How many are met says nothing of the credits of the others.
    let some = "core all host - 1/0/0/2\n  math credits 1 #Math\n  art credits 1 #Art";
    check("", some, &[("math", "0/0/0/1 of 1"), ("art", "0/0/0/1 of 1")]);
}

#[test]
fn a_partial_feed_adds_up_the_hosts_figures_and_estimates_nothing() {
    let plan =
        with("", "top credits 24\n  english credits 4 host open 2/1/0/4\n  math credits 3 host met 3/0/0/3");
    let progress = progress(&plan);
    assert_eq!(standing(&plan, &progress, "english"), "2/1/0/1 of 4 by host");
    assert_eq!(standing(&plan, &progress, "top"), "5/1/0/18 of 24");
    assert_eq!(progress.credits.map(|credits| figures(&credits)), Some("5/1/0/18 of 24".to_string()));
}

#[test]
fn adds_up_hours() {
    let mut plan = with("a*; b+; c; d+; e%", "service hours 100 a,b,c,d,e");
    let hours = |done, need| Some(Hours { done, need });
    plan.steps[0].hours = hours(Some(24.0), Some(40.0));
    plan.steps[1].hours = hours(None, Some(10.0));
    plan.steps[2].hours = hours(None, Some(20.0));
    plan.steps[3].hours = hours(Some(3.0), None);
    plan.steps[4].hours = hours(Some(2.0), Some(7.0));
    let progress = progress(&plan);
    assert_eq!(standing(&plan, &progress, "service"), "37/16/20/27 of 100");
}

#[test]
fn takes_the_best_score() {
    let scored = |chains: &str, requirement: &str, scores: &[(Option<f64>, Option<f64>)]| {
        let mut plan = with(chains, requirement);
        for (step, (value, need)) in plan.steps.iter_mut().zip(scores) {
            step.score = Some(Score { value: *value, of: None, need: *need });
        }
        standing(&plan, &progress(&plan), "test")
    };
    assert_eq!(
        scored("a+; b+", "test score 1080 a,b", &[(Some(1000.0), None), (Some(1180.0), None)]),
        "1180/0/0/0 of 1080 met"
    );
    assert_eq!(
        scored("a+; b", "test score 1080 a,b", &[(Some(1000.0), None), (None, None)]),
        "1000/0/80/0 of 1080"
    );
    assert_eq!(scored("a+", "test score 1080 a,", &[(Some(1000.0), None)]), "1000/0/0/80 of 1080");
    let own = [(Some(1000.0), Some(1080.0)), (Some(23.0), Some(22.0))];
    assert_eq!(scored("a+; b+", "test score a,b", &own), "23/0/0/0 of 22 met");
    assert_eq!(scored("a%", "test score 10 a,", &[(None, None)]), "0/0/0/0 of 10 met");
    // What is left is as far as the furthest try.
    let tries = [(None, None), (Some(4.0), None)];
    assert_eq!(scored("a; b*", "test score 10 a,b", &tries), "4/6/0/0 of 10");
}

#[test]
fn a_competency_counts_by_the_level_reached() {
    let level = |id: &str, proficient| Level { id: id.to_string(), title: None, proficient };
    let scale = |levels| Scale { id: "s".to_string(), levels };
    let competency = |level, parent, scale| Competency {
        id: "c".to_string(),
        title: Text::default(),
        code: None,
        framework: None,
        uri: None,
        scale,
        level,
        parent,
    };
    let mut plan = with("a+; b*; c+", "show status\nboth count 2 [course\nmore all");
    plan.scales = vec![
        scale(vec![level("beginning", false), level("proficient", true), level("beyond", true)]),
        scale(vec![level("no", false), level("yes", false)]),
    ];
    plan.competencies = vec![
        competency(None, None, Some(0)),
        competency(Some(1), Some(0), Some(0)),
        competency(Some(0), Some(0), Some(0)),
        competency(None, None, Some(1)),
        competency(Some(1), None, None),
    ];
    let shows = |competency, level| Attained { competency, level };
    plan.steps[0].competencies = vec![shows(3, Some(1)), shows(2, Some(2))];
    plan.steps[1].competencies = vec![shows(2, Some(0))];
    plan.requirements[0].from = From { competency: Some(1), level: Some(1), ..From::default() };
    plan.requirements[1].from = From { competency: Some(2), level: Some(1), ..From::default() };
    plan.requirements[2].from = From { competency: Some(0), level: Some(2), ..From::default() };
    let progress = progress(&plan);
    assert_eq!(progress.competencies, Some((2, 4)));
    assert_eq!(progress.credits, None);
    assert_eq!(standing(&plan, &progress, "show"), "1/0/0/0 of 1 met");
    assert_eq!(standing(&plan, &progress, "both"), "1/1/0/0 of 2");
    assert_eq!(standing(&plan, &progress, "more"), "0/0/0/1 of 1");
}

#[test]
fn totals_credits_by_the_diploma_else_by_the_steps() {
    let total = |chains: &str, requirements: &str| {
        progress(&with(chains, requirements)).credits.map(|sum| figures(&sum))
    };
    let some = |figures: &str| Some(figures.to_string());
    assert_eq!(
        total("a+:1#Math; b:1", "top all\n  math credits 3 #Math\n  art credits 1 #Art"),
        some("1/0/0/3 of 4")
    );
    assert_eq!(total("a+:1#Math; b:1", "stem credits 3 :endorsement #Math"), some("1/0/1/0"));
    assert_eq!(total("a+:1; b*:0.5; c%:1; d?:1; e-:1", ""), some("1/0.5/0/0"));
    assert_eq!(total("a+; b*", ""), None);
}

#[test]
fn counts_the_lines_of_the_diplomas_checklist() {
    let met = |requirements: &str| met(&progress(&with("a+:1#Math; b*", requirements)));
    assert_eq!(
        met(
            "top all\n  math credits 1 #Math\n  way any\n    sat status a,\n    act status b,\n  plan status b,"
        ),
        Some((2.0, 3.0))
    );
    assert_eq!(
        met("top credits 2\n  math credits 2 #Math\n    stats credits 1 #Math\n  exam status a,"),
        Some((1.0, 2.0))
    );
    // Only one bucket of all credits is told by those within it.
    let apart =
        "math credits 3 #Math\n  stats credits 1 #Stats\n  logic credits 1 #Logic\nart credits 1 #Art";
    assert_eq!(met(apart), Some((0.0, 2.0)));
    assert_eq!(met("exam status a,\nstem all :endorsement\n  x status b,"), Some((1.0, 1.0)));
    assert_eq!(met("stem all :endorsement\n  x status b,"), Some((0.0, 1.0)));
    assert_eq!(met(""), None);
}

#[test]
fn three_thirds_are_one() {
    for (steps, met) in [
        ("a+:0.333#Math; b+:0.333#Math; c+:0.333#Math", true),
        ("a+:0.167#Math; b+:0.833#Math", true),
        ("a+:0.33#Math; b+:0.66#Math", false),
    ] {
        let standing = &progress(&with(steps, "math credits 1 #Math")).requirements[0];
        assert_eq!((standing.met, standing.short), (met, !met), "{steps}");
    }
    for need in [0.333, 0.667, 1.667, 0.167] {
        let plan = with(&format!("a+:{need}#Math"), &format!("math credits {need} #Math"));
        assert!(progress(&plan).requirements[0].met, "{need}");
    }
    // Nothing of the third is left for what else it could count toward.
    for (steps, need) in
        [("a:0.667#Math; b:0.667#Math; c:0.667#Math", 2.0), ("a:0.167#Math; b:0.333#Math", 0.5)]
    {
        let plan = with(steps, &format!("math credits {need} #Math\nfree credits 2 [course"));
        let planned: Vec<f64> = progress(&plan).requirements.iter().map(|at| at.amount.planned).collect();
        assert_eq!(planned, [need, 0.0], "{steps}");
    }
    let steps = (0..8).flat_map(|at| (0..3).map(move |_| at)).enumerate();
    let steps: Vec<String> = steps.map(|(ix, of)| format!("s{ix}+:0.333#S{of}")).collect();
    let parts: Vec<String> = (0..8).map(|of| format!("  p{of} credits 1 #S{of}")).collect();
    let plan = with(&steps.join("; "), &format!("all credits 8\n{}", parts.join("\n")));
    assert!(progress(&plan).requirements.iter().all(|at| at.met));
}

#[test]
fn nothing_is_missing_in_what_is_waived_as_a_whole() {
    let parts = |says: &str| {
        let plan = with(
            "x:2#Art",
            &format!(
                "d credits 2 {says}\n  a credits 0.5 #Art\n  b credits 1.5 #Music\n  c all\n    e credits 1 #Math host open 0/0/0/-"
            ),
        );
        let of = |at: &Standing| format!("{} {}", if at.met { "met" } else { "open" }, at.amount.missing);
        progress(&plan).requirements.iter().map(of).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(parts("waived"), "met 0, met 0, met 0, met 0, open 1");
    assert_eq!(parts(""), "open 2.5, open 0, open 1.5, open 1, open 1");
    // A waiver ends with its overlay, and where the host says that a part is not met.
    let plan = with(
        "",
        "d all waived\n  a credits 1 :admission #Math\n  c all host open -/-/-/-\n    e credits 1 #Art",
    );
    let met: Vec<bool> = progress(&plan).requirements.iter().map(|at| at.met).collect();
    assert_eq!(met, [true, false, false, false]);
}

#[test]
fn a_line_for_which_enough_is_under_way_waits_for_nothing_planned() {
    for (steps, said) in [("a*:2#Math; b:1#Math", "0/1/0/0 of 1"), ("a*:1#Math; b:1#Math", "0/0/1/0 of 1")] {
        let lines = progress(&with(steps, "math credits 2 #Math")).lines.expect("a checklist");
        assert_eq!(figures(&lines), said, "{steps}");
    }
    // What another part has too much of does not do for what is planned.
    let parts = "d credits 2\n  m credits 1 #Math\n  n credits 1 #Art";
    let lines = progress(&with("a*:3#Math; b:1#Art", parts)).lines.expect("a checklist");
    assert_eq!(figures(&lines), "0/1/1/0 of 2");
}

#[test]
fn an_all_is_told_by_the_lines_that_are_counted() {
    let told = |requirements: &str| {
        let progress = progress(&with("a+:1#Math; b*; c; d?", requirements));
        let of = |at: &Standing| at.lines.map_or("-".to_string(), |lines| figures(&lines));
        let lines = progress.lines.map(|lines| figures(&lines));
        (lines.unwrap_or_default(), progress.requirements.iter().map(of).collect::<Vec<_>>().join(" "))
    };
    let nested = "top all\n  two all\n    x status a,\n    y status b,\n  z status c,\n  none status d,";
    assert_eq!(told(nested), ("1/1/1/1 of 4".into(), "1/1/1/1 of 4 1/1/0/0 of 2 - - - -".into()));
    let bucket = "top all\n  all credits 2\n    m credits 1 #Math\n    n credits 1 #Art\n  z status c,";
    assert_eq!(told(bucket), ("1/0/1/1 of 3".into(), "1/0/1/1 of 3 - - - -".into()));
    // What stands beside the diploma is told likewise, and what the host counts by its own figures.
    let beside = "top status a,\nseal all :seal\n  x all :seal\n    y status a, :seal\n    z status b, :seal";
    assert_eq!(told(beside), ("1/0/0/0 of 1".into(), "- 1/1/0/0 of 2 1/1/0/0 of 2 - -".into()));
    // Where all of them are met and the whole is not, they would say nothing of what is missing.
    let more = "top all\n  all credits 2\n    m credits 1 #Math";
    assert_eq!(told(more), ("".into(), "- - -".into()));
    let mixed = "top all\n  m credits 1 #Math\n  y status b, :seal";
    assert_eq!(told(mixed), ("".into(), "- - -".into()));
    let said = "top all host open 1/-/-/4\n  x status a,\n  y status b,";
    assert_eq!(told(said), ("1/1/0/0 of 2".into(), "- - -".into()));
    let open = "top all host open -/-/-/-\n  x status a,\n  y status b,";
    assert_eq!(told(open), ("1/1/0/0 of 2".into(), "1/1/0/0 of 2 - -".into()));
}

#[test]
fn counts_steps() {
    assert_eq!(progress(&plan("a+; b%; c*; d&; e; f!; g-; h?")).steps, (2, 2, 6));
    assert_eq!(progress(&plan("a+ | b; c")).steps, (1, 0, 2), "what is spared is none");
}

#[test]
fn says_whether_all_is_well_only_where_it_can() {
    let says = |chains: &str, requirements: &str| {
        let plan = with(chains, requirements);
        let today = date("2026-11-22").expect("a day");
        let says = track(&plan, &progress(&plan), &attention(&plan, &findings(&plan, today), today));
        says.map(|track| track == Track::Well)
    };
    let math = "math credits 1 #Math";
    for (chains, requirements, expected) in [
        ("a:1#Math", math, Some(true)),
        ("a+:1#Math", math, Some(true)),
        ("a:0.5#Math", math, Some(false)),
        ("a:1#Math; b=", math, Some(false)),
        ("a:1#Math; b=+", math, Some(true)),
        ("a:1#Math; b^2026-11-21", math, Some(false)),
        ("a:1#Math; b^2026-11-22", math, Some(true)),
        ("a:1#Math; b^2026-11", math, Some(true)),
        ("a:1#Math; b^2026-11-21+; c?^2026-11-21", math, Some(true)),
        ("a:1#Math; b! > c", math, Some(false)),
        ("a:1#Math; b! > c; b | d*", math, Some(true)),
        ("a:1#Math; b!", math, Some(true)),
        ("a:1#Math; b! > c-", math, Some(true)),
        // Courses without credits: the plan does not say enough.
        ("a#Math", math, None),
        ("a#Math; b=", math, Some(false)),
        // But what can only add to what is enough takes nothing from it, nor does an option beside one that is planned.
        ("a:1#Math; home#Math", math, Some(true)),
        ("a:1#Math; b#Art", "w any\n  m credits 1 #Math\n  n credits 1 #Art", Some(true)),
        ("b#Art", "w any\n  m credits 1 #Math\n  n credits 1 #Art", None),
        ("x:1#CTE", "w any\n  s credits 1 #CTE\n    n status host open 1/-/-/1", None),
        // A school that says that something is not met says neither that it comes nor that it is missing.
        ("a#Math", "math credits 1 #Math host open -/-/-/-", None),
        ("a#CTE", "w any host open -/-/-/-\n  s credits 1 #CTE", None),
        // All that is asked for is what will be taken.
        ("c+$cte; a$cte | b+", "cte all", Some(true)),
        ("a#CTE", "w any\n  p all host open -/-/-/-\n    s credits 1 #CTE", None),
        ("a:1#CTE", "w any\n  p all host open -/-/-/-\n    s credits 1 #CTE", Some(true)),
        ("", "math credits 1 #Math host met -/-/-/-", Some(true)),
        ("", "math credits 1 #Math host open 0/1/0/1", Some(true)),
        ("", "math credits 1 #Math host open 0/0/0/1", Some(false)),
        ("", "math credits 1 #Math waived", Some(true)),
        ("a:1#Math", "top all\n  math credits 1 #Math\n  exam status b,\n  x credits", None),
        ("a:1#Math", "top all\n  math credits 1 #Math\nstem credits 4 :endorsement", Some(true)),
        // No requirements: by dates alone, if there are any.
        ("a*; b", "", None),
        ("a*; b^2026-12-01", "", Some(true)),
        ("a*; b^2026-11-01", "", Some(false)),
        ("a!; b", "", Some(false)),
    ] {
        let chains = if requirements.contains("b,") { format!("{chains}; b") } else { chains.to_string() };
        assert_eq!(says(&chains, requirements), expected, "{chains} | {requirements}");
    }
}

#[test]
fn what_the_school_has_earned_of_the_whole_may_be_what_a_part_lacks() {
    let says = |steps: &str, asked: &str| {
        let plan = with(steps, asked);
        let progress = progress(&plan);
        let today = Date::of(2026, 11, 22).expect("a day");
        let gaps: Vec<&str> = progress.gaps.iter().map(|&ix| plan.requirements[ix].id.as_str()).collect();
        let attention = attention(&plan, &findings(&plan, today), today);
        (gaps.join(" "), track(&plan, &progress, &attention))
    };
    let parts = "\n  english credits 4 #English\n  math credits 2 #Math";
    let steps = "e11*:1#English; e12:1#English";
    assert_eq!(says(steps, &format!("d credits 6{parts}")), ("english math".into(), Some(Track::Short)));
    let moved = format!("d credits 6 host - 4{parts}");
    assert_eq!(says(steps, &moved), (String::new(), None));
    check(
        steps,
        &moved,
        &[
            ("d", "4/1/1/0 of 6 by host, ours 0/1/1/4 of 6"),
            ("english", "0/1/1/0 of 4"),
            ("math", "0/0/0/0 of 2"),
        ],
    );
    // What the whole lacks all the same is said of it; and of a part what it lacks whatever that was.
    assert_eq!(says(steps, &format!("d credits 6 host - 3{parts}")), ("d".into(), Some(Track::Short)));
    assert_eq!(says("e:1#English", &format!("d credits 6 host - 2{parts}")).0, "english");
    // What the parts tell of it, by steps or by the school's word, is no more.
    assert_eq!(says("e+:4#English", &moved).0, "math");
    let told = "d credits 6 host - 4\n  english credits 4 host - 4\n  math credits 2 #Math";
    assert_eq!(says("", told).0, "math");
    // A part with its own figures is known, a group of parts is not, nor is a part of a part.
    let own = "d credits 6 host - 4\n  english credits 4 host - 1\n  math credits 2 #Math";
    assert_eq!(says("", own).0, "english");
    let deep = "d credits 6 host - 4\n  core all\n    math credits 2 #Math\n      lab credits 1 a,";
    assert_eq!(says("a-; e*:1#English; f:1#English", deep).0, "d");
    let deep = "d credits 6 host open 6\n  core all\n    math credits 2 #Math\n      lab credits 1 a,";
    assert_eq!(says("a-", deep), (String::new(), None));
    // What counts no credits, and what is of another overlay, is no part of them.
    let beside = "d credits 2 host - 2\n  exam status a,\n  seal credits 1 #Math :seal";
    assert_eq!(says("a-", beside).0, "exam");
}

/// Washington's 24 credits, from 2019's class of 2021 on: WAC 180-51-210 (credits) and RCW 28A.230.710 (pathways).
const WASHINGTON: &str = "
diploma credits 24
  english credits 4 #English
  math credits 3 #Mathematics
  science credits 3 #Science
    lab credits 2 bio,chem
  social credits 3 #Social
  arts credits 2 #Arts
  language credits 2 #Language
  health credits 2 #Health
  cte credits 1 #CTE
  electives credits 4 [course
  history status history,
  hsbp status hsbp,
  pathway any
    sat score 1080 sat,
    sequence count 2 cte1,cte2
";

#[test]
fn a_washington_sophomores_diploma_stands_as_counted_by_hand() {
    // Grade 9: seven credits. Grade 10, under way: six and a half. Then what is planned, with a course of English too
    // many that becomes an elective, and no second world language.
    let plan = with(
        "english9+:1#English; algebra+:1#Mathematics; physical+:1#Science; history+:0#Social; civics+:1#Social
         band+:1#Arts; pe+:1#Health; woodshop+:1#CTE
         english10*:1#English; geometry*:1#Mathematics; bio*:1#Science; world*:1#Social; spanish1*:1#Language; health*:0.5#Health
         cte1*:1#CTE; hsbp*[task
         english11:1#English; algebra2:1#Mathematics; chem:1#Science; us:1#Social; art:1#Arts; cte2:1#CTE; pe2:0.5#Health
         english12:1#English; writing:1#English; stats:1#Mathematics; sat[task",
        WASHINGTON,
    );
    let progress = progress(&plan);
    for (id, stands) in [
        ("english", "1/1/2/0 of 4"),
        ("math", "1/1/1/0 of 3"),
        ("lab", "0/1/1/0 of 2"),
        ("science", "1/1/1/0 of 3"),
        ("social", "1/1/1/0 of 3"),
        ("arts", "1/0/1/0 of 2"),
        ("language", "0/1/0/1 of 2"),
        ("health", "1/0.5/0.5/0 of 2"),
        ("cte", "1/0/0/0 of 1 met"),
        // cte1 and cte2 after woodshop filled its bucket, the fifth English, the fourth mathematics.
        ("electives", "0/1/3/0 of 4"),
        ("history", "1/0/0/0 of 1 met"),
        ("hsbp", "0/1/0/0 of 1"),
        ("sequence", "0/1/1/0 of 2"),
        ("pathway", "0/0/1/0 of 1"),
        ("diploma", "7/6.5/9.5/1 of 24"),
    ] {
        assert_eq!(standing(&plan, &progress, id), stands, "{id}");
    }
    assert_eq!(progress.credits.map(|credits| figures(&credits)), Some("7/6.5/9.5/1 of 24".to_string()));
    assert_eq!(met(&progress), Some((2.0, 12.0)));
    assert!(!progress.gaps.is_empty(), "a credit of world language is missing");
}

#[test]
fn thirds_of_a_credit_make_a_whole() {
    for (parts, credits) in [(3, "0.3333333333333333"), (12, "0.333333"), (7, "0.14285714285714285")] {
        let steps: Vec<String> = (0..parts).map(|at| format!("s{at}+:{credits}#Math")).collect();
        let need = if parts == 12 { 4 } else { 1 };
        let plan = with(&steps.join("; "), &format!("math credits {need} #Math"));
        let progress = progress(&plan);
        assert!(progress.requirements[0].met, "{parts} of {credits}");
        assert_eq!(progress.requirements[0].amount.missing, 0.0, "{parts} of {credits}");
        let today = date("2026-11-22").expect("a day");
        let says = track(&plan, &progress, &attention(&plan, &findings(&plan, today), today));
        assert_eq!(says, Some(Track::Well), "{parts} of {credits}");
    }
}

#[test]
fn a_step_that_is_named_twice_is_asked_once() {
    check("a+; b+", "both all a,a,b", &[("both", "2/0/0/0 of 2 met")]);
}
