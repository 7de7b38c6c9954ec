//! The disclosure on the first page of the form: the form of an earlier case of the same person,
//! with their consent, into fields that are empty.
//!
//! What proves who is asking stays in the page: it is neither stored nor ever in an address.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::EarlierQuery;
use lianban_rules::contents::FieldKind;
use lianban_rules::field::{is_empty, tidy_code};
use serde_json::Value as Json;

use super::sheet::Sheet;
use crate::api::{self, ApiError};
use crate::components::error_summary::Mistake;
use crate::components::input::{Spot, Words, control, text};

/// Longest case number that can be typed.
const NUMBER_MAX: u32 = 30;

/// Places on the page, and what is said when nothing stands there.
const NUMBER: (&str, &str) = ("earlier-number", "请填上次的办件编号。");
const ID_NUMBER: (&str, &str) = ("earlier-id-number", "请填上次用的身份证件号码。");
const MOBILE: (&str, &str) = ("earlier-mobile", "请填上次留的手机号码。");
const CONSENT: (&str, &str) = ("earlier-consent", "请先打勾同意再取，或者自己填。");

/// What is typed to prove who asks.
#[derive(Clone, Copy)]
struct Proof {
    number: RwSignal<Json>,
    id_number: RwSignal<Json>,
    mobile: RwSignal<Json>,
    consent: RwSignal<bool>,
}

impl Proof {
    fn new() -> Self {
        let empty = || RwSignal::new(Json::Null);
        Self {
            number: empty(),
            id_number: empty(),
            mobile: empty(),
            consent: RwSignal::new(false),
        }
    }

    fn query(self) -> EarlierQuery {
        let typed = |it: RwSignal<Json>| text(&it.read_untracked());
        EarlierQuery {
            number: tidy_number(&typed(self.number)),
            id_number: tidy_code(&typed(self.id_number)),
            mobile: typed(self.mobile),
            consent: self.consent.get_untracked(),
        }
    }

    /// Once used, it is of no more use.
    fn forget(self) {
        for it in [self.number, self.id_number, self.mobile] {
            it.set(Json::Null);
        }
        self.consent.set(false);
    }
}

/// `xd－2026－000001` as people type it.
fn tidy_number(typed: &str) -> String {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    lianban_rules::field::tidy(&typed)
        .replace('－', "-")
        .to_ascii_uppercase()
}

/// What is still missing before anything is fetched.
fn missing(query: &EarlierQuery) -> Vec<Mistake> {
    let is_empty = |typed: &str| is_empty(&Json::from(typed));
    let missing = [
        (is_empty(&query.number), NUMBER),
        (is_empty(&query.id_number), ID_NUMBER),
        (is_empty(&query.mobile), MOBILE),
        (!query.consent, CONSENT),
    ];
    let missing = missing.into_iter().filter(|(is_missing, _)| *is_missing);
    let mistake = |(_, (place, message)): (bool, (&str, &str))| Mistake {
        place: place.to_owned(),
        message: message.to_owned(),
    };
    missing.map(mistake).collect()
}

/// The disclosure.
pub fn from_before(sheet: Sheet) -> impl IntoView {
    let proof = Proof::new();
    let told = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let fetch = move || {
        let query = proof.query();
        let wrong = missing(&query);
        told.set(None);
        sheet.mistakes.set(wrong.clone());
        if !wrong.is_empty() || is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let answer = api::earlier(&query).await;
            // The page may be gone by now.
            if is_busy.try_set(false).is_some() {
                return;
            }
            told.set(Some(match answer {
                Ok(earlier) => {
                    proof.forget();
                    came(sheet.bring(&earlier.fields))
                }
                Err(error) => nothing_came(&error),
            }));
        });
    };
    // The disclosure lies in the form: here, Enter fetches and does not go on.
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !is_button(&event) {
            event.prevent_default();
            fetch();
        }
    };
    let words = move || {
        if is_busy.get() {
            "正在取……"
        } else {
            "取来用"
        }
    };
    view! {
        <details class="given" on:keydown=enter>
            <summary>"用我以前交过的资料"</summary>
            <div class="earlier">
            <p>"在这里办过事的，上次申请表里填的姓名、证件号码、手机号码、地址、店里的人等，可以取来填进还空着的格子，您少打些字。"</p>
            <p>"您填过的不改。取来的都要您核对。同意的事、请人代办的事，还是要您自己填。"</p>
            {proof_fields(sheet, proof)}
            {consent(sheet, proof)}
            <button class="button" type="button" aria-disabled=move || is_busy.get().to_string()
                on:click=move |_| fetch()>{words}</button>
            <p role="status">{told}</p>
            </div>
        </details>
    }
}

fn is_button(event: &leptos::ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target();
    let target = target.and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|it| matches!(it.tag_name().as_str(), "BUTTON" | "SUMMARY"))
}

fn proof_fields(sheet: Sheet, proof: Proof) -> impl IntoView {
    let fields = [
        (
            NUMBER.0,
            proof.number,
            "上次的办件编号",
            "收件回执上有，比如 XD-2026-000001。",
            FieldKind::Text { max: NUMBER_MAX },
        ),
        (
            ID_NUMBER.0,
            proof.id_number,
            "上次申请人的身份证件号码",
            "要填全，用来确认是您本人。",
            FieldKind::IdNumber,
        ),
        (
            MOBILE.0,
            proof.mobile,
            "上次留的手机号码",
            "11 位都要填。",
            FieldKind::Mobile,
        ),
    ];
    let field = move |(id, value, label, hint, kind): (&str, RwSignal<Json>, &str, &str, _)| {
        let spot = Spot {
            id: id.to_owned(),
            value: value.into(),
            write: Callback::new(move |typed| value.set(typed)),
            leave: Callback::new(|()| ()),
            error: sheet.error(id, id),
        };
        let words = Words {
            label: label.to_owned(),
            hint: Some(hint.to_owned()),
            unit: None,
            autocomplete: "off",
        };
        control(&spot, &words, &kind)
    };
    fields.map(field).collect_view()
}

fn consent(sheet: Sheet, proof: Proof) -> impl IntoView {
    let error = sheet.error(CONSENT.0, CONSENT.0);
    view! {
        <div class="field" data-invalid=move || error.read().is_some().to_string()>
            <p class="error" id="earlier-consent-error" role="status">{error}</p>
            <label class="choice" for=CONSENT.0>
                <input class="choice__input" type="checkbox" id=CONSENT.0
                    aria-describedby="earlier-consent-error" prop:checked=proof.consent
                    on:change=move |event| proof.consent.set(event_target_checked(&event)) />
                <span class="choice__label">"我同意取用上次申请表里的资料，只用来填这次的申请表"</span>
            </label>
        </div>
    }
}

fn came(filled: usize) -> String {
    match filled {
        0 => "找到了。能用上的您都填过了，没有改动。".to_owned(),
        filled => format!(
            "带出 {filled} 项，分在后面几页，都标着“带出的，请核对”。这里填的号码已经清掉。"
        ),
    }
}

fn nothing_came(error: &ApiError) -> String {
    match error {
        ApiError::NotFound => {
            "没有找到。请核对编号、身份证件号码和手机号码；撤回了的找不到。找不到就自己填，不影响办理。"
        }
        ApiError::Unavailable => "现在取不到。请自己填，不影响办理。",
        ApiError::Offline => "网络不通，没有取到。请自己填，不影响办理。",
        error => return error.to_string(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(consent: bool) -> EarlierQuery {
        EarlierQuery {
            number: "XD-2026-000001".into(),
            id_number: "510114199001010011".into(),
            mobile: "13800138000".into(),
            consent,
        }
    }

    fn places(query: &EarlierQuery) -> Vec<String> {
        missing(query).into_iter().map(|it| it.place).collect()
    }

    #[test]
    fn nothing_is_fetched_without_consent_or_proof() {
        assert!(places(&query(true)).is_empty());
        assert_eq!(places(&query(false)), [CONSENT.0]);
        let empty = EarlierQuery {
            number: String::new(),
            id_number: " ".into(),
            mobile: String::new(),
            consent: false,
        };
        let all = [NUMBER.0, ID_NUMBER.0, MOBILE.0, CONSENT.0];
        assert_eq!(places(&empty), all);
    }

    #[test]
    fn a_number_is_read_as_people_type_it() {
        assert_eq!(tidy_number(" xd－2026-00000１ "), "XD-2026-000001");
    }

    #[test]
    fn what_does_not_come_keeps_nobody_from_typing() {
        for error in [ApiError::NotFound, ApiError::Unavailable, ApiError::Offline] {
            assert!(nothing_came(&error).contains("自己填"), "{error:?}");
        }
        assert!(came(0).contains("没有改动"));
    }
}
