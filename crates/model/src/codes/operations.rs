//! What there is to say about operations, and about what people decide on them.

use bindery_source::Code;

/// `bindery.yaml` declares pages that the operation does not have.
pub static PAGING_INVALID: Code = Code {
    id: "paging-invalid",
    title: "an operation cannot be paged as declared",
    explain: "\
`api.paging` in bindery.yaml says how a list comes page by page; it names an operation by its id, its method and path, or its
JSON Pointer. It has to fit the document: the parameter is one of the operation's query, places are JSON Pointers into its
reply, and `items` leads to a list.

A key with `*` in it is a rule: it holds for every operation that it names, that has the parameter, and that answers with
such a list; totals are taken where there are some. What is said of one operation goes before it. A rule that holds for
none of those it names is a warning.

```yaml
api:
  paging:
    listJobs: { by: page, param: page, items: /jobs, total_pages: /total_pages }
    listEvents: { by: cursor, param: after, next: /meta/next, items: /data }
    GET /names: none
    list*: { by: page, param: page, items: /*, total_pages: [/total_pages, /meta/pages] }
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

/// A scheme that answers a challenge of the server.
pub static AUTH_CHALLENGE_UNANSWERED: Code = Code {
    id: "auth-challenge-unanswered",
    title: "a scheme that answers a challenge",
    explain: "\
With `digest` and its kin the client computes its credential from what the server has sent with 401. The generated client does not: it
sends what it is given behind the scheme's name, as with a token.

```yaml
components: { securitySchemes: { login: { type: http, scheme: digest } } }
```

If the API takes another scheme as well, state that; else let a `Transport` of your own answer.
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
The body, or a parameter with a `content`, has a schema with parts, but a media type that the client does not take apart, such as
XML. The bytes or the text are handed over as they are, and the docs show the schema. So it is with a form or `multipart` body whose
schema has no members.

Nothing has to be done. If the API speaks JSON as well, list `application/json` under `content` too.
",
};

/// An encoding says what no request carries.
pub static ENCODING_LEFT_OUT: Code = Code {
    id: "encoding-left-out",
    title: "a part of an encoding is not expressed",
    explain: "\
The encoding of a form or of a body of parts says by member how it is written: `contentType`, `style`, `explode` and
`allowReserved` do. Headers of a part, parts inside of a part, and parts that are told by their position are not written, nor is a
`style` of a part other than `deepObject`, nor an object as anything but JSON; and an encoding means nothing beside other media types.

```yaml
multipart/form-data:
  schema: { type: object, properties: { photo: { type: string, format: binary } } }
  encoding:
    photo: { contentType: image/png, headers: { X-Checksum: { schema: { type: string } } } }   # the header is not sent
```

What to do: nothing, if the API can do without; else build the body yourself and hand it over by the client's `core`.
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

/// No operation is left.
pub static SELECTION_EMPTY: Code = Code {
    id: "selection-empty",
    title: "bindery.yaml selects no operation",
    explain: "\
`api.operations` in bindery.yaml takes what is included, less what is excluded, and nothing is left of the document's operations.
The client has none, then, and none of the types that they would use.

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

/// A reply has content that HTTP does not allow.
pub static REPLY_CONTENT_FORBIDDEN: Code = Code {
    id: "reply-content-forbidden",
    title: "a reply has content that HTTP does not allow",
    explain: "\
HTTP sends no content with the statuses 1XX, 204, 205 and 304, nor with any reply to HEAD (RFC 9110, sections 9.3.2, 15.2, 15.3.5,
15.3.6 and 15.4.5), whatever the document states for them:

```yaml
responses:
  '204': { description: Gone., content: { application/json: { schema: { type: object } } } }
```

A client that waited for a value would fail with each such reply. So none is read, and the method gives nothing.

Remove the `content`, or correct the status if the API sends another one.
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

/// A server of an operation that callers cannot choose.
pub static SERVER_FIXED: Code = Code {
    id: "server-fixed",
    title: "an operation's own server is fixed",
    explain: "\
An operation, or its path, states servers of its own. Its calls go to the first of them, with the default of each variable: the
builder chooses among the servers of the API alone.

```yaml
paths:
  /files:
    servers: [{ url: 'https://{region}.files.example.com', variables: { region: { default: eu } } }]
```

If callers have to choose, give the API's own `servers` that variable, or correct the URL by an overlay.
",
};

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
