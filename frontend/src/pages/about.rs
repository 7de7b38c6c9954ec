//! What a package is about: readable without answering anything.

use leptos::prelude::*;
use lianban_rules::contents::{Contents, Permit};

use super::handbook::{self, with_handbook};
use super::package::{Case, package_pages};
use crate::components::heading::Heading;
use crate::components::permit::limit;
use crate::routes::Step;
use crate::state::time::together;

/// The page of one package.
pub fn about_page(id: String) -> AnyView {
    package_pages(id, |step| with_handbook(step, |_| about().into_any()))
}

fn about() -> impl IntoView {
    let case = Case::of_page();
    let package = case.package.get_value();
    let contents = package.contents();
    let handbook = handbook::of_page();
    let (asked, never): (Vec<_>, Vec<_>) =
        contents.permits.iter().partition(|it| !it.informational);
    view! {
        <div class="about">
            <Heading text=contents.name.clone() />
            <p class="lead">{contents.summary.clone()}</p>
            <p>"下面是可能要办的事。您要办哪几件，看您的情况：回答几个问题就知道。"</p>
            <div class="actions">
                <a class="button button--main" href=Step::Guide.of(&contents.id)>"开始回答"</a>
                <a class="button" href=Step::Start.of(&contents.id)>"从常见情况开始"</a>
            </div>
            <section class="section" aria-labelledby="asks">
                <h2 id="asks">"会问您什么"</h2>
                <ol>{contents.topics.iter().map(|it| view! { <li>{it.title.clone()}</li> }).collect_view()}</ol>
            </section>
            <section class="section" aria-labelledby="permits">
                <h2 id="permits">"可能要办的事"</h2>
                <ul class="plain-list">{asked.into_iter().map(permit).collect_view()}</ul>
            </section>
            <section class="section" aria-labelledby="time">
                <h2 id="time">"一起办，总共多久"</h2>
                <ul>{together(&handbook).iter().map(limit).collect_view()}</ul>
            </section>
            <section class="section" aria-labelledby="papers">
                <h2 id="papers">"可能要交的材料"</h2>
                <p>"不是都要。回答完，只列您要交的。"</p>
                <ul>{papers(contents)}</ul>
            </section>
            <section class="section" aria-labelledby="never">
                <h2 id="never">"不用办的"</h2>
                <ul class="plain-list">{never.into_iter().map(permit).collect_view()}</ul>
            </section>
        </div>
    }
}

fn permit(permit: &Permit) -> impl IntoView + use<> {
    view! {
        <li>
            <strong>{permit.name.clone()}</strong>
            <p>{permit.summary.clone()}</p>
            <p class="document__for">{format!("谁来办：{}", permit.authority)}</p>
        </li>
    }
}

fn papers(contents: &Contents) -> impl IntoView + use<> {
    let line = |name: &str| view! { <li>{name.to_owned()}</li> };
    let papers = contents.materials.iter().map(|it| line(&it.name));
    papers.collect_view()
}
