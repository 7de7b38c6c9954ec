//! The documents: exactly the needed ones, each handed in as it may be, with files that are there.

use std::collections::BTreeSet;

use lianban_api::{
    By, FILES_PER_DOCUMENT, FieldProblem, HandedDocument, HandedIn, Problem, StoredFile, Submission,
};
use lianban_rules::assessment::{Assessment, MaterialVerdict};
use lianban_rules::package::Package;
use lianban_rules::template::{self, Matter};

use super::{fault, invalid};
use crate::store::files::{Draft, Handover};

/// The ticked documents are exactly the needed ones.
pub(super) fn are_complete(
    package: &Package,
    submission: &Submission,
    assessment: &Assessment,
) -> Result<(), Problem> {
    let needed = || {
        let materials = assessment.materials.iter();
        materials.filter(|material| material.verdict == MaterialVerdict::Needed)
    };
    let name = |id: &str| {
        let materials = &package.contents().materials;
        let found = materials.iter().find(|material| material.id == id);
        found.map_or(id.to_owned(), |material| material.name.clone())
    };
    let ticked = &submission.documents;
    let missing = needed()
        .filter(|material| !ticked.iter().any(|it| it.id == material.id))
        .map(|material| {
            let message = format!("还没有勾选“{}”。准备好后请勾上。", name(&material.id));
            fault("/documents", "missing", message)
        });
    let needless = ticked
        .iter()
        .enumerate()
        .filter_map(|(ix, HandedIn { id, .. })| {
            let is_needed = needed().any(|material| material.id == *id);
            let message = format!("这次不用交“{}”，请去掉。", name(id));
            (!is_needed).then(|| fault(format!("/documents/{ix}"), "not-needed", message))
        });
    let errors: Vec<_> = missing.chain(needless).collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(invalid(errors))
    }
}

/// The documents as the case keeps them, or everything that is wrong with how they come.
pub(super) fn read(
    submission: &Submission,
    draft: Option<&Draft>,
    matter: Matter<'_>,
) -> Result<Vec<HandedDocument>, Problem> {
    let mut errors = Vec::new();
    let mut used = BTreeSet::new();
    let mut documents = Vec::new();
    for (ix, document) in submission.documents.iter().enumerate() {
        let at = format!("/documents/{ix}");
        let files = files_of(document, draft, &mut used, &at);
        match (files, text_of(document, matter, &at)) {
            (Ok(files), Ok(text)) => documents.push(handed(document, files, text)),
            (files, text) => {
                errors.extend(files.err().into_iter().flatten());
                errors.extend(text.err());
            }
        }
        errors.extend(expired(document, matter, &at));
    }
    if errors.is_empty() {
        Ok(documents)
    } else {
        Err(invalid(errors))
    }
}

/// What the case takes over from the draft.
pub(super) fn handover(draft: &Draft, documents: &[HandedDocument]) -> Handover {
    let files = documents.iter().flat_map(|document| &document.files);
    Handover {
        draft: draft.name.clone(),
        files: files.cloned().collect(),
    }
}

fn handed(document: &HandedIn, files: Vec<StoredFile>, text: Vec<String>) -> HandedDocument {
    HandedDocument {
        id: document.id.clone(),
        by: document.by,
        files,
        valid_until: document.valid_until,
        text,
    }
}

/// The text that the system writes in place of a document, from the same values as the browser.
fn text_of(document: &HandedIn, matter: Matter<'_>, at: &str) -> Result<Vec<String>, FieldProblem> {
    if document.by != By::Written {
        return Ok(Vec::new());
    }
    let handbook = matter.handbook;
    let mut guides = handbook.materials.iter();
    let guide = guides.find(|it| it.material == document.id);
    let id = guide.and_then(|it| it.template.as_ref());
    let template = id.and_then(|id| handbook.templates.iter().find(|it| it.id == *id));
    let template = template.ok_or_else(|| {
        let message = "这份材料系统写不了。请传文件，或者带到窗口。";
        fault(format!("{at}/by"), "no-template", message)
    })?;
    Ok(template::lines(&template::write(template, matter)))
}

/// The files of one document; each may be used once.
fn files_of<'s>(
    document: &'s HandedIn,
    draft: Option<&Draft>,
    used: &mut BTreeSet<&'s str>,
    at: &str,
) -> Result<Vec<StoredFile>, Vec<FieldProblem>> {
    let count = document.files.len();
    let wrong = match document.by {
        By::Files if count == 0 => Some(("missing", "还没有传文件。请传上来，或者改成带到窗口。")),
        By::Files if count > FILES_PER_DOCUMENT => Some((
            "too-many",
            "一份材料最多 10 个文件。请合成一个 PDF，或者删掉几个。",
        )),
        By::Bring | By::Written if count > 0 => {
            Some(("not-needed", "这份材料不是用文件交的，请去掉文件。"))
        }
        _ => None,
    };
    if let Some((keyword, message)) = wrong {
        return Err(vec![fault(format!("{at}/files"), keyword, message)]);
    }
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for (ix, id) in document.files.iter().enumerate() {
        let at = || format!("{at}/files/{ix}");
        let known = draft.and_then(|draft| draft.files.get(id));
        match known.map(|file| &file.whole) {
            _ if !used.insert(id) => {
                let message = "同一个文件用了两次。请给每份材料各传一个。";
                errors.push(fault(at(), "twice", message));
            }
            Some(Some(file)) => files.push(file.clone()),
            Some(None) => {
                let message = "这个文件还没有传完。请等它传完再提交。";
                errors.push(fault(at(), "unfinished", message));
            }
            None => {
                let message = "这个文件不在了，可能放得太久被删除了。请再传一次。";
                errors.push(fault(at(), "gone", message));
            }
        }
    }
    if errors.is_empty() {
        Ok(files)
    } else {
        Err(errors)
    }
}

/// A document that has run out is not handed in; one that never runs out has no last day.
fn expired(document: &HandedIn, matter: Matter<'_>, at: &str) -> Option<FieldProblem> {
    let last = document.valid_until?;
    let mut guides = matter.handbook.materials.iter();
    let guide = guides.find(|it| it.material == document.id);
    if guide.is_none_or(|it| it.expiry.is_none()) {
        let message = "这份材料没有到期日，请去掉。";
        return Some(fault(format!("{at}/valid_until"), "not-needed", message));
    }
    let message = format!("这份材料{last}就到期了。请先换一份在有效期内的。");
    (last < matter.today).then(|| fault(format!("{at}/valid_until"), "expired", message))
}
