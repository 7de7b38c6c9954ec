//! Where a case stands, for the person whose case it is.

use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};

use crate::{By, CaseState, Notice};

/// Asks where a case stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Case number.
    pub number: String,
    /// Last four digits of the applicant's mobile phone.
    pub phone_tail: String,
}

/// Takes a case back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// Case number.
    pub number: String,
    /// The applicant's whole mobile number.
    pub mobile: String,
}

/// Where a case stands. Names and numbers are masked; in the notice, which is theirs, only
/// the phone number is: who knows four digits of it must not learn the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tracked {
    /// Case number.
    pub number: String,
    /// 我要开餐馆.
    pub package_name: String,
    /// Package id.
    pub package: String,
    /// State.
    pub state: CaseState,
    /// Masked name of the applicant: 李**.
    pub applicant: String,
    /// What happened, the oldest first.
    pub steps: Vec<TrackedStep>,
    /// Names of the permits applied for.
    pub permits: Vec<String>,
    /// The documents handed in.
    pub documents: Vec<TrackedDocument>,
    /// The notice, once there is one.
    pub notice: Option<Notice>,
    /// Whether it can still be taken back.
    pub can_withdraw: bool,
}

/// Something that happened to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrackedStep {
    /// The state it led to.
    pub state: CaseState,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub on: Date,
}

/// A document in the receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrackedDocument {
    /// Name.
    pub name: String,
    /// 原件, 复印件（核原件）, …
    pub form: String,
    /// Number of copies.
    pub copies: u8,
    /// How it was handed in.
    pub by: By,
    /// Number of files.
    pub files: usize,
}
