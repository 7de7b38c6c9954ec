//! The last day of each limit of a permit, and how a limit is said in Chinese.
//!
//! Pure: the calendar and the day from which the limits run come in as arguments.

use std::fmt::Write as _;

use crate::calendar::Calendar;
use crate::contents::Mark;
use crate::date::Date;
use crate::handbook::{Inspection, Length, Limit, LimitStart, PermitGuide, Track};

/// The last day of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Decided while the person waits.
    OnTheSpot,
    /// Until the end of this day.
    By(Date),
    /// The official calendar ends before: no day is promised.
    Unknown {
        /// The last year with an official calendar.
        calendar_ends: i32,
        /// Estimated, with only weekends and statutory holidays as days off. Make-up days are
        /// not known: the limit may end a little sooner or later. Never a promise.
        estimate: Option<Date>,
    },
}

/// The limits that hold for a permit, with the track that was chosen: those of the track
/// before those that hold on every track.
pub fn limits(
    guide: &PermitGuide,
    chosen: impl Fn(&str) -> Option<String>,
) -> (Option<&Track>, Vec<&Limit>) {
    let is_chosen = |track: &&Track| chosen(&track.question).as_deref() == Some(&track.id);
    let track = guide.tracks.iter().find(is_chosen);
    let own = track.into_iter().flat_map(|track| &track.limits);
    (track, own.chain(&guide.limits).collect())
}

/// Whether and when somebody comes to look, on the track that was chosen.
#[must_use]
pub fn inspection<'g>(guide: &'g PermitGuide, track: Option<&'g Track>) -> &'g Inspection {
    track.map_or(&guide.inspection, |track| &track.inspection)
}

/// The last day of a limit that runs from `start`; `None` for a limit whose start is not
/// known yet, because it runs from an inspection or a decision.
#[must_use]
pub fn due(limit: &Limit, start: Date, calendar: &Calendar) -> Option<Due> {
    if !matches!(limit.from, LimitStart::Receipt | LimitStart::Acceptance) {
        return None;
    }
    let (day, count) = match limit.length {
        Length::OnTheSpot => return Some(Due::OnTheSpot),
        Length::HalfWorkingDay => (calendar.working_days_after(start, 1, &[]), 1),
        Length::WorkingDays(count) | Length::Days(count) => {
            (calendar.working_days_after(start, count, &[]), count)
        }
        Length::CalendarDays(count) => (calendar.calendar_days_after(start, count), count),
    };
    Some(day.map_or_else(
        |_| Due::Unknown {
            calendar_ends: calendar.last_official_year(),
            estimate: match limit.length {
                Length::CalendarDays(count) => Some(start.plus(0, 0, i32::from(count))),
                _ => calendar.estimate_after(start, count),
            },
        },
        Due::By,
    ))
}

/// 法定时限：作出决定 20 个工作日，可以延长 10 个工作日（法条写“20日”）.
#[must_use]
pub fn words(limit: &Limit) -> String {
    let mut text = if limit.is_promise {
        "承诺时限"
    } else {
        "法定时限"
    }
    .to_owned();
    let _ = write!(text, "：{}{}", limit.act, length(limit.length));
    if let Some(more) = limit.extension {
        let unit = match limit.length {
            Length::CalendarDays(_) => "天",
            _ => "个工作日",
        };
        let _ = write!(text, "，可以延长 {more} {unit}");
    }
    if let Some(written) = &limit.as_written {
        let _ = write!(text, "（法条写“{written}”）");
    }
    text
}

/// From when a limit runs, in words.
#[must_use]
pub fn start_words(limit: &Limit) -> &'static str {
    match limit.from {
        LimitStart::Receipt => "从收到材料算起",
        LimitStart::Acceptance => "从受理算起",
        LimitStart::Inspection => "从检查完算起",
        LimitStart::Decision => "从作出决定算起",
    }
}

/// Whether the person is told 以窗口核定为准: the source was not read in full.
#[must_use]
pub fn is_marked(limit: &Limit) -> bool {
    limit.mark != Mark::Verified
}

fn length(length: Length) -> String {
    match length {
        Length::OnTheSpot => "当场办".to_owned(),
        Length::HalfWorkingDay => " 0.5 个工作日".to_owned(),
        Length::WorkingDays(count) | Length::Days(count) => format!(" {count} 个工作日"),
        Length::CalendarDays(count) => format!(" {count} 天"),
    }
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should stop there"
)]
mod tests {
    use super::*;
    use crate::calendar::Year;

    fn limit(length: Length) -> Limit {
        Limit {
            act: "作出决定".to_owned(),
            length,
            extension: None,
            from: LimitStart::Acceptance,
            is_promise: false,
            as_written: None,
            source: "行政许可法第42条第1款".to_owned(),
            mark: Mark::Verified,
        }
    }

    fn calendar() -> Calendar {
        Calendar::new(vec![Year {
            year: 2026,
            source: String::new(),
            is_official: true,
            off: [].into(),
            on: [].into(),
        }])
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_limit_is_said_with_its_unit_and_the_words_of_the_law() {
        let mut it = limit(Length::Days(20));
        it.extension = Some(10);
        it.as_written = Some("20日".to_owned());
        assert_eq!(
            words(&it),
            "法定时限：作出决定 20 个工作日，可以延长 10 个工作日（法条写“20日”）"
        );
        it = limit(Length::OnTheSpot);
        it.is_promise = true;
        assert_eq!(words(&it), "承诺时限：作出决定当场办");
        assert_eq!(
            words(&limit(Length::HalfWorkingDay)),
            "法定时限：作出决定 0.5 个工作日"
        );
    }

    #[test]
    fn a_limit_beyond_the_calendar_promises_no_day() {
        let start = day("2026-11-23");
        let ten = due(&limit(Length::WorkingDays(10)), start, &calendar());
        assert_eq!(ten, Some(Due::By(day("2026-12-07"))));
        let long = due(&limit(Length::WorkingDays(45)), start, &calendar());
        let unknown = Due::Unknown {
            calendar_ends: 2026,
            estimate: None,
        };
        assert_eq!(long, Some(unknown));
        let mut later = limit(Length::WorkingDays(3));
        later.from = LimitStart::Inspection;
        assert_eq!(due(&later, start, &calendar()), None);
    }
}
