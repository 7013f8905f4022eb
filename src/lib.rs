//! A learner's plan as a roadmap, from today's courses to a career goal.
//!
//! A host's text becomes a plan, rules say what follows from it, a roadmap is drawn from both, and a view turns that
//! into HTML. All but the last step into the browser runs anywhere:
//!
//! ```
//! use throughline::{plan, rules};
//!
//! let text = r#"{ "format": "throughline-plan/1",
//!     "goals": [{ "id": "rn", "title": "Registered Nurse" }],
//!     "steps": [{ "id": "bio", "title": "Biology", "status": "in-progress" }, { "id": "chem", "title": "Chemistry" }],
//!     "edges": [{ "from": "bio", "to": "chem", "kind": "requires" }, { "from": "chem", "to": "rn" }] }"#;
//! let (plan, problems) = plan::read(text)?;
//! assert!(problems.is_empty());
//!
//! let line = rules::through_line(&plan);
//! assert_eq!((line.route.len(), line.goal()), (2, Some(0)));
//!
//! let today = plan::Date::of(2026, 11, 22).expect("a day");
//! let next = rules::next_steps(&plan, &rules::progress(&plan), &rules::findings(&plan, today), today);
//! assert_eq!(plan.steps()[next.ready[0].step].id, "bio");
//! # Ok::<(), plan::Unreadable>(())
//! ```
//!
//! # The map
//!
//! The modules stand in reading order, and each may use only those the table names (`tests/native/house.rs`
//! reads the sources and fails otherwise):
//!
//! | module | is | may use |
//! |---|---|---|
//! | `sorted` | indices in order, and what belongs to what: the one sort of the widget | – |
//! | `digits` | whole numbers in text | – |
//! | [`plan`] | what is true: the plan document, checked | sorted, digits |
//! | [`rules`] | what follows: trace, progress, next steps, findings, mastery, deeds, schedule, other ways | plan, sorted |
//! | [`source`] | where it comes from: what a host may answer; no fetching | plan |
//! | [`geometry`] | points, sizes, rectangles; y grows downwards | – |
//! | [`layout`] | where things go: layer, order, place, route | geometry, sorted |
//! | [`words`] | what is said, in the reader's language | plan, sorted, digits |
//! | [`event`] | what the host hears | plan |
//! | [`state`] | what the reader looks at, and how a message changes it | plan, rules, geometry, event, digits |
//! | [`roadmap`] | the picture as data | plan, rules, geometry, layout, words, state, sorted, digits |
//! | [`view`] | the picture as HTML | roadmap, state, event, words, plan, geometry, digits, markup, yew |
//! | `element` | the browser (wasm32 only): mount, tell, measure | everything |
//!
//! # The walk
//!
//! The script tag → the class in `www/element.js` starts the request and the WebAssembly side by side →
//! `element::mount` → [`source`] turns the answer into a [`PlanDoc`](plan::doc::PlanDoc) →
//! [`plan::check`](fn@plan::check) → [`Msg::Loaded`](state::Msg::Loaded) → [`state::update`] → [`roadmap::draw`]
//! (rules, words, and layout: layer, order, place, route) → [`view`] → the reader chooses a card → a message → `update`
//! → the next state, and an [`event::Event`] that leaves as a `CustomEvent`. Of a plan of more than [`state::LARGE`]
//! steps the view draws the [`state::Part`] that is near the reader; of a map, what the page's window shows comes
//! first, and [`In::Rest`](view::In::Rest) a frame later.
//!
//! # What is deliberately absent
//!
//! Nothing below `element` fetches, waits, reads a clock or knows the DOM (today is an
//! argument); `layout` does not know what a step means; no sink takes raw HTML, and a link is a [`plan::SafeUrl`]; no
//! code recurses over a [`Plan`](plan::Plan). What recurses over a document goes at most 127 levels deep, since reading
//! goes no deeper.

mod sorted;
mod digits;
pub mod plan;
pub mod rules;
pub mod source;
pub mod geometry;
pub mod layout;
pub mod words;
pub mod event;
pub mod state;
pub mod roadmap;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod element;
