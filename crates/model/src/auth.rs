//! Security schemes and sessions.

use bindery_source::Pointer;

use crate::overrides::SessionBy;

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The Security Scheme Object.
    pub at: Pointer,
    /// Its name in the document.
    pub name: String,
    /// How the credential is sent.
    pub kind: SchemeKind,
    /// Its docs in the document.
    pub description: Option<String>,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// `http` with `scheme: bearer`.
    Bearer,
    /// `http` with `scheme: basic`.
    Basic,
    /// `http` with another scheme of the IANA registry: sent as a prefix of the `Authorization` header.
    Http(String),
    /// `apiKey`.
    Key {
        /// Where it is sent.
        place: KeyPlace,
        /// Its name there.
        name: String,
        /// The prefix of the key. Only `bindery.yaml` can state it.
        prefix: String,
    },
    /// `oauth2`: a bearer token that a flow hands out.
    OAuth2(Vec<Flow>),
    /// `openIdConnect`: a bearer token of this issuer.
    OpenIdConnect(String),
    /// `mutualTLS`.
    MutualTls,
}

/// Where an API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum KeyPlace {
    Header,
    Query,
    Cookie,
}

/// An OAuth 2.0 flow (RFC 6749).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// As OpenAPI names it: `clientCredentials`, `authorizationCode` …
    pub name: String,
    /// The authorization endpoint.
    pub authorization_url: Option<String>,
    /// The token endpoint.
    pub token_url: Option<String>,
    /// The refresh endpoint.
    pub refresh_url: Option<String>,
    /// Scopes and what they allow.
    pub scopes: Vec<(String, String)>,
}

/// Sessions whose tokens are the credentials of a scheme. Operations are indexes in [`crate::Api::operations`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The index in [`crate::Api::schemes`] of the scheme.
    pub scheme: usize,
    /// Opens a session.
    pub log_in: usize,
    /// Renews the token.
    pub refresh: Option<usize>,
    /// Takes the code of a second factor, if that is not the log-in.
    pub verify: Option<usize>,
    /// Ends a session.
    pub log_out: Option<usize>,
    /// Checks whether a session is alive.
    pub health: Option<usize>,
    /// Members and places, from `bindery.yaml`.
    pub by: SessionBy,
}
