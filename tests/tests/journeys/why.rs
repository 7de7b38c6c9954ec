//! 为什么、怎么改、换个答案比一比：面馆卖烟离学校太近，改了就不会被拒。

use lianban_tests::Told;
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;
use serde_json::json;
use thirtyfour::{By, Key};

use crate::guide::Guide;
use crate::restaurant;

/// Whoever wonders why something is asked reads what hangs on it, and comes back to where
/// they were with what they had answered.
#[tokio::test]
async fn a_screen_says_why_it_asks() -> Told {
    journey("why-ask", |visitor| async move {
        let guide = Guide::noodle_shop(&json!({}))?;
        restaurant::starts(&visitor).await?;
        visitor.sees_a_question().await?;
        let first = visitor.heading().await?;
        visitor.presses("下一步").await?;
        visitor.reads("请先改一下这几处").await?;
        assert_ne!(marked(&visitor).await?, 0);
        guide.answers_screen(&visitor.hurrying(), &first).await?;
        assert_eq!(marked(&visitor).await?, 0, "an old word stays");
        visitor.presses("为什么要问这些？").await?;
        visitor.arrives_at("为什么要问这些").await?;
        visitor.reads("要不要办、怎么办：").await?;
        visitor.reads("您的回答：").await?;
        visitor.leaves_clean("why-ask").await?;
        visitor.presses("回去回答").await?;
        visitor.arrives_at(&first).await?;
        visitor.presses("下一步").await?;
        visitor.sees_a_question().await?;
        let second = visitor.heading().await?;
        assert_ne!(second, first, "the answers were lost");
        Ok(())
    })
    .await
}

/// How many questions are marked as wrong.
async fn marked(visitor: &Visitor) -> Told<usize> {
    let marked = By::Css(".answer[data-invalid='true']");
    Ok(visitor.driver.find_all(marked).await?.len())
}

/// A refusal says which answers it rests on and what would lift it; two plans stand side by
/// side, and the better one is taken over.
#[tokio::test]
async fn a_refusal_is_avoided_by_another_plan() -> Told {
    journey("why", |visitor| async move {
        let changes = json!({
            "entertain": "ktv", "floor-lowest": -2, "floor-area": 299, "use-area": 266,
            "food-mode": "general", "fire-mode": "general",
        });
        let guide = Guide::noodle_shop(&changes)?;
        restaurant::starts(&visitor).await?;
        let refused = "有 1 件事预计不能批";
        guide.answers_until(&visitor.hurrying(), refused).await?;
        visitor.presses("娱乐经营许可证").await?;
        visitor.reads("怎么改，就不会被拒").await?;
        visitor.reads("把“娱乐项目”改成“没有”").await?;
        visitor.reads("一件一件办").await?;
        visitor.reads("决定开业时间").await?;
        visitor.presses("这些数是怎么算的").await?;
        // The food licence rests on the area in use.
        visitor
            .reads("使用面积 266 平方米（超过 150 平方米）")
            .await?;
        // Of the permits that are needed the registration stands first.
        visitor.presses("怎样可以不办这一件").await?;
        visitor.reads("把“经营身份”改成").await?;
        visitor.leaves_clean("result-why").await?;
        let printed = visitor.prints("result-why").await?.words();
        assert!(
            printed.contains("决定开业时间"),
            "no timeline on paper:\n{printed}"
        );
        compares(&visitor, &guide).await
    })
    .await
}

/// Without karaoke nothing is refused, and the fire inspection goes too.
async fn compares(visitor: &Visitor, guide: &Guide) -> Told {
    let karaoke = &guide.question("entertain")?.text;
    visitor.presses("换个答案，比一比").await?;
    visitor.arrives_at("换个答案，比一比").await?;
    visitor
        .picks("改哪个答案", "娱乐项目：包间K歌、歌舞")
        .await?;
    visitor.answers(karaoke, "没有").await?;
    visitor.reads("不再被拒：娱乐经营许可证").await?;
    visitor.reads("不用办：").await?;
    visitor.leaves_clean("compare").await?;
    misreads_an_area(visitor, guide).await?;
    visitor.reload().await?;
    visitor.reads("包间K歌、歌舞 → 没有").await?;
    visitor.presses("改回：娱乐项目").await?;
    visitor
        .picks("改哪个答案", "娱乐项目：包间K歌、歌舞")
        .await?;
    visitor.answers(karaoke, "没有").await?;
    visitor.presses("就按换了以后的办").await?;
    visitor.arrives_at("您要办").await?;
    let text = visitor.page_text().await?;
    assert!(!text.contains("就不会被拒"), "still refused:\n{text}");
    visitor.leaves_clean("result-without-karaoke").await
}

/// What is no number is said to be none as soon as it is left, and no longer once it is one.
async fn misreads_an_area(visitor: &Visitor, guide: &Guide) -> Told {
    let area = guide.question("use-area")?;
    let wrong = "应在 0.01 到";
    let option = format!("{}：266 平方米", area.short);
    visitor.picks("改哪个答案", &option).await?;
    visitor.fills_in(&area.text, "0").await?;
    visitor.presses_key(Key::Tab).await?;
    visitor.reads(wrong).await?;
    visitor.fills_in(&area.text, "266").await?;
    let page = visitor.page_text().await?;
    assert!(!page.contains(wrong), "an old word stays:\n{page}");
    Ok(())
}

/// A stop page names the answers it rests on and what would lift it.
#[tokio::test]
async fn a_stop_names_its_answers_and_the_ways_out() -> Told {
    journey("why-stop", |visitor| async move {
        let guide = Guide::noodle_shop(&json!({ "premises-nature": "residential" }))?;
        restaurant::starts(&visitor).await?;
        guide
            .answers_until(&visitor.hurrying(), "按现在的情况")
            .await?;
        visitor.reads("“房屋性质”选了“住宅楼”").await?;
        visitor.reads("怎么改，就能往下办").await?;
        visitor.reads("把“产生油烟”改成“不会”").await?;
        visitor.leaves_clean("stop-why").await
    })
    .await
}
