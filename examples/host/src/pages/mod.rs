//! The portal: what stands round the widget. Every page works without JavaScript, but for the widget.
//!
//! The pages themselves are in `pages/` beside `src/`, as HTML with places to fill; [`template`] fills them.

mod caseload;
mod course;
mod frame;
mod outline;
mod template;

use crate::{
    Host,
    people::{self, Role},
    plans,
    problem::Problem,
    session::Viewer,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{Html, IntoResponse, Redirect, Response},
};
use frame::frame;
pub use frame::{Language, keep_language};
use serde_json::Value;
use template::{fill, fill_each};

/// The portal's style sheet. There is no other style: the policy forbids it in the page.
pub async fn style() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../../pages/portal.css"))
}

/// The portal's one script: what a page does when the session ends.
pub async fn script() -> impl IntoResponse {
    let headers =
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../../pages/portal.js"))
}

/// The school's mark, in its header and in the browser's tab.
pub async fn mark() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../../pages/portal.svg"))
}

/// `/`: choose a demo person.
pub async fn sign_in(State(host): State<Host>, language: Language) -> Result<Response, Problem> {
    let everybody = host.database.ask(people::candidates).await?;
    let rows: Vec<_> = everybody
        .iter()
        .map(|candidate| {
            let title = serde_json::from_str(&candidate.title).unwrap_or(Value::Null);
            let comes_for = match candidate.plans {
                1 => Language::En.html(&title, &Value::Null),
                many => format!("{many} learners"),
            };
            (&candidate.person, comes_for)
        })
        .collect();
    let mut groups = String::new();
    for role in Role::ALL {
        let people: Vec<_> = rows.iter().filter(|(person, _)| person.role == role).collect();
        if !people.is_empty() {
            let person = include_str!("../../pages/sign-in-person.html");
            let people = fill_each(
                person,
                people.iter().map(|(person, comes_for)| {
                    [("id", &*person.id), ("name", &*person.name), ("comes-for", &**comes_for)]
                }),
            );
            let group = "<section><h2>{{heading}}</h2>\n<ul class=\"people\">\n{{{people}}}</ul></section>\n";
            groups += &fill(group, &[("heading", role.plural()), ("people", &people)]);
        }
    }
    let main = fill(include_str!("../../pages/sign-in.html"), &[("groups", &groups)]);
    Ok(page(&frame("Sign in", language, None, &main)))
}

/// `/portal`: a learner's, family's or mentor's day, with the widget in it by the snippet of the README.
pub async fn portal(
    State(host): State<Host>,
    Viewer(viewer): Viewer,
    language: Language,
) -> Result<Response, Problem> {
    if viewer.role.is_staff() {
        return Ok(Redirect::to("/caseload").into_response());
    }
    let plan = plans::readable(&host, &viewer, "me").await?;
    let document: Value = serde_json::from_str(&plan.document).map_err(Problem::ours)?;
    let courses = course::cards(&document, language);
    let whose = match viewer.role {
        Role::Learner => "Your courses now".to_owned(),
        _ => format!("{}: courses now", plan.learner),
    };
    // Of a family or a mentor: the plan above is the first of these.
    let lines = plans::lines(&host, &viewer).await?;
    let plans = fill_each(
        "<li><a href=\"/plans/{{id}}\">{{learner}}</a></li>\n",
        lines.iter().map(|line| [("id", &*line.id), ("learner", &*line.learner)]),
    );
    let plans = match lines.len() {
        0 | 1 => String::new(),
        _ => fill(include_str!("../../pages/portal-plans.html"), &[("plans", &plans)]),
    };
    let blanks = [("name", &*viewer.name), ("whose", &*whose), ("courses", &*courses), ("plans", &*plans)];
    let main = fill(include_str!("../../pages/portal.html"), &blanks);
    Ok(page(&frame("Home", language, Some(&viewer), &main)))
}

/// `/caseload`: every learner of a teacher or counselor, one small widget each, by need.
pub async fn caseload(
    State(host): State<Host>,
    Viewer(viewer): Viewer,
    language: Language,
) -> Result<Response, Problem> {
    if !viewer.role.is_staff() {
        return Err(Problem::forbidden("The caseload is for teachers and counselors."));
    }
    let person = viewer.id.clone();
    let cases = host.database.ask(move |connection| caseload::of(connection, &person)).await?;
    let learner = include_str!("../../pages/caseload-learner.html");
    let learners =
        fill_each(learner, cases.iter().map(|case| [("id", &*case.plan), ("learner", &*case.name)]));
    let count = cases.len().to_string();
    let main = fill(include_str!("../../pages/caseload.html"), &[("count", &count), ("learners", &learners)]);
    Ok(page(&frame("Caseload", language, Some(&viewer), &main)))
}

/// `/plans/{id}`: one plan on a page of its own; where the links of the portal and the caseload lead.
pub async fn plan(
    State(host): State<Host>,
    Viewer(viewer): Viewer,
    Path(id): Path<String>,
    language: Language,
) -> Result<Response, Problem> {
    let plan = plans::readable(&host, &viewer, &id).await?;
    let main = fill(include_str!("../../pages/plan.html"), &[("id", &plan.id), ("learner", &plan.learner)]);
    Ok(page(&frame("Learning plan", language, Some(&viewer), &main)))
}

/// `/plans/{id}/text`: the plan as plain lists, for a browser without JavaScript.
pub async fn plan_as_text(
    State(host): State<Host>,
    Viewer(viewer): Viewer,
    Path(id): Path<String>,
    language: Language,
) -> Result<Response, Problem> {
    let plan = plans::readable(&host, &viewer, &id).await?;
    let phases = match serde_json::from_str(&plan.document) {
        Ok(document) => outline::by_phase(&document, language),
        Err(_) => "<p lang=\"en\">This plan cannot be read. Tell the school.</p>".to_owned(),
    };
    let blanks = [("id", &*plan.id), ("learner", &*plan.learner), ("phases", &*phases)];
    let main = fill(include_str!("../../pages/plan-as-text.html"), &blanks);
    Ok(page(&frame("Learning plan as text", language, Some(&viewer), &main)))
}

/// A refusal as a page.
pub fn refusal(title: &str, detail: &str) -> Response {
    let main = fill(include_str!("../../pages/refusal.html"), &[("title", title), ("detail", detail)]);
    page(&frame(title, Language::En, None, &main))
}

/// A page is never stored: on a shared computer, going back after signing out shows nobody's plan.
fn page(html: &str) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Html(html.to_owned())).into_response()
}
