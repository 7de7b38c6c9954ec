//! 咨询台：人站在面前，工作人员按键盘，打出一次性告知单；答案凭六个字母到手机上，再回到窗口。

use lianban_api::{PackageCard, path};
use lianban_rules::contents::{Layout, Question, QuestionKind};
use lianban_rules::package::Package;
use lianban_tests::browser::{Window, resize};
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};
use serde_json::{Map, Value as Json};
use thirtyfour::{By, Key};

const DESK: &str = "/desk/open-restaurant";
const ANSWERS: &str = include_str!("noodle-shop.json");

/// A clerk who knows the keys, and how often one was pressed.
struct Clerk<'v> {
    visitor: &'v Visitor,
    package: Package,
    /// What the person in front of the desk says.
    answers: Map<String, Json>,
    presses: usize,
}

impl<'v> Clerk<'v> {
    async fn sits_down(visitor: &'v Visitor) -> Told<Self> {
        let http = reqwest::Client::new();
        let get = |path: String| http.get(visitor.address(&path)).send();
        let cards = get(path::PACKAGES.to_owned()).await?.bytes().await?;
        let cards: Vec<PackageCard> = serde_json::from_slice(&cards)?;
        let card = cards.iter().find(|it| it.id == "open-restaurant");
        let card = card.ok_or("there is no package")?;
        let bytes = get(path::compiled(&card.id, &card.hash))
            .await?
            .bytes()
            .await?;
        visitor.open(DESK).await?;
        visitor.arrives_at("从哪种情况开始").await?;
        Ok(Self {
            visitor,
            package: Package::from_bytes(&bytes)?,
            answers: standard()?,
            presses: 0,
        })
    }

    async fn presses(&mut self, key: impl Into<thirtyfour::TypingData>) -> Told {
        self.presses += 1;
        self.visitor.presses_key(key).await
    }

    async fn types(&mut self, text: &str) -> Told {
        for key in text.chars() {
            self.presses(key.to_string()).await?;
        }
        Ok(())
    }

    /// Asks and types until nothing is left.
    async fn asks_on(&mut self) -> Told {
        loop {
            let heading = self.visitor.heading().await?;
            if heading == "问完了" {
                return Ok(());
            }
            let contents = self.package.contents();
            let question = contents.questions.iter().find(|it| it.text == heading);
            let question = question
                .ok_or_else(|| format!("what is “{heading}”?"))?
                .clone();
            self.answers_to(&question).await?;
            let heading = &heading;
            eventually(&format!("the question after “{heading}”"), || async {
                let now = self.visitor.heading().await?;
                Ok((now != *heading).then_some(()))
            })
            .await?;
        }
    }

    async fn answers_to(&mut self, question: &Question) -> Told {
        let nothing_else = self.offers_the_rest(question);
        if nothing_else {
            return self.presses("*").await;
        }
        let answer = self.answers.get(&question.id).cloned();
        let answer = answer.ok_or_else(|| format!("no answer to {}", question.id))?;
        let digit = |options: &[lianban_rules::contents::ChoiceOption], id: &Json| {
            let at = options
                .iter()
                .position(|it| Some(it.id.as_str()) == id.as_str());
            at.map(|at| (at + 1).to_string()).unwrap_or_default()
        };
        match (&question.kind, &answer) {
            (QuestionKind::YesNo { .. }, Json::Bool(yes)) => {
                self.types(if *yes { "1" } else { "2" }).await
            }
            (QuestionKind::Choice { options }, id) => self.types(&digit(options, id)).await,
            (QuestionKind::Multi { options, exclusive }, Json::Array(ids)) => {
                for id in ids {
                    self.types(&digit(options, id)).await?;
                }
                let goes_on = exclusive.and_then(|ix| options.get(ix));
                if goes_on.is_some_and(|it| ids.contains(&Json::from(it.id.clone()))) {
                    return Ok(());
                }
                self.presses(Key::Enter).await
            }
            (QuestionKind::Date, Json::String(day)) => {
                let short = day.replace('-', "");
                // 签到月底的，打年和月就够了。
                let end = if short.ends_with("1231") { 6 } else { 8 };
                self.types(short.get(2..end).unwrap_or_default()).await?;
                self.presses(Key::Enter).await
            }
            (_, number) => {
                self.types(&number.to_string()).await?;
                self.presses(Key::Enter).await
            }
        }
    }

    /// Whether everything that is left of a checklist is not there.
    fn offers_the_rest(&self, question: &Question) -> bool {
        let contents = self.package.contents();
        let topic = contents.topics.get(question.topic);
        if topic.is_none_or(|it| it.layout != Layout::Checklist) {
            return false;
        }
        let own = contents
            .questions
            .iter()
            .filter(|it| it.topic == question.topic);
        let from = own.skip_while(|it| it.id != question.id);
        let mut rest = from.map(|it| self.answers.get(&it.id));
        rest.all(|it| it.is_none_or(|it| *it == Json::Bool(false)))
    }

    /// From the last question to the printer.
    async fn prints_the_sheet(&mut self) -> Told<String> {
        // The printer of a test: counts what is sent to it.
        let fake = "window.printed = 0; window.print = () => { window.printed += 1 }";
        self.visitor.driver.execute(fake, Vec::new()).await?;
        self.presses(Key::F2).await?;
        self.visitor.reads("六个字母：").await?;
        eventually("the printer to be asked", || async {
            let asked = "return window.printed";
            let asked = self.visitor.driver.execute(asked, Vec::new()).await?;
            Ok((asked.convert::<i64>()? == 1).then_some(()))
        })
        .await?;
        let code = self
            .visitor
            .driver
            .find(By::Css(".told__code strong"))
            .await?;
        Ok(code.text().await?)
    }
}

/// The noodle shop, with a sign of whole square metres.
fn standard() -> Told<Map<String, Json>> {
    let mut answers: Map<String, Json> = serde_json::from_str(ANSWERS)?;
    answers.insert("signboard-area".to_owned(), Json::from(6));
    Ok(answers)
}

async fn at_the_desk(visitor: &Visitor) -> Told {
    resize(&visitor.driver, Window::Desktop).await
}

/// 您要办 3 件事，交 5 份材料。
async fn result_beside_the_question(visitor: &Visitor) -> Told<String> {
    let line = "section[aria-labelledby='desk-verdicts'] [role='status']";
    Ok(visitor.driver.find(By::Css(line)).await?.text().await?)
}

#[tokio::test]
async fn a_clerk_prints_the_sheet_in_forty_keys_and_the_answers_travel() -> Told {
    journey("desk", |visitor| async move {
        at_the_desk(&visitor).await?;
        let mut clerk = Clerk::sits_down(&visitor).await?;
        visitor.leaves_clean("begin").await?;
        at_the_desk(&visitor).await?;
        clerk.presses("1").await?;
        visitor.arrives_at("面馆一般是这样").await?;
        visitor.leaves_clean("look-over").await?;
        at_the_desk(&visitor).await?;
        clerk.presses(Key::Enter).await?;
        visitor.arrives_at("店开在新都区吗").await?;
        visitor.leaves_clean("ask").await?;
        at_the_desk(&visitor).await?;
        clerk.asks_on().await?;
        let result = result_beside_the_question(&visitor).await?;
        visitor.leaves_clean("done").await?;
        at_the_desk(&visitor).await?;
        let code = clerk.prints_the_sheet().await?;
        println!("from a starting point: {} key presses", clerk.presses);
        assert!(clerk.presses <= 40, "{} key presses", clerk.presses);
        visitor.leaves_clean("sheet").await?;
        the_sheet_tells_it_all(&visitor, &code).await?;

        travels(&visitor, &code, &result).await
    })
    .await
}

async fn the_sheet_tells_it_all(visitor: &Visitor, code: &str) -> Told {
    let printed = visitor.prints("told").await?;
    let words = printed.words();
    for said in [
        "一次性告知单",
        code,
        "个体工商户设立",
        "申请人身份证明",
        "由窗口填写",
        "以窗口核定为准",
        "规则版本",
    ] {
        assert!(words.contains(said), "{said} is not on the sheet:\n{words}");
    }
    assert!(!words.contains("打印一次"), "a button was printed");
    for sheet in &printed.sheets {
        assert!(sheet.lines().count() > 6, "an empty sheet:\n{sheet}");
    }
    assert!(printed.sheets.len() <= 4, "{} sheets", printed.sheets.len());
    Ok(())
}

/// Desk → phone → window.
async fn travels(visitor: &Visitor, code: &str, result: &str) -> Told {
    resize(&visitor.driver, Window::Phone).await?;
    visitor.open("/code").await?;
    visitor.arrives_at("用六个字母打开答案").await?;
    visitor.leaves_clean("code").await?;
    visitor.fills_in("六个字母", "AAAAAA").await?;
    visitor.presses("打开").await?;
    visitor.reads("没有找到这个码").await?;
    visitor.fills_in("六个字母", &code.to_lowercase()).await?;
    visitor.presses("打开").await?;
    visitor.arrives_at(result.trim_end_matches('。')).await?;
    visitor.reads("已经打开发给您的答案").await?;
    visitor.presses("知道了").await?;

    visitor.open("/packages/open-restaurant/take").await?;
    visitor.arrives_at("带走这份结果").await?;
    visitor.leaves_clean("take").await?;
    let link = visitor.value_of("可以发给别人的链接").await?;
    let (_, sent) = link.split_once("/packages").ok_or("no link")?;
    let sent = format!("/packages{sent}");

    // The QR code leads to the same; other answers are not overwritten unasked.
    changes_an_answer(visitor).await?;
    visitor.open(&format!("/code#{code}")).await?;
    visitor.reads("这台设备上已经有另一份").await?;
    visitor.presses("换成链接里的").await?;
    visitor.arrives_at(result.trim_end_matches('。')).await?;

    // A link whose end was lost says so, and loses nothing.
    let cut = sent.get(..sent.len() - 5).ok_or("a short link")?;
    visitor.open("/privacy").await?;
    visitor.open(cut).await?;
    visitor.reads("这个链接不完整").await?;
    visitor.arrives_at(result.trim_end_matches('。')).await?;

    // Back at another window: a new walk-in, six letters, the same result.
    at_the_desk(visitor).await?;
    visitor.open(DESK).await?;
    visitor.arrives_at("问完了").await?;
    visitor.presses_key("+").await?;
    visitor.arrives_at("从哪种情况开始").await?;
    visitor.presses_key(code).await?;
    visitor.reads(&format!("打开 {code} 的答案")).await?;
    visitor.presses_key(Key::Enter).await?;
    visitor.arrives_at("问完了").await?;
    assert_eq!(result_beside_the_question(visitor).await?, result);
    Ok(())
}

async fn changes_an_answer(visitor: &Visitor) -> Told {
    visitor
        .open("/packages/open-restaurant/guide?screen=sign")
        .await?;
    visitor.answers("店外要挂招牌吗？", "不挂").await?;
    visitor.presses("下一步").await
}

#[tokio::test]
async fn without_a_starting_point_eighty_keys_are_enough_and_typing_jumps() -> Told {
    journey("desk-all", |visitor| async move {
        at_the_desk(&visitor).await?;
        let mut clerk = Clerk::sits_down(&visitor).await?;
        clerk.presses("0").await?;
        visitor.arrives_at("店开在新都区吗").await?;
        clerk.asks_on().await?;
        clerk.prints_the_sheet().await?;
        println!("without a starting point: {} key presses", clerk.presses);
        assert!(clerk.presses <= 80, "{} key presses", clerk.presses);

        visitor.presses_key(Key::Escape).await?;
        visitor.arrives_at("问完了").await?;
        visitor.presses_key("油").await?;
        visitor.presses_key("烟").await?;
        visitor.reads("产生油烟").await?;
        visitor.presses_key(Key::Enter).await?;
        visitor.arrives_at("会产生油烟、异味、废气吗").await?;
        visitor.presses_key("2").await?;
        visitor.arrives_at("问完了").await?;
        visitor.presses_key(Key::Left).await?;
        visitor.presses_key("+").await?;
        visitor.arrives_at("从哪种情况开始").await?;
        // Between two questions the focus is nowhere: a key pressed then is not lost.
        let blur = "document.activeElement.blur()";
        visitor.driver.execute(blur, Vec::new()).await?;
        visitor.presses_key("-").await?;
        visitor.arrives_at("问完了").await?;

        // The keys are the same where a number is typed.
        visitor.presses_key("建筑面积").await?;
        visitor.reads("建筑面积").await?;
        visitor.presses_key(Key::Enter).await?;
        visitor.arrives_at("建筑面积有多大").await?;
        visitor.presses_key("5").await?;
        visitor.presses_key("+").await?;
        visitor.arrives_at("从哪种情况开始").await?;
        visitor.presses_key("-").await?;
        visitor.arrives_at("问完了").await
    })
    .await
}
