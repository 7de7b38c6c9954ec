//! Time limits, tracks and inspections of a permit.
//!
//! A length that the district sets is named by its parameter; `resolve` looks it up.

use super::misshapen;
use crate::catalogue::record::{Record, wrong_shape};
use crate::catalogue::shapes::Lengths;
use crate::contents::Mark;
use crate::handbook::{Inspection, InspectionKind, Length, Limit, LimitStart, Track};
use crate::place::Name;

const STARTS: [(&str, LimitStart); 4] = [
    ("receipt", LimitStart::Receipt),
    ("acceptance", LimitStart::Acceptance),
    ("inspection", LimitStart::Inspection),
    ("decision", LimitStart::Decision),
];

const KINDS: [(&str, InspectionKind); 4] = [
    ("before", InspectionKind::Before),
    ("perhaps", InspectionKind::Perhaps),
    ("after", InspectionKind::After),
    ("never", InspectionKind::Never),
];

/// The limits under `key`; to `lengths`, for each, the parameter that sets its length.
pub(super) fn limits(
    record: &mut Record<'_, '_, '_>,
    key: &'static str,
    lengths: &mut Lengths,
) -> Vec<Limit> {
    let mut limits = Vec::new();
    for node in record.list(key) {
        let Some(mut record) = Record::open("a limit", node.at, node, record.reader) else {
            continue;
        };
        if let Some((limit, parameter)) = limit(&mut record) {
            limits.push(limit);
            lengths.push(parameter);
        }
        record.close();
    }
    limits
}

fn limit(record: &mut Record<'_, '_, '_>) -> Option<(Limit, Option<Name>)> {
    let length = record.required_name("length");
    let parameter = length.clone().filter(|it| it.text.starts_with("p-"));
    let extension = record.name("extension");
    let more = extension.as_ref().and_then(|name| name.text.parse().ok());
    if let (Some(name), None) = (&extension, more) {
        wrong_shape(record.reader, name, "a number of days");
    }
    let read = Limit {
        act: record.required_text("act"),
        length: Length::OnTheSpot,
        extension: more,
        from: record.required_choice("from", &STARTS, LimitStart::Acceptance),
        is_promise: record.flag("promise"),
        as_written: record.text("as-written"),
        source: record.required_text("source"),
        // A parameter has a mark of its own, and the less sure one counts.
        mark: match &parameter {
            Some(_) => record.optional_mark().unwrap_or(Mark::Verified),
            None => record.mark(),
        },
    };
    if parameter.is_some() {
        return Some((read, parameter));
    }
    let name = length?;
    let Some(length) = length_of(&name.text) else {
        let expected = "`on-the-spot`, `half working-day`, `10 working-days`, `30 calendar-days`, `15 days` or a parameter";
        wrong_shape(record.reader, &name, expected);
        return None;
    };
    Some((Limit { length, ..read }, None))
}

fn length_of(text: &str) -> Option<Length> {
    match text {
        "on-the-spot" => return Some(Length::OnTheSpot),
        "half working-day" => return Some(Length::HalfWorkingDay),
        _ => {}
    }
    let (count, unit) = text.split_once(' ')?;
    let count = count.parse().ok()?;
    match unit {
        "working-day" | "working-days" => Some(Length::WorkingDays(count)),
        "calendar-days" => Some(Length::CalendarDays(count)),
        "days" => Some(Length::Days(count)),
        _ => None,
    }
}

/// The tracks of a permit, and the questions that choose them.
pub(super) fn tracks(
    record: &mut Record<'_, '_, '_>,
    lengths: &mut Lengths,
) -> (Vec<Track>, Vec<Name>) {
    let (mut tracks, mut questions) = (Vec::new(), Vec::new());
    for node in record.list("tracks") {
        let Some(mut record) = Record::open("a track", node.at, node, record.reader) else {
            continue;
        };
        if let (Some(id), Some(question)) =
            (record.required_name("id"), record.required_name("question"))
        {
            tracks.push(Track {
                id: id.text,
                question: question.text.clone(),
                name: record.required_text("name"),
                summary: record.required_text("summary"),
                limits: limits(&mut record, "limits", lengths),
                inspection: inspection(&mut record),
            });
            questions.push(question);
        }
        record.close();
    }
    (tracks, questions)
}

/// `inspection: { kind: …, note: …, mark: … }`.
pub(super) fn inspection(record: &mut Record<'_, '_, '_>) -> Inspection {
    let nothing = Inspection {
        kind: InspectionKind::Never,
        note: None,
        mark: Mark::Unverified,
    };
    record.demand("inspection");
    let Some((key, node)) = record.find("inspection") else {
        return nothing;
    };
    let Some(mut card) = Record::open("an inspection", key.at, node, record.reader) else {
        misshapen(record.reader, "inspection", node, "`{ kind: …, mark: … }`");
        return nothing;
    };
    let read = Inspection {
        kind: card.required_choice("kind", &KINDS, InspectionKind::Never),
        note: card.text("note"),
        mark: card.mark(),
    };
    card.close();
    read
}
