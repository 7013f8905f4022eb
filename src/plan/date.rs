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
        let form = "0000-00-00".get(..text.len())?;
        if !matches!(text.len(), 4 | 7 | 10) || !is_like(text, form) {
            return None;
        }
        let part = |at: usize| text.get(at..at + 2).map(|digits| number(digits) as u8);
        Date { year: number(text.get(..4)?) as i32, month: part(5), day: part(8) }.checked()
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

    /// Whether a text is a moment; a leap second is one.
    pub(crate) fn is(text: &str) -> bool {
        const FORM: &str = "0000-00-00T00:00:00";
        let Some((moment, mut zone)) = text.split_at_checked(FORM.len()) else { return false };
        if let Some(fraction) = zone.strip_prefix('.') {
            zone = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
        }
        let most =
            |text: &str, at: usize, most: u32| text.get(at..at + 2).is_some_and(|part| number(part) <= most);
        is_like(moment, FORM)
            && moment.get(..10).and_then(Date::parse).is_some()
            && most(moment, 11, 23)
            && most(moment, 14, 59)
            && most(moment, 17, 60)
            && (is_like(zone, "Z")
                || (is_like(zone, "+00:00") || is_like(zone, "-00:00"))
                    && most(zone, 1, 23)
                    && most(zone, 4, 59))
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

/// Whether a text is written like another: with a digit for each of its digits, and else the same letters, large or
/// small.
fn is_like(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(letter, like)| match like {
            b'0' => letter.is_ascii_digit(),
            _ => letter.eq_ignore_ascii_case(&like),
        })
}

/// The number that digits write.
fn number(digits: &str) -> u32 {
    digits.bytes().fold(0, |number, digit| number * 10 + u32::from(digit & 15))
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
