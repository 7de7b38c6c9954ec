//! What `make bench` measures of explanations: each call does what one tap in the app does.
//!
//! The calls take the number of a case and of an explanation in it, and answer with
//! a number, so that nothing but the rules is timed, here and in the browser's engine.

use lianban_rules::answers::Answers;
use lianban_rules::assessment::Assessment;
use lianban_rules::compare::compare;
use lianban_rules::date::Date;
use lianban_rules::diagram::{TRUE, leaf_set};
use lianban_rules::explain::{Claim, NEEDED};
use lianban_rules::outcomes::{Outcome, permit_leaf};
use lianban_rules::package::{Days, Package, Wish};
use lianban_rules::state::Known;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// So many ways out are looked for, as in the app.
const MOST: usize = 3;

/// A package and complete cases of it.
#[wasm_bindgen]
pub struct Explaining {
    package: Package,
    day: Date,
    cases: Vec<Case>,
}

struct Case {
    answers: Answers,
    known: Known,
    /// What the result page gives a reason for.
    reasons: Vec<Claim>,
    /// What somebody would rather have than a refusal, a stop or a permit.
    wishes: Vec<Claim>,
}

#[wasm_bindgen]
impl Explaining {
    /// Over a compiled package, and a JSON list of answers.
    ///
    /// # Errors
    /// When an input is not what it should be.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], answer_sets: &str, day: &str) -> Result<Explaining, JsError> {
        let package = Package::from_bytes(bytes)?;
        let day: Date = day.parse()?;
        let sets = crate::read_all(&package, answer_sets)?;
        let cases = sets.into_iter().map(|it| Case::new(&package, it, day));
        let cases = cases.collect();
        Ok(Self {
            package,
            day,
            cases,
        })
    }

    /// How many cases there are.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.cases.len()
    }

    /// How many reasons the result page of a case gives.
    #[must_use]
    pub fn reasons(&self, case: usize) -> usize {
        self.cases.get(case).map_or(0, |it| it.reasons.len())
    }

    /// For how many verdicts of a case ways out are looked for.
    #[must_use]
    pub fn wishes(&self, case: usize) -> usize {
        self.cases.get(case).map_or(0, |it| it.wishes.len())
    }

    /// One assessment.
    #[must_use]
    pub fn assess(&self, case: usize) -> usize {
        self.cases
            .get(case)
            .map_or(0, |it| self.assessment(&it.answers).permits.len())
    }

    /// One reason in words: of how many answers.
    #[must_use]
    pub fn reason(&self, case: usize, nth: usize) -> usize {
        let Some(case) = self.cases.get(case) else {
            return 0;
        };
        let claim = case.reasons.get(nth);
        let reason = claim.and_then(|it| self.package.reason_of(*it, &case.known));
        let grounds = reason.unwrap_or_default().grounds;
        let words = |it| self.package.ground_in_words(it, &case.answers);
        grounds.iter().filter_map(words).count()
    }

    /// The ways out of one verdict in words, with what each changes elsewhere: how many.
    #[must_use]
    pub fn ways_out(&self, case: usize, nth: usize) -> usize {
        let Some(case) = self.cases.get(case) else {
            return 0;
        };
        let Some(wanted) = case.wishes.get(nth) else {
            return 0;
        };
        let ways = self.package.good_ways_out(*wanted, &case.known, MOST);
        if ways.is_empty() {
            return 0;
        }
        let before = self.assessment(&case.answers);
        let mut words = 0;
        for way in &ways {
            let changes = way.changes.iter();
            words += changes
                .filter_map(|it| self.package.change_in_words(it, &case.answers))
                .count();
            let after = self.package.after(way, &case.answers, self.day);
            std::hint::black_box(compare(&before, &self.assessment(&after)));
        }
        words
    }

    /// A case beside the next one: how many permits come.
    #[must_use]
    pub fn compare(&self, case: usize) -> usize {
        let one = self.cases.get(case);
        let other = self.cases.get((case + 1) % self.cases.len().max(1));
        let (Some(one), Some(other)) = (one, other) else {
            return 0;
        };
        let (one, other) = (&one.answers, &other.answers);
        compare(&self.assessment(one), &self.assessment(other))
            .permits_come
            .len()
    }
}

impl Explaining {
    fn assessment(&self, answers: &Answers) -> Assessment {
        let days = Days {
            as_of: self.day,
            applied_on: self.day,
        };
        self.package.assess(answers, days, Wish { go_on: true })
    }
}

impl Case {
    fn new(package: &Package, answers: Answers, day: Date) -> Self {
        let known = package.taking_part(&answers, day);
        let (mut reasons, mut wishes) = (Vec::new(), Vec::new());
        let state = package.state(&known);
        for (outcome, root) in package.outcomes().all() {
            let leaves = state.leaves(root);
            let now = Claim { root, leaves };
            reasons.extend(Claim::settled(outcome, root, leaves));
            match outcome {
                Outcome::Permit(_) if leaves == leaf_set(permit_leaf::REFUSED) => {
                    reasons.push(now);
                    wishes.push(now.avoided());
                }
                Outcome::Permit(_) if leaves & !NEEDED == 0 => wishes.push(Claim {
                    leaves: leaf_set(permit_leaf::NOT_REQUIRED),
                    ..now
                }),
                Outcome::Stop(_) if leaves == leaf_set(TRUE) => wishes.push(now.denied()),
                _ => {}
            }
        }
        Self {
            answers,
            known,
            reasons,
            wishes,
        }
    }
}
