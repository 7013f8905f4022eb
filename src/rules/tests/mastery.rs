use super::notation::{find, plan, with};
use crate::plan::doc::Level;
use crate::plan::*;
use crate::rules::{mastery, progress};

/// A plan of steps and of competencies `name level parent` on a scale `beginning proficient beyond`, with what steps
/// show: `a rivers 1`. `-` for a level or parent that is left out.
fn able(chains: &str, competencies: &str, shows: &str) -> Plan {
    let mut plan = plan(chains);
    let level = |id: &str, proficient| Level { id: id.to_string(), title: None, proficient };
    let levels = vec![level("beginning", false), level("proficient", true), level("beyond", true)];
    plan.scales.push(Scale { id: "three".to_string(), levels });
    let lines: Vec<Vec<&str>> = competencies.split("; ").map(|line| line.split(' ').collect()).collect();
    let at = |id: &str| lines.iter().position(|line| line[0] == id);
    for line in &lines {
        plan.competencies.push(Competency {
            id: line[0].to_string(),
            scale: Some(0),
            level: line[1].parse().ok(),
            parent: at(line[2]),
            ..Competency::default()
        });
    }
    for shown in shows.split("; ").filter(|shown| !shown.is_empty()) {
        let words: Vec<&str> = shown.split(' ').collect();
        let competency = at(words[1]).expect(shown);
        if let End::Step(step) = find(&plan, words[0]) {
            plan.steps[step].competencies.push(Attained { competency, level: words[2].parse().ok() });
        }
    }
    plan
}

/// `rivers: said 1 shown 2 by a by b 1 of 2 proficient`.
fn said(plan: &Plan) -> String {
    let id = |step: usize| plan.steps[step].id.as_str();
    let all = mastery(plan).into_iter().zip(&plan.competencies).map(|(of, competency)| {
        let mut said = competency.id.clone() + ":";
        if let Some(level) = of.said {
            said += &format!(" said {level}");
        }
        if let Some(level) = of.shown {
            said += &format!(" shown {level}");
        }
        for step in of.evidence {
            said += &format!(" by {}", id(step));
        }
        if let Some((proficient, count)) = of.below {
            said += &format!(" {proficient} of {count}");
        }
        said + if of.proficient { " proficient" } else { "" }
    });
    all.collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(chains: &str, competencies: &str, shows: &str, expected: &str) {
    assert_eq!(said(&able(chains, competencies, shows)), expected);
}

#[test]
fn the_highest_level_that_a_completed_step_shows_counts() {
    check("a+; b+", "rivers - -", "a rivers 0; b rivers 1", "rivers: shown 1 by a by b proficient");
    check("a+; b*", "rivers - -", "a rivers 0; b rivers 2", "rivers: shown 0 by a by b");
    check("a!; b-; c?; d%", "rivers - -", "a rivers 2; b rivers 2; c rivers 2; d rivers 2", "rivers:");
    check("a+", "rivers - -", "a rivers -", "rivers: by a");
}

#[test]
fn the_hosts_level_wins_over_what_is_shown() {
    check("a+", "rivers 0 -", "a rivers 2", "rivers: said 0 shown 2 by a");
    check("a", "rivers 1 -", "", "rivers: said 1 proficient");
}

#[test]
fn a_step_that_is_evidence_for_another_shows_the_same_at_no_level_of_its_own() {
    let mut plan = able("a+; b*; a > b", "rivers - -", "b rivers 1");
    plan.edges[0].kind = EdgeKind::EvidenceFor;
    assert_eq!(said(&plan), "rivers: by a by b");
    plan.steps[0].competencies.push(Attained { competency: 0, level: Some(0) });
    assert_eq!(said(&plan), "rivers: shown 0 by a by b");
}

#[test]
fn parts_add_up_and_are_not_averaged() {
    let tree = "science - -; water - science; rivers - water; rain - water; soil 1 science";
    check(
        "a+",
        tree,
        "a rivers 1",
        "science: 2 of 3; water: 1 of 2; rivers: shown 1 by a proficient; rain:; soil: said 1 proficient",
    );
    check(
        "a+",
        tree,
        "a rivers 1; a rain 2",
        "science: 3 of 3 proficient; water: 2 of 2 proficient; rivers: shown 1 by a proficient; \
         rain: shown 2 by a proficient; soil: said 1 proficient",
    );
    // What the host says of the whole wins over its parts.
    check("a", "water 0 -; rivers 1 water", "", "water: said 0 1 of 1; rivers: said 1 proficient");
    // Parts may stand before what they are part of.
    check("a", "rivers 1 water; water - -", "", "rivers: said 1 proficient; water: 1 of 1 proficient");
}

#[test]
fn credit_and_mastery_never_mix() {
    // A credit without mastery, and mastery without a credit.
    let mut plan = with("pass+:1#Science; show+; plan:1#Science", "science credits 2 #Science");
    let of = able("pass+; show+", "rivers - -; rain - -", "show rivers 2");
    plan.facts = of.facts;
    plan.steps[1].competencies.push(Attained { competency: 0, level: Some(2) });
    let progress = progress(&plan);
    assert_eq!(progress.competencies, Some((1, 2)));
    assert_eq!(progress.credits.map(|credits| (credits.earned, credits.planned)), Some((1.0, 1.0)));
    assert_eq!(mastery(&plan)[0].evidence.len(), 1);
}
