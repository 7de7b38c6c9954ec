//! The rules as WebAssembly with nothing around them.
//!
//! The same crate the app uses, at the same optimisation, without the app around
//! it: so that a test can hand thousands of answers to the browser's engine and
//! compare what comes out with the server's, byte for byte, and a bench can time it.

mod explaining;

pub use explaining::Explaining;
use lianban_rules::answers::Answers;
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Assesses each of `answer_sets` (a JSON list of answers) with the compiled package in
/// `bytes`: a JSON list of assessments with their receipts, as text.
///
/// # Errors
/// When an input is not what it should be.
#[wasm_bindgen]
pub fn assess_all(bytes: &[u8], answer_sets: &str, day: &str) -> Result<Vec<String>, JsError> {
    let package = Package::from_bytes(bytes)?;
    let day: Date = day.parse()?;
    let sets: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(answer_sets)?;
    sets.iter().map(|set| assess(&package, set, day)).collect()
}

fn assess(
    package: &Package,
    answers: &serde_json::Map<String, serde_json::Value>,
    day: Date,
) -> Result<String, JsError> {
    let answers = package
        .read_answers(answers)
        .map_err(|errors| JsError::new(&format!("{errors:?}")))?;
    let days = Days {
        as_of: day,
        applied_on: day,
    };
    let assessment = package.assess(&answers, days, Wish::default());
    let receipt = package.receipt(&answers, &assessment);
    Ok(format!("{receipt} {}", serde_json::to_string(&assessment)?))
}

/// Reads a JSON list of answers.
fn read_all(package: &Package, answer_sets: &str) -> Result<Vec<Answers>, JsError> {
    let sets: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(answer_sets)?;
    let read = |set| {
        let read = package.read_answers(set);
        read.map_err(|errors| JsError::new(&format!("{errors:?}")))
    };
    sets.iter().map(read).collect()
}

/// What `make bench` measures: assessments without JSON around them.
#[wasm_bindgen]
pub struct Bench {
    package: Package,
    sets: Vec<Answers>,
    days: Days,
}

#[wasm_bindgen]
impl Bench {
    /// Over a compiled package, and a JSON list of answers to go round.
    ///
    /// # Errors
    /// When an input is not what it should be.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], answer_sets: &str, day: &str) -> Result<Bench, JsError> {
        let package = Package::from_bytes(bytes)?;
        let day: Date = day.parse()?;
        let sets = read_all(&package, answer_sets)?;
        let days = Days {
            as_of: day,
            applied_on: day,
        };
        Ok(Self {
            package,
            sets,
            days,
        })
    }

    /// Assesses so many times; how many.
    #[must_use]
    pub fn run(&self, times: usize) -> usize {
        for answers in self.sets.iter().cycle().take(times) {
            let assessment = self.package.assess(answers, self.days, Wish::default());
            std::hint::black_box(assessment);
        }
        times
    }
}
