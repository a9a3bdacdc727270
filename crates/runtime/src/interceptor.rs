//! Who looks over a call's shoulder.
//!
//! ```
//! # use bindery_runtime::test_kit::{Answers, Server};
//! # use bindery_runtime::{Api, Builder, Operation};
//! # static API: Api = Api::new("example/0.1.0");
//! # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
//! # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! # let server = Server::new(&ANSWERS);
//! use bindery_runtime::http::{HeaderMap, HeaderValue};
//! use bindery_runtime::interceptor::{Attempt, Interceptor};
//! use bindery_runtime::nothing;
//!
//! /// Tells the server which attempt it sees.
//! #[derive(Debug)]
//! struct Numbered;
//!
//! impl Interceptor for Numbered {
//!     fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
//!         headers.insert("x-attempt", HeaderValue::from(attempt.number));
//!     }
//! }
//!
//! let core = Builder::new(&API).interceptor(Numbered).in_process(&server).build()?;
//! server.on("getJob").refuse();
//! core.request(&GET_JOB).call(nothing).await?;
//! assert_eq!(server.requests()[1].header("x-attempt"), Some("2"));
//! # Ok::<(), bindery_runtime::Error>(())
//! # }).unwrap();
//! ```

use std::fmt;
use std::time::Duration;

use http::HeaderMap;

use crate::error::Error;
use crate::future::{MaybeSend, MaybeSync};
use crate::operation::Operation;
use crate::reply::Reply;
use crate::retry::Next;

/// Sees every call of a client: each attempt before and after it, what is decided after a failure, and how the call ends.
///
/// A client has any number of them. What comes before an attempt goes through them in the order in which they were added, what comes
/// after it in the opposite order. They run inside of the call, so they have to be quick, and must not block.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// use std::sync::{Arc, Mutex};
///
/// use bindery_runtime::http::HeaderMap;
/// use bindery_runtime::interceptor::{Attempt, End, Interceptor};
/// use bindery_runtime::{Error, Next, Reply, nothing};
///
/// /// Writes down what it sees.
/// #[derive(Clone, Debug, Default)]
/// struct Diary(Arc<Mutex<Vec<String>>>);
///
/// impl Diary {
///     fn note(&self, line: String) {
///         self.0.lock().unwrap().push(line);
///     }
/// }
///
/// impl Interceptor for Diary {
///     fn before(&self, attempt: &Attempt<'_>, _: &mut HeaderMap) {
///         self.note(format!("{} goes out", attempt.number));
///     }
///     fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
///         self.note(format!("{} comes back: {}", attempt.number, outcome.is_ok()));
///     }
///     fn decided(&self, _: &Attempt<'_>, _: &Error, next: Next) {
///         self.note(format!("again: {}", matches!(next, Next::Retry(_))));
///     }
///     fn ended(&self, end: &End<'_>) {
///         self.note(format!("{} is over", end.operation.id()));
///     }
/// }
///
/// let diary = Diary::default();
/// let core = Builder::new(&API).interceptor(diary.clone()).in_process(&server).build()?;
/// server.on("getJob").reply(503);
/// core.request(&GET_JOB).call(nothing).await?;
/// let lines = ["1 goes out", "1 comes back: false", "again: true", "2 goes out", "2 comes back: true", "getJob is over"];
/// assert_eq!(diary.0.lock().unwrap()[..], lines);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub trait Interceptor: fmt::Debug + MaybeSend + MaybeSync + 'static {
    /// An attempt is about to be sent. Its headers can be read and changed, credentials included, which are marked as sensitive; a
    /// sensitive header that is added keeps the request from being sent in the open. What goes past the API
    /// ([`SignedUpload`](crate::SignedUpload)) is seen, and not changed.
    ///
    /// ```
    /// use bindery_runtime::http::{HeaderMap, HeaderValue};
    /// use bindery_runtime::interceptor::{Attempt, Interceptor};
    ///
    /// /// Tells the server which part of the program calls.
    /// #[derive(Debug)]
    /// struct Component(HeaderValue);
    ///
    /// impl Interceptor for Component {
    ///     fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) {
    ///         headers.insert("x-component", self.0.clone());
    ///     }
    /// }
    /// ```
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        let _ = (attempt, headers);
    }

    /// An attempt has ended: with a reply of success, or an error. An attempt that was dropped is not seen here.
    ///
    /// ```
    /// use bindery_runtime::interceptor::{Attempt, Interceptor};
    /// use bindery_runtime::{Error, Reply};
    ///
    /// /// Says what server answered.
    /// #[derive(Debug)]
    /// struct Served;
    ///
    /// impl Interceptor for Served {
    ///     fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
    ///         if let Some(server) = outcome.ok().and_then(|reply| reply.headers().get("server")) {
    ///             println!("{}: {server:?}", attempt.operation.path());
    ///         }
    ///     }
    /// }
    /// ```
    fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
        let _ = (attempt, outcome);
    }

    /// After an attempt that failed it was decided what becomes of the call.
    ///
    /// ```
    /// use bindery_runtime::interceptor::{Attempt, Interceptor};
    /// use bindery_runtime::{Error, GiveUp, Next};
    ///
    /// /// Rings somebody up where too many calls fail.
    /// #[derive(Debug)]
    /// struct Alarm;
    ///
    /// impl Interceptor for Alarm {
    ///     fn decided(&self, _: &Attempt<'_>, error: &Error, next: Next) {
    ///         if next == Next::GiveUp(GiveUp::Budget) {
    ///             eprintln!("the server is down: {error}");
    ///         }
    ///     }
    /// }
    /// ```
    fn decided(&self, attempt: &Attempt<'_>, error: &Error, next: Next) {
        let _ = (attempt, error, next);
    }

    /// The call has ended. Each call ends once: one that was dropped does so with an error of
    /// [`ErrorKind::Canceled`](crate::ErrorKind::Canceled).
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::interceptor::{End, Interceptor};
    ///
    /// /// Tells of calls that took long.
    /// #[derive(Debug)]
    /// struct Slow(Duration);
    ///
    /// impl Interceptor for Slow {
    ///     fn ended(&self, end: &End<'_>) {
    ///         if end.took > self.0 {
    ///             eprintln!("{} took {:?}, {} attempts", end.operation.id(), end.took, end.attempts);
    ///         }
    ///     }
    /// }
    /// ```
    fn ended(&self, end: &End<'_>) {
        let _ = end;
    }
}

/// One attempt of a call.
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
/// use bindery_runtime::{Error, Reply, nothing};
///
/// /// Remembers which attempts were answered.
/// #[derive(Clone, Debug, Default)]
/// struct Answered(Arc<Mutex<Vec<(u32, bool)>>>);
///
/// impl Interceptor for Answered {
///     fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
///         self.0.lock().unwrap().push((attempt.number, outcome.is_ok()));
///     }
/// }
///
/// let answered = Answered::default();
/// let core = Builder::new(&API).interceptor(answered.clone()).in_process(&server).build()?;
/// server.on("getJob").refuse();
/// core.request(&GET_JOB).call(nothing).await?;
/// assert_eq!(answered.0.lock().unwrap()[..], [(1, false), (2, true)]);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'c> {
    /// What is called: its id, its method, its path template.
    pub operation: &'static Operation,
    /// The number of the attempt, from 1 on.
    pub number: u32,
    /// The key that all attempts of the call share, if it has one.
    pub idempotency_key: Option<&'c str>,
}

/// How a call has ended.
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
/// use std::sync::atomic::{AtomicU32, Ordering};
/// use std::sync::Arc;
///
/// use bindery_runtime::interceptor::{End, Interceptor};
/// use bindery_runtime::nothing;
///
/// /// Counts calls that failed.
/// #[derive(Clone, Debug, Default)]
/// struct Failures(Arc<AtomicU32>);
///
/// impl Interceptor for Failures {
///     fn ended(&self, end: &End<'_>) {
///         self.0.fetch_add(u32::from(end.outcome.is_err()), Ordering::Relaxed);
///     }
/// }
///
/// let failures = Failures::default();
/// let core = Builder::new(&API).interceptor(failures.clone()).in_process(&server).build()?;
/// server.on("getJob").reply(404);
/// assert!(core.request(&GET_JOB).call(nothing).await.is_err());
/// assert_eq!(failures.0.load(Ordering::Relaxed), 1);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct End<'c> {
    /// What was called: its id, its method, its path template.
    pub operation: &'static Operation,
    /// How often it was sent.
    pub attempts: u32,
    /// When it began, since 1970-01-01T00:00:00Z.
    pub began: Duration,
    /// How long it took, with all attempts and pauses.
    pub took: Duration,
    /// The key that all attempts of the call shared, if it had one.
    pub idempotency_key: Option<&'c str>,
    /// Its reply, before it is read as a type of the API; or why there is none.
    pub outcome: Result<&'c Reply, &'c Error>,
}
