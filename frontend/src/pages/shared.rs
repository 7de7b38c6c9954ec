//! Answers that came in the address: taken at once where there are none, otherwise asked about.

use leptos::prelude::*;
use lianban_rules::share::Shared;

use super::package::Case;
use crate::device;
use crate::router::Router;
use crate::state::shared::{Incoming, incoming, left_behind, take};

/// What is said of answers that came in the address; nothing where none did.
pub fn shared(case: Case) -> impl IntoView {
    let router = Router::of_page();
    let waiting = RwSignal::new(None::<Shared>);
    let said = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        // An address that differs behind `#` only loads no page: this hears of it.
        router.here();
        let found = case
            .package
            .with_value(|package| incoming(package, &case.draft.read_untracked(), &device::hash()));
        match found {
            None => return,
            Some(Incoming::Unreadable(words)) => said.set(Some(words.to_owned())),
            Some(Incoming::Fresh(shared)) => said.set(Some(accept(case, &shared))),
            Some(Incoming::Instead(shared)) => waiting.set(Some(shared)),
        }
        // Loading the page again must not ask again.
        router.replace(&router.here_now());
    });
    let change = move |_| {
        if let Some(shared) = waiting.get_untracked() {
            said.set(Some(accept(case, &shared)));
        }
        waiting.set(None);
    };
    let ask = move || {
        view! {
            <div class="notice notice--amber" role="alertdialog" aria-labelledby="shared-ask">
                <p id="shared-ask">"您打开的链接里有一份答案，这台设备上已经有另一份。要换成链接里的吗？换了以后，原来选的就没有了。"</p>
                <button class="button button--main" type="button" on:click=change>"换成链接里的"</button>
                <button class="button" type="button" on:click=move |_| waiting.set(None)>"留着我原来的"</button>
            </div>
        }
    };
    let tell = move |words: String| {
        view! {
            <div class="notice" role="status">
                <p>{words}</p>
                <button class="button" type="button" on:click=move |_| said.set(None)>"知道了"</button>
            </div>
        }
    };
    view! {
        {move || waiting.read().is_some().then(ask)}
        {move || said.get().map(tell)}
    }
}

/// Takes the answers; what to say of it.
fn accept(case: Case, shared: &Shared) -> String {
    let package = case.package.get_value();
    case.draft
        .update(|draft| take(draft, package.contents(), shared));
    left_behind(shared).unwrap_or_else(|| {
        "已经打开发给您的答案，下面就是结果。有不对的，点“修改”改一下。".to_owned()
    })
}
