//! Settings for the transport, the clock and interceptors.

use std::sync::Arc;

use super::Builder;
use crate::clock::{self, Clock};
use crate::interceptor::Interceptor;
use crate::transport::Transport;
#[cfg(any(feature = "blocking", feature = "reqwest"))]
use crate::transport::direct::Direct;
use crate::world::{Means, Worlds};

impl Builder {
    /// Adds an interceptor that sees every call, after those added before it.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// use bindery_runtime::{audit::Audit, nothing};
    ///
    /// let (send, trail) = std::sync::mpsc::channel();
    /// let audit = Audit::new("nightly import", move |entry| drop(send.send(entry.status)));
    /// let core = Builder::new(&API).interceptor(audit).in_process(&server).build()?;
    /// core.request(&GET_JOB).call(nothing).await?;
    /// assert_eq!(trail.recv().ok().flatten().map(|status| status.as_u16()), Some(200));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.interceptors.push(Box::new(interceptor));
        self
    }

    /// Takes time and randomness from this clock instead of the system's: see [`clock`](crate::clock).
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// use bindery_runtime::clock::VirtualClock;
    /// use bindery_runtime::nothing;
    ///
    /// let clock = VirtualClock::new();
    /// let core = Builder::new(&API).in_process(&server).clock(clock.clone()).build()?;
    /// server.on("getJob").reply(503).retry_after(60);
    /// core.request(&GET_JOB).call(nothing).await?;
    /// assert_eq!(clock.slept()[0].as_secs(), 60, "a minute that nobody had to wait for");
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Sets whether the default transport uses the proxies that the environment names (`HTTPS_PROXY` and similar). Requests to
    /// this machine (`localhost`) never use a proxy.
    pub fn proxy_from_env(mut self, yes: bool) -> Self {
        self.proxy_from_env = yes;
        self
    }

    /// Sends through this transport instead of the default one, for both async and blocking calls.
    ///
    /// Mutual TLS, custom certificates and special proxies need no other library. `transport::Reqwest` and `transport::Ureq`, of
    /// the features `reqwest` and `blocking`, are the default transports with the caller's HTTP client.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// use bindery_runtime::nothing;
    ///
    /// // An in-process server is also a transport.
    /// let core = Builder::new(&API).base_url("http://localhost").transport(server.clone()).build()?;
    /// core.request(&GET_JOB).call(nothing).await?;
    /// assert_eq!(server.only("getJob").path, "/jobs/1");
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The caller's transport and clock serve both worlds; the defaults differ.
    pub(super) fn worlds(&self, tls: bool) -> Result<Worlds, String> {
        // A default transport reads the platform's certificates, so it is set up only if it is used.
        let transport = |default: &dyn Fn() -> Result<Option<Arc<dyn Transport>>, String>| match &self.transport {
            Some(own) => Ok(Some(Arc::clone(own))),
            None => default(),
        };
        let clock = |default: Result<Arc<dyn Clock>, String>| self.clock.clone().map_or(default, Ok);
        Ok(Worlds {
            awaited: Means {
                transport: transport(&|| self.default_transport(tls))?,
                clock: clock(clock::of_system())?,
            },
            #[cfg(feature = "blocking")]
            blocking: Means {
                transport: transport(&|| self.routed(|by_proxy| Ok(crate::transport::Ureq::of(by_proxy))).map(Some))?,
                clock: clock(Ok(Arc::new(crate::clock::system::SystemClock::THREADS)))?,
            },
        })
    }

    #[cfg(feature = "reqwest")]
    fn default_transport(&self, tls: bool) -> Result<Option<Arc<dyn Transport>>, String> {
        use crate::transport::Reqwest;
        use crate::transport::reqwest::Settings;

        let connect_timeout = self.timeouts.connect;
        let make = |proxy_from_env| Reqwest::of(&Settings { connect_timeout, proxy_from_env, tls });
        self.routed(make).map(Some).map_err(|error| format!("the default transport cannot be set up: {error}"))
    }

    /// The result of `make`, routed through proxies if the caller enabled them.
    #[cfg(any(feature = "blocking", feature = "reqwest"))]
    fn routed<T: Transport, E>(&self, make: impl Fn(bool) -> Result<T, E>) -> Result<Arc<dyn Transport>, E> {
        Ok(if self.proxy_from_env {
            Arc::new(Direct { by_proxy: make(true)?, direct: make(false)? })
        } else {
            Arc::new(make(false)?)
        })
    }

    #[cfg(all(feature = "blocking", not(feature = "reqwest")))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "with other features there is one, which may fail"
    )]
    fn default_transport(&self, _tls: bool) -> Result<Option<Arc<dyn Transport>>, String> {
        Ok(None)
    }

    #[cfg(not(any(feature = "blocking", feature = "reqwest")))]
    #[expect(clippy::unused_self, reason = "with other features there is one")]
    fn default_transport(&self, _tls: bool) -> Result<Option<Arc<dyn Transport>>, String> {
        Err("there is no transport: set one on the builder, or enable the feature `reqwest` or `blocking` of \
             bindery-runtime"
            .to_owned())
    }
}
