//! The intake list.

use leptos::prelude::*;
use leptos::task::spawn_local;
use lianban_api::{CasePage, CaseQuery, CaseRow, Session};

use super::{case_sign, staff_bar};
use crate::api::{self, ApiError};
use crate::components::faces::{face, load};
use crate::components::heading::Heading;
use crate::router::Router;
use crate::routes;

/// The intake list.
#[component]
pub fn CasesPage() -> impl IntoView {
    let cases = load(list);
    let router = Router::of_page();
    let leave = move |csrf: String| {
        spawn_local(async move {
            // Signed out or unreachable: the sign-in page is right either way.
            let _ = api::sign_out(&csrf).await;
            router.go(routes::SIGN_IN);
        });
    };
    let content = move |(session, page): (Session, CasePage)| {
        let csrf = session.csrf.clone();
        let on_leave = Callback::new(move |()| leave(csrf.clone()));
        view! {
            <div class="staff">
                {staff_bar(&session, on_leave)}
                <Heading text="收件" />
                {table(page.rows)}
            </div>
        }
    };
    face(cases, "正在读取收件……", content)
}

async fn list() -> Result<(Session, CasePage), ApiError> {
    let session = api::session().await?;
    let page = api::search(&CaseQuery::default(), &session.csrf).await?;
    Ok((session, page))
}

fn table(rows: Vec<CaseRow>) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="notice">"现在没有待办的件。新提交的申请会出现在这里。"</p> }
            .into_any();
    }
    view! {
        <div class="table-scroll" role="region" aria-label="收件列表" tabindex="0">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"编号"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"要办什么"</th>
                        <th scope="col">"申请人"</th>
                        <th scope="col">"提交日期"</th>
                        <th scope="col">"事项"</th>
                        <th scope="col">"待确认"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(row: CaseRow) -> impl IntoView {
    let to_settle = match (row.consult, row.to_settle) {
        (true, points) => format!("{points} 处，先综合咨询"),
        (false, 0) => "无".to_owned(),
        (false, points) => format!("{points} 处"),
    };
    view! {
        <tr>
            <th scope="row"><a href=routes::case(&row.number)>{row.number.clone()}</a></th>
            <td>{case_sign(row.state)}</td>
            <td>{row.package_name}</td>
            <td>{row.applicant}</td>
            <td>{row.submitted_on.to_string()}</td>
            <td>{format!("{} 件", row.permits)}</td>
            <td>{to_settle}</td>
        </tr>
    }
}
