//! Security schemes of the document, and their credentials.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName, InvalidHeaderValue};
use http::{HeaderMap, HeaderValue};

use crate::client::Api;
use crate::keeper::Keeper;
use crate::operation::Requirements;
use crate::percent;
use crate::secret::{Secret, sensitive};
use crate::session::Session;
use crate::token::Token;
use crate::url;

/// A way to authenticate, as a security scheme of the document describes it.
///
/// ```
/// use bindery_runtime::{Operation, Scheme, Session};
///
/// static TOKEN: Scheme = Scheme::header_key("apiKey", "Authorization").prefix("Token ").env("EXAMPLE_API_KEY");
/// assert_eq!((TOKEN.name(), TOKEN.variable()), ("apiKey", Some("EXAMPLE_API_KEY")));
///
/// // Other kinds of schemes; the token of `login` comes from logging in.
/// static SESSION: Session = Session::new(Operation::new("createSession", "POST", "/sessions").auth(&[]));
/// static SCHEMES: [Scheme; 5] = [
///     Scheme::bearer("oauth"),
///     Scheme::bearer("login").session(&SESSION),
///     Scheme::basic("password"),
///     Scheme::query_key("key", "api_key"),
///     Scheme::cookie_key("cookie", "session_id"),
/// ];
/// assert_eq!(SCHEMES.map(|scheme| scheme.name()), ["oauth", "login", "password", "key", "cookie"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    name: &'static str,
    carrier: Carrier,
    prefix: &'static str,
    env: Option<&'static str>,
    session: Option<&'static Session>,
    client: Option<ByCredentials>,
}

/// The token endpoint for a client's id and secret.
#[derive(Clone, Copy, Debug)]
struct ByCredentials {
    url: &'static str,
    variables: (&'static str, &'static str),
}

/// The credential of a [`Scheme`]: a key, a token, or a name and password. Its `Debug` does not show it.
///
/// ```
/// use bindery_runtime::Credential;
///
/// for credential in [Credential::key("s3cret"), Credential::basic("ann", "s3cret")] {
///     assert!(!format!("{credential:?}").contains("s3cret"));
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Credential(Secret);

/// The credential that a client has for a [`Scheme`].
#[derive(Debug)]
pub(crate) enum Proof {
    /// A credential that never changes.
    Fixed(Credential),
    /// A token that expires and is renewed.
    Living(Box<Keeper>),
}

/// A URL without the credentials of this API in its query.
pub(crate) fn without_credentials(api: &Api, url: &str) -> String {
    let is_credential = |name: &str| api.schemes.iter().any(|scheme| scheme.query_parameter() == Some(name));
    url::without_pairs(url, is_credential)
}

/// A credential sent with one attempt.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The index of the scheme.
    pub(crate) scheme: usize,
    pub(crate) credential: Credential,
    /// The number of the token, if it comes from a keeper.
    pub(crate) number: Option<u64>,
}

#[derive(Clone, Copy, Debug)]
enum Carrier {
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    /// `Authorization: Basic`, with the credential in base64.
    Basic,
}

impl Scheme {
    /// `Authorization: Bearer <token>`, RFC 6750. Also used for tokens of OAuth 2 and OpenID Connect, which the caller provides.
    pub const fn bearer(name: &'static str) -> Self {
        Self::new(name, Carrier::Header("authorization")).prefix("Bearer ")
    }

    /// `Authorization: Basic <name and password>`, RFC 7617.
    pub const fn basic(name: &'static str) -> Self {
        Self::new(name, Carrier::Basic)
    }

    /// A key in a header. For other HTTP schemes, use the header `Authorization` and their name as [`prefix`](Self::prefix):
    /// `Digest `.
    pub const fn header_key(name: &'static str, header: &'static str) -> Self {
        Self::new(name, Carrier::Header(header))
    }

    /// A key in the query.
    pub const fn query_key(name: &'static str, parameter: &'static str) -> Self {
        Self::new(name, Carrier::Query(parameter))
    }

    /// A key in a cookie.
    pub const fn cookie_key(name: &'static str, cookie: &'static str) -> Self {
        Self::new(name, Carrier::Cookie(cookie))
    }

    /// The query parameter that carries the key, if one does.
    pub(crate) const fn query_parameter(&self) -> Option<&'static str> {
        match self.carrier {
            Carrier::Query(parameter) => Some(parameter),
            _ => None,
        }
    }

    /// Whether it is sent in the header of this name.
    pub(crate) fn is_in_header(&self, name: &str) -> bool {
        match self.carrier {
            Carrier::Header(header) => header.eq_ignore_ascii_case(name),
            Carrier::Basic => name.eq_ignore_ascii_case("authorization"),
            Carrier::Query(_) | Carrier::Cookie(_) => false,
        }
    }

    /// Sets the text before the key, including its space: `Token `.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }

    /// Sets the environment variable that `from_env` reads the credential from: the key, the token, or `name:password`.
    #[must_use]
    pub const fn env(mut self, variable: &'static str) -> Self {
        self.env = Some(variable);
        self
    }

    /// Sets the sessions whose tokens are its credentials.
    #[must_use]
    pub const fn session(mut self, session: &'static Session) -> Self {
        self.session = Some(session);
        self
    }

    /// Sets the endpoint that issues tokens for a client's id and secret (RFC 6749, section 4.4), and the environment variables
    /// that `from_env` reads id and secret from.
    #[must_use]
    pub const fn client_credentials(mut self, url: &'static str, id: &'static str, secret: &'static str) -> Self {
        self.client = Some(ByCredentials { url, variables: (id, secret) });
        self
    }

    /// Returns the name in the document.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the environment variable of [`Scheme::env`].
    pub const fn variable(&self) -> Option<&'static str> {
        self.env
    }

    /// The sessions of [`Scheme::session`].
    pub(crate) const fn sessions(&self) -> Option<&'static Session> {
        self.session
    }

    /// The endpoint of [`Scheme::client_credentials`].
    pub(crate) fn token_url(&self) -> Option<&'static str> {
        self.client.map(|client| client.url)
    }

    /// The environment variables of [`Scheme::client_credentials`].
    pub(crate) fn client_variables(&self) -> Option<(&'static str, &'static str)> {
        self.client.map(|client| client.variables)
    }

    /// Describes its environment variables for a message.
    fn told(&self) -> Option<String> {
        let pairs = self.session.and_then(Session::variables).into_iter().chain(self.client_variables());
        let pairs = pairs.map(|(name, secret)| format!("{name} and {secret}"));
        let variables: Vec<String> = self.env.map(str::to_owned).into_iter().chain(pairs).collect();
        (!variables.is_empty()).then(|| format!("environment variable {}", variables.join(", or ")))
    }

    const fn new(name: &'static str, carrier: Carrier) -> Self {
        Self { name, carrier, prefix: "", env: None, session: None, client: None }
    }
}

impl Credential {
    /// Creates an API key or a token, without its prefix.
    pub fn key(key: impl Into<String>) -> Self {
        Self(Secret::new(key))
    }

    /// Creates a user name, which cannot contain a colon (RFC 7617 section 2), and password.
    pub fn basic(name: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        Self(Secret::new(format!("{}:{}", name.as_ref(), password.as_ref())))
    }

    /// The credential of a token.
    pub(crate) fn of(token: &Token) -> Self {
        Self(token.access.clone())
    }

    /// All forms in which the credential is sent; they are masked in any text that may quote it.
    pub(crate) fn forms(&self) -> [String; 4] {
        let mut escaped = String::new();
        percent::encode(&mut escaped, self.0.expose(), percent::unreserved);
        [self.0.expose().to_owned(), base64(self.0.expose()), escaped, cookie(self.0.expose())]
    }

    /// The reason why it cannot be the credential of `scheme`.
    pub(crate) fn fault(&self, scheme: &Scheme) -> Option<String> {
        let text = self.0.expose();
        let is_sendable = match scheme.carrier {
            Carrier::Header(_) => sensitive(text).is_ok(),
            // These are encoded, but a control character is certainly a mistake.
            Carrier::Query(_) | Carrier::Cookie(_) | Carrier::Basic => !text.contains(char::is_control),
        };
        if text.is_empty() {
            Some(format!("the credential for `{}` is empty", scheme.name))
        } else if !is_sendable {
            Some(format!("the credential for `{}` has characters that cannot be sent (a line break?)", scheme.name))
        } else {
            None
        }
    }
}

impl Proof {
    /// The secrets that must not appear in errors.
    pub(crate) fn secrets(&self) -> Vec<String> {
        match self {
            Self::Fixed(credential) => credential.forms().into(),
            Self::Living(keeper) => {
                keeper.secrets().iter().flat_map(|secret| Credential::key(secret).forms()).collect()
            }
        }
    }
}

/// The parts of a request that can carry a credential.
#[derive(Debug, Default)]
pub(crate) struct Carriers {
    pub(crate) query: Vec<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<String>,
    /// Whether any of them carries a secret.
    pub(crate) secret: bool,
}

/// Selects the first alternative whose credentials are all available, and returns the indexes of its schemes.
///
/// # Errors
/// There is none; the message says what to set.
pub(crate) fn choose(
    alternatives: Requirements,
    schemes: &[Scheme],
    has: impl Fn(usize) -> bool,
) -> Result<Vec<usize>, String> {
    let find = |name: &&str| schemes.iter().position(|scheme| scheme.name == *name).filter(|index| has(*index));
    for set in alternatives.iter().filter(|set| !set.is_empty()) {
        if let Some(found) = set.iter().map(find).collect::<Option<Vec<_>>>() {
            return Ok(found);
        }
    }
    if alternatives.is_empty() || alternatives.iter().any(|set| set.is_empty()) {
        return Ok(Vec::new());
    }
    Err(missing(alternatives, schemes))
}

/// Adds the credentials to the request.
///
/// # Errors
/// One of them cannot be sent.
pub(crate) fn authorize(carriers: &mut Carriers, schemes: &[Scheme], shown: &[Shown]) -> Result<(), String> {
    shown.iter().try_for_each(|shown| apply(carriers, &schemes[shown.scheme], &shown.credential))
}

fn apply(carriers: &mut Carriers, scheme: &Scheme, credential: &Credential) -> Result<(), String> {
    let Credential(secret) = credential;
    carriers.secret = true;
    match scheme.carrier {
        Carrier::Basic => {
            let value = sensitive(&format!("Basic {}", base64(secret.expose())));
            put(&mut carriers.headers, AUTHORIZATION, value, scheme)
        }
        Carrier::Header(name) => {
            let name = HeaderName::try_from(name).map_err(|_| format!("`{name}` is not a valid header name"))?;
            put(&mut carriers.headers, name, sensitive(&[scheme.prefix, secret.expose()].concat()), scheme)
        }
        Carrier::Query(name) => {
            carriers.query.push(pair(name, scheme, secret));
            Ok(())
        }
        Carrier::Cookie(name) => {
            carriers.cookies.push([name, "=", scheme.prefix, &cookie(secret.expose())].concat());
            Ok(())
        }
    }
}

fn put(
    headers: &mut HeaderMap,
    name: HeaderName,
    value: Result<HeaderValue, InvalidHeaderValue>,
    scheme: &Scheme,
) -> Result<(), String> {
    let value = value.map_err(|_| format!("the credential for `{}` cannot be sent in a header", scheme.name))?;
    headers.insert(name, value);
    Ok(())
}

fn pair(name: &str, scheme: &Scheme, secret: &Secret) -> String {
    let mut out = String::new();
    percent::encode(&mut out, name, percent::unreserved);
    out.push('=');
    percent::encode(&mut out, scheme.prefix, percent::unreserved);
    percent::encode(&mut out, secret.expose(), percent::unreserved);
    out
}

/// A cookie is returned verbatim, except that `;` and bytes other than printable ASCII are encoded.
fn cookie(text: &str) -> String {
    let mut out = String::new();
    percent::encode(&mut out, text, |byte| (byte.is_ascii_graphic() || byte == b' ') && byte != b';');
    out
}

fn base64(text: &str) -> String {
    STANDARD.encode(text)
}

/// Names every alternative: `bearerAuth` (environment variable `X`), or `user` with `password`.
fn missing(alternatives: Requirements, schemes: &[Scheme]) -> String {
    let describe = |name: &&str| match schemes.iter().find(|scheme| scheme.name == *name).map(Scheme::told) {
        Some(Some(variables)) => format!("`{name}` ({variables})"),
        Some(None) => format!("`{name}`"),
        None => format!("`{name}` (not supported by this client)"),
    };
    let sets: Vec<String> =
        alternatives.iter().map(|set| set.iter().map(describe).collect::<Vec<_>>().join(" with ")).collect();
    format!("no credential is set for {}", sets.join(", or "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Operation;

    const SCHEMES: &[Scheme] = &[
        Scheme::bearer("token").env("X_TOKEN"),
        Scheme::header_key("key", "Authorization").prefix("Token "),
        Scheme::basic("login"),
        Scheme::query_key("query", "api key"),
        Scheme::cookie_key("cookie", "sid"),
    ];

    /// Authorizes with the credential `s/s` for each named scheme.
    fn authorized(alternatives: Requirements, having: &[&str]) -> Result<Carriers, String> {
        let chosen = choose(alternatives, SCHEMES, |index| having.contains(&SCHEMES[index].name))?;
        let show = |scheme| Shown { scheme, credential: Credential::key("s/s"), number: None };
        let mut carriers = Carriers::default();
        authorize(&mut carriers, SCHEMES, &chosen.into_iter().map(show).collect::<Vec<_>>()).map(|()| carriers)
    }

    #[test]
    fn each_scheme_has_its_carrier() {
        let header = |having: &'static [&'static str], set| {
            authorized(set, having).unwrap().headers[AUTHORIZATION].to_str().unwrap().to_owned()
        };
        assert_eq!(header(&["token"], &[&["token"]]), "Bearer s/s");
        assert_eq!(header(&["key"], &[&["key"]]), "Token s/s");
        assert_eq!(header(&["login"], &[&["login"]]), "Basic cy9z");
        assert_eq!(authorized(&[&["query"]], &["query"]).unwrap().query, ["api%20key=s%2Fs"]);
        assert_eq!(authorized(&[&["cookie"]], &["cookie"]).unwrap().cookies, ["sid=s/s"]);
    }

    #[test]
    fn the_first_alternative_with_all_its_credentials_is_taken() {
        let alternatives: Requirements = &[&["login", "query"], &["key"], &["cookie"]];
        let carriers = authorized(alternatives, &["login", "key", "cookie"]).unwrap();
        assert_eq!(carriers.headers[AUTHORIZATION], "Token s/s");
        assert!(carriers.query.is_empty() && carriers.cookies.is_empty());
    }

    #[test]
    fn optional_credentials_are_sent_when_there_are_any() {
        let alternatives: Requirements = &[&[], &["token"]];
        assert!(authorized(alternatives, &["token"]).unwrap().secret);
        assert!(!authorized(alternatives, &[]).unwrap().secret);
        assert!(!authorized(&[], &["token"]).unwrap().secret);
    }

    #[test]
    fn what_is_missing_is_named() {
        static SESSION: Session = Session::new(Operation::new("logIn", "POST", "/")).env("X_USERNAME", "X_PASSWORD");
        let schemes = [Scheme::bearer("token").env("X_TOKEN").session(&SESSION)];
        let wanted = "no credential is set for `token` (environment variable X_TOKEN, or X_USERNAME and X_PASSWORD)";
        assert_eq!(missing(&[&["token"]], &schemes), wanted);
        assert_eq!(
            authorized(&[&["token"], &["login", "oauth"]], &[]).unwrap_err(),
            "no credential is set for `token` (environment variable X_TOKEN), or `login` with `oauth` (not supported by this client)"
        );
    }

    #[test]
    fn an_unsendable_credential_is_found_before_the_first_call() {
        assert!(Credential::key("a\n").fault(&SCHEMES[0]).unwrap().contains("line break"));
        assert!(Credential::key("").fault(&SCHEMES[0]).is_some());
        assert!(Credential::basic("me", "pw\n").fault(&SCHEMES[2]).is_some());
        assert!(Credential::basic("me", "päss").fault(&SCHEMES[2]).is_none());
        assert!(Credential::key("a").fault(&SCHEMES[0]).is_none());
    }

    #[test]
    fn basic_joins_name_and_password() {
        assert_eq!(Credential::basic("me", "pw").forms(), ["me:pw", "bWU6cHc=", "me%3Apw", "me:pw"]);
    }
}
