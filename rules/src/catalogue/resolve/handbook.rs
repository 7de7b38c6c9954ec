//! The handbook of a package: what concerns its permits and documents, every name known.

use crate::catalogue::shapes::{Accompanying, Records, Ref};
use crate::contents::{Contents, FieldKind, Mark, SCOPE};
use crate::diagnostic::{Fault, Findings, did_you_mean};
use crate::handbook::{Handbook, Length, Limit, Paragraph, PermitGuide, Visits};
use crate::place::Name;

/// How often somebody comes for a permit handled by itself.
const APART: &str = "p-visits-apart";
/// How often somebody comes for all permits together.
const TOGETHER: &str = "p-visits-together";

/// The handbook that goes with `contents`.
pub(in crate::catalogue) fn handbook(
    records: &Records,
    contents: &Contents,
    findings: &mut Findings,
) -> Handbook {
    check(records, findings);
    let book = &records.handbook;
    let (guides, together) = timed(records, findings);
    let has_permit = |id: &str| contents.permits.iter().any(|it| it.id == id);
    let has_field = |id: &String| contents.fields.iter().any(|it| it.id == *id);
    let has_material = |id: &str| contents.materials.iter().any(|it| it.id == id);
    let mut permits = guides;
    permits.retain(|it| has_permit(&it.permit));
    for guide in &mut permits {
        guide.fields.retain(has_field);
        for first in &mut guide.after {
            first.permits.retain(|id| has_permit(id));
        }
        guide.after.retain(|first| !first.permits.is_empty());
        guide.application = guide.application.take().filter(|id| has_material(id));
    }
    let materials = kept(&book.materials, |it| has_material(&it.material));
    let is_used = |id: &String| permits.iter().any(|it| it.lists.contains(id));
    let inspections = kept(&book.inspections, |it| is_used(&it.id));
    let is_written = |id: &String| materials.iter().any(|it| it.template.as_ref() == Some(id));
    let mut templates = kept(&book.templates, |it| is_written(&it.id));
    for template in &mut templates {
        template.paragraphs.retain(|it| match it {
            Paragraph::Fields { permit } => has_permit(permit),
            _ => true,
        });
    }
    let has_section = |id: &str| contents.fields.iter().any(|it| it.section == id);
    Handbook {
        package: contents.id.clone(),
        sections: kept(&book.sections, |it| has_section(&it.id)),
        together,
        divisions: kept(&book.divisions, |_| true),
        starts: super::starts::starts(records, contents, findings),
        permits,
        inspections,
        materials,
        templates,
        visits: visits(records),
        calendar: records.calendar.iter().map(|(_, it)| it.clone()).collect(),
    }
}

/// The guides of all permits and the limits for all together, each limit with its length.
fn timed(records: &Records, findings: &mut Findings) -> (Vec<PermitGuide>, Vec<Limit>) {
    let book = &records.handbook;
    let mut set = |limit: &mut Limit, name: &Option<Name>| {
        let Some(name) = name else { return };
        match parameter(records, name) {
            Ok((length, mark)) => {
                limit.length = length;
                limit.mark = limit.mark.max(mark);
            }
            Err(fault) => findings.add(name.at, fault),
        }
    };
    let mut guides = kept(&book.permits, |_| true);
    for (guide, read) in guides.iter_mut().zip(&book.permits) {
        let tracks = guide.tracks.iter_mut().flat_map(|it| &mut it.limits);
        let limits = guide.limits.iter_mut().chain(tracks);
        limits
            .zip(&read.lengths)
            .for_each(|(it, name)| set(it, name));
    }
    let mut together = book.together.clone();
    let limits = together.iter_mut().zip(&book.together_lengths);
    limits.for_each(|(it, name)| set(it, name));
    (guides, together)
}

/// The length that a parameter of the district sets, and how sure it is.
fn parameter(records: &Records, name: &Name) -> Result<(Length, Mark), Fault> {
    let districts = records.districts.iter();
    let all: Vec<_> = districts.flat_map(|it| &it.parameters).collect();
    let Some(found) = all.iter().find(|it| it.id.text == name.text) else {
        let known = all.iter().map(|it| it.id.text.as_str());
        return Err(Fault::UnknownName {
            kind: "parameter",
            name: name.text.clone(),
            remedy: did_you_mean(&name.text, known),
        });
    };
    let length = match (found.value.parse(), found.unit.as_deref()) {
        (Ok(count), Some("工作日")) => Some(Length::WorkingDays(count)),
        (Ok(count), Some("自然日")) => Some(Length::CalendarDays(count)),
        (Ok(count), Some("日")) => Some(Length::Days(count)),
        _ => None,
    };
    let length = length.ok_or_else(|| Fault::WrongShape {
        key: name.text.clone(),
        expected: "a number with the unit `工作日`, `自然日` or `日`".to_owned(),
    })?;
    Ok((length, found.mark))
}

/// The district's parameters of visits, if it has both.
fn visits(records: &Records) -> Option<Visits> {
    let districts = records.districts.iter();
    let parameters: Vec<_> = districts.flat_map(|it| &it.parameters).collect();
    let number = |id: &str| {
        let found = parameters.iter().find(|it| it.id.text == id)?;
        Some((found.value.parse().ok()?, found.mark))
    };
    let ((apart, one), (together, other)) = (number(APART)?, number(TOGETHER)?);
    Some(Visits {
        apart,
        together,
        mark: one.max(other),
    })
}

fn kept<T: Clone>(all: &[Accompanying<T>], is_kept: impl Fn(&T) -> bool) -> Vec<T> {
    let entries = all.iter().map(|it| &it.entry);
    entries.filter(|it| is_kept(it)).cloned().collect()
}

/// Every name that the handbook uses is defined somewhere in the catalogue.
fn check(records: &Records, findings: &mut Findings) {
    let book = &records.handbook;
    let refs = book.permits.iter().flat_map(|it| &it.refs);
    let refs = refs.chain(book.materials.iter().flat_map(|it| &it.refs));
    for Ref { kind, name } in refs.chain(book.templates.iter().flat_map(|it| &it.refs)) {
        let known = known(records, kind);
        let is_known = known.contains(&name.text.as_str());
        if !is_known && !records.dropped.contains(&name.text) {
            let remedy = did_you_mean(&name.text, known.iter().copied());
            let fault = Fault::UnknownName {
                kind,
                name: name.text.clone(),
                remedy,
            };
            findings.add(name.at, fault);
        }
    }
}

/// The options of the field of the scope of business.
fn scope(records: &Records) -> Vec<&str> {
    let fields = records.fields.iter();
    let options = fields
        .filter(|field| field.id.text == SCOPE)
        .filter_map(|field| match &field.kind {
            FieldKind::Several { options } => Some(options),
            _ => None,
        });
    options.flatten().map(|it| it.id.as_str()).collect()
}

fn known<'r>(records: &'r Records, kind: &str) -> Vec<&'r str> {
    let book = &records.handbook;
    match kind {
        "scope of business" => scope(records),
        "permit" => texts(records.permits.iter().map(|it| &it.id)),
        "material" => texts(records.materials.iter().map(|it| &it.id)),
        "question" => texts(records.questions.iter().map(|it| &it.id)),
        "field" => texts(records.fields.iter().map(|it| &it.id)),
        "inspection list" => texts(book.inspections.iter().map(|it| &it.id)),
        _ => texts(book.templates.iter().map(|it| &it.id)),
    }
}

fn texts<'r>(names: impl Iterator<Item = &'r Name>) -> Vec<&'r str> {
    names.map(|name| name.text.as_str()).collect()
}
