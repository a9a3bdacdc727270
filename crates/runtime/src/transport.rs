//! The seam below everything: bytes go out, bytes come back.
//!
//! A client speaks through one [`Transport`]. The default one stands behind the feature `reqwest`, where `Reqwest` is the same with
//! an HTTP client of the caller: for mutual TLS or a special proxy. A test or another HTTP library implements the trait and is
//! handed to the builder.
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
#[cfg(any(feature = "blocking", feature = "reqwest"))]
pub(crate) mod direct;
mod error;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(feature = "blocking")]
mod ureq;

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Method, StatusCode, Uri};

pub use self::body::{Body, Chunks};
pub use self::error::TransportError;
pub(crate) use self::error::{Cause, Failure};
#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
#[cfg(feature = "blocking")]
pub use self::ureq::Ureq;
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
    ///
    /// ```
    /// use bindery_runtime::future::BoxFuture;
    /// use bindery_runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
    ///
    /// /// A proxy that lets nothing out but what reads.
    /// #[derive(Debug)]
    /// struct ReadOnly<T>(T);
    ///
    /// impl<T: Transport> Transport for ReadOnly<T> {
    ///     fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
    ///         if request.method.is_safe() {
    ///             return self.0.send(request);
    ///         }
    ///         Box::pin(async { Err(TransportError::unsent("this program only reads")) })
    ///     }
    /// }
    /// ```
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

/// A transport can be shared by clients, or kept at hand by a test.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        self.as_ref().send(request)
    }
}

impl HttpReply {
    /// A reply without headers.
    ///
    /// ```
    /// use bindery_runtime::http::StatusCode;
    /// use bindery_runtime::transport::HttpReply;
    ///
    /// let reply = HttpReply::new(StatusCode::NOT_FOUND, "no such job");
    /// assert!(reply.headers.is_empty());
    /// ```
    pub fn new(status: StatusCode, body: impl Into<Body>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    /// The same reply with these headers.
    ///
    /// ```
    /// use bindery_runtime::http::header::{HeaderMap, HeaderValue, RETRY_AFTER};
    /// use bindery_runtime::http::StatusCode;
    /// use bindery_runtime::transport::HttpReply;
    ///
    /// let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from(2))]);
    /// let reply = HttpReply::new(StatusCode::SERVICE_UNAVAILABLE, "").with_headers(headers);
    /// assert_eq!(reply.headers["retry-after"], "2");
    /// ```
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
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

/// Whether a server expects to be told that there is no body: RFC 9110 section 8.6.
#[cfg(any(feature = "blocking", feature = "reqwest"))]
fn expects_body(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}
