//! Checks across form, answers and documents: the cc-* and rc-* of 30-restaurant, section 4.
//!
//! What data can decide is decided here, alike in the browser and on the server;
//! what only a person can judge is listed for the window.

use serde::{Deserialize, Serialize};

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
    /// Ids of the fields it speaks of, the first one to be mended.
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
