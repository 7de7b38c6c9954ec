//! 不用再打一遍：从登记系统带出执照，取用以前交过的资料，都要核对过才能提交。

use lianban_tests::Told;
use lianban_tests::journey::{Stage, journey_on_stage};
use lianban_tests::visitor::Visitor;
use serde_json::json;

use crate::guide::Guide;
use crate::{filed, form, papers, restaurant};

const MARK: &str = "带出的，请核对";
const NAME: &str = "新都区蜀香面馆";

/// A licence and an earlier form fill what is empty; nothing goes out before it was looked over.
#[tokio::test]
async fn what_was_brought_along_is_checked_before_it_is_submitted() -> Told {
    journey_on_stage("prefill", |visitor, stage| async move {
        let earlier = filed::case(&visitor, "李小明", "13800138000").await?;
        let licensed = Guide::noodle_shop(&json!({
            "subject-licensed": true, "entity-type": "company",
        }))?;
        let hurried = visitor.hurrying();
        restaurant::starts(&hurried).await?;
        licensed.answers_until(&hurried, "您要办").await?;
        visitor.presses("去填申请").await?;
        form::reads_the_privacy_notice(&visitor).await?;

        brings_the_licence(&visitor, &stage).await?;
        corrects_the_kind(&hurried).await?;
        brings_the_earlier_form(&visitor, &earlier).await?;
        keeps_the_marks(&visitor).await?;
        goes_through_the_form(&hurried).await?;
        checks_before_submitting(&visitor).await
    })
    .await
}

/// The operator is typed already and stays; the name comes and is marked.
async fn brings_the_licence(visitor: &Visitor, stage: &Stage) -> Told {
    visitor.arrives_at("谁来申请").await?;
    visitor.fills_in("申请人姓名", "李晓明").await?;
    visitor
        .fills_in("统一社会信用代码", "91350100M000100Y43")
        .await?;
    visitor.presses("从登记系统带出").await?;
    visitor.reads("登记系统里没有这个号码").await?;
    visitor
        .fills_in("统一社会信用代码", "92510114MA6D000263")
        .await?;
    stage.silences_register(true).await?;
    visitor.presses("从登记系统带出").await?;
    visitor.reads("登记系统现在没有回应。请自己填").await?;
    visitor.leaves_clean("silent").await?;
    stage.silences_register(false).await?;
    visitor.presses("从登记系统带出").await?;
    visitor.reads("带出 1 项").await?;
    visitor.reads("四川省成都市新都区桂湖街道样例路8号").await?;
    visitor
        .reads("前面您选的是“公司”，登记系统里是“个体工商户”")
        .await?;
    assert_eq!(visitor.value_of("执照上的名称").await?, NAME);
    assert_eq!(visitor.value_of("申请人姓名").await?, "李晓明");
    visitor.leaves_clean("licence").await?;
    visitor.reload().await?;
    visitor.reads("四川省成都市新都区桂湖街道样例路8号").await
}

/// The register was right: the answer of the guide is mended.
async fn corrects_the_kind(visitor: &Visitor) -> Told {
    let individual = Guide::noodle_shop(&json!({ "subject-licensed": true }))?;
    visitor.presses("去改前面的回答").await?;
    visitor
        .arrives_at(individual.title_of("entity-type")?)
        .await?;
    individual.answers_until(visitor, "您要办").await?;
    visitor.presses("去填申请").await?;
    visitor.arrives_at("谁来申请").await
}

/// Not without consent; what was typed stays.
async fn brings_the_earlier_form(visitor: &Visitor, number: &str) -> Told {
    visitor.presses("用我以前交过的资料").await?;
    visitor.fills_in("上次的办件编号", number).await?;
    visitor
        .fills_in("上次申请人的身份证件号码", "510114199001010011")
        .await?;
    visitor.fills_in("上次留的手机号码", "13800138000").await?;
    visitor.presses("取来用").await?;
    visitor.reads("请先打勾同意再取").await?;
    visitor.leaves_clean("earlier-consent").await?;
    visitor.ticks("我同意取用").await?;
    visitor.presses("取来用").await?;
    visitor.reads("分在后面几页").await?;
    assert_eq!(visitor.value_of("申请人姓名").await?, "李晓明");
    assert_eq!(
        visitor.value_of("身份证件号码").await?,
        "510114199001010011"
    );
    assert_eq!(visitor.value_of("上次留的手机号码").await?, "");
    visitor.leaves_clean("earlier").await
}

/// Marks survive a reload; one press or one keystroke takes one away.
async fn keeps_the_marks(visitor: &Visitor) -> Told {
    visitor.reload().await?;
    visitor.arrives_at("谁来申请").await?;
    assert_eq!(marks(visitor).await?, 2);
    visitor.presses("核对过了：身份证件号码").await?;
    visitor.reads("已核对").await?;
    assert_eq!(marks(visitor).await?, 1);
    visitor.leaves_clean("marks").await
}

async fn marks(visitor: &Visitor) -> Told<usize> {
    visitor.reads(MARK).await?;
    Ok(visitor.page_text().await?.matches(MARK).count())
}

/// Fills in what nobody knew, leaves the rest as it came.
async fn goes_through_the_form(visitor: &Visitor) -> Told {
    for _ in 0..10 {
        let title = visitor.heading().await?;
        match title.as_str() {
            "后厨的设备" | "证照和文书怎么给您" | "店里的人" => {
                form::fills_in_page(visitor, &title).await?;
            }
            title if title.starts_with("准备") => return Ok(()),
            _ => {}
        }
        form::goes_on(visitor, &title).await?;
    }
    Err("the form has no end".into())
}

/// The review page asks for the rest of the marks; then the application goes out.
async fn checks_before_submitting(visitor: &Visitor) -> Told {
    papers::reads_through_what_is_written(visitor).await?;
    papers::brings_the_rest(visitor).await?;
    visitor.presses("下一步：核对").await?;
    visitor.arrives_at("核对一遍").await?;
    visitor.reads("带出的，还没核对").await?;
    visitor.presses("提交申请").await?;
    visitor.reads("项是带出的，还没核对。看过没错").await?;
    visitor.leaves_clean("review-marks").await?;
    visitor.presses("执照上的名称").await?;
    visitor.arrives_at("谁来申请").await?;
    visitor.driver.back().await?;
    visitor.arrives_at("核对一遍").await?;
    visitor.presses("都核对过了").await?;
    visitor.presses("提交申请").await?;
    visitor.arrives_at("申请已经提交").await
}
