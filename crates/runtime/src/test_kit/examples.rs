//! Tests of a document's examples against the generated types.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::codec::{Empty, decode, encode};

/// Reads JSON into a type and writes it again; the error says where the JSON does not fit.
///
/// ```
/// use bindery_runtime::test_kit::{RoundTrip, round_trip};
///
/// let types: [RoundTrip; 2] = [round_trip::<i64>, round_trip::<Vec<String>>];
/// assert_eq!(types[1](br#"[ "a" ]"#), Ok(br#"["a"]"#.to_vec()));
/// ```
pub type RoundTrip = fn(&[u8]) -> Result<Vec<u8>, String>;

/// The [`RoundTrip`] of a type.
///
/// # Errors
/// Those of [`decode`](crate::decode) and [`encode`](crate::encode).
///
/// ```
/// use bindery_runtime::test_kit::round_trip;
/// assert_eq!(round_trip::<Vec<i64>>(b"[1, 2]"), Ok(b"[1,2]".to_vec()));
/// assert!(round_trip::<bool>(b"12").is_err());
/// ```
pub fn round_trip<T: Empty>(json: &[u8]) -> Result<Vec<u8>, String> {
    let value: T = decode(json).map_err(|error| error.to_string())?;
    encode(&value).map_err(|error| error.to_string())
}

/// The results of the examples of a document.
///
/// ```
/// # use bindery_runtime::test_kit::{examples, round_trip};
/// # let given = r#"[{"at": "/a", "schema": "/s", "type": 0, "value": [1]}, {"at": "/b", "schema": "/s", "type": 0, "value": ["x"]}]"#;
/// let report = examples(given, &[round_trip::<Vec<i64>>], |_schema| Some(|_value: &serde_json::Value| true));
/// assert_eq!((report.all, report.valid, report.misses.len()), (2, 2, 1));
/// assert_eq!(report.share(), 0.5);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Examples {
    /// The number of examples.
    pub all: usize,
    /// The number of examples that are valid by their schema.
    pub valid: usize,
    /// The valid examples that were not read, or were written differently.
    pub misses: Vec<Miss>,
}

/// An example that did not survive.
///
/// ```
/// # use bindery_runtime::test_kit::{examples, round_trip};
/// # let given = r#"[{"at": "/a", "schema": "/s", "type": 0, "value": [1]}, {"at": "/b", "schema": "/s", "type": 0, "value": ["x"]}]"#;
/// let report = examples(given, &[round_trip::<Vec<i64>>], |_schema| Some(|_value: &serde_json::Value| true));
/// assert_eq!(report.misses[0].at, "/b");
/// assert!(report.misses[0].reason.starts_with("expected an integer"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Miss {
    /// The example's JSON Pointer in the document.
    pub at: String,
    /// The reason.
    pub reason: String,
}

impl Examples {
    /// Returns the share of valid examples that survived: 1 if all did.
    #[expect(clippy::cast_precision_loss, reason = "documents do not have 2^52 examples")]
    pub fn share(&self) -> f64 {
        if self.valid == 0 { 1.0 } else { (self.valid - self.misses.len()) as f64 / self.valid as f64 }
    }
}

impl fmt::Display for Examples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let survivors = self.valid - self.misses.len();
        write!(f, "{survivors} of {} valid examples survive, {} are not valid", self.valid, self.all - self.valid)?;
        self.misses.iter().try_for_each(|miss| write!(f, "\n  {}: {}", miss.at, miss.reason))
    }
}

/// Reads every example that is valid by its schema into its type, writes it again and compares: numbers by value, and instants,
/// UUIDs and base64 by meaning.
///
/// `examples` is a JSON array of objects with the members `at`, `schema`, `type` and `value`; `type` is an index in `types`.
/// `validator` returns the validator of the schema at a JSON Pointer, or `None` if the schema is invalid.
///
/// # Panics
/// If `examples` is not such an array.
///
/// ```
/// use bindery_runtime::test_kit::{examples, round_trip};
///
/// let given = r#"[{"at": "/a", "schema": "/s", "type": 0, "value": [1.0]}, {"at": "/b", "schema": "/s", "type": 0, "value": 1}]"#;
/// let report = examples(given, &[round_trip::<Vec<i64>>], |_schema| Some(|value: &serde_json::Value| value.is_array()));
/// assert_eq!(report.to_string(), "1 of 1 valid examples survive, 1 are not valid");
/// ```
pub fn examples<V: Fn(&Value) -> bool>(
    examples: &str,
    types: &[RoundTrip],
    mut validator: impl FnMut(&str) -> Option<V>,
) -> Examples {
    let rows: Vec<Value> = serde_json::from_str(examples).expect("examples are a JSON array");
    let mut validators: BTreeMap<String, Option<V>> = BTreeMap::new();
    let mut report = Examples { all: rows.len(), ..Examples::default() };
    for row in &rows {
        let (at, schema, value) = (text(&row["at"]), text(&row["schema"]), &row["value"]);
        let validator = validators.entry(schema.to_owned()).or_insert_with(|| validator(schema));
        if !validator.as_ref().is_some_and(|is_valid| is_valid(value)) {
            continue;
        }
        report.valid += 1;
        let ty = row["type"].as_u64().and_then(|index| types.get(usize::try_from(index).ok()?));
        let round_trip = ty.expect("every example has a type in the list");
        if let Err(reason) = survives(value, *round_trip) {
            report.misses.push(Miss { at: at.to_owned(), reason });
        }
    }
    report
}

fn text(value: &Value) -> &str {
    value.as_str().expect("pointers are strings")
}

fn survives(value: &Value, round_trip: RoundTrip) -> Result<(), String> {
    let written = round_trip(value.to_string().as_bytes())?;
    let written: Value = serde_json::from_slice(&written).map_err(|error| format!("did not write JSON: {error}"))?;
    difference(value, &written, "$").map_or(Ok(()), Err)
}

/// The difference between two values, as a sentence with the JSON Path.
fn difference(before: &Value, after: &Value, path: &str) -> Option<String> {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            let lost = before.iter().find(|(key, _)| !after.contains_key(*key));
            let made = after.iter().find(|(key, _)| !before.contains_key(*key));
            match (lost, made) {
                (Some((key, value)), _) => Some(format!("{path}.{key} was {value} and is lost")),
                (_, Some((key, value))) => Some(format!("{path}.{key} was absent and is {value}")),
                _ => before.iter().find_map(|(key, value)| difference(value, &after[key], &format!("{path}.{key}"))),
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => before
            .iter()
            .zip(after)
            .enumerate()
            .find_map(|(index, (before, after))| difference(before, after, &format!("{path}[{index}]"))),
        (Value::Number(one), Value::Number(other)) if one == other || one.as_f64() == other.as_f64() => None,
        (Value::String(one), Value::String(other)) if means_the_same(one, other) => None,
        (before, after) if before == after => None,
        (before, after) => Some(format!("{path} was {before} and is {after}")),
    }
}

/// Whether two strings are equal, or the same instant, UUID or bytes.
fn means_the_same(one: &str, other: &str) -> bool {
    one == other
        || same_instant(one, other)
        || one.eq_ignore_ascii_case(other) && is_uuid(one)
        || same_bytes(one, other)
}

#[cfg(feature = "jiff")]
fn same_instant(one: &str, other: &str) -> bool {
    let instant = |text: &str| text.parse::<jiff::Timestamp>().ok();
    instant(one).is_some_and(|found| instant(other) == Some(found))
}

#[cfg(not(feature = "jiff"))]
fn same_instant(_: &str, _: &str) -> bool {
    false
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn same_bytes(one: &str, other: &str) -> bool {
    let bytes = |text: &str| decode::<crate::codec::Base64>(Value::from(text).to_string().as_bytes()).ok();
    bytes(one).is_some_and(|found| bytes(other) == Some(found))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_compared_by_value() {
        assert_eq!(difference(&json!([1, 2.50]), &json!([1.0, 2.5]), "$"), None);
    }

    #[test]
    fn texts_are_compared_by_what_they_mean() {
        assert_eq!(difference(&json!("2026-01-01T01:00:00+01:00"), &json!("2026-01-01T00:00:00Z"), "$"), None);
        let (upper, lower) = ("6F9619FF-8B86-D011-B42D-00CF4FC964FF", "6f9619ff-8b86-d011-b42d-00cf4fc964ff");
        assert_eq!(difference(&json!(upper), &json!(lower), "$"), None);
    }

    #[test]
    fn a_difference_has_its_path() {
        let (before, after) = (json!({"a": [{"b": null}]}), json!({"a": [{}]}));
        assert_eq!(difference(&before, &after, "$").as_deref(), Some("$.a[0].b was null and is lost"));
        assert_eq!(difference(&after, &before, "$").as_deref(), Some("$.a[0].b was absent and is null"));
    }
}
