//! Tables of small plans in a notation of their own.

mod next;
mod notation;
mod now;
mod progress;
mod trace;
