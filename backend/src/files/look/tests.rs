//! Files as people send them, and as they come when something went wrong.

#[path = "../../../tests/http/samples.rs"]
mod samples;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use image::{ImageFormat, RgbImage, imageops};
use lianban_api::FileKind;
use proptest::prelude::*;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::{Looked, look};
use samples::{MARKER, encoded, page, photo};

fn refused(bytes: &[u8]) -> &'static str {
    look(bytes.to_vec()).unwrap_err().keyword
}

fn remarks(bytes: Vec<u8>) -> Vec<String> {
    let looked = look(bytes).unwrap();
    looked.remarks.into_iter().map(|it| it.keyword).collect()
}

fn pixels(looked: &Looked) -> RgbImage {
    image::load_from_memory(&looked.bytes).unwrap().into_rgb8()
}

/// Mean difference of two pictures, in steps of a channel.
fn difference(one: &RgbImage, other: &RgbImage) -> u64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let pairs = one.as_raw().iter().zip(other.as_raw());
    let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum / one.as_raw().len() as u64
}

/// A zip archive of texts.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, text) in files {
        let file = archive.new_file(name);
        let file = file.compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
        writer.write_all(text.as_bytes()).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

fn ofd() -> Vec<u8> {
    zip(&[
        (
            "OFD.xml",
            "<?xml version=\"1.0\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody>\
             <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        (
            "Doc_0/Document.xml",
            "<ofd:Document><ofd:CommonData><ofd:PageArea/></ofd:CommonData><ofd:Pages>\
             <ofd:Page ID=\"1\" BaseLoc=\"a\"/><ofd:Page ID=\"2\"/></ofd:Pages></ofd:Document>",
        ),
    ])
}

#[test]
fn an_upright_photo_keeps_its_pixels_byte_for_byte() {
    let sent = page(1000, 1200, 1);
    for orientation in [1, 0, 9] {
        let looked = look(photo(&sent, orientation)).unwrap();
        assert_eq!(looked.bytes, encoded(&sent, ImageFormat::Jpeg));
        assert_eq!(looked.size, Some((1000, 1200)));
    }
}

#[test]
fn a_photo_taken_sideways_is_turned_upright() {
    let sent = page(1200, 1000, 1);
    let turned = [
        (3, imageops::rotate180(&sent)),
        (5, imageops::rotate270(&imageops::flip_horizontal(&sent))),
        (6, imageops::rotate90(&sent)),
        (8, imageops::rotate270(&sent)),
    ];
    for (orientation, upright) in turned {
        let looked = look(photo(&sent, orientation)).unwrap();
        assert_eq!(looked.kind, FileKind::Jpeg);
        assert_eq!(looked.size, Some(upright.dimensions()), "{orientation}");
        assert!(difference(&pixels(&looked), &upright) < 6, "{orientation}");
        let text = MARKER.as_bytes();
        assert!(!looked.bytes.windows(text.len()).any(|it| it == text));
        // Once upright it stays as it is.
        assert_eq!(look(looked.bytes.clone()).unwrap().bytes, looked.bytes);
    }
}

#[test]
fn notes_in_a_png_go_and_its_pixels_stay() {
    let sent = page(1000, 1000, 1);
    let png = encoded(&sent, ImageFormat::Png);
    let text = format!("Comment\0{MARKER}");
    let length = u32::try_from(text.len()).unwrap().to_be_bytes();
    let note = [&length, b"tEXt".as_slice(), text.as_bytes(), &[0; 4]].concat();
    let noted = [&png[..33], &note, &png[33..], MARKER.as_bytes()].concat();
    let looked = look(noted).unwrap();
    assert_eq!((looked.kind, &looked.bytes), (FileKind::Png, &png));
}

#[test]
fn a_webp_becomes_a_jpeg() {
    let sent = page(1000, 1000, 1);
    let looked = look(encoded(&sent, ImageFormat::WebP)).unwrap();
    assert_eq!(looked.kind, FileKind::Jpeg);
    assert!(difference(&pixels(&looked), &sent) < 6);
}

#[test]
fn what_shows_through_is_white() {
    let clear = image::RgbaImage::from_pixel(1000, 1000, image::Rgba([0, 0, 0, 0]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    clear.write_to(&mut bytes, ImageFormat::WebP).unwrap();
    let looked = look(bytes.into_inner()).unwrap();
    assert_eq!(pixels(&looked).get_pixel(500, 500).0, [255; 3]);
}

#[test]
fn a_small_picture_and_one_out_of_focus_are_remarked_on() {
    let sharp = page(1800, 2400, 1);
    let small = page(999, 1400, 1);
    assert_eq!(remarks(encoded(&sharp, ImageFormat::Jpeg)), [""; 0]);
    assert_eq!(remarks(encoded(&small, ImageFormat::Png)), ["small"]);
    let blurred = imageops::fast_blur(&sharp, 8.0);
    assert_eq!(remarks(encoded(&blurred, ImageFormat::Jpeg)), ["blurred"]);
}

#[test]
fn what_is_not_taken_is_told_what_to_do() {
    let heic = b"\0\0\0\x1cftypheic\0\0\0\0mif1heic";
    let said = look(heic.to_vec()).unwrap_err();
    assert_eq!(said.keyword, "heic");
    assert!(said.message.contains("设置→相机→格式"));
    assert!(said.message.contains("兼容性最佳"));
    let word = zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", ""),
    ]);
    let table: [(&str, &[u8]); 13] = [
        ("heic", b"\0\0\0\x18ftypmif1\0\0\0\0heic"),
        ("avif", b"\0\0\0\x20ftypmif1\0\0\0\0mif1avif"),
        ("video", b"\0\0\0\x18ftypmp42\0\0\0\0isom"),
        ("office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("office", &word),
        ("archive", &zip(&[("a.jpg", "x")])),
        ("archive", b"Rar!\x1a\x07"),
        ("picture", b"GIF89a"),
        ("program", b"MZ\x90\0"),
        ("unknown", b""),
        ("unknown", b"\xff\xd8"),
        ("unknown", "身份证.jpg".as_bytes()),
        ("unknown", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ];
    for (keyword, bytes) in table {
        assert_eq!(refused(bytes), keyword, "{bytes:?}");
    }
}

#[test]
fn a_picture_too_large_to_unfold_is_not_unfolded() {
    let mut png = encoded(&page(64, 64, 1), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    let crc = crc(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    assert_eq!(refused(&png), "too-many-pixels");
    let mut jpeg = encoded(&page(64, 64, 1), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|it| it == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    assert_eq!(refused(&jpeg), "too-many-pixels");
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[test]
fn a_picture_of_endless_scans_is_broken() {
    let jpeg = encoded(&page(64, 64, 1), ImageFormat::Jpeg);
    let scan = jpeg.windows(2).position(|it| it == [0xff, 0xda]).unwrap();
    let (head, scan) = jpeg.split_at(scan);
    let scan = &scan[..scan.len() - 2];
    let endless = [head, &scan.repeat(40), b"\xff\xd9"].concat();
    assert_eq!(refused(&endless), "broken");
}

#[test]
fn an_ofd_has_pages() {
    let looked = look(ofd()).unwrap();
    assert_eq!((looked.kind, looked.pages), (FileKind::Ofd, Some(2)));
    let root = "<OFD><DocRoot>../../etc/passwd</DocRoot></OFD>";
    assert_eq!(refused(&zip(&[("OFD.xml", root)])), "broken");
    let encrypted = {
        let mut bytes = ofd();
        let at = bytes.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
        bytes[at + 8] |= 1;
        bytes
    };
    assert_eq!(refused(&encrypted), "encrypted");
}

#[test]
fn a_file_that_was_cut_off_is_never_taken() {
    let small = page(40, 40, 1);
    let whole = [
        encoded(&small, ImageFormat::Jpeg),
        encoded(&small, ImageFormat::Png),
        encoded(&small, ImageFormat::WebP),
        ofd(),
    ];
    for whole in whole {
        assert!(look(whole.clone()).is_ok());
        for length in 0..whole.len() - 1 {
            assert!(look(whole[..length].to_vec()).is_err(), "{length}");
        }
    }
}

proptest! {
    #[test]
    fn mutated_bytes_never_panic(
        kind in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let small = page(40, 30, 1);
        let mut file = match kind {
            0 => photo(&small, 6),
            1 => encoded(&small, ImageFormat::Png),
            2 => encoded(&small, ImageFormat::WebP),
            _ => ofd(),
        };
        for (place, byte) in changes {
            *place.get_mut(&mut file) = byte;
        }
        let cut = cut.index(file.len());
        let _ = look(file.split_off(cut));
        let _ = look(file);
    }
}
