//! Laws, permit cards, documents and named sets of permits.

use super::{cite, days, each, misshapen};
use crate::catalogue::record::{Record, as_name};
use crate::catalogue::shapes::{Alias, Law, Material, Otherwise, Permit, Records};
use crate::catalogue::yaml::Kind;
use crate::contents::{Category, Mark, Nature};

pub(super) fn laws(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    each(file, "laws", "a law", &mut records.laws, |id, law| {
        let (name, days, mark) = (law.required_text("name"), days(law), law.mark());
        let mut articles = Vec::new();
        for (key, node) in law.map("articles") {
            match node.text() {
                Some(text) if !text.trim().is_empty() => {
                    articles.push((key.clone(), text.to_owned()));
                }
                _ => misshapen(law.reader, &key.text, node, "the words of a reference"),
            }
        }
        Some(Law {
            id: id.clone(),
            name,
            days,
            mark,
            articles,
        })
    });
}

const NATURES: [(&str, Nature); 4] = [
    ("licence", Nature::Licence),
    ("filing", Nature::Filing),
    ("registration", Nature::Registration),
    ("notice", Nature::Notice),
];

const CATEGORIES: [(&str, Category); 4] = [
    ("business", Category::Business),
    ("city-and-transport", Category::CityAndTransport),
    ("social", Category::Social),
    ("agriculture", Category::Agriculture),
];

pub(super) fn permits(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    each(
        file,
        "permits",
        "a permit",
        &mut records.permits,
        |id, card| {
            Some(Permit {
                id: id.clone(),
                name: card.required_text("name"),
                summary: card.required_text("summary"),
                nature: card.required_choice("nature", &NATURES, Nature::Licence),
                category: card.required_choice("category", &CATEGORIES, Category::Business),
                authority: card.required_text("authority"),
                informational: card.flag("informational"),
                issues: card.name("issues"),
                cite: cite(card),
                mark: card.mark(),
                otherwise: otherwise(card),
            })
        },
    );
}

fn otherwise(card: &mut Record<'_, '_, '_>) -> Otherwise {
    let empty = Otherwise {
        reason: String::new(),
        cite: super::Cite::None,
        mark: Mark::Unverified,
    };
    card.demand("otherwise");
    let Some((name, node)) = card.find("otherwise") else {
        return empty;
    };
    let Some(mut clause) = Record::open("an otherwise clause", name.at, node, card.reader) else {
        return empty;
    };
    let read = Otherwise {
        reason: clause.required_text("reason"),
        cite: cite(&mut clause),
        mark: clause.mark(),
    };
    clause.close();
    read
}

pub(super) fn materials(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    each(
        file,
        "materials",
        "a material",
        &mut records.materials,
        |id, card| {
            Some(Material {
                id: id.clone(),
                name: card.required_text("name"),
                help: card.text("help"),
                issuer: card.required_text("issuer"),
            })
        },
    );
}

pub(super) fn aliases(file: &mut Record<'_, '_, '_>, records: &mut Records) {
    for (id, node) in file.map("aliases") {
        let members = match &node.kind {
            Kind::List(list) => list.iter().map(as_name).collect(),
            _ => None,
        };
        match members {
            Some(members) => records.aliases.push(Alias {
                id: id.clone(),
                members,
            }),
            None => misshapen(file.reader, &id.text, node, "a list of permits"),
        }
    }
}
