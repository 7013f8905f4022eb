//! Requirements, said: each overlay as a group of its own, each line with how it stands and whose word that is.

use super::pen::Pen;
use super::{Phrase, bar, done, phrase, plain, summary};
use crate::plan::{Requirement, RequirementIx};
use crate::rules::{Amount, Basis, Progress, Standing, Unit};
use crate::sorted::Fans;
use crate::state::Lit;
use crate::words::Words;

/// The overlays that we have words for; a host may have others.
const OVERLAYS: [&str; 8] =
    ["diploma", "endorsement", "admission", "athletics", "seal", "cte", "certification", "experience"];

/// One section for each tree of requirements, the trees of an overlay one after the other; the roots are their
/// headings.
pub fn requirements(pen: &mut Pen, progress: &Progress) {
    let requirements = pen.plan.requirements();
    let overlay = |ix: RequirementIx| {
        let root = &requirements[ix];
        root.parent.is_none().then_some(root.overlay.as_str())
    };
    let count = requirements.len();
    let roots = Fans::by_word(count, &overlay);
    let several = (1..count).any(|first| !roots.at(first).is_empty());
    for first in 0..count {
        for &root in roots.at(first) {
            if several && root == first {
                pen.group(overlay_word(pen.words, &requirements[root].overlay));
            }
            tree(pen, progress, root);
        }
    }
}

fn tree(pen: &mut Pen, progress: &Progress, root: RequirementIx) {
    let requirement = &pen.plan.requirements()[root];
    let title = phrase(pen.words, &requirement.title);
    pen.light(Lit::Requirement(root));
    pen.own(pen.words.fill("lit.show", &[("requirement", &title.clone().within())]));
    let mut ix = root + 1;
    while let Some(part) = pen.plan.requirements().get(ix).filter(|part| part.parent.is_some()) {
        pen.light(Lit::Requirement(ix));
        stand(pen, part, &progress.requirements[ix]);
        pen.depth(part.depth - 1);
        pen.theirs(&part.title);
        ix += 1;
    }
    stand(pen, requirement, &progress.requirements[root]);
    let lead = pen.lead_line();
    pen.close("requirement", title, lead);
}

/// What a group of requirements is called: our word for the usual ones, else the host's.
pub fn overlay_word(words: &Words, overlay: &str) -> Phrase {
    plain(match overlay {
        "pathway" => words.pathway_word(),
        _ if OVERLAYS.contains(&overlay) => words.named("overlay.", overlay),
        _ => overlay.to_string(),
    })
}

/// How a requirement stands: whether it is met and who says so, what it has of what it needs, and what is missing.
pub fn stand(pen: &mut Pen, requirement: &Requirement, standing: &Standing) {
    let (words, lines) = (pen.words, standing.lines.as_ref());
    let amount = lines.unwrap_or(&standing.amount);
    let said = requirement.verdict.as_ref().and_then(|said| said.met);
    match (standing.basis, standing.met) {
        (Basis::Waived, _) => pen.say("requirement.waived"),
        (_, true) => pen.say("requirement.met"),
        // Nobody says what is needed, nor that it is not met.
        (_, false) if amount.need.is_none() && said.is_none() => {}
        (_, false) => pen.say("requirement.open"),
    }
    match (standing.basis, &requirement.waived) {
        (Basis::Waived, Some(waiver)) => {
            pen.signed(&waiver.by, &waiver.at);
            pen.text(waiver.note.as_ref());
        }
        (Basis::Host, _) => pen.say("requirement.host"),
        _ => {}
    }
    match amount.need {
        // No step is the best of several tries: what the figure is, such as a GPA, the title says.
        need if standing.unit == Unit::Score && standing.steps.is_empty() && amount.earned > 0.0 => {
            pen.tell(words.score(amount.earned));
            if let Some(need) = need {
                pen.fill("details.score-need", "need", &words.score(need));
            }
        }
        // That it is met, or not, is all there is to say of one thing.
        _ if standing.unit == Unit::Count && is_one(standing) => {}
        _ => tell_reached(pen, standing.unit, amount),
    }
    let is_to_plan = standing.unit == Unit::Credits || lines.is_some();
    let missing = if is_to_plan { "amount.missing" } else { "amount.to-go" };
    match is_one(standing) {
        _ if standing.met => {}
        false => summary::beside_rest(pen, amount, missing),
        true if amount.in_progress > 0.0 => pen.say("status.in-progress"),
        true if amount.planned > 0.0 => pen.say("status.planned"),
        true => {}
    }
    if let Some(ours) = &standing.estimate {
        let mut said = reached(words, standing.unit, ours).unwrap_or_else(|| words.number(ours.earned));
        let rest = summary::rest(words, ours, missing, &words.say("list.comma"));
        if !rest.is_empty() {
            super::join(&mut said, &words.say("list.comma"), &rest);
        }
        pen.fill("requirement.estimate", "ours", &said);
    }
    pen.sign(done(standing.met));
    pen.bar(if is_one(standing) { None } else { bar(amount) });
}

/// Whether nobody does a part of it: a score, or one thing.
pub fn is_one(standing: &Standing) -> bool {
    let needs_one = standing.amount.need == Some(1.0) && standing.lines.is_none();
    standing.unit == Unit::Score || standing.unit == Unit::Count && needs_one
}

/// Beside the next entry: what is reached, where there is anything.
pub fn tell_reached(pen: &mut Pen, unit: Unit, amount: &Amount) {
    if let Some(reached) = reached(pen.words, unit, amount) {
        pen.tell(reached);
    }
}

/// "2 of 3 credits"; where no figure is asked for, "2 credits earned". None where there is nothing to say.
pub fn reached(words: &Words, unit: Unit, amount: &Amount) -> Option<String> {
    let Some(need) = amount.need else {
        return Some(match unit {
            _ if amount.earned == 0.0 => return None,
            Unit::Credits => summary::earned(words, amount),
            Unit::Hours => words.count("amount.hours", amount.earned, &[]),
            Unit::Score => words.fill("details.score", &[("value", &words.score(amount.earned))]),
            Unit::Count => return None,
        });
    };
    let earned = match unit {
        Unit::Score => words.score(amount.counts()),
        _ => words.number(amount.counts()),
    };
    let blank = [("earned", earned.as_str())];
    Some(match unit {
        Unit::Credits => words.fill("amount.of", &[blank[0], ("need", &words.credits(need))]),
        Unit::Hours => words.count("unit.hours", need, &blank),
        Unit::Count => words.count("unit.count", need, &blank),
        Unit::Score if amount.earned == 0.0 => {
            words.fill("details.score-need", &[("need", &words.score(need))])
        }
        Unit::Score => words.fill("unit.score", &[blank[0], ("need", &words.score(need))]),
    })
}
