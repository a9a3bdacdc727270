//! The retry budget, which keeps a client from making an outage worse.

use std::sync::atomic::{AtomicU32, Ordering};

/// A bucket of 500 tokens, shared by all calls of a client.
///
/// A retry takes 5, after a timeout 10; a retry that succeeds returns its cost, any other success adds 1. Occasional failures
/// leave it almost full. If everything fails, it is empty after a hundred retries, and each further call is sent once.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    const CAPACITY: u32 = 500;
    /// The cost of a retry.
    pub(crate) const RETRY: u32 = 5;
    /// The cost of a retry after a timeout: the server is slow already.
    pub(crate) const RETRY_OF_LATE: u32 = 10;
    /// The gain from a call that succeeds without a retry.
    pub(crate) const SUCCESS: u32 = 1;

    /// A full bucket.
    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(Self::CAPACITY))
    }

    /// Takes tokens, if there are enough.
    pub(crate) fn spend(&self, tokens: u32) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(tokens)).is_ok()
    }

    /// Adds tokens, up to the capacity.
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
