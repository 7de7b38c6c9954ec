//! What the pages of one package share: the compiled package, the draft, the interview.

use std::sync::Arc;

use leptos::prelude::*;
use lianban_rules::date::Date;
use lianban_rules::package::Package;
use serde_json::Value as Json;

use crate::api::{self, ApiError};
use crate::components::faces::{face, load};
use crate::device;
use crate::router::Router;
use crate::routes::{Page, Step};
use crate::state::changes::Seen;
use crate::state::draft::Draft;
use crate::state::interview::Interview;

/// A package that has arrived, and the server's day.
#[derive(Clone)]
pub struct Arrived {
    package: Arc<Package>,
    today: Date,
    is_kept: bool,
}

/// What the pages of one package share.
#[derive(Clone, Copy)]
pub struct Case {
    /// The compiled package.
    pub package: StoredValue<Arc<Package>>,
    /// Today on the server; without network, on the device if that is later.
    pub today: Date,
    /// The rules are those of the last visit: there is no network.
    pub is_kept: bool,
    /// Everything given so far.
    pub draft: RwSignal<Draft>,
    /// What it says.
    pub interview: Memo<Interview>,
}

impl Arrived {
    /// Package id.
    pub fn id(&self) -> String {
        self.package.contents().id.clone()
    }
}

impl Case {
    /// The case of the page that is being drawn.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The case kept on the device under `key`.
    pub fn kept_at(key: String, arrived: &Arrived) -> Self {
        let Arrived {
            package,
            today,
            is_kept,
        } = arrived.clone();
        let draft = RwSignal::new(Draft::read(device::stored(&key).as_deref(), &package));
        Effect::new(move |_| {
            let draft = draft.read();
            if draft.is_empty() && draft.submitted.is_none() {
                device::forget(&key);
            } else {
                device::store(&key, &draft.to_text());
            }
        });
        let package = StoredValue::new(package);
        // Of the draft only the answers decide: what is typed into the form asks for no assessment.
        let decisive = Memo::new(move |_| draft.with(Draft::decisive));
        let interview = Memo::new(move |_| {
            package.with_value(|package| Interview::new(package, &decisive.read(), today))
        });
        // What was seen under the old rules stays until the person has been told of the new.
        Effect::new(move |_| {
            let now = package.with_value(|package| seen(package, &interview.read()));
            let before = draft.read_untracked();
            if !before.rules_changed && before.seen != now {
                drop(before);
                draft.update(|draft| draft.seen = now);
            }
        });
        Self {
            package,
            today,
            is_kept,
            draft,
            interview,
        }
    }

    /// Package id.
    pub fn id(self) -> String {
        self.package
            .with_value(|package| package.contents().id.clone())
    }

    /// Package name.
    pub fn name(self) -> String {
        self.package
            .with_value(|package| package.contents().name.clone())
    }

    /// Gives, changes or takes back an answer.
    pub fn answer(self, question: &str, value: Option<Json>) {
        if self.draft.read_untracked().answers.get(question) != value.as_ref() {
            self.draft.update(|draft| draft.answer(question, value));
        }
    }

    /// Fills in a field of the form.
    pub fn fill_in(self, field: &str, value: Json) {
        self.draft.update(|draft| {
            draft.fields.insert(field.to_owned(), value);
            draft.filling.check(field);
            draft.changed();
        });
    }
}

/// Where the draft of a package is kept.
pub fn memory(package: &str) -> String {
    format!("lianban/draft/{package}")
}

/// Loads the package with this id and draws the page that the address names.
pub fn package_pages(id: String, draw: fn(Step) -> AnyView) -> AnyView {
    let arrived = load(move || fetch(id.clone()));
    let content = move |arrived| loaded(&arrived, draw);
    face(arrived, "正在打开……", content).into_any()
}

fn loaded(arrived: &Arrived, draw: fn(Step) -> AnyView) -> AnyView {
    let key = memory(&arrived.package.contents().id);
    let case = Case::kept_at(key, arrived);
    provide_context(case);
    let router = Router::of_page();
    // Leaving for a page outside the package keeps the last step until this one is gone.
    let step = Memo::new(move |before: Option<&Step>| match router.page() {
        Page::Package(_, step) => step,
        _ => before.copied().unwrap_or(Step::Guide),
    });
    view! {
        {move || case.draft.read().rules_changed.then(|| changed(case))}
        {move || draw(step.get())}
    }
    .into_any()
}

fn seen(package: &Package, interview: &Interview) -> Seen {
    Seen::of(package.contents(), &interview.assessment)
}

/// New rules since the last answer: what they change for this person.
fn changed(case: Case) -> AnyView {
    let now = case
        .package
        .with_value(|package| seen(package, &case.interview.read_untracked()));
    let changes = case.draft.read_untracked().seen.changes_to(&now);
    let changes = if changes.is_empty() {
        view! { <p>"对您要办的事和要交的材料没有影响。"</p> }.into_any()
    } else {
        let lines = changes.into_iter().map(|it| view! { <li>{it}</li> });
        view! { <ul>{lines.collect_view()}</ul> }.into_any()
    };
    let told = move |_| {
        case.draft.update(|draft| {
            draft.rules_changed = false;
            draft.seen = now.clone();
        });
    };
    view! {
        <div class="notice notice--amber" role="status">
            <p>"办事规则有更新。您的回答都还在，结果已经按新规则重新算过："</p>
            {changes}
            <button class="button" type="button" on:click=told>"知道了"</button>
        </div>
    }
    .into_any()
}

/// What the newest rules change for this person, one sentence each; the page still has the old.
pub async fn changes_of_newest(case: Case) -> Result<Vec<String>, ApiError> {
    let Arrived { package, today, .. } = fetch(case.id()).await?;
    let draft = case.draft.read_untracked().decisive();
    let draft = Draft::read(Some(&draft.to_text()), &package);
    let now = seen(&package, &Interview::new(&package, &draft, today));
    let before = case
        .package
        .with_value(|package| seen(package, &case.interview.read_untracked()));
    Ok(before.changes_to(&now))
}

/// The package that is on offer under this id.
///
/// # Errors
/// [`ApiError`].
pub async fn fetch(id: String) -> Result<Arrived, ApiError> {
    let (cards, is_kept) = api::packages_now().await?;
    let card = cards
        .into_iter()
        .find(|card| card.id == id)
        .ok_or(ApiError::NotFound)?;
    let bytes = api::compiled(&id, &card.hash).await?;
    let package = Package::from_bytes(&bytes).map_err(|_| ApiError::Unavailable)?;
    Ok(Arrived {
        package: Arc::new(package),
        // The last day the server named may be long past.
        today: card
            .today
            .max(device::today().filter(|_| is_kept).unwrap_or(card.today)),
        is_kept,
    })
}
