//! Every day of 2024 to 2026 against the independent calendar `chinesecalendar`.
//!
//! `make test` installs it among its tools. Where it is not there, the test says so and
//! proves nothing.

use std::path::PathBuf;
use std::process::Command;

use lianban_rules::catalogue::{builtin, read};
use lianban_rules::date::Date;

/// Prints one line a day: `2024-01-01 0`, with 1 for a working day.
const PRINT: &str = "
import datetime, chinese_calendar
day = datetime.date(2024, 1, 1)
while day.year < 2027:
    print(day, int(chinese_calendar.is_workday(day)))
    day += datetime.timedelta(1)
";

#[test]
fn every_day_is_what_the_independent_calendar_says() -> Result<(), String> {
    let Some(printed) = independent() else {
        eprintln!("SKIPPED: python3 or `chinesecalendar` is not there; `make test` installs it");
        return Ok(());
    };
    let (catalogue, _) = read(builtin());
    let calendar = catalogue.calendar();
    let mut days = 0;
    for line in printed.lines() {
        let (day, works) = line.split_once(' ').ok_or(line)?;
        let day: Date = day.parse().map_err(|_| line)?;
        let ours = calendar.is_working_day(day);
        assert_eq!(ours, Ok(works == "1"), "{day}");
        days += 1;
    }
    assert_eq!(days, 1096);
    println!("{days} days of 2024 to 2026 are equal");
    Ok(())
}

/// What it prints; nothing where it is not installed.
fn independent() -> Option<String> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let tools = folder("LIANBAN_TOOLS")
        .or_else(|| folder("XDG_CACHE_HOME").map(|cache| cache.join("lianban")))
        .or_else(|| folder("HOME").map(|home| home.join(".cache/lianban")))?;
    let output = Command::new("python3")
        .args(["-c", PRINT])
        .env("PYTHONPATH", tools.join("tools/python"))
        .output()
        .ok()?;
    let printed = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !printed.is_empty()).then_some(printed)
}
