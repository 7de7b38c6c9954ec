//! Why a file is not taken, or not there.

use super::look::Refused;
use super::pieces::Broken;
use crate::store::StoreError;
use crate::store::files::Full;

/// Why a file is not taken or not there.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The draft has no such file.
    #[error("no such file")]
    NoSuchFile,
    /// The piece does not follow what is there.
    #[error("the piece does not begin at byte {received}")]
    Offset {
        /// Bytes on disk.
        received: u64,
    },
    /// The piece is smaller than [`lianban_api::PIECE_MIN`] and not the last.
    #[error("the piece is too small")]
    SmallPiece,
    /// The draft takes no further file.
    #[error("the draft is full: {0:?}")]
    Full(Full),
    /// The content cannot be taken.
    #[error("the file cannot be taken: {}", .0.keyword)]
    Refused(Refused),
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk, or wherever the files lie, fails.
    #[error("files cannot be kept: {0}")]
    Disk(String),
}

impl From<Broken> for FileError {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Store(error) => Self::Store(error),
            Broken::Disk(cause) => Self::Disk(cause),
        }
    }
}
