//! The documents of a case as the window takes them in: what came how, what to compare.

use lianban_api::{By, CaseDetail, HandedDocument, Remark, StoredFile};
use lianban_rules::assessment::MaterialAssessment;
use lianban_rules::contents::{Contents, Form};

use crate::state::plan::{DocumentLine, Plan};

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperLine {
    /// What it is.
    pub line: DocumentLine,
    /// How it was handed in; `None` while it is open whether it is needed.
    pub handed: Option<HandedDocument>,
    /// The copy has to be compared with the original.
    pub needs_original: bool,
}

/// The documents, those handed in first.
pub fn papers(contents: &Contents, case: &CaseDetail) -> Vec<PaperLine> {
    let plan = Plan::new(contents, &case.assessment);
    let lines = plan.documents.into_iter().map(|line| {
        let handed = case.documents.iter().find(|it| it.id == line.id).cloned();
        let is_copy = |it: &MaterialAssessment| it.id == line.id && it.form == Form::Copy;
        let is_copy = case.assessment.materials.iter().any(is_copy);
        PaperLine {
            needs_original: is_copy && line.is_needed,
            handed,
            line,
        }
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|it| it.handed.is_none());
    lines
}

/// How a document was handed in.
pub fn how(handed: &HandedDocument) -> String {
    match handed.by {
        By::Bring => "申请人带来".to_owned(),
        By::Written => "系统按申请表写好，申请人确认过".to_owned(),
        By::Files => {
            let pages: u32 = handed.files.iter().filter_map(|it| it.pages).sum();
            let files = format!("上传了 {} 个文件", handed.files.len());
            if pages > 0 {
                format!("{files}，PDF 共 {pages} 页")
            } else {
                files
            }
        }
    }
}

/// 第 2 个文件，PDF，3 页，1.2 MB.
pub fn file_words(at: usize, file: &StoredFile) -> String {
    use lianban_api::FileKind;
    let kind = match file.kind {
        FileKind::Jpeg | FileKind::Png => "图片",
        FileKind::Pdf => "PDF",
        FileKind::Ofd => "OFD",
    };
    let pages = file.pages.map(|it| format!("，{it} 页"));
    let pages = pages.unwrap_or_default();
    format!("第 {} 个文件，{kind}{pages}，{}", at + 1, size(file.bytes))
}

/// Whether a browser shows it inside a page.
pub fn is_picture(file: &StoredFile) -> bool {
    use lianban_api::FileKind;
    matches!(file.kind, FileKind::Jpeg | FileKind::Png)
}

/// 320 KB, 1.2 MB.
fn size(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    if bytes < 1024 * 1024 {
        format!("{} KB", bytes.div_ceil(1024))
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

/// What the window is told of a file: the applicant's remark tells how to take it anew.
pub fn remark_words(remark: &Remark) -> String {
    match remark.keyword.as_str() {
        "blurred" => "照片可能模糊，请看看字认不认得出。".to_owned(),
        "small" => "图片比较小，请看看字认不认得出。".to_owned(),
        "duplicate" => "和同一个人传的另一个文件一模一样，请看看是不是传错了。".to_owned(),
        _ => remark.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use lianban_api::FileKind;
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;
    use crate::state::staff::fixture::case;

    fn file(kind: FileKind, bytes: u64, pages: Option<u32>) -> StoredFile {
        StoredFile {
            id: "0".repeat(32),
            kind,
            bytes,
            pages,
            size: None,
            digest: String::new(),
            remarks: Vec::new(),
        }
    }

    #[test]
    fn the_window_is_not_told_to_take_the_photo_again() {
        let remark = |keyword: &str| Remark {
            keyword: keyword.to_owned(),
            message: "请再拍一张。".to_owned(),
            file: None,
        };
        for keyword in ["blurred", "small", "duplicate"] {
            let words = remark_words(&remark(keyword));
            assert!(words.contains("请看看"), "{words}");
        }
        assert_eq!(remark_words(&remark("other")), "请再拍一张。");
    }

    #[test]
    fn what_was_handed_in_comes_first_and_copies_are_compared() {
        let package = package();
        let answers = draft(json!({"food-hot": true, "floor-area": 80, "use-area": 60}));
        let interview = Interview::new(&package, &answers, today());
        let mut case = case(&interview.assessment);
        let last = case.assessment.materials.last().unwrap().id.clone();
        case.documents = vec![HandedDocument {
            id: last.clone(),
            by: By::Bring,
            files: Vec::new(),
            valid_until: None,
            text: Vec::new(),
        }];
        let lines = papers(package.contents(), &case);
        assert_eq!(lines[0].line.id, last);
        assert_eq!(how(lines[0].handed.as_ref().unwrap()), "申请人带来");
        for line in &lines {
            assert_eq!(
                line.needs_original,
                line.line.form.contains("复印件") && line.line.is_needed
            );
        }
    }

    #[test]
    fn a_file_says_what_it_is() {
        let pdf = file(FileKind::Pdf, 1_300_000, Some(3));
        assert_eq!(file_words(0, &pdf), "第 1 个文件，PDF，3 页，1.3 MB");
        let picture = file(FileKind::Jpeg, 2_000, None);
        assert_eq!(file_words(1, &picture), "第 2 个文件，图片，2 KB");
        assert!(is_picture(&picture) && !is_picture(&pdf));
    }
}
