//! The store as the one who keeps answers behind six letters.

use lianban_api::Coded;
use lianban_rules::date::Date;

use super::Later;

/// Keeps answers behind six letters, without anybody's name.
pub trait CodeStore: Send + Sync {
    /// Keeps answers under six letters; false when the letters are taken.
    fn keep_code(&self, code: String, coded: Coded, today: Date) -> Later<'_, bool>;
    /// What lies behind a code that has not ended.
    fn behind_code(&self, code: String, today: Date) -> Later<'_, Option<Coded>>;
    /// Forgets the codes that have ended; how many.
    fn forget_codes(&self, today: Date) -> Later<'_, usize>;
}
