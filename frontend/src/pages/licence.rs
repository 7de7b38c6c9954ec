//! The button at the code of a licence: what the register says of it, into fields that are empty;
//! the rest beside them, to compare.

use leptos::html::Button;
use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{Licence, LicenceQuery};
use lianban_rules::field::{credit_code, tidy_code};
use serde_json::Value as Json;

use super::form::stay;
use super::package::Case;
use super::sheet::Sheet;
use crate::api::{self, ApiError};
use crate::routes;
use crate::state::draft::Draft;
use crate::state::plan::question;
use crate::state::prefill;

/// What became of asking.
#[derive(Clone, PartialEq)]
enum Told {
    /// Nothing came, and why.
    Nothing(String),
    /// It came, and filled so many fields.
    Came(usize),
}

/// The button below the code, and what came.
pub fn from_register() -> impl IntoView {
    let sheet = Sheet::of_page();
    let told = RwSignal::new(None::<Told>);
    let is_busy = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    let ask = move |_| {
        // The keyboard of a phone would lie over what comes.
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
        if is_busy.get_untracked() {
            return;
        }
        let code = match credit_code::to_ask(&code(sheet.case)) {
            Ok(code) => code,
            Err(problem) => return told.set(Some(Told::Nothing(problem.message))),
        };
        told.set(None);
        is_busy.set(true);
        spawn_local(async move {
            let answer = api::licence(&LicenceQuery { code: code.clone() }).await;
            // The page may be gone by now, or another number typed.
            if is_busy.try_set(false).is_none() && untrack(|| self::code(sheet.case)) == code {
                told.set(Some(heard(sheet, answer)));
            }
        });
    };
    let words = move || {
        if is_busy.get() {
            "正在查……"
        } else {
            "从登记系统带出"
        }
    };
    let sentence = move || told.read().as_ref().map(sentence);
    let shown = Memo::new(move |_| {
        let code = code(sheet.case);
        prefill::told(&sheet.case.draft.read(), &code)
    });
    let came = move || shown.get().map(|licence| to_compare(sheet.case, &licence));
    view! {
        <button class="button" type="button" aria-disabled=move || is_busy.get().to_string()
            node_ref=button on:mousedown=|event| stay(&event) on:click=ask>{words}</button>
        <p role="status">{sentence}</p>
        {came}
    }
}

/// The code as it is typed now, tidy.
fn code(case: Case) -> String {
    let draft = case.draft.read();
    let typed = draft.fields.get(prefill::CODE).and_then(Json::as_str);
    tidy_code(typed.unwrap_or_default())
}

fn heard(sheet: Sheet, answer: Result<Licence, ApiError>) -> Told {
    match answer {
        Ok(licence) => {
            let filled = sheet.bring(&prefill::of_licence(&licence));
            let keep = |draft: &mut Draft| prefill::keep(draft, &licence);
            sheet.case.draft.update(keep);
            Told::Came(filled)
        }
        Err(error) => Told::Nothing(silent(&error)),
    }
}

fn sentence(told: &Told) -> String {
    match told {
        Told::Nothing(why) => why.clone(),
        Told::Came(0) => "查到了。要填的您都填过了，没有改动。".to_owned(),
        Told::Came(filled) => format!("查到了，带出 {filled} 项。标着“带出的，请核对”的就是。"),
    }
}

fn silent(error: &ApiError) -> String {
    match error {
        ApiError::NotFound => "登记系统里没有这个号码。请对照营业执照再看一下，或者自己填。",
        ApiError::Unavailable => "登记系统现在没有回应。请自己填，不影响办理。",
        ApiError::Offline => "网络不通，没有查到。请自己填，不影响办理。",
        error => return error.to_string(),
    }
    .to_owned()
}

/// What the register says, for the eye.
fn to_compare(case: Case, licence: &Licence) -> impl IntoView + use<> {
    let rows = [
        ("名称", licence.name.clone()),
        ("经营者或法定代表人", licence.legal_rep.clone()),
        ("地址", licence.address.clone()),
        ("经营范围", licence.scope.join("；")),
    ];
    let row = |(label, words): (&'static str, String)| {
        view! { <div class="facts__row"><dt>{label}</dt><dd>{words}</dd></div> }
    };
    let idle = (!licence.is_active).then(|| {
        view! { <p>"登记系统里，这张执照现在不在营。请先问登记窗口，以窗口核定为准。"</p> }
    });
    view! {
        <div class="notice">
            <p>"登记系统里是这样写的，请对照执照和您填的："</p>
            <dl class="facts">{rows.map(row).collect_view()}</dl>
            {idle}
            {other_kind(case, licence)}
        </div>
    }
}

/// The guide was told another kind of business.
fn other_kind(case: Case, licence: &Licence) -> Option<impl IntoView + use<>> {
    let package = case.package.get_value();
    let words = prefill::other_kind(&package, &case.draft.read_untracked(), licence)?;
    let question = question(package.contents(), prefill::KIND)?;
    let topic = package.contents().topics.get(question.topic)?;
    let screen = routes::screen(&case.id(), &topic.id);
    Some(view! { <p>{words}" "<a href=screen>"去改前面的回答"</a></p> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_that_does_not_answer_keeps_nobody_from_typing() {
        for error in [ApiError::NotFound, ApiError::Unavailable, ApiError::Offline] {
            assert!(silent(&error).contains("自己填"), "{error:?}");
        }
    }

    #[test]
    fn what_was_typed_is_said_to_be_unchanged() {
        let none = sentence(&Told::Came(0));
        assert!(none.contains("没有改动"), "{none}");
        let two = sentence(&Told::Came(2));
        assert!(two.contains("带出 2 项"), "{two}");
    }
}
