//! Files as the store knows them: which there are, whose they are, with which key.
//!
//! A draft is what a person uploads before the case exists. It has a key of its own,
//! which becomes the key of the case. The bytes themselves lie in [`crate::files`].

use std::collections::BTreeMap;

use lianban_api::{FILES_PER_DOCUMENT, StoredFile};
use serde::{Deserialize, Serialize};

use super::Later;
use super::seal::SealKey;
use crate::clock::Moment;

/// Files of one draft at most: a dozen documents with all the files they may have.
pub const FILES_PER_DRAFT: usize = 12 * FILES_PER_DOCUMENT;
/// Bytes of one draft at most, counted as announced.
pub const BYTES_PER_DRAFT: u64 = 200 * 1024 * 1024;

/// What a person has uploaded so far.
#[derive(Clone)]
pub struct Draft {
    /// Name that nobody can guess the token from.
    pub name: String,
    /// Encrypts its files.
    pub key: SealKey,
    /// File id → file.
    pub files: BTreeMap<String, DraftFile>,
    /// When something was last done to it.
    pub touched: Moment,
}

impl Draft {
    /// The whole files among them.
    pub fn whole(&self) -> impl Iterator<Item = &StoredFile> {
        self.files.values().filter_map(|file| file.whole.as_ref())
    }
}

/// A file of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    /// Bytes of the whole file as announced.
    pub length: u64,
    /// What the server made of it, once it is whole.
    pub whole: Option<StoredFile>,
}

/// Why a draft takes no further file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// [`FILES_PER_DRAFT`].
    Files,
    /// [`BYTES_PER_DRAFT`].
    Bytes,
    /// The file came with another length before.
    OtherLength,
}

/// Whose files a submission takes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Name of the draft.
    pub draft: String,
    /// The files that the case keeps; the draft's others go.
    pub files: Vec<StoredFile>,
}

/// A file of a case, with what it takes to read it.
#[derive(Clone)]
pub struct CaseFile {
    /// Encrypts the files of the case.
    pub key: SealKey,
    /// The file.
    pub file: StoredFile,
    /// Id of the material it was handed in for.
    pub material: String,
    /// Its place among the files of that material, from 1.
    pub place: usize,
}

/// Everything that something still refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Referred {
    /// Names of objects.
    pub objects: std::collections::BTreeSet<String>,
    /// Names of drafts, each with the ids of the files on their way.
    pub coming: BTreeMap<String, Vec<String>>,
}

/// Knows the files of drafts and cases. Whatever a write has answered is on disk.
pub trait FileStore: Send + Sync {
    /// The name of the draft that a token opens.
    fn draft_name(&self, token: &str) -> String;
    /// A draft.
    fn draft(&self, name: String) -> Later<'_, Option<Draft>>;
    /// Makes room for a file, and the draft where there is none yet.
    fn announce(
        &self,
        name: String,
        id: String,
        length: u64,
        at: Moment,
    ) -> Later<'_, Result<Draft, Full>>;
    /// Refers to an object that is on disk; false when the file was taken back meanwhile.
    fn keep(&self, name: String, file: StoredFile, object: String, at: Moment) -> Later<'_, bool>;
    /// Forgets a file of a draft; what it was.
    fn take_back(&self, name: String, id: String, at: Moment) -> Later<'_, Option<DraftFile>>;
    /// Notes that somebody still works on the draft.
    fn touch(&self, name: String, at: Moment) -> Later<'_, ()>;
    /// Forgets the drafts that nobody has touched since; what they were.
    fn forget_untouched(&self, since: Moment) -> Later<'_, Vec<Draft>>;
    /// Everything that drafts and cases refer to.
    fn referred(&self) -> Later<'_, Referred>;
    /// A file of a case.
    fn case_file(&self, number: String, id: String) -> Later<'_, Option<CaseFile>>;
}
