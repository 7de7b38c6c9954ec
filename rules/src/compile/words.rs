//! What rules say of permits, after the gate of marks.

use crate::contents::{Contents, EffectKind, PermitIx, Rule};
use crate::outcomes::RuleIx;

/// Words of rules as they count after the gate of marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    Require,
    Pending,
    Skip,
    Manual,
    Refuse,
    Out,
}

/// The rules that say `word` of a permit.
pub(crate) fn saying(contents: &Contents, permit: PermitIx, word: Word) -> Vec<RuleIx> {
    let says = |rule: &Rule| {
        let gated_stop = rule.stop && rule.gated && word == Word::Manual;
        gated_stop
            || rule
                .effects
                .iter()
                .filter(|it| it.permits.contains(&permit))
                .any(|it| match it.kind {
                    EffectKind::Require => word == Word::Require,
                    EffectKind::Pending => word == Word::Pending,
                    EffectKind::Skip => word == Word::Skip,
                    EffectKind::Manual => word == Word::Manual,
                    EffectKind::Refuse if rule.gated => word == Word::Manual,
                    EffectKind::Refuse => word == Word::Refuse,
                    EffectKind::Out => word == Word::Out || (it.by_name && word == Word::Require),
                })
    };
    let rules = contents.rules.iter().enumerate();
    rules
        .filter(|(_, rule)| says(rule))
        .map(|(ix, _)| ix)
        .collect()
}
