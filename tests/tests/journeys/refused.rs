//! 办不成的，说清楚为什么、怎么办：居民楼里的餐馆，提交时规则变了，两边算的不一样。

use lianban_tests::Told;
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;
use serde_json::json;

use crate::guide::Guide;
use crate::restaurant::{self, starts};
use crate::{papers, uploads};

/// Learns of the stop on the third screen, cannot get to the form, and finds another place.
#[tokio::test]
async fn smoke_in_a_residential_building_is_stopped_before_anything_is_filled_in() -> Told {
    journey("residential", |visitor| async move {
        let home = Guide::noodle_shop(&json!({ "premises-nature": "residential" }))?;
        let rule = home.rule("r-01")?;
        starts(&visitor).await?;
        let screens = home.answers_until(&visitor, "按现在的情况").await?;
        assert!(screens <= 3, "{screens} screens before the stop");
        visitor.reads(&rule.reason).await?;
        visitor
            .reads(rule.way_out.as_deref().ok_or("r-01 has no way out")?)
            .await?;
        assert!(!visitor.can_press("去填申请").await?);
        visitor.leaves_clean("stop").await?;

        visitor.open("/packages/open-restaurant/form").await?;
        visitor.arrives_at("还不能填这一页").await?;
        visitor.leaves_clean("form-barred").await?;
        visitor.presses("去看看").await?;

        let shop = Guide::noodle_shop(&json!({}))?;
        let title = shop.title_of("premises-nature")?;
        visitor.presses(&format!("修改：{title}")).await?;
        visitor.arrives_at(title).await?;
        shop.answers_until(&visitor, "您要办").await?;
        Ok(())
    })
    .await
}

/// The real server's word on a submission whose page is no longer up to date.
#[tokio::test]
async fn a_page_that_is_not_up_to_date_is_told_what_differs() -> Told {
    journey("not-up-to-date", |visitor| async move {
        uploads::gets_to_the_documents(&visitor).await?;
        papers::reads_through_what_is_written(&visitor.hurrying()).await?;
        papers::brings_the_rest(&visitor.hurrying()).await?;
        visitor.presses("下一步：核对").await?;
        visitor.arrives_at("核对一遍").await?;

        sends_instead(&visitor, "hash").await?;
        visitor.presses("提交申请").await?;
        visitor.reads("没有提交，请再看一遍").await?;
        visitor.reads("没有影响").await?;
        visitor.leaves_clean("rules-changed").await?;
        visitor.presses("刷新这一页").await?;
        visitor.arrives_at("核对一遍").await?;

        sends_instead(&visitor, "receipt").await?;
        visitor.presses("提交申请").await?;
        visitor.reads("服务器核算").await?;
        visitor.leaves_clean("receipt-differs").await?;
        visitor.presses("刷新这一页").await?;
        visitor.arrives_at("核对一遍").await?;
        restaurant::submits(&visitor.hurrying()).await.map(drop)
    })
    .await
}

/// From now on, until it is loaded anew, the page sends another value of this part.
async fn sends_instead(visitor: &Visitor, part: &str) -> Told {
    let script = "
        const [part] = arguments, plain = fetch;
        fetch = async (request) => {
            if (!request.url?.endsWith('/api/cases')) return plain(request);
            const body = { ...await request.clone().json(), [part]: '0'.repeat(64) };
            return plain(new Request(request, { body: JSON.stringify(body) }));
        };";
    let part = vec![json!(part)];
    visitor.driver.execute(script, part).await?;
    Ok(())
}
