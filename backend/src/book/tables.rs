//! The tables of a rule book: permits, documents, questions, names, parameters, law.

use lianban_rules::answers::format_hundredths;
use lianban_rules::contents::{Contents, Cost, Form, Nature, Question, QuestionKind, Scale};
use lianban_rules::deadline;
use lianban_rules::handbook::Handbook;

use super::html::{lines, table, text};
use super::rules::{citations, condition, mark, signed};

/// 许可、备案、登记、告知, with limits and where no rule speaks.
pub fn permits(contents: &Contents, handbook: &Handbook) -> String {
    let head = ["事项", "性质", "谁办", "多久", "没有规则说到时", "依据"];
    table(
        &head,
        contents.permits.iter().enumerate().map(|(ix, permit)| {
            let guide = handbook.permits.iter().find(|it| it.permit == permit.id);
            let limits = guide.into_iter().flat_map(|guide| {
                let own = guide.limits.iter().map(|limit| (None, limit));
                let tracks = guide.tracks.iter();
                own.chain(tracks.flat_map(|track| {
                    track
                        .limits
                        .iter()
                        .map(|limit| (Some(track.name.as_str()), limit))
                }))
            });
            let limits = lines(limits.map(|(track, limit)| {
                let track = track.map_or(String::new(), |name| format!("{}，", text(name)));
                format!(
                    "{track}{} {}",
                    text(&deadline::words(limit)),
                    mark(limit.mark)
                )
            }));
            vec![
                format!(
                    "{}. {}<br><small>{}</small>",
                    ix + 1,
                    text(&permit.name),
                    text(&permit.summary)
                ),
                nature(permit.nature).to_owned(),
                text(&permit.authority),
                limits,
                format!(
                    "不用办：{} {}",
                    text(&permit.otherwise.reason),
                    mark(permit.otherwise.mark)
                ),
                format!(
                    "{}<br><small>这一项：</small>{}",
                    citations(contents, &permit.citations),
                    mark(permit.mark)
                ),
            ]
        }),
    )
}

/// 许可.
pub fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Licence => "许可",
        Nature::Filing => "备案",
        Nature::Registration => "登记",
        Nature::Notice => "告知",
    }
}

/// Every demand, by document.
pub fn documents(contents: &Contents) -> String {
    let head = ["材料", "规则", "什么时候要", "形式", "给哪些事项用"];
    let rows = contents
        .materials
        .iter()
        .enumerate()
        .flat_map(|(ix, material)| {
            let demands = contents.demands.iter().filter(move |it| it.material == ix);
            demands.enumerate().map(move |(at, demand)| {
                let name = match at {
                    0 => format!(
                        "{}<br><small>谁出具：{}</small>",
                        text(&material.name),
                        text(&material.issuer)
                    ),
                    _ => format!("<small>{}（同上）</small>", text(&material.name)),
                };
                let other = demand
                    .or_form
                    .map_or(String::new(), |it| format!("，或{}", form(it)));
                let permits = demand
                    .consumers
                    .iter()
                    .filter_map(|it| contents.permits.get(*it));
                let permits: Vec<String> = permits.map(|it| text(&it.name)).collect();
                let note = demand.note.as_ref().map_or(String::new(), |it| {
                    format!("<br><small>{}</small>", text(it))
                });
                vec![
                    name,
                    format!("{} {}", text(&demand.rule), mark(demand.mark)),
                    format!("{}{note}", condition(contents, &demand.condition)),
                    format!("{}{other}，{} 份", form(demand.form), demand.copies),
                    permits.join("、"),
                ]
            })
        });
    table(&head, rows)
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Original => "原件",
        Form::Copy => "复印件（核原件）",
        Form::Electronic => "在线填写或生成",
        Form::Shared => "数据共享核验，免交",
        Form::Drawing => "图纸",
    }
}

/// Every question, in the order of screens.
pub fn questions(contents: &Contents) -> String {
    let head = ["问题", "可以怎么答", "什么时候问", "答起来"];
    let rows = contents.questions.iter().map(|question| {
        let topic = contents
            .topics
            .get(question.topic)
            .map_or("", |it| it.title.as_str());
        let help = question.help.as_ref().map_or(String::new(), |it| {
            format!("<br><small>{}</small>", text(it))
        });
        let asked = question.asked_when.as_ref();
        vec![
            format!(
                "{}{help}<br><small>简称：{}；页面：{}</small>",
                text(&question.text),
                text(&question.short),
                text(topic)
            ),
            answers(question),
            asked.map_or_else(
                || "有结果取决于它时".to_owned(),
                |it| condition(contents, it),
            ),
            match question.cost {
                Cost::Offhand => "随口能答",
                Cost::LookUp => "要查一下",
                Cost::Measure => "要量一下",
            }
            .to_owned(),
        ]
    });
    table(&head, rows)
}

fn answers(question: &Question) -> String {
    match &question.kind {
        QuestionKind::YesNo { yes, no } => format!("{}／{}", text(yes), text(no)),
        QuestionKind::Choice { options } => {
            labels("选一个：", options.iter().map(|it| it.label.as_str()))
        }
        QuestionKind::Multi { options, .. } => {
            labels("可以选几个：", options.iter().map(|it| it.label.as_str()))
        }
        QuestionKind::Number {
            scale, min, max, ..
        } => {
            let number = |value: i64| match scale {
                Scale::Integer => value.to_string(),
                Scale::Hundredths => format_hundredths(value),
            };
            let unit = question.unit.as_deref().unwrap_or_default();
            format!("{} 到 {} {}", number(*min), number(*max), text(unit))
        }
        QuestionKind::Date => "哪一天".to_owned(),
    }
}

fn labels<'a>(head: &str, labels: impl Iterator<Item = &'a str>) -> String {
    let labels: Vec<String> = labels.map(text).collect();
    format!("{head}{}", labels.join("、"))
}

/// What the names in brackets stand for.
pub fn names(contents: &Contents) -> String {
    table(
        &["名词", "说的是"],
        contents.conditions.iter().map(|it| {
            vec![
                format!("【{}】<br><small>{}</small>", text(&it.text), text(&it.id)),
                condition(contents, &it.condition),
            ]
        }),
    )
}

/// Numbers and switches of the district.
pub fn parameters(contents: &Contents) -> String {
    let head = ["参数", "现在的值", "把握", "谁来确认", "签认"];
    table(
        &head,
        contents.parameters.iter().map(|it| {
            let unit = it
                .unit
                .as_deref()
                .map_or(String::new(), |unit| format!(" {}", text(unit)));
            vec![
                format!("{}<br><small>{}</small>", text(&it.text), text(&it.id)),
                format!("{}{unit}", value(&it.value)),
                mark(it.mark),
                text(&it.confirmed_by),
                signed(it.signed_off),
            ]
        }),
    )
}

/// A parameter's value: switches in words.
pub fn value(raw: &str) -> String {
    match raw {
        "true" => "是".to_owned(),
        "false" => "否".to_owned(),
        other => text(other),
    }
}

/// What is printed on the licence.
pub fn licence_items(contents: &Contents) -> String {
    table(
        &["经营项目", "什么时候写上", "把握"],
        contents.licence_items.iter().map(|it| {
            vec![
                text(&it.name),
                condition(contents, &it.condition),
                mark(it.mark),
            ]
        }),
    )
}

/// Warnings that change no verdict.
pub fn hints(contents: &Contents) -> String {
    table(
        &["提醒", "什么时候说", "依据"],
        contents.hints.iter().map(|it| {
            vec![
                format!("{} {}", text(&it.text), mark(it.mark)),
                condition(contents, &it.condition),
                citations(contents, &it.citations),
            ]
        }),
    )
}
