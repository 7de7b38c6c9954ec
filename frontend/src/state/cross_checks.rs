//! What was given, held against itself: what bars submission and what to look at once more.

use lianban_rules::cross_check::{self, CheckLine, CheckVerdict};
use lianban_rules::date::Date;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::Package;

use super::draft::Draft;
use super::form_pages::{self, FormPage};
use super::interview::Interview;
use super::written::{matter, tidy};
use crate::routes::{self, Step};

/// A comparison that does not fit, with the page that mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Field or question to mend.
    pub at: String,
    /// Address of its page, with the input.
    pub place: String,
    /// What does not fit and how to mend it.
    pub message: String,
    /// It bars submission; otherwise the person may go on.
    pub is_error: bool,
}

/// Everything that does not fit, in the order of the fact base. The register of licences is
/// the server's to ask.
pub fn misfits(
    package: &Package,
    handbook: &Handbook,
    draft: &Draft,
    interview: &Interview,
    pages: &[FormPage],
    today: Date,
) -> Vec<Misfit> {
    let fields = tidy(package, handbook, draft, interview, today);
    let lines =
        cross_check::cross_check(matter(package, handbook, interview, &fields, today), None);
    let id = &package.contents().id;
    let misfit = |line: CheckLine| {
        let is_error = line.verdict == CheckVerdict::Error;
        let at = line.fields.into_iter().next()?;
        let place = match form_pages::page_of(package, pages, &at) {
            Some(page) => format!("{}#{at}", routes::section(id, &page.id)),
            None => screen_of(package, &at),
        };
        Some(Misfit {
            at,
            place,
            message: line.message,
            is_error,
        })
    };
    let is_misfit =
        |line: &CheckLine| matches!(line.verdict, CheckVerdict::Error | CheckVerdict::Warning);
    lines
        .into_iter()
        .filter(is_misfit)
        .filter_map(misfit)
        .collect()
}

/// The screen of the guide that asks a question.
fn screen_of(package: &Package, question: &str) -> String {
    let contents = package.contents();
    let question = contents.questions.iter().find(|it| it.id == question);
    let topic = question.and_then(|it| contents.topics.get(it.topic));
    topic.map_or_else(
        || Step::Guide.of(&contents.id),
        |topic| routes::screen(&contents.id, &topic.id),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};

    fn found(answers: serde_json::Value, fields: &[(&str, serde_json::Value)]) -> Vec<Misfit> {
        let package = package();
        let mut draft = draft(answers);
        for (id, value) in fields {
            draft.fields.insert((*id).to_owned(), value.clone());
        }
        let interview = Interview::new(&package, &draft, today());
        let handbook = Handbook::default();
        misfits(&package, &handbook, &draft, &interview, &[], today())
    }

    #[test]
    fn nothing_is_said_of_what_nobody_filled_in() {
        assert_eq!(found(json!({"food-hot": true}), &[]), []);
    }
}
