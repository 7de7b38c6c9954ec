//! 受理通知书 and 不予受理通知书: what stands in them (60-process, section 3).

use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};

/// A notice. It holds personal data and is only shown to staff and to the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// Which.
    pub kind: NoticeKind,
    /// 新审许受〔2026〕第0001号. Numbers of a year and kind never skip or double.
    pub number: String,
    /// Case number.
    pub case: String,
    /// Who issues it: 成都市新都区行政审批局.
    pub authority: String,
    /// Name of the applicant.
    pub applicant: String,
    /// Name of the agent, if one acts.
    pub agent: Option<String>,
    /// Phone number to reach the applicant.
    pub phone: String,
    /// 我要开餐馆.
    pub package_name: String,
    /// The permits applied for.
    pub matters: Vec<NoticeMatter>,
    /// Day on which the application came in.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub received_on: Date,
    /// Day of the notice: with an acceptance, the day from which the limits run.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub issued_on: Date,
    /// Articles of law.
    pub basis: Vec<String>,
    /// The limits for all permits together (行政许可法第42条第2款), statutory and promised.
    pub together: Vec<Deadline>,
    /// 不予受理: why.
    pub refused: Option<NotAccepted>,
    /// 不予受理: what the person can do against it.
    pub remedies: Vec<String>,
    /// How to ask for the progress.
    pub inquiry: String,
    /// How many copies, and who keeps them.
    pub copies: String,
}

/// Which notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// 受理通知书
    Acceptance,
    /// 不予受理通知书
    NonAcceptance,
}

/// A permit in a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeMatter {
    /// Permit id.
    pub permit: String,
    /// 食品经营许可证.
    pub name: String,
    /// Who decides.
    pub authority: String,
    /// 告知承诺, 一般程序.
    pub track: Option<String>,
    /// Statutory and promised limits, each with its last day.
    pub deadlines: Vec<Deadline>,
    /// What is looked at on site, or that a hearing or test takes time of its own (第45条).
    pub special: Vec<String>,
}

/// A limit with its last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deadline {
    /// 法定时限：20 个工作日（法条写“20日”）.
    pub text: String,
    /// Where it stands: 行政许可法第42条第1款.
    pub source: String,
    /// A promise of the office, shorter than the law.
    pub is_promise: bool,
    /// Rests on a source nobody signed off: 以窗口核定为准.
    pub is_marked: bool,
    /// Last day.
    pub due: Due,
}

/// The last day of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Due {
    /// Decided while the person waits.
    OnTheSpot,
    /// The last day.
    By {
        /// Until its end.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        day: Date,
    },
    /// The official calendar ends before: no day is promised.
    Unknown {
        /// The last year with an official calendar.
        calendar_ends: i32,
        /// 暂按法定节日估算: counting only weekends and statutory holidays. Make-up days are not
        /// known, so the limit may end a little sooner or later; never a promise.
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
        estimate: Option<Date>,
    },
}

/// Why a case is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotAccepted {
    /// Ground in law.
    pub ground: Ground,
    /// In the window's own words; 5 to 500 characters, without identity or phone numbers.
    pub reason: String,
    /// Which authority to apply to: required with [`Ground::NotOurs`].
    #[serde(default)]
    pub refer_to: Option<String>,
}

/// Grounds of 不予受理.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// 依法不需要取得行政许可 (行政许可法第32条第1款第1项).
    NotNeeded,
    /// 不属于本机关职权范围 (行政许可法第32条第1款第2项).
    NotOurs,
    /// 隐瞒有关情况或者提供虚假材料 (行政许可法第78条).
    FalseMaterial,
}
