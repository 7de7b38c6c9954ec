//! The intake list: filter, search, paging; the address says where one is.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{CasePage, CaseRow, CaseState, Session};

use super::{case_sign, staff_bar, staff_face};
use crate::api::{self, ApiError};
use crate::components::faces::{Load, failed, load};
use crate::components::heading::Heading;
use crate::components::sign::sign;
use crate::device;
use crate::router::Router;
use crate::routes;
use crate::state::staff::search::{STATES, Search};
use crate::state::staff::waiting::{Waiting, waiting};

/// Where the text lies that stands in no address.
const SOUGHT: &str = "lianban/sought";

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct List {
    search: Memo<Search>,
    found: RwSignal<Load<CasePage>>,
    is_busy: RwSignal<bool>,
    router: Router,
}

impl List {
    fn go(self, search: &Search) {
        device::leave_on_desk(SOUGHT, search.kept());
        let address = search.address();
        if self.router.here_now() == address {
            // Only the text has changed, which stands in no address.
            self.router.replace(&address);
        } else {
            self.router.go(&address);
        }
    }
}

/// The intake list.
#[component]
pub fn CasesPage() -> impl IntoView {
    staff_face(load(api::session), "正在读取收件……", |session| {
        page(&session)
    })
}

fn page(session: &Session) -> impl IntoView + use<> {
    let router = Router::of_page();
    let search = Memo::new(move |_| {
        let kept = device::on_desk(SOUGHT).unwrap_or_default();
        Search::read(routes::split(&router.here()).1, &kept)
    });
    let list = List {
        search,
        found: RwSignal::new(Load::Loading),
        is_busy: RwSignal::new(false),
        router,
    };
    let again = fetches(list, session.csrf.clone());
    view! {
        <div class="staff">
            {staff_bar(session)}
            <Heading text="收件" />
            <div class="cases-tools">{filters(list)}{search_box(list)}</div>
            <section class="cases" aria-label="收件列表" aria-busy=move || list.is_busy.get().to_string()>
                {move || match list.found.get() {
                    Load::Loading => view! {
                        <p class="notice notice--waiting" role="status">"正在读取收件……"</p>
                    }.into_any(),
                    Load::Failed(error) => failed(&error, again).into_any(),
                    Load::Ready(page) => results(list, page).into_any(),
                }}
            </section>
        </div>
    }
}

/// Looks again whenever the search changes; the old rows stay until the new ones are there.
fn fetches(list: List, csrf: String) -> Callback<()> {
    let turn = StoredValue::new(0_u32);
    let again = Callback::new(move |()| {
        let (query, csrf) = (list.search.get_untracked().to_query(), csrf.clone());
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        list.is_busy.set(true);
        spawn_local(async move {
            let outcome = api::search(&query, &csrf).await;
            // The page may be gone, or a later search may be under way.
            if turn.try_get_value() != Some(mine) {
                return;
            }
            list.is_busy.set(false);
            match outcome {
                Ok(page) => list.found.set(Load::Ready(page)),
                Err(ApiError::SignedOut) => {
                    let here = list.router.here_now();
                    list.router.replace(&routes::sign_in(&here, false));
                }
                Err(error) => list.found.set(Load::Failed(error)),
            }
        });
    });
    Effect::new(move |_| {
        list.search.track();
        again.run(());
    });
    again
}

/// The states with their counts, and 综合咨询.
fn filters(list: List) -> impl IntoView {
    let count = move |state: Option<CaseState>| match &*list.found.read() {
        Load::Ready(page) => {
            let counts = page.counts.iter();
            let meant = counts.filter(|(it, _)| state.is_none_or(|state| state == *it));
            format!(" {}", meant.map(|(_, count)| count).sum::<usize>())
        }
        _ => String::new(),
    };
    let link = move |state: Option<CaseState>, words: &'static str| {
        let href = move || list.search.read().with(|it| it.state = state).address();
        let is_chosen = move || list.search.read().state == state;
        view! {
            <li><a class="filter" href=href aria-current=move || is_chosen().then_some("true")>
                {words}<span class="filter__count">{move || count(state)}</span>
            </a></li>
        }
    };
    let states = STATES.map(|(state, _, words)| link(Some(state), words));
    let consult = move || list.search.read().consult;
    let toggled = move || {
        let search = list.search.read();
        search.with(|it| it.consult = !search.consult).address()
    };
    view! {
        <nav class="filters" aria-label="筛选">
            <ul class="filters__list">{link(None, "全部")}{states.collect_view()}</ul>
            <a class="filter" href=toggled aria-current=move || consult().then_some("true")>
                {move || if consult() { "只看综合咨询 ×" } else { "只看综合咨询" }}
            </a>
        </nav>
    }
}

fn search_box(list: List) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let text = RwSignal::new(list.search.get_untracked().text);
    Effect::new(move |_| text.set(list.search.read().text.clone()));
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = text.get_untracked().trim().to_owned();
        let search = list.search.get_untracked().with(|it| it.text = wanted);
        list.go(&search);
    };
    let clear = move |_| {
        let search = list.search.get_untracked().with(|it| it.text.clear());
        list.go(&search);
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    view! {
        <form class="search" role="search" novalidate on:submit=find>
            <label class="search__label" for="sought">"找一个件"</label>
            <p class="field__hint" id="sought-hint">"编号（可以只写一部分）、申请人姓名，或手机号后四位"</p>
            <div class="search__line">
                <input class="field__input" id="sought" node_ref=input autocomplete="off" enterkeyhint="search"
                    aria-describedby="sought-hint" bind:value=text />
                <button class="button" type="submit">"查找"</button>
                {move || (!list.search.read().text.is_empty()).then(|| view! {
                    <button class="button button--text" type="button" on:click=clear>"不找了，看全部"</button>
                })}
            </div>
        </form>
    }
}

fn results(list: List, page: CasePage) -> impl IntoView {
    let said = if page.pages > 1 {
        format!(
            "共 {} 件，第 {} 页，共 {} 页",
            page.found, page.page, page.pages
        )
    } else {
        format!("共 {} 件", page.found)
    };
    let is_empty = page.rows.is_empty();
    let today = page.today;
    let (at, pages) = (page.page, page.pages);
    let rows = page.rows.into_iter().map(|it| row(it, today));
    view! {
        <p class="cases__count" role="status">{said}</p>
        {if is_empty { nothing_found(list).into_any() } else { table(rows.collect_view()).into_any() }}
        {(pages > 1).then(|| paging(list, at, pages))}
    }
}

fn nothing_found(list: List) -> impl IntoView {
    let is_all = list.search.with_untracked(Search::is_all);
    let text = if is_all {
        "现在没有待办的件。新提交的申请会出现在这里。"
    } else {
        "没有符合的件。换一个条件，或看全部。"
    };
    view! {
        <div class="notice">
            <p>{text}</p>
            {(!is_all).then(|| view! {
                <button class="button" type="button" on:click=move |_| list.go(&Search { page: 1, ..Search::default() })>
                    "看全部"
                </button>
            })}
        </div>
    }
}

/// On a phone each row is drawn as a card; the roles keep it a table for a screen reader.
fn table(rows: impl IntoView) -> impl IntoView {
    const COLUMNS: [&str; 7] = [
        "编号",
        "状态",
        "答复期限",
        "申请人",
        "要办什么",
        "提交日期",
        "待确认",
    ];
    let head = COLUMNS.map(|words| view! { <th role="columnheader" scope="col">{words}</th> });
    view! {
        <table class="table table--cards" role="table" aria-label="收件">
            <thead role="rowgroup"><tr role="row">{head.collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

fn row(row: CaseRow, today: Option<lianban_rules::date::Date>) -> impl IntoView {
    let to_settle = match (row.consult, row.to_settle) {
        (true, points) => format!("{points} 处，先综合咨询"),
        (false, 0) => "无".to_owned(),
        (false, points) => format!("{points} 处"),
    };
    let wanted = format!("{}（{} 个事项）", row.package_name, row.permits);
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><a class="table__link" href=routes::case(&row.number)>{row.number.clone()}</a></th>
            <td role="cell" data-label="状态">{case_sign(row.state)}</td>
            <td role="cell" data-label="答复期限">{waiting_sign(waiting(&row, today))}</td>
            <td role="cell" data-label="申请人">{row.applicant}</td>
            <td role="cell" data-label="要办什么">{wanted}</td>
            <td role="cell" data-label="提交日期">{row.submitted_on.to_string()}</td>
            <td role="cell" data-label="待确认">{to_settle}</td>
        </tr>
    }
}

fn waiting_sign(waiting: Waiting) -> AnyView {
    match waiting {
        Waiting::No => "—".into_any(),
        Waiting::Until(words) => words.into_any(),
        Waiting::Soon(words) => sign("open", "clock", words).into_any(),
        Waiting::Over(words) => sign("stop", "state-stop", words).into_any(),
    }
}

fn paging(list: List, at: usize, pages: usize) -> impl IntoView {
    let address = move |page: usize| {
        let search = list.search.get_untracked();
        Search { page, ..search }.address()
    };
    let before =
        (at > 1).then(|| view! { <a class="button" href=address(at - 1) rel="prev">"上一页"</a> });
    let after = (at < pages)
        .then(|| view! { <a class="button" href=address(at + 1) rel="next">"下一页"</a> });
    view! {
        <nav class="paging" aria-label="翻页">
            {before}
            <span>{format!("第 {at} 页，共 {pages} 页")}</span>
            {after}
        </nav>
    }
}
