//! The seam below everything: bytes go out, bytes come back.
//!
//! A client speaks through one [`Transport`]. The default one stands behind the feature `reqwest`; a test, a proxy or another
//! HTTP library implements the trait and is handed to the builder.
//!
//! ```
//! use bindery_runtime::future::BoxFuture;
//! use bindery_runtime::http::StatusCode;
//! use bindery_runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
//!
//! /// Answers every request with `{}`.
//! #[derive(Debug)]
//! struct Canned;
//!
//! impl Transport for Canned {
//!     fn send(&self, _request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
//!         Box::pin(async { Ok(HttpReply::new(StatusCode::OK, "{}")) })
//!     }
//! }
//! ```

mod body;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(feature = "blocking")]
pub(crate) mod ureq;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Method, StatusCode, Uri};

pub use self::body::{Body, Chunks};
use crate::future::{BoxFuture, MaybeSend, MaybeSync};
use crate::operation::Operation;
use crate::source::Source;
pub use crate::timeouts::Timeouts;

/// Sends requests, one at a time or many at once.
///
/// It does exactly what the request says: it follows no redirect, keeps no cookie, repeats nothing, and adds no header but those of
/// the connection and of content codings that it decodes itself. It keeps [`HttpRequest::timeouts`]. Dropping a future of it gives
/// the request up.
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
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicUsize, Ordering};
///
/// use bindery_runtime::future::BoxFuture;
/// use bindery_runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
/// use bindery_runtime::nothing;
///
/// /// Counts what goes through it.
/// #[derive(Debug)]
/// struct Counted<T>(T, Arc<AtomicUsize>);
///
/// impl<T: Transport> Transport for Counted<T> {
///     fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
///         self.1.fetch_add(1, Ordering::Relaxed);
///         self.0.send(request)
///     }
/// }
///
/// let sent = Arc::new(AtomicUsize::new(0));
/// let counted = Counted(server.clone(), sent.clone());
/// let core = Builder::new(&API).in_process(&server).transport(counted).build()?;
/// core.request(&GET_JOB).call(nothing).await?;
/// assert_eq!(sent.load(Ordering::Relaxed), 1);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub trait Transport: fmt::Debug + MaybeSend + MaybeSync + 'static {
    /// Sends the request and gives the head of the reply; the body follows as it comes in.
    ///
    /// # Errors
    /// No reply came. A reply of any status is no error here.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>>;
}

/// A request that is ready to be sent.
///
/// Headers that hold credentials are marked as sensitive ([`http::HeaderValue::is_sensitive`]). Its `Debug` shows neither header
/// values nor query nor body.
///
/// ```
/// use bindery_runtime::transport::HttpRequest;
///
/// /// The line of a log that holds no secret.
/// fn line(request: &HttpRequest) -> String {
///     format!("{} {}{}", request.method, request.url.host().unwrap_or_default(), request.operation.path())
/// }
/// # let _ = line;
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// What it is sent for: to group by, never to be sent.
    pub operation: &'static Operation,
    /// The method.
    pub method: Method,
    /// The absolute URL.
    pub url: Uri,
    /// All headers but those of the connection (`Host`, `Content-Length`).
    pub headers: HeaderMap,
    /// The body; empty where the request has none. Mostly its [`bytes`](Source::bytes) are here; else it is [opened](Source::open)
    /// and sent piece by piece, once the connection is there.
    pub body: Source,
    /// The limits that the transport keeps.
    pub timeouts: Timeouts,
}

/// The head of a reply, and its body as it comes in.
///
/// ```
/// use bindery_runtime::http::{HeaderMap, HeaderValue, StatusCode};
/// use bindery_runtime::transport::HttpReply;
///
/// let mut headers = HeaderMap::new();
/// headers.insert("content-type", HeaderValue::from_static("application/json"));
/// let reply = HttpReply::new(StatusCode::OK, "[]").with_headers(headers);
/// assert_eq!(reply.status, 200);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct HttpReply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, with content codings decoded.
    pub body: Body,
}

/// Why a transport gave no reply, or not all of it.
///
/// ```
/// use bindery_runtime::transport::TransportError;
///
/// let error = TransportError::connect("the proxy is down");
/// assert_eq!(error.to_string(), "no connection");
/// // What kind it is decides whether a call is sent again: this one may have had its effect.
/// let error = TransportError::interrupted(std::io::Error::other("reset by peer"));
/// assert_eq!(error.to_string(), "the connection broke");
/// let told = [TransportError::timeout("30 s"), TransportError::unsent("no TLS"), TransportError::canceled("shutting down")];
/// assert_eq!(told.map(|error| error.to_string())[..2], ["no reply in time", "the request could not be sent"]);
/// ```
#[derive(Debug)]
pub struct TransportError {
    pub(crate) failure: Failure,
    pub(crate) source: Option<Cause>,
}

/// The underlying error.
pub(crate) type Cause = Box<dyn StdError + Send + Sync>;

/// What went wrong, as far as the caller's next step depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Unsent,
    Connect,
    ConnectTimeout,
    Timeout,
    Interrupted,
    Garbled,
    Body,
    Canceled,
}

/// A transport can be shared by clients, or kept at hand by a test.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        self.as_ref().send(request)
    }
}

impl HttpReply {
    /// A reply without headers.
    pub fn new(status: StatusCode, body: impl Into<Body>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    /// The same reply with these headers.
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
    }
}

impl TransportError {
    /// The request cannot be sent by this transport at all.
    pub fn unsent(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Unsent, source)
    }

    /// No connection came about, so nothing was sent.
    pub fn connect(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Connect, source)
    }

    /// No connection came about in [`Timeouts::connect`], so nothing was sent.
    pub fn connect_timeout(source: impl Into<Cause>) -> Self {
        Self::new(Failure::ConnectTimeout, source)
    }

    /// The reply did not come, or not go on, in time. The request may have had its effect.
    pub fn timeout(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Timeout, source)
    }

    /// The connection broke after it was made. The request may have had its effect.
    pub fn interrupted(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Interrupted, source)
    }

    /// The body came, but its content coding (gzip) is broken.
    pub fn garbled(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Garbled, source)
    }

    /// The bytes of the request's body are not there, or end before their time; no server is to blame, and another attempt would
    /// not help.
    pub fn body(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Body, source)
    }

    /// The request was given up on purpose. It may have had its effect.
    pub fn canceled(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Canceled, source)
    }

    /// The same, of a request's body: whatever broke is beyond the connection.
    pub(crate) fn into_body(self) -> Self {
        Self { failure: Failure::Body, ..self }
    }

    fn new(failure: Failure, source: impl Into<Cause>) -> Self {
        Self { failure, source: Some(source.into()) }
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("operation", &self.operation.id())
            .field("method", &self.method)
            .field("host", &self.url.host())
            .field("path", &self.url.path())
            .field("headers", &self.headers.keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &self.body)
            .field("timeouts", &self.timeouts)
            .finish()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsent => "the request could not be sent",
            Self::Connect => "no connection",
            Self::ConnectTimeout => "no connection in time",
            Self::Timeout => "no reply in time",
            Self::Interrupted => "the connection broke",
            Self::Garbled => "the reply's content coding is broken",
            Self::Body => "the request's body cannot be read",
            Self::Canceled => "canceled",
        })
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
