//! Competencies, said: what the school says, what the evidence shows, and what each is part of. Never mixed with
//! credits.

use super::pen::Pen;
use super::{done, phrase};
use crate::plan::{CompetencyIx, Fans, Plan, StepIx, Text};
use crate::rules::Mastery;
use crate::sorted::{firsts, sorted};
use crate::state::Lit;

/// No framework nests deeper than anyone reads; what does stands at this depth.
const DEEPEST: usize = 8;

/// One section for each framework; in it parents before their parts, and those without a parent in the host's order.
pub fn competencies(pen: &mut Pen, mastery: &[Mastery]) {
    let all = pen.plan.competencies();
    let mut roots = Vec::new();
    for (root, competency) in all.iter().enumerate() {
        if competency.parent.is_none() {
            roots.push(root);
        }
    }
    let words = pen.words;
    let framework = |at: usize| all[roots[at]].framework.as_ref().map(|text| words.text(text).words);
    let first = firsts(roots.len(), &|a, b| framework(a).cmp(&framework(b)));
    let order = sorted(roots.len(), &|a, b| first[a].cmp(&first[b]));
    let counts = counts(pen.plan, mastery);
    for (place, &at) in order.iter().enumerate() {
        let mut waiting = vec![(roots[at], 0)];
        while let Some((at, depth)) = waiting.pop() {
            pen.depth(depth);
            line(pen, mastery, at, counts[at]);
            for part in mastery[at].parts.iter().rev() {
                waiting.push((*part, (depth + 1).min(DEEPEST)));
            }
        }
        if order.get(place + 1).is_some_and(|&next| first[next] == first[at]) {
            continue;
        }
        match &all[roots[at]].framework {
            Some(framework) => pen.close("framework", phrase(words, framework), None),
            None => pen.close_some("framework", "competency.ours"),
        }
    }
}

/// How many steps show each competency or one below it: each step is told to what is above, once.
fn counts(plan: &Plan, mastery: &[Mastery]) -> Vec<usize> {
    let mut pairs = Vec::new();
    for (at, mastery) in mastery.iter().enumerate() {
        for shown in &mastery.evidence {
            pairs.push((shown.step, at));
        }
    }
    let shown = Fans::of(plan.steps().len(), &pairs);
    let mut counts = vec![0; mastery.len()];
    let mut last = vec![usize::MAX; mastery.len()];
    for step in 0..plan.steps().len() {
        for &at in shown.at(step) {
            let mut above = Some(at);
            while let Some(at) = above.filter(|&at| last[at] != step) {
                last[at] = step;
                counts[at] += 1;
                above = plan.competencies()[at].parent;
            }
        }
    }
    counts
}

/// A competency as an entry, which lights the steps that show it, so many.
pub fn line(pen: &mut Pen, all: &[Mastery], at: CompetencyIx, steps: usize) {
    let (Some(competency), Some(mastery)) = (pen.plan.competencies().get(at), all.get(at)) else { return };
    stand(pen, mastery, at);
    if steps > 0 {
        pen.tell(pen.words.count("lit.competency.count", steps as f64, &[]));
    }
    pen.code(&competency.code);
    pen.sign(done(mastery.proficient));
    pen.light(Lit::Competency(at));
    pen.theirs(&competency.title);
}

/// Beside the next entry: the level by the school and the one by the evidence, and how many parts are shown.
pub fn stand(pen: &mut Pen, mastery: &Mastery, at: CompetencyIx) {
    pen.say(if mastery.proficient { "competency.proficient" } else { "competency.open" });
    pen.titled("competency.said", level(pen.plan, at, mastery.said));
    pen.titled("competency.shown", level(pen.plan, at, mastery.shown));
    if let Some((some, all)) = mastery.below {
        let some = pen.words.number(some as f64);
        pen.tell(pen.words.count("competency.below", all as f64, &[("some", &some)]));
    }
}

/// The title of a level of a competency's scale.
pub fn level(plan: &Plan, at: CompetencyIx, level: Option<usize>) -> Option<&Text> {
    let scale = plan.scales().get(plan.competencies().get(at)?.scale?)?;
    scale.levels.get(level?)?.title.as_ref()
}

/// The levels there are, the lowest first, with where the learner is and from where on it is enough.
pub fn scale(pen: &mut Pen, mastery: &Mastery, at: CompetencyIx) {
    let plan = pen.plan;
    let scale = plan.competencies().get(at).and_then(|competency| plan.scales().get(competency.scale?));
    let reached = mastery.said.or(mastery.shown);
    for (ix, level) in scale.map_or(&[][..], |scale| &scale.levels).iter().enumerate() {
        if reached == Some(ix) {
            pen.say("here");
        }
        if level.proficient {
            pen.say("competency.enough");
        }
        pen.sign(done(reached.is_some_and(|reached| ix <= reached)));
        match &level.title {
            Some(title) => pen.theirs(title),
            None => pen.own(pen.words.number((ix + 1) as f64)),
        }
    }
    pen.close_some("scale", "competency.scale");
}

/// The steps that show a competency or one below it, in the plan's order.
pub fn steps(plan: &Plan, mastery: &[Mastery], at: CompetencyIx) -> Vec<StepIx> {
    let mut shows = vec![false; plan.steps().len()];
    let mut waiting = vec![at];
    while let Some(mastery) = waiting.pop().and_then(|at| mastery.get(at)) {
        waiting.extend_from_slice(&mastery.parts);
        for shown in &mastery.evidence {
            if let Some(shows) = shows.get_mut(shown.step) {
                *shows = true;
            }
        }
    }
    let mut steps = Vec::new();
    for (step, shows) in shows.iter().enumerate() {
        if *shows {
            steps.push(step);
        }
    }
    steps
}
