//! What this crate has to say, a row each.

use bindery_source::Code;

/// All codes of this crate.
pub static CODES: &[&Code] = &[
    &DOCUMENT_NOT_OPENAPI,
    &FRAME_REJECTED,
    &KEYWORD_CONFLICT,
    &KEYWORD_UNKNOWN,
    &KEYWORD_VERSION,
    &KIND_MISMATCH,
    &MEMBER_MISSING,
    &OPENAPI_NEWER,
    &OPENAPI_VERSION,
    &OVERLAY_CONFLICT,
    &OVERLAY_COPY_SOURCE,
    &OVERLAY_EXCESSIVE,
    &OVERLAY_EXTENDS,
    &OVERLAY_INVALID,
    &OVERLAY_TARGET_INVALID,
    &OVERLAY_UNMATCHED,
    &OVERLAY_VERSION,
    &REF_CYCLE,
    &REF_KIND,
    &REF_PLACE,
    &REF_REMOTE,
    &REF_SIBLINGS,
    &REF_UNRESOLVED,
    &SWAGGER_2,
    &VALUE_UNKNOWN,
];

macro_rules! codes {
    ($($(#[$docs:meta])* $name:ident = $id:literal, $title:literal, $explain:literal;)*) => {
        $($(#[$docs])* pub static $name: Code = Code { id: $id, title: $title, explain: $explain };)*
    };
}

codes! {
    /// No OpenAPI document.
    DOCUMENT_NOT_OPENAPI = "document-not-openapi", "this is not an OpenAPI document",
"An OpenAPI document is an object with a member `openapi` that states the version. Without it nothing can be said about the
rest, so nothing is read.

```yaml
openapi: 3.1.0
info: { title: Jobs, version: '1' }
paths: {}
```

Check that this is the right file: it may be a part of a document, to which the document itself refers, or an error page that
was saved in its place.
";
    /// `openapiv3` refused what the check let pass.
    FRAME_REJECTED = "frame-rejected", "a part of the document could not be understood",
"A part of the document passed the check of its grammar and still could not be read. The part is left out, and everything
else goes on.

The message says what was expected. If the part is right by the OpenAPI Specification, the fault is in this program.
";
    /// Two members exclude each other.
    KEYWORD_CONFLICT = "keyword-conflict", "two members exclude each other",
"Some members may not stand side by side: a parameter is described by `schema` or by `content`, a link names its operation by
`operationId` or by `operationRef`. One of the two is left out; the message says which.

```yaml
- name: filter
  in: query
  schema: { type: string }
  content: { application/json: {} }   # one too many
```

Remove one of them.
";
    /// A member that nobody knows.
    KEYWORD_UNKNOWN = "keyword-unknown", "a member is not known",
"The OpenAPI Specification does not know a member of this name in this place, so it has no effect. Often it is a slip of the
pen, and often it stands one level too high or too low.

```yaml
paths:
  /jobs:
    get:
      operationID: listJobs   # operationId
```

Correct the name, move the member, or start its name with `x-` if it is meant for other tools. It is a warning where an object or
a list is lost, and under `paths` and `responses`, where names have to look a certain way and a path or a reply is lost.
";
    /// A member of another version.
    KEYWORD_VERSION = "keyword-version", "a member is of another version of OpenAPI",
"The member is not part of the version that the document states, but of an earlier or later one. It is read with the meaning
that it has there: nothing is lost.

```yaml
openapi: 3.1.0
components:
  schemas:
    Name: { type: string, nullable: true }   # 3.0; since 3.1 it is `type: [string, 'null']`
```

State the version by whose words the document is written, so that all tools read it alike.
";
    /// A value of the wrong form.
    KIND_MISMATCH = "kind-mismatch", "a value has the wrong form",
"A value has another form than its place asks for: a text instead of a list, a number instead of a text. Where the meaning is
plain it is converted (`version: 1.0` is read as \"1.0\"), and the message says so; otherwise the value is left out. An empty
value, as after `tags:` in YAML, is only a note.

```yaml
required: true      # in a schema: a list of names
```

Give the value the form that the message names.
";
    /// A required member is not there.
    MEMBER_MISSING = "member-missing", "a required member is missing",
"The OpenAPI Specification requires a member that is not there, or whose value could not be used. Where an empty value can
stand in for it, it does; where the object says nothing without it (a parameter without a name), the object is left out. A document must describe something at all. That a path
parameter must say `required: true` is only a note, since it cannot mean anything else.

```yaml
responses:
  '200': {}           # `description` is required up to OpenAPI 3.1
```

Add the member.
";
    /// Newer than this program.
    OPENAPI_NEWER = "openapi-newer", "the document's version is newer than this program",
"The document states a version 3.x that came after this program was written. It is read as the newest version that the
program knows; members that came later are reported as unknown.

Look for a newer release of this program.
";
    /// Not a version that can be read.
    OPENAPI_VERSION = "openapi-version", "the document's version cannot be read",
"Only OpenAPI 3.0, 3.1 and 3.2 can be read. The document states another version, or a text that is no version.

```yaml
openapi: 3.1.0
```

Correct the version if it is a slip, or convert the document.
";
    /// An overlay's value does not fit what is there.
    OVERLAY_CONFLICT = "overlay-conflict", "an action of an overlay does not fit the document",
"An update is merged into what its path selects: objects member by member, arrays by appending, and a primitive value takes the
place of another. Nothing else can be merged: an object cannot become part of a string, nor a string replace an array.

```yaml
- target: $.info
  update:
    title: [Jobs]       # a string stands there
```

To put a value of another kind in place of one, remove the old one by an action of its own, and add the new one by the next. A
path that selects objects and arrays at once needs an action for each kind.
";
    /// A `copy` that selects none or several.
    OVERLAY_COPY_SOURCE = "overlay-copy-source", "what an overlay copies is not one part of the document",
"The path under `copy` selects what is copied into every target. It must select exactly one part of the document as the actions
before it have left it.

```yaml
- target: $.paths['/v2/jobs']
  copy: $.paths['/jobs']    # not $.paths.*
```

Name the part by its keys. When it is gone, an earlier action has removed it, or the document has changed.
";
    /// An overlay that blows the document up.
    OVERLAY_EXCESSIVE = "overlay-excessive", "an overlay makes the document too large or too deep",
"An action is applied to everything that its path selects, and the next action to the result, so that a few lines can grow beyond
any memory. What one overlay may add is limited to some million values and bytes of text, and the depth of the document to that
of any text that is read. The action was stopped in the middle, and nothing is generated.

Select fewer parts (`$..*` selects every part of the document), or add a `$ref` to a component instead of the value itself.
";
    /// An overlay that is meant for another document.
    OVERLAY_EXTENDS = "overlay-extends", "an overlay is made for another document",
"By `extends` an overlay says to which document it belongs. The file that it was applied to has another name. The actions were
applied all the same.

```yaml
overlay: 1.1.0
extends: openapi.yaml
```

Apply the overlay to the document that it names, or correct the name. An absolute URI is not compared: a file may be the copy of
what stands there.
";
    /// An overlay that is not well formed.
    OVERLAY_INVALID = "overlay-invalid", "an overlay is not well formed",
"An overlay is an object with `overlay`, `info` (with `title` and `version`) and a list of `actions`, each with a `target`. A
member that the declared version does not know is a mistake unless its name starts with `x-`. No action of such an overlay was
applied.

```yaml
overlay: 1.1.0
info: { title: What the vendor left out, version: 1.0.0 }
actions:
  - target: $.info
    update: { version: '2' }
```

Correct what the message points at. As a warning it says that an action has no effect: it needs one of `update`, `remove` and,
since 1.1, `copy`.
";
    /// A path that does not parse.
    OVERLAY_TARGET_INVALID = "overlay-target-invalid", "a path in an overlay is not a JSONPath",
"The paths of an overlay are JSONPath queries as RFC 9535 defines them. Older dialects allow things that the standard does not:
names with a hyphen or a slash outside of quotes, or filters with `=~`.

```yaml
- target: $.paths['/jobs/{id}'].get
- target: $.paths.*.*.parameters[?@.name == 'page' && @.in == 'query']
```

Correct the path where the message points: quote what is not a plain name. Filters in filters are taken to a small depth only.
";
    /// An action without a target.
    OVERLAY_UNMATCHED = "overlay-unmatched", "an action of an overlay changes nothing",
"The path of the action selects nothing in the document as the actions before it have left it. This is allowed, and more often
than not it is a slip, or the vendor has changed the document: what the action was to correct is as it was.

```yaml
- target: $.paths['/job'].get     # the path is called /jobs
  update: { deprecated: true }
```

Correct the path, or remove the action when it is no longer needed. To add a member, select the object that is to hold it.
";
    /// A version that is not known.
    OVERLAY_VERSION = "overlay-version", "the overlay's version is not known",
"The member `overlay` states the version of the Overlay Specification by whose rules the actions are applied. Known are 1.0 and
1.1, each with any third number.

```yaml
overlay: 1.1.0
```

State one of them, as a string of three numbers. 1.1 adds `copy`, and updates of primitive values.
";
    /// References in a circle.
    REF_CYCLE = "ref-cycle", "a reference leads back to itself",
"A `$ref` leads to another `$ref`, and so on, until the first is met again: there is nothing at the end of it. One of them is
treated as if it led nowhere. (A schema that contains itself, such as a tree, is something else, and fine.)

```yaml
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/A' }
```

Replace one of them by what was meant.
";
    /// A reference to another kind of thing.
    REF_KIND = "ref-kind", "a reference leads to the wrong kind of thing",
"A `$ref` leads to something that exists and cannot stand in its place, such as a schema where a response is wanted. It is
treated as if it led nowhere.

```yaml
responses:
  '404': { $ref: '#/components/schemas/Error' }   # a response has content, which has a schema
```

Refer to a thing of the right kind, or write it out in place.
";
    /// A reference where none may stand.
    REF_PLACE = "ref-place", "a reference stands where the specification has none",
"The OpenAPI Specification lets a `$ref` stand in place of a schema, a parameter, a reply and some others, but not of everything;
since 3.2 a media type may be one, an operation never. It is followed all the same, as many tools do.

```yaml
get: { $ref: 'jobs/list.yaml' }   # an operation
```

Let the path item be the reference: `/jobs: { $ref: 'jobs.yaml' }`.
";
    /// A reference to another host.
    REF_REMOTE = "ref-remote", "a reference leads to another host",
"A `$ref` leads to a URL. The same document must give the same code tomorrow, so nothing is fetched; the reference is treated
as if it led nowhere.

Save the file in the document's folder and refer to it by its relative path.
";
    /// Members beside a reference.
    REF_SIBLINGS = "ref-siblings", "a member beside `$ref` is ignored",
"What stands beside a `$ref` is ignored in OpenAPI 3.0, and outside of schemas in every version (since 3.1 `summary` and
`description` are the exception). In a schema of 3.0, members that only describe are kept nevertheless, and `nullable` too.

```yaml
owner:
  $ref: '#/components/schemas/User'
  required: [id]      # ignored in 3.0
```

In 3.0, put the reference in an `allOf` and the rest beside it.
";
    /// A reference to nothing.
    REF_UNRESOLVED = "ref-unresolved", "a reference leads nowhere",
"A `$ref` names a part that does not exist, in this document or in the file to which it leads. Generation goes on: a schema
that is not there may be any JSON value, and a parameter, reply or body that is not there is left out.

```yaml
schema: { $ref: '#/components/schemas/Jbo' }   # Job
```

Correct the name, or add the missing part. Within a pointer `/` is written `~1` and `~` is written `~0`.
";
    /// Swagger.
    SWAGGER_2 = "swagger-2", "this is a Swagger 2.0 document",
"Swagger 2.0 is the predecessor of OpenAPI 3. It says many things otherwise, and only OpenAPI 3.x is read.

Convert the document first, for example:

```sh
npx swagger2openapi --outfile openapi.yaml swagger.yaml
```
";
    /// A word that the place does not know.
    VALUE_UNKNOWN = "value-unknown", "a value is none of those that are allowed",
"The place allows a few values only, and this is none of them: `in: body` came from Swagger 2.0, `type: file` too. The member
is left out; where the object says nothing without it, so is the object.

```yaml
- name: pet
  in: body            # a request body stands under `requestBody`
```

Use one of the values that the message lists.
";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_listed_in_order_and_once() {
        assert!(CODES.is_sorted_by(|left, right| left.id < right.id));
    }

    #[test]
    fn every_page_says_what_to_do() {
        for code in CODES {
            assert!(code.explain.trim().split("\n\n").count() >= 2, "{}", code.id);
        }
    }
}
