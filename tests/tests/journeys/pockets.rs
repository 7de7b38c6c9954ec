//! Files as a person has them on the phone: photos, scans, and what only looks like one.

use std::fmt::Write as _;
use std::io::Cursor;
use std::path::PathBuf;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lianban_tests::Told;
use tempfile::TempDir;

/// A folder with the person's files; it goes with the story.
pub struct Pockets(TempDir);

impl Pockets {
    /// Empty pockets.
    pub fn new() -> Told<Self> {
        Ok(Self(TempDir::with_prefix("lianban-files-")?))
    }

    /// A photo of a sheet of print, large enough to be read; another sheet under another name.
    pub fn photo(&self, name: &str, format: ImageFormat) -> Told<PathBuf> {
        let sheet = name.bytes().map(u32::from).sum();
        self.put(name, &photo(sheet, format)?)
    }

    /// A photo of so many pixels that sending it takes several pieces.
    pub fn large_photo(&self, name: &str) -> Told<PathBuf> {
        let pixels = RgbImage::from_fn(1000, 1200, |x, y| {
            let noise = (x * 7919 + y * 104_729 + x * y * 31).to_le_bytes();
            Rgb([noise[0], noise[1], noise[0] ^ noise[1]])
        });
        self.put(name, &encoded(pixels, ImageFormat::Png)?)
    }

    /// The first half of a photo, as a broken download leaves it.
    pub fn half_photo(&self, name: &str) -> Told<PathBuf> {
        let whole = photo(0, ImageFormat::Jpeg)?;
        self.put(name, whole.get(..whole.len() / 2).unwrap_or_default())
    }

    /// Two printed pages.
    pub fn pdf(&self, name: &str) -> Told<PathBuf> {
        self.put(name, &pdf()?)
    }

    /// The beginning of a packed document of an office program.
    pub fn word(&self, name: &str) -> Told<PathBuf> {
        self.put(
            name,
            b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml word/document.xml",
        )
    }

    /// The beginning of a photo as an iPhone takes it by default.
    pub fn heic(&self, name: &str) -> Told<PathBuf> {
        self.put(name, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0meta")
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Told<PathBuf> {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    }
}

fn photo(sheet: u32, format: ImageFormat) -> Told<Vec<u8>> {
    let pixels = RgbImage::from_fn(1200, 1600, |x, y| {
        let is_line = y % 32 < 18 && (120..1080).contains(&x);
        let (column, line) = (x / 9, y / 32);
        let is_stroke = (column * 7 + line * 13 + column * line * 3 + sheet) % 101 < 40;
        Rgb(if is_line && is_stroke {
            [20, 20, 30]
        } else {
            [245, 244, 240]
        })
    });
    encoded(pixels, format)
}

fn encoded(pixels: RgbImage, format: ImageFormat) -> Told<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels).write_to(&mut bytes, format)?;
    Ok(bytes.into_inner())
}

/// A black square on each of two pages.
fn pdf() -> Told<Vec<u8>> {
    let square = "100 500 300 200 re f";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R>>";
    let content = format!("<</Length {}>>\nstream\n{square}\nendstream", square.len());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        page,
        page,
        &content,
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", file.len())?;
        writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1)?;
    }
    let start = file.len();
    write!(
        file,
        "xref\n0 6\n0000000000 65535 f \n{places}trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n{start}\n%%EOF\n"
    )?;
    Ok(file.into_bytes())
}
