//! Additions in 3.1 and 3.2, and where they are stored.

use openapiv3::ReferenceOr;
use serde_json::json;

use crate::outcome::{at, read_old_with, read_whole, read_with, with};

#[test]
fn a_document_without_paths_is_read() {
    let mut root = with("3.1.0", json!({"components": {}}));
    root.as_object_mut().unwrap().shift_remove("paths");
    assert!(read_whole(root.clone()).said.is_empty());
    root["openapi"] = json!("3.0.3");
    assert_eq!(read_whole(root).said, ["member-missing "]);
}

#[test]
fn webhooks_are_operations_by_name() {
    let read = read_with(json!({"webhooks": {"jobDone": {"post": {"responses": {}}}}}));
    let hooks = read.document.webhooks();
    assert_eq!((hooks[0].path, &*hooks[0].method), ("jobDone", "POST"));
    assert_eq!(hooks[0].at, at("/webhooks/jobDone/post"));
}

#[test]
fn path_items_may_be_components() {
    let read = read_with(json!({
        "paths": {"/a": {"$ref": "#/components/pathItems/Common"}},
        "components": {"pathItems": {"Common": {"get": {"responses": {}}}}}
    }));
    assert_eq!(read.document.endpoints()[0].at, at("/components/pathItems/Common/get"));
}

#[test]
fn any_method_is_an_operation_since_3_2() {
    let read = read_whole(with(
        "3.2.0",
        json!({"paths": {"/a": {
            "query": {"responses": {}},
            "additionalOperations": {"COPY": {"responses": {}}},
            "get": {"responses": {}}
        }}}),
    ));
    let methods: Vec<_> = read.document.endpoints().iter().map(|endpoint| endpoint.method.clone()).collect();
    assert_eq!(methods, ["QUERY", "COPY", "GET"]);
    assert!(read.said.is_empty(), "{:?}", read.said);
}

#[test]
fn a_whole_query_string_is_a_parameter_apart() {
    let read = read_whole(with(
        "3.2.0",
        json!({"paths": {"/a": {"get": {"responses": {}, "parameters": [
            {"name": "q", "in": "querystring", "content": {"application/json": {"schema": {"title": "Q"}}}}
        ]}}}}),
    ));
    let endpoints = read.document.endpoints();
    let item = &endpoints[0].operation.parameters[0];
    let place = at("/paths/~1a/get/parameters/0");
    assert!(read.document.parameter(&place, item).is_none());
    assert_eq!(read.document.query_string(item).unwrap().0, place);
    assert!(read.document.schema(&at("/paths/~1a/get/parameters/0/content/application~1json/schema")).is_some());
}

#[test]
fn the_items_of_a_stream_have_their_schema() {
    let read = read_whole(with(
        "3.2.0",
        json!({"components": {"responses": {"Events": {"content": {"text/event-stream": {"itemSchema": {"title": "Event"}}}}}}}),
    ));
    let media_type = at("/components/responses/Events/content/text~1event-stream");
    let schema = read.document.beyond.item_schema(&media_type).unwrap();
    assert_eq!(read.document.schema(&schema).unwrap().title.as_deref(), Some("Event"));
}

#[test]
fn a_media_type_may_be_a_reference_since_3_2() {
    let read = read_whole(with(
        "3.2.0",
        json!({"components": {
            "mediaTypes": {"Job": {"schema": {"title": "Job"}}},
            "responses": {"Job": {"content": {"application/json": {"$ref": "#/components/mediaTypes/Job"}}}}
        }}),
    ));
    let components = read.document.frame.components.as_ref().unwrap();
    let response = components.responses["Job"].as_item().unwrap();
    let schema = response.content["application/json"].schema.as_ref().unwrap();
    assert_eq!(read.document.schema_at(schema), Some(at("/components/mediaTypes/Job/schema")));
}

#[test]
fn small_members_are_kept_beside_the_frame() {
    let read = read_whole(with(
        "3.2.0",
        json!({
            "$self": "https://example.com/openapi.json",
            "info": {"title": "T", "version": "1", "summary": "S", "license": {"name": "MIT", "identifier": "MIT"}},
            "tags": [{"name": "a", "parent": "b", "kind": "nav"}],
            "servers": [{"url": "/", "name": "here"}]
        }),
    ));
    let text = |place: &str, name| read.document.beyond.text(&at(place), name);
    assert_eq!(text("", "$self"), Some("https://example.com/openapi.json"));
    assert_eq!(text("/info", "summary"), Some("S"));
    assert_eq!(text("/info/license", "identifier"), Some("MIT"));
    assert_eq!(text("/tags/0", "parent"), Some("b"));
    assert_eq!(text("/servers/0", "name"), Some("here"));
}

#[test]
fn mutual_tls_is_a_scheme_apart() {
    let read = read_with(json!({"components": {"securitySchemes": {"cert": {"type": "mutualTLS"}}}}));
    let place = at("/components/securitySchemes/cert");
    assert!(read.document.beyond.is_mutual_tls(&place));
    let schemes = &read.document.frame.components.as_ref().unwrap().security_schemes;
    assert!(matches!(schemes["cert"], ReferenceOr::Reference { .. }));
    assert!(read.said.is_empty(), "{:?}", read.said);
}

#[test]
fn a_member_of_a_later_version_is_read_all_the_same() {
    let read = read_old_with(json!({"webhooks": {"a": {"post": {"responses": {}}}}}));
    assert_eq!(read.document.webhooks().len(), 1);
    assert_eq!(read.said, ["note keyword-version /webhooks"]);
}

#[test]
fn a_reply_needs_no_description_since_3_2() {
    let members = json!({"components": {"responses": {"A": {}}}});
    assert!(read_whole(with("3.2.0", members.clone())).said.is_empty());
    assert_eq!(read_with(members).said, ["member-missing /components/responses/A"]);
}
