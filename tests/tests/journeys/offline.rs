//! 没有网络：来过一次以后，照样答得完，看得到结果；提交了的等网络，只交一次。

use lianban_tests::journey::journey_on_stage;
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};
use serde_json::json;

use crate::guide::Guide;
use crate::{papers, restaurant, uploads, window};

/// Whether everything is on the device: pages, programs, rules.
const IS_KEPT: &str = "
    const done = arguments[arguments.length - 1];
    (async () => {
        const names = (await caches.keys()).filter((name) => name.startsWith('lianban-'));
        const kept = names.length && await (await caches.open(names[0])).keys();
        const has = (part) => kept && kept.some(({ url }) => url.includes(part));
        return Boolean(navigator.serviceWorker.controller) && has('/case.html') && has('/compiled/')
            && has('/handbook/') && has('_bg.wasm');
    })().then(done, () => done(false));
";

/// Waits until the app works without network from now on.
pub async fn has_the_app(visitor: &Visitor) -> Told {
    eventually("the app to be on the device", || async {
        let kept = visitor.driver.execute_async(IS_KEPT, Vec::new()).await?;
        Ok((kept.json() == &json!(true)).then_some(()))
    })
    .await
}

#[tokio::test]
async fn the_guide_works_without_network_after_the_first_visit() -> Told {
    journey_on_stage("offline", |visitor, stage| async move {
        visitor.open("/").await?;
        visitor.arrives_at("您想办什么事").await?;
        has_the_app(&visitor).await?;
        stage.loses_server().await?;
        visitor.reload().await?;
        visitor.chooses_package("我要开餐馆").await?;
        let guide = Guide::noodle_shop(&json!({}))?;
        guide.answers_until(&visitor, "您要办").await?;
        visitor.reads("联网后请再核一遍").await?;
        visitor.leaves_clean("result").await
    })
    .await
}

/// Presses 提交申请 without a network, changes something, presses again; then the network is back.
#[tokio::test]
async fn what_is_submitted_without_network_is_sent_once_when_it_is_back() -> Told {
    journey_on_stage("outgoing", |visitor, stage| async move {
        is_about_to_submit(&visitor).await?;
        stage.loses_server().await?;
        submits_into_the_void(&visitor).await?;
        visitor.leaves_clean("waits").await?;
        says_so_everywhere(&visitor).await?;

        visitor.presses("先不提交，回去改").await?;
        visitor.arrives_at("核对一遍").await?;
        visitor.presses("修改：材料").await?;
        visitor
            .fills_in_day("证件有效期截止日", "2031-1-31")
            .await?;
        visitor.presses("下一步：核对").await?;
        visitor.arrives_at("核对一遍").await?;
        submits_into_the_void(&visitor).await?;

        stage.gets_server_back().await?;
        let number = restaurant::is_submitted(&visitor.hurrying()).await?;
        is_the_only_case(&visitor, &number).await?;
        visitor.reads("有效期到 2031-01-31").await
    })
    .await
}

/// The browser is closed while a submission waits; it goes out when the person comes back.
#[tokio::test]
async fn a_submission_that_waits_outlives_the_browser() -> Told {
    journey_on_stage("outgoing-crash", |mut visitor, stage| async move {
        is_about_to_submit(&visitor).await?;
        stage.loses_server().await?;
        submits_into_the_void(&visitor).await?;
        visitor.reload().await?;
        visitor.arrives_at("还没有提交成功").await?;

        stage.reopens(&mut visitor).await?;
        visitor.open("/packages/open-restaurant/review").await?;
        visitor.arrives_at("还没有提交成功").await?;
        visitor.reads("一个字也不会丢").await?;

        stage.reopens(&mut visitor).await?;
        stage.gets_server_back().await?;
        visitor.open("/").await?;
        visitor.chooses_package("我要开餐馆").await?;
        let number = restaurant::is_submitted(&visitor.hurrying()).await?;
        is_the_only_case(&visitor, &number).await
    })
    .await
}

/// On the review page, with everything ready and the app on the device.
async fn is_about_to_submit(visitor: &Visitor) -> Told {
    uploads::gets_to_the_documents(visitor).await?;
    papers::reads_through_what_is_written(&visitor.hurrying()).await?;
    papers::brings_the_rest(visitor).await?;
    visitor.presses("下一步：核对").await?;
    visitor.arrives_at("核对一遍").await?;
    has_the_app(visitor).await
}

/// Submits, and reads that nothing was submitted, that nothing is lost, and what happens next.
async fn submits_into_the_void(visitor: &Visitor) -> Told {
    visitor.presses("提交申请").await?;
    visitor.arrives_at("还没有提交成功").await?;
    visitor.reads("网络不通").await?;
    visitor.reads("您的申请完整地存在这台设备上").await?;
    visitor.reads("不会交成两份").await
}

/// Whoever walks away from the page that waits is told on every other.
async fn says_so_everywhere(visitor: &Visitor) -> Told {
    visitor.open("/packages/open-restaurant/documents").await?;
    visitor.reads("还没有提交成功：正在等网络").await?;
    visitor.leaves_clean("waits-documents").await?;
    visitor.open("/").await?;
    visitor.reads("有一份申请还没交出去").await?;
    visitor.open("/track").await?;
    visitor.reads("有一份申请还没交出去").await?;
    visitor.leaves_clean("waits-track").await?;
    visitor.presses("去接着交").await?;
    visitor.arrives_at("还没有提交成功").await?;
    visitor.open("/packages/open-restaurant/documents").await?;
    visitor.presses("去看看").await?;
    visitor.arrives_at("还没有提交成功").await?;
    visitor.presses("现在再试一次").await?;
    visitor.reads("网络不通").await
}

/// The window has this case and no other.
async fn is_the_only_case(visitor: &Visitor, number: &str) -> Told {
    window::signs_in(&visitor.hurrying()).await?;
    visitor.reads(number).await?;
    let text = visitor.page_text().await?;
    assert_eq!(text.matches("XD-").count(), 1, "{text}");
    visitor.presses(number).await?;
    visitor.arrives_at(number).await
}
