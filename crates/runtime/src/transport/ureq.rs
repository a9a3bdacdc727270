//! The transport of calls that are waited for: ureq on rustls, without any runtime.

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
use crate::wait::wait;

/// Where the library logs URLs as they are, and every byte that it sends and reads, at TRACE. It has no switch for it.
const TELLING: [&str; 4] = ["ureq", "ureq::util", "ureq_proto", "ureq_proto::util"];

/// Whoever waits longer than this has set no limit, and no clock has to reckon with it.
const ENDLESS: Duration = Duration::from_secs(1 << 32);

/// The transport of calls that are waited for, with an agent of the caller: for mutual TLS, certificates of one's own, or a special
/// proxy.
///
/// Bodies, limits and errors are as ever, whatever the agent says of limits, redirects and statuses. Its TLS, its proxy, its pool,
/// and whether it asks for gzip are the caller's; `Builder::proxy_from_env` has no effect. ureq stands here without a provider of
/// TLS, so the agent has to name one, of [`rustls`](crate::rustls) in the version that stands here.
///
/// It blocks the thread that polls it: a client that has it is for calls that are waited for.
///
/// Where the program's log takes TRACE of `ureq` or `ureq_proto`, nothing is sent and the call fails: whole requests and replies would
/// stand in the log, credentials included. [`log_bytes`](Self::log_bytes) is for who wants that.
///
/// ```
/// use std::sync::Arc;
///
/// use bindery_runtime::rustls::crypto::ring::default_provider;
/// use bindery_runtime::transport::Ureq;
/// use bindery_runtime::ureq::Agent;
/// use bindery_runtime::ureq::tls::{ClientCert, RootCerts, TlsConfig};
///
/// /// Shows a certificate to every server.
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
    /// Sends through this agent, which may have other uses and shares its connections with them.
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

    /// Sends although the log takes every byte of requests and replies: TRACE of the targets `ureq` and `ureq_proto`.
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

    /// The default one.
    pub(crate) fn of(proxy_from_env: bool) -> Self {
        // Certificates are checked as for async calls: as the platform does it, by ring.
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
                "the log would hold all of it, credentials included; keep the log targets `ureq` and `ureq_proto` below TRACE, \
                 or say `Ureq::log_bytes`",
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
                let reader = Outgoing { source: Some(body), body: None, piece: Bytes::new() };
                self.run(outgoing.map(|()| SendBody::from_owned_reader(reader)), timeouts)
            }
        };
        let (head, body) = response.map_err(failed)?.into_parts();
        let is_empty = body.content_length() == Some(0);
        let body = body.into_reader();
        // A stream's pauses are ureq's to limit, and no pause is longer than the attempt.
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
            // A status is an answer, and redirects are followed above every transport, by the same rules for all.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_resolve(limit(timeouts.connect))
            .timeout_connect(limit(timeouts.connect))
            .timeout_per_call(None)
            .timeout_recv_body(None)
            .timeout_per_write(None);
        // Each step up to the head has the attempt's time; where the reply is a stream, each read has that of a pause.
        let attempt = limit(timeouts.attempt);
        let configured =
            configured.timeout_send_request(attempt).timeout_send_body(attempt).timeout_recv_response(attempt);
        let configured = if timeouts.streams {
            configured.timeout_global(None).timeout_per_read(limit(timeouts.read))
        } else {
            // A limit of each read would count for the wait for the head as well, which may be long; `Incoming` keeps that of a
            // pause.
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

/// A body on its way out, in pieces that are opened when the connection is there.
struct Outgoing {
    source: Option<Source>,
    body: Option<Body>,
    /// What came, and is not sent yet.
    piece: Bytes,
}

impl Read for Outgoing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(source) = self.source.take() {
            self.body = Some(source.open());
        }
        if let (true, Some(body)) = (self.piece.is_empty(), &mut self.body) {
            self.piece = wait(body.next()).map_err(io::Error::other)?.unwrap_or_default();
        }
        let sent = self.piece.split_to(self.piece.len().min(buffer.len()));
        buffer[..sent.len()].copy_from_slice(&sent);
        Ok(sent.len())
    }
}

/// Where it is not known whether the request was sent, it may have been.
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
        Error::Io(error) if is_of_body(error) => Failure::Body,
        Error::Io(error) if is_of_connecting(error) => Failure::Connect,
        Error::Decompress(..) => Failure::Garbled,
        // Their words have the URL in them, which may hold a key.
        Error::BadUri(_) | Error::Http(_) => return TransportError::unsent("the URL cannot be sent"),
        _ => Failure::Interrupted,
    };
    let source = match error {
        Error::Io(error) => error.into(),
        error => error.into(),
    };
    TransportError { failure, source: Some(source) }
}

/// What [`Outgoing`] says.
fn is_of_body(error: &io::Error) -> bool {
    error.get_ref().and_then(|error| error.downcast_ref::<TransportError>()).is_some()
}

/// What the system says of connections that do not come about, and rustls of certificates. That a host or network cannot be reached
/// is said of connections that exist as well, so it does not count.
fn is_of_connecting(error: &io::Error) -> bool {
    let certificate = |error: &rustls::Error| matches!(error, rustls::Error::InvalidCertificate(_));
    let of_rustls = error.get_ref().and_then(|error| error.downcast_ref());
    of_rustls.is_some_and(certificate)
        || matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::AddrNotAvailable)
}
