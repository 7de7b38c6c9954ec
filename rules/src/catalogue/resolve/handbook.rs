//! The handbook of a package: what concerns its permits and documents, every name known.

use crate::catalogue::shapes::{Accompanying, Records, Ref};
use crate::contents::{Contents, FieldKind, SCOPE};
use crate::diagnostic::{Fault, Findings, did_you_mean};
use crate::handbook::{Handbook, Paragraph};
use crate::place::Name;

/// The handbook that goes with `contents`.
pub(in crate::catalogue) fn handbook(
    records: &Records,
    contents: &Contents,
    findings: &mut Findings,
) -> Handbook {
    check(records, findings);
    let book = &records.handbook;
    let has_permit = |id: &str| contents.permits.iter().any(|it| it.id == id);
    let has_field = |id: &String| contents.fields.iter().any(|it| it.id == *id);
    let has_material = |id: &str| contents.materials.iter().any(|it| it.id == id);
    let mut permits = kept(&book.permits, |it| has_permit(&it.permit));
    for guide in &mut permits {
        guide.fields.retain(has_field);
        guide.application = guide.application.take().filter(|id| has_material(id));
    }
    let materials = kept(&book.materials, |it| has_material(&it.material));
    let is_used = |id: &String| permits.iter().any(|it| it.lists.contains(id));
    let inspections = kept(&book.inspections, |it| is_used(&it.id));
    let is_written = |id: &String| materials.iter().any(|it| it.template.as_ref() == Some(id));
    let mut templates = kept(&book.templates, |it| is_written(&it.id));
    for template in &mut templates {
        template.paragraphs.retain(|it| match it {
            Paragraph::Fields { permit } => has_permit(permit),
            _ => true,
        });
    }
    let has_section = |id: &str| contents.fields.iter().any(|it| it.section == id);
    Handbook {
        package: contents.id.clone(),
        sections: kept(&book.sections, |it| has_section(&it.id)),
        together: book.together.clone(),
        divisions: kept(&book.divisions, |_| true),
        permits,
        inspections,
        materials,
        templates,
    }
}

fn kept<T: Clone>(all: &[Accompanying<T>], is_kept: impl Fn(&T) -> bool) -> Vec<T> {
    let entries = all.iter().map(|it| &it.entry);
    entries.filter(|it| is_kept(it)).cloned().collect()
}

/// Every name that the handbook uses is defined somewhere in the catalogue.
fn check(records: &Records, findings: &mut Findings) {
    let book = &records.handbook;
    let refs = book.permits.iter().flat_map(|it| &it.refs);
    let refs = refs.chain(book.materials.iter().flat_map(|it| &it.refs));
    for Ref { kind, name } in refs.chain(book.templates.iter().flat_map(|it| &it.refs)) {
        let known = known(records, kind);
        let is_known = known.contains(&name.text.as_str());
        if !is_known && !records.dropped.contains(&name.text) {
            let remedy = did_you_mean(&name.text, known.iter().copied());
            let fault = Fault::UnknownName {
                kind,
                name: name.text.clone(),
                remedy,
            };
            findings.add(name.at, fault);
        }
    }
}

/// The options of the field of the scope of business.
fn scope(records: &Records) -> Vec<&str> {
    let fields = records.fields.iter();
    let options = fields
        .filter(|field| field.id.text == SCOPE)
        .filter_map(|field| match &field.kind {
            FieldKind::Several { options } => Some(options),
            _ => None,
        });
    options.flatten().map(|it| it.id.as_str()).collect()
}

fn known<'r>(records: &'r Records, kind: &str) -> Vec<&'r str> {
    let book = &records.handbook;
    match kind {
        "scope of business" => scope(records),
        "permit" => texts(records.permits.iter().map(|it| &it.id)),
        "material" => texts(records.materials.iter().map(|it| &it.id)),
        "question" => texts(records.questions.iter().map(|it| &it.id)),
        "field" => texts(records.fields.iter().map(|it| &it.id)),
        "inspection list" => texts(book.inspections.iter().map(|it| &it.id)),
        _ => texts(book.templates.iter().map(|it| &it.id)),
    }
}

fn texts<'r>(names: impl Iterator<Item = &'r Name>) -> Vec<&'r str> {
    names.map(|name| name.text.as_str()).collect()
}
