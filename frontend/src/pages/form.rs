//! The form, one section a page: checked on leaving a field and on going on.

use std::collections::BTreeMap;

use leptos::prelude::*;
use lianban_rules::contents::{Field, SCOPE};
use lianban_rules::handbook::Handbook;
use serde_json::Value as Json;

use super::handbook;
use super::package::Case;
use super::privacy_first::privacy_first;
use super::sheet::Sheet;
use super::{brought, earlier, licence, mine, scope};
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::field::FormField;
use crate::components::heading::Heading;
use crate::device;
use crate::pages::documents::obstacle_notice;
use crate::router::Router;
use crate::routes::{self, SECTION, Step};
use crate::state::cross_checks::{self, Misfit};
use crate::state::form::{self, AGE, AgeConflict, Fault, Ground};
use crate::state::form_pages::{self, FormPage};
use crate::state::input;
use crate::state::plan::question;
use crate::state::prefill::CODE;

/// The answers that the page on the place repeats.
const AREAS: [&str; 2] = ["floor-area", "use-area"];

/// A field that applies, by its place in the contents, and whether it must be filled in.
type AskedIx = (usize, bool);

/// The fields that apply now.
fn asked(case: Case) -> Vec<AskedIx> {
    let package = case.package.get_value();
    let interview = case.interview.read();
    let ground = Ground {
        answers: &interview.answers,
        divisions: &[],
        today: case.today,
    };
    let all = &package.contents().fields;
    let asked = form::asked(&package, &case.draft.read(), ground).into_iter();
    let place = |it: form::Asked<'_>| {
        let place = all.iter().position(|field| field.id == it.field.id)?;
        Some((place, it.required))
    };
    asked.filter_map(place).collect()
}

/// The pages of the form as it is now.
pub fn pages_of(case: Case, handbook: &Handbook) -> Vec<FormPage> {
    pages(case, handbook, &asked(case))
}

fn pages(case: Case, handbook: &Handbook, asked: &[AskedIx]) -> Vec<FormPage> {
    let package = case.package.get_value();
    let all = &package.contents().fields;
    let fields: Vec<&Field> = asked.iter().filter_map(|(ix, _)| all.get(*ix)).collect();
    form_pages::pages(&package, &handbook.sections, &fields)
}

/// What does not fit of all that was given, each with the page that mends it.
pub fn misfits(case: Case, handbook: &Handbook) -> Vec<Misfit> {
    cross_checks::misfits(
        &case.package.get_value(),
        handbook,
        &case.draft.read_untracked(),
        &case.interview.read_untracked(),
        &untrack(|| pages_of(case, handbook)),
        case.today,
    )
}

/// The form: the page that the address names, or the first.
#[component]
pub fn FormPage() -> impl IntoView {
    let case = Case::of_page();
    let router = Router::of_page();
    let handbook = StoredValue::new(handbook::of_page());
    let form = move || {
        let asked = Memo::new(move |_| asked(case));
        let pages = Memo::new(move |_| pages(case, &handbook.get_value(), &asked.read()));
        let named = Memo::new(move |_| {
            let name = router.query(SECTION)?;
            form_pages::place_of(&pages.read(), &name).map(|_| name)
        });
        Effect::new(move |_| {
            if named.get().is_none()
                && let Some(first) = pages.read().first()
            {
                router.replace(&routes::section(&case.id(), &first.id));
            }
        });
        (move || named.get().map(|name| section(case, &name, asked, pages))).into_any()
    };
    obstacle_notice(case, move || privacy_first(case, form))
}

/// One page.
fn section(
    case: Case,
    name: &str,
    asked: Memo<Vec<AskedIx>>,
    pages: Memo<Vec<FormPage>>,
) -> AnyView {
    let sheet = Sheet::new(case);
    provide_context(sheet);
    let router = Router::of_page();
    let id = StoredValue::new(name.to_owned());
    let place = move || {
        id.with_value(|id| form_pages::place_of(&pages.read(), id))
            .unwrap_or(0)
    };
    let page = pages.read_untracked().get(untrack(place)).cloned();
    let Some(page) = page else {
        return ().into_any();
    };
    let next = move || {
        let pages = pages.read();
        let next = pages.get(place() + 1);
        next.map_or_else(
            || Step::Documents.of(&case.id()),
            |it| routes::section(&case.id(), &it.id),
        )
    };
    let back = move || {
        let pages = pages.read();
        let before = place().checked_sub(1).and_then(|at| pages.get(at));
        before.map_or_else(
            || Step::Result.of(&case.id()),
            |it| routes::section(&case.id(), &it.id),
        )
    };
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // Before the page goes: a field that is taken away under the cursor is left too late.
        device::leave_field();
        let found = look_over(
            sheet,
            &asked.read_untracked(),
            &pages.read_untracked(),
            untrack(place),
        );
        if found.is_empty() {
            router.go(&untrack(next));
        }
        sheet.left.set(BTreeMap::new());
        sheet.mistakes.set(found);
    };
    let is_last = move || place() + 1 == pages.read().len();
    view! {
        <form class="form" novalidate on:submit=go_on>
            <a class="back" href=back>"‹ 上一页"</a>
            <ErrorSummary mistakes=sheet.mistakes />
            <p class="form__progress">{move || form_pages::progress(place(), pages.read().len())}</p>
            <Heading text=page.title.clone() />
            <p class="lead">{page.help.clone()}</p>
            {(untrack(place) == 0).then(|| (mine::offered(sheet), earlier::from_before(sheet)))}
            {fields(case, name, asked, pages)}
            {(name == "who").then(|| age(case))}
            {(name == "where" || name == "place").then(|| areas(case))}
            <div class="actions">
                <button class="button button--main" type="submit" on:mousedown=|event| stay(&event)>
                    {move || if is_last() { "下一步：材料" } else { "下一步" }}
                </button>
                <a class="button button--text" href=next>"先跳过这一页"</a>
            </div>
        </form>
    }
    .into_any()
}

/// Pressing must not leave the field first: its word about a mistake comes or goes, the button
/// moves from under the finger, and the press is lost.
pub fn stay(event: &leptos::ev::MouseEvent) {
    event.prevent_default();
}

/// Each field has its place: one that comes or goes leaves the others as they are.
fn fields(
    case: Case,
    name: &str,
    asked: Memo<Vec<AskedIx>>,
    pages: Memo<Vec<FormPage>>,
) -> impl IntoView + use<> {
    let name = StoredValue::new(name.to_owned());
    let shown = Memo::new(move |_| {
        let pages = pages.read();
        let page = name.with_value(|name| pages.iter().find(|page| page.id == *name).cloned());
        page.map(|page| page.fields).unwrap_or_default()
    });
    let package = case.package.get_value();
    let place = move |(ix, field): (usize, &Field)| {
        let field = field.clone();
        let required = Memo::new(move |_| {
            let is_shown = shown.read().contains(&ix);
            let asked = asked.read();
            let found = asked.iter().find(|(place, _)| *place == ix && is_shown);
            found.map(|(_, required)| *required)
        });
        let one = move |required| {
            let control = view! { <FormField field=field.clone() required /> };
            let register = (field.id == CODE).then(licence::from_register);
            let scope = (field.id == SCOPE).then(scope::suggested);
            brought::marked(
                case,
                &field,
                view! { {control}{register}{scope} }.into_any(),
            )
        };
        (move || required.get().map(&one)).into_any()
    };
    let all = package.contents().fields.iter().enumerate();
    let places: Vec<AnyView> = all.map(place).collect();
    view! { <div class="form__fields">{places}</div> }
}

/// Everything wrong with one page, in its order.
fn look_over(sheet: Sheet, asked: &[AskedIx], pages: &[FormPage], place: usize) -> Vec<Mistake> {
    let package = sheet.case.package.get_value();
    let all = &package.contents().fields;
    let Some(page) = pages.get(place) else {
        return Vec::new();
    };
    let required = |ix: usize| asked.iter().any(|(at, required)| *at == ix && *required);
    let mut mistakes = sheet.look(|draft, ground| {
        let fields = page
            .fields
            .iter()
            .filter_map(|ix| Some((*ix, all.get(*ix)?)));
        let faults =
            fields.flat_map(|(ix, field)| form::errors_of(field, required(ix), draft, ground));
        faults.map(mistake).collect::<Vec<_>>()
    });
    let conflict = sheet.look(|draft, ground| form::age_conflict(&package, draft, ground));
    if conflict.is_some() && page.id == "who" {
        mistakes.push(Mistake {
            place: "age-conflict".to_owned(),
            message: "证件号码和前面回答的年龄对不上。".to_owned(),
        });
    }
    let misfits = misfits(sheet.case, &sheet.handbook.get_value());
    let of_page = |it: &Misfit| {
        let mut fields = page.fields.iter().filter_map(|ix| all.get(*ix));
        it.is_error && fields.any(|field| field.id == it.at)
    };
    mistakes.extend(misfits.into_iter().filter(of_page).map(|it| Mistake {
        place: it.at,
        message: it.message,
    }));
    mistakes
}

fn mistake(fault: Fault) -> Mistake {
    Mistake {
        place: fault.place,
        message: fault.message,
    }
}

/// The number proves another age than the guide was told: says both, offers to correct the answer.
fn age(case: Case) -> impl IntoView {
    let conflict = Memo::new(move |_| {
        let package = case.package.get_value();
        let interview = case.interview.read();
        let ground = Ground {
            answers: &interview.answers,
            divisions: &[],
            today: case.today,
        };
        form::age_conflict(&package, &case.draft.read(), ground)
    });
    let notice = move |conflict: AgeConflict| {
        let text = format!(
            "前面您回答的是“{}”，按证件号码算是 {} 岁。请核对号码；号码没错的话，把前面的答案改过来，结果会跟着变。",
            conflict.answered, conflict.years,
        );
        let correct = move |_| case.answer(AGE, Some(Json::from(conflict.proven.clone())));
        view! {
            <div class="notice notice--amber" role="alert" id="age-conflict" tabindex="-1">
                <p>{text}</p>
                <button class="button" type="button" on:click=correct>
                    {format!("改成“{}”", conflict.proven_words)}
                </button>
            </div>
        }
    };
    move || conflict.get().map(notice)
}

/// The areas as answered in the guide.
fn areas(case: Case) -> impl IntoView {
    let package = case.package.get_value();
    let interview = case.interview.read();
    let row = |id: &str| {
        let question = question(package.contents(), id)?;
        let value = interview.answers.0.get(id)?.to_json();
        let topic = package.contents().topics.get(question.topic)?;
        Some(view! {
            <div class="facts__row">
                <dt>{question.short.clone()}</dt>
                <dd>
                    {input::words(question, &value)}" "
                    <a href=routes::screen(&case.id(), &topic.id)
                        aria-label=format!("修改：{}", question.short)>"修改"</a>
                </dd>
            </div>
        })
    };
    let rows: Vec<_> = AREAS.iter().filter_map(|id| row(id)).collect();
    (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> })
}
