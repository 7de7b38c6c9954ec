//! 收件回执: what was handed in, kept on the device and printed. No personal data but a masked name.

use lianban_api::{By, Submitted};
use lianban_rules::assessment::{Assessment, Need};
use lianban_rules::contents::Contents;
use lianban_rules::field::mask;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::papers::{DraftFile, Paper};
use super::plan::{DocumentLine, Plan};

/// What was handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    /// Case number.
    pub number: String,
    /// Day of submission.
    pub day: String,
    /// 我要开餐馆.
    pub package_name: String,
    /// Masked name of the applicant: 李**.
    pub applicant: String,
    /// Names of the permits applied for.
    pub permits: Vec<String>,
    /// The documents.
    pub documents: Vec<ReceiptLine>,
    /// It was made of an earlier attempt: what was changed later is not in it.
    pub is_earlier: bool,
}

/// A document handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiptLine {
    /// Its name.
    pub name: String,
    /// 原件 1 份.
    pub form: String,
    /// 已上传 2 个文件，共 5 页.
    pub how: String,
}

impl ReceiptLine {
    /// Still to be brought to the window.
    pub fn is_brought(&self) -> bool {
        self.how == BRING
    }
}

/// The receipt for a case that has just been made of `draft`.
pub fn receipt(
    contents: &Contents,
    assessment: &Assessment,
    draft: &Draft,
    made: &Submitted,
    is_earlier: bool,
) -> Receipt {
    let plan = Plan::new(contents, assessment);
    let name = draft
        .fields
        .get("applicant-name")
        .and_then(|it| it.as_str());
    let required = plan.permits.iter().filter(|it| it.need == Need::Required);
    let needed = plan.documents.iter().filter(|it| it.is_needed);
    Receipt {
        number: made.number.clone(),
        day: made.submitted_on.to_string(),
        package_name: contents.name.clone(),
        applicant: name.map(mask::name).unwrap_or_default(),
        permits: required.map(|it| it.name.clone()).collect(),
        documents: needed
            .map(|it| line(it, draft.papers.get(&it.id)))
            .collect(),
        is_earlier,
    }
}

fn line(document: &DocumentLine, paper: Option<&Paper>) -> ReceiptLine {
    ReceiptLine {
        name: document.name.clone(),
        form: document.form.clone(),
        how: paper.map_or_else(|| BRING.to_owned(), how),
    }
}

const BRING: &str = "带到窗口";

/// How a document is handed in, in words.
pub fn how(paper: &Paper) -> String {
    match paper.by {
        Some(By::Files) => uploaded(&paper.files),
        Some(By::Written) => "系统写好，已确认".to_owned(),
        Some(By::Bring) => BRING.to_owned(),
        None => "还没选怎么交".to_owned(),
    }
}

fn uploaded(files: &[DraftFile]) -> String {
    let pages = |file: &DraftFile| file.stored().and_then(|it| it.pages).unwrap_or(1);
    let all: u32 = files.iter().map(pages).sum();
    match files.len() {
        0 => "还没有上传文件".to_owned(),
        number if u32::try_from(number) == Ok(all) => format!("上传 {number} 个文件"),
        number => format!("上传 {number} 个文件，共 {all} 页"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;
    use crate::state::papers::FileState;
    use crate::state::papers::tests::{file_in, stored};

    fn files(pages: &[Option<u32>]) -> Paper {
        let file = |pages: &Option<u32>| {
            let stored = lianban_api::StoredFile {
                pages: *pages,
                ..stored("a")
            };
            file_in("a", FileState::Done(stored))
        };
        Paper {
            by: Some(By::Files),
            files: pages.iter().map(file).collect(),
            ..Paper::default()
        }
    }

    #[test]
    fn every_document_says_how_it_was_handed_in() {
        assert_eq!(how(&files(&[None, None])), "上传 2 个文件");
        assert_eq!(how(&files(&[None, Some(4)])), "上传 2 个文件，共 5 页");
        assert_eq!(how(&Paper::default()), "还没选怎么交");
    }

    #[test]
    fn a_receipt_names_what_was_handed_in_and_nobody_in_full() {
        let package = package();
        let mut draft = draft(json!({
            "food-hot": true, "food-raw": false, "food-smoke": false, "use-area": 80,
            "floor-area": 100, "fuel": ["none"], "age": "adult",
        }));
        draft
            .fields
            .insert("applicant-name".into(), json!("李小明"));
        draft.papers.insert("m-id".into(), files(&[None]));
        let interview = Interview::new(&package, &draft, today());
        let made = Submitted {
            number: "XD-2026-000001".into(),
            submitted_on: today(),
            receipt: String::new(),
        };
        let receipt = receipt(
            package.contents(),
            &interview.assessment,
            &draft,
            &made,
            false,
        );
        assert_eq!(receipt.applicant, "李**");
        assert_eq!(receipt.permits, ["个体工商户登记", "食品经营许可证"]);
        let hows: Vec<_> = receipt.documents.iter().map(|it| it.how.as_str()).collect();
        assert_eq!(hows, ["上传 1 个文件", "带到窗口"]);
        let brought: Vec<_> = receipt
            .documents
            .iter()
            .map(ReceiptLine::is_brought)
            .collect();
        assert_eq!(brought, [false, true]);
    }
}
