//! References within one file.

use bindery_openapi::schema::Reference;
use openapiv3::ReferenceOr;
use serde_json::{Value, json};

use crate::outcome::{Outcome, at, read_old_with, read_with};

fn schemas(schemas: &Value) -> Outcome {
    read_with(json!({"components": {"schemas": schemas}}))
}

#[test]
fn a_schema_refers_to_a_component() {
    let read = schemas(&json!({"A": {"$ref": "#/components/schemas/B"}, "B": {"title": "B"}}));
    assert_eq!(read.title_of_target("/components/schemas/A"), Some("B"));
    assert!(read.said.is_empty(), "{:?}", read.said);
}

#[test]
fn a_pointer_may_go_deep_into_an_operation() {
    let read = read_with(json!({
        "paths": {"/a": {"get": {"responses": {"200": {"description": "", "content": {
            "application/json": {"schema": {"title": "Deep"}}
        }}}}}},
        "components": {"schemas": {
            "A": {"$ref": "#/paths/~1a/get/responses/200/content/application~1json/schema"}
        }}
    }));
    assert_eq!(read.title_of_target("/components/schemas/A"), Some("Deep"));
}

#[test]
fn a_pointer_may_be_percent_encoded() {
    let read = schemas(&json!({"A": {"$ref": "#/components/schemas/B%20C"}, "B C": {"title": "B"}}));
    assert_eq!(read.title_of_target("/components/schemas/A"), Some("B"));
}

#[test]
fn a_pointer_may_pass_through_a_reference() {
    let read = schemas(&json!({
        "A": {"$ref": "#/components/schemas/B/properties/id"},
        "B": {"$ref": "#/components/schemas/C"},
        "C": {"properties": {"id": {"title": "Id"}}}
    }));
    assert_eq!(read.title_of_target("/components/schemas/A"), Some("Id"));
    assert!(read.said.is_empty(), "{:?}", read.said);
}

#[test]
fn pointers_that_pass_through_each_other_end() {
    let read = schemas(&json!({
        "A": {"$ref": "#/components/schemas/B/properties/x"},
        "B": {"$ref": "#/components/schemas/A/properties/x"}
    }));
    assert_eq!(read.said, ["ref-unresolved /components/schemas/A/$ref", "ref-unresolved /components/schemas/B/$ref"]);
}

#[test]
fn an_extension_may_hold_what_is_referred_to() {
    let read = read_with(json!({
        "x-mine": {"B": {"title": "B", "properties": {"c": {"$ref": "#/x-mine/C"}}}, "C": {"title": "C"}},
        "components": {"schemas": {"A": {"$ref": "#/x-mine/B"}}}
    }));
    assert_eq!(read.title_of_target("/components/schemas/A"), Some("B"));
    assert_eq!(read.title_of_target("/x-mine/B/properties/c"), Some("C"));
}

#[test]
fn an_anchor_is_a_name_within_the_document() {
    let read = schemas(&json!({"A": {"$ref": "#here"}, "B": {"$anchor": "here", "title": "B"}}));
    assert_eq!(read.title_of_target("/components/schemas/A"), Some("B"));
}

#[test]
fn an_id_names_a_schema_by_its_uri() {
    let read = schemas(&json!({
        "A": {"$id": "https://example.com/a", "properties": {"b": {"$ref": "b#/properties/id"}}},
        "B": {"$id": "https://example.com/b", "properties": {"id": {"title": "Id"}}}
    }));
    assert_eq!(read.title_of_target("/components/schemas/A/properties/b"), Some("Id"));
}

#[test]
fn below_an_id_the_documents_own_pointers_still_lead_somewhere() {
    let read = schemas(&json!({
        "A": {"$id": "https://example.com/a", "items": {"$ref": "#/components/schemas/B"}},
        "B": {"title": "B"}
    }));
    assert_eq!(read.title_of_target("/components/schemas/A/items"), Some("B"));
}

#[test]
fn a_dynamic_reference_leads_to_its_anchor() {
    let read = schemas(&json!({"Tree": {"$dynamicAnchor": "node", "items": {"$dynamicRef": "#node"}}}));
    let items = read.document.schema(&at("/components/schemas/Tree/items")).unwrap();
    assert_eq!(items.rare().dynamic_reference, Some(Reference::To(at("/components/schemas/Tree"))));
}

#[test]
fn what_does_not_exist_is_a_warning_and_keeps_its_text() {
    let read = schemas(&json!({"A": {"$ref": "#/components/schemas/B"}}));
    assert_eq!(read.said, ["ref-unresolved /components/schemas/A/$ref"]);
    assert_eq!(
        read.document.schema(&at("/components/schemas/A")).unwrap().reference,
        Some(Reference::Unresolved("#/components/schemas/B".to_owned()))
    );
}

#[test]
fn another_host_is_not_asked() {
    let read = schemas(&json!({"A": {"$ref": "https://example.com/a.json"}}));
    assert_eq!(read.said, ["ref-remote /components/schemas/A/$ref"]);
}

#[test]
fn references_alone_in_a_circle_are_cut_once() {
    let read = schemas(&json!({
        "A": {"$ref": "#/components/schemas/B"},
        "B": {"$ref": "#/components/schemas/C"},
        "C": {"$ref": "#/components/schemas/A"}
    }));
    assert_eq!(read.said, ["ref-cycle /components/schemas/C/$ref"]);
    assert!(matches!(
        read.document.schema(&at("/components/schemas/C")).unwrap().reference,
        Some(Reference::Unresolved(_))
    ));
}

#[test]
fn a_schema_that_contains_itself_is_no_circle() {
    let read = schemas(&json!({"Tree": {"properties": {"next": {"$ref": "#/components/schemas/Tree"}}}}));
    assert!(read.said.is_empty(), "{:?}", read.said);
}

#[test]
fn a_reference_must_lead_to_its_own_kind() {
    let read = read_with(json!({"components": {
        "schemas": {"Error": {}},
        "responses": {"Bad": {"$ref": "#/components/schemas/Error"}}
    }}));
    assert_eq!(read.said, ["ref-kind /components/responses/Bad/$ref"]);
}

#[test]
fn a_mapping_names_a_component_before_anything_else() {
    let read = schemas(&json!({
        "Pet": {"discriminator": {"propertyName": "kind", "mapping": {
            "cat": "Cat", "dog": "#/components/schemas/Dog", "cow": "#/components/schemas/Cow"
        }}},
        "Cat": {}, "Dog": {}
    }));
    let pet = read.document.schema(&at("/components/schemas/Pet")).unwrap();
    let mapping = &pet.discriminator.as_ref().unwrap().mapping;
    assert_eq!(mapping["cat"], at("/components/schemas/Cat"));
    assert_eq!(mapping["dog"], at("/components/schemas/Dog"));
    assert_eq!(mapping.get("cow"), None);
    assert_eq!(read.said, ["ref-unresolved /components/schemas/Pet/discriminator/mapping/cow"]);
}

#[test]
fn a_parameter_is_found_through_a_chain() {
    let read = read_with(json!({"components": {"parameters": {
        "A": {"$ref": "#/components/parameters/B"},
        "B": {"$ref": "#/components/parameters/C"},
        "C": {"name": "c", "in": "query", "schema": {}}
    }}}));
    let item = ReferenceOr::ref_("#/components/parameters/A");
    assert!(read.document.parameter(&at(""), &item).is_none(), "references of the frame are canonical");
    let parameters = &read.document.frame.components.as_ref().unwrap().parameters;
    let (place, parameter) = read.document.parameter(&at("/components/parameters/A"), &parameters["A"]).unwrap();
    assert_eq!(place, at("/components/parameters/C"));
    assert_eq!(parameter.parameter_data_ref().name, "c");
}

#[test]
fn a_parameter_may_stand_deep_in_another_operation() {
    let read = read_with(json!({"paths": {
        "/a": {"get": {"parameters": [{"name": "q", "in": "query", "schema": {"title": "Q"}}], "responses": {}}},
        "/b": {"get": {"parameters": [{"$ref": "#/paths/~1a/get/parameters/0"}], "responses": {}}}
    }}));
    let endpoints = read.document.endpoints();
    let item = &endpoints[1].operation.parameters[0];
    let (place, _) = read.document.parameter(&at("/paths/~1b/get/parameters/0"), item).unwrap();
    assert_eq!(place, at("/paths/~1a/get/parameters/0"));
    assert_eq!(read.document.schemas.len(), 1, "its schema is there once");
}

#[test]
fn responses_in_a_circle_lead_nowhere() {
    let read = read_with(json!({"components": {"responses": {
        "A": {"$ref": "#/components/responses/B"},
        "B": {"$ref": "#/components/responses/A"}
    }}}));
    assert_eq!(read.said, ["ref-cycle /components/responses/A/$ref", "ref-cycle /components/responses/B/$ref"]);
}

#[test]
fn a_description_beside_a_reference_is_kept_apart() {
    let read = read_with(json!({"components": {"responses": {
        "A": {"$ref": "#/components/responses/B", "description": "Mine."},
        "B": {"description": "Its."}
    }}}));
    assert_eq!(read.document.beyond.text(&at("/components/responses/A"), "description"), Some("Mine."));
    let old = read_old_with(json!({"components": {"responses": {
        "A": {"$ref": "#/components/responses/B", "description": "Mine."},
        "B": {"description": "Its."}
    }}}));
    assert_eq!(old.said, ["note ref-siblings /components/responses/A/description"]);
}
