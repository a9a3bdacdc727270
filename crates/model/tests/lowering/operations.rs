//! Operations.

use crate::lowered::{document, with_overrides};
use bindery_model::Overrides;
use bindery_model::overrides::AuthOverride;

#[test]
fn an_operation_has_parameters_a_body_and_replies() {
    document(
        "
paths:
  /jobs/{id}:
    put:
      operationId: updateJob
      summary: Update a job
      tags: [Jobs]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
        - { name: since, in: query, explode: false, schema: { type: array, items: { type: string, format: date-time } } }
        - { name: limit, in: query, schema: { type: integer, default: 10, maximum: 50 }, description: How many. }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
      responses:
        '200': { description: Done., content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } } }
        '204': { description: Nothing new. }
        4XX: { description: Wrong., content: { application/problem+json: { schema: { type: object } } } }
        default: { description: Broken. }
components:
  schemas:
    Job: { type: object, properties: { id: { type: string } } }
",
    )
    .is(r#"
PUT /jobs/{id} updateJob  # Update a job
  group "Jobs"
  path id: string
  query tags?: [string]
  query since?: [date-time] Form
  query limit=10: i64 (at most 50)  # How many.
  body application/json Json Job
  200 application/json Json Job  # Done.
  204 nothing  # Nothing new.
  4XX application/problem+json Json {any}  # Wrong.
  default nothing  # Broken.
"#)
    .has("struct Job <->");
}

#[test]
fn parameters_of_the_operation_override_those_of_the_path() {
    document(
        "
paths:
  /jobs:
    parameters:
      - { name: page, in: query, schema: { type: string } }
      - { name: q, in: query, schema: { type: string } }
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer } }
        - { name: page, in: header, schema: { type: string } }
      responses: {}
",
    )
    .is(r#"
GET /jobs -
  group "jobs"
  query page?: i64
  query q?: string
  header page?: string
"#)
    .says(&[]);
}

#[test]
fn the_path_decides_which_path_parameters_there_are() {
    document(
        "
paths:
  /jobs/{job}/{task}:
    get:
      parameters:
        - { name: task, in: path, schema: { type: integer } }
        - { name: typo, in: path, required: true, schema: { type: string } }
        - { name: other, in: path, required: true, schema: { type: string } }
      responses: {}
",
    )
    .is(r#"
GET /jobs/{job}/{task} -
  group "jobs"
  path task: i64
  path job: string
"#)
    .says(&[
        "warning path-param-unused #/paths/~1jobs~1{job}~1{task}/get/parameters/1",
        "warning path-param-unused #/paths/~1jobs~1{job}~1{task}/get/parameters/2",
        "warning path-param-undeclared #/paths/~1jobs~1{job}~1{task}",
    ]);
}

#[test]
fn the_last_path_parameter_without_a_place_takes_the_last_place() {
    document(
        "
paths:
  /jobs/{id}:
    get:
      parameters: [{ name: job_id, in: path, required: true, schema: { type: integer } }]
      responses: {}
",
    )
    .is(r#"
GET /jobs/{id} -
  group "jobs"
  path id: i64
"#)
    .says(&["note path-param-unused #/paths/~1jobs~1{id}/get/parameters/0"]);
}

#[test]
fn headers_that_the_client_sets_are_no_parameters() {
    document(
        "
paths:
  /a:
    get:
      parameters: [{ name: authorization, in: header, schema: { type: string } }]
      responses: {}
",
    )
    .says(&["note param-ignored #/paths/~1a/get/parameters/0"]);
}

#[test]
fn groups_stand_in_the_order_of_the_tags_that_are_used() {
    document(
        "
tags: [{ name: B, description: The second. }, { name: Unused }, { name: A }]
paths:
  /a: { get: { tags: [A, B], responses: {} } }
  /b: { get: { tags: [B], responses: {} } }
  /c/{id}: { get: { tags: [C], responses: {} }, post: { responses: {} } }
",
    )
    .is(r#"
group "B"  # The second.
group "A"
group "C"

GET /a -
"#);
}

#[test]
fn a_write_without_a_body_is_told() {
    document("paths: { /a: { put: { responses: {} } } }").says(&["note body-unstated #/paths/~1a/put"]);
}

#[test]
fn an_id_that_is_used_twice_is_told() {
    document("paths: { /a: { get: { operationId: x, responses: {} }, head: { operationId: x, responses: {} } } }")
        .says(&["note operation-id-duplicate #/paths/~1a/head/operationId"]);
}

#[test]
fn shared_parts_are_followed() {
    document(
        "
paths:
  /a:
    post:
      parameters: [{ $ref: '#/components/parameters/Page' }]
      requestBody: { $ref: '#/components/requestBodies/A' }
      responses: { '200': { $ref: '#/components/responses/A' } }
components:
  parameters: { Page: { name: page, in: query, schema: { type: integer } } }
  requestBodies: { A: { content: { text/plain: { schema: { type: string } } } } }
  responses: { A: { description: D, headers: { X-Left: { required: true, schema: { type: integer } } } } }
",
    )
    .is(r#"
POST /a -
  group "a"
  query page?: i64
  body? text/plain Text string
  200 nothing  # D
    header X-Left: i64
"#);
}

#[test]
fn members_of_one_direction_are_required_only_there() {
    document(
        "
paths:
  /a:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
      responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }
    get:
      responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/B' } } } } }
components:
  schemas:
    A: { type: object, required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
    B: { type: object, required: [id], properties: { id: { type: string, readOnly: true } } }
",
    )
    .is("
struct A <->
  id?: string read only
  name: string

struct B <-
  id: string read only
");
}

#[test]
fn bytes_stay_bytes_only_outside_of_json() {
    document(
        "
paths:
  /a:
    post:
      requestBody:
        content:
          multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary } } } }
          application/octet-stream: { schema: { type: string, format: binary } }
      responses:
        '200': { description: D, content: { application/json: { schema: { type: string, format: binary } } } }
",
    )
    .has("file?: binary")
    .has("200 application/json Json string  # D")
    .says(&["note binary-in-text #/paths/~1a/post/responses/200/content/application~1json/schema"]);
}

#[test]
fn servers_have_variables() {
    document(
        "
servers:
  - { url: 'https://{region}.example.com', variables: { region: { default: eu, enum: [eu, us] } } }
paths: { /a: { get: { servers: [{ url: https://other.example.com }], responses: {} } } }
",
    )
    .is(r#"
server https://{region}.example.com
  region = "eu" ["eu", "us"]
"#)
    .has("server https://other.example.com");
}

#[test]
fn webhooks_come_back() {
    document(
        "
paths: {}
webhooks:
  jobDone:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Done' } } } }
      responses: { '200': { description: Thanks. } }
components: { schemas: { Done: { type: object, properties: { id: { type: string } } } } }
",
    )
    .is(r#"
webhook "jobDone" POST
  body application/json Json Done
  200 nothing  # Thanks.
"#)
    .has("struct Done <-");
}

const TWO_WAYS_IN: &str = "
security: [{ bearerAuth: [] }, { apiKey: [] }]
paths:
  /a: { get: { responses: {} } }
  /b: { get: { security: [], responses: {} } }
  /c: { get: { security: [{ apiKey: [], bearerAuth: [] }, {}, { typo: [] }], responses: {} } }
components:
  securitySchemes:
    bearerAuth: { type: http, scheme: Bearer }
    apiKey: { type: apiKey, in: header, name: Authorization, description: 'Sent as `Authorization: Token {key}`.' }
";

#[test]
fn any_of_several_ways_in_is_enough() {
    document(TWO_WAYS_IN)
        .is(r#"
scheme bearerAuth bearer
scheme apiKey key in header Authorization
auth bearerAuth | apiKey
group "a"
group "b"
group "c"

GET /a -
  group "a"

GET /b -
  group "b"
  auth nothing

GET /c -
  group "c"
  auth apiKey + bearerAuth | nothing
"#)
        .says(&[
            "note auth-prefix-unknown #/components/securitySchemes/apiKey",
            "warning security-scheme-unknown #/paths/~1c/get/security/2/typo",
        ]);
}

#[test]
fn a_prefix_comes_from_the_configuration() {
    let token = AuthOverride { prefix: Some("Token".to_owned()) };
    let auth = [("apiKey", token.clone()), ("bearerAuth", token.clone()), ("typo", token)];
    let auth = auth.into_iter().map(|(name, wanted)| (name.to_owned(), wanted)).collect();
    with_overrides(TWO_WAYS_IN, &Overrides { auth, ..Overrides::default() })
        .has(r#"scheme apiKey key in header Authorization after "Token""#)
        .says(&[
            "error override-unused bindery.yaml#/api/auth/bearerAuth",
            "error override-unused bindery.yaml#/api/auth/typo",
            "warning security-scheme-unknown #/paths/~1c/get/security/2/typo",
        ]);
}

#[test]
fn an_event_that_the_document_lacks_has_one_of_its_schemas() {
    let members = "
components: { schemas: { Job: { type: object, properties: { id: { type: string } } } } }
webhooks: { ping: { post: { summary: Nothing happened. } } }
";
    let events = [
        ("job.done", "/components/schemas/Job"),
        ("job.lost", "/components/schemas/Jop"),
        ("ping", "/components/schemas/Job"),
    ];
    let events = events.map(|(name, schema)| (name.to_owned(), schema.to_owned()));
    let overrides = Overrides { events: events.into_iter().collect(), ..Overrides::default() };
    with_overrides(members, &overrides)
        .is("
webhook \"job.done\" POST
  body application/json Json Job
")
        .lacks("webhook \"job.lost\" POST")
        .says(&[
            "error override-unused bindery.yaml#/api/webhooks/events/job.lost",
            "error override-unused bindery.yaml#/api/webhooks/events/ping",
            "note webhook-signing-unstated #/webhooks",
        ]);
}
