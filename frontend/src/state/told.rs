//! 一次性告知单: everything the person is told at once, on one sheet of paper.

use lianban_rules::answers::Answers;
use lianban_rules::assessment::{Disposition, Need};
use lianban_rules::handbook::Handbook;

use super::plan::{DocumentLine, PermitLine, Plan};
use super::time::time_of;

/// A permit on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPermit {
    /// Its name.
    pub name: String,
    /// 要办, 还要看, 预计不能批.
    pub standing: &'static str,
    /// Who decides.
    pub authority: String,
    /// How long, and whether somebody comes to look; empty where nobody knows.
    pub time: Vec<String>,
    /// What speaks against it, and the way out.
    pub against: Vec<String>,
    /// 以窗口核定为准.
    pub marked: bool,
}

/// A document on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldDocument {
    /// Its name.
    pub name: String,
    /// 原件 1 份.
    pub form: String,
    /// Who gives it.
    pub issuer: String,
    /// How to get it.
    pub how: Option<String>,
    /// Needed for sure.
    pub is_needed: bool,
}

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Permits, in the order in which they happen.
    pub permits: Vec<ToldPermit>,
    /// Documents needed for sure, then those that could still be.
    pub documents: Vec<ToldDocument>,
    /// What is still open, and who knows.
    pub open: Vec<(String, Option<String>)>,
    /// Warnings.
    pub hints: Vec<String>,
}

/// What the plan tells.
pub fn told(plan: &Plan, handbook: &Handbook, answers: &Answers) -> Told {
    let open = plan.open.iter();
    Told {
        permits: plan
            .permits
            .iter()
            .map(|it| permit(it, handbook, answers))
            .collect(),
        documents: plan
            .documents
            .iter()
            .map(|it| document(it, handbook))
            .collect(),
        open: open
            .map(|it| (it.text.clone(), it.find_out.clone()))
            .collect(),
        hints: plan.hints.iter().map(|it| it.text.clone()).collect(),
    }
}

impl ToldPermit {
    /// It depends on what is not known yet.
    pub fn is_open(&self) -> bool {
        self.standing == OPEN
    }
}

/// 3 件，另有 1 件还要看: what is settled is counted as on the result page.
pub fn counted(unit: &str, are_open: impl Iterator<Item = bool>) -> String {
    let (open, sure): (Vec<bool>, Vec<bool>) = are_open.partition(|is_open| *is_open);
    match (sure.len(), open.len()) {
        (sure, 0) => format!("{sure} {unit}"),
        (0, open) => format!("{open} {unit}还要看"),
        (sure, open) => format!("{sure} {unit}，另有 {open} {unit}还要看"),
    }
}

const OPEN: &str = "还要看";

fn permit(line: &PermitLine, handbook: &Handbook, answers: &Answers) -> ToldPermit {
    let time = time_of(handbook, answers, &line.id).map(|time| {
        let limits = time.limits.into_iter().map(|it| it.text);
        let mut lines: Vec<String> = limits.collect();
        lines.push(time.inspection);
        lines
    });
    let against = line.against.iter().map(|clause| match &clause.way_out {
        Some(way_out) => format!("{}{way_out}", clause.text),
        None => clause.text.clone(),
    });
    ToldPermit {
        name: line.name.clone(),
        standing: standing(line),
        authority: line.authority.clone(),
        time: time.unwrap_or_default(),
        against: against.collect(),
        marked: line.marked,
    }
}

fn standing(line: &PermitLine) -> &'static str {
    match (line.need, line.disposition) {
        (Need::Required, Some(Disposition::Refused)) => "预计不能批",
        (Need::Required, Some(Disposition::Manual)) => "要办，由窗口看过再定",
        (Need::Required, _) => "要办",
        _ => OPEN,
    }
}

fn document(line: &DocumentLine, handbook: &Handbook) -> ToldDocument {
    let guide = handbook.materials.iter().find(|it| it.material == line.id);
    ToldDocument {
        name: line.name.clone(),
        form: line.form.clone(),
        issuer: line.issuer.clone(),
        how: guide.map(|it| it.how.clone()),
        is_needed: line.is_needed,
    }
}

#[cfg(test)]
mod tests {
    use lianban_rules::handbook::MaterialGuide;
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;

    #[test]
    fn what_is_open_is_counted_apart() {
        let count = |are_open: &[bool]| counted("件", are_open.iter().copied());
        assert_eq!(count(&[false, false]), "2 件");
        assert_eq!(count(&[false, true, false]), "2 件，另有 1 件还要看");
        assert_eq!(count(&[true]), "1 件还要看");
    }

    #[test]
    fn the_sheet_tells_every_permit_document_and_open_point() {
        let package = package();
        let draft = draft(json!({
            "food-hot": true, "food-raw": false, "food-smoke": true, "site-flue": null,
            "use-area": 80, "floor-area": 100, "fuel": ["lpg"], "age": "adult",
        }));
        let interview = Interview::new(&package, &draft, today());
        let plan = Plan::new(package.contents(), &interview.assessment);
        let first = plan.documents.first().unwrap();
        let handbook = Handbook {
            materials: vec![MaterialGuide {
                material: first.id.clone(),
                how: "向房东要。".to_owned(),
                shows: Vec::new(),
                sample: None,
                expiry: None,
                valid_months: None,
                template: None,
            }],
            ..Handbook::default()
        };
        let told = told(&plan, &handbook, &interview.answers);
        assert_eq!(told.permits.len(), plan.permits.len());
        assert_eq!(told.documents.len(), plan.documents.len());
        assert_eq!(told.documents[0].how.as_deref(), Some("向房东要。"));
        assert_eq!(told.open.len(), plan.open.len());
        assert!(!told.open.is_empty());
        assert!(
            told.permits
                .iter()
                .any(|it| it.standing.starts_with("要办"))
        );
    }
}
