//! How often something may be tried: a window that slides over the last tries.
//!
//! The clock is passed in, memory is bounded, and nothing that was tried is
//! kept: an address or a case number stands here only as a hash that nobody
//! outside this process can make.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::Moment;

/// Things that are remembered at the same time by one limiter.
const REMEMBERED: usize = 20_000;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// Seconds to wait before the next try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub i64);

/// Allows each thing so many tries within a while.
pub struct Limiter {
    times: usize,
    within: i64,
    remembered: usize,
    hasher: RandomState,
    tries: Mutex<HashMap<u64, VecDeque<Moment>>>,
}

impl Limiter {
    /// So many tries within so many seconds.
    #[must_use]
    pub fn new(times: usize, within: i64) -> Self {
        Self {
            times,
            within,
            remembered: REMEMBERED,
            hasher: RandomState::new(),
            tries: Mutex::default(),
        }
    }

    /// Counts a try of `thing`.
    ///
    /// A try that is refused is not counted: who waits as told gets through.
    ///
    /// # Errors
    /// How long to wait.
    pub fn take(&self, thing: &(impl Hash + ?Sized), now: Moment) -> Result<(), Wait> {
        let key = self.hasher.hash_one(thing);
        let mut tries = self.tries();
        if tries.len() >= self.remembered && !tries.contains_key(&key) {
            self.make_room(&mut tries, now);
        }
        let past = tries.entry(key).or_default();
        past.retain(|at| self.counts(*at, now));
        match past.front() {
            Some(first) if past.len() >= self.times => {
                Err(Wait((first.0.saturating_add(self.within) - now.0).max(1)))
            }
            _ => {
                past.push_back(now);
                Ok(())
            }
        }
    }

    /// Takes the last try back: it was no guess.
    pub fn give_back(&self, thing: &(impl Hash + ?Sized)) {
        let key = self.hasher.hash_one(thing);
        if let Some(past) = self.tries().get_mut(&key) {
            past.pop_back();
        }
    }

    /// Forgets all tries of `thing`.
    pub fn forget(&self, thing: &(impl Hash + ?Sized)) {
        self.tries().remove(&self.hasher.hash_one(thing));
    }

    fn counts(&self, at: Moment, now: Moment) -> bool {
        now < at.plus(self.within)
    }

    /// Forgets what no longer counts; where that is too little, the half that was tried longest ago.
    fn make_room(&self, tries: &mut HashMap<u64, VecDeque<Moment>>, now: Moment) {
        let last = |past: &VecDeque<Moment>| past.back().copied();
        tries.retain(|_, past| last(past).is_some_and(|at| self.counts(at, now)));
        if tries.len() < self.remembered {
            return;
        }
        let mut order: Vec<_> = tries.iter().map(|(key, past)| (last(past), *key)).collect();
        order.sort_unstable();
        for (_, key) in order.iter().take(self.remembered.div_ceil(2)) {
            tries.remove(key);
        }
    }

    fn tries(&self) -> MutexGuard<'_, HashMap<u64, VecDeque<Moment>>> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The limits of the server. `…_of_address` count what comes from one network address.
pub struct Limits {
    /// Wrong passwords of an account name.
    pub sign_in: Limiter,
    /// Wrong passwords.
    pub sign_in_of_address: Limiter,
    /// Wrong digits for a case number.
    pub tracking: Limiter,
    /// Wrong case numbers and digits.
    pub tracking_of_address: Limiter,
    /// Questions to the register of licences.
    pub licence_of_address: Limiter,
    /// New drafts with files.
    pub draft_of_address: Limiter,
    /// Doubts.
    pub report_of_address: Limiter,
    /// Doubts of everybody together.
    pub reports: Limiter,
    /// New six-letter codes: a hall full of windows has one address.
    pub code_of_address: Limiter,
    /// New codes of everybody together.
    pub codes: Limiter,
    /// Codes behind which nothing lies.
    pub no_code_of_address: Limiter,
    /// The same of everybody together: with all letters to try, a hit takes them years.
    pub no_codes: Limiter,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_in: Limiter::new(5, 15 * MINUTE),
            sign_in_of_address: Limiter::new(20, 15 * MINUTE),
            tracking: Limiter::new(5, HOUR),
            tracking_of_address: Limiter::new(20, HOUR),
            licence_of_address: Limiter::new(20, 10 * MINUTE),
            draft_of_address: Limiter::new(60, HOUR),
            report_of_address: Limiter::new(10, HOUR),
            reports: Limiter::new(300, HOUR),
            code_of_address: Limiter::new(300, HOUR),
            codes: Limiter::new(3_000, HOUR),
            no_code_of_address: Limiter::new(30, HOUR),
            no_codes: Limiter::new(1_000, HOUR),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_try_too_many_is_told_how_long_to_wait() {
        let limiter = Limiter::new(3, 60);
        for second in [0, 10, 20] {
            assert_eq!(limiter.take("a", Moment(second)), Ok(()));
        }
        assert_eq!(limiter.take("a", Moment(20)), Err(Wait(40)));
        assert_eq!(limiter.take("b", Moment(20)), Ok(()));
        assert_eq!(limiter.take("a", Moment(59)), Err(Wait(1)));
        assert_eq!(limiter.take("a", Moment(60)), Ok(()));
        assert_eq!(limiter.take("a", Moment(60)), Err(Wait(10)));
    }

    #[test]
    fn what_is_given_back_or_forgotten_does_not_count() {
        let limiter = Limiter::new(1, 60);
        assert_eq!(limiter.take("a", Moment(0)), Ok(()));
        limiter.give_back("a");
        assert_eq!(limiter.take("a", Moment(0)), Ok(()));
        assert_eq!(limiter.take("a", Moment(0)), Err(Wait(60)));
        limiter.forget("a");
        assert_eq!(limiter.take("a", Moment(0)), Ok(()));
    }

    #[test]
    fn memory_is_bounded_and_the_latest_tries_stay_known() {
        let limiter = Limiter {
            remembered: 100,
            ..Limiter::new(1, 1_000)
        };
        for second in 0..500 {
            assert_eq!(limiter.take(&second, Moment(second)), Ok(()));
            assert!(limiter.tries().len() <= 100);
        }
        assert_eq!(limiter.take(&499_i64, Moment(500)), Err(Wait(999)));
        for second in 2_000..2_050 {
            assert_eq!(limiter.take(&second, Moment(second)), Ok(()));
        }
        assert!(limiter.tries().len() <= 100);
    }
}
