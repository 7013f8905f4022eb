//! Civil dates, without a time zone, to the day, month or year.

/// A civil date: `2026-11-22`, `2026-11` or `2026`.
///
/// Invariant: the month is 1–12 and the day exists in that month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

/// A moment: RFC 3339 text that was checked, kept as the host wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time(String);
