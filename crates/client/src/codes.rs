//! The diagnostics of the client emitter.

use bindery_source::{Code, Pointer, Sink};

use crate::names::Claimed;

/// All codes of this crate.
pub static CODES: &[&Code] = &[
    &BODY_MEDIA_TYPE,
    &CHOICE_UNUSED,
    &FEATURES_TOO_MANY,
    &FEATURE_UNKNOWN,
    &NAME_IMPOSSIBLE,
    &NAME_TAKEN,
    &NAME_UNUSED,
    &PACKAGE_SPLIT,
    &REPLY_MEDIA_TYPE,
    &TYPE_ENDLESS,
    &TYPE_UNTYPED,
    &WEBHOOK_UNNAMED,
];

/// Notes that a name was taken, if it was.
pub(crate) fn note_taken(sink: &mut Sink, claimed: &Claimed, at: &Pointer, what: &str) {
    if claimed.renamed {
        let message = format!("this {what} is named `{}` because a shorter name is taken", claimed.name);
        sink.note(&NAME_TAKEN, at, message);
    }
}

/// A name is taken.
pub static NAME_TAKEN: Code = Code {
    id: "name-taken",
    title: "two items of the document have the same Rust name",
    explain: "\
Two schemas, operations or parameters have the same Rust name after conversion of case, punctuation and keywords. The first
one keeps the name. The other gets a longer name from its place, or a number as a last resort. Names are claimed in
document order, so an addition at the end of the document renames nothing.

What to do: nothing, or choose the name yourself in `bindery.yaml`:

```yaml
client:
  names:
    /components/schemas/job_status: JobState
```
",
};

/// A chosen name cannot be used.
pub static NAME_IMPOSSIBLE: Code = Code {
    id: "name-impossible",
    title: "`bindery.yaml` chooses a name that cannot be used",
    explain: "\
A name under `client.names` is not a Rust identifier in the required case, such as `2x` or a keyword; or generated code needs it
for something else; or an earlier entry chose it in the same scope. All types share a scope, and so do the methods of each
group. Nothing is generated, because you would not expect a name other than the chosen one.

```yaml
client:
  names:
    getAlbum: fn        # a keyword: `fn_` is available
    getAlbums: get
    findAlbums: get     # two operations of one group
```

What to do: choose another name. The message suggests one.
",
};

/// A chosen name was not used.
pub static NAME_UNUSED: Code = Code {
    id: "name-unused",
    title: "`bindery.yaml` names something that is not in the document",
    explain: "\
A key under `client.names` is neither the JSON Pointer of a schema with a Rust name nor an operation of the document, identified
by its `operationId`, its method and path, or its JSON Pointer. It may be misspelled, or the document has changed. Nothing is
generated, because the chosen name would be lost silently.

```yaml
client:
  names:
    /components/schemas/job_status: JobState
    listJobs: all
    GET /jobs/{id}: one
```

What to do: correct the entry, or remove it.
",
};

/// A choice was not used.
pub static CHOICE_UNUSED: Code = Code {
    id: "choice-unused",
    title: "`bindery.yaml` makes a choice for something that is not in the document",
    explain: "\
A key under `client.types` is not the JSON Pointer of a schema with its own type, or a key under `client.formats` is not the
format of any string or number in the document. It may be misspelled, or the document has changed. A schema that is only a
`$ref` has the type of its target: choose the type there. Or `client.package.split` is `true`, and no reply contains a struct
or an enum.

```yaml
client:
  types:
    /components/schemas/Money: rust_decimal::Decimal
  formats:
    date-time: string
```

What to do: correct the entry, or remove it.
",
};

/// There are more groups than a package may have features.
pub static FEATURES_TOO_MANY: Code = Code {
    id: "features-too-many",
    title: "the API has too many groups for one Cargo feature each",
    explain: "\
Every group of operations is a Cargo feature of the emitted crate, so that its users compile only what they call. crates.io
accepts at most 300 features, and this document has more groups. The crate has no group features: everything is always compiled.

What to do: nothing, or leave out operations with `api.operations` in `bindery.yaml`, or merge tags with an overlay.
",
};

/// The types of replies are a package of their own.
pub static PACKAGE_SPLIT: Code = Code {
    id: "package-split",
    title: "the crate is large, so the types of replies are a package of their own",
    explain: "\
rustc keeps every function of a crate in memory until it has checked them all: about a gigabyte for a crate with 2,000 types. The
types that replies contain are therefore a package of their own, in the folder `types` of the client's. The client depends on it
and re-exports them, so programs use them as before: `stripe::types::Charge`. The package of types has no HTTP client, so a program
that only reads and writes the API's JSON can depend on it alone.

What to do: nothing, but publish the package of types before the client. To keep one package, write in `bindery.yaml`:

```yaml
client:
  package:
    split: false
```
",
};

/// A feature that the crate does not have.
pub static FEATURE_UNKNOWN: Code = Code {
    id: "feature-unknown",
    title: "`bindery.yaml` enables a feature that the crate does not have",
    explain: "\
An entry of `client.features.default` is neither `full` nor the feature of a group. A group's feature is its name in kebab-case:
`line-items` for the group `Line Items`.

```yaml
client:
  features:
    default: [jobs, line-items]
```

What to do: correct the entry. The README of the emitted crate lists all features.
",
};

/// A schema has no matching Rust type.
pub static TYPE_UNTYPED: Code = Code {
    id: "type-untyped",
    title: "a schema has no matching Rust type",
    explain: "\
The emitted types cannot express the schema, so the value is an untyped `Value`. No data is lost, but the compiler does not
check it.

What to do: nothing, or correct the document with an overlay.
",
};

/// A list or map contains itself.
pub static TYPE_ENDLESS: Code = Code {
    id: "type-endless",
    title: "a type would be infinite",
    explain: "\
An array or a map contains itself without an object in between, as in `Tree: {type: array, items: {$ref: Tree}}`. Rust cannot
name such a type without a struct, so the inner value is an untyped `Value`.

What to do: nothing, or wrap the elements in an object.
",
};

/// XML is ignored in favor of JSON.
pub static REPLY_MEDIA_TYPE: Code = Code {
    id: "reply-media-type",
    title: "a reply is offered as JSON and as XML",
    explain: "\
The document offers the reply in several equivalent media types. The client requests JSON, for which it has a type.

What to do: nothing. To get another media type, set the `Accept` header of the call. Decoding then fails, and the error keeps
the bytes.
",
};

/// XML is not sent if JSON is possible.
pub static BODY_MEDIA_TYPE: Code = Code {
    id: "body-media-type",
    title: "a body may have several equivalent media types",
    explain: "\
The document accepts the body as JSON, a form or XML, which are equivalent. The method takes the first of these, which has a type.

What to do: nothing. Only a media type with different content is a variant of the enum that the method takes.
",
};

/// A webhook has no variant.
pub static WEBHOOK_UNNAMED: Code = Code {
    id: "webhook-unnamed",
    title: "a webhook has no variant of its own",
    explain: "\
The enum `Event` of the emitted crate has a variant for each webhook whose body is JSON with a schema, or empty; of several with
one name, the first counts. Any other message arrives as `Event::Other`, with its name and, if it is JSON, its body.

What to do: nothing, or correct the document with an overlay.
",
};
