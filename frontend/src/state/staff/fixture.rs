//! A case at the window, for tests.

use lianban_api::{CaseDetail, CaseState};
use lianban_rules::assessment::Assessment;
use serde_json::Map;

use crate::state::fixture::today;

/// A case that waits, with this assessment and nothing else.
pub fn case(assessment: &Assessment) -> CaseDetail {
    CaseDetail {
        number: "XD-2026-000001".to_owned(),
        state: CaseState::Submitted,
        submitted_on: today(),
        decided_on: None,
        decided_by: None,
        package: "open-restaurant".to_owned(),
        hash: String::new(),
        answers: Map::new(),
        assessment: assessment.clone(),
        fields: Map::new(),
        documents: Vec::new(),
        checks: Vec::new(),
        notice: None,
        withdrawn_on: None,
        warnings: Vec::new(),
        consult: false,
        insisted: false,
        receipt: String::new(),
        version: 1,
        looks: Vec::new(),
    }
}
