//! What a person fills in: fields, choices, days, files.

use std::path::PathBuf;

use thirtyfour::By;

use super::Visitor;
use crate::seen::{field, group, label, pressable, quoted, section};
use crate::{Told, eventually};

impl Visitor {
    /// Picks a day (`2030-01-31`) in the calendar of the field whose label begins with these words.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn picks_day(&self, words: &str, day: &str) -> Told {
        let path = field(words);
        let field = self.element(&format!("a field “{words}”"), &path).await?;
        // Typing into a calendar depends on the browser's country; picking does not.
        let pick = "arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new Event('input', { bubbles: true }));
            arguments[0].dispatchEvent(new Event('change', { bubbles: true }));";
        let arguments = vec![field.to_json()?, day.into()];
        self.driver.execute(pick, arguments).await?;
        Ok(())
    }

    /// Types a day (`2030-1-31`) into the three fields under these words.
    ///
    /// # Errors
    /// When there are no such fields.
    pub async fn fills_in_day(&self, words: &str, day: &str) -> Told {
        for (part, text) in ["年", "月", "日"].into_iter().zip(day.split('-')) {
            let path = format!(
                "{}//input[@id = //label[normalize-space(.) = {}]/@for]",
                group(words),
                quoted(part)
            );
            self.types(&format!("{part} of “{words}”"), &path, text)
                .await?;
        }
        Ok(())
    }

    /// Chooses an option of the list whose label begins with these words.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn picks(&self, words: &str, option: &str) -> Told {
        let path = format!(
            "{}/option[normalize-space(.) = {}]",
            field(words),
            quoted(option)
        );
        self.click(&format!("“{option}” in “{words}”"), &path).await
    }

    /// Hands these files to the chooser of the document with this name.
    ///
    /// # Errors
    /// When the document has no chooser.
    pub async fn chooses_files(&self, document: &str, files: &[PathBuf]) -> Told {
        let path = format!(
            "//section[.//h2[normalize-space(.) = {}]]//input[@type = 'file']",
            quoted(document)
        );
        let what = format!("a chooser of files for “{document}”");
        // The chooser itself is out of sight: its label is what a person presses.
        let chooser = eventually(&what, || async {
            Ok(self
                .driver
                .find_all(By::XPath(path.as_str()))
                .await?
                .into_iter()
                .next())
        })
        .await?;
        let names: Vec<String> = files
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        chooser.send_keys(names.join("\n")).await?;
        Ok(())
    }

    /// Ticks the box whose words begin like this.
    ///
    /// # Errors
    /// When there is none.
    pub async fn ticks(&self, words: &str) -> Told {
        let path = format!(
            "//label[starts-with(normalize-space(.), {})]",
            quoted(words)
        );
        self.click(&format!("a box “{words}”"), &path).await
    }

    /// In the section with this heading, chooses the answer with these words.
    ///
    /// # Errors
    /// When there is no such section or answer.
    pub async fn answers_in_section(&self, heading: &str, answer: &str) -> Told {
        let path = format!("{}{}", section(heading), label(answer));
        self.click(&format!("“{answer}” under “{heading}”"), &path)
            .await
    }

    /// In the section with this heading, presses the button or link with these words.
    ///
    /// # Errors
    /// When there is no such section or button.
    pub async fn presses_in_section(&self, heading: &str, words: &str) -> Told {
        let path = format!("{}{}", section(heading), pressable(words));
        self.click(&format!("“{words}” under “{heading}”"), &path)
            .await
    }

    /// Waits until these words stand in the section with this heading.
    ///
    /// # Errors
    /// When they do not come; says what is there.
    pub async fn reads_in_section(&self, heading: &str, words: &str) -> Told {
        let path = format!("{}[contains(., {})]", section(heading), quoted(words));
        let waited = self
            .element(&format!("“{words}” under “{heading}”"), &path)
            .await;
        if let Err(error) = waited {
            let text = self.page_text().await.unwrap_or_default();
            return Err(format!("{error}\non the page instead:\n{text}").into());
        }
        Ok(())
    }

    /// Under the question (legend or label) with these words, chooses the answer with those.
    ///
    /// # Errors
    /// When there is no such question or answer.
    pub async fn answers(&self, question: &str, answer: &str) -> Told {
        let path = format!("{}{}", group(question), label(answer));
        self.click(&format!("the answer “{answer}” to “{question}”"), &path)
            .await
    }

    /// What stands in the field whose label begins with these words.
    ///
    /// # Errors
    /// When there is none.
    pub async fn value_of(&self, words: &str) -> Told<String> {
        let (what, path) = (format!("a field “{words}”"), field(words));
        let field = self.element(&what, &path).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    /// Fills in the field whose label begins with these words.
    ///
    /// # Errors
    /// When there is none.
    pub async fn fills_in(&self, words: &str, text: &str) -> Told {
        self.types(&format!("a field “{words}”"), &field(words), text)
            .await
    }

    /// Types into the field at a place, in place of what stands there.
    async fn types(&self, what: &str, path: &str, text: &str) -> Told {
        eventually(what, || async {
            let field = self.seen(path).await?;
            let Some(field) = field else { return Ok(None) };
            if self.has_mouse {
                field.clear().await?;
                field.send_keys(text).await?;
            } else {
                self.types_at(&field, text).await?;
            }
            Ok((field.prop("value").await?.as_deref() == Some(text)).then_some(()))
        })
        .await
    }
}
