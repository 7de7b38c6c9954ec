//! An address that is no page.

use leptos::prelude::*;

use crate::components::faces::nothing;
use crate::routes;

/// Says so and leads home.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    nothing(
        "没有这个页面",
        "地址可能写错了，或者页面已经搬走。",
        routes::HOME.to_owned(),
        "回到首页",
    )
}
