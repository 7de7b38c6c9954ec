//! What a file is by its first bytes.

use super::Refused;

/// Kinds of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Jpeg,
    Png,
    WebP,
    Pdf,
    /// Perhaps an OFD.
    Zip,
    /// Known or unknown, but not taken.
    Refused(Refused),
}

const HEIC: Refused = Refused::new(
    "heic",
    "这是苹果手机的 HEIC 照片，窗口的电脑打不开。请到“设置→相机→格式”选“兼容性最佳”后重拍，\
     或者打开这张照片截一张图，把截图传上来。",
);
const AVIF: Refused = Refused::new(
    "avif",
    "这种照片格式（AVIF）窗口的电脑打不开。请打开它截一张图，把截图传上来。",
);
const VIDEO: Refused = Refused::new(
    "video",
    "这是一段视频或录音。请改传照片（JPG、PNG）或 PDF。",
);
const WORD: Refused = Refused::new(
    "office",
    "这是 Word、Excel 或 WPS 文档。请在软件里点“文件→另存为（或输出为）PDF”，再传 PDF。",
);
const OTHER_PICTURE: Refused = Refused::new(
    "picture",
    "这种图片格式窗口的电脑打不开。请打开它截一张图，把截图传上来。",
);
const ARCHIVE: Refused = Refused::new(
    "archive",
    "这是一个压缩包。请先解压，再把里面的照片或 PDF 一个一个传上来。",
);
const PROGRAM: Refused = Refused::new(
    "program",
    "这是一个程序，不是材料。请传照片（JPG、PNG）或 PDF。",
);
const UNKNOWN: Refused = Refused::new(
    "unknown",
    "看不出这是什么文件。可以传照片（JPG、PNG、WebP）、PDF 或 OFD。",
);

/// What to say of a zip archive that is no OFD.
pub(super) const fn zip_but_no_ofd(is_office: bool) -> Refused {
    if is_office { WORD } else { ARCHIVE }
}

/// What a file is by its first bytes.
pub(super) fn content_of(bytes: &[u8]) -> Content {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let at = |offset: usize, magic: &[u8]| {
        bytes
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(magic))
    };
    if starts(b"\xff\xd8\xff") {
        Content::Jpeg
    } else if starts(b"\x89PNG\r\n\x1a\n") {
        Content::Png
    } else if starts(b"RIFF") && at(8, b"WEBP") {
        Content::WebP
    } else if is_pdf(bytes) {
        Content::Pdf
    } else if starts(b"PK\x03\x04") {
        Content::Zip
    } else {
        Content::Refused(refused(bytes, starts, at))
    }
}

/// Some programs write a few bytes before the header.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%PDF-")
}

fn refused(
    bytes: &[u8],
    starts: impl Fn(&[u8]) -> bool,
    at: impl Fn(usize, &[u8]) -> bool,
) -> Refused {
    if at(4, b"ftyp") {
        return media(bytes);
    }
    let any = |magics: &[&[u8]]| magics.iter().any(|magic| starts(magic));
    if any(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"]) {
        WORD
    } else if any(&[b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"8BPS"]) {
        OTHER_PICTURE
    } else if any(&[b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"PK"]) {
        ARCHIVE
    } else if any(&[b"MZ", b"\x7fELF", b"#!"]) {
        PROGRAM
    } else if any(&[b"RIFF", b"ID3", b"\x1a\x45\xdf\xa3", b"OggS", b"FLV"]) {
        VIDEO
    } else {
        UNKNOWN
    }
}

/// ISO base media: a picture of a phone, or a film.
fn media(bytes: &[u8]) -> Refused {
    let length = bytes.first_chunk::<4>().map(|it| u32::from_be_bytes(*it));
    let length = length.and_then(|it| usize::try_from(it).ok());
    let brands = bytes.get(8..length.unwrap_or(12).clamp(12, 256));
    let brands = brands.or(bytes.get(8..)).unwrap_or_default();
    let has = |names: &[&[u8]]| brands.chunks(4).any(|brand| names.contains(&brand));
    if has(&[b"avif", b"avis"]) {
        AVIF
    } else if has(&[
        b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1",
    ]) {
        HEIC
    } else {
        VIDEO
    }
}
