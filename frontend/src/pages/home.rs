//! Home: what one can do here, one card each.

use leptos::prelude::*;
use lianban_api::PackageCard;

use crate::api;
use crate::components::faces::{face, load};
use crate::components::heading::Heading;
use crate::components::icon::icon;
use crate::routes::Step;

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let cards = load(api::packages);
    view! {
        <div class="home">
            <Heading text="您想办什么事？" />
            <p class="lead">"回答几个日常问题，就知道要办哪些证、带哪些材料。一次申请，一套材料。"</p>
            {face(cards, "正在打开……", list)}
        </div>
    }
}

fn list(cards: Vec<PackageCard>) -> impl IntoView {
    if cards.is_empty() {
        return view! { <p class="notice">"现在还没有可以办的事。请到服务大厅窗口咨询。"</p> }
            .into_any();
    }
    let cards = cards.into_iter().map(card).collect_view();
    view! { <ul class="home__cards">{cards}</ul> }.into_any()
}

fn card(card: PackageCard) -> impl IntoView {
    view! {
        <li class="card card--link">
            {icon(&card.icon)}
            <div class="card__text">
                <h2 class="card__name"><a class="card__link" href=Step::Guide.of(&card.id)>{card.name}</a></h2>
                <p class="card__summary">{card.summary}</p>
            </div>
        </li>
    }
}
