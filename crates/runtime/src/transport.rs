//! The interface to HTTP libraries.
//!
//! A client sends its requests through a [`Transport`]. The default one needs the feature `reqwest`, whose `Reqwest` also takes
//! the caller's HTTP client: for mutual TLS or a special proxy. For tests or other HTTP libraries, implement the trait and pass
//! it to the builder.
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
/// It sends exactly the given request: it does not follow redirects, keep cookies or retry. The only headers it adds are those of
/// the connection and of content codings that it decodes itself. It enforces [`HttpRequest::timeouts`]. Dropping its future
/// cancels the request.
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
/// /// Counts the requests it sends.
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
    /// Sends the request and returns the head of the reply, whose body follows as it arrives.
    ///
    /// # Errors
    /// No reply arrived. A reply of any status is not an error here.
    ///
    /// ```
    /// use bindery_runtime::future::BoxFuture;
    /// use bindery_runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
    ///
    /// /// Sends only safe requests.
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
/// Headers that carry credentials are marked as sensitive ([`http::HeaderValue::is_sensitive`]). Its `Debug` shows neither header
/// values nor query nor body.
///
/// ```
/// use bindery_runtime::transport::HttpRequest;
///
/// /// A log line without secrets.
/// fn line(request: &HttpRequest) -> String {
///     format!("{} {}{}", request.method, request.url.host().unwrap_or_default(), request.operation.path())
/// }
/// # let _ = line;
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The operation that it belongs to: for grouping, not to be sent.
    pub operation: &'static Operation,
    /// The method.
    pub method: Method,
    /// The absolute URL.
    pub url: Uri,
    /// All headers except those of the connection (`Host`, `Content-Length`).
    pub headers: HeaderMap,
    /// The body; empty if the request has none. Usually its [`bytes`](Source::bytes) are in memory; otherwise
    /// [open](Source::open) it once connected, and send it piece by piece.
    pub body: Source,
    /// The limits that the transport enforces.
    pub timeouts: Timeouts,
}

/// The head of a reply, and its body as it arrives.
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
#[non_exhaustive]
pub struct HttpReply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, with content codings decoded.
    pub body: Body,
}

/// Lets clients share a transport, and tests keep a handle to it.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        self.as_ref().send(request)
    }
}

impl HttpReply {
    /// Creates a reply without headers.
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

    /// Sets the headers.
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
            .field("headers", &Names(&self.headers))
            .field("body", &self.body)
            .field("timeouts", &self.timeouts)
            .finish()
    }
}

/// Values of headers are left out: servers set session tokens there.
impl fmt::Debug for HttpReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpReply")
            .field("status", &self.status)
            .field("headers", &Names(&self.headers))
            .field("body", &self.body)
            .finish()
    }
}

/// Prints the names of headers.
pub(crate) struct Names<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys().map(http::HeaderName::as_str)).finish()
    }
}

/// Whether servers expect an explicit length if there is no body: RFC 9110 section 8.6.
#[cfg(any(feature = "blocking", feature = "reqwest"))]
fn expects_body(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}
