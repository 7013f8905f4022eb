//! Where the learner is in time.

use crate::plan::{Date, Phase, PhaseIx, PhaseKind, Plan, Text};

/// The phase the learner is in: the one whose dates hold today; else the one the learner's grade level names; else,
/// between two dated phases or before the first, the next to start; else the last one with a step under way; else the
/// first with a step that is not done; else the last. None for a plan without phases.
///
/// Where the dates of several hold today (a term within a grade, or a month that ends one and starts the other) it is
/// the one that started last. A phase with a start alone lasts until the next phase's start, one with an end alone
/// begins after the last dated phase before it. A date without a day covers its whole month or year.
pub fn now(plan: &Plan, today: Date) -> Option<PhaseIx> {
    let phases = plan.phases();
    let last = phases.len().checked_sub(1)?;
    dated(phases, today)
        .or_else(|| graded(phases, plan.learner.grade_level.as_deref()?))
        .or_else(|| next_to_start(phases, today))
        .or_else(|| {
            let under_way = plan.steps().iter().filter(|step| step.status.is_under_way());
            under_way.map(|step| step.phase).max()
        })
        .or_else(|| {
            plan.steps().iter().filter(|step| super::progress::is_open(step)).map(|step| step.phase).min()
        })
        .or(Some(last))
        .map(|phase| phase.min(last))
}

type Day = (i32, u8, u8);

fn dated(phases: &[Phase], today: Date) -> Option<PhaseIx> {
    let today = today.first_day();
    // The start of the first dated phase after each.
    let mut upcoming: Vec<Option<Day>> = vec![None; phases.len()];
    let mut start = None;
    for (ix, phase) in phases.iter().enumerate().rev() {
        upcoming[ix] = start;
        start = phase.start.map(Date::first_day).or(start);
    }
    let mut ended: Option<Day> = None;
    let mut found: Option<(Day, PhaseIx)> = None;
    for (ix, phase) in phases.iter().enumerate() {
        let begun = match (phase.start, phase.end) {
            (Some(start), _) => start.first_day() <= today,
            (None, Some(_)) => ended.is_none_or(|ended| ended < today),
            (None, None) => false,
        };
        let going_on = match phase.end {
            Some(end) => today <= end.last_day(),
            None => upcoming[ix].is_none_or(|next| today < next),
        };
        let start = phase.start.map(Date::first_day).or(ended).unwrap_or((0, 0, 0));
        if begun && going_on && found.is_none_or(|(latest, _)| start > latest) {
            found = Some((start, ix));
        }
        ended = phase.end.map(Date::last_day).or(phase.start.map(Date::first_day)).or(ended);
    }
    found.map(|(_, ix)| ix)
}

fn next_to_start(phases: &[Phase], today: Date) -> Option<PhaseIx> {
    let today = today.first_day();
    let starts = phases.iter().enumerate().filter_map(|(ix, phase)| Some((phase.start?.first_day(), ix)));
    starts.filter(|(start, _)| *start > today).min().map(|(_, ix)| ix)
}

/// The phase that a grade level such as `10` names: called just that; else with that number in its title, in any of
/// its languages (`Grade 10`, `10.º grado`, `الصف ١٠`); else with that number in its id (`g10`). Of several it is the first
/// that is a grade, else the first.
fn graded(phases: &[Phase], level: &str) -> Option<PhaseIx> {
    let level = level.trim();
    if level.is_empty() {
        return None;
    }
    let wanted = numbers(level).first().copied();
    let same = |said: &str| said.trim().eq_ignore_ascii_case(level);
    let has = |said: &str| wanted.is_some_and(|wanted| numbers(said).contains(&wanted));
    let pick = |fits: &dyn Fn(&Phase) -> bool| {
        let fitting = || phases.iter().enumerate().filter(|(_, phase)| fits(phase));
        let grade = fitting().find(|(_, phase)| phase.kind == PhaseKind::Grade);
        grade.or_else(|| fitting().next()).map(|(ix, _)| ix)
    };
    pick(&|phase| same(&phase.id) || phase.title.as_ref().is_some_and(|title| any(title, &same)))
        .or_else(|| pick(&|phase| phase.title.as_ref().is_some_and(|title| any(title, &has))))
        .or_else(|| pick(&|phase| has(&phase.id)))
}

fn any(text: &Text, fits: &dyn Fn(&str) -> bool) -> bool {
    match text {
        Text::Plain(said) => fits(said),
        Text::Map(said) => said.iter().any(|(_, said)| fits(said)),
    }
}

/// The whole numbers in a text, in Latin or Arabic digits; one too long for a grade is left out.
fn numbers(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut number: Option<u32> = None;
    for sign in text.chars().chain([' ']) {
        let digit = match sign {
            '0'..='9' => Some(sign as u32 - '0' as u32),
            '\u{660}'..='\u{669}' => Some(sign as u32 - 0x660),
            '\u{6f0}'..='\u{6f9}' => Some(sign as u32 - 0x6f0),
            _ => None,
        };
        match digit {
            Some(digit) => number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit)),
            None => found.extend(number.take().filter(|number| *number < 100)),
        }
    }
    found
}
