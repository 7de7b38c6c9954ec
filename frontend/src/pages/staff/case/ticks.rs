//! What the window has looked at: ticks that stay on its desk and go no further.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::device;

/// The ticks of one case.
#[derive(Clone, Copy)]
pub struct Ticks {
    key: StoredValue<String>,
    done: RwSignal<BTreeSet<String>>,
}

impl Ticks {
    /// Those of the case with this number.
    pub fn of(number: &str) -> Self {
        let key = format!("lianban/ticks/{number}");
        let kept = device::on_desk(&key).unwrap_or_default();
        let done = kept.split_whitespace().map(str::to_owned).collect();
        Self {
            key: StoredValue::new(key),
            done: RwSignal::new(done),
        }
    }

    /// Whether `what` has been looked at.
    pub fn has(self, what: &str) -> bool {
        self.done.read().contains(what)
    }

    fn set(self, what: &str, on: bool) {
        self.done.update(|done| {
            if on {
                done.insert(what.to_owned())
            } else {
                done.remove(what)
            };
        });
        let done = self.done.read_untracked();
        let text: Vec<&str> = done.iter().map(String::as_str).collect();
        self.key
            .with_value(|key| device::leave_on_desk(key, &text.join(" ")));
    }
}

/// A box to tick; `place` is its id on the page.
pub fn tick(ticks: Ticks, what: &str, place: &str, words: &'static str) -> impl IntoView + use<> {
    let (read, written) = (what.to_owned(), what.to_owned());
    view! {
        <label class="tick" for=place.to_owned()>
            <input class="tick__box" type="checkbox" id=place.to_owned() prop:checked=move || ticks.has(&read)
                on:change=move |event| ticks.set(&written, event_target_checked(&event)) />
            <span>{words}</span>
        </label>
    }
}
