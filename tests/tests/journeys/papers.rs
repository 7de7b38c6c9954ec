//! A person with documents: uploads some, brings some, reads what the system has written.

use lianban_tests::visitor::Visitor;
use lianban_tests::{Told, eventually};

/// Name of the document on which the focus is.
const FOCUSED: &str =
    "return document.activeElement?.closest('.paper')?.querySelector('h2').innerText.trim() ?? ''";

/// Chooses 系统写好 wherever the system writes, reads each text through and confirms it.
pub async fn reads_through_what_is_written(visitor: &Visitor) -> Told {
    let documents = written_documents(visitor).await?;
    for (at, name) in documents.iter().enumerate() {
        visitor.answers_in_section(name, "系统写好，我确认").await?;
        visitor.presses_in_section(name, "去读一遍").await?;
        visitor.reads("系统用您填的内容写好的").await?;
        if at == 0 {
            visitor.presses("确认").await?;
            visitor.reads("请从头读一遍，再打勾确认。").await?;
            visitor.leaves_clean("written").await?;
        }
        visitor.ticks("我读过了").await?;
        visitor.presses("确认").await?;
        visitor.arrives_at("准备").await?;
        visitor.reads_in_section(name, "准备好了").await?;
        eventually("the focus to come back to the document", || async {
            let focus = visitor.driver.execute(FOCUSED, Vec::new()).await?;
            Ok((focus.convert::<String>()? == *name).then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// Names of the documents that the system can write.
async fn written_documents(visitor: &Visitor) -> Told<Vec<String>> {
    let script = "return [...document.querySelectorAll('.paper')]
        .filter((paper) => paper.innerText.includes('系统写好，我确认'))
        .map((paper) => paper.querySelector('h2').innerText.trim())";
    Ok(visitor
        .driver
        .execute(script, Vec::new())
        .await?
        .convert()?)
}

/// Brings everything else to the window, with one press.
pub async fn brings_the_rest(visitor: &Visitor) -> Told {
    visitor.presses_what_begins_with("还没选的").await
}
