//! Plans in a line. `a+ > b* ~> goal` is a plan of two steps and a goal: `a`, completed, is required for `b`, in
//! progress, which leads to the goal.
//!
//! After a step's name: `+` completed, `*` in progress, `&` reworking, `?` suggested, `!` not met, `-` dropped,
//! `%` waived; `@1` its phase, `:0.5` its credits, `#Math` its subject, `^2026-12-01` its due date, `=` at risk,
//! `$math` or `$math/0.5` the requirement it counts toward, `~M1` its code, `[assessment` its kind, `<` that it has no
//! phase, `<1,2` and is offered in these.
//! Links: `>` requires, `~>` leads to, `.>` recommended, `|` alternative, `=>` corequisite. Names that begin with
//! `goal` are goals, the first of them primary.
//!
//! Requirements stand one in a line, children indented by two blanks: `math credits 3 #Math` (a subject), `lab credits
//! 2 a,b` (steps), `[course` (a kind), `:endorsement` (an overlay), `host met 2/1/0/3` (a verdict, `-` for a figure
//! left out), `waived`.

use crate::plan::*;
use std::rc::Rc;

/// The plan of some chains, separated by `;`, in prerequisite order.
pub(super) fn plan(chains: &str) -> Plan {
    with(chains, "")
}

/// The plan of some chains and requirements.
pub(super) fn with(chains: &str, requirements: &str) -> Plan {
    let mut plan = Plan::default();
    for line in requirements.lines().filter(|line| !line.trim().is_empty()) {
        add_requirement(&mut plan, line);
    }
    for chain in chains.split([';', '\n']).map(str::trim).filter(|chain| !chain.is_empty()) {
        let mut from: Option<End> = None;
        let mut kind = None;
        for word in chain.split_whitespace() {
            kind = match word {
                ">" => Some(EdgeKind::Requires),
                "~>" => Some(EdgeKind::LeadsTo),
                ".>" => Some(EdgeKind::Recommended),
                "|" => Some(EdgeKind::Alternative),
                "=>" => Some(EdgeKind::Corequisite),
                name => {
                    let to = end(&mut plan, name);
                    if let (Some(from), Some(kind)) = (from, kind) {
                        plan.edges.push(Edge { from, to, kind, note: None, minimum: None });
                    }
                    from = Some(to);
                    None
                }
            };
        }
    }
    let last = plan.steps.iter().map(|step| step.phase).max().unwrap_or(0);
    for at in 0..=last {
        plan.phases.push(phase(&at.to_string(), "", ""));
    }
    from_steps(&mut plan, requirements);
    plan
}

pub(super) fn date(text: &str) -> Option<Date> {
    Date::parse(text)
}

pub(super) fn phase(id: &str, start: &str, end: &str) -> Phase {
    let id = id.to_string();
    let title = Some(Text::Plain(id.clone()));
    Phase { id, title, kind: PhaseKind::Open, start: date(start), end: date(end), max_credits: None }
}

pub(super) fn step(id: &str) -> Step {
    let facts = StepFacts {
        id: id.to_string(),
        title: Text::Plain(id.to_string()),
        kind: Kind::Course,
        phase_given: true,
        ..StepFacts::default()
    };
    Step { facts: Rc::new(facts), phase: 0, status: Status::Planned }
}

pub(super) fn goal(id: &str, primary: bool) -> Goal {
    let facts = GoalFacts { id: id.to_string(), title: Text::Plain(id.to_string()), ..GoalFacts::default() };
    Goal { facts: Rc::new(facts), primary, status: GoalStatus::Active }
}

/// The name of a step or goal.
pub(super) fn name(plan: &Plan, end: End) -> &str {
    match end {
        End::Step(step) => &plan.steps[step].id,
        End::Goal(goal) => &plan.goals[goal].id,
    }
}

/// The step or goal of a name.
pub(super) fn find(plan: &Plan, name: &str) -> End {
    let step = plan.steps.iter().position(|step| step.id == name).map(End::Step);
    step.or_else(|| plan.goals.iter().position(|goal| goal.id == name).map(End::Goal)).expect(name)
}

fn end(plan: &mut Plan, word: &str) -> End {
    if word.starts_with("goal") {
        let known = plan.goals.iter().position(|goal| goal.id == word);
        return End::Goal(known.unwrap_or_else(|| {
            plan.goals.push(goal(word, plan.goals.is_empty()));
            plan.goals.len() - 1
        }));
    }
    let signs = |sign: char| "+*&?!-%@:#^=$<~[".contains(sign);
    let cut = word.find(signs).unwrap_or(word.len());
    let (id, rest) = word.split_at(cut);
    let known = plan.steps.iter().position(|step| step.id == id);
    let ix = known.unwrap_or_else(|| {
        plan.steps.push(step(id));
        plan.steps.len() - 1
    });
    let mut marks = rest
        .char_indices()
        .filter(|(_, sign)| signs(*sign) && *sign != '-')
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    if rest == "-" || rest.starts_with('-') {
        plan.steps[ix].status = Status::Dropped;
    }
    marks.push(rest.len());
    for pair in marks.windows(2) {
        let (sign, value) = rest[pair[0]..pair[1]].split_at(1);
        let value = if sign == "^" { value } else { value.trim_end_matches('-') };
        let requirements = &plan.requirements;
        let step = &mut plan.steps[ix];
        match sign {
            "+" => step.status = Status::Completed,
            "*" => step.status = Status::InProgress,
            "&" => step.status = Status::Reworking,
            "?" => step.status = Status::Suggested,
            "!" => step.status = Status::NotMet,
            "%" => step.status = Status::Waived,
            "@" => step.phase = value.parse().expect(word),
            ":" => step.credits = Some(value.parse().expect(word)),
            "#" => step.subject = Some(Text::Plain(value.to_string())),
            "^" => step.due = date(value),
            "~" => step.code = Some(value.to_string()),
            "[" => step.kind = Kind::of(value).expect(word),
            "<" => {
                step.phase_given = false;
                step.offered = value.split(',').filter_map(|phase| phase.parse().ok()).collect();
            }
            "=" => step.risk = Some(Text::Plain("late work".to_string())),
            "$" => {
                let (id, credits) = value.split_once('/').unwrap_or((value, ""));
                let requirement =
                    requirements.iter().position(|requirement| requirement.id == id).expect(word);
                step.counts.push(Counts { requirement, credits: credits.parse().ok() });
            }
            _ => unreachable!("{word}"),
        }
    }
    End::Step(ix)
}

fn add_requirement(plan: &mut Plan, line: &str) {
    let depth = (line.len() - line.trim_start().len()) / 2;
    let mut words = line.split_whitespace();
    let id = words.next().unwrap_or_default().to_string();
    let kind = RequirementKind::of(words.next().unwrap_or_default()).expect(line);
    let ix = plan.requirements.len();
    let parent = plan.requirements.iter().rposition(|above| above.depth + 1 == depth);
    let facts = RequirementFacts {
        title: Text::Plain(id.clone()),
        id,
        overlay: parent.map_or("diploma", |parent| &plan.requirements[parent].overlay).to_string(),
        kind,
        depth,
        ..RequirementFacts::default()
    };
    let mut requirement = Requirement { facts: Rc::new(facts), parent, ..Requirement::default() };
    while let Some(word) = words.next() {
        if let Ok(need) = word.parse() {
            requirement.need = Some(need);
        } else if let Some(subject) = word.strip_prefix('#') {
            requirement.from.subjects.push(subject.to_string());
        } else if let Some(kind) = word.strip_prefix('[') {
            requirement.from.kinds.push(Kind::of(kind).expect(line));
        } else if let Some(overlay) = word.strip_prefix(':') {
            requirement.overlay = overlay.to_string();
        } else if word == "waived" {
            requirement.waived = Some(Waiver { by: None, at: None, note: None });
        } else if word == "host" {
            let met = match words.next() {
                Some("met") => Some(true),
                Some("open") => Some(false),
                _ => None,
            };
            let mut figures = words.next().unwrap_or("").split('/').map(|figure| figure.parse().ok());
            let mut figure = || figures.next().flatten();
            let (earned, in_progress, planned, need) = (figure(), figure(), figure(), figure());
            requirement.verdict = Some(Verdict { met, earned, in_progress, planned, need, at: None });
        }
    }
    if let Some(parent) = parent {
        plan.requirements[parent].children.push(ix);
    }
    plan.requirements.push(requirement);
}

/// Fills in the steps that requirements name, once there are steps: `a,b` or `a,`.
fn from_steps(plan: &mut Plan, requirements: &str) {
    for (ix, line) in requirements.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        for word in line.split_whitespace().filter(|word| word.contains(',')) {
            for id in word.split(',').filter(|id| !id.is_empty()) {
                if let End::Step(step) = find(plan, id) {
                    plan.requirements[ix].from.steps.push(step);
                }
            }
        }
    }
}
