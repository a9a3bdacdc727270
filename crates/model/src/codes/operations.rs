//! Diagnostics about operations, and about entries of `bindery.yaml` for them.

use bindery_source::Code;

/// `bindery.yaml` declares paging that does not match the operation.
pub static PAGING_INVALID: Code = Code {
    id: "paging-invalid",
    title: "the declared paging does not match the operation",
    explain: "\
`api.paging` in bindery.yaml declares how an operation pages its list. The key is the operation's id, its method and path, or its
JSON Pointer. The entry must match the document: `param` is a query parameter of the operation, or the JSON Pointer of a member
of its JSON body, which takes a number for a page or an offset, and a string for a cursor; places are JSON Pointers into its
reply, and `items` points to a list.

A key with `*` is a rule: it applies to every matching operation that has the parameter and replies with such a list. Totals
are used if the reply has them. The entry of a single operation takes precedence. A rule that applies to none of its
operations is a warning.

```yaml
api:
  paging:
    listJobs: { by: page, param: page, items: /jobs, total_pages: /total_pages }
    listEvents: { by: cursor, param: after, next: /meta/next, items: /data }
    searchJobs: { by: cursor, param: /start_cursor, next: /next_cursor, items: /results }
    GET /names: none
    list*: { by: page, param: page, items: /*, total_pages: [/total_pages, /meta/pages] }
```
",
};

/// Names of parameters and members show that a list is paged.
pub static PAGING_RECOGNIZED: Code = Code {
    id: "paging-recognized",
    title: "an operation seems to page its list",
    explain: "\
OpenAPI cannot describe paging. The operation has a query parameter, and its reply has members, with the usual names for
paged lists, so its call has `items()` and `pages()`, which iterate over the whole list. Awaiting the call itself returns
one page, as before.

If the API does not page this list, declare that in bindery.yaml:

```yaml
api:
  paging:
    listJobs: none
```
",
};

/// A security scheme answers a challenge of the server.
pub static AUTH_CHALLENGE_UNANSWERED: Code = Code {
    id: "auth-challenge-unanswered",
    title: "a security scheme answers a challenge",
    explain: "\
With `digest` and similar schemes, a client computes its credential from the challenge that the server sends with 401. The
generated client does not: it sends the given credential after the scheme's name, like a token.

```yaml
components: { securitySchemes: { login: { type: http, scheme: digest } } }
```

If the API accepts another scheme as well, state that one. Otherwise answer the challenge in your own `Transport`.
",
};

/// A security scheme signs each request.
pub static AUTH_SIGNATURE_UNMADE: Code = Code {
    id: "auth-signature-unmade",
    title: "a security scheme signs each request",
    explain: "\
The document says with `x-amazon-apigateway-authtype: awsSigv4` that requests are signed: the credential is computed with a secret
key from the request's method, URL, headers and body. The generated client does not do this: it sends the given credential
unchanged, which the API refuses.

Sign requests in your own `Transport`, which sees each one as it is sent, for example with the crate `aws-sigv4`. If the API
accepts another scheme as well, state that one.
",
};

/// A description shows a prefix for a key that the document cannot state.
pub static AUTH_PREFIX_UNKNOWN: Code = Code {
    id: "auth-prefix-unknown",
    title: "an API key seems to need a prefix",
    explain: "\
An `apiKey` scheme states only a header, but its description shows something like `Authorization: Token {key}`. A
description never changes what is sent, so the key is sent without the prefix.

If the API requires the prefix, set it in `bindery.yaml`, under the name of the scheme:

```yaml
api:
  auth:
    apiKey: { prefix: Token }
```
",
};

/// An operation with a writing method has no body.
pub static BODY_UNSTATED: Code = Code {
    id: "body-unstated",
    title: "an operation that writes states no body",
    explain: "\
The operation's method is `POST`, `PUT` or `PATCH`, and the document gives it no `requestBody`. Some such operations really
take none; more often the document is incomplete.

The method takes no body. If the API requires one, the call can still set it, untyped:

```rust
client.jobs().update(\"job_1\").with_json(&body).await?;
```

To get a typed argument, add the `requestBody` with an overlay.
",
};

/// A body is passed through without being parsed.
pub static BODY_UNTYPED: Code = Code {
    id: "body-untyped",
    title: "a body is passed through unparsed",
    explain: "\
The body, or a parameter with a `content`, has a schema with parts, but a media type that the client does not parse, such as
XML. The bytes or the text are passed through verbatim, and the docs show the schema. The same applies to a form or
`multipart` body whose schema has no members.

Nothing needs to be done. If the API supports JSON as well, list `application/json` under `content` too.
",
};

/// An encoding states something that requests cannot express.
pub static ENCODING_LEFT_OUT: Code = Code {
    id: "encoding-left-out",
    title: "part of an encoding is ignored",
    explain: "\
The encoding of a form or multipart body states how each member is written: `contentType`, `style`, `explode` and
`allowReserved` are supported. Headers of a part, nested parts and parts by position are not, nor is a `style` of a part other
than `deepObject`, nor any format but JSON for an object. For other media types, an encoding has no meaning.

```yaml
multipart/form-data:
  schema: { type: object, properties: { photo: { type: string, format: binary } } }
  encoding:
    photo: { contentType: image/png, headers: { X-Checksum: { schema: { type: string } } } }   # the header is not sent
```

What to do: nothing, if the API does not need it. Otherwise build the body yourself and send it with the client's `core`.
",
};

/// Two operations share an id.
pub static OPERATION_ID_DUPLICATE: Code = Code {
    id: "operation-id-duplicate",
    title: "two operations have the same `operationId`",
    explain: "\
OpenAPI requires ids that are unique in the document. Both operations are generated. If they are in one group, the second one
gets a longer name, or a number.

Give each operation its own id, with an overlay if the document is not yours.
",
};

/// An entry of `bindery.yaml` matches nothing.
pub static OVERRIDE_UNUSED: Code = Code {
    id: "override-unused",
    title: "an entry of bindery.yaml matches nothing",
    explain: "\
An entry of `bindery.yaml` under `api` names something that is not in the document, or that cannot be changed in this way. It
would have no effect, which may go unnoticed: a key may be sent without the required prefix, or an operation may be missing.

```yaml
api:
  operations:
    include:
      tags: [Jobz]   # did you mean `Jobs`?
```

The document may have changed, or a name is misspelled. Correct the entry, or remove it.
",
};

/// No operation is selected.
pub static SELECTION_EMPTY: Code = Code {
    id: "selection-empty",
    title: "bindery.yaml selects no operation",
    explain: "\
`api.operations` in bindery.yaml selects the included operations without the excluded ones, and none is left. The client has no
operations, and none of the types that they would use.

```yaml
api:
  operations:
    include: { tags: [Jobs] }
    exclude: { paths: [\"/jobs*\"] }   # these are all that have the tag
```

What to do: exclude less, or include more.
",
};

/// A parameter is listed twice.
pub static PARAM_DUPLICATE: Code = Code {
    id: "param-duplicate",
    title: "a parameter is listed twice",
    explain: "\
The combination of `name` and `in` must be unique in a list of parameters. The first one is used, the other is ignored. (An
operation's parameter that repeats one of its path is not a duplicate: it overrides that one.)

Remove one of the two, or correct its name.
",
};

/// A header parameter that OpenAPI ignores.
pub static PARAM_IGNORED: Code = Code {
    id: "param-ignored",
    title: "a header parameter that OpenAPI ignores",
    explain: "\
OpenAPI requires that header parameters named `Accept`, `Content-Type` and `Authorization` are ignored: `content` states media
types, security schemes state credentials. The client sets these headers itself.

If the document describes credentials only as an `Authorization` parameter, describe them as a scheme:

```yaml
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
security: [{ token: [] }]
```
",
};

/// A reply has content that HTTP does not allow.
pub static REPLY_CONTENT_FORBIDDEN: Code = Code {
    id: "reply-content-forbidden",
    title: "a reply has content that HTTP does not allow",
    explain: "\
HTTP has no content with the statuses 1XX, 204, 205 and 304, nor in any reply to HEAD (RFC 9110, sections 9.3.2, 15.2, 15.3.5,
15.3.6 and 15.4.5), whatever the document states:

```yaml
responses:
  '204': { description: Gone., content: { application/json: { schema: { type: object } } } }
```

A client that expected a value would fail on every such reply. The content is ignored, and the method returns nothing.

Remove the `content`, or correct the status if the API sends another one.
",
};

/// A path parameter is not declared.
pub static PATH_PARAM_UNDECLARED: Code = Code {
    id: "path-param-undeclared",
    title: "a path uses an undeclared parameter",
    explain: "\
The path contains a name in braces for which neither the path nor the operation has a parameter `in: path`. It must be
filled, so it becomes a required string.

Declare it, or correct the name of the intended parameter:

```yaml
/pets/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
```
",
};

/// A path parameter does not occur in the path.
pub static PATH_PARAM_UNUSED: Code = Code {
    id: "path-param-unused",
    title: "a path parameter does not occur in the path",
    explain: "\
A parameter is declared `in: path`, but the path does not contain its name in braces, so it cannot be sent. It is ignored.
Often the two are spelled differently:

```yaml
/pets/{petId}:
  parameters: [{ name: pet_id, in: path, required: true, schema: { type: string } }]
```

Use one spelling, or remove the parameter.
",
};

/// A security requirement names an unknown scheme.
pub static SECURITY_SCHEME_UNKNOWN: Code = Code {
    id: "security-scheme-unknown",
    title: "a security requirement names an unknown scheme",
    explain: "\
`security` names a scheme that `components.securitySchemes` does not have, so it is unknown what to send. This alternative is
ignored. If it is the only one, no credentials are sent.

Correct the name, or describe the scheme:

```yaml
components: { securitySchemes: { apiKey: { type: apiKey, in: header, name: X-Api-Key } } }
security: [{ apiKey: [] }]
```
",
};

/// Callers cannot choose the server of an operation.
pub static SERVER_FIXED: Code = Code {
    id: "server-fixed",
    title: "an operation's own server is fixed",
    explain: "\
An operation, or its path, states its own servers. Its calls go to the first one, with the default of each variable. The builder
only chooses among the servers of the API.

```yaml
paths:
  /files:
    servers: [{ url: 'https://{region}.files.example.com', variables: { region: { default: eu } } }]
```

If callers must choose, move the variable to the API's own `servers`, or correct the URL with an overlay.
",
};

/// Of a server in two schemes, the one over TLS is the default.
pub static SERVER_PLAIN: Code = Code {
    id: "server-plain",
    title: "the first server is plain http",
    explain: "\
The first server of the API is reached over plain http, and a later one is the same over TLS. Clients send credentials over TLS
only, so calls to the first server would fail: the later one becomes the default, and goes before it.

```yaml
servers: [{ url: 'http://api.example.com' }, { url: 'https://api.example.com' }]
```

Put the server over TLS first in the document, with an overlay if need be.
",
};

/// The signature of webhooks is not declared.
pub static WEBHOOK_SIGNING_UNSTATED: Code = Code {
    id: "webhook-signing-unstated",
    title: "the signature of the webhooks is not declared",
    explain: "\
OpenAPI describes the bodies of webhooks, but not their signatures. The generated `Webhook` accepts messages with a signature of
Standard Webhooks, and rejects all others. The event of a message is in the member that has the webhook's name among its
constants in every body, or else in the member `type`.

What to do: declare the signature in `bindery.yaml`.

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
