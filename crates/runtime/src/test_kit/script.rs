//! Scripted answers of a server.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use super::answers::Answer;
use super::server::Server;

/// The next step in the script of an operation, not chosen yet: see [`Server::on`].
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
/// use bindery_runtime::json;
///
/// let shown: String = server.example("getJob");
/// server.on("getJob").reply_example().after(Duration::from_secs(2)).then().reset().then().refuse();
/// server.on("getJob").reply(200).json(&"job_2").then().stall().then().reply_example().always();
/// let call = || core.request(&GET_JOB).call(json::<String>);
/// assert_eq!(call().await?, shown);
/// assert_eq!(call().await?, "job_2", "sent thrice");
/// assert_eq!(call().await?, shown, "sent twice");
/// assert_eq!(server.calls("getJob"), 6);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Debug)]
#[must_use = "nothing is scripted until a step is chosen"]
pub struct On {
    pub(super) server: Server,
    pub(super) operation: String,
}

/// A step of a script, which can be refined, or [followed](Self::then) by another.
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
/// use bindery_runtime::{Retry, json};
///
/// let (second, minute) = (Duration::from_secs(1), Duration::from_secs(60));
/// server.on("getJob").reply(503).retry_after(1).times(2).then().reply(200).json(&"job_2").then().reply(200).after(minute);
/// let call = || core.request(&GET_JOB).call(json::<String>);
/// assert_eq!(call().await?, "job_2");
/// assert_eq!(server.clock().slept(), [second, second]);
/// assert!(call().retry(Retry::none()).await.is_err(), "nothing came in time");
/// assert_eq!(call().await?, "job_1", "the script is over");
/// server.assert_played();
///
/// server.on("getJob").reply(200).header("content-type", "application/json").body("\"job_3\"").always();
/// assert_eq!((call().await?, call().await?), ("job_3".to_owned(), "job_3".to_owned()));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Debug)]
pub struct Scripted(On);

/// A step: what happens when an operation is called.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) what: What,
    /// The delay before it happens.
    pub(super) delay: Duration,
    /// How often it happens.
    pub(super) times: u64,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Reply { status: StatusCode, headers: HeaderMap, body: Bytes },
    Refuse,
    Reset,
}

impl On {
    /// Answers with this status, without headers or body unless the step sets them.
    ///
    /// # Panics
    /// If it is not a valid status.
    pub fn reply(self, status: u16) -> Scripted {
        let status = StatusCode::from_u16(status).expect("a status has three digits");
        self.step(What::Reply { status, headers: HeaderMap::new(), body: Bytes::new() })
    }

    /// Answers with the example of the document.
    pub fn reply_example(self) -> Scripted {
        let what = What::of(self.server.answer(&self.operation));
        self.step(what)
    }

    /// Refuses the connection.
    pub fn refuse(self) -> Scripted {
        self.step(What::Refuse)
    }

    /// Breaks the connection after the request, so that the client cannot know whether it had an effect.
    pub fn reset(self) -> Scripted {
        self.step(What::Reset)
    }

    /// Sends nothing until the time of the attempt is over, on the server's clock.
    pub fn stall(self) -> Scripted {
        self.step(What::Reset).after(Duration::MAX)
    }

    fn step(self, what: What) -> Scripted {
        self.server.script(&self.operation, Step { what, delay: Duration::ZERO, times: 1 });
        Scripted(self)
    }
}

#[expect(clippy::return_self_not_must_use, reason = "the step is already scripted")]
impl Scripted {
    /// Adds the header `Retry-After` to the answer.
    pub fn retry_after(self, seconds: u64) -> Self {
        self.with_header(RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// Adds this header to the answer.
    ///
    /// # Panics
    /// If the name or value is not valid in a header.
    pub fn header(self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("it is the name of a header");
        self.with_header(name, HeaderValue::try_from(value).expect("a header can carry it"))
    }

    /// Sets the body of the answer as JSON: a value of a type of the API, or of `serde_json::json!`.
    ///
    /// # Panics
    /// If the value cannot be written.
    pub fn json(self, body: &impl Serialize) -> Self {
        let json = serde_json::to_vec(body).expect("the value can be written as JSON");
        self.with_header(CONTENT_TYPE, HeaderValue::from_static("application/json")).with_body(json.into())
    }

    /// Sets the body of the answer verbatim. Set its type with [`header`](Self::header).
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        self.with_body(body.into())
    }

    /// Delays the step, on the server's clock. A delay beyond the time of an attempt becomes a timeout.
    pub fn after(self, delay: Duration) -> Self {
        self.change(|step| step.delay = delay)
    }

    /// Sets how often the step happens.
    pub fn times(self, times: u64) -> Self {
        self.change(|step| step.times = times)
    }

    /// Repeats the step for all further calls of the operation.
    pub fn always(self) -> Self {
        self.times(u64::MAX)
    }

    /// Adds another step.
    pub fn then(self) -> On {
        self.0
    }

    fn with_header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.change(|step| {
            if let What::Reply { headers, .. } = &mut step.what {
                headers.insert(name, value);
            }
        })
    }

    fn with_body(self, bytes: Bytes) -> Self {
        self.change(|step| {
            if let What::Reply { body, .. } = &mut step.what {
                *body = bytes;
            }
        })
    }

    fn change(self, change: impl FnOnce(&mut Step)) -> Self {
        self.0.server.rescript(&self.0.operation, change);
        self
    }
}

impl What {
    /// # Panics
    /// If status or media type is not valid in a reply.
    pub(super) fn of(answer: &Answer) -> Self {
        let status = StatusCode::from_u16(answer.status).expect("a status has three digits");
        let value = |media_type: &String| HeaderValue::try_from(media_type).expect("a header can carry a media type");
        let headers = answer.media_type.iter().map(|media_type| (CONTENT_TYPE, value(media_type))).collect();
        Self::Reply { status, headers, body: answer.body.clone() }
    }
}
