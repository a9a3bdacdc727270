//! What keeps a client from making an outage worse: retries cost, successes pay.

use std::sync::atomic::{AtomicU32, Ordering};

/// A bucket of tokens that all calls of a client share: 500 of them.
///
/// A retry takes 5, after a time limit 10; a retry that succeeds puts its own back, every other success puts back 1. While a server
/// fails now and then nobody notices it. When everything fails it is empty after a hundred retries, and each further call is sent
/// once.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    const CAPACITY: u32 = 500;
    /// What a retry costs.
    pub(crate) const RETRY: u32 = 5;
    /// What a retry costs after a time limit: the server is slow already.
    pub(crate) const RETRY_OF_LATE: u32 = 10;
    /// What a call pays that succeeds at once.
    pub(crate) const SUCCESS: u32 = 1;

    /// A full bucket.
    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(Self::CAPACITY))
    }

    /// Takes tokens out, if there are enough.
    pub(crate) fn spend(&self, tokens: u32) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(tokens)).is_ok()
    }

    /// Puts tokens in, as far as there is room.
    pub(crate) fn earn(&self, tokens: u32) {
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            let filled = left.saturating_add(tokens).min(Self::CAPACITY);
            (filled != left).then_some(filled)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_retries_empty_it() {
        let budget = Budget::new();
        assert!((0..100).all(|_| budget.spend(Budget::RETRY)));
        assert!(!budget.spend(Budget::RETRY));
    }

    #[test]
    fn it_is_never_more_than_full() {
        let budget = Budget::new();
        budget.earn(Budget::SUCCESS);
        assert!(budget.spend(Budget::CAPACITY) && !budget.spend(1));
        budget.earn(3);
        assert!(budget.spend(3) && !budget.spend(1));
    }
}
