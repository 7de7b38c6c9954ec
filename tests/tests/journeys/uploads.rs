//! 拍照上传：五份材料里有一份传错了，看得懂、换得掉；窗口都打得开。

use image::ImageFormat;
use lianban_tests::journey::journey;
use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};
use serde_json::json;
use thirtyfour::By;

use crate::guide::Guide;
use crate::pockets::Pockets;
use crate::{form, papers, restaurant, window};

/// The one that goes wrong at first.
const PLAN: &str = "隔油等预处理设施材料";
/// A paper on two pages.
const LEASE: &str = "住所（经营场所）使用证明";

/// Uploads five documents from a phone; one is first no picture, then half a photo, then all right.
#[tokio::test]
async fn one_bad_file_of_five_is_explained_and_replaced() -> Told {
    journey("uploads", |visitor| async move {
        let pockets = Pockets::new()?;
        gets_to_the_documents(&visitor).await?;
        papers::reads_through_what_is_written(&visitor.hurrying()).await?;
        hands_in_four(&visitor, &pockets).await?;
        learns_what_is_wrong_with_the_fifth(&visitor, &pockets).await?;
        replaces_it(&visitor, &pockets).await?;
        looks_at_what_came(&visitor).await?;
        papers::brings_the_rest(&visitor).await?;
        visitor.presses("下一步：核对").await?;
        visitor.arrives_at("核对一遍").await?;
        visitor.reads("上传 1 个文件，共 2 页").await?;
        visitor.presses("提交申请").await?;
        let number = restaurant::is_submitted(&visitor).await?;
        the_window_opens_them(&visitor, &number).await
    })
    .await
}

/// From the home page through guide and form.
pub async fn gets_to_the_documents(visitor: &Visitor) -> Told {
    let visitor = visitor.hurrying();
    restaurant::starts(&visitor).await?;
    let guide = Guide::noodle_shop(&json!({}))?;
    guide.answers_until(&visitor, "您要办").await?;
    visitor.presses("去填申请").await?;
    form::reads_the_privacy_notice(&visitor).await?;
    visitor.arrives_at("谁来申请").await?;
    form::fills_in_every_page(&visitor).await?;
    visitor.arrives_at("准备").await
}

/// Four files of four kinds, each for a document of its own.
async fn hands_in_four(visitor: &Visitor, pockets: &Pockets) -> Told {
    let files = [
        (
            "申请人身份证明",
            pockets.photo("身份证.jpg", ImageFormat::Jpeg)?,
        ),
        (LEASE, pockets.pdf("租房合同.pdf")?),
        ("招牌效果图", pockets.large_photo("招牌.png")?),
        (
            "从业人员健康证明",
            pockets.photo("健康证.webp", ImageFormat::WebP)?,
        ),
    ];
    for (document, file) in files {
        visitor.answers_in_section(document, "现在上传").await?;
        visitor.chooses_files(document, &[file]).await?;
    }
    for (document, size) in [
        ("申请人身份证明", " KB"),
        (LEASE, "2 页，1 KB"),
        ("招牌效果图", " MB"),
        ("从业人员健康证明", " KB"),
    ] {
        visitor.reads_in_section(document, "已上传").await?;
        visitor.reads_in_section(document, size).await?;
        visitor.reads_in_section(document, "准备好了").await?;
    }
    sees_pictures(visitor, ".file__picture[src]", 3).await
}

/// No picture at all is turned down at once, half a photo by the server.
async fn learns_what_is_wrong_with_the_fifth(visitor: &Visitor, pockets: &Pockets) -> Told {
    visitor.answers_in_section(PLAN, "现在上传").await?;
    let wrong = [pockets.word("隔油池.jpg")?, pockets.heic("IMG_0001.HEIC")?];
    visitor.chooses_files(PLAN, &wrong).await?;
    let words = "“隔油池.jpg”不是照片，也不是 PDF 或 OFD。Word、Excel 请先另存为 PDF";
    visitor.reads_in_section(PLAN, words).await?;
    visitor
        .reads_in_section(PLAN, "“IMG_0001.HEIC”是 HEIC 格式")
        .await?;
    visitor.leaves_clean("documents-wrong-kind").await?;
    visitor.presses("下一步：核对").await?;
    visitor.reads(&format!("“{PLAN}”还没有文件")).await?;

    visitor
        .chooses_files(PLAN, &[pockets.half_photo("隔油池.jpg")?])
        .await?;
    visitor.reads_in_section(PLAN, "没有收下").await?;
    visitor
        .reads_in_section(PLAN, "请重新拍一张或重新导出后再传。")
        .await?;
    let text = visitor.page_text().await?;
    assert!(
        !text.contains("不是照片，也不是 PDF"),
        "an old word stays:\n{text}"
    );
    visitor
        .reads_in_section(PLAN, &format!("“{PLAN}”有文件没有传成"))
        .await?;
    visitor.leaves_clean("documents-refused-file").await?;
    visitor.presses("下一步：核对").await?;
    visitor.reads(&format!("“{PLAN}”有文件没有传成")).await
}

async fn replaces_it(visitor: &Visitor, pockets: &Pockets) -> Told {
    visitor.presses("拿掉：隔油池.jpg").await?;
    // The button went with the file: the keyboard stays at the document.
    eventually("the focus to stay at the document", || async {
        let focus = visitor.driver.active_element().await?.id().await?;
        Ok(focus.filter(|id| id.ends_with("-files")))
    })
    .await?;
    let photo = pockets.photo("隔油池重拍.jpg", ImageFormat::Jpeg)?;
    visitor.chooses_files(PLAN, &[photo]).await?;
    visitor.reads_in_section(PLAN, "准备好了").await?;
    sees_pictures(visitor, ".file__picture[src]", 4).await?;
    visitor.leaves_clean("documents-uploaded").await
}

/// The person sees the file as the server keeps it.
async fn looks_at_what_came(visitor: &Visitor) -> Told {
    visitor.presses("看一看：身份证.jpg").await?;
    sees_a_picture_beside(visitor).await?;
    visitor.presses("看一看：租房合同.pdf").await?;
    sees_a_pdf_beside(visitor).await
}

/// Five files, four of them as pictures; the pages of the fifth open beside the case.
async fn the_window_opens_them(visitor: &Visitor, number: &str) -> Told {
    let hurried = visitor.hurrying();
    window::signs_in(&hurried).await?;
    window::finds(&hurried, number).await?;
    let files = visitor.driver.find_all(By::Css(".files__file")).await?;
    assert_eq!(files.len(), 5, "{}", visitor.page_text().await?);
    sees_pictures(visitor, ".files__picture", 4).await?;
    visitor.leaves_clean("case-with-files").await?;
    visitor
        .presses_what_begins_with("第 1 个文件，图片")
        .await?;
    sees_a_picture_beside(visitor).await?;
    visitor
        .presses_what_begins_with("第 1 个文件，PDF，2 页")
        .await?;
    sees_a_pdf_beside(visitor).await
}

/// Waits until so many pictures are not only there but drawn.
async fn sees_pictures(visitor: &Visitor, selector: &str, count: usize) -> Told {
    let drawn = format!(
        "return [...document.querySelectorAll('{selector}')].filter((it) => {{
            it.scrollIntoView();
            return it.complete && it.naturalWidth > 0;
        }}).length"
    );
    eventually(&format!("{count} pictures"), || async {
        let seen: usize = visitor
            .driver
            .execute(drawn.as_str(), Vec::new())
            .await?
            .convert()?;
        Ok((seen == count).then_some(()))
    })
    .await
}

/// In the tab that opens there is a picture and nothing else.
async fn sees_a_picture_beside(visitor: &Visitor) -> Told {
    visitor.follows_to_new_tab().await?;
    sees_pictures(visitor, "body > img", 1).await?;
    visitor.closes_tab().await
}

/// In the tab that opens the browser draws the black square of the first page.
async fn sees_a_pdf_beside(visitor: &Visitor) -> Told {
    visitor.follows_to_new_tab().await?;
    eventually("the page of the PDF", || async {
        let tab = visitor.driver.screenshot_as_png().await?;
        let tab = image::load_from_memory(&tab)?.into_luma8();
        let black = tab.pixels().filter(|it| it.0[0] == 0).count();
        Ok((black > 10_000).then_some(()))
    })
    .await?;
    visitor.closes_tab().await
}
