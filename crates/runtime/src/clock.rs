//! Time and randomness, which tests can replace.
//!
//! ```
//! # use bindery_runtime::test_kit::{Answers, Server};
//! # use bindery_runtime::{Api, Builder, Operation};
//! # static API: Api = Api::new("example/0.1.0");
//! # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
//! # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! # let server = Server::new(&ANSWERS);
//! use bindery_runtime::clock::VirtualClock;
//! use bindery_runtime::nothing;
//!
//! let clock = VirtualClock::new();
//! let core = Builder::new(&API).in_process(&server).clock(clock.clone()).build()?;
//! server.on("getJob").reply(503).retry_after(2);
//! core.request(&GET_JOB).call(nothing).await?;
//! assert_eq!(clock.slept()[0].as_secs(), 2);
//! # Ok::<(), bindery_runtime::Error>(())
//! # }).unwrap();
//! ```

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod system;
#[cfg(not(target_arch = "wasm32"))]
mod timer;
#[cfg(feature = "test-kit")]
mod virtual_clock;

use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use crate::future::{BoxFuture, MaybeSend, MaybeSync};
#[cfg(feature = "test-kit")]
pub use virtual_clock::VirtualClock;

/// The output of the future; `None` if `limit` is over first. The limit is asked for once the future has to wait.
pub(crate) async fn within<T>(
    clock: &dyn Clock,
    limit: impl FnOnce() -> Duration,
    future: impl Future<Output = T>,
) -> Option<T> {
    let (mut future, mut alarm, mut limit) = (pin!(future), None, Some(limit));
    poll_fn(|cx| {
        if let Poll::Ready(value) = future.as_mut().poll(cx) {
            return Poll::Ready(Some(value));
        }
        if let Some(limit) = limit.take() {
            alarm = Some(clock.alarm(limit()));
        }
        alarm.as_mut().map_or(Poll::Pending, |alarm| alarm.as_mut().poll(cx).map(|()| None))
    })
    .await
}

/// A source of time, pauses and randomness: for time limits, retries, rate limits and idempotency keys.
///
/// The default clock is the system's. It sleeps with Tokio inside a runtime, and on a separate thread elsewhere. There is none on
/// `wasm32`, where the caller passes one to the builder. Tests can use the `VirtualClock` of the feature `test-kit`, which does
/// not wait.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::clock::Clock;
/// use bindery_runtime::future::BoxFuture;
///
/// /// A clock that stands still, for a client that never waits.
/// #[derive(Debug)]
/// struct Stopped;
///
/// impl Clock for Stopped {
///     fn now(&self) -> Duration {
///         Duration::ZERO
///     }
///     fn unix_time(&self) -> Duration {
///         Duration::from_secs(1_767_225_600)
///     }
///     fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
///         Box::pin(std::future::ready(()))
///     }
///     fn random(&self) -> u64 {
///         4
///     }
/// }
///
/// assert_eq!(Stopped.now(), Stopped.now());
/// ```
pub trait Clock: fmt::Debug + MaybeSend + MaybeSync + 'static {
    /// Returns the time since an arbitrary moment. It never goes back.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::clock::Clock;
    ///
    /// /// Measures how long some work takes.
    /// fn time(clock: &dyn Clock, work: impl FnOnce()) -> Duration {
    ///     let began = clock.now();
    ///     work();
    ///     clock.now().saturating_sub(began)
    /// }
    /// # let clock = bindery_runtime::clock::VirtualClock::new();
    /// assert_eq!(time(&clock, || clock.advance(Duration::from_secs(3))), Duration::from_secs(3));
    /// ```
    fn now(&self) -> Duration;

    /// Returns the time since 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// use bindery_runtime::clock::{Clock, VirtualClock};
    ///
    /// let new_year = 1_767_225_600;
    /// assert_eq!(VirtualClock::new().unix_time().as_secs(), new_year, "2026-01-01T00:00:00Z");
    /// ```
    fn unix_time(&self) -> Duration;

    /// Waits this long.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::clock::{Clock, VirtualClock};
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let clock = VirtualClock::new();
    /// clock.sleep(Duration::from_secs(60)).await;
    /// assert_eq!(clock.now(), Duration::from_secs(60));
    /// # });
    /// ```
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()>;

    /// Waits this long, concurrently with something else. A clock whose [`sleep`](Self::sleep) skips time must not skip it here:
    /// the alarm waits until its time has come.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::clock::{Clock, VirtualClock};
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let (clock, minute) = (VirtualClock::new(), Duration::from_secs(60));
    /// let work = async {
    ///     clock.sleep(2 * minute).await;
    ///     clock.now()
    /// };
    /// let ((), done) = tokio::join!(clock.alarm(minute), work);
    /// assert_eq!(done, 2 * minute, "the alarm moved nothing on");
    /// # });
    /// ```
    fn alarm(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.sleep(time)
    }

    /// Returns 64 unique random bits. Idempotency keys consist of two of them.
    ///
    /// ```
    /// use bindery_runtime::clock::{Clock, VirtualClock};
    ///
    /// let clock = VirtualClock::new();
    /// assert_ne!(clock.random(), clock.random());
    /// assert_eq!(VirtualClock::new().random(), VirtualClock::new().random(), "the dice of tests fall alike");
    /// ```
    fn random(&self) -> u64;
}

/// The default clock.
///
/// # Errors
/// There is none on `wasm32`.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::unnecessary_wraps, reason = "there is none on wasm32")]
pub(crate) fn of_system() -> Result<Arc<dyn Clock>, String> {
    Ok(Arc::new(system::SystemClock::ASYNC))
}

#[cfg(target_arch = "wasm32")]
pub(crate) fn of_system() -> Result<Arc<dyn Clock>, String> {
    Err("there is no clock: set one on the builder".to_owned())
}

/// Lets clients share a clock, and tests keep a handle to it.
impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Duration {
        self.as_ref().now()
    }

    fn unix_time(&self) -> Duration {
        self.as_ref().unix_time()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.as_ref().sleep(time)
    }

    fn alarm(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.as_ref().alarm(time)
    }

    fn random(&self) -> u64 {
        self.as_ref().random()
    }
}
