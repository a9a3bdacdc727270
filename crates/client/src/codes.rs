//! What the client emitter has to say.

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
    &REPLY_MEDIA_TYPE,
    &TYPE_ENDLESS,
    &TYPE_UNTYPED,
    &WEBHOOK_UNNAMED,
];

/// Says that a name was taken, if it was.
pub(crate) fn note_taken(sink: &mut Sink, claimed: &Claimed, at: &Pointer, what: &str) {
    if claimed.renamed {
        let message = format!("this {what} is called `{}`, since a shorter name was taken", claimed.name);
        sink.note(&NAME_TAKEN, at, message);
    }
}

/// A name was taken.
pub static NAME_TAKEN: Code = Code {
    id: "name-taken",
    title: "two things of the document want one Rust name",
    explain: "\
Two schemas, operations or parameters come to the same Rust name once cases, signs and keywords are allowed for. The one
that stands first keeps it; the other takes a longer name from its place, or a number as the last resort. Names are
claimed in document order, so adding something at the end of the document renames nothing.

What to do: nothing, or choose the name yourself in `bindery.yaml`:

```yaml
client:
  names:
    /components/schemas/job_status: JobState
```
",
};

/// A chosen name cannot be had.
pub static NAME_IMPOSSIBLE: Code = Code {
    id: "name-impossible",
    title: "`bindery.yaml` chooses a name that cannot be",
    explain: "\
An entry under `client.names` has a text that is no Rust identifier in the case of its place, such as `2x` or a keyword; or one
that generated code needs for something else; or one that another entry chose before for the same place. Types share one place,
and so do the methods of each group. Nothing is generated, since nobody would look for another name than the chosen one.

```yaml
client:
  names:
    getAlbum: fn        # a keyword: `fn_` would be possible
    getAlbums: get
    findAlbums: get     # two operations of one group
```

What to do: choose another name; the message says which one is free.
",
};

/// A chosen name was not used.
pub static NAME_UNUSED: Code = Code {
    id: "name-unused",
    title: "`bindery.yaml` names something that the document does not have",
    explain: "\
An entry under `client.names` is neither the JSON Pointer of a schema that has a name in Rust nor an operation of the document,
told by its `operationId`, its method and path, or its JSON Pointer. It may be a misspelling, or the document has changed. Nothing
is generated, since a name that was chosen with care would be lost in silence.

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

/// A chosen type was not used.
pub static CHOICE_UNUSED: Code = Code {
    id: "choice-unused",
    title: "`bindery.yaml` chooses a type for something that the document does not have",
    explain: "\
An entry under `client.types` is no JSON Pointer of a schema with a type of its own, or one under `client.formats` is the format
of no text or number of the document. It may be a misspelling, or the document has changed. A schema that is no more than a
`$ref` has the type of its target: choose one there.

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
    title: "the API has too many groups for a Cargo feature each",
    explain: "\
Every group of operations is a Cargo feature of the emitted crate, so that its users compile only what they call. crates.io
takes 300 features at most, and this document has more groups. The crate has no features then: everything is always compiled.

What to do: nothing, or leave operations out by `api.operations` in `bindery.yaml`, or give several tags one name by an overlay.
",
};

/// A feature that the crate does not have.
pub static FEATURE_UNKNOWN: Code = Code {
    id: "feature-unknown",
    title: "`bindery.yaml` turns on a feature that the crate does not have",
    explain: "\
An entry of `client.features.default` is neither `full` nor the feature of a group. A group's feature is its name in kebab-case:
the group `Line Items` is the feature `line-items`.

```yaml
client:
  features:
    default: [jobs, line-items]
```

What to do: correct the entry. The README of the emitted crate lists the features.
",
};

/// A shape has no Rust type yet.
pub static TYPE_UNTYPED: Code = Code {
    id: "type-untyped",
    title: "a schema has no Rust type that fits",
    explain: "\
The schema says more than the emitted types can tell apart, so the value is an untyped `Value`: nothing is lost on the
wire, but the compiler does not help.

What to do: nothing, or correct the document by an overlay.
",
};

/// A list of itself.
pub static TYPE_ENDLESS: Code = Code {
    id: "type-endless",
    title: "a type would be written without end",
    explain: "\
An array or a map holds itself with no object in between, as in `Tree: {type: array, items: {$ref: Tree}}`. Rust has no
name for such a type without a struct, so the inner value is an untyped `Value`.

What to do: nothing, or give the elements an object of their own.
",
};

/// XML is left aside where there is JSON.
pub static REPLY_MEDIA_TYPE: Code = Code {
    id: "reply-media-type",
    title: "a reply is offered as JSON and as XML",
    explain: "\
The document offers the reply in several media types that say the same. The client asks for JSON, for which it has a type.

What to do: nothing. To get another one, set the `Accept` header of the call; it then fails to decode, and the error keeps
the bytes.
",
};

/// XML is not sent where there is JSON.
pub static BODY_MEDIA_TYPE: Code = Code {
    id: "body-media-type",
    title: "a body may be of several media types that say the same",
    explain: "\
The document lets the body be JSON, a form or XML, which say the same. The method takes the first of these, for which it has a type.

What to do: nothing. A media type that says something else is a variant of the enum that the method takes; one of the same schema
needs no method of its own.
",
};

/// A webhook has no variant.
pub static WEBHOOK_UNNAMED: Code = Code {
    id: "webhook-unnamed",
    title: "a webhook has no variant of its own",
    explain: "\
The enum `Event` of the emitted crate has a variant for each webhook that is called by one method and carries JSON of a schema, or
nothing. Another message arrives as `Event::Other`, which has its name and, if it is JSON, its body.

What to do: nothing, or correct the document by an overlay.
",
};
