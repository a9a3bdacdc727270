//! Sessions: a token for a name and a password.

mod log_in;
mod place;

pub(crate) use self::log_in::{LogIn, seconds};
pub(crate) use self::place::Place;
use crate::call::Call;
use crate::client::Core;
use crate::operation::Operation;
use crate::reply;
use crate::request::Errand;

/// How an API opens, renews and ends sessions: everything that is the same for all its clients.
///
/// Members are those of the request's JSON object or form; places in replies are JSON Pointers (RFC 6901).
///
/// ```
/// use bindery_runtime::{Operation, Session};
///
/// static SESSION: Session = Session::new(Operation::new("createSession", "POST", "/sessions").auth(&[]))
///     .members("username", "password")
///     .token("/token")
///     .expires_in("/expires_in")
///     .refresh(Operation::new("refreshSession", "POST", "/sessions/refresh"))
///     .refresh_token("refresh_token", "/refresh_token")
///     .log_out(Operation::new("deleteSession", "DELETE", "/sessions/current"))
///     .health(Operation::new("getSession", "GET", "/sessions/current"))
///     .code("otp")
///     .challenge("challenge_id", "/challenge/id")
///     .verify(Operation::new("verifySession", "POST", "/sessions/verify").auth(&[]))
///     .env("EXAMPLE_USERNAME", "EXAMPLE_PASSWORD");
/// assert_eq!(SESSION.variables(), Some(("EXAMPLE_USERNAME", "EXAMPLE_PASSWORD")));
/// ```
///
/// A client logs in when the first call needs a token, or explicitly:
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "logIn", "status": 200, "type": "application/json", "body": {"token": "t0k3n"}}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// use bindery_runtime::{Api, Builder, Operation, Scheme, Session};
///
/// static SESSION: Session = Session::new(Operation::new("logIn", "POST", "/sessions").auth(&[]));
/// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("token").session(&SESSION)]);
///
/// let core = Builder::new(&API).log_in(0, "ann", "s3cret").in_process(&server).build()?;
/// SESSION.open(&core, 0).await?;
/// SESSION.check(&core, 0).await?;
/// server.assert_called("logIn", 1);
/// SESSION.end(&core, 0).await?;
/// SESSION.open(&core, 0).await?;
/// server.assert_called("logIn", 2);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Debug)]
pub struct Session {
    log_in: Operation,
    name: &'static str,
    password: &'static str,
    token: Place,
    expires_in: Option<&'static str>,
    expires_at: Option<&'static str>,
    refresh: Option<Operation>,
    /// The member of the refresh request that takes the refresh token, and its place in replies.
    refresh_token: Option<(&'static str, &'static str)>,
    code: Option<&'static str>,
    verify: Option<Operation>,
    /// The member that takes the challenge's id, and its place in the reply to the log-in.
    challenge: Option<(&'static str, &'static str)>,
    log_out: Option<Operation>,
    health: Option<Operation>,
    env: Option<(&'static str, &'static str)>,
}

impl Session {
    /// Creates sessions that this operation opens. Its reply has the token at `/token`; its body has the members `username` and
    /// `password`.
    pub const fn new(log_in: Operation) -> Self {
        Self {
            log_in,
            name: "username",
            password: "password",
            token: Place::Body("/token"),
            expires_in: None,
            expires_at: None,
            refresh: None,
            refresh_token: None,
            code: None,
            verify: None,
            challenge: None,
            log_out: None,
            health: None,
            env: None,
        }
    }

    /// Sets the members for name and password.
    #[must_use]
    pub const fn members(mut self, name: &'static str, password: &'static str) -> Self {
        (self.name, self.password) = (name, password);
        self
    }

    /// Sets the place of the token in replies.
    #[must_use]
    pub const fn token(mut self, place: &'static str) -> Self {
        self.token = Place::Body(place);
        self
    }

    /// Sets the header of replies that carries the token.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "logIn", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// use bindery_runtime::{Api, Builder, Operation, Scheme, Session};
    ///
    /// static SESSION: Session =
    ///     Session::new(Operation::new("logIn", "POST", "/sessions").auth(&[])).token_header("x-session-token");
    /// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("token").session(&SESSION)]);
    ///
    /// server.on("logIn").reply(204).header("X-Session-Token", "t0k3n");
    /// SESSION.open(&Builder::new(&API).log_in(0, "ann", "s3cret").in_process(&server).build()?, 0).await?;
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[must_use]
    pub const fn token_header(mut self, name: &'static str) -> Self {
        self.token = Place::Header(name);
        self
    }

    /// Sets the cookie of replies that carries the token (RFC 6265).
    ///
    /// Its `Max-Age` or `Expires` is the token's lifetime, unless [`expires_in`](Self::expires_in) or
    /// [`expires_at`](Self::expires_at) is set; its `Path` and `Domain` are ignored. The reply to the log-in itself has to set
    /// it. That reply may be a redirect, as from a website's form; the redirect is then not followed.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "logIn", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// use bindery_runtime::{Api, Builder, Operation, Scheme, Session};
    ///
    /// static SESSION: Session = Session::new(Operation::new("logIn", "POST", "/sessions").auth(&[])).token_cookie("sid");
    /// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::cookie_key("session", "sid").session(&SESSION)]);
    ///
    /// server.on("logIn").reply(204).header("Set-Cookie", "sid=t0k3n; Path=/; HttpOnly; Max-Age=3600");
    /// SESSION.open(&Builder::new(&API).log_in(0, "ann", "s3cret").in_process(&server).build()?, 0).await?;
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[must_use]
    pub const fn token_cookie(mut self, name: &'static str) -> Self {
        self.token = Place::Cookie(name);
        self
    }

    /// Sets the place in replies of the token's lifetime in seconds.
    #[must_use]
    pub const fn expires_in(mut self, place: &'static str) -> Self {
        self.expires_in = Some(place);
        self
    }

    /// Sets the place in replies of the token's end: seconds since 1970-01-01T00:00:00Z or, with the feature `jiff`, an RFC 3339
    /// instant.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "logIn", "status": 200, "type": "application/json",
    /// #     "body": {"token": "t0k3n", "ends": 1767226200}}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # use std::time::Duration;
    /// # use bindery_runtime::{Api, Builder, Operation, Scheme, Session};
    /// static SESSION: Session =
    ///     Session::new(Operation::new("logIn", "POST", "/sessions").auth(&[])).expires_at("/ends");
    /// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("token").session(&SESSION)]);
    ///
    /// let core = Builder::new(&API).log_in(0, "ann", "s3cret").in_process(&server).build()?;
    /// // According to the server, the token ends ten minutes after the beginning of the year.
    /// SESSION.open(&core, 0).await?;
    /// server.clock().advance(Duration::from_secs(601));
    /// SESSION.open(&core, 0).await?;
    /// server.assert_called("logIn", 2);
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[must_use]
    pub const fn expires_at(mut self, place: &'static str) -> Self {
        self.expires_at = Some(place);
        self
    }

    /// Sets the operation that renews the token. It is sent with the token to be renewed, if it needs one.
    #[must_use]
    pub const fn refresh(mut self, operation: Operation) -> Self {
        self.refresh = Some(operation);
        self
    }

    /// Sets the member of the refresh request that takes a separate refresh token, and its place in replies.
    #[must_use]
    pub const fn refresh_token(mut self, member: &'static str, place: &'static str) -> Self {
        self.refresh_token = Some((member, place));
        self
    }

    /// Sets the member that takes the code of a second factor. The code is asked for if the reply to a log-in has no token, or is
    /// 401 or 403.
    #[must_use]
    pub const fn code(mut self, member: &'static str) -> Self {
        self.code = Some(member);
        self
    }

    /// Sets the operation that takes the code. By default the log-in is sent again, with the code.
    #[must_use]
    pub const fn verify(mut self, operation: Operation) -> Self {
        self.verify = Some(operation);
        self
    }

    /// Sets the member that takes the challenge's id along with the code, and its place in the reply to the log-in. A code is
    /// then asked for only if that reply has an id.
    #[must_use]
    pub const fn challenge(mut self, member: &'static str, place: &'static str) -> Self {
        self.challenge = Some((member, place));
        self
    }

    /// Sets the operation that ends a session.
    #[must_use]
    pub const fn log_out(mut self, operation: Operation) -> Self {
        self.log_out = Some(operation);
        self
    }

    /// Sets an operation that succeeds if the session is alive.
    #[must_use]
    pub const fn health(mut self, operation: Operation) -> Self {
        self.health = Some(operation);
        self
    }

    /// Sets the environment variables that `from_env` reads name and password from.
    #[must_use]
    pub const fn env(mut self, name: &'static str, password: &'static str) -> Self {
        self.env = Some((name, password));
        self
    }

    /// Returns the environment variables of [`Session::env`].
    pub const fn variables(&self) -> Option<(&'static str, &'static str)> {
        self.env
    }

    /// Logs in, unless there is a session already. Afterwards the scheme at `index` has a token.
    pub fn open(&'static self, core: &Core, index: usize) -> Call<()> {
        core.request(&self.log_in).errand(Errand::Open(index)).call(reply::nothing)
    }

    /// Ends the session at the server, if there is an operation for it, and drops its token. The next call logs in again.
    pub fn end(&'static self, core: &Core, index: usize) -> Call<()> {
        match &self.log_out {
            Some(operation) => core.request(operation).errand(Errand::End(index)).call(reply::nothing),
            None => core.request(&self.log_in).errand(Errand::Forget(index)).call(reply::nothing),
        }
    }

    /// Checks whether the session is alive, with the operation of [`health`](Self::health). Without one, it checks that there is
    /// a token or that one can be obtained.
    pub fn check(&'static self, core: &Core, index: usize) -> Call<()> {
        match &self.health {
            Some(operation) => core.request(operation).call(reply::nothing),
            None => self.open(core, index),
        }
    }
}
