//! 填到一半，页面刷新了，浏览器被关掉了：什么也不丢。

use lianban_tests::journey::{Stage, journey_on_stage};
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};
use serde_json::{Value as Json, json};

use crate::guide::Guide;
use crate::pockets::Pockets;
use crate::{papers, restaurant, uploads};

/// Everything that can be filled in or chosen on a page, as it stands; files come and go apart.
const FILLED_IN: &str = "return [...document.querySelectorAll('main :is(input, select, textarea)')]
    .filter(({ type }) => type !== 'file')
    .map((it) => [it.id, ['radio', 'checkbox'].includes(it.type) ? it.checked : it.value])";

#[tokio::test]
async fn nothing_of_the_guide_is_lost() -> Told {
    journey_on_stage("guide-interrupted", |mut visitor, stage| async move {
        restaurant::starts(&visitor.hurrying()).await?;
        let guide = Guide::noodle_shop(&json!({}))?;
        let area = guide.title_of("floor-area")?;
        guide.answers_until(&visitor.hurrying(), area).await?;
        visitor
            .fills_in(&guide.question("floor-area")?.text, "12")
            .await?;
        comes_back_to_the_same(&mut visitor, &stage).await?;
        guide.answers_until(&visitor.hurrying(), "您要办").await?;
        comes_back_to_the_same(&mut visitor, &stage).await
    })
    .await
}

#[tokio::test]
async fn nothing_half_typed_is_lost() -> Told {
    journey_on_stage("form-interrupted", |mut visitor, stage| async move {
        uploads::gets_to_the_documents(&visitor).await?;
        visitor.open("/packages/open-restaurant/form").await?;
        visitor.arrives_at("谁来申请").await?;
        visitor.fills_in("身份证件号码", "5101141990").await?;
        comes_back_to_the_same(&mut visitor, &stage).await?;
        visitor
            .fills_in("身份证件号码", "510114199001010011")
            .await?;

        visitor
            .open("/packages/open-restaurant/form?section=people")
            .await?;
        visitor.presses("再加一个人").await?;
        visitor.reads("第 2 人").await?;
        comes_back_to_the_same(&mut visitor, &stage).await?;
        visitor.presses("去掉第 2 人").await
    })
    .await
}

#[tokio::test]
async fn nothing_is_lost_with_a_browser_that_is_killed() -> Told {
    journey_on_stage("browser-killed", |mut visitor, stage| async move {
        uploads::gets_to_the_documents(&visitor).await?;
        visitor.open("/packages/open-restaurant/form").await?;
        visitor.arrives_at("谁来申请").await?;
        visitor.fills_in("申请人姓名", "李雷").await?;
        visitor.fills_in("身份证件号码", "5101141990").await?;
        is_killed_and_comes_back(&mut visitor, &stage).await?;

        let guide = Guide::noodle_shop(&json!({}))?;
        let screen = guide.topic_of("floor-area")?;
        let screen = format!("/packages/open-restaurant/guide?screen={screen}");
        visitor.open(&screen).await?;
        visitor.arrives_at(guide.title_of("floor-area")?).await?;
        let area = &guide.question("floor-area")?.text;
        visitor.fills_in(area, "123").await?;
        is_killed_and_comes_back(&mut visitor, &stage).await?;

        visitor.open("/clear").await?;
        visitor.presses("全部清除").await?;
        visitor.arrives_at("已经清除").await?;
        stage.loses_browser(&mut visitor).await?;
        visitor.open("/").await?;
        visitor.arrives_at("您想办什么事").await?;
        assert!(!visitor.page_text().await?.contains("上次填的还在"));
        Ok(())
    })
    .await
}

/// The browser is killed and opened again: all stands as it stood.
async fn is_killed_and_comes_back(visitor: &mut Visitor, stage: &Stage) -> Told {
    let here = visitor.driver.current_url().await?;
    let before = stands(visitor).await?;
    stage.loses_browser(visitor).await?;
    visitor.driver.goto(here.as_str()).await?;
    stands_again(visitor, &before).await
}

#[tokio::test]
async fn a_file_on_its_way_goes_on_where_it_was() -> Told {
    journey_on_stage("upload-interrupted", |mut visitor, stage| async move {
        let pockets = Pockets::new()?;
        uploads::gets_to_the_documents(&visitor).await?;
        let sign = "招牌效果图";
        visitor.answers_in_section(sign, "现在上传").await?;
        slows_down(&visitor).await?;
        visitor
            .chooses_files(sign, &[pockets.large_photo("招牌.png")?])
            .await?;
        let far = is_on_its_way(&visitor, 1).await?;
        visitor.leaves_clean("documents-sending").await?;
        visitor.reload().await?;
        let far = is_on_its_way(&visitor, far).await?;
        stage.reopens(&mut visitor).await?;
        slows_down(&visitor).await?;
        visitor.open("/packages/open-restaurant/documents").await?;
        is_on_its_way(&visitor, far).await?;
        stage.reopens(&mut visitor).await?;
        visitor.open("/packages/open-restaurant/documents").await?;
        visitor.reads_in_section(sign, "已上传").await?;

        papers::reads_through_what_is_written(&visitor.hurrying()).await?;
        papers::brings_the_rest(&visitor).await?;
        comes_back_to_the_same(&mut visitor, &stage).await?;
        visitor
            .presses_in_section("食品备案信息采集表", "再看一遍")
            .await?;
        visitor.reads("系统用您填的内容写好的").await?;
        comes_back_to_the_same(&mut visitor, &stage).await?;
        visitor.presses("‹ 回到材料").await?;
        visitor.presses("下一步：核对").await?;
        visitor.arrives_at("核对一遍").await?;
        comes_back_to_the_same(&mut visitor, &stage).await?;
        restaurant::submits(&visitor.hurrying()).await.map(drop)
    })
    .await
}

/// The page is loaded again, and the browser is closed and opened again: all stands as it stood.
async fn comes_back_to_the_same(visitor: &mut Visitor, stage: &Stage) -> Told {
    let here = visitor.driver.current_url().await?;
    let before = stands(visitor).await?;
    visitor.reload().await?;
    stands_again(visitor, &before).await?;
    stage.reopens(visitor).await?;
    visitor.driver.goto(here.as_str()).await?;
    stands_again(visitor, &before).await
}

/// The page's heading and everything filled in.
async fn stands(visitor: &Visitor) -> Told<Json> {
    let heading = visitor.heading().await?;
    let filled_in = visitor.driver.execute(FILLED_IN, Vec::new()).await?;
    Ok(json!([heading, filled_in.json()]))
}

async fn stands_again(visitor: &Visitor, before: &Json) -> Told {
    let same = eventually("the page as it stood", || async {
        Ok((stands(visitor).await? == *before).then_some(()))
    });
    if let Err(error) = same.await {
        let now = stands(visitor).await?;
        return Err(format!("{error}\nbefore: {before}\nnow:    {now}").into());
    }
    Ok(())
}

/// A line on which a photo takes its time.
async fn slows_down(visitor: &Visitor) -> Told {
    let line = json!({
        "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 200_000,
    });
    let cdp = visitor.driver.cdp();
    cdp.send_raw("Network.enable", json!({})).await?;
    cdp.send_raw("Network.emulateNetworkConditions", line)
        .await?;
    Ok(())
}

/// Waits until at least so many percent of the one file that is under way are there; how many.
async fn is_on_its_way(visitor: &Visitor, percent: u64) -> Told<u64> {
    eventually("a file on its way", || async {
        let text = visitor.page_text().await?;
        assert!(
            !text.contains("已上传"),
            "it has come before anybody could interrupt it"
        );
        let rest = text.split("正在传：").nth(1);
        let number = rest.and_then(|it| it.split('%').next());
        let number = number.and_then(|it| it.parse().ok());
        Ok(number.filter(|it| *it >= percent))
    })
    .await
}
