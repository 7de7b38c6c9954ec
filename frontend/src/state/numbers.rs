//! The four numbers in words: together against one by one, and how they were counted.

use lianban_rules::answers::Answers;
use lianban_rules::assessment::Assessment;
use lianban_rules::contents::Contents;
use lianban_rules::date::Date;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::Package;
use lianban_rules::tally::{Both, Tally, tally};

use super::listed::listed;

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberLine {
    /// 要交的材料.
    pub name: &'static str,
    /// 14 份.
    pub together: String,
    /// 31 份.
    pub apart: String,
}

/// The table and how it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Fields, documents, visits, working days.
    pub lines: Vec<NumberLine>,
    /// One sentence a number.
    pub counted: Vec<String>,
}

/// Counts for one person's case.
pub fn numbers(
    package: &Package,
    handbook: &Handbook,
    assessment: &Assessment,
    answers: &Answers,
    today: Date,
) -> Numbers {
    let counts = tally(package, handbook, assessment, answers, today);
    Numbers {
        lines: lines(&counts),
        counted: counted(package.contents(), &counts),
    }
}

fn lines(counts: &Tally) -> Vec<NumberLine> {
    let line = |name, both: Both, before: &str, unit: &str| NumberLine {
        name,
        together: format!("{before}{} {unit}", both.together),
        apart: format!("{before}{} {unit}", both.apart),
    };
    let mut lines = vec![
        line("要填的格子", counts.fields, "", "个"),
        line("要交的材料", counts.documents, "", "份"),
    ];
    lines.extend(
        counts
            .visits
            .map(|(both, _)| line("到窗口", both, "", "次")),
    );
    lines.push(line("要等", counts.days, "最多 ", "个工作日"));
    lines
}

fn counted(contents: &Contents, counts: &Tally) -> Vec<String> {
    let mut said = vec![
        "格子：合起来办，一样的只填一次；一件一件办，每张表上都要填一次。".to_owned(),
        "材料：合起来办，一样的只交一份；一件一件办，每件都要交一份。没弄清楚的不算在内。"
            .to_owned(),
    ];
    if let Some((_, is_marked)) = counts.visits {
        let marked = if is_marked {
            "次数是按参数算的，以窗口核定为准。"
        } else {
            ""
        };
        said.push(format!(
            "到窗口：一件一件办，每件至少去一趟；合起来办，一趟交齐。{marked}"
        ));
    }
    said.push(
        "等待：按法定时限算，不算延长。合起来办，能同时办的同时办；一件一件办，办完一件再办下一件。"
            .to_owned(),
    );
    let name = |id: &String| {
        let mut permits = contents.permits.iter();
        permits.find(|it| it.id == *id).map(|it| it.name.as_str())
    };
    let without: Vec<&str> = counts.without_limit.iter().filter_map(name).collect();
    if !without.is_empty() {
        said.push(format!("{}没有写明时限，没有算进去。", listed(&without)));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(together: u16, apart: u16) -> Both {
        Both { together, apart }
    }

    #[test]
    fn each_number_is_said_with_its_unit() {
        let counts = Tally {
            fields: both(20, 48),
            documents: both(14, 31),
            visits: Some((both(1, 5), true)),
            days: both(28, 76),
            without_limit: Vec::new(),
        };
        let said: Vec<_> = lines(&counts)
            .into_iter()
            .map(|it| format!("{} {} {}", it.name, it.together, it.apart))
            .collect();
        assert_eq!(
            said,
            [
                "要填的格子 20 个 48 个",
                "要交的材料 14 份 31 份",
                "到窗口 1 次 5 次",
                "要等 最多 28 个工作日 最多 76 个工作日",
            ]
        );
    }

    #[test]
    fn without_the_districts_word_no_visits_are_said() {
        assert_eq!(lines(&Tally::default()).len(), 3);
    }
}
