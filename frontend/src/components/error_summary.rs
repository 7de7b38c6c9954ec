//! What has to be mended, at the top of the page: takes focus when it comes.

use leptos::html::Div;
use leptos::prelude::*;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where: the id of an element on the page, or an address.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// The list of things to mend, with links to them.
#[component]
pub fn ErrorSummary(
    /// Empty: nothing is shown.
    mistakes: RwSignal<Vec<Mistake>>,
) -> impl IntoView {
    let summary = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if !mistakes.read().is_empty()
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });
    let items = move || {
        let line = |mistake: Mistake| {
            // `external` leaves the click to the browser, which moves focus to the field.
            let on_page = !mistake.place.starts_with('/');
            let href = if on_page {
                format!("#{}", mistake.place)
            } else {
                mistake.place
            };
            view! { <li><a href=href rel=on_page.then_some("external")>{mistake.message}</a></li> }
        };
        mistakes.get().into_iter().map(line).collect_view()
    };
    let list = move || {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>
                <h2 class="error-summary__title">"请先改一下这几处"</h2>
                <ul>{items}</ul>
            </div>
        }
    };
    move || (!mistakes.read().is_empty()).then(list)
}
