//! Permit cards, documents and what is printed on licences.

use super::scope::Scope;
use crate::catalogue::shapes;
use crate::contents::{Demand, LicenceItem, Material, MaterialIx, Otherwise, Permit};
use crate::place::Name;

/// Permit cards; after the demands, which say what documents there are.
pub(super) fn permits(scope: &mut Scope<'_>) -> Vec<Permit> {
    let records = scope.records;
    let names = scope.permits.clone();
    let card = |name: &Name| {
        records
            .permits
            .iter()
            .find(|permit| permit.id.text == name.text)
    };
    names
        .into_iter()
        .filter_map(card)
        .map(|card| permit(scope, card))
        .collect()
}

fn permit(scope: &mut Scope<'_>, card: &shapes::Permit) -> Permit {
    let issues = card.issues.as_ref().and_then(|name| material(scope, name));
    // What nobody asks for need not be kept from being asked for.
    let asked = |record: &usize| {
        scope
            .materials_used
            .order
            .iter()
            .position(|ix| ix == record)
    };
    Permit {
        id: card.id.text.clone(),
        name: card.name.clone(),
        summary: card.summary.clone(),
        nature: card.nature,
        category: card.category,
        authority: card.authority.clone(),
        informational: card.informational,
        issues: issues.as_ref().and_then(asked),
        otherwise: Otherwise {
            reason: card.otherwise.reason.clone(),
            citations: scope.cite(&card.id, &card.otherwise.cite, false),
            mark: card.otherwise.mark,
            signed_off: scope.is_signed_off(&card.id.text),
        },
        citations: scope.cite(&card.id, &card.cite, false),
        mark: card.mark,
    }
}

/// Index into the catalogue's materials; an unknown name is reported.
fn material(scope: &mut Scope<'_>, name: &Name) -> Option<usize> {
    let records = scope.records;
    let found = records
        .materials
        .iter()
        .position(|card| card.id.text == name.text);
    if found.is_none() {
        scope.unknown(
            "material",
            name,
            records.materials.iter().map(|card| &card.id),
        );
    }
    found
}

/// Document rules, one entry a document. One for no permit of the package is left out.
pub(super) fn demands(scope: &mut Scope<'_>) -> Vec<Demand> {
    let all: Vec<_> = scope
        .blocks
        .iter()
        .flat_map(|block| &block.documents)
        .collect();
    let as_of = scope.as_of;
    let mut list = Vec::new();
    for rule in all.into_iter().filter(|rule| rule.days.contain(as_of)) {
        let consumers = rule
            .consumers
            .iter()
            .flat_map(|name| scope.permits_named(name));
        let mut consumers: Vec<usize> = consumers.collect();
        consumers.sort_unstable();
        consumers.dedup();
        let (condition, _) = scope.condition(&rule.when);
        for asked in &rule.materials {
            let Some(record) = material(scope, &asked.material) else {
                continue;
            };
            if consumers.is_empty() {
                continue;
            }
            let material: MaterialIx = scope.materials_used.index(record);
            list.push(Demand {
                rule: rule.id.text.clone(),
                condition: condition.clone(),
                material,
                form: asked.form,
                or_form: asked.or_form,
                copies: asked.copies,
                consumers: consumers.clone(),
                note: rule.note.clone(),
                mark: rule.mark,
            });
        }
    }
    list
}

/// The documents that some demand asks for.
pub(super) fn materials(scope: &Scope<'_>) -> Vec<Material> {
    let cards = scope.materials_used.order.iter();
    let cards = cards.filter_map(|ix| scope.records.materials.get(*ix));
    let material = |card: &shapes::Material| Material {
        id: card.id.text.clone(),
        name: card.name.clone(),
        help: card.help.clone(),
        issuer: card.issuer.clone(),
    };
    cards.map(material).collect()
}

pub(super) fn licence_items(scope: &mut Scope<'_>) -> Vec<LicenceItem> {
    let all: Vec<_> = scope.blocks.iter().flat_map(|block| &block.items).collect();
    let item = |item: &shapes::Item| LicenceItem {
        id: item.id.text.clone(),
        name: item.name.clone(),
        condition: scope.condition(&item.when).0,
        mark: item.mark,
    };
    all.into_iter().map(item).collect()
}
