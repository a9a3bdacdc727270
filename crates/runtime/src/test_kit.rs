//! Support for tests of generated clients and their users: an in-process [`Server`].
//!
//! ```
//! # use bindery_runtime::test_kit::{Answers, Server};
//! # use bindery_runtime::{Api, Builder, Operation};
//! # static API: Api = Api::new("example/0.1.0");
//! # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
//! # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! # let server = Server::new(&ANSWERS);
//! # let core = Builder::new(&API).in_process(&server).build()?;
//! use bindery_runtime::json;
//!
//! server.on("getJob").reply(503).then().reply(200).json(&"job_2");
//! assert_eq!(core.request(&GET_JOB).call(json::<String>).await?, "job_2", "sent again");
//! assert_eq!(core.request(&GET_JOB).call(json::<String>).await?, "job_1", "as the document shows");
//! server.assert_called("getJob", 3);
//! # Ok::<(), bindery_runtime::Error>(())
//! # }).unwrap();
//! ```

mod answers;
mod contract;
mod examples;
mod page;
mod script;
mod seen;
mod server;

pub use self::answers::Answers;
pub use self::contract::{Agreeable, Contract, Finding, Refusal, Send, Values, contract};
pub use self::examples::{Examples, Miss, RoundTrip, examples, round_trip};
pub use self::script::{On, Scripted};
pub use self::seen::Seen;
pub use self::server::Server;
