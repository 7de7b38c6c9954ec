//! Scenarios: answers, and what must come out, written beside the catalogue.
//!
//! They are the fact base's own test cases and what follows from it. Each is assessed with the
//! package of its day and held against what stands there.

mod check;
mod read;

use serde_json::{Map, Value as Json};

use crate::catalogue::{CatalogueFile, SignOffs};
use crate::date::Date;

/// The scenarios of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenarios {
    /// `open-restaurant`.
    pub package: String,
    /// The day of application, and of the law.
    pub applied_on: Date,
    /// Every rule counts as signed off.
    pub signed_off: bool,
    /// In the author's order.
    pub cases: Vec<Case>,
}

/// One scenario; its answers hold the file's defaults too.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Id and name.
    pub title: String,
    /// By question.
    pub answers: Map<String, Json>,
    /// All permits that are required.
    pub required: Vec<String>,
    /// Some that are not.
    pub not_required: Vec<String>,
    /// All permits that are still open.
    pub open: Vec<String>,
    /// All permits to be confirmed by somebody.
    pub pending: Vec<String>,
    /// All permits that would be refused, each with all rules that say so.
    pub refused: Vec<(String, Vec<String>)>,
    /// All permits that a person decides, if that is written down.
    pub manual: Option<Vec<String>>,
    /// All stops.
    pub stops: Vec<String>,
    /// All stops that may yet apply.
    pub open_stops: Vec<String>,
    /// Some documents that are needed.
    pub materials: Vec<String>,
    /// All documents that are needed, if that is written down.
    pub documents: Option<Vec<String>>,
    /// All licence items that are printed, if that is written down.
    pub items: Option<Vec<String>>,
    /// All hints that are shown, if that is written down.
    pub hints: Option<Vec<String>>,
    /// All rules that decide the need of some permits.
    pub because: Vec<(String, Vec<String>)>,
    /// The questions of the next screen, if that is written down.
    pub next: Option<Vec<String>>,
    /// Everything required is for another authority.
    pub out: bool,
}

impl Scenarios {
    /// Which sign-offs count.
    #[must_use]
    pub fn sign_offs(&self) -> SignOffs {
        if self.signed_off {
            SignOffs::All
        } else {
            SignOffs::District
        }
    }
}

/// The scenarios among the files of a catalogue, each with its path; or what is wrong with them.
pub fn all(files: &[CatalogueFile]) -> impl Iterator<Item = (&str, Result<Scenarios, String>)> {
    let files = files.iter().filter(|it| it.path.starts_with("scenarios/"));
    files.map(|it| (it.path.as_ref(), read::scenarios(&it.text)))
}
