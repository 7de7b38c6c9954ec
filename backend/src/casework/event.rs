//! What happened to a case, and who did it.

use lianban_api::Ground;
use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// 提交
    Submitted(Submission),
    /// 受理
    Accepted {
        /// Day of acceptance: the statutory clocks start here.
        on: Date,
        /// Number of the notice; empty in cases accepted before there were notices.
        #[serde(default)]
        notice: String,
    },
    /// 不予受理. The reason in the window's words stands in the sealed notice.
    NotAccepted {
        /// Day.
        on: Date,
        /// Ground in law.
        ground: Ground,
        /// Number of the notice.
        notice: String,
    },
    /// 撤回
    Withdrawn {
        /// Day.
        on: Date,
    },
    /// 查看全号: somebody of the service centre saw the form without its masks.
    Unmasked {
        /// Day.
        on: Date,
    },
}

/// What a submission says beside the personal record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Package id.
    pub package: String,
    /// Hash of the compiled package, to which the case is pinned for ever.
    pub hash: String,
    /// Receipt that browser and server agreed on: it covers answers and verdicts.
    pub receipt: String,
    /// Day of submission.
    pub on: Date,
    /// The person submitted although a refusal was forecast.
    pub insisted: bool,
    /// A site stop is still open: the case goes to 综合咨询 first.
    pub consult: bool,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Actor {
    /// The person whose case it is.
    Applicant,
    /// Somebody of the service centre.
    Staff {
        /// Account name.
        account: String,
        /// What the account may do.
        role: Role,
    },
}

/// What an account of the service centre is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 综合咨询: guides and explains; neither takes in nor accepts.
    Advisor,
    /// 综合受理: takes in, checks the form, accepts.
    Receiver,
}

impl Role {
    /// The role with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Advisor, Self::Receiver]
            .into_iter()
            .find(|role| role.id() == id)
    }

    /// `receiver`, …
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Advisor => "advisor",
            Self::Receiver => "receiver",
        }
    }
}
