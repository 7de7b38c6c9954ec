//! Documents handed in: as files, on paper at the window, or written by the system.
//!
//! A file comes in pieces before the case exists. Each answer to a piece, and to the question
//! how far a file has come, has the header [`UPLOAD_OFFSET`] with the bytes on disk, the 409
//! too. Whoever got no answer asks and goes on from there; when all bytes are there, asking
//! ends it as the last piece does. Its id is 32 lower-case hex digits
//! that the browser makes; the draft it belongs to is named by [`DRAFT_TOKEN`].

use lianban_rules::date::Date;
use serde::{Deserialize, Serialize};

/// Header of every call on files of a draft: 32 lower-case hex digits that the browser
/// makes. Only who knows them reads or changes the files. Never in an address.
pub const DRAFT_TOKEN: &str = "x-draft-token";
/// Header of a piece: number of bytes before it.
pub const UPLOAD_OFFSET: &str = "upload-offset";
/// Header of a piece: number of bytes of the whole file.
pub const UPLOAD_LENGTH: &str = "upload-length";
/// Largest piece, in bytes.
pub const PIECE_MAX: usize = 512 * 1024;
/// Smallest piece but for the last, in bytes.
pub const PIECE_MIN: usize = 16 * 1024;
/// Largest file, in bytes (40-checks, section 10).
pub const FILE_MAX: u64 = 20 * 1024 * 1024;
/// Files for one document at most (40-checks, section 10).
pub const FILES_PER_DOCUMENT: usize = 10;

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Upload {
    /// Bytes on the server's disk.
    pub received: u64,
    /// Bytes of the whole file.
    pub length: u64,
    /// What the server made of it, once it is whole.
    pub file: Option<StoredFile>,
}

/// A whole file, looked at, cleaned and encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredFile {
    /// Id that the browser gave it.
    pub id: String,
    /// What it is by its content, whatever its name says.
    pub kind: FileKind,
    /// Bytes as kept.
    pub bytes: u64,
    /// Pages of a PDF.
    pub pages: Option<u32>,
    /// Width and height of a picture, in pixels, as it is seen.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<u32>>))]
    pub size: Option<(u32, u32)>,
    /// The same for the same content within one draft; tells nothing outside it.
    pub digest: String,
    /// What might be wrong with it, each with a remedy; none of it bars submission.
    pub remarks: Vec<Remark>,
}

/// Kinds of file that are kept. A WebP becomes a JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// Picture.
    Jpeg,
    /// Picture.
    Png,
    /// Document with pages.
    Pdf,
    /// Document with pages, the national format.
    Ofd,
}

/// What might be wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Remark {
    /// `blurred`, `small`, `duplicate`, …
    pub keyword: String,
    /// What to do, in Chinese.
    pub message: String,
    /// Id of the other file it speaks of: with `duplicate`, the one with the same content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// How a needed document is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The person brings it to the window.
    Bring,
    /// Uploaded.
    Files,
    /// Written by the system from the form, read through and confirmed by the person.
    Written,
}

/// A needed document in a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandedIn {
    /// Material id.
    pub id: String,
    /// How.
    pub by: By,
    /// Ids of the files, in the order of pages; with [`By::Files`] at least one, else none.
    #[serde(default)]
    pub files: Vec<String>,
    /// Last day on which the document is valid, where it has one and the person gave it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_until: Option<Date>,
}

/// A document of a case, as the window and the receipt show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedDocument {
    /// Material id.
    pub id: String,
    /// How.
    pub by: By,
    /// Files.
    pub files: Vec<StoredFile>,
    /// Last day on which it is valid.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_until: Option<Date>,
    /// With [`By::Written`]: the text, paragraph by paragraph.
    #[serde(default)]
    pub text: Vec<String>,
}
