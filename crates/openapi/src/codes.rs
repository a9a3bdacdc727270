//! The messages of this crate, one per row.

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
    /// Not an OpenAPI document.
    DOCUMENT_NOT_OPENAPI = "document-not-openapi", "this is not an OpenAPI document",
"An OpenAPI document is an object with a member `openapi` that states the version. Without it the
rest cannot be interpreted, so nothing is read.

```yaml
openapi: 3.1.0
info: { title: Jobs, version: '1' }
paths: {}
```

Check that this is the right file: it may be a part that the real document refers to, or an error page that
was saved in its place.
";
    /// `openapiv3` rejected something that passed the check.
    FRAME_REJECTED = "frame-rejected", "a part of the document could not be read",
"A part of the document passed the grammar check but still could not be read. The part is left out, and the rest is
processed.

The message says what was expected. If the part follows the OpenAPI Specification, this is a bug in Bindery.
";
    /// Two members exclude each other.
    KEYWORD_CONFLICT = "keyword-conflict", "two members exclude each other",
"Some members exclude each other: a parameter is described by `schema` or by `content`, a link names its operation with
`operationId` or with `operationRef`. One of the two is left out; the message says which.

```yaml
- name: filter
  in: query
  schema: { type: string }
  content: { application/json: {} }   # one too many
```

Remove one of them.
";
    /// An unknown member.
    KEYWORD_UNKNOWN = "keyword-unknown", "unknown member",
"The OpenAPI Specification does not define a member with this name here, so it has no effect. Often it is a typo, or
is one level too high or too low.

```yaml
paths:
  /jobs:
    get:
      operationID: listJobs   # operationId
```

Correct the name, move the member, or start its name with `x-` if it is meant for other tools. It is a warning if an object or
a list is lost, and under `paths` and `responses`, where names must have a certain form and a path or a reply is lost.
";
    /// A member of another version.
    KEYWORD_VERSION = "keyword-version", "a member belongs to another version of OpenAPI",
"The member is not part of the version that the document declares, but of an earlier or later one. It is read with its
meaning in that version: nothing is lost.

```yaml
openapi: 3.1.0
components:
  schemas:
    Name: { type: string, nullable: true }   # 3.0; since 3.1 it is `type: [string, 'null']`
```

Declare the version that the document uses, so that all tools read it alike.
";
    /// A value of the wrong form.
    KIND_MISMATCH = "kind-mismatch", "a value has the wrong form",
"A value has another form than expected: a string instead of a list, a number instead of a string. If the meaning is
clear it is converted (`version: 1.0` is read as \"1.0\"), and the message says so; otherwise the value is left out. An empty
value, as after `tags:` in YAML, is only a note.

```yaml
required: true      # in a schema: a list of names
```

Give the value the form that the message names.
";
    /// A required member is not there.
    MEMBER_MISSING = "member-missing", "a required member is missing",
"The OpenAPI Specification requires a member that is missing, or whose value could not be used. If an empty value can
replace it, that is used; if the object is useless without it (a parameter without a name), the object is left out. A
document must also describe something. A path parameter without `required: true` is only a note, since it cannot mean
anything else.

```yaml
responses:
  '200': {}           # `description` is required up to OpenAPI 3.1
```

Add the member.
";
    /// Newer than this program.
    OPENAPI_NEWER = "openapi-newer", "the document's version is newer than this program",
"The document declares a version 3.x that is newer than this program. It is read as the newest version that the
program supports; newer members are reported as unknown.

Look for a newer release of this program.
";
    /// Not a version that can be read.
    OPENAPI_VERSION = "openapi-version", "unsupported OpenAPI version",
"Only OpenAPI 3.0, 3.1 and 3.2 are supported. The document declares another version, or a string that is not a version.

```yaml
openapi: 3.1.0
```

Correct the version if it is a typo, or convert the document.
";
    /// An overlay's value does not fit the existing one.
    OVERLAY_CONFLICT = "overlay-conflict", "an action of an overlay does not fit the document",
"An update is merged into the parts that its path selects: objects member by member, arrays by appending, and a primitive value
replaces another. Nothing else can be merged: an object cannot become part of a string, nor a string replace an array.

```yaml
- target: $.info
  update:
    title: [Jobs]       # the title is a string
```

To replace a value with one of another kind, remove the old value with one action and add the new value with the next. A
path that selects both objects and arrays needs an action for each kind.
";
    /// A `copy` that selects none or several.
    OVERLAY_COPY_SOURCE = "overlay-copy-source", "`copy` in an overlay does not select exactly one part",
"The path under `copy` selects the part to copy into every target. It must select exactly one part of the document, after the
earlier actions.

```yaml
- target: $.paths['/v2/jobs']
  copy: $.paths['/jobs']    # not $.paths.*
```

Select the part by its keys. If it is gone, an earlier action removed it, or the document has changed.
";
    /// An overlay that makes the document too large.
    OVERLAY_EXCESSIVE = "overlay-excessive", "an overlay makes the document too large or too deep",
"An action is applied to everything that its path selects, and the next action to the result, so a few lines can fill any
memory. An overlay may add about 16 million values and bytes of text, and the document's depth is limited as for
any input. The action was stopped in the middle, and nothing is generated.

Select fewer parts (`$..*` selects every part of the document), or add a `$ref` to a component instead of the value itself.
";
    /// An overlay for another document.
    OVERLAY_EXTENDS = "overlay-extends", "an overlay extends another document",
"`extends` states which document an overlay belongs to. The file that it was applied to has another name. The actions were
applied anyway.

```yaml
overlay: 1.1.0
extends: openapi.yaml
```

Apply the overlay to the document that it names, or correct the name. An absolute URI is not compared: the file may be a
local copy.
";
    /// An overlay that is not well formed.
    OVERLAY_INVALID = "overlay-invalid", "an overlay is not well formed",
"An overlay is an object with `overlay`, `info` (with `title` and `version`) and a list of `actions`, each with a `target`. A
member that the declared version does not define is an error unless its name starts with `x-`. No action of such an overlay is
applied.

```yaml
overlay: 1.1.0
info: { title: What the vendor left out, version: 1.0.0 }
actions:
  - target: $.info
    update: { version: '2' }
```

Correct the place that the message shows. As a warning it reports an action without effect: it needs one of `update`,
`remove` and, since 1.1, `copy`.
";
    /// A path that does not parse.
    OVERLAY_TARGET_INVALID = "overlay-target-invalid", "a path in an overlay is not a JSONPath",
"The paths of an overlay are JSONPath queries as defined by RFC 9535. Older dialects allow more than the standard:
unquoted names with a hyphen or a slash, or filters with `=~`.

```yaml
- target: $.paths['/jobs/{id}'].get
- target: $.paths.*.*.parameters[?@.name == 'page' && @.in == 'query']
```

Correct the path where the message points: quote special names. Nested filters are supported only to a small depth.
";
    /// An action that selects nothing.
    OVERLAY_UNMATCHED = "overlay-unmatched", "an action of an overlay changes nothing",
"The path of the action selects nothing in the document after the earlier actions. This is allowed, but is usually a
mistake, or the vendor has changed the document: the action corrects nothing.

```yaml
- target: $.paths['/job'].get     # the path is called /jobs
  update: { deprecated: true }
```

Correct the path, or remove the action if it is no longer needed. To add a member, select the object that will contain it.
";
    /// An unsupported version.
    OVERLAY_VERSION = "overlay-version", "unsupported overlay version",
"The member `overlay` declares the version of the Overlay Specification whose rules apply. 1.0 and 1.1 are supported, each with
any third number.

```yaml
overlay: 1.1.0
```

Use one of them, as a string of three numbers. 1.1 adds `copy`, and updates of primitive values.
";
    /// A circular reference.
    REF_CYCLE = "ref-cycle", "circular reference",
"A `$ref` leads to another `$ref`, and so on, back to the first: the chain has no target. One of them is
treated as unresolved. (A schema that contains itself, such as a tree, is different, and fine.)

```yaml
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/A' }
```

Replace one of them with the intended schema.
";
    /// A reference to an object of another kind.
    REF_KIND = "ref-kind", "a reference to the wrong kind of object",
"The target of a `$ref` exists but is of the wrong kind, such as a schema where a response is expected. The reference is
treated as unresolved.

```yaml
responses:
  '404': { $ref: '#/components/schemas/Error' }   # a response has content, which has a schema
```

Refer to an object of the right kind, or write it inline.
";
    /// A reference where none is allowed.
    REF_PLACE = "ref-place", "a reference where the specification allows none",
"The OpenAPI Specification allows a `$ref` in place of a schema, a parameter, a reply and some other objects, but not everywhere:
a media type may be one since 3.2, an operation never. It is followed anyway, as in many tools.

```yaml
get: { $ref: 'jobs/list.yaml' }   # an operation
```

Make the path item the reference: `/jobs: { $ref: 'jobs.yaml' }`.
";
    /// A reference to another host.
    REF_REMOTE = "ref-remote", "a reference to another host",
"A `$ref` is a URL. The same document must always give the same code, so nothing is fetched; the reference is treated
as unresolved.

Save the file in the document's folder and refer to it by its relative path.
";
    /// Members next to a reference.
    REF_SIBLINGS = "ref-siblings", "a member next to `$ref` is ignored",
"Members next to a `$ref` are ignored in OpenAPI 3.0, and outside schemas in every version (except `summary` and
`description` since 3.1). In a 3.0 schema, descriptive members are kept anyway, and so is `nullable`.

```yaml
owner:
  $ref: '#/components/schemas/User'
  required: [id]      # ignored in 3.0
```

In 3.0, move the reference into an `allOf`, next to the other members.
";
    /// A reference to nothing.
    REF_UNRESOLVED = "ref-unresolved", "unresolved reference",
"A `$ref` names a part that does not exist, in this document or in the file that it refers to. Generation goes on: a missing
schema allows any JSON value, and a missing parameter, reply or body is left out.

```yaml
schema: { $ref: '#/components/schemas/Jbo' }   # Job
```

Correct the name, or add the missing part. In a pointer, write `/` as `~1` and `~` as `~0`.
";
    /// Swagger.
    SWAGGER_2 = "swagger-2", "this is a Swagger 2.0 document",
"Swagger 2.0 is the predecessor of OpenAPI 3. It differs in many ways, and only OpenAPI 3.x is supported.

Convert the document first, for example:

```sh
npx swagger2openapi --outfile openapi.yaml swagger.yaml
```
";
    /// A value that is not allowed here.
    VALUE_UNKNOWN = "value-unknown", "a value that is not allowed here",
"Only a few values are allowed here, and this is not one of them: `in: body` is from Swagger 2.0, as is `type: file`. The member
is left out; if the object is useless without it, so is the object.

```yaml
- name: pet
  in: body            # a request body belongs under `requestBody`
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
