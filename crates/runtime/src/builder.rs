//! Builds a client from settings.

mod credentials;
mod drift;
mod environment;
#[cfg(feature = "test-kit")]
mod in_process;
mod means;
// Most of them build a client, which has no default transport without this feature.
#[cfg(test)]
#[cfg(feature = "reqwest")]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::auth::Proof;
use crate::budget::Budget;
use crate::client::{Api, Core, Shared};
use crate::clock::Clock;
use crate::drift::OnDrift;
use crate::error::Error;
use crate::interceptor::Interceptor;
use crate::mfa::AskCode;
use crate::rate::{Line, Rate};
use crate::request::header;
use crate::retry::Retry;
use crate::secret::{self, Mask};
use crate::server::Variables;
use crate::slots::Slots;
use crate::timeouts::Timeouts;
use crate::transport::Transport;
use crate::url::BaseUrl;

/// Builds a client from settings. The first invalid setting becomes the error of [`build`](Self::build).
///
/// The defaults: the API's first server; connect 10 s, attempt 60 s, whole call 180 s, stalled body 30 s; replies up to 64 MiB;
/// three attempts; no limit to the number of requests beyond the API's; no proxy; the transport of the feature `reqwest`. Its
/// `Debug` shows no secret.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::{Api, Builder, Credential, ErrorKind, Rate, Retry, Scheme};
///
/// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("token")]);
///
/// let builder = Builder::new(&API)
///     .base_url("https://api.example.com/v2")
///     .credential(0, Credential::key("t0k3n"))
///     .timeout(Duration::from_secs(20))
///     .retry(Retry::none());
/// assert!(!format!("{builder:?}").contains("t0k3n"));
///
/// let careful = Builder::new(&API).rate_limit(Rate::per_second(10)).max_concurrent(4).max_reply_bytes(1 << 20);
/// let quick = careful.connect_timeout(Duration::from_secs(2)).attempt_timeout(Duration::from_secs(5));
/// let quick = quick.read_timeout(Duration::from_secs(3)).proxy_from_env(true);
/// let own = quick.user_agent("my-app/1.0").header("x-tenant", "north").server(7);
/// assert_eq!(own.build().unwrap_err().kind(), ErrorKind::Construct, "there is no server 7");
/// ```
#[must_use = "a builder does nothing until `build`"]
pub struct Builder {
    api: &'static Api,
    base: Option<BaseUrl>,
    server: &'static str,
    variables: Variables,
    headers: HeaderMap,
    user_agent: String,
    proofs: Vec<Option<Proof>>,
    mfa: Option<Box<dyn AskCode>>,
    timeouts: Timeouts,
    call_timeout: Duration,
    max_reply_bytes: u64,
    retry: Retry,
    rate: Option<Rate>,
    max_concurrent: Option<usize>,
    interceptors: Vec<Box<dyn Interceptor>>,
    is_lenient: bool,
    on_drift: Vec<Box<dyn OnDrift>>,
    proxy_from_env: bool,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    fault: Option<String>,
}

impl Builder {
    /// Creates a builder for clients of `api` with all defaults.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base: None,
            server: api.servers.first().copied().unwrap_or_default(),
            variables: Variables::new(api.variables),
            headers: HeaderMap::new(),
            user_agent: format!("{} bindery/{}", api.product, env!("CARGO_PKG_VERSION")),
            proofs: api.schemes.iter().map(|_| None).collect(),
            mfa: None,
            timeouts: Timeouts::default(),
            call_timeout: Timeouts::CALL,
            max_reply_bytes: 64 << 20,
            retry: Retry::default(),
            rate: api.rate,
            max_concurrent: api.max_concurrent,
            interceptors: Vec::new(),
            is_lenient: false,
            on_drift: Vec::new(),
            proxy_from_env: false,
            transport: None,
            clock: None,
            fault: None,
        }
    }

    /// Sets the base URL of every operation: `http` or `https`, a host, and optionally a path.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        match BaseUrl::parse(&url.into()) {
            Ok(base) => self.base = Some(base),
            Err(fault) => self.refuse(fault),
        }
        self
    }

    /// Selects the base URL at `index` of [`Api::servers`].
    pub fn server(mut self, index: usize) -> Self {
        match self.api.servers.get(index) {
            Some(url) => self.server = url,
            None => self.refuse(format!("the API has no server {index}")),
        }
        self
    }

    /// Sets a variable of the API's base URLs: see [`Api::variables`].
    ///
    /// ```
    /// use bindery_runtime::{Api, Builder, Variable};
    ///
    /// static API: Api = Api::new("example/0.1.0")
    ///     .servers(&["https://{region}.example.com"])
    ///     .variables(&[Variable::new("region", "eu").values(&["eu", "us"])]);
    /// let error = Builder::new(&API).server_variable("region", "moon").build().unwrap_err();
    /// assert!(error.to_string().contains("moon"), "{error}");
    /// ```
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Err(fault) = self.variables.set(name.into(), value.into()) {
            self.refuse(fault);
        }
        self
    }

    /// Sets a header of every request.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match header(self.api, name.as_ref(), value.as_ref()) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(fault) => self.refuse(fault),
        }
        self
    }

    /// Replaces the `User-Agent`, by default `<crate>/<version> bindery/<version>`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = product.into();
        self
    }

    /// Limits the whole call, including all attempts, pauses and token requests.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.call_timeout = limit;
        self
    }

    /// Limits the time to make a connection.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.connect = limit;
        self
    }

    /// Limits one attempt, from sending to the last byte of the reply.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.attempt = limit;
        self
    }

    /// Limits the pause between two pieces of a reply's body.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.read = limit;
        self
    }

    /// Limits the size of a reply's body, in bytes after content codings are decoded.
    pub fn max_reply_bytes(mut self, limit: u64) -> Self {
        self.max_reply_bytes = limit;
        self
    }

    /// Sets how often calls are sent, and how long they wait in between: see [`Retry`]. A call can override it.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Limits the rate of requests. Requests beyond it wait for their turn, up to the time limit of their calls.
    pub fn rate_limit(mut self, rate: Rate) -> Self {
        self.rate = Some(rate);
        self
    }

    /// Limits the number of concurrent requests. A request counts from sending to the last byte of its reply, or to the head of a
    /// stream. The others wait for their turn, up to the time limit of their calls. Zero counts as one.
    pub fn max_concurrent(mut self, requests: usize) -> Self {
        self.max_concurrent = Some(requests.max(1));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`ErrorKind::Construct`](crate::ErrorKind::Construct) if a setting is invalid, or there is no base URL or transport.
    pub fn build(self) -> Result<Core, Error> {
        self.shared().map(Core::new).map_err(Error::construct)
    }

    fn shared(mut self) -> Result<Shared, String> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let variables = if self.base.is_none() { Some(self.variables.clone()) } else { None };
        let base = self.base()?;
        // Behind a plain http base URL, only token endpoints and signed URLs need certificates; a client that uses neither works
        // without.
        let worlds = self.worlds(variables.is_some() || base.is_https() || self.proxy_from_env)?;
        let user_agent = HeaderValue::from_str(&self.user_agent)
            .map_err(|_| "the user agent has characters that no header can carry".to_owned())?;
        let credentials = self.proofs.iter().flatten().flat_map(Proof::secrets);
        Ok(Shared {
            api: self.api,
            base,
            variables,
            mask: Mask::over(credentials.chain(secret::in_headers(&self.headers))),
            headers: self.headers,
            user_agent,
            proofs: self.proofs,
            mfa: self.mfa,
            timeouts: self.timeouts,
            call_timeout: self.call_timeout,
            max_reply_bytes: self.max_reply_bytes,
            retry: self.retry,
            budget: Budget::new(),
            slots: self.max_concurrent.map(Slots::new),
            line: self.rate.map(Line::new),
            interceptors: self.interceptors,
            is_lenient: self.is_lenient,
            on_drift: self.on_drift,
            drift_counts: Default::default(),
            worlds,
        })
    }

    fn base(&mut self) -> Result<BaseUrl, String> {
        if let Some(base) = self.base.take() {
            return Ok(base);
        }
        let server = self.variables.fill(self.server);
        let fault = match server.as_str() {
            "" => "there is no base URL".to_owned(),
            path if path.starts_with('/') => {
                format!("the document gives the path `{path}` as base URL, without a host")
            }
            url => return BaseUrl::parse(url),
        };
        match self.api.env {
            Some(prefix) => Err(format!("{fault}: set it on the builder, or {prefix}_BASE_URL")),
            None => Err(format!("{fault}: set it on the builder")),
        }
    }

    fn refuse(&mut self, fault: String) {
        self.fault.get_or_insert(fault);
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("base_url", &self.base.as_ref().map(BaseUrl::uri))
            .field("headers", &self.headers.keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .field("credentials", &self.proofs)
            .field("timeouts", &self.timeouts)
            .field("call_timeout", &self.call_timeout)
            .field("max_reply_bytes", &self.max_reply_bytes)
            .field("retry", &self.retry)
            .field("rate_limit", &self.rate)
            .field("max_concurrent", &self.max_concurrent)
            .field("interceptors", &self.interceptors)
            .field("lenient", &self.is_lenient)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}
