//! Whether and when a failed call is sent again.

use std::time::Duration;

use http::HeaderName;

use crate::backoff::Backoff;
use crate::budget::Budget;
use crate::error::{Error, ErrorKind};
use crate::retry_after;

/// How often a call is sent, and how long it waits in between.
///
/// By default it is sent at most three times. The pauses are up to 0.5 s, 1 s, 2 s … 8 s (full jitter), or as long as the server
/// asks for. A call is sent again only if that is safe: see [`Repeat`]. It fails at once if the pause would exceed the time left
/// for the whole call.
///
/// All calls of a client share a budget of 500 tokens, so that retries do not multiply the load on a failing server. A retry
/// costs 5, after a timeout 10; a retry that succeeds returns its cost, any other success adds 1.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::{Retry, http::HeaderName};
///
/// let patient = Retry::default().attempts(5).backoff(Duration::from_secs(1), Duration::from_secs(30));
/// let told = patient.clone().attempt_header(HeaderName::from_static("x-attempt"));
/// assert_ne!(told, patient);
/// assert_eq!(Retry::none(), Retry::default().attempts(1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    backoff: Backoff,
    any_method: bool,
    pub(crate) attempt_header: Option<HeaderName>,
}

/// Whether an operation may be sent again after an attempt that may have had an effect: see [`Operation::retry`].
///
/// [`Operation::retry`]: crate::Operation::retry
///
/// ```
/// use bindery_runtime::{Operation, Repeat};
///
/// static SEARCH: Operation = Operation::new("searchJobs", "POST", "/jobs/search").retry(Repeat::Always);
/// # let _ = &SEARCH;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Repeat {
    /// If its method allows it: GET, HEAD, OPTIONS, TRACE, QUERY, PUT and DELETE are idempotent (RFC 9110 section 9.2.2). Others
    /// are sent again only with an idempotency key, or if the attempt certainly was not sent.
    #[default]
    ByMethod,
    /// Always: sending it twice does no harm.
    Always,
    /// Never, not even if the attempt certainly was not sent.
    Never,
}

/// What happens to a call after a failed attempt.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use std::sync::{Arc, Mutex};
///
/// use bindery_runtime::interceptor::{Attempt, Interceptor};
/// use bindery_runtime::{Error, GiveUp, Next, nothing};
///
/// /// Records the decision after each failure.
/// #[derive(Clone, Debug, Default)]
/// struct Decisions(Arc<Mutex<Vec<Next>>>);
///
/// impl Interceptor for Decisions {
///     fn decided(&self, _: &Attempt<'_>, _: &Error, next: Next) {
///         self.0.lock().unwrap().push(next);
///     }
/// }
///
/// let decisions = Decisions::default();
/// let core = Builder::new(&API).interceptor(decisions.clone()).in_process(&server).build()?;
/// server.on("getJob").refuse().then().reply(404);
/// assert!(core.request(&GET_JOB).call(nothing).await.is_err());
/// assert!(matches!(decisions.0.lock().unwrap()[..], [Next::Retry(_), Next::GiveUp(GiveUp::Permanent)]));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Next {
    /// The call is sent again after this pause.
    Retry(Duration),
    /// The call fails with the attempt's error.
    GiveUp(GiveUp),
}

/// Why a call is not sent again.
///
/// ```
/// use bindery_runtime::GiveUp;
///
/// /// Whether the server needs attention.
/// fn is_alarming(why: GiveUp) -> bool {
///     matches!(why, GiveUp::Attempts | GiveUp::Deadline | GiveUp::Budget)
/// }
/// assert!(is_alarming(GiveUp::Budget) && !is_alarming(GiveUp::Permanent));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GiveUp {
    /// The same request would fail again: see [`Error::is_retryable`].
    Permanent,
    /// It may have had an effect that must not be repeated: see [`Repeat`].
    Unsafe,
    /// Its body came from a stream that can be read only once: [`Source::once`](crate::Source::once).
    Spent,
    /// All attempts are used up: [`Retry::attempts`].
    Attempts,
    /// The pause would exceed the time left for the whole call.
    Deadline,
    /// Too many calls of this client fail: see [`Retry`].
    Budget,
}

impl Default for Retry {
    fn default() -> Self {
        let backoff = Backoff { first: Duration::from_millis(500), longest: Duration::from_secs(8) };
        Self { attempts: 3, backoff, any_method: false, attempt_header: None }
    }
}

impl Retry {
    /// Sends every call once.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. Zero counts as one.
    #[must_use]
    pub fn attempts(mut self, most: u32) -> Self {
        self.attempts = most.max(1);
        self
    }

    /// Waits up to `first` after the first failure, and up to twice as long after each further one, but at most `longest`. A
    /// pause that the server asks for takes precedence.
    #[must_use]
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.backoff = Backoff { first, longest };
        self
    }

    /// Sends the number of the attempt in this header, starting at 1.
    #[must_use]
    pub fn attempt_header(mut self, name: HeaderName) -> Self {
        self.attempt_header = Some(name);
        self
    }

    /// Sets whether calls may be repeated whatever their method, such as a POST that only reads, or one that the server recognizes
    /// when it comes twice. By default, a POST or PATCH without an idempotency key is sent again only if it certainly was not
    /// sent; an operation that must never be repeated stays so.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, nothing};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static SEARCH: Operation = Operation::new("search", "POST", "/search");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "search", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use bindery_runtime::Retry;
    /// server.on("search").reply(429).retry_after(1).then().reply(204);
    /// core.request(&SEARCH).call(nothing).retry(Retry::default().any_method(true)).await?;
    /// server.assert_called("search", 2);
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[must_use]
    pub fn any_method(mut self, yes: bool) -> Self {
        self.any_method = yes;
        self
    }

    /// When an operation may be sent again.
    pub(crate) fn repeats(&self, repeat: Repeat, method: &str, has_key: bool) -> Repeats {
        let repeats = Repeats::of(repeat, method, has_key);
        if self.any_method && repeats == Repeats::Unsent { Repeats::Always } else { repeats }
    }

    /// The maximum number of attempts.
    pub(crate) fn most(&self) -> u32 {
        self.attempts
    }

    /// The pause after this many failures, unless the server asks for another, chosen by 64 random bits.
    pub(crate) fn pause(&self, failures: u32, random: u64) -> Duration {
        self.backoff.pause(failures, random)
    }

    /// Decides after a failure. Only a retry takes tokens from the budget.
    pub(crate) fn next(&self, failure: &Failure<'_>, budget: &Budget) -> Next {
        let Failure { error, repeats, attempt, .. } = *failure;
        if !error.is_retryable() {
            return Next::GiveUp(GiveUp::Permanent);
        }
        if !repeats.after(error) {
            return Next::GiveUp(GiveUp::Unsafe);
        }
        if failure.is_spent {
            return Next::GiveUp(GiveUp::Spent);
        }
        if attempt >= self.attempts {
            return Next::GiveUp(GiveUp::Attempts);
        }
        let pause = failure.hint().unwrap_or_else(|| self.pause(attempt, failure.random));
        if pause >= failure.left {
            return Next::GiveUp(GiveUp::Deadline);
        }
        if budget.spend(cost(error)) { Next::Retry(pause) } else { Next::GiveUp(GiveUp::Budget) }
    }
}

/// The cost of a retry after this error.
pub(crate) fn cost(error: &Error) -> u32 {
    if error.kind() == ErrorKind::Timeout { Budget::RETRY_OF_LATE } else { Budget::RETRY }
}

/// A failed attempt, with all that the decision depends on.
pub(crate) struct Failure<'c> {
    pub(crate) error: &'c Error,
    pub(crate) repeats: Repeats,
    /// Whether the body cannot be read again.
    pub(crate) is_spent: bool,
    /// The number of the attempt, starting at 1.
    pub(crate) attempt: u32,
    /// The time left for the whole call.
    pub(crate) left: Duration,
    pub(crate) unix_time: Duration,
    pub(crate) random: u64,
}

impl Failure<'_> {
    fn hint(&self) -> Option<Duration> {
        retry_after::hint(self.error.status()?, self.error.headers()?, self.unix_time)
    }
}

/// When a call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeats {
    Always,
    /// After attempts that certainly were not sent.
    Unsent,
    Never,
}

impl Repeats {
    pub(crate) fn of(repeat: Repeat, method: &str, has_key: bool) -> Self {
        match repeat {
            Repeat::Never => Self::Never,
            Repeat::Always => Self::Always,
            Repeat::ByMethod if has_key || is_idempotent(method) => Self::Always,
            Repeat::ByMethod => Self::Unsent,
        }
    }

    fn after(self, error: &Error) -> bool {
        match self {
            Self::Always => true,
            Self::Unsent => !error.was_sent(),
            Self::Never => false,
        }
    }
}

/// RFC 9110 section 9.2.2, and the method QUERY of OpenAPI 3.2.
pub(crate) fn is_idempotent(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" | "PUT" | "DELETE")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::TransportError;

    fn after(error: &Error, repeats: Repeats, attempt: u32, left: u64) -> Next {
        let failure = Failure {
            error,
            repeats,
            is_spent: false,
            attempt,
            left: Duration::from_secs(left),
            unix_time: Duration::ZERO,
            random: u64::MAX,
        };
        Retry::default().next(&failure, &Budget::new())
    }

    #[test]
    fn what_may_have_had_its_effect_is_repeated_only_where_that_is_harmless() {
        let sent = Error::transport(TransportError::interrupted("reset"));
        let unsent = Error::transport(TransportError::connect("refused"));
        for (repeat, method, has_key, after_sent, after_unsent) in [
            (Repeat::ByMethod, "GET", false, true, true),
            (Repeat::ByMethod, "PUT", false, true, true),
            (Repeat::ByMethod, "DELETE", false, true, true),
            (Repeat::ByMethod, "POST", false, false, true),
            (Repeat::ByMethod, "PATCH", false, false, true),
            (Repeat::ByMethod, "POST", true, true, true),
            (Repeat::Always, "POST", false, true, true),
            (Repeat::Never, "GET", true, false, false),
        ] {
            let repeats = Repeats::of(repeat, method, has_key);
            assert_eq!(repeats.after(&sent), after_sent, "{repeat:?} {method}");
            assert_eq!(repeats.after(&unsent), after_unsent, "{repeat:?} {method}");
        }
    }

    #[test]
    fn attempts_and_time_end() {
        let error = Error::transport(TransportError::interrupted("reset"));
        assert_eq!(after(&error, Repeats::Always, 1, 9), Next::Retry(Duration::from_millis(500)));
        assert_eq!(after(&error, Repeats::Always, 2, 9), Next::Retry(Duration::from_secs(1)));
        assert_eq!(after(&error, Repeats::Always, 3, 9), Next::GiveUp(GiveUp::Attempts));
        assert_eq!(after(&error, Repeats::Always, 2, 1), Next::GiveUp(GiveUp::Deadline));
        assert_eq!(after(&error, Repeats::Unsent, 1, 9), Next::GiveUp(GiveUp::Unsafe));
        assert_eq!(after(&Error::construct("no"), Repeats::Always, 1, 9), Next::GiveUp(GiveUp::Permanent));
    }

    #[test]
    fn an_empty_budget_ends_retries() {
        let error = Error::transport(TransportError::timeout("late"));
        let failure = Failure {
            error: &error,
            repeats: Repeats::Always,
            is_spent: false,
            attempt: 1,
            left: Duration::MAX,
            unix_time: Duration::ZERO,
            random: 0,
        };
        let budget = Budget::new();
        for _ in 0..50 {
            assert_eq!(Retry::default().next(&failure, &budget), Next::Retry(Duration::ZERO));
        }
        assert_eq!(Retry::default().next(&failure, &budget), Next::GiveUp(GiveUp::Budget));
    }
}
