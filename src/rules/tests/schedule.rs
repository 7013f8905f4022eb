//! Proposals as one line each, and all of them against every placement there is.
//!
//! It is one file, since the table and the search over every placement are written in the same few helpers.

use super::always::passed;
use super::notation::{goal, name, phase, step, with};
use crate::plan::*;
use crate::rules::{Conflict, Proposal, Why, progress, schedule};
use proptest::prelude::*;

fn today() -> Date {
    Date::of(2026, 11, 22).expect("a day")
}

/// Phases in a line: how many credits each takes (`-` any number), `s` before it for a summer, `p` for after school.
fn phases(line: &str) -> Vec<Phase> {
    let mut all = Vec::new();
    for (ix, word) in line.split_whitespace().enumerate() {
        let mut one = phase(&ix.to_string(), "", "");
        one.kind = match word.as_bytes()[0] {
            b's' => PhaseKind::Summer,
            b'p' => PhaseKind::Postsecondary,
            _ => PhaseKind::Grade,
        };
        one.max_credits = word.trim_start_matches(['s', 'p']).parse().ok();
        all.push(one);
    }
    all
}

/// A proposal as a line: `chem@2 after bio`, or `not: chem bio>chem @1`.
fn said(plan: &Plan, proposal: &Proposal) -> String {
    let id = |step: &StepIx| name(plan, End::Step(*step)).to_string();
    let mut all = Vec::new();
    for placed in &proposal.placed {
        let why = match &placed.because {
            Why::First => String::new(),
            Why::After(step) => format!(" after {}", id(step)),
            Why::With(step) => format!(" with {}", id(step)),
            Why::Recommended(step) => format!(" better after {}", id(step)),
            Why::NotOffered(phase) => format!(" not offered in {phase}"),
            Why::Begun(phase) => format!(" {phase} has begun"),
            Why::Full(phase) => format!(" {phase} is full"),
            Why::Near => " near".to_string(),
        };
        all.push(format!("{}@{}{why}", id(&placed.step), placed.phase));
    }
    if let Some(Conflict { steps, edges, limits }) = &proposal.conflict {
        let mut parts: Vec<String> = steps.iter().map(id).collect();
        parts.extend(edges.iter().map(|&edge| {
            let edge = &plan.edges[edge];
            format!("{}>{}", name(plan, edge.from), name(plan, edge.to))
        }));
        parts.extend(limits.iter().map(|phase| format!("@{phase}")));
        all.push(format!("not: {}", parts.join(" ")));
    }
    assert!(proposal.proven);
    all.join(", ")
}

#[track_caller]
fn proposes(chains: &str, room: &str, requirements: &str, expected: &str) {
    let mut plan = with(chains, requirements);
    plan.phases = phases(room);
    assert_eq!(said(&plan, &schedule(&plan, today())), expected, "{chains}");
}

#[test]
fn three_courses_of_two_thirds_fit_where_there_is_room_for_two_credits() {
    let each = "0.6666666666666666";
    proposes(
        &format!("a:{each}<1; b:{each}<1; c:{each}<1"),
        "- 2",
        "",
        "a@1 not offered in 0, b@1 not offered in 0, c@1 not offered in 0",
    );
}

#[test]
fn a_step_goes_behind_what_it_requires_and_not_before_today() {
    proposes("a*@1 > b<", "- - - -", "", "b@2 after a");
    proposes("a*@1; b<", "- - - -", "", "b@1");
    proposes("a*@0 > b< > c<; d<", "- - - -", "", "b@1 after a, c@2 after b, d@0");
    proposes("a+@0 > b<", "- - -", "", "b@0");
    proposes("a<; b@2; a > b", "- - -", "", "a@0");
    proposes("a*@0 > b?<", "- - -", "", "");
    proposes("a-@1 > b<; c*@0", "- - -", "", "b@0");
    // What the host itself has in the wrong order is no matter of the rest.
    proposes("z*@0; a@2 > b@1; c<", "- - -", "", "c@0");
    proposes("z*@0; a@2 .> b@1; c<", "- - -", "", "c@0");
}

#[test]
fn a_corequisite_goes_along_or_before() {
    proposes("a*@0 > b< => c<", "- - -", "", "b@1 after a, c@1 with b");
    proposes("b< => a<; a => b; z*@0 > a", "- - -", "", "b@1 with a, a@1 after z");
    // What must be before it says more.
    proposes("z*@0; a@2 > c<; b@3 => c", "- - - -", "", "c@3 after a");
}

#[test]
fn courses_that_may_be_of_half_a_year_go_into_two_grades() {
    proposes("a:0.5@0 > b:0.5<; y:1@1", "- - -", "", "b@1 after a");
    // Beside a course of a double block, one of a year is worth half as much.
    proposes("a:1@0 > b:1<; block*:2@0", "- - -", "", "b@1 after a");
}

#[test]
fn any_one_of_alternatives_will_do() {
    proposes("z*@0 > a<; a | b<; a > c<", "- - - -", "", "a@1 after z, b@0, c@1 after b");
    proposes("z*@0 > a<; a | b+@0; a > c<", "- - - -", "", "a@1 after z, c@0");
    // What holds is the one that is taken first, not the one that the link names.
    proposes("a-@0 | b@1; a > c<", "- - -", "", "c@2 after b");
    proposes("a@2 | b@0; a > c<", "- - - -", "", "c@1 after b");
    // One of them the host has put too late, and the others cannot be sooner.
    proposes("a@2; z*@0 > b<; z > c<; a | b; a | c; a > d@1", "- - -", "", "not: b c z>b z>c a>d");
}

#[test]
fn what_is_recommended_gives_way_to_the_goal() {
    proposes("z*@0 > a<; a .> b<", "- - - -", "", "a@1 after z, b@1 better after a");
    proposes("z*@0 > a<; a .> b< ~> goal", "- - - -", "", "a@1 after z, b@0");
    proposes("z*@0; a@1 .> b<; c+@1 .> d<", "- - -", "", "b@1 better after a, d@0");
}

#[test]
fn a_phase_takes_as_many_credits_as_it_may() {
    proposes("a:1<; b:1<; c:1<", "2 2", "", "a@0, b@0, c@1 0 is full");
    proposes("x*:1@0; a:1<; b:1<; c:1<", "2 2", "", "a@0, b@1 0 is full, c@1 0 is full");
    proposes(
        "a:1<; b:1<; c:1<; d:1< ~> goal",
        "1 2 2",
        "",
        "a@1 0 is full, b@1 0 is full, c@2 1 is full, d@0",
    );
    proposes("a:1.5<; b:0.5<; c:0.5<; d:0.5<", "1.5 9", "", "a@1 0 is full, b@0, c@0, d@0");
    // What is recommended is no reason where it is heard a phase earlier too.
    proposes("r+@0; w@0 .> a:1<; b:1@1", "0.5 1 -", "", "a@2 1 is full");
}

#[test]
fn a_summer_is_for_what_is_offered_there() {
    proposes("a*@0 > b<", "- s - -", "", "b@2 after a");
    proposes("a*@0 > b<1,3", "- s - -", "", "b@1 after a");
    proposes("a*@0; b<2", "- s - -", "", "b@2 not offered in 1");
    proposes("a*@0 > b<0,3", "- - - -", "", "b@3 not offered in 2");
}

#[test]
fn what_the_diploma_counts_does_not_go_behind_school() {
    let math = "math credits 1 #Math";
    proposes("a*:1@0 > b:1#Math<", "1 p", math, "not: b a>b");
    proposes("a*:1@0 > b:1#Art<", "1 p", math, "b@1 after a");
    proposes("a*:1@0 > b:1#Math<", "1 1 p", math, "b@1 after a");
}

#[test]
fn the_smallest_reason_why_not_names_courses_links_and_limits() {
    proposes("a*:1@0; b:1<; c:1<; d<", "1 1", "", "not: b c @0 @1");
    proposes("a*@0 > b< > c< > d<; x:1<", "- - -", "", "not: b c d a>b b>c c>d");
    proposes("a@1; z*@0 > b<; b > a; x<", "- - -", "", "not: b z>b b>a");
    proposes("a:2<; b:1<", "1 1", "", "not: a @0 @1");
    proposes("z*@1; a<0", "- -", "", "not: a");
}

#[test]
fn a_course_does_not_go_into_a_phase_that_has_begun_and_long_phases_hold_chains() {
    let mut plan = with("a*@0 > b<; t[assessment<; c<", "");
    plan.phases = vec![
        phase("10", "2026-09", "2027-06"),
        phase("11", "2027-09", "2028-06"),
        phase("co", "2028-09", "2032-06"),
    ];
    assert_eq!(said(&plan, &schedule(&plan, today())), "b@1 after a, t@0, c@1 0 has begun");
    plan.phases[0] = phase("10", "2026-11-22", "2027-06");
    assert_eq!(said(&plan, &schedule(&plan, today())), "b@1 after a, t@0, c@1 0 has begun");
    // Where only ends are said, the first has begun, and the next begins after it.
    plan.phases = vec![phase("10", "", "2027-06-15"), phase("11", "", "2028-06-15"), phase("co", "", "")];
    assert_eq!(said(&plan, &schedule(&plan, today())), "b@1 after a, t@0, c@1 0 has begun");
    // But it has not the day after the end of the year before: it is summer until something in it is under way.
    let summer = |chains: &str| {
        let mut plan = with(chains, "");
        plan.phases =
            vec![phase("10", "", "2026-06-15"), phase("11", "", "2027-06-15"), phase("12", "", "2028-06-15")];
        said(&plan, &schedule(&plan, Date::of(2026, 7, 10).expect("a day")))
    };
    assert_eq!(summer("a+@0; c<"), "c@1");
    assert_eq!(summer("a+@0; b%@1; d@1; c<"), "c@1");
    // What the host did not put there says nothing of it, such as a course of that summer.
    assert_eq!(summer("a+@0; s*@1<; c<"), "c@1");
    // Nor what is no course, such as a form that is filled in before the year.
    assert_eq!(summer("a+@0; f+@1[milestone; c<"), "c@1");
    for tried in ["b*@1", "b+@1", "b!@1"] {
        assert_eq!(summer(&format!("a+@0; {tried}; c<")), "c@2 1 has begun", "{tried}");
    }
    // Nor has the first, where none of it was tried.
    let mut first = with("c<; b@1", "");
    first.phases = vec![phase("10", "", "2027-06-15"), phase("11", "", "2028-06-15")];
    assert_eq!(said(&first, &schedule(&first, today())), "c@0");
    let mut plan = with("a*@0; g@1 > b< > c< > d<", "");
    plan.phases = vec![
        phase("11", "2026-09", "2027-06"),
        phase("12", "2027-09", "2028-06"),
        phase("co", "2028-09", "2032-06"),
    ];
    assert_eq!(said(&plan, &schedule(&plan, today())), "b@2 after g, c@2 after b, d@2 after c");
}

#[test]
fn a_long_chain_finds_its_order_however_its_links_are_told() {
    let steps: String = (0..300).map(|at| format!("s{at}<; ")).collect();
    let last_first: String = (1..300).rev().map(|at| format!("s{} > s{at}; ", at - 1)).collect();
    let mut plan = with(&(steps + &last_first), "");
    plan.phases = phases(&"- ".repeat(300));
    let proposal = schedule(&plan, today());
    assert!(proposal.proven && proposal.placed.iter().all(|placed| placed.phase == placed.step));
}

#[test]
fn dates_place_a_step_and_phases_made_from_links_hold_no_proposal() {
    let mut plan = with("a*@0; b@1^2028-03-08<", "");
    plan.phases = vec![phase("10", "2026-09", "2027-06"), phase("11", "2027-09", "2028-06")];
    assert_eq!(schedule(&plan, today()).placed, []);
    let mut plan = with("a<; z*@0; y@1", "");
    plan.phases[1].title = None;
    assert_eq!(said(&plan, &schedule(&plan, today())), "a@0", "one of them is named");
    let mut plan = with("a<; b<", "");
    plan.phases[0].title = None;
    assert_eq!(schedule(&plan, today()), Proposal { proven: true, ..Proposal::default() });
}

type Seed = (Vec<(u8, u8, u8, u8)>, Vec<(u8, u8)>, Vec<(u8, u8, u8)>);

fn seeds() -> impl Strategy<Value = Seed> {
    (
        prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..8),
        prop::collection::vec(any::<(u8, u8)>(), 2..5),
        prop::collection::vec(any::<(u8, u8, u8)>(), 0..9),
    )
}

/// A plan of at most five steps without a phase, of every sort that placing cares for.
fn made((steps, room, edges): &Seed) -> Plan {
    let mut plan = with("", "math credits 2 #Math");
    plan.goals.push(goal("goal", true));
    plan.phases.clear();
    for (ix, &(limit, kind)) in room.iter().enumerate() {
        let mut one = phase(&ix.to_string(), "", "");
        one.kind = [PhaseKind::Grade, PhaseKind::Grade, PhaseKind::Summer, PhaseKind::Postsecondary]
            [usize::from(kind % 8).saturating_sub(4)];
        one.max_credits = (limit % 5 < 4).then(|| f64::from(limit % 5) * 0.5);
        if ix == 0 && kind % 16 == 0 {
            (one.start, one.end) = (Date::parse("2026-09"), Date::parse("2027-06"));
        }
        plan.phases.push(one);
    }
    let mut free = 0;
    for (ix, &(how, size, at, offered)) in steps.iter().enumerate() {
        let mut step = step(&format!("s{ix}"));
        step.phase = usize::from(at) % room.len();
        step.phase_given = how % 3 == 0 || free == 5;
        free += usize::from(!step.phase_given);
        if step.phase_given {
            step.status = Status::ALL[usize::from(how / 3) % Status::ALL.len()];
        }
        step.kind = if how % 5 == 0 { Kind::Assessment } else { Kind::Course };
        step.credits = (size % 4 > 0).then(|| f64::from(size % 4) * 0.5);
        step.subject = (size % 3 == 0).then(|| Text::Plain("Math".to_string()));
        for phase in 0..room.len() {
            if offered % 3 == 0 && offered >> (phase + 2) & 1 == 1 {
                step.offered.push(phase);
            }
        }
        plan.steps.push(step);
        if at % 4 == 0 {
            plan.edges.push(edge(End::Step(ix), End::Goal(0), EdgeKind::LeadsTo));
        }
    }
    for &(from, to, kind) in edges {
        let (from, to) = (usize::from(from) % steps.len(), usize::from(to) % steps.len());
        let kind = EdgeKind::ALL[usize::from(kind) % EdgeKind::ALL.len()];
        let (from, to) = if kind.orders() { (from.min(to), from.max(to)) } else { (from, to) };
        if from != to {
            plan.edges.push(edge(End::Step(from), End::Step(to), kind));
        }
    }
    plan
}

fn edge(from: End, to: End, kind: EdgeKind) -> Edge {
    Edge { from, to, kind, note: None, minimum: None }
}

/// What there is to hold to: which steps are to be placed, which edges bind and which phases are limited.
#[derive(Clone)]
struct Given {
    steps: Vec<StepIx>,
    edges: Vec<usize>,
    limits: Vec<PhaseIx>,
}

fn counts(step: &Step) -> bool {
    !matches!(step.status, Status::NotMet | Status::Dropped | Status::Suggested)
}

/// All steps that any one of is enough for, with this one.
fn group(plan: &Plan, step: StepIx) -> Vec<StepIx> {
    let mut group = vec![step];
    let mut at = 0;
    while at < group.len() {
        for edge in plan.edges.iter().filter(|edge| edge.kind == EdgeKind::Alternative) {
            let Some((one, other)) = edge.steps() else { continue };
            for (one, other) in [(one, other), (other, one)] {
                if one == group[at] && !group.contains(&other) {
                    group.push(other);
                }
            }
        }
        at += 1;
    }
    group
}

/// Whether an alternative that is as far or further, or brings more, is taken in place of a step that is not done; and
/// whether a planned one has an alternative that is done.
fn spared(plan: &Plan, step: StepIx) -> bool {
    let ahead = |ix: &StepIx| counts(&plan.steps[*ix]) && !plan.steps[*ix].status.is_done();
    let key = |ix: &StepIx| {
        let it = &plan.steps[*ix];
        (!it.status.is_under_way(), -(it.credits.unwrap_or(-1.0) * 1000.0) as i64, *ix)
    };
    let done = |ix: &StepIx| plan.steps[*ix].status.is_done();
    let idle = plan.steps[step].status == Status::Planned && group(plan, step).iter().any(done);
    let rest = |ix: &StepIx| ahead(ix) && !(plan.steps[*ix].status == Status::Planned && idle);
    idle || ahead(&step) && group(plan, step).iter().filter(|ix| rest(ix)).map(key).min() != Some(key(&step))
}

/// The cost of a placement by the words of the documentation; None where it breaks one of them. `at` has the phase of
/// every step.
fn judged(
    plan: &Plan,
    given: &Given,
    all: &[StepIx],
    at: &[PhaseIx],
    now: PhaseIx,
    diploma: &[bool],
) -> Option<[usize; 4]> {
    let lead = leading(plan);
    let placed = |step: &StepIx| given.steps.contains(step);
    let left_out = |step: &StepIx| all.contains(step) && !placed(step);
    let begun = plan.phases[now].start.is_some();
    for &ix in &given.steps {
        let (step, phase) = (&plan.steps[ix], at[ix]);
        let says = step.offered.contains(&phase);
        let kind = plan.phases[phase].kind;
        let offered = says || step.offered.is_empty() && kind != PhaseKind::Summer;
        if phase < now
            || !offered
            || begun && phase == now && step.kind == Kind::Course
            || diploma[ix] && kind == PhaseKind::Postsecondary && !says
        {
            return None;
        }
    }
    for &phase in &given.limits {
        let taken = |fixed: bool| {
            let takes = |(ix, step): &(usize, &Step)| {
                at[*ix] == phase
                    && all.contains(ix) != fixed
                    && !left_out(ix)
                    // A failed try has taken its room.
                    && (counts(step) || fixed && step.status == Status::NotMet)
                    && !spared(plan, *ix)
                    && step.kind == Kind::Course
                    && step.status != Status::Waived
            };
            plan.steps
                .iter()
                .enumerate()
                .filter(takes)
                .map(|(_, step)| step.credits.unwrap_or(0.0))
                .sum::<f64>()
        };
        let limit = plan.phases[phase].max_credits?;
        if taken(false) > (limit - taken(true)).max(0.0) {
            return None;
        }
    }
    let mut unheard = 0;
    for (ix, edge) in plan.edges.iter().enumerate() {
        let Some((from, to)) = edge.steps() else { continue };
        let long = plan.phases[at[to]].kind == PhaseKind::Postsecondary;
        if !counts(&plan.steps[to]) || plan.steps[to].status != Status::Planned {
            continue;
        }
        let strictly = match edge.kind {
            EdgeKind::Alternative => continue,
            EdgeKind::Recommended | EdgeKind::EvidenceFor => {
                let open = counts(&plan.steps[from]) && !plan.steps[from].status.is_done();
                unheard += usize::from(open && (placed(&from) || placed(&to)) && at[from] > at[to]);
                continue;
            }
            kind => kind != EdgeKind::Corequisite,
        };
        let group = group(plan, from);
        let course = |&one: &StepIx| plan.steps[one].kind == Kind::Course;
        let again = plan.steps[from].status == Status::NotMet && group.contains(&to);
        if again || group.iter().any(|&one| plan.steps[one].status.is_done()) || !given.edges.contains(&ix) {
            continue;
        }
        let before: Vec<StepIx> =
            group.into_iter().filter(|&one| one != to && counts(&plan.steps[one])).collect();
        let apart = |one: &StepIx| course(&to) && course(one) || all.contains(&to) && all.contains(one);
        let strictly = strictly && before.iter().any(apart);
        let late = |&one: &StepIx| at[one] < at[to] || at[one] == at[to] && (!strictly || long);
        if before.iter().chain([&to]).any(left_out) || !before.iter().chain([&to]).any(placed) {
            continue;
        }
        if !before.is_empty() && !before.iter().any(late) {
            return None;
        }
    }
    let leads = |step: StepIx| lead[step];
    let counted = |ix: &usize| counts(&plan.steps[*ix]) && !left_out(ix);
    let latest = |fits: &dyn Fn(usize) -> bool| {
        (0..at.len()).filter(counted).filter(|&ix| fits(ix)).map(|ix| at[ix]).max().unwrap_or(0)
    };
    let sum = given.steps.iter().map(|&step| at[step]).sum();
    Some([latest(&|ix| diploma[ix]), latest(&leads), unheard, sum])
}

/// Which steps lead to a goal by links that bind, step by step until no more do.
fn leading(plan: &Plan) -> Vec<bool> {
    let mut lead = vec![false; plan.steps.len()];
    let Some((passed, _)) = passed(plan) else { return lead };
    for _ in 0..lead.len() {
        for edge in passed.edges.iter().filter(|edge| edge.kind.binds()) {
            let to_goal = match edge.to {
                End::Goal(_) => true,
                End::Step(to) => lead[to],
            };
            if let End::Step(from) = edge.from {
                lead[from] |= to_goal && plan.steps[from].status != Status::Dropped;
            }
        }
    }
    lead
}

/// The best of all placements, by trying them all.
fn brute(plan: &Plan, given: &Given, all: &[StepIx]) -> Option<([usize; 4], Vec<PhaseIx>)> {
    let now = crate::rules::now(plan, today()).expect("phases");
    let mut diploma = vec![false; plan.steps.len()];
    for standing in progress(plan).requirements {
        standing.steps.iter().for_each(|(step, _)| diploma[*step] = true);
    }
    let mut at: Vec<PhaseIx> = plan.steps.iter().map(|step| step.phase).collect();
    let mut best: Option<([usize; 4], Vec<PhaseIx>)> = None;
    let count = plan.phases.len();
    for code in 0..count.pow(given.steps.len() as u32) {
        // The first step counts slowest, so that of equals the one with the earlier step earlier is met first.
        let mut rest = code;
        for &step in given.steps.iter().rev() {
            at[step] = rest % count;
            rest /= count;
        }
        if let Some(cost) = judged(plan, given, all, &at, now, &diploma)
            && best.as_ref().is_none_or(|(least, _)| cost < *least)
        {
            best = Some((cost, at.clone()));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_proposal_is_the_best_of_all_placements_or_there_is_none(seed in seeds()) {
        let plan = made(&seed);
        prop_assume!(passed(&plan).is_some());
        let all: Vec<StepIx> = (0..plan.steps.len()).filter(|&ix| !plan.steps[ix].phase_given).collect();
        let limits = (0..plan.phases.len()).filter(|&at| plan.phases[at].max_credits.is_some()).collect();
        let given = Given { steps: all.clone(), edges: (0..plan.edges.len()).collect(), limits };
        let proposal = schedule(&plan, today());
        prop_assert!(proposal.proven);
        match (brute(&plan, &given, &all), &proposal.conflict) {
            (Some((_, at)), None) => {
                let proposed: Vec<PhaseIx> = proposal.placed.iter().map(|placed| placed.phase).collect();
                let steps: Vec<StepIx> = proposal.placed.iter().map(|placed| placed.step).collect();
                prop_assert_eq!(&steps, &all);
                prop_assert_eq!(proposed, all.iter().map(|&step| at[step]).collect::<Vec<_>>());
                let now = crate::rules::now(&plan, today()).expect("phases");
                for placed in &proposal.placed {
                    if let Why::Full(earlier) = placed.because {
                        let mut there = at.clone();
                        there[placed.step] = earlier;
                        let judged = judged(&plan, &given, &all, &there, now, &vec![false; there.len()]);
                        prop_assert!(judged.is_none(), "it is full: {}", said(&plan, &proposal));
                    }
                }
            }
            (None, Some(conflict)) => {
                let core = Given { steps: conflict.steps.clone(), edges: conflict.edges.clone(), limits: conflict.limits.clone() };
                prop_assert!(brute(&plan, &core, &all).is_none(), "the reason is one: {}", said(&plan, &proposal));
                let parts = core.steps.len() + core.edges.len() + core.limits.len();
                for part in 0..parts {
                    let mut less = core.clone();
                    if part < core.steps.len() {
                        less.steps.remove(part);
                    } else if part < core.steps.len() + core.edges.len() {
                        less.edges.remove(part - core.steps.len());
                    } else {
                        less.limits.remove(part - core.steps.len() - core.edges.len());
                    }
                    prop_assert!(brute(&plan, &less, &all).is_some(), "nothing can be left out: {}", said(&plan, &proposal));
                }
            }
            (best, _) => prop_assert!(false, "{best:?}, and proposed {proposal:?}"),
        }
    }
}
