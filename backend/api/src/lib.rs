//! The wire contract between browser and server: paths, requests, responses.
//!
//! Both halves use these types, so a change that one half does not know of
//! does not compile.

mod casework;
mod code;
mod file;
mod free_text;
mod notice;
pub mod path;
mod prefill;
pub mod problem;
mod report;
mod tracking;

use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

pub use casework::{
    Accept, CaseDetail, CasePage, CaseQuery, CaseRow, CaseState, Look, NotAccept, ROWS_PER_PAGE,
    Unmask, Unmasked,
};
pub use code::{CODE_LENGTH, CODE_LETTERS, Code, CodeQuery, Coded, tidy_code};
pub use file::{
    By, DRAFT_TOKEN, FILE_MAX, FILES_PER_DOCUMENT, FileKind, HandedDocument, HandedIn, PIECE_MAX,
    PIECE_MIN, Remark, StoredFile, UPLOAD_LENGTH, UPLOAD_OFFSET, Upload,
};
pub use free_text::names_a_number;
pub use notice::{Deadline, Due, Ground, NotAccepted, Notice, NoticeKind, NoticeMatter};
pub use prefill::{Earlier, EarlierQuery, Licence, LicenceQuery};
pub use report::{About, Doubt, REMARK_MAX, Report, ReportRow};
pub use tracking::{Track, Tracked, TrackedDocument, TrackedStep, Withdraw};

/// Header of a submission, required: the same key never makes two cases.
/// 1 to 128 visible ASCII characters.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Header of every staff request that changes something.
pub const CSRF_TOKEN: &str = "x-csrf-token";

/// A package on the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackageCard {
    /// `open-restaurant`.
    pub id: String,
    /// 我要开餐馆.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// Pictogram.
    pub icon: String,
    /// Group on the home page: 餐饮.
    pub category: String,
    /// What people type when they look for it: everyday words and pinyin, lower case.
    pub words: Vec<String>,
    /// Hash of the package in force today.
    pub hash: String,
    /// Hash of its handbook.
    pub handbook: String,
    /// Today on the server, 成都 time.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
}

/// Request of `POST /api/packages/{id}/assess`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessRequest {
    /// Question id → value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Map<String, Json>,
    /// Which law; today if left out.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub as_of: Option<Date>,
    /// Day of application; `as_of` if left out.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub applied_on: Option<Date>,
    /// Go on asking although a stop is settled.
    #[serde(default)]
    pub go_on: bool,
}

/// A submission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Package id.
    pub package: String,
    /// Hash of the package the browser used.
    pub hash: String,
    /// The day the browser assessed for. The server's own day decides.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub applied_on: Date,
    /// Question id → value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Map<String, Json>,
    /// Field id → value: personal data.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Map<String, Json>,
    /// How each needed document is handed in.
    pub documents: Vec<HandedIn>,
    /// [`DRAFT_TOKEN`] of the files, where there are any.
    #[serde(default)]
    pub draft_token: Option<String>,
    /// The browser's receipt.
    pub receipt: String,
    /// The person was told of a refusal and wants to submit all the same.
    #[serde(default)]
    pub insist: bool,
}

/// Answer to a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submitted {
    /// Case number: `XD-2026-000001`.
    pub number: String,
    /// Day of submission.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub submitted_on: Date,
    /// The receipt both sides agree on.
    pub receipt: String,
}

/// Sign-in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Account name.
    pub name: String,
    /// Password.
    pub password: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// RFC 9457 problem details, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer into the request body.
    pub pointer: String,
    /// Machine word.
    pub keyword: String,
    /// What to do, in Chinese.
    pub message: String,
}
