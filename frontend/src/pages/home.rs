//! Home: what one can do here, one card each, found by what people type.

use leptos::prelude::*;
use lianban_api::PackageCard;

use crate::components::faces::{face, load};
use crate::components::heading::Heading;
use crate::components::icon::icon;
use crate::routes::{self, Step};
use crate::state::draft::Draft;
use crate::state::search::found;
use crate::{api, device};

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let cards = load(api::packages);
    view! {
        <div class="home">
            <Heading text="您想办什么事？" />
            <p class="lead">"回答几个日常问题，就知道要办哪些证、带哪些材料。一次申请，一套材料。"</p>
            {face(cards, "正在打开……", offered)}
            <p><a href=routes::TRACK>"已经提交了？查办到哪一步"</a></p>
            <p><a href=routes::CODE>"告知单上有六个字母？接着办"</a></p>
        </div>
    }
}

fn offered(cards: Vec<PackageCard>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let cards = StoredValue::new(cards);
    let list = move || {
        let found = cards.with_value(|cards| found(cards, &typed.read()));
        if found.is_empty() {
            return view! {
                <p class="notice" role="status">"这里还没有这件事。换个说法试试，或者到服务大厅综合咨询窗口问一问。"</p>
            }
            .into_any();
        }
        view! { <ul class="home__cards">{found.into_iter().map(card).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <div class="home__search" role="search">
            <label class="field__label" for="wanted">"找一件事"</label>
            <input class="field__input" id="wanted" type="search" placeholder="比如：面馆、奶茶、外卖"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event)) />
        </div>
        {list}
    }
}

fn card(card: PackageCard) -> impl IntoView {
    let stored = device::stored(&super::package::memory(&card.id));
    let stored = stored.filter(|text| Draft::can_go_on(text));
    let left = stored.map(|text| {
        if Draft::waits(&text) {
            "有一份申请还没交出去，点进去接着交。"
        } else {
            "上次填的还在，点进去接着办。"
        }
    });
    view! {
        <li class="card card--link">
            {icon(&card.icon)}
            <div class="card__text">
                <p class="card__summary">{card.category}</p>
                <h2 class="card__name"><a class="card__link" href=Step::Guide.of(&card.id)>{card.name}</a></h2>
                <p class="card__summary">{card.summary}</p>
                {left.map(|left| view! { <p>{left}</p> })}
            </div>
        </li>
        <li><a href=routes::about(&card.id)>"先看看要办什么，不用回答"</a></li>
    }
}
