//! Assessing answers that came as JSON: what the command line and the API share.

use lianban_api::{AssessRequest, Problem};
use lianban_rules::assessment::Assessment;
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use serde_json::{Map, Value as Json};

use crate::gate::{invalid, read_answers};

/// What somebody wants assessed.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Question id → value.
    pub answers: Map<String, Json>,
    /// The days.
    pub days: Days,
    /// How.
    pub wish: Wish,
}

impl Asked {
    /// A request of the API, its days filled in.
    #[must_use]
    pub fn from(request: AssessRequest, today: Date) -> Self {
        let as_of = request.as_of.unwrap_or(today);
        Self {
            answers: request.answers,
            days: Days {
                as_of,
                applied_on: request.applied_on.unwrap_or(as_of),
            },
            wish: Wish {
                go_on: request.go_on,
            },
        }
    }
}

/// Assesses, or says everything that is wrong with the answers.
///
/// # Errors
/// 422, with pointers under `/answers`.
pub fn assess(package: &Package, asked: &Asked) -> Result<Assessment, Problem> {
    let answers = read_answers(package, &asked.answers).map_err(invalid)?;
    Ok(package.assess(&answers, asked.days, asked.wish))
}
