//! The receipt: what browser and server must agree on, in one hash.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::answers::Answers;
use crate::assessment::Assessment;
use crate::hex::hex;
use crate::package::Package;

/// Everything of an assessment that is a verdict, in canonical order.
#[derive(Serialize)]
struct Sealed<'a> {
    package: &'a str,
    hash: &'a str,
    applied_on: crate::date::Date,
    answers: serde_json::Map<String, serde_json::Value>,
    permits: &'a [crate::assessment::PermitAssessment],
    stops: &'a [crate::assessment::StopAssessment],
    licence_items: &'a [crate::assessment::ItemAssessment],
    materials: &'a [crate::assessment::MaterialAssessment],
    hints: &'a [String],
    to_settle: &'a [String],
}

impl Package {
    /// The receipt of an assessment: SHA-256, lower-case hex, over the package, the day
    /// of application, the canonical answers and the verdicts.
    #[must_use]
    pub fn receipt(&self, answers: &Answers, assessment: &Assessment) -> String {
        let sealed = Sealed {
            package: &assessment.package,
            hash: &assessment.hash,
            applied_on: assessment.applied_on,
            answers: answers.to_json(),
            permits: &assessment.permits,
            stops: &assessment.stops,
            licence_items: &assessment.licence_items,
            materials: &assessment.materials,
            hints: &assessment.hints,
            to_settle: &assessment.to_settle,
        };
        // Plain data with string keys: writing to memory cannot fail.
        hex(&Sha256::digest(
            serde_json::to_vec(&sealed).unwrap_or_default(),
        ))
    }
}
