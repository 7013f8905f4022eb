//! Civil dates, without a time zone, to the day, month or year; and moments.

use std::cmp::Ordering;
use std::fmt;

/// A civil date: `2026-11-22`, `2026-11` or `2026`.
///
/// Invariant: the year is 1–9999, the month 1–12, and the day exists in that month.
///
/// Dates are ordered by their first day, and of those with the same first day the shorter stretch comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// The first day there is.
    pub const FIRST: Date = Date { year: 1, month: Some(1), day: Some(1) };

    /// The date that a plan document writes so; none where there is no such day.
    ///
    /// ```
    /// # use throughline::plan::Date;
    /// assert_eq!(Date::parse("2028-02").map(|month| month.last_day()), Some((2028, 2, 29)));
    /// assert_eq!(Date::parse("2026-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = part(parts.next())?;
        let day = part(parts.next())?;
        if parts.next().is_some() {
            return None;
        }
        Date { year: year as i32, month, day }.checked()
    }

    /// A day; none where there is no such day.
    pub fn of(year: i32, month: u8, day: u8) -> Option<Date> {
        Date { year, month: Some(month), day: Some(day) }.checked()
    }

    fn checked(self) -> Option<Date> {
        let month = self.month.unwrap_or(1);
        ((1..=9999).contains(&self.year)
            && (1..=12).contains(&month)
            && (1..=days_in(self.year, month)).contains(&self.day.unwrap_or(1)))
        .then_some(self)
    }

    /// The year, 1–9999.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1–12, where it is said.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where it is said.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The same date to the month.
    pub fn to_month(self) -> Date {
        Date { day: None, ..self }
    }

    /// The same date to the year.
    pub fn to_year(self) -> Date {
        Date { day: None, month: None, ..self }
    }

    /// The first day it covers, as year, month, day: such triples compare as days do.
    pub fn first_day(self) -> (i32, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it covers, as year, month, day.
    pub fn last_day(self) -> (i32, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or(days_in(self.year, month)))
    }

    /// Days from the first day of this date to the first day of another; negative when that one is earlier.
    pub fn days_between(self, later: Date) -> i32 {
        day_number(later.first_day()) - day_number(self.first_day())
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first_day(), self.last_day()).cmp(&(other.first_day(), other.last_day())).then_with(|| {
            (other.month.is_some(), other.day.is_some()).cmp(&(self.month.is_some(), self.day.is_some()))
        })
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Date {
    /// As a plan document writes it.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// A moment: RFC 3339 text that was checked, kept as the host wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time(String);

impl Time {
    /// The moment, if it is one: `2026-11-22T09:30:00Z`, with any fraction of a second and any offset.
    pub fn parse(text: &str) -> Option<Time> {
        Time::is(text).then(|| Time(text.to_owned()))
    }

    /// Whether a text is a moment.
    pub(crate) fn is(text: &str) -> bool {
        Time::read(text) == Some(true)
    }

    fn read(text: &str) -> Option<bool> {
        let date = Date::parse(text.get(..10)?)?;
        date.day()?;
        let rest = text.get(10..)?.strip_prefix(['T', 't'])?;
        let clock = clock(rest.get(..8)?)?;
        let mut zone = rest.get(8..)?;
        if let Some(fraction) = zone.strip_prefix('.') {
            zone = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            if zone.len() == fraction.len() {
                return None;
            }
        }
        let offset = match zone.strip_prefix(['+', '-']) {
            Some(offset) => {
                offset.len() == 5 && offset.get(2..3) == Some(":") && {
                    let hours = number(offset.get(..2)?, 2)?;
                    hours <= 23 && number(offset.get(3..)?, 2)? <= 59
                }
            }
            None => zone == "Z" || zone == "z",
        };
        Some(clock && offset)
    }

    /// The moment as the host wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The civil date as written, in the offset it was written with.
    pub fn date(&self) -> Date {
        let date = self.0.get(..10).and_then(Date::parse);
        date.unwrap_or(Date { year: 1, month: None, day: None })
    }
}

/// Whether this is a time of day, `09:30:00`; a leap second is one.
fn clock(text: &str) -> Option<bool> {
    let mut parts = text.split(':');
    let (hour, minute, second) =
        (number(parts.next()?, 2)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    Some(hour <= 23 && minute <= 59 && second <= 60 && parts.next().is_none())
}

/// The number that exactly so many digits write.
fn number(text: &str, digits: usize) -> Option<u32> {
    if text.len() != digits || !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// A month or day that may be left out: none where it is there and is not two digits.
fn part(text: Option<&str>) -> Option<Option<u8>> {
    match text {
        Some(text) => Some(Some(number(text, 2)? as u8)),
        None => Some(None),
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1 March of year 0. (Years that begin in March put the leap day last: Howard Hinnant's `days_from_civil`.)
fn day_number((year, month, day): (i32, u8, u8)) -> i32 {
    let (month, day) = (i32::from(month), i32::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    365 * year + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 + day - 1
}
