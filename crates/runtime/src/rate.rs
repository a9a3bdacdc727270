//! A limit on the rate of requests.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A limit on the rate of requests, enforced by the client. Requests are evenly spaced, except for a burst at the start and after
/// idle periods.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::Rate;
///
/// let rate = Rate::new(600, Duration::from_secs(60)).burst(20);
/// assert_eq!(rate, Rate::per_second(10).burst(20));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    interval: Duration,
    burst: u32,
}

impl Rate {
    /// This many requests in this time. Zero requests count as one.
    pub const fn new(requests: u32, time: Duration) -> Self {
        let interval = match time.checked_div(requests) {
            Some(interval) => interval,
            None => time,
        };
        Self { interval, burst: 1 }
    }

    /// This many requests per second.
    pub const fn per_second(requests: u32) -> Self {
        Self::new(requests, Duration::from_secs(1))
    }

    /// Sets how many requests may be sent at once after an idle period, by default one. Zero counts as one.
    #[must_use]
    pub const fn burst(mut self, requests: u32) -> Self {
        self.burst = if requests == 0 { 1 } else { requests };
        self
    }
}

/// A queue of a client's requests that moves at the [`Rate`].
///
/// It uses the generic cell rate algorithm: the only state is the time at which the queue is empty.
#[derive(Debug)]
pub(crate) struct Line {
    rate: Rate,
    empty_at: Mutex<Duration>,
}

impl Line {
    pub(crate) fn new(rate: Rate) -> Self {
        Self { rate, empty_at: Mutex::default() }
    }

    /// Takes the next place in the queue.
    pub(crate) fn join(&self, now: Duration) -> Place<'_> {
        let mut empty_at = self.empty_at();
        let ahead = empty_at.saturating_sub(now);
        *empty_at = (*empty_at).max(now).saturating_add(self.rate.interval);
        let at_once = self.rate.interval.saturating_mul(self.rate.burst - 1);
        Place { line: self, wait: ahead.saturating_sub(at_once), end: *empty_at, is_taken: false }
    }

    fn empty_at(&self) -> MutexGuard<'_, Duration> {
        self.empty_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the queue. If it is dropped before its turn, it is returned if it is the last one; otherwise it stays empty.
#[derive(Debug)]
pub(crate) struct Place<'l> {
    line: &'l Line,
    pub(crate) wait: Duration,
    /// When the next request's turn is.
    end: Duration,
    is_taken: bool,
}

impl Place<'_> {
    /// Uses the place.
    pub(crate) fn take(mut self) {
        self.is_taken = true;
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if !self.is_taken {
            let mut empty_at = self.line.empty_at();
            if *empty_at == self.end {
                *empty_at = empty_at.saturating_sub(self.line.rate.interval);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(line: &Line, now: u64) -> u128 {
        let place = line.join(Duration::from_millis(now));
        let wait = place.wait.as_millis();
        place.take();
        wait
    }

    #[test]
    fn requests_keep_their_distance() {
        let line = Line::new(Rate::per_second(10));
        assert_eq!([wait(&line, 0), wait(&line, 0), wait(&line, 50)], [0, 100, 150]);
        assert_eq!(wait(&line, 1_000), 0);
    }

    #[test]
    fn a_burst_goes_at_once() {
        let line = Line::new(Rate::per_second(10).burst(3));
        assert_eq!([(); 5].map(|()| wait(&line, 0)), [0, 0, 0, 100, 200]);
        assert_eq!([(); 4].map(|()| wait(&line, 10_000)), [0, 0, 0, 100]);
    }

    #[test]
    fn who_leaves_makes_room() {
        let line = Line::new(Rate::per_second(10));
        assert_eq!(wait(&line, 0), 0);
        drop(line.join(Duration::ZERO));
        assert_eq!(wait(&line, 0), 100);
    }

    #[test]
    fn no_two_have_one_place() {
        let line = Line::new(Rate::per_second(10));
        let leaves = line.join(Duration::ZERO);
        assert_eq!(wait(&line, 0), 100);
        drop(leaves);
        assert_eq!(wait(&line, 0), 200);
    }
}
