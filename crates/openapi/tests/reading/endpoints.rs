//! Operations, with everything that their path contributes.

use serde_json::json;

use crate::outcome::{at, read_with};

#[test]
fn operations_come_in_document_order() {
    let read = read_with(json!({"paths": {
        "/b": {"post": {"responses": {}}, "get": {"responses": {}}},
        "/a": {"delete": {"responses": {}}}
    }}));
    let endpoints = read.document.endpoints();
    let listed: Vec<_> = endpoints.iter().map(|endpoint| format!("{} {}", endpoint.method, endpoint.path)).collect();
    assert_eq!(listed, ["POST /b", "GET /b", "DELETE /a"]);
}

#[test]
fn a_path_shares_its_parameters_and_servers() {
    let read = read_with(json!({"paths": {"/a": {
        "parameters": [{"name": "q", "in": "query", "schema": {}}],
        "servers": [{"url": "https://a.example.com"}],
        "get": {"responses": {}}
    }}}));
    let endpoints = read.document.endpoints();
    assert_eq!(endpoints[0].shared[0].0, at("/paths/~1a/parameters/0"));
    assert_eq!(endpoints[0].servers[0].url, "https://a.example.com");
}

#[test]
fn callbacks_are_operations_by_expression() {
    let read = read_with(json!({
        "paths": {"/a": {"post": {"responses": {}, "callbacks": {
            "done": {"{$request.body#/url}": {"post": {"responses": {}}}},
            "failed": {"$ref": "#/components/callbacks/Failed"}
        }}}},
        "components": {"callbacks": {"Failed": {"{$request.body#/bad}": {"put": {"responses": {}}}}}}
    }));
    let callbacks = read.document.callbacks(&at("/paths/~1a/post"));
    let listed: Vec<_> = callbacks
        .iter()
        .flat_map(|(name, endpoints)| endpoints.iter().map(move |endpoint| (*name, &*endpoint.method, endpoint.path)))
        .collect();
    assert_eq!(listed, [("done", "POST", "{$request.body#/url}"), ("failed", "PUT", "{$request.body#/bad}")]);
    assert!(read.said.is_empty(), "{:?}", read.said);
}

#[test]
fn schemas_are_found_where_they_stand() {
    let read = read_with(json!({"components": {"schemas": {
        "B": {"properties": {"id": {"title": "Id"}}},
        "A": {}
    }}}));
    let names: Vec<_> = read.document.named_schemas().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(names, ["B", "A"]);
    let id = read.document.schema(&at("/components/schemas/B/properties/id")).unwrap();
    assert_eq!(id.title.as_deref(), Some("Id"));
}
