//! Credentials that expire, and their sources.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::{self, Credential, Proof, Shown};
use crate::client::Core;
use crate::error::Error;
use crate::future::{BoxFuture, MaybeSend, MaybeSync};
use crate::operation::{Operation, Requirements};
use crate::reply::Reply;
use crate::request::Request;
use crate::secret::Secret;
use crate::world::World;

/// A source of tokens for a scheme: a [`Session`](crate::Session), [`OAuth2`](crate::OAuth2), or the caller's own.
///
/// A client asks for the first token when a call needs one, and for the next one in the last fifth of the token's life. That is
/// at most five minutes ahead, at a moment that differs from client to client. It also asks after the server has refused a token
/// with 401. The refused call is then sent once more, whatever its method, because 401 means that nothing was done (RFC 9110,
/// section 15.5.2). Exceptions are [`Repeat::Never`](crate::Repeat::Never) and bodies that can be read only
/// [once](crate::Source::once).
///
/// Calls that wait for a token at the same time share one request for it. They also share its failure, as do calls within the
/// next second, so that a wrong password does not lock an account.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::future::BoxFuture;
/// use bindery_runtime::{Error, Renewal, Token, TokenSource};
///
/// #[derive(Debug)]
/// struct Vault {
///     pin: String,
/// }
///
/// impl TokenSource for Vault {
///     fn token<'a>(&'a self, _renewal: Renewal<'a>) -> BoxFuture<'a, Result<Token, Error>> {
///         Box::pin(async { Ok(Token::new("t0k3n").expires_in(Duration::from_secs(900))) })
///     }
///
///     fn secrets(&self) -> Vec<String> {
///         vec![self.pin.clone()]
///     }
/// }
/// assert_eq!(Vault { pin: "4711".to_owned() }.secrets(), ["4711"]);
/// ```
pub trait TokenSource: fmt::Debug + MaybeSend + MaybeSync + 'static {
    /// Returns a token other than the [previous](Renewal::previous) one.
    ///
    /// # Errors
    /// There is no token: [`Error::no_token`], or the error of the call that should have fetched it.
    fn token<'a>(&'a self, renewal: Renewal<'a>) -> BoxFuture<'a, Result<Token, Error>>;

    /// Returns further secrets that must not appear in errors, such as a password that a server may quote.
    fn secrets(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A token, its lifetime, and the refresh token that renews it. Its `Debug` shows neither token.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::Token;
///
/// let token = Token::new("t0k3n").expires_in(Duration::from_secs(900)).with_refresh("r3fresh");
/// assert_eq!((token.expose(), token.expose_refresh()), ("t0k3n", Some("r3fresh")));
/// assert!(!format!("{token:?}").contains("t0k3n"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub(crate) access: Secret,
    pub(crate) refresh: Option<Secret>,
    pub(crate) life: Option<Duration>,
}

/// A request for a token.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "logIn", "status": 200, "type": "application/json", "body": {"token": "t0k3n"}},
/// #     {"operation": "getJob", "status": 200, "type": "text/plain", "text": ""}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// use bindery_runtime::future::BoxFuture;
/// use bindery_runtime::{Api, Builder, Error, Operation, Renewal, Scheme, Token, TokenSource, nothing};
///
/// /// Gives `t0k3n-1` first, then `t0k3n-2`.
/// #[derive(Debug)]
/// struct Counter;
///
/// impl TokenSource for Counter {
///     fn token<'a>(&'a self, renewal: Renewal<'a>) -> BoxFuture<'a, Result<Token, Error>> {
///         let number = if renewal.previous().is_some() { 2 } else { 1 };
///         assert_eq!(renewal.is_refused(), number == 2);
///         Box::pin(async move { Ok(Token::new(format!("t0k3n-{number}"))) })
///     }
/// }
///
/// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("token")]).auth(&[&["token"]]);
/// static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
/// let core = Builder::new(&API).source(0, Counter).in_process(&server).build()?;
/// server.on("getJob").reply(401);
/// core.request(&GET_JOB).call(nothing).await?;
/// assert_eq!(server.requests()[1].header("authorization"), Some("Bearer t0k3n-2"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Renewal<'a> {
    pub(crate) core: &'a Core,
    pub(crate) world: World,
    /// The scheme that the token is for.
    pub(crate) scheme: usize,
    pub(crate) previous: Option<Token>,
    pub(crate) refused: bool,
    /// Whether the previous token is still valid.
    pub(crate) is_ahead: bool,
}

/// Marks a request that fetches a token, so that it does not ask for one itself.
#[derive(Clone, Debug)]
pub(crate) struct Renewing {
    pub(crate) scheme: usize,
    /// The token to be renewed, for an operation that needs it.
    pub(crate) token: Option<Token>,
    /// The secrets that must not appear in its errors.
    pub(crate) secrets: Vec<String>,
}

impl Token {
    /// Creates a token that is valid until the server refuses it.
    pub fn new(access: impl Into<String>) -> Self {
        Self { access: Secret::new(access), refresh: None, life: None }
    }

    /// Sets the lifetime, counted from now.
    #[must_use]
    pub fn expires_in(mut self, life: Duration) -> Self {
        self.life = Some(life);
        self
    }

    /// Sets the refresh token that renews it.
    #[must_use]
    pub fn with_refresh(mut self, refresh: impl Into<String>) -> Self {
        self.refresh = Some(Secret::new(refresh));
        self
    }

    /// Returns the token itself, which must be kept secret.
    pub fn expose(&self) -> &str {
        self.access.expose()
    }

    /// Returns the refresh token, which must be kept secret.
    pub fn expose_refresh(&self) -> Option<&str> {
        self.refresh.as_ref().map(Secret::expose)
    }
}

impl Renewing {
    /// The credentials of the request: fixed ones, and the token that it renews. If they are incomplete, it is sent anyway,
    /// because it is the request that fetches the credential.
    pub(crate) fn shown(&self, alternatives: Requirements, core: &Core) -> Vec<Shown> {
        let find = |scheme| match core.proof(scheme)? {
            Proof::Fixed(credential) => Some(credential.clone()),
            Proof::Living(_) => self.token.as_ref().filter(|_| scheme == self.scheme).map(Credential::of),
        };
        let chosen = auth::choose(alternatives, core.api().schemes, |scheme| find(scheme).is_some());
        let show = |scheme| Some(Shown { scheme, credential: find(scheme)?, number: None });
        chosen.unwrap_or_default().into_iter().filter_map(show).collect()
    }
}

impl Renewal<'_> {
    /// Returns the token to be replaced; `None` for the first one.
    pub fn previous(&self) -> Option<&Token> {
        self.previous.as_ref()
    }

    /// Whether the server refused the previous token; otherwise it expires soon, or has expired.
    pub fn is_refused(&self) -> bool {
        self.refused
    }

    /// A request that does not ask for a token itself, and whose secrets do not appear in errors.
    pub(crate) fn request(&self, operation: &'static Operation, secrets: Vec<String>) -> Request {
        let mut request = self.core.request(operation);
        let known = self.previous.iter().flat_map(|token| [Some(&token.access), token.refresh.as_ref()]).flatten();
        let secrets = secrets.into_iter().chain(known.map(|secret| secret.expose().to_owned())).collect();
        request.renewing = Some(Arc::new(Renewing { scheme: self.scheme, token: self.previous.clone(), secrets }));
        request
    }

    /// Sends it with the transport and clock of the call that waits for the token.
    pub(crate) fn send(&self, request: Request) -> BoxFuture<'static, Result<Reply, Error>> {
        Box::pin(crate::send::send(request, self.world))
    }
}
