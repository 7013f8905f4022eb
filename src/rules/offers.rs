//! What the viewer may change: what the host lets them, where it makes sense.

use crate::plan::{Action, AgencyState, Can, ChangeKind, Plan, PlanStatus, Role, Status, Step};

/// What the viewer may do with a step: decisions first, then notes. Nothing where the host says nothing of it in
/// `viewer.can`, and nothing once the plan is locked.
///
/// What is [to decide](is_to_decide) can be accepted or declined; what is proposed or accepted, approved, until it is
/// done or dropped. To approve is the school's: not for the learner, the family or a mentor, nor for whoever is not
/// known.
pub fn offers(plan: &Plan, step: &Step) -> Vec<ChangeKind> {
    let can = |what: Can| can(plan).contains(&what);
    let mut offers = Vec::new();
    let state = step.agency_state();
    if can(Can::Decide) {
        if is_to_decide(plan, step) {
            offers.push(ChangeKind::Accept);
            offers.push(ChangeKind::Decline);
        }
        let role = plan.viewer.as_ref().and_then(|viewer| viewer.role);
        if role.is_some_and(Role::is_of_school)
            && matches!(state, Some(AgencyState::Proposed | AgencyState::Accepted))
            && !(step.status.is_done() || step.status == Status::Dropped)
        {
            offers.push(ChangeKind::Approve);
        }
    }
    if can(Can::Comment) {
        offers.push(ChangeKind::Comment);
    }
    if can(Can::Reflect) {
        offers.push(ChangeKind::Reflect);
    }
    offers
}

/// Whether a step is only proposed: nobody has decided on it, nor begun it.
pub fn is_proposed(step: &Step) -> bool {
    matches!(step.status, Status::Planned | Status::Suggested)
        && step.agency_state() == Some(AgencyState::Proposed)
}

/// Whether a step is an idea that was declined.
pub fn is_declined(step: &Step) -> bool {
    step.status == Status::Suggested && step.agency_state() == Some(AgencyState::Declined)
}

/// Whether a step that is only proposed waits for the viewer's decision.
pub fn is_to_decide(plan: &Plan, step: &Step) -> bool {
    is_proposed(step) && !is_own(plan, step) && can(plan).contains(&Can::Decide)
}

/// Whether it was the viewer who said last how far a step is agreed.
pub fn is_own(plan: &Plan, step: &Step) -> bool {
    let viewer = plan.viewer.as_ref().and_then(|viewer| viewer.person.as_ref());
    viewer.is_some() && viewer == step.agency.as_ref().and_then(|agency| agency.by.as_ref())
}

/// Whether an open action is the viewer's to check off: their own, or, where it is nobody's, the learner's. Plan
/// documents have no word for this in `viewer.can`; who may nothing else may not do this.
pub fn may_check(plan: &Plan, action: &Action) -> bool {
    let Some(viewer) = plan.viewer.as_ref().filter(|_| !can(plan).is_empty()) else { return false };
    let theirs = match &action.owner {
        Some(_) => viewer.person == action.owner,
        None => viewer.role == Some(Role::Learner),
    };
    theirs && !action.done
}

/// Whether the viewer may write on steps.
pub fn may_note(plan: &Plan) -> bool {
    can(plan).iter().any(|can| matches!(can, Can::Comment | Can::Reflect))
}

/// Whether the viewer may ask to go another pathway.
pub fn may_switch(plan: &Plan) -> bool {
    can(plan).contains(&Can::ChoosePathway)
}

/// What the host lets the viewer do.
fn can(plan: &Plan) -> &[Can] {
    match &plan.viewer {
        Some(viewer) if plan.status != Some(PlanStatus::Locked) => &viewer.can,
        _ => &[],
    }
}
