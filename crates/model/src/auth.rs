//! How callers prove who they are.

use bindery_source::Pointer;

use crate::overrides::SessionBy;

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The Security Scheme Object.
    pub at: Pointer,
    /// Its name in the document.
    pub name: String,
    /// What is sent.
    pub kind: SchemeKind,
    /// What the document tells people about it.
    pub description: Option<String>,
}

/// What a security scheme sends.
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
        /// Under which name.
        name: String,
        /// What stands before the key. The document cannot say it; `bindery.yaml` can.
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
    /// Where a person is sent.
    pub authorization_url: Option<String>,
    /// Where tokens are handed out.
    pub token_url: Option<String>,
    /// Where tokens are renewed.
    pub refresh_url: Option<String>,
    /// Scopes and what they allow.
    pub scopes: Vec<(String, String)>,
}

/// Sessions, whose tokens are the credentials of a scheme. Operations are indexes in [`crate::Api::operations`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The index in [`crate::Api::schemes`] of the scheme.
    pub scheme: usize,
    /// What opens one.
    pub log_in: usize,
    /// What gives the next token.
    pub refresh: Option<usize>,
    /// What takes the code of a second factor, where that is not the log-in.
    pub verify: Option<usize>,
    /// What ends one.
    pub log_out: Option<usize>,
    /// What tells whether one is alive.
    pub health: Option<usize>,
    /// Members and places, as `bindery.yaml` says them.
    pub by: SessionBy,
}
