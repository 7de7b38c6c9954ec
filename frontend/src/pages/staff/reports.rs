//! What people doubt, the newest first: what they were told, what they answered, what seems wrong.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use lianban_api::{ReportRow, Session};
use lianban_rules::package::Package;

use super::{staff_bar, staff_face};
use crate::api::{self, ApiError};
use crate::components::faces::load;
use crate::components::heading::Heading;
use crate::state::staff::doubt;

/// Everything the page shows: the packages are those the people had before them, by hash.
#[derive(Clone)]
struct Seen {
    session: Session,
    rows: Vec<ReportRow>,
    packages: BTreeMap<String, Arc<Package>>,
}

/// The list of doubts.
#[component]
pub fn ReportsPage() -> impl IntoView {
    staff_face(load(fetch), "正在读取群众疑问……", |seen| {
        page(&seen)
    })
}

async fn fetch() -> Result<Seen, ApiError> {
    let session = api::session().await?;
    let mut rows = api::reports().await?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.number));
    let mut packages = BTreeMap::new();
    for row in &rows {
        let report = &row.report;
        if packages.contains_key(&report.hash) {
            continue;
        }
        // Without the package the answers cannot be said in words; the doubt still can.
        let bytes = api::compiled(&report.package, &report.hash).await;
        if let Some(package) = bytes.ok().and_then(|it| Package::from_bytes(&it).ok()) {
            packages.insert(report.hash.clone(), Arc::new(package));
        }
    }
    Ok(Seen {
        session,
        rows,
        packages,
    })
}

fn page(seen: &Seen) -> impl IntoView + use<> {
    let rows = seen.rows.iter();
    let rows = rows.map(|row| entry(row, seen.packages.get(&row.report.hash)));
    let list = if seen.rows.is_empty() {
        view! { <p class="notice">"还没有人说结果不对。有人说了，会出现在这里。"</p> }.into_any()
    } else {
        view! { <ol class="reports" reversed>{rows.collect_view()}</ol> }.into_any()
    };
    view! {
        <div class="staff">
            {staff_bar(&seen.session)}
            <Heading text="群众疑问" />
            <p class="lead">"有人觉得系统说的不对。这里没有姓名和电话；请核对规则，再改目录。"</p>
            {list}
        </div>
    }
}

fn entry(row: &ReportRow, package: Option<&Arc<Package>>) -> impl IntoView + use<> {
    let report = &row.report;
    let answers = package.map(|package| doubt::answers(package.contents(), report));
    let about = format!("{}：{}", doubt::about(report.about), row.name);
    let answers = match answers {
        Some(facts) if !facts.is_empty() => view! {
            <details class="given">
                <summary>{format!("当时的 {} 个回答", facts.len())}</summary>
                <dl class="facts">
                    {facts.into_iter().map(|(name, value)| view! {
                        <div class="facts__row"><dt>{name}</dt><dd>{value}</dd></div>
                    }).collect_view()}
                </dl>
            </details>
        }
        .into_any(),
        Some(_) => view! { <p class="lead">"当时还没有回答任何问题。"</p> }.into_any(),
        None => view! { <p class="lead">"当时的规则已经取不到，回答没法说成文字。"</p> }.into_any(),
    };
    view! {
        <li class="report">
            <p class="report__head"><span>{format!("第 {} 号", row.number)}</span><span>{row.on.to_string()}</span></p>
            <h2 class="report__about">{about}</h2>
            <p class="report__what">{doubt::words(report.doubt)}</p>
            {(!report.remark.is_empty()).then(|| view! { <blockquote class="report__remark">{report.remark.clone()}</blockquote> })}
            {answers}
        </li>
    }
}
