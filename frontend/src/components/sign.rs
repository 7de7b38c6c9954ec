//! The sign and word of a state: never colour alone.

use leptos::prelude::*;
use lianban_rules::assessment::{Disposition, Need};

use super::icon::icon;

/// 需要, 还要看, 不需要.
pub fn need_words(need: Need) -> &'static str {
    match need {
        Need::Required => "需要",
        Need::Pending => "待确认",
        Need::Open => "还要看",
        Need::NotRequired => "不需要",
    }
}

/// The sign for a need.
pub fn need_sign(need: Need) -> impl IntoView {
    let (state, name) = match need {
        Need::Required => ("needed", "state-needed"),
        Need::Pending | Need::Open => ("open", "state-open"),
        Need::NotRequired => ("not-needed", "state-not-needed"),
    };
    sign(state, name, need_words(need))
}

/// The sign for what speaks against a permit; nothing where nothing does.
pub fn disposition_sign(disposition: Option<Disposition>) -> Option<impl IntoView> {
    match disposition? {
        Disposition::Ok => None,
        Disposition::Manual => Some(sign("open", "two-people", "要窗口判断")),
        Disposition::Refused => Some(sign("stop", "state-stop", "预计不能批")),
        Disposition::Out => Some(sign("stop", "state-stop", "归别的机关办")),
        Disposition::Open => Some(sign("open", "state-open", "能不能批还要看")),
    }
}

/// A pictogram and a word in the colour of `state`.
pub fn sign(state: &'static str, name: &'static str, word: impl Into<String>) -> impl IntoView {
    let word: String = word.into();
    view! {
        <span class="sign" data-state=state>
            {icon(name)}
            <span>{word}</span>
        </span>
    }
}
