//! The handbook of the repository's own catalogue, and what its reader says of a wrong one.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

use std::borrow::Cow;

use lianban_rules::catalogue::{CatalogueFile, Edition, SignOffs, builtin, read};
use lianban_rules::contents::{Form, Mark};
use lianban_rules::handbook::{Handbook, InspectionKind, Length, Paragraph};
use lianban_rules::package::Package;

fn edition() -> Edition {
    let (catalogue, faults) = read(builtin());
    assert!(faults.is_empty(), "{faults:?}");
    let today = "2026-11-24".parse().unwrap();
    let (edition, faults) = catalogue.edition("open-restaurant", today, SignOffs::District);
    assert!(faults.is_empty(), "{faults:?}");
    edition.unwrap()
}

#[test]
fn the_package_names_its_handbook() {
    let Edition { contents, handbook } = edition();
    let bytes = handbook.to_bytes();
    assert_eq!(contents.handbook, Handbook::hash(&bytes));
    assert_eq!(Handbook::from_bytes(&bytes), Ok(handbook));
}

#[test]
fn every_permit_has_a_guide_and_every_limit_a_source() {
    let Edition { contents, handbook } = edition();
    for permit in &contents.permits {
        let guide = handbook.permits.iter().find(|it| it.permit == permit.id);
        let guide = guide.unwrap_or_else(|| unreachable!("`{}` has no guide", permit.id));
        let tracks = guide.tracks.iter().flat_map(|it| &it.limits);
        for limit in guide.limits.iter().chain(tracks) {
            assert!(!limit.source.is_empty(), "{}: {}", permit.id, limit.act);
        }
    }
}

#[test]
fn every_document_says_where_it_comes_from() {
    let Edition { contents, handbook } = edition();
    for material in &contents.materials {
        let is_told = handbook
            .materials
            .iter()
            .any(|it| it.material == material.id);
        // Papers of two rare permits are named on their cards only.
        let is_rare = material.id.starts_with("pc-");
        assert!(is_told || is_rare, "`{}` has no guide", material.id);
    }
}

#[test]
fn what_is_asked_for_as_an_electronic_form_the_system_writes() {
    let Edition { contents, handbook } = edition();
    // No field asks for what they must hold, or others than the applicant decide it.
    let by_hand = [
        "m-chain-docs",
        "m-security-staff",
        "m-articles",
        "m-appointment",
    ];
    for demand in &contents.demands {
        let Some(material) = contents.materials.get(demand.material) else {
            continue;
        };
        if demand.form != Form::Electronic || by_hand.contains(&material.id.as_str()) {
            continue;
        }
        let guide = handbook
            .materials
            .iter()
            .find(|it| it.material == material.id);
        let template = guide.and_then(|it| it.template.as_deref());
        let is_written = handbook
            .templates
            .iter()
            .any(|it| Some(it.id.as_str()) == template);
        assert!(is_written, "nobody writes `{}`", material.id);
    }
}

#[test]
fn every_template_that_needs_a_signature_has_a_place_for_it() {
    for template in edition().handbook.templates {
        assert_eq!(
            template.paragraphs.last(),
            Some(&Paragraph::Signature),
            "{}",
            template.id
        );
    }
}

#[test]
fn the_limits_are_those_of_the_fact_base() {
    let handbook = edition().handbook;
    let guide = |id: &str| handbook.permits.iter().find(|it| it.permit == id).unwrap();
    let lengths =
        |id: &str| -> Vec<Length> { guide(id).limits.iter().map(|it| it.length).collect() };
    assert_eq!(
        lengths("biz-individual"),
        [
            Length::OnTheSpot,
            Length::WorkingDays(3),
            Length::HalfWorkingDay
        ]
    );
    assert_eq!(lengths("drainage-permit"), [Length::Days(15)]);
    assert_eq!(lengths("biz-company"), lengths("biz-individual"));
    let commit = &guide("fire-inspection").tracks[0];
    assert_eq!(commit.inspection.kind, InspectionKind::After);
    let together: Vec<_> = handbook
        .together
        .iter()
        .map(|it| (it.length, it.is_promise))
        .collect();
    assert_eq!(
        together,
        [
            (Length::WorkingDays(45), false),
            (Length::WorkingDays(13), true)
        ]
    );
    let items: usize = handbook.inspections.iter().map(|it| it.items.len()).sum();
    assert_eq!(items, 12 + 9 + 4 + 4);
}

#[test]
fn a_limit_that_the_district_sets_follows_it_and_is_no_surer_than_it() {
    let district = |from: &str, to: &str| {
        let mut files = builtin().to_vec();
        for file in &mut files {
            file.text = Cow::Owned(file.text.replace(from, to));
        }
        let (catalogue, faults) = read(&files);
        assert!(faults.is_empty(), "{faults:?}");
        let today = "2026-11-24".parse().unwrap();
        let (edition, faults) = catalogue.edition("open-restaurant", today, SignOffs::District);
        assert!(faults.is_empty(), "{faults:?}");
        let handbook = edition.unwrap().handbook;
        let mut permits = handbook.permits.into_iter();
        let food = permits.find(|it| it.permit == "food-licence").unwrap();
        (food.limits[0].length, food.limits[0].mark)
    };
    let parameter = "p-limit-food-licence:\n      value: 10";
    let as_it_is = district(parameter, parameter);
    assert_eq!(as_it_is, (Length::WorkingDays(10), Mark::Unverified));
    let shorter = district(parameter, &parameter.replace("10", "7"));
    assert_eq!(shorter, (Length::WorkingDays(7), Mark::Unverified));
}

/// What is wrong with the catalogue when `text` stands in it too.
fn faults(text: &str) -> Vec<String> {
    let mut files = builtin().to_vec();
    files.push(CatalogueFile {
        path: Cow::Borrowed("more.yaml"),
        text: Cow::Owned(text.to_owned()),
    });
    let (catalogue, mut faults) = read(&files);
    if faults.is_empty() {
        faults = catalogue.check();
    }
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_wrong_entry_is_named() {
    let guide = "guides:\n  food-licens: { inspection: { kind: never, mark: V } }";
    assert_eq!(faults(guide), ["unknown permit `food-licens`"]);
    let length =
        "together:\n  - { act: 办, length: 3 weeks, from: receipt, source: 某法, mark: V }";
    assert_eq!(
        faults(length),
        [
            "`3 weeks` must be `on-the-spot`, `half working-day`, `10 working-days`, `30 calendar-days`, `15 days` or a parameter"
        ]
    );
    let parameter = |name: &str| {
        faults(&format!(
            "together:\n  - {{ act: 办, length: {name}, from: receipt, source: 某法 }}"
        ))
    };
    assert_eq!(
        parameter("p-limit-food-licenc"),
        ["unknown parameter `p-limit-food-licenc`"]
    );
    assert_eq!(
        parameter("p-fire-exempt-area-general"),
        ["`p-fire-exempt-area-general` must be a number with the unit `工作日`, `自然日` or `日`"]
    );
    let twice = "divisions:\n  dafeng: { name: 大丰, mark: U }";
    assert_eq!(faults(twice), ["`dafeng` is defined twice"]);
}

#[test]
fn a_calendar_that_contradicts_itself_is_named() {
    let year = |days: &str| {
        faults(&format!(
            "calendar:\n  2023: {{ source: 通知, status: official, checked-on: 2026-01-01, {days} }}"
        ))
    };
    assert_eq!(
        year("off: [2023-01-01]"),
        ["`2023-01-01`: 2023-01-01 is a weekend: name only Mondays to Fridays"]
    );
    assert_eq!(
        year("on: [2023-01-03]"),
        ["`2023-01-03`: 2023-01-03 is no weekend: only weekends are made up"]
    );
    assert_eq!(
        year("off: [2023-01-02..2023-01-03, 2023-01-03]"),
        ["`2023-01-03`: 2023-01-03 stands here twice"]
    );
    assert_eq!(year("working-days: 250"), ["`250`: the days give 260"]);
}

#[test]
fn a_starting_point_assumes_nothing_of_the_person_or_the_building() {
    let handbook = edition().handbook;
    assert!(handbook.starts.len() >= 7);
    let premises = "questions/premises.yaml";
    let of_trade = ["signboard"];
    for path in ["questions/person.yaml", premises] {
        let file = builtin().iter().find(|it| it.path.ends_with(path)).unwrap();
        for start in &handbook.starts {
            for answer in &start.answers {
                let is_there = file.text.contains(&format!("\n  {}:\n", answer.question));
                assert!(
                    !is_there || of_trade.contains(&answer.question.as_str()),
                    "{}: {} is a fact of {path}",
                    start.id,
                    answer.question
                );
            }
        }
    }
    for start in &handbook.starts {
        for place in [
            "site-flue",
            "fuel",
            "gas-alarm",
            "prior-permit-same-address",
        ] {
            assert!(
                start.answers.iter().all(|it| it.question != place),
                "{place}"
            );
        }
    }
}

#[test]
fn a_starting_point_can_be_read_as_answers() {
    let Edition { contents, handbook } = edition();
    let package = Package::compile(contents);
    for start in &handbook.starts {
        let answers = start.answers.iter();
        let answers = answers.map(|it| (it.question.clone(), it.typical.to_json()));
        let read = package.read_answers(&answers.collect());
        assert_eq!(
            read.map(|it| it.0.len()),
            Ok(start.answers.len()),
            "{}",
            start.id
        );
    }
}

#[test]
fn a_starting_point_that_fits_no_question_is_named() {
    let start = |answers: &str| {
        faults(&format!(
            "starts:\n  stall:\n    package: open-restaurant\n    name: 小摊\n    summary: 小\n    icon: bowl\n    answers: {{ {answers} }}"
        ))
    };
    assert_eq!(start("food-kind: snack"), Vec::<String>::new());
    assert_eq!(start("food-kin: snack"), ["unknown question `food-kin`"]);
    assert_eq!(
        start("food-kind: noodle"),
        ["`food-kind` has no option `noodle`"]
    );
    assert_eq!(
        start("food-hot: perhaps"),
        ["`food-hot` is a yes/no question, not `yes` or `no`"]
    );
    assert_eq!(
        start("floor-area: 100"),
        ["`floor-area` is a number, not an answer that is typical of a trade"]
    );
    assert_eq!(
        start("fuel: lpg"),
        ["`fuel` is a choice of several, not a list of options"]
    );
}
