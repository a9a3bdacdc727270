//! Unions, and how the alternative of a value is selected.

use crate::lowered::types;

#[test]
fn a_discriminator_names_the_alternatives() {
    types(
        "
Pet:
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
  discriminator: { propertyName: kind, mapping: { kitty: '#/components/schemas/Cat' } }
Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
Dog: { type: object, required: [kind], properties: { kind: { type: string } } }
",
    )
    .is("
union Pet by kind
  kitty: Cat
  Dog: Dog
")
    .says(&[]);
}

#[test]
fn numbers_are_no_tags() {
    types(
        "
Part:
  oneOf: [{ $ref: '#/components/schemas/Row' }, { $ref: '#/components/schemas/Button' }]
  discriminator: { propertyName: type, mapping: { '1': '#/components/schemas/Row', '2': '#/components/schemas/Button' } }
Row: { type: object, required: [type], properties: { type: { type: integer }, parts: { type: array } } }
Button: { type: object, required: [type], properties: { type: { type: integer }, label: { type: string } } }
",
    )
    .has("union Part untagged")
    .says(&["note discriminator-unusable #/components/schemas/Part", "note union-untagged #/components/schemas/Part"]);
}

#[test]
fn a_default_stands_in_for_an_unknown_tag() {
    types(
        "
Pet:
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
  discriminator: { propertyName: kind, defaultMapping: '#/components/schemas/Dog' }
Cat: { type: object, properties: { kind: { type: string } } }
Dog: { type: object, properties: { kind: { type: string } } }
",
    )
    .has("Dog: Dog by default")
    .says(&[]);
}

#[test]
fn a_default_outside_of_the_alternatives_is_noted() {
    types(
        "
Pet:
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
  discriminator: { propertyName: kind, defaultMapping: '#/components/schemas/Fish' }
Cat: { type: object, properties: { kind: { type: string } } }
Dog: { type: object, properties: { kind: { type: string } } }
Fish: { type: object, properties: { kind: { type: string } } }
",
    )
    .says(&["note keyword-not-enforced #/components/schemas/Pet/discriminator/defaultMapping"]);
}

#[test]
fn a_required_constant_tells_alternatives_apart() {
    types(
        "
Event:
  anyOf: [{ $ref: '#/components/schemas/Made' }, { $ref: '#/components/schemas/Gone' }]
Made: { type: object, required: [type], properties: { type: { const: made } } }
Gone: { type: object, required: [type], properties: { type: { type: string, enum: [gone, lost] } } }
",
    )
    .is("
union Event by type
  made: Made
  gone | lost: Gone
")
    .says(&[]);
}

#[test]
fn json_types_tell_alternatives_apart() {
    types(
        "
A: { oneOf: [{ type: string }, { type: array, items: { type: string } }, { type: integer }] }
B: { type: [string, integer, boolean] }
",
    )
    .is("
union A by kind
  string
  [string]
  i64

union B by kind
  boolean
  i64
  string
")
    .says(&[]);
}

#[test]
fn alternatives_that_nothing_tells_apart_are_tried() {
    types(
        "
A:
  oneOf:
    - { type: object, required: [a], properties: { a: { type: string } } }
    - { type: object, required: [b], properties: { b: { type: string } } }
",
    )
    .is("
union A untagged
  #/components/schemas/A/oneOf/0
  #/components/schemas/A/oneOf/1
")
    .says(&["note union-untagged #/components/schemas/A"]);
}

#[test]
fn alternatives_with_the_same_tag_are_a_union_of_their_own() {
    types(
        "
Item:
  oneOf:
    - { $ref: '#/components/schemas/Question' }
    - { $ref: '#/components/schemas/Answer' }
    - { $ref: '#/components/schemas/File' }
  discriminator: { propertyName: type }
Question: { type: object, properties: { type: { const: message }, asks: { type: string } } }
Answer: { type: object, properties: { type: { const: message }, says: { type: string } } }
File: { type: object, properties: { type: { const: file } } }
",
    )
    .is("
union Item by type
  message: #/components/schemas/Item/oneOf/0~part
  file: File
")
    .is("
union #/components/schemas/Item/oneOf/0~part untagged
  Question
  Answer
")
    .says(&["note union-untagged #/components/schemas/Item/oneOf/0"]);
}

#[test]
fn an_alternative_that_the_base_excludes_is_left_out() {
    types("A: { allOf: [{ type: string }, { oneOf: [{ type: integer }, { type: string, format: date-time }] }] }")
        .has("type A = date-time")
        .says(&[]);
}

#[test]
fn a_discriminator_that_cannot_decide_is_given_up() {
    types(
        "
A:
  oneOf: [{ type: string }, { $ref: '#/components/schemas/B' }]
  discriminator: { propertyName: kind }
B: { type: object, properties: { kind: { type: string } } }
",
    )
    .has("union A by kind")
    .says(&["note discriminator-unusable #/components/schemas/A"]);
}

#[test]
fn constants_as_alternatives_are_an_enum() {
    types(
        "
Size: { oneOf: [{ const: s, title: Small }, { const: l, description: The big one. }] }
Model: { anyOf: [{ type: string }, { type: string, enum: [one, two] }] }
",
    )
    .is(r#"
enum Size
  "s" Small
  "l"  # The big one.

enum Model or any text
  "one"
  "two"
"#)
    .says(&[]);
}

#[test]
fn an_alternative_that_may_be_null_is_not_just_texts() {
    types(
        "
A: { anyOf: [{ enum: [x] }, { $ref: '#/components/schemas/B' }] }
B: { type: [string, 'null'], anyOf: [{ enum: [a] }, { type: string }] }
",
    )
    .has("union A untagged");
}

#[test]
fn a_base_that_lists_itself_keeps_its_members() {
    types(
        "
Pet:
  type: object
  required: [kind]
  properties: { kind: { type: string } }
  oneOf: [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Dog' }]
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { bark: { type: string } } }] }
",
    )
    .is("
struct Pet
  kind: string

struct Dog
  kind: string
  bark?: string
");
}

#[test]
fn so_are_the_constants_of_an_alternative_that_is_a_choice() {
    types(
        "
A: { anyOf: [{ enum: [one] }, { $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/A' }] }
B: { oneOf: [{ const: two }, { type: string }] }
",
    )
    .is(r#"
enum A or any text
  "one"
  "two"

enum B or any text
  "two"
"#)
    .says(&[]);
}

#[test]
fn what_stands_beside_alternatives_holds_for_each() {
    types(
        "
A:
  type: object
  required: [id]
  properties: { id: { type: string } }
  oneOf:
    - { type: object, required: [a], properties: { a: { type: string } } }
    - { type: object, required: [b], properties: { b: { type: string } } }
",
    )
    .is("
struct #/components/schemas/A/oneOf/0~part
  a: string
  id: string
");
}

#[test]
fn alternatives_that_only_require_are_told() {
    types(
        "
A:
  type: object
  properties: { a: { type: string }, b: { type: string } }
  anyOf: [{ required: [a] }, { required: [b] }]
",
    )
    .is("
struct A (has at least one of: `a`; `b`)
  a?: string
  b?: string
")
    .says(&["note keyword-not-enforced #/components/schemas/A/anyOf"]);
}

#[test]
fn a_base_with_a_discriminator_stands_for_its_heirs() {
    types(
        "
Pet:
  type: object
  required: [kind]
  properties: { kind: { type: string } }
  discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat' } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { barks: { type: boolean } } }] }
",
    )
    .is("
union Pet by kind
  cat: Cat
  Dog: Dog

struct Cat
  kind: string
  lives?: i64
")
    .says(&[]);
}

#[test]
fn heirs_of_a_base_that_lists_them_are_no_union() {
    types(
        "
Pet:
  type: object
  required: [kind]
  properties: { kind: { type: string } }
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
  discriminator: { propertyName: kind }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }], type: object, properties: { lives: { type: integer } } }
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }], type: object, properties: { barks: { type: boolean } } }
",
    )
    .is("
union Pet by kind
  Cat: Cat
  Dog: Dog

struct Cat
  kind: string
  lives?: i64
");
}

#[test]
fn an_heir_that_adds_nothing_is_not_the_base_again() {
    types(
        "
Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { barks: { type: boolean } } }] }
",
    )
    .is("
union Pet by kind
  Cat: Cat
  Dog: Dog

struct Cat
  kind?: string
")
    .says(&[]);
}

#[test]
fn a_tag_that_the_base_lists_for_all_is_that_of_the_heir_called_so() {
    types(
        "
Pet:
  type: object
  properties: { kind: { type: string, enum: [Cat, Dog] } }
  discriminator: { propertyName: kind }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { barks: { type: boolean } } }] }
",
    )
    .is("
union Pet by kind
  Cat: Cat
  Dog: Dog
")
    .says(&[]);
}

#[test]
fn heirs_and_the_base_claim_the_tags_of_autorest() {
    types(
        "
Pet:
  type: object
  properties: { kind: { type: string } }
  discriminator: { propertyName: kind }
  x-ms-discriminator-value: '#Pets.Any'
Cat:
  allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }]
  x-ms-discriminator-value: '#Pets.Cat'
",
    )
    .is("
union Pet by kind
  #Pets.Any: #/components/schemas/Pet~part
  #Pets.Cat: Cat
")
    .says(&[]);
}

#[test]
fn a_base_may_have_one_heir() {
    types(
        "
Pet: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
",
    )
    .is("
union Pet by kind
  Cat: Cat
")
    .says(&[]);
}
