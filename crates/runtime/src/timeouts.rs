//! How long things may take.

use std::time::Duration;

/// The time limits that travel with one request to the [`Transport`](crate::transport::Transport), which keeps them: nothing above
/// it races the request against a timer.
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
    /// From sending to the last byte of the reply. 60 seconds by default, and never more than what is left of the whole call.
    pub attempt: Duration,
    /// Between two pieces of the reply's body. 30 seconds by default.
    pub read: Duration,
    /// Whether `attempt` is over with the head of the reply, because the body is a stream that may go on for ever.
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
    /// The whole call, with everything that it sends on the way.
    pub(crate) const CALL: Duration = Duration::from_secs(180);

    /// The same limits, none beyond `left`.
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

/// When the whole call has to be over, by the client's [`Clock`](crate::clock::Clock).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Option<Duration>);

impl Deadline {
    /// A moment too far away for the clock is none.
    pub(crate) fn after(now: Duration, limit: Duration) -> Self {
        Self(now.checked_add(limit))
    }

    /// What is left of the time: zero once it is over.
    pub(crate) fn left(self, now: Duration) -> Duration {
        self.0.map_or(Duration::MAX, |end| end.saturating_sub(now))
    }
}
