//! The parts of generated clients and builders that are the same for all APIs.

/// Gives a client and its builder everything that does not depend on the API.
///
/// In `Client, Builder => API`, `Client` has a field `core` of type [`Core`](crate::Core), `Builder` has a field `inner` of type
/// [`Builder`](crate::Builder), and `API` is a static [`Api`](crate::Api).
///
/// ```
/// use bindery_runtime::{Api, Core};
///
/// #[derive(Clone, Debug)]
/// pub struct Client {
///     core: Core,
/// }
///
/// #[derive(Debug)]
/// pub struct Builder {
///     inner: bindery_runtime::Builder,
/// }
///
/// bindery_runtime::client! {
///     Client, Builder => API
/// }
///
/// static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
///
/// let builder = Client::builder().user_agent("my-app/1.0");
/// # let _ = builder;
/// ```
#[macro_export]
macro_rules! client {
    ($client:ident, $builder:ident => $api:path) => {
        impl $client {
            /// Returns the core, to call an operation that is not in the document.
            pub fn core(&self) -> &$crate::Core {
                &self.core
            }

            /// Creates a builder with all defaults.
            pub fn builder() -> $builder {
                $builder { inner: $crate::Builder::new(&$api) }
            }

            /// Creates a client with the base URL and credentials of the environment, as far as they are set.
            ///
            /// # Errors
            /// The value of a variable is invalid, or there is no base URL.
            pub fn from_env() -> ::std::result::Result<Self, $crate::Error> {
                ::std::result::Result::Ok(Self { core: $crate::Builder::new(&$api).env().build()? })
            }
        }

        $crate::__in_process! { $builder }

        impl $builder {
            /// Sets the base URL of every operation: `http` or `https`, a host, and optionally a path.
            #[must_use]
            pub fn base_url(self, url: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self { inner: self.inner.base_url(url) }
            }

            /// Selects the base URL at `index` of the document's servers. The first is the default.
            #[must_use]
            pub fn server(self, index: usize) -> Self {
                Self { inner: self.inner.server(index) }
            }

            /// Sets a variable of the document's server URLs.
            #[must_use]
            pub fn server_variable(
                self,
                name: impl ::std::convert::Into<::std::string::String>,
                value: impl ::std::convert::Into<::std::string::String>,
            ) -> Self {
                Self { inner: self.inner.server_variable(name, value) }
            }

            /// Sets a header of every request.
            #[must_use]
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self { inner: self.inner.header(name, value) }
            }

            /// Replaces the `User-Agent`.
            #[must_use]
            pub fn user_agent(self, product: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self { inner: self.inner.user_agent(product) }
            }

            /// Limits the whole call, including all attempts, pauses and token requests. 180 seconds by default.
            #[must_use]
            pub fn timeout(self, limit: ::std::time::Duration) -> Self {
                Self { inner: self.inner.timeout(limit) }
            }

            /// Limits the time to make a connection. 10 seconds by default.
            #[must_use]
            pub fn connect_timeout(self, limit: ::std::time::Duration) -> Self {
                Self { inner: self.inner.connect_timeout(limit) }
            }

            /// Limits one attempt, from sending to the last byte of the reply. 60 seconds by default.
            #[must_use]
            pub fn attempt_timeout(self, limit: ::std::time::Duration) -> Self {
                Self { inner: self.inner.attempt_timeout(limit) }
            }

            /// Limits the pause between two pieces of a reply's body. 30 seconds by default.
            #[must_use]
            pub fn read_timeout(self, limit: ::std::time::Duration) -> Self {
                Self { inner: self.inner.read_timeout(limit) }
            }

            /// Limits the size of a reply's body, in bytes after content codings are decoded. 64 MiB by default.
            #[must_use]
            pub fn max_reply_bytes(self, limit: u64) -> Self {
                Self { inner: self.inner.max_reply_bytes(limit) }
            }

            /// Sets how often calls are sent, and how long they wait in between. Three times at most by default.
            #[must_use]
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self { inner: self.inner.retry(retry) }
            }

            /// Limits the rate of requests; the others wait for their turn. By default the limit of the API, if it has one.
            #[must_use]
            pub fn rate_limit(self, rate: $crate::Rate) -> Self {
                Self { inner: self.inner.rate_limit(rate) }
            }

            /// Limits the number of concurrent requests; the others wait for their turn. By default the limit of the API, if it
            /// has one.
            #[must_use]
            pub fn max_concurrent(self, requests: usize) -> Self {
                Self { inner: self.inner.max_concurrent(requests) }
            }

            /// Adds an interceptor that sees every call, after those added before it.
            #[must_use]
            pub fn interceptor(self, interceptor: impl $crate::interceptor::Interceptor) -> Self {
                Self { inner: self.inner.interceptor(interceptor) }
            }

            /// Sets whether a value of a reply that does not fit an optional or nullable field is set aside, so that the rest of
            /// the reply is kept. The field is then `None`, and the value goes to `extra`. Strict by default.
            #[must_use]
            pub fn lenient(self, yes: bool) -> Self {
                Self { inner: self.inner.lenient(yes) }
            }

            /// Adds a handler for differences between replies and the document that are not errors: values set aside, unknown
            /// values of enums, unknown fields, undocumented statuses.
            #[must_use]
            pub fn on_drift(
                self,
                tell: impl Fn(&$crate::Drift) + $crate::future::MaybeSend + $crate::future::MaybeSync + 'static,
            ) -> Self {
                Self { inner: self.inner.on_drift(tell) }
            }

            /// Takes time and randomness from this clock instead of the system's.
            #[must_use]
            pub fn clock(self, clock: impl $crate::clock::Clock) -> Self {
                Self { inner: self.inner.clock(clock) }
            }

            /// Sets whether proxies that the environment names (`HTTPS_PROXY` and similar) are used. They are not by default.
            #[must_use]
            pub fn proxy_from_env(self, yes: bool) -> Self {
                Self { inner: self.inner.proxy_from_env(yes) }
            }

            /// Sends through this transport instead of the default one: `transport::Reqwest` of the runtime takes the caller's
            /// HTTP client.
            #[must_use]
            pub fn transport(self, transport: impl $crate::transport::Transport) -> Self {
                Self { inner: self.inner.transport(transport) }
            }

            /// Builds the client.
            ///
            /// # Errors
            /// A setting is invalid, or there is no base URL.
            pub fn build(self) -> ::std::result::Result<$client, $crate::Error> {
                ::std::result::Result::Ok($client { core: self.inner.build()? })
            }
        }
    };
}
