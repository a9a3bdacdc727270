//! Tokens of an OAuth 2.0 authorization server.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Uri;
use serde_json::{Map, Value};

use crate::destination::Destination;
use crate::error::Error;
use crate::future::{BoxFuture, MaybeSend, MaybeSync};
use crate::operation::Operation;
use crate::percent;
use crate::request::Request;
use crate::retry::Repeat;
use crate::secret::Secret;
use crate::session::seconds;
use crate::token::{Renewal, Token, TokenSource};
use crate::url::BaseUrl;

/// Tokens of an OAuth 2.0 authorization server (RFC 6749), for [`Builder::source`](crate::Builder::source).
///
/// Its requests are sent like the client's calls: through the same transport, over TLS or to loopback only, and seen by its
/// interceptors. Apart from `User-Agent`, headers of the client and of interceptors are not sent.
///
/// ```
/// use bindery_runtime::{Endpoint, OAuth2};
///
/// let service = OAuth2::client_credentials("https://id.example.com/token", "my-service", "s3cret").scope("jobs:read");
/// let person = OAuth2::refresh_token(Endpoint::issuer("https://id.example.com"), "my-app", "r3fresh")
///     .client_secret("s3cret")
///     .persist(|token| async move {
///         let _keep = token.expose_refresh();
///     });
/// let strict = OAuth2::client_credentials("https://id.example.com/token", "my-service", "s3cret")
///     .in_body()
///     .parameter("audience", "https://api.example.com");
/// assert!(!format!("{service:?} {person:?} {strict:?}").contains("s3cret"));
/// ```
#[derive(Debug)]
pub struct OAuth2 {
    endpoint: Endpoint,
    client_id: String,
    client_secret: Option<Secret>,
    grant: Grant,
    parameters: Vec<(String, Secret)>,
    in_body: bool,
    persist: Option<Hook>,
    /// The token endpoint found by discovery.
    discovered: Mutex<Option<String>>,
}

/// The location of the token endpoint.
///
/// ```
/// use bindery_runtime::Endpoint;
///
/// let found = Endpoint::issuer("https://id.example.com");
/// let known = Endpoint::url("https://id.example.com/oauth/token");
/// # let _ = (found, known);
/// ```
#[derive(Clone, Debug)]
pub struct Endpoint(At);

#[derive(Clone, Debug)]
enum At {
    Url(String),
    Issuer(String),
}

#[derive(Debug)]
enum Grant {
    ClientCredentials,
    /// Uses the current refresh token.
    Refresh(Mutex<Kept>),
}

/// A refresh token, and whether it was passed to `persist`.
#[derive(Clone, Debug)]
struct Kept {
    token: Secret,
    is_told: bool,
}

/// The caller's function that keeps each new refresh token.
struct Hook(Box<dyn Persist>);

trait Persist: MaybeSend + MaybeSync + 'static {
    fn persist(&self, token: Token) -> BoxFuture<'static, ()>;
}

/// Words in the names of parameters whose values are secret, as in `client_assertion` and `subject_token`.
const SECRET: [&str; 7] = ["assertion", "code", "key", "password", "pin", "secret", "token"];

/// Asking twice for client credentials does no harm.
static BY_CREDENTIALS: Operation = Operation::new("token", "POST", "/token")
    .auth(&[])
    .accept("application/json")
    .content_type("application/x-www-form-urlencoded")
    .retry(Repeat::Always);

/// A refresh token may be valid only once.
static BY_REFRESH: Operation = Operation::new("token", "POST", "/token")
    .auth(&[])
    .accept("application/json")
    .content_type("application/x-www-form-urlencoded");

static DISCOVERY: Operation =
    Operation::new("discovery", "GET", "/.well-known/openid-configuration").auth(&[]).accept("application/json");

impl Endpoint {
    /// The endpoint that this issuer names at `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0, section 4).
    pub fn issuer(url: impl Into<String>) -> Self {
        Self(At::Issuer(url.into()))
    }

    /// The token endpoint itself: a URL, or a path on the API's server (`/oauth/token`).
    pub fn url(url: impl Into<String>) -> Self {
        Self(At::Url(url.into()))
    }
}

impl From<&str> for Endpoint {
    fn from(url: &str) -> Self {
        Self::url(url)
    }
}

impl From<String> for Endpoint {
    fn from(url: String) -> Self {
        Self::url(url)
    }
}

impl OAuth2 {
    /// Tokens for a program that acts for itself (RFC 6749, section 4.4).
    pub fn client_credentials(
        endpoint: impl Into<Endpoint>,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> Self {
        Self::new(endpoint.into(), client_id.into(), Grant::ClientCredentials).client_secret(client_secret)
    }

    /// Tokens for a person who has granted access before (RFC 6749, section 6). Servers may issue a new refresh token with each
    /// token: see [`persist`](Self::persist).
    pub fn refresh_token(
        endpoint: impl Into<Endpoint>,
        client_id: impl Into<String>,
        refresh_token: impl Into<String>,
    ) -> Self {
        let grant = Grant::Refresh(Mutex::new(Kept { token: Secret::new(refresh_token), is_told: true }));
        Self::new(endpoint.into(), client_id.into(), grant)
    }

    /// Sets the client secret. It is sent with HTTP Basic, unless [`in_body`](Self::in_body) is set.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<String>) -> Self {
        self.client_secret = Some(Secret::new(secret));
        self
    }

    /// Sends client id and secret in the body.
    #[must_use]
    pub fn in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// Sets the scopes to ask for, separated by spaces.
    #[must_use]
    pub fn scope(self, scopes: impl Into<String>) -> Self {
        self.parameter("scope", scopes)
    }

    /// Adds a parameter that the server requires beyond the standard, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), Secret::new(value)));
        self
    }

    /// Sets a function that keeps each new refresh token, read with [`Token::expose_refresh`]. It is awaited before the token is
    /// used, so that none is lost.
    ///
    /// One call renews the token for all others. If it is dropped or times out midway, the server may have issued a new refresh
    /// token that was never received. Servers that accept each refresh token only once then require another log-in.
    #[must_use]
    pub fn persist<F, A>(mut self, keep: F) -> Self
    where
        F: Fn(Token) -> A + MaybeSend + MaybeSync + 'static,
        A: Future<Output = ()> + MaybeSend + 'static,
    {
        self.persist = Some(Hook(Box::new(keep)));
        self
    }

    fn new(endpoint: Endpoint, client_id: String, grant: Grant) -> Self {
        Self {
            endpoint,
            client_id,
            client_secret: None,
            grant,
            parameters: Vec::new(),
            in_body: false,
            persist: None,
            discovered: Mutex::default(),
        }
    }

    async fn ask(&self, renewal: &Renewal<'_>) -> Result<Token, Error> {
        let url = self.token_url(renewal).await?;
        let reply = renewal.send(self.request(renewal, &url)?).await?;
        let value = serde_json::from_slice(reply.body()).unwrap_or(Value::Null);
        let text = |member: &str| value.get(member).and_then(Value::as_str).filter(|text| !text.is_empty());
        let Some(access) = text("access_token") else {
            return Err(Error::unreadable("there is no `access_token`", reply.received));
        };
        let mut token = Token::new(access);
        token.life = value.get("expires_in").and_then(seconds);
        if let Grant::Refresh(kept) = &self.grant {
            if let Some(next) = text("refresh_token").map(Secret::new).filter(|next| *next != lock(kept).token) {
                *lock(kept) = Kept { token: next, is_told: false };
            }
            let Kept { token: refresh, is_told } = lock(kept).clone();
            token.refresh = Some(refresh);
            if let Some(Hook(hook)) = self.persist.as_ref().filter(|_| !is_told) {
                // If the call is dropped here, the next renewal passes the token on.
                hook.persist(token.clone()).await;
                lock(kept).is_told = true;
            }
        }
        Ok(token)
    }

    fn request(&self, renewal: &Renewal<'_>, url: &str) -> Result<Request, Error> {
        let mut body: Map<String, Value> = Map::new();
        let operation = match &self.grant {
            Grant::ClientCredentials => {
                body.insert("grant_type".to_owned(), "client_credentials".into());
                &BY_CREDENTIALS
            }
            Grant::Refresh(token) => {
                body.insert("grant_type".to_owned(), "refresh_token".into());
                body.insert("refresh_token".to_owned(), lock(token).token.expose().into());
                &BY_REFRESH
            }
        };
        body.extend(self.parameters.iter().map(|(name, value)| (name.clone(), value.expose().into())));
        let basic = self.client_secret.as_ref().filter(|_| !self.in_body);
        if basic.is_none() {
            body.insert("client_id".to_owned(), self.client_id.as_str().into());
            let secret = self.client_secret.iter().map(|secret| ("client_secret".to_owned(), secret.expose().into()));
            body.extend(secret);
        }
        let request = elsewhere(renewal.request(operation, self.secrets()), url)?.form(&Value::Object(body));
        Ok(match basic {
            Some(secret) => request.header("authorization", self.basic(secret)),
            None => request,
        })
    }

    /// RFC 6749, section 2.3.1: both are encoded before they are joined.
    fn basic(&self, secret: &Secret) -> String {
        let mut pair = String::new();
        percent::encode(&mut pair, &self.client_id, percent::unreserved);
        pair.push(':');
        percent::encode(&mut pair, secret.expose(), percent::unreserved);
        format!("Basic {}", STANDARD.encode(pair))
    }

    async fn token_url(&self, renewal: &Renewal<'_>) -> Result<String, Error> {
        let issuer = match &self.endpoint {
            // A path is relative to the API's server.
            Endpoint(At::Url(path)) if path.starts_with('/') && !path.starts_with("//") => {
                let base = renewal.core.base(&BY_CREDENTIALS).map_err(Error::construct)?;
                return Ok(base.origin() + path);
            }
            Endpoint(At::Url(url)) => return Ok(url.clone()),
            Endpoint(At::Issuer(issuer)) => issuer.trim_end_matches('/').trim_end_matches(DISCOVERY.path()),
        };
        if let Some(url) = lock(&self.discovered).clone() {
            return Ok(url);
        }
        let request = renewal.request(&DISCOVERY, Vec::new());
        let reply = renewal.send(elsewhere(request, &format!("{issuer}{}", DISCOVERY.path()))?).await?;
        let value: Value = serde_json::from_slice(reply.body()).unwrap_or(Value::Null);
        let text = |member: &str| value.get(member).and_then(Value::as_str);
        // Section 4.3: an answer for another issuer must not be used.
        if text("issuer").map(|named| named.trim_end_matches('/')) != Some(issuer) {
            return Err(Error::unreadable("it names another `issuer`", reply.received));
        }
        let Some(url) = text("token_endpoint").map(str::to_owned) else {
            return Err(Error::unreadable("there is no `token_endpoint`", reply.received));
        };
        *lock(&self.discovered) = Some(url.clone());
        Ok(url)
    }
}

impl TokenSource for OAuth2 {
    fn token<'a>(&'a self, renewal: Renewal<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        Box::pin(async move { self.ask(&renewal).await })
    }

    fn secrets(&self) -> Vec<String> {
        let refresh = match &self.grant {
            Grant::ClientCredentials => None,
            Grant::Refresh(kept) => Some(lock(kept).token.clone()),
        };
        let is_secret = |name: &str| SECRET.iter().any(|word| name.contains(word)) && !name.ends_with("_type");
        let parameters = self.parameters.iter().filter(|(name, _)| is_secret(name));
        let parameters = parameters.map(|(_, value)| value);
        let secrets = self.client_secret.iter().chain(&refresh).chain(parameters);
        secrets.map(|secret| secret.expose().to_owned()).collect()
    }
}

impl<F, A> Persist for F
where
    F: Fn(Token) -> A + MaybeSend + MaybeSync + 'static,
    A: Future<Output = ()> + MaybeSend + 'static,
{
    fn persist(&self, token: Token) -> BoxFuture<'static, ()> {
        Box::pin(self(token))
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}

/// A request to a URL outside the API.
fn elsewhere(mut request: Request, url: &str) -> Result<Request, Error> {
    let uri: Uri =
        url.parse().map_err(|error| Error::construct(format!("the token endpoint is not a valid URL: {error}")))?;
    let origin = format!("{}://{}", uri.scheme_str().unwrap_or_default(), uri.authority().map_or("", |at| at.as_str()));
    request.to = Destination::Elsewhere(BaseUrl::parse(&origin).map_err(Error::construct)?);
    Ok(request.at(url))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
