//! What `bindery.yaml` says about the meaning of the document.

use bindery_source::{Pointer, Site};
use indexmap::IndexMap;

use crate::limits::Limits;
use crate::operations::Repeat;
use crate::signing::{Signing, Told};

/// The section `api` of `bindery.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overrides {
    /// The file's path in [`Files`](bindery_source::Files), for what has to be said about it.
    pub file: String,
    /// By the name of a security scheme.
    pub auth: IndexMap<String, AuthOverride>,
    /// What a schema is of that states no `type`.
    pub unstated_types: UnstatedTypes,
    /// Which operations are taken.
    pub operations: Selection,
    /// Whether an operation may be sent again, by one of its [keys](crate::keys) or a pattern of them.
    pub retry: IndexMap<String, Repeat>,
    /// Where idempotency keys go.
    pub idempotency: Option<IdempotencyOverride>,
    /// How many requests the API bears.
    pub limits: Limits,
    /// How sessions are opened and kept, by the name of the security scheme that their tokens are for.
    pub sessions: IndexMap<String, SessionBy>,
    /// How lists come page by page, by a [key](crate::keys) of the operation or a pattern of them; `None` for one that has no pages,
    /// whatever the document looks like.
    pub paging: IndexMap<String, Option<PagingBy>>,
    /// Webhooks that the document does not have, by name: the JSON Pointer of the schema of each one's body.
    pub events: IndexMap<String, String>,
    /// How webhooks are signed.
    pub signing: Option<Signing>,
    /// Where a webhook says which event it is.
    pub told: Option<Told>,
}

/// What a schema is of that states no `type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnstatedTypes {
    /// Of the type that its other keywords speak about, as those who write `properties` mean an object.
    #[default]
    Implied,
    /// Of any: its keywords say nothing about values of other types (JSON Schema Core, section 7.6.1).
    Any,
}

/// Where idempotency keys go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyOverride {
    /// The header that carries them.
    pub header: String,
    /// The operations that take one; `None`: all that need one.
    pub operations: Option<Vec<String>>,
}

/// How sessions are opened and kept. Operations are told by a [key](crate::keys); places in replies are JSON Pointers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionBy {
    /// The operation that opens one.
    pub log_in: String,
    /// The member of its body that takes the name.
    pub name: Option<String>,
    /// The member that takes the password.
    pub password: Option<String>,
    /// Where the token stands in replies; at `/token` without a word.
    pub token: Option<TokenPlace>,
    /// Where replies say how many seconds the token lives.
    pub expires_in: Option<String>,
    /// Where replies say when the token ends.
    pub expires_at: Option<String>,
    /// The operation that gives the next token.
    pub refresh: Option<String>,
    /// What that operation takes beside the token.
    pub refresh_token: Option<Handed>,
    /// The member that takes the code of a second factor.
    pub code: Option<String>,
    /// The operation that takes the code, where that is not the log-in.
    pub verify: Option<String>,
    /// The name of the challenge that the code answers.
    pub challenge: Option<Handed>,
    /// The operation that ends a session.
    pub log_out: Option<String>,
    /// An operation that tells whether a session is alive.
    pub health: Option<String>,
}

/// Where a token stands in replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// In the body, at this JSON Pointer.
    Body(String),
    /// It is the value of this header.
    Header(String),
    /// It is the value of this cookie.
    Cookie(String),
}

/// A text that stands in one reply and goes into the next request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Where it stands in the reply.
    pub at: String,
    /// The member of the request that takes it.
    pub member: String,
}

/// Which operations are taken: those that are included, less those that are excluded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What is taken; everything where this is empty.
    pub include: Patterns,
    /// What is left out of that.
    pub exclude: Patterns,
    /// Whether types that nothing uses are kept; without a word, they are while every operation is taken.
    pub unused_types: Option<bool>,
}

/// Patterns of operations, any one of which may fit. A `*` in them stands for any text.
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
    /// Whether types that nothing uses are kept.
    pub(crate) fn keeps_unused_types(&self) -> bool {
        self.unused_types.unwrap_or(self.include.is_empty() && self.exclude.is_empty())
    }
}

impl Patterns {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.ids.is_empty() && self.paths.is_empty()
    }
}

/// How a list comes page by page. Places in the reply are JSON Pointers of member names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagingBy {
    /// What leads from a page to the next.
    pub kind: PagingKind,
    /// The query parameter that does.
    pub param: Option<String>,
    /// Where the items stand; the reply is the list itself without a word. `*` for a member is the only one that is a list.
    pub items: Option<String>,
    /// The number of the first page; 1 without a word.
    pub first: Option<u64>,
    /// Where the next cursor or URL stands.
    pub next: Option<String>,
    /// The header that holds the next cursor.
    pub header: Option<String>,
    /// The member of the last item that is the next cursor.
    pub last_item: Option<String>,
    /// Where the number of pages stands: at the first of these places that there is.
    pub total_pages: Vec<String>,
    /// Where the number of all items stands: at the first of these places that there is.
    pub total_items: Vec<String>,
    /// Where a page says whether others follow.
    pub has_more: Option<String>,
}

/// What leads from a page to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PagingKind {
    /// A page number.
    #[default]
    Page,
    /// A number of items to leave out.
    Offset,
    /// What the page before holds.
    Cursor,
    /// The URL in the page before.
    NextUrl,
    /// The header `Link`, RFC 8288.
    Link,
}

/// What the document cannot say about a security scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthOverride {
    /// What stands before an API key in its header: `Token` sends `Token <key>`.
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
    /// Where the file speaks about a security scheme.
    pub(crate) fn auth_site(&self, name: &str) -> Site {
        Site::file(&self.file, Pointer::root().keys(["api", "auth", name]))
    }

    /// Where the file says something in the section `api`.
    pub(crate) fn site(&self, keys: &[&str]) -> Site {
        Site::file(&self.file, Pointer::root().key("api").keys(keys.iter().copied()))
    }

    /// Where the file has a pattern of operations: `include` or `exclude`, the kind of the pattern, and its place in the list.
    pub(crate) fn pattern_site(&self, section: &str, kind: &str, index: usize) -> Site {
        Site::file(&self.file, Pointer::root().keys(["api", "operations", section, kind]).index(index))
    }
}
