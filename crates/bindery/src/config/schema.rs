//! The JSON Schema of `bindery.yaml`, for editors.

use bindery_source::Value;
use serde_json::{Map, json};

use super::keys::{Form, Key, ROOT};

/// Returns the JSON Schema of `bindery.yaml`, as draft 7, which editors support best.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&bindery::config_schema()).unwrap();
/// assert_eq!(schema["title"], "bindery.yaml");
/// ```
pub fn config_schema() -> String {
    let mut schema = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "title": "bindery.yaml" });
    if let (Some(schema), Value::Object(root)) = (schema.as_object_mut(), section(ROOT)) {
        schema.extend(root);
    }
    format!("{schema:#}\n")
}

fn section(keys: &[Key]) -> Value {
    let property = |key: &Key| {
        let mut schema = json!({ "description": key.about });
        if let (Some(schema), Value::Object(value)) = (schema.as_object_mut(), of(&key.form)) {
            schema.extend(value);
        }
        (key.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = keys.iter().map(property).collect();
    // An empty section is null in YAML.
    json!({ "type": ["object", "null"], "properties": properties, "additionalProperties": false })
}

fn of(form: &Form) -> Value {
    match form {
        Form::Text => json!({ "type": "string" }),
        Form::Flag => json!({ "type": "boolean" }),
        Form::Number => json!({ "type": "integer", "minimum": 0 }),
        Form::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Form::Word(words) => json!({ "enum": words }),
        Form::Section(keys) => section(keys),
        Form::Names(of_each) => json!({ "type": ["object", "null"], "additionalProperties": of(of_each) }),
        Form::Known(keys, of_each) => {
            let mut schema = section(keys);
            schema["additionalProperties"] = of(of_each);
            schema
        }
        // It starts with a crate.
        Form::Path => json!({ "type": "string", "pattern": "^[a-z]\\w*::" }),
        Form::Either(forms) => json!({ "anyOf": forms.iter().map(of).collect::<Vec<_>>() }),
    }
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;

    use super::*;
    use crate::Config;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test compares the checked-in file")]
    fn the_schema_that_is_checked_in_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/bindery.schema.json");
        let fresh = std::fs::read_to_string(path).is_ok_and(|text| text == config_schema());
        assert!(fresh, "run `cargo run -p bindery -- schema > crates/bindery/bindery.schema.json`");
    }

    /// A file with one key, whose value has no valid form, is refused at that key: so every key in the table is read.
    #[test]
    fn every_key_is_read() {
        let mut ways = Vec::new();
        each_way(ROOT, &mut Vec::new(), &mut ways);
        assert!(ways.len() > 30);
        for way in ways {
            let value = way.iter().rev().fold(json!([[0]]), |value, key| json!({ *key: value }));
            let mut sink = Sink::default();
            Config::read("bindery.yaml", &value, &mut sink);
            let at = format!("/{}", way.join("/"));
            let said: Vec<String> =
                sink.diagnostics().iter().filter_map(|said| Some(said.at.as_ref()?.pointer.to_string())).collect();
            assert!(said.iter().any(|said| said.starts_with(&at)), "nothing reads {at}: {said:?}");
        }
    }

    fn each_way(keys: &[Key], before: &mut Vec<&'static str>, ways: &mut Vec<Vec<&'static str>>) {
        for key in keys {
            before.push(key.name);
            ways.push(before.clone());
            below(&key.form, before, ways);
            before.pop();
        }
    }

    fn below(form: &Form, before: &mut Vec<&'static str>, ways: &mut Vec<Vec<&'static str>>) {
        match form {
            Form::Section(keys) => each_way(keys, before, ways),
            Form::Known(keys, of_each) => {
                each_way(keys, before, ways);
                below(&Form::Names(of_each), before, ways);
            }
            Form::Names(of_each) => {
                before.push("name");
                below(of_each, before, ways);
                before.pop();
            }
            Form::Either(forms) => forms.iter().for_each(|form| below(form, before, ways)),
            Form::Text | Form::Flag | Form::Number | Form::Texts | Form::Word(_) | Form::Path => {}
        }
    }
}
