//! Where the learner is in time.

use super::instead::Instead;
use super::marks::digit;
use super::offers::is_declined;
use crate::plan::{
    Date, Kind, Phase, PhaseIx, PhaseKind, Plan, Status, Step, alike, holding, next_to_start, spans,
};

/// The phase the learner is in: the one whose dates hold today; else the first of the learner's grade level that is not
/// over; else, between two dated phases or before the first, the next to start; else the last where all are over; else
/// the last one with a step under way, if it is not over; else the last of the grade level; else the last one with a
/// step under way; else the first with a planned step that no done alternative spares; else, where nothing was tried,
/// the first with an idea; else the last. None for a plan without phases.
///
/// A phase is over once its dates are, and one without dates once a later one is: that grade 11 in fall is over says
/// nothing of grade 11 in spring.
///
/// Where the dates of several hold today (a term within a grade, or a month that ends one and starts the other) it is
/// the one that started last. A phase with a start alone lasts until the next phase's start, one with an end alone
/// begins after the last dated phase before it. A date without a day covers its whole month or year.
///
/// On another way it is the same as in the plan, whatever that leaves out.
pub fn now(plan: &Plan, today: Date) -> Option<PhaseIx> {
    stands(plan, today).map(|(phase, _)| phase)
}

/// The phase that the learner is [`now`] in, and whether it has begun: by its start, or where it says only its end, by
/// what is under way or was tried of the courses that the host put there. The day after the year before is in a summer.
pub(super) fn stands(plan: &Plan, today: Date) -> Option<(PhaseIx, bool)> {
    if plan.stands.is_some() {
        return plan.stands;
    }
    let phases = plan.phases();
    let last = phases.len().checked_sub(1)?;
    let mut latest_under_way = None;
    for step in plan.steps() {
        if step.status.is_under_way() {
            latest_under_way = latest_under_way.max(Some(step.phase));
        }
    }
    let (spans, day) = (spans(phases), today.first_day().0);
    let is_over = |&(first, end): &(i32, i32)| first <= end && end < day;
    let over = spans.iter().rposition(is_over).map_or(0, |ix| ix + 1);
    let graded = plan.learner.grade_level.as_deref().and_then(|level| graded(phases, level, over));
    let phase = holding(&spans, day)
        .or(graded.filter(|&ix| ix >= over))
        .or_else(|| next_to_start(&spans, day))
        .or((over > last).then_some(last))
        .or(latest_under_way.filter(|&ix| ix >= over))
        .or(graded)
        .or(latest_under_way)
        .or_else(|| first_to_do(plan));
    let phase = phase.unwrap_or(last).min(last);
    let is_tried = |step: &Step| {
        let tried = matches!(step.status, Status::Completed | Status::NotMet) || step.status.is_under_way();
        tried && step.kind == Kind::Course && step.phase == phase && step.phase_given
    };
    let at = &phases[phase];
    let by_steps = || at.end.is_some() && plan.steps().iter().any(is_tried);
    Some((phase, at.start.map_or_else(by_steps, |start| start.first_day().0 <= day)))
}

/// The first phase with a planned step that is to be taken; else, where nothing was tried, with an idea.
fn first_to_do(plan: &Plan) -> Option<PhaseIx> {
    let instead = Instead::of(plan);
    let (mut first, mut idea, mut tried) = (None, None, false);
    for (ix, step) in plan.steps().iter().enumerate() {
        let least = match step.status {
            Status::Planned if instead.is_to_do(plan, ix) => &mut first,
            Status::Suggested if !is_declined(step) => &mut idea,
            status => {
                tried |= matches!(status, Status::Completed | Status::NotMet);
                continue;
            }
        };
        *least = Some(step.phase.min(least.unwrap_or(step.phase)));
    }
    first.or(idea.filter(|_| !tried))
}

/// The phase that a grade level such as `10` names: called just that; else with that number in its title, in any of its
/// languages (`Grade 10`, `10.º grado`, `الصف ١٠`); else with that number in its id (`g10`). Of several it is one that
/// is a grade, if any; of these the first that is not before `over`, else the last.
fn graded(phases: &[Phase], level: &str, over: PhaseIx) -> Option<PhaseIx> {
    let level = level.trim();
    if level.is_empty() {
        return None;
    }
    let same = |said: &str| alike(said, level);
    let wanted = first_number(level, None);
    let has = |said: &str| wanted.is_some() && first_number(said, wanted).is_some();
    let mut best = ((3, true), None);
    for (ix, phase) in phases.iter().enumerate() {
        let title = |fits: &dyn Fn(&str) -> bool| phase.title.as_ref().is_some_and(|title| title.says(fits));
        let rank = if same(&phase.id) || title(&same) {
            0
        } else if title(&has) {
            1
        } else if has(&phase.id) {
            2
        } else {
            continue;
        };
        let key = (rank, phase.kind != PhaseKind::Grade);
        if key < best.0 || key == best.0 && best.1 < Some(over) {
            best = (key, Some(ix));
        }
    }
    best.1
}

/// The first whole number in a text, in Latin or Arabic digits, that is the wanted one, or where none is wanted any;
/// one too long for a grade is left out.
fn first_number(text: &str, wanted: Option<u32>) -> Option<u32> {
    let mut number: Option<u32> = None;
    for sign in text.chars().chain(" ".chars()) {
        if let Some(digit) = digit(sign) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
        } else if number.is_some_and(|number| number < 100) && (wanted.is_none() || number == wanted) {
            return number;
        } else {
            number = None;
        }
    }
    None
}
