//! The in-process server of generated crates.

/// Gives a crate the module `test_kit`: an in-process server with the answers of the file `"answers.json"` (see
/// [`Answers`](crate::test_kit::Answers)), and a client of it.
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
/// // The file contains `[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]`.
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
        /// An in-process server with the operations and example answers of the document: no socket, no waiting.
        pub mod test_kit {
            pub use $crate::clock::VirtualClock;
            pub use $crate::test_kit::{On, Scripted, Seen, Server};

            /// Creates a client and its server.
            ///
            /// # Panics
            /// Never: a client with default settings can always be built.
            pub fn start() -> (super::$client, Server) {
                let server = server();
                let client = super::$client::builder().in_process(&server).build();
                (client.expect("no setting can be wrong"), server)
            }

            /// Creates a server, for clients with other settings: `Client::builder().in_process(&server)`.
            pub fn server() -> Server {
                static ANSWERS: $crate::test_kit::Answers = $crate::test_kit::Answers::new(include_str!($answers));
                Server::new(&ANSWERS)
            }
        }
    };
}

/// Expands to nothing: the feature `test-kit` is off. The feature is the runtime's, so generated crates cannot test for it.
#[cfg(not(feature = "test-kit"))]
#[macro_export]
macro_rules! test_kit {
    ($client:ident => $answers:literal) => {};
}

/// The setter of an in-process server, if the feature `test-kit` is on.
#[cfg(feature = "test-kit")]
#[doc(hidden)]
#[macro_export]
macro_rules! __in_process {
    ($builder:ident) => {
        impl $builder {
            /// Sends requests to this in-process server instead of the API, using its transport and clock. Credentials that are
            /// not set get a placeholder.
            #[must_use]
            pub fn in_process(self, server: &$crate::test_kit::Server) -> Self {
                Self { inner: self.inner.in_process(server) }
            }
        }
    };
}

/// Expands to nothing: the feature `test-kit` is off.
#[cfg(not(feature = "test-kit"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __in_process {
    ($builder:ident) => {};
}
