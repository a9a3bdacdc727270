//! The transport of blocking calls: ureq on rustls, without a runtime.

mod incoming;

use std::io::{self, ErrorKind, Read};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{Request, Response};
use log::{Level, log_enabled};
use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, AsSendBody, Error, Proxy, SendBody, Timeout};

use self::incoming::Incoming;
use super::{Body, Chunks, Failure, HttpReply, HttpRequest, Timeouts, Transport, TransportError, expects_body};
use crate::future::BoxFuture;
use crate::source::Source;
use crate::wait::{now, wait_until};

/// Log targets to which ureq writes full URLs, and every byte that it sends and reads, at TRACE. This cannot be switched off.
const TELLING: [&str; 4] = ["ureq", "ureq::util", "ureq_proto", "ureq_proto::util"];

/// A longer limit counts as none, so that no clock overflows.
const ENDLESS: Duration = Duration::from_secs(1 << 32);

/// The transport of blocking calls with the caller's agent: for mutual TLS, custom certificates, or a special proxy.
///
/// Bodies, limits and errors work as with the default transport, whatever the agent's limits, redirects and status handling. Its
/// TLS, proxy, pool and gzip setting apply; `Builder::proxy_from_env` has no effect. ureq is built without a TLS provider here,
/// so the agent has to name one of [`rustls`](crate::rustls), in the version re-exported here.
///
/// It blocks the thread that polls it, so a client with it should make blocking calls only.
///
/// If the program logs `ureq` or `ureq_proto` at TRACE, calls fail and nothing is sent, because the log would contain whole
/// requests and replies, including credentials. [`log_bytes`](Self::log_bytes) allows it.
///
/// ```
/// use std::sync::Arc;
///
/// use bindery_runtime::rustls::crypto::ring::default_provider;
/// use bindery_runtime::transport::Ureq;
/// use bindery_runtime::ureq::Agent;
/// use bindery_runtime::ureq::tls::{ClientCert, RootCerts, TlsConfig};
///
/// /// Presents a certificate to every server.
/// fn mutual(certificate: ClientCert) -> Ureq {
///     let tls = TlsConfig::builder()
///         .root_certs(RootCerts::PlatformVerifier)
///         .client_cert(Some(certificate))
///         .unversioned_rustls_crypto_provider(Arc::new(default_provider()));
///     Ureq::new(Agent::config_builder().tls_config(tls.build()).proxy(None).build().new_agent())
/// }
/// # let _ = mutual;
/// ```
#[derive(Clone, Debug)]
pub struct Ureq {
    agent: Agent,
    logs_bytes: bool,
}

impl Ureq {
    /// Sends through this agent, which may be shared with other uses, along with its connections.
    ///
    /// ```
    /// # use bindery_runtime::{Api, Builder};
    /// # static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
    /// use bindery_runtime::transport::Ureq;
    /// use bindery_runtime::ureq::{Agent, Proxy};
    ///
    /// let proxy = Proxy::new("http://importer:s3cret@proxy.internal:3128")?;
    /// let agent = Agent::config_builder().proxy(Some(proxy)).build().new_agent();
    /// let core = Builder::new(&API).transport(Ureq::new(agent)).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(agent: Agent) -> Self {
        Self { agent, logs_bytes: false }
    }

    /// Sends even if the log contains every byte of requests and replies: TRACE of the targets `ureq` and `ureq_proto`.
    ///
    /// ```
    /// # use bindery_runtime::{Api, Builder};
    /// # static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
    /// use bindery_runtime::transport::Ureq;
    /// use bindery_runtime::ureq::Agent;
    ///
    /// let against_a_test_server = Ureq::new(Agent::new_with_defaults()).log_bytes();
    /// let core = Builder::new(&API).transport(against_a_test_server).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn log_bytes(mut self) -> Self {
        self.logs_bytes = true;
        self
    }

    /// The default transport.
    pub(crate) fn of(proxy_from_env: bool) -> Self {
        // Certificates are verified as for async calls: by the platform, on ring.
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let config =
            Config::builder().tls_config(tls.build()).proxy(if proxy_from_env { Proxy::try_from_env() } else { None });
        Self::new(config.build().new_agent())
    }

    fn exchange(&self, request: HttpRequest) -> Result<HttpReply, TransportError> {
        if !self.logs_bytes && TELLING.iter().any(|target| log_enabled!(target: target, Level::Trace)) {
            return Err(TransportError::unsent(
                "the log would contain the whole request, including credentials: keep the log targets \
                 `ureq` and `ureq_proto` below TRACE, or use `Ureq::log_bytes`",
            ));
        }
        let HttpRequest { method, url, headers, body, timeouts, .. } = request;
        let has_length = expects_body(&method);
        let mut outgoing = Request::new(());
        (*outgoing.method_mut(), *outgoing.uri_mut(), *outgoing.headers_mut()) = (method, url, headers);
        let response = match body.bytes() {
            Some(bytes) if bytes.is_empty() && !has_length => self.run(outgoing, timeouts),
            Some(bytes) => self.run(outgoing.map(|()| &**bytes), timeouts),
            None => {
                if let Some(length) = body.len() {
                    outgoing.headers_mut().insert(CONTENT_LENGTH, length.into());
                }
                let end = now().checked_add(timeouts.attempt);
                let reader = Outgoing { source: Some(body), body: None, piece: Bytes::new(), end };
                self.run(outgoing.map(|()| SendBody::from_owned_reader(reader)), timeouts)
            }
        };
        let (head, body) = response.map_err(failed)?.into_parts();
        let is_empty = body.content_length() == Some(0);
        let body = body.into_reader();
        // ureq itself limits the pauses of a stream, and no pause is longer than the attempt.
        let body = if is_empty || timeouts.streams || timeouts.read >= timeouts.attempt {
            Incoming::Here(body)
        } else {
            Incoming::Limited(body, timeouts.read)
        };
        Ok(HttpReply { status: head.status, headers: head.headers, body: Body::new(body) })
    }

    fn run(&self, request: Request<impl AsSendBody>, timeouts: Timeouts) -> Result<Response<ureq::Body>, Error> {
        let limit = |time: Duration| Some(time).filter(|time| *time < ENDLESS);
        let configured = self
            .agent
            .configure_request(request)
            // A status is an answer, and redirects are followed above every transport, by the same rules.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_resolve(limit(timeouts.connect))
            .timeout_connect(limit(timeouts.connect))
            .timeout_per_call(None)
            .timeout_recv_body(None)
            .timeout_per_write(None);
        // Each step up to the head has the attempt's limit; for a stream, each read has the limit of a pause.
        let attempt = limit(timeouts.attempt);
        let configured =
            configured.timeout_send_request(attempt).timeout_send_body(attempt).timeout_recv_response(attempt);
        let configured = if timeouts.streams {
            configured.timeout_global(None).timeout_per_read(limit(timeouts.read))
        } else {
            // A limit of each read would also apply to the head, which may take longer; `Incoming` limits the pauses.
            configured.timeout_global(attempt).timeout_per_read(None)
        };
        self.agent.run(configured.build())
    }
}

impl From<Agent> for Ureq {
    fn from(agent: Agent) -> Self {
        Self::new(agent)
    }
}

impl Transport for Ureq {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        Box::pin(async move { self.exchange(request) })
    }
}

/// A request's body in pieces, opened once connected.
struct Outgoing {
    source: Option<Source>,
    body: Option<Body>,
    /// Bytes that have arrived, but are not sent yet.
    piece: Bytes,
    /// When the attempt ends: ureq does not watch the body's own pauses.
    end: Option<Duration>,
}

impl Read for Outgoing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(source) = self.source.take() {
            self.body = Some(source.open());
        }
        if let (true, Some(body)) = (self.piece.is_empty(), &mut self.body) {
            let late = || Err(TransportError::timeout("the request's body did not arrive in time"));
            let next =
                wait_until(self.end, body.next()).map_or_else(late, |next| next.map_err(TransportError::into_body));
            self.piece = next.map_err(io::Error::other)?.unwrap_or_default();
        }
        let sent = self.piece.split_to(self.piece.len().min(buffer.len()));
        buffer[..sent.len()].copy_from_slice(&sent);
        Ok(sent.len())
    }
}

/// If it is unknown whether the request was sent, it counts as sent.
fn failed(error: Error) -> TransportError {
    let failure = match &error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => Failure::ConnectTimeout,
        Error::Timeout(_) => Failure::Timeout,
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::Tls(_)
        | Error::TlsRequired
        | Error::Rustls(_) => Failure::Connect,
        Error::Io(error) if is_late_body(error) => Failure::Timeout,
        Error::Io(error) if is_of_body(error) => Failure::Body,
        Error::Io(error) if is_of_connecting(error) => Failure::Connect,
        Error::Decompress(..) => Failure::Garbled,
        // Their messages contain the URL, which may contain a key.
        Error::BadUri(_) | Error::Http(_) => return TransportError::unsent("the URL cannot be sent"),
        _ => Failure::Interrupted,
    };
    let source = match error {
        Error::Io(error) => error.into(),
        error => error.into(),
    };
    TransportError { failure, source: Some(source) }
}

/// Whether the error comes from [`Outgoing`].
fn is_of_body(error: &io::Error) -> bool {
    of_body(error).is_some()
}

/// Whether the attempt ended while [`Outgoing`] waited for the body.
fn is_late_body(error: &io::Error) -> bool {
    of_body(error).is_some_and(|error| error.failure == Failure::Timeout)
}

fn of_body(error: &io::Error) -> Option<&TransportError> {
    error.get_ref().and_then(|error| error.downcast_ref::<TransportError>())
}

/// Whether the system failed to connect, or rustls refused a certificate. An unreachable host or network does not count, because
/// established connections fail with it as well.
fn is_of_connecting(error: &io::Error) -> bool {
    let certificate = |error: &rustls::Error| matches!(error, rustls::Error::InvalidCertificate(_));
    let of_rustls = error.get_ref().and_then(|error| error.downcast_ref());
    of_rustls.is_some_and(certificate)
        || matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::AddrNotAvailable)
}
