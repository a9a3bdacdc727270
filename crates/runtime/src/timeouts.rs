//! Time limits of requests and calls.

use std::time::Duration;

/// The time limits of one request, which the [`Transport`](crate::transport::Transport) enforces.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::transport::Timeouts;
///
/// let Timeouts { connect, attempt, streams, .. } = Timeouts::default();
/// assert_eq!((connect, attempt, streams), (Duration::from_secs(10), Duration::from_secs(60), false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// From the first packet to a usable connection, TLS included. 10 seconds by default.
    pub connect: Duration,
    /// From sending to the last byte of the reply. 60 seconds by default, and never more than the time left for the whole call.
    pub attempt: Duration,
    /// Between two pieces of the reply's body. 30 seconds by default.
    pub read: Duration,
    /// Whether `attempt` ends with the head of the reply, because the body is a stream that may never end.
    pub streams: bool,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            attempt: Duration::from_secs(60),
            read: Duration::from_secs(30),
            streams: false,
        }
    }
}

impl Timeouts {
    /// The whole call, including all attempts, pauses and token requests.
    pub(crate) const CALL: Duration = Duration::from_secs(180);

    /// The same limits, each at most `left`.
    pub(crate) fn at_most(self, left: Duration) -> Self {
        Self {
            connect: self.connect.min(left),
            attempt: self.attempt.min(left),
            // A stream outlives the call that it came from.
            read: if self.streams { self.read } else { self.read.min(left) },
            ..self
        }
    }
}

/// When the whole call has to end, by the client's [`Clock`](crate::clock::Clock).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Option<Duration>);

impl Deadline {
    /// Without a deadline if it exceeds the clock's range.
    pub(crate) fn after(now: Duration, limit: Duration) -> Self {
        Self(now.checked_add(limit))
    }

    /// The time left; zero once it is over.
    pub(crate) fn left(self, now: Duration) -> Duration {
        self.0.map_or(Duration::MAX, |end| end.saturating_sub(now))
    }
}
