//! 没有网络：来过一次以后，照样答得完，看得到结果。

use lianban_tests::browser::{Chrome, Window, resize};
use lianban_tests::server::Server;
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};
use serde_json::json;

use crate::guide::Guide;

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

#[tokio::test]
async fn the_guide_works_without_network_after_the_first_visit() -> Told {
    let mut server = Server::start().await?;
    let chrome = Chrome::start().await?;
    let driver = chrome.open().await?;
    let visitor = Visitor::new(driver.clone(), server.url(""), "offline");
    let told = async {
        resize(&driver, Window::Phone).await?;
        visitor.open("/").await?;
        visitor.arrives_at("您想办什么事").await?;
        eventually("the app to be on the device", || async {
            let kept = driver.execute_async(IS_KEPT, Vec::new()).await?;
            Ok((kept.json() == &json!(true)).then_some(()))
        })
        .await?;
        server.kill()?;
        visitor.reload().await?;
        visitor.chooses_package("我要开餐馆").await?;
        let guide = Guide::noodle_shop(&json!({}))?;
        guide.answers_until(&visitor, "您要办").await?;
        visitor.reads("联网后请再核一遍").await?;
        visitor.leaves_clean("result").await
    }
    .await;
    let report = match &told {
        Ok(()) => String::new(),
        Err(_) => visitor.report().await,
    };
    driver.quit().await?;
    told.map_err(|error: Box<dyn std::error::Error + Send + Sync>| {
        format!("{error}\n{report}").into()
    })
}
