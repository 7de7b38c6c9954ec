//! Form fields, and which of them hang on an earlier one.

use super::questions::asked_when;
use super::scope::Scope;
use crate::catalogue::shapes;
use crate::contents::{Field, FieldKind, FieldTest, FieldValue};
use crate::diagnostic::Fault;
use crate::place::Name;

pub(super) fn fields(scope: &mut Scope<'_>) -> Vec<Field> {
    let records = scope.records;
    let mut list = Vec::new();
    for card in &records.fields {
        let field = field(scope, &list, card);
        list.push(field);
    }
    list
}

fn field(scope: &mut Scope<'_>, earlier: &[Field], card: &shapes::Field) -> Field {
    let test = card.follows.as_ref();
    Field {
        id: card.id.text.clone(),
        label: card.label.clone(),
        hint: card.hint.clone(),
        unit: card.unit.clone(),
        kind: card.kind.clone(),
        section: card.section.clone(),
        required: card.required,
        asked_when: asked_when(scope, card.asked_when.as_ref()),
        follows: test.and_then(|(field, value)| field_test(scope, earlier, field, value)),
    }
}

fn field_test(
    scope: &mut Scope<'_>,
    earlier: &[Field],
    name: &Name,
    value: &Name,
) -> Option<FieldTest> {
    let found = earlier.iter().enumerate();
    let Some((ix, field)) = found.into_iter().find(|(_, it)| it.id == name.text) else {
        let known = scope.records.fields.iter().map(|card| &card.id);
        scope.unknown("earlier field", name, known);
        return None;
    };
    let (holds, expected) = match &field.kind {
        FieldKind::YesNo => (
            value.text.parse().ok().map(FieldValue::YesNo),
            "`true` or `false`",
        ),
        FieldKind::Choice { options } => {
            let is_option = options.iter().any(|option| option.id == value.text);
            let option = is_option.then(|| FieldValue::Choice(value.text.clone()));
            (option, "one of its options")
        }
        _ => (None, "a field of type `yes-no` or `choice`"),
    };
    let Some(holds) = holds else {
        let fault = Fault::WrongShape {
            key: name.text.clone(),
            expected: expected.to_owned(),
        };
        scope.findings.add(value.at, fault);
        return None;
    };
    Some(FieldTest { field: ix, holds })
}
