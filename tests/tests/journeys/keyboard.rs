//! 不用鼠标：从首页到办件编号，只按键盘，焦点一直看得见。

use lianban_tests::Told;
use lianban_tests::journey::journey;
use serde_json::json;

use crate::guide::Guide;
use crate::{form, papers, restaurant};

#[tokio::test]
async fn a_noodle_shop_is_submitted_without_a_mouse() -> Told {
    journey("keyboard", |visitor| async move {
        let visitor = visitor.hurrying().by_keyboard();
        let guide = Guide::noodle_shop(&json!({}))?;
        restaurant::starts(&visitor).await?;
        guide.answers_until(&visitor, "您要办").await?;
        visitor.presses("去填申请").await?;
        form::reads_the_privacy_notice(&visitor).await?;
        visitor.arrives_at("谁来申请").await?;
        form::fills_in_every_page(&visitor).await?;
        visitor.arrives_at("准备").await?;
        papers::reads_through_what_is_written(&visitor).await?;
        papers::brings_the_rest(&visitor).await?;
        visitor.presses("下一步：核对").await?;
        let number = restaurant::submits(&visitor).await?;
        assert!(number.starts_with("XD-"), "{number}");
        Ok(())
    })
    .await
}
