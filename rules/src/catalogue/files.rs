//! Which records a file holds: told by its top-level keys.

mod accepted;
mod blocks;
mod calendar;
mod cards;
mod fields;
mod handbook;
mod limits;
mod packages;
mod questions;
mod starts;

use super::record::{Reader, Record, wrong_shape};
use super::shapes::{Cite, Days, Records};
use super::yaml::{Kind, Node};
use crate::place::Name;

/// Reads one file into `records`.
pub(super) fn read(node: &Node, reader: &mut Reader<'_>, records: &mut Records) {
    let Some(mut file) = Record::open("a catalogue file", node.at, node, reader) else {
        return;
    };
    if file.has("package") {
        records.packages.extend(packages::package(&mut file));
        return file.close();
    }
    questions::questions(&mut file, records);
    fields::fields(&mut file, records);
    cards::laws(&mut file, records);
    cards::permits(&mut file, records);
    cards::materials(&mut file, records);
    cards::aliases(&mut file, records);
    blocks::constraints(&mut file, records);
    if file.has("block") {
        records.blocks.push(blocks::block(&mut file));
    }
    packages::districts(&mut file, records);
    calendar::calendar(&mut file, records);
    handbook::handbook(&mut file, records);
    accepted::accepted(&mut file, &mut records.accepted);
    starts::starts(&mut file, records);
    file.find("scenarios");
    file.close();
}

/// What `cite` says: `none` or a list.
fn cite(record: &mut Record<'_, '_, '_>) -> Cite {
    match record.find("cite") {
        None => Cite::Missing,
        Some((
            _,
            Node {
                kind: Kind::Plain(text),
                ..
            },
        )) if text == "none" => Cite::None,
        Some(_) => Cite::Articles(record.names("cite")),
    }
}

/// `from` and `to`.
fn days(record: &mut Record<'_, '_, '_>) -> Days {
    Days {
        from: record.date("from"),
        to: record.date("to"),
    }
}

/// Opens every record of the map `key` and keeps what `read` makes of it.
fn each<T>(
    file: &mut Record<'_, '_, '_>,
    key: &'static str,
    what: &'static str,
    into: &mut Vec<T>,
    read: impl Fn(&Name, &mut Record<'_, '_, '_>) -> Option<T>,
) {
    for (id, node) in file.map(key) {
        let Some(mut record) = Record::open(what, id.at, node, file.reader) else {
            file.reader.dropped.push(id.text.clone());
            continue;
        };
        match read(id, &mut record) {
            Some(kept) => into.push(kept),
            None => record.reader.dropped.push(id.text.clone()),
        }
        record.close();
    }
}

/// Reports a value of another shape at `node`.
fn misshapen(reader: &mut Reader<'_>, key: &str, node: &Node, expected: &str) {
    wrong_shape(
        reader,
        &Name {
            text: key.to_owned(),
            at: node.at,
        },
        expected,
    );
}
