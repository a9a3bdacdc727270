//! What generated code says instead of repeating itself.

mod test_kit;

/// Ties a generated crate to this line of the runtime: a runtime that the crate does not fit has no macro of this name.
#[macro_export]
macro_rules! abi_1 {
    () => {};
}

/// Gives a builder of one call its ways to be sent.
///
/// `Name => json -> T` says: the struct `Name` has a field `request` of type [`Request`](crate::Request), and its reply is read by
/// the function [`json`](crate::json()) of this crate as a `T`. The struct gets `IntoFuture`, `with_meta`, `timeout`, `retry`,
/// `idempotency_key`, `lenient`, `header`, `with_query` and `with_json`.
#[macro_export]
macro_rules! call {
    ($name:ident => $decode:ident -> $value:ty) => {
        impl $name {
            /// Gives status, headers and request id beside the value.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_meta(self) -> $crate::WithMeta<$value> {
                self.request.call($crate::$decode).with_meta()
            }

            /// Limits the time of the whole call, instead of the client's limit.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn timeout(self, limit: ::std::time::Duration) -> Self {
                Self { request: self.request.timeout(limit) }
            }

            /// Sets how often the call is sent, instead of the client's way.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self { request: self.request.retry(retry) }
            }

            /// Sets the key by which the server knows this call again, instead of a random one. The API has to have a header for it.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn idempotency_key(self, key: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self { request: self.request.idempotency_key(key) }
            }

            /// Whether a value of the reply that does not fit is set aside, instead of the client's way.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn lenient(self, yes: bool) -> Self {
                Self { request: self.request.lenient(yes) }
            }

            /// Adds a query parameter that the document does not have.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_query(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self { request: self.request.query(name, value) }
            }

            /// Sets the body to JSON text, for an operation whose document forgot to say that it takes one.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_json(self, body: &dyn $crate::Node) -> Self {
                Self { request: self.request.json(body) }
            }

            /// Sets a header of this call; it replaces every other header of that name.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self { request: self.request.header(name, value) }
            }
        }

        $crate::__wait! { $name => $decode -> $value }

        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<$value, $crate::Error>;
            type IntoFuture = $crate::Sending<$value>;

            #[cfg_attr(not(debug_assertions), inline)]
            fn into_future(self) -> Self::IntoFuture {
                ::std::future::IntoFuture::into_future(self.request.call($crate::$decode))
            }
        }
    };
}

/// Gives a builder of one call the ways through its list.
///
/// `Name => json -> T, of I` says: the struct `Name` is one of [`call!`](crate::call!), its operation says how it is
/// [paged](crate::Operation::paging), and each item of the list is an `I`. The struct gets `items` and `pages`.
///
/// ```
/// use bindery_runtime::{Core, Operation, Paging, Param, Request};
///
/// pub struct ListJobs {
///     request: Request,
/// }
///
/// bindery_runtime::paged! {
///     ListJobs => json -> Vec<String>, of String
/// }
///
/// bindery_runtime::call! {
///     ListJobs => json -> Vec<String>
/// }
///
/// static LIST_JOBS: Operation =
///     Operation::new("listJobs", "GET", "/jobs").params(&[Param::query("page")]).paging(&Paging::page("page"));
///
/// async fn count(core: &Core) -> Result<usize, bindery_runtime::Error> {
///     let mut items = ListJobs { request: core.request(&LIST_JOBS) }.items();
///     let mut count = 0;
///     while let Some(item) = items.next().await {
///         count += item?.len();
///     }
///     Ok(count)
/// }
/// # let _ = count;
/// ```
#[macro_export]
macro_rules! paged {
    ($name:ident => $decode:ident -> $page:ty, of $item:ty) => {
        impl $name {
            /// Every item of the list, page after page.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn items(self) -> $crate::Items<$item> {
                self.request.items()
            }

            /// The list page by page; each page tells how to go on behind it, later or elsewhere.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn pages(self) -> $crate::Pages<$page> {
                self.request.pages($crate::$decode)
            }
        }
    };
}

/// Gives a builder of one call the way to watch its body on its way out.
///
/// `Name` is one of [`call!`](crate::call!), and takes files. It gets `on_progress`.
#[macro_export]
macro_rules! uploaded {
    ($name:ident) => {
        impl $name {
            /// Tells `report` how many bytes of the body were handed to the connection, and how many there are, where that is known.
            /// An attempt that is sent again begins anew.
            pub fn on_progress(
                self,
                report: impl Fn(u64, ::std::option::Option<u64>)
                + $crate::future::MaybeSend
                + $crate::future::MaybeSync
                + 'static,
            ) -> Self {
                Self { request: self.request.on_progress(report) }
            }
        }
    };
}

/// Gives a builder of one call the way to read its reply as it comes in.
///
/// `Name` is one of [`call!`](crate::call!), and its reply is of bytes. It gets `download`.
#[macro_export]
macro_rules! downloaded {
    ($name:ident) => {
        impl $name {
            /// Gives the reply as it comes in, instead of waiting for all of it: for what is large.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn download(self) -> $crate::Call<$crate::Download> {
                self.request.download()
            }
        }
    };
}

/// Gives a builder of one call the way to choose among the media types of its reply.
///
/// `Name` is one of [`call!`](crate::call!), and its reply is one of [`replies!`](crate::replies!). It gets `accept`.
#[macro_export]
macro_rules! negotiated {
    ($name:ident) => {
        impl $name {
            /// Asks for a reply of this media type, instead of any that the document states.
            pub fn accept(self, media_type: impl AsRef<str>) -> Self {
                Self { request: self.request.header("accept", media_type) }
            }
        }
    };
}

/// The way to wait for a call, where the feature `blocking` is on. The feature is the runtime's, so its users cannot ask for it.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __wait {
    ($name:ident => $decode:ident -> $value:ty) => {
        impl $name {
            /// Sends it, and blocks the thread until its value is there. No runtime is needed; inside of one, `await` it instead.
            ///
            /// # Errors
            /// As awaiting it.
            pub fn wait(self) -> ::std::result::Result<$value, $crate::Error> {
                self.request.call($crate::$decode).wait()
            }
        }
    };
}

/// Nothing: the feature `blocking` is off.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __wait {
    ($($call:tt)*) => {};
}

/// Gives a client and its builder everything that does not depend on the API.
///
/// `Client, Builder => API` says: `Client` has a field `core` of type [`Core`](crate::Core), `Builder` a field `inner` of type
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
            /// What calls are made of, for an operation that the document does not have.
            pub fn core(&self) -> &$crate::Core {
                &self.core
            }

            /// A client to be set up by hand.
            pub fn builder() -> $builder {
                $builder { inner: $crate::Builder::new(&$api) }
            }

            /// A client that takes its base URL and its credentials from the environment, as far as they are set there.
            ///
            /// # Errors
            /// A variable holds something that cannot be used.
            pub fn from_env() -> ::std::result::Result<Self, $crate::Error> {
                ::std::result::Result::Ok(Self { core: $crate::Builder::new(&$api).env().build()? })
            }
        }

        $crate::__in_process! { $builder }

        impl $builder {
            /// Sets the base URL of every operation: `http` or `https`, a host, perhaps a path.
            #[must_use]
            pub fn base_url(self, url: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self { inner: self.inner.base_url(url) }
            }

            /// Takes the base URL at `index` of the document's servers. The first is the default.
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

            /// Limits the whole call, with everything that is sent on its way. 180 seconds by default.
            #[must_use]
            pub fn timeout(self, limit: ::std::time::Duration) -> Self {
                Self { inner: self.inner.timeout(limit) }
            }

            /// Limits making a connection. 10 seconds by default.
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

            /// How often calls are sent, and how long they wait in between. Three times at most by default.
            #[must_use]
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self { inner: self.inner.retry(retry) }
            }

            /// Limits how many requests are sent in a time; the others wait for their turn. There is no limit by default.
            #[must_use]
            pub fn rate_limit(self, rate: $crate::Rate) -> Self {
                Self { inner: self.inner.rate_limit(rate) }
            }

            /// Limits how many requests are under way at once; the others wait for their turn. There is no limit by default.
            #[must_use]
            pub fn max_concurrent(self, requests: usize) -> Self {
                Self { inner: self.inner.max_concurrent(requests) }
            }

            /// Lets `interceptor` see every call, after those that were added before it.
            #[must_use]
            pub fn interceptor(self, interceptor: impl $crate::interceptor::Interceptor) -> Self {
                Self { inner: self.inner.interceptor(interceptor) }
            }

            /// Whether a value of a reply that does not fit an optional or nullable field is set aside, so that the rest of the
            /// reply lives: the field is `None`, and the value goes to `extra`. Strict by default.
            #[must_use]
            pub fn lenient(self, yes: bool) -> Self {
                Self { inner: self.inner.lenient(yes) }
            }

            /// Tells `tell` what replies hold that the document did not foretell, and that is no error: values set aside, unknown
            /// values of enums, unknown fields, undocumented statuses.
            #[must_use]
            pub fn on_drift(
                self,
                tell: impl Fn(&$crate::Drift) + $crate::future::MaybeSend + $crate::future::MaybeSync + 'static,
            ) -> Self {
                Self { inner: self.inner.on_drift(tell) }
            }

            /// Takes time and chance from this clock instead of the system's.
            #[must_use]
            pub fn clock(self, clock: impl $crate::clock::Clock) -> Self {
                Self { inner: self.inner.clock(clock) }
            }

            /// Whether proxies that the environment names (`HTTPS_PROXY` and its kin) are used. They are not by default.
            #[must_use]
            pub fn proxy_from_env(self, yes: bool) -> Self {
                Self { inner: self.inner.proxy_from_env(yes) }
            }

            /// Sends through this transport instead of the default one.
            #[must_use]
            pub fn transport(self, transport: impl $crate::transport::Transport) -> Self {
                Self { inner: self.inner.transport(transport) }
            }

            /// Makes the client.
            ///
            /// # Errors
            /// A setting cannot be used, or there is no base URL.
            pub fn build(self) -> ::std::result::Result<$client, $crate::Error> {
                ::std::result::Result::Ok($client { core: self.inner.build()? })
            }
        }
    };
}
