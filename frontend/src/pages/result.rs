//! The result: what to do, what to bring, what is still open, and why.

use leptos::prelude::*;
use lianban_api::About;

use super::handbook;
use super::package::Case;
use crate::components::doubt::doubt;
use crate::components::faces::nothing;
use crate::components::heading::Heading;
use crate::components::numbers::numbers as four_numbers;
use crate::components::permit::{WhySo, clause, limit, permit, place};
use crate::components::sign::sign;
use crate::components::timeline::timeline;
use crate::components::why::{grounds, on_demand, ways_out_of};
use crate::router::Router;
use crate::routes::{self, Step};
use crate::state::listed::listed;
use crate::state::numbers::numbers;
use crate::state::open_point::OpenPoint;
use crate::state::plan::{DocumentLine, PermitLine, Plan};
use crate::state::submission::{Obstacle, guide_obstacle};
use crate::state::time::{time_of, together};
use crate::state::way::way;
use crate::state::why::Answered;

/// The result page.
#[component]
pub fn ResultPage() -> impl IntoView {
    let case = Case::of_page();
    move || {
        if case.interview.read().answers.0.is_empty() {
            let guide = Step::Guide.of(&case.id());
            return nothing(
                "还没有结果",
                "先回答几个问题，才知道要办什么。",
                guide,
                "开始回答",
            )
            .into_any();
        }
        let package = case.package.get_value();
        let plan = Plan::new(package.contents(), &case.interview.read().assessment);
        result(case, &plan).into_any()
    }
}

fn result(case: Case, plan: &Plan) -> impl IntoView + use<> {
    let obstacle = Memo::new(move |_| {
        let package = case.package.get_value();
        guide_obstacle(&package, &case.draft.read(), &case.interview.read())
    });
    let handbook = handbook::of_page();
    let time = |id: &str| time_of(&handbook, &case.interview.read().answers, id);
    let together = together(&handbook);
    let interview = case.interview.read();
    let package = case.package.get_value();
    let answered = Answered::new(&package, &interview.answers, case.today);
    let numbers = (plan.needed() > 0).then(|| {
        let (assessment, answers) = (&interview.assessment, &interview.answers);
        numbers(&package, &handbook, assessment, answers, case.today)
    });
    let way = way(
        package.contents(),
        &handbook,
        &interview.assessment,
        &interview.answers,
        case.today,
    );
    view! {
        <div class="result">
            <Heading text=plan.headline() />
            {case.is_kept.then(|| view! {
                <p class="notice notice--amber" role="status">
                    "现在连不上服务器，这是按上次留在这台设备上的规则算的。联网后请再核一遍，以窗口核定为准。"
                </p>
            })}
            {notice(case, obstacle.get())}
            {refused(plan)}
            {open(&case.id(), &plan.open)}
            {numbers.map(|it| view! {
                <section class="section" aria-labelledby="numbers">
                    <h2 id="numbers">"合起来办，省多少"</h2>
                    {four_numbers(&it)}
                </section>
            })}
            <section class="section" aria-labelledby="permits">
                <h2 id="permits">"要办的事，按先后排"</h2>
                <ol class="result__permits">
                    {plan.permits.iter().map(|line| view! { <li>{permit(line, time(&line.id), why_so(case, &answered, &line.id))}</li> }).collect_view()}
                </ol>
            </section>
            {timeline(&way).map(|it| view! {
                <section class="section" aria-labelledby="way">
                    <h2 id="way">"到开业那天，怎么走"</h2>
                    {it}
                </section>
            })}
            {(!together.is_empty()).then(|| view! {
                <section class="section" aria-labelledby="together">
                    <h2 id="together">"一起办，总共多久"</h2>
                    <ul>{together.iter().map(limit).collect_view()}</ul>
                </section>
            })}
            {documents(case, &plan.documents)}
            <p><a href=Step::Compare.of(&case.id())>"换个答案，比一比"</a></p>
            <p><a href=Step::Take.of(&case.id())>"带走一张：一次性告知单"</a></p>
            {(!plan.licence_items.is_empty()).then(|| view! {
                <section class="section" aria-labelledby="items">
                    <h2 id="items">"许可证上会写的经营项目"</h2>
                    <p>{plan.licence_items.join("、")}</p>
                </section>
            })}
            {(!plan.hints.is_empty()).then(|| view! {
                <section class="section" aria-labelledby="hints">
                    <h2 id="hints">"请留意"</h2>
                    {plan.hints.iter().map(clause).collect_view()}
                </section>
            })}
            {next(case, plan, obstacle.get())}
            <details class="given">
                <summary>{format!("不需要办的 {} 件，为什么", plan.not_needed.len())}</summary>
                {plan.not_needed.iter().map(|line| permit(line, None, why_so(case, &answered, &line.id))).collect_view()}
            </details>
        </div>
    }
}

/// What stands in the way, at the top.
fn notice(case: Case, obstacle: Option<Obstacle>) -> Option<AnyView> {
    let (text, action) = match obstacle? {
        Obstacle::Guide => ("还有问题没有回答，下面的结果还会变。", "继续回答"),
        Obstacle::Answers => ("有两个答案对不上，请改一下。", "去改答案"),
        Obstacle::Stop => (
            "按现在的情况，网上不能提交。请到服务大厅窗口。",
            "看看原因和办法",
        ),
        _ => return None,
    };
    let href = obstacle?.step().of(&case.id());
    Some(
        view! {
            <div class="notice notice--amber">
                <p>{text}</p>
                <a class="button" href=href>{action}</a>
            </div>
        }
        .into_any(),
    )
}

/// Which permits are expected to be refused, each with the way to why: said before anything
/// is counted.
fn refused(plan: &Plan) -> Option<AnyView> {
    let refused = plan.refused();
    let link = |line: &PermitLine| {
        let href = format!("#{}", place(&line.id));
        // `external` leaves the click to the browser, which goes there.
        view! { <li><a href=href rel="external">{line.name.clone()}</a></li> }
    };
    (!refused.is_empty()).then(|| {
        view! {
            <div class="notice notice--seal">
                <p>"按您的回答，预计不能批的有下面这些。点名称，看原因和办法："</p>
                <ul>{refused.into_iter().map(link).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

fn open(package: &str, points: &[OpenPoint]) -> Option<impl IntoView + use<>> {
    let point = |point: &OpenPoint| {
        view! {
            <li class="open-point">
                <p class="open-point__text">{point.text.clone()}</p>
                {point.find_out.clone().map(|find_out| view! { <p>{format!("怎么弄清楚：{find_out}")}</p> })}
                {(!point.hangs_on_it.is_empty()).then(|| view! {
                    <p class="open-point__for">{format!("关系到：{}", listed(&point.hangs_on_it))}</p>
                })}
                <a href=routes::screen(package, &point.topic)>"现在知道了，去回答"</a>
            </li>
        }
    };
    (!points.is_empty()).then(|| {
        view! {
            <section class="section section--amber" aria-labelledby="open">
                <h2 id="open">{sign("open", "state-open", "还没弄清楚的")}</h2>
                <p>"不弄清楚也可以提交，窗口会和您一起确认。"</p>
                <ul class="plain-list">{points.iter().map(point).collect_view()}</ul>
            </section>
        }
    })
}

fn documents(case: Case, lines: &[DocumentLine]) -> impl IntoView + use<> {
    view! {
        <section class="section" aria-labelledby="documents">
            <h2 id="documents">"要交的材料，合成一套"</h2>
            <ul class="plain-list">{lines.iter().map(|line| document(case, line)).collect_view()}</ul>
        </section>
    }
}

/// What a permit rests on, in views; the ways out of one that is needed wait until asked for.
fn why_so(case: Case, answered: &Answered<'_>, id: &str) -> WhySo {
    let why = answered.permit(id);
    let permit = id.to_owned();
    let ways = move || {
        let package = case.package.get_value();
        let interview = case.interview.read_untracked();
        Answered::new(&package, &interview.answers, case.today).ways_out_of_permit(&permit)
    };
    WhySo {
        need: grounds(&case.id(), "因为您这样回答", &why.need),
        against: grounds(&case.id(), "因为您这样回答", &why.against),
        ways_out: ways_out_of(&why, ways),
    }
}

/// The answers that ask for a document, once somebody wants to know.
fn why_document(case: Case, id: &str) -> AnyView {
    let id = id.to_owned();
    on_demand("为什么要交", move || {
        let package = case.package.get_value();
        let interview = case.interview.read_untracked();
        let answered = Answered::new(&package, &interview.answers, case.today);
        let found = answered.document(&id);
        grounds(&case.id(), "因为您这样回答", &found)
            .unwrap_or_else(|| view! { <p>"不管怎么回答，都要交这一份。"</p> }.into_any())
    })
}

/// One document: form, issuer, and the permits it serves.
fn document(case: Case, line: &DocumentLine) -> impl IntoView + use<> {
    let why = line.is_needed.then(|| why_document(case, &line.id));
    let open = (!line.is_needed).then(|| sign("open", "state-open", "还要看"));
    view! {
        <li class="document">
            <h3 class="document__name">{line.name.clone()}" "{open}</h3>
            <p>{line.form.clone()}{format!("。由{}提供", line.issuer)}</p>
            {line.help.clone().map(|help| view! { <p class="document__help">{help}</p> })}
            {line.notes.iter().map(|note| view! { <p class="document__help">{note.clone()}</p> }).collect_view()}
            <p class="document__for">{format!("用于：{}", listed(&line.serves))}</p>
            {why}
            {doubt(About::Material, &line.id)}
        </li>
    }
}

/// On to the form; past a forecast of refusal only if the person insists.
fn next(case: Case, plan: &Plan, obstacle: Option<Obstacle>) -> Option<AnyView> {
    let form = Step::Form.of(&case.id());
    let router = Router::of_page();
    let insist = move |_| {
        case.draft.update(|draft| {
            draft.insist = true;
            draft.changed();
        });
        router.go(&Step::Form.of(&case.id()));
    };
    match obstacle {
        None if plan.needed() == 0 && plan.open.is_empty() => Some(
            view! { <p class="notice">"没有要提交的申请。情况有变化时，改一下答案再看。"</p> }.into_any(),
        ),
        None => Some(view! {
            <div class="actions">
                <a class="button button--main" href=form>"去填申请"</a>
            </div>
        }
        .into_any()),
        Some(Obstacle::Refusal) => Some(view! {
            <div class="notice notice--seal">
                <p>"按您的回答，上面标明的事预计不能批。先改好再办，最省时间。您也可以坚持提交，窗口会收件，并给您书面答复。"</p>
                <button class="button" type="button" on:click=insist>"坚持提交"</button>
            </div>
        }
        .into_any()),
        Some(_) => None,
    }
}
