//! Working days: which days the offices work, and when a limit ends.
//!
//! The State Council names holidays and the weekends worked in their place year by year.
//! For a year it has not yet named, nothing is promised: the answer is [`NoCalendar`], and
//! at most an estimate.
//! Source of the rules: 50-calendar, section 4; the day from which a limit runs does not
//! count (民法典第201条第1款), a limit in calendar days that ends on a day off ends on the
//! next working day (民法典第203条).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::date::Date;

/// The calendar, year by year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: Vec<Year>,
}

/// What is named for one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// 2026.
    pub year: i32,
    /// Notice of the State Council, or the law where it is provisional.
    pub source: String,
    /// Named by the State Council. Otherwise only the statutory holidays are known, and
    /// the days serve for nothing but an estimate.
    pub is_official: bool,
    /// Mondays to Fridays off.
    pub off: BTreeSet<Date>,
    /// Saturdays and Sundays worked.
    pub on: BTreeSet<Date>,
}

/// The official calendar does not reach that far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no official calendar for {0}")]
pub struct NoCalendar(pub i32);

/// Days on which the clock stands still (行政许可法第45条), both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

impl Calendar {
    /// A calendar of these years, in any order.
    #[must_use]
    pub fn new(mut years: Vec<Year>) -> Self {
        years.sort_by_key(|it| it.year);
        Self { years }
    }

    /// The years, the earliest first.
    #[must_use]
    pub fn years(&self) -> &[Year] {
        &self.years
    }

    /// The last year the State Council has named; 0 without any.
    #[must_use]
    pub fn last_official_year(&self) -> i32 {
        let official = self.years.iter().filter(|it| it.is_official);
        official.map(|it| it.year).max().unwrap_or_default()
    }

    /// Whether the offices work on `day`.
    ///
    /// # Errors
    /// [`NoCalendar`] for a year that is not official.
    pub fn is_working_day(&self, day: Date) -> Result<bool, NoCalendar> {
        let year = day.parts().0;
        let named = self.years.iter().find(|it| it.year == year);
        match named {
            Some(named) if named.is_official => Ok(named.works(day)),
            _ => Err(NoCalendar(year)),
        }
    }

    /// The last day of a limit of `count` working days that runs from `start`.
    ///
    /// `start` itself does not count; nor do the days of `pauses`.
    ///
    /// # Errors
    /// [`NoCalendar`] when the limit reaches into a year that is not official.
    pub fn working_days_after(
        &self,
        start: Date,
        count: u16,
        pauses: &[Pause],
    ) -> Result<Date, NoCalendar> {
        let is_paused = |day: Date| pauses.iter().any(|it| it.from <= day && day <= it.until);
        let (mut day, mut left) = (start, count);
        while left > 0 {
            day = next(day);
            if self.is_working_day(day)? && !is_paused(day) {
                left -= 1;
            }
        }
        Ok(day)
    }

    /// The `count`-th working day before `end`, which itself does not count.
    ///
    /// # Errors
    /// [`NoCalendar`].
    pub fn working_days_before(&self, end: Date, count: u16) -> Result<Date, NoCalendar> {
        let (mut day, mut left) = (end, count);
        while left > 0 {
            day = day.plus(0, 0, -1);
            if self.is_working_day(day)? {
                left -= 1;
            }
        }
        Ok(day)
    }

    /// The last day of a limit of `count` calendar days that runs from `start`: on a day off
    /// it moves to the next working day.
    ///
    /// # Errors
    /// [`NoCalendar`].
    pub fn calendar_days_after(&self, start: Date, count: u16) -> Result<Date, NoCalendar> {
        let mut day = start.plus(0, 0, i32::from(count));
        while !self.is_working_day(day)? {
            day = next(day);
        }
        Ok(day)
    }

    /// Number of working days after `from` up to and including `until`.
    ///
    /// # Errors
    /// [`NoCalendar`].
    pub fn working_days_between(&self, from: Date, until: Date) -> Result<u16, NoCalendar> {
        let (mut day, mut count) = (from, 0_u16);
        while day < until {
            day = next(day);
            count += u16::from(self.is_working_day(day)?);
        }
        Ok(count)
    }

    /// About when a limit of `count` working days from `start` ends: where no official calendar
    /// is known, only weekends and statutory holidays are taken as days off. A weekend worked or
    /// a holiday prolonged moves it either way, so it is an estimate and never a promise.
    /// `None` where not even the statutory holidays are known.
    #[must_use]
    pub fn estimate_after(&self, start: Date, count: u16) -> Option<Date> {
        let (mut day, mut left) = (start, count);
        while left > 0 {
            day = next(day);
            let year = self.years.iter().find(|it| it.year == day.parts().0)?;
            left -= u16::from(year.works(day));
        }
        Some(day)
    }
}

impl Year {
    fn works(&self, day: Date) -> bool {
        if is_weekend(day) {
            self.on.contains(&day)
        } else {
            !self.off.contains(&day)
        }
    }

    /// Number of working days of the year.
    #[must_use]
    pub fn working_days(&self) -> usize {
        let first = Date::new(self.year, 1, 1).ok();
        let days = std::iter::successors(first, |day| {
            let next = next(*day);
            (next.parts().0 == self.year && next != *day).then_some(next)
        });
        days.filter(|day| self.works(*day)).count()
    }
}

/// Saturday or Sunday.
#[must_use]
pub fn is_weekend(day: Date) -> bool {
    // Day 0 of the Julian period was a Monday.
    day.day_number().rem_euclid(7) >= 5
}

fn next(day: Date) -> Date {
    day.plus(0, 0, 1)
}
