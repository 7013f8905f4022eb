//! Tables of small plans in a notation of their own, and what must hold for any plan.

mod always;
mod claims;
mod compare;
mod deeds;
mod diplomas;
mod findings;
mod mastery;
mod next;
mod notation;
mod now;
mod offers;
mod progress;
mod schedule;
mod spend;
mod trace;
