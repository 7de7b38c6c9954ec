//! The rule book of a package: one page that the offices read and sign off.
//!
//! Everything on it is projected from the compiled contents, so it cannot say anything
//! else than what decides. Self-contained: no script, no picture, no font from outside.

mod flow;
mod html;
mod rules;
mod tables;

use lianban_rules::catalogue::{Catalogue, RuleDays};
use lianban_rules::contents::{Contents, Mark};
use lianban_rules::handbook::Handbook;

use html::{element, text};

/// The page's own style; it is printed into the page.
pub const STYLE: &str = include_str!("book/book.css");

/// What a book is made of.
pub struct Book<'a> {
    /// The rules.
    pub contents: &'a Contents,
    /// What accompanies them.
    pub handbook: &'a Handbook,
    /// Hash of the compiled package: what was signed can be told again.
    pub hash: &'a str,
    /// Where the days of single rules stand.
    pub catalogue: &'a Catalogue,
}

impl Book<'_> {
    /// The whole page.
    #[must_use]
    pub fn page(&self) -> String {
        let contents = self.contents;
        let title = format!("{} 规则手册", text(&contents.name));
        let mut body = self.cover();
        let sections = self.sections();
        let links = html::all(
            sections
                .iter()
                .map(|(id, name, _)| format!("<li><a href=\"#{id}\">{name}</a></li>")),
        );
        body = format!("{body}<nav aria-label=\"目录\"><ol>{links}</ol></nav>\n");
        for (at, (id, name, inner)) in sections.iter().enumerate() {
            let heading = format!("<h2 id=\"{id}\">{}　{name}</h2>\n", at + 1);
            body.push_str(&element("section", "", &format!("{heading}{inner}")));
        }
        document(&title, &body)
    }

    fn sections(&self) -> Vec<(&'static str, &'static str, String)> {
        let contents = self.contents;
        let days = |id: &str| -> Option<RuleDays> {
            self.catalogue.days_of_rule(id, contents.in_force.from)
        };
        let lead = |words: &str, rest: String| format!("{}{rest}", element("p", "", words));
        vec![
            (
                "flow",
                "办理顺序",
                lead(
                    "从上往下办。箭头：要先拿到前一项的证照，才能办后一项。几项登记得到同一种执照的，箭头从最后一项画出。虚线框只说明“不用办”。",
                    flow::drawing(contents),
                ),
            ),
            (
                "rules",
                "规则",
                lead(
                    "【　】里的名词在“名词”一节逐条写明；“没问到这一题也算”指当事人不用回答的那一题。",
                    rules::section(contents, &days),
                ),
            ),
            ("names", "名词", tables::names(contents)),
            ("permits", "事项", tables::permits(contents, self.handbook)),
            ("documents", "材料", tables::documents(contents)),
            ("questions", "问题", tables::questions(contents)),
            (
                "items",
                "许可证上的经营项目",
                tables::licence_items(contents),
            ),
            (
                "hints",
                "提醒",
                lead("只提醒，不改变结论。", tables::hints(contents)),
            ),
            ("parameters", "本区参数", tables::parameters(contents)),
        ]
    }

    fn cover(&self) -> String {
        let contents = self.contents;
        let days = match contents.in_force.until {
            Some(until) => format!("{} 到 {until}", contents.in_force.from),
            None => format!("{} 起", contents.in_force.from),
        };
        let marks = |mark: Mark| contents.rules.iter().filter(|it| it.mark == mark).count();
        let signed = contents.rules.iter().filter(|it| it.signed_off).count();
        let facts = [
            ("地区", text(&contents.district.name)),
            ("适用期间", days),
            (
                "内容",
                format!(
                    "{} 项事项，{} 条规则，{} 个问题，{} 种材料",
                    contents.permits.len(),
                    contents.rules.len(),
                    contents.questions.len(),
                    contents.materials.len()
                ),
            ),
            (
                "规则的把握",
                format!(
                    "{} {} 条，{} {} 条，{} {} 条；已签认 {signed} 条",
                    rules::mark(Mark::Verified),
                    marks(Mark::Verified),
                    rules::mark(Mark::Partly),
                    marks(Mark::Partly),
                    rules::mark(Mark::Unverified),
                    marks(Mark::Unverified),
                ),
            ),
            ("版本指纹", text(self.hash)),
        ];
        let facts = html::all(
            facts
                .iter()
                .map(|(name, words)| format!("<dt>{name}</dt><dd>{words}</dd>")),
        );
        format!(
            "<h1>{} 规则手册</h1>\n<p>这本手册由系统正在用的规则直接写成，系统就按它判断。看到不对的地方，请在那一条旁边写明。</p>\n<dl class=\"facts\">{facts}</dl>\n<p class=\"seals\"><span class=\"sign\">审核科室：</span><span class=\"sign\">签名：</span><span class=\"sign\">日期：</span></p>\n",
            text(&contents.name)
        )
    }
}

/// The list of all books, as address and name.
pub fn list<'a>(books: impl Iterator<Item = (String, &'a str)>) -> String {
    let links =
        html::all(books.map(|(href, name)| {
            format!("<li><a href=\"{}\">{}</a></li>", text(&href), text(name))
        }));
    let body = format!(
        "<h1>规则手册</h1>\n<p>每件事一本，由系统正在用的规则直接写成。可以打印出来签认。</p>\n<ul>{links}</ul>\n"
    );
    document("规则手册", &body)
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title><style>{STYLE}</style></head>\n<body><main>{body}</main></body></html>\n"
    )
}
