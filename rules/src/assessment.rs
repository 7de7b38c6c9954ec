//! What the answers so far say. Serialises to the stable output of `lianban assess`.

use serde::{Deserialize, Serialize};

use crate::contents::Form;
use crate::date::Date;

/// Everything the answers so far say about one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Package id.
    pub package: String,
    /// SHA-256 of the compiled package, lower-case hex.
    pub hash: String,
    /// The day whose law was used.
    pub as_of: Date,
    /// The day of application.
    pub applied_on: Date,
    /// Every permit of the package, in the order in which they happen.
    pub permits: Vec<PermitAssessment>,
    /// Site stops that apply or could still apply.
    pub stops: Vec<StopAssessment>,
    /// Items on the licence that are printed or could still be.
    pub licence_items: Vec<ItemAssessment>,
    /// Documents that are needed or could still be.
    pub materials: Vec<MaterialAssessment>,
    /// Ids of the hints that apply for sure.
    pub hints: Vec<String>,
    /// Questions answered 还不清楚 on which something still hangs.
    pub to_settle: Vec<String>,
    /// The next screen; `None` when the guide is done.
    pub next: Option<Screen>,
    /// Bounds on what is left.
    pub left: Left,
}

/// What the answers say about one permit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermitAssessment {
    /// Permit id.
    pub id: String,
    /// Whether it is needed.
    pub need: Need,
    /// How it would go; `None` where it is needed in no completion.
    pub disposition: Option<Disposition>,
    /// Rules that decide the need whatever is answered next; where none does, those that decide
    /// it in some completion, or `otherwise`.
    pub because: Vec<String>,
    /// Rules that decide the disposition whatever is answered next; where none does, those that
    /// decide it in some completion.
    pub disposition_because: Vec<String>,
    /// Questions that can still change the permit.
    pub depends_on: Vec<String>,
    /// Rests on a rule or parameter that nobody signed off: 以窗口核定为准.
    pub marked: bool,
}

/// Whether a permit is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// 需要
    Required,
    /// 待确认: no documents are asked.
    Pending,
    /// 不需要
    NotRequired,
    /// 还要看: completions differ.
    Open,
}

/// How a needed permit would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disposition {
    /// Nothing speaks against it.
    Ok,
    /// A person decides.
    Manual,
    /// A forecast that it would be refused.
    Refused,
    /// Another authority.
    Out,
    /// Completions differ.
    Open,
}

/// A site stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopAssessment {
    /// Rule id.
    pub rule: String,
    /// Whether it is settled.
    pub verdict: StopVerdict,
}

/// Whether a site stop is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StopVerdict {
    /// It applies.
    Applies,
    /// It could still apply.
    Open,
}

/// An item printed on the licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAssessment {
    /// Item id.
    pub id: String,
    /// Whether it is printed.
    pub verdict: ItemVerdict,
}

/// Whether an item is printed on the licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemVerdict {
    /// Printed.
    Yes,
    /// Not printed.
    No,
    /// Completions differ.
    Open,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialAssessment {
    /// Material id.
    pub id: String,
    /// Whether it is settled that it is needed.
    pub verdict: MaterialVerdict,
    /// The strictest form asked for in some completion.
    pub form: Form,
    /// Number of copies.
    pub copies: u8,
    /// The permits it serves.
    #[serde(rename = "for")]
    pub serves: Vec<String>,
}

/// Whether a document is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaterialVerdict {
    /// Needed.
    Needed,
    /// Completions differ.
    Open,
}

/// The questions to show next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screen {
    /// Topic id.
    pub screen: String,
    /// Due questions of the topic, in the author's order.
    pub questions: Vec<String>,
}

/// Bounds on what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// No interview from here shows more screens than this.
    pub screens_at_most: usize,
}
