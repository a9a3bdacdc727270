//! Errors of transports.

use std::error::Error as StdError;
use std::fmt;

/// The reason why a transport gave no reply, or only part of it.
///
/// ```
/// use bindery_runtime::transport::TransportError;
///
/// let error = TransportError::connect("the proxy is down");
/// assert_eq!(error.to_string(), "no connection");
/// // The kind decides whether a call is sent again: this request may have had an effect.
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

/// The kind of failure, as far as the caller's next step depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Unsent,
    Connect,
    Refused,
    ConnectTimeout,
    Timeout,
    Interrupted,
    Garbled,
    Body,
    Canceled,
}

impl TransportError {
    /// The request cannot be sent by this transport at all.
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// assert_eq!(TransportError::unsent("no TLS").to_string(), "the request could not be sent");
    /// ```
    pub fn unsent(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Unsent, source)
    }

    /// No connection was made, so nothing was sent.
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    /// assert_eq!(TransportError::connect(refused).to_string(), "no connection");
    /// ```
    pub fn connect(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Connect, source)
    }

    /// The server turned the request away before it processed any of it, as HTTP/2 allows (RFC 9113 section 8.7).
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// let error = TransportError::refused("REFUSED_STREAM");
    /// assert_eq!(error.to_string(), "the server turned the request away unprocessed");
    /// ```
    pub fn refused(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Refused, source)
    }

    /// No connection was made within [`Timeouts::connect`](super::Timeouts::connect), so nothing was sent.
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// assert_eq!(TransportError::connect_timeout("10 s are over").to_string(), "no connection in time");
    /// ```
    pub fn connect_timeout(source: impl Into<Cause>) -> Self {
        Self::new(Failure::ConnectTimeout, source)
    }

    /// The reply did not arrive, or did not continue, in time. The request may have had an effect.
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// assert_eq!(TransportError::timeout("60 s are over").to_string(), "no reply in time");
    /// ```
    pub fn timeout(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Timeout, source)
    }

    /// The connection broke after it was made. The request may have had an effect.
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// let reset = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    /// assert_eq!(TransportError::interrupted(reset).to_string(), "the connection broke");
    /// ```
    pub fn interrupted(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Interrupted, source)
    }

    /// The body arrived, but its content coding (gzip) is broken.
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// assert_eq!(TransportError::garbled("not gzip").to_string(), "the reply's content coding is broken");
    /// ```
    pub fn garbled(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Garbled, source)
    }

    /// The bytes of the request's body are missing or end too early. The server is not at fault, and another attempt would not
    /// help.
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// let gone = std::io::Error::from(std::io::ErrorKind::NotFound);
    /// assert_eq!(TransportError::body(gone).to_string(), "the request's body cannot be read");
    /// ```
    pub fn body(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Body, source)
    }

    /// The request was canceled. It may have had an effect.
    ///
    /// ```
    /// use bindery_runtime::transport::TransportError;
    ///
    /// assert_eq!(TransportError::canceled("shutting down").to_string(), "canceled");
    /// ```
    pub fn canceled(source: impl Into<Cause>) -> Self {
        Self::new(Failure::Canceled, source)
    }

    /// Turns it into the error of a request's body, whatever its kind.
    pub(crate) fn into_body(self) -> Self {
        Self { failure: Failure::Body, ..self }
    }

    fn new(failure: Failure, source: impl Into<Cause>) -> Self {
        Self { failure, source: Some(source.into()) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsent => "the request could not be sent",
            Self::Connect => "no connection",
            Self::Refused => "the server turned the request away unprocessed",
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
