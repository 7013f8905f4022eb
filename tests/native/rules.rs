//! The rules on the real plans in tests/plans: what each reader is told.

use crate::stage::{story, today};
use throughline::plan::{self, End, Plan};
use throughline::rules::{
    Becomes, Choice, Held, Hop, compare, findings, next_steps, now, progress, schedule, through_line, trace,
};

const STORIES: [&str; 7] = [
    "washington-sophomore-nursing",
    "texas-junior-welding",
    "grade-7-competency-based",
    "multilingual-learner-english-spanish",
    "partial-feed-credits-by-subject",
    "first-week",
    "arabic-family",
];

fn id(plan: &Plan, end: End) -> &str {
    match end {
        End::Step(step) => &plan.steps()[step].id,
        End::Goal(goal) => &plan.goals()[goal].id,
    }
}

fn way(plan: &Plan, route: &[Hop]) -> String {
    let first = route.first().map(|hop| hop.from);
    first
        .into_iter()
        .chain(route.iter().map(|hop| hop.to))
        .map(|end| id(plan, end))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The through line begins and ends so; what lies between may be told in more or fewer steps.
#[track_caller]
fn line(name: &str, begins: &str, ends: &str) {
    let plan = story(name);
    let route = way(&plan, &through_line(&plan).route);
    assert!(route.starts_with(begins) && route.ends_with(ends), "{name}: {route}");
}

#[test]
fn each_plan_has_the_line_that_its_reader_would_draw() {
    line("washington-sophomore-nursing", "biology chemistry anatomy bsn ", " g-rn");
    line("texas-junior-welding", "welding-2 ", " first-job g-welder");
    line("grade-7-competency-based", "listen farm-visit rain-garden ", " g-river");
    line("multilingual-learner-english-spanish", "geometry algebra-2 precalculus calculus ", " g-engineer");
    line("arabic-family", "chemistry pharmacy-class ", " g-tech");
}

#[test]
fn a_plan_that_leads_to_no_goal_has_no_line() {
    for name in ["partial-feed-credits-by-subject", "first-week"] {
        assert!(through_line(&story(name)).route.is_empty(), "{name}");
    }
}

#[test]
fn algebra_ii_leads_to_registered_nurse() {
    let plan = story("washington-sophomore-nursing");
    let algebra = plan.steps().iter().position(|step| step.id == "algebra-2").expect("algebra-2");
    let trace = trace(&plan, End::Step(algebra), &through_line(&plan));
    assert_eq!(way(&plan, &trace.route), "algebra-2 statistics bsn nclex g-rn");
    assert_eq!(trace.goal(), plan.primary_goal());
}

#[test]
fn the_sophomore_has_earned_eleven_and_a_half_of_24_credits() {
    let plan = story("washington-sophomore-nursing");
    let progress = progress(&plan);
    let credits = progress.credits.expect("credits");
    assert_eq!((credits.earned, credits.need), (11.5, Some(24.0)));
    assert!(progress.lines.is_some_and(|lines| lines.need == Some(12.0) && lines.earned < 12.0));
    assert_eq!(now(&plan, today()).map(|phase| plan.phases()[phase].id.as_str()), Some("g10"));
}

#[test]
fn a_plan_without_credits_counts_competencies() {
    let progress = progress(&story("grade-7-competency-based"));
    assert_eq!((progress.credits, progress.competencies), (None, Some((1, 7))));
}

#[test]
fn a_feed_of_credits_by_subject_shows_the_hosts_figures_and_no_estimate() {
    let progress = progress(&story("partial-feed-credits-by-subject"));
    assert_eq!(progress.credits.map(|credits| (credits.earned, credits.need)), Some((61.25, Some(120.0))));
    assert!(progress.requirements.iter().all(|standing| standing.estimate.is_none()));
}

#[test]
fn every_plan_has_something_to_do_next() {
    for name in
        ["washington-sophomore-nursing", "texas-junior-welding", "grade-7-competency-based", "first-week"]
    {
        assert!(
            !{
                let plan = story(name);
                next_steps(&plan, &progress(&plan), &findings(&plan, today()), today())
            }
            .ready
            .is_empty(),
            "{name}"
        );
    }
}

#[test]
fn the_real_plans_go_as_planned() {
    for name in STORIES {
        let plan = story(name);
        let found = findings(&plan, today());
        let told: Vec<String> = found
            .links
            .iter()
            .map(|found| {
                format!("{} {:?} {}", plan.steps()[found.step].id, found.misfit, plan.steps()[found.needs].id)
            })
            .collect();
        assert_eq!((told.join("; "), found.phases.len()), (String::new(), 0), "{name}");
    }
}

/// A pathway of the sophomore's, as the sentence and the table say it.
fn other_way(id: &str) -> String {
    let plan = story("washington-sophomore-nursing");
    let way = plan.pathways().iter().position(|way| way.id == id).expect(id);
    let other = compare(&plan, Choice::Pathway(way), today()).expect(id);
    let then = &other.plan;
    let ids = |change: Becomes| {
        let of = (0..then.steps().len()).filter(|&ix| other.changes[ix] == change);
        of.map(|ix| then.steps()[ix].id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let (carried, all) = other.count().carried();
    let mut said = format!("{carried} of {all} steps carry over, {} do not\n", other.count().dropped);
    said += &format!("new: {}\n", ids(Becomes::Added));
    said += &format!("done and of no use there: {}\n", ids(Becomes::Earned { serves: false }));
    said += &format!(
        "without what they require: {:?}\n",
        other
            .lacks
            .iter()
            .map(|&(end, from)| format!("{} {}", self::id(then, end), then.steps()[from].id))
            .collect::<Vec<_>>()
    );
    for step in &other.moves {
        said += &format!("moves: {} {} {}\n", then.steps()[step.step].id, step.from, step.to);
    }
    said += &format!(
        "credits to take {:?}, goal in phase {:?}, graduation {:?}\n",
        other.credits, other.reached, other.graduation
    );
    for (asked, requirement) in other.asked.iter().zip(then.requirements()) {
        if asked.now != Some(asked.then) && (requirement.parent.is_none() || requirement.children.is_empty())
        {
            let held = |held: Held| {
                let amount = held.amount;
                format!(
                    "{}/{}",
                    amount.earned + amount.in_progress + amount.planned,
                    amount.need.unwrap_or(0.0)
                )
            };
            let now = asked.now.map_or("-".to_string(), held);
            said += &format!("{}: {now} then {}\n", requirement.id, held(asked.then));
        }
    }
    said
}

#[test]
fn the_sophomore_could_become_a_paramedic() {
    assert_eq!(
        other_way("p-paramedic"),
        "52 of 59 steps carry over, 30 do not\n\
         new: emt-class ride-along emt-exam emt emt-job paramedic-program paramedic-exam\n\
         done and of no use there: psat-89 food-card psat\n\
         without what they require: []\n\
         credits to take Some((20000, 15500)), goal in phase (Some(7), Some(7)), graduation OnTime\n\
         electives: 11.5/4 then 7/4\n\
         dual-math: 1/1 then 0/1\n\
         pathway-cte: 4/2 then 2/2\n\
         cadr: 7/7 then 6/7\n\
         cadr-senior: 1/1 then 0/1\n\
         academy: 4/4 then 1/4\n\
         academy-courses: 5/3 then 2/3\n\
         academy-hours: 88/80 then 40/80\n\
         academy-cards: 3/2 then 2/2\n\
         academy-skills: 1/1 then 0/1\n\
         emt-ready: - then 2/2\n\
         emt-bls: - then 1/1\n\
         emt-hours: - then 24/24\n"
    );
}

#[test]
fn the_sophomore_could_become_a_physical_therapist_assistant() {
    assert_eq!(
        other_way("p-pta"),
        "55 of 61 steps carry over, 28 do not\n\
         new: sports-med-1 sports-med-2 pt-observe pta-program pta-exam pta-license\n\
         done and of no use there: infection-control food-card\n\
         without what they require: []\n\
         credits to take Some((20000, 17500)), goal in phase (Some(7), Some(7)), graduation OnTime\n\
         electives: 11.5/4 then 9/4\n\
         dual-math: 1/1 then 0/1\n\
         pathway-cte: 4/2 then 2/2\n\
         cadr: 7/7 then 6/7\n\
         cadr-senior: 1/1 then 0/1\n\
         academy: 4/4 then 1/4\n\
         academy-courses: 5/3 then 2/3\n\
         academy-hours: 88/80 then 40/80\n\
         academy-cards: 3/2 then 2/2\n\
         academy-skills: 1/1 then 0/1\n\
         pta-ready: - then 2/2\n\
         pta-anatomy: - then 1/1\n\
         pta-hours: - then 40/40\n"
    );
}

/// The real plans, as a feed would send them that says when nothing is: what is still planned has no phase and no date.
#[test]
fn real_plans_without_phases_are_put_in_order_and_no_order_is_better() {
    for (name, count) in [
        ("washington-sophomore-nursing", 48),
        ("texas-junior-welding", 26),
        ("multilingual-learner-english-spanish", 27),
    ] {
        let path = format!("{}/tests/plans/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect(&path);
        let mut document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for step in document["steps"].as_array_mut().expect("steps") {
            let step = step.as_object_mut().expect("a step");
            if step.get("status").is_none_or(|status| status == "planned") {
                for field in ["phase", "start", "end", "due"] {
                    step.remove(field);
                }
            }
        }
        let (plan, problems) = plan::read(&document.to_string()).expect("readable");
        assert_eq!(problems, [], "{name}");
        let proposal = schedule(&plan, today());
        assert_eq!(
            (proposal.placed.len(), &proposal.conflict, proposal.proven),
            (count, &None, true),
            "{name}"
        );
    }
}
