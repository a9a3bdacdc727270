//! The system's clock.

use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use super::{Clock, timer};
use crate::future::BoxFuture;

/// A clock of the system's time.
#[derive(Debug)]
pub(crate) struct SystemClock {
    waits_by: Waiting,
}

/// What wakes a sleeper.
#[derive(Clone, Copy, Debug)]
enum Waiting {
    /// Tokio inside a runtime, a thread elsewhere.
    #[cfg(feature = "reqwest")]
    Tokio,
    /// Always a thread: Tokio cannot wake a thread that blocks its own runtime.
    #[cfg(any(feature = "blocking", not(feature = "reqwest")))]
    Threads,
}

impl SystemClock {
    /// For async calls.
    pub(crate) const ASYNC: Self = Self {
        #[cfg(feature = "reqwest")]
        waits_by: Waiting::Tokio,
        #[cfg(not(feature = "reqwest"))]
        waits_by: Waiting::Threads,
    };

    /// For blocking calls.
    #[cfg(feature = "blocking")]
    pub(crate) const THREADS: Self = Self { waits_by: Waiting::Threads };
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        // On the first call `START` is later than this instant, so the result is zero.
        instant().saturating_duration_since(*START.get_or_init(instant))
    }

    #[expect(clippy::disallowed_methods, reason = "a date in a reply is compared with the calendar")]
    fn unix_time(&self) -> Duration {
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        match self.waits_by {
            #[cfg(feature = "reqwest")]
            Waiting::Tokio if tokio::runtime::Handle::try_current().is_ok() => Box::pin(tokio::time::sleep(time)),
            #[cfg(feature = "reqwest")]
            Waiting::Tokio => Box::pin(timer::sleep(time)),
            #[cfg(any(feature = "blocking", not(feature = "reqwest")))]
            Waiting::Threads => Box::pin(timer::sleep(time)),
        }
    }

    /// The standard library seeds each hasher differently, from the system's randomness.
    fn random(&self) -> u64 {
        RandomState::new().hash_one(())
    }
}

/// Tokio's time is the system's, unless a test has paused it.
#[cfg(feature = "reqwest")]
fn instant() -> Instant {
    tokio::time::Instant::now().into_std()
}

#[cfg(not(feature = "reqwest"))]
#[expect(clippy::disallowed_methods, reason = "time limits are measured on this clock")]
fn instant() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_on_and_chance_does_not_repeat() {
        let clock = SystemClock::ASYNC;
        let before = clock.now();
        assert!(clock.now() >= before);
        assert!(clock.unix_time() > Duration::from_secs(1_700_000_000));
        assert_ne!(clock.random(), clock.random());
    }
}
