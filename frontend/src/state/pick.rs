//! Looks at a file that the person chose, before anything is sent: kind, size, number.
//!
//! The kind is told by the first bytes, as the server does: a name can say anything.

use lianban_api::{FILE_MAX, FILES_PER_DOCUMENT};
use serde::{Deserialize, Serialize};

/// How many of the first bytes [`kind`] looks at.
pub const HEAD: u32 = 16;
/// What a file chooser offers. Without HEIC in this list an iPhone hands over a JPEG by itself.
pub const ACCEPT: &str = "image/jpeg,image/png,image/webp,application/pdf,.pdf,.ofd";

/// Kinds of file that can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Picture.
    Jpeg,
    /// Picture.
    Png,
    /// Picture.
    Webp,
    /// Document.
    Pdf,
    /// Document, the national format.
    Ofd,
}

impl Kind {
    /// Whether it can be shown as a picture.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }
}

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It can be sent as it is.
    Takes(Kind),
    /// A picture of a kind that few programs can open; some browsers can turn it into a JPEG.
    Heic,
    /// Anything else.
    Foreign,
}

/// What a file is by its first bytes. `name` tells an OFD from other packed files.
pub fn look(head: &[u8], name: &str) -> Look {
    let is_ofd = || name.to_lowercase().ends_with(".ofd");
    match head {
        [0xFF, 0xD8, 0xFF, ..] => Look::Takes(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Look::Takes(Kind::Png),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Look::Takes(Kind::Webp),
        [b'%', b'P', b'D', b'F', b'-', ..] => Look::Takes(Kind::Pdf),
        [b'P', b'K', 3, 4, ..] if is_ofd() => Look::Takes(Kind::Ofd),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heic(brand) => Look::Heic,
        _ => Look::Foreign,
    }
}

fn is_heic(brand: &[u8]) -> bool {
    const BRANDS: [&[u8; 4]; 8] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
    ];
    BRANDS.iter().any(|it| brand.starts_with(*it))
}

/// Why a file of `length` bytes cannot be added to a document that has `present` files.
pub fn objection(name: &str, length: u64, look: Look, present: usize) -> Option<String> {
    if present >= FILES_PER_DOCUMENT {
        return Some(format!(
            "一份材料最多放 {FILES_PER_DOCUMENT} 个文件，“{name}”没有加进来。页数多的，请合成一个 PDF。"
        ));
    }
    if length == 0 {
        return Some(format!("“{name}”是空的，请重新拍或重新选。"));
    }
    match look {
        Look::Foreign => Some(format!(
            "“{name}”不是照片，也不是 PDF 或 OFD。Word、Excel 请先另存为 PDF，或者打印出来拍照。"
        )),
        Look::Heic => Some(format!(
            "“{name}”是 HEIC 格式，这里打不开。请打开这张照片截个屏，传截图；以后在“设置－相机－格式”里选“兼容性最佳”，就不会再遇到。"
        )),
        Look::Takes(kind) => too_large(name, length, kind),
    }
}

fn too_large(name: &str, length: u64, kind: Kind) -> Option<String> {
    let advice = if kind.is_picture() {
        "请用手机重新拍一张，或者截屏后传截图。"
    } else {
        "请分成几个小一点的文件。"
    };
    let size = size(length);
    let most = size_of_max();
    (length > FILE_MAX).then(|| format!("“{name}”有 {size}，超过了 {most}。{advice}"))
}

/// 20 MB.
pub fn size_of_max() -> String {
    size(FILE_MAX)
}

/// 3.2 MB, 640 KB.
pub fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    let tenths = (bytes * 10).div_ceil(MB);
    match tenths {
        0..10 => format!("{} KB", bytes.div_ceil(KB)),
        _ if tenths.is_multiple_of(10) => format!("{} MB", tenths / 10),
        _ => format!("{}.{} MB", tenths / 10, tenths % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_what_a_file_is() {
        let of = |head: &[u8]| look(head, "x.jpg");
        assert_eq!(of(b"\xFF\xD8\xFF\xE0...."), Look::Takes(Kind::Jpeg));
        assert_eq!(of(b"\x89PNG\r\n\x1a\n"), Look::Takes(Kind::Png));
        assert_eq!(of(b"RIFF\0\0\0\0WEBPVP8 "), Look::Takes(Kind::Webp));
        assert_eq!(of(b"%PDF-1.7"), Look::Takes(Kind::Pdf));
        assert_eq!(of(b"\0\0\0\x18ftypheic\0\0\0\0"), Look::Heic);
        assert_eq!(of(b"\0\0\0\x18ftypmp42\0\0\0\0"), Look::Foreign);
        assert_eq!(
            of(b"PK\x03\x04"),
            Look::Foreign,
            "a packed file is no picture"
        );
        assert_eq!(look(b"PK\x03\x04", "合同.OFD"), Look::Takes(Kind::Ofd));
        assert_eq!(of(b""), Look::Foreign);
    }

    #[test]
    fn what_cannot_be_sent_says_why_and_what_to_do() {
        let jpeg = Look::Takes(Kind::Jpeg);
        assert_eq!(objection("a.jpg", 1000, jpeg, 0), None);
        assert_eq!(objection("a.jpg", FILE_MAX, jpeg, 9), None);
        let said = |length, look, present| objection("a", length, look, present).unwrap();
        assert!(said(FILE_MAX + 1, jpeg, 0).contains("有 20.1 MB，超过了 20 MB"));
        assert!(said(FILE_MAX + 1, Look::Takes(Kind::Pdf), 0).contains("分成几个"));
        assert!(said(0, jpeg, 0).contains("空的"));
        assert!(said(9, Look::Foreign, 0).contains("另存为 PDF"));
        assert!(said(9, Look::Heic, 0).contains("截图"));
        assert!(said(9, jpeg, 10).contains("最多放 10 个"));
    }

    #[test]
    fn sizes_are_said_as_people_say_them() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(900 * 1024), "900 KB");
        assert_eq!(size(2 * 1024 * 1024), "2 MB");
        assert_eq!(size(3_400_000), "3.3 MB");
    }
}
