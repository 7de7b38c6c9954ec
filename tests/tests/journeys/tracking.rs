//! 提交以后：查进度、看通知书、撤回；窗口受理或不予受理，通知书打得出来。

use lianban_tests::Told;
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;
use serde_json::json;

use crate::guide::Guide;
use crate::{filed, window};

#[tokio::test]
async fn an_accepted_case_is_found_with_its_notice_and_the_notice_is_printed() -> Told {
    journey("tracking", |visitor| async move {
        let number = filed::case(&visitor, "李小明", "13800138000").await?;
        asks(&visitor, &number, "1111").await?;
        visitor.reads("没有找到").await?;
        visitor.leaves_clean("track-not-found").await?;
        asks(&visitor, "XD-2026-999999", "8000").await?;
        visitor.reads("没有找到").await?;
        asks(&visitor, &number, "8000").await?;
        visitor.arrives_at(&number).await?;
        visitor.reads("窗口在核对").await?;
        visitor.leaves_clean("track-submitted").await?;

        window::signs_in(&visitor.hurrying()).await?;
        window::finds(&visitor.hurrying(), &number).await?;
        window::accepts(&visitor).await?;
        visitor
            .open(&format!("/staff/cases/{number}/notice"))
            .await?;
        visitor.arrives_at("受理通知书").await?;
        visitor.leaves_clean("notice").await?;
        let printed = visitor.prints("notice").await?;
        let words = printed.words();
        for said in [
            "受理通知书",
            "新审许受〔",
            &number,
            "个体工商户设立登记",
            "李小明",
        ] {
            assert!(
                words.contains(said),
                "{said} is not on the notice:\n{words}"
            );
        }
        assert!(!words.contains("打印通知书"), "a button was printed");
        assert!(printed.sheets.len() <= 2, "{} sheets", printed.sheets.len());

        for (view, heading) in [("", "办件"), ("/inspection", "踏勘清单")] {
            visitor
                .open(&format!("/staff/cases/{number}{view}"))
                .await?;
            visitor.reads(heading).await?;
            let sheet = visitor
                .prints(&format!("case{}", view.replace('/', "-")))
                .await?;
            let words = sheet.words();
            assert!(words.contains(&number), "whose sheet is it?\n{words}");
            for sheet in &sheet.sheets {
                assert!(sheet.lines().count() > 6, "an empty sheet:\n{sheet}");
            }
            assert!(
                !words.contains("510114199001010011"),
                "not masked:\n{words}"
            );
        }
        // Who goes there needs the phone number, on paper too.
        window::sees_whole_numbers(&visitor).await?;
        visitor.leaves_clean("inspection-whole").await?;
        let sheet = visitor.prints("inspection-whole").await?.words();
        assert!(sheet.contains("13800138000"), "still masked:\n{sheet}");
        visitor.open(&format!("/staff/cases/{number}")).await?;
        visitor.reads("看过全号的").await?;
        let page = visitor.page_text().await?;
        assert!(!page.contains("13800138000"), "not masked again:\n{page}");

        asks(&visitor, &number, "8000").await?;
        visitor.reads("已经受理").await?;
        visitor.reads("新审许受〔").await?;
        visitor.leaves_clean("track-accepted").await
    })
    .await
}

#[tokio::test]
async fn a_case_that_is_not_accepted_says_why_to_the_applicant() -> Told {
    journey("not-accepted", |visitor| async move {
        let number = filed::case(&visitor, "李小明", "13800138000").await?;
        window::signs_in(&visitor.hurrying()).await?;
        window::finds(&visitor.hurrying(), &number).await?;
        visitor.presses("不予受理").await?;
        visitor.reads("不能用不予受理").await?;
        visitor.presses("下一步：再核一遍").await?;
        visitor.leaves_clean("refusal-mistake").await?;
        visitor.ticks("不归我们管").await?;
        visitor
            .fills_in("应当向哪个机关申请", "成都市烟草专卖局")
            .await?;
        visitor
            .fills_in("理由", "这件事不归本区行政审批局管。")
            .await?;
        visitor.presses("下一步：再核一遍").await?;
        visitor.reads("出了以后不能收回").await?;
        visitor.leaves_clean("refusal").await?;
        visitor.presses("确认不予受理").await?;
        visitor.reads("新审许不受〔").await?;

        asks(&visitor, &number, "8000").await?;
        visitor.reads("没有受理").await?;
        visitor.reads("这件事不归本区行政审批局管。").await?;
        visitor.leaves_clean("track-not-accepted").await
    })
    .await
}

#[tokio::test]
async fn a_case_is_taken_back_only_with_the_whole_phone_number() -> Told {
    journey("withdrawn", |visitor| async move {
        let number = filed::case(&visitor, "李小明", "13800138000").await?;
        asks(&visitor, &number, "8000").await?;
        visitor.presses("撤回这次申请").await?;
        visitor.fills_in("完整的手机号码", "13900008000").await?;
        visitor.presses("确定撤回").await?;
        visitor.reads("手机号码对不上，没有撤回").await?;
        visitor.leaves_clean("not-withdrawn").await?;
        visitor.fills_in("完整的手机号码", "138 0013 8000").await?;
        visitor.presses("确定撤回").await?;
        visitor.reads("您已经撤回").await?;
        visitor.leaves_clean("withdrawn").await
    })
    .await
}

/// After a submission somebody looks at the guide again: the receipt is still on the device, and
/// nobody has to know the number.
pub async fn finds_what_was_handed_in(visitor: &Visitor, number: &str) -> Told {
    visitor.open("/packages/open-restaurant/guide").await?;
    let guide = Guide::noodle_shop(&json!({}))?;
    visitor.sees_a_question().await?;
    let first = visitor.heading().await?;
    guide.answers_screen(&visitor.hurrying(), &first).await?;

    visitor.open("/").await?;
    visitor.presses("已经提交了？查办到哪一步").await?;
    visitor.arrives_at("查办理进度").await?;
    visitor.reads("在这台设备上交过的").await?;
    visitor.leaves_clean("track-handed-in").await?;
    visitor.presses(&format!("查这一件：{number}")).await?;
    assert_eq!(visitor.value_of("办件编号").await?, number);
    visitor.presses(&format!("看回执：{number}")).await?;
    visitor.arrives_at("申请已经提交").await?;
    visitor.reads(number).await?;
    visitor.reads("收件回执").await
}

async fn asks(visitor: &Visitor, number: &str, tail: &str) -> Told {
    visitor.open("/track").await?;
    visitor.arrives_at("查办理进度").await?;
    visitor.fills_in("办件编号", number).await?;
    visitor.fills_in("手机号码后四位", tail).await?;
    visitor.presses("查一下").await
}
