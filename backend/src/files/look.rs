//! What a whole file is by its content, and whether it can be taken.
//!
//! Pure: bytes in, cleaned bytes or a reason in plain words out. The name of a file is never
//! looked at. Reading order: this file, then one file for each kind.

mod kind;
mod ofd;
mod pdf;
mod picture;

use lianban_api::{FileKind, Remark};

use kind::{Content, content_of};

/// A file that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Looked {
    pub(super) kind: FileKind,
    /// What is kept: cleaned of everything the window does not need to know.
    pub(super) bytes: Vec<u8>,
    pub(super) pages: Option<u32>,
    /// Width and height of a picture.
    pub(super) size: Option<(u32, u32)>,
    pub(super) remarks: Vec<Remark>,
}

/// Why a file cannot be taken, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Machine word.
    pub keyword: &'static str,
    /// What to do, in Chinese.
    pub message: &'static str,
}

impl Refused {
    pub(super) const fn new(keyword: &'static str, message: &'static str) -> Self {
        Self { keyword, message }
    }

    /// The content is damaged.
    pub(super) const fn broken() -> Self {
        Self::new(
            "broken",
            "这个文件打不开，可能没有下载完或者已经损坏。请重新拍一张或重新导出后再传。",
        )
    }

    /// Looking at it takes too long.
    pub(super) const fn too_slow() -> Self {
        Self::new(
            "too-complex",
            "这个文件太复杂，系统看不完。请打印成新的 PDF，或者拍成照片再传。",
        )
    }
}

/// Looks at a whole file.
pub(super) fn look(bytes: Vec<u8>) -> Result<Looked, Refused> {
    match content_of(&bytes) {
        Content::Jpeg => picture::jpeg(bytes),
        Content::Png => picture::png(bytes),
        Content::WebP => picture::webp(&bytes),
        Content::Pdf => pdf::pdf(bytes),
        Content::Zip => ofd::ofd(bytes),
        Content::Refused(refused) => Err(refused),
    }
}

#[cfg(test)]
mod tests;
