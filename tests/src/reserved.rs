//! Names of a document never replace methods that the runtime's macros define.

use bindery_source::Value;
use serde_json::json;

use crate::run;

/// The public methods in the files of macros.
fn methods(files: &[&str]) -> Vec<String> {
    let folder = run::root().join("crates/runtime/src");
    let texts = files.iter().map(|file| run::read(folder.join(file)));
    let names = |text: &str| {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let names = code.filter_map(|line| line.trim_start().strip_prefix("pub fn "));
        names
            .map(|rest| rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect())
            .collect()
    };
    texts.flat_map(|text| -> Vec<String> { names(&text) }).collect()
}

/// The emitted files of a document, in one.
fn emitted(document: &Value) -> String {
    let output = run::document("openapi.json", &document.to_string(), &run::member());
    assert!(!output.files.is_empty(), "{}", run::report(&output));
    output.files.iter().filter(|(path, _)| run::has_extension(path, "rs")).map(|(_, code)| code).collect()
}

fn defines(code: &str, name: &str) -> bool {
    code.contains(&format!("pub fn {name}("))
}

/// A client whose only operation has an optional parameter of each of these names.
fn with_parameters(names: &[String], method: &str, mut operation: Value) -> String {
    let param = |name: &String| json!({"name": name, "in": "query", "schema": {"type": "string"}});
    operation["parameters"].as_array_mut().expect("it has parameters").extend(names.iter().map(param));
    let info = json!({"title": "Names", "version": "1"});
    emitted(&json!({"openapi": "3.1.0", "info": info, "paths": {"/things": {method: operation}}}))
}

#[test]
fn a_parameter_never_hides_a_method_of_its_call() {
    let names = methods(&["macros.rs"]);
    let bytes = json!({"schema": {"type": "string", "format": "binary"}});
    let text = json!({"schema": {"type": "string"}});
    let page = json!({"type": "object", "properties": {"items": {"type": "array", "items": {"type": "string"}}}});
    let number = json!({"name": "page", "in": "query", "schema": {"type": "integer"}});
    // What only some calls have is free in the others.
    let of_lists = ["items", "pages"];
    let of_bytes = ["on_progress", "download", "accept"];
    let list = json!({
        "parameters": [number],
        "responses": {"200": {"description": "A page.", "content": {"application/json": {"schema": page}}}},
    });
    let upload = json!({
        "parameters": [],
        "requestBody": {"content": {"application/octet-stream": bytes}},
        "responses": {"200": {"description": "Bytes.", "content": {"application/octet-stream": bytes}}},
    });
    let choice = json!({
        "parameters": [],
        "responses": {"200": {"description": "A choice.", "content": {"image/png": bytes, "text/plain": text}}},
    });
    let cases = [("get", list, &of_lists[..]), ("post", upload, &of_bytes[..2]), ("get", choice, &of_bytes[2..])];
    for (method, operation, here) in cases {
        let code = with_parameters(&names, method, operation);
        let is_free = |name: &str| of_lists.iter().chain(&of_bytes).any(|some| *some == name) && !here.contains(&name);
        for name in &names {
            assert_eq!(defines(&code, name), is_free(name), "{name} in\n{code}");
        }
    }
}

#[test]
fn a_security_scheme_never_hides_a_setter_of_the_builder() {
    let names = methods(&["macros/client.rs", "macros/test_kit.rs"]);
    assert!(names.iter().any(|name| name == "base_url"), "{names:?}");
    let key = json!({"type": "apiKey", "in": "header", "name": "X-Key"});
    let schemes: serde_json::Map<String, Value> = names.iter().map(|name| (name.clone(), key.clone())).collect();
    let security: Vec<Value> = names.iter().map(|name| json!({ name: [] })).collect();
    let code = emitted(&json!({
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "security": security,
        "paths": {"/a": {"get": {"responses": {"204": {"description": "Done."}}}}},
        "components": {"securitySchemes": schemes},
    }));
    assert!(code.contains("pub fn base_url_credential("), "{code}");
    for name in names.iter().filter(|name| !["from_env", "builder", "core", "start"].contains(&name.as_str())) {
        assert!(!defines(&code, name), "{name}");
    }
}
