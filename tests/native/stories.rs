//! The plans in tests/plans: each story reads without a problem, each fault is told as the README says.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::stage::{self, root};
use throughline::plan::*;
use throughline::rules::{Hop, progress, through_line, trace};

/// A file of tests/plans.
fn path(name: &str) -> PathBuf {
    root().join("tests/plans").join(name)
}

fn text(name: &str) -> String {
    stage::text(&format!("tests/plans/{name}"))
}

/// The names of the JSON files in a folder of tests/plans, from there.
fn files(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(path(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let names = entries.flatten().map(|entry| folder.to_owned() + &entry.file_name().to_string_lossy());
    names.filter(|name| name.ends_with(".json")).collect()
}

/// The cells of each row of the README's tables whose first cell names a file in a folder.
fn rows(folder: &str) -> Vec<Vec<String>> {
    let cells =
        |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
    let rows: Vec<Vec<String>> =
        text("README.md").lines().filter(|line| line.starts_with("| `")).map(cells).collect();
    rows.into_iter().filter(|row| files(folder).contains(&row[0])).collect()
}

fn story(name: &str) -> Plan {
    read(&text(name)).unwrap_or_else(|why| panic!("{name}: {why}")).0
}

fn stories() -> Vec<Plan> {
    files("").iter().map(|name| story(name)).collect()
}

#[test]
fn every_story_reads_without_a_problem() {
    for name in files("") {
        let told = read(&text(&name)).map(|(_, problems)| problems);
        assert_eq!(told, Ok(vec![]), "{name}");
    }
}

#[test]
fn each_fault_is_told_in_its_place_as_the_readme_says() {
    let said = |name: &str| match read(&text(name)) {
        Ok((_, problems)) => problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; "),
        Err(why) => why.to_string(),
    };
    let rows = rows("faults/");
    let told: Vec<String> = rows.iter().map(|row| format!("{} {}", row[0], said(&row[0]))).collect();
    let expected: Vec<String> = rows.iter().map(|row| format!("{} {}", row[0], row[2])).collect();
    assert_eq!(told, expected);
}

#[test]
fn one_fault_leaves_the_rest_of_the_plan() {
    let plans = files("faults/").iter().filter_map(|name| read(&text(name)).ok()).collect::<Vec<_>>();
    assert_eq!(plans.len(), files("faults/").len() - 4, "only four are no plan at all");
    for (plan, _) in plans {
        assert!(plan.steps().len() >= 3 && plan.primary_goal().is_some());
    }
}

#[test]
fn the_readme_names_every_file_once() {
    for folder in ["", "faults/"] {
        let named: Vec<String> = rows(folder).into_iter().map(|row| row[0].clone()).collect();
        assert_eq!(named.iter().cloned().collect::<BTreeSet<_>>(), files(folder));
        assert_eq!(named.len(), files(folder).len(), "a file stands in two rows");
    }
}

#[test]
fn the_stories_between_them_use_every_kind() {
    let plans = stories();
    let steps = || plans.iter().flat_map(Plan::steps);
    let edges = || plans.iter().flat_map(Plan::edges);
    let requirements = || plans.iter().flat_map(Plan::requirements);
    let goals = || plans.iter().flat_map(Plan::goals);
    assert_eq!(steps().map(|step| step.kind).collect::<BTreeSet<_>>().len(), Kind::ALL.len());
    assert_eq!(steps().map(|step| step.status).collect::<BTreeSet<_>>().len(), Status::ALL.len());
    assert_eq!(edges().map(|edge| edge.kind).collect::<BTreeSet<_>>().len(), EdgeKind::ALL.len());
    assert_eq!(requirements().map(|one| one.kind).collect::<BTreeSet<_>>().len(), RequirementKind::ALL.len());
    assert_eq!(goals().filter_map(|goal| goal.kind).collect::<BTreeSet<_>>().len(), GoalKind::ALL.len());
    assert_eq!(goals().map(|goal| goal.status).collect::<BTreeSet<_>>().len(), GoalStatus::ALL.len());
    let phases = plans.iter().flat_map(Plan::phases);
    assert_eq!(phases.map(|phase| phase.kind).collect::<BTreeSet<_>>().len(), PhaseKind::ALL.len());
}

/// Credits of the steps that stand so.
fn credits(plan: &Plan, status: Status) -> f64 {
    plan.steps().iter().filter(|step| step.status == status).filter_map(|step| step.credits).sum()
}

#[test]
fn the_sophomore_has_earned_11_5_of_24_credits() {
    let plan = story("washington-sophomore-nursing.json");
    assert_eq!([Status::Completed, Status::InProgress].map(|status| credits(&plan, status)), [11.5, 6.5]);
    let needs = |id| plan.requirements().iter().find(|one| one.id == id).and_then(|one| one.need);
    let subjects = "english math science social arts world-language health-fitness cte electives";
    assert_eq!(subjects.split(' ').filter_map(needs).sum::<f64>(), 24.0);
    let shown = progress(&plan).credits.expect("a plan with credits");
    assert_eq!((shown.earned, shown.missing, shown.need), (11.5, 0.0, Some(24.0)));
}

#[test]
fn the_juniors_credits_add_up_to_an_endorsement() {
    let plan = story("texas-junior-welding.json");
    assert_eq!([Status::Completed, Status::InProgress].map(|status| credits(&plan, status)), [16.0, 4.0]);
    let root = plan.requirements().iter().find(|one| one.id == "credits").expect("26 credits");
    let children = root.children.iter().filter_map(|child| plan.requirements()[*child].need);
    assert_eq!(children.sum::<f64>(), 26.0);
}

#[test]
fn the_sophomores_steps_fill_all_lanes_and_lead_on() {
    let plan = story("washington-sophomore-nursing.json");
    assert!(plan.steps().len() >= 55 && plan.edges().len() >= 60 && plan.lanes().len() == Kind::ALL.len());
    assert_eq!(plan.steps().iter().map(|step| step.lane).collect::<BTreeSet<_>>().len(), plan.lanes().len());
    let ahead = |edge: &&Edge| match (edge.from, edge.to) {
        (End::Step(from), End::Step(to)) => plan.steps()[from].phase < plan.steps()[to].phase,
        _ => true,
    };
    assert!(plan.edges().iter().filter(ahead).count() * 100 >= plan.edges().len() * 85);
    assert_eq!(plan.pathways().len(), 3);
}

/// The ids along a route.
fn told(plan: &Plan, route: &[Hop]) -> String {
    let named = |end: End| match end {
        End::Step(step) => plan.steps()[step].id.as_str(),
        End::Goal(goal) => plan.goals()[goal].id.as_str(),
    };
    let ends = route.first().map(|hop| hop.from).into_iter().chain(route.iter().map(|hop| hop.to));
    ends.map(named).collect::<Vec<_>>().join(" ")
}

#[test]
fn biology_and_algebra_lead_to_registered_nurse() {
    let plan = story("washington-sophomore-nursing.json");
    let line = through_line(&plan);
    assert_eq!(told(&plan, &line.route), "biology chemistry anatomy bsn nclex rn-license residency g-rn");
    let algebra = plan.steps().iter().position(|step| step.title == Text::Plain("Algebra II".into()));
    let route = trace(&plan, End::Step(algebra.expect("Algebra II")), &line).route;
    assert_eq!(told(&plan, &route), "algebra-2 statistics bsn nclex g-rn");
    // What the header and the map say of a step on the line, its own panel says.
    for at in 0..line.route.len() {
        assert_eq!(trace(&plan, line.route[at].from, &line).route, line.route[at..]);
    }
}

#[test]
fn a_goal_can_be_reached_from_today() {
    for name in "washington-sophomore-nursing texas-junior-welding grade-7-competency-based \
                 multilingual-learner-english-spanish arabic-family"
        .split_whitespace()
    {
        let plan = story(&format!("{name}.json"));
        let route = through_line(&plan).route;
        let first = route.first().map(|hop| hop.from);
        assert!(matches!(first, Some(End::Step(step)) if plan.steps()[step].status.is_under_way()), "{name}");
    }
}

#[test]
fn every_text_of_the_two_language_plans_is_in_both() {
    let plans = [("multilingual-learner-english-spanish.json", "es"), ("arabic-family.json", "ar")];
    for (name, tongue) in plans {
        let plan = story(name);
        let in_both = |said: &[(String, String)]| {
            ["en", tongue].iter().all(|tag| said.iter().any(|(own, _)| own == tag))
        };
        let both = |text: &Text| matches!(text, Text::Map(said) if in_both(said));
        for step in plan.steps() {
            let shown = [&step.summary, &step.risk, &step.subject, &step.level].into_iter().flatten();
            let notes = step.notes.iter().map(|note| &note.text);
            assert!(both(&step.title) && shown.chain(notes).all(both), "{name}: {}", step.id);
        }
        assert!(plan.goals().iter().all(|goal| both(&goal.title)), "{name}");
        assert!(plan.requirements().iter().all(|one| both(&one.title)), "{name}");
    }
}

/// The one that `www/rehearsal.js` draws for nobody: a fault in it would leave code to be compiled when a reader waits.
#[test]
fn the_rehearsal_reads_without_a_problem() {
    let (plan, problems) = read(include_str!("../../www/rehearsal.json")).expect("a plan");
    assert!(problems.is_empty(), "{:?}", problems.first());
    assert_eq!((plan.steps().len(), plan.edges().len(), plan.requirements().len()), (3, 2, 2));
}
