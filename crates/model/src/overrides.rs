//! Changes to the meaning of the document, from `bindery.yaml`.

use bindery_source::{Pointer, Site};
use indexmap::IndexMap;

use crate::limits::Limits;
use crate::operations::Repeat;
use crate::signing::{Signing, Told};

/// The section `api` of `bindery.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overrides {
    /// The file's path in [`Files`](bindery_source::Files), for diagnostics.
    pub file: String,
    /// By the name of a security scheme.
    pub auth: IndexMap<String, AuthOverride>,
    /// The meaning of a schema without `type`.
    pub unstated_types: UnstatedTypes,
    /// The selected operations.
    pub operations: Selection,
    /// Whether an operation may be repeated, by one of its [keys](crate::keys) or a pattern.
    pub retry: IndexMap<String, Repeat>,
    /// The header of idempotency keys.
    pub idempotency: Option<IdempotencyOverride>,
    /// The request limits of the API.
    pub limits: Limits,
    /// How sessions are opened and renewed, by the name of the security scheme of their tokens.
    pub sessions: IndexMap<String, SessionBy>,
    /// How lists are paged, by a [key](crate::keys) of the operation or a pattern; `None` for an operation without pages,
    /// whatever the document looks like.
    pub paging: IndexMap<String, Option<PagingBy>>,
    /// Webhooks that are missing in the document, by name: the JSON Pointer of the schema of each body.
    pub events: IndexMap<String, String>,
    /// The signature of webhooks.
    pub signing: Option<Signing>,
    /// The place of a webhook's event name.
    pub told: Option<Told>,
}

/// The meaning of a schema without `type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnstatedTypes {
    /// It has the type to which its other keywords apply: `properties` means an object.
    #[default]
    Implied,
    /// Any type: its keywords do not constrain values of other types (JSON Schema Core, section 7.6.1).
    Any,
}

/// The header of idempotency keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyOverride {
    /// The header.
    pub header: String,
    /// The operations that send it; `None` for all that need one.
    pub operations: Option<Vec<String>>,
}

/// How sessions are opened and renewed. Operations are identified by a [key](crate::keys); places in replies are JSON Pointers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionBy {
    /// The operation that opens a session.
    pub log_in: String,
    /// The member of its body that takes the name.
    pub name: Option<String>,
    /// The member that takes the password.
    pub password: Option<String>,
    /// The place of the token in replies; `/token` by default.
    pub token: Option<TokenPlace>,
    /// The place of the token's lifetime in seconds.
    pub expires_in: Option<String>,
    /// The place of the token's expiry time.
    pub expires_at: Option<String>,
    /// The operation that renews the token.
    pub refresh: Option<String>,
    /// The additional value that this operation takes.
    pub refresh_token: Option<Handed>,
    /// The member that takes the code of a second factor.
    pub code: Option<String>,
    /// The operation that takes the code, if that is not the log-in.
    pub verify: Option<String>,
    /// The id of the challenge that the code answers.
    pub challenge: Option<Handed>,
    /// The operation that ends a session.
    pub log_out: Option<String>,
    /// An operation that checks whether a session is alive.
    pub health: Option<String>,
}

/// The place of a token in replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// In the body, at this JSON Pointer.
    Body(String),
    /// The value of this header.
    Header(String),
    /// The value of this cookie.
    Cookie(String),
}

/// A string from one reply that goes into the next request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Its place in the reply.
    pub at: String,
    /// The member of the request that takes it.
    pub member: String,
}

/// The selected operations: the included ones without the excluded ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The included operations; all if empty.
    pub include: Patterns,
    /// The excluded operations.
    pub exclude: Patterns,
    /// Whether unused types are kept. By default, they are if all operations are selected.
    pub unused_types: Option<bool>,
}

/// Patterns of operations, any one of which may match. `*` matches any string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// Tags.
    pub tags: Vec<String>,
    /// Operation ids.
    pub ids: Vec<String>,
    /// Methods and paths, as in `GET /jobs/{id}`, or paths alone.
    pub paths: Vec<String>,
}

impl Selection {
    /// Whether unused types are kept.
    pub(crate) fn keeps_unused_types(&self) -> bool {
        self.unused_types.unwrap_or(self.include.is_empty() && self.exclude.is_empty())
    }
}

impl Patterns {
    /// Whether there are no patterns.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.ids.is_empty() && self.paths.is_empty()
    }
}

/// How a list is paged. Places in the reply are JSON Pointers of member names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagingBy {
    /// How to get from one page to the next.
    pub kind: PagingKind,
    /// The query parameter for that.
    pub param: Option<String>,
    /// The place of the items; the reply itself by default. `*` as a member name means the only member that is a list.
    pub items: Option<String>,
    /// The number of the first page; 1 by default.
    pub first: Option<u64>,
    /// The place of the next cursor or URL.
    pub next: Option<String>,
    /// The header that holds the next cursor.
    pub header: Option<String>,
    /// The member of the last item that is the next cursor.
    pub last_item: Option<String>,
    /// The places of the number of pages. The first existing one is used.
    pub total_pages: Vec<String>,
    /// The places of the number of all items. The first existing one is used.
    pub total_items: Vec<String>,
    /// The place of the flag that more pages follow.
    pub has_more: Option<String>,
}

/// How to get from one page to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PagingKind {
    /// A page number.
    #[default]
    Page,
    /// A number of items to skip.
    Offset,
    /// A value from the previous page.
    Cursor,
    /// A URL in the previous page.
    NextUrl,
    /// The header `Link` (RFC 8288).
    Link,
}

/// Facts about a security scheme that the document cannot state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthOverride {
    /// The prefix of an API key in its header: `Token` sends `Token <key>`.
    pub prefix: Option<String>,
}

impl Default for Overrides {
    fn default() -> Self {
        Self {
            file: "bindery.yaml".to_owned(),
            auth: IndexMap::new(),
            unstated_types: UnstatedTypes::default(),
            operations: Selection::default(),
            retry: IndexMap::new(),
            idempotency: None,
            limits: Limits::default(),
            sessions: IndexMap::new(),
            paging: IndexMap::new(),
            events: IndexMap::new(),
            signing: None,
            told: None,
        }
    }
}

impl Overrides {
    /// The place of a security scheme in the file.
    pub(crate) fn auth_site(&self, name: &str) -> Site {
        Site::file(&self.file, Pointer::root().keys(["api", "auth", name]))
    }

    /// The place of an entry in the section `api`.
    pub(crate) fn site(&self, keys: &[&str]) -> Site {
        Site::file(&self.file, Pointer::root().key("api").keys(keys.iter().copied()))
    }

    /// The place of a pattern of operations: `include` or `exclude`, the kind of the pattern, and its index.
    pub(crate) fn pattern_site(&self, section: &str, kind: &str, index: usize) -> Site {
        Site::file(&self.file, Pointer::root().keys(["api", "operations", section, kind]).index(index))
    }
}
