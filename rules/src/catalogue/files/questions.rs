//! Questions that decide.

use super::{each, misshapen};
use crate::catalogue::record::{Record, wrong_shape};
use crate::catalogue::shapes::{Question, Records};
use crate::catalogue::yaml::{Kind, Node};
use crate::contents::{Change, ChoiceOption, Cost, QuestionKind, Scale};
use crate::diagnostic::{Fault, did_you_mean};
use crate::place::Name;
use crate::syntax::Decimal;

const COSTS: [(&str, Cost); 3] = [
    ("offhand", Cost::Offhand),
    ("look-up", Cost::LookUp),
    ("measure", Cost::Measure),
];
const CHANGES: [(&str, Change); 3] = [
    ("easy", Change::Easy),
    ("hard", Change::Hard),
    ("never", Change::Never),
];

pub(super) fn questions(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    each(
        file,
        "questions",
        "a question",
        &mut records.questions,
        |id, card| {
            let kind = question_kind(card);
            Some(Question {
                id: id.clone(),
                text: card.required_text("text"),
                short: card.required_text("short"),
                help: card.text("help"),
                find_out: card.text("find-out"),
                unit: card.text("unit"),
                icon: card.text("icon"),
                asked_when: card.condition("asked-when"),
                cost: card.required_choice("cost", &COSTS, Cost::Offhand),
                change: card.required_choice("change", &CHANGES, Change::Never),
                kind: kind?,
            })
        },
    );
}

fn question_kind(card: &mut Record<'_, '_, '_>) -> Option<QuestionKind> {
    let words =
        ["yes-no", "choice", "multi", "integer", "decimal", "date"].map(|word| (word, word));
    let kind = card.required_choice("type", &words, "");
    Some(match kind {
        "yes-no" => QuestionKind::YesNo {
            yes: card.text("yes").unwrap_or_else(|| "是".to_owned()),
            no: card.text("no").unwrap_or_else(|| "否".to_owned()),
        },
        "choice" => QuestionKind::Choice {
            options: options(card),
        },
        "multi" => multi(card),
        "integer" => number(card, Scale::Integer)?,
        "decimal" => number(card, Scale::Hundredths)?,
        "date" => QuestionKind::Date,
        _ => return None,
    })
}

fn multi(card: &mut Record<'_, '_, '_>) -> QuestionKind {
    let options = options(card);
    let exclusive = match card.name("exclusive") {
        None => None,
        Some(name) => {
            let found = options.iter().position(|option| option.id == name.text);
            if found.is_none() {
                let known = options.iter().map(|option| option.id.as_str());
                let remedy = did_you_mean(&name.text, known);
                let fault = Fault::UnknownName {
                    kind: "option",
                    name: name.text,
                    remedy,
                };
                card.reader.findings.add(name.at, fault);
            }
            found
        }
    };
    QuestionKind::Multi { options, exclusive }
}

fn number(card: &mut Record<'_, '_, '_>, scale: Scale) -> Option<QuestionKind> {
    let (min, max) = range(card, scale)?;
    let except = except(card, scale)?;
    Some(QuestionKind::Number {
        scale,
        min,
        max,
        except,
    })
}

/// Numbers in the range that are none; empty when left out.
pub(super) fn except(card: &mut Record<'_, '_, '_>, scale: Scale) -> Option<Vec<i64>> {
    match card.find("except") {
        Some((key, node)) => numbers(card, key, node, scale),
        None => Some(Vec::new()),
    }
}

pub(super) fn range(card: &mut Record<'_, '_, '_>, scale: Scale) -> Option<(i64, i64)> {
    card.demand("range");
    let (key, node) = card.find("range")?;
    match numbers(card, key, node, scale)?.as_slice() {
        [min, max] if min <= max => Some((*min, *max)),
        _ => {
            wrong_shape(card.reader, key, "smallest and largest value: `[0, 500]`");
            None
        }
    }
}

/// A list of numbers in units of `scale`.
fn numbers(
    card: &mut Record<'_, '_, '_>,
    key: &Name,
    node: &Node,
    scale: Scale,
) -> Option<Vec<i64>> {
    let read = |node: &Node| {
        let decimal = Decimal::read(node.text()?)?;
        match scale {
            Scale::Integer => decimal.whole(),
            Scale::Hundredths => Some(decimal.0),
        }
    };
    let list = match &node.kind {
        Kind::List(list) => list.iter().map(read).collect(),
        _ => None,
    };
    if list.is_none() {
        let expected = match scale {
            Scale::Integer => "a list of whole numbers",
            Scale::Hundredths => "a list of numbers with at most two decimals",
        };
        misshapen(card.reader, &key.text, node, expected);
    }
    list
}

pub(super) fn options(card: &mut Record<'_, '_, '_>) -> Vec<ChoiceOption> {
    card.demand("options");
    let entries = card.map("options");
    entries
        .iter()
        .filter_map(|(id, node)| option(card, id, node))
        .collect()
}

fn option(card: &mut Record<'_, '_, '_>, id: &Name, node: &Node) -> Option<ChoiceOption> {
    if let Some(label) = node.text().filter(|label| !label.trim().is_empty()) {
        let (id, label) = (id.text.clone(), label.to_owned());
        return Some(ChoiceOption {
            id,
            label,
            help: None,
            icon: None,
            band: None,
        });
    }
    if matches!(node.kind, Kind::Empty | Kind::Plain(_) | Kind::Quoted(_)) {
        card.reader.findings.add(
            id.at,
            Fault::MissingText {
                key: id.text.clone(),
            },
        );
        return None;
    }
    let mut record = Record::open("an option", id.at, node, card.reader)?;
    let band = match record.find("band") {
        Some((key, node)) => {
            let pair = numbers(&mut record, key, node, Scale::Integer);
            pair.and_then(|pair| Some((*pair.first()?, *pair.last()?)))
        }
        None => None,
    };
    let option = ChoiceOption {
        id: id.text.clone(),
        label: record.required_text("label"),
        help: record.text("help"),
        icon: record.text("icon"),
        band,
    };
    record.close();
    Some(option)
}
