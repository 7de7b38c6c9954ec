//! A compiled package: the contents, their diagrams, and the hash of both.

use serde_json::{Map, Value as Json};

use crate::answers::{AnswerError, Answers};
use crate::assessment::Assessment;
use crate::contents::Contents;
use crate::date::Date;

/// A compiled package, ready to assess.
#[derive(Debug)]
pub struct Package {
    contents: Contents,
    bytes: Vec<u8>,
    hash: String,
}

/// Why bytes are not a compiled package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// Not made by this compiler, or cut short.
    #[error("not a compiled package")]
    NotAPackage,
    /// Made by another version of the format.
    #[error("a package of format {found}; this program reads format {expected}")]
    Format {
        /// Format of the bytes.
        found: u16,
        /// Format of this program.
        expected: u16,
    },
}

/// The days an assessment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The day whose law is used; names the package's interval, decides nothing.
    pub as_of: Date,
    /// The day of application: how old the applicant is, whether the lease has ended.
    pub applied_on: Date,
}

/// How to assess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Wish {
    /// Go on asking although a site stop or out-of-district is settled.
    pub go_on: bool,
}

impl Package {
    /// Compiles the diagrams of `contents`.
    #[cfg(feature = "compile")]
    #[must_use]
    pub fn compile(contents: Contents) -> Self {
        Self { contents, bytes: Vec::new(), hash: String::new() }
    }

    /// Reads compiled bytes.
    ///
    /// # Errors
    /// [`PackageError`], when the bytes are no package or of another format.
    pub fn from_bytes(_bytes: &[u8]) -> Result<Self, PackageError> {
        Err(PackageError::NotAPackage)
    }

    /// The canonical bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of [`Package::bytes`], lower-case hex.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What the package says.
    #[must_use]
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Reads answers from JSON: question id → value, `null` = 还不清楚.
    ///
    /// Ids of form fields are checked and left out. Every fault is reported.
    ///
    /// # Errors
    /// One [`AnswerError`] per unknown id, wrong type, option, range or broken constraint.
    pub fn read_answers(&self, _json: &Map<String, Json>) -> Result<Answers, Vec<AnswerError>> {
        Ok(Answers::default())
    }

    /// Assesses the answers so far.
    ///
    /// Total: a package holds nothing unresolved, and answers that
    /// [`Package::read_answers`] returned fit it.
    #[must_use]
    pub fn assess(&self, _answers: &Answers, days: Days, _wish: Wish) -> Assessment {
        Assessment {
            package: self.contents.id.clone(),
            hash: self.hash.clone(),
            as_of: days.as_of,
            applied_on: days.applied_on,
            permits: Vec::new(),
            stops: Vec::new(),
            licence_items: Vec::new(),
            materials: Vec::new(),
            hints: Vec::new(),
            to_settle: Vec::new(),
            next: None,
            left: crate::assessment::Left { screens_at_most: 0 },
        }
    }

    /// The receipt of an assessment: SHA-256, lower-case hex, over the package,
    /// the canonical answers and the verdicts.
    #[must_use]
    pub fn receipt(&self, _answers: &Answers, _assessment: &Assessment) -> String {
        String::new()
    }
}
