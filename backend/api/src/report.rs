//! "This seems wrong": what people doubt, without personal data.

use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// Longest remark, in characters.
pub const REMARK_MAX: usize = 300;

/// A doubt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Package id.
    pub package: String,
    /// Hash of the package.
    pub hash: String,
    /// What kind of verdict.
    pub about: About,
    /// Id of the permit, document or rule.
    pub id: String,
    /// Question id → value. Form fields are never part of it.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Map<String, Json>,
    /// What seems wrong.
    pub doubt: Doubt,
    /// In the person's words; may be empty; digits that look like an identity or phone
    /// number are refused.
    #[serde(default)]
    pub remark: String,
}

/// What kind of verdict is doubted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// A permit.
    Permit,
    /// A document.
    Material,
    /// A site stop.
    Stop,
}

/// What seems wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// 窗口说的不一样
    ToldOtherwise,
    /// 我的情况不是这样
    NotMyCase,
    /// 看不懂
    Unclear,
    /// 别的
    Other,
}

/// A doubt on the staff list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportRow {
    /// Running number.
    pub number: u64,
    /// Day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub on: Date,
    /// The doubt.
    pub report: Report,
    /// Name of the permit, document or stop, for the list.
    pub name: String,
}
