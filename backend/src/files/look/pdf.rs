//! A PDF: whole, without a password, with so many pages.
//!
//! Nothing is drawn and nothing trusted: one walk over the file finds its objects wherever they
//! lie, so a damaged table of contents does no harm, and what is packed is unpacked only within
//! limits. The work grows with the size of the file and no faster.

mod objects;
mod syntax;

use lianban_api::FileKind;

use super::{Looked, Refused};
use objects::{Found, Lost, find};

/// Bytes read in one file at most: all there can be, and what can be unpacked.
const WORK: usize = 96 * 1024 * 1024;

const ENCRYPTED: Refused = Refused::new(
    "encrypted",
    "这个 PDF 加了密码或限制，窗口打不开。请用软件打开它，选“打印→另存为 PDF”，再传新的那一个。",
);

/// Looks at a PDF.
pub(super) fn pdf(bytes: Vec<u8>) -> Result<Looked, Refused> {
    let pages = match find(&bytes, WORK) {
        Ok(found) if found.is_encrypted => return Err(ENCRYPTED),
        Ok(found) if !is_whole(&bytes, &found) => return Err(Refused::broken()),
        Ok(found) => match found.pages() {
            Some(0) | None if !found.has_unread => return Err(Refused::broken()),
            pages => pages.filter(|pages| *pages > 0),
        },
        Err(Lost) => return Err(Refused::too_slow()),
    };
    Ok(Looked {
        kind: FileKind::Pdf,
        bytes,
        pages,
        size: None,
        remarks: Vec::new(),
    })
}

/// The end of a file says where its table of contents lies; one that was cut off does not.
fn is_whole(bytes: &[u8], found: &Found) -> bool {
    let after = bytes.get(found.last_object..).unwrap_or_default();
    let mark = b"startxref";
    after.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests;
