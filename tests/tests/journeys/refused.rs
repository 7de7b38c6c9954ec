//! 居民楼里不能开有油烟的餐馆：什么都没填就知道了，也知道怎么办。

use lianban_tests::Told;
use lianban_tests::journey::journey;
use serde_json::json;

use crate::guide::Guide;
use crate::restaurant::starts;

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
