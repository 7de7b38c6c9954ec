//! The table of three orders: the author's, publicodes' and ours.

use super::cases::Cases;
use super::exact::{Spread, exact};
use super::score::by_score;
use super::search::better;
use super::vain::Hindsight;
use super::walk::{Order, Walk};
use crate::package::Package;

/// Interviews compared.
#[derive(Clone, Debug)]
pub struct Table {
    /// Complete cases.
    pub cases: u128,
    /// Which of them were interviewed.
    pub basis: Basis,
    /// The author's, publicodes', ours.
    pub rows: [Row; 3],
    /// Ours.
    pub order: Order,
}

/// Which cases were interviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Every one.
    All,
    /// So many, drawn uniformly.
    Sample {
        /// What the generator began with.
        seed: u64,
        /// How many.
        size: usize,
    },
}

/// What interviews cost in one order.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Screens and questions of all interviews.
    pub spread: Spread,
    /// Questions asked although nothing depended on them any more.
    pub useless: u128,
    /// Questions that turned out to change nothing, all other answers being as they were.
    pub without_effect: u128,
}

impl Row {
    /// Mean number of screens.
    #[must_use]
    pub fn mean_screens(&self) -> f64 {
        let screens = self.spread.screens.iter().enumerate();
        let sum = screens
            .map(|(screens, cases)| screens as u128 * cases)
            .sum();
        ratio(sum, self.spread.count())
    }

    /// Mean number of questions.
    #[must_use]
    pub fn mean_questions(&self) -> f64 {
        ratio(self.spread.questions, self.spread.count())
    }

    /// Mean of what the answers cost.
    #[must_use]
    pub fn mean_effort(&self) -> f64 {
        ratio(self.spread.effort, self.spread.count())
    }

    /// Useless questions an interview.
    #[must_use]
    pub fn mean_useless(&self) -> f64 {
        ratio(self.useless, self.spread.count())
    }

    /// Questions without effect an interview.
    #[must_use]
    pub fn mean_without_effect(&self) -> f64 {
        ratio(self.without_effect, self.spread.count())
    }

    /// The number of screens that `percent` of cases do not exceed.
    #[must_use]
    pub fn percentile(&self, percent: u128) -> usize {
        let count = self.spread.count();
        let mut so_far = 0_u128;
        let place = self.spread.screens.iter().position(|cases| {
            so_far += cases;
            (count - so_far).saturating_mul(100) <= count.saturating_mul(100 - percent)
        });
        place.unwrap_or_default()
    }

    /// The longest interview's number of screens.
    #[must_use]
    pub fn longest(&self) -> usize {
        let longest = self.spread.screens.iter().rposition(|cases| *cases > 0);
        longest.unwrap_or_default()
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a mean that is printed with two decimals"
)]
fn ratio(sum: u128, count: u128) -> f64 {
    if count == 0 {
        0.0
    } else {
        sum as f64 / count as f64
    }
}

/// Interviews every case if there are at most `all_up_to`, else `size` drawn with `seed`.
/// `None` if 128 bits cannot count the cases.
#[must_use]
pub fn table(package: &Package, all_up_to: u128, seed: u64, size: usize) -> Option<Table> {
    let cases = Cases::of(package)?;
    let (draws, basis) = if cases.count() <= all_up_to {
        (cases.all(), Basis::All)
    } else {
        (cases.draw(seed, size), Basis::Sample { seed, size })
    };
    let mut walk = Walk::new(package, &cases);
    let order = better(package, &mut walk, &draws);
    let author = Order::author(package);
    let hindsight = Hindsight::new(package);
    let mut row = |order: Option<&Order>| {
        let mut row = Row::default();
        for case in &draws {
            let (asked, useless) = match order {
                Some(order) => (walk.questions(case, order), 0),
                None => by_score(package, &mut walk, case),
            };
            let taken = walk.taken(&asked);
            row.spread.add(taken.screens, 1)?;
            row.spread.questions += taken.questions as u128;
            row.spread.effort += taken.effort as u128;
            row.useless += useless as u128;
            row.without_effect += hindsight.without_effect(&asked, case) as u128;
        }
        Some(row)
    };
    let rows = [row(Some(&author))?, row(None)?, row(Some(&order))?];
    Some(Table {
        cases: cases.count(),
        basis,
        rows,
        order,
    })
}

/// One order over all cases, if dynamic programming gets by with `limit` places.
#[must_use]
pub fn exactly(package: &Package, order: &Order, limit: usize) -> Option<Row> {
    let cases = Cases::of(package)?;
    let spread = exact(package, &cases, order, limit)?;
    Some(Row {
        spread,
        ..Row::default()
    })
}
