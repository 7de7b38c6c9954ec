//! One visit for everything: the inspection lists of a case's permits, merged (30-restaurant, section 6).

use std::collections::BTreeSet;

use lianban_api::CaseDetail;
use lianban_rules::answers::Answers;
use lianban_rules::assessment::Need;
use lianban_rules::contents::Contents;
use lianban_rules::handbook::{Handbook, InspectionList};

use crate::state::plan::permit_names;
use crate::state::time::time_of;

/// A list with the permits it is looked through for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetList {
    /// The list.
    pub list: InspectionList,
    /// Names of the permits.
    pub permits: Vec<String>,
    /// Some of them are not settled: the window says whether this list is needed.
    pub is_open: bool,
}

/// The lists of one visit, in the order of the handbook, each once.
pub fn sheet(
    contents: &Contents,
    handbook: &Handbook,
    answers: &Answers,
    case: &CaseDetail,
) -> Vec<SheetList> {
    let wanted = case.assessment.permits.iter();
    let wanted: Vec<_> = wanted
        .filter(|it| matches!(it.need, Need::Required | Need::Open))
        .filter_map(|it| {
            let lists = time_of(handbook, answers, &it.id)?.lists;
            let lists: BTreeSet<String> = lists.into_iter().map(|it| it.id).collect();
            Some((it, lists))
        })
        .collect();
    let line = |list: &InspectionList| {
        let served = || wanted.iter().filter(|(_, lists)| lists.contains(&list.id));
        let ids: Vec<String> = served().map(|(permit, _)| permit.id.clone()).collect();
        (!ids.is_empty()).then(|| SheetList {
            list: list.clone(),
            permits: permit_names(contents, &ids),
            is_open: served().all(|(permit, _)| permit.need == Need::Open),
        })
    };
    handbook.inspections.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::fixture::{draft, package, today};
    use crate::state::interview::Interview;
    use crate::state::staff::fixture::case;
    use lianban_rules::contents::Mark;
    use lianban_rules::handbook::{Inspection, InspectionKind, PermitGuide};

    fn guide(permit: &str, kind: InspectionKind) -> PermitGuide {
        PermitGuide {
            permit: permit.to_owned(),
            limits: Vec::new(),
            tracks: Vec::new(),
            inspection: Inspection {
                kind,
                note: None,
                mark: Mark::Verified,
            },
            lists: vec!["food".to_owned()],
            special: Vec::new(),
            validity: None,
            fields: Vec::new(),
            application: None,
            scope: vec![],
            after: Vec::new(),
            afterwards: None,
        }
    }

    fn handbook(kind: InspectionKind) -> Handbook {
        Handbook {
            permits: vec![guide("food-licence", kind), guide("fire-inspection", kind)],
            inspections: vec![InspectionList {
                id: "food".to_owned(),
                name: "食品现场核查".to_owned(),
                source: String::new(),
                items: Vec::new(),
            }],
            ..Handbook::default()
        }
    }

    fn sheets(kind: InspectionKind) -> Vec<SheetList> {
        let package = package();
        let draft = draft(json!({"food-hot": true, "floor-area": 400, "use-area": 300}));
        let interview = Interview::new(&package, &draft, today());
        let case = case(&interview.assessment);
        sheet(
            package.contents(),
            &handbook(kind),
            &interview.answers,
            &case,
        )
    }

    #[test]
    fn a_list_that_two_permits_need_is_looked_through_once() {
        let sheets = sheets(InspectionKind::Before);
        assert_eq!(sheets.len(), 1);
        assert_eq!(sheets[0].permits.len(), 2);
        assert!(!sheets[0].is_open);
    }

    #[test]
    fn where_nobody_comes_there_is_no_sheet() {
        assert!(sheets(InspectionKind::Never).is_empty());
    }
}
