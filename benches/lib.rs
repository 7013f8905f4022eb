//! The plans that all are measured with, and how the crossings of a drawing are counted.

pub mod crossings;
pub mod tracks;
