//! Pictures: decoded to see that they are whole, freed of place and camera, turned upright.
//!
//! What stands upright keeps its pixels byte for byte; only what has to be turned or comes as
//! WebP is encoded anew.

mod blur;
mod jpeg;
mod png;

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, ImageResult, Limits,
    Rgba,
};
use lianban_api::{FileKind, Remark};

use super::{Looked, Refused};

/// Pixels of a picture at most: what phones make of 50 megapixels.
const PIXELS: u64 = 52_000_000;
/// Memory for the pixels of one picture at most.
const MEMORY: u64 = 256 * 1024 * 1024;
/// Pixels of the shorter side below which print cannot be read well (40-checks, section 10).
const SHORT_SIDE: u32 = 1000;
/// Quality of what is encoded anew.
const QUALITY: u8 = 90;

const TOO_MANY_PIXELS: Refused = Refused::new(
    "too-many-pixels",
    "这张照片的像素太多了。请用手机的普通拍照模式（不要用 1 亿像素等高像素模式）重拍一张。",
);

/// Pixels, and how to show them.
struct Decoded {
    pixels: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

/// Looks at a JPEG.
pub(super) fn jpeg(bytes: Vec<u8>) -> Result<Looked, Refused> {
    let clean = jpeg::clean(&bytes).ok_or(Refused::broken())?;
    let orientation = orientation(JpegDecoder::new(Cursor::new(&bytes)));
    drop(bytes);
    let decoded = decode(JpegDecoder::new(Cursor::new(&clean)), orientation)?;
    if orientation == Orientation::NoTransforms {
        return Ok(looked(FileKind::Jpeg, clean, &decoded.pixels));
    }
    drop(clean);
    to_jpeg(decoded)
}

/// Looks at a PNG.
pub(super) fn png(bytes: Vec<u8>) -> Result<Looked, Refused> {
    let clean = png::clean(&bytes).ok_or(Refused::broken())?;
    let orientation = orientation(PngDecoder::new(Cursor::new(&bytes)));
    drop(bytes);
    let mut decoded = decode(PngDecoder::new(Cursor::new(&clean)), orientation)?;
    if orientation == Orientation::NoTransforms {
        return Ok(looked(FileKind::Png, clean, &decoded.pixels));
    }
    drop(clean);
    decoded.pixels.apply_orientation(orientation);
    let mut bytes = Vec::new();
    let written = decoded
        .pixels
        .write_with_encoder(PngEncoder::new(&mut bytes));
    written.map_err(|_| Refused::broken())?;
    Ok(looked(FileKind::Png, bytes, &decoded.pixels))
}

/// Looks at a WebP, which becomes a JPEG: not every window can open it.
pub(super) fn webp(bytes: &[u8]) -> Result<Looked, Refused> {
    let turned = orientation(WebPDecoder::new(Cursor::new(bytes)));
    to_jpeg(decode(WebPDecoder::new(Cursor::new(bytes)), turned)?)
}

/// How the picture has to be turned, by what the camera wrote.
fn orientation(decoder: ImageResult<impl ImageDecoder>) -> Orientation {
    let orientation = decoder.and_then(|mut decoder| decoder.orientation());
    orientation.unwrap_or(Orientation::NoTransforms)
}

/// Decodes within limits.
fn decode(
    decoder: ImageResult<impl ImageDecoder>,
    orientation: Orientation,
) -> Result<Decoded, Refused> {
    let mut decoder = decoder.map_err(|error| refused(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > MEMORY {
        return Err(TOO_MANY_PIXELS);
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(2 * MEMORY);
    decoder
        .set_limits(limits)
        .map_err(|error| refused(&error))?;
    // The profile of printing inks says nothing about the colours they become.
    let is_ink = decoder.original_color_type() == ExtendedColorType::Cmyk8;
    let profile = decoder.icc_profile().ok().flatten().filter(|_| !is_ink);
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    Ok(Decoded {
        pixels,
        orientation,
        profile,
    })
}

fn refused(error: &ImageError) -> Refused {
    match error {
        ImageError::Limits(_) => TOO_MANY_PIXELS,
        _ => Refused::broken(),
    }
}

/// Turns the pixels upright and encodes them.
fn to_jpeg(decoded: Decoded) -> Result<Looked, Refused> {
    let Decoded {
        mut pixels,
        orientation,
        profile,
    } = decoded;
    pixels.apply_orientation(orientation);
    let pixels = DynamicImage::ImageRgb8(if pixels.color().has_alpha() {
        on_white(&pixels)
    } else {
        pixels.into_rgb8()
    });
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    if let Some(profile) = profile {
        // Without it the colours are a shade off, nothing more.
        let _ = encoder.set_icc_profile(profile);
    }
    let written = pixels.write_with_encoder(encoder);
    written.map_err(|_| Refused::broken())?;
    Ok(looked(FileKind::Jpeg, bytes, &pixels))
}

/// A JPEG has no transparent pixels: what shows through is paper.
fn on_white(pixels: &DynamicImage) -> image::RgbImage {
    let pixels = pixels.to_rgba8();
    let mix = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
    };
    image::RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let Rgba([red, green, blue, alpha]) = *pixels.get_pixel(x, y);
        image::Rgb([mix(red, alpha), mix(green, alpha), mix(blue, alpha)])
    })
}

fn looked(kind: FileKind, bytes: Vec<u8>, pixels: &DynamicImage) -> Looked {
    let size = (pixels.width(), pixels.height());
    let mut remarks = Vec::new();
    if size.0.min(size.1) < SHORT_SIDE {
        remarks.push(remark(
            "small",
            "这张图片比较小，字可能看不清。请离近一点重拍，或者传原图。",
        ));
    }
    if blur::is_blurred(pixels) {
        remarks.push(remark(
            "blurred",
            "这张照片看起来有点模糊。请擦一下镜头，拿稳手机，等画面清楚了再拍一张。",
        ));
    }
    Looked {
        kind,
        bytes,
        pages: None,
        size: Some(size),
        remarks,
    }
}

fn remark(keyword: &str, message: &str) -> Remark {
    Remark {
        keyword: keyword.to_owned(),
        message: message.to_owned(),
        file: None,
    }
}
