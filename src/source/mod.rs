//! WHERE IT COMES FROM: what a host answers, read as a plan document. Nothing here fetches.
//!
//! Our own format is read by [`plan::doc`](crate::plan::doc). Another one would have a file beside this one that makes
//! a [`PlanDoc`] of it, a [`Format`], a word in [`Format::of`] and a line in [`read`].

use crate::plan::doc::{self, PlanDoc};
use crate::plan::{Problems, Unreadable};

/// The formats a host may answer in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Told by the answer itself.
    #[default]
    Auto,
    /// Our own: `throughline-plan/1`.
    Throughline,
}

impl Format {
    /// The format of a word of the `format` attribute; an unknown word is read as `auto`.
    pub fn of(word: &str) -> Format {
        match word {
            "throughline" => Format::Throughline,
            _ => Format::Auto,
        }
    }
}

/// A host's answer as a plan document and its problems.
///
/// # Errors
/// Where the text is not JSON, is too large, or is of no format known here.
pub fn read(format: Format, text: &str) -> Result<(PlanDoc<'_>, Problems), Unreadable> {
    match format {
        Format::Auto | Format::Throughline => doc::read(text),
    }
}
