//! The pause before the next attempt, if the server asks for none.

use std::time::Duration;

/// Exponential backoff with full jitter: a pause between zero and a bound that doubles with each failure. Clients that failed
/// together do not retry together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Backoff {
    /// The bound after the first failure.
    pub(crate) first: Duration,
    /// The largest bound.
    pub(crate) longest: Duration,
}

impl Backoff {
    /// The pause after this many failures, chosen by 64 random bits.
    pub(crate) fn pause(self, failures: u32, random: u64) -> Duration {
        let doubled = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = self.first.saturating_mul(doubled).min(self.longest);
        // The upper 32 bits are random enough for a pause, and floats hold the fraction exactly.
        let fraction = f64::from(u32::try_from(random >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX);
        bound.mul_f64(fraction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKOFF: Backoff = Backoff { first: Duration::from_millis(500), longest: Duration::from_secs(8) };

    #[test]
    fn the_bound_doubles_up_to_the_longest() {
        let longest = [1, 2, 3, 4, 5, 6, 99].map(|failures| BACKOFF.pause(failures, u64::MAX).as_millis());
        assert_eq!(longest, [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    }

    #[test]
    fn the_jitter_is_full() {
        assert_eq!(BACKOFF.pause(3, 0), Duration::ZERO);
        let middle = BACKOFF.pause(3, u64::MAX / 2);
        assert!(middle > Duration::from_millis(999) && middle < Duration::from_millis(1_001), "{middle:?}");
    }
}
