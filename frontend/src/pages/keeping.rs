//! What this device keeps of a draft: said when there is no room, and when it was kept long enough.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::package::{Case, memory};
use crate::device::{self, blobs};
use crate::state::draft::{Draft, has_expired};

/// Where the drafts that have just been forgotten were kept.
#[derive(Clone)]
struct Expired(Vec<String>);

/// Forgets the drafts that nobody has touched for 90 days, and their files; their pages say so.
pub fn forget_old_drafts() {
    let keys = device::keys(&memory("")).into_iter();
    let old = keys.filter_map(|key| {
        let stored = device::stored(&key)?;
        has_expired(&stored, device::today()?).then_some((key, stored))
    });
    let forget = |(key, stored): (String, String)| {
        device::forget(&key);
        let papers = Draft::parse(&stored).papers.into_values();
        for file in papers.flat_map(|paper| paper.files) {
            spawn_local(async move { blobs::forget(&file.id).await });
        }
        key
    };
    provide_context(Expired(old.map(forget).collect()));
}

/// Says that what was filled in before has been forgotten.
pub fn expired(case: Case) -> Option<impl IntoView> {
    let Expired(keys) = use_context()?;
    keys.contains(&memory(&case.id())).then(|| {
        view! {
            <p class="notice notice--amber" role="status">
                "您上次填的内容有 90 天没有动，为了保护您的个人信息，已经从这台设备上清除了。要办的话，请从头填起。"
            </p>
        }
    })
}

thread_local! {
    static IS_FULL: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// From now on it is known whether the device had room for what was last stored.
pub fn watch_room() {
    device::tell_of_room(|is_stored| {
        let is_full = IS_FULL.with(Clone::clone);
        if is_full.get_untracked() == is_stored {
            is_full.set(!is_stored);
        }
    });
}

/// Says that this device does not keep what is filled in.
pub fn no_room() -> impl IntoView {
    let (words, files) = (IS_FULL.with(Clone::clone), blobs::is_full());
    let is_full = Memo::new(move |_| words.get() || files.get());
    let notice = || {
        view! {
            <div class="notice notice--amber">
                <p>"您填的内容，这台设备存不下了：可能是存满了，也可能是浏览器不让存。"</p>
                <p>"这一页开着，可以照常办。关掉或刷新，刚填的就没有了。请一次办完提交；或者先删掉一些不用的照片、应用，再回来接着填，就会重新存上。"</p>
            </div>
        }
    };
    view! { <div role="alert">{move || is_full.get().then(notice)}</div> }
}
