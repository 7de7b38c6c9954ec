//! How long a case may still wait, in words and with a sign.

use lianban_api::CaseRow;
use lianban_rules::date::Date;

/// How urgent a case is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Decided, or no day is known.
    No,
    /// There is time.
    Until(String),
    /// Today or tomorrow is the last day.
    Soon(String),
    /// The last day is over: by law the case counts as accepted.
    Over(String),
}

/// How long a case may still wait on the day `today`.
pub fn waiting(row: &CaseRow, today: Option<Date>) -> Waiting {
    let (Some(last), Some(today)) = (row.answer_by, today) else {
        return Waiting::No;
    };
    match last.day_number() - today.day_number() {
        ..0 => Waiting::Over(format!("{}已到期", short(last))),
        0 => Waiting::Soon("今天到期".to_owned()),
        1 => Waiting::Soon("明天到期".to_owned()),
        _ => Waiting::Until(format!("{}前", short(last))),
    }
}

/// 12月1日.
fn short(day: Date) -> String {
    let (_, month, day) = day.parts();
    format!("{month}月{day}日")
}

#[cfg(test)]
mod tests {
    use lianban_api::CaseState;

    use super::*;

    #[test]
    fn a_case_says_how_long_it_may_wait() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        let row = CaseRow {
            number: "XD-2026-000001".to_owned(),
            package_name: "我要开餐馆".to_owned(),
            applicant: "李**".to_owned(),
            submitted_on: day("2026-11-23"),
            state: CaseState::Submitted,
            permits: 5,
            to_settle: 0,
            consult: false,
            answer_by: Some(day("2026-11-30")),
        };
        let on = |today: &str| waiting(&row, Some(day(today)));
        assert_eq!(on("2026-11-23"), Waiting::Until("11月30日前".to_owned()));
        assert_eq!(on("2026-11-29"), Waiting::Soon("明天到期".to_owned()));
        assert_eq!(on("2026-11-30"), Waiting::Soon("今天到期".to_owned()));
        assert_eq!(on("2026-12-01"), Waiting::Over("11月30日已到期".to_owned()));
        assert_eq!(waiting(&row, None), Waiting::No);
    }
}
