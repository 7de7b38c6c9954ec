//! 一家面馆：从首页到窗口受理。

use lianban_tests::Told;
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;
use serde_json::json;

use crate::guide::Guide;
use crate::{form, papers, window};

/// Answers the guide, fills in the form after a slip of the pen, submits, and the window accepts.
#[tokio::test]
async fn a_noodle_shop_is_accepted_at_the_window() -> Told {
    journey("noodle-shop", |visitor| async move {
        let guide = Guide::noodle_shop(&json!({}))?;
        starts(&visitor).await?;
        cannot_skip_a_question(&visitor, &guide).await?;
        let screens = guide.answers_until(&visitor, "您要办").await?;
        assert!(screens <= 12, "{screens} screens");
        visitor
            .reads(guide.permit_name("food-small-shop-filing")?)
            .await?;
        visitor.leaves_clean("result").await?;
        takes_the_result_home(&visitor, &guide).await?;

        visitor.presses("去填申请").await?;
        tells_before_it_asks(&visitor).await?;
        fills_in_the_form(&visitor).await?;

        let number = brings_everything_and_submits(&visitor).await?;
        window::signs_in(&visitor).await?;
        window::finds(&visitor, &number).await?;
        visitor.reads("李**").await?;
        let text = visitor.page_text().await?;
        assert!(
            !text.contains("13800138000"),
            "the phone number is not masked:\n{text}"
        );
        window::accepts(&visitor).await
    })
    .await
}

/// The result on paper: everything needed, and nothing that can only be pressed.
async fn takes_the_result_home(visitor: &Visitor, guide: &Guide) -> Told {
    let words = visitor.prints("result").await?.words();
    let permit = guide.permit_name("food-small-shop-filing")?;
    for said in [permit, "住所（经营场所）使用证明", "以窗口核定为准"] {
        assert!(words.contains(said), "{said} is not on paper:\n{words}");
    }
    assert!(!words.contains("去填申请"), "a button was printed");
    Ok(())
}

/// From the home page to the first question.
pub async fn starts(visitor: &Visitor) -> Told {
    visitor.open("/").await?;
    visitor.arrives_at("您想办什么事").await?;
    visitor.reads("我要开餐馆").await?;
    visitor.leaves_clean("home").await?;
    visitor.chooses_package("我要开餐馆").await?;
    visitor.sees_a_question().await
}

/// Going on without an answer says which one is missing, and that not knowing is fine.
async fn cannot_skip_a_question(visitor: &Visitor, guide: &Guide) -> Told {
    let first = guide.question("in-district")?;
    visitor.arrives_at(guide.title_of("in-district")?).await?;
    visitor.presses("下一步").await?;
    visitor.reads(&format!("请回答“{}”", first.short)).await?;
    visitor.leaves_clean("guide-unanswered").await
}

/// Nothing can be typed before the person has read what becomes of it; they are told once.
async fn tells_before_it_asks(visitor: &Visitor) -> Told {
    visitor.arrives_at("先看一下：您的资料怎么用").await?;
    let text = visitor.page_text().await?;
    assert!(!text.contains("申请人姓名"), "already asks:\n{text}");
    visitor.leaves_clean("privacy-first").await?;
    form::reads_the_privacy_notice(visitor).await?;
    visitor.arrives_at("谁来申请").await?;
    // Told once, also after a reload.
    visitor.reload().await
}

/// Fills in the form; the identity number lacks a digit at first.
pub async fn fills_in_the_form(visitor: &Visitor) -> Told {
    visitor.arrives_at("谁来申请").await?;
    visitor.reads("第 1 页，共").await?;
    visitor.fills_in("申请人姓名", "李小明").await?;
    visitor
        .fills_in("身份证件号码", "51011419900101001")
        .await?;
    visitor.presses("下一步").await?;
    visitor
        .reads("身份证号少了 1 位，请对照证件再看一下。")
        .await?;
    visitor.leaves_clean("form-mistake").await?;
    let pages = form::fills_in_every_page(visitor).await?;
    assert!((5..=10).contains(&pages.len()), "{pages:?}");
    Ok(())
}

/// Gets all documents ready, looks everything over, submits; returns the case number.
pub async fn brings_everything_and_submits(visitor: &Visitor) -> Told<String> {
    visitor.arrives_at("准备").await?;
    visitor.presses("下一步：核对").await?;
    visitor.reads("怎么交？请选一下").await?;
    visitor.leaves_clean("documents-mistake").await?;
    papers::reads_through_what_is_written(visitor).await?;
    papers::brings_the_rest(visitor).await?;
    visitor.leaves_clean("documents").await?;
    visitor.presses("下一步：核对").await?;
    submits(visitor).await
}

/// Looks everything over and submits; returns the case number.
pub async fn submits(visitor: &Visitor) -> Told<String> {
    visitor.arrives_at("核对一遍").await?;
    // The sign is smaller than the guide was told: said once more, and no bar.
    visitor.reads("长乘高是 3.2 平方米").await?;
    visitor.leaves_clean("review").await?;
    visitor.presses("提交申请").await?;
    is_submitted(visitor).await
}

/// Waits for the case number.
pub async fn is_submitted(visitor: &Visitor) -> Told<String> {
    visitor.arrives_at("申请已经提交").await?;
    visitor.leaves_clean("submitted").await?;
    let text = visitor.page_text().await?;
    let number = text.split_whitespace().find(|word| word.starts_with("XD-"));
    let number = number.ok_or("no case number on the page")?;
    let receipt = visitor.prints("submitted").await?;
    let words = receipt.words();
    for said in ["收件回执", number, "个体工商户设立登记", "申请人身份证明"] {
        assert!(
            words.contains(said),
            "{said} is not on the receipt:\n{words}"
        );
    }
    assert!(!words.contains("打印收件回执"), "a button was printed");
    Ok(number.to_owned())
}
