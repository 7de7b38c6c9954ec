//! A submission that has not got across, said on the pages that belong to no package.

use leptos::prelude::*;

use super::package::memory;
use crate::device;
use crate::routes::Step;
use crate::state::draft::Draft;

/// What still waits on this device, with the way to where it goes on.
pub fn elsewhere() -> Option<impl IntoView> {
    let prefix = memory("");
    let keys = device::keys(&prefix).into_iter();
    let waits = keys.filter(|key| device::stored(key).is_some_and(|text| Draft::waits(&text)));
    let packages = waits.filter_map(|key| key.strip_prefix(&prefix).map(str::to_owned));
    let packages: Vec<String> = packages.collect();
    let line = |id: String| {
        view! {
            <p>"有一份申请还没交出去。"<a href=Step::Review.of(&id)>"去接着交"</a></p>
        }
    };
    (!packages.is_empty()).then(|| {
        let lines = packages.into_iter().map(line).collect_view();
        view! { <div class="notice notice--amber" role="status">{lines}</div> }
    })
}
