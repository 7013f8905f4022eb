//! WHAT FOLLOWS from a plan: the through line, progress, next steps. Pure functions of a plan and a day.

mod next;
mod now;
mod progress;
mod trace;

pub use next::{Blocked, NextSteps, OpenAction, Ready, Reason, next_steps};
pub use now::now;
pub use progress::{Amount, Basis, Progress, Standing, Unit, progress};
pub use trace::{Hop, Trace, through_line, trace};
