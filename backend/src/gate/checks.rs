//! Comparisons across form, answers and documents: what bars a submission, and what the window sees.

use lianban_api::{Licence, Problem};
use lianban_rules::cross_check::{self, CheckLine, Registered, cross_check};
use lianban_rules::template::Matter;

use super::{fault, invalid};

/// Every comparison, or what bars the submission.
pub(super) fn read(
    matter: Matter<'_>,
    licence: Option<&Licence>,
) -> Result<Vec<CheckLine>, Problem> {
    let lines = cross_check(matter, licence.map(registered));
    let fields = &matter.package.contents().fields;
    let errors: Vec<_> = cross_check::errors(&lines)
        .map(|line| {
            let first = line.fields.first().map(String::as_str).unwrap_or_default();
            let is_field = fields.iter().any(|field| field.id == first);
            let part = if is_field { "fields" } else { "answers" };
            fault(format!("/{part}/{first}"), &line.id, line.message.clone())
        })
        .collect();
    if errors.is_empty() {
        Ok(lines)
    } else {
        Err(invalid(errors))
    }
}

fn registered(licence: &Licence) -> Registered<'_> {
    Registered {
        name: &licence.name,
        entity_type: &licence.entity_type,
        legal_rep: &licence.legal_rep,
        address: &licence.address,
        scope: &licence.scope,
        is_active: licence.is_active,
    }
}
