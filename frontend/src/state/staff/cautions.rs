//! What a window should have looked at before it accepts a case.

use lianban_api::CaseDetail;
use lianban_rules::contents::Contents;
use lianban_rules::cross_check::CheckVerdict;

use crate::state::open_point::open_points;

/// A sentence for each kind of thing; none where there is nothing to look at.
pub fn cautions(contents: &Contents, case: &CaseDetail) -> Vec<String> {
    let checks = |verdict| {
        case.checks
            .iter()
            .filter(|it| it.verdict == verdict)
            .count()
    };
    let files = case.documents.iter().flat_map(|it| &it.files);
    let remarked = files.filter(|it| !it.remarks.is_empty()).count();
    let counted = [
        (
            open_points(contents, &case.assessment).len(),
            "处没有和申请人确认，请先问清楚",
        ),
        (checks(CheckVerdict::Error), "处对照对不上"),
        (checks(CheckVerdict::Warning), "处对照请看一下"),
        (case.warnings.len(), "处填写请看一下"),
        (remarked, "个文件有提示，请翻开看看"),
    ];
    let consult = case
        .consult
        .then(|| "选址能不能办还没定，请先和综合咨询说好。".to_owned());
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    consult
        .into_iter()
        .chain(counted.map(|(count, what)| format!("还有 {count} {what}。")))
        .collect()
}

#[cfg(test)]
mod tests {
    use lianban_rules::cross_check::CheckLine;
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;
    use crate::state::staff::fixture;

    /// A case that came with these answers.
    fn case(answers: serde_json::Value) -> CaseDetail {
        let interview = Interview::new(&package(), &draft(answers), today());
        fixture::case(&interview.assessment)
    }

    #[test]
    fn what_is_in_order_needs_no_word() {
        let case = case(json!({"food-hot": true, "floor-area": 80}));
        assert!(cautions(package().contents(), &case).is_empty());
    }

    #[test]
    fn what_nobody_settled_is_said_once_for_each_kind() {
        let mut case = case(json!({"food-hot": true, "floor-area": null}));
        case.consult = true;
        let line = |verdict| CheckLine {
            id: "cc-01".to_owned(),
            verdict,
            text: String::new(),
            message: String::new(),
            fields: Vec::new(),
            materials: Vec::new(),
        };
        case.checks = vec![
            line(CheckVerdict::Warning),
            line(CheckVerdict::Fits),
            line(CheckVerdict::Warning),
        ];
        assert_eq!(
            cautions(package().contents(), &case),
            [
                "选址能不能办还没定，请先和综合咨询说好。",
                "还有 1 处没有和申请人确认，请先问清楚。",
                "还有 2 处对照请看一下。"
            ]
        );
    }
}
