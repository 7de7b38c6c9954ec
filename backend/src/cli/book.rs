//! `lianban book`: the rule book of every package, a page each.

use std::io;
use std::path::PathBuf;

use clap::Args;
use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::date::Date;
use lianban_rules::package::Package;

use crate::book::Book;
use crate::clock::Moment;

/// Writes the rule book of every package, one HTML page each, for the offices to sign off.
#[derive(Args)]
pub struct WriteBook {
    /// Where the pages are written.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    out: PathBuf,
    /// The day whose law is used; today in Chengdu if left out.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl WriteBook {
    /// Runs the command.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn run(self) -> io::Result<()> {
        let as_of = self.as_of.unwrap_or_else(|| Moment::now().day());
        let (catalogue, _) = read(builtin());
        std::fs::create_dir_all(&self.out)?;
        for id in catalogue.packages() {
            let (edition, _) = catalogue.edition(id, as_of, SignOffs::District);
            let Some(edition) = edition else { continue };
            let package = Package::compile(edition.contents);
            let book = Book {
                contents: package.contents(),
                handbook: &edition.handbook,
                hash: package.hash(),
                catalogue: &catalogue,
            };
            let path = self.out.join(format!("{id}.html"));
            std::fs::write(&path, book.page())?;
            println!("{}", path.display());
        }
        Ok(())
    }
}
