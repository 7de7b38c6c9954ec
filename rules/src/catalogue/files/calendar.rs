//! Working-day calendars, a year each: read and held against themselves at once.

use std::collections::BTreeSet;

use super::each;
use crate::calendar::{Year, is_weekend};
use crate::catalogue::record::Record;
use crate::catalogue::shapes::Records;
use crate::date::Date;
use crate::diagnostic::Fault;
use crate::place::Name;

const STATUS: [(&str, bool); 2] = [("official", true), ("provisional", false)];

pub(super) fn calendar(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    each(
        file,
        "calendar",
        "a calendar",
        &mut records.calendar,
        |id, record| {
            let Ok(year) = id.text.parse() else {
                let why = "not a year".to_owned();
                complain(record, id, why);
                return None;
            };
            record.demand("checked-on");
            record.date("checked-on");
            let (off, on) = (record.names("off"), record.names("on"));
            let named = Year {
                year,
                source: record.required_text("source"),
                is_official: record.required_choice("status", &STATUS, false),
                off: days(record, &off, year, Kind::Off),
                on: days(record, &on, year, Kind::On),
            };
            let counted = named.working_days();
            if let Some(said) = record.name("working-days")
                && said.text != counted.to_string()
            {
                complain(record, &said, format!("the days give {counted}"));
            }
            Some((id.clone(), named))
        },
    );
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Off,
    On,
}

/// `2026-02-14` or `2026-02-16..2026-02-20`.
fn days(record: &mut Record<'_, '_, '_>, names: &[Name], year: i32, kind: Kind) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for name in names {
        let (from, until) = name
            .text
            .split_once("..")
            .unwrap_or((&name.text, &name.text));
        let (Ok(from), Ok(until)) = (from.parse::<Date>(), until.parse::<Date>()) else {
            complain(
                record,
                name,
                "neither a day nor two days with `..` between".to_owned(),
            );
            continue;
        };
        let mut day = from;
        while day <= until {
            if let Some(why) = fault(day, year, kind, days.contains(&day)) {
                complain(record, name, why);
            }
            days.insert(day);
            day = day.plus(0, 0, 1);
        }
    }
    days
}

fn fault(day: Date, year: i32, kind: Kind, is_twice: bool) -> Option<String> {
    if is_twice {
        return Some(format!("{day} stands here twice"));
    }
    if day.parts().0 != year {
        return Some(format!("{day} is not in {year}"));
    }
    match (kind, is_weekend(day)) {
        (Kind::Off, true) => Some(format!("{day} is a weekend: name only Mondays to Fridays")),
        (Kind::On, false) => Some(format!("{day} is no weekend: only weekends are made up")),
        _ => None,
    }
}

fn complain(record: &mut Record<'_, '_, '_>, at: &Name, why: String) {
    let fault = Fault::Calendar {
        entry: at.text.clone(),
        why,
    };
    record.reader.findings.add(at.at, fault);
}
