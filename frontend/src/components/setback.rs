//! What kept the app from doing what was asked, at the top of the page: takes focus when it comes.

use leptos::html::Div;
use leptos::prelude::*;

use crate::device;
use crate::state::setback::Setback;

/// What happened and what to do.
#[component]
pub fn SetbackNotice(
    /// Nothing: nothing is shown.
    setback: RwSignal<Option<Setback>>,
) -> impl IntoView {
    let notice = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if setback.read().is_some()
            && let Some(notice) = notice.get()
        {
            let _ = notice.focus();
        }
    });
    let said = move |it: Setback| {
        let lines = it.lines.into_iter().map(|line| view! { <p>{line}</p> });
        let again = it.is_stale.then(|| {
            view! { <button class="button" type="button" on:click=|_| device::reload()>"刷新这一页"</button> }
        });
        view! {
            <div class="error-summary" role="alert" tabindex="-1" node_ref=notice>
                <h2 class="error-summary__title">{it.title}</h2>
                {lines.collect_view()}
                {again}
            </div>
        }
    };
    move || setback.get().map(said)
}
