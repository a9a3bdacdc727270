//! What this crate has to say, a row each.

use bindery_source::Code;

/// All codes of this crate.
pub static CODES: &[&Code] = &[
    &ALL_OF_CLOSED,
    &ALL_OF_CONFLICT,
    &AUTH_PREFIX_UNKNOWN,
    &BINARY_IN_TEXT,
    &BODY_UNSTATED,
    &BODY_UNTYPED,
    &CYCLE_OPENED,
    &DISCRIMINATOR_UNUSABLE,
    &ENCODING_LEFT_OUT,
    &ENUM_MISMATCH,
    &KEYWORD_NOT_ENFORCED,
    &OPERATION_ID_DUPLICATE,
    &OVERRIDE_UNUSED,
    &PAGING_INVALID,
    &PAGING_RECOGNIZED,
    &PARAM_DUPLICATE,
    &PARAM_IGNORED,
    &PATH_PARAM_UNDECLARED,
    &PATH_PARAM_UNUSED,
    &REQUIRED_UNDECLARED,
    &SCHEMA_TOO_COMPLEX,
    &SECURITY_SCHEME_UNKNOWN,
    &TUPLE_MAY_BE_SHORT,
    &TYPE_IMPLIED,
    &UNION_UNTAGGED,
    &WEBHOOK_SIGNING_UNSTATED,
];

/// `bindery.yaml` declares pages that the operation does not have.
pub static PAGING_INVALID: Code = Code {
    id: "paging-invalid",
    title: "an operation cannot be paged as declared",
    explain: "\
`api.paging` in bindery.yaml says, by operation id, how a list comes page by page. It has to fit the document: the
parameter is one of the operation's query, places are JSON Pointers into its reply, and `items` leads to a list.

```yaml
api:
  paging:
    listJobs: { by: page, param: page, items: /jobs, total_pages: /total_pages }
    listEvents: { by: cursor, param: after, next: /meta/next, items: /data }
    listNames: none
```
",
};

/// Names of parameters and members tell that a list comes page by page.
pub static PAGING_RECOGNIZED: Code = Code {
    id: "paging-recognized",
    title: "an operation is taken to give its list page by page",
    explain: "\
OpenAPI has no words for pages. The operation has a query parameter, and its reply members, that are called as those of
paged lists are; so its call has `items()` and `pages()`, which go through the whole list. Awaiting the call itself gives
one page, as before.

If that is not what the API does, say so in bindery.yaml:

```yaml
api:
  paging:
    listJobs: none
```
",
};

/// One member of an `allOf` forbids what another one adds.
pub static ALL_OF_CLOSED: Code = Code {
    id: "all-of-closed",
    title: "a schema is closed but something is added to it",
    explain: "\
`additionalProperties: false` looks only at the `properties` beside it. When `allOf` joins such a schema with one that
has other properties, no object with a member of the second fits the first, which is hardly ever meant.

The type has the members of both and stays open. To close the joined schema, write `unevaluatedProperties: false` beside
the `allOf`:

```yaml
allOf:
  - { properties: { id: { type: string } } }
  - { properties: { name: { type: string } } }
unevaluatedProperties: false
```
",
};

/// Two schemas under `allOf` exclude each other.
pub static ALL_OF_CONFLICT: Code = Code {
    id: "all-of-conflict",
    title: "schemas that have to hold together exclude each other",
    explain: "\
No value fits all schemas that `allOf` joins here: they state types, or lists of values, that have nothing in common.

```yaml
allOf:
  - type: string
  - type: integer
```

The type takes any value, so that whatever the API sends can be read. Correct the document or lay an overlay over it to
get a type.
",
};

/// A description shows a prefix for a key that the document cannot state.
pub static AUTH_PREFIX_UNKNOWN: Code = Code {
    id: "auth-prefix-unknown",
    title: "an API key seems to need a word before it",
    explain: "\
An `apiKey` scheme states a header and nothing else, but its description shows something like
`Authorization: Token {key}`. Prose is no ground to change what is sent, so the key is sent bare.

If the API wants the word, say so in `bindery.yaml`, under the name of the scheme:

```yaml
api:
  auth:
    apiKey: { prefix: Token }
```
",
};

/// `format: binary` stands where bytes cannot.
pub static BINARY_IN_TEXT: Code = Code {
    id: "binary-in-text",
    title: "bytes stand where only text can",
    explain: "\
`format: binary` means bytes as they are. They can be a whole body or a part of a `multipart` body, but JSON, forms,
headers and URLs carry text. The type is a text there.

If the API means base64, say so:

```yaml
photo: { type: string, format: byte }                # OpenAPI 3.0
photo: { type: string, contentEncoding: base64 }     # since 3.1
```
",
};

/// An operation that usually takes a body states none.
pub static BODY_UNSTATED: Code = Code {
    id: "body-unstated",
    title: "an operation that writes states no body",
    explain: "\
The operation's method is `POST`, `PUT` or `PATCH`, and the document gives it no `requestBody`. Some such operations really
take none; more often the document is thinner than the API.

The method takes no body. Where the API wants one, the call can still say it, untyped:

```rust
client.jobs().update(\"job_1\").with_json(&body).await?;
```

To get a typed argument, add the `requestBody` by an overlay.
",
};

/// A body is handed over without being read.
pub static BODY_UNTYPED: Code = Code {
    id: "body-untyped",
    title: "a body is handed over as it is",
    explain: "\
The body has a schema with parts, but its media type is one that the client does not take apart, such as XML. The bytes or
the text are handed over as they are, and the docs show the schema.

Nothing has to be done. If the API speaks JSON as well, list `application/json` under `content` too.
",
};

/// An encoding says what no request carries.
pub static ENCODING_LEFT_OUT: Code = Code {
    id: "encoding-left-out",
    title: "a part of an encoding is not expressed",
    explain: "\
The encoding of a form or of a body of parts says by member how it is written: `contentType`, `style`, `explode` and
`allowReserved` do. Headers of a part, parts inside of a part, and parts that are told by their position are not written, and
an encoding means nothing beside other media types.

```yaml
multipart/form-data:
  schema: { type: object, properties: { photo: { type: string, format: binary } } }
  encoding:
    photo: { contentType: image/png, headers: { X-Checksum: { schema: { type: string } } } }   # the header is not sent
```

What to do: nothing, if the API can do without; else build the body yourself and hand it over by the client's `core`.
",
};

/// A type that must contain itself got an optional member.
pub static CYCLE_OPENED: Code = Code {
    id: "cycle-opened",
    title: "a type would have to contain itself without end",
    explain: "\
Every value of this type would have to hold another one, on and on: no finite value fits the schema.

```yaml
Node:
  required: [next]
  properties:
    next: { $ref: '#/components/schemas/Node' }
```

The last member on the way round may be left out, so that values exist. A type that is nothing but itself takes any value.

Take the member out of `required`, or let it be `null`.
",
};

/// A discriminator does not tell the alternatives apart.
pub static DISCRIMINATOR_UNUSABLE: Code = Code {
    id: "discriminator-unusable",
    title: "a discriminator does not tell the alternatives apart",
    explain: "\
`discriminator` names a member whose text should choose the alternative. Here it cannot: an alternative may be something
other than an object, has no value of the member that leads to it, or shares that value with another one. The message shows
which.

The alternative is found by the value's JSON type or, where that does not help, by trying. Give each alternative its own
value in `mapping`:

```yaml
discriminator:
  propertyName: kind
  mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' }
```
",
};

/// `enum` lists values of another type.
pub static ENUM_MISMATCH: Code = Code {
    id: "enum-mismatch",
    title: "`enum` lists a value of another type",
    explain: "\
The schema states a `type`, and `enum` lists a value that is not of it. No value can be both, so it is left out; where
none is left, the type stands without the list. Often quotes are missing, or there are some too many:

```yaml
type: string
enum: [1, 2]          # numbers: write ['1', '2']
```
",
};

/// A keyword is told, not checked.
pub static KEYWORD_NOT_ENFORCED: Code = Code {
    id: "keyword-not-enforced",
    title: "a keyword is told in the docs but no type enforces it",
    explain: "\
The type takes values that this keyword forbids: `minLength`, `pattern` or `not` have no counterpart in a Rust type. The API
will refuse such values; the docs of the type or the member say what it demands.

Nothing has to be done.
",
};

/// Two operations share an id.
pub static OPERATION_ID_DUPLICATE: Code = Code {
    id: "operation-id-duplicate",
    title: "two operations have the same `operationId`",
    explain: "\
OpenAPI asks for ids that are unique in the document. Both operations are generated; the second one's name is made from
its method and path as well.

Give each operation an id of its own, by an overlay if the document is not yours.
",
};

/// An entry of `bindery.yaml` matches nothing.
pub static OVERRIDE_UNUSED: Code = Code {
    id: "override-unused",
    title: "an entry of bindery.yaml matches nothing",
    explain: "\
An entry of `bindery.yaml` under `api` names something that the document does not have, or that cannot be changed in this
way. It would have no effect, which may go unnoticed: a key may be sent without the word that the API wants before it, or an
operation may be missing.

```yaml
api:
  operations:
    include:
      tags: [Jobz]   # did you mean `Jobs`?
```

Perhaps the document has changed, or a name is misspelled; correct the entry or remove it.
",
};

/// A parameter is listed twice.
pub static PARAM_DUPLICATE: Code = Code {
    id: "param-duplicate",
    title: "a parameter is listed twice",
    explain: "\
The combination of `name` and `in` must be unique in a list of parameters. The first one counts, the other is left out.
(A parameter of an operation that repeats one of its path is no duplicate: it stands in for that one.)

Remove one of the two, or correct its name.
",
};

/// A header parameter that OpenAPI ignores.
pub static PARAM_IGNORED: Code = Code {
    id: "param-ignored",
    title: "a header parameter that OpenAPI ignores",
    explain: "\
OpenAPI says that header parameters named `Accept`, `Content-Type` and `Authorization` are to be ignored: media types
are stated by `content`, credentials by security schemes. The client sets these headers itself.

If `Authorization` is the only word about credentials, describe them by a scheme:

```yaml
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
security: [{ token: [] }]
```
",
};

/// A path parameter is not declared.
pub static PATH_PARAM_UNDECLARED: Code = Code {
    id: "path-param-undeclared",
    title: "a path names a parameter that nobody declares",
    explain: "\
The path holds a name in braces for which neither the path nor the operation has a parameter `in: path`. It has to be
filled, so it is a required text.

Declare it, or correct the name of the parameter that was meant:

```yaml
/pets/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
```
",
};

/// A path parameter has no place in the path.
pub static PATH_PARAM_UNUSED: Code = Code {
    id: "path-param-unused",
    title: "a path parameter has no place in the path",
    explain: "\
A parameter is declared `in: path`, but the path does not hold its name in braces, so there is no place to send it to. It
is left out. Often the two are spelled differently:

```yaml
/pets/{petId}:
  parameters: [{ name: pet_id, in: path, required: true, schema: { type: string } }]
```

Use one spelling, or remove the parameter.
",
};

/// A required member is not described.
pub static REQUIRED_UNDECLARED: Code = Code {
    id: "required-undeclared",
    title: "a required member has no schema",
    explain: "\
`required` lists a name that `properties` does not have. The member is there and takes any value. Often the name is
misspelled on one side:

```yaml
required: [nmae]
properties: { name: { type: string } }
```

Correct the name, or describe the member under `properties`.
",
};

/// Schemas are combined beyond reason.
pub static SCHEMA_TOO_COMPLEX: Code = Code {
    id: "schema-too-complex",
    title: "too many schemas are combined",
    explain: "\
`allOf` and `$ref` join more schemas here than any published document does, so the work is cut off: a document from the
network must not keep this program busy for hours. The type takes any value.

Name the members in one schema instead, or join fewer.
",
};

/// A security requirement names no scheme.
pub static SECURITY_SCHEME_UNKNOWN: Code = Code {
    id: "security-scheme-unknown",
    title: "a security requirement names no scheme",
    explain: "\
`security` names a scheme that `components.securitySchemes` does not have, so nobody can know what to send. This way of
authentication is left out; where it was the only one, nothing is sent.

Correct the name, or describe the scheme:

```yaml
components: { securitySchemes: { apiKey: { type: apiKey, in: header, name: X-Api-Key } } }
security: [{ apiKey: [] }]
```
",
};

/// A tuple whose elements may be missing.
pub static TUPLE_MAY_BE_SHORT: Code = Code {
    id: "tuple-may-be-short",
    title: "elements with a type by position may be missing",
    explain: "\
`prefixItems` gives elements a type by position, but an array may end before: that is so in JSON Schema as long as
`minItems` does not say otherwise. A tuple would refuse such arrays; the type is a list of any values.

State `minItems` to get a tuple:

```yaml
prefixItems: [{ type: number }, { type: number }]
minItems: 2
```
",
};

/// No type is stated.
pub static TYPE_IMPLIED: Code = Code {
    id: "type-implied",
    title: "a schema states no type but speaks about one",
    explain: "\
Keywords such as `properties` and `items` say nothing about values of other types: without `type: object`, a schema with
`properties` lets any text and number through, which is hardly ever meant. The type that the keywords speak about is
assumed. State `type` to make sure.
",
};

/// Nothing tells alternatives apart.
pub static UNION_UNTAGGED: Code = Code {
    id: "union-untagged",
    title: "nothing tells the alternatives of a union apart",
    explain: "\
The alternatives of `oneOf` or `anyOf` have neither a `discriminator`, nor a required member that is a different constant
in each, nor different JSON types. A value's alternative is found by trying: the one of which the value has the most
members is taken.

A `discriminator`, or a `const` in each alternative, makes reading exact:

```yaml
oneOf:
  - { required: [kind], properties: { kind: { const: cat }, purrs: { type: boolean } } }
  - { required: [kind], properties: { kind: { const: dog }, barks: { type: boolean } } }
```
",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.is_sorted_by(|one, next| one.id < next.id));
    }

    #[test]
    fn every_code_explains_itself() {
        for code in CODES {
            assert!(code.explain.len() > code.title.len(), "{}", code.id);
        }
    }
}

/// Nobody says how webhooks are signed.
pub static WEBHOOK_SIGNING_UNSTATED: Code = Code {
    id: "webhook-signing-unstated",
    title: "nobody says how the webhooks are signed",
    explain: "\
OpenAPI describes the bodies of webhooks and not how their sender signs them. The generated `Webhook` then takes messages that are
signed as Standard Webhooks has it, and refuses all others. Where a message says its event is taken from the document, if each body
has a member with the webhook's name among its constants; otherwise it is the member `type`.

What to do: say it in `bindery.yaml`.

```yaml
api:
  webhooks:
    event: { member: event }
    signature: { header: X-Signature, encoding: hex, prefix: sha256= }
    timestamp: { header: X-Timestamp, tolerance: 300 }
    signed: '{timestamp}.{body}'
```
",
};
