//! A case of the restaurant package, with everything a text or a comparison can speak of.

use std::sync::LazyLock;

use lianban_rules::answers::Answers;
use lianban_rules::assessment::Assessment;
use lianban_rules::catalogue::{self, Edition, SignOffs, builtin};
use lianban_rules::date::Date;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::{Days, Package, Wish};
use lianban_rules::template::Matter;
use serde_json::{Map, Value as Json};

/// The package and its handbook, signed off.
pub static RESTAURANT: LazyLock<(Package, Handbook)> = LazyLock::new(|| {
    let (catalogue, faults) = catalogue::read(builtin());
    assert!(faults.is_empty(), "{faults:?}");
    let (edition, _) = catalogue.edition("open-restaurant", today(), SignOffs::All);
    let Edition { contents, handbook } = edition.expect("a package");
    (Package::compile(contents), handbook)
});

/// The day of application.
pub fn today() -> Date {
    "2026-11-23".parse().expect("a day")
}

/// What the noodle shop answers.
pub fn noodle_shop() -> Map<String, Json> {
    let answers = include_str!("../../../tests/tests/journeys/noodle-shop.json");
    serde_json::from_str(answers).expect("answers")
}

/// What was given, and what follows.
pub struct Case {
    answers: Answers,
    assessment: Assessment,
    /// Field id → value.
    pub fields: Map<String, Json>,
}

impl Case {
    pub fn new(answers: &Map<String, Json>, fields: Map<String, Json>) -> Self {
        let (package, _) = &*RESTAURANT;
        let answers = package.read_answers(answers).expect("readable answers");
        let days = Days {
            as_of: today(),
            applied_on: today(),
        };
        Self {
            assessment: package.assess(&answers, days, Wish { go_on: false }),
            answers,
            fields,
        }
    }

    pub fn matter(&self) -> Matter<'_> {
        let (package, handbook) = &*RESTAURANT;
        Matter {
            package,
            handbook,
            answers: &self.answers,
            assessment: &self.assessment,
            fields: &self.fields,
            today: today(),
        }
    }
}
