//! 不予受理: ground, reason, where to go instead; then everything once more before it is final.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::Ground;

use super::Seen;
use super::decision::Decision;
use crate::api;
use crate::components::dialog::Modal;
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::device;
use crate::state::notice::ground as law;
use crate::state::staff::refusal::{GROUNDS, Refusal};

/// What the parts of the dialogue share.
#[derive(Clone, Copy)]
struct Writing {
    refusal: RwSignal<Refusal>,
    mistakes: RwSignal<Vec<Mistake>>,
    is_checked: RwSignal<bool>,
}

/// The dialogue.
pub fn refusal(seen: &Seen, decision: Decision, is_open: RwSignal<bool>) -> impl IntoView + use<> {
    // Under the account's name: somebody else at this window starts afresh.
    let key = format!("lianban/refusal/{}/{}", seen.session.name, seen.case.number);
    let kept = Refusal::read(device::on_desk(&key).as_deref());
    let writing = Writing {
        refusal: RwSignal::new(kept),
        mistakes: RwSignal::new(Vec::new()),
        is_checked: RwSignal::new(false),
    };
    let desk = StoredValue::new(key);
    Effect::new(move |_| {
        let text = writing.refusal.read().to_text();
        desk.with_value(|key| device::leave_on_desk(key, &text));
    });
    // Closed and opened again it starts at its first page, with what was written.
    Effect::new(move |_| {
        is_open.track();
        writing.is_checked.set(false);
        writing.mistakes.set(Vec::new());
    });
    let send = move || {
        let command = writing
            .refusal
            .with_untracked(|it| it.to_command(decision.version));
        let Some(command) = command else { return };
        decision.sending.set(true);
        spawn_local(async move {
            let (number, csrf) = (decision.number.get_value(), decision.csrf.get_value());
            let outcome = api::not_accept(&number, &command, &csrf).await;
            if outcome.is_ok() {
                writing.refusal.set(Refusal::default());
                desk.with_value(|key| device::leave_on_desk(key, ""));
            }
            decision.done(outcome);
        });
    };
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if writing.is_checked.get_untracked() {
            return send();
        }
        let found = writing.refusal.read_untracked().mistakes();
        writing.is_checked.set(found.is_empty());
        let mistake = |(place, message): (&str, String)| Mistake {
            place: place.to_owned(),
            message,
        };
        writing
            .mistakes
            .set(found.into_iter().map(mistake).collect());
    };
    view! {
        <Modal is_open title="不予受理">
            <form class="decision" novalidate on:submit=go_on>
                {move || if writing.is_checked.get() {
                    check(writing, decision).into_any()
                } else {
                    write(writing, is_open).into_any()
                }}
            </form>
        </Modal>
    }
}

fn write(writing: Writing, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <ErrorSummary mistakes=writing.mistakes />
        <p>"材料不齐、要补的，不能用不予受理，要一次告知补正。补正告知书这里还不能开，请用纸质的，这个件先留着。"</p>
        <fieldset class="answer">
            <legend class="field__label">"依据"</legend>
            <div class="choices">{GROUNDS.map(|it| ground(writing, it)).collect_view()}</div>
        </fieldset>
        {move || (writing.refusal.read().ground == Some(Ground::NotOurs)).then(|| refer_to(writing))}
        {reason(writing)}
        <div class="actions">
            <button class="button button--main" type="submit">"下一步：再核一遍"</button>
            <button class="button" type="button" on:click=move |_| is_open.set(false)>"先不办，留着"</button>
        </div>
    }
}

/// A ground as a card; the first carries the id that the error summary points at.
fn ground(
    writing: Writing,
    (ground, word, meaning): (Ground, &'static str, &'static str),
) -> impl IntoView {
    let id = match GROUNDS.first() {
        Some((first, ..)) if *first == ground => "ground".to_owned(),
        _ => format!("ground-{word}"),
    };
    view! {
        <label class="choice" for=id.clone()>
            <input class="choice__input" type="radio" id=id.clone() name="ground"
                prop:checked=move || writing.refusal.read().ground == Some(ground)
                on:change=move |_| writing.refusal.update(|it| it.ground = Some(ground)) />
            <span class="choice__text">
                <span class="choice__label">{meaning}</span>
                <span class="choice__help">{law(ground)}</span>
            </span>
        </label>
    }
}

fn error_of(writing: Writing, place: &'static str) -> impl Fn() -> Option<String> + Copy {
    move || {
        let mistakes = writing.mistakes.read();
        let mistake = mistakes.iter().find(|it| it.place == place);
        mistake.map(|it| it.message.clone())
    }
}

fn refer_to(writing: Writing) -> impl IntoView {
    let error = error_of(writing, "refer-to");
    view! {
        <div class="field" data-invalid=move || error().is_some().to_string()>
            <label class="field__label" for="refer-to">"应当向哪个机关申请"</label>
            <p class="field__hint" id="refer-to-hint">"写全称，印在通知书上。"</p>
            <p class="error" id="refer-to-error">{error}</p>
            <input class="field__input" id="refer-to" autocomplete="off" maxlength="100"
                aria-describedby="refer-to-hint refer-to-error"
                prop:value=move || writing.refusal.read().refer_to.clone()
                on:input=move |event| writing.refusal.update(|it| it.refer_to = event_target_value(&event)) />
        </div>
    }
}

fn reason(writing: Writing) -> impl IntoView {
    let error = error_of(writing, "reason");
    let count = move || writing.refusal.read().reason.trim().chars().count();
    view! {
        <div class="field" data-invalid=move || error().is_some().to_string()>
            <label class="field__label" for="reason">"理由"</label>
            <p class="field__hint" id="reason-hint">"5 到 500 个字，写给申请人看，原样印在通知书上。不要写证件号码和电话。"</p>
            <p class="error" id="reason-error">{error}</p>
            <textarea class="field__input decision__reason" id="reason" rows="5" aria-describedby="reason-hint reason-error"
                prop:value=move || writing.refusal.read().reason.clone()
                on:input=move |event| writing.refusal.update(|it| it.reason = event_target_value(&event))></textarea>
            <p class="field__hint">{move || format!("已写 {} 个字。没写完也不会丢。", count())}</p>
        </div>
    }
}

/// The second look: what will be printed.
fn check(writing: Writing, decision: Decision) -> impl IntoView {
    let refusal = writing.refusal.get_untracked();
    let refer_to = refusal.refer_to.trim().to_owned();
    let refer_to = (refusal.ground == Some(Ground::NotOurs)).then_some(refer_to);
    view! {
        <p>"会出一份《不予受理通知书》，申请人查进度时也看得到。出了以后不能收回，请再核一遍："</p>
        <dl class="facts">
            <div class="facts__row"><dt>"依据"</dt><dd>{refusal.ground.map(law)}</dd></div>
            {refer_to.map(|it| view! { <div class="facts__row"><dt>"应当向谁申请"</dt><dd>{it}</dd></div> })}
            <div class="facts__row"><dt>"理由"</dt><dd>{refusal.reason.trim().to_owned()}</dd></div>
        </dl>
        <p class="error" role="alert">{move || decision.failure.get()}</p>
        <div class="actions">
            <button class="button button--main" type="submit" disabled=move || decision.sending.get()>"确认不予受理"</button>
            <button class="button" type="button" on:click=move |_| writing.is_checked.set(false)>"改一改"</button>
        </div>
    }
}
