//! Four numbers for one person's case, together against one by one: fields to fill in,
//! documents to hand in, visits to the counter, working days to wait.

use serde_json::Map;

use crate::answers::{Answer, Answers, Value};
use crate::assessment::{Assessment, MaterialVerdict, Need};
use crate::contents::Mark;
use crate::date::Date;
use crate::form::fields_asked;
use crate::handbook::{Handbook, PermitGuide};
use crate::opening::opening;
use crate::package::Package;

/// One number both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Both {
    /// All permits with one application.
    pub together: u16,
    /// Each permit with an application of its own, one after the other.
    pub apart: u16,
}

/// The four numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Fields of the forms.
    pub fields: Both,
    /// Documents needed for sure.
    pub documents: Both,
    /// Visits to the counter; `None` where the district says nothing. The flag tells that
    /// its parameters are not confirmed.
    pub visits: Option<(Both, bool)>,
    /// Working days by the limits of the law.
    pub days: Both,
    /// Ids of needed permits without a stated limit: not counted.
    pub without_limit: Vec<String>,
}

/// Counts for the permits that are needed for sure.
///
/// Apart, a field counts in each permit whose form prints it, a document for each permit
/// it serves (30-restaurant, section 5), and each permit waits until the one before is done. Duties after the opening are not
/// waited for.
#[must_use]
pub fn tally(
    package: &Package,
    handbook: &Handbook,
    assessment: &Assessment,
    answers: &Answers,
    on: Date,
) -> Tally {
    let guides: Vec<&PermitGuide> = handbook
        .permits
        .iter()
        .filter(|guide| is_needed(assessment, &guide.permit))
        .collect();
    let chosen = |question: &str| chosen(answers, question);
    let opening = opening(handbook, assessment, chosen);
    let needed = assessment.permits.iter();
    let needed = needed.filter(|it| it.need == Need::Required).count();
    let unlimited = opening.tasks.iter().filter(|it| it.days.is_none());
    Tally {
        fields: fields(package, &guides, answers, on),
        documents: documents(assessment),
        visits: handbook.visits.map(|visits| {
            let count = narrow(needed);
            let both = Both {
                together: visits.together.min(visits.apart.saturating_mul(count)),
                apart: visits.apart.saturating_mul(count),
            };
            (both, visits.mark != Mark::Verified)
        }),
        days: Both {
            together: opening.days,
            apart: opening.tasks.iter().filter_map(|it| it.days).sum(),
        },
        without_limit: unlimited.map(|it| it.permit.clone()).collect(),
    }
}

fn is_needed(assessment: &Assessment, id: &str) -> bool {
    let mut permits = assessment.permits.iter();
    permits.any(|it| it.id == id && it.need == Need::Required)
}

fn fields(package: &Package, guides: &[&PermitGuide], answers: &Answers, on: Date) -> Both {
    let asked = fields_asked(package, answers, &Map::new(), on);
    let prints = |id: &str| {
        let guides = guides.iter();
        guides
            .filter(|guide| guide.fields.iter().any(|it| it == id))
            .count()
    };
    Both {
        together: narrow(asked.len()),
        apart: narrow(asked.iter().map(|it| prints(&it.field.id).max(1)).sum()),
    }
}

fn documents(assessment: &Assessment) -> Both {
    let needed = assessment.materials.iter();
    let needed: Vec<_> = needed
        .filter(|it| it.verdict == MaterialVerdict::Needed)
        .collect();
    Both {
        together: narrow(needed.len()),
        apart: narrow(needed.iter().map(|it| it.serves.len().max(1)).sum()),
    }
}

/// The option that answers a question.
#[must_use]
pub fn chosen(answers: &Answers, question: &str) -> Option<String> {
    match answers.0.get(question)? {
        Answer::Known(Value::Choice(option)) => Some(option.clone()),
        _ => None,
    }
}

fn narrow(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
