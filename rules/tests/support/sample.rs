//! Random cases of a real package, mostly at the edges where its rules cut.

use lianban_rules::answers::{Answer, Answers, Value};
use lianban_rules::contents::{Question, QuestionKind, Scale};
use lianban_rules::date::Date;
use lianban_rules::package::Package;
use lianban_rules::regions::Regions;

use super::oracle::Oracle;
use super::random::Random;

/// A value, mostly at the edges where rules cut.
fn some_value(random: &mut Random, question: &Question, regions: &Regions, on: Date) -> Value {
    match (&question.kind, regions) {
        (QuestionKind::YesNo { .. }, _) => Value::YesNo(random.chance(50)),
        (QuestionKind::Choice { options }, _) => Value::Choice(random.pick(options).id.clone()),
        (QuestionKind::Multi { options, exclusive }, _) => {
            let some = random.some(options.len());
            let alone = exclusive.filter(|none| some.contains(none));
            let chosen = alone.map_or(some, |none| vec![none]);
            Value::Multi(
                chosen
                    .into_iter()
                    .map(|ix| options[ix].id.clone())
                    .collect(),
            )
        }
        (
            QuestionKind::Number {
                scale,
                min,
                max,
                except,
            },
            Regions::Intervals { starts, .. },
        ) => {
            let near = *random.pick(starts) + i64::try_from(random.below(3)).unwrap() - 1;
            let number = near.clamp(*min, *max);
            let number = if except.contains(&number) {
                number + 1
            } else {
                number
            };
            match scale {
                Scale::Integer => Value::Integer(number),
                Scale::Hundredths => Value::Hundredths(number),
            }
        }
        (QuestionKind::Date, Regions::Days { cuts }) => {
            let days = i32::try_from(random.below(3)).unwrap() - 1;
            let cut = cuts.first().map_or(on, |_| random.pick(cuts).first_day(on));
            Value::Date(cut.plus(0, 0, days))
        }
        (kind, regions) => panic!("{kind:?} is not cut into {regions:?}"),
    }
}

/// A valid complete case.
pub fn some_case(random: &mut Random, package: &Package, on: Date) -> Answers {
    loop {
        let questions = package
            .contents()
            .questions
            .iter()
            .zip(&package.outcomes().regions);
        let answers = questions.map(|(question, regions)| {
            (
                question.id.clone(),
                Answer::Known(some_value(random, question, regions, on)),
            )
        });
        let case = Answers(answers.collect());
        if Oracle::new(package.contents(), &case, on).is_valid() {
            return case;
        }
    }
}

/// A valid complete case in which these answers stand; `None` where a dozen tries met a constraint.
pub fn some_case_with(
    random: &mut Random,
    package: &Package,
    kept: &Answers,
    on: Date,
) -> Option<Answers> {
    (0..12).find_map(|_| {
        let questions = package.contents().questions.iter();
        let answers = questions
            .zip(&package.outcomes().regions)
            .map(|(question, regions)| {
                let kept = kept.0.get(&question.id).cloned();
                let answer = kept
                    .unwrap_or_else(|| Answer::Known(some_value(random, question, regions, on)));
                (question.id.clone(), answer)
            });
        let case = Answers(answers.collect());
        let is_valid = Oracle::new(package.contents(), &case, on).is_valid();
        is_valid.then_some(case)
    })
}

/// Some of a case's answers, known ones only.
pub fn some_answers(random: &mut Random, case: &Answers) -> Answers {
    let share = random.below(101);
    let given = case
        .0
        .iter()
        .filter(|_| random.chance(share))
        .map(|(id, it)| (id.clone(), it.clone()));
    Answers(given.collect())
}
