//! Recursive schemas, and too many schemas.

use std::fmt::Write;

use crate::lowered::types;

#[test]
fn a_type_may_hold_itself_where_it_may_end() {
    types(
        "
Node:
  type: object
  required: [children]
  properties:
    next: { $ref: '#/components/schemas/Node' }
    children: { type: array, items: { $ref: '#/components/schemas/Node' } }
",
    )
    .is("
struct Node
  next?: Node
  children: [Node]
")
    .says(&[]);
}

#[test]
fn a_type_that_must_hold_itself_is_opened() {
    types(
        "
Start: { type: object, required: [node], properties: { node: { $ref: '#/components/schemas/Node' } } }
Node: { type: object, required: [leaf], properties: { leaf: { $ref: '#/components/schemas/Leaf' } } }
Leaf: { type: object, required: [node], properties: { node: { $ref: '#/components/schemas/Node' } } }
",
    )
    .is("
struct Start
  node: Node

struct Node
  leaf: Leaf

struct Leaf
  node?: Node
")
    .says(&["note cycle-opened #/components/schemas/Leaf/properties/node"]);
}

#[test]
fn a_union_ends_where_one_alternative_does() {
    types(
        "
Tree: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Branch' }] }
Branch: { type: object, required: [tree], properties: { tree: { $ref: '#/components/schemas/Tree' } } }
",
    )
    .has("tree: Tree")
    .says(&[]);
}

#[test]
fn lists_may_hold_themselves() {
    types("Nested: { type: array, items: { $ref: '#/components/schemas/Nested' } }").is("type Nested = [Nested]");
}

#[test]
fn a_schema_that_is_only_itself_takes_anything() {
    types("A: { allOf: [{ $ref: '#/components/schemas/A' }] }").has("type A = any");
    types("A: { oneOf: [{ $ref: '#/components/schemas/B' }] }\nB: { anyOf: [{ $ref: '#/components/schemas/A' }] }")
        .has("type A = any");
}

#[test]
fn a_choice_of_itself_and_others_is_a_choice_of_the_others() {
    types(
        "
A: { oneOf: [{ $ref: '#/components/schemas/B' }, { type: string }, { type: integer }] }
B: { $ref: '#/components/schemas/A' }
",
    )
    .has("type B = A")
    .is("
union A by kind
  string
  i64
")
    .says(&["note cycle-opened #/components/schemas/A/oneOf/0"]);
}

#[test]
fn choices_of_each_other_end_in_one_of_them() {
    types(
        "
A: { oneOf: [{ $ref: '#/components/schemas/B' }, { type: string }] }
B: { oneOf: [{ $ref: '#/components/schemas/A' }, { type: integer }] }
",
    )
    .has("union A by kind")
    .has("type B = i64")
    .says(&["note cycle-opened #/components/schemas/B/oneOf/0"]);
}

#[test]
fn null_or_itself_takes_anything() {
    types("A: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/A' }] }").has("type A = any");
}

#[test]
fn inheritance_that_comes_back_ends() {
    types(
        "
A: { type: object, allOf: [{ $ref: '#/components/schemas/B' }], properties: { a: { $ref: '#/components/schemas/A' } } }
B: { type: object, allOf: [{ $ref: '#/components/schemas/A' }], properties: { a: { $ref: '#/components/schemas/B' } } }
",
    )
    .has("struct A");
}

#[test]
fn a_long_chain_of_bases_is_cut_off() {
    let mut schemas = String::from("C0: { type: object, properties: { x: { type: string } } }\n");
    for index in 1..500 {
        let _ = writeln!(
            schemas,
            "C{index}: {{ allOf: [{{ $ref: '#/components/schemas/C{}' }}, {{ required: [x] }}] }}",
            index - 1
        );
    }
    types(&schemas).has("type C499 = any").has("struct C100");
}

#[test]
fn a_long_chain_of_references_is_no_recursion() {
    let mut schemas = String::from("C0: { type: string }\n");
    for index in 1..10_000 {
        let _ = writeln!(schemas, "C{index}: {{ $ref: '#/components/schemas/C{}' }}", index - 1);
    }
    types(&schemas).has("type C9999 = C9998");
}

#[test]
fn choices_within_choices_do_not_multiply_without_end() {
    let mut schemas = String::new();
    for index in 0..40 {
        let next = |side| format!("{{ $ref: '#/components/schemas/{side}{}' }}", (index + 1) % 40);
        for side in ["L", "R"] {
            let _ = writeln!(
                schemas,
                "{side}{index}: {{ type: object, properties: {{ {side}{index}: {{ type: string }} }}, oneOf: [{}, {}] }}",
                next("L"),
                next("R")
            );
        }
    }
    types(&schemas).has("union L0 untagged");
}
