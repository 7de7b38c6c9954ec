//! 填到一半改主意：前面的回答改了，填过的、传过的都还在；公用电脑上清得干净。

use image::ImageFormat;
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};
use serde_json::json;

use crate::guide::Guide;
use crate::pockets::Pockets;
use crate::uploads;

const LEASE: &str = "住所（经营场所）使用证明";
const FORM: &str = "/packages/open-restaurant/form?section=";

/// A sole trader with everything filled in becomes a company.
#[tokio::test]
async fn a_changed_answer_keeps_what_was_filled_in_and_names_what_is_new() -> Told {
    journey("changed", |visitor| async move {
        let pockets = Pockets::new()?;
        uploads::gets_to_the_documents(&visitor).await?;
        hands_in_the_lease(&visitor, &pockets).await?;

        let guide = Guide::noodle_shop(&json!({ "entity-type": "company" }))?;
        let topic = guide.topic_of("entity-type")?;
        let screen = format!("/packages/open-restaurant/guide?screen={topic}");
        visitor.open(&screen).await?;
        let question = guide.question("entity-type")?.text.clone();
        visitor.answers(&question, "公司").await?;
        guide.answers_until(&visitor.hurrying(), "您要办").await?;
        visitor.reads("公司章程").await?;
        visitor.leaves_clean("result-of-company").await?;

        visitor.open(&format!("{FORM}who")).await?;
        has_kept(&visitor, "申请人姓名", "李小明").await?;
        visitor.open(&format!("{FORM}business")).await?;
        has_kept(&visitor, "拟用名称", "成都市新都区蜀香餐饮店").await?;
        visitor.presses("下一步").await?;
        visitor.reads("请先改一下这几处").await?;
        visitor.reads("有限公司").await?;
        visitor.reads("注册资本").await?;
        visitor.leaves_clean("form-of-company").await?;

        visitor.open("/packages/open-restaurant/documents").await?;
        visitor.reads_in_section(LEASE, "已上传").await?;
        visitor
            .reads_in_section("公司章程、合伙协议或合作社章程", "还没准备")
            .await?;
        visitor.leaves_clean("documents-of-company").await
    })
    .await
}

#[tokio::test]
async fn a_shared_computer_keeps_no_form_and_no_file() -> Told {
    journey("shared-files", |visitor| async move {
        let pockets = Pockets::new()?;
        uploads::gets_to_the_documents(&visitor).await?;
        hands_in_the_lease(&visitor, &pockets).await?;
        let file = first_file(&visitor).await?;
        assert!(is_on_the_server(&visitor, &file).await?);

        visitor.presses("公用电脑？用完清除").await?;
        visitor.arrives_at("清除这台设备上的内容").await?;
        visitor.presses("全部清除").await?;
        visitor.arrives_at("已经清除").await?;
        visitor.leaves_clean("cleared-with-files").await?;
        eventually("the server to let the file go", || async {
            Ok((!is_on_the_server(&visitor, &file).await?).then_some(()))
        })
        .await?;
        eventually("the device to be empty", || async {
            Ok(is_wiped(&visitor).await?.then_some(()))
        })
        .await?;
        visitor.open("/packages/open-restaurant/documents").await?;
        visitor.reads("请先回答前面的问题").await
    })
    .await
}

#[tokio::test]
async fn a_device_without_room_says_that_it_keeps_nothing() -> Told {
    journey("full", |visitor| async move {
        uploads::gets_to_the_documents(&visitor).await?;
        visitor.open(&format!("{FORM}who")).await?;
        visitor.arrives_at("谁来申请").await?;
        let full = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }";
        visitor.driver.execute(full, Vec::new()).await?;
        visitor.fills_in("申请人姓名", "李大明").await?;
        visitor.reads("这台设备存不下了").await?;
        visitor.leaves_clean("form-no-room").await?;
        visitor.presses("下一步").await?;
        visitor.arrives_at("怎么联系您").await?;
        visitor.reads("这台设备存不下了").await
    })
    .await
}

async fn hands_in_the_lease(visitor: &Visitor, pockets: &Pockets) -> Told {
    let lease = pockets.photo("租房合同.jpg", ImageFormat::Jpeg)?;
    visitor.answers_in_section(LEASE, "现在上传").await?;
    visitor.chooses_files(LEASE, &[lease]).await?;
    visitor.reads_in_section(LEASE, "已上传").await
}

async fn has_kept(visitor: &Visitor, field: &str, text: &str) -> Told {
    let what = format!("“{text}” in “{field}”");
    eventually(&what, || async {
        Ok((visitor.value_of(field).await? == text).then_some(()))
    })
    .await
}

/// Id and secret of the first file of the draft.
async fn first_file(visitor: &Visitor) -> Told<(String, String)> {
    let script = "
        const texts = Object.values(localStorage).join(' ').replaceAll('\\\\', '');
        return [texts.match(/\"id\":\\s*\"([0-9a-f]{32})\"/)[1], texts.match(/\"token\":\\s*\"([0-9a-z]+)\"/)[1]]";
    let found = visitor.driver.execute(script, Vec::new()).await?;
    Ok(found.convert()?)
}

async fn is_on_the_server(visitor: &Visitor, (id, token): &(String, String)) -> Told<bool> {
    let content = visitor.address(&lianban_api::path::file_content(id));
    let request = reqwest::Client::new().get(content);
    let reply = request.header(lianban_api::DRAFT_TOKEN, token).send();
    Ok(reply.await?.status().is_success())
}

/// Neither words nor pictures are left on the device.
async fn is_wiped(visitor: &Visitor) -> Told<bool> {
    let script = "
        const done = arguments[arguments.length - 1];
        // The chosen size and the time of the last change tell nothing about anybody.
        const tells = (key) => !['lianban/size', 'lianban/at'].includes(key);
        const kept = Object.keys(localStorage).filter(tells);
        const count = (name) => new Promise((ready) => {
            const opened = indexedDB.open(name);
            opened.onsuccess = () => {
                const stores = [...opened.result.objectStoreNames];
                const sizes = stores.map((store) => new Promise((sized) => {
                    const asked = opened.result.transaction(store).objectStore(store).getAll();
                    const isOurs = (it) => it.constructor === Object && !Object.keys(it).some(tells);
                    asked.onsuccess = () => sized(asked.result.filter((it) => !isOurs(it)).length);
                }));
                Promise.all(sizes).then((all) => {
                    opened.result.close();
                    ready(all.reduce((sum, size) => sum + size, 0));
                });
            };
            opened.onerror = () => ready(0);
        });
        indexedDB.databases()
            .then((all) => Promise.all(all.map(({ name }) => count(name))))
            .then((counts) => done(kept.length === 0 && counts.every((size) => size === 0)));
    ";
    Ok(visitor
        .driver
        .execute_async(script, Vec::new())
        .await?
        .convert()?)
}
