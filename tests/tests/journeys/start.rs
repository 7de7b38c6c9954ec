//! 从常见情况开始：挑一种店，看一遍，再接着答。

use lianban_tests::Told;
use lianban_tests::journey::journey;

#[tokio::test]
async fn somebody_at_home_starts_from_a_usual_place_and_looks_it_over() -> Told {
    journey("start", |visitor| async move {
        visitor.open("/packages/open-restaurant").await?;
        visitor.presses("从常见情况开始").await?;
        visitor.arrives_at("从常见情况开始").await?;
        visitor.leaves_clean("choose").await?;
        visitor.presses("奶茶店").await?;
        visitor.arrives_at("奶茶店一般是这样").await?;
        visitor.leaves_clean("look").await?;
        visitor.picks("上外卖平台", "不上").await?;
        visitor.presses("看过了，就用这些").await?;
        visitor.arrives_at("您想开一家什么店").await?;
        visitor
            .open("/packages/open-restaurant/guide?screen=what-kind")
            .await?;
        visitor.reads("咖啡茶饮").await
    })
    .await
}
