//! A person without a mouse: Tab until the focus is there and can be seen, then Enter, Space or arrows.

use thirtyfour::{Key, WebElement};

use super::Visitor;
use crate::Told;

/// No page has more places to stop at than this.
const STOPS_AT_MOST: usize = 300;
/// No group has more answers than this.
const OPTIONS_AT_MOST: usize = 60;

/// What is pressed in place of a label or a word inside a link.
const CONTROL: &str = "const it = arguments[0];
    return it.closest('label')?.control
        ?? it.closest('a[href], button, summary, select, input, textarea') ?? it";
/// Whether the focus is on a control, or in its group of radio buttons.
const IS_THERE: &str = "const [it, at] = [arguments[0], document.activeElement];
    return it === at || (it.type === 'radio' && at.type === 'radio' && it.name === at.name)";
/// Whether somebody who looks at the page sees where the focus is.
const IS_SEEN: &str = "
    const ring = (it) => {
        const style = getComputedStyle(it);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
            || style.boxShadow !== 'none';
    };
    const at = document.activeElement;
    const near = [at, at.parentElement, at.parentElement?.parentElement, ...(at.labels ?? [])];
    return near.some((it) => it && ring(it)) || [...(at.labels ?? [])]
        .some((label) => [...label.querySelectorAll('*')].some(ring))";
const IS_FOCUSED: &str = "return arguments[0] === document.activeElement";

impl Visitor {
    /// The same person, who uses nothing but the keyboard from now on.
    #[must_use]
    pub fn by_keyboard(&self) -> Self {
        Self {
            has_mouse: false,
            ..self.clone()
        }
    }

    /// Presses one key, wherever the focus is.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn presses_key(&self, key: impl Into<thirtyfour::TypingData>) -> Told {
        self.keys(key).await
    }

    /// Goes to a place and presses it.
    pub(super) async fn presses_keys_at(&self, element: &WebElement) -> Told {
        let control = self.goes_to(element).await?;
        match self.kind_of(&control).await?.as_str() {
            "radio" => self.chooses(&control).await,
            "checkbox" => self.keys(" ").await,
            "select" => self.chooses_option(element, &control).await,
            _ => self.keys(Key::Enter).await,
        }
    }

    /// Goes to a field and types into it, in place of what stands there.
    pub(super) async fn types_at(&self, field: &WebElement, text: &str) -> Told {
        let field = self.goes_to(field).await?;
        // Only a field's own keys can be held down together.
        field.send_keys(Key::Control + "a").await?;
        self.keys(Key::Delete).await?;
        self.keys(text).await
    }

    async fn goes_to(&self, element: &WebElement) -> Told<WebElement> {
        let control = self.driver.execute(CONTROL, vec![element.to_json()?]);
        let control = control.await?.element()?;
        for _ in 0..STOPS_AT_MOST {
            if self.is(IS_THERE, &control).await? {
                return if self.is(IS_SEEN, &control).await? {
                    Ok(control)
                } else {
                    let html = control.outer_html().await?;
                    Err(format!("nobody sees that the focus is on {html}").into())
                };
            }
            self.keys(Key::Tab).await?;
        }
        let html = control.outer_html().await?;
        Err(format!("Tab never comes to {html}").into())
    }

    async fn chooses(&self, radio: &WebElement) -> Told {
        for _ in 0..OPTIONS_AT_MOST {
            if self.is(IS_FOCUSED, radio).await? {
                return self.keys(" ").await;
            }
            self.keys(Key::Down).await?;
        }
        Err("the arrows never come to the answer".into())
    }

    async fn chooses_option(&self, option: &WebElement, list: &WebElement) -> Told {
        let wanted = option.prop("value").await?;
        self.keys(Key::Home).await?;
        for _ in 0..OPTIONS_AT_MOST {
            if list.prop("value").await? == wanted {
                return Ok(());
            }
            self.keys(Key::Down).await?;
        }
        Err("the arrows never come to the option".into())
    }

    /// `radio`, `checkbox`, `select`, or another word.
    async fn kind_of(&self, control: &WebElement) -> Told<String> {
        let tag = control.tag_name().await?;
        let kind = control.prop("type").await?.unwrap_or_default();
        Ok(if tag == "input" { kind } else { tag })
    }

    async fn is(&self, script: &str, element: &WebElement) -> Told<bool> {
        let answer = self.driver.execute(script, vec![element.to_json()?]);
        Ok(answer.await?.convert()?)
    }

    async fn keys(&self, keys: impl Into<thirtyfour::TypingData>) -> Told {
        let chain = self.driver.action_chain();
        Ok(chain.send_keys(keys).perform().await?)
    }
}
