//! Limits of one call, overriding the client's.

use std::time::Duration;

use crate::timeouts::Timeouts;

/// Limits of one call, overriding the client's: for a report that takes minutes, or a reply that may be large.
///
/// The limit of the whole call is [`Request::timeout`](crate::Request::timeout). The limit to connect is only the client's,
/// because connections are shared.
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
/// use std::time::Duration;
///
/// use bindery_runtime::{ErrorKind, Limits, json};
///
/// let large = Limits::default().attempt(Duration::from_secs(150)).read(Duration::from_secs(90)).max_reply_bytes(1 << 30);
/// assert_eq!(core.request(&GET_JOB).limits(large).call(json::<String>).await?, "job_1");
///
/// let small = Limits::default().max_reply_bytes(4);
/// let error = core.request(&GET_JOB).call(json::<String>).limits(small).await.unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Limit);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    attempt: Option<Duration>,
    read: Option<Duration>,
    pub(crate) max_reply_bytes: Option<u64>,
}

impl Limits {
    /// Limits the time of each attempt: see [`Builder::attempt_timeout`](crate::Builder::attempt_timeout).
    #[must_use]
    pub fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// Limits the time between two pieces of the reply's body: see [`Builder::read_timeout`](crate::Builder::read_timeout).
    #[must_use]
    pub fn read(mut self, limit: Duration) -> Self {
        self.read = Some(limit);
        self
    }

    /// Limits the size of the reply: see [`Builder::max_reply_bytes`](crate::Builder::max_reply_bytes).
    #[must_use]
    pub fn max_reply_bytes(mut self, limit: u64) -> Self {
        self.max_reply_bytes = Some(limit);
        self
    }

    /// The client's limits, overridden by those of the call.
    pub(crate) fn over(self, of_client: Timeouts) -> Timeouts {
        Timeouts {
            attempt: self.attempt.unwrap_or(of_client.attempt),
            read: self.read.unwrap_or(of_client.read),
            ..of_client
        }
    }
}
