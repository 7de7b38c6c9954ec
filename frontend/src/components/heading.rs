//! Page heading: names the page in the tab, on screen and to a screen reader.

use leptos::html::H1;
use leptos::prelude::*;

use crate::device;

/// The `h1` of a page. It takes focus when the page comes, unless the address names an element.
#[component]
pub fn Heading(
    /// What the page is called.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    device::set_title(&format!("{text} · 联办"));
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // An address can name what is to be mended on its page.
            if device::focus_named() {
                return;
            }
            // Without this a change of page is silent to a screen reader.
            let _ = heading.focus();
            device::scroll_up();
        }
    });
    view! {
        <h1 class="heading" id="heading" tabindex="-1" node_ref=heading>
            {text}
        </h1>
    }
}
