//! A block of rules: derived values, rules, hints, documents, licence items; and constraints.

use super::{cite, days, each, misshapen};
use crate::catalogue::record::Record;
use crate::catalogue::shapes::{
    Asked, Block, Constraint, Derived, Document, Hint, Item, Records, Rule,
};
use crate::catalogue::yaml::{Kind, Node};
use crate::contents::{EffectKind, Form};
use crate::place::Name;

pub(super) fn block(file: &mut Record<'_, '_, '_>) -> Block {
    let id = file.required_name("block").unwrap_or_default();
    let mut block = Block {
        id,
        ..Block::default()
    };
    each(
        file,
        "conditions",
        "a derived value",
        &mut block.conditions,
        derived,
    );
    each(file, "rules", "a rule", &mut block.rules, rule);
    each(file, "hints", "a hint", &mut block.hints, hint);
    each(
        file,
        "documents",
        "a document rule",
        &mut block.documents,
        document,
    );
    each(
        file,
        "licence-items",
        "a licence item",
        &mut block.items,
        item,
    );
    block
}

fn derived(id: &Name, card: &mut Record<'_, '_, '_>) -> Option<Derived> {
    let (text, is) = (card.required_text("text"), card.required_condition("is"));
    Some(Derived {
        id: id.clone(),
        text,
        is: is?,
    })
}

const EFFECTS: [(&str, EffectKind); 6] = [
    ("require", EffectKind::Require),
    ("skip", EffectKind::Skip),
    ("pending", EffectKind::Pending),
    ("refuse", EffectKind::Refuse),
    ("manual", EffectKind::Manual),
    ("out", EffectKind::Out),
];

fn rule(id: &Name, card: &mut Record<'_, '_, '_>) -> Option<Rule> {
    let when = card.required_condition("when");
    let effects = EFFECTS.iter().map(|(key, kind)| (*kind, card.names(key)));
    let effects = effects.filter(|(_, permits)| !permits.is_empty()).collect();
    let rule = Rule {
        id: id.clone(),
        effects,
        stop: card.flag("stop"),
        reason: card.required_text("reason"),
        way_out: card.text("way-out"),
        is_final: card.flag("final"),
        note: card.text("note"),
        cite: cite(card),
        mark: card.mark(),
        days: days(card),
        when: when?,
    };
    Some(rule)
}

fn hint(id: &Name, card: &mut Record<'_, '_, '_>) -> Option<Hint> {
    let when = card.required_condition("when");
    Some(Hint {
        id: id.clone(),
        text: card.required_text("text"),
        cite: cite(card),
        mark: card.mark(),
        days: days(card),
        when: when?,
    })
}

fn document(id: &Name, card: &mut Record<'_, '_, '_>) -> Option<Document> {
    let when = card.required_condition("when");
    card.demand("materials");
    card.demand("for");
    let mut materials = Vec::new();
    for (material, node) in card.map("materials") {
        match node.text().and_then(forms) {
            Some((form, or_form, copies)) => {
                materials.push(Asked {
                    material: material.clone(),
                    form,
                    or_form,
                    copies,
                });
            }
            None => misshapen(card.reader, &material.text, node, FORMS),
        }
    }
    Some(Document {
        id: id.clone(),
        materials,
        consumers: consumers(card),
        note: card.text("note"),
        mark: card.mark(),
        days: days(card),
        when: when?,
    })
}

/// `for`: one name or a list.
fn consumers(card: &mut Record<'_, '_, '_>) -> Vec<Name> {
    match card.find("for") {
        Some((
            _,
            Node {
                kind: Kind::Plain(_) | Kind::Quoted(_),
                ..
            },
        )) => card.name("for").into_iter().collect(),
        _ => card.names("for"),
    }
}

const FORMS: &str = "a form like `O1`, `C2`, `E`, `S`, `P` or two of them like `O1/E`";

/// `O1/E`: form, the other that does as well, number of copies.
fn forms(text: &str) -> Option<(Form, Option<Form>, u8)> {
    let (first, other) = match text.split_once('/') {
        Some((first, other)) => (first, Some(form(other)?)),
        None => (text, None),
    };
    let (first, copies) = form(first)?;
    Some((first, other.map(|(form, _)| form), copies))
}

fn form(text: &str) -> Option<(Form, u8)> {
    let letter = text.get(..1)?;
    let copies = match text.get(1..)? {
        "" => 1,
        digits => digits.parse().ok().filter(|copies| *copies > 0)?,
    };
    let form = match letter {
        "O" => Form::Original,
        "C" => Form::Copy,
        "E" => Form::Electronic,
        "S" => Form::Shared,
        "P" => Form::Drawing,
        _ => return None,
    };
    Some((form, copies))
}

fn item(id: &Name, card: &mut Record<'_, '_, '_>) -> Option<Item> {
    let when = card.required_condition("when");
    let name = card.required_text("name");
    let mark = card.mark();
    Some(Item {
        id: id.clone(),
        name,
        mark,
        when: when?,
    })
}

/// Constraints, which hold in every package that asks both questions.
pub(super) fn constraints(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    for node in file.list("constraints") {
        let opened = Record::open("a constraint", node.at, node, file.reader);
        let Some(mut record) = opened else { continue };
        records.constraints.extend(constraint(&mut record));
        record.close();
    }
}

fn constraint(record: &mut Record<'_, '_, '_>) -> Option<Constraint> {
    let (lesser, greater) = (
        record.required_name("lesser"),
        record.required_name("greater"),
    );
    let message = record.required_text("message");
    Some(Constraint {
        lesser: lesser?,
        greater: greater?,
        message,
    })
}
