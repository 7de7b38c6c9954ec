//! The form as short pages: which there are for these answers, in which order, and how far one is.
//!
//! The handbook names the pages; a page without a field that applies is skipped, and a field
//! whose page the handbook does not know comes on a last page of its own: nothing is lost.

use lianban_rules::contents::Field;
use lianban_rules::handbook::FormSection;
use lianban_rules::package::Package;

use crate::routes::{self, Step};

/// Title of the page for fields whose section the handbook does not name.
const REST: &str = "还有几项";

/// A page of the form that has something to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPage {
    /// `who`.
    pub id: String,
    /// 谁来申请.
    pub title: String,
    /// One line under the heading.
    pub help: Option<String>,
    /// The fields that apply, by their place in the contents, in the author's order.
    pub fields: Vec<usize>,
}

/// The pages for the fields that apply.
pub fn pages(package: &Package, sections: &[FormSection], asked: &[&Field]) -> Vec<FormPage> {
    let all = &package.contents().fields;
    let place = |field: &Field| all.iter().position(|it| it.id == field.id);
    let is_known = |id: &str| sections.iter().any(|section| section.id == id);
    let mut pages: Vec<FormPage> = sections.iter().map(empty).collect();
    let mut rest = FormPage {
        id: "rest".to_owned(),
        title: REST.to_owned(),
        help: None,
        fields: Vec::new(),
    };
    for field in asked {
        let page = if is_known(&field.section) {
            pages.iter_mut().find(|page| page.id == field.section)
        } else {
            Some(&mut rest)
        };
        if let (Some(page), Some(place)) = (page, place(field)) {
            page.fields.push(place);
        }
    }
    pages.push(rest);
    pages.retain(|page| !page.fields.is_empty());
    pages
}

fn empty(section: &FormSection) -> FormPage {
    FormPage {
        id: section.id.clone(),
        title: section.title.clone(),
        help: section.help.clone(),
        fields: Vec::new(),
    }
}

/// Where a page lies among the pages.
pub fn place_of(pages: &[FormPage], id: &str) -> Option<usize> {
    pages.iter().position(|page| page.id == id)
}

/// 第 2 页，共 6 页.
pub fn progress(place: usize, pages: usize) -> String {
    format!("第 {} 页，共 {pages} 页", place + 1)
}

/// Address of the page that holds a field; of the form where none does.
pub fn address_of(package: &Package, pages: &[FormPage], field: &str) -> String {
    let id = &package.contents().id;
    page_of(package, pages, field)
        .map_or_else(|| Step::Form.of(id), |page| routes::section(id, &page.id))
}

/// The page that holds a field.
pub fn page_of<'a>(package: &Package, pages: &'a [FormPage], field: &str) -> Option<&'a FormPage> {
    let place = package
        .contents()
        .fields
        .iter()
        .position(|it| it.id == field)?;
    pages.iter().find(|page| page.fields.contains(&place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::fixture::package;

    fn section(id: &str, title: &str) -> FormSection {
        FormSection {
            id: id.into(),
            title: title.into(),
            help: None,
        }
    }

    fn of(package: &Package, sections: &[FormSection], ids: &[&str]) -> Vec<(String, usize)> {
        let fields = package.contents().fields.iter();
        let asked: Vec<&Field> = fields.filter(|it| ids.contains(&it.id.as_str())).collect();
        let pages = pages(package, sections, &asked).into_iter();
        pages.map(|page| (page.id, page.fields.len())).collect()
    }

    #[test]
    fn pages_come_in_the_order_of_the_handbook_and_empty_ones_are_skipped() {
        let package = package();
        let sections = [
            section("reach", "怎么联系您"),
            section("where", "店开在哪里"),
            section("who", "谁来申请"),
        ];
        let ids = ["applicant-name", "applicant-id-number", "applicant-mobile"];
        let expected = [("reach".to_owned(), 1), ("who".to_owned(), 2)];
        assert_eq!(of(&package, &sections, &ids), expected);
    }

    #[test]
    fn a_field_without_a_page_of_its_own_is_not_lost() {
        let package = package();
        let sections = [section("who", "谁来申请")];
        let found = of(&package, &sections, &["applicant-name", "flue-note"]);
        assert_eq!(found, [("who".to_owned(), 1), ("rest".to_owned(), 1)]);
    }

    #[test]
    fn a_page_knows_its_place_and_its_fields() {
        let package = package();
        let sections = [section("who", "谁来申请"), section("reach", "怎么联系您")];
        let asked: Vec<&Field> = package.contents().fields.iter().collect();
        let pages = pages(&package, &sections, &asked);
        assert_eq!(place_of(&pages, "reach"), Some(1));
        assert_eq!(place_of(&pages, "gone"), None);
        assert_eq!(progress(1, pages.len()), "第 2 页，共 3 页");
        let page = page_of(&package, &pages, "applicant-mobile");
        assert_eq!(page.map(|it| it.id.as_str()), Some("reach"));
    }
}
