//! The default transport: reqwest on rustls, inside a Tokio runtime.

mod outgoing;

use std::error::Error as StdError;
use std::iter::successors;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Request, Response, Url};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use tokio::time::{Instant, timeout_at};

use self::outgoing::Outgoing;
use super::{Body, Cause, Chunks, Failure, HttpReply, HttpRequest, Transport, TransportError, expects_body};
use crate::future::BoxFuture;

/// Settings of the connection; everything else is part of the request.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy_from_env: bool,
    /// Whether certificates are needed: without them no `https` URL can be reached.
    pub(crate) tls: bool,
}

/// The default transport with the caller's HTTP client: for mutual TLS, custom certificates, or a special proxy.
///
/// Bodies, limits and errors work as with the default transport: it enforces [`Timeouts`](super::Timeouts), except for
/// [`connect`](super::Timeouts::connect). Everything else about the connection is up to the caller's client;
/// `Builder::connect_timeout` and `Builder::proxy_from_env` have no effect:
///
/// * Connect timeout: reqwest has none by default.
/// * Proxies: those of the environment are used, unless another is set or `no_proxy()` is called.
/// * TLS: `tls_backend_preconfigured` takes a configuration of [`rustls`](crate::rustls), in the version re-exported here; its
///   `alpn_protocols` decide whether HTTP/2 is offered. Without it, building a client panics, unless the process has a default
///   rustls provider or another crate enables one of reqwest.
/// * Redirects must be off, which [`build`](Self::build) ensures: the runtime follows them above every transport, by the same
///   rules. reqwest would send API keys to other origins.
/// * gzip is requested and decoded, unless it is switched off. The client's own timeouts and headers also apply.
///
/// It serves async and blocking calls, both only inside a Tokio runtime.
///
/// ```
/// use std::error::Error;
/// use std::sync::Arc;
/// use std::time::Duration;
///
/// use bindery_runtime::reqwest::Client;
/// use bindery_runtime::rustls::crypto::ring::default_provider;
/// use bindery_runtime::rustls::pki_types::{CertificateDer, PrivateKeyDer};
/// use bindery_runtime::rustls::{ClientConfig, RootCertStore};
/// use bindery_runtime::transport::Reqwest;
///
/// /// Presents a certificate to every server.
/// fn mutual(
///     roots: RootCertStore,
///     chain: Vec<CertificateDer<'static>>,
///     key: PrivateKeyDer<'static>,
/// ) -> Result<Reqwest, Box<dyn Error>> {
///     let tls = ClientConfig::builder_with_provider(Arc::new(default_provider()))
///         .with_safe_default_protocol_versions()?
///         .with_root_certificates(roots)
///         .with_client_auth_cert(chain, key)?;
///     let client = Client::builder().tls_backend_preconfigured(tls).connect_timeout(Duration::from_secs(10)).no_proxy();
///     Ok(Reqwest::build(client)?)
/// }
/// # let _ = mutual;
/// ```
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: Client,
}

impl Reqwest {
    /// Builds the client after switching off redirects, and sends through it.
    ///
    /// # Errors
    /// Those of [`ClientBuilder::build`].
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use bindery_runtime::rustls::{ClientConfig, RootCertStore, crypto::ring::default_provider};
    /// # use bindery_runtime::{Api, Builder};
    /// # static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
    /// # let provider = Arc::new(default_provider());
    /// # let tls = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    /// # let tls = tls.with_root_certificates(RootCertStore::empty()).with_no_client_auth();
    /// use bindery_runtime::reqwest::{Client, Proxy};
    /// use bindery_runtime::transport::Reqwest;
    ///
    /// let proxy = Proxy::all("http://proxy.internal:3128")?.basic_auth("importer", "s3cret");
    /// let client = Client::builder().tls_backend_preconfigured(tls).proxy(proxy);
    /// let core = Builder::new(&API).transport(Reqwest::build(client)?).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn build(client: ClientBuilder) -> Result<Self, reqwest::Error> {
        client.redirect(Policy::none()).retry(reqwest::retry::never()).build().map(Self::new)
    }

    /// Sends through this client, which may be shared with other uses, along with its connections.
    ///
    /// It must neither follow redirects nor retry: `redirect(Policy::none())` and `retry(retry::never())`. [`build`](Self::build) sets
    /// both.
    ///
    /// ```
    /// # use bindery_runtime::reqwest;
    /// use bindery_runtime::transport::Reqwest;
    ///
    /// fn transport(client: &reqwest::Client) -> Reqwest {
    ///     Reqwest::new(client.clone())
    /// }
    /// # let _ = transport;
    /// ```
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// The default transport.
    pub(crate) fn of(settings: &Settings) -> Result<Self, Cause> {
        let client =
            Client::builder().tls_backend_preconfigured(tls(settings.tls)?).connect_timeout(settings.connect_timeout);
        let client = if settings.proxy_from_env { client } else { client.no_proxy() };
        Ok(Self::build(client)?)
    }
}

impl From<Client> for Reqwest {
    fn from(client: Client) -> Self {
        Self::new(client)
    }
}

impl Transport for Reqwest {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(TransportError::unsent("the default transport works only inside a Tokio runtime"));
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

/// The body of a reply.
struct Incoming {
    response: Response,
    limit: Limit,
}

impl Chunks for Incoming {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            // Tokio's timers panic outside a runtime, and a stream may have been moved there.
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(TransportError::interrupted(
                    "the reply of an async call can be read only inside a Tokio runtime",
                ));
            }
            let stalled = Instant::now().checked_add(self.limit.read);
            self.limit.keep(stalled, self.response.chunk()).await?.map_err(failed)
        })
    }
}

/// The end of this attempt, and the longest pause in its body.
struct Limit {
    end: Option<Instant>,
    read: Duration,
}

impl Limit {
    fn of(request: &HttpRequest) -> Self {
        // Without a limit if it exceeds the clock's range.
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
        Some(bytes) if bytes.is_empty() => {
            if expects_body(outgoing.method()) {
                outgoing.headers_mut().insert(CONTENT_LENGTH, 0.into());
            }
            None
        }
        Some(bytes) => Some(bytes.clone().into()),
        None => Some(reqwest::Body::wrap(Outgoing::new(request.body))),
    };
    Ok(outgoing)
}

/// Converts an error without its URL, which may contain a key.
fn failed(error: reqwest::Error) -> TransportError {
    let failure = if error.is_connect() && error.is_timeout() {
        Failure::ConnectTimeout
    } else if error.is_connect() {
        Failure::Connect
    } else if successors(error.source(), |&cause| cause.source()).any(<dyn StdError>::is::<TransportError>) {
        // The only such errors come from the request's body.
        Failure::Body
    } else if is_turned_away(&error) {
        Failure::Refused
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

/// Whether the server says that it did not process the request: it refused the stream, or it shuts down and counts the stream among
/// those that it ignores.
#[cfg(feature = "http2")]
fn is_turned_away(error: &reqwest::Error) -> bool {
    let mut causes = successors(error.source(), |&cause| cause.source());
    causes.find_map(|cause| cause.downcast_ref::<h2::Error>()).is_some_and(|error| {
        let says = |reason| error.is_remote() && error.reason() == Some(reason);
        error.is_reset() && says(h2::Reason::REFUSED_STREAM) || error.is_go_away() && says(h2::Reason::NO_ERROR)
    })
}

#[cfg(not(feature = "http2"))]
fn is_turned_away(_: &reqwest::Error) -> bool {
    false
}

/// A decoder fails with a plain I/O error; those of the connection are wrapped by hyper.
fn is_bad_coding(error: &reqwest::Error) -> bool {
    error.is_decode() && error.source().is_some_and(<dyn StdError>::is::<std::io::Error>)
}

/// TLS with the platform's certificate verification, on ring, which needs only a C compiler to build.
///
/// The provider is passed explicitly instead of installed as the process's default, so that other crates keep their choice.
fn tls(needs_certificates: bool) -> Result<ClientConfig, Cause> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    let mut config = match Verifier::new(provider) {
        Ok(verifier) => config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth(),
        Err(error) if needs_certificates => return Err(error.into()),
        // Without any roots: a machine without certificates can still reach a server on itself.
        Err(_) => config.with_root_certificates(RootCertStore::empty()).with_no_client_auth(),
    };
    if cfg!(feature = "http2") {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(config)
}
