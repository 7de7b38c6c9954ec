//! Another plan beside the person's own: some answers given otherwise, and what that changes.

use lianban_rules::contents::{Contents, Question};
use lianban_rules::handbook::{Handbook, InspectionKind};
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json};

use super::draft::Draft;
use super::input;
use super::interview::Interview;
use super::numbers::numbers;
use super::plan::Plan;
use super::time::time_of;
use lianban_rules::date::Date;

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// 要办的事.
    pub name: &'static str,
    /// In the plan as it is.
    pub now: String,
    /// In the other plan.
    pub then: String,
}

/// An answer given otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// Question id.
    pub question: String,
    /// 使用面积.
    pub short: String,
    /// Words of the answer as it is.
    pub now: String,
    /// Words of the other.
    pub then: String,
}

/// The draft with other answers.
pub fn other(draft: &Draft, altered: &Map<String, Json>) -> Draft {
    let mut other = draft.decisive();
    for (question, value) in altered {
        other.answers.insert(question.clone(), value.clone());
    }
    other.go_on = true;
    other
}

/// Which answers differ, the ones given anew among them.
pub fn altered(now: &Map<String, Json>, then: &Map<String, Json>) -> Map<String, Json> {
    let differs = |(question, value): &(&String, &Json)| now.get(*question) != Some(value);
    let differing = then.iter().filter(differs);
    differing
        .map(|(it, value)| (it.clone(), value.clone()))
        .collect()
}

/// The altered answers in words, in the order of the questions.
pub fn in_words(
    contents: &Contents,
    now: &Map<String, Json>,
    altered: &Map<String, Json>,
) -> Vec<Altered> {
    let line = |question: &Question| {
        let then = altered.get(&question.id)?;
        let words = |value: &Json| input::words(question, value);
        Some(Altered {
            question: question.id.clone(),
            short: question.short.clone(),
            now: now
                .get(&question.id)
                .map_or_else(|| "没有回答".to_owned(), words),
            then: words(then),
        })
    };
    contents.questions.iter().filter_map(line).collect()
}

/// The questions whose answers take part: id and “short：answer”.
pub fn changeable(
    package: &Package,
    interview: &Interview,
    draft: &Draft,
) -> Vec<(String, String)> {
    let questions = &package.contents().questions;
    let shown = interview
        .screens
        .iter()
        .flat_map(|screen| &screen.questions);
    let line = |ix: &usize| {
        let question = questions.get(*ix)?;
        let value = draft.answers.get(&question.id)?;
        let words = input::words(question, value);
        Some((question.id.clone(), format!("{}：{words}", question.short)))
    };
    shown.filter_map(line).collect()
}

/// The two plans in numbers.
pub fn lines(
    package: &Package,
    handbook: &Handbook,
    now: &Interview,
    then: &Interview,
    today: Date,
) -> Vec<Line> {
    let of = |interview: &Interview| in_numbers(package, handbook, interview, today);
    let (now, then) = (of(now), of(then));
    let both = now.into_iter().zip(then);
    both.map(|((name, now), (_, then))| Line { name, now, then })
        .collect()
}

fn in_numbers(
    package: &Package,
    handbook: &Handbook,
    interview: &Interview,
    today: Date,
) -> Vec<(&'static str, String)> {
    let Interview {
        answers,
        assessment,
        ..
    } = interview;
    let plan = Plan::new(package.contents(), assessment);
    let visited = plan.permits.iter().filter(|line| {
        let time = time_of(handbook, answers, &line.id);
        let guide = handbook.permits.iter().find(|it| it.permit == line.id);
        line.need == lianban_rules::assessment::Need::Required
            && time.is_some()
            && guide.is_some_and(|guide| {
                let chosen = |question: &str| lianban_rules::tally::chosen(answers, question);
                let (track, _) = lianban_rules::deadline::limits(guide, chosen);
                lianban_rules::deadline::inspection(guide, track).kind != InspectionKind::Never
            })
    });
    let mut said = vec![
        ("要办的事", format!("{} 件", plan.needed())),
        ("会上门或可能上门看的", format!("{} 件", visited.count())),
    ];
    let counts = numbers(package, handbook, assessment, answers, today);
    said.extend(counts.lines.into_iter().map(|it| (it.name, it.together)));
    said
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};

    #[test]
    fn a_larger_shop_brings_the_fire_inspection_into_the_other_plan() {
        let package = package();
        let draft = draft(json!({
            "food-hot": true, "food-raw": false, "food-smoke": false,
            "use-area": 200, "floor-area": 299, "fuel": ["none"], "age": "adult",
        }));
        let changes = json!({"floor-area": 301});
        let other = other(&draft, changes.as_object().unwrap());
        assert_eq!(
            altered(&draft.answers, &other.answers),
            *changes.as_object().unwrap()
        );
        let said = in_words(
            package.contents(),
            &draft.answers,
            changes.as_object().unwrap(),
        );
        assert_eq!(said.len(), 1);
        assert_eq!(
            (said[0].now.as_str(), said[0].then.as_str()),
            ("299 平方米", "301 平方米")
        );

        let (now, then) = (
            Interview::new(&package, &draft, today()),
            Interview::new(&package, &other, today()),
        );
        let lines = lines(&package, &Handbook::default(), &now, &then, today());
        assert_eq!(
            (lines[0].now.as_str(), lines[0].then.as_str()),
            ("2 件", "3 件")
        );
        let offered = changeable(&package, &now, &draft);
        assert!(offered.contains(&("floor-area".to_owned(), "建筑面积：299 平方米".to_owned())));
    }

    /// What is answered only in the other plan is a part of it.
    #[test]
    fn an_answer_given_anew_counts_as_altered() {
        let now = json!({"a": 1});
        let then = json!({"a": 1, "b": null});
        let altered = altered(now.as_object().unwrap(), then.as_object().unwrap());
        assert_eq!(Json::from(altered), json!({"b": null}));
    }
}
