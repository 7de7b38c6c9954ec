//! What the intake window does.

use lianban_tests::Told;
use lianban_tests::browser::{Window, resize};
use lianban_tests::visitor::Visitor;

/// Signs in, after a wrong password.
pub async fn signs_in(visitor: &Visitor) -> Told {
    let (name, password) = &visitor.receiver;
    resize(&visitor.driver, Window::Desktop).await?;
    visitor.open("/staff/sign-in").await?;
    visitor.arrives_at("窗口登录").await?;
    visitor.fills_in("账号", name).await?;
    visitor.fills_in("密码", "wrong").await?;
    visitor.presses("登录").await?;
    visitor.reads("账号或密码不对").await?;
    visitor.leaves_clean("sign-in").await?;
    visitor.fills_in("密码", password).await?;
    visitor.presses("登录").await?;
    visitor.arrives_at("收件").await
}

/// Finds a case in the list and opens it.
pub async fn finds(visitor: &Visitor, number: &str) -> Told {
    visitor.reads(number).await?;
    visitor.leaves_clean("cases").await?;
    visitor.presses(number).await?;
    visitor.arrives_at(number).await?;
    visitor.leaves_clean("case").await
}

/// Ticks every copy as compared with its original.
async fn compares_originals(visitor: &Visitor) -> Told {
    let tick = "[...document.querySelectorAll('label')]
        .filter((label) => label.innerText.trim() === '已核原件' && !label.control.checked)
        .forEach((label) => label.click())";
    visitor.driver.execute(tick, Vec::new()).await?;
    Ok(())
}

/// Accepts the open case, once every original has been compared.
pub async fn accepts(visitor: &Visitor) -> Told {
    compares_originals(visitor).await?;
    visitor.presses("受理").await?;
    visitor.presses("确认受理").await?;
    visitor.reads("已受理").await?;
    assert!(
        !visitor.can_press("受理").await?,
        "it can be accepted twice"
    );
    visitor.leaves_clean("accepted").await
}

/// Shows the whole numbers of the open page, after a wrong password.
pub async fn sees_whole_numbers(visitor: &Visitor) -> Told {
    let (_, password) = &visitor.receiver;
    visitor.presses("查看全号").await?;
    visitor.fills_in("登录密码", "wrong").await?;
    visitor.presses("看全号").await?;
    visitor.reads("密码不对，请再试一次。").await?;
    visitor.leaves_clean("unmask-wrong").await?;
    visitor.fills_in("登录密码", password).await?;
    visitor.presses("看全号").await?;
    visitor.reads("收起全号").await
}
