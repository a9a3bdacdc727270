//! What there is to say about types.

use bindery_source::Code;

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

The last member on the way round may be left out, so that values exist. A choice that lists itself, perhaps by way of
another choice, is one of the other alternatives. A type that is nothing but itself takes any value.

Take the member out of `required`, or let it be `null`; take the choice out of its own alternatives.
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
The schema states a `type`, and `enum` lists a value that is not of it. Often quotes are missing, or there are some too
many; where it is certain what the value would be with or without them, it is read so:

```yaml
type: string
enum: [1, true, 1.0]  # read as '1' and 'true'; 1.0 may have been 1.00
```

Any other value is left out, since none can be both; where none is left, the type stands without the list.

Write the values as the type is.
",
};

/// A schema has an example that its `format` does not allow.
pub static FORMAT_CONTRADICTED: Code = Code {
    id: "format-contradicted",
    title: "an example is not of the format beside it",
    explain: "\
The schema states a `format` that becomes a type of its own, such as an instant for `date-time`, and shows an example that no such
type can hold. An API that shows such values sends them too, and a type that takes none of them would refuse whole replies.

```yaml
created: { type: string, format: date-time, example: 2013-08-01 12:41:48 }
```

The type is a text there, or an integer of 64 bits where an example of an `int32` is larger; the docs keep the format. If the example alone is wrong, correct it or lay an overlay over it to get
the type back. `string`, an empty text and others without a digit are taken for placeholders, which say nothing.
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

Where the API does send values of other types in such places, `bindery.yaml` can have schemas without `type` taken by the letter; a
value of another type is then kept in the variant `Other` of a union:

```yaml
api: { unstated_types: any }
```
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
