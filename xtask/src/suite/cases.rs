//! The schemas of the suite and their instances.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// A schema with its instances.
#[derive(Debug)]
pub(super) struct Case {
    /// The file in the suite: a keyword, or a format as `format: date`.
    pub(super) keyword: String,
    /// The suite's description.
    pub(super) description: String,
    pub(super) schema: Value,
    pub(super) instances: Vec<Instance>,
}

/// A value, and whether it is valid according to the suite.
#[derive(Debug)]
pub(super) struct Instance {
    pub(super) description: String,
    pub(super) data: Value,
    pub(super) is_valid: bool,
}

impl Case {
    /// An OpenAPI document with the schema as its component `Case`, and a list of such values: whether `null` fits
    /// shows only where a component is used.
    pub(super) fn document(&self) -> Value {
        let mut schema = self.schema.clone();
        settle_in(&mut schema);
        json!({
            "openapi": "3.1.0",
            "info": { "title": self.description, "version": "1" },
            "components": { "schemas": {
                "Case": schema,
                "Cases": { "type": "array", "items": { "$ref": "#/components/schemas/Case" } },
            } },
        })
    }
}

/// The cases of a suite folder in file order, formats last. The error is a sentence for the user.
pub(super) fn read(folder: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for (folder, kind) in [(folder.to_owned(), ""), (folder.join("optional/format"), "format: ")] {
        for path in files(&folder).map_err(|error| format!("cannot list `{}`: {error}", folder.display()))? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let found = cases_of(&path, &format!("{kind}{name}"));
            cases.extend(found.ok_or_else(|| format!("`{}` is not a file of the suite", path.display()))?);
        }
    }
    Ok(cases)
}

#[expect(clippy::disallowed_methods, reason = "the suite is a folder on disk")]
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let paths = folder.read_dir()?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    let mut paths: Vec<_> = paths.into_iter().filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    paths.sort();
    Ok(paths)
}

#[expect(clippy::disallowed_methods, reason = "the suite is a folder on disk")]
fn cases_of(path: &Path, keyword: &str) -> Option<Vec<Case>> {
    let groups: Vec<Value> = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    groups.into_iter().map(|group| case(keyword, &group)).collect()
}

fn case(keyword: &str, group: &Value) -> Option<Case> {
    let instances = group["tests"].as_array()?.iter().map(|test| {
        Some(Instance {
            description: test["description"].as_str()?.to_owned(),
            data: test.get("data")?.clone(),
            is_valid: test["valid"].as_bool()?,
        })
    });
    Some(Case {
        keyword: keyword.to_owned(),
        description: group["description"].as_str()?.to_owned(),
        schema: group.get("schema")?.clone(),
        instances: instances.collect::<Option<_>>()?,
    })
}

/// Embeds a standalone schema in a larger document: references to `#` within it are rewritten to its new place. A
/// schema with an `$id` stays the root of its own references.
fn settle_in(schema: &mut Value) {
    match schema {
        Value::Object(object) if !object.contains_key("$id") => settle_object(object),
        Value::Array(items) => items.iter_mut().for_each(settle_in),
        _ => {}
    }
}

fn settle_object(object: &mut Map<String, Value>) {
    for (key, value) in object {
        match (key.as_str(), value) {
            ("$ref" | "$dynamicRef", Value::String(text)) if text == "#" || text.starts_with("#/") => {
                *text = format!("#/components/schemas/Case{}", &text[1..]);
            }
            // These are values, not schemas.
            ("const" | "default" | "enum" | "examples", _) => {}
            (_, value) => settle_in(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_to_the_own_root_move_with_it() {
        let mut schema = json!({
            "properties": { "a": { "$ref": "#/$defs/b" }, "c": { "$ref": "#" }, "d": { "$ref": "#anchor" } },
            "$defs": { "own": { "$id": "urn:x", "$ref": "#/$defs/b" } },
            "const": { "$ref": "#" },
        });
        settle_in(&mut schema);
        assert_eq!(schema["properties"]["a"]["$ref"], "#/components/schemas/Case/$defs/b");
        assert_eq!(schema["properties"]["c"]["$ref"], "#/components/schemas/Case");
        assert_eq!(schema["properties"]["d"]["$ref"], "#anchor");
        assert_eq!(schema["$defs"]["own"]["$ref"], "#/$defs/b");
        assert_eq!(schema["const"]["$ref"], "#");
    }
}
