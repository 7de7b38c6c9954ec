//! The person's own data, kept on this device from one application to the next: asked before the
//! first is submitted, offered in the next, gone with one press.

use leptos::prelude::*;

use super::package::Case;
use super::sheet::Sheet;
use crate::device;
use crate::state::mine::Mine;

/// Where it is kept; `/clear` wipes whatever begins like this.
const MINE: &str = "lianban/mine";

/// The question before a submission. Nothing is ticked for anybody.
pub fn keep(case: Case) -> impl IntoView {
    let is_ticked = move || case.draft.read().filling.keep_mine;
    let tick = move |event| {
        let keep = event_target_checked(&event);
        case.draft.update(|draft| draft.filling.keep_mine = keep);
    };
    view! {
        <section class="section" aria-labelledby="keep-mine-title">
            <h2 id="keep-mine-title">"下次少打些字"</h2>
            <label class="choice" for="keep-mine">
                <input class="choice__input" type="checkbox" id="keep-mine" prop:checked=is_ticked on:change=tick
                    aria-describedby="keep-mine-hint" />
                <span class="choice__label">"提交以后，在这台设备上留下我的资料（可以不勾）"</span>
            </label>
            <p class="field__hint" id="keep-mine-hint">
                "只留您自己和店铺的资料，比如姓名、证件号码、手机号码、地址；别人的不留。下次填申请表可以取来用，留 90 天，随时能删。公用电脑、别人的手机，请不要勾。"
            </p>
        </section>
    }
}

/// Keeps it, if the person has said so: the draft is about to go.
pub fn keep_of(case: Case) {
    let package = case.package.get_value();
    let mine = Mine::of(&package, &case.draft.read_untracked(), case.today);
    if let Some(mine) = mine {
        device::store(MINE, &mine.to_text());
    }
}

/// Forgets it when it has been kept long enough.
pub fn forget_old() {
    let Some((text, today)) = device::stored(MINE).zip(device::today()) else {
        return;
    };
    if Mine::read(&text, today).is_none() {
        device::forget(MINE);
    }
}

/// The offer on the first page of the form, if anything is kept.
pub fn offered(sheet: Sheet) -> Option<impl IntoView> {
    let mine = Mine::read(&device::stored(MINE)?, sheet.case.today)?;
    let words = format!("这台设备上留着您 {} 填过的资料。", mine.on);
    let is_here = RwSignal::new(true);
    let told = RwSignal::new(None::<String>);
    let fields = StoredValue::new(mine.fields);
    let bring = move |_| {
        let filled = fields.with_value(|fields| sheet.bring(fields));
        told.set(Some(match filled {
            0 => "能用上的您都填过了，没有改动。".to_owned(),
            filled => format!("带出 {filled} 项，分在后面几页，都标着“带出的，请核对”。"),
        }));
    };
    let forget = move |_| {
        device::forget(MINE);
        is_here.set(false);
        told.set(Some("已经从这台设备上删掉了。".to_owned()));
    };
    let offer = move || {
        view! {
            <p>{words.clone()}"取来填进还空着的格子，您少打些字；取来的都要您核对。"</p>
            <div class="actions">
                <button class="button" type="button" on:click=bring>"取来用"</button>
                <button class="button button--text" type="button" on:click=forget>"不用，删掉它"</button>
            </div>
        }
    };
    Some(view! {
        <div class="notice">
            {move || is_here.get().then(offer.clone())}
            <p role="status">{told}</p>
        </div>
    })
}
