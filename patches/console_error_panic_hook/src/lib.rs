//! In the place of the crate of this name, which Yew sets up by default: it writes a panic's message on the console,
//! which may hold a learner's words, and keeps all of `core::fmt` in the wasm for it. `element::start` has the hook
//! that counts.

#![forbid(unsafe_code)]

/// Says nothing.
pub fn hook(_: &std::panic::PanicHookInfo<'_>) {}

/// Sets nothing.
pub fn set_once() {}
