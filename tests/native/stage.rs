//! What the tests play on: the project's files, its stories, the day in all of them, and a page without a browser.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use throughline::plan::{self, Date, Plan, SafeUrl};
use throughline::state::{Density, LinkTarget, Settings, View};
use throughline::view::{After, App, Found, Props};
use throughline::words::{Direction, Plain, Words};
use yew::Callback;

/// The root of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file's text, by its path from the root.
pub fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text of a plan in `tests/plans`, by its name there without `.json`.
pub fn story_text(name: &str) -> String {
    text(&format!("tests/plans/{name}.json"))
}

/// A plan in `tests/plans`.
pub fn story(name: &str) -> Rc<Plan> {
    Rc::new(plan::read(&story_text(name)).unwrap_or_else(|why| panic!("{name}: {why}")).0)
}

/// Today, in all stories.
pub fn today() -> Date {
    Date::of(2026, 11, 22).expect("a day")
}

/// The words of a language, with figures as they are where there is no `Intl`.
pub fn words(language: &str) -> Rc<Words> {
    let catalogue = text(&format!("www/locales/{language}.json"));
    let direction = if language == "ar" { Direction::Rtl } else { Direction::Ltr };
    Rc::new(Words::read(&catalogue, language, direction, Rc::new(Plain)))
}

/// A wide page's settings.
pub fn settings(view: View) -> Settings {
    Settings {
        view,
        density: Density::Comfortable,
        heading: 2,
        label: None,
        today: today(),
        link_target: LinkTarget::Itself,
        width: 1200.0,
        letters: Rc::default(),
    }
}

/// A page as HTML, one element a line.
pub fn page(view: View, language: &str, plan: Rc<Plan>) -> String {
    let words = words(language);
    let render = move || Props {
        settings: settings(view),
        words,
        first: Some((plan, 0)),
        below: Rc::default(),
        tell: Callback::noop(),
        allow: Callback::from(|url: SafeUrl| Some(url)),
        after: Callback::from(|_: After| Found::default()),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let local = tokio::task::LocalSet::new();
    let html = local.block_on(&runtime, async {
        yew::LocalServerRenderer::<App>::with_props(render()).hydratable(false).render().await
    });
    html.replace("><", ">\n<")
}
