//! Another way laid over the plan: what is kept meanwhile, and given back.

use std::rc::Rc;

use super::{Lit, Outcome, Shown, State};
use crate::event::Event;
use crate::plan::{Plan, StepIx};
use crate::rules::{Choice, Comparison, compare};

/// Another way laid over the plan, and what to go back to.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// Which way.
    pub choice: Choice,
    /// The plan as it is. What is [shown](State::shown) in the meantime is the plan as it would be.
    pub own: Rc<Plan>,
    /// What the other way changes.
    pub comparison: Rc<Comparison>,
    /// What was open, lit and measured in the plan as it is.
    back: (Option<StepIx>, Lit, Vec<Option<f64>>),
}

impl PartialEq for WhatIf {
    /// Each is made anew: what two of them hold is not compared.
    fn eq(&self, other: &WhatIf) -> bool {
        Rc::ptr_eq(&self.comparison, &other.comparison)
    }
}

impl State {
    /// The plan as it is, whatever is laid over it.
    pub fn own_plan(&self) -> Option<&Rc<Plan>> {
        self.what_if.as_ref().map(|what_if| &what_if.own).or(self.plan())
    }

    /// Shows a newer state of the plan, on the way that was laid over the older one where it has that still; or another
    /// plan, as it is.
    pub(super) fn renew(&mut self, plan: Rc<Plan>) {
        let before = self.clone();
        let way = before.same_way(&plan);
        self.lift();
        let own = self.clone();
        if own.plan().is_some_and(|own| own.whose() != plan.whose()) {
            // What is still on its way will fare, and is told of then.
            self.forget(&|(_, outcome, _)| *outcome != Outcome::Sending);
        }
        if own.plan().is_some_and(|own| own.id != plan.id) {
            // What is open is of the other plan, though this one may have the same ids.
            (self.chosen, self.lit, self.beside) = (None, Lit::Through, false);
            return self.show(plan);
        }
        self.show(plan);
        self.keep_open(&own);
        self.lay(way);
        self.keep_place(&before);
    }

    /// Lays another way over the plan, or none; what is open stays open as far as it is there.
    pub(super) fn change_way(&mut self, choice: Option<Choice>) {
        let before = self.clone();
        self.lift();
        self.lay(choice);
        self.keep_place(&before);
    }

    /// Forgets what was measured, in the plan as it is too.
    pub(crate) fn forget_heights(&mut self) {
        self.heights.fill(None);
        if let Some(what_if) = &mut self.what_if {
            what_if.back.2.fill(None);
        }
    }

    /// What the host is told of the way that is laid over the plan.
    pub(super) fn compared(&self) -> Event {
        let (pathway, goal) = self.what_if.as_ref().map_or((None, None), WhatIf::ids);
        Event::Compare { pathway: pathway.cloned(), goal: goal.cloned() }
    }

    /// Lays another way over the plan as it is; nothing where there is no such way, or the plan goes it already.
    fn lay(&mut self, choice: Option<Choice>) {
        let (Some(own), Some(choice)) = (self.plan().cloned(), choice) else { return };
        if is_own(&own, choice) {
            return;
        }
        let Some(comparison) = compare(&own, choice, self.settings.today) else { return };
        let plan = comparison.plan.clone();
        let back = (self.chosen, self.lit, std::mem::take(&mut self.heights));
        self.what_if = Some(WhatIf { choice, own, comparison: Rc::new(comparison), back });
        self.show(plan);
    }

    /// Takes the other way off: all is as it was before.
    fn lift(&mut self) {
        if let Some(WhatIf { own, back, .. }) = self.what_if.take() {
            self.shown = Shown::Plan(own);
            (self.chosen, self.lit, self.heights) = back;
        }
    }

    fn show(&mut self, plan: Rc<Plan>) {
        self.heights = vec![None; plan.steps().len() + plan.goals().len()];
        self.shown = Shown::Plan(plan);
    }

    /// Leaves the focus where it is in `before`, and on another way all that is open there.
    fn keep_place(&mut self, before: &State) {
        if self.what_if.is_some() {
            self.keep_open(before);
        }
        self.part.focus = self.plan().and_then(|plan| before.again(before.part.focus, plan));
    }

    /// Opens and lights what is open and lit in `before`, as far as it is there.
    fn keep_open(&mut self, before: &State) {
        let Some(plan) = self.plan().cloned() else { return };
        self.chosen = before.again(before.chosen, &plan);
        self.lit = before.lit_again(&plan);
    }

    /// The same way in another state of the plan, so that it outlives a reload. A goal may have a pathway by now.
    fn same_way(&self, plan: &Plan) -> Option<Choice> {
        let (pathway, goal) = self.what_if.as_ref()?.ids();
        Choice::of(plan, pathway.or(goal)?)
    }
}

impl WhatIf {
    /// The id of the pathway that is laid over the plan, or of the goal.
    fn ids(&self) -> (Option<&String>, Option<&String>) {
        match self.choice {
            Choice::Pathway(ix) => (self.own.pathways().get(ix).map(|way| &way.id), None),
            Choice::Goal(ix) => (None, self.own.goals().get(ix).map(|goal| &goal.id)),
            Choice::Own => (None, None),
        }
    }
}

/// Whether the plan goes that way already.
fn is_own(plan: &Plan, choice: Choice) -> bool {
    match choice {
        Choice::Own => true,
        Choice::Pathway(way) => plan.pathways().get(way).is_some_and(|way| way.current),
        Choice::Goal(goal) => plan.primary_goal() == Some(goal),
    }
}
