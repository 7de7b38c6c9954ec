//! A pictogram of the sprite, by name. It only repeats what the words beside it say.

use leptos::prelude::*;

/// Draws the pictogram `name`.
pub fn icon(name: &str) -> impl IntoView + use<> {
    let href = format!("/icons/icons.svg#{name}");
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=href />
        </svg>
    }
}
