//! Working days 2024 to 2026: the vectors of 50-calendar, section 5, and laws.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should stop there"
)]

use lianban_rules::calendar::{Calendar, NoCalendar, Pause, Year};
use lianban_rules::catalogue::{builtin, read};
use lianban_rules::date::Date;
use proptest::prelude::*;
use rstest::rstest;

fn calendar() -> Calendar {
    let (catalogue, faults) = read(builtin());
    assert!(faults.is_empty(), "{faults:?}");
    catalogue.calendar()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[rstest]
#[case(2024, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22])]
#[case(2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23])]
#[case(2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23])]
fn every_month_has_its_working_days(#[case] year: i32, #[case] months: [usize; 12]) {
    let calendar = calendar();
    for (month, expected) in (1..=12_u8).zip(months) {
        let days = (1..=31).filter_map(|day| Date::new(year, month, day).ok());
        let counted = days.filter(|day| calendar.is_working_day(*day) == Ok(true));
        assert_eq!(counted.count(), expected, "{year}-{month:02}");
    }
    let named = calendar.years().iter().find(|it| it.year == year);
    let whole: usize = months.iter().sum();
    assert_eq!(named.map(Year::working_days), Some(whole));
}

#[rstest]
#[case("2024-02-08", 5, "2024-02-21")]
#[case("2024-02-09", 5, "2024-02-22")]
#[case("2024-09-13", 5, "2024-09-23")]
#[case("2024-09-30", 5, "2024-10-12")]
#[case("2025-01-20", 5, "2025-01-26")]
#[case("2025-01-20", 20, "2025-02-21")]
#[case("2025-04-27", 3, "2025-04-30")]
#[case("2025-09-26", 5, "2025-10-10")]
#[case("2025-09-28", 5, "2025-10-11")]
#[case("2025-12-31", 5, "2026-01-08")]
#[case("2026-02-13", 1, "2026-02-14")]
#[case("2026-02-13", 5, "2026-02-27")]
#[case("2026-02-14", 5, "2026-02-28")]
#[case("2026-02-16", 5, "2026-02-28")]
#[case("2026-04-30", 5, "2026-05-11")]
#[case("2026-05-08", 1, "2026-05-09")]
#[case("2026-06-18", 5, "2026-06-26")]
#[case("2026-09-18", 10, "2026-10-09")]
#[case("2026-09-30", 5, "2026-10-13")]
#[case("2026-09-30", 20, "2026-11-03")]
#[case("2026-10-04", 5, "2026-10-13")]
#[case("2026-11-23", 1, "2026-11-24")]
#[case("2026-11-23", 5, "2026-11-30")]
#[case("2026-11-23", 10, "2026-12-07")]
#[case("2026-11-23", 15, "2026-12-14")]
#[case("2026-11-23", 20, "2026-12-21")]
#[case("2026-06-01", 45, "2026-08-04")]
#[case("2026-06-01", 60, "2026-08-25")]
#[case("2026-08-03", 45, "2026-10-10")]
#[case("2026-09-01", 45, "2026-11-09")]
fn a_limit_in_working_days_ends(#[case] start: &str, #[case] count: u16, #[case] end: &str) {
    let found = calendar().working_days_after(day(start), count, &[]);
    assert_eq!(found, Ok(day(end)));
}

#[test]
fn past_the_last_official_year_nothing_is_promised() {
    let calendar = calendar();
    let start = day("2026-11-23");
    assert_eq!(calendar.last_official_year(), 2026);
    assert_eq!(
        calendar.working_days_after(start, 45, &[]),
        Err(NoCalendar(2027))
    );
    assert_eq!(
        calendar.working_days_between(start, day("2026-12-31")),
        Ok(28)
    );
    assert_eq!(
        calendar.is_working_day(day("2027-01-04")),
        Err(NoCalendar(2027))
    );
    // 28 days are left in 2026; 17 more, with 1 January off, end about 26 January.
    assert_eq!(calendar.estimate_after(start, 45), Some(day("2027-01-26")));
    assert_eq!(calendar.estimate_after(start, 400), None);
}

#[rstest]
#[case("2026-01-15", 30, "2026-02-14")]
#[case("2026-02-01", 15, "2026-02-24")]
#[case("2026-04-20", 15, "2026-05-06")]
#[case("2026-09-10", 20, "2026-09-30")]
#[case("2026-09-05", 30, "2026-10-08")]
#[case("2026-09-16", 15, "2026-10-08")]
#[case("2026-10-01", 30, "2026-11-02")]
fn a_limit_in_calendar_days_ends_on_a_working_day(
    #[case] start: &str,
    #[case] count: u16,
    #[case] end: &str,
) {
    let found = calendar().calendar_days_after(day(start), count);
    assert_eq!(found, Ok(day(end)));
}

#[test]
fn the_clock_stands_still_during_a_pause() {
    let (calendar, accepted) = (calendar(), day("2026-09-14"));
    let pause = Pause {
        from: day("2026-09-21"),
        until: day("2026-10-16"),
    };
    let end = |pauses: &[Pause]| calendar.working_days_after(accepted, 20, pauses);
    assert_eq!(end(&[pause]), Ok(day("2026-11-06")));
    assert_eq!(end(&[]), Ok(day("2026-10-16")));
}

#[rstest]
#[case("2026-11-30", "2026-07-21", "2026-11-09")]
#[case("2026-12-31", "2026-08-21", "2026-12-10")]
fn a_food_licence_is_renewed_in_its_window(
    #[case] end: &str,
    #[case] first: &str,
    #[case] last: &str,
) {
    let calendar = calendar();
    assert_eq!(calendar.working_days_before(day(end), 90), Ok(day(first)));
    assert_eq!(calendar.working_days_before(day(end), 15), Ok(day(last)));
}

proptest! {
    /// A longer limit ends later, on a working day, and counting back leads to a day from
    /// which the same limit ends on the same day.
    #[test]
    fn limits_are_monotone_and_can_be_counted_back(offset in 0..700_i32, count in 1..60_u16) {
        let calendar = calendar();
        let start = day("2024-01-08").plus(0, 0, offset);
        let end = calendar.working_days_after(start, count, &[]).unwrap();
        prop_assert!(end > start);
        prop_assert_eq!(calendar.is_working_day(end), Ok(true));
        prop_assert_eq!(calendar.working_days_between(start, end), Ok(count));
        prop_assert!(calendar.working_days_after(start, count + 1, &[]).unwrap() > end);
        let back = calendar.working_days_before(end, count).unwrap();
        prop_assert_eq!(calendar.working_days_after(back, count, &[]), Ok(end));
        prop_assert_eq!(calendar.estimate_after(start, count), Some(end));
    }
}
