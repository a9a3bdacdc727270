//! A clock for tests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;

use super::Clock;
use crate::future::BoxFuture;

/// A clock on which waiting takes no time: [`sleep`](Clock::sleep) advances it and returns.
///
/// It starts at 2026-01-01T00:00:00Z. Its random numbers are the same in every run, so that failures of tests can be reproduced.
/// Clones share the same clock.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::clock::{Clock, VirtualClock};
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let clock = VirtualClock::new();
/// clock.sleep(Duration::from_secs(3600)).await;
/// assert_eq!(clock.now(), Duration::from_secs(3600));
/// assert_eq!(clock.slept(), [Duration::from_secs(3600)]);
/// clock.advance(Duration::from_secs(60));
/// assert_eq!((clock.now(), clock.slept().len()), (Duration::from_secs(3660), 1));
/// clock.fix_random(4);
/// assert_eq!((clock.random(), clock.random()), (4, 4));
/// # });
/// ```
#[derive(Clone, Debug, Default)]
pub struct VirtualClock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    now: Duration,
    slept: Vec<Duration>,
    throws: u64,
    fixed: Option<u64>,
    alarms: Vec<Waker>,
}

/// 2026-01-01T00:00:00Z.
const START: Duration = Duration::from_secs(1_767_225_600);

impl VirtualClock {
    /// Creates a clock at its start.
    pub fn new() -> Self {
        Self::default()
    }

    /// Advances the time.
    pub fn advance(&self, time: Duration) {
        let alarms = {
            let mut state = self.state();
            state.now += time;
            std::mem::take(&mut state.alarms)
        };
        alarms.into_iter().for_each(Waker::wake);
    }

    /// Returns the duration of each sleep.
    pub fn slept(&self) -> Vec<Duration> {
        self.state().slept.clone()
    }

    /// Fixes its random number from now on: with [`u64::MAX`] the jitter of a pause is at its longest.
    pub fn fix_random(&self, value: u64) {
        self.state().fixed = Some(value);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        self.state().now
    }

    fn unix_time(&self) -> Duration {
        START + self.now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            self.state().slept.push(time);
            self.advance(time);
        })
    }

    fn alarm(&self, time: Duration) -> BoxFuture<'_, ()> {
        let end = self.now().saturating_add(time);
        Box::pin(std::future::poll_fn(move |cx| {
            let mut state = self.state();
            if state.now >= end {
                return Poll::Ready(());
            }
            state.alarms.push(cx.waker().clone());
            Poll::Pending
        }))
    }

    fn random(&self) -> u64 {
        let mut state = self.state();
        state.throws += 1;
        let throws = state.throws;
        state.fixed.unwrap_or_else(|| mix(throws))
    }
}

/// The finalizer of SplitMix64: consecutive numbers give bits that look random.
fn mix(number: u64) -> u64 {
    let mut bits = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
