//! 一次性告知单 on A4: permits, documents, where and when, open points, the way back to it all.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{Code, CodeQuery};
use lianban_rules::handbook::Handbook;

use crate::api;
use crate::device;
use crate::pages::package::Case;
use crate::routes;
use crate::state::plan::Plan;
use crate::state::qr::qr;
use crate::state::shared::address;
use crate::state::told::{Told, ToldDocument, ToldPermit, counted, told};

/// Six letters for the answers on the page, made when they are asked for.
#[derive(Clone, Copy)]
pub struct Coding {
    /// The case.
    pub case: Case,
    state: RwSignal<Option<Result<Code, String>>>,
    waits: RwSignal<bool>,
}

impl Coding {
    /// No letters yet; changed answers need new ones.
    pub fn new(case: Case) -> Self {
        let state = RwSignal::new(None);
        let answers = Memo::new(move |_| case.draft.read().answers.clone());
        Effect::new(move |before: Option<()>| {
            answers.track();
            if before.is_some() {
                state.set(None);
            }
        });
        Self {
            case,
            state,
            waits: RwSignal::new(false),
        }
    }

    /// Asks for letters, unless there are some; the sheet goes without where there is no network.
    pub fn make(self) {
        if self.waits.get_untracked() || self.code_now().is_some() {
            return;
        }
        self.waits.set(true);
        let interview = self.case.interview.read_untracked();
        let wanted = CodeQuery {
            package: self.case.id(),
            answers: interview.answers.to_json(),
        };
        drop(interview);
        spawn_local(async move {
            let made = api::make_code(&wanted).await;
            let made = made.map_err(|error| error.to_string());
            self.state.try_set(Some(made));
            self.waits.try_set(false);
        });
    }

    /// The answer is under way.
    pub fn waits(self) -> bool {
        self.waits.get()
    }

    fn code_now(self) -> Option<Code> {
        let state = self.state.read_untracked();
        state.as_ref().and_then(|it| it.as_ref().ok()).cloned()
    }

    fn code(self) -> Option<Code> {
        let state = self.state.read();
        state.as_ref().and_then(|it| it.as_ref().ok()).cloned()
    }

    /// There are letters, or it is known that there are none.
    pub fn is_settled(self) -> bool {
        self.state.read().is_some()
    }

    /// What became of it, in words.
    pub fn said(self) -> Option<String> {
        match self.state.get()? {
            Ok(Code { code, until }) => Some(format!("六个字母：{code}，{until} 以前有效。")),
            Err(why) => Some(format!("没有拿到六个字母：{why}二维码照样能用。")),
        }
    }
}

/// The sheet.
#[expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
#[component]
pub fn TellSheet(
    /// The letters on it, and the case.
    coding: Coding,
    /// What accompanies the rules.
    handbook: Arc<Handbook>,
) -> impl IntoView {
    let case = coding.case;
    let told = {
        let handbook = Arc::clone(&handbook);
        Memo::new(move |_| {
            let interview = case.interview.read();
            let plan = case
                .package
                .with_value(|package| Plan::new(package.contents(), &interview.assessment));
            told(&plan, &handbook, &interview.answers)
        })
    };
    let package = case.package.get_value();
    let version = package.hash().get(..8).unwrap_or_default().to_owned();
    view! {
        <article class="told" aria-labelledby="told-title">
            <header class="told__head">
                <div>
                    <h2 class="told__title" id="told-title">"一次性告知单"</h2>
                    <p>{format!("办什么：{}", case.name())}</p>
                    <p>{format!("告知日期：{}　规则版本：{version}", case.today)}</p>
                    {move || letters(coding.code())}
                </div>
                {move || picture(coding)}
            </header>
            {move || permits(&told.read().permits)}
            {move || documents(&told.read().documents)}
            {move || open(&told.read())}
            {place()}
            <p class="told__note">"这份告知单按您的回答写成，情况变了内容也会变。注明“以窗口核定为准”的，以窗口核定为准。"</p>
        </article>
    }
}

fn letters(code: Option<Code>) -> Option<impl IntoView> {
    let Code { code, until } = code?;
    Some(view! {
        <p class="told__code">"取回答案用的六个字母："<strong>{code}</strong></p>
        <p class="told__until">{format!("{until} 以前，在 {}{} 输入，或者告诉窗口。", device::origin(), routes::CODE)}</p>
    })
}

/// The address of the letters; without them, of the answers themselves.
fn picture(coding: Coding) -> Option<impl IntoView> {
    let path = if let Some(code) = coding.code() {
        routes::code(&code.code)
    } else {
        let interview = coding.case.interview.read();
        let package = coding.case.package.get_value();
        address(&package, &interview.answers, &interview.assessment)
    };
    let qr = qr(&format!("{}{path}", device::origin()))?;
    let frame = format!("0 0 {0} {0}", qr.side);
    Some(view! {
        <figure class="told__picture">
            <svg viewBox=frame role="img" aria-label="二维码：在手机上打开这份结果" shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff" />
                <path d=qr.path fill="#000" />
            </svg>
            <figcaption>"扫码在手机上接着办"</figcaption>
        </figure>
    })
}

fn permits(permits: &[ToldPermit]) -> impl IntoView + use<> {
    let row = |(at, it): (usize, &ToldPermit)| {
        let marked = it.marked.then_some("（以窗口核定为准）");
        let against = it
            .against
            .iter()
            .map(|line| view! { <p class="told__against">{line.clone()}</p> });
        let time = it.time.iter().map(|line| view! { <p>{line.clone()}</p> });
        view! {
            <tr>
                <td class="told__number">{at + 1}</td>
                <th scope="row">{it.name.clone()}{against.collect_view()}</th>
                <td data-label="办不办">{it.standing}{marked}</td>
                <td data-label="谁来办">{it.authority.clone()}</td>
                <td data-label="要多久"><div>{time.collect_view()}</div></td>
            </tr>
        }
    };
    view! {
        <table class="told__table">
            <caption>{format!("一、要办的事（{}）", counted("件", permits.iter().map(ToldPermit::is_open)))}</caption>
            <thead><tr>
                <th scope="col">"序号"</th><th scope="col">"事项"</th><th scope="col">"办不办"</th>
                <th scope="col">"谁来办"</th><th scope="col">"要多久"</th>
            </tr></thead>
            <tbody>{permits.iter().enumerate().map(row).collect_view()}</tbody>
        </table>
    }
}

fn documents(documents: &[ToldDocument]) -> impl IntoView + use<> {
    let row = |(at, it): (usize, &ToldDocument)| {
        let open = (!it.is_needed).then_some("（还要看）");
        let how = it
            .how
            .clone()
            .map(|how| view! { <p class="told__how">{how}</p> });
        view! {
            <tr>
                <td class="told__number">{at + 1}</td>
                <th scope="row">{it.name.clone()}{open}{how}</th>
                <td data-label="要求">{it.form.clone()}</td>
                <td data-label="谁出具">{it.issuer.clone()}</td>
                <td class="told__tick"><span class="told__box" aria-hidden="true"></span></td>
            </tr>
        }
    };
    view! {
        <table class="told__table">
            <caption>{format!("二、要交的材料（合成一套，{}）", counted("份", documents.iter().map(|it| !it.is_needed)))}</caption>
            <thead><tr>
                <th scope="col">"序号"</th><th scope="col">"材料"</th><th scope="col">"要求"</th>
                <th scope="col">"谁出具"</th><th scope="col">"备好"</th>
            </tr></thead>
            <tbody>{documents.iter().enumerate().map(row).collect_view()}</tbody>
        </table>
    }
}

fn open(told: &Told) -> impl IntoView + use<> {
    let point = |(text, who): &(String, Option<String>)| {
        let who = who.as_ref().map(|who| format!("怎么弄清楚：{who}。"));
        view! { <li>{text.clone()}" "{who}</li> }
    };
    let points = told.open.iter().map(point).collect_view();
    let hints = told.hints.iter().map(|it| view! { <li>{it.clone()}</li> });
    let hints = hints.collect_view();
    view! {
        {(!told.open.is_empty()).then(|| view! {
            <section class="told__part"><h3>"三、还没弄清楚的"</h3><ul>{points}</ul></section>
        })}
        {(!told.hints.is_empty()).then(|| view! {
            <section class="told__part"><h3>"请留意"</h3><ul>{hints}</ul></section>
        })}
    }
}

/// Where and when: what nobody has told the system yet is written by hand.
fn place() -> impl IntoView {
    let blank = |label: &'static str| view! { <p class="told__blank"><span>{label}</span></p> };
    view! {
        <section class="told__part told__place">
            <h3>"到哪里办、什么时候（由窗口填写）"</h3>
            <div class="told__blanks">
                {blank("地点和窗口号：")}{blank("办公时间：")}{blank("咨询电话：")}{blank("告知人：")}
            </div>
        </section>
    }
}
