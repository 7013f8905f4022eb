//! Credits at their best places: where a greedy choice is wrong, and against all choices there are.
//!
//! It is one file, since its cases are those in which all choices there are, at its end, showed a greedy one wrong.

use super::notation::{phase, step, with};
use crate::plan::*;
use crate::rules::{Progress, progress};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Which steps each requirement has, with their credits: `math: a 1, b 0.5`.
fn spent(plan: &Plan, progress: &Progress) -> String {
    let mut said = Vec::new();
    for (requirement, standing) in plan.requirements.iter().zip(&progress.requirements) {
        let steps =
            standing.steps.iter().map(|(step, credits)| format!("{} {credits}", plan.steps[*step].id));
        let steps = steps.collect::<Vec<_>>();
        if !steps.is_empty() {
            said.push(format!("{}: {}", requirement.id, steps.join(", ")));
        }
    }
    said.join("; ")
}

#[track_caller]
fn check(chains: &str, requirements: &str, expected: &str) {
    let plan = with(chains, requirements);
    assert_eq!(spent(&plan, &progress(&plan)), expected);
}

#[test]
fn a_step_makes_way_for_one_that_has_no_other_place() {
    // Greedily, the first course takes the more specific place, and the second finds none.
    check(
        "stats+:1#Math; calculus+:1#Math",
        "advanced credits 1 stats,calculus\nsequence credits 1 stats,",
        "advanced: calculus 1; sequence: stats 1",
    );
    check(
        "robotics+:1#CTE; design+:1#CTE; code+:1#Math",
        "math credits 1 code,robotics\narts credits 1 robotics,design\ncte credits 1 #CTE",
        "math: code 1; arts: design 1; cte: robotics 1",
    );
}

#[test]
fn steps_move_aside_one_after_another() {
    // Each of the three could be a place further on; only the last place is free.
    check(
        "a+:1; b+:1; c+:1; d+:1",
        "one credits 1 a,b,d\ntwo credits 1 b,c\nthree credits 1 c,b\nfour credits 1 a,",
        "one: d 1; two: b 1; three: c 1; four: a 1",
    );
}

#[test]
fn of_two_alternatives_that_are_done_the_one_that_serves_counts() {
    for steps in ["data+:1.5#CTE | stats+:1#Math", "stats+:1#Math | data+:1.5#CTE"] {
        check(steps, "math credits 1 #Math", "math: stats 1");
    }
    check("data+:1.5#CTE$math/0 | stats+:1#Math", "math credits 1 #Math", "math: data 0, stats 1");
    check(
        "data+:1.5#CTE | stats+:1#Math",
        "math credits 1 #Math\nmore credits 1 #CTE",
        "math: stats 0; more: data 1.5",
    );
}

#[test]
fn a_choice_leaves_another_what_only_that_can_use() {
    let one = "one any\n  am credits 1 #Math\n  as credits 1 #Science";
    let two = "two any\n  bm credits 1 #Math\n  bl credits 1 #Language";
    let three = "three any\n  cs credits 1 #Art\n  cm credits 1 #Language";
    for order in [[one, two, three], [two, one, three], [three, one, two], [one, three, two]] {
        let plan = with("calculus+:1#Math; physics+:1#Science", &order.join("\n"));
        let standings = progress(&plan).requirements;
        let met: Vec<&str> = plan
            .requirements
            .iter()
            .zip(&standings)
            .filter(|(_, at)| at.met)
            .map(|(asked, _)| asked.id.as_str())
            .collect();
        for id in ["one", "two"] {
            assert!(met.contains(&id), "{id} of {order:?}: {met:?}");
        }
    }
}

#[test]
fn as_many_credits_as_a_plan_can_hold_add_up() {
    let mut plan = with(
        "a+:1000000000#Math",
        "one credits\n  two credits\n    three credits\n      four credits 0 #Math",
    );
    plan.steps = vec![plan.steps[0].clone(); 20_000];
    let all = progress(&plan);
    assert!(all.requirements.iter().all(|at| at.amount.earned >= 0.0 && at.amount.earned.is_finite()));
    assert_eq!(all.requirements[0].steps.len() + all.requirements[3].steps.len(), 20_000);
}

#[test]
fn a_planned_step_makes_way_for_a_done_one_but_keeps_a_place_if_there_is_one() {
    check("a:1; b+:1", "one credits 1 a,b\ntwo credits 1 a,", "one: b 1; two: a 1");
    check("a:1; b+:1", "one credits 1 a,b", "one: a 1, b 1");
}

#[test]
fn a_deeper_bucket_gives_up_what_only_it_could_spare() {
    // The lab needs one of two; physics is the only third credit of science, so biology is the lab.
    check(
        "physics+:1; biology+:1",
        "science credits 2\n  lab credits 1 physics,biology\n  third credits 1 physics,",
        "lab: biology 1; third: physics 1",
    );
}

/// What a bucket takes besides its parts may come from anywhere: it leaves them what they need.
#[test]
fn a_bucket_takes_nothing_that_its_parts_lack() {
    for steps in ["a+:0.5#CTE[experience; b+:1#CTE[experience", "b+:1#CTE[experience; a+:0.5#CTE[experience"]
    {
        let plan = with(steps, "cte credits 3 #CTE\n  work credits 1 [experience");
        let standings = progress(&plan).requirements;
        assert_eq!((standings[1].met, standings[1].amount.earned), (true, 1.0), "{steps}");
    }
    let plan = with(
        "a+:1#Science; y:0.5; x+:0.5#Science",
        "all credits 24\n  science credits 1.5 #Science\n  lab credits 0.5 x,y",
    );
    let standings = progress(&plan).requirements;
    assert_eq!((standings[1].met, standings[2].short), (true, false));
}

#[test]
fn what_is_over_in_a_bucket_fills_the_one_above_before_it_moves_away() {
    check(
        "a+:1; b+:1; c+:1",
        "science credits 3\n  lab credits 1 a,b,c\nelective credits 1 c,",
        "lab: a 1, b 1; elective: c 1",
    );
    check(
        "a+:1; b+:1; c+:1",
        "science credits 3\n  lab credits 1 a,b,c\nelective credits 0 c,",
        "lab: a 1, b 1, c 1",
    );
    // A part asks as narrowly as its whole.
    check("a+:1#Math", "lab credits 2 a,\n  part credits 1 [course\nmath credits 1 #Math", "part: a 1");
}

#[test]
fn of_names_without_credits_the_one_that_is_short_gets_them() {
    check(
        "a+:1$math$science; b+:1$math",
        "math credits 1\nscience credits 1",
        "math: a 0, b 1; science: a 1",
    );
    check("a+:1$math$science/0.25", "math credits 1\nscience credits 1", "math: a 0.75; science: a 0.25");
}

#[test]
fn a_course_stays_whole_where_a_bucket_takes_all_of_it() {
    check(
        "half+:0.5#Math; whole+:1#Math; other+:0.5#Math",
        "math credits 1 #Math\nelective credits 1 [course",
        "math: half 0.5, other 0.5; elective: whole 1",
    );
}

#[test]
fn a_choice_that_is_made_takes_nothing_that_another_lacks() {
    check(
        "a+:1; b+:1; c+:1",
        "one any\n  p credits 2 a,b\n  q credits 1 c,\ntwo any\n  r credits 2 a,b\n  s credits 1 c,",
        "p: a 1, b 1; s: c 1",
    );
    // What no choice took takes what is left.
    check(
        "a+:1; b+:1; c+:1; d+:1",
        "one any\n  p credits 1 a,b\n  q credits 2 b,c,d\ntwo any\n  r credits 1 c,\n  s credits 2 b,",
        "p: a 1; q: b 1, d 1; r: c 1",
    );
    // Nor does one that the school has met or waived in another way.
    for met in ["waived", "host met -/-/-/-"] {
        check(
            "j+:1#J; t",
            &format!(
                "one any\n  p status t, {met}\n  q credits 1 #J\ntwo any\n  r credits 1 #J\n  s credits 1 #K"
            ),
            "p: t 0; r: j 1",
        );
    }
}

#[test]
fn a_choice_takes_nothing_from_what_all_must_have_and_goes_where_it_comes_nearest() {
    let sequence = "cte credits 1 a,b,c\npathway any\n  health credits 2 a,b\n  welding credits 2 b,c,d";
    check("a+:1; b+:1; c+:1; d+:1", sequence, "cte: c 1; health: a 1, b 1; welding: d 1");
    // Two of three do, and the third would take from them.
    check(
        "a+:1; b+:1; c+:1",
        "top count 1\n  one credits 3 a,b,c\n  two credits 2 b,c",
        "one: a 1, b 1, c 1",
    );
    check("b+:1; c+:1; a", "top any\n  one credits 3 a,b,c\n  two credits 2 b,c", "one: a 0; two: b 1, c 1");
    // What is over fills the others.
    let three = "top any\n  one credits 1 #Math\n  two credits 1 #Math\n  three credits 1 #Math";
    check("a+:1#Math; b+:1#Math; c+:1#Math", three, "one: a 1; two: b 1; three: c 1");
}

#[test]
fn a_waived_bucket_takes_nothing_that_another_needs() {
    check("a+:1#Spanish", "language credits 1 #Spanish waived\nelective credits 1 [course", "elective: a 1");
    let parts = "language credits 2 waived\n  spanish credits 1 #Spanish\nelective credits 1 [course";
    check("a+:1#Spanish", parts, "elective: a 1");
}

#[test]
fn a_bucket_that_the_school_has_met_takes_what_is_done_and_no_more() {
    let asks = |said: &str| format!("d credits 3\n  lang credits 2 #Spanish {said}\n  el credits 1 [course");
    // What is part of it, of whatever kind, is met with it.
    for whole in ["credits 2", "all"] {
        let parts = format!("lang {whole} host met -\n  spanish credits 1 #Spanish\nel credits 1 [course");
        check("sp3:1#Spanish", &parts, "el: sp3 1");
    }
    for met in ["host met 2", "host - 2"] {
        check("sp3:1#Spanish", &asks(met), "el: sp3 1");
        check("sp2*:1#Spanish; sp3:1#Spanish", &asks(met), "el: sp2 1, sp3 1");
        check("sp2+:1#Spanish; sp3:1#Spanish", &asks(met), "lang: sp2 1; el: sp3 1");
    }
    for open in ["host open 2", "host - 1", "host -"] {
        check("sp3:1#Spanish", &asks(open), "lang: sp3 1");
    }
    // What is done there is not earned elsewhere because of what is planned.
    let named = "lang credits 1 a,b host met 1\nel credits 1 a,";
    check("a+:1; b:1", named, "lang: a 1, b 1");
    check("a+:1; b+:1", named, "lang: b 1; el: a 1");
    // What has no other place goes there.
    check("a:1", "lang credits 1 a, host met 1", "lang: a 1");
    let choice = "top any\n  one credits 1 a,b host met 1\n  two credits 1 a,b";
    check("a:1; b:1", choice, "two: a 1, b 1");
}

/// A random plan of few credits: steps (status, half credits, subject, named bucket), buckets (need in halves, parent,
/// asks).
type Seed = (Vec<(u8, u8, u8, u8)>, Vec<(u8, u8, u8)>);

fn seeds() -> impl Strategy<Value = Seed> {
    (
        prop::collection::vec((0..3u8, 0..4u8, any::<u8>(), any::<u8>()), 0..6),
        prop::collection::vec((0..5u8, any::<u8>(), any::<u8>()), 1..6),
    )
}

fn made((steps, buckets): &Seed) -> Plan {
    let mut plan = Plan::default();
    plan.phases.push(phase("now", "", ""));
    for (ix, &(status, halves, _, named)) in steps.iter().enumerate() {
        let mut step = step(&format!("s{ix}"));
        step.status = [Status::Completed, Status::InProgress, Status::Planned][usize::from(status)];
        step.credits = Some(f64::from(halves) * 0.5);
        if named % 6 == 0 {
            let requirement = usize::from(named / 6) % buckets.len();
            step.counts.push(Counts { requirement, credits: None });
        }
        plan.steps.push(step);
    }
    for (ix, &(need, parent, asks)) in buckets.iter().enumerate() {
        let parent = (ix > 0 && parent % 2 > 0).then(|| usize::from(parent / 2) % ix);
        let mut from = From::default();
        from.steps.extend((0..steps.len()).filter(|at| asks >> at & 1 == 1));
        let facts = RequirementFacts {
            id: format!("r{ix}"),
            overlay: "diploma".to_string(),
            kind: RequirementKind::Credits,
            need: Some(f64::from(need) * 0.5),
            depth: parent.map_or(0, |parent| plan.requirements[parent].depth + 1),
            ..RequirementFacts::default()
        };
        plan.requirements.push(Requirement { facts: Rc::new(facts), parent, from, ..Requirement::default() });
        if let Some(parent) = parent {
            plan.requirements[parent].children.push(ix);
        }
    }
    plan
}

/// The buckets that a step may be spent in, said once more in the plainest way.
fn places(plan: &Plan, at: usize) -> Vec<usize> {
    let asks = |ix: usize| plan.requirements[ix].from.steps.contains(&at);
    let within = |ix: usize, outer: usize| above(plan, ix).contains(&outer);
    let all = 0..plan.requirements.len();
    match plan.steps[at].counts.first() {
        Some(named) => {
            let to = named.requirement;
            all.filter(|&ix| ix == to || within(ix, to) && asks(ix)).collect()
        }
        None => all.filter(|&ix| asks(ix)).collect(),
    }
}

/// A bucket and all above it.
fn above(plan: &Plan, ix: usize) -> Vec<usize> {
    let mut chain = vec![ix];
    while let Some(parent) = plan.requirements[chain[chain.len() - 1]].parent {
        chain.push(parent);
    }
    chain
}

/// Half credits: their stage, and the buckets in which they may lie.
type Halves = Vec<(usize, Vec<usize>)>;

/// Of all ways to spend that fill the most of what all must have: how little the nearest option of a choice can lack.
fn nearest(plan: &Plan, halves: &Halves, options: &[usize]) -> (usize, usize) {
    let rooms: Vec<usize> = (0..plan.requirements.len()).map(|ix| asks(plan, ix).1).collect();
    let mut states = BTreeSet::from([rooms]);
    for (_, places) in halves {
        for rooms in states.clone() {
            for &room in places.iter().filter(|&&place| rooms[place] > 0) {
                let mut left = rooms.clone();
                left[room] -= 1;
                states.insert(left);
            }
        }
    }
    let lacks = |rooms: &Vec<usize>| {
        let all: usize = (0..rooms.len()).filter(|ix| !options.contains(ix)).map(|ix| rooms[ix]).sum();
        (all, options.iter().map(|&option| rooms[option]).min().unwrap_or(0))
    };
    states.iter().map(lacks).min().unwrap_or_default()
}

/// What a bucket and its parts ask for, in half credits; and what of it is the bucket's own.
fn asks(plan: &Plan, ix: usize) -> (usize, usize) {
    let own = (plan.requirements[ix].need.unwrap_or(0.0) * 2.0) as usize;
    let parts: usize = plan.requirements[ix].children.iter().map(|&part| asks(plan, part).0).sum();
    (own.max(parts), own.saturating_sub(parts))
}

/// The most half credits that find room, as (done, under way, planned), and how many rooms at most are filled: by
/// trying every room for every half credit, one after the other.
fn best(plan: &Plan, halves: &Halves) -> ([usize; 3], usize) {
    let rooms: Vec<usize> = (0..plan.requirements.len()).map(|ix| asks(plan, ix).1).collect();
    let all: usize = rooms.iter().sum();
    let mut states = BTreeMap::from([(rooms, vec![[0; 3]])]);
    for (stage, places) in halves {
        let mut next = states.clone();
        for (rooms, counts) in &states {
            for room in places.iter().flat_map(|&place| above(plan, place)) {
                if rooms[room] > 0 {
                    let mut left = rooms.clone();
                    left[room] -= 1;
                    let more = counts.iter().map(|count| {
                        let mut count = *count;
                        count[*stage] += 1;
                        count
                    });
                    let entry: &mut Vec<[usize; 3]> = next.entry(left).or_default();
                    entry.extend(more);
                    entry.sort_unstable();
                    entry.dedup();
                }
            }
        }
        states = next;
    }
    let counts = states.values().flatten().max().copied().unwrap_or_default();
    let filled = states.keys().map(|rooms| all - rooms.iter().sum::<usize>()).max().unwrap_or(0);
    (counts, filled)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_other_way_to_spend_fills_more(seed in seeds()) {
        let plan = made(&seed);
        let progress = progress(&plan);
        let (mut free, mut spent): (Halves, Halves) = (Vec::new(), Vec::new());
        for (at, step) in plan.steps.iter().enumerate() {
            let stage = [Status::Completed, Status::InProgress, Status::Planned].iter().position(|of| *of == step.status);
            let stage = stage.expect("a stage");
            let may = places(&plan, at);
            for _ in 0..(step.credits.unwrap_or(0.0) * 2.0) as usize {
                free.push((stage, may.clone()));
            }
            let mut sum = 0.0;
            for (ix, standing) in progress.requirements.iter().enumerate() {
                for &(_, credits) in standing.steps.iter().filter(|(of, _)| *of == at) {
                    prop_assert!(may.contains(&ix), "spent where it may not be");
                    prop_assert_eq!(credits * 2.0, (credits * 2.0).trunc(), "no half is taken apart");
                    sum += credits;
                    for _ in 0..(credits * 2.0) as usize {
                        spent.push((stage, vec![ix]));
                    }
                }
            }
            prop_assert_eq!(sum, if may.is_empty() { 0.0 } else { step.credits.unwrap_or(0.0) });
        }
        let (counts, filled) = best(&plan, &free);
        prop_assert_eq!(best(&plan, &spent), (counts, filled));
        prop_assert_eq!(counts.iter().sum::<usize>(), filled, "who comes first costs no room");
        // What the standings say is missing is what stays empty.
        let mut missing = 0.0;
        let mut most = 0.0;
        for (requirement, standing) in plan.requirements.iter().zip(&progress.requirements) {
            if requirement.parent.is_none() {
                missing += standing.amount.missing;
                most += standing.amount.missing + standing.amount.earned + standing.amount.in_progress + standing.amount.planned;
            }
        }
        prop_assert!(most >= filled as f64 * 0.5);
        let need = (0..plan.requirements.len()).map(|ix| asks(&plan, ix).1).sum::<usize>() as f64 * 0.5;
        prop_assert_eq!(missing, need - filled as f64 * 0.5);
        prop_assert_eq!(&progress, &crate::rules::progress(&plan), "the same plan, the same answer");
    }

    #[test]
    fn no_other_option_of_a_choice_could_come_nearer(seed in seeds(), from in 0..5usize) {
        // All buckets are roots; those from one on are the options of a choice.
        let mut plan = made(&(seed.0.clone(), seed.1.iter().map(|&(need, _, asks)| (need, 0, asks)).collect()));
        let choice = plan.requirements.len();
        let from = from % choice;
        let options: Vec<usize> = (from..choice).filter(|&ix| plan.requirements[ix].need > Some(0.0)).collect();
        for ix in from..choice {
            plan.requirements[ix].parent = Some(0);
        }
        let mut any = Requirement::default();
        (any.overlay, any.kind) = ("diploma".to_string(), RequirementKind::Any);
        plan.requirements.insert(0, any);
        for requirement in &mut plan.requirements[from + 1..] {
            requirement.depth = 1;
        }
        plan.requirements[0].children = (from + 1..=choice).collect();
        for counts in plan.steps.iter_mut().flat_map(|step| &mut step.counts) {
            counts.requirement += 1;
        }
        let options: Vec<usize> = options.iter().map(|option| option + 1).collect();
        let mut free = Vec::new();
        for (at, step) in plan.steps.iter().enumerate() {
            for _ in 0..(step.credits.unwrap_or(0.0) * 2.0) as usize {
                free.push((0, places(&plan, at)));
            }
        }
        let progress = progress(&plan);
        let lacks = |ix: usize| (progress.requirements[ix].amount.missing * 2.0) as usize;
        let all: usize = (1..=from).map(lacks).sum();
        let least = options.iter().map(|&option| lacks(option)).min().unwrap_or(0);
        prop_assert_eq!((all, least), nearest(&plan, &free, &options));
    }
}
