//! Review: everything in one look, each with the way to change it, then one submission.

use leptos::prelude::*;
use lianban_rules::handbook::Handbook;

use super::outgoing;
use super::package::Case;
use super::sheet::look_at;
use super::{brought, handbook, mine, written};
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::heading::Heading;
use crate::components::setback::SetbackNotice;
use crate::pages::documents::obstacle_notice;
use crate::pages::form::{misfits, pages_of};
use crate::pages::guide::given_on;
use crate::router::Router;
use crate::routes::{self, Step};
use crate::state::form;
use crate::state::form_pages::{self, FormPage};
use crate::state::papers::Missing;
use crate::state::plan::Plan;
use crate::state::receipt::how;
use crate::state::submission::Obstacle;
use crate::work::sending;

/// The review page; while a submission waits, how it stands.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let case = Case::of_page();
    let waits = Memo::new(move |_| {
        let draft = case.draft.read();
        let outbox = draft.outbox.as_ref();
        outbox.is_some_and(|it| it.retries() && it.failures > 0)
    });
    let page = move || {
        if waits.get() {
            outgoing::page(case)
        } else {
            review(case)
        }
    };
    obstacle_notice(case, page)
}

fn review(case: Case) -> AnyView {
    let router = Router::of_page();
    let handbook = StoredValue::new(handbook::of_page());
    let mistakes = RwSignal::new(Vec::<Mistake>::new());
    let setback = RwSignal::new(None);
    let standing = sending::standing();
    let told = standing.told.clone();
    Effect::new(move |_| {
        if let Some(problem) = told.get() {
            let places = (mistakes, setback);
            outgoing::tell(case, problem, &handbook.get_value(), places);
        }
    });
    let tries = standing.tries.clone();
    let is_busy = Signal::derive(move || tries.get());
    let submit = move |_| {
        let handbook = handbook.get_value();
        setback.set(None);
        let found = look_over(case, &handbook);
        if !found.is_empty() {
            return mistakes.set(found);
        }
        mistakes.set(Vec::new());
        if let Err(obstacle) = sending::submit(case, &handbook, router) {
            mistakes.set(vec![to_mend(case, obstacle)]);
        }
    };
    let pages = pages_of(case, &handbook.get_value());
    view! {
        <div class="review">
            <a class="back" href=Step::Documents.of(&case.id())>"‹ 回到材料"</a>
            <ErrorSummary mistakes />
            <SetbackNotice setback />
            <Heading text="核对一遍，再提交" />
            <p class="lead">"还没有提交。都对的话，在最下面按“提交申请”。"</p>
            {brought::to_check(case, &handbook.get_value())}
            {second_look(case, &handbook.get_value())}
            {permits(case)}
            {pages.iter().map(|page| fields(case, page, &handbook.get_value())).collect_view()}
            {documents(case)}
            {answers(case)}
            {mine::keep(case)}
            <p>"提交后，窗口会核对并受理；还没弄清楚的，窗口会和您一起确认。"</p>
            <div class="actions">
                <button class="button button--main" type="button" disabled=is_busy on:click=submit>
                    {move || if is_busy.get() { "正在提交……" } else { "提交申请" }}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Everything that stands in the way, each with the place that mends it.
fn look_over(case: Case, handbook: &Handbook) -> Vec<Mistake> {
    let package = case.package.get_value();
    let pages = untrack(|| pages_of(case, handbook));
    let (faults, is_other_age) = look_at(case, handbook, |draft, ground| {
        let faults = form::check_all(&package, draft, ground).err();
        let conflict = form::age_conflict(&package, draft, ground);
        (faults.unwrap_or_default(), conflict.is_some())
    });
    let in_form = faults.into_iter().map(|fault| {
        let page = form_pages::address_of(&package, &pages, &fault.field);
        Mistake {
            place: format!("{page}#{}", fault.place),
            message: fault.message,
        }
    });
    let mut mistakes: Vec<Mistake> = in_form.collect();
    if is_other_age {
        mistakes.push(to_mend(case, Obstacle::Age));
    }
    let misfits = misfits(case, handbook).into_iter().filter(|it| it.is_error);
    mistakes.extend(misfits.map(|it| Mistake {
        place: it.place,
        message: it.message,
    }));
    let unchecked = brought::unchecked(case, handbook).len();
    if unchecked > 0 {
        mistakes.push(Mistake {
            place: brought::TO_CHECK.to_owned(),
            message: format!("有 {unchecked} 项是带出的，还没核对。看过没错，请按“都核对过了”。"),
        });
    }
    mistakes
}

/// What does not quite fit: the person may leave it so, and the window looks at it.
fn second_look(case: Case, handbook: &Handbook) -> Option<impl IntoView + use<>> {
    let package = case.package.get_value();
    let pages = untrack(|| pages_of(case, handbook));
    let doubts = look_at(case, handbook, |draft, ground| {
        form::doubts(&package, draft, ground)
    });
    let in_fields = doubts.into_iter().map(|it| {
        let page = form_pages::address_of(&package, &pages, &it.field);
        (it.message, format!("{page}#{}", it.place))
    });
    let misfits = misfits(case, handbook)
        .into_iter()
        .filter(|it| !it.is_error);
    let all = misfits.map(|it| (it.message, it.place)).chain(in_fields);
    let line = |(message, place): (String, String)| {
        view! { <li>{message}" "<a href=place>"去看看"</a></li> }
    };
    let lines: Vec<_> = all.map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="notice notice--amber" aria-labelledby="review-second-look">
                <h2 id="review-second-look">"提交前再看一眼"</h2>
                <p>"这些地方可能对不上。没有写错的，可以照样提交，窗口会和您核对。"</p>
                <ul>{lines}</ul>
            </section>
        }
    })
}

/// What is not ready yet, with the page that mends it.
fn to_mend(case: Case, obstacle: Obstacle) -> Mistake {
    let message = match obstacle {
        Obstacle::Guide => "还有问题没有回答。",
        Obstacle::Stop => "按现在的情况，网上不能提交。",
        Obstacle::Answers => "有两个答案对不上。",
        Obstacle::Refusal => "有预计不能批的事，请先看一下。",
        Obstacle::Form => "申请表还有没填好的地方。",
        Obstacle::Age => "证件号码和前面回答的年龄对不上。",
        Obstacle::Misfit => "申请表有两处对不上。",
        Obstacle::Unchecked => "有带出的内容还没核对。",
        Obstacle::Documents => "还有材料没有准备好。",
        Obstacle::Sending => "还有文件正在传。传完再按一次“提交申请”；不想等，就改成带去窗口。",
    };
    Mistake {
        place: obstacle.step().of(&case.id()),
        message: message.to_owned(),
    }
}

fn permits(case: Case) -> impl IntoView {
    let package = case.package.get_value();
    let plan = Plan::new(package.contents(), &case.interview.read().assessment);
    let needed = plan
        .permits
        .iter()
        .filter(|it| it.need == lianban_rules::assessment::Need::Required);
    let names: Vec<_> = needed
        .map(|it| view! { <li>{it.name.clone()}</li> })
        .collect();
    view! {
        <section class="section" aria-labelledby="review-permits">
            <h2 id="review-permits">{format!("要办的 {} 件事", names.len())}</h2>
            <ol>{names}</ol>
        </section>
    }
}

/// One page of the form.
fn fields(case: Case, page: &FormPage, handbook: &Handbook) -> impl IntoView + use<> {
    let package = case.package.get_value();
    let draft = case.draft.read();
    let row = |ix: &usize| {
        let field = package.contents().fields.get(*ix)?;
        let value = form::meant(&field.kind, draft.fields.get(&field.id)?);
        let words = lianban_rules::words::of_field(field, &value, &handbook.divisions);
        let words = (!words.is_empty()).then_some(words)?;
        let row =
            view! { <div class="facts__row"><dt>{field.label.clone()}</dt><dd>{words}</dd></div> };
        Some(row)
    };
    let rows: Vec<_> = page.fields.iter().filter_map(row).collect();
    let label = format!("review-{}", page.id);
    let nothing = rows
        .is_empty()
        .then(|| view! { <p class="lead">"这一页还没有填。"</p> });
    view! {
        <section class="section" aria-labelledby=label.clone()>
            <div class="section__head">
                <h2 id=label.clone()>{page.title.clone()}</h2>
                <a href=routes::section(&case.id(), &page.id) aria-label=format!("修改：{}", page.title)>"修改"</a>
            </div>
            {nothing}
            <dl class="facts">{rows}</dl>
        </section>
    }
}

fn documents(case: Case) -> impl IntoView {
    let prints = written::fingerprints(case);
    let package = case.package.get_value();
    let plan = Plan::new(package.contents(), &case.interview.read().assessment);
    let needed: Vec<_> = plan
        .documents
        .into_iter()
        .filter(|it| it.is_needed)
        .collect();
    let number = needed.len();
    let row = |line: crate::state::plan::DocumentLine| {
        let id = line.id.clone();
        let words = move || {
            let missing = written::missing(case, prints, &id);
            let draft = case.draft.read();
            let paper = draft.papers.get(&id).cloned().unwrap_or_default();
            match missing {
                None | Some(Missing::Way) => how(&paper),
                Some(Missing::Sending(left)) => format!("{}，还有 {left} 个正在传", how(&paper)),
                Some(Missing::Files) => "还没有文件".to_owned(),
                Some(Missing::Trouble) => "有文件没有传成".to_owned(),
                Some(Missing::Confirmation) => "系统写好了，还没确认".to_owned(),
                Some(Missing::Day) => "到期日没写好".to_owned(),
            }
        };
        view! { <div class="facts__row"><dt>{line.name}</dt><dd>{words}</dd></div> }
    };
    view! {
        <section class="section" aria-labelledby="review-documents">
            <div class="section__head">
                <h2 id="review-documents">{format!("{number} 份材料")}</h2>
                <a href=Step::Documents.of(&case.id()) aria-label="修改：材料">"修改"</a>
            </div>
            <dl class="facts">{needed.into_iter().map(row).collect_view()}</dl>
        </section>
    }
}

fn answers(case: Case) -> impl IntoView {
    let screens = case.interview.read().screens.clone();
    view! {
        <section class="section" aria-labelledby="review-answers">
            <h2 id="review-answers">"您的回答"</h2>
            <dl class="facts">{screens.iter().map(|it| given_on(case, it)).collect_view()}</dl>
        </section>
    }
}
