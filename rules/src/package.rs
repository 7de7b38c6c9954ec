//! A compiled package: the contents, their diagrams, and the hash of both.

use sha2::{Digest, Sha256};

use crate::contents::Contents;
use crate::date::Date;
use crate::diagram::{Packed, TERMINALS};
use crate::hex::hex;
use crate::outcomes::Outcomes;
use crate::state::{Known, State};

/// Version of the byte format: a package of another version is refused.
pub const FORMAT: u16 = 1;
const MAGIC: &[u8; 8] = b"lianban\0";

/// A compiled package, ready to assess.
#[derive(Debug)]
pub struct Package {
    contents: Contents,
    outcomes: Outcomes,
    /// By question: some constraint depends on it.
    constrained: Vec<bool>,
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
        let outcomes = crate::compile::outcomes(&contents);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        // Plain data with known lengths: writing to memory cannot fail.
        bytes.extend(
            postcard::to_allocvec(&(&contents, &outcomes, Packed::new(&outcomes.diagram)))
                .unwrap_or_default(),
        );
        Self::assemble(contents, outcomes, bytes)
    }

    /// Reads compiled bytes.
    ///
    /// # Errors
    /// [`PackageError`], when the bytes are no package or of another format.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackageError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(PackageError::NotAPackage)?;
        let (format, rest) = rest.split_first_chunk().ok_or(PackageError::NotAPackage)?;
        let found = u16::from_le_bytes(*format);
        if found != FORMAT {
            return Err(PackageError::Format {
                found,
                expected: FORMAT,
            });
        }
        let (contents, mut outcomes, packed): (Contents, Outcomes, Packed) =
            postcard::from_bytes(rest).map_err(|_| PackageError::NotAPackage)?;
        let arity = outcomes.arity();
        outcomes.diagram = packed.unpack(&arity).ok_or(PackageError::NotAPackage)?;
        if !is_sound(&contents, &outcomes) {
            return Err(PackageError::NotAPackage);
        }
        Ok(Self::assemble(contents, outcomes, bytes.to_vec()))
    }

    fn assemble(contents: Contents, outcomes: Outcomes, bytes: Vec<u8>) -> Self {
        let hash = hex(&Sha256::digest(&bytes));
        let constrained = constrained(&contents, &outcomes);
        Self {
            contents,
            outcomes,
            constrained,
            bytes,
            hash,
        }
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

    /// The functions behind the verdicts.
    #[must_use]
    pub fn outcomes(&self) -> &Outcomes {
        &self.outcomes
    }

    /// By question: some constraint depends on it.
    #[cfg(feature = "compile")]
    pub(crate) fn constrained(&self) -> &[bool] {
        &self.constrained
    }

    /// The diagram under the answers that are known.
    #[must_use]
    pub fn state<'a>(&'a self, known: &'a Known) -> State<'a> {
        State::new(&self.outcomes, &self.constrained, known)
    }
}

/// Questions on which some constraint depends, by way of applicability too.
fn constrained(contents: &Contents, outcomes: &Outcomes) -> Vec<bool> {
    let mut constrained = vec![false; contents.questions.len()];
    for constraint in &contents.constraints {
        for side in [constraint.lesser, constraint.greater] {
            let applies = outcomes.applies_to(side);
            let depends = outcomes.diagram.depends_on(applies, constrained.len());
            for (question, place) in constrained.iter_mut().enumerate() {
                *place |= question == side || depends.get(question) == Some(&true);
            }
        }
    }
    constrained
}

/// Whether the parts fit each other, so that nothing later can miss.
fn is_sound(contents: &Contents, outcomes: &Outcomes) -> bool {
    let nodes = crate::diagram::narrow(outcomes.diagram.len());
    let in_range = |root: &u32| *root < TERMINALS + nodes;
    let rules = contents.rules.len();
    outcomes.regions.len() == contents.questions.len()
        && outcomes.applies.len() == contents.questions.len()
        && outcomes.fields.len() == contents.fields.len()
        && outcomes.permits.len() == contents.permits.len()
        && outcomes.licence_items.len() == contents.licence_items.len()
        && outcomes.materials.len() == contents.materials.len()
        && outcomes.demands.len() == contents.demands.len()
        && outcomes.hints.len() == contents.hints.len()
        && outcomes
            .wins
            .iter()
            .all(|win| win.rule < rules && in_range(&win.root))
        && outcomes
            .stops
            .iter()
            .chain(&outcomes.sends_away)
            .all(|(rule, root)| *rule < rules && in_range(root))
        && outcomes.all().all(|(_, root)| in_range(&root))
        && outcomes
            .applies
            .iter()
            .chain(&outcomes.fields)
            .chain(&outcomes.demands)
            .all(in_range)
}
