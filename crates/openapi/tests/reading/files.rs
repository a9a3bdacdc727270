//! Documents in several files.

use std::collections::BTreeMap;

use bindery_openapi::{Read, needs, place_of_file, read};
use bindery_source::{Sink, Value};
use serde_json::json;

use crate::outcome::{Outcome, at, others, read_among, with};

fn schema_in_a_file() -> Value {
    with("3.1.0", json!({"components": {"schemas": {"A": {"$ref": "schemas/a.yaml#/A"}}}}))
}

/// The paths of the files to load.
fn needed(root: &Value, others: &BTreeMap<String, Value>) -> Vec<String> {
    needs(root, others).into_keys().collect()
}

#[test]
fn a_file_that_is_missing_is_asked_for_by_its_path() {
    let root = schema_in_a_file();
    assert_eq!(needed(&root, &BTreeMap::new()), ["schemas/a.yaml"]);
    let mut sink = Sink::default();
    let Read::Need(paths) = read(root, &BTreeMap::new(), &mut sink) else { panic!("a file is needed") };
    assert_eq!(paths, ["schemas/a.yaml"]);
    assert!(sink.diagnostics().is_empty(), "nothing is said before everything is there");
}

#[test]
fn files_ask_for_files_beside_them() {
    let files = [("schemas/a.yaml", json!({"A": {"items": {"$ref": "./b.yaml"}}}))];
    assert_eq!(needed(&schema_in_a_file(), &others(&files)), ["schemas/b.yaml"]);
}

#[test]
fn a_file_stands_under_its_own_place() {
    let files = [("schemas/a.yaml", json!({"A": {"title": "A", "items": {"$ref": "#/B"}}, "B": {"title": "B"}}))];
    let read = read_among(schema_in_a_file(), &files);
    assert_eq!(read.title_of_target("/components/schemas/A"), Some("A"));
    let items = place_of_file("schemas/a.yaml").key("A").key("items");
    assert_eq!(read.title_of_target(items.as_str()), Some("B"));
}

#[test]
fn a_file_that_could_not_be_loaded_counts_as_unresolved() {
    let read = read_among(schema_in_a_file(), &[("schemas/a.yaml", Value::Null)]);
    assert_eq!(read.said, ["ref-unresolved /components/schemas/A/$ref"]);
}

#[test]
fn a_file_outside_of_the_folder_is_not_asked_for() {
    let root = with("3.1.0", json!({"components": {"schemas": {"A": {"$ref": "../a.yaml"}}}}));
    assert_eq!(needed(&root, &BTreeMap::new()), Vec::<String>::new());
    assert_eq!(read_among(root, &[]).said, ["ref-unresolved /components/schemas/A/$ref"]);
}

#[test]
fn examples_are_no_references() {
    let root = with("3.1.0", json!({"components": {"schemas": {"A": {"example": {"$ref": "no-file.yaml"}}}}}));
    assert_eq!(needed(&root, &BTreeMap::new()), Vec::<String>::new());
}

#[test]
fn a_file_that_leads_back_to_the_document_leads_to_the_document() {
    let root = with(
        "3.1.0",
        json!({"components": {"schemas": {
            "A": {"$ref": "a.yaml"},
            "B": {"title": "B"}
        }}}),
    );
    let files =
        [("a.yaml", json!({"items": {"$ref": "openapi.yaml#/components/schemas/B"}})), ("openapi.yaml", root.clone())];
    let read = read_among(root, &files);
    let items = read.document.schema(&place_of_file("a.yaml").key("items")).unwrap();
    assert_eq!(items.reference, Some(bindery_openapi::schema::Reference::To(at("/components/schemas/B"))));
}

#[test]
fn a_path_item_in_a_file_brings_its_operations() {
    let root = with("3.0.3", json!({"paths": {"/a": {"$ref": "paths/a.yaml"}}}));
    let files = [(
        "paths/a.yaml",
        json!({"get": {"operationId": "a", "responses": {"200": {"description": "", "content": {
            "application/json": {"schema": {"title": "Reply"}}
        }}}}}),
    )];
    let read = read_among(root, &files);
    let endpoints = read.document.endpoints();
    assert_eq!(endpoints[0].path, "/a");
    assert_eq!(endpoints[0].path_at, at("/paths/~1a"));
    assert_eq!(endpoints[0].at, place_of_file("paths/a.yaml").key("get"));
    assert_eq!(read.document.schemas.len(), 1);
}

#[test]
fn an_operation_in_a_file_is_followed_too() {
    let root = with("3.0.3", json!({"paths": {"/a": {"get": {"$ref": "get.yaml"}}}}));
    let read = read_among(root, &[("get.yaml", json!({"operationId": "a", "responses": {}}))]);
    assert_eq!(read.document.endpoints()[0].operation.operation_id.as_deref(), Some("a"));
    assert_eq!(read.said, ["note ref-place /paths/~1a/get/$ref"]);
}

#[test]
fn a_parameter_in_a_file_is_found_and_checked() {
    let root = with("3.0.3", json!({"paths": {"/a": {"parameters": [{"$ref": "q.yaml"}], "get": {"responses": {}}}}}));
    let read = read_among(root, &[("q.yaml", json!({"name": "q", "in": "query", "schema": {}, "wrong": 1}))]);
    let endpoints = read.document.endpoints();
    let (shared_at, shared) = &endpoints[0].shared[0];
    let (place, parameter) = read.document.parameter(shared_at, shared).unwrap();
    assert_eq!(place, place_of_file("q.yaml"));
    assert_eq!(parameter.parameter_data_ref().name, "q");
    assert_eq!(read.said, [format!("note keyword-unknown {}", place.key("wrong"))]);
}

#[test]
fn a_mapping_may_name_a_file_but_a_plain_name_is_none() {
    let mapping = json!({"cat": "cat.yaml", "dog": "Dog"});
    let pet = json!({"discriminator": {"propertyName": "kind", "mapping": mapping}});
    let root = with("3.1.0", json!({"components": {"schemas": {"Pet": pet}}}));
    assert_eq!(needed(&root, &BTreeMap::new()), ["cat.yaml"]);
    let read = read_among(root, &[("cat.yaml", json!({}))]);
    assert_eq!(read.said, ["ref-unresolved /components/schemas/Pet/discriminator/mapping/dog"]);
}

/// The document whose schema `A` has these properties, read with these files.
fn properties(properties: Value, files: &[(&str, Value)]) -> Outcome {
    read_among(with("3.1.0", json!({"components": {"schemas": {"A": {"properties": properties}}}})), files)
}

#[test]
fn what_stands_in_place_of_a_map_is_copied_with_its_references_put_right() {
    let files = [
        ("models/a.yaml", json!({"own": {"b": {"$ref": "b.yaml"}, "c": {"$ref": "#/C"}}, "C": {"title": "C"}})),
        ("models/b.yaml", json!({"title": "B"})),
    ];
    let read = properties(json!({"$ref": "models/a.yaml#/own", "d": {"title": "D"}}), &files);
    assert_eq!(read.said, ["note ref-place /components/schemas/A/properties"]);
    for (name, title) in [("b", "B"), ("c", "C")] {
        let at = format!("/components/schemas/A/properties/{name}");
        assert_eq!(read.title_of_target(&at), Some(title), "{name}");
    }
    let beside = read.document.schema(&at("/components/schemas/A/properties/d")).expect("what stands beside it stays");
    assert_eq!(beside.title.as_deref(), Some("D"));
}

#[test]
fn all_components_may_stand_in_a_file_that_refers_on() {
    let files = [
        ("schemas/_all.yaml", json!({"A": {"$ref": "./a.yaml"}, "B": {"title": "B"}})),
        ("schemas/a.yaml", json!({"title": "A", "properties": {"$ref": "shared.yaml"}})),
        ("schemas/shared.yaml", json!({"b": {"$ref": "../root.yaml#/components/schemas/B"}})),
    ];
    let root = with("3.1.0", json!({"components": {"schemas": {"$ref": "schemas/_all.yaml"}}}));
    let mut files = files.to_vec();
    files.push(("root.yaml", root.clone()));
    let read = read_among(root, &files);
    assert_eq!(read.title_of_target("/components/schemas/A"), Some("A"));
    let property = place_of_file("schemas/a.yaml").key("properties").key("b");
    assert_eq!(read.title_of_target(property.as_str()), Some("B"));
}

#[test]
fn prose_may_stand_in_a_file() {
    let root = with("3.1.0", json!({"tags": [{"name": "a", "description": {"$ref": "a.md"}}]}));
    let read = read_among(root, &[("a.md", json!("# A"))]);
    assert_eq!(read.document.frame.tags[0].description.as_deref(), Some("# A"));
}

#[test]
fn what_would_be_copied_into_itself_is_left_out() {
    let read = properties(json!({"$ref": "#/components/schemas/A"}), &[]);
    assert_eq!(read.said[0], "ref-cycle /components/schemas/A/properties/$ref");
    let files = [
        ("a.yaml", json!({"own": {"properties": {"$ref": "b.yaml"}}})),
        ("b.yaml", json!({"x": {"properties": {"$ref": "a.yaml"}}})),
    ];
    let read = properties(json!({"$ref": "a.yaml"}), &files);
    assert!(read.said.iter().any(|said| said.starts_with("ref-cycle")), "{:?}", read.said);
}

#[test]
fn copies_of_copies_end() {
    let mut files: Vec<(String, Value)> = (0..40)
        .map(|n| {
            let next = json!({"properties": {"$ref": format!("{}.yaml", n + 1)}});
            (format!("{n}.yaml"), json!({"a": next, "b": next}))
        })
        .collect();
    files.push(("40.yaml".to_owned(), json!({"a": {"title": "A"}})));
    let files: Vec<(&str, Value)> = files.iter().map(|(path, value)| (path.as_str(), value.clone())).collect();
    let read = properties(json!({"$ref": "0.yaml"}), &files);
    assert!(read.said.iter().any(|said| said.starts_with("ref-cycle")), "{:?}", read.said);
}
