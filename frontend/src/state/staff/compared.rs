//! What was held against what: first what does not fit, then what only a person can tell.

use lianban_api::CaseDetail;
use lianban_rules::contents::Contents;
use lianban_rules::cross_check::{CheckLine, CheckVerdict};

/// A comparison with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// `cc-02`.
    pub id: String,
    /// What came of it.
    pub verdict: CheckVerdict,
    /// What is compared.
    pub text: String,
    /// What does not fit.
    pub message: String,
    /// What the fields and questions are called that it speaks of.
    pub fields: Vec<String>,
    /// Id and name of the documents to lay side by side.
    pub papers: Vec<(String, String)>,
}

/// The comparisons of a case, the most pressing first.
pub fn compared(contents: &Contents, case: &CaseDetail) -> Vec<Compared> {
    let mut lines: Vec<_> = case
        .checks
        .iter()
        .map(|line| in_words(contents, line))
        .collect();
    lines.sort_by_key(|line| match line.verdict {
        CheckVerdict::Error => 0,
        CheckVerdict::Warning => 1,
        CheckVerdict::ByPerson => 2,
        CheckVerdict::Hint => 3,
        CheckVerdict::Fits => 4,
    });
    lines
}

fn in_words(contents: &Contents, line: &CheckLine) -> Compared {
    let field = |id: &String| {
        let field = contents.fields.iter().find(|it| it.id == *id);
        let question = || contents.questions.iter().find(|it| it.id == *id);
        let label = field.map(|it| &it.label);
        label.or_else(|| question().map(|it| &it.short)).cloned()
    };
    let paper = |id: &String| {
        let material = contents.materials.iter().find(|it| it.id == *id)?;
        Some((id.clone(), material.name.clone()))
    };
    Compared {
        id: line.id.clone(),
        verdict: line.verdict,
        text: line.text.clone(),
        message: line.message.clone(),
        fields: line.fields.iter().filter_map(field).collect(),
        papers: line.materials.iter().filter_map(paper).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;
    use crate::state::staff::fixture::case;

    #[test]
    fn what_does_not_fit_comes_before_what_fits() {
        let package = package();
        let contents = package.contents();
        let interview = Interview::new(&package, &draft(json!({})), today());
        let mut case = case(&interview.assessment);
        let line = |id: &str, verdict| CheckLine {
            id: id.to_owned(),
            verdict,
            text: String::new(),
            message: String::new(),
            fields: vec![contents.fields[0].id.clone(), "gone".to_owned()],
            materials: vec![contents.materials[0].id.clone()],
        };
        case.checks = vec![
            line("cc-01", CheckVerdict::Fits),
            line("cc-02", CheckVerdict::ByPerson),
            line("cc-03", CheckVerdict::Warning),
        ];
        let lines = compared(contents, &case);
        let ids: Vec<_> = lines.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["cc-03", "cc-02", "cc-01"]);
        assert_eq!(lines[0].fields, [contents.fields[0].label.clone()]);
        assert_eq!(lines[0].papers[0].1, contents.materials[0].name);
    }
}
