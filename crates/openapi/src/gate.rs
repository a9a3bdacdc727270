//! Decides which documents are read at all.

use bindery_source::codes::NESTING_TOO_DEEP;
use bindery_source::{MAX_DEPTH, Pointer, Sink, Site, Value};

use crate::codes;
use crate::grammar::Version;

/// The version to read a document as. `None` after an error: it is not OpenAPI 3.x.
pub(crate) fn enter(root: &Value, sink: &mut Sink) -> Option<Version> {
    let at = Pointer::root();
    // Parsed text is never deeper, but values may come from elsewhere.
    if is_deeper_than(root, MAX_DEPTH) {
        sink.error(&NESTING_TOO_DEEP, &at, format!("objects and arrays are nested more than {MAX_DEPTH} levels deep"));
        return None;
    }
    let Some(object) = root.as_object() else {
        sink.error(
            &codes::DOCUMENT_NOT_OPENAPI,
            &at,
            "the document is not an object, so it is not an OpenAPI document",
        )
        .help("check that this is the right file: an OpenAPI document starts with a line such as `openapi: 3.1.0`");
        return None;
    };
    if let Some(version) = object.get("swagger") {
        let version = plain(version);
        sink.error(
            &codes::SWAGGER_2,
            Site::from(at.key("swagger")),
            format!("this is a Swagger {version} document; only OpenAPI 3.x is supported"),
        )
        .help("convert it first, for example with `npx swagger2openapi --outfile openapi.yaml swagger.yaml`");
        return None;
    }
    let Some(version) = object.get("openapi") else {
        sink.error(
            &codes::DOCUMENT_NOT_OPENAPI,
            &at,
            "the document has no `openapi` member, so it is not an OpenAPI document",
        )
        .help("check that this is the right file: an OpenAPI document starts with a line such as `openapi: 3.1.0`");
        return None;
    };
    let version = numbered(&plain(version), Site::from(at.key("openapi")), sink)?;
    // Before 3.1 `paths` is required, and reported like any other missing member.
    let is_empty = !["paths", "components", "webhooks"].iter().any(|name| object.contains_key(*name));
    if is_empty && version > Version::V30 {
        let message = "a document must have `paths`, `components` or `webhooks`; this one has none";
        sink.warning(&codes::MEMBER_MISSING, &at, message).help("state `paths`");
    }
    Some(version)
}

/// Parses a version number.
fn numbered(version: &str, at: Site, sink: &mut Sink) -> Option<Version> {
    let mut numbers = version.split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(3)), None | Some(Ok(0))) => Some(Version::V30),
        (Some(Ok(3)), Some(Ok(1))) => Some(Version::V31),
        (Some(Ok(3)), Some(Ok(2))) => Some(Version::V32),
        (Some(Ok(3)), Some(Ok(_))) => {
            sink.warning(
                &codes::OPENAPI_NEWER,
                at,
                format!("OpenAPI {version} is newer than this program; it is read as 3.2"),
            )
            .help("look for a newer release of this program");
            Some(Version::V32)
        }
        _ => {
            sink.error(
                &codes::OPENAPI_VERSION,
                at,
                format!("OpenAPI version `{version}` is not supported, only 3.0, 3.1 and 3.2"),
            )
            .help("convert the document, or correct the version if it is a typo");
            None
        }
    }
}

/// A string or number as its author wrote it: unquoted `3.1` is a number in YAML.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn is_deeper_than(root: &Value, limit: usize) -> bool {
    let mut unseen = vec![(root, 0)];
    while let Some((value, depth)) = unseen.pop() {
        match value {
            Value::Array(_) | Value::Object(_) if depth == limit => return true,
            Value::Array(items) => unseen.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(object) => unseen.extend(object.values().map(|item| (item, depth + 1))),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entered(root: &Value) -> (Option<Version>, Vec<&'static str>) {
        let mut sink = Sink::default();
        let version = enter(root, &mut sink);
        (version, sink.diagnostics().iter().map(|said| said.code.id).collect())
    }

    #[test]
    fn every_3_x_is_let_in() {
        assert_eq!(entered(&json!({"openapi": "3.0.3"})), (Some(Version::V30), vec![]));
        assert_eq!(entered(&json!({"openapi": "3.1.1", "paths": {}})), (Some(Version::V31), vec![]));
        assert_eq!(entered(&json!({"openapi": 3.2, "webhooks": {}})), (Some(Version::V32), vec![]));
        assert_eq!(
            entered(&json!({"openapi": "3.9.0", "components": {}})),
            (Some(Version::V32), vec!["openapi-newer"])
        );
    }

    #[test]
    fn a_document_describes_something() {
        assert_eq!(entered(&json!({"openapi": "3.1.1"})), (Some(Version::V31), vec!["member-missing"]));
    }

    #[test]
    fn everything_else_is_refused_by_name() {
        assert_eq!(entered(&json!({"swagger": "2.0"})), (None, vec!["swagger-2"]));
        assert_eq!(entered(&json!({"openapi": "4.0.0"})), (None, vec!["openapi-version"]));
        assert_eq!(entered(&json!({"openapi": "three"})), (None, vec!["openapi-version"]));
        assert_eq!(entered(&json!({"type": "object"})), (None, vec!["document-not-openapi"]));
        assert_eq!(entered(&json!([1])), (None, vec!["document-not-openapi"]));
    }

    #[test]
    fn nesting_is_limited() {
        let deep = (0..300).fold(json!(0), |inner, _| json!({ "x-deep": inner }));
        assert_eq!(entered(&json!({"openapi": "3.0.0", "x-deep": deep})), (None, vec!["nesting-too-deep"]));
    }

    #[test]
    fn swagger_is_named_in_the_first_line() {
        let mut sink = Sink::default();
        enter(&json!({"swagger": 2.0}), &mut sink);
        assert!(sink.diagnostics()[0].message.contains("Swagger 2.0"));
    }
}
