//! A shared computer: everything that was filled in goes away from it,
//! and the server lets the files go that were sent.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};
use crate::components::heading::Heading;
use crate::state::clearing::{SentFile, TakingBack, sent_files};
use crate::{device, routes};

/// Where drafts are kept.
const DRAFTS: &str = "lianban/draft/";
/// Everything this app keeps for one person begins like this.
const OURS: &str = "lianban/";
/// The chosen size tells nothing about anybody.
const SIZE: &str = "lianban/size";

/// The page that wipes the device.
#[component]
pub fn ClearPage() -> impl IntoView {
    let is_done = RwSignal::new(false);
    let standing = RwSignal::new(TakingBack::default());
    let wipe = move |_| {
        let files = wipe_device();
        is_done.set(true);
        take_back(files, standing);
    };
    move || {
        if is_done.get() {
            cleared(standing).into_any()
        } else {
            question(wipe).into_any()
        }
    }
}

/// Wipes the device at once, network or not; the files that the server may have.
fn wipe_device() -> Vec<SentFile> {
    let drafts = device::keys(DRAFTS).into_iter();
    let drafts = drafts.filter_map(|key| device::stored(&key));
    let files = drafts.flat_map(|draft| sent_files(&draft)).collect();
    for key in device::keys(OURS).into_iter().filter(|key| key != SIZE) {
        device::forget(&key);
    }
    device::clear_desk();
    device::blobs::forget_all();
    files
}

/// Asks the server to let the files go; it ends at the first that cannot be asked for.
fn take_back(files: Vec<SentFile>, standing: RwSignal<TakingBack>) {
    if files.is_empty() {
        return;
    }
    standing.set(TakingBack::UnderWay(files.len()));
    spawn_local(async move {
        let mut gone = 0;
        for SentFile { id, token } in &files {
            match api::take_back(id, token).await {
                Ok(()) | Err(ApiError::NotFound) => gone += 1,
                Err(_) => break,
            }
        }
        let left = files.get(gone..).unwrap_or_default().to_vec();
        // The person may have gone on to another page.
        standing.try_set(TakingBack::after(files.len(), left));
    });
}

fn cleared(standing: RwSignal<TakingBack>) -> impl IntoView {
    let again = move |_| {
        if let TakingBack::Left(left) = standing.get_untracked() {
            take_back(left, standing);
        }
    };
    let is_left = move || matches!(*standing.read(), TakingBack::Left(_));
    let again = move || {
        is_left().then(|| {
            view! { <button class="button" type="button" on:click=again>"再试一次"</button> }
        })
    };
    view! {
        <div class="clear">
            <Heading text="已经清除" />
            <p>"这台设备上没有您填的内容了。已经提交的申请不受影响，用办件编号可以查。"</p>
            <p role="status">{move || standing.read().words()}</p>
            <div class="actions">
                {again}
                <a class="button button--main" href=routes::HOME>"回到首页"</a>
            </div>
        </div>
    }
}

fn question(wipe: impl Fn(leptos::ev::MouseEvent) + 'static) -> impl IntoView {
    view! {
        <div class="clear">
            <Heading text="清除这台设备上的内容" />
            <p>"在公用电脑上，办完请清除，别人就看不到您填的内容。"</p>
            <ul>
                <li>"没有提交的回答、申请表、材料，留着下次用的资料，会全部消失，不能找回来；已经传到服务器的文件，也一起删掉。"</li>
                <li>"已经提交的申请不受影响；这台设备上的收件回执会一起消失，请先记下办件编号。"</li>
            </ul>
            <div class="actions">
                <button class="button button--main" type="button" on:click=wipe>"全部清除"</button>
                <a class="button" href=routes::HOME>"先不清除"</a>
            </div>
        </div>
    }
}
