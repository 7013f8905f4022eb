//! Another way to go, laid over the plan: a plan in its own right, in which nothing is lost.

use super::edge::ordering;
use super::order::{Pair, order};
use super::{End, Pathway, Plan, StepIx, Viewer};

impl Plan {
    /// The plan with all that a pathway adds, and where each step went: first the plan's own, then those added.
    ///
    /// The plan's goals, phases, lanes, edges and requirements keep their indexes; what the pathway adds stands behind
    /// them. Only steps may change places, so that they stand in prerequisite order. It has no pathways of its own,
    /// because what one keeps of this plan is not known. O((steps + edges) log steps).
    pub(crate) fn overlaid(&self, way: &Pathway) -> (Plan, Vec<StepIx>) {
        let mut plan = self.with(way);
        let mut links = Vec::new();
        ordering(&plan.edges, plan.steps.len(), &mut links);
        let placed = put_in_order(&mut plan, &links);
        for requirement in &mut plan.requirements {
            for step in &mut requirement.from.steps {
                *step = placed[*step];
            }
        }
        (plan, placed)
    }

    /// A plan of the same facts, to be changed, with what a pathway adds behind its own: without pathways, and nobody
    /// may ask for a change of it. The facts are shared, so that it costs a few words a step.
    pub(crate) fn with(&self, way: &Pathway) -> Plan {
        let viewer = self.viewer.as_ref();
        let mut plan = Plan {
            facts: self.facts.clone(),
            viewer: viewer.map(|who| Viewer { person: who.person.clone(), role: who.role, can: Vec::new() }),
            goals: Vec::new(),
            steps: Vec::new(),
            edges: Vec::new(),
            requirements: Vec::new(),
            pathways: Vec::new(),
            unclear: self.unclear || way.unclear,
            stands: None,
        };
        // One by one: this is written for each kind of thing, and `extend_from_slice` takes twice the bytes.
        for goal in &self.goals {
            plan.goals.push(goal.clone());
        }
        for steps in &[&self.steps, &way.add] {
            for step in *steps {
                plan.steps.push(step.clone());
            }
        }
        for edges in &[&self.edges, &way.add_edges] {
            for edge in *edges {
                plan.edges.push(edge.clone());
            }
        }
        for &(requirements, behind) in
            &[(&self.requirements, 0), (&way.requirements, self.requirements.len())]
        {
            for requirement in requirements {
                let mut requirement = requirement.clone();
                requirement.parent = requirement.parent.map(|parent| behind + parent);
                for child in &mut requirement.children {
                    *child += behind;
                }
                plan.requirements.push(requirement);
            }
        }
        plan
    }
}

/// Puts steps in prerequisite order by these links, which form no ring. Returns the new index of each step.
pub(crate) fn put_in_order(plan: &mut Plan, links: &[Pair]) -> Vec<StepIx> {
    let mut placed = vec![0; plan.steps.len()];
    let mut next = 0;
    for &node in &order(plan.steps.len() + plan.goals.len(), links) {
        if node < placed.len() {
            placed[node] = next;
            next += 1;
        }
    }
    for edge in &mut plan.edges {
        for end in &mut [&mut edge.from, &mut edge.to] {
            if let End::Step(step) = end {
                *step = placed[*step];
            }
        }
    }
    let mut here = placed.clone();
    for index in 0..here.len() {
        while here[index] != index {
            let to = here[index];
            plan.steps.swap(index, to);
            here.swap(index, to);
        }
    }
    placed
}
