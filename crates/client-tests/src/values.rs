//! Values that a schema allows.

use bindery_source::{Pointer, Value};
use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Number, json};

/// The members that a value gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Only required members.
    Required,
    /// All members.
    Everything,
}

/// Makes values for the schemas of a document.
pub(crate) struct Maker<'a> {
    document: &'a Value,
    extent: Extent,
    /// The place of a choice, and the index to choose there. Elsewhere it is 0.
    chosen: Option<(Pointer, usize)>,
    /// The number of choices at each place that has several.
    choices: IndexMap<Pointer, usize>,
    /// The schemas around the current one.
    around: Vec<Pointer>,
    /// The number of values that may still be made.
    room: usize,
}

/// Deeper than real bodies.
const DEPTH: usize = 12;

/// More parts than real bodies have. Without a limit, schemas that refer to each other in cycles make bodies of megabytes.
const MOST_PARTS: usize = 500;

/// A schema with the keywords of its `$ref` and `allOf` merged into it.
#[derive(Clone, Default)]
struct Flat<'a> {
    /// The first occurrence of each keyword, and its place.
    keywords: IndexMap<&'a str, (Pointer, &'a Value)>,
    properties: IndexMap<&'a str, Pointer>,
    required: IndexSet<&'a str>,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(document: &'a Value, extent: Extent) -> Self {
        Self { document, extent, chosen: None, choices: IndexMap::new(), around: Vec::new(), room: MOST_PARTS }
    }

    /// Chooses the value at `index` for this place.
    pub(crate) fn choosing(mut self, at: Pointer, index: usize) -> Self {
        self.chosen = Some((at, index));
        self
    }

    /// Returns the number of choices at each place that has several.
    pub(crate) fn into_choices(self) -> IndexMap<Pointer, usize> {
        self.choices
    }

    /// Makes a value that the schema allows.
    ///
    /// # Errors
    /// The reason why there is none.
    pub(crate) fn make(&mut self, at: &Pointer) -> Result<Value, String> {
        self.make_beside(at, Flat::default())
    }

    /// Makes a value that the schema and `flat` allow.
    fn make_beside(&mut self, at: &Pointer, mut flat: Flat<'a>) -> Result<Value, String> {
        if self.around.len() > DEPTH || self.around.iter().filter(|around| *around == at).count() > 1 {
            return Err(format!("`{at}` nests too deeply"));
        }
        self.room = self.room.checked_sub(1).ok_or_else(|| format!("`{at}` makes the value too large"))?;
        self.around.push(at.clone());
        let made = self.flatten(at, &mut flat, 0).and_then(|()| self.of(&flat, at));
        self.around.pop();
        made
    }

    fn flatten(&self, at: &Pointer, flat: &mut Flat<'a>, depth: usize) -> Result<(), String> {
        let schema = part(self.document, at).ok_or_else(|| format!("no schema at `{at}`"))?;
        if depth > DEPTH || *schema == json!(false) {
            return Err(format!("`{at}` allows no value"));
        }
        for (key, value) in schema.as_object().into_iter().flatten() {
            match (key.as_str(), value) {
                ("$ref", Value::String(reference)) => self.flatten(&target(reference)?, flat, depth + 1)?,
                ("allOf", Value::Array(parts)) => (0..parts.len())
                    .try_for_each(|index| self.flatten(&at.key("allOf").index(index), flat, depth + 1))?,
                ("properties", Value::Object(properties)) => {
                    flat.properties.extend(properties.keys().map(|name| (name.as_str(), at.key(key).key(name))));
                }
                ("required", Value::Array(names)) => flat.required.extend(names.iter().filter_map(Value::as_str)),
                ("not" | "if" | "patternProperties" | "dependentRequired" | "dependentSchemas" | "contains", _) => {
                    return Err(format!("`{at}` has `{key}`"));
                }
                _ => drop(flat.keywords.entry(key).or_insert_with(|| (at.key(key), value))),
            }
        }
        Ok(())
    }

    fn of(&mut self, flat: &Flat<'a>, at: &Pointer) -> Result<Value, String> {
        if let Some(constant) = flat.get("const") {
            return Ok(constant.clone());
        }
        if let Some((at, Value::Array(values))) = flat.keywords.get("enum") {
            let values: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
            return values.get(self.choose(at, values.len())).map_or(Ok(Value::Null), |value| Ok((*value).clone()));
        }
        let choice = ["oneOf", "anyOf"].into_iter().find(|keyword| flat.keywords.contains_key(keyword));
        if let Some((keyword, (at, Value::Array(alternatives)))) =
            choice.and_then(|name| flat.keywords.get_key_value(name))
        {
            let of_null = json!({"type": "null"});
            let kept: Vec<usize> = (0..alternatives.len()).filter(|index| alternatives[*index] != of_null).collect();
            let chosen = kept.get(self.choose(at, kept.len())).copied().unwrap_or(0);
            let mut beside = flat.clone();
            beside.keywords.shift_remove(keyword);
            return self.make_beside(&at.index(chosen), beside);
        }
        match flat.kind() {
            "object" => self.members(flat).map(Value::Object),
            "array" => self.elements(flat),
            "string" => text(flat).ok_or_else(|| format!("`{at}` has a pattern and no example")),
            "integer" => Ok(number(flat, true)),
            "number" => Ok(number(flat, false)),
            "boolean" => Ok(json!(true)),
            "null" => Ok(Value::Null),
            _ => Ok(json!("any")),
        }
    }

    /// Returns the index to choose out of `of`, and counts the choice.
    fn choose(&mut self, at: &Pointer, of: usize) -> usize {
        self.choices.insert(at.clone(), of);
        self.chosen.as_ref().filter(|(chosen, _)| chosen == at).map_or(0, |(_, index)| *index)
    }

    fn members(&mut self, flat: &Flat<'a>) -> Result<Map<String, Value>, String> {
        let mut members = Map::new();
        for (name, at) in &flat.properties {
            let is_required = flat.required.contains(name);
            let is_read = part(self.document, at).and_then(|schema| schema.get("readOnly")) == Some(&json!(true));
            if is_read || self.extent == Extent::Required && !is_required {
                continue;
            }
            match self.make(at) {
                Ok(value) => drop(members.insert((*name).to_owned(), value)),
                Err(reason) if is_required => return Err(reason),
                Err(_) => {}
            }
        }
        // A required member may have no schema.
        for name in flat.required.iter().filter(|name| !flat.properties.contains_key(*name)) {
            let value = match flat.keywords.get("additionalProperties") {
                Some((at, Value::Object(_))) => self.make(&at.clone())?,
                _ => json!("any"),
            };
            members.insert((*name).to_owned(), value);
        }
        if let (Extent::Everything, Some((at, Value::Object(_))), true) =
            (self.extent, flat.keywords.get("additionalProperties"), flat.properties.is_empty())
        {
            members.insert("key".to_owned(), self.make(&at.clone())?);
        }
        Ok(members)
    }

    fn elements(&mut self, flat: &Flat<'a>) -> Result<Value, String> {
        let least = flat.number("minItems").unwrap_or(0.0);
        let count = if self.extent == Extent::Everything { least.max(1.0) } else { least };
        let Some((items, _)) = flat.keywords.get("items") else { return Ok(json!([])) };
        match self.make(&items.clone()) {
            Ok(item) if count > 0.0 => {
                let mut elements = vec![item];
                while f64::from(u32::try_from(elements.len()).unwrap_or(u32::MAX)) < count {
                    elements.push(elements[0].clone());
                }
                Ok(Value::Array(elements))
            }
            Err(reason) if least > 0.0 => Err(reason),
            Ok(_) | Err(_) => Ok(json!([])),
        }
    }
}

impl<'a> Flat<'a> {
    fn get(&self, keyword: &str) -> Option<&'a Value> {
        self.keywords.get(keyword).map(|(_, value)| *value)
    }

    fn number(&self, keyword: &str) -> Option<f64> {
        self.get(keyword).and_then(Value::as_f64)
    }

    fn kind(&self) -> &'a str {
        match self.get("type") {
            Some(Value::String(kind)) => kind,
            Some(Value::Array(kinds)) => {
                kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or("null")
            }
            _ if !self.properties.is_empty() || self.get("additionalProperties").is_some() => "object",
            _ if self.get("items").is_some() => "array",
            _ => "",
        }
    }
}

/// A string of the stated format and length. For a pattern, only an example or default of the document will do.
fn text(flat: &Flat<'_>) -> Option<Value> {
    if flat.get("pattern").is_some() {
        let shown = flat.get("examples").and_then(|examples| examples.get(0)).or_else(|| flat.get("default"));
        return shown.filter(|shown| shown.is_string()).cloned();
    }
    let text = match flat.get("format").and_then(Value::as_str).unwrap_or_default() {
        "date-time" => "2026-01-02T03:04:05Z",
        "date" => "2026-01-02",
        "time" => "03:04:05Z",
        "duration" => "PT1H",
        "uuid" => "6f9619ff-8b86-4011-b42d-00cf4fc964ff",
        "email" | "idn-email" => "someone@example.com",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => "https://example.com/path",
        "byte" => "dGV4dA==",
        "decimal" => "1.5",
        _ => "text",
    };
    let (least, most) = (flat.number("minLength").unwrap_or(0.0), flat.number("maxLength").unwrap_or(f64::MAX));
    let mut text = text.to_owned();
    let length = |text: &str| f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    while length(&text) < least && length(&text) < 10_000.0 {
        text.push('x');
    }
    while length(&text) > most {
        text.pop();
    }
    Some(Value::String(text))
}

/// A number within the limits, and a multiple of `multipleOf`.
fn number(flat: &Flat<'_>, whole: bool) -> Value {
    let step = flat.number("multipleOf").filter(|step| *step > 0.0).unwrap_or(if whole { 1.0 } else { 0.5 });
    let above = flat.number("exclusiveMinimum").map(|limit| limit + step);
    let below = flat.number("exclusiveMaximum").map(|limit| limit - step);
    let least = above.or_else(|| flat.number("minimum"));
    let most = below.or_else(|| flat.number("maximum"));
    let wanted = least.unwrap_or(step).min(most.unwrap_or(f64::MAX));
    let number = (wanted / step).ceil() * step;
    let number = if most.is_some_and(|most| number > most) { (wanted / step).floor() * step } else { number };
    #[expect(clippy::cast_possible_truncation, reason = "a document's limits are those of its integers")]
    let as_integer = number as i64;
    if number.fract() == 0.0 { json!(as_integer) } else { Number::from_f64(number).map_or(json!(1), Value::Number) }
}

/// The target of a reference within the document.
fn target(reference: &str) -> Result<Pointer, String> {
    let fragment = reference.strip_prefix('#').and_then(Pointer::parse);
    fragment.ok_or_else(|| format!("`{reference}` points outside the document"))
}

pub(crate) fn part<'a>(document: &'a Value, at: &Pointer) -> Option<&'a Value> {
    document.pointer(at.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(extent: Extent, schema: &Value) -> Result<Value, String> {
        let document = json!({ "schema": schema });
        Maker::new(&document, extent).make(&Pointer::root().key("schema"))
    }

    #[test]
    fn what_may_be_absent_is_made_when_everything_is() {
        let schema = json!({"type": "object", "required": ["a"], "properties": {
            "a": {"type": "integer", "minimum": 3}, "b": {"type": "array", "items": {"type": "string", "format": "date"}},
            "c": {"type": "string", "readOnly": true},
        }});
        assert_eq!(made(Extent::Required, &schema), Ok(json!({"a": 3})));
        assert_eq!(made(Extent::Everything, &schema), Ok(json!({"a": 3, "b": ["2026-01-02"]})));
    }

    #[test]
    fn parts_are_one_value() {
        let schema = json!({"allOf": [
            {"type": "object", "properties": {"a": {"type": "boolean"}}},
            {"required": ["a"]},
        ]});
        assert_eq!(made(Extent::Required, &schema), Ok(json!({"a": true})));
    }

    #[test]
    fn what_has_to_be_there_need_not_be_described() {
        let schema = json!({"type": "object", "required": ["a"], "additionalProperties": {"type": "integer"}});
        assert_eq!(made(Extent::Required, &schema), Ok(json!({"a": 1})));
    }

    #[test]
    fn an_alternative_may_only_require() {
        let schema = json!({"type": "object", "properties": {"a": {"type": "boolean"}, "b": {"type": "boolean"}},
            "anyOf": [{"required": ["b"]}, {"required": ["a"]}]});
        assert_eq!(made(Extent::Required, &schema), Ok(json!({"b": true})));
    }

    #[test]
    fn limits_are_kept() {
        for (schema, wanted) in [
            (json!({"type": "string", "maxLength": 2}), json!("te")),
            (json!({"type": "string", "minLength": 6}), json!("textxx")),
            (json!({"type": "integer", "exclusiveMinimum": 4, "multipleOf": 5}), json!(10)),
            (json!({"type": "number", "maximum": -1}), json!(-1)),
            (json!({"type": ["null", "string"], "enum": [null, "a"]}), json!("a")),
        ] {
            assert_eq!(made(Extent::Everything, &schema), Ok(wanted), "{schema}");
        }
    }

    #[test]
    fn what_cannot_be_made_is_said() {
        assert!(made(Extent::Required, &json!({"type": "string", "pattern": "^x+$"})).is_err());
        let endless = json!({"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/schema"}}});
        assert!(made(Extent::Required, &endless).is_err());
    }

    #[test]
    fn choices_are_counted_and_taken() {
        let document = json!({"schema": {"enum": ["a", "b"]}});
        let at = Pointer::root().key("schema");
        let mut maker = Maker::new(&document, Extent::Everything);
        assert_eq!(maker.make(&at), Ok(json!("a")));
        assert_eq!(maker.into_choices().into_iter().collect::<Vec<_>>(), [(at.key("enum"), 2)]);
        assert_eq!(Maker::new(&document, Extent::Everything).choosing(at.key("enum"), 1).make(&at), Ok(json!("b")));
    }
}
