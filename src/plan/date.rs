//! Civil dates, without a time zone, to the day, month or year; and moments.

use crate::digits::write;
use std::cmp::Ordering;
use std::fmt;
use std::num::NonZero;

/// A civil date: `2026-11-22`, `2026-11` or `2026`.
///
/// Invariant: the year is 1–9999, the month 1–12, and the day exists in that month.
///
/// Dates are ordered by their first day, and of those with the same first day the shorter stretch comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// As a [`Day`] has it, with 0 for a month or a day that is not said.
    parts: NonZero<i32>,
}

/// A day as a number that grows from each day to the next: 512 for a year, 32 for a month, 1 for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

const YEAR: i32 = 512;
const MONTH: i32 = 32;

impl Date {
    /// The first day there is.
    pub const FIRST: Date = match NonZero::new(YEAR + MONTH + 1) {
        Some(parts) => Date { parts },
        None => panic!("no day is before year 1"),
    };

    /// The date that a plan document writes so; none where there is no such day.
    ///
    /// ```
    /// # use throughline::plan::Date;
    /// let last = Date::of(2028, 2, 29).map(Date::first_day);
    /// assert_eq!(Date::parse("2028-02").map(Date::last_day), last);
    /// assert_eq!(Date::parse("2026-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Date> {
        let form = "0000-00-00".get(..text.len())?;
        if !matches!(text.len(), 4 | 7 | 10) || !is_like(text, form) {
            return None;
        }
        let part = |at: usize| text.get(at..at + 2).map(number);
        Date::checked(number(text.get(..4)?), part(5), part(8))
    }

    /// A day; none where there is no such day.
    pub fn of(year: i32, month: u8, day: u8) -> Option<Date> {
        Date::checked(year, Some(month.into()), Some(day.into()))
    }

    fn checked(year: i32, month: Option<i32>, day: Option<i32>) -> Option<Date> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month.unwrap_or(1))
            && (1..=days_in(year, month.unwrap_or(1))).contains(&day.unwrap_or(1));
        let parts = NonZero::new(year * YEAR + month.unwrap_or(0) * MONTH + day.unwrap_or(0))?;
        exists.then_some(Date { parts })
    }

    /// The year, 1–9999.
    pub fn year(self) -> i32 {
        self.parts.get() / YEAR
    }

    /// The month, 1–12, where it is said.
    pub fn month(self) -> Option<u8> {
        Some((self.parts.get() / MONTH % 16) as u8).filter(|month| *month > 0)
    }

    /// The day of the month, where it is said.
    pub fn day(self) -> Option<u8> {
        Some((self.parts.get() % MONTH) as u8).filter(|day| *day > 0)
    }

    /// The same date to the month.
    pub fn to_month(self) -> Date {
        self.to_whole(MONTH)
    }

    /// The same date to the year.
    pub fn to_year(self) -> Date {
        self.to_whole(YEAR)
    }

    fn to_whole(self, unit: i32) -> Date {
        NonZero::new(self.parts.get() / unit * unit).map_or(self, |parts| Date { parts })
    }

    /// As a plan document writes it; formatting machinery for it would cost a learner half a kilobyte.
    pub(crate) fn written(self) -> String {
        let mut written = String::new();
        write(self.year() as usize, 1000, &mut written);
        for part in &[self.month(), self.day()] {
            if let Some(part) = *part {
                written.push('-');
                write(part.into(), 10, &mut written);
            }
        }
        written
    }

    /// The first day it covers.
    pub fn first_day(self) -> Day {
        Day::of(self.year(), self.month().unwrap_or(1), self.day().unwrap_or(1))
    }

    /// The last day it covers.
    pub fn last_day(self) -> Day {
        let month = self.month().unwrap_or(12);
        let last = days_in(self.year(), month.into()) as u8;
        Day::of(self.year(), month, self.day().unwrap_or(last))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = |date: &Date| (date.first_day(), date.day().is_none(), date.month().is_none());
        order(self).cmp(&order(other))
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
        f.write_str(&self.written())
    }
}

impl Day {
    fn of(year: i32, month: u8, day: u8) -> Day {
        Day(year * YEAR + i32::from(month) * MONTH + i32::from(day))
    }

    /// Months since the beginning of year 0, to the one that it is in.
    pub fn months(self) -> i32 {
        self.0 / YEAR * 12 + self.0 / MONTH % 16
    }

    /// Days from this one to another; negative when that one is earlier.
    pub fn days_to(self, other: Day) -> i32 {
        other.days() - self.days()
    }

    /// Days since 1 March of year 0. (Years that begin in March put the leap day last: Howard Hinnant's
    /// `days_from_civil`.)
    fn days(self) -> i32 {
        let (year, month, day) = (self.0 / YEAR, self.0 / MONTH % 16, self.0 % MONTH);
        let year = if month <= 2 { year - 1 } else { year };
        let from_march = (month + 9) % 12;
        365 * year + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 + day - 1
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
        if let Some(fraction) = zone.strip_prefix(".") {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            zone = fraction.get(digits..).unwrap_or_default();
            if digits == 0 {
                return false;
            }
        }
        let most =
            |text: &str, at: usize, most: i32| text.get(at..at + 2).is_some_and(|part| number(part) <= most);
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

    /// The civil date as written, in the offset it was written with.
    pub fn date(&self) -> Date {
        let date = self.0.get(..10).and_then(Date::parse);
        date.unwrap_or(Date::FIRST.to_year())
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
fn number(digits: &str) -> i32 {
    digits.bytes().fold(0, |number, digit| number * 10 + i32::from(digit & 15))
}

fn days_in(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
