//! Diagnostics about types.

use bindery_source::Code;

/// One member of an `allOf` forbids the members that another one adds.
pub static ALL_OF_CLOSED: Code = Code {
    id: "all-of-closed",
    title: "a closed schema is extended",
    explain: "\
`additionalProperties: false` only considers the `properties` beside it. If `allOf` joins such a schema with one that has
other properties, no object with a member of the second matches the first, which is hardly ever intended.

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

/// Two schemas under `allOf` contradict each other.
pub static ALL_OF_CONFLICT: Code = Code {
    id: "all-of-conflict",
    title: "schemas that must all match contradict each other",
    explain: "\
No value matches all schemas of this `allOf`: their types or lists of values have nothing in common.

```yaml
allOf:
  - type: string
  - type: integer
```

The type accepts any value, so that every reply of the API can be read. Correct the document, or fix it with an overlay, to
get a type.
",
};

/// `format: binary` where bytes are impossible.
pub static BINARY_IN_TEXT: Code = Code {
    id: "binary-in-text",
    title: "bytes where only text is possible",
    explain: "\
`format: binary` means raw bytes. They can be a whole body or a part of a `multipart` body, but JSON, forms, headers and
URLs carry text. The type is a string there.

If the API means base64, say so:

```yaml
photo: { type: string, format: byte }                # OpenAPI 3.0
photo: { type: string, contentEncoding: base64 }     # since 3.1
```
",
};

/// A type that must contain itself has an optional member.
pub static CYCLE_OPENED: Code = Code {
    id: "cycle-opened",
    title: "a type must contain itself infinitely",
    explain: "\
Every value of this type must contain another one, and so on: no finite value matches the schema.

```yaml
Node:
  required: [next]
  properties:
    next: { $ref: '#/components/schemas/Node' }
```

The last member of the cycle becomes optional, so that values exist. If a choice lists itself, perhaps through another
choice, that alternative is ignored. A type that is only itself accepts any value.

Remove the member from `required`, or allow `null`; remove the choice from its own alternatives.
",
};

/// A discriminator does not distinguish the alternatives.
pub static DISCRIMINATOR_UNUSABLE: Code = Code {
    id: "discriminator-unusable",
    title: "a discriminator does not distinguish the alternatives",
    explain: "\
`discriminator` names a member whose value selects the alternative. Here it cannot: an alternative may be something other
than an object, no value of the member leads to it, or it shares that value with another one. The message says which.

The alternative is selected by the JSON type of the value or, if that is not enough, by the best match. Give each
alternative its own value in `mapping`:

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
The schema states a `type`, and `enum` lists a value of another type. Often quotes are missing or superfluous. If it is
certain what the value is with or without them, it is converted:

```yaml
type: string
enum: [1, true, 1.0]  # read as '1' and 'true'; 1.0 may have been 1.00
```

Any other value is left out, because no value can be both. If none is left, the type has no list.

Write the values in the stated type.
",
};

/// A schema has an example that contradicts its `format`.
pub static FORMAT_CONTRADICTED: Code = Code {
    id: "format-contradicted",
    title: "an example contradicts the format beside it",
    explain: "\
The schema states a `format` with a dedicated type, such as an instant for `date-time`, and an example that this type cannot
hold. An API with such examples also sends such values, and a type that rejects them would reject whole replies.

```yaml
created: { type: string, format: date-time, example: 2013-08-01 12:41:48 }
```

The type is a string instead, or a 64-bit integer for an `int32` with a larger example; the docs keep the format. If only the
example is wrong, correct it, or fix it with an overlay, to get the type back. `string`, an empty string and others without a
digit count as placeholders and are ignored.
",
};

/// A keyword is documented, not checked.
pub static KEYWORD_NOT_ENFORCED: Code = Code {
    id: "keyword-not-enforced",
    title: "a keyword is documented but not enforced by a type",
    explain: "\
The type accepts values that this keyword forbids: `minLength`, `pattern` or `not` have no counterpart in a Rust type. The API
will reject such values. The docs of the type or the member state the constraint.

Nothing needs to be done.
",
};

/// A required member is not described.
pub static REQUIRED_UNDECLARED: Code = Code {
    id: "required-undeclared",
    title: "a required member has no schema",
    explain: "\
`required` lists a name that `properties` does not have. The type has the member, with any value. Often the name is
misspelled on one side:

```yaml
required: [nmae]
properties: { name: { type: string } }
```

Correct the name, or describe the member under `properties`.
",
};

/// Too many schemas are combined.
pub static SCHEMA_TOO_COMPLEX: Code = Code {
    id: "schema-too-complex",
    title: "too many schemas are combined",
    explain: "\
`allOf` and `$ref` join more schemas here than any published document does, so the work is cut off: a document from the
network must not keep this program busy for hours. The type accepts any value.

List the members in one schema instead, or join fewer schemas.
",
};

/// The elements of a tuple may be missing.
pub static TUPLE_MAY_BE_SHORT: Code = Code {
    id: "tuple-may-be-short",
    title: "the elements of a tuple may be missing",
    explain: "\
`prefixItems` gives elements a type by position, but JSON Schema allows a shorter array unless `minItems` forbids it. A tuple
would reject such arrays, so the type is a list of any values.

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
    title: "a schema implies a type without stating it",
    explain: "\
Keywords such as `properties` and `items` do not constrain values of other types: without `type: object`, a schema with
`properties` allows any string and number, which is hardly ever intended. The type that the keywords apply to is assumed.
State `type` to make sure.

If the API does send values of other types, `bindery.yaml` can make schemas without `type` literal. A value of another type is
then kept in the variant `Other` of a union:

```yaml
api: { unstated_types: any }
```
",
};

/// Nothing distinguishes the alternatives.
pub static UNION_UNTAGGED: Code = Code {
    id: "union-untagged",
    title: "nothing distinguishes the alternatives of a union",
    explain: "\
The alternatives of `oneOf` or `anyOf` have neither a `discriminator`, nor a required member with a different constant in each,
nor different JSON types. The alternative is selected by the best match: the one of which the value has the most members.

A `discriminator`, or a `const` in each alternative, makes the selection exact:

```yaml
oneOf:
  - { required: [kind], properties: { kind: { const: cat }, purrs: { type: boolean } } }
  - { required: [kind], properties: { kind: { const: dog }, barks: { type: boolean } } }
```
",
};
