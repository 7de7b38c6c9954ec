//! The four numbers as a table: together against one by one.

use leptos::prelude::*;

use crate::state::numbers::{NumberLine, Numbers};

/// The table, and how it was counted.
pub fn numbers(numbers: &Numbers) -> impl IntoView + use<> {
    let line = |line: &NumberLine| {
        view! {
            <tr>
                <th scope="row">{line.name}</th>
                <td><strong>{line.together.clone()}</strong></td>
                <td>{line.apart.clone()}</td>
            </tr>
        }
    };
    let counted = numbers
        .counted
        .iter()
        .map(|it| view! { <li>{it.clone()}</li> });
    view! {
        <table class="numbers">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">"合起来办"</th>
                    <th scope="col">"一件一件办"</th>
                </tr>
            </thead>
            <tbody>{numbers.lines.iter().map(line).collect_view()}</tbody>
        </table>
        <details class="given">
            <summary>"这些数是怎么算的"</summary>
            <ul>{counted.collect_view()}</ul>
        </details>
    }
}
