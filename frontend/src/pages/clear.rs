//! A shared computer: everything that was filled in goes away from it.

use leptos::prelude::*;

use crate::components::heading::Heading;
use crate::{device, routes};

/// Everything this app keeps for one person begins like this.
const OURS: &str = "lianban/";
/// The chosen size tells nothing about anybody.
const SIZE: &str = "lianban/size";

/// The page that wipes the device.
#[component]
pub fn ClearPage() -> impl IntoView {
    let is_done = RwSignal::new(false);
    let wipe = move |_| {
        for key in device::keys(OURS).into_iter().filter(|key| key != SIZE) {
            device::forget(&key);
        }
        device::clear_desk();
        device::blobs::forget_all();
        device::blobs::forget_all();
        is_done.set(true);
    };
    move || {
        if is_done.get() {
            return view! {
                <div class="clear">
                    <Heading text="已经清除" />
                    <p>"这台设备上没有您填的内容了。已经提交的申请不受影响，用办件编号可以查。"</p>
                    <div class="actions"><a class="button button--main" href=routes::HOME>"回到首页"</a></div>
                </div>
            }
            .into_any();
        }
        view! {
            <div class="clear">
                <Heading text="清除这台设备上的内容" />
                <p>"在公用电脑上，办完请清除，别人就看不到您填的内容。"</p>
                <ul>
                    <li>"没有提交的回答、申请表、材料，会全部消失，不能找回来。"</li>
                    <li>"已经提交的申请不受影响。请先记下办件编号。"</li>
                </ul>
                <div class="actions">
                    <button class="button button--main" type="button" on:click=wipe>"全部清除"</button>
                    <a class="button" href=routes::HOME>"先不清除"</a>
                </div>
            </div>
        }
        .into_any()
    }
}
