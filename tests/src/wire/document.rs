//! What the published document says about each operation, read without any stage behind the parser.

use bindery_source::{Sink, Value};
use serde_json::{Map, json};

use crate::run;

/// The document as its vendor publishes it.
pub(crate) struct Document(Value);

/// One Operation Object, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Operation<'d> {
    document: &'d Document,
    path: &'d str,
    method: &'d str,
    object: &'d Value,
}

impl Document {
    pub(crate) fn published() -> Self {
        let path = run::root().join("spec/housecall-pro/openapi.yaml");
        let parsed = bindery_source::parse("openapi.yaml", &run::read(path), &mut Sink::default());
        Self(parsed.expect("the document can be read").value)
    }

    /// All operations, in document order.
    pub(crate) fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        members(&self.0["paths"]).flat_map(move |(path, item)| {
            members(item).map(move |(method, object)| Operation { document: self, path, method, object })
        })
    }

    pub(crate) fn operation(&self, id: &str) -> Operation<'_> {
        self.operations().find(|operation| operation.id() == id).expect("the document has an operation of that id")
    }

    /// A value of this schema in which every member is there and no two scalars are equal.
    fn sample(&self, name: &str, schema: &Value, count: &mut usize) -> Value {
        *count += 1;
        let number = *count;
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.0.pointer(reference.trim_start_matches('#')).expect("a reference leads somewhere");
            return self.sample(name, target, count);
        }
        match (schema["type"].as_str(), schema["format"].as_str()) {
            // The last one: the first is what a value is before it is read.
            (Some("string"), _) if schema["enum"].is_array() => {
                schema["enum"].as_array().and_then(|values| values.last()).cloned().unwrap_or_default()
            }
            (Some("string"), Some("date-time")) => {
                json!(format!("2026-03-01T09:{:02}:{:02}Z", number / 60 % 60, number % 60))
            }
            (Some("string"), _) => json!(format!("{name} {number}: \"ü\\\u{1f527}\"\n")),
            (Some("integer"), _) => json!(number),
            (Some("boolean"), _) => json!(true),
            (Some("array"), _) => json!([(); 2].map(|()| self.sample(name, &schema["items"], count))),
            (Some("object"), _) => {
                let named = members(&schema["properties"]);
                let mut sample: Map<String, Value> =
                    named.map(|(name, schema)| (name.to_owned(), self.sample(name, schema, count))).collect();
                if schema["additionalProperties"].is_object() {
                    sample.insert("any".to_owned(), self.sample(name, &schema["additionalProperties"], count));
                }
                Value::Object(sample)
            }
            _ => panic!("there is no sample of {schema}"),
        }
    }
}

impl<'d> Operation<'d> {
    pub(crate) fn id(&self) -> &'d str {
        self.object["operationId"].as_str().expect("every operation of this document has an id")
    }

    pub(crate) fn method(&self) -> String {
        self.method.to_ascii_uppercase()
    }

    /// The path with this text, percent-encoded already, for each of its parameters.
    pub(crate) fn path_with(&self, text: &str) -> String {
        let segments = self.path.split('/').map(|segment| if segment.starts_with('{') { text } else { segment });
        segments.collect::<Vec<_>>().join("/")
    }

    /// The names of its query parameters, in document order.
    pub(crate) fn query(&self) -> Vec<&'d str> {
        let params = self.object["parameters"].as_array().into_iter().flatten();
        params.filter(|param| param["in"] == "query").filter_map(|param| param["name"].as_str()).collect()
    }

    /// The media type of its body, and a sample of it.
    pub(crate) fn body(&self) -> Option<(&'d str, Value)> {
        self.content(&self.object["requestBody"])
    }

    /// The status of its only success, and what that carries.
    pub(crate) fn success(&self) -> (u16, Option<(&'d str, Value)>) {
        let mut replies = members(&self.object["responses"]).filter(|(status, _)| status.starts_with('2'));
        let (status, reply) = replies.next().expect("every operation of this document can succeed");
        (status.parse().expect("a status is a number"), self.content(reply))
    }

    fn content(&self, parent: &'d Value) -> Option<(&'d str, Value)> {
        let (media_type, content) = members(&parent["content"]).next()?;
        Some((media_type, self.document.sample(self.id(), &content["schema"], &mut 0)))
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
