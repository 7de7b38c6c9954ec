//! A day of the calendar, without time or zone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use time::{Duration, Month};

/// A day of the Gregorian calendar between 1900-01-01 and 2100-12-31, written `2026-11-23`.
///
/// ```
/// use lianban_rules::date::Date;
///
/// let day: Date = "2024-02-29".parse()?;
/// assert_eq!(day.plus(1, 0, 0).to_string(), "2025-02-28");
/// # Ok::<(), lianban_rules::date::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// Why a text is not a [`Date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not four digits, two digits, two digits, with hyphens between.
    #[error("not a date of the form `2026-11-23`")]
    Form,
    /// A day that no calendar has, such as 30 February.
    #[error("no such day in the calendar")]
    NoSuchDay,
    /// Before 1900 or after 2100.
    #[error("not between 1900-01-01 and 2100-12-31")]
    Range,
}

impl Date {
    /// The day with this year, month (1–12) and day of the month.
    ///
    /// # Errors
    /// [`DateError::NoSuchDay`] or [`DateError::Range`].
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        let month = Month::try_from(month).map_err(|_| DateError::NoSuchDay)?;
        let date =
            time::Date::from_calendar_date(year, month, day).map_err(|_| DateError::NoSuchDay)?;
        if (1900..=2100).contains(&year) {
            Ok(Self(date))
        } else {
            Err(DateError::Range)
        }
    }

    /// Days since the start of the Julian period: consecutive days differ by one.
    #[must_use]
    pub fn day_number(self) -> i32 {
        self.0.to_julian_day()
    }

    /// Year, month (1–12), day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u8, u8) {
        (self.0.year(), u8::from(self.0.month()), self.0.day())
    }

    /// This day moved by whole years and months (kept within the month: 29 February
    /// plus a year is 28 February), then by days. Stops at the ends of the calendar.
    #[must_use]
    pub fn plus(self, years: i32, months: i32, days: i32) -> Self {
        let (year, month, day) = self.parts();
        let month_index = year * 12 + i32::from(month) - 1 + years * 12 + months;
        let (year, month) = (month_index.div_euclid(12), month_index.rem_euclid(12) + 1);
        let month = u8::try_from(month)
            .ok()
            .and_then(|month| Month::try_from(month).ok())
            .unwrap_or(Month::January);
        let day = day.min(month.length(year));
        let moved = time::Date::from_calendar_date(year, month, day)
            .unwrap_or(self.0)
            .saturating_add(Duration::days(i64::from(days)));
        Self(moved)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut parts = text.splitn(3, '-');
        let mut next = |digits: usize| {
            parts
                .next()
                .filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .ok_or(DateError::Form)
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let number = |part: &str| part.parse::<u16>().map_err(|_| DateError::Form);
        let small = |part: &str| part.parse::<u8>().map_err(|_| DateError::Form);
        Self::new(i32::from(number(year)?), small(month)?, small(day)?)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}
