//! What accompanies the rules: form sections, time limits, inspection lists, ways to get
//! documents, texts to write, towns and streets.

use super::limits::{inspection, limits, tracks};
use super::{each, misshapen};
use crate::catalogue::record::{Record, as_name};
use crate::catalogue::shapes::{Accompanying, Lengths, Records, Ref};
use crate::catalogue::yaml::{Kind, Node};
use crate::contents::Mark;
use crate::handbook::{
    Afterwards, Division, FormSection, InspectionItem, InspectionList, MaterialGuide, Paragraph,
    PermitGuide, Prerequisite, Template, Validity,
};
use crate::place::Name;

pub(super) fn handbook(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    let book = &mut records.handbook;
    all(file, "sections", "a section", &mut book.sections, section);
    all(file, "guides", "a guide", &mut book.permits, guide);
    let together = limits(file, "together", &mut book.together_lengths);
    book.together.extend(together);
    let lists = &mut book.inspections;
    all(
        file,
        "inspections",
        "an inspection list",
        lists,
        inspection_list,
    );
    let materials = &mut book.materials;
    all(
        file,
        "material-guides",
        "a material guide",
        materials,
        material,
    );
    all(
        file,
        "templates",
        "a template",
        &mut book.templates,
        template,
    );
    all(
        file,
        "divisions",
        "a division",
        &mut book.divisions,
        division,
    );
}

/// [`each`], for entries that are kept whatever is wrong with them.
fn all<T>(
    file: &mut Record<'_, '_, '_>,
    key: &'static str,
    what: &'static str,
    into: &mut Vec<Accompanying<T>>,
    read: impl Fn(&Name, &mut Record<'_, '_, '_>) -> Accompanying<T>,
) {
    each(file, key, what, into, |id, record| Some(read(id, record)));
}

fn section(id: &Name, record: &mut Record<'_, '_, '_>) -> Accompanying<FormSection> {
    let entry = FormSection {
        id: id.text.clone(),
        title: record.required_text("title"),
        help: record.text("help"),
    };
    Accompanying::new(id, entry, Vec::new())
}

fn division(id: &Name, record: &mut Record<'_, '_, '_>) -> Accompanying<Division> {
    let entry = Division {
        id: id.text.clone(),
        name: record.required_text("name"),
        mark: record.mark(),
    };
    Accompanying::new(id, entry, Vec::new())
}

fn guide(id: &Name, record: &mut Record<'_, '_, '_>) -> Accompanying<PermitGuide> {
    let (mut lengths, mut of_tracks) = (Lengths::new(), Lengths::new());
    let (tracks, chosen_by) = tracks(record, &mut of_tracks);
    let mut refs = vec![Ref::new("permit", id)];
    refs.extend(chosen_by.iter().map(|name| Ref::new("question", name)));
    let (lists, fields) = (record.names("lists"), record.names("fields"));
    refs.extend(lists.iter().map(|name| Ref::new("inspection list", name)));
    refs.extend(fields.iter().map(|name| Ref::new("field", name)));
    let application = record.name("application");
    refs.extend(application.iter().map(|name| Ref::new("material", name)));
    let scope = record.names("scope");
    refs.extend(scope.iter().map(|name| Ref::new("scope of business", name)));
    let after = prerequisites(record, &mut refs);
    let entry = PermitGuide {
        permit: id.text.clone(),
        limits: limits(record, "limits", &mut lengths),
        tracks,
        inspection: inspection(record),
        lists: texts(&lists),
        special: texts(&record.names("special")),
        validity: remark(record, "validity", "a validity")
            .map(|(text, mark)| Validity { text, mark }),
        fields: texts(&fields),
        application: application.map(|name| name.text),
        scope: texts(&scope),
        after,
        afterwards: remark(record, "afterwards", "a duty afterwards")
            .map(|(text, mark)| Afterwards { text, mark }),
    };
    lengths.extend(of_tracks);
    Accompanying {
        lengths,
        ..Accompanying::new(id, entry, refs)
    }
}

/// `after: [{ permits: [biz-individual], source: 消防法第13条, mark: V }]`.
fn prerequisites(record: &mut Record<'_, '_, '_>, refs: &mut Vec<Ref>) -> Vec<Prerequisite> {
    let mut read = Vec::new();
    for node in record.list("after") {
        let Some(mut card) = Record::open("a prerequisite", node.at, node, record.reader) else {
            continue;
        };
        let permits = card.names("permits");
        refs.extend(permits.iter().map(|name| Ref::new("permit", name)));
        read.push(Prerequisite {
            permits: texts(&permits),
            source: card.required_text("source"),
            mark: card.mark(),
        });
        card.close();
    }
    read
}

/// `validity: { text: 5 年, mark: V }`.
fn remark(
    record: &mut Record<'_, '_, '_>,
    key: &'static str,
    what: &'static str,
) -> Option<(String, Mark)> {
    let (key, node) = record.find(key)?;
    let mut card = Record::open(what, key.at, node, record.reader)?;
    let read = (card.required_text("text"), card.mark());
    card.close();
    Some(read)
}

fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.text.clone()).collect()
}

fn inspection_list(id: &Name, record: &mut Record<'_, '_, '_>) -> Accompanying<InspectionList> {
    let mut items = Vec::new();
    for node in record.list("items") {
        let Some(mut item) = Record::open("an inspection item", node.at, node, record.reader)
        else {
            continue;
        };
        items.push(InspectionItem {
            id: item.required_text("id"),
            what: item.required_text("what"),
            requirement: item.required_text("requirement"),
            photo: item.text("photo"),
            otherwise: item.text("otherwise"),
            mark: item.mark(),
        });
        item.close();
    }
    let entry = InspectionList {
        id: id.text.clone(),
        name: record.required_text("name"),
        source: record.required_text("source"),
        items,
    };
    Accompanying::new(id, entry, Vec::new())
}

fn material(id: &Name, record: &mut Record<'_, '_, '_>) -> Accompanying<MaterialGuide> {
    let template = record.name("template");
    let mut refs = vec![Ref::new("material", id)];
    refs.extend(template.iter().map(|name| Ref::new("template", name)));
    let months = record.name("valid-months");
    let valid_months = months.as_ref().and_then(|name| name.text.parse().ok());
    if let (Some(name), None) = (&months, valid_months) {
        crate::catalogue::record::wrong_shape(record.reader, name, "a number of months");
    }
    let entry = MaterialGuide {
        material: id.text.clone(),
        how: record.required_text("how"),
        shows: texts(&record.names("shows")),
        sample: record.text("sample"),
        expiry: record.text("expiry"),
        valid_months,
        template: template.map(|name| name.text),
    };
    Accompanying::new(id, entry, refs)
}

fn template(id: &Name, record: &mut Record<'_, '_, '_>) -> Accompanying<Template> {
    let mut refs = Vec::new();
    let mut paragraphs = Vec::new();
    for node in record.list("paragraphs") {
        match paragraph(node) {
            Some(Paragraph::Fields { permit }) => {
                let name = Name {
                    text: permit.clone(),
                    at: node.at,
                };
                refs.push(Ref::new("permit", &name));
                paragraphs.push(Paragraph::Fields { permit });
            }
            Some(other) => paragraphs.push(other),
            None => misshapen(
                record.reader,
                "paragraphs",
                node,
                "one of `heading`, `text`, `items`, `fields`, `signature`",
            ),
        }
    }
    let entry = Template {
        id: id.text.clone(),
        title: record.required_text("title"),
        confirm: record.required_text("confirm"),
        paragraphs,
    };
    Accompanying::new(id, entry, refs)
}

/// `{ text: … }`, or the bare word `signature`.
fn paragraph(node: &Node) -> Option<Paragraph> {
    if node.text() == Some("signature") {
        return Some(Paragraph::Signature);
    }
    let Kind::Map(entries) = &node.kind else {
        return None;
    };
    let [(key, value)] = entries.as_slice() else {
        return None;
    };
    let text = || value.text().map(|text| text.trim().to_owned());
    match key.text.as_str() {
        "heading" => text().map(Paragraph::Heading),
        "text" => text().map(Paragraph::Text),
        "fields" => text().map(|permit| Paragraph::Fields { permit }),
        "items" => {
            let Kind::List(list) = &value.kind else {
                return None;
            };
            let items: Option<Vec<_>> = list.iter().map(as_name).collect();
            items.map(|items| Paragraph::Items(texts(&items)))
        }
        _ => None,
    }
}
