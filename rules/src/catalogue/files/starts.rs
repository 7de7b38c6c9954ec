//! Starting points: a place as it usually is.

use super::each;
use crate::catalogue::record::{Record, as_name, wrong_shape};
use crate::catalogue::shapes::{Records, Start, Usual};
use crate::catalogue::yaml::Kind;
use crate::place::Name;

pub(super) fn starts(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    let starts = &mut records.handbook.starts;
    each(file, "starts", "a starting point", starts, |id, record| {
        Some(start(id, record))
    });
}

fn start(id: &Name, record: &mut Record<'_, '_, '_>) -> Start {
    Start {
        id: id.clone(),
        package: record.required_text("package"),
        name: record.required_text("name"),
        summary: record.required_text("summary"),
        icon: record.required_text("icon"),
        words: record
            .names("words")
            .into_iter()
            .map(|it| it.text)
            .collect(),
        answers: answers(record),
    }
}

/// `food-kind: snack`, `food-hot: yes`, `special-equipment: [none]`.
fn answers(record: &mut Record<'_, '_, '_>) -> Vec<(Name, Usual)> {
    let mut answers = Vec::new();
    for (question, node) in record.map("answers") {
        let usual = match &node.kind {
            Kind::List(list) => list
                .iter()
                .map(as_name)
                .collect::<Option<_>>()
                .map(Usual::Many),
            _ => as_name(node).map(Usual::One),
        };
        match usual {
            Some(usual) => answers.push((question.clone(), usual)),
            None => wrong_shape(record.reader, question, "an option, `yes`, `no` or a list"),
        }
    }
    answers
}
