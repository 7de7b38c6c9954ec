//! A list of people or things: a card a row, each cell a small field of its own.
//!
//! Cards, not a table: on a phone a table of five columns scrolls sideways, and a problem
//! beside a cell finds no room in it.

use leptos::prelude::*;
use lianban_rules::contents::{Column, FieldKind};
use lianban_rules::field::rows::columns;
use serde_json::Value as Json;

use super::input::{Spot, Words, control};
use crate::device;
use crate::pages::sheet::Sheet;
use crate::state::form::place;
use crate::state::rows;

/// A list.
pub fn rows_field(spot: &Spot, words: &Words, kind: &FieldKind) -> AnyView {
    let sheet = Sheet::of_page();
    let is_people = matches!(kind, FieldKind::People { .. });
    let columns = StoredValue::new(columns(kind).to_vec());
    let (value, write, error) = (spot.value, spot.write, spot.error);
    let shown = Memo::new(move |_| rows::shown(&value.read()));
    let of = spot.clone();
    let row = move |at: usize| row(sheet, &of, columns, at, is_people);
    let id = spot.id.clone();
    let add = {
        let id = id.clone();
        move |_| {
            write.run(rows::with_row(&value.get_untracked()));
            let first = columns.with_value(|it| it.first().map(|it| it.id.clone()));
            let at = format!(
                "{}/{}",
                shown.get_untracked() - 1,
                first.unwrap_or_default()
            );
            device::focus_soon(&place(&id, Some(&at)));
        }
    };
    let words_of_add = if is_people {
        "再加一个人"
    } else {
        "再加一行"
    };
    view! {
        <fieldset class="rows" id=id.clone() tabindex="-1" aria-describedby=format!("{id}-hint {id}-error")>
            <legend class="field__label">{words.label.clone()}</legend>
            <p class="field__hint" id=format!("{id}-hint")>{words.hint.clone()}</p>
            <p class="error" id=format!("{id}-error") role="status">{error}</p>
            <ol class="rows__list">
                <For each=move || 0..shown.get() key=|at| *at children=row />
            </ol>
            <button class="button" type="button" on:click=add>{words_of_add}</button>
        </fieldset>
    }
    .into_any()
}

fn row(
    sheet: Sheet,
    list: &Spot,
    columns: StoredValue<Vec<Column>>,
    at: usize,
    is_people: bool,
) -> impl IntoView + use<> {
    let title = if is_people {
        format!("第 {} 人", at + 1)
    } else {
        format!("第 {} 行", at + 1)
    };
    let cells = columns.with_value(|columns| {
        let cells = columns.iter().map(|column| cell(sheet, list, column, at));
        cells.collect_view()
    });
    let Spot {
        id,
        value,
        write,
        leave,
        ..
    } = list.clone();
    let remove = move |_| {
        write.run(rows::without(&value.get_untracked(), at));
        leave.run(());
        device::focus_soon(&id);
    };
    let is_blank = move || value.read().as_array().is_none_or(|rows| rows.len() <= at);
    view! {
        <li class="row">
            <fieldset class="row__cells">
                <legend class="row__title">{title.clone()}</legend>
                {cells}
            </fieldset>
            <button class="button button--text" type="button" hidden=is_blank on:click=remove
                aria-label=format!("去掉{title}")>"去掉"</button>
        </li>
    }
}

fn cell(sheet: Sheet, list: &Spot, column: &Column, at: usize) -> AnyView {
    let id = place(&list.id, Some(&format!("{at}/{}", column.id)));
    let of = StoredValue::new(column.id.clone());
    let (value, write) = (list.value, list.write);
    let spot = Spot {
        error: sheet.error(&list.id, &id),
        value: Signal::derive(move || of.with_value(|of| rows::cell(&value.read(), at, of))),
        write: Callback::new(move |cell: Json| {
            let list = value.get_untracked();
            write.run(of.with_value(|of| rows::with_cell(&list, at, of, cell)));
        }),
        leave: list.leave,
        id,
    };
    let label = if column.required {
        column.label.clone()
    } else {
        format!("{}（可以先空着）", column.label)
    };
    let words = Words {
        label,
        autocomplete: "off",
        ..Words::default()
    };
    control(&spot, &words, &column.kind)
}
