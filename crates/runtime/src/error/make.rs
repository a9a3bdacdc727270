//! The errors of the runtime itself.

use std::error::Error as StdError;
use std::sync::Arc;

use http::Uri;
use http::header::LOCATION;

use super::{Detail, Error, ErrorKind};
use crate::codec::DecodeError;
use crate::operation::Operation;
use crate::problem;
use crate::reply::Received;
use crate::secret::Mask;
use crate::transport::{Failure, TransportError};
impl Error {
    pub(crate) fn construct(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Construct, what)
    }

    pub(crate) fn auth(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Auth, what)
    }

    /// Fetching a token failed; all calls that waited for it share this error as their source.
    pub(crate) fn no_credential(error: Arc<Error>) -> Self {
        let mut this = Self::auth(format!("no token: {error}"));
        this.0.shared = Some(error);
        this
    }

    /// The client has a transport for blocking calls, but none for those that are awaited.
    pub(crate) fn no_transport() -> Self {
        Self::construct("awaiting a call needs the feature `reqwest` of bindery-runtime, or a custom transport")
    }

    /// Credentials would be sent in the open, to this URL.
    pub(crate) fn in_the_open(url: &Uri) -> Self {
        let origin = format!("{}://{}", url.scheme_str().unwrap_or_default(), url.host().unwrap_or_default());
        Self::auth(format!(
            "credentials are sent over https only, and `{origin}` is plain http: set another base URL or server"
        ))
    }

    /// The caller dropped the call.
    pub(crate) fn canceled(sent: bool) -> Self {
        let mut error = Self::new(ErrorKind::Canceled, "the call was dropped");
        error.0.sent = sent;
        error
    }

    /// The time limit of the whole call is over; `sent` says whether a request went out.
    pub(crate) fn too_late(sent: bool) -> Self {
        let mut error = Self::new(ErrorKind::Timeout, "the time limit of the whole call is over");
        error.0.sent = sent;
        error
    }

    pub(crate) fn transport(error: TransportError) -> Self {
        let (kind, sent) = match error.failure {
            Failure::Unsent => (ErrorKind::Construct, false),
            Failure::Connect | Failure::Refused => (ErrorKind::Connect, false),
            Failure::ConnectTimeout => (ErrorKind::Timeout, false),
            Failure::Timeout => (ErrorKind::Timeout, true),
            Failure::Interrupted => (ErrorKind::Connect, true),
            Failure::Garbled => (ErrorKind::Decode, true),
            Failure::Body => (ErrorKind::Body, true),
            Failure::Canceled => (ErrorKind::Canceled, true),
        };
        let mut this = Self::new(kind, error.failure.to_string());
        this.0.sent = sent;
        this.0.said = error.source.as_deref().map(|source| innermost(source).to_string());
        this.0.cause = error.source;
        this
    }

    /// The reply has a status other than 2xx.
    pub(crate) fn status_of(reply: Received) -> Self {
        let mut what = reply.status.to_string();
        if reply.status.is_redirection() && reply.headers.contains_key(LOCATION) {
            what.push_str(" (not followed)");
        }
        let mut this = Self::new(ErrorKind::Status, what);
        this.0.said = problem::words(reply.json_text());
        this.0.code = problem::code(reply.json_text(), reply.status);
        this.answered(reply)
    }

    pub(crate) fn too_large(limit: u64) -> Self {
        Self::new(ErrorKind::Limit, format!("the reply's body is larger than the limit of {limit} bytes"))
    }

    /// The body cannot be read; `what` says why.
    pub(crate) fn unreadable(what: &str, reply: Received) -> Self {
        Self::new(ErrorKind::Decode, format!("{}, but {what}", reply.status)).answered(reply)
    }

    /// The body does not fit.
    pub(crate) fn misfit(error: DecodeError, reply: Received) -> Self {
        let what = match reply.content_type() {
            Some(media_type) if !media_type.contains("json") => {
                format!("the body is {}, not JSON", reply.shown(media_type))
            }
            _ => "the body does not fit".to_owned(),
        };
        Self::unfit(&what, error, reply)
    }

    /// A piece of a stream does not fit; the piece is the body of `reply`.
    pub(crate) fn misfit_of_piece(error: DecodeError, reply: Received) -> Self {
        Self::unfit("a piece of the stream does not fit", error, reply)
    }

    fn unfit(what: &str, error: DecodeError, reply: Received) -> Self {
        let error = if reply.echoes_credential() { error.masked() } else { error };
        let said = problem::words_of_error(reply.json_text()).map(|said| reply.shown(&said));
        let code = said.as_ref().and_then(|_| problem::code(reply.json_text(), reply.status));
        let code = code.map(|code| reply.shown(&code));
        let mut this = Self::unreadable(&format!("{what}: {error}"), reply);
        (this.0.said, this.0.code) = (said, code);
        this.0.decode = Some(error);
        this
    }

    /// Adds the operation.
    pub(crate) fn on(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Adds the number of attempts; an earlier one may have had an effect.
    pub(crate) fn tried(mut self, attempts: u32, was_sent: bool, idempotency_key: Option<&str>) -> Self {
        self.0.attempts = attempts;
        self.0.sent |= was_sent;
        self.0.idempotency_key = idempotency_key.map(str::to_owned);
        self
    }

    /// Adds the reply that the error is about.
    pub(crate) fn answered(mut self, reply: Received) -> Self {
        self.0.operation = Some(reply.operation);
        self.0.sent = true;
        self.0.attempts = reply.attempts;
        self.0.reply = Some(reply);
        self
    }

    /// Masks credentials in text from elsewhere, which may quote what it was given. Every error passes here before it leaves a
    /// call.
    pub(crate) fn masked(mut self, mask: &Mask) -> Self {
        let covered = |text: &str| problem::line(&mask.cover(text));
        self.0.said = self.0.said.as_deref().map(covered);
        self.0.code = self.0.code.as_deref().map(covered);
        self
    }

    pub(super) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Detail {
            kind,
            what: what.into(),
            operation: None,
            sent: false,
            attempts: 0,
            idempotency_key: None,
            reply: None,
            said: None,
            code: None,
            decode: None,
            cause: None,
            shared: None,
        }))
    }
}

/// Libraries wrap an error several times; the system's own message is at the bottom.
fn innermost<'e>(mut error: &'e (dyn StdError + 'static)) -> &'e (dyn StdError + 'static) {
    while let Some(source) = error.source() {
        error = source;
    }
    error
}
