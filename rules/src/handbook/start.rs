//! Starting points: what is typical of a trade.

use serde::{Deserialize, Serialize};

/// 常见情况: a place as it usually is, to start from. Nothing about the person or the building;
/// whoever starts here confirms every answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// `noodles`.
    pub id: String,
    /// 面馆.
    pub name: String,
    /// What is meant, in a few words.
    pub summary: String,
    /// Pictogram.
    pub icon: String,
    /// What people type when they look for it: everyday words and pinyin, lower case.
    pub words: Vec<String>,
    /// In the order of the catalogue.
    pub answers: Vec<TypicalAnswer>,
}

/// What is usually answered to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypicalAnswer {
    /// Question id.
    pub question: String,
    /// The answer.
    pub typical: Typical,
}

/// An answer that can be typical: how many and how big never is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Typical {
    /// Yes or no.
    YesNo(bool),
    /// Option id.
    Option(String),
    /// Option ids.
    Options(Vec<String>),
}

impl Typical {
    /// This answer as JSON, as a draft holds it.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::YesNo(yes) => (*yes).into(),
            Self::Option(id) => id.clone().into(),
            Self::Options(ids) => ids.clone().into(),
        }
    }
}
