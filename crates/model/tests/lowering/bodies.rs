//! Bodies, their parts, and the evidence of examples.

use crate::lowered::document;

/// An operation with this `requestBody.content`.
fn body(content: &str) -> crate::lowered::Lowered {
    document(&format!(
        "
paths:
  /things:
    post:
      operationId: createThing
      requestBody: {{ required: true, content: {content} }}
      responses: {{ '204': {{ description: Done. }} }}
"
    ))
}

#[test]
fn a_body_of_parts_without_names_is_bytes() {
    body("{ multipart/form-data: { schema: { type: string, format: binary } } }")
        .has("body multipart/form-data Bytes binary")
        .says(&["note body-untyped #/paths/~1things/post/requestBody/content/multipart~1form-data"]);
}

#[test]
fn a_form_without_members_is_text() {
    body("{ application/x-www-form-urlencoded: { schema: { type: string } } }")
        .has("body application/x-www-form-urlencoded Text string")
        .says(&["note body-untyped #/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded"]);
}

#[test]
fn lines_are_sent_as_a_list() {
    body("{ application/jsonl: { schema: { type: integer } } }")
        .has("body application/jsonl JsonLines [i64]")
        .says(&[]);
}

#[test]
fn a_part_that_is_of_a_media_type_of_bytes_is_a_file() {
    body(
        "{ multipart/form-data: { schema: { type: object, properties: { photo: {}, title: {} } }, \
         encoding: { photo: { contentType: 'image/png, image/jpeg' }, title: { contentType: text/plain } } } }",
    )
    .has("photo?: binary")
    .has("title?: any");
}

#[test]
fn an_object_is_no_part_of_xml() {
    body(
        "{ multipart/form-data: { schema: { type: object, properties: { meta: { type: object } } }, \
         encoding: { meta: { contentType: application/xml } } } }",
    )
    .says(&[
        "note encoding-left-out #/paths/~1things/post/requestBody/content/multipart~1form-data/encoding/meta/contentType",
    ]);
}

#[test]
fn the_example_of_a_body_speaks_of_its_parts() {
    body(
        "{ application/json: { schema: { type: object, properties: { at: { type: string, format: date-time }, \
         day: { type: string, format: date } } }, example: { at: '2026-03-01 09:30', day: '2026-03-01' } } }",
    )
    .has("at?: string")
    .has("day?: date")
    .says(&[
        "note format-contradicted #/paths/~1things/post/requestBody/content/application~1json/schema/properties/at",
    ]);
}

#[test]
fn a_number_is_read_from_a_text() {
    document(
        "
paths:
  /count:
    get:
      operationId: count
      responses: { '200': { description: How many., content: { text/plain: { schema: { type: integer } } } } }
",
    )
    .has("200 text/plain Json i64  # How many.");
}

#[test]
fn a_parameter_of_a_media_type_that_is_not_written_is_a_text() {
    document(
        "
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - { name: a, in: query, content: { 'Application/JSON; charset=utf-8': { schema: { type: object } } } }
        - { name: b, in: query, content: { application/xml: { schema: { type: object } } } }
      responses: { '204': { description: Nothing. } }
",
    )
    .has("query a?: {any} as Application/JSON; charset=utf-8")
    .has("query b?: string as application/xml")
    .says(&["note body-untyped #/paths/~1things/get/parameters/1"]);
}
