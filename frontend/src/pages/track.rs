//! Where a case stands: for whoever knows its number and the phone's last four digits.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{By, CaseState, Track, Tracked, TrackedDocument, Withdraw};

use crate::api::{self, ApiError};
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::heading::Heading;
use crate::components::notice_paper::notice_paper;
use crate::components::setback::SetbackNotice;
use crate::pages::staff::case_sign;
use crate::router::Router;
use crate::state::receipts::{Kept, RECEIPTS, kept};
use crate::state::setback::Setback;
use crate::{device, routes};

/// The tracking page.
#[component]
pub fn TrackPage() -> impl IntoView {
    let found = RwSignal::new(None::<Tracked>);
    move || match found.get() {
        None => ask(found).into_any(),
        Some(tracked) => view! { <CaseOf tracked found /> }.into_any(),
    }
}

/// Number and digits. Neither ever stands in an address, but for a number that a code brought.
fn ask(found: RwSignal<Option<Tracked>>) -> impl IntoView {
    let number = RwSignal::new(Router::of_page().query(routes::NUMBER).unwrap_or_default());
    let tail = RwSignal::new(String::new());
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let setback = RwSignal::new(None);
    let look = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = Track {
            number: tidy(&number.read_untracked()),
            phone_tail: digits(&tail.read_untracked()),
        };
        let wrong = missing(&wanted);
        setback.set(None);
        if !wrong.is_empty() {
            return mistakes.set(wrong);
        }
        mistakes.set(Vec::new());
        spawn_local(async move {
            match api::track(&wanted).await {
                Ok(tracked) => found.set(Some(tracked)),
                Err(error) => match Setback::of(&error) {
                    Some(why) => setback.set(Some(why)),
                    None => mistakes.set(vec![said(&error, "track-number")]),
                },
            }
        });
    };
    view! {
        <form class="track" novalidate on:submit=look>
            <ErrorSummary mistakes />
            <SetbackNotice setback />
            <Heading text="查办理进度" />
            {line("track-number", "办件编号", "收件回执上有，比如 XD-2026-000001。", "text", number)}
            {line("track-tail", "手机号码后四位", "提交申请时填的手机号码。", "numeric", tail)}
            <div class="actions"><button class="button button--main" type="submit">"查一下"</button></div>
            {handed_in(number)}
        </form>
    }
}

/// What was handed in from this device: nobody need keep the number in mind.
fn handed_in(number: RwSignal<String>) -> Option<impl IntoView> {
    let all = kept(device::stored(RECEIPTS).as_deref());
    let line = move |Kept { package, receipt }: Kept| {
        let chosen = receipt.number.clone();
        let choose = move |_| {
            number.set(chosen.clone());
            device::focus("track-tail");
        };
        view! {
            <li class="document">
                <h3>{receipt.package_name}</h3>
                <p>{format!("编号 {}", receipt.number)}</p>
                <p>{format!("{} 交的", receipt.day)}</p>
                <div class="actions">
                    <button class="button" type="button" on:click=choose
                        aria-label=format!("查这一件：{}", receipt.number)>"查这一件"</button>
                    <a class="button" href=routes::receipt(&package, &receipt.number)
                        aria-label=format!("看回执：{}", receipt.number)>"看回执"</a>
                </div>
            </li>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="handed-in">
                <h2 id="handed-in">"在这台设备上交过的"</h2>
                <ul class="plain-list">{all.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

fn line(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    mode: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            <input class="field__input" id=id inputmode=mode autocomplete="off" aria-describedby=format!("{id}-hint")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event)) />
        </div>
    }
}

/// `xd-2026-1 ` as people type it: capitals, no blanks, half-width.
fn tidy(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.replace('－', "-").to_ascii_uppercase()
}

fn digits(text: &str) -> String {
    let digit = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        c => c.is_ascii_digit().then_some(c),
    };
    text.chars().filter_map(digit).collect()
}

fn missing(wanted: &Track) -> Vec<Mistake> {
    let mistake = |place: &str, message: &str| Mistake {
        place: place.to_owned(),
        message: message.to_owned(),
    };
    let mut wrong = Vec::new();
    if wanted.number.is_empty() {
        wrong.push(mistake("track-number", "请填办件编号。"));
    }
    if wanted.phone_tail.len() != 4 {
        wrong.push(mistake("track-tail", "请填手机号码的最后 4 位。"));
    }
    wrong
}

fn said(error: &ApiError, place: &str) -> Mistake {
    Mistake {
        place: place.to_owned(),
        message: match error {
            ApiError::NotFound => {
                "没有找到。请对照回执，看看编号和手机号码后四位有没有填错。".to_owned()
            }
            error => error.to_string(),
        },
    }
}

/// The case that was found.
#[component]
fn CaseOf(
    /// What the server says.
    tracked: Tracked,
    /// Set anew when the case is taken back.
    found: RwSignal<Option<Tracked>>,
) -> impl IntoView {
    let step = |it: &lianban_api::TrackedStep| {
        view! { <li>{case_sign(it.state)}" "{it.on.to_string()}</li> }
    };
    let permits = tracked
        .permits
        .iter()
        .map(|name| view! { <li>{name.clone()}</li> });
    view! {
        <div class="track">
            <Heading text=format!("办件 {}", tracked.number) />
            <p>{case_sign(tracked.state)}</p>
            <p>{next_words(tracked.state)}</p>
            <dl class="facts">
                <div class="facts__row"><dt>"要办什么"</dt><dd>{tracked.package_name.clone()}</dd></div>
                <div class="facts__row"><dt>"申请人"</dt><dd>{tracked.applicant.clone()}</dd></div>
            </dl>
            <section class="section" aria-labelledby="steps">
                <h2 id="steps">"办到哪一步"</h2>
                <ol class="track__steps">{tracked.steps.iter().map(step).collect_view()}</ol>
            </section>
            <section class="section" aria-labelledby="permits">
                <h2 id="permits">"一起办的事"</h2>
                <ul>{permits.collect_view()}</ul>
            </section>
            <section class="section" aria-labelledby="documents">
                <h2 id="documents">"这个件的材料"</h2>
                <ul>{tracked.documents.iter().map(document).collect_view()}</ul>
            </section>
            {tracked.notice.as_ref().map(notice_paper)}
            {tracked.can_withdraw.then(|| withdraw(tracked.number.clone(), found))}
            <p><a href=routes::HOME>"回到首页"</a></p>
        </div>
    }
}

fn next_words(state: CaseState) -> &'static str {
    match state {
        CaseState::Submitted => "窗口在核对。齐全就受理，要补的一次告诉您。",
        CaseState::Accepted => "已经受理，时限从受理那天算起。",
        CaseState::NotAccepted => "没有受理。理由、该找哪个机关、怎么申诉，都写在通知书里。",
        CaseState::Withdrawn => "您已经撤回。要办的话，可以重新提交。",
    }
}

fn document(document: &TrackedDocument) -> impl IntoView + use<> {
    let how = match document.by {
        By::Bring => "您带去窗口".to_owned(),
        By::Files => format!("上传了 {} 个文件", document.files),
        By::Written => "系统写好，您确认过".to_owned(),
    };
    view! { <li>{format!("{}（{}，{} 份）：{how}", document.name, document.form, document.copies)}</li> }
}

/// Taking it back asks for the whole number, and once more.
fn withdraw(number: String, found: RwSignal<Option<Tracked>>) -> impl IntoView {
    let mobile = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let number = StoredValue::new(number);
    let take_back = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = Withdraw {
            number: number.get_value(),
            mobile: digits(&mobile.read_untracked()),
        };
        spawn_local(async move {
            match api::withdraw(&wanted).await {
                Ok(tracked) => found.set(Some(tracked)),
                Err(error) => problem.set(Some(not_taken_back(&error))),
            }
        });
    };
    view! {
        <details class="given">
            <summary>"撤回这次申请"</summary>
            <form class="track" novalidate on:submit=take_back>
                <p>"撤回以后，窗口就不再办了。想再办，要重新提交。"</p>
                {line("withdraw-mobile", "完整的手机号码", "确认是您本人。", "tel", mobile)}
                <p class="error" role="alert">{move || problem.get()}</p>
                <button class="button" type="submit">"确定撤回"</button>
            </form>
        </details>
    }
}

/// The case is there already: what does not fit is the phone number.
fn not_taken_back(error: &ApiError) -> String {
    match error {
        ApiError::NotFound => {
            "手机号码对不上，没有撤回。请填提交申请时的那个号码，11 位都要填。".to_owned()
        }
        error => format!("没有撤回。{error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_digits_are_read_as_people_type_them() {
        assert_eq!(tidy(" xd-2026－000001 "), "XD-2026-000001");
        assert_eq!(digits("８０ 00"), "8000");
        let wanted = Track {
            number: String::new(),
            phone_tail: "800".into(),
        };
        let places: Vec<_> = missing(&wanted).into_iter().map(|it| it.place).collect();
        assert_eq!(places, ["track-number", "track-tail"]);
    }

    #[test]
    fn what_failed_is_never_called_taken_back() {
        assert!(not_taken_back(&ApiError::NotFound).starts_with("手机号码对不上"));
        assert_eq!(
            not_taken_back(&ApiError::Offline),
            "没有撤回。网络不通。请检查网络，再试一次。"
        );
    }
}
