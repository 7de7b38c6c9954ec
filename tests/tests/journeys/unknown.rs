//! 还不清楚的，也能提交，窗口会接着问。

use lianban_tests::Told;
use lianban_tests::journey::journey;
use serde_json::json;

use crate::guide::Guide;
use crate::restaurant::{brings_everything_and_submits, fills_in_the_form, starts};
use crate::{form, tracking, window};

/// Does not know of the flue in a mixed building, nor where the water goes.
#[tokio::test]
async fn what_is_not_known_is_carried_to_the_window() -> Told {
    journey("unknown", |visitor| async move {
        let guide = Guide::noodle_shop(&json!({
            "premises-nature": "mixed", "site-flue": null, "drain-municipal": null,
        }))?;
        starts(&visitor).await?;
        guide.answers_until(&visitor, "您要办").await?;
        visitor.reads("还没弄清楚的").await?;
        let flue = &guide.question("site-flue")?.text;
        let drain = &guide.question("drain-municipal")?.text;
        visitor.reads(flue).await?;
        visitor.reads(drain).await?;
        visitor.leaves_clean("result").await?;

        visitor.presses("去填申请").await?;
        form::reads_the_privacy_notice(&visitor).await?;
        fills_in_the_form(&visitor).await?;
        let number = brings_everything_and_submits(&visitor).await?;

        tracking::finds_what_was_handed_in(&visitor, &number).await?;

        window::signs_in(&visitor).await?;
        visitor.reads("先综合咨询").await?;
        window::finds(&visitor, &number).await?;
        visitor.reads("先转综合咨询").await?;
        visitor.reads(flue).await?;
        visitor.reads(drain).await?;
        visitor.presses("受理").await?;
        visitor.reads("还有 2 处没有和申请人确认").await?;
        visitor.reads("先和综合咨询说好").await?;
        visitor.leaves_clean("accept").await?;
        visitor.presses("再看看").await?;
        window::accepts(&visitor).await?;
        // Decided is decided: nothing is left to consult about.
        let page = visitor.page_text().await?;
        assert!(!page.contains("先转综合咨询"), "{page}");
        Ok(())
    })
    .await
}
