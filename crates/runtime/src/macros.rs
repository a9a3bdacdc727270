//! Macros that generated code uses instead of repeating itself.

mod client;
mod test_kit;

/// Ties a generated crate to this version of the runtime: an incompatible runtime has no macro of this name.
///
/// ```
/// bindery_runtime::abi_1!();
/// ```
#[macro_export]
macro_rules! abi_1 {
    () => {};
}

/// Makes a call builder sendable.
///
/// In `Name => json -> T`, the struct `Name` has a field `request` of type [`Request`](crate::Request), and its reply is read as
/// a `T` by the function [`json`](crate::json()) of this crate. The struct gets `IntoFuture`, `with_meta`, `timeout`, `limits`,
/// `retry`, `idempotency_key`, `lenient`, `header`, `with_query` and `with_json`.
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
/// use bindery_runtime::{Request, json};
///
/// pub struct GetJob {
///     request: Request,
/// }
///
/// bindery_runtime::call! {
///     GetJob => json -> String
/// }
///
/// let call = GetJob { request: core.request(&GET_JOB) };
/// assert_eq!(call.with_query("page", "2").await?, "job_1");
/// assert_eq!(server.only("getJob").query("page"), Some("2"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[macro_export]
macro_rules! call {
    ($name:ident => $decode:ident -> $value:ty) => {
        impl $name {
            /// Gives status, headers and request id along with the value.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_meta(self) -> $crate::WithMeta<$value> {
                self.request.call($crate::$decode).with_meta()
            }

            /// Limits the time of the whole call, overriding the client's limit.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn timeout(self, limit: ::std::time::Duration) -> Self {
                Self { request: self.request.timeout(limit) }
            }

            /// Limits each attempt of the call and its reply, overriding the client's limits.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn limits(self, limits: $crate::Limits) -> Self {
                Self { request: self.request.limits(limits) }
            }

            /// Sets how often the call is sent, overriding the client's setting.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self { request: self.request.retry(retry) }
            }

            /// Sets the key that identifies this call to the server, instead of a random one. The API has to define a header for
            /// it.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn idempotency_key(self, key: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self { request: self.request.idempotency_key(key) }
            }

            /// Sets whether a value of the reply that does not fit is set aside, overriding the client's setting.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn lenient(self, yes: bool) -> Self {
                Self { request: self.request.lenient(yes) }
            }

            /// Adds a query parameter that is not in the document.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_query(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self { request: self.request.query(name, value) }
            }

            /// Sets the body to JSON, for an operation whose document omits its body.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn with_json(self, body: &dyn $crate::Node) -> Self {
                Self { request: self.request.json(body) }
            }

            /// Sets a header of this call, replacing any other header of that name.
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

/// Adds paging to a call builder.
///
/// In `Name => json -> T, of I`, the struct `Name` is one of [`call!`](crate::call!), its operation says how it is
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
            /// Returns every item of the list, over all its pages.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn items(self) -> $crate::Items<$item> {
                self.request.items()
            }

            /// Returns the list page by page; each page has a token to continue after it, later or elsewhere.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn pages(self) -> $crate::Pages<$page> {
                self.request.pages($crate::$decode)
            }
        }
    };
}

/// Adds progress of the request's body to a call builder.
///
/// `Name` is one of [`call!`](crate::call!), and takes files. It gets `on_progress`.
///
/// ```
/// # use bindery_runtime::{Request};
/// pub struct Photo {
///     request: Request,
/// }
/// bindery_runtime::call! { Photo => nothing -> () }
/// bindery_runtime::uploaded! { Photo }
///
/// fn watched(call: Photo) -> Photo {
///     call.on_progress(|sent, total| println!("{sent} of {total:?} bytes"))
/// }
/// # let _ = watched;
/// ```
#[macro_export]
macro_rules! uploaded {
    ($name:ident) => {
        impl $name {
            /// Reports the number of bytes of the body handed to the connection, and the total if it is known. Each attempt
            /// starts again from zero.
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

/// Adds reading the reply as it arrives to a call builder.
///
/// `Name` is one of [`call!`](crate::call!), and its reply is bytes. It gets `download`.
///
/// ```
/// # use bindery_runtime::{Payload, Request};
/// pub struct Photo {
///     request: Request,
/// }
/// bindery_runtime::call! { Photo => payload -> Payload }
/// bindery_runtime::downloaded! { Photo }
///
/// fn watched(call: Photo) -> bindery_runtime::Call<bindery_runtime::Download> {
///     call.download()
/// }
/// # let _ = watched;
/// ```
#[macro_export]
macro_rules! downloaded {
    ($name:ident) => {
        impl $name {
            /// Gives the reply as it arrives, instead of waiting for all of it. Meant for large replies.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn download(self) -> $crate::Call<$crate::Download> {
                self.request.download()
            }
        }
    };
}

/// Adds a choice of the reply's media type to a call builder.
///
/// `Name` is one of [`call!`](crate::call!), and its reply is one of [`replies!`](crate::replies!). It gets `accept`.
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
/// use bindery_runtime::{Request, json};
///
/// pub struct GetReport {
///     request: Request,
/// }
/// bindery_runtime::call! { GetReport => json -> String }
/// bindery_runtime::negotiated! { GetReport }
///
/// GetReport { request: core.request(&GET_JOB) }.accept("application/json").await?;
/// assert_eq!(server.only("getJob").header("accept"), Some("application/json"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[macro_export]
macro_rules! negotiated {
    ($name:ident) => {
        impl $name {
            /// Asks for a reply of this media type, instead of any that the document lists.
            pub fn accept(self, media_type: impl AsRef<str>) -> Self {
                Self { request: self.request.header("accept", media_type) }
            }
        }
    };
}

/// The method `wait`, if the feature `blocking` is on. The feature is the runtime's, so generated crates cannot test for it.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __wait {
    ($name:ident => $decode:ident -> $value:ty) => {
        impl $name {
            /// Sends the call and blocks the thread until its value arrives. No runtime is needed; inside one, `await` the call
            /// instead.
            ///
            /// # Errors
            /// The same as when it is awaited.
            pub fn wait(self) -> ::std::result::Result<$value, $crate::Error> {
                self.request.call($crate::$decode).wait()
            }
        }
    };
}

/// Expands to nothing: the feature `blocking` is off.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __wait {
    ($($call:tt)*) => {};
}
