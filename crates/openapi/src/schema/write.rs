//! Converts a [`Schema`] back into a 2020-12 value.

use bindery_source::{Pointer, Value};
use indexmap::IndexMap;
use serde_json::Map;

use super::{Bounds, Discriminator, Kinds, Rare, Reference, Schema};

impl Schema {
    /// This schema as JSON Schema 2020-12 with the OpenAPI base vocabulary.
    ///
    /// ```
    /// # use bindery_openapi::Schema;
    /// let schema = Schema { title: Some("Job".to_owned()), deprecated: true, ..Schema::default() };
    /// assert_eq!(schema.to_value(), serde_json::json!({ "title": "Job", "deprecated": true }));
    /// ```
    pub fn to_value(&self) -> Value {
        if self.never {
            return Value::Bool(false);
        }
        let mut out = Out::default();
        out.put("$ref", self.reference.as_ref().map(reference));
        out.put("title", self.title.clone());
        out.put("description", self.description.clone());
        out.put("type", kinds(self.kinds));
        out.put("format", self.format.clone());
        out.put("enum", self.enumeration.clone());
        out.put("const", self.constant.clone());
        out.put("default", self.default.clone());
        out.list("examples", self.examples.clone());
        out.flag("deprecated", self.deprecated);
        out.flag("readOnly", self.read_only);
        out.flag("writeOnly", self.write_only);
        out.schemas("properties", &self.properties);
        out.list("required", self.required.iter().cloned().map(Value::from).collect());
        out.schema("additionalProperties", self.additional_properties.as_deref());
        out.schema("items", self.items.as_deref());
        for (keyword, schemas) in [
            ("prefixItems", &self.prefix_items),
            ("allOf", &self.all_of),
            ("anyOf", &self.any_of),
            ("oneOf", &self.one_of),
        ] {
            out.list(keyword, schemas.iter().map(Self::to_value).collect());
        }
        out.put("discriminator", self.discriminator.as_deref().map(discriminator));
        if let Some(bounds) = &self.bounds {
            out.bounds(bounds);
        }
        if let Some(rare) = &self.rare {
            out.rare(rare);
        }
        Value::Object(out.0)
    }
}

/// The members written so far.
#[derive(Default)]
struct Out(Map<String, Value>);

impl Out {
    fn put(&mut self, keyword: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(keyword.to_owned(), value.into());
        }
    }

    fn flag(&mut self, keyword: &str, flag: bool) {
        self.put(keyword, flag.then_some(true));
    }

    fn list(&mut self, keyword: &str, items: Vec<Value>) {
        self.put(keyword, (!items.is_empty()).then_some(items));
    }

    fn map(&mut self, keyword: &str, entries: Map<String, Value>) {
        self.put(keyword, (!entries.is_empty()).then_some(entries));
    }

    fn schema(&mut self, keyword: &str, schema: Option<&Schema>) {
        self.put(keyword, schema.map(Schema::to_value));
    }

    fn schemas(&mut self, keyword: &str, schemas: &IndexMap<String, Schema>) {
        self.map(keyword, schemas.iter().map(|(name, schema)| (name.clone(), schema.to_value())).collect());
    }

    fn bounds(&mut self, bounds: &Bounds) {
        for (keyword, number) in [
            ("minimum", &bounds.minimum),
            ("maximum", &bounds.maximum),
            ("exclusiveMinimum", &bounds.exclusive_minimum),
            ("exclusiveMaximum", &bounds.exclusive_maximum),
            ("multipleOf", &bounds.multiple_of),
        ] {
            self.put(keyword, number.clone());
        }
        for (keyword, count) in [
            ("minLength", bounds.min_length),
            ("maxLength", bounds.max_length),
            ("minItems", bounds.min_items),
            ("maxItems", bounds.max_items),
            ("minProperties", bounds.min_properties),
            ("maxProperties", bounds.max_properties),
        ] {
            self.put(keyword, count);
        }
        self.put("pattern", bounds.pattern.clone());
        self.flag("uniqueItems", bounds.unique_items);
    }

    fn rare(&mut self, rare: &Rare) {
        for (keyword, schema) in [
            ("not", &rare.not),
            ("if", &rare.if_),
            ("then", &rare.then),
            ("else", &rare.else_),
            ("propertyNames", &rare.property_names),
            ("contains", &rare.contains),
            ("unevaluatedItems", &rare.unevaluated_items),
            ("unevaluatedProperties", &rare.unevaluated_properties),
            ("contentSchema", &rare.content_schema),
        ] {
            self.schema(keyword, schema.as_ref());
        }
        for (keyword, schemas) in [
            ("patternProperties", &rare.pattern_properties),
            ("dependentSchemas", &rare.dependent_schemas),
            ("$defs", &rare.defs),
        ] {
            self.schemas(keyword, schemas);
        }
        let required = rare.dependent_required.iter();
        self.map("dependentRequired", required.map(|(name, names)| (name.clone(), names.clone().into())).collect());
        self.put("minContains", rare.min_contains);
        self.put("maxContains", rare.max_contains);
        self.put("$dynamicRef", rare.dynamic_reference.as_ref().map(reference));
        self.put("contentEncoding", rare.content_encoding.clone());
        self.put("contentMediaType", rare.content_media_type.clone());
        self.put("externalDocs", rare.external_docs.as_ref().map(|url| serde_json::json!({ "url": url })));
        self.put("xml", rare.xml.clone());
        self.0.extend(rare.extensions.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
}

fn kinds(kinds: Kinds) -> Option<Value> {
    match kinds.only() {
        Some(kind) => Some(kind.as_str().into()),
        None => (!kinds.is_empty()).then(|| kinds.iter().map(super::Kind::as_str).collect()),
    }
}

fn reference(reference: &Reference) -> String {
    match reference {
        Reference::To(target) => fragment(target),
        Reference::Unresolved(text) => text.clone(),
    }
}

fn discriminator(discriminator: &Discriminator) -> Value {
    let mut out = Out::default();
    out.put("propertyName", Some(discriminator.property.clone()));
    let mapping = discriminator.mapping.iter();
    out.map("mapping", mapping.map(|(value, target)| (value.clone(), fragment(target).into())).collect());
    out.put("defaultMapping", discriminator.default.as_ref().map(fragment));
    Value::Object(out.0)
}

fn fragment(target: &Pointer) -> String {
    format!("#{}", target.as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::grammar::Version;
    use crate::schema::read::for_test;

    #[test]
    fn every_keyword_comes_out_as_it_went_in() {
        let schema = json!({"title": "A"});
        let schemas = json!({"a": {"title": "A"}});
        for (keyword, value) in [
            ("$ref", json!("#/components/schemas/A")),
            ("title", json!("T")),
            ("description", json!("D")),
            ("type", json!("string")),
            ("type", json!(["null", "string"])),
            ("format", json!("uuid")),
            ("enum", json!([1, null])),
            ("const", json!(null)),
            ("default", json!(null)),
            ("examples", json!([1])),
            ("deprecated", json!(true)),
            ("readOnly", json!(true)),
            ("writeOnly", json!(true)),
            ("properties", schemas.clone()),
            ("required", json!(["a"])),
            ("additionalProperties", json!(false)),
            ("items", schema.clone()),
            ("prefixItems", json!([schema])),
            ("allOf", json!([schema])),
            ("anyOf", json!([schema])),
            ("oneOf", json!([schema])),
            ("discriminator", json!({"propertyName": "kind", "mapping": {"a": "#/a"}, "defaultMapping": "#/b"})),
            ("minimum", json!(1.5)),
            ("maximum", json!(2)),
            ("exclusiveMinimum", json!(1)),
            ("exclusiveMaximum", json!(2)),
            ("multipleOf", json!(0.01)),
            ("minLength", json!(1)),
            ("maxLength", json!(2)),
            ("pattern", json!("^a")),
            ("minItems", json!(1)),
            ("maxItems", json!(2)),
            ("uniqueItems", json!(true)),
            ("minProperties", json!(1)),
            ("maxProperties", json!(2)),
            ("not", schema.clone()),
            ("if", schema.clone()),
            ("then", schema.clone()),
            ("else", schema.clone()),
            ("patternProperties", schemas.clone()),
            ("propertyNames", schema.clone()),
            ("contains", schema.clone()),
            ("minContains", json!(1)),
            ("maxContains", json!(2)),
            ("dependentRequired", json!({"a": ["b"]})),
            ("dependentSchemas", schemas.clone()),
            ("unevaluatedItems", schema.clone()),
            ("unevaluatedProperties", json!(false)),
            ("$defs", schemas.clone()),
            ("$dynamicRef", json!("#/a")),
            ("contentEncoding", json!("base64")),
            ("contentMediaType", json!("image/png")),
            ("contentSchema", schema.clone()),
            ("externalDocs", json!({"url": "https://example.com"})),
            ("xml", json!({"name": "a"})),
            ("x-mine", json!([1])),
        ] {
            let given = json!({ keyword: value });
            let (schema, said) = for_test(given.clone(), Version::V31);
            assert_eq!(schema.to_value(), given);
            assert!(said.is_empty(), "{keyword}: {said:?}");
        }
    }
}
