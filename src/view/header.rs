//! Where I am, where I am going: the goal, a summary line, the two measures, the through line in words.

use yew::Html;

use super::markup::html;
use super::sign::sign;
use super::{Drawn, Look, heading, parted, said};
use crate::roadmap::{Bar, Measure, Sign, Summary, tenth};

/// The head of the roadmap.
pub fn header(look: &Look, drawn: &Drawn) -> Html {
    let roadmap = &drawn.roadmap;
    // Nobody is to take what is only held against the plan for the plan.
    let tag = roadmap.what_if.as_ref().map(|_| html! { <>{ look.words.say("whatif") }{ " " }</> });
    let title = match &roadmap.goal {
        Some(goal) => html! { <span part="goal">{ said(goal) }</span> },
        None => said(&roadmap.name),
    };
    let mut aside = Vec::new();
    if roadmap.goal.is_some() {
        aside.push(roadmap.name.clone());
    }
    aside.extend_from_slice(&roadmap.learner);
    html! {
        <header class="header" part="header">
            <div class="lead">
                if !aside.is_empty() { <p class="name">{ parted(&aside) }</p> }
                <div class="goal">
                    if roadmap.goal.is_some() { { sign(Sign::Goal) } }
                    { heading(look, 0, "title", "title", html! { <>{ tag }{ title }</> }) }
                </div>
                { summary(&roadmap.summary) }
            </div>
            if !roadmap.measures.is_empty() {
                <div class="measures" part="progress">{ for roadmap.measures.iter().map(measure) }</div>
            }
            if !roadmap.sentence.is_empty() { <p class="sentence">{ roadmap.sentence.as_str() }</p> }
            if let Some((phase, _)) = roadmap.picture.past_to_now() {
                <button type="button" class="go to-now" data-act="now">
                    { look.words.fill("to-now", &[("phase", &phase.title.clone().within())]) }
                </button>
            }
        </header>
    }
}

/// Where the learner is, and what needs attention.
pub fn summary(summary: &Summary) -> Html {
    html! {
        <p class="summary" part="summary">
            { parted(&summary.line) }
            if let Some(word) = &summary.attention { <span class="at-risk">{ sign(Sign::Risk) }{ word }</span> }
        </p>
    }
}

/// A measure: its words, and a bar that repeats them.
pub fn measure(measure: &Measure) -> Html {
    html! {
        <div class="measure">
            <p class="measure-said"><b>{ measure.name.as_str() }</b><span>{ measure.said.as_str() }</span></p>
            { bar(&measure.bar) }
            if !measure.more.is_empty() {
                <p class="measure-more">{ measure.more.as_str() }</p>
            }
        </div>
    }
}

/// A bar of hundredths. Decoration: what it shows stands beside it in words.
pub fn bar(bar: &Bar) -> Html {
    let part = |is: &'static str, from: f64, width: f64| {
        (width > 0.0).then(|| {
            html! { <rect class="part" data-is={is} x={percent(from)} width={percent(width)} height="100%" /> }
        })
    };
    html! {
        <svg class="bar" aria-hidden="true">
            { part("earned", 0.0, bar.earned) }
            { part("under-way", bar.earned, bar.in_progress) }
            { part("planned", bar.earned + bar.in_progress, bar.planned) }
        </svg>
    }
}

/// Hundredths as SVG reads them, to one decimal.
fn percent(n: f64) -> String {
    let mut out = String::new();
    tenth(n.clamp(0.0, 100.0), &mut out);
    out + "%"
}
