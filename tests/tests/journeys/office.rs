//! 收件窗口的一天：六十个件里找一个，输错密码，离开座位。

use lianban_tests::Told;
use lianban_tests::browser::{Window, resize};
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;

use crate::{filed, window};

/// More than one page of the list holds.
const CASES: usize = 60;

#[tokio::test]
async fn one_of_sixty_cases_is_found_by_page_name_and_phone() -> Told {
    journey("sixty", |visitor| async move {
        for at in 1..CASES {
            filed::case(&visitor, "王芳", &format!("138001380{at:02}")).await?;
        }
        let number = filed::case(&visitor, "欧阳小明", "13900007777").await?;
        window::signs_in(&visitor.hurrying()).await?;
        visitor.reads("第 1 页，共 2 页").await?;
        visitor.leaves_clean("first-page").await?;
        visitor.presses("下一页").await?;
        visitor.reads(&number).await?;
        visitor.reload().await?;
        visitor.reads("第 2 页，共 2 页").await?;
        visitor.leaves_clean("second-page").await?;
        for sought in ["欧阳小明", "7777", &number] {
            visitor.fills_in("找一个件", sought).await?;
            visitor.presses("查找").await?;
            visitor.reads("共 1 件").await?;
            visitor.reads(&number).await?;
            let address = visitor.driver.current_url().await?;
            assert!(
                !address.as_str().contains("7777"),
                "personal data in {address}"
            );
        }
        visitor.fills_in("找一个件", "没有这个人").await?;
        visitor.presses("查找").await?;
        visitor.reads("没有符合的件").await?;
        visitor.leaves_clean("none-found").await
    })
    .await
}

#[tokio::test]
async fn after_five_wrong_passwords_sign_in_rests_and_says_so() -> Told {
    journey("locked", |visitor| async move {
        let (name, password) = visitor.receiver.clone();
        visitor.open("/staff/sign-in").await?;
        for attempt in 0..5 {
            visitor.fills_in("账号", &name).await?;
            visitor
                .fills_in("密码", &format!("wrong-{attempt}"))
                .await?;
            visitor.presses("登录").await?;
            visitor.reads("账号或密码不对").await?;
        }
        visitor.fills_in("密码", &password).await?;
        visitor.presses("登录").await?;
        visitor.reads("账号没有坏").await?;
        visitor.leaves_clean("locked").await?;
        let text = visitor.page_text().await?;
        assert!(!text.contains(&password), "the password stands on the page");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_window_left_alone_asks_and_then_signs_out() -> Told {
    journey("idle", |visitor| async move {
        resize(&visitor.driver, Window::Desktop).await?;
        let number = filed::case(&visitor, "李小明", "13800138000").await?;
        window::signs_in(&visitor.hurrying()).await?;
        window::finds(&visitor.hurrying(), &number).await?;
        was_away_for(&visitor, 14.5).await?;
        visitor.reads("很久没有动作了").await?;
        visitor.leaves_clean("still-there").await?;
        visitor.presses("我还在，继续").await?;
        was_away_for(&visitor, 16.0).await?;
        visitor.arrives_at("窗口登录").await?;
        visitor.reads("您离开了一会儿").await?;
        visitor.leaves_clean("signed-out").await?;
        visitor.open(&format!("/staff/cases/{number}")).await?;
        visitor.arrives_at("窗口登录").await
    })
    .await
}

/// Lets minutes pass without a touch.
async fn was_away_for(visitor: &Visitor, minutes: f64) -> Told {
    let away = "localStorage.setItem('lianban/window/touched', Date.now() - arguments[0] * 60000)";
    visitor.driver.execute(away, vec![minutes.into()]).await?;
    Ok(())
}
