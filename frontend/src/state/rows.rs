//! Lists in the form: people, equipment. A list is an array of objects, one a row.
//!
//! An empty list shows one blank row, so that nobody has to press a button before they can
//! type; the checks drop blank rows.

use serde_json::{Map, Value as Json};

/// Number of rows to show: at least one.
pub fn shown(list: &Json) -> usize {
    list.as_array().map_or(0, Vec::len).max(1)
}

/// What stands in a cell.
pub fn cell(list: &Json, row: usize, column: &str) -> Json {
    let cell = list.get(row).and_then(|cells| cells.get(column));
    cell.cloned().unwrap_or_default()
}

/// The list with another cell.
pub fn with_cell(list: &Json, row: usize, column: &str, value: Json) -> Json {
    let mut rows = rows(list);
    rows.resize_with(rows.len().max(row + 1), blank);
    if let Some(Json::Object(cells)) = rows.get_mut(row) {
        cells.insert(column.to_owned(), value);
    }
    rows.into()
}

/// The list with a blank row at the end.
pub fn with_row(list: &Json) -> Json {
    let mut rows = rows(list);
    // The row that an empty list shows is there from now on.
    if rows.is_empty() {
        rows.push(blank());
    }
    rows.push(blank());
    rows.into()
}

/// The list without a row.
pub fn without(list: &Json, row: usize) -> Json {
    let mut rows = rows(list);
    if row < rows.len() {
        rows.remove(row);
    }
    rows.into()
}

fn rows(list: &Json) -> Vec<Json> {
    list.as_array().cloned().unwrap_or_default()
}

fn blank() -> Json {
    Json::Object(Map::new())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_row_is_there_before_anything_is_typed() {
        assert_eq!(shown(&Json::Null), 1);
        let list = with_cell(&Json::Null, 0, "name", json!("李雷"));
        assert_eq!(list, json!([{"name": "李雷"}]));
        assert_eq!(cell(&list, 0, "name"), "李雷");
        assert_eq!(cell(&list, 0, "post"), Json::Null);
        assert_eq!(cell(&list, 7, "name"), Json::Null);
    }

    #[test]
    fn adding_to_an_empty_list_shows_two_rows() {
        assert_eq!(shown(&with_row(&Json::Null)), 2);
        assert_eq!(shown(&with_row(&json!([{"name": "李雷"}]))), 2);
    }

    #[test]
    fn a_row_is_taken_out_and_the_others_stay() {
        let list = json!([{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]);
        assert_eq!(without(&list, 1), json!([{"name": "甲"}, {"name": "丙"}]));
        assert_eq!(without(&list, 9), list);
        assert_eq!(shown(&without(&json!([{}]), 0)), 1);
    }
}
