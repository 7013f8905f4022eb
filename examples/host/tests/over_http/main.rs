//! The host as the network sees it: the program is started, asked and stopped, and every answer of every
//! test is held against what `openapi.json` says.

#![allow(clippy::unwrap_used)]

mod api;
mod changes;
mod description;
mod files;
mod pages;
mod running;
mod seeding;
mod sessions;
