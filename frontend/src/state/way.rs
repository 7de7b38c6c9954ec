//! The way to opening day in words: when each permit can start, what it waits for, its last day.

use lianban_rules::answers::Answers;
use lianban_rules::assessment::Assessment;
use lianban_rules::calendar::Calendar;
use lianban_rules::contents::Contents;
use lianban_rules::date::Date;
use lianban_rules::handbook::Handbook;
use lianban_rules::opening::{Task, day, opening};
use lianban_rules::tally::chosen;
use lianban_rules::words::of_day;

/// The way to opening day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// In the order in which they can start.
    pub steps: Vec<Step>,
    /// Duties after opening day.
    pub afterwards: Vec<String>,
    /// Working days of the longest chain.
    pub days: u16,
    /// 最晚 2026年12月31日 能办完.
    pub last: String,
}

/// One permit on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// 现在就可以办, 要等“食品经营许可证”办好.
    pub starts: String,
    /// 最多 20 个工作日，最晚 12月31日.
    pub takes: String,
    /// Working days from the first day until it can start, and until it ends.
    pub span: (u16, u16),
    /// A day later here is a day later for the opening.
    pub is_critical: bool,
    /// 以窗口核定为准.
    pub is_marked: bool,
}

/// The way from `start`.
pub fn way(
    contents: &Contents,
    handbook: &Handbook,
    assessment: &Assessment,
    answers: &Answers,
    start: Date,
) -> Way {
    let calendar = Calendar::new(handbook.calendar.clone());
    let found = opening(handbook, assessment, |question| chosen(answers, question));
    let name = |id: &String| {
        let mut permits = contents.permits.iter();
        permits
            .find(|it| it.id == *id)
            .map_or_else(|| id.clone(), |it| it.name.clone())
    };
    let by = |days: u16| match day(&calendar, start, days) {
        Some(day) => format!("最晚{}", of_day(day)),
        None => format!(
            "国务院还没有公布{}年以后的放假安排，具体哪天到时候再算",
            calendar.last_official_year()
        ),
    };
    let step = |task: &Task| {
        let firsts: Vec<String> = task.waits_for.iter().map(name).collect();
        let starts = if firsts.is_empty() {
            "现在就可以办".to_owned()
        } else {
            format!(
                "要等{}办好（{}）",
                firsts.join("、"),
                task.sources.join("、")
            )
        };
        let takes = match task.days {
            None => "没有写明要多久".to_owned(),
            Some(0) => "当场办".to_owned(),
            Some(days) => format!("最多 {days} 个工作日，{}", by(task.ends())),
        };
        Step {
            name: name(&task.permit),
            starts,
            takes,
            span: (task.starts, task.ends()),
            is_critical: task.is_critical && firsts_matter(&found.tasks),
            is_marked: task.is_marked,
        }
    };
    Way {
        steps: found.tasks.iter().map(step).collect(),
        afterwards: found
            .afterwards
            .iter()
            .map(|(id, duty)| format!("{}：{duty}", name(id)))
            .collect(),
        days: found.days,
        last: by(found.days),
    }
}

/// A single permit is no chain.
fn firsts_matter(tasks: &[Task]) -> bool {
    tasks.len() > 1
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    #[test]
    fn without_limits_the_way_says_so_and_promises_nothing() {
        let package = package();
        let draft = draft(json!({"food-hot": true, "food-smoke": false, "age": "adult"}));
        let interview = Interview::new(&package, &draft, today());
        let handbook = Handbook::default();
        let way = way(
            package.contents(),
            &handbook,
            &interview.assessment,
            &interview.answers,
            today(),
        );
        assert_eq!(way.days, 0);
        let said: Vec<_> = way.steps.iter().map(|it| it.takes.as_str()).collect();
        assert_eq!(said, ["没有写明要多久"; 2]);
        assert!(way.steps.iter().all(|it| it.starts == "现在就可以办"));
    }
}
