//! The reference host: what a district's developer reads to write theirs.

fn main() {}
