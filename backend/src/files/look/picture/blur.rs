//! Whether a photo is out of focus.
//!
//! Sharp edges make the second difference of neighbouring pixels vary. A page is mostly blank,
//! so it is measured tile by tile, and the sharpest tiles speak for the picture: a page with
//! nothing but a signature is sharp. In doubt it says nothing, for it is only a hint.

use image::{DynamicImage, GrayImage};

/// The picture is scaled down to this, in pixels of its longer side: what is blurred there
/// cannot be read, and the grain of the sensor is averaged away.
const SCALED: u32 = 1024;
/// Side of a tile.
const TILE: usize = 64;
/// Of so many tiles the sharpest one speaks.
const SHARPEST: usize = 64;
/// Variance below which a tile is blurred; chosen on the samples of the test below.
const SHARP: i64 = 120;

/// Whether the picture is out of focus, or shows nothing at all.
pub(super) fn is_blurred(pixels: &DynamicImage) -> bool {
    sharpness(&scaled(pixels)) < SHARP
}

fn scaled(pixels: &DynamicImage) -> GrayImage {
    if pixels.width().max(pixels.height()) <= SCALED {
        return pixels.to_luma8();
    }
    pixels.thumbnail(SCALED, SCALED).into_luma8()
}

/// Variance in one of the sharpest tiles.
fn sharpness(grey: &GrayImage) -> i64 {
    let width = usize::try_from(grey.width()).unwrap_or(usize::MAX).max(1);
    let rows: Vec<&[u8]> = grey.as_raw().chunks_exact(width).collect();
    let mut variances: Vec<i64> = rows
        .chunks(TILE)
        .flat_map(|rows| (0..width).step_by(TILE).map(|left| variance(rows, left)))
        .collect();
    variances.sort_unstable_by(|one, other| other.cmp(one));
    let place = variances.len() / SHARPEST;
    variances.get(place).copied().unwrap_or_default()
}

/// The part of a row that lies in a tile.
fn tile(row: &[u8], left: usize) -> Option<&[u8]> {
    let row = row.get(left..)?;
    Some(row.get(..TILE).unwrap_or(row))
}

/// Variance of the Laplacian inside one tile.
fn variance(rows: &[&[u8]], left: usize) -> i64 {
    let (mut count, mut sum, mut squares) = (0, 0, 0);
    for window in rows.windows(3) {
        let [above, row, below] = window else {
            continue;
        };
        let [Some(above), Some(row), Some(below)] = [above, row, below].map(|row| tile(row, left))
        else {
            continue;
        };
        let middle = row.windows(3).zip(above.iter().zip(below).skip(1));
        for (across, (above, below)) in middle {
            let [before, here, after] = across else {
                continue;
            };
            let around = [above, below, before, after].map(|it| i64::from(*it));
            let value = around.iter().sum::<i64>() - 4 * i64::from(*here);
            count += 1;
            sum += value;
            squares += value * value;
        }
    }
    if count == 0 {
        return 0;
    }
    squares / count - (sum / count) * (sum / count)
}

#[cfg(test)]
mod tests {
    use image::{Luma, imageops};

    use super::*;

    /// A page of Chinese print as a phone's photo shows it when scaled down: characters of
    /// `cell` pixels, strokes of two, black and white of this grey.
    fn print(cell: u32, black: u8, white: u8) -> DynamicImage {
        let grey = GrayImage::from_fn(1024, 768, |x, y| {
            let (column, line) = (x / cell, y / (cell * 3 / 2));
            let hash = (column.wrapping_mul(73_856_093) ^ line.wrapping_mul(19_349_663))
                .wrapping_mul(2_654_435_761);
            let is_print = (100..924).contains(&x) && (76..692).contains(&y);
            let across = y % 4 < 2 && (hash >> (y / 4 % 16)) & 1 == 1;
            let down = x % 4 < 2 && (hash >> (8 + x / 4 % 16)) & 1 == 1;
            let is_gap = y % (cell * 3 / 2) >= cell;
            let is_black = is_print && !is_gap && (across || down);
            Luma([if is_black { black } else { white }])
        });
        DynamicImage::ImageLuma8(grey)
    }

    /// Grain of a sensor in dim light, the same each time.
    fn grain(pixels: &DynamicImage, strength: i32) -> DynamicImage {
        let mut grey = pixels.to_luma8();
        let mut state = 12_345_u32;
        for Luma([value]) in grey.pixels_mut() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = i32::try_from(state >> 24).unwrap() * 2 * strength / 255 - strength;
            *value = u8::try_from((i32::from(*value) + noise).clamp(0, 255)).unwrap();
        }
        DynamicImage::ImageLuma8(grey)
    }

    fn blurred(pixels: &DynamicImage, radius: f32) -> DynamicImage {
        DynamicImage::ImageLuma8(imageops::fast_blur(&pixels.to_luma8(), radius))
    }

    #[test]
    fn print_that_can_be_read_is_sharp_and_print_that_cannot_is_not() {
        for cell in [12, 24, 40] {
            for (black, white) in [(20, 245), (80, 170), (100, 150)] {
                let page = print(cell, black, white);
                assert!(!is_blurred(&page), "{cell} {black}");
                assert!(!is_blurred(&grain(&page, 6)), "{cell} {black}, grain");
                let blurred = blurred(&page, 3.0);
                assert!(is_blurred(&blurred), "{cell} {black}, blurred");
                assert!(is_blurred(&grain(&blurred, 3)), "{cell} {black}, both");
            }
        }
        // A hand that shakes a little does no harm.
        assert!(!is_blurred(&blurred(&print(24, 20, 245), 0.7)));
    }

    #[test]
    fn a_signature_on_a_blank_page_is_sharp_and_a_blank_page_is_not() {
        let page = print(24, 20, 245).to_luma8();
        let mut signed = GrayImage::from_pixel(1024, 768, Luma([245]));
        let name = imageops::crop_imm(&page, 120, 80, 200, 100).to_image();
        imageops::replace(&mut signed, &name, 700, 600);
        assert!(!is_blurred(&DynamicImage::ImageLuma8(signed)));
        let blank = GrayImage::from_pixel(4000, 3000, Luma([245]));
        assert!(is_blurred(&DynamicImage::ImageLuma8(blank)));
        for (width, height) in [(1, 1), (1, 5000), (3, 2), (64, 64)] {
            let tiny = GrayImage::from_pixel(width, height, Luma([9]));
            assert!(is_blurred(&DynamicImage::ImageLuma8(tiny)));
        }
    }
}
