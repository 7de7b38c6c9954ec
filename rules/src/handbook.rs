//! The handbook of a package: everything beside the rules that a case needs after the guide.
//!
//! The package decides; the handbook accompanies: sections of the form, time limits, tracks,
//! inspection lists, how to get each document, texts the system can write, towns and streets.
//! It is apart so that nobody loads it before the first question. The package names it by
//! its hash, so a case pinned to a package is pinned to its handbook too.

mod old;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::calendar::Year;
use crate::contents::Mark;

mod division;
mod start;

pub use division::Division;
pub use start::{Start, Typical, TypicalAnswer};

/// Version of the byte format.
pub const FORMAT: u16 = 4;
const MAGIC: &[u8; 8] = b"lbhand\0\0";

/// What accompanies the rules of one package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handbook {
    /// Package id.
    pub package: String,
    /// Pages of the form, in order.
    pub sections: Vec<FormSection>,
    /// One for each permit of the package that has something to say.
    pub permits: Vec<PermitGuide>,
    /// The limit for all permits together, statutory and promised.
    pub together: Vec<Limit>,
    /// What is looked at on site.
    pub inspections: Vec<InspectionList>,
    /// One for each document.
    pub materials: Vec<MaterialGuide>,
    /// Texts that the system writes from the form.
    pub templates: Vec<Template>,
    /// Towns and streets of the district.
    pub divisions: Vec<Division>,
    /// Visits to the counter; `None` where the district says nothing.
    pub visits: Option<Visits>,
    /// Days off and days worked, to count working days with.
    pub calendar: Vec<Year>,
    /// Places as they usually are.
    pub starts: Vec<Start>,
}

/// A page of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSection {
    /// `who`: what [`crate::contents::Field::section`] names.
    pub id: String,
    /// 谁来申请.
    pub title: String,
    /// One line under the heading.
    pub help: Option<String>,
}

/// What a permit takes: time, tracks, a look on site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermitGuide {
    /// Permit id.
    pub permit: String,
    /// Statutory and promised limits that hold on every track.
    pub limits: Vec<Limit>,
    /// Ways to get it, where there are several.
    pub tracks: Vec<Track>,
    /// Whether somebody comes to look.
    pub inspection: Inspection,
    /// Ids of the [`InspectionList`]s used.
    pub lists: Vec<String>,
    /// What takes time of its own by law (行政许可法第45条): 听证.
    pub special: Vec<String>,
    /// How long it is valid; `None` where the fact base says nothing.
    pub validity: Option<Validity>,
    /// Ids of the fields printed in its application form, in order.
    pub fields: Vec<String>,
    /// Id of the document that is its application form, if it has one.
    pub application: Option<String>,
    /// Options of the field [`crate::contents::SCOPE`]: the holder's scope of business must have
    /// one of them (30-restaurant, cc-10); none where any will do.
    pub scope: Vec<String>,
    /// What must be finished first, where this case needs it.
    pub after: Vec<Prerequisite>,
    /// A duty after the opening or the licence, so it bars no opening: within which time.
    pub afterwards: Option<Afterwards>,
}

/// Permits that must be finished first (20-packages, section 7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prerequisite {
    /// Permit ids; those that the case does not need bar nothing.
    pub permits: Vec<String>,
    /// 优化营商环境条例第19条.
    pub source: String,
    /// How sure the fact base is.
    pub mark: Mark,
}

/// A duty that follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afterwards {
    /// 取得营业执照和许可证以后 15 日内去备案.
    pub text: String,
    /// How sure the fact base is.
    pub mark: Mark,
}

/// How often somebody comes to the counter: parameters of the district.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visits {
    /// For each permit that is handled by itself.
    pub apart: u16,
    /// For all that are handled together.
    pub together: u16,
    /// How sure the district is of both.
    pub mark: Mark,
}

/// How long a permit is valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// 5 年.
    pub text: String,
    /// How sure the fact base is.
    pub mark: Mark,
}

/// A time limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// 作出决定, 发证, 现场检查.
    pub act: String,
    /// How long.
    pub length: Length,
    /// By how many of the same days it may be extended once.
    pub extension: Option<u16>,
    /// From when it runs.
    pub from: LimitStart,
    /// A promise of the office; otherwise the law.
    pub is_promise: bool,
    /// As the law writes it where that differs: 15日.
    pub as_written: Option<String>,
    /// Where it stands: 行政许可法第42条.
    pub source: String,
    /// How sure the fact base is.
    pub mark: Mark,
}

/// How long a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// 当场.
    OnTheSpot,
    /// Half a working day: the promise of 0.5 个工作日.
    HalfWorkingDay,
    /// Working days.
    WorkingDays(u16),
    /// Calendar days.
    CalendarDays(u16),
    /// The law says 日 only: shown as working days, with the calendar days as an inner warning
    /// (50-calendar, section 4.1).
    Days(u16),
}

/// From when a limit runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitStart {
    /// 收到.
    Receipt,
    /// 受理.
    Acceptance,
    /// The inspection before it.
    Inspection,
    /// The decision.
    Decision,
}

/// A way to get a permit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// Option of the question that chooses it: `commit`, `general`.
    pub id: String,
    /// Question that chooses it: `fire-mode`.
    pub question: String,
    /// 告知承诺.
    pub name: String,
    /// What it means, in one plain sentence.
    pub summary: String,
    /// Its limits.
    pub limits: Vec<Limit>,
    /// Whether somebody comes to look.
    pub inspection: Inspection,
}

/// Whether somebody comes to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// When.
    pub kind: InspectionKind,
    /// What it depends on, or what the law says, in one plain sentence.
    pub note: Option<String>,
    /// How sure the fact base is.
    pub mark: Mark,
}

/// When somebody comes to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InspectionKind {
    /// Always before the decision.
    Before,
    /// Sometimes before the decision.
    Perhaps,
    /// After the decision.
    After,
    /// Never.
    Never,
}

/// What is looked at on site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionList {
    /// `food`.
    pub id: String,
    /// 食品现场核查.
    pub name: String,
    /// Legal basis.
    pub source: String,
    /// In the order of the walk.
    pub items: Vec<InspectionItem>,
}

/// One thing that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionItem {
    /// `fk-04`.
    pub id: String,
    /// 专间或专用操作区.
    pub what: String,
    /// What it should be like.
    pub requirement: String,
    /// What is photographed.
    pub photo: Option<String>,
    /// What follows where it is not: 整改.
    pub otherwise: Option<String>,
    /// How sure the fact base is.
    pub mark: Mark,
}

/// How to get a document and hand it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialGuide {
    /// Material id.
    pub material: String,
    /// Who gives it to me and how, in plain sentences.
    pub how: String,
    /// What must be seen on it, each a few words: 门牌号, 面积.
    pub shows: Vec<String>,
    /// Name of the sample picture in `public/samples`, if there is one.
    pub sample: Option<String>,
    /// What its last day of validity is called where it has one: 租期截止日.
    pub expiry: Option<String>,
    /// Months it is valid from the day it was issued, where the fact base says so.
    pub valid_months: Option<u16>,
    /// Id of the [`Template`] that the system writes in its place.
    pub template: Option<String>,
}

/// A text that the system writes from the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// `food-rules`.
    pub id: String,
    /// Title of the document.
    pub title: String,
    /// What the person confirms before it counts: 我已读完，内容属实.
    pub confirm: String,
    /// Paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paragraph {
    /// A heading inside the document.
    Heading(String),
    /// A sentence; `{field-id}` and `{question-id}` stand for what was given, `{today}` for the day,
    /// `{permits}` for the permits applied for.
    Text(String),
    /// Numbered items, filled in the same way.
    Items(Vec<String>),
    /// The fields of a permit's application form, one a row: label and value.
    Fields {
        /// Permit id.
        permit: String,
    },
    /// Place for signature and date.
    Signature,
}

/// Why bytes are not a handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a handbook of format {FORMAT}")]
pub struct NotAHandbook;

impl Handbook {
    /// Canonical bytes: the same handbook gives the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        // Plain data with known lengths: writing to memory cannot fail.
        bytes.extend(postcard::to_allocvec(self).unwrap_or_default());
        bytes
    }

    /// Reads [`Handbook::to_bytes`], on the server also of earlier formats.
    ///
    /// # Errors
    /// [`NotAHandbook`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAHandbook> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(NotAHandbook)?;
        let read = match rest.strip_prefix(&FORMAT.to_le_bytes()) {
            Some(rest) => postcard::from_bytes(rest).ok(),
            None => old::read(rest),
        };
        read.ok_or(NotAHandbook)
    }

    /// SHA-256 of the bytes, lower-case hex.
    #[must_use]
    pub fn hash(bytes: &[u8]) -> String {
        crate::hex::hex(&Sha256::digest(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handbook_comes_back_out_of_its_bytes() {
        let handbook = Handbook {
            package: "open-restaurant".to_owned(),
            ..Handbook::default()
        };
        let bytes = handbook.to_bytes();
        assert_eq!(Handbook::from_bytes(&bytes), Ok(handbook));
        assert_eq!(Handbook::from_bytes(b"lbhand\0\0\x03\0"), Err(NotAHandbook));
        assert_eq!(Handbook::hash(&bytes).len(), 64);
    }
}
