//! The sheet for the look on site: everything in one visit, each line with its three boxes.

use leptos::prelude::*;
use lianban_rules::contents::Mark;
use lianban_rules::handbook::InspectionItem;

use super::case::{Seen, fetch};
use super::unmask::{Whole, shown, unmask};
use super::{staff_bar, staff_face};
use crate::components::faces::load;
use crate::components::heading::Heading;
use crate::device;
use crate::routes;
use crate::state::listed::listed;
use crate::state::staff::inspection::{SheetList, sheet};
use crate::state::staff::{self, Fact};

/// What stands on the sheet of who and where.
const ABOUT: [&str; 4] = [
    "applicant-name",
    "applicant-mobile",
    "biz-name",
    "premises-address",
];

/// The sheet for the case with this number.
pub fn inspection_page(number: String) -> AnyView {
    let seen = load(move || fetch(number.clone()));
    staff_face(seen, "正在读取办件……", |seen| page(&seen)).into_any()
}

fn page(seen: &Seen) -> impl IntoView + use<> {
    let contents = seen.package.contents();
    let lists = sheet(contents, &seen.handbook, &seen.answers(), &seen.case);
    let whole: Whole = RwSignal::new(None);
    let paper = if lists.is_empty() {
        view! { <p class="notice">"这个件的事项都不用上门看。"</p> }.into_any()
    } else {
        paper(seen, &lists, whole).into_any()
    };
    view! {
        <div class="staff">
            {staff_bar(&seen.session)}
            <a class="back" href=routes::case(&seen.case.number)>"‹ 回到办件"</a>
            <div class="staff__head no-print">
                <Heading text="踏勘清单" />
                {(!lists.is_empty()).then(|| view! {
                    <div class="staff__action">
                        {unmask(&seen.session, &seen.case.number, whole)}
                        <button class="button button--main" type="button" on:click=|_| device::print()>"打印清单"</button>
                    </div>
                })}
            </div>
            {paper}
        </div>
    }
}

fn paper(seen: &Seen, lists: &[SheetList], whole: Whole) -> impl IntoView + use<> {
    let fact = |(name, value): &Fact| {
        view! { <div class="sheet__fact"><dt>{name.clone()}</dt><dd>{value.clone()}</dd></div> }
    };
    let of = seen.clone();
    let about = move || {
        let case = shown(&of.case, whole);
        let about = staff::fields_named(of.package.contents(), &of.handbook, &case, &ABOUT);
        about.iter().map(fact).collect_view()
    };
    view! {
        <article class="sheet" aria-labelledby="sheet-title">
            <p class="sheet__number">{seen.case.number.clone()}</p>
            <h2 class="sheet__title" id="sheet-title">"现场核查清单"</h2>
            <p class="sheet__small">"一次踏勘合并查：同一次上门，把几个事项要看的一起看完。要两名以上人员，当场记录、拍照、双方签字（行政许可法第34条第3款）。"</p>
            <dl class="sheet__facts">{about}</dl>
            {lists.iter().map(list).collect_view()}
            <footer class="sheet__end">
                <p class="sheet__sign">"核查日期："<span class="sheet__line"></span></p>
                <p class="sheet__sign">"核查人员（两名以上）："<span class="sheet__line"></span><span class="sheet__line"></span></p>
                <p class="sheet__sign">"申请人意见："<span class="sheet__line sheet__line--long"></span></p>
                <p class="sheet__sign">"申请人签名："<span class="sheet__line"></span>"拒签说明："<span class="sheet__line"></span></p>
            </footer>
        </article>
    }
}

fn list(sheet: &SheetList) -> impl IntoView + use<> {
    let id = format!("list-{}", sheet.list.id);
    view! {
        <section class="sheet__part" aria-labelledby=id.clone()>
            <h3 id=id.clone()>{sheet.list.name.clone()}</h3>
            <p class="sheet__small">{format!("用于：{}。依据：{}。", listed(&sheet.permits), sheet.list.source)}</p>
            {sheet.is_open.then(|| view! { <p>"这几个事项要不要办还没定，定了要办才查。"</p> })}
            <table class="sheet__table sheet__table--boxes">
                <thead><tr>
                    <th scope="col">"编号"</th>
                    <th scope="col">"查什么，要求"</th>
                    <th scope="col">"结论"</th>
                    <th scope="col">"照片编号、备注"</th>
                </tr></thead>
                <tbody>{sheet.list.items.iter().map(item).collect_view()}</tbody>
            </table>
        </section>
    }
}

fn item(item: &InspectionItem) -> impl IntoView + use<> {
    let photo = item.photo.as_ref().map(|what| format!("拍：{what}"));
    let otherwise = item
        .otherwise
        .as_ref()
        .map(|what| format!("不符合：{what}"));
    let marked = (item.mark != Mark::Verified).then(|| "细则以核查人员掌握的为准".to_owned());
    let notes: Vec<String> = [photo, otherwise, marked].into_iter().flatten().collect();
    view! {
        <tr>
            <td>{item.id.clone()}</td>
            <th scope="row">
                {item.what.clone()}
                <span class="sheet__requirement">{item.requirement.clone()}</span>
                <span class="sheet__small">{notes.join("；")}</span>
            </th>
            <td class="sheet__boxes"><span>"□ 符合"</span><span>"□ 不符合"</span><span>"□ 不适用"</span></td>
            <td class="sheet__blank"></td>
        </tr>
    }
}
