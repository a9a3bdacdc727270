//! Sends a call and reads its reply. All calls share this future.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode};
use serde_json::Value;

use crate::assemble::{self, assemble};
use crate::auth::{self, Proof, Shown};
use crate::budget::Budget;
use crate::client::Core;
use crate::clock::{self, Clock};
use crate::destination::Destination;
use crate::error::Error;
use crate::events::Line;
use crate::interceptor::{Attempt, End};
use crate::keeper::Keeper;
use crate::redirect;
use crate::reply::{Received, Reply};
use crate::request::{Errand, Request};
use crate::retry::{self, Failure, Next, Repeats, Retry};
use crate::secret::{self, Mask};
use crate::session::Place;
use crate::slots::Slot;
use crate::timeouts::Deadline;
use crate::trace;
use crate::transport::{Body, HttpReply, HttpRequest, Transport};
use crate::url;
use crate::world::{Means, World};

/// Sends the call and reads the whole reply, or only its head if the operation streams it. Retries as the call's [`Retry`]
/// allows.
///
/// # Errors
/// Every kind except those of reading a body: see [`ErrorKind`](crate::ErrorKind). A status other than 2xx is an error.
pub(crate) async fn send(request: Request, world: World) -> Result<Reply, Error> {
    let mut sending = Sending::new(&request, world);
    let outcome = trace::within(trace::call(request.operation), sending.run()).await;
    let received = outcome.as_ref().map_or_else(Error::reply, |reply| Some(&reply.received));
    received.inspect(|received| received.check_status());
    sending.end(outcome.as_ref());
    outcome
}

/// A call in progress.
struct Sending<'r> {
    request: &'r Request,
    core: &'r Core,
    world: World,
    transport: Option<&'r dyn Transport>,
    clock: &'r dyn Clock,
    retry: &'r Retry,
    deadline: Deadline,
    key: Option<String>,
    /// When it began, by the client's clock.
    began: Duration,
    attempts: u32,
    /// The mask over the credentials of the client, and those obtained during this call.
    mask: Mask,
    /// Whether any attempt may have reached the server.
    was_sent: bool,
    repeats: Repeats,
    /// Whether a refused token was replaced, which is done once.
    is_renewed: bool,
    has_ended: bool,
}

impl<'r> Sending<'r> {
    fn new(request: &'r Request, world: World) -> Self {
        let core = &request.core;
        let operation = request.operation;
        let Means { transport, clock } = core.means(world);
        let clock = clock.as_ref();
        let now = clock.now();
        let key = request.key(clock);
        let retry = request.retry.as_ref().unwrap_or(core.retry());
        Self {
            request,
            core,
            world,
            transport: transport.as_deref(),
            clock,
            repeats: retry.repeats(operation.repeat, operation.method(), key.is_some()),
            is_renewed: false,
            retry,
            deadline: Deadline::after(now, request.timeout.unwrap_or(core.call_timeout())),
            key,
            began: now,
            attempts: 0,
            mask: match (&request.renewing, &request.to) {
                (Some(renewing), _) => core.mask().and(renewing.secrets.iter().cloned()),
                (None, Destination::Signed(url)) => core.mask().and(url.secrets()),
                (None, _) => core.mask().clone(),
            }
            .and(secret::in_headers(&request.headers)),
            was_sent: false,
            has_ended: false,
        }
    }

    async fn run(&mut self) -> Result<Reply, Error> {
        if self.ends_unsent() {
            return Ok(Reply::silent(self.request.operation));
        }
        let mut shown = self.show(&[]).await.map_err(|error| self.told(error))?;
        if let Some(Errand::Open(_)) = self.request.errand {
            return Ok(Reply::silent(self.request.operation));
        }
        let mut pays = Budget::SUCCESS;
        loop {
            let outgoing = assemble(self.request, self.key.as_deref(), &shown).map_err(|error| self.told(error))?;
            // A request that the client's own limits hold back too long is not an attempt, and not a failure of the server.
            let slot = self.admission().await.map_err(|error| self.told(error))?;
            let outcome = self.next_attempt(outgoing).await;
            drop(slot);
            let error = match outcome {
                Ok(reply) => {
                    self.core.budget().earn(pays);
                    self.forget();
                    return Ok(reply);
                }
                Err(error) => error,
            };
            if is_refused(&error, &shown) && self.forget() {
                return Ok(Reply::silent(self.request.operation));
            }
            let renews = self.may_renew(&error, &shown);
            let next = if renews { Next::Retry(Duration::ZERO) } else { self.next_after(&error) };
            let attempt = self.this_attempt();
            self.core.interceptors().iter().for_each(|one| one.decided(&attempt, &error, next));
            let Next::Retry(pause) = next else { return Err(error) };
            self.was_sent |= error.was_sent();
            if renews {
                self.is_renewed = true;
                shown = self.show(&shown).await.map_err(|error| self.told(error))?;
            } else {
                pays = retry::cost(&error);
                self.clock.sleep(pause).await;
            }
        }
    }

    /// Whether a call that ends a session has nothing to send: there is no session, or the server has no operation to end it.
    fn ends_unsent(&self) -> bool {
        match self.request.errand {
            Some(Errand::End(scheme)) => !self.core.keeper(scheme).is_some_and(Keeper::has_token),
            Some(Errand::Forget(scheme)) => {
                self.core.keeper(scheme).inspect(|keeper| keeper.forget());
                true
            }
            Some(Errand::Open(_)) | None => false,
        }
    }

    /// Whether the server refused a token, and the call may be sent once more with another.
    fn may_renew(&self, error: &Error, shown: &[Shown]) -> bool {
        let may_repeat = self.repeats != Repeats::Never && !self.request.is_spent();
        is_refused(error, shown) && !self.is_renewed && may_repeat
    }

    fn next_after(&self, error: &Error) -> Next {
        let failure = Failure {
            error,
            repeats: self.repeats,
            is_spent: self.request.is_spent(),
            attempt: self.attempts,
            left: self.deadline.left(self.clock.now()),
            unix_time: self.clock.unix_time(),
            random: self.clock.random(),
        };
        self.retry.next(&failure, self.core.budget())
    }

    /// Sends one attempt, and reports it to the interceptors.
    async fn next_attempt(&mut self, outgoing: HttpRequest) -> Result<Reply, Error> {
        self.attempts += 1;
        let span = trace::attempt(self.request.operation, self.attempts);
        let outcome = trace::within(span, self.attempt(outgoing)).await.map_err(|error| self.told(error));
        let attempt = self.this_attempt();
        self.core.interceptors().iter().rev().for_each(|one| one.after(&attempt, outcome.as_ref()));
        outcome
    }

    async fn attempt(&self, mut outgoing: HttpRequest) -> Result<Reply, Error> {
        let attempt = self.this_attempt();
        let mut seen_alone = (!self.request.to.is_api()).then(|| outgoing.headers.clone());
        let headers = seen_alone.as_mut().unwrap_or(&mut outgoing.headers);
        if let Some(name) = &self.retry.attempt_header {
            headers.insert(name, HeaderValue::from(self.attempts));
        }
        self.core.interceptors().iter().for_each(|one| one.before(&attempt, headers));
        if outgoing.headers.values().any(HeaderValue::is_sensitive) && !url::is_private(&outgoing.url) {
            return Err(Error::in_the_open(&outgoing.url));
        }
        let transport = self.transport.ok_or_else(Error::no_transport)?;
        let mut redirects = 0;
        loop {
            let left = self.deadline.left(self.clock.now());
            if left.is_zero() {
                return Err(Error::too_late(redirects > 0));
            }
            outgoing.timeouts = outgoing.timeouts.at_most(left);
            let incoming = transport.send(outgoing.clone()).await.map_err(Error::transport)?;
            match redirect::next(&outgoing, &incoming) {
                Some(next) if redirects < redirect::MOST && !self.has_token(&incoming) => outgoing = next,
                _ => return self.receive(incoming).await,
            }
            redirects += 1;
        }
    }

    /// Waits until the client's own limits allow another request.
    async fn admission(&self) -> Result<Option<Slot<'r>>, Error> {
        let slot = match self.core.slots() {
            Some(slots) => Some(self.within(slots.take()).await.ok_or_else(|| Error::too_late(false))?),
            None => None,
        };
        if let Some(line) = self.core.line() {
            let now = self.clock.now();
            let place = line.join(now);
            if place.wait >= self.deadline.left(now) {
                return Err(Error::too_late(false));
            }
            if !place.wait.is_zero() {
                self.clock.sleep(place.wait).await;
            }
            place.take();
        }
        Ok(slot)
    }

    /// The credentials for the next attempt, after those that were refused.
    async fn show(&mut self, refused: &[Shown]) -> Result<Vec<Shown>, Error> {
        let (request, core) = (self.request, self.core);
        if request.fault.is_some() || assemble::says_itself(request) {
            return Ok(Vec::new());
        }
        let api = core.api();
        if let Some(renewing) = &request.renewing {
            return Ok(renewing.shown(request.operation.auth.unwrap_or(api.auth), core));
        }
        let chosen = match request.errand {
            Some(Errand::Open(scheme)) => vec![scheme],
            _ => {
                let has = |scheme| core.proof(scheme).is_some();
                let alternatives = request.operation.auth.unwrap_or(api.auth);
                auth::choose(alternatives, api.schemes, has).map_err(Error::auth)?
            }
        };
        let mut shown = Vec::with_capacity(chosen.len());
        for scheme in chosen {
            let (credential, number) = match core.proof(scheme) {
                Some(Proof::Fixed(credential)) => (credential.clone(), None),
                Some(Proof::Living(keeper)) => {
                    let refused = refused.iter().find(|shown| shown.scheme == scheme).and_then(|shown| shown.number);
                    // What remains is enough for the call itself.
                    let patience = self.deadline.left(self.clock.now()) / 4 * 3;
                    let lent = self.within(keeper.lend(core, self.world, scheme, refused, patience)).await;
                    let lent = lent.ok_or_else(|| Error::too_late(false))??;
                    self.mask = self.mask.and(lent.credential.forms());
                    (lent.credential, Some(lent.number))
                }
                None => return Err(Error::auth("there are no credentials to log in with")),
            };
            shown.push(Shown { scheme, credential, number });
        }
        Ok(shown)
    }

    /// Drops the token if this call ends its session.
    fn forget(&self) -> bool {
        let Some(Errand::End(scheme)) = self.request.errand else { return false };
        self.core.keeper(scheme).inspect(|keeper| keeper.forget()).is_some()
    }

    /// The output of the future; `None` if the call's time is over first.
    async fn within<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        clock::within(self.clock, || self.deadline.left(self.clock.now()), future).await
    }

    /// Whether the head of the reply carries the token that the request fetches.
    fn has_token(&self, reply: &HttpReply) -> bool {
        let find = |place: Place| place.find(&reply.headers, &Value::Null, self.clock.unix_time());
        self.request.token_place.and_then(find).is_some()
    }

    async fn receive(&self, incoming: HttpReply) -> Result<Reply, Error> {
        let is_good = incoming.status.is_success() || incoming.status.is_redirection() && self.has_token(&incoming);
        let HttpReply { status, headers, body } = incoming;
        let (mask, operation) = (self.mask.clone(), self.request.operation);
        let max_bytes = self.request.limits.max_reply_bytes.unwrap_or_else(|| self.core.max_reply_bytes());
        let attempts = self.attempts;
        let watch = self.request.watch();
        let mut received = Received { mask, operation, status, headers, body: Bytes::new(), attempts, watch };
        let is_streamed = |media_type| operation.is_streamed(media_type);
        if status.is_success() && (self.request.is_download || received.media_type().is_some_and(is_streamed)) {
            let line = Line::new(self.request.clone(), self.world);
            return Ok(Reply { received, stream: Some(body), max_bytes, line: Some(Box::new(line)) });
        }
        let mut pieces = Vec::new();
        // If an operation streams, transports limit an attempt only up to the head of its reply. This reply is not a stream, so
        // the call's time limit applies.
        let read = self.within(self.read(body, max_bytes, &mut pieces)).await;
        let read = read.unwrap_or_else(|| Err(Error::too_late(true)));
        received.body = whole(pieces);
        if !is_good {
            // The status says more than the error of reading the body.
            return Err(Error::status_of(received));
        }
        match read {
            Ok(()) => Ok(Reply { received, stream: None, max_bytes, line: None }),
            Err(error) => Err(error.answered(received)),
        }
    }

    /// Reads the body into `pieces`, which keep what arrived even on failure.
    async fn read(&self, mut body: Body, limit: u64, pieces: &mut Vec<Bytes>) -> Result<(), Error> {
        let mut left = limit;
        while let Some(piece) = body.next().await.map_err(Error::transport)? {
            left = match u64::try_from(piece.len()).ok().and_then(|length| left.checked_sub(length)) {
                Some(left) => left,
                None => return Err(Error::too_large(limit)),
            };
            pieces.push(piece);
            if self.deadline.left(self.clock.now()).is_zero() {
                return Err(Error::too_late(true));
            }
        }
        Ok(())
    }

    fn this_attempt(&self) -> Attempt<'_> {
        Attempt { operation: self.request.operation, number: self.attempts, idempotency_key: self.key.as_deref() }
    }

    /// Adds to the error what this call knows about it.
    fn told(&self, error: Error) -> Error {
        let error = error.on(self.request.operation).masked(&self.mask);
        error.tried(self.attempts, self.was_sent, self.key.as_deref())
    }

    fn end(&mut self, outcome: Result<&Reply, &Error>) {
        self.has_ended = true;
        if self.core.interceptors().is_empty() {
            return;
        }
        let took = self.clock.now().saturating_sub(self.began);
        let end = End {
            operation: self.request.operation,
            attempts: self.attempts,
            began: self.clock.unix_time().saturating_sub(took),
            took,
            idempotency_key: self.key.as_deref(),
            outcome,
        };
        self.core.interceptors().iter().rev().for_each(|one| one.ended(&end));
    }
}

/// A dropped call ends as canceled.
impl Drop for Sending<'_> {
    fn drop(&mut self) {
        if !self.has_ended && !self.core.interceptors().is_empty() {
            let error = self.told(Error::canceled(self.attempts > 0));
            self.end(Err(&error));
        }
    }
}

/// Whether the server refused a credential that can be renewed.
fn is_refused(error: &Error, shown: &[Shown]) -> bool {
    error.status() == Some(StatusCode::UNAUTHORIZED) && shown.iter().any(|shown| shown.number.is_some())
}

/// Most bodies arrive in one piece, which is not copied.
fn whole(mut pieces: Vec<Bytes>) -> Bytes {
    if pieces.len() > 1 { pieces.concat().into() } else { pieces.pop().unwrap_or_default() }
}
