//! The default transport: reqwest on rustls, inside of a Tokio runtime.

mod outgoing;

use std::error::Error as StdError;
use std::iter::successors;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::redirect::Policy;
use reqwest::{Client, Request, Response, Url};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use tokio::time::{Instant, timeout_at};

use self::outgoing::Outgoing;
use super::{Body, Cause, Chunks, Failure, HttpReply, HttpRequest, Transport, TransportError};
use crate::future::BoxFuture;

/// What the connection is made with; everything else travels in the request.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy_from_env: bool,
    /// Whether certificates will be checked: without it no `https` URL can be reached.
    pub(crate) tls: bool,
}

/// Sends through one pool of connections.
#[derive(Debug)]
pub(crate) struct Reqwest {
    client: Client,
}

impl Reqwest {
    pub(crate) fn new(settings: &Settings) -> Result<Self, Cause> {
        let client = Client::builder()
            .tls_backend_preconfigured(tls(settings.tls)?)
            .connect_timeout(settings.connect_timeout)
            // Redirects are followed above every transport, by the same rules for all.
            .redirect(Policy::none());
        let client = if settings.proxy_from_env { client } else { client.no_proxy() };
        Ok(Self { client: client.build()? })
    }
}

impl Transport for Reqwest {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(TransportError::unsent("the default transport works inside of a Tokio runtime only"));
            }
            let mut limit = Limit::of(&request);
            let is_stream = request.timeouts.streams;
            let outgoing = outgoing(request)?;
            let response = limit.keep(None, self.client.execute(outgoing)).await?.map_err(failed)?;
            if is_stream {
                limit.end = None;
            }
            Ok(HttpReply {
                status: response.status(),
                headers: response.headers().clone(),
                body: Body::new(Incoming { response, limit }),
            })
        })
    }
}

/// A reply on its way in.
struct Incoming {
    response: Response,
    limit: Limit,
}

impl Chunks for Incoming {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            // Tokio's timers panic elsewhere; a stream may have been carried there.
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(TransportError::interrupted(
                    "a reply that was awaited is read inside of a Tokio runtime only",
                ));
            }
            let stalled = Instant::now().checked_add(self.limit.read);
            self.limit.keep(stalled, self.response.chunk()).await?.map_err(failed)
        })
    }
}

/// When this attempt is over, and how long its body may pause.
struct Limit {
    end: Option<Instant>,
    read: Duration,
}

impl Limit {
    fn of(request: &HttpRequest) -> Self {
        // A moment too far away for the clock is no limit.
        Self { end: Instant::now().checked_add(request.timeouts.attempt), read: request.timeouts.read }
    }

    /// Waits for `work` until the attempt is over, or until `stalled` if that is earlier.
    async fn keep<T>(&self, stalled: Option<Instant>, work: impl Future<Output = T>) -> Result<T, TransportError> {
        match self.end.into_iter().chain(stalled).min() {
            None => Ok(work.await),
            Some(end) => timeout_at(end, work).await.map_err(TransportError::timeout),
        }
    }
}

fn outgoing(request: HttpRequest) -> Result<Request, TransportError> {
    let url = Url::parse(&request.url.to_string()).map_err(TransportError::unsent)?;
    let mut outgoing = Request::new(request.method, url);
    *outgoing.headers_mut() = request.headers;
    *outgoing.body_mut() = match request.body.bytes() {
        Some(bytes) if bytes.is_empty() => None,
        Some(bytes) => Some(bytes.clone().into()),
        None => Some(reqwest::Body::wrap(Outgoing::new(request.body))),
    };
    Ok(outgoing)
}

/// The URL may hold a key, so no error keeps it.
fn failed(error: reqwest::Error) -> TransportError {
    let failure = if error.is_connect() && error.is_timeout() {
        Failure::ConnectTimeout
    } else if error.is_connect() {
        Failure::Connect
    } else if successors(error.source(), |&cause| cause.source()).any(<dyn StdError>::is::<TransportError>) {
        // The only ones that it has from us.
        Failure::Body
    } else if error.is_builder() {
        Failure::Unsent
    } else if error.is_timeout() {
        Failure::Timeout
    } else if is_bad_coding(&error) {
        Failure::Garbled
    } else {
        Failure::Interrupted
    };
    TransportError { failure, source: Some(error.without_url().into()) }
}

/// A decoder complains by an I/O error of its own; those of the connection come wrapped by hyper.
fn is_bad_coding(error: &reqwest::Error) -> bool {
    error.is_decode() && error.source().is_some_and(<dyn StdError>::is::<std::io::Error>)
}

/// Certificates are checked as the platform does it, by ring: it builds with a C compiler alone.
///
/// The provider is named here instead of being the process's default, so that no one else's choice is touched.
fn tls(needs_certificates: bool) -> Result<ClientConfig, Cause> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    let mut config = match Verifier::new(provider) {
        Ok(verifier) => config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth(),
        Err(error) if needs_certificates => return Err(error.into()),
        // No root at all: a machine without certificates can still reach a server on itself.
        Err(_) => config.with_root_certificates(RootCertStore::empty()).with_no_client_auth(),
    };
    if cfg!(feature = "http2") {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(config)
}
