//! What time it is: the one place that reads the clock.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};

const CHENGDU: i64 = 8 * 60 * 60;

/// A moment, in seconds since 1970 (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// Where moments come from; tests bring their own.
pub type Clock = Box<dyn Fn() -> Moment + Send + Sync>;

/// A clock that stands still while the one beneath it is set back, and never shows a moment
/// before one that it has shown.
#[must_use]
pub fn never_back(clock: impl Fn() -> Moment + Send + Sync + 'static) -> Clock {
    let latest = AtomicI64::new(i64::MIN);
    Box::new(move || {
        let now = clock().0;
        Moment(latest.fetch_max(now, Ordering::Relaxed).max(now))
    })
}

impl Moment {
    /// Now.
    #[must_use]
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self(since.map_or(0, |it| i64::try_from(it.as_secs()).unwrap_or(i64::MAX)))
    }

    /// The day in Chengdu at this moment.
    #[must_use]
    pub fn day(self) -> Date {
        let day = time::OffsetDateTime::from_unix_timestamp(self.0.saturating_add(CHENGDU))
            .unwrap_or(time::OffsetDateTime::UNIX_EPOCH)
            .date();
        // The calendar of `Date` ends in 2100: a clock beyond it is set back to its first day.
        Date::new(day.year(), day.month().into(), day.day()).unwrap_or_else(|_| Self(0).day())
    }

    /// This moment and so many seconds.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl fmt::Display for Moment {
    /// As `2026-11-23T08:00:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = time::OffsetDateTime::from_unix_timestamp(self.0)
            .unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
        let (hour, minute, second) = at.to_hms();
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", at.date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_stands_still() {
        let shown = std::sync::Mutex::new([5, 9, 3, 8, 10].into_iter());
        let clock = never_back(move || Moment(shown.lock().unwrap().next().unwrap()));
        let seen: Vec<i64> = (0..5).map(|_| clock().0).collect();
        assert_eq!(seen, [5, 9, 9, 9, 10]);
    }

    #[test]
    fn the_day_begins_at_midnight_in_chengdu() {
        let last_second = Moment(1_795_449_599);
        assert_eq!(last_second.to_string(), "2026-11-23T15:59:59Z");
        assert_eq!(last_second.day().to_string(), "2026-11-23");
        assert_eq!(last_second.plus(1).day().to_string(), "2026-11-24");
    }
}
