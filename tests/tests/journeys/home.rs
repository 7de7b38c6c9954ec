//! 首页：用自己的话找到要办的事；长辈版记得住；公用电脑上清得干净。

use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};
use serde_json::json;

use crate::guide::Guide;
use crate::restaurant::starts;

#[tokio::test]
async fn it_is_found_by_an_everyday_word_and_read_without_an_answer() -> Told {
    journey("found", |visitor| async move {
        visitor.open("/").await?;
        visitor.arrives_at("您想办什么事").await?;
        visitor.fills_in("找一件事", "驾校").await?;
        visitor.reads("这里还没有这件事").await?;
        visitor.leaves_clean("not-found").await?;
        visitor.fills_in("找一件事", "mianguan").await?;
        visitor.reads("我要开餐馆").await?;
        visitor.presses("先看看要办什么，不用回答").await?;
        visitor.arrives_at("我要开餐馆").await?;
        visitor.reads("行政许可法第42条第2款").await?;
        visitor.leaves_clean("about").await?;
        visitor.presses("隐私说明").await?;
        visitor.arrives_at("隐私说明").await?;
        visitor.leaves_clean("privacy").await
    })
    .await
}

#[tokio::test]
async fn large_letters_stay_after_the_page_is_loaded_again() -> Told {
    journey("elder", |visitor| async move {
        starts(&visitor).await?;
        visitor.presses("长辈版").await?;
        visitor.reload().await?;
        visitor.sees_a_question().await?;
        let size = "return parseFloat(getComputedStyle(document.body).fontSize)";
        let size: f64 = visitor.driver.execute(size, Vec::new()).await?.convert()?;
        assert!(size >= 22.0, "{size} px");
        // 60-process, section 9: main targets at least 60 px; our choices have 68.
        for (what, least) in [(".choice", 68), (".button--main", 60)] {
            let low = "
                return [...document.querySelectorAll(arguments[0])]
                    .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < arguments[1]).length";
            let low = visitor.driver.execute(low, vec![json!(what), json!(least)]);
            let low: i64 = low.await?.convert()?;
            assert_eq!(low, 0, "{what} lower than {least} px");
        }
        visitor.presses("退出长辈版").await?;
        visitor.reload().await?;
        visitor.sees_a_question().await
    })
    .await
}

#[tokio::test]
async fn a_shared_computer_keeps_nothing() -> Told {
    journey("shared", |visitor| async move {
        let guide = Guide::noodle_shop(&json!({}))?;
        starts(&visitor).await?;
        let first = guide.title_of("in-district")?.to_owned();
        guide.answers_screen(&visitor, &first).await?;
        assert!(!kept(&visitor).await?.is_empty());
        visitor.presses("公用电脑？用完清除").await?;
        visitor.arrives_at("清除这台设备上的内容").await?;
        visitor.leaves_clean("clear").await?;
        visitor.presses("全部清除").await?;
        visitor.arrives_at("已经清除").await?;
        visitor.leaves_clean("cleared").await?;
        let left = eventually("the device to be empty", || async {
            let kept = kept(&visitor).await?;
            Ok(kept.is_empty().then_some(kept))
        });
        left.await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_is_cleared_in_one_window_does_not_come_back_from_another() -> Told {
    journey("windows", |visitor| async move {
        let guide = Guide::noodle_shop(&json!({}))?;
        starts(&visitor).await?;
        let first = guide.title_of("in-district")?.to_owned();
        guide.answers_screen(&visitor, &first).await?;
        let before = "window.before = true";
        visitor.driver.execute(before, Vec::new()).await?;
        visitor.driver.new_tab().await?;
        visitor.follows_to_new_tab().await?;
        visitor.open("/clear").await?;
        visitor.presses("全部清除").await?;
        visitor.arrives_at("已经清除").await?;
        visitor.closes_tab().await?;
        eventually("the other window to begin anew", || async {
            let is_anew = "return window.before === undefined";
            let is_anew = visitor.driver.execute(is_anew, Vec::new()).await?;
            Ok(is_anew.convert::<bool>()?.then_some(()))
        })
        .await?;
        visitor.sees_a_question().await?;
        assert_eq!(kept(&visitor).await?, Vec::<String>::new());
        // Going on there stores what is chosen from now on, and nothing of before.
        visitor.presses("下一步").await?;
        let stored = "return localStorage.getItem('lianban/draft/open-restaurant') ?? ''";
        let stored = visitor.driver.execute(stored, Vec::new()).await?;
        let stored: String = stored.convert()?;
        assert!(!stored.contains("in-district"), "{stored}");
        Ok(())
    })
    .await
}

/// What the device keeps of a person.
async fn kept(visitor: &Visitor) -> Told<Vec<String>> {
    let keys = "return Object.keys(localStorage)
        .filter((key) => !['lianban/size', 'lianban/at'].includes(key))";
    let keys = visitor.driver.execute(keys, Vec::new()).await?;
    Ok(keys.convert()?)
}
