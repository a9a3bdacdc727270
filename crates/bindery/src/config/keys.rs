//! The keys of `bindery.yaml`. The reader takes these and no others, and the JSON Schema for editors is made of them.

/// A key of a section.
#[derive(Debug)]
pub(super) struct Key {
    /// As people write it.
    pub(super) name: &'static str,
    /// One line of help.
    pub(super) about: &'static str,
    /// What its value is.
    pub(super) form: Form,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Form {
    /// A text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number, not negative.
    Number,
    /// A list of texts.
    Texts,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// An object with these keys and no others.
    Section(&'static [Key]),
    /// An object whose keys are names of the document.
    Names(&'static Form),
    /// The same, in which some names take other values.
    Known(&'static [Key], &'static Form),
    /// The path of a Rust type.
    Path,
    /// Any of these.
    Either(&'static [Form]),
}

use Form::{Either, Flag, Known, Names, Number, Path, Section, Text, Texts, Word};

const fn key(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, about, form }
}

pub(super) static ROOT: &[Key] = &[
    key("api", Section(API), "What the document means, where it cannot say so itself."),
    key("client", Section(CLIENT), "How the Rust should be."),
    key("docs", Section(DOCS), "The pages about the API."),
];

pub(super) static API: &[Key] = &[
    key("auth", Names(&Section(AUTH)), "By the name of a security scheme."),
    key(
        "sessions",
        Names(&Section(SESSION)),
        "How sessions are opened and kept, by the name of the security scheme that their tokens are for.",
    ),
    key(
        "paging",
        Names(&Either(&[Word(&["none"]), Section(PAGING)])),
        "How lists come page by page, by operation: its id, `GET /path` or its JSON Pointer, or a pattern with `*` for any text.",
    ),
    key(
        "unstated_types",
        Word(&["implied", "any"]),
        "What a schema without `type` is of: the type that its keywords speak about, or any; `implied` without a word.",
    ),
    key("operations", Section(OPERATIONS), "Which operations are taken; all of them without a word."),
    key(
        "retry",
        Names(&Word(&["always", "never"])),
        "Whether an operation may be sent again, by operation as in `paging`; its method decides without a word.",
    ),
    key("idempotency", Section(IDEMPOTENCY), "Keys by which the API knows a call that is sent again."),
    key(
        "limits",
        Section(LIMITS),
        "How many requests the API bears: clients keep to it unless their builders say otherwise.",
    ),
    key(
        "webhooks",
        Section(WEBHOOKS),
        "Which webhooks there are beside the document's, and how they are signed; as Standard Webhooks without a word.",
    ),
];

pub(super) static SESSION: &[Key] = &[
    key("log_in", Text, "The operation that opens one, by its id or as `POST /path`."),
    key("name", Text, "The member of its body that takes the name; `username` without a word."),
    key("password", Text, "The member that takes the password; `password` without a word."),
    key("token", Text, "Where the token stands in replies, as a JSON Pointer; `/token` without a word."),
    key("header", Text, "The header of replies that is the token, instead of `token`."),
    key("cookie", Text, "The cookie by which replies set the token, instead of `token`; it says how long it lives."),
    key("expires_in", Text, "Where replies say how many seconds the token lives."),
    key("expires_at", Text, "Where replies say when the token ends: seconds since 1970, or a date-time."),
    key("refresh", Text, "The operation that gives the next token."),
    key("refresh_token", Section(HANDED), "The token that it takes for that; the token itself is sent without a word."),
    key("mfa", Section(MFA), "The second factor."),
    key("log_out", Text, "The operation that ends one."),
    key("health", Text, "An operation that tells whether one is alive."),
];

pub(super) static HANDED: &[Key] = &[
    key("at", Text, "Where it stands in the reply, as a JSON Pointer."),
    key("member", Text, "The member of the request that takes it."),
];

pub(super) static MFA: &[Key] = &[
    key("code", Text, "The member that takes the code."),
    key("operation", Text, "The operation that takes it; the log-in is sent again without a word."),
    key("challenge", Section(HANDED), "The name of the challenge; its place in a reply says that a code is wanted."),
];

pub(super) static AUTH: &[Key] =
    &[key("prefix", Text, "What stands before an API key in its header: `Token` sends `Token <key>`.")];

pub(super) static IDEMPOTENCY: &[Key] = &[
    key("header", Text, "The header that carries them, such as `Idempotency-Key`."),
    key("operations", Texts, "The operations that take one, named as in `paging`; all that need one without a word."),
];

pub(super) static LIMITS: &[Key] = &[
    key("requests", Number, "How many in a time."),
    key("seconds", Number, "The time, in seconds; 1 without a word."),
    key("burst", Number, "How many of them may come at once after a quiet time; 1 without a word."),
    key("concurrent", Number, "How many may be under way at once."),
];

const PLACES: Form = Either(&[Text, Texts]);

pub(super) static PAGING: &[Key] = &[
    key("by", Word(PAGING_KINDS), "What leads from a page to the next."),
    key("param", Text, "The query parameter: the page number, the offset or the cursor."),
    key(
        "items",
        Text,
        "JSON Pointer of the items in the reply, `/*` for its only list; the reply is the list itself without a word.",
    ),
    key("first", Number, "The number of the first page; 1 without a word."),
    key("next", Text, "JSON Pointer of the next cursor or URL in the reply."),
    key("header", Text, "The header of the reply that holds the next cursor."),
    key("last_item", Text, "The member of the last item that is the next cursor."),
    key("total_pages", PLACES, "JSON Pointer of the number of pages, or several: the first that there is."),
    key("total_items", PLACES, "JSON Pointer of the number of all items, or several: the first that there is."),
    key("has_more", Text, "JSON Pointer of what says whether others follow."),
];

pub(super) static PAGING_KINDS: &[&str] = &["page", "offset", "cursor", "next-url", "link"];
pub(super) static WEBHOOKS: &[Key] = &[
    key(
        "events",
        Names(&Text),
        "Events that the document does not have, by name: the JSON Pointer of the schema of each one's body.",
    ),
    key("event", Section(EVENT), "Where a message says which event it is."),
    key("signature", Section(SIGNATURE), "The signature, by HMAC-SHA256."),
    key("signed", Text, "What is signed: a text with `{body}` in it, and perhaps `{timestamp}` and `{id}`."),
    key("timestamp", Section(TIMESTAMP), "The time of sending, in seconds since 1970."),
    key("id", Text, "The header that has the message's id."),
    key("secret", Section(SECRET), "The form of secrets; a secret is the key itself without a word."),
];

pub(super) static EVENT: &[Key] = &[
    key("member", Text, "The member of the body that names it."),
    key("header", Text, "The header that names it; make sure that it is one nobody else can set."),
];

pub(super) static SIGNATURE: &[Key] = &[
    key("header", Text, "The header that has it."),
    key("encoding", Word(&["hex", "base64"]), "How its bytes are written; `hex` without a word."),
    key("prefix", Text, "What stands before it: `sha256=`."),
];

pub(super) static TIMESTAMP: &[Key] = &[
    key("header", Text, "The header that has it."),
    key("prefix", Text, "What stands before it, where its header has several parts with commas between: `t=`."),
    key("tolerance", Number, "How far it may be from now, in seconds; 300 without a word."),
];

pub(super) static SECRET: &[Key] = &[
    key("encoding", Word(&["text", "base64"]), "How the key is written in it."),
    key("prefix", Text, "What stands before a key in Base64: `whsec_`."),
];

pub(super) static OPERATIONS: &[Key] = &[
    key("include", Section(PATTERNS), "What is taken."),
    key("exclude", Section(PATTERNS), "What is left out of that."),
    key(
        "types",
        Word(&["all", "used"]),
        "Whether types that no operation uses are made; `used` while operations are chosen.",
    ),
];

pub(super) static PATTERNS: &[Key] = &[
    key("tags", Texts, "Tags; `*` stands for any text."),
    key("ids", Texts, "Operation ids; `*` stands for any text."),
    key("paths", Texts, "Paths, or a method and a path as in `GET /jobs/{id}`; `*` stands for any text."),
];

pub(super) static CLIENT: &[Key] = &[
    key("package", Section(PACKAGE), "The manifest's `[package]`."),
    key("runtime", Section(RUNTIME), "Where the crate finds `bindery-runtime`."),
    key(
        "names",
        Names(&Text),
        "Names in Rust, by the JSON Pointer of a schema, or by operation: its id, `GET /path` or its JSON Pointer.",
    ),
    key("types", Names(&FOREIGN), "Types of other crates, by the JSON Pointer of a schema."),
    key(
        "formats",
        Known(FORMATS, &FORMAT),
        "The types of formats: `string`, `jiff` or `uuid` for those that theirs are for, or a type of another crate.",
    ),
    key("features", Section(FEATURES), "The manifest's `[features]`."),
];

pub(super) static PACKAGE: &[Key] = &[
    key("name", Text, "The package's name; from the document's title without a word."),
    key("version", Text, "Its version; 0.1.0 without a word."),
    key("description", Text, "Its description."),
    key("license", Text, "An SPDX expression."),
    key("repository", Text, "Where its source is."),
    key("publish", Flag, "Whether it may be published; no without a word."),
    key(
        "workspace",
        Word(WORKSPACES),
        "Whether it is a workspace of its `own`, or a `member` of that around it; `own` without a word.",
    ),
];

pub(super) static WORKSPACES: &[&str] = &["own", "member"];

pub(super) static RUNTIME: &[Key] = &[
    key("version", Text, "A registry's version requirement."),
    key("path", Text, "A folder, seen from the emitted manifest."),
    key("git", Text, "The URL of a git repository."),
    key("rev", Text, "A commit of it."),
];

static FOREIGN: Form = Either(&[Path, Section(FOREIGN_TYPE)]);

pub(super) static FORMATS: &[Key] = &[
    key("date-time", Either(&[Word(&["string", "jiff"]), Path, Section(FOREIGN_TYPE)]), "An instant."),
    key("date", Either(&[Word(&["string", "jiff"]), Path, Section(FOREIGN_TYPE)]), "A day."),
    key("uuid", Either(&[Word(&["string", "uuid"]), Path, Section(FOREIGN_TYPE)]), "A UUID."),
];

static FORMAT: Form = Either(&[Word(&["string"]), Path, Section(FOREIGN_TYPE)]);

pub(super) static FOREIGN_TYPE: &[Key] = &[
    key("use", Path, "The path of the type from its crate on; it is read and written by serde."),
    key("dependency", Section(DEPENDENCY), "The crate."),
];

pub(super) static DEPENDENCY: &[Key] = &[
    key("name", Text, "The package."),
    key("version", Text, "The version requirement."),
    key("features", Texts, "Its features."),
    key("default-features", Flag, "Whether its default features are on; yes without a word."),
];

pub(super) static FEATURES: &[Key] = &[
    key("groups", Flag, "Whether every group of operations is a feature; yes without a word."),
    key("default", Texts, "What is on by default; `full` without a word."),
];

pub(super) static DOCS: &[Key] = &[];
