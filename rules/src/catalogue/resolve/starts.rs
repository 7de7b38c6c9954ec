//! Starting points: every answer fits its question.

use crate::catalogue::shapes::{Records, Start, Usual};
use crate::contents::{ChoiceOption, Contents, Question, QuestionKind};
use crate::diagnostic::{Fault, Findings, did_you_mean};
use crate::handbook::{self, Typical, TypicalAnswer};
use crate::place::Name;

/// The starting points of the package.
pub(super) fn starts(
    records: &Records,
    contents: &Contents,
    findings: &mut Findings,
) -> Vec<handbook::Start> {
    let own = records.handbook.starts.iter();
    let own = own.filter(|it| it.package == contents.id);
    own.map(|it| start(it, contents, findings)).collect()
}

fn start(start: &Start, contents: &Contents, findings: &mut Findings) -> handbook::Start {
    let mut answers = Vec::new();
    for (name, usual) in &start.answers {
        match typical(name, usual, contents) {
            Ok(typical) => answers.push(TypicalAnswer {
                question: name.text.clone(),
                typical,
            }),
            Err(wrong) => findings.add(wrong.0.at, wrong.1),
        }
    }
    handbook::Start {
        id: start.id.text.clone(),
        name: start.name.clone(),
        summary: start.summary.clone(),
        icon: start.icon.clone(),
        words: start.words.clone(),
        answers,
    }
}

/// Where an answer does not fit, and why.
type Misfit<'a> = Box<(&'a Name, Fault)>;

fn misfit<T>(at: &Name, fault: Fault) -> Result<T, Misfit<'_>> {
    Err(Box::new((at, fault)))
}

/// A usual answer by the kind of its question, or where and what is wrong.
fn typical<'a>(
    name: &'a Name,
    usual: &'a Usual,
    contents: &Contents,
) -> Result<Typical, Misfit<'a>> {
    let Some(question) = contents.questions.iter().find(|it| it.id == name.text) else {
        let known = contents.questions.iter().map(|it| it.id.as_str());
        let fault = Fault::UnknownName {
            kind: "question",
            name: name.text.clone(),
            remedy: did_you_mean(&name.text, known),
        };
        return Err(Box::new((name, fault)));
    };
    match (&question.kind, usual) {
        (QuestionKind::YesNo { .. }, Usual::One(word)) => match word.text.as_str() {
            "yes" | "true" => Ok(Typical::YesNo(true)),
            "no" | "false" => Ok(Typical::YesNo(false)),
            _ => misfit(word, wrong(question, "`yes` or `no`")),
        },
        (QuestionKind::Choice { options }, Usual::One(word)) => {
            option(question, options, word).map(Typical::Option)
        }
        (QuestionKind::Multi { options, .. }, Usual::Many(words)) => {
            let chosen = words.iter().map(|word| option(question, options, word));
            chosen.collect::<Result<_, _>>().map(Typical::Options)
        }
        (QuestionKind::Multi { .. }, Usual::One(word)) => {
            misfit(word, wrong(question, "a list of options"))
        }
        // How many and how big is never typical: it is asked.
        _ => misfit(
            name,
            wrong(question, "an answer that is typical of a trade"),
        ),
    }
}

fn option<'a>(
    question: &Question,
    options: &[ChoiceOption],
    word: &'a Name,
) -> Result<String, Misfit<'a>> {
    let ids = || options.iter().map(|it| it.id.as_str());
    if ids().any(|id| id == word.text) {
        return Ok(word.text.clone());
    }
    let fault = Fault::UnknownOption {
        question: question.id.clone(),
        option: word.text.clone(),
        remedy: did_you_mean(&word.text, ids()),
    };
    misfit(word, fault)
}

fn wrong(question: &Question, wanted: &str) -> Fault {
    let is = match &question.kind {
        QuestionKind::YesNo { .. } => "a yes/no question",
        QuestionKind::Choice { .. } => "a choice",
        QuestionKind::Multi { .. } => "a choice of several",
        QuestionKind::Number { .. } => "a number",
        QuestionKind::Date => "a date",
    };
    Fault::WrongType {
        name: question.id.clone(),
        is: is.to_owned(),
        wanted: wanted.to_owned(),
        remedy: None,
    }
}
