//! WHAT FOLLOWS from a plan: the through line, progress, findings, mastery, deeds, next steps. Pure functions of a plan
//! and a day.
//!
//! All is "according to your school's data": where the host gave a verdict it stands, and ours is an estimate beside
//! it.
//!
//! | what is asked | answers it | with the help of |
//! |---|---|---|
//! | how far am I? | `progress`, `shares` | `standing`, each requirement; `spend`, which credit counts where, by `flow`, a maximum flow; `shelf`, the buckets; `matching`, what matches what is asked; `distinct`, each once |
//! | why this? | `trace` | `dag`, the links as a graph; `instead`, what stands in for what |
//! | what now? | `now`, `next` | `dag`; `instead`, alternatives |
//! | can it be taken so? | `findings` | `instead`; `marks`, compared as schools write them |
//! | what can I do, what have I done? | `mastery`, `deeds` | |
//! | in which order? | `schedule` | `search`, the best placement; `clash`, why nothing fits |
//! | what if? | `compare` | `schedule`, `progress`; `filled`, by when the diploma is |
//! | who may ask for what? | `offers` | |

mod clash;
mod compare;
mod dag;
mod deeds;
mod distinct;
mod filled;
mod findings;
mod flow;
mod instead;
mod marks;
mod mastery;
mod matching;
mod next;
mod now;
mod offers;
mod progress;
mod schedule;
mod search;
mod shares;
mod shelf;
mod spend;
mod standing;
mod trace;

pub use compare::{Asked, Becomes, Choice, Comparison, Count, Graduation, Held, Move, compare};
pub use deeds::{Deed, DeedKind, deeds, hours_of};
pub(crate) use distinct::distinct;
pub use filled::Late;
pub use findings::{Crowded, Finding, Findings, Mend, Misfit, Weight, findings};
pub use instead::{other_tries, passed, stand_ins};
pub use mastery::{Mastery, mastery};
pub use next::{Blocked, NextSteps, OpenAction, Ready, Reason, next_steps};
pub use now::now;
pub use offers::{is_declined, is_own, is_proposed, is_to_decide, may_check, may_note, may_switch, offers};
pub use progress::{
    Amount, Basis, Progress, Standing, Track, Unit, attention, is_open, is_past, progress, track,
};
pub use schedule::{Conflict, Placed, Proposal, Why, schedule};
pub use shares::Share;
pub use standing::hours_done;
pub use trace::{Hop, Trace, beside_the_line, through_line, trace};

#[cfg(test)]
mod tests;
