//! A learner's plan as a roadmap, from today's courses to a career goal.
//!
//! The modules stand in reading order, and each may use only those the table names (`tests/native/house.rs`
//! reads the sources and fails otherwise):
//!
//! | module | is | may use |
//! |---|---|---|
//! | `sorted` | indices in order: the one sort of the widget | – |
//! | [`plan`] | what is true: the plan document, checked | sorted |
//! | [`rules`] | what follows: trace, progress, next steps | plan, sorted |
//! | [`source`] | where it comes from: one file per format; no fetching | plan |
//! | [`geometry`] | points, sizes, rectangles; y grows downwards | – |
//! | [`layout`] | where things go: layer, order, place, route | geometry, sorted |
//! | [`words`] | what is said, in the reader's language | plan |
//! | [`event`] | what the host hears | – |
//! | [`state`] | what the reader looks at, and how a message changes it | plan, rules, event |
//! | [`roadmap`] | the picture as data | plan, rules, geometry, layout, words, state, sorted |
//! | [`view`] | the picture as HTML | roadmap, state, event, words, plan, yew |
//! | `element` | the browser (wasm32 only): mount, tell, measure | everything |
//!
//! What is deliberately absent: nothing below `element` fetches, waits, reads a clock or knows the DOM (today is an
//! argument); `layout` does not know what a step means; no code recurses over what a host sent; no sink takes
//! raw HTML, and a link is a [`plan::SafeUrl`].

mod sorted;
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
