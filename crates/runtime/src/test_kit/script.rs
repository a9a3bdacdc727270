//! What a server says for once.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use super::answers::Answer;
use super::server::Server;

/// What a [`Server`] does next when this operation comes, still to be said: see [`Server::on`].
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
#[must_use = "nothing is scripted until it is said what happens"]
pub struct On {
    pub(super) server: Server,
    pub(super) operation: String,
}

/// A step of a script, to be said more about, or [followed](Self::then) by another.
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

/// What happens when an operation comes.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) what: What,
    /// Before it happens.
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
    /// It is answered with this status, and nothing else unless that is said of the step.
    ///
    /// # Panics
    /// When there is no such status.
    pub fn reply(self, status: u16) -> Scripted {
        let status = StatusCode::from_u16(status).expect("a status has three digits");
        self.step(What::Reply { status, headers: HeaderMap::new(), body: Bytes::new() })
    }

    /// It is answered as the document shows.
    pub fn reply_example(self) -> Scripted {
        let what = What::of(self.server.answer(&self.operation));
        self.step(what)
    }

    /// There is no connection.
    pub fn refuse(self) -> Scripted {
        self.step(What::Refuse)
    }

    /// The connection breaks after the request, so that nobody knows whether it had its effect.
    pub fn reset(self) -> Scripted {
        self.step(What::Reset)
    }

    /// Nothing comes until the time of an attempt is over, on the server's clock.
    pub fn stall(self) -> Scripted {
        self.step(What::Reset).after(Duration::MAX)
    }

    fn step(self, what: What) -> Scripted {
        self.server.script(&self.operation, Step { what, delay: Duration::ZERO, times: 1 });
        Scripted(self)
    }
}

#[expect(clippy::return_self_not_must_use, reason = "the step is scripted already, whatever else is said of it")]
impl Scripted {
    /// The answer has the header `Retry-After`.
    pub fn retry_after(self, seconds: u64) -> Self {
        self.with_header(RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// The answer has this header.
    ///
    /// # Panics
    /// When no header can be so.
    pub fn header(self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("it is the name of a header");
        self.with_header(name, HeaderValue::try_from(value).expect("a header can carry it"))
    }

    /// The answer has this body, in JSON: a value of a type of the API, or of `serde_json::json!`.
    ///
    /// # Panics
    /// When the value cannot be written.
    pub fn json(self, body: &impl Serialize) -> Self {
        let json = serde_json::to_vec(body).expect("the value can be written as JSON");
        self.with_header(CONTENT_TYPE, HeaderValue::from_static("application/json")).with_body(json.into())
    }

    /// The answer has this body, as it is. Its type is said by [`header`](Self::header).
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        self.with_body(body.into())
    }

    /// It takes this time, on the server's clock; what takes longer than an attempt may take never comes.
    pub fn after(self, delay: Duration) -> Self {
        self.change(|step| step.delay = delay)
    }

    /// It happens this often.
    pub fn times(self, times: u64) -> Self {
        self.change(|step| step.times = times)
    }

    /// It happens whenever the operation comes from now on.
    pub fn always(self) -> Self {
        self.times(u64::MAX)
    }

    /// What happens next.
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
    /// When no reply can be so.
    pub(super) fn of(answer: &Answer) -> Self {
        let status = StatusCode::from_u16(answer.status).expect("a status has three digits");
        let value = |media_type: &String| HeaderValue::try_from(media_type).expect("a header can carry a media type");
        let headers = answer.media_type.iter().map(|media_type| (CONTENT_TYPE, value(media_type))).collect();
        Self::Reply { status, headers, body: answer.body.clone() }
    }
}
