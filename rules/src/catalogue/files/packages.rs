//! Packages and districts.

use super::each;
use crate::catalogue::record::Record;
use crate::catalogue::shapes::{District, Package, Parameter, Records, Topic};
use crate::contents::Layout;

pub(super) fn package(file: &mut Record<'_, '_, '_>) -> Option<Package> {
    let id = file.required_name("package");
    let (name, summary) = (file.required_text("name"), file.required_text("summary"));
    let icon = file.required_text("icon");
    let category = file.required_text("category");
    let words = file
        .names("words")
        .into_iter()
        .map(|word| word.text)
        .collect();
    file.demand("from");
    let from = file.date("from");
    let (blocks, permits) = (file.names("blocks"), file.names("permits"));
    let mut topics = Vec::new();
    for node in file.list("topics") {
        let Some(mut record) = Record::open("a topic", node.at, node, file.reader) else {
            continue;
        };
        topics.extend(topic(&mut record));
        record.close();
    }
    Some(Package {
        id: id?,
        name,
        summary,
        icon,
        category,
        words,
        from: from?,
        blocks,
        permits,
        topics,
    })
}

const LAYOUTS: [(&str, Layout); 2] = [
    ("questions", Layout::Questions),
    ("checklist", Layout::Checklist),
];

fn topic(record: &mut Record<'_, '_, '_>) -> Option<Topic> {
    let id = record.required_name("id");
    Some(Topic {
        title: record.required_text("title"),
        help: record.text("help"),
        layout: record
            .choose("layout", &LAYOUTS)
            .unwrap_or(Layout::Questions),
        ask: record.names("ask"),
        id: id?,
    })
}

pub(super) fn districts(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    let Some((key, node)) = file.find("district") else {
        return;
    };
    let Some(mut card) = Record::open("a district", key.at, node, file.reader) else {
        return;
    };
    let (id, name) = (card.required_name("id"), card.required_text("name"));
    let mut parameters = Vec::new();
    each(
        &mut card,
        "parameters",
        "a parameter",
        &mut parameters,
        |id, record| {
            Some(Parameter {
                id: id.clone(),
                text: record.required_text("text"),
                value: record.required_text("value"),
                unit: record.text("unit"),
                mark: record.mark(),
                confirmed_by: record.required_text("confirmed-by"),
            })
        },
    );
    let mut signed_off = Vec::new();
    for node in card.list("sign-offs") {
        let Some(mut record) = Record::open("a sign-off", node.at, node, card.reader) else {
            continue;
        };
        signed_off.extend(record.required_name("of"));
        record.demand("on");
        record.date("on");
        record.required_text("office");
        record.close();
    }
    card.close();
    records.districts.extend(id.map(|id| District {
        id,
        name,
        parameters,
        signed_off,
    }));
}
