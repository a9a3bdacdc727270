//! The in-process server.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::answers::{Answer, Answers};
use super::page;
use super::script::{On, Step, What};
use super::seen::Seen;
use crate::clock::VirtualClock;
use crate::codec::{Empty, decode};
use crate::future::BoxFuture;
use crate::transport::{HttpReply, HttpRequest, Transport, TransportError};

/// An in-process server: no socket, and no waiting, because its clock is a [`VirtualClock`].
///
/// It answers every operation with the document's example ([`Answers`]), unless a script says otherwise ([`on`](Self::on)), and
/// records the requests. Clones share the same server. It is a [`Transport`] for both async and blocking calls.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::test_kit::{Answers, Server};
/// use bindery_runtime::{Api, Builder, Operation, json};
///
/// static API: Api = Api::new("example/0.1.0");
/// static LIST: Operation = Operation::new("listJobs", "GET", "/jobs");
/// static ANSWERS: Answers =
///     Answers::new(r#"[{"operation": "listJobs", "status": 200, "type": "application/json", "body": ["job_1"]}]"#);
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let server = Server::new(&ANSWERS);
/// server.on("listJobs").reply(429).retry_after(1).then().refuse();
/// let core = Builder::new(&API).in_process(&server).build()?;
/// let jobs: Vec<String> = core.request(&LIST).call(json).await?;
/// assert_eq!(jobs, server.example::<Vec<String>>("listJobs"));
/// server.assert_called("listJobs", 3);
/// server.assert_played();
/// assert_eq!((server.calls("listJobs"), server.requests().len()), (3, 3));
/// assert_eq!(server.clock().slept()[0], Duration::from_secs(1));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone)]
pub struct Server(Arc<Inner>);

struct Inner {
    answers: &'static Answers,
    clock: VirtualClock,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    scripts: BTreeMap<String, VecDeque<Step>>,
    seen: Vec<Seen>,
}

impl Server {
    /// Creates a server with these answers.
    pub fn new(answers: &'static Answers) -> Self {
        Self(Arc::new(Inner { answers, clock: VirtualClock::new(), state: Mutex::default() }))
    }

    /// Scripts the next calls of this operation, after the steps that are already scripted. Further calls are answered with the
    /// example.
    ///
    /// # Panics
    /// If no operation has this id.
    pub fn on(&self, operation: &str) -> On {
        self.answer(operation);
        On { server: self.clone(), operation: operation.to_owned() }
    }

    /// Returns the example answer of this operation, to be modified and used in a script.
    ///
    /// # Panics
    /// If no operation has this id, or its answer is not a `T`.
    pub fn example<T: Empty>(&self, operation: &str) -> T {
        decode(&self.answer(operation).body).unwrap_or_else(|error| panic!("the answer to `{operation}`: {error}"))
    }

    /// Returns the requests so far.
    pub fn requests(&self) -> Vec<Seen> {
        self.state().seen.clone()
    }

    /// Returns the only request of this operation.
    ///
    /// # Panics
    /// If there was none, or several, which fails the test.
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
    /// use bindery_runtime::nothing;
    ///
    /// core.request(&GET_JOB).query("page", "2").call(nothing).await?;
    /// assert_eq!(server.only("getJob").query("page"), Some("2"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn only(&self, operation: &str) -> Seen {
        self.assert_called(operation, 1);
        let seen = self.requests().into_iter().find(|seen| seen.operation == operation);
        seen.expect("one of them was counted")
    }

    /// Returns how often this operation was called, counting each attempt.
    ///
    /// # Panics
    /// If no operation has this id.
    pub fn calls(&self, operation: &str) -> usize {
        self.answer(operation);
        self.state().seen.iter().filter(|seen| seen.operation == operation).count()
    }

    /// Asserts how often this operation was called, counting each attempt.
    ///
    /// # Panics
    /// If the number differs, which fails the test, or if no operation has this id.
    pub fn assert_called(&self, operation: &str, times: usize) {
        let calls = self.calls(operation);
        let seen: Vec<String> = self.requests().iter().map(Seen::to_string).collect();
        assert!(calls == times, "`{operation}` was called {calls} times instead of {times}; all requests: {seen:#?}");
    }

    /// Asserts that every script was played to its end.
    ///
    /// # Panics
    /// If a step is left, other than one that happens always. This fails the test.
    pub fn assert_played(&self) {
        let state = self.state();
        let is_left = |steps: &VecDeque<Step>| steps.iter().any(|step| step.times < u64::MAX);
        let left: Vec<&String> = state.scripts.iter().filter(|(_, steps)| is_left(steps)).map(|(id, _)| id).collect();
        assert!(left.is_empty(), "some scripted steps did not happen, for {left:?}");
    }

    /// Returns the clock of the clients of this server, on which waiting takes no time.
    pub fn clock(&self) -> VirtualClock {
        self.0.clock.clone()
    }

    pub(super) fn answer(&self, operation: &str) -> &Answer {
        self.0.answers.of(operation)
    }

    pub(super) fn script(&self, operation: &str, step: Step) {
        self.state().scripts.entry(operation.to_owned()).or_default().push_back(step);
    }

    /// Changes the step that was scripted last.
    pub(super) fn rescript(&self, operation: &str, change: impl FnOnce(&mut Step)) {
        if let Some(step) = self.state().scripts.get_mut(operation).and_then(VecDeque::back_mut) {
            change(step);
        }
    }

    /// The step for this call of the operation.
    fn next(&self, operation: &str) -> Option<Step> {
        let mut state = self.state();
        let steps = state.scripts.get_mut(operation)?;
        while steps.front()?.times == 0 {
            steps.pop_front();
        }
        let step = steps.front_mut()?;
        if step.times < u64::MAX {
            step.times -= 1;
        }
        let happens = step.clone();
        steps.retain(|step| step.times > 0);
        Some(happens)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Server {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        Box::pin(async move {
            let (operation, most, paging) =
                (request.operation.id(), request.timeouts.attempt, request.operation.paging);
            let step = self.next(operation);
            let body = match &step {
                // A refused request's body is not read if it comes in pieces.
                Some(Step { what: What::Refuse, .. }) => request.body.bytes().cloned().unwrap_or_default(),
                _ => request.body.collect().await?,
            };
            let seen = Seen::of(request, body);
            let is_behind = paging.is_some_and(|paging| page::is_behind_the_first(paging, &seen));
            self.state().seen.push(seen);
            let Some(Step { what, delay, .. }) = step else {
                let unknown = || Answer::none("the document has no such operation");
                let mut answer = self.0.answers.get(operation).cloned().unwrap_or_else(unknown);
                if let Some(paging) = paging.filter(|_| is_behind) {
                    answer.body = page::without_items(paging, answer.body);
                }
                return What::of(&answer).happen();
            };
            self.0.clock.advance(delay.min(most));
            if delay >= most { Err(TransportError::timeout("the script says so")) } else { what.happen() }
        })
    }
}

impl What {
    fn happen(self) -> Result<HttpReply, TransportError> {
        match self {
            Self::Reply { status, headers, body } => Ok(HttpReply::new(status, body).with_headers(headers)),
            Self::Refuse => Err(TransportError::connect("the script says so")),
            Self::Reset => Err(TransportError::interrupted("the script says so")),
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("seen", &self.state().seen).finish_non_exhaustive()
    }
}
