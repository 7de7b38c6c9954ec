//! Texts that the system writes from what a person has given, in place of a document.
//!
//! Browser and server write the same text from the same values, so what the person has read
//! through and confirmed is what the window gets.

use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use crate::answers::Answers;
use crate::assessment::{Assessment, Need};
use crate::date::Date;
use crate::handbook::{Handbook, Paragraph, Template};
use crate::package::Package;
use crate::words;

/// What stands where nothing was filled in.
const NOTHING: &str = "（未填）";

/// Everything a text can speak of.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// Texts of questions, fields and permits.
    pub package: &'a Package,
    /// Towns and streets; which fields a permit's form prints.
    pub handbook: &'a Handbook,
    /// What the guide was told.
    pub answers: &'a Answers,
    /// What follows from it.
    pub assessment: &'a Assessment,
    /// Field id → tidy value.
    pub fields: &'a Map<String, Json>,
    /// The day of application.
    pub today: Date,
}

/// A paragraph of a written text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A heading inside the document.
    Heading(String),
    /// A sentence.
    Text(String),
    /// Numbered items.
    Items(Vec<String>),
    /// Label and value.
    Facts(Vec<(String, String)>),
    /// Place for signature and date.
    Signature,
}

/// Writes a text.
#[must_use]
pub fn write(template: &Template, matter: Matter<'_>) -> Vec<Written> {
    let paragraphs = template.paragraphs.iter();
    paragraphs.filter_map(|it| paragraph(it, matter)).collect()
}

/// A written text line by line, as it is stored with a case.
#[must_use]
pub fn lines(written: &[Written]) -> Vec<String> {
    let line = |paragraph: &Written| match paragraph {
        Written::Heading(text) | Written::Text(text) => vec![text.clone()],
        Written::Items(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(at, item)| format!("{}. {item}", at + 1))
                .collect()
        }
        Written::Facts(facts) => {
            let facts = facts.iter();
            facts
                .map(|(label, value)| format!("{label}：{value}"))
                .collect()
        }
        Written::Signature => vec!["申请人（签名）：　　　　　　日期：".to_owned()],
    };
    written.iter().flat_map(line).collect()
}

/// The same for the same text, whatever the day: a text confirmed yesterday is still confirmed.
#[must_use]
pub fn fingerprint(template: &Template, matter: Matter<'_>) -> String {
    let on_one_day = Matter {
        today: matter.package.contents().in_force.from,
        ..matter
    };
    let text = lines(&write(template, on_one_day)).join("\n");
    crate::hex::hex(&Sha256::digest(text.as_bytes()))
}

fn paragraph(paragraph: &Paragraph, matter: Matter<'_>) -> Option<Written> {
    Some(match paragraph {
        Paragraph::Heading(text) => Written::Heading(filled(text, matter)),
        Paragraph::Text(text) => Written::Text(filled(text, matter)),
        Paragraph::Items(items) => {
            Written::Items(items.iter().map(|it| filled(it, matter)).collect())
        }
        Paragraph::Fields { permit } => Written::Facts(facts(permit, matter)?),
        Paragraph::Signature => Written::Signature,
    })
}

/// The form of a permit; nothing for a permit that is not applied for.
fn facts(permit: &str, matter: Matter<'_>) -> Option<Vec<(String, String)>> {
    let is_required =
        |it: &crate::assessment::PermitAssessment| it.id == permit && it.need == Need::Required;
    matter
        .assessment
        .permits
        .iter()
        .find(|it| is_required(it))?;
    let guide = matter
        .handbook
        .permits
        .iter()
        .find(|it| it.permit == permit)?;
    let contents = matter.package.contents();
    let fact = |id: &String| {
        let field = contents.fields.iter().find(|it| it.id == *id);
        let question = contents.questions.iter().find(|it| it.id == *id);
        let label = field.map(|it| &it.label).or(question.map(|it| &it.short))?;
        let value = value(id, matter)?;
        Some((label.clone(), value))
    };
    Some(guide.fields.iter().filter_map(fact).collect())
}

/// The text with everything that was given in place of the names in braces.
fn filled(text: &str, matter: Matter<'_>) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        written.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            written.push('{');
            rest = after;
            continue;
        };
        written.push_str(&value(name, matter).unwrap_or_else(|| NOTHING.to_owned()));
        rest = behind;
    }
    written.push_str(rest);
    written
}

/// What was given under this name; nothing where nothing was.
fn value(name: &str, matter: Matter<'_>) -> Option<String> {
    let contents = matter.package.contents();
    let words = match name {
        "today" => words::of_day(matter.today),
        "permits" => permits(matter),
        _ => {
            if let Some(field) = contents.fields.iter().find(|it| it.id == name) {
                let value = matter.fields.get(name)?;
                words::of_field(field, value, &matter.handbook.divisions)
            } else {
                let question = contents.questions.iter().find(|it| it.id == name)?;
                let answer = matter.answers.0.get(name)?.to_json();
                words::of_answer(question, Some(&answer))
            }
        }
    };
    (!words.is_empty()).then_some(words)
}

fn permits(matter: Matter<'_>) -> String {
    let required = matter.assessment.permits.iter();
    let required = required.filter(|it| it.need == Need::Required);
    let all = &matter.package.contents().permits;
    let name = |id: &str| all.iter().find(|it| it.id == id).map(|it| it.name.clone());
    let names: Vec<String> = required.filter_map(|it| name(&it.id)).collect();
    names.join("、")
}
