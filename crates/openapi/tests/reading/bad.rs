//! Documents with mistakes: each is reported at its place, and the rest is read.

use serde_json::{Value, json};

use crate::outcome::{Outcome, at, read_old_with, read_whole, read_with, with};

/// Reads a document with one operation that has these members.
fn operation(members: Value) -> Outcome {
    let mut operation = json!({"responses": {}});
    if let (Value::Object(operation), Value::Object(members)) = (&mut operation, members) {
        operation.extend(members);
    }
    read_with(json!({"paths": {"/a": {"get": operation}}}))
}

#[test]
fn an_unknown_member_is_a_note() {
    assert_eq!(operation(json!({"operationID": "a"})).said, ["note keyword-unknown /paths/~1a/get/operationID"]);
}

#[test]
fn an_extension_is_not_unknown() {
    let read = operation(json!({"x-mine": [1]}));
    assert!(read.said.is_empty());
    assert_eq!(read.document.endpoints()[0].operation.extensions["x-mine"], json!([1]));
}

#[test]
fn a_value_of_the_wrong_form_is_left_out() {
    let read = operation(json!({"tags": "jobs", "summary": "Kept."}));
    assert_eq!(read.said, ["kind-mismatch /paths/~1a/get/tags"]);
    assert_eq!(read.document.endpoints()[0].operation.summary.as_deref(), Some("Kept."));
}

#[test]
fn an_empty_yaml_value_is_a_note() {
    assert_eq!(operation(json!({"parameters": null})).said, ["note kind-mismatch /paths/~1a/get/parameters"]);
}

#[test]
fn a_number_is_read_as_the_text_that_it_looks_like() {
    let read = read_with(json!({"info": {"title": "T", "version": 1.5}}));
    assert_eq!(read.document.frame.info.version, "1.5");
    assert_eq!(read.said, ["kind-mismatch /info/version"]);
}

#[test]
fn a_parameter_in_the_body_is_left_out() {
    let read = operation(json!({"parameters": [
        {"name": "a", "in": "body", "schema": {}},
        {"name": "b", "in": "query", "schema": {}}
    ]}));
    assert_eq!(
        read.said,
        ["value-unknown /paths/~1a/get/parameters/0/in", "member-missing /paths/~1a/get/parameters/0"]
    );
    let endpoints = read.document.endpoints();
    let parameters = &endpoints[0].operation.parameters;
    assert!(read.document.parameter(&at(""), &parameters[0]).is_none());
    assert_eq!(parameters[1].as_item().unwrap().parameter_data_ref().name, "b", "others keep their place");
}

#[test]
fn a_parameter_without_schema_may_be_anything() {
    let read = operation(json!({"parameters": [{"name": "a", "in": "query"}]}));
    assert_eq!(read.said, ["member-missing /paths/~1a/get/parameters/0"]);
    assert!(read.document.schema(&at("/paths/~1a/get/parameters/0/schema")).unwrap().is_anything());
}

#[test]
fn a_path_parameter_is_required_whatever_it_says() {
    let read = operation(json!({"parameters": [{"name": "a", "in": "path", "schema": {}}]}));
    assert_eq!(read.said, ["note member-missing /paths/~1a/get/parameters/0"]);
    let endpoints = read.document.endpoints();
    assert!(endpoints[0].operation.parameters[0].as_item().unwrap().parameter_data_ref().required);
}

#[test]
fn schema_and_content_exclude_each_other() {
    let read = operation(json!({"parameters": [
        {"name": "a", "in": "query", "schema": {"title": "S"}, "content": {"a/b": {}}}
    ]}));
    assert_eq!(read.said, ["keyword-conflict /paths/~1a/get/parameters/0/content"]);
}

#[test]
fn a_scheme_without_scopes_may_be_empty_in_yaml() {
    let read = operation(json!({"security": [{"apiKey": null}]}));
    let endpoints = read.document.endpoints();
    assert_eq!(endpoints[0].operation.security.as_ref().unwrap()[0]["apiKey"], Vec::<String>::new());
}

#[test]
fn a_security_scheme_must_say_where_its_key_goes() {
    let read = read_with(json!({"components": {"securitySchemes": {"key": {"type": "apiKey", "name": "X-Key"}}}}));
    assert_eq!(read.said, ["member-missing /components/securitySchemes/key"]);
}

#[test]
fn what_does_not_look_like_a_status_is_no_reply() {
    let read = operation(json!({"responses": {"ok": {"description": ""}, "2xx": {"description": ""}}}));
    assert_eq!(read.said, ["keyword-unknown /paths/~1a/get/responses/ok"]);
    assert_eq!(read.document.endpoints()[0].operation.responses.responses.len(), 1);
}

#[test]
fn a_path_starts_with_a_slash() {
    let read = read_with(json!({"paths": {"a": {"get": {"responses": {}}}}}));
    assert_eq!(read.said, ["keyword-unknown /paths/a"]);
}

#[test]
fn a_method_is_a_token() {
    let read = read_whole(with(
        "3.2.0",
        json!({"paths": {"/a": {"additionalOperations": {"GE T\r\n": {"responses": {}}, "LOCK": {"responses": {}}}}}}),
    ));
    assert_eq!(read.said, ["value-unknown /paths/~1a/additionalOperations/GE T\r\n"]);
    assert_eq!(read.document.endpoints()[0].method, "LOCK");
}

#[test]
fn a_method_is_described_once() {
    let read = read_whole(with(
        "3.2.0",
        json!({"paths": {"/a": {"get": {"responses": {}}, "additionalOperations": {"GET": {"responses": {}}}}}}),
    ));
    assert_eq!(read.said, ["keyword-conflict /paths/~1a/additionalOperations/GET"]);
}

#[test]
fn a_document_without_info_is_read() {
    let mut root = with("3.0.3", json!({}));
    root.as_object_mut().unwrap().shift_remove("info");
    let read = read_whole(root);
    assert_eq!(read.document.frame.info.title, "");
    assert_eq!(read.said[0], "member-missing ");
}

#[test]
fn every_wrong_form_of_every_member_is_survived() {
    let forms =
        [json!(null), json!(true), json!(-1), json!("x"), json!([]), json!([[{}]]), json!({}), json!({"a": {"b": []}})];
    let whole = read_old_with(json!({}));
    assert!(whole.said.is_empty());
    for member in ["info", "servers", "paths", "components", "security", "tags", "externalDocs", "webhooks", "$self"] {
        for form in &forms {
            let _ = read_with(json!({ member: form }));
        }
    }
    for member in
        ["tags", "summary", "parameters", "requestBody", "responses", "callbacks", "security", "servers", "deprecated"]
    {
        for form in &forms {
            let _ = operation(json!({ member: form }));
        }
    }
    for section in [
        "schemas",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
        "mediaTypes",
    ] {
        for form in &forms {
            let _ = read_with(json!({"components": {section: {"a": form}}}));
        }
    }
}

#[test]
fn an_unknown_part_of_the_description_is_a_warning() {
    assert_eq!(operation(json!({"requests": {}})).said, ["keyword-unknown /paths/~1a/get/requests"]);
}

#[test]
fn of_members_that_exclude_each_other_one_stays() {
    let read = operation(json!({"parameters": [
        {"name": "a", "in": "query", "schema": {}, "example": 1, "examples": {"b": {"value": 2, "externalValue": "/c"}}}
    ]}));
    let below = "/paths/~1a/get/parameters/0";
    assert_eq!(
        read.said,
        [format!("keyword-conflict {below}/examples/b/externalValue"), format!("keyword-conflict {below}/example")]
    );
}

#[test]
fn a_header_has_the_name_of_a_header() {
    let read = operation(json!({
        "parameters": [{"name": "X(a)", "in": "header", "schema": {}}],
        "responses": {"200": {"description": "", "headers": {"X b": {"schema": {}}}}}
    }));
    assert_eq!(
        read.said,
        ["value-unknown /paths/~1a/get/responses/200/headers/X b", "value-unknown /paths/~1a/get/parameters/0"]
    );
}

#[test]
fn the_whole_query_stands_alone() {
    let read = operation(json!({"parameters": [
        {"name": "a", "in": "query", "schema": {}},
        {"name": "b", "in": "querystring", "content": {"text/plain": {}}}
    ]}));
    assert!(read.said.contains(&"keyword-conflict /paths/~1a/get/parameters/0".to_owned()), "{:?}", read.said);
}
