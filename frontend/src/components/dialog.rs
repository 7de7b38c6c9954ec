//! A dialogue over the page: takes focus, gives it back, closes with Esc. The browser does all that.

use leptos::html::Dialog;
use leptos::prelude::*;

/// A dialogue that is open while `is_open` says so.
#[component]
pub fn Modal(
    /// Whether it is open. Esc closes it.
    is_open: RwSignal<bool>,
    /// What it is called.
    title: &'static str,
    /// What stands in it.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if is_open.get() && !dialog.open() {
            // It can only fail where the dialogue is open already.
            let _ = dialog.show_modal();
        } else if !is_open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="dialog-title" on:close=move |_| is_open.set(false)>
            {move || is_open.get().then(|| view! {
                <h2 class="dialog__title" id="dialog-title">{title}</h2>
                {children()}
            })}
        </dialog>
    }
}
