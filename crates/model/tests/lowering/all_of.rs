//! `allOf`: schemas that must all match.

use crate::lowered::types;

#[test]
fn all_members_are_merged() {
    types(
        "
Base: { type: object, required: [id], properties: { id: { type: string } } }
Job:
  allOf:
    - $ref: '#/components/schemas/Base'
    - { type: object, required: [name], properties: { name: { type: string }, note: { type: string } } }
  description: Work.
",
    )
    .is("
struct Base
  id: string

struct Job  # Work.
  id: string
  name: string
  note?: string
")
    .says(&[]);
}

#[test]
fn properties_beside_all_of_count() {
    types(
        "
Base: { type: object, properties: { id: { type: string } } }
Job: { type: object, allOf: [{ $ref: '#/components/schemas/Base' }], properties: { name: { type: string } } }
",
    )
    .is("
struct Job
  id?: string
  name?: string
");
}

#[test]
fn a_member_may_only_require() {
    types(
        "
Base: { type: object, properties: { id: { type: string } } }
Saved: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [id] }] }
",
    )
    .is("
struct Saved
  id: string
");
}

#[test]
fn a_property_that_two_members_describe_fits_both() {
    types(
        "
A: { type: object, properties: { x: { type: [string, integer] }, y: { type: object, properties: { a: { type: string } } } } }
B:
  allOf:
    - $ref: '#/components/schemas/A'
    - { type: object, properties: { x: { type: string }, y: { type: object, properties: { b: { type: string } } } } }
",
    )
    .has("x?: string")
    .is("
struct #/components/schemas/A/properties/y~part
  a?: string
  b?: string
");
}

#[test]
fn members_that_exclude_each_other_take_anything() {
    types("A: { allOf: [{ type: string }, { type: integer }] }")
        .has("type A = any")
        .says(&["note all-of-conflict #/components/schemas/A"]);
}

#[test]
fn an_integer_is_a_number() {
    types("A: { allOf: [{ type: number }, { type: integer }] }").has("type A = i64").says(&[]);
}

#[test]
fn a_closed_member_does_not_close_the_whole() {
    types(
        "
A:
  allOf:
    - { type: object, properties: { x: { type: string } }, additionalProperties: false }
    - { type: object, properties: { y: { type: string } } }
B:
  allOf: [{ type: object, properties: { x: { type: string } } }]
  unevaluatedProperties: false
",
    )
    .is("
struct A
  x?: string
  y?: string

struct B closed
  x?: string
")
    .says(&["note all-of-closed #/components/schemas/A"]);
}
