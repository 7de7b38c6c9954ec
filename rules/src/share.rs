//! Answers as one short text that fits behind the `#` of an address or into a QR code.
//!
//! The text holds the answers of the guide and what they showed when they were shared, and
//! nothing that was typed into the form. Questions, options, permits and documents stand in it
//! as two bytes of a hash of their id, so the text is short and an old one can still be read by
//! newer rules: an answer that no longer fits is left out and counted, and [`Shared`] says what
//! the person saw under the old rules.
//!
//! **Invariant:** reading what was written for the same package gives the same answers, and
//! whatever else stands behind the `#` is an error, never a wrong answer.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use crate::answers::{Answer, Answers, Value};
use crate::assessment::{Assessment, MaterialVerdict, Need};
use crate::contents::{Contents, QuestionKind};
use crate::date::Date;
use crate::package::Package;

mod letters;
mod names;

use names::{Kind, Names};

/// Version of the text, its first letter.
const VERSION: char = '1';
/// Bytes at the end that tell whether the rest is whole.
const CHECK: usize = 3;

/// Two bytes that stand for an id.
type Key = [u8; 2];

/// What stands in the text.
#[derive(Serialize, Deserialize)]
struct Body {
    salt: u8,
    package: Key,
    hash: [u8; 4],
    answers: Vec<(Key, Given)>,
    permits: Vec<Key>,
    documents: Vec<Key>,
    open_permits: Vec<Key>,
    open_documents: Vec<Key>,
}

/// An answer in the text.
#[derive(Serialize, Deserialize)]
enum Given {
    Unknown,
    No,
    Yes,
    Option(Key),
    Options(Vec<Key>),
    Integer(i64),
    Hundredths(i64),
    Day(u8, u8, u8),
}

/// What a text says to a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The text was written under these very rules.
    pub is_current: bool,
    /// Question id → value, `null` = 还不清楚; only what fits the package.
    pub answers: Map<String, Json>,
    /// Answers that fit no question any more.
    pub lost: usize,
    /// Ids of the permits that were needed.
    pub permits: Vec<String>,
    /// Ids of the documents that were needed.
    pub documents: Vec<String>,
    /// Ids of the permits that were still open.
    pub open_permits: Vec<String>,
    /// Ids of the documents that were still open.
    pub open_documents: Vec<String>,
    /// Permits and documents that were needed and that the package does not know any more.
    pub gone: usize,
}

/// Why a text cannot be read; nothing is lost by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Part of it is missing, or it was never one.
    #[error("这个链接不完整，可能复制的时候少了一截。请重新复制，或者再扫一次二维码。")]
    Broken,
    /// Of a version that this program does not know.
    #[error("这个链接是更新的版本做的。请刷新页面再打开。")]
    Newer,
    /// For another package.
    #[error("这个链接不是办这件事的。请从发给您的完整地址打开。")]
    OtherPackage,
}

/// Writes answers and what they show.
#[must_use]
pub fn write(package: &Package, answers: &Answers, assessment: &Assessment) -> String {
    let contents = package.contents();
    let names = Names::new(contents);
    let given = answers.0.iter().map(|(id, answer)| {
        let key = names.key(Kind::Question, id);
        (key, give(&names, id, answer))
    });
    let permits = |need: &dyn Fn(Need) -> bool| {
        let chosen = assessment.permits.iter().filter(|it| need(it.need));
        chosen.map(|it| names.key(Kind::Permit, &it.id)).collect()
    };
    let documents = |verdict: MaterialVerdict| {
        let chosen = assessment.materials.iter();
        let chosen = chosen.filter(|it| it.verdict == verdict);
        chosen.map(|it| names.key(Kind::Material, &it.id)).collect()
    };
    let body = Body {
        salt: names.salt,
        package: names.key(Kind::Package, &contents.id),
        hash: short(package.hash()),
        answers: given.collect(),
        permits: permits(&|need| need == Need::Required),
        documents: documents(MaterialVerdict::Needed),
        open_permits: permits(&|need| matches!(need, Need::Open | Need::Pending)),
        open_documents: documents(MaterialVerdict::Open),
    };
    // Plain data with known lengths: writing to memory cannot fail.
    let mut bytes = postcard::to_allocvec(&body).unwrap_or_default();
    bytes.extend(check(&bytes));
    format!("{VERSION}{}", letters::write(&bytes))
}

/// Reads what [`write`] wrote for this package, or for an older or newer state of it.
///
/// # Errors
/// [`ShareError`].
pub fn read(package: &Package, text: &str) -> Result<Shared, ShareError> {
    let body = body(text)?;
    let names = Names::salted(package.contents(), body.salt);
    if body.package != names.key(Kind::Package, &package.contents().id) {
        return Err(ShareError::OtherPackage);
    }
    let found = body.answers.iter().filter_map(|(key, given)| {
        let id = names.id(Kind::Question, *key)?;
        Some((id.to_owned(), take(&names, id, given)?))
    });
    let mut answers: Map<String, Json> = found.collect();
    drop_unreadable(package, &mut answers);
    let mut shared = Shared {
        is_current: body.hash == short(package.hash()),
        lost: body.answers.len().saturating_sub(answers.len()),
        answers,
        ..Shared::default()
    };
    let mut ids_of = |kind, keys: &[Key]| {
        let ids: Vec<String> = keys
            .iter()
            .filter_map(|key| names.id(kind, *key).map(str::to_owned))
            .collect();
        shared.gone += keys.len() - ids.len();
        ids
    };
    let permits = ids_of(Kind::Permit, &body.permits);
    let documents = ids_of(Kind::Material, &body.documents);
    let open_permits = ids_of(Kind::Permit, &body.open_permits);
    let open_documents = ids_of(Kind::Material, &body.open_documents);
    Ok(Shared {
        permits,
        documents,
        open_permits,
        open_documents,
        ..shared
    })
}

fn body(text: &str) -> Result<Body, ShareError> {
    let mut chars = text.chars();
    match chars.next() {
        Some(VERSION) => {}
        Some('2'..='9') => return Err(ShareError::Newer),
        _ => return Err(ShareError::Broken),
    }
    let bytes = letters::read(chars.as_str()).ok_or(ShareError::Broken)?;
    let cut = bytes.len().checked_sub(CHECK).ok_or(ShareError::Broken)?;
    let (body, told) = bytes.split_at(cut);
    if check(body) != told {
        return Err(ShareError::Broken);
    }
    postcard::from_bytes(body).map_err(|_| ShareError::Broken)
}

/// An impossible pair of numbers stays: the person mends it on its screen.
fn drop_unreadable(package: &Package, answers: &mut Map<String, Json>) {
    let errors = package.read_answers(answers).err().unwrap_or_default();
    for error in errors.iter().filter(|it| it.keyword != "constraint") {
        answers.remove(error.pointer.trim_start_matches('/'));
    }
}

fn give(names: &Names<'_>, question: &str, answer: &Answer) -> Given {
    let option = |option: &String| names.key(Kind::Option(question), option);
    match answer {
        Answer::Unknown => Given::Unknown,
        Answer::Known(Value::YesNo(false)) => Given::No,
        Answer::Known(Value::YesNo(true)) => Given::Yes,
        Answer::Known(Value::Choice(id)) => Given::Option(option(id)),
        Answer::Known(Value::Multi(ids)) => Given::Options(ids.iter().map(option).collect()),
        Answer::Known(Value::Integer(number)) => Given::Integer(*number),
        Answer::Known(Value::Hundredths(number)) => Given::Hundredths(*number),
        Answer::Known(Value::Date(day)) => {
            let (year, month, day) = day.parts();
            // Years run from 1900 to 2100.
            let year = u8::try_from(year - FIRST_YEAR).unwrap_or_default();
            Given::Day(year, month, day)
        }
    }
}

/// The first year of a [`Date`].
const FIRST_YEAR: i32 = 1900;

fn take(names: &Names<'_>, question: &str, given: &Given) -> Option<Json> {
    let option = |key: &Key| {
        let id = names.id(Kind::Option(question), *key)?;
        Some(id.to_owned())
    };
    let value = match given {
        Given::Unknown => return Some(Json::Null),
        Given::No => Value::YesNo(false),
        Given::Yes => Value::YesNo(true),
        Given::Option(key) => Value::Choice(option(key)?),
        Given::Options(keys) => Value::Multi(keys.iter().map(option).collect::<Option<_>>()?),
        Given::Integer(number) => Value::Integer(*number),
        Given::Hundredths(number) => Value::Hundredths(*number),
        Given::Day(year, month, day) => {
            Value::Date(Date::new(FIRST_YEAR + i32::from(*year), *month, *day).ok()?)
        }
    };
    Some(value.to_json())
}

/// The first four bytes of a hash in hex.
fn short(hash: &str) -> [u8; 4] {
    let digits = hash.get(..8).unwrap_or_default();
    u32::from_str_radix(digits, 16)
        .unwrap_or_default()
        .to_be_bytes()
}

fn check(bytes: &[u8]) -> [u8; CHECK] {
    let mut check = [0; CHECK];
    for (to, from) in check.iter_mut().zip(Sha256::digest(bytes)) {
        *to = from;
    }
    check
}

/// Every id of a package under its kind.
fn ids(contents: &Contents) -> Vec<(Kind<'_>, &str)> {
    let mut ids = Vec::new();
    for question in &contents.questions {
        ids.push((Kind::Question, question.id.as_str()));
        if let QuestionKind::Choice { options } | QuestionKind::Multi { options, .. } =
            &question.kind
        {
            let of = Kind::Option(&question.id);
            ids.extend(options.iter().map(|it| (of, it.id.as_str())));
        }
    }
    let permits = contents.permits.iter();
    ids.extend(permits.map(|it| (Kind::Permit, it.id.as_str())));
    let materials = contents.materials.iter();
    ids.extend(materials.map(|it| (Kind::Material, it.id.as_str())));
    ids
}
