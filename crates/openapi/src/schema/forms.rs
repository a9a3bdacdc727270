//! The expected forms of keyword values. A value of another form is reported and ignored.

use bindery_source::{Value, nearest};
use indexmap::IndexMap;

use super::Schema;
use super::read::Reader;
use crate::check::described;
use crate::codes;
use crate::trail::Trail;

impl Reader<'_> {
    pub(super) fn text(&mut self, value: Value, at: &Trail<'_>) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => {
                self.mended(at, &format!("`{value}` is not a string; it is read as \"{value}\""));
                Some(value.to_string())
            }
            other => self.misfit(&other, "a string", at),
        }
    }

    pub(super) fn flag(&mut self, value: &Value, at: &Trail<'_>) -> bool {
        match value {
            Value::Bool(flag) => *flag,
            Value::String(text) if matches!(text.as_str(), "true" | "false") => {
                self.mended(at, &format!("\"{text}\" is a string; it is read as `{text}`"));
                text == "true"
            }
            other => self.misfit::<()>(other, "`true` or `false`", at).is_some(),
        }
    }

    /// A number with the digits of the document.
    pub(super) fn number(&mut self, value: Value, at: &Trail<'_>) -> Option<Value> {
        match value {
            Value::Number(_) => Some(value),
            Value::String(text) => match text.parse::<serde_json::Number>() {
                Ok(number) => {
                    self.mended(at, &format!("\"{text}\" is a string; it is read as `{number}`"));
                    Some(Value::Number(number))
                }
                Err(_) => self.misfit(&Value::String(text), "a number", at),
            },
            other => self.misfit(&other, "a number", at),
        }
    }

    /// A limit that 3.0 states as a flag next to the limit, and 3.1 as its own number.
    pub(super) fn exclusive(&mut self, value: Value, flag: &mut bool, at: &Trail<'_>) -> Option<Value> {
        let Value::Bool(stated) = value else {
            return self.number(value, at);
        };
        *flag = stated;
        None
    }

    /// A count; `2.0` is a count too, as in JSON Schema.
    pub(super) fn count(&mut self, value: &Value, at: &Trail<'_>) -> Option<u64> {
        let whole = value.as_u64().or_else(|| {
            let text = value.as_f64().filter(|number| number.fract() == 0.0)?.to_string();
            text.parse().ok()
        });
        whole.or_else(|| self.misfit(value, "a non-negative integer", at))
    }

    pub(super) fn list(&mut self, value: Value, at: &Trail<'_>) -> Vec<Value> {
        match value {
            Value::Array(items) => items,
            other => self.misfit(&other, "a list", at).unwrap_or_default(),
        }
    }

    /// The values of `enum`. An empty list would allow nothing, which authors never mean.
    pub(super) fn values(&mut self, value: Value, at: &Trail<'_>) -> Option<Vec<Value>> {
        match value {
            Value::Array(items) if items.is_empty() => {
                self.mended(at, "an empty `enum` allows nothing; it is left out");
                None
            }
            Value::Array(items) => Some(items),
            other => self.misfit(&other, "a list", at),
        }
    }

    pub(super) fn texts(&mut self, value: Value, at: &Trail<'_>) -> Vec<String> {
        let items = self.list(value, at).into_iter().enumerate();
        items.filter_map(|(index, item)| self.text(item, &at.index(index))).collect()
    }

    pub(super) fn schema_list(&mut self, value: Value, at: &Trail<'_>) -> Vec<Schema> {
        match value {
            Value::Array(items) => self.each(items, at),
            other => self.misfit(&other, "a list of schemas", at).unwrap_or_default(),
        }
    }

    pub(super) fn each(&mut self, items: Vec<Value>, at: &Trail<'_>) -> Vec<Schema> {
        items.into_iter().enumerate().map(|(index, item)| self.schema(item, &at.index(index))).collect()
    }

    pub(super) fn schema_map(&mut self, value: Value, at: &Trail<'_>) -> IndexMap<String, Schema> {
        match value {
            Value::Object(entries) => entries
                .into_iter()
                .map(|(name, entry)| {
                    let schema = self.schema(entry, &at.key(&name));
                    (name, schema)
                })
                .collect(),
            other => self.misfit(&other, "a map of schemas", at).unwrap_or_default(),
        }
    }

    pub(super) fn text_lists(&mut self, value: Value, at: &Trail<'_>) -> IndexMap<String, Vec<String>> {
        match value {
            Value::Object(entries) => entries
                .into_iter()
                .map(|(name, entry)| {
                    let texts = self.texts(entry, &at.key(&name));
                    (name, texts)
                })
                .collect(),
            other => self.misfit(&other, "a map of lists", at).unwrap_or_default(),
        }
    }

    pub(super) fn early(&mut self, what: &str, at: &Trail<'_>) {
        let message = format!("`{what}` is newer than OpenAPI 3.0; it is read anyway");
        let said = self.sink.note(&codes::KEYWORD_VERSION, at.site().on_key(), message);
        said.help("declare the OpenAPI version that the document uses");
    }

    pub(super) fn late(&mut self, keyword: &str, today: &str, at: &Trail<'_>) {
        let message = format!("`{keyword}` is used as in an earlier version; it is read anyway");
        self.sink.note(&codes::KEYWORD_VERSION, at.site().on_key(), message).help(today);
    }

    pub(super) fn unknown(&mut self, keyword: &str, at: &Trail<'_>) {
        let site = at.site().on_key();
        let said = self.sink.note(&codes::KEYWORD_UNKNOWN, site, format!("unknown schema keyword `{keyword}`"));
        if let Some(meant) = nearest(keyword, FREQUENT) {
            said.help(format!("did you mean `{meant}`?"));
        }
    }

    pub(super) fn misfit<T>(&mut self, value: &Value, wanted: &str, at: &Trail<'_>) -> Option<T> {
        if value.is_null() {
            let message = format!("expected {wanted}, found no value");
            self.sink.note(&codes::KIND_MISMATCH, at.site(), message);
        } else {
            let message = format!("expected {wanted}, found {}; it is left out", described(value));
            self.sink.warning(&codes::KIND_MISMATCH, at.site(), message);
        }
        None
    }

    fn mended(&mut self, at: &Trail<'_>, message: &str) {
        self.sink.warning(&codes::KIND_MISMATCH, at.site(), message);
    }
}

/// Keywords worth suggesting.
const FREQUENT: [&str; 28] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "examples",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
];
