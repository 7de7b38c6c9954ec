//! The wire contract between browser and server: paths, requests, responses.
//!
//! Both halves use these types, so a change that one half does not know of
//! does not compile.

use lianban_rules::assessment::Assessment;
use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// Paths of the API.
pub mod path {
    /// GET: is the server up?
    pub const HEALTH: &str = "/api/health";
    /// GET: the packages on offer, as [`super::PackageCard`]s.
    pub const PACKAGES: &str = "/api/packages";
    /// POST: signs in. GET: who is signed in. DELETE: signs out.
    pub const SESSION: &str = "/api/session";
    /// POST: submits a case. GET: the intake list (staff).
    pub const CASES: &str = "/api/cases";

    /// GET: the compiled bytes of a package, immutable by its hash.
    #[must_use]
    pub fn compiled(package: &str, hash: &str) -> String {
        format!("/api/packages/{package}/compiled/{hash}")
    }

    /// POST: assesses answers on the server.
    #[must_use]
    pub fn assess(package: &str) -> String {
        format!("/api/packages/{package}/assess")
    }

    /// GET: one case (staff).
    #[must_use]
    pub fn case(number: &str) -> String {
        format!("/api/cases/{number}")
    }

    /// POST: accepts a case (staff).
    #[must_use]
    pub fn accept(number: &str) -> String {
        format!("/api/cases/{number}/accept")
    }

    /// Whether the page at this path is drawn by the second program of the app, which
    /// nobody has to load before the first question; the first draws all others.
    #[must_use]
    pub fn is_drawn_by_case(path: &str) -> bool {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.nth(1)) {
            (Some("staff"), _) => true,
            (Some("packages"), step) => step.is_some_and(|step| step != "guide"),
            _ => false,
        }
    }
}

/// What can stand in [`Problem::kind`].
pub mod problem {
    /// Nothing more to say than the status does.
    pub const BLANK: &str = "about:blank";
    /// 422: fields to mend, one by one in [`super::Problem::errors`].
    pub const INVALID: &str = "/problems/invalid";
    /// 409: the package has changed; load it again and show what changed.
    pub const PACKAGE_CHANGED: &str = "/problems/package-changed";
    /// 409: browser and server came to different verdicts.
    pub const RECEIPT_DIFFERS: &str = "/problems/receipt-differs";
    /// 422: a settled site stop or another district; only the window can help.
    pub const SITE_STOP: &str = "/problems/site-stop";
    /// 422: a refusal is forecast and the person has not insisted.
    pub const REFUSAL_FORECAST: &str = "/problems/refusal-forecast";
    /// 400 without the header, 422 when the same key came with another body.
    pub const IDEMPOTENCY_KEY: &str = "/problems/idempotency-key";
    /// 401: nobody is signed in, or name and password do not match.
    pub const SIGN_IN: &str = "/problems/sign-in";
    /// 403: the token of the session is missing or wrong.
    pub const CSRF: &str = "/problems/csrf";
    /// 403: the account has not the role for it.
    pub const ROLE: &str = "/problems/role";
    /// 409: somebody else changed the case meanwhile; load it again.
    pub const CASE_CHANGED: &str = "/problems/case-changed";
    /// 409: the case is in a state that forbids the step.
    pub const CASE_STATE: &str = "/problems/case-state";
}

/// Header of a submission, required: the same key never makes two cases.
/// 1 to 128 visible ASCII characters.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Header of every staff request that changes something.
pub const CSRF_TOKEN: &str = "x-csrf-token";

/// A package on the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageCard {
    /// `open-restaurant`.
    pub id: String,
    /// 我要开餐馆.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// Pictogram.
    pub icon: String,
    /// Hash of the package in force today.
    pub hash: String,
    /// Today on the server, 成都 time.
    pub today: Date,
}

/// Request of `POST /api/packages/{id}/assess`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessRequest {
    /// Question id → value.
    pub answers: Map<String, Json>,
    /// Which law; today if left out.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Day of application; `as_of` if left out.
    #[serde(default)]
    pub applied_on: Option<Date>,
    /// Go on asking although a stop is settled.
    #[serde(default)]
    pub go_on: bool,
}

/// A submission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Package id.
    pub package: String,
    /// Hash of the package the browser used.
    pub hash: String,
    /// The day the browser assessed for. The server's own day decides.
    pub applied_on: Date,
    /// Question id → value.
    pub answers: Map<String, Json>,
    /// Field id → value: personal data.
    pub fields: Map<String, Json>,
    /// Ids of the needed documents ticked as "I bring it".
    pub documents: Vec<String>,
    /// The browser's receipt.
    pub receipt: String,
    /// The person was told of a refusal and wants to submit all the same.
    #[serde(default)]
    pub insist: bool,
}

/// Answer to a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// Case number: `XD-2026-000001`.
    pub number: String,
    /// Day of submission.
    pub submitted_on: Date,
    /// The receipt both sides agree on.
    pub receipt: String,
}

/// Sign-in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Account name.
    pub name: String,
    /// Password.
    pub password: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Account name.
    pub name: String,
    /// Name shown on the page.
    pub display_name: String,
    /// `receiver`, …
    pub role: String,
    /// Token for [`CSRF_TOKEN`].
    pub csrf: String,
}

/// State of a case, as the windows see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseState {
    /// 已提交，待受理
    Submitted,
    /// 已受理
    Accepted,
}

/// A row of the intake list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// Case number.
    pub number: String,
    /// 我要开餐馆.
    pub package_name: String,
    /// Masked name of the applicant: 李**.
    pub applicant: String,
    /// Day of submission.
    pub submitted_on: Date,
    /// State.
    pub state: CaseState,
    /// Number of permits required.
    pub permits: usize,
    /// Number of points to be settled.
    pub to_settle: usize,
    /// A site stop is still open: the case goes to 综合咨询 first.
    pub consult: bool,
}

/// Everything an intake window sees of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseDetail {
    /// Case number.
    pub number: String,
    /// State.
    pub state: CaseState,
    /// Day of submission.
    pub submitted_on: Date,
    /// Day of acceptance.
    pub accepted_on: Option<Date>,
    /// Name of the account that accepted.
    pub accepted_by: Option<String>,
    /// Package id and hash; the window loads the compiled bytes for the texts.
    pub package: String,
    /// Hash of the package.
    pub hash: String,
    /// Question id → value.
    pub answers: Map<String, Json>,
    /// What the server assessed on the day of submission.
    pub assessment: Assessment,
    /// Field id → masked value.
    pub fields: Map<String, Json>,
    /// Needed documents the person brings.
    pub documents: Vec<String>,
    /// Fields that passed but that the window should look at.
    #[serde(default)]
    pub warnings: Vec<FieldProblem>,
    /// A site stop is still open: the case goes to 综合咨询 first.
    pub consult: bool,
    /// The person submitted although a refusal was forecast.
    pub insisted: bool,
    /// Receipt.
    pub receipt: String,
    /// Number of the newest event: sent back with a command, so that two windows cannot overwrite each other.
    pub version: u64,
}

/// Command: accept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// [`CaseDetail::version`] the window saw.
    pub version: u64,
}

/// RFC 9457 problem details, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `about:blank` or a word of ours: `/problems/package-changed`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong, in one Chinese sentence.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// One per field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// JSON pointer into the request body.
    pub pointer: String,
    /// Machine word.
    pub keyword: String,
    /// What to do, in Chinese.
    pub message: String,
}
