//! What comes out of the printer: the page as a PDF on A4, and the words on it.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;
use thirtyfour::common::print::PrintParameters;

use super::Visitor;
use crate::Told;

/// A4 in centimetres.
const A4: (f64, f64) = (21.0, 29.7);

/// A printed page or more.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The words of each sheet, cell by cell.
    pub sheets: Vec<String>,
}

impl Printed {
    /// All the words, without blanks and line ends: paper wraps where it likes.
    #[must_use]
    pub fn words(&self) -> String {
        let all = self.sheets.concat();
        all.chars().filter(|c| !c.is_whitespace()).collect()
    }
}

impl Visitor {
    /// Prints the page; the PDF is kept where `LIANBAN_SHOTS` names a folder.
    ///
    /// # Errors
    /// When the browser does not print, or `pdftotext` (poppler-utils) is not there.
    pub async fn prints(&self, page: &str) -> Told<Printed> {
        let mut paper = PrintParameters::default();
        (paper.page.width, paper.page.height) = A4;
        let bytes = self.driver.print_page(paper).await?;
        if let Some(folder) = std::env::var_os("LIANBAN_SHOTS").map(PathBuf::from) {
            std::fs::create_dir_all(&folder)?;
            let name = format!("{}-{page}.pdf", self.story);
            std::fs::write(folder.join(name), &bytes)?;
        }
        let folder = TempDir::with_prefix("lianban-print-")?;
        let file = folder.path().join("page.pdf");
        std::fs::write(&file, bytes)?;
        let read = Command::new("pdftotext")
            .args(["-enc", "UTF-8"])
            .arg(&file)
            .arg("-")
            .output()
            .map_err(|error| format!("pdftotext: {error}: run `make test`"))?;
        let text = String::from_utf8_lossy(&read.stdout).into_owned();
        // Every sheet ends with a form feed.
        let sheets = text.trim_end_matches('\u{c}').split('\u{c}');
        Ok(Printed {
            sheets: sheets.map(str::to_owned).collect(),
        })
    }
}
