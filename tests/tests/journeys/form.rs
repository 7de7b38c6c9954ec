//! A person in the form: one page after the other, with something to write everywhere.

use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};

/// A form never has more pages than this.
const PAGES_AT_MOST: usize = 11;

/// Reads what becomes of personal data, and goes on to the form, or to the documents.
pub async fn reads_the_privacy_notice(visitor: &Visitor) -> Told {
    visitor.arrives_at("先看一下：您的资料怎么用").await?;
    visitor.presses("我看过了，开始填写").await
}

/// Fills in every page until the documents; `leaves` is told the heading of each filled page.
pub async fn fills_in_every_page(visitor: &Visitor) -> Told<Vec<String>> {
    let mut pages = Vec::new();
    for _ in 0..=PAGES_AT_MOST {
        let title = visitor.heading().await?;
        if title.starts_with("准备") {
            return Ok(pages);
        }
        fills_in_page(visitor, &title).await?;
        visitor
            .leaves_clean(&format!("form-{:02}", pages.len() + 1))
            .await?;
        goes_on(visitor, &title).await?;
        pages.push(title);
    }
    Err(format!("more than {PAGES_AT_MOST} pages: {pages:?}").into())
}

/// Presses 下一步 and waits for another page.
pub async fn goes_on(visitor: &Visitor, title: &str) -> Told {
    if visitor.can_press("下一步：材料").await? {
        visitor.presses("下一步：材料").await?;
    } else {
        visitor.presses("下一步").await?;
    }
    leaves(visitor, title).await
}

/// Waits until the page is another one.
pub async fn leaves(visitor: &Visitor, title: &str) -> Told {
    let next = format!("what comes after “{title}”");
    let left = eventually(&next, || async {
        Ok((visitor.heading().await? != title).then_some(()))
    });
    if let Err(error) = left.await {
        let text = visitor.page_text().await.unwrap_or_default();
        return Err(format!("{error}\non the page instead:\n{text}").into());
    }
    Ok(())
}

/// Fills in the page with this heading.
pub async fn fills_in_page(visitor: &Visitor, title: &str) -> Told {
    match title {
        "谁来申请" => {
            visitor.fills_in("申请人姓名", "李小明").await?;
            visitor.fills_in("身份证件号码", "510114199001010011").await
        }
        "怎么联系您" => visitor.fills_in("手机号码", "138 0013 8000").await,
        "登记成什么样" => {
            visitor.answers("要起名称吗", "是").await?;
            visitor
                .fills_in("拟用名称", "成都市新都区蜀香餐饮店")
                .await?;
            visitor.answers("经营范围", "餐饮服务").await
        }
        "店开在哪里" => fills_in_the_address(visitor).await,
        "房子的情况" => {
            visitor.fills_in("房子的产权人", "王大强").await?;
            visitor.fills_in("把房子租给您的人", "王大强").await
        }
        "店里的人" => fills_in_the_people(visitor).await,
        "后厨的设备" => visitor.fills_in("隔油设施容积", "0.5").await,
        "招牌" => {
            visitor.fills_in("招牌上写什么", "蜀香餐饮店").await?;
            visitor.fills_in("招牌多长", "4").await?;
            visitor.fills_in("招牌多高", "0.8").await?;
            visitor.answers("招牌挂在哪里", "店门上方").await
        }
        "证照和文书怎么给您" => visitor.answers("同意用电子方式送达文书", "是").await,
        other => Err(format!("no one knows what to write on “{other}”").into()),
    }
}

async fn fills_in_the_address(visitor: &Visitor) -> Told {
    visitor.picks("街道或镇", "桂湖街道").await?;
    visitor.fills_in("路、街或村", "桂湖中路").await?;
    visitor.fills_in("门牌号", "8").await?;
    visitor.fills_in("栋", "3").await?;
    visitor.fills_in("房号", "101").await?;
    visitor
        .reads("四川省成都市新都区桂湖街道桂湖中路8号3栋101号")
        .await
}

/// Two people; the second comes and goes.
async fn fills_in_the_people(visitor: &Visitor) -> Told {
    visitor.fills_in("姓名", "李小明").await?;
    visitor
        .fills_in("身份证件号码", "510114199001010011")
        .await?;
    visitor.fills_in("岗位", "厨师").await?;
    visitor.fills_in("健康证编号", "川健0001").await?;
    visitor.fills_in_day("健康证有效期至", "2027-5-1").await?;
    visitor.presses("再加一个人").await?;
    visitor.reads("第 2 人").await?;
    visitor.presses("去掉第 2 人").await
}
