//! Reads each operation from the document after its overlays, independently of all stages.

use bindery::Generator;
use bindery_source::Value;
use serde_json::{Map, json};

use crate::run;

/// The document after its overlays.
pub(crate) struct Document(Value);

/// One Operation Object, and its place.
#[derive(Clone, Copy)]
pub(crate) struct Operation<'d> {
    document: &'d Document,
    path: &'d str,
    method: &'d str,
    object: &'d Value,
}

impl Document {
    pub(crate) fn overlaid() -> Self {
        let generator =
            Generator::of_folder(&run::root().join("spec/housecall-pro")).expect("the folder can be listed");
        let output = generator.overlaid().expect("the files can be read");
        Self(serde_json::from_str(&output.dump.expect("the overlays can be applied")).expect("it is JSON"))
    }

    /// All operations, in document order.
    pub(crate) fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        members(&self.0["paths"]).flat_map(move |(path, item)| {
            let operations = members(item).filter(|(method, _)| *method != "parameters");
            operations.map(move |(method, object)| Operation { document: self, path, method, object })
        })
    }

    /// All webhooks with a sample of their body, in document order.
    pub(crate) fn webhooks(&self) -> impl Iterator<Item = (&str, Value)> {
        members(&self.0["webhooks"]).map(move |(name, item)| {
            let schema = &item["post"]["requestBody"]["content"]["application/json"]["schema"];
            let mut body = self.sample(name, schema, &mut 0);
            body["event"] = name.into();
            (name, body)
        })
    }

    pub(crate) fn operation(&self, id: &str) -> Operation<'_> {
        self.operations().find(|operation| operation.id() == id).expect("the document has an operation of that id")
    }

    /// The target of a reference, or the value itself.
    fn resolve<'v>(&'v self, value: &'v Value) -> &'v Value {
        let Some(reference) = value["$ref"].as_str() else { return value };
        self.0.pointer(reference.trim_start_matches('#')).expect("a reference leads somewhere")
    }

    /// A value of this schema with every member present, no nulls, and no two equal scalars.
    fn sample(&self, name: &str, schema: &Value, count: &mut usize) -> Value {
        *count += 1;
        let number = *count;
        let schema = self.resolve(schema);
        if let Some(first) = schema["oneOf"].as_array().and_then(|choices| choices.first()) {
            return self.sample(name, first, count);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let parts = parts.iter().map(|part| self.sample(name, part, count));
            return parts.filter_map(|part| part.as_object().cloned()).flatten().collect::<Map<_, _>>().into();
        }
        // The last one: the first is the default before a value is read.
        if let Some(last) = schema["enum"].as_array().and_then(|values| values.iter().rfind(|value| !value.is_null())) {
            return last.clone();
        }
        match (kind(schema), schema["format"].as_str()) {
            (Some("string"), Some("date-time")) => {
                json!(format!("2026-03-01T09:{:02}:{:02}Z", number / 60 % 60, number % 60))
            }
            (Some("string"), Some("uuid")) => json!(format!("7e57ab1e-0000-4000-8000-{number:012}")),
            (Some("string"), _) => json!(format!("{name} {number}: \"ü\\\u{1f527}\"\n")),
            (Some("integer"), _) => json!(number),
            (Some("number"), _) => json!(f64::from(u32::try_from(number).expect("a sample is small")) + 0.5),
            (Some("boolean"), _) => json!(true),
            (Some("array"), _) => self.samples(name, &schema["items"], count),
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

    /// Two items, or none if they contain themselves.
    fn samples(&self, name: &str, items: &Value, count: &mut usize) -> Value {
        let holds_itself = items["$ref"].as_str().is_some_and(|reference| {
            members(&self.resolve(items)["properties"]).any(|(_, member)| member["items"]["$ref"] == reference)
        });
        if holds_itself { json!([]) } else { json!([(); 2].map(|()| self.sample(name, items, count))) }
    }
}

impl<'d> Operation<'d> {
    pub(crate) fn id(&self) -> &'d str {
        self.object["operationId"].as_str().expect("every operation of this document has an id")
    }

    pub(crate) fn method(&self) -> String {
        self.method.to_ascii_uppercase()
    }

    /// The path with this string, already percent-encoded, for each of its parameters.
    pub(crate) fn path_with(&self, text: &str) -> String {
        let segments = self.path.split('/').map(|segment| if segment.starts_with('{') { text } else { segment });
        segments.collect::<Vec<_>>().join("/")
    }

    /// The names of its query parameters, in document order.
    pub(crate) fn query(&self) -> Vec<&'d str> {
        let params =
            self.object["parameters"].as_array().into_iter().flatten().map(|param| self.document.resolve(param));
        params.filter(|param| param["in"] == "query").filter_map(|param| param["name"].as_str()).collect()
    }

    /// The media type of its body, and a sample of it.
    pub(crate) fn body(&self) -> Option<(&'d str, Value)> {
        self.content(&self.object["requestBody"])
    }

    /// The status of its only success, and the body.
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

/// The JSON type of a schema, the first if there are several.
fn kind(schema: &Value) -> Option<&str> {
    let kinds = &schema["type"];
    kinds.as_str().or_else(|| kinds.as_array()?.first()?.as_str())
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
