//! A restaurant small enough to think about, compiled by the real compiler.

use lianban_rules::catalogue::{self, CatalogueFile, SignOffs};
use lianban_rules::contents::Question;
use lianban_rules::date::Date;
use lianban_rules::package::Package;
use serde_json::Value as Json;

use super::draft::Draft;

/// The small restaurant.
pub fn package() -> Package {
    let parts = include_str!("fixture.yaml").split("\n---\n");
    let files: Vec<_> = parts
        .map(|part| CatalogueFile {
            path: "fixture.yaml".into(),
            text: part.into(),
        })
        .collect();
    let (catalogue, faults) = catalogue::read(&files);
    assert!(faults.is_empty(), "{faults:?}");
    let (contents, faults) = catalogue.contents("open-restaurant", today(), SignOffs::All);
    assert!(faults.is_empty(), "{faults:?}");
    Package::compile(contents.expect("no fault, so there are contents"))
}

/// The day of all tests.
pub fn today() -> Date {
    "2026-11-23".parse().expect("a day")
}

/// A draft with these answers.
pub fn draft(answers: Json) -> Draft {
    Draft {
        answers: serde_json::from_value(answers).expect("an object"),
        ..Draft::default()
    }
}

/// A question of the small restaurant.
pub fn question<'a>(package: &'a Package, id: &str) -> &'a Question {
    let mut questions = package.contents().questions.iter();
    questions
        .find(|it| it.id == id)
        .expect("a question of the fixture")
}
