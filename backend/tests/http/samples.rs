//! Files as people upload them, made here.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// Something that must never lie in the folder in plain.
pub const MARKER: &str = "N30.8241E104.1586-camera-of-wang";

/// A page of print: black strokes on white, other ones for another `seed`.
pub fn page(width: u32, height: u32, seed: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (column, line) = (x / 6, y / 16);
        let is_line = y % 16 < 10 && x > width / 10 && x < width - width / 10;
        let stroke = (column * 7 + line * 13 + column * line * 3 + seed * 5) % 5 < 2;
        let is_black = is_line && stroke && line % 3 != 2;
        Rgb(if is_black {
            [20, 20, 30]
        } else {
            [245, 244, 240]
        })
    })
}

/// A picture in a format.
pub fn encoded(pixels: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let pixels = DynamicImage::ImageRgb8(pixels.clone());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A phone's photo: where it was taken stands in it, and how it was held.
pub fn photo(pixels: &RgbImage, orientation: u8) -> Vec<u8> {
    let jpeg = encoded(pixels, ImageFormat::Jpeg);
    let exif = exif(orientation);
    let note = [
        &b"\xff\xfe"[..],
        &segment_length(MARKER.len()),
        MARKER.as_bytes(),
    ]
    .concat();
    let start = [
        &b"\xff\xd8\xff\xe1"[..],
        &segment_length(exif.len()),
        &exif,
        &note,
    ]
    .concat();
    let film = format!("ftypmp42 {MARKER}");
    [start.as_slice(), &jpeg[2..], film.as_bytes()].concat()
}

fn segment_length(payload: usize) -> [u8; 2] {
    u16::try_from(payload + 2).unwrap().to_be_bytes()
}

/// Orientation and the name of the camera.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
    exif.extend([orientation, 0, 0]);
    exif.extend(b"\x01\x10\0\x02\0\0\0");
    exif.push(u8::try_from(MARKER.len()).unwrap());
    exif.extend(38_u32.to_be_bytes());
    exif.extend(0_u32.to_be_bytes());
    exif.extend(MARKER.as_bytes());
    exif
}
