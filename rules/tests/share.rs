//! Shared answers come back as they were given, and nothing else is taken for answers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

#[path = "support/restaurant.rs"]
#[expect(
    dead_code,
    reason = "only the package and the noodle shop are needed here"
)]
mod restaurant;
mod support;

use lianban_rules::answers::{Answer, Answers};
use lianban_rules::assessment::{MaterialVerdict, Need};
use lianban_rules::package::{Days, Package, Wish};
use lianban_rules::share::{self, ShareError};
use proptest::prelude::*;
use restaurant::{RESTAURANT, noodle_shop, today};
use support::random::Random;
use support::sample::some_case;

fn package() -> &'static Package {
    &RESTAURANT.0
}

fn written(package: &Package, answers: &Answers) -> String {
    let days = Days {
        as_of: today(),
        applied_on: today(),
    };
    let assessment = package.assess(answers, days, Wish { go_on: true });
    share::write(package, answers, &assessment)
}

/// Some answers of a valid case, as known or 还不清楚.
fn some_answers(random: &mut Random) -> Answers {
    let share = random.below(101);
    let mut answers = some_case(random, package(), today());
    answers.0.retain(|_, _| random.chance(share));
    for answer in answers.0.values_mut() {
        if random.chance(15) {
            *answer = Answer::Unknown;
        }
    }
    answers
}

#[test]
fn random_answers_come_back_with_what_they_showed() {
    let random = &mut Random::new(4);
    let mut longest = 0;
    for _ in 0..500 {
        let answers = some_answers(random);
        let text = written(package(), &answers);
        longest = longest.max(text.len());
        let shared = share::read(package(), &text).unwrap();
        assert_eq!(shared.answers, answers.to_json());
        assert!(shared.is_current);
        assert_eq!((shared.lost, shared.gone), (0, 0));
        let days = Days {
            as_of: today(),
            applied_on: today(),
        };
        let assessment = package().assess(&answers, days, Wish { go_on: true });
        let required = assessment.permits.iter();
        let required = required.filter(|it| it.need == Need::Required);
        assert!(required.map(|it| &it.id).eq(&shared.permits));
        let open = assessment.materials.iter();
        let open = open.filter(|it| it.verdict == MaterialVerdict::Open);
        assert!(open.map(|it| &it.id).eq(&shared.open_documents));
    }
    println!("longest text of 500 random cases: {longest} letters");
    assert!(longest < 600, "{longest}");
}

#[test]
fn a_noodle_shop_fits_into_a_code_that_phones_read() {
    let answers = package().read_answers(&noodle_shop()).unwrap();
    let text = written(package(), &answers);
    println!("a noodle shop: {} letters", text.len());
    assert!(text.len() <= 450, "{} letters", text.len());
    assert!(
        text.bytes()
            .all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
    );
}

#[test]
fn a_cut_text_or_one_for_something_else_says_so() {
    let answers = package().read_answers(&noodle_shop()).unwrap();
    let text = written(package(), &answers);
    for cut in 0..text.len() {
        assert_eq!(
            share::read(package(), &text[..cut]),
            Err(ShareError::Broken),
            "{cut}"
        );
    }
    let newer = text.replacen('1', "2", 1);
    assert_eq!(share::read(package(), &newer), Err(ShareError::Newer));
    let mut contents = package().contents().clone();
    contents.id = "open-shop".to_owned();
    let other = Package::compile(contents);
    assert_eq!(share::read(&other, &text), Err(ShareError::OtherPackage));
}

#[test]
fn under_other_rules_what_fits_stays_and_the_rest_is_counted() {
    let mut contents = package().contents().clone();
    let renamed = contents.questions.iter_mut().find(|it| it.id == "fuel");
    renamed.unwrap().id = "stove".to_owned();
    let old = Package::compile(contents);
    let mut given = noodle_shop();
    let fuel = given.remove("fuel").expect("a noodle shop cooks");
    let kept = given.clone();
    given.insert("stove".to_owned(), fuel);
    let answers = old.read_answers(&given).unwrap();
    let shared = share::read(package(), &written(&old, &answers)).unwrap();
    assert!(!shared.is_current);
    assert_eq!(shared.lost, 1);
    assert_eq!(
        shared.answers,
        package().read_answers(&kept).unwrap().to_json()
    );
    assert!(!shared.permits.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn garbage_is_never_an_answer(text in "1?[A-Za-z0-9_-]{0,120}") {
        prop_assert!(share::read(package(), &text).is_err());
    }

    #[test]
    fn one_wrong_letter_is_noticed(at in 1_usize..200, letter in "[A-Za-z0-9_-]") {
        let answers = package().read_answers(&noodle_shop()).unwrap();
        let mut text = written(package(), &answers);
        let at = at % text.len();
        if at > 0 && text[at..=at] != letter {
            text.replace_range(at..=at, &letter);
            prop_assert_eq!(share::read(package(), &text), Err(ShareError::Broken));
        }
    }
}
