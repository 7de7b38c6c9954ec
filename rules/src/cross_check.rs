//! Checks across form, answers and documents: the cc-* and rc-* of 30-restaurant, section 4.
//!
//! What data can decide is decided here, alike in the browser and on the server;
//! what only a person can judge is listed for the window, with the documents to lay
//! side by side. The lb-* are comparisons of our own between two things a person gave.
//! Reading order: this file, `case`, then `person`, `place`, `business`, `kitchen`.

mod business;
mod case;
mod kitchen;
mod person;
mod place;
pub mod same;

use serde::{Deserialize, Serialize};

use crate::template::Matter;
use case::Case;

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLine {
    /// `cc-02`.
    pub id: String,
    /// What came of it.
    pub verdict: CheckVerdict,
    /// What is compared, in a few words: 地址在各份材料里一致.
    pub text: String,
    /// What does not fit and how to mend it; empty where everything fits.
    pub message: String,
    /// Ids of the fields and questions it speaks of, the first one to be mended.
    pub fields: Vec<String>,
    /// Ids of the documents to lay side by side.
    pub materials: Vec<String>,
}

/// What came of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckVerdict {
    /// Everything fits.
    Fits,
    /// Bars submission (补正).
    Error,
    /// The person may submit; the window looks at it.
    Warning,
    /// Good to know.
    Hint,
    /// Only a person can tell: for the window.
    ByPerson,
}

/// What the public register says of the applicant's licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registered<'a> {
    /// Registered name.
    pub name: &'a str,
    /// Option of the question `entity-type`.
    pub entity_type: &'a str,
    /// Operator or legal representative.
    pub legal_rep: &'a str,
    /// Registered place of business, as one line.
    pub address: &'a str,
    /// Registered scope, item by item.
    pub scope: &'a [String],
    /// Whether it is in operation.
    pub is_active: bool,
}

/// Every comparison that this case calls for, in the order of the fact base.
///
/// `licence` is what the register says, where it was asked and answered. A register can be
/// behind: what differs from it is a warning, never an error.
#[must_use]
pub fn cross_check(matter: Matter<'_>, licence: Option<Registered<'_>>) -> Vec<CheckLine> {
    let case = Case::new(matter, licence);
    let checks: [fn(&Case<'_>) -> Option<CheckLine>; 28] = [
        person::one_name,            // cc-01
        place::one_address,          // cc-02
        person::same_person,         // cc-03
        place::tenant_is_applicant,  // cc-04
        place::lease_has_not_ended,  // cc-05
        place::landlord_is_owner,    // cc-06
        place::areas_fit,            // cc-07
        person::code_fits,           // cc-08
        person::identity_is_valid,   // cc-09
        business::scope_covers,      // cc-10
        business::sign_says_name,    // cc-11
        person::agent_may,           // cc-12
        place::plans_agree,          // cc-13
        kitchen::staff_is_healthy,   // cc-14
        place::nobody_else_licensed, // cc-15
        kitchen::rooms_for_food,     // rc-01
        kitchen::smoke_goes_out,     // rc-02
        business::items_in_scope,    // rc-03
        kitchen::manager_is_listed,  // rc-04
        kitchen::seats_fit,          // rc-05
        kitchen::fuel_agrees,        // rc-06
        kitchen::grease_trap_agrees, // rc-07
        kitchen::filing_is_exact,    // rc-08
        business::platform_name,     // rc-09
        kitchen::heads_add_up,       // lb-01
        business::sign_adds_up,      // lb-02
        place::floor_fits,           // lb-03
        place::area_is_plausible,    // lb-04
    ];
    checks.iter().filter_map(|check| check(&case)).collect()
}

/// What bars submission.
pub fn errors(lines: &[CheckLine]) -> impl Iterator<Item = &CheckLine> {
    lines.iter().filter(|it| it.verdict == CheckVerdict::Error)
}

/// A comparison about to be decided.
struct Comparison {
    line: CheckLine,
}

impl Comparison {
    fn new(id: &str, text: &str) -> Self {
        Self {
            line: CheckLine {
                id: id.to_owned(),
                verdict: CheckVerdict::Fits,
                text: text.to_owned(),
                message: String::new(),
                fields: Vec::new(),
                materials: Vec::new(),
            },
        }
    }

    /// Speaks of these fields and questions, the first to be mended.
    fn of(mut self, ids: &[&str]) -> Self {
        self.line.fields = ids.iter().map(|&id| id.to_owned()).collect();
        self
    }

    /// Lays these documents side by side, as far as the case needs them.
    fn papers(mut self, case: &Case<'_>, ids: &[&str]) -> Self {
        self.line.materials = case.needed(ids);
        self
    }

    fn fits(self) -> CheckLine {
        self.line
    }

    fn found(self, verdict: CheckVerdict, message: impl Into<String>) -> CheckLine {
        CheckLine {
            verdict,
            message: message.into(),
            ..self.line
        }
    }

    fn error(self, message: impl Into<String>) -> CheckLine {
        self.found(CheckVerdict::Error, message)
    }

    fn warning(self, message: impl Into<String>) -> CheckLine {
        self.found(CheckVerdict::Warning, message)
    }

    fn hint(self, message: impl Into<String>) -> CheckLine {
        self.found(CheckVerdict::Hint, message)
    }

    /// For the window, where there is at least one document to look at.
    fn by_person(self, message: impl Into<String>) -> Option<CheckLine> {
        let has_papers = !self.line.materials.is_empty();
        has_papers.then(|| self.found(CheckVerdict::ByPerson, message))
    }

    /// For the window, where there are two documents to lay side by side.
    fn side_by_side(self, message: impl Into<String>) -> Option<CheckLine> {
        let has_two = self.line.materials.len() > 1;
        has_two.then(|| self.found(CheckVerdict::ByPerson, message))
    }
}
