//! The files of one document: choose or photograph, see them, put them in order, take one out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::icon::icon;
use super::sign::sign;
use crate::device;
use crate::pages::package::Case;
use crate::state::papers::{self, DraftFile, FileState};
use crate::state::pick::{ACCEPT, size, size_of_max};
use crate::state::upload::percent;
use crate::work::{choosing, uploads};

/// The files of a document, and the button that adds one.
#[expect(clippy::needless_pass_by_value, reason = "a component owns its props")]
#[component]
pub fn Files(
    /// Material id.
    material: String,
    /// What the document is called.
    name: String,
) -> impl IntoView {
    let case = Case::of_page();
    let material = StoredValue::new(material);
    let said = RwSignal::new(Vec::<String>::new());
    let ids = Memo::new(move |_| {
        let draft = case.draft.read();
        let paper = material.with_value(|id| draft.papers.get(id).cloned());
        let files = paper.map(|it| it.files).unwrap_or_default();
        files.into_iter().map(|file| file.id).collect::<Vec<_>>()
    });
    let choose = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let chosen = choosing::chosen(&input);
        // So that the same file can be chosen again.
        input.set_value("");
        let material = material.get_value();
        spawn_local(async move { said.set(choosing::add(case, &material, chosen).await) });
    };
    let id = chooser(&material.get_value());
    let hint = format!(
        "照片、PDF 或 OFD；每个不超过 {}，最多 10 个。",
        size_of_max()
    );
    let row = move |file: String| view! { <File material file /> };
    view! {
        <div class="files">
            <ol class="files__list" hidden=move || ids.read().is_empty()>
                <For each=move || ids.get() key=String::clone children=row />
            </ol>
            <div class="files__add">
                <input class="files__input visually-hidden" type="file" multiple accept=ACCEPT id=id.clone()
                    aria-describedby=format!("{id}-hint {id}-said") on:change=choose />
                <label class="button files__button" for=id.clone()>
                    {icon("paper")}
                    <span>
                        {move || if ids.read().is_empty() { "拍照或选文件" } else { "再加一张" }}
                        <span class="visually-hidden">{format!("：{name}")}</span>
                    </span>
                </label>
                <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            </div>
            <div class="error" id=format!("{id}-said") role="status">
                {move || said.get().into_iter().map(|it| view! { <p>{it}</p> }).collect_view()}
            </div>
        </div>
    }
}

/// Id of the input that takes the files of a document.
fn chooser(material: &str) -> String {
    format!("{material}-files")
}

/// One file: what it is, how far it has come, what can be done with it.
#[component]
fn File(
    /// Material id.
    material: StoredValue<String>,
    /// File id.
    file: String,
) -> impl IntoView {
    let case = Case::of_page();
    let id = StoredValue::new(file);
    let file = Memo::new(move |_| {
        let draft = case.draft.read();
        id.with_value(|id| papers::file(&draft.papers, id).cloned())
    });
    let thumbnail = RwSignal::new(None::<String>);
    spawn_local(async move {
        let found = choosing::thumbnail(&id.get_value()).await;
        let _ = thumbnail.try_set(found);
    });
    let body = move || file.get().map(|file| about(&file));
    let picture = move || match thumbnail.get() {
        Some(address) => view! { <img class="file__picture" src=address alt="" /> }.into_any(),
        None => view! { <span class="file__picture">{icon("paper")}</span> }.into_any(),
    };
    view! {
        <li class="file">
            {picture}
            {body}
            {move || file.get().map(|file| buttons(case, material, &file))}
        </li>
    }
}

fn about(file: &DraftFile) -> AnyView {
    let remarks = file
        .stored()
        .map(|it| it.remarks.clone())
        .unwrap_or_default();
    let remarks = remarks
        .into_iter()
        .map(|it| view! { <p class="file__remark">{it.message}</p> })
        .collect_view();
    let id = format!("{}-bar", file.id);
    view! {
        <div class="file__about">
            <p class="file__name">{file.name.clone()}</p>
            <p class="file__state" id=id.clone()>{state(file)}</p>
            {(file.state == FileState::Waiting).then(|| bar(file, &id))}
            {remarks}
            {troubled(file)}
        </div>
    }
    .into_any()
}

fn bar(file: &DraftFile, id: &str) -> impl IntoView + use<> {
    view! {
        <progress class="file__bar" max="100" value=percent(file).to_string() aria-labelledby=id.to_owned()></progress>
    }
}

fn state(file: &DraftFile) -> AnyView {
    let held_up = uploads::is_held_up();
    let (size, percent) = (size(file.length), percent(file));
    match &file.state {
        FileState::Waiting => {
            let words = move || {
                if held_up.get() {
                    format!("已传 {percent}%，网络不通，通了自动接着传")
                } else {
                    format!("正在传：{percent}%，共 {size}")
                }
            };
            view! { <span>{words}</span> }.into_any()
        }
        FileState::Paused => sign("open", "clock", "暂停").into_any(),
        FileState::Lost => sign("stop", "state-stop", "要再选一次").into_any(),
        FileState::Refused(_) => sign("stop", "state-stop", "没有收下").into_any(),
        FileState::Done(stored) => {
            let pages = stored
                .pages
                .map(|pages| format!("{pages} 页，"))
                .unwrap_or_default();
            view! {
                {sign("needed", "state-needed", "已上传")}
                <span>{format!("{pages}{size}")}</span>
            }
            .into_any()
        }
    }
}

/// What is wrong, with the way out.
fn troubled(file: &DraftFile) -> Option<AnyView> {
    let text = match &file.state {
        FileState::Refused(why) => why.clone(),
        FileState::Lost => {
            let name = &file.name;
            format!("这台设备上找不到它的内容了。请再选一次“{name}”，会从断的地方接着传。")
        }
        _ => return None,
    };
    Some(view! { <p class="error">{text}</p> }.into_any())
}

fn buttons(case: Case, material: StoredValue<String>, file: &DraftFile) -> impl IntoView + use<> {
    let id = StoredValue::new(file.id.clone());
    let name = file.name.clone();
    let button = move |words: &'static str, act: Callback<()>| {
        view! {
            <button class="button button--text" type="button" aria-label=format!("{words}：{name}")
                on:click=move |_| act.run(())>{words}</button>
        }
    };
    let number = material.with_value(|material| {
        let draft = case.draft.read();
        draft
            .papers
            .get(material)
            .map_or(0, |paper| paper.files.len())
    });
    let shift = move |towards_front: bool| {
        Callback::new(move |()| {
            case.draft.update(|draft| {
                let paper = material.with_value(|it| draft.papers.get_mut(it));
                id.with_value(|id| paper.map(|paper| paper.shift(id, towards_front)));
                draft.changed();
            });
        })
    };
    let set = move |state: FileState| {
        Callback::new(move |()| choosing::set(case, &id.get_value(), state.clone()))
    };
    let take_out = Callback::new(move |()| {
        let material = material.get_value();
        choosing::take_out(case, &material, &id.get_value());
        // The button goes with the file: the keyboard stays at the document.
        device::focus_in_place_soon(&chooser(&material));
    });
    let look = Callback::new(move |()| spawn_local(look_at(case, id.get_value())));
    view! {
        <div class="file__buttons">
            {matches!(file.state, FileState::Waiting).then(|| button.clone()("暂停", set(FileState::Paused)))}
            {matches!(file.state, FileState::Paused).then(|| button.clone()("继续传", set(FileState::Waiting)))}
            {(number > 1).then(|| (button.clone()("前移", shift(true)), button.clone()("后移", shift(false))))}
            {file.is_done().then(|| button.clone()("看一看", look))}
            {button.clone()("拿掉", take_out)}
        </div>
    }
}

/// Shows the file as the server keeps it.
async fn look_at(case: Case, id: String) {
    let token = case.draft.read_untracked().token.clone();
    let content: Result<Blob, _> = crate::api::file_content(&id, &token).await;
    if let Ok(content) = content {
        device::show(&content);
    }
}
