//! Typing jumps: to a question, to what a permit hangs on, to a place as it usually is, to a code.

use lianban_api::tidy_code;
use lianban_rules::assessment::Assessment;
use lianban_rules::contents::{Contents, Question, QuestionIx, QuestionKind};
use lianban_rules::handbook::Start;

use crate::state::search::plain;

/// Lines shown at most.
const LINES: usize = 8;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is called.
    pub title: String,
    /// What kind of thing: 问题, 事项, 常见情况, 码.
    pub kind: &'static str,
    /// Where it leads.
    pub to: To,
}

/// Where something leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// A question.
    Question(QuestionIx),
    /// A starting point, by its id.
    Start(String),
    /// The answers behind six letters.
    Code(String),
}

/// What fits the words, the nearest first.
pub fn found(
    contents: &Contents,
    assessment: &Assessment,
    starts: &[Start],
    typed: &str,
) -> Vec<Hit> {
    let wanted = plain(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    hits.extend(tidy_code(typed).map(|code| Hit {
        title: format!("打开 {code} 的答案"),
        kind: "码",
        to: To::Code(code),
    }));
    let fits = |text: &str| plain(text).contains(&wanted);
    let questions = || contents.questions.iter().enumerate();
    let mut add = |ix: QuestionIx, question: &Question| {
        let to = To::Question(ix);
        if !hits.iter().any(|it| it.to == to) {
            hits.push(Hit {
                title: question.short.clone(),
                kind: "问题",
                to,
            });
        }
    };
    // By its name first, then by its words, then by what can be chosen.
    for (ix, question) in questions().filter(|(_, it)| fits(&it.short)) {
        add(ix, question);
    }
    for (ix, question) in questions().filter(|(_, it)| fits(&it.text)) {
        add(ix, question);
    }
    for (ix, question) in questions().filter(|(_, it)| options(it).any(&fits)) {
        add(ix, question);
    }
    for permit in contents.permits.iter().filter(|it| fits(&it.name)) {
        let verdict = assessment.permits.iter().find(|it| it.id == permit.id);
        let hanging = verdict.and_then(|it| it.depends_on.first());
        let ix = hanging.and_then(|id| contents.questions.iter().position(|it| it.id == *id));
        hits.extend(ix.map(|ix| Hit {
            title: permit.name.clone(),
            kind: "事项，看它取决于什么",
            to: To::Question(ix),
        }));
    }
    for start in starts {
        if fits(&start.name) || start.words.iter().any(|it| fits(it)) {
            hits.push(Hit {
                title: start.name.clone(),
                kind: "常见情况",
                to: To::Start(start.id.clone()),
            });
        }
    }
    hits.truncate(LINES);
    hits
}

/// What can be chosen, with its help.
fn options(question: &Question) -> impl Iterator<Item = &str> {
    let options = match &question.kind {
        QuestionKind::Choice { options } | QuestionKind::Multi { options, .. } => {
            options.as_slice()
        }
        _ => &[],
    };
    let labels = options.iter().map(|it| it.label.as_str());
    labels.chain(question.help.as_deref())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    fn titles(typed: &str) -> Vec<String> {
        let package = package();
        let interview = Interview::new(&package, &draft(json!({})), today());
        let start = Start {
            id: "noodles".to_owned(),
            name: "面馆".to_owned(),
            summary: String::new(),
            icon: String::new(),
            words: vec!["mianguan".to_owned()],
            answers: Vec::new(),
        };
        let hits = found(package.contents(), &interview.assessment, &[start], typed);
        hits.into_iter()
            .map(|it| format!("{} {}", it.kind, it.title))
            .collect()
    }

    #[test]
    fn a_word_leads_to_its_question_and_pinyin_to_a_starting_point() {
        assert!(
            titles("油烟")[0].starts_with("问题"),
            "{:?}",
            titles("油烟")
        );
        assert_eq!(titles("MianG"), ["常见情况 面馆"]);
        assert_eq!(titles("kft-rma"), ["码 打开 KFTRMA 的答案"]);
        assert!(titles("，").is_empty());
        assert!(titles("飞机").is_empty());
    }
}
