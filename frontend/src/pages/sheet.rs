//! What the fields on one page of the form share: the case, and what is wrong where.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use lianban_rules::contents::Field;
use lianban_rules::handbook::Handbook;
use serde_json::{Map, Value as Json};

use super::handbook;
use super::package::Case;
use crate::components::error_summary::Mistake;
use crate::state::draft::Draft;
use crate::state::form::{self, Fault, Ground};
use crate::state::prefill;

/// What the fields on one page share.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The case.
    pub case: Case,
    /// Its handbook.
    pub handbook: StoredValue<Arc<Handbook>>,
    /// What was wrong when the person last went on.
    pub mistakes: RwSignal<Vec<Mistake>>,
    /// Fields that have been left since, and what is wrong with them.
    pub left: RwSignal<BTreeMap<String, Vec<Fault>>>,
}

impl Sheet {
    /// The sheet of the page that is being drawn.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// A sheet for the page that is being drawn.
    pub fn new(case: Case) -> Self {
        Self {
            case,
            handbook: StoredValue::new(handbook::of_page()),
            mistakes: RwSignal::new(Vec::new()),
            left: RwSignal::new(BTreeMap::new()),
        }
    }

    /// What is wrong at a place of a field: as found when it was left, or when the person went on.
    pub fn error(self, field: &str, place: &str) -> Signal<Option<String>> {
        let (field, place) = (field.to_owned(), place.to_owned());
        Signal::derive(move || {
            let mistakes = self.mistakes.read();
            let told = mistakes.iter().find(|it| it.place == place);
            let left = self.left.read();
            let Some(faults) = left.get(&field) else {
                return told.map(|it| it.message.clone());
            };
            // Leaving something empty is no mistake before the person goes on.
            let mut faults = faults.iter();
            let found = faults.find(|it| it.place == place && (told.is_some() || !it.is_empty));
            found.map(|it| it.message.clone())
        })
    }

    /// A field was left: looks at it.
    pub fn leave(self, field: &Field, required: bool) {
        let faults = self.look(|draft, ground| form::faults_of(field, required, draft, ground));
        let id = field.id.clone();
        self.left.update(|left| drop(left.insert(id, faults)));
    }

    /// Fills the empty fields with what came from elsewhere; how many there were.
    pub fn bring(self, values: &Map<String, Json>) -> usize {
        let package = self.case.package.get_value();
        let mut draft = self.case.draft.get_untracked();
        let filled = self.look(|_, ground| prefill::fill(&package, &mut draft, ground, values));
        if filled > 0 {
            self.case.draft.set(draft);
            self.left.set(BTreeMap::new());
            self.mistakes.set(Vec::new());
        }
        filled
    }

    /// Looks at the draft on the ground of the guide's answers.
    pub fn look<T>(self, look: impl FnOnce(&Draft, Ground<'_>) -> T) -> T {
        look_at(self.case, &self.handbook.get_value(), look)
    }
}

/// Looks at the draft of a case on the ground of the guide's answers.
pub fn look_at<T>(
    case: Case,
    handbook: &Handbook,
    look: impl FnOnce(&Draft, Ground<'_>) -> T,
) -> T {
    let interview = case.interview.read_untracked();
    let ground = Ground {
        answers: &interview.answers,
        divisions: &handbook.divisions,
        today: case.today,
    };
    look(&case.draft.read_untracked(), ground)
}
