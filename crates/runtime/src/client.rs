//! State shared by all calls of a client.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use crate::auth::{Proof, Scheme};
use crate::budget::Budget;
use crate::drift::{Drift, DriftKind, OnDrift};
use crate::interceptor::Interceptor;
use crate::keeper::Keeper;
use crate::mfa::AskCode;
use crate::operation::{Operation, Requirements};
use crate::rate::{Line, Rate};
use crate::request::Request;
use crate::retry::Retry;
use crate::secret::Mask;
use crate::server::{Variable, Variables};
use crate::slots::Slots;
use crate::timeouts::Timeouts;
use crate::url::BaseUrl;
use crate::world::{Means, World, Worlds};

/// An API: everything that is the same for all its clients.
///
/// ```
/// use bindery_runtime::{Api, Builder, Scheme, Variable};
///
/// static API: Api = Api::new("example/0.1.0")
///     .env("EXAMPLE")
///     .servers(&["https://{region}.example.com"])
///     .variables(&[Variable::new("region", "eu").values(&["eu", "us"])])
///     .schemes(&[Scheme::bearer("bearerAuth").env("EXAMPLE_TOKEN")])
///     .auth(&[&["bearerAuth"]])
///     .idempotency("Idempotency-Key");
/// let nowhere = Builder::new(&API).server_variable("region", "moon").build();
/// assert!(nowhere.unwrap_err().to_string().contains("region"));
/// ```
#[derive(Debug)]
pub struct Api {
    pub(crate) product: &'static str,
    pub(crate) env: Option<&'static str>,
    pub(crate) servers: &'static [&'static str],
    pub(crate) variables: &'static [Variable],
    pub(crate) schemes: &'static [Scheme],
    pub(crate) auth: Requirements,
    pub(crate) idempotency: Option<&'static str>,
    pub(crate) rate: Option<Rate>,
    pub(crate) max_concurrent: Option<usize>,
}

/// A client without the generated methods: base URL, credentials, limits and transport. Clones share everything. Its `Debug`
/// shows no secret.
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
/// use bindery_runtime::json;
///
/// let job: String = core.clone().request(&GET_JOB).call(json).await?;
/// assert_eq!(job, "job_1");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone)]
pub struct Core(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) api: &'static Api,
    pub(crate) base: BaseUrl,
    /// The values for the URLs of operations; `None` if the caller set the base URL, which then applies to all operations.
    pub(crate) variables: Option<Variables>,
    pub(crate) headers: HeaderMap,
    pub(crate) user_agent: HeaderValue,
    /// One slot for each scheme of the API.
    pub(crate) proofs: Vec<Option<Proof>>,
    /// Asks for the code of a second factor.
    pub(crate) mfa: Option<Box<dyn AskCode>>,
    pub(crate) mask: Mask,
    pub(crate) timeouts: Timeouts,
    pub(crate) call_timeout: Duration,
    pub(crate) max_reply_bytes: u64,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    pub(crate) slots: Option<Slots>,
    pub(crate) line: Option<Line>,
    pub(crate) interceptors: Vec<Box<dyn Interceptor>>,
    pub(crate) is_lenient: bool,
    pub(crate) on_drift: Vec<Box<dyn OnDrift>>,
    pub(crate) drift_counts: [AtomicUsize; DriftKind::COUNT],
    pub(crate) worlds: Worlds,
}

impl Api {
    /// Creates an API whose client crate is `product`, as in the `User-Agent`: `example/0.1.0`.
    pub const fn new(product: &'static str) -> Self {
        Self {
            product,
            env: None,
            servers: &[],
            variables: &[],
            schemes: &[],
            auth: &[],
            idempotency: None,
            rate: None,
            max_concurrent: None,
        }
    }

    /// Sets the prefix of its environment variables: `<prefix>_BASE_URL` replaces the base URL in `from_env`.
    #[must_use]
    pub const fn env(mut self, prefix: &'static str) -> Self {
        self.env = Some(prefix);
        self
    }

    /// Sets its base URLs, in the order of the document. The first one is the default;
    /// [`Builder::server`](crate::Builder::server) selects one by index.
    #[must_use]
    pub const fn servers(mut self, urls: &'static [&'static str]) -> Self {
        self.servers = urls;
        self
    }

    /// Sets the variables in its base URLs and in those of its operations.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [Variable]) -> Self {
        self.variables = variables;
        self
    }

    /// Sets its authentication schemes. [`Builder::credential`](crate::Builder::credential) refers to them by index.
    #[must_use]
    pub const fn schemes(mut self, schemes: &'static [Scheme]) -> Self {
        self.schemes = schemes;
        self
    }

    /// Sets the credentials for operations that do not have their own: see [`Operation::auth`].
    #[must_use]
    pub const fn auth(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.auth = alternatives;
        self
    }

    /// Sets the header for idempotency keys. Each POST and PATCH call gets its own key, which is the same on every attempt, so
    /// the call may be sent again. By default no key is sent. [`Operation::idempotency`] sets the header for a single operation.
    #[must_use]
    pub const fn idempotency(mut self, header: &'static str) -> Self {
        self.idempotency = Some(header);
        self
    }

    /// Sets the rate of requests that the API allows. Clients keep to it unless
    /// [`Builder::rate_limit`](crate::Builder::rate_limit) sets another.
    ///
    /// ```
    /// use bindery_runtime::{Api, Rate};
    ///
    /// static API: Api = Api::new("example/0.1.0").rate_limit(Rate::per_second(10).burst(5)).max_concurrent(4);
    /// # let _ = &API;
    /// ```
    #[must_use]
    pub const fn rate_limit(mut self, rate: Rate) -> Self {
        self.rate = Some(rate);
        self
    }

    /// Sets the number of concurrent requests that the API allows, a default like [`rate_limit`](Self::rate_limit). Zero counts
    /// as one.
    #[must_use]
    pub const fn max_concurrent(mut self, requests: usize) -> Self {
        self.max_concurrent = Some(if requests == 0 { 1 } else { requests });
        self
    }
}

impl Core {
    /// Starts a call.
    pub fn request(&self, operation: &'static Operation) -> Request {
        Request::new(self.clone(), operation)
    }

    /// Returns how often drift of a kind was found in replies of this client and its clones: see [`Drift`]. It is counted only if
    /// calls are lenient or there is an `on_drift` handler; at most 100 in a body, event or line.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, DriftKind, Operation, nothing};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 202, "type": "text/plain", "text": ""}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1").statuses(&["200"]);
    ///
    /// let core = Builder::new(&API).lenient(true).in_process(&server).build()?;
    /// core.request(&GET_JOB).call(nothing).await?;
    /// assert_eq!(core.drift_count(DriftKind::UndocumentedStatus), 1, "the server answered 202");
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn drift_count(&self, kind: DriftKind) -> usize {
        self.0.drift_counts[kind as usize].load(Ordering::Relaxed)
    }

    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.api
    }

    /// The base URL for requests of this operation.
    pub(crate) fn base(&self, operation: &Operation) -> Result<Cow<'_, BaseUrl>, String> {
        match (&self.0.variables, operation.server) {
            (Some(variables), Some(url)) => self.0.base.sibling(&variables.fill(url)).map(Cow::Owned),
            _ => Ok(Cow::Borrowed(&self.0.base)),
        }
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.0.user_agent
    }

    /// The credential for the scheme at this index.
    pub(crate) fn proof(&self, scheme: usize) -> Option<&Proof> {
        self.0.proofs.get(scheme)?.as_ref()
    }

    /// The keeper of the token of the scheme at this index.
    pub(crate) fn keeper(&self, scheme: usize) -> Option<&Keeper> {
        match self.proof(scheme) {
            Some(Proof::Living(keeper)) => Some(keeper),
            _ => None,
        }
    }

    pub(crate) fn mfa(&self) -> Option<&dyn AskCode> {
        self.0.mfa.as_deref()
    }

    pub(crate) fn timeouts(&self) -> Timeouts {
        self.0.timeouts
    }

    pub(crate) fn call_timeout(&self) -> Duration {
        self.0.call_timeout
    }

    pub(crate) fn max_reply_bytes(&self) -> u64 {
        self.0.max_reply_bytes
    }

    pub(crate) fn retry(&self) -> &Retry {
        &self.0.retry
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.0.budget
    }

    pub(crate) fn slots(&self) -> Option<&Slots> {
        self.0.slots.as_ref()
    }

    pub(crate) fn line(&self) -> Option<&Line> {
        self.0.line.as_ref()
    }

    pub(crate) fn interceptors(&self) -> &[Box<dyn Interceptor>] {
        &self.0.interceptors
    }

    pub(crate) fn is_lenient(&self) -> bool {
        self.0.is_lenient
    }

    /// Whether there is an `on_drift` handler.
    pub(crate) fn wants_drift(&self) -> bool {
        !self.0.on_drift.is_empty()
    }

    /// Counts drift and reports it to the handlers.
    pub(crate) fn tell(&self, drift: &Drift) {
        self.0.drift_counts[drift.kind() as usize].fetch_add(1, Ordering::Relaxed);
        self.0.on_drift.iter().for_each(|one| one.tell(drift));
    }

    pub(crate) fn means(&self, world: World) -> &Means {
        self.0.worlds.means(world)
    }

    /// The mask over the credentials of this client.
    pub(crate) fn mask(&self) -> &Mask {
        &self.0.mask
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes = self.0.api.schemes.iter().zip(&self.0.proofs);
        f.debug_struct("Core")
            .field("base_url", &format_args!("{}", self.0.base.uri()))
            .field(
                "credentials",
                &schemes.filter(|(_, set)| set.is_some()).map(|(scheme, _)| scheme.name()).collect::<Vec<_>>(),
            )
            .field("timeouts", &self.0.timeouts)
            .field("call_timeout", &self.0.call_timeout)
            .field("max_reply_bytes", &self.0.max_reply_bytes)
            .field("retry", &self.0.retry)
            .field("interceptors", &self.0.interceptors)
            .field("transport", &self.0.worlds.awaited.transport)
            .finish_non_exhaustive()
    }
}
