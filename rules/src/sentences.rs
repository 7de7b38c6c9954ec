//! Answers and regions in Chinese: projected from questions and rules, never written by hand.

use crate::answers::{Answer, Answers, Value, format_hundredths};
use crate::contents::{Question, QuestionKind, Scale};
use crate::explain::least_change::Step;
use crate::explain::reason::{Ground, Reason};
use crate::package::Package;
use crate::regions::{DayBound, DayCut, Regions, options};
use crate::words;

/// So many options are named of a long list.
const SAID: usize = 4;

impl Package {
    /// 因为：“店的种类”选了“火锅”；建筑面积 350 平方米（超过 300 平方米）. One line a ground.
    #[must_use]
    pub fn grounds_in_words(&self, reason: &Reason, answers: &Answers) -> Vec<String> {
        let grounds = reason.grounds.iter();
        grounds
            .filter_map(|ground| self.ground_in_words(ground, answers))
            .collect()
    }

    /// One ground: 建筑面积 350 平方米（超过 300 平方米）.
    #[must_use]
    pub fn ground_in_words(&self, ground: &Ground, answers: &Answers) -> Option<String> {
        let question = self.contents().questions.get(ground.question)?;
        let regions = self.outcomes().regions.get(ground.question)?;
        let said = self.answer_in_words(question, answers.0.get(&question.id)?);
        let range = in_range(question, regions, &ground.regions);
        Some(match range {
            Some(range) => format!("{said}（{range}）"),
            None => said,
        })
    }

    /// “店的种类”选了“火锅”, 建筑面积 350 平方米.
    #[must_use]
    pub fn answer_in_words(&self, question: &Question, answer: &Answer) -> String {
        let json = answer.to_json();
        let words = words::of_answer(question, Some(&json));
        match (&question.kind, answer) {
            (_, Answer::Unknown) => format!("“{}”还不清楚", question.short),
            (QuestionKind::Number { .. } | QuestionKind::Date, _) => {
                format!("{} {words}", question.short)
            }
            (QuestionKind::Multi { .. }, _) if words.is_empty() => {
                format!("“{}”一样没选", question.short)
            }
            _ => format!("“{}”选了“{words}”", question.short),
        }
    }

    /// 把“使用面积”改成不超过 150 平方米; 把“店的种类”改成“小吃快餐”或“咖啡茶饮”.
    #[must_use]
    pub fn change_in_words(&self, step: &Step, answers: &Answers) -> Option<String> {
        let (question, to) = self.step_in_words(step, answers)?;
        let gap = if to.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
            " "
        } else {
            ""
        };
        Some(format!("把“{}”改成{gap}{to}", question.short))
    }

    /// What an answer not given yet has to be: “燃料”是“电”; `None` where any will do.
    #[must_use]
    pub fn condition_in_words(&self, step: &Step, answers: &Answers) -> Option<String> {
        let (question, to) = self.step_in_words(step, answers)?;
        (!to.is_empty()).then(|| format!("“{}”是{to}", question.short))
    }

    fn step_in_words(&self, step: &Step, answers: &Answers) -> Option<(&Question, String)> {
        let question = self.contents().questions.get(step.question)?;
        let regions = self.outcomes().regions.get(step.question)?;
        Some((question, regions_in_words(question, regions, step, answers)))
    }
}

fn regions_in_words(
    question: &Question,
    regions: &Regions,
    step: &Step,
    answers: &Answers,
) -> String {
    let run = around(&step.regions, step.region);
    if let Some(range) = in_range(question, regions, &towards(run, regions, question, answers)) {
        return range;
    }
    if let Regions::Combinations { named, ticked } = regions {
        let wanted = ticked.get(step.region).map_or(&[][..], Vec::as_slice);
        let wanted: Vec<_> = named.iter().copied().zip(wanted.iter().copied()).collect();
        return ticks_in_words(question, &wanted, answers);
    }
    let name = |region: &usize| option_words(question, *region);
    let chosen: Vec<String> = step.regions.iter().filter_map(name).collect();
    match chosen.get(..SAID) {
        Some(first) if chosen.len() > SAID => format!("{}等", first.join("、")),
        _ => chosen.join("或"),
    }
}

/// Of a multiple choice only what changes: 不选“锅炉”, 选上“电梯”.
fn ticks_in_words(question: &Question, wanted: &[(usize, bool)], answers: &Answers) -> String {
    let now = match answers.0.get(&question.id) {
        Some(Answer::Known(Value::Multi(chosen))) => Some(chosen),
        _ => None,
    };
    if let QuestionKind::Multi {
        options,
        exclusive: Some(alone),
    } = &question.kind
        && wanted.iter().any(|(ix, on)| ix == alone && *on)
        && let Some(option) = options.get(*alone)
    {
        return format!("“{}”", option.label);
    }
    let said = wanted.iter().filter_map(|(ix, on)| {
        let option = options(question).get(*ix)?;
        let is_on = now.is_some_and(|now| now.contains(&option.id));
        let word = match (is_on, *on) {
            (true, false) => "不选",
            (false, true) => "选上",
            _ => return None,
        };
        Some(format!("{word}“{}”", option.label))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        "一样不选".to_owned()
    } else {
        said.join("，")
    }
}

/// A run without its far end: who has too much is told the most, not the least.
fn towards(run: &[usize], regions: &Regions, question: &Question, answers: &Answers) -> Vec<usize> {
    let own = match (regions, answers.0.get(&question.id)) {
        (
            Regions::Intervals { starts, .. },
            Some(Answer::Known(Value::Integer(own) | Value::Hundredths(own))),
        ) => starts.partition_point(|start| start <= own).checked_sub(1),
        _ => None,
    };
    match (own, run.first(), run.last()) {
        (Some(own), _, Some(last)) if own > *last => (0..=*last).collect(),
        (Some(own), Some(first), _) if own < *first => (*first..regions.count()).collect(),
        _ => run.to_vec(),
    }
}

/// The run of regions around one of them.
fn around(regions: &[usize], region: usize) -> &[usize] {
    let Some(at) = regions.iter().position(|it| *it == region) else {
        return regions;
    };
    let touches = |a: usize| matches!(regions.get(a..=a + 1), Some([a, b]) if a + 1 == *b);
    let mut start = at;
    while start > 0 && touches(start - 1) {
        start -= 1;
    }
    let mut end = at;
    while touches(end) {
        end += 1;
    }
    regions.get(start..=end).unwrap_or_default()
}

fn option_words(question: &Question, region: usize) -> Option<String> {
    match &question.kind {
        QuestionKind::YesNo { yes, no } => {
            Some(format!("“{}”", if region == 1 { yes } else { no }))
        }
        QuestionKind::Choice { options } => options.get(region).map(|it| format!("“{}”", it.label)),
        _ => None,
    }
}

/// A run of regions of a number or a day: 超过 300 平方米, 不超过 150 平方米. `None` for what
/// has no order, and where every value lies in the run or a single region is all there is.
#[must_use]
pub fn in_range(question: &Question, regions: &Regions, run: &[usize]) -> Option<String> {
    let (first, last) = (*run.first()?, *run.last()?);
    let is_all = first == 0 && last + 1 == regions.count();
    match (regions, &question.kind) {
        _ if is_all => None,
        (Regions::Intervals { starts, .. }, QuestionKind::Number { scale, min, .. }) => {
            let until = starts.get(last + 1).map(|next| next - 1);
            let from = starts.get(first).copied();
            let from = from.filter(|from| first > 0 || until == Some(*min) && *from == *min);
            let unit = question.unit.as_deref().unwrap_or_default();
            Some(numbers(from, until, *scale, unit))
        }
        (Regions::Days { cuts }, _) => {
            let from = first.checked_sub(1).and_then(|at| cuts.get(at));
            Some(days(from, cuts.get(last)))
        }
        _ => None,
    }
}

fn numbers(from: Option<i64>, until: Option<i64>, scale: Scale, unit: &str) -> String {
    let said = |value: i64| match scale {
        Scale::Integer => format!("{value} {unit}"),
        Scale::Hundredths => format!("{} {unit}", format_hundredths(value)),
    };
    // A bound that rules name is a round number: the step past it is “more than” or “less than”.
    let is_step =
        |value: i64, past: i64| scale == Scale::Hundredths && value.rem_euclid(100) == past;
    let least = from.map(|value| match value {
        value if is_step(value, 1) => format!("超过 {}", said(value - 1)),
        value => format!("不少于 {}", said(value)),
    });
    let most = until.map(|value| match value {
        value if is_step(value, 99) => format!("不到 {}", said(value + 1)),
        value => format!("不超过 {}", said(value)),
    });
    let words = match (from, until) {
        (Some(from), Some(until)) if from == until => said(from),
        _ => [least, most]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("、"),
    };
    words.trim_end().to_owned()
}

fn days(from: Option<&DayCut>, before: Option<&DayCut>) -> String {
    let from = from.map(|cut| {
        let word = if cut.after { "晚于" } else { "不早于" };
        format!("{word}{}", day(cut.at))
    });
    let before = before.map(|cut| {
        let word = if cut.after { "不晚于" } else { "早于" };
        format!("{word}{}", day(cut.at))
    });
    let words: Vec<String> = [from, before].into_iter().flatten().collect();
    words.join("、")
}

/// 2026年5月1日, 申请那天, 申请那天以后5年.
fn day(bound: DayBound) -> String {
    match bound {
        DayBound::Fixed(date) => words::of_day(date),
        DayBound::Applied {
            years,
            months,
            days,
        } => {
            let parts = [(years, "年"), (months, "个月"), (days, "天")];
            let parts = parts.iter().filter(|(count, _)| *count != 0);
            let span: Vec<String> = parts
                .map(|(n, unit)| format!("{}{unit}", n.abs()))
                .collect();
            let span = span.concat();
            match years + months + days {
                _ if span.is_empty() => "申请那天".to_owned(),
                sum if sum < 0 => format!("申请那天以前{span}"),
                _ => format!("申请那天以后{span}"),
            }
        }
    }
}
