//! Builds a [`Schema`] from a value. The value is taken apart on the way, so nothing is in memory twice.

use bindery_source::{Pointer, Sink, Value, nearest};
use serde_json::Map;

use super::raise::Older;
use super::{Bounds, Kind, Kinds, Rare, Reference, Schema};
use crate::codes;
use crate::grammar::Version;
use crate::refs::NOWHERE;
use crate::trail::Trail;

/// Reads a schema of any version.
pub(crate) fn read(value: Value, at: &Trail<'_>, version: Version, sink: &mut Sink) -> Schema {
    Reader { version, sink }.schema(value, at)
}

pub(super) struct Reader<'s> {
    version: Version,
    pub(super) sink: &'s mut Sink,
}

/// Keywords that may accompany a `$ref` in 3.0 without changing what is allowed, except for `null`.
const TELLING: [&str; 8] =
    ["title", "description", "deprecated", "readOnly", "writeOnly", "default", "example", "nullable"];

/// Keywords that 3.0 did not have.
const AFTER_3_0: [&str; 31] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$schema",
    "$vocabulary",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "definitions",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "examples",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "additionalItems",
    "$recursiveAnchor",
    "$recursiveRef",
    "dependencies",
];

/// Keywords that say what the values are, which are not only `null`.
const SHAPING: [&str; 7] = ["$ref", "allOf", "anyOf", "oneOf", "properties", "additionalProperties", "items"];

impl Reader<'_> {
    pub(super) fn schema(&mut self, value: Value, at: &Trail<'_>) -> Schema {
        match value {
            Value::Bool(true) => Schema::default(),
            Value::Bool(false) => Schema { never: true, ..Schema::default() },
            Value::Object(mut object) => {
                if self.version == Version::V30 && object.contains_key("$ref") {
                    self.drop_siblings(&mut object, at);
                }
                self.drop_null_type(&mut object, at);
                self.object(object, at)
            }
            other => self.misfit(&other, "a schema", at).unwrap_or_default(),
        }
    }

    /// Beside a keyword that says what the values are, a `type` that is `null` says nothing.
    fn drop_null_type(&mut self, object: &mut Map<String, Value>, at: &Trail<'_>) {
        let says_more = SHAPING.iter().any(|keyword| object.contains_key(*keyword));
        if says_more && object.get("type").is_some_and(Value::is_null) {
            object.shift_remove("type");
            self.sink.warning(&codes::KIND_MISMATCH, at.key("type").site(), "`null` is no type; it is ignored");
        }
    }

    /// 3.0 ignores the siblings of `$ref`:
    /// [Reference Object](https://spec.openapis.org/oas/v3.0.4.html#reference-object). Descriptive keywords are kept, since
    /// authors mean them and they do no harm.
    fn drop_siblings(&mut self, object: &mut Map<String, Value>, at: &Trail<'_>) {
        let mut dropped: Vec<String> = Vec::new();
        object.retain(|keyword, _| {
            let stays = keyword == "$ref" || keyword.starts_with("x-") || TELLING.contains(&keyword.as_str());
            if !stays {
                dropped.push(keyword.clone());
            }
            stays
        });
        if let Some(first) = dropped.first() {
            let site = at.key(first).site().on_key();
            let message = format!("OpenAPI 3.0 ignores `{}` next to `$ref`", dropped.join("`, `"));
            let said = self.sink.note(&codes::REF_SIBLINGS, site, message);
            said.help("move the reference into an `allOf`, next to the other members");
        }
    }

    fn object(&mut self, object: Map<String, Value>, at: &Trail<'_>) -> Schema {
        let mut schema = Schema::default();
        let mut bounds = Bounds::default();
        let mut rare = Rare::default();
        let mut older = Older::default();
        let mut tuple = None;
        for (keyword, value) in object {
            let at = at.key(&keyword);
            if self.version == Version::V30 && AFTER_3_0.contains(&keyword.as_str()) {
                self.early(&keyword, &at);
            }
            match keyword.as_str() {
                "$ref" => schema.reference = self.reference(value, &at),
                "type" => schema.kinds = self.kinds(value, &at),
                "format" => schema.format = self.text(value, &at),
                "title" => schema.title = self.text(value, &at),
                "description" => schema.description = self.text(value, &at),
                "default" => schema.default = Some(value),
                "example" => schema.examples.insert(0, value),
                "examples" => schema.examples.extend(self.list(value, &at)),
                "enum" => schema.enumeration = self.values(value, &at),
                "const" => schema.constant = Some(value),
                "deprecated" => schema.deprecated = self.flag(&value, &at),
                "readOnly" => schema.read_only = self.flag(&value, &at),
                "writeOnly" => schema.write_only = self.flag(&value, &at),
                "properties" => schema.properties = self.schema_map(value, &at),
                "required" => schema.required = self.texts(value, &at),
                "additionalProperties" => schema.additional_properties = Some(Box::new(self.schema(value, &at))),
                "items" => match value {
                    Value::Array(items) => tuple = Some(self.each(items, &at)),
                    value => schema.items = Some(Box::new(self.schema(value, &at))),
                },
                "prefixItems" => schema.prefix_items = self.schema_list(value, &at),
                "allOf" => schema.all_of = self.schema_list(value, &at),
                "anyOf" => schema.any_of = self.schema_list(value, &at),
                "oneOf" => schema.one_of = self.schema_list(value, &at),
                "discriminator" => schema.discriminator = self.discriminator(value, &at).map(Box::new),
                "nullable" => {
                    older.nullable |= self.flag(&value, &at);
                    if self.version > Version::V30 {
                        self.late("nullable", "add `'null'` to `type`", &at);
                    }
                }
                "minimum" => bounds.minimum = self.number(value, &at),
                "maximum" => bounds.maximum = self.number(value, &at),
                "exclusiveMinimum" => {
                    bounds.exclusive_minimum = self.exclusive(value, &mut older.exclusive_minimum, &at);
                }
                "exclusiveMaximum" => {
                    bounds.exclusive_maximum = self.exclusive(value, &mut older.exclusive_maximum, &at);
                }
                "multipleOf" => bounds.multiple_of = self.number(value, &at),
                "minLength" => bounds.min_length = self.count(&value, &at),
                "maxLength" => bounds.max_length = self.count(&value, &at),
                "pattern" => bounds.pattern = self.text(value, &at),
                "minItems" => bounds.min_items = self.count(&value, &at),
                "maxItems" => bounds.max_items = self.count(&value, &at),
                "uniqueItems" => bounds.unique_items = self.flag(&value, &at),
                "minProperties" => bounds.min_properties = self.count(&value, &at),
                "maxProperties" => bounds.max_properties = self.count(&value, &at),
                "not" => rare.not = Some(self.schema(value, &at)),
                "if" => rare.if_ = Some(self.schema(value, &at)),
                "then" => rare.then = Some(self.schema(value, &at)),
                "else" => rare.else_ = Some(self.schema(value, &at)),
                "patternProperties" => rare.pattern_properties = self.schema_map(value, &at),
                "propertyNames" => rare.property_names = Some(self.schema(value, &at)),
                "contains" => rare.contains = Some(self.schema(value, &at)),
                "minContains" => rare.min_contains = self.count(&value, &at),
                "maxContains" => rare.max_contains = self.count(&value, &at),
                "dependentRequired" => rare.dependent_required = self.text_lists(value, &at),
                "dependentSchemas" => rare.dependent_schemas = self.schema_map(value, &at),
                "unevaluatedItems" => rare.unevaluated_items = Some(self.schema(value, &at)),
                "unevaluatedProperties" => rare.unevaluated_properties = Some(self.schema(value, &at)),
                "$defs" | "definitions" => rare.defs.extend(self.schema_map(value, &at)),
                "$dynamicRef" => rare.dynamic_reference = self.reference(value, &at),
                "contentEncoding" => rare.content_encoding = self.text(value, &at),
                "contentMediaType" => rare.content_media_type = self.text(value, &at),
                "contentSchema" => rare.content_schema = Some(self.schema(value, &at)),
                "externalDocs" => rare.external_docs = self.external_docs(value, &at),
                "xml" => rare.xml = Some(self.xml(value, &at)),
                // These were used when references were followed, or have no effect.
                "$id" | "$schema" | "$anchor" | "$dynamicAnchor" | "$comment" | "$vocabulary" => {}
                extension if extension.starts_with("x-") => {
                    older.nullable |= extension == "x-nullable" && value == Value::Bool(true);
                    rare.extensions.insert(keyword.clone(), value);
                }
                unknown => self.unknown(unknown, &at),
            }
        }
        if let Some(tuple) = tuple {
            self.late("items", "rename a list of schemas to `prefixItems`", &at.key("items"));
            schema.prefix_items = tuple;
        }
        schema.bounds = (bounds != Bounds::default()).then(|| Box::new(bounds));
        schema.rare = (rare != Rare::default()).then(|| Box::new(rare));
        older.raise(schema)
    }

    /// `nodeType` replaces the older `attribute` and `wrapped`:
    /// [3.2, XML Object](https://spec.openapis.org/oas/v3.2.0.html#xml-object).
    fn xml(&mut self, mut value: Value, at: &Trail<'_>) -> Value {
        let Value::Object(object) = &mut value else { return value };
        for older in ["attribute", "wrapped"] {
            if object.contains_key("nodeType") && object.shift_remove(older).is_some() {
                let message = format!("`{older}` cannot be combined with `nodeType`; it is left out");
                let said = self.sink.warning(&codes::KEYWORD_CONFLICT, at.key(older).site().on_key(), message);
                said.help("remove one of the two");
            }
        }
        value
    }

    pub(super) fn reference(&mut self, value: Value, at: &Trail<'_>) -> Option<Reference> {
        let text = self.text(value, at)?;
        Some(match text.strip_prefix('#').and_then(Pointer::parse) {
            Some(pointer) => Reference::To(pointer),
            None => Reference::Unresolved(text.strip_prefix(NOWHERE).unwrap_or(&text).to_owned()),
        })
    }

    fn kinds(&mut self, value: Value, at: &Trail<'_>) -> Kinds {
        match value {
            Value::Array(items) => {
                if self.version == Version::V30 {
                    self.early("type: […]", at);
                }
                items.iter().enumerate().filter_map(|(index, item)| self.kind(item, &at.index(index))).collect()
            }
            value => self.kind(&value, at).into_iter().collect(),
        }
    }

    fn kind(&mut self, value: &Value, at: &Trail<'_>) -> Option<Kind> {
        match value {
            // YAML reads the unquoted word as the value null.
            Value::Null => {
                self.sink.warning(&codes::KIND_MISMATCH, at.site(), "`null` is read as the type \"null\"");
                Some(Kind::Null)
            }
            Value::String(text) => {
                let kind = Kind::parse(text);
                if kind.is_none() {
                    let said = self.sink.warning(
                        &codes::VALUE_UNKNOWN,
                        at.site(),
                        format!("unknown type `{text}`; it is ignored"),
                    );
                    if let Some(meant) = nearest(text, Kind::ALL.map(Kind::as_str)) {
                        said.help(format!("did you mean `{meant}`?"));
                    }
                }
                kind
            }
            other => self.misfit(other, "the name of a type", at),
        }
    }

    fn external_docs(&mut self, value: Value, at: &Trail<'_>) -> Option<String> {
        match value {
            Value::Object(mut object) => object.shift_remove("url").and_then(|url| self.text(url, &at.key("url"))),
            other => self.misfit(&other, "external documentation", at),
        }
    }
}

/// Parses a single schema, and returns the codes that were reported.
#[cfg(test)]
pub(crate) fn for_test(value: Value, version: Version) -> (Schema, Vec<&'static str>) {
    let mut sink = Sink::default();
    let schema = read(value, &Trail::Start(&Pointer::root()), version, &mut sink);
    (schema, sink.diagnostics().iter().map(|said| said.code.id).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::grammar::{Form, Kind as Object};

    fn said(value: Value) -> Vec<&'static str> {
        for_test(value, Version::V31).1
    }

    #[test]
    fn every_keyword_under_which_schemas_stand_is_read_to_where_pointers_find_it() {
        for member in Object::Schema.object().members {
            let (below, value) = match member.form {
                Form::One(Object::Schema) => (String::new(), json!({"title": "found"})),
                Form::List(Object::Schema) => ("/0".to_owned(), json!([{"title": "found"}])),
                Form::Map(Object::Schema) => ("/a~1b".to_owned(), json!({"a/b": {"title": "found"}})),
                _ => continue,
            };
            let (schema, _) = for_test(json!({ member.name: value }), Version::V31);
            let below = Pointer::parse(&format!("/{}{below}", member.name)).unwrap();
            let found = schema.below(&below).and_then(|schema| schema.title.as_deref());
            assert_eq!(found, Some("found"), "{below}");
        }
    }

    #[test]
    fn below_a_nullable_all_of_pointers_still_find_their_schema() {
        let value = json!({"allOf": [{"properties": {"a": {"title": "found"}}}], "nullable": true});
        let (schema, _) = for_test(value, Version::V30);
        let below = Pointer::parse("/allOf/0/properties/a").unwrap();
        assert_eq!(schema.below(&below).and_then(|schema| schema.title.as_deref()), Some("found"));
    }

    #[test]
    fn siblings_of_a_reference_count_since_3_1() {
        let value = json!({"$ref": "#/components/schemas/A", "minLength": 1, "description": "Mine."});
        let (newer, said) = for_test(value.clone(), Version::V31);
        assert!(newer.bounds.is_some() && said.is_empty());
        let (older, said) = for_test(value, Version::V30);
        assert_eq!((older.bounds, older.description.as_deref()), (None, Some("Mine.")));
        assert_eq!(said, ["ref-siblings"]);
    }

    #[test]
    fn a_boolean_is_a_schema() {
        assert!(for_test(json!(true), Version::V31).0.is_anything());
        assert!(for_test(json!(false), Version::V31).0.never);
    }

    #[test]
    fn what_a_schema_does_not_know_is_a_note() {
        assert_eq!(said(json!({"proprties": {}})), ["keyword-unknown"]);
        assert_eq!(said(json!({"x-mine": {}})), Vec::<&str>::new());
    }

    #[test]
    fn a_value_of_the_wrong_form_is_said_and_left_out() {
        for value in [
            json!({"properties": []}),
            json!({"required": true}),
            json!({"minLength": -1}),
            json!({"allOf": {}}),
            json!({"enum": []}),
            json!({"items": "string"}),
            json!({"type": 1}),
        ] {
            assert_eq!(said(value.clone()), ["kind-mismatch"], "{value}");
        }
    }

    #[test]
    fn an_unknown_type_is_no_type() {
        let (schema, said) = for_test(json!({"type": "file"}), Version::V31);
        assert!(schema.kinds.is_empty());
        assert_eq!(said, ["value-unknown"]);
    }

    #[test]
    fn null_without_quotes_is_the_type() {
        let (schema, _) = for_test(json!({"type": ["string", null]}), Version::V31);
        assert_eq!(schema.kinds, [Kind::Null, Kind::String].into_iter().collect());
    }

    #[test]
    fn a_tuple_of_an_older_draft_is_prefix_items() {
        let (schema, said) = for_test(json!({"items": [{"type": "string"}]}), Version::V31);
        assert_eq!(schema.prefix_items.len(), 1);
        assert_eq!(said, ["keyword-version"]);
    }

    #[test]
    fn an_unresolved_reference_keeps_its_text() {
        let (schema, _) = for_test(json!({"$ref": "unresolved:#/a"}), Version::V31);
        assert_eq!(schema.reference, Some(Reference::Unresolved("#/a".to_owned())));
    }
}
