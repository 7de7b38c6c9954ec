//! Cases as the windows see them.

use lianban_rules::assessment::Assessment;
use lianban_rules::cross_check::CheckLine;
use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::{FieldProblem, HandedDocument, NotAccepted, Notice};

/// Rows on a page of the intake list.
pub const ROWS_PER_PAGE: usize = 50;

/// State of a case, as the windows see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CaseState {
    /// 已提交，待受理
    Submitted,
    /// 已受理
    Accepted,
    /// 不予受理
    NotAccepted,
    /// 已撤回
    Withdrawn,
}

/// A row of the intake list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseRow {
    /// Case number.
    pub number: String,
    /// 我要开餐馆.
    pub package_name: String,
    /// Masked name of the applicant: 李**.
    pub applicant: String,
    /// Day of submission.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub submitted_on: Date,
    /// State.
    pub state: CaseState,
    /// Number of permits required.
    pub permits: usize,
    /// Number of points to be settled.
    pub to_settle: usize,
    /// A site stop is still open: the case goes to 综合咨询 first.
    pub consult: bool,
    /// While it waits: last day to accept it or say what is missing; after that it counts as
    /// accepted (行政许可法第32条第1款第4项). `None` past the official calendar.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub answer_by: Option<Date>,
}

/// Everything an intake window sees of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseDetail {
    /// Case number.
    pub number: String,
    /// State.
    pub state: CaseState,
    /// Day of submission.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub submitted_on: Date,
    /// Day of acceptance or non-acceptance.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub decided_on: Option<Date>,
    /// Name of the account that did so.
    pub decided_by: Option<String>,
    /// Package id and hash; the window loads the compiled bytes for the texts.
    pub package: String,
    /// Hash of the package.
    pub hash: String,
    /// Question id → value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Map<String, Json>,
    /// What the server assessed on the day of submission.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub assessment: Assessment,
    /// Field id → masked value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Map<String, Json>,
    /// The documents, and how each was handed in.
    pub documents: Vec<HandedDocument>,
    /// What was compared across form, answers and documents, and what a person has to compare.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub checks: Vec<CheckLine>,
    /// The notice, once there is one.
    #[serde(default)]
    pub notice: Option<Notice>,
    /// Day on which the applicant took the case back.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub withdrawn_on: Option<Date>,
    /// Fields that passed but that the window should look at.
    #[serde(default)]
    pub warnings: Vec<FieldProblem>,
    /// A site stop is still open: the case goes to 综合咨询 first.
    pub consult: bool,
    /// The person submitted although a refusal was forecast.
    pub insisted: bool,
    /// Receipt.
    pub receipt: String,
    /// Counts what changed the case: sent back with a command, so that two windows cannot overwrite each other.
    pub version: u64,
    /// Who saw the form without its masks, and when; the first look first.
    #[serde(default)]
    pub looks: Vec<Look>,
}

/// A look at the form without its masks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Look {
    /// Name of the account.
    pub by: String,
    /// Day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub on: Date,
}

/// Command: show the form without its masks (60-process, section 8: 窗口“查看全号”须二次授权并留痕).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Unmask {
    /// The password of whoever is signed in, once more.
    pub password: String,
}

/// The form without its masks.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unmasked {
    /// Field id → value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Map<String, Json>,
}

/// Command: accept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// [`CaseDetail::version`] the window saw.
    pub version: u64,
}

/// Command: do not accept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotAccept {
    /// [`CaseDetail::version`] the window saw.
    pub version: u64,
    /// Why.
    pub why: NotAccepted,
}

/// What the window is looking for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseQuery {
    /// Only cases in this state.
    #[serde(default)]
    pub state: Option<CaseState>,
    /// Only cases for 综合咨询.
    #[serde(default)]
    pub consult: bool,
    /// Part of a case number, a name, or the phone's last four digits.
    #[serde(default)]
    pub text: String,
    /// Page, from 1; 0 is read as 1.
    #[serde(default)]
    pub page: usize,
}

/// A page of the intake list: cases that wait, the oldest first, then the others, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasePage {
    /// At most [`ROWS_PER_PAGE`].
    pub rows: Vec<CaseRow>,
    /// This page, from 1.
    pub page: usize,
    /// Number of pages, at least 1.
    pub pages: usize,
    /// Number of cases found.
    pub found: usize,
    /// Number of cases in each state, whatever is looked for.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<Value>>))]
    pub counts: Vec<(CaseState, usize)>,
    /// Today on the server.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub today: Option<Date>,
}
