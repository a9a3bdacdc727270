//! The server in process, as generated crates hand it on.

/// Gives a crate the module `test_kit`: a server in process, made of the answers in the text `"answers.json"` (see
/// [`Answers`](crate::test_kit::Answers)), and a client that speaks to it.
///
/// ```standalone_crate
/// use bindery_runtime::{Api, Core, Error, Operation, json};
///
/// # #[derive(Clone, Debug)]
/// # pub struct Client {
/// #     core: Core,
/// # }
/// # #[derive(Debug)]
/// # pub struct Builder {
/// #     inner: bindery_runtime::Builder,
/// # }
/// bindery_runtime::client! { Client, Builder => API }
/// static API: Api = Api::new("example/0.1.0");
/// static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
///
/// // The file holds `[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]`.
/// bindery_runtime::test_kit!(Client => "answers.json");
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// let (client, server) = test_kit::start();
/// assert_eq!(client.core().request(&GET_JOB).call(json::<String>).await?, "job_1");
/// server.assert_called("getJob", 1);
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "test-kit")]
#[macro_export]
macro_rules! test_kit {
    ($client:ident => $answers:literal) => {
        /// A server in process that knows the operations of the document and answers as it shows: no socket, no waiting.
        pub mod test_kit {
            pub use $crate::clock::VirtualClock;
            pub use $crate::test_kit::{On, Scripted, Seen, Server};

            /// A client, and the server that it speaks to.
            ///
            /// # Panics
            /// Never: a client with no settings of its own can be made.
            pub fn start() -> (super::$client, Server) {
                let server = server();
                let client = super::$client::builder().in_process(&server).build();
                (client.expect("no setting can be wrong"), server)
            }

            /// A server, for clients with settings of their own: `Client::builder().in_process(&server)`.
            pub fn server() -> Server {
                static ANSWERS: $crate::test_kit::Answers = $crate::test_kit::Answers::new(include_str!($answers));
                Server::new(&ANSWERS)
            }
        }
    };
}

/// Nothing: the feature `test-kit` is off. The feature is the runtime's, so its users cannot ask for it.
#[cfg(not(feature = "test-kit"))]
#[macro_export]
macro_rules! test_kit {
    ($client:ident => $answers:literal) => {};
}

/// The setter of a server in process, where the feature `test-kit` is on.
#[cfg(feature = "test-kit")]
#[doc(hidden)]
#[macro_export]
macro_rules! __in_process {
    ($builder:ident) => {
        impl $builder {
            /// Speaks to this server instead of the API: by its transport and its clock, and with something as every credential
            /// that is not set.
            #[must_use]
            pub fn in_process(self, server: &$crate::test_kit::Server) -> Self {
                Self { inner: self.inner.in_process(server) }
            }
        }
    };
}

/// Nothing: the feature `test-kit` is off.
#[cfg(not(feature = "test-kit"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __in_process {
    ($builder:ident) => {};
}
