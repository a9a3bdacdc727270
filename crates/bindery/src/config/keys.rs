//! The keys of `bindery.yaml`. The reader accepts only these, and the JSON Schema for editors is made from them.

/// A key of a section.
#[derive(Debug)]
pub(super) struct Key {
    /// Its spelling.
    pub(super) name: &'static str,
    /// One line of help.
    pub(super) about: &'static str,
    /// The form of its value.
    pub(super) form: Form,
}

/// The form of a value.
#[derive(Debug)]
pub(super) enum Form {
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A non-negative integer.
    Number,
    /// A list of strings.
    Texts,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// An object with these keys only.
    Section(&'static [Key]),
    /// An object whose keys are names from the document.
    Names(&'static Form),
    /// The same, but some names have values of another form.
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
    key("api", Section(API), "What the document means but cannot express."),
    key("client", Section(CLIENT), "Options for the generated Rust."),
    key("docs", Section(DOCS), "Options for the docs."),
];

pub(super) static API: &[Key] = &[
    key("auth", Names(&Section(AUTH)), "Credentials, by the name of a security scheme."),
    key(
        "sessions",
        Names(&Section(SESSION)),
        "How to open and renew sessions, by the name of the security scheme that their tokens are for.",
    ),
    key(
        "paging",
        Names(&Either(&[Word(&["none"]), Section(PAGING)])),
        "How lists are paginated, by operation: its id, `GET /path` or its JSON Pointer, or a pattern where `*` matches any string.",
    ),
    key(
        "unstated_types",
        Word(&["implied", "any"]),
        "The type of a schema without `type`: the one that its keywords imply, or any. Default: `implied`.",
    ),
    key("operations", Section(OPERATIONS), "Which operations to generate. Default: all."),
    key(
        "retry",
        Names(&Word(&["always", "never"])),
        "Whether to retry an operation, by operation as in `paging`. By default its method decides.",
    ),
    key("idempotency", Section(IDEMPOTENCY), "Keys by which the API recognizes retries."),
    key(
        "limits",
        Section(LIMITS),
        "How many requests the API accepts. Clients keep to it unless their builder overrides it.",
    ),
    key(
        "webhooks",
        Section(WEBHOOKS),
        "Webhooks that the document lacks, and how webhooks are signed. Default: as in Standard Webhooks.",
    ),
];

pub(super) static SESSION: &[Key] = &[
    key("log_in", Text, "The operation that opens a session, by its id or as `POST /path`."),
    key("name", Text, "The member of its body for the user name. Default: `username`."),
    key("password", Text, "The member of its body for the password. Default: `password`."),
    key("token", Text, "JSON Pointer of the token in replies. Default: `/token`."),
    key("header", Text, "The header of replies that contains the token, instead of `token`."),
    key("cookie", Text, "The cookie that contains the token, instead of `token`. The cookie states its lifetime."),
    key("expires_in", Text, "JSON Pointer of the token's lifetime in replies, in seconds."),
    key("expires_at", Text, "JSON Pointer of the token's expiry in replies: seconds since 1970, or a date-time."),
    key("refresh", Text, "The operation that returns the next token."),
    key("refresh_token", Section(HANDED), "The token that it needs. Default: the session token itself."),
    key("mfa", Section(MFA), "The second factor."),
    key("log_out", Text, "The operation that ends a session."),
    key("health", Text, "An operation that checks whether a session is alive."),
];

pub(super) static HANDED: &[Key] = &[
    key("at", Text, "JSON Pointer of the value in the reply."),
    key("member", Text, "The member of the request for the value."),
];

pub(super) static MFA: &[Key] = &[
    key("code", Text, "The member for the code."),
    key("operation", Text, "The operation that takes the code. Default: the log-in, sent again."),
    key("challenge", Section(HANDED), "The id of the challenge. If a reply contains it, a code is required."),
];

pub(super) static AUTH: &[Key] =
    &[key("prefix", Text, "The prefix of an API key in its header: `Token` sends `Token <key>`.")];

pub(super) static IDEMPOTENCY: &[Key] = &[
    key("header", Text, "The header for the keys, such as `Idempotency-Key`."),
    key("operations", Texts, "The operations that accept a key, named as in `paging`. Default: all that need one."),
];

pub(super) static LIMITS: &[Key] = &[
    key("requests", Number, "How many requests per period."),
    key("seconds", Number, "The period, in seconds. Default: 1."),
    key("burst", Number, "How many requests may be sent at once after a pause. Default: 1."),
    key("concurrent", Number, "How many requests may be in flight at once."),
];

const PLACES: Form = Either(&[Text, Texts]);

pub(super) static PAGING: &[Key] = &[
    key("by", Word(PAGING_KINDS), "What leads to the next page."),
    key(
        "param",
        Text,
        "The query parameter that is the page number, the offset or the cursor, or the JSON Pointer of a member of the JSON body.",
    ),
    key(
        "items",
        Text,
        "JSON Pointer of the items in the reply, `/*` for its only list. By default the reply itself is the list.",
    ),
    key("first", Number, "The number of the first page. Default: 1."),
    key("next", Text, "JSON Pointer of the next cursor or URL in the reply."),
    key("header", Text, "The header of the reply that contains the next cursor."),
    key("last_item", Text, "The member of the last item that is the next cursor."),
    key("total_pages", PLACES, "JSON Pointer of the number of pages, or several: the first that exists is used."),
    key("total_items", PLACES, "JSON Pointer of the number of all items, or several: the first that exists is used."),
    key("has_more", Text, "JSON Pointer of the member that says whether more pages follow."),
];

pub(super) static PAGING_KINDS: &[&str] = &["page", "offset", "cursor", "next-url", "link"];
pub(super) static WEBHOOKS: &[Key] = &[
    key("events", Names(&Text), "Events that the document lacks, by name: the JSON Pointer of the schema of the body."),
    key("event", Section(EVENT), "Where a message names its event."),
    key("signature", Section(SIGNATURE), "The HMAC-SHA256 signature."),
    key("signed", Text, "The signed string: a template with `{body}`, and optionally `{timestamp}` and `{id}`."),
    key("timestamp", Section(TIMESTAMP), "The time of sending, in seconds since 1970."),
    key("id", Text, "The header that contains the message's id."),
    key("secret", Section(SECRET), "The form of secrets. By default a secret is the key itself."),
];

pub(super) static EVENT: &[Key] = &[
    key("member", Text, "The member of the body that names the event."),
    key("header", Text, "The header that names the event. Make sure that only the API can set it."),
];

pub(super) static SIGNATURE: &[Key] = &[
    key("header", Text, "The header that contains the signature."),
    key("encoding", Word(&["hex", "base64"]), "The encoding of its bytes. Default: `hex`."),
    key("prefix", Text, "The prefix of the signature, such as `sha256=`."),
];

pub(super) static TIMESTAMP: &[Key] = &[
    key("header", Text, "The header that contains the timestamp."),
    key("prefix", Text, "The prefix of the timestamp, such as `t=`, if its header has several comma-separated parts."),
    key("tolerance", Number, "How far it may be from the current time, in seconds. Default: 300."),
];

pub(super) static SECRET: &[Key] = &[
    key("encoding", Word(&["text", "base64"]), "The encoding of the key."),
    key("prefix", Text, "The prefix of a Base64 key, such as `whsec_`."),
];

pub(super) static OPERATIONS: &[Key] = &[
    key("include", Section(PATTERNS), "What to generate."),
    key("exclude", Section(PATTERNS), "What to leave out of that."),
    key(
        "types",
        Word(&["all", "used"]),
        "Whether to generate types that no operation uses. Default: `used` if operations are selected.",
    ),
];

pub(super) static PATTERNS: &[Key] = &[
    key("tags", Texts, "Tags; `*` matches any string."),
    key("ids", Texts, "Operation ids; `*` matches any string."),
    key("paths", Texts, "Paths, or a method and a path as in `GET /jobs/{id}`; `*` matches any string."),
];

pub(super) static CLIENT: &[Key] = &[
    key("package", Section(PACKAGE), "The manifest's `[package]`."),
    key("runtime", Section(RUNTIME), "The source of `bindery-runtime`."),
    key(
        "names",
        Names(&Text),
        "Rust names, by the JSON Pointer of a schema, or by operation: its id, `GET /path` or its JSON Pointer.",
    ),
    key("types", Names(&FOREIGN), "Types of other crates, by the JSON Pointer of a schema."),
    key(
        "formats",
        Known(FORMATS, &FORMAT),
        "The types of formats: `string`, `jiff` or `uuid` where they apply, or a type of another crate.",
    ),
    key("features", Section(FEATURES), "The manifest's `[features]`."),
];

pub(super) static PACKAGE: &[Key] = &[
    key("name", Text, "The package's name. Default: from the document's title."),
    key("version", Text, "Its version. Default: 0.1.0."),
    key("description", Text, "Its description."),
    key("license", Text, "An SPDX expression."),
    key("repository", Text, "The URL of its source."),
    key("publish", Flag, "Whether it may be published. Default: false."),
    key(
        "split",
        Flag,
        "Whether the types that replies contain are a package of their own, so that compiling takes less memory. Default: from 2,000 types on, if the packages are alike in size.",
    ),
    key(
        "workspace",
        Word(WORKSPACES),
        "Whether it is its `own` workspace, or a `member` of the surrounding one. Default: `own`.",
    ),
];

pub(super) static WORKSPACES: &[&str] = &["own", "member"];

pub(super) static RUNTIME: &[Key] = &[
    key("version", Text, "A registry's version requirement."),
    key("path", Text, "A folder, relative to the emitted manifest."),
    key("git", Text, "The URL of a git repository."),
    key("rev", Text, "A commit of that repository."),
];

static FOREIGN: Form = Either(&[Path, Section(FOREIGN_TYPE)]);

pub(super) static FORMATS: &[Key] = &[
    key("date-time", Either(&[Word(&["string", "jiff"]), Path, Section(FOREIGN_TYPE)]), "An instant."),
    key("date", Either(&[Word(&["string", "jiff"]), Path, Section(FOREIGN_TYPE)]), "A day."),
    key("uuid", Either(&[Word(&["string", "uuid"]), Path, Section(FOREIGN_TYPE)]), "A UUID."),
];

static FORMAT: Form = Either(&[Word(&["string"]), Path, Section(FOREIGN_TYPE)]);

pub(super) static FOREIGN_TYPE: &[Key] = &[
    key("use", Path, "The path of the type, starting with its crate. It must implement serde's traits."),
    key("dependency", Section(DEPENDENCY), "The crate."),
];

pub(super) static DEPENDENCY: &[Key] = &[
    key("name", Text, "The package."),
    key("version", Text, "The version requirement."),
    key("features", Texts, "Its features."),
    key("default-features", Flag, "Whether its default features are enabled. Default: true."),
];

pub(super) static FEATURES: &[Key] = &[
    key("groups", Flag, "Whether every group of operations is a feature. Default: true."),
    key("default", Texts, "The features enabled by default. Default: `full`."),
];

pub(super) static DOCS: &[Key] = &[];
