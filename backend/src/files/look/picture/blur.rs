//! Whether a photo is out of focus.
//!
//! Sharp edges make the second difference of neighbouring pixels vary. A page is mostly blank,
//! so it is measured tile by tile, and the sharpest tiles speak for the picture.

use image::{DynamicImage, GrayImage};

/// The picture is scaled down to this, in pixels of its longer side: what is blurred there
/// cannot be read, and the grain of the sensor is averaged away.
const SCALED: u32 = 1024;
/// Side of a tile.
const TILE: usize = 64;
/// Of so many tiles the sharpest one speaks.
const SHARPEST: usize = 20;
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
