//! Competencies, said: what the school says, what the evidence shows, and what each is part of. Never mixed with
//! credits.

use super::pen::Pen;
use super::{done, phrase, summary};
use crate::plan::{Attained, CompetencyIx, Plan, Status, Step, StepIx, Text};
use crate::rules::Mastery;
use crate::sorted::Fans;
use crate::state::Lit;

/// No framework nests deeper than anyone reads; what does stands at this depth.
const DEEPEST: usize = 8;

/// One section for each framework; in it parents before their parts, and those without a parent in the host's order.
pub fn competencies(pen: &mut Pen, mastery: &[Mastery]) {
    let all = pen.plan.competencies();
    let counts = counts(pen.plan, mastery);
    let words = pen.words;
    let framework = |at: CompetencyIx| {
        let text = all[at].framework.as_ref();
        all[at].parent.is_none().then(|| text.map_or("", |text| words.text(text).words))
    };
    let roots = Fans::by_word(all.len(), &framework);
    for (first, competency) in all.iter().enumerate() {
        let mut waiting = Vec::new();
        for &root in roots.at(first).iter().rev() {
            waiting.push((root, 0));
        }
        if waiting.is_empty() {
            continue;
        }
        while let Some((at, depth)) = waiting.pop() {
            pen.depth(depth);
            line(pen, mastery, at, counts[at]);
            for part in mastery[at].parts.iter().rev() {
                waiting.push((*part, (depth + 1).min(DEEPEST)));
            }
        }
        match &competency.framework {
            Some(framework) => pen.close("framework", phrase(words, framework), None),
            None => pen.close_some("framework", "competency.ours"),
        }
    }
}

/// How many steps show each competency or one below it. Each is counted once: where two ways up from what a step shows
/// meet, one is taken off again. O((competencies + evidence) log competencies).
pub fn counts(plan: &Plan, mastery: &[Mastery]) -> Vec<usize> {
    let mut counts = vec![0usize; mastery.len()];
    let mut waiting = Vec::new();
    for (at, competency) in plan.competencies().iter().enumerate() {
        if competency.parent.is_none() {
            waiting.push((at, 0));
        }
    }
    // The way down to where we are; when each was met, from 1, and each step last.
    let (mut path, mut order) = (Vec::new(), Vec::with_capacity(mastery.len()));
    let (mut met, mut last) = (vec![0; mastery.len()], vec![0; plan.steps().len()]);
    while let Some((at, depth)) = waiting.pop() {
        path.truncate(depth);
        path.push(at);
        order.push(at);
        met[at] = order.len();
        for &step in &mastery[at].evidence {
            counts[at] = counts[at].wrapping_add(1);
            // What is on the way down and was met before the step last was has both below it.
            let above = path.partition_point(|&above| met[above] <= last[step]);
            if let Some(above) = above.checked_sub(1) {
                let twice = &mut counts[path[above]];
                *twice = twice.wrapping_sub(1);
            }
            last[step] = met[at];
        }
        for &part in &mastery[at].parts {
            waiting.push((part, depth + 1));
        }
    }
    for &at in order.iter().rev() {
        if let Some(parent) = plan.competencies()[at].parent {
            counts[parent] = counts[parent].wrapping_add(counts[at]);
        }
    }
    counts
}

/// A competency as an entry, which lights the steps that show it, so many.
pub fn line(pen: &mut Pen, all: &[Mastery], at: CompetencyIx, steps: usize) {
    let (competency, mastery) = (&pen.plan.competencies()[at], &all[at]);
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
        pen.tell(pen.words.some_of("competency.below", some as f64, all as f64));
    }
}

/// The title of a level of a competency's scale.
fn level(plan: &Plan, at: CompetencyIx, level: Option<usize>) -> Option<&Text> {
    let scale = &plan.scales()[plan.competencies()[at].scale?];
    scale.levels[level?].title.as_ref()
}

/// Beside the next entry: the level of a competency that a step showed, or can show while it is not over.
pub fn shows(pen: &mut Pen, step: &Step, shown: &Attained) {
    let key = match step.status {
        Status::Completed => "competency.showed",
        Status::NotMet | Status::Waived | Status::Dropped => return,
        _ => "competency.shows",
    };
    pen.titled(key, level(pen.plan, shown.competency, shown.level));
}

/// The levels there are, the lowest first, with where the learner is and from where on it is enough.
pub fn scale(pen: &mut Pen, mastery: &Mastery, at: CompetencyIx) {
    let plan = pen.plan;
    let scale = plan.competencies()[at].scale.map(|scale| &plan.scales()[scale]);
    let reached = mastery.said.or(mastery.shown);
    for (ix, level) in scale.map_or(&[][..], |scale| &scale.levels).iter().enumerate() {
        if reached == Some(ix) {
            pen.tell(summary::here(plan, pen.words));
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
    while let Some(at) = waiting.pop() {
        for &step in &mastery[at].evidence {
            shows[step] = true;
        }
        waiting.extend_from_slice(&mastery[at].parts);
    }
    let mut steps = Vec::new();
    for (step, shows) in shows.iter().enumerate() {
        if *shows {
            steps.push(step);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_many_steps_are_told_of_a_competency_as_show_it(
            parents in prop::collection::vec(0..9usize, 9),
            shown in prop::collection::vec(prop::collection::vec(0..9usize, 0..5), 0..9),
        ) {
            let id = |at: &usize| format!(r#"{{ "competency": "c{at}" }}"#);
            let listed = |of: &[usize]| of.iter().map(id).collect::<Vec<_>>().join(",");
            let step = |(at, of): (usize, &Vec<usize>)| format!(r#"{{ "id": "s{at}", "competencies": [{}] }}"#, listed(of));
            let steps = shown.iter().enumerate().map(step).collect::<Vec<_>>().join(",");
            let all = |(at, above): (usize, &usize)| format!(r#"{{ "id": "c{at}", "parent": "c{above}" }}"#);
            let all = parents.iter().enumerate().map(all).collect::<Vec<_>>().join(",");
            let text = format!(r#"{{ "format": "throughline-plan/1", "steps": [{steps}], "competencies": [{all}] }}"#);
            // Rings are opened.
            let (plan, _) = crate::plan::read(&text).expect("a plan");
            let mastery = crate::rules::mastery(&plan);
            let counts = super::counts(&plan, &mastery);
            for (at, count) in counts.into_iter().enumerate() {
                prop_assert_eq!(count, super::steps(&plan, &mastery, at).len());
            }
        }
    }
}
