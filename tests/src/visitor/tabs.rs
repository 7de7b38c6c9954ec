//! What opens beside a page: a file in a tab of its own.

use super::Visitor;
use crate::{Told, eventually};

impl Visitor {
    /// Goes to the tab that has just opened.
    ///
    /// # Errors
    /// When none opens.
    pub async fn follows_to_new_tab(&self) -> Told {
        let here = self.driver.window().await?;
        let new = eventually("a new tab", || async {
            let tabs = self.driver.windows().await?;
            Ok(tabs.into_iter().find(|tab| *tab != here))
        })
        .await?;
        self.driver.switch_to_window(new).await?;
        Ok(())
    }

    /// Closes this tab and goes back to the other one.
    ///
    /// # Errors
    /// When there is no other.
    pub async fn closes_tab(&self) -> Told {
        self.driver.close_window().await?;
        let tabs = self.driver.windows().await?;
        let other = tabs.into_iter().next().ok_or("there is no other tab")?;
        self.driver.switch_to_window(other).await?;
        Ok(())
    }
}
