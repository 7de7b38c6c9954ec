//! An OFD, the national format for documents with pages: a zip archive with `OFD.xml` in it.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use lianban_api::FileKind;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use super::kind::zip_but_no_ofd;
use super::{Looked, Refused};

/// Files in an archive at most.
const ENTRIES: usize = 20_000;
/// Bytes that one description may become.
const UNPACKED: u64 = 8 * 1024 * 1024;

const ENCRYPTED: Refused = Refused::new(
    "encrypted",
    "这个 OFD 加了密码，窗口打不开。请用软件打开它，另存一份不加密的，再传上来。",
);

/// Looks at a zip archive.
pub(super) fn ofd(bytes: Vec<u8>) -> Result<Looked, Refused> {
    let pages = {
        let archive = ZipArchive::from_slice(&bytes);
        let archive = archive.map_err(|_| Refused::broken())?;
        let root = find(&archive, "OFD.xml")?.ok_or_else(|| other(&archive))?;
        let root = unpacked(&archive, &root)?.ok_or(Refused::broken())?;
        let document = text_of(&root, "DocRoot").ok_or(Refused::broken())?;
        let document = find(&archive, document.trim().trim_start_matches('/'))?;
        let document = document.ok_or(Refused::broken())?;
        let document = unpacked(&archive, &document)?.ok_or(Refused::broken())?;
        u32::try_from(count(&document, "Page")).ok()
    };
    Ok(Looked {
        kind: FileKind::Ofd,
        bytes,
        pages: pages.filter(|pages| *pages > 0),
        size: None,
        remarks: Vec::new(),
    })
}

/// The file of this name.
fn find<'a>(
    archive: &'a ZipSliceArchive<&Vec<u8>>,
    name: &str,
) -> Result<Option<ZipFileHeaderRecord<'a>>, Refused> {
    let mut entries = archive.entries();
    for _ in 0..ENTRIES {
        match entries.next_entry() {
            Ok(Some(entry)) if entry.file_path().as_ref() == name.as_bytes() => {
                return Ok(Some(entry));
            }
            Ok(Some(_)) => {}
            Ok(None) => return Ok(None),
            Err(_) => return Err(Refused::broken()),
        }
    }
    Err(Refused::too_slow())
}

/// What to say of an archive that is none.
fn other(archive: &ZipSliceArchive<&Vec<u8>>) -> Refused {
    let mut entries = archive.entries();
    let mut is_office = false;
    for _ in 0..ENTRIES {
        let Ok(Some(entry)) = entries.next_entry() else {
            break;
        };
        is_office |= entry.file_path().as_ref() == b"[Content_Types].xml";
    }
    zip_but_no_ofd(is_office)
}

/// The text of a description; `None` when it is none or too long.
fn unpacked(
    archive: &ZipSliceArchive<&Vec<u8>>,
    entry: &ZipFileHeaderRecord<'_>,
) -> Result<Option<String>, Refused> {
    if entry.flags().is_encrypted() {
        return Err(ENCRYPTED);
    }
    let found = archive.get_entry(entry.wayfinder());
    let packed = found.map_err(|_| Refused::broken())?.data();
    let mut unpacked = Vec::new();
    let read = match entry.compression_method() {
        CompressionMethod::STORE => packed.take(UNPACKED).read_to_end(&mut unpacked),
        CompressionMethod::DEFLATE => {
            let decoder = DeflateDecoder::new(packed);
            decoder.take(UNPACKED).read_to_end(&mut unpacked)
        }
        _ => return Ok(None),
    };
    Ok(read.ok().and_then(|_| String::from_utf8(unpacked).ok()))
}

/// The text of the first element of this name, whatever its namespace is called.
fn text_of<'t>(xml: &'t str, name: &str) -> Option<&'t str> {
    let mut tags = xml.split('<');
    let tag = tags.find(|tag| is_start(tag, name))?;
    tag.split_once('>').map(|(_, text)| text)
}

/// Number of elements of this name.
fn count(xml: &str, name: &str) -> usize {
    xml.split('<').filter(|tag| is_start(tag, name)).count()
}

/// `ofd:Page ID="1"…`: a tag that begins an element of this name.
fn is_start(tag: &str, name: &str) -> bool {
    let end = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    let full = tag.split(end).next().unwrap_or_default();
    full.rsplit(':').next() == Some(name)
}
