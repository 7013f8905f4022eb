//! Competencies, said: what the school says, what the evidence shows, and what each is part of. Never mixed with
//! credits.

use super::pen::Pen;
use super::{done, phrase};
use crate::plan::{CompetencyIx, Fans, Plan, StepIx, Text};
use crate::rules::Mastery;
use crate::state::Lit;

/// No framework nests deeper than anyone reads; what does stands at this depth.
const DEEPEST: usize = 8;

/// One section for each framework; in it parents before their parts, and those without a parent in the host's order.
pub fn competencies(pen: &mut Pen, mastery: &[Mastery]) {
    let all = pen.plan.competencies();
    let mut counts = vec![0; all.len()];
    each_shown(pen.plan, mastery, &mut |at, _| counts[at] += 1);
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

/// Tells of each step, in the plan's order, what it shows: the competencies and all those above them, each once.
fn each_shown(plan: &Plan, mastery: &[Mastery], tell: &mut dyn FnMut(CompetencyIx, StepIx)) {
    let mut pairs = Vec::new();
    for (at, mastery) in mastery.iter().enumerate() {
        for shown in &mastery.evidence {
            pairs.push((shown.step, at));
        }
    }
    let shown = Fans::of(plan.steps().len(), &pairs);
    let mut last = vec![usize::MAX; mastery.len()];
    for step in 0..plan.steps().len() {
        for &at in shown.at(step) {
            let mut above = Some(at);
            while let Some(at) = above.filter(|&at| last[at] != step) {
                last[at] = step;
                tell(at, step);
                above = plan.competencies()[at].parent;
            }
        }
    }
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
        let some = pen.words.number(some as f64);
        pen.tell(pen.words.count("competency.below", all as f64, &[("some", &some)]));
    }
}

/// The title of a level of a competency's scale.
pub fn level(plan: &Plan, at: CompetencyIx, level: Option<usize>) -> Option<&Text> {
    let scale = &plan.scales()[plan.competencies()[at].scale?];
    scale.levels[level?].title.as_ref()
}

/// The levels there are, the lowest first, with where the learner is and from where on it is enough.
pub fn scale(pen: &mut Pen, mastery: &Mastery, at: CompetencyIx) {
    let plan = pen.plan;
    let scale = plan.competencies()[at].scale.map(|scale| &plan.scales()[scale]);
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
    let mut steps = Vec::new();
    each_shown(plan, mastery, &mut |shown, step| {
        if shown == at {
            steps.push(step);
        }
    });
    steps
}
