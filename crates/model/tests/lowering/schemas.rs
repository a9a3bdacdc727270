//! Single schemas.

use bindery_model::Overrides;
use bindery_model::overrides::UnstatedTypes;

use crate::lowered::{types, with_overrides};

#[test]
fn an_object_is_a_struct() {
    types(
        "
Job:
  type: object
  description: Work to do.
  required: [id]
  properties:
    id: { type: string }
    total: { type: integer, default: 0 }
    note: { type: string, deprecated: true, description: Free text. }
",
    )
    .is("
struct Job  # Work to do.
  id: string
  total=0: i64
  note?: string deprecated  # Free text.
")
    .says(&[]);
}

#[test]
fn an_object_in_place_is_called_by_where_it_stands() {
    types(
        "
Job:
  type: object
  properties:
    schedule:
      type: object
      properties:
        start: { type: string, format: date-time }
",
    )
    .is("
struct Job
  schedule?: #/components/schemas/Job/properties/schedule

struct #/components/schemas/Job/properties/schedule
  start?: date-time
");
}

#[test]
fn additional_properties_close_an_object_or_type_the_rest() {
    types(
        "
Closed: { type: object, properties: { a: { type: string } }, additionalProperties: false }
Typed: { type: object, properties: { a: { type: string } }, additionalProperties: { type: integer } }
Open: { type: object, properties: { a: { type: string } }, additionalProperties: true }
Empty: { type: object, additionalProperties: false }
",
    )
    .is("
struct Closed closed
  a?: string

struct Typed rest i64
  a?: string

struct Open
  a?: string

struct Empty closed
");
}

#[test]
fn an_object_without_names_is_a_map() {
    types(
        "
Free: { type: object }
Counts: { type: object, additionalProperties: { type: integer } }
ByPattern: { type: object, patternProperties: { '^x-': { type: integer } }, additionalProperties: false }
",
    )
    .is("
type Free = {any}

type Counts = {i64}

type ByPattern = {i64} (members whose names match a pattern have their own rules)
")
    .says(&["note keyword-not-enforced #/components/schemas/ByPattern/patternProperties"]);
}

#[test]
fn what_is_required_but_not_described_takes_anything() {
    types("A: { type: object, required: [id], properties: { name: { type: string } } }")
        .is("
struct A
  name?: string
  id: any
")
        .says(&["note required-undeclared #/components/schemas/A/required/0"]);
}

#[test]
fn formats_choose_the_scalar() {
    types(
        "
A:
  type: object
  properties:
    i: { type: integer }
    i32: { type: integer, format: int32 }
    n: { type: number }
    f: { type: number, format: float }
    price: { type: number, format: decimal }
    exact: { type: string, format: decimal }
    s: { type: string }
    mail: { type: string, format: email }
    secret: { type: string, format: password }
    day: { type: string, format: date }
    id: { type: string, format: uuid }
    link: { type: string, format: uri }
    data: { type: string, contentEncoding: base64 }
    yes: { type: boolean }
",
    )
    .is("
struct A
  i?: i64
  i32?: i32
  n?: double
  f?: float
  price?: double
  exact?: decimal
  s?: string
  mail?: string (in the format `email`)
  secret?: password
  day?: date
  id?: uuid
  link?: uri (in the format `uri`)
  data?: base64
  yes?: boolean
")
    .says(&[]);
}

#[test]
fn a_reference_is_its_target_and_keeps_its_own_words() {
    types(
        "
Job:
  type: object
  properties:
    home: { $ref: '#/components/schemas/Address', description: Where. }
    work: { allOf: [{ $ref: '#/components/schemas/Address' }], readOnly: true }
Address: { type: object, description: A place., properties: { city: { type: string } } }
Site: { $ref: '#/components/schemas/Address' }
",
    )
    .is("
struct Job
  home?: Address  # Where.
  work?: Address read only

struct Address  # A place.
  city?: string

type Site = Address
");
}

#[test]
fn null_alone_is_a_type() {
    types("A: { type: 'null' }\nB: { type: string, nullable: true, enum: [null] }\nC: { oneOf: [{ const: null }] }")
        .has("type A = null")
        .has("type B = null")
        .has("type C = null")
        .says(&[]);
}

#[test]
fn null_or_null_is_null() {
    types("A: { anyOf: [{ $ref: '#/components/schemas/N' }, { type: 'null' }] }\nN: { type: 'null' }")
        .has("type A = null")
        .has("type N = null")
        .says(&[]);
}

#[test]
fn null_is_one_value_more() {
    types(
        "
A:
  type: object
  properties:
    text: { type: [string, 'null'] }
    other: { anyOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }] }
    size: { enum: [s, l, null] }
    list: { type: array, items: { type: [integer, 'null'] } }
B: { type: [object, 'null'], properties: { x: { type: string } } }
",
    )
    .is("
struct A
  text?: string?
  other?: #/components/schemas/B~not-null?
  size?: #/components/schemas/A/properties/size~not-null?
  list?: [i64?]

type B = #/components/schemas/B~not-null?
");
}

#[test]
fn constants_are_an_enum() {
    types(
        "
Status: { type: string, enum: [open, done, open] }
Level: { type: integer, enum: [1, 2], x-enum-varnames: [Low, High] }
Odd: { enum: [1, a, true] }
Fixed: { const: 3 }
Flag: { type: boolean, enum: [true, false] }
",
    )
    .is(r#"
enum Status
  "open"
  "done"

enum Level
  1 Low
  2 High

enum Odd
  1
  "a"
  true

enum Fixed
  3

type Flag = boolean
"#)
    .says(&[]);
}

#[test]
fn an_enum_value_without_its_quotes_is_a_text() {
    types("A: { type: string, enum: [a, 1, true, 1.50] }").is("enum A\n  \"a\"\n  \"1\"\n  \"true\"").says(&[
        "note enum-mismatch #/components/schemas/A/enum/1",
        "note enum-mismatch #/components/schemas/A/enum/3",
    ]);
}

#[test]
fn an_enum_value_with_too_many_quotes_is_a_number() {
    types("A: { type: integer, enum: ['2', '02'] }").is("enum A\n  2").says(&[
        "note enum-mismatch #/components/schemas/A/enum/0",
        "note enum-mismatch #/components/schemas/A/enum/1",
    ]);
}

#[test]
fn an_enum_value_of_another_type_is_left_out() {
    types("A: { type: string, enum: [a, [1]] }")
        .is("enum A\n  \"a\"")
        .says(&["note enum-mismatch #/components/schemas/A/enum/1"]);
    types("A: { type: array, items: { type: string }, enum: [a, b] }").is("type A = [string]");
}

#[test]
fn arrays_are_lists_and_tuples() {
    types(
        "
List: { type: array, items: { type: string } }
Anything: { type: array }
Pair: { type: array, prefixItems: [{ type: number }, { type: string }], minItems: 2, items: false }
AtLeast: { type: array, prefixItems: [{ type: number }], minItems: 1, items: { type: string } }
Short: { type: array, prefixItems: [{ type: number }] }
",
    )
    .has("type List = [string]")
    .has("type Anything = [any]")
    .has("type Pair = (double, string) (at least 2 elements)")
    .has("type AtLeast = (double, string…) (at least 1 element)")
    .has("type Short = [any]");
}

#[test]
fn boolean_schemas_are_anything_and_nothing() {
    types(
        "
A: { type: object, properties: { any: true, none: false, empty: {} } }
",
    )
    .is("
struct A
  any?: any
  none?: never
  empty?: any
");
}

#[test]
fn what_a_type_does_not_enforce_is_told() {
    types(
        "
A:
  type: object
  properties:
    name: { type: string, minLength: 1, maxLength: 40, pattern: '^a' }
    tags: { type: array, items: { type: string }, minItems: 0, uniqueItems: true }
    age: { type: integer, minimum: 0, exclusiveMaximum: 200 }
",
    )
    .is("
struct A
  name?: string (at least 1 character, at most 40 characters, matches `^a`)
  tags?: [string] (no duplicate elements)
  age?: i64 (at least 0, less than 200)
")
    .says(&[
        "note keyword-not-enforced #/components/schemas/A/properties/name/minLength",
        "note keyword-not-enforced #/components/schemas/A/properties/name/maxLength",
        "note keyword-not-enforced #/components/schemas/A/properties/name/pattern",
        "note keyword-not-enforced #/components/schemas/A/properties/tags/uniqueItems",
        "note keyword-not-enforced #/components/schemas/A/properties/age/minimum",
        "note keyword-not-enforced #/components/schemas/A/properties/age/exclusiveMaximum",
    ]);
}

#[test]
fn a_type_that_keywords_imply_is_taken() {
    types("A: { properties: { x: { type: string } } }")
        .is("struct A\n  x?: string")
        .says(&["note type-implied #/components/schemas/A"]);
}

#[test]
fn or_a_value_of_another_type_keeps_what_it_is() {
    let overrides = Overrides { unstated_types: UnstatedTypes::Any, ..Overrides::default() };
    with_overrides("paths: {}\ncomponents: { schemas: { A: { properties: { x: { type: string } } } } }", &overrides)
        .is("union A by kind\n  #/components/schemas/A~part\n\nstruct #/components/schemas/A~part\n  x?: string")
        .says(&[]);
}

#[test]
fn an_example_that_breaks_its_format_makes_a_text_of_it() {
    types(
        "A: { type: string, format: date, examples: [01/02/2026] }\nB: { type: string, format: date, example: string }",
    )
    .has("type A = string (in the format `date`)")
    .has("type B = date")
    .says(&["note format-contradicted #/components/schemas/A/format"]);
}

#[test]
fn an_example_that_is_too_large_for_its_width_widens_it() {
    types(
        "A: { type: integer, format: int32, example: 1418556477882 }\nB: { type: integer, format: int32, example: 7 }",
    )
    .has("type A = i64 (in the format `int32`)")
    .has("type B = i32")
    .says(&["note format-contradicted #/components/schemas/A/format"]);
}

#[test]
fn bounds_and_defaults_widen_an_integer_too() {
    types(
        "
A: { type: integer, format: int32, maximum: 4294967295 }
B: { type: integer, format: int32, default: 4294967295 }
C: { type: integer, maximum: 18446744073709551615 }
E: { type: integer, minimum: -1, maximum: 18446744073709551615 }
F: { type: integer, maximum: 9223372036854776000 }
G: { type: integer, maximum: 18446744073709552000 }
D: { type: integer, format: int32, maximum: 100 }
",
    )
    .has("type A = i64 (in the format `int32`, at most 4294967295)")
    .has("type B = i64 (in the format `int32`)")
    .has("type C = u64 (at most 18446744073709551615)")
    .has("type E = i64 (at least -1, at most 18446744073709551615)")
    .has("type F = i64 (at most 9223372036854776000)")
    .has("type G = u64 (at most 1.8446744073709552e+19)")
    .has("type D = i32 (at most 100)");
}

#[test]
fn a_part_of_a_schema_can_be_referred_to() {
    types(
        "
A: { type: object, properties: { b: { type: object, properties: { x: { type: string } } } } }
C: { type: object, properties: { b: { $ref: '#/components/schemas/A/properties/b' } } }
D: { $ref: '#/components/schemas/E/$defs/Inner' }
E: { type: object, $defs: { Inner: { type: integer } } }
",
    )
    .has("b?: #/components/schemas/A/properties/b")
    .has("type D = i64");
}
