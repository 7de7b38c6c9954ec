//! The way to opening day and the four numbers of the real package.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

#[path = "support/restaurant.rs"]
#[expect(dead_code, reason = "other tests use its other parts")]
mod restaurant;
mod support;

use lianban_rules::answers::Answers;
use lianban_rules::assessment::{Assessment, Need};
use lianban_rules::catalogue::{builtin, read};
use lianban_rules::compare::{Comparison, compare};
use lianban_rules::handbook::Handbook;
use lianban_rules::opening::{Opening, day, opening};
use lianban_rules::package::{Days, Package, Wish};
use lianban_rules::tally::{Both, chosen, tally};
use restaurant::{RESTAURANT, noodle_shop, today};
use serde_json::json;
use support::random::Random;
use support::sample::some_case;

fn assessed(package: &Package, answers: &Answers) -> Assessment {
    let days = Days {
        as_of: today(),
        applied_on: today(),
    };
    package.assess(answers, days, Wish::default())
}

fn way(handbook: &Handbook, assessment: &Assessment, answers: &Answers) -> Opening {
    opening(handbook, assessment, |question| chosen(answers, question))
}

/// Over random cases: nothing starts before what it waits for has ended, every needed
/// permit stands once, the longest chain is unbroken and as long as the whole.
#[test]
fn nothing_starts_before_what_it_waits_for() {
    let (package, handbook) = &*RESTAURANT;
    let random = &mut Random::new(5);
    let mut waiting = 0;
    for _ in 0..500 {
        let answers = some_case(random, package, today());
        let assessment = assessed(package, &answers);
        let way = way(handbook, &assessment, &answers);
        let needed = assessment.permits.iter();
        let needed = needed.filter(|it| it.need == Need::Required).count();
        assert_eq!(way.tasks.len() + way.afterwards.len(), needed);
        for (at, task) in way.tasks.iter().enumerate() {
            for first in &task.waits_for {
                let place = way.tasks.iter().position(|it| it.permit == *first).unwrap();
                assert!(place < at, "{first} before {}", task.permit);
                assert!(way.tasks[place].ends() <= task.starts);
                waiting += 1;
            }
        }
        let critical: Vec<_> = way.tasks.iter().filter(|it| it.is_critical).collect();
        assert_eq!(critical.last().map_or(0, |it| it.ends()), way.days);
        for pair in critical.windows(2) {
            assert_eq!(pair[0].ends(), pair[1].starts);
        }
    }
    assert!(waiting > 500, "{waiting}");
}

/// Together is never more than apart, and what is counted is what the assessment says.
#[test]
fn together_is_never_more_than_apart() {
    let (package, handbook) = &*RESTAURANT;
    let random = &mut Random::new(6);
    for _ in 0..200 {
        let answers = some_case(random, package, today());
        let assessment = assessed(package, &answers);
        let tally = tally(package, handbook, &assessment, &answers, today());
        let (visits, is_marked) = tally.visits.expect("the district's parameters");
        assert!(is_marked, "nobody has confirmed them");
        for Both { together, apart } in [tally.fields, tally.documents, tally.days, visits] {
            assert!(together <= apart, "{answers:?}");
        }
    }
}

/// A shop of 299 square metres, too large for the filing of small shops.
fn answers(package: &Package, floor_area: i64) -> Answers {
    let mut answers = noodle_shop();
    let large = json!({
        "floor-area": floor_area, "use-area": 266, "food-mode": "general", "fire-mode": "general",
    });
    answers.extend(large.as_object().cloned().unwrap());
    package.read_answers(&answers).unwrap()
}

/// 299 ㎡ against 301 ㎡: the fire inspection and its documents come, and with it its time.
#[test]
fn two_square_metres_bring_the_fire_inspection() {
    let (package, handbook) = &*RESTAURANT;
    let small = answers(package, 299);
    let large = answers(package, 301);
    let (before, after) = (assessed(package, &small), assessed(package, &large));
    assert_eq!(
        compare(&before, &after),
        Comparison {
            permits_come: vec!["fire-inspection".to_owned()],
            documents_come: ["m-fire-rules", "m-fire-plan", "m-fire-app"]
                .map(str::to_owned)
                .into(),
            ..Comparison::default()
        }
    );
    let back = compare(&after, &before);
    assert_eq!(back.permits_go, ["fire-inspection"]);
    assert_eq!(back.documents_go.len(), 3);
    assert_eq!(compare(&before, &before), Comparison::default());

    let said = |assessment, answers| {
        let way = way(handbook, assessment, answers);
        let tasks = way.tasks.iter();
        tasks
            .map(|it| {
                let mark = if it.is_critical { "*" } else { "" };
                format!("{}{mark} {}–{}", it.permit, it.starts, it.ends())
            })
            .collect::<Vec<_>>()
    };
    // Registration 3, food 20 and 5 for the licence; the fire inspection 10 and 3.
    assert_eq!(
        said(&after, &large),
        [
            "biz-individual* 0–3",
            "food-licence* 3–28",
            "food-health-cert 0–0",
            "fire-inspection 3–16",
            "signboard 3–23",
            "drainage-permit 3–18",
        ]
    );
    let numbers = tally(package, handbook, &after, &large, today());
    assert_eq!(
        numbers.days,
        Both {
            together: 28,
            apart: 76
        }
    );
    assert_eq!(
        numbers.visits.map(|it| it.0),
        Some(Both {
            together: 1,
            apart: 6
        })
    );
    assert_eq!(numbers.without_limit, ["food-health-cert"]);
}

/// The first day of work after the plan, and silence past the last official year.
#[test]
fn days_are_counted_by_the_official_calendar() {
    let (catalogue, _) = read(builtin());
    let calendar = catalogue.calendar();
    assert_eq!(day(&calendar, today(), 0), Some(today()));
    assert_eq!(
        day(&calendar, today(), 3).unwrap().to_string(),
        "2026-11-26"
    );
    assert_eq!(day(&calendar, "2026-12-25".parse().unwrap(), 28), None);
    let (_, handbook) = &*RESTAURANT;
    assert_eq!(
        lianban_rules::calendar::Calendar::new(handbook.calendar.clone()),
        calendar
    );
}
