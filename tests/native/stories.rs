//! The plans in tests/plans: each story reads without a problem, each fault is told as the README says.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use crate::documents::reading::between;
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

/// The cells of each row of the README's tables whose first cell names a file in a folder, there or not.
fn rows(folder: &str) -> Vec<Vec<String>> {
    let cells =
        |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
    let rows: Vec<Vec<String>> =
        text("README.md").lines().filter(|line| line.starts_with("| `")).map(cells).collect();
    let is_in = |name: &str| name.strip_prefix(folder).is_some_and(|name| !name.contains('/'));
    rows.into_iter().filter(|row| row[0].ends_with(".json") && is_in(&row[0])).collect()
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
    let mut wrong = Vec::new();
    for row in rows("faults/") {
        let (said, expected) = (said(&row[0]), &row[2]);
        if said != *expected {
            wrong.push(format!("tests/plans/{}: told is {said:?}, and its row says {expected:?}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
        let (rows, files) = (rows(folder), files(folder));
        let named: BTreeSet<String> = rows.iter().map(|row| row[0].clone()).collect();
        let only = |these: &BTreeSet<String>, those| these.difference(those).cloned().collect::<Vec<_>>();
        let (untold, missing) = (only(&files, &named), only(&named, &files));
        assert!(untold.is_empty(), "tests/plans/README.md has no row for {untold:?}");
        assert!(missing.is_empty(), "tests/plans/README.md names {missing:?}, which is not there");
        assert_eq!(rows.len(), files.len(), "a file stands in two rows of tests/plans/README.md");
    }
}

/// The variants of an enum in the source, by their names.
fn variants(file: &str, name: &str) -> BTreeSet<String> {
    let body = between(file, &format!("pub enum {name} {{\n"), "\n}\n");
    let code = body.lines().map(str::trim).filter(|line| !line.starts_with("///"));
    code.filter_map(|line| Some(line.split(['(', ',']).next()?.to_string())).collect()
}

#[test]
fn the_faults_show_each_problem_but_those_of_three_limits() {
    let mut shown = BTreeSet::new();
    for (_, problems) in files("faults/").iter().filter_map(|name| read(&text(name)).ok()) {
        for problem in problems {
            let fault = format!("{:?}", problem.fault);
            let (name, rest) = fault.split_once('(').unwrap_or((&fault, ""));
            shown.insert(name.to_string());
            if name == "Unknown" {
                shown.extend(rest.split(',').next().map(str::to_string));
            }
        }
    }
    let mut all = variants("src/plan/problem.rs", "Fault");
    all.extend(variants("src/plan/problem.rs", "Sort"));
    all.retain(|name| name != "Beyond" && name != "More");
    let missing: Vec<_> = all.difference(&shown).collect();
    assert!(
        missing.is_empty(),
        "no plan in tests/plans/faults is told {missing:?} of src/plan/problem.rs: add one, and its row in \
         tests/plans/README.md"
    );
}

/// Fails with what there is of a kind and nobody has.
fn every<T: Debug + Ord>(lacks: &str, all: &[T], those_had: impl Iterator<Item = T>) {
    let had: BTreeSet<T> = those_had.collect();
    let missing: Vec<&T> = all.iter().filter(|one| !had.contains(one)).collect();
    assert!(missing.is_empty(), "{lacks} {missing:?}");
}

#[test]
fn the_stories_between_them_use_every_kind() {
    let plans = stories();
    let goals = || plans.iter().flat_map(Plan::goals);
    let (steps, phases) = (plans.iter().flat_map(Plan::steps), plans.iter().flat_map(Plan::phases));
    let requirements = plans.iter().flat_map(Plan::requirements);
    every("no plan in tests/plans has a step that is", Status::ALL, steps.map(|step| step.status));
    every("no plan in tests/plans has a goal of kind", GoalKind::ALL, goals().filter_map(|goal| goal.kind));
    every("no plan in tests/plans has a goal that is", GoalStatus::ALL, goals().map(|goal| goal.status));
    every("no plan in tests/plans has a phase of kind", PhaseKind::ALL, phases.map(|phase| phase.kind));
    every(
        "no plan in tests/plans has a requirement of kind",
        RequirementKind::ALL,
        requirements.map(|one| one.kind),
    );
}

#[test]
fn the_sophomore_has_every_kind_of_step_and_link_and_a_lane_for_each() {
    let plan = story("washington-sophomore-nursing.json");
    let lanes = plan.lanes().iter().filter(|lane| !lane.id.is_empty()).flat_map(|lane| lane.kinds.clone());
    every("washington-sophomore-nursing.json has no lane for", Kind::ALL, lanes);
    let (steps, edges) = (plan.steps().iter(), plan.edges().iter());
    every("washington-sophomore-nursing.json has no step of kind", Kind::ALL, steps.map(|step| step.kind));
    every(
        "washington-sophomore-nursing.json has no link of kind",
        EdgeKind::ALL,
        edges.map(|edge| edge.kind),
    );
    let empty = (0..plan.lanes().len()).find(|&lane| plan.steps().iter().all(|step| step.lane != lane));
    let empty = empty.map(|lane| &plan.lanes()[lane].id);
    assert_eq!(empty, None, "a lane of washington-sophomore-nursing.json in which no step stands");
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
fn the_sophomores_steps_lead_on() {
    let plan = story("washington-sophomore-nursing.json");
    assert!(plan.steps().len() >= 55 && plan.edges().len() >= 60);
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
