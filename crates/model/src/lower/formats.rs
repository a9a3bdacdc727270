//! Formats that the document itself contradicts.

use bindery_openapi::Schema;
use bindery_source::{Pointer, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::SpanParser;
use uuid::Uuid;

use super::facts::Facts;
use crate::types::{Scalar, Width};

/// An example that contradicts the format of its schema.
#[derive(Debug)]
pub(crate) struct Contradiction<'d> {
    /// The format beside the example.
    pub(crate) at: Pointer,
    pub(crate) example: &'d Value,
    pub(crate) format: &'d str,
    /// Whether the schema also has a negative number.
    pub(crate) has_negative: bool,
}

/// The first value that contradicts the format of a string or an integer. `usual` is the format of a schema without one.
///
/// An API with such examples also sends such values, which no type for the format can hold.
pub(crate) fn contradiction<'d>(facts: &Facts<'d>, usual: Option<&'static str>) -> Option<Contradiction<'d>> {
    let format = facts.format.or(usual)?;
    facts.own.iter().find_map(|place| {
        let example = broken(format, place.schema)?;
        let at = if facts.format.is_some() { place.at.key("format") } else { place.at.clone() };
        Some(Contradiction { at, example, format, has_negative: values(place.schema).any(is_negative) })
    })
}

/// Whether the values in a schema contradict its format.
pub(crate) fn is_contradicted(schema: &Schema) -> bool {
    schema.format.as_deref().is_some_and(|format| broken(format, schema).is_some())
}

/// The first of the schema's own values that contradicts its format.
fn broken<'d>(format: &str, schema: &'d Schema) -> Option<&'d Value> {
    values(schema).find(|value| breaks(format, value))
}

/// The values in a schema: examples, the default, inclusive bounds.
fn values(schema: &Schema) -> impl Iterator<Item = &Value> {
    let bounds = schema.bounds.iter().flat_map(|bounds| [&bounds.minimum, &bounds.maximum]).flatten();
    schema.examples.iter().chain(&schema.default).chain(bounds.filter(|bound| !is_rounded(bound)))
}

/// Whether a bound is the largest 64-bit integer as written by tools that only know doubles: `9223372036854776000`.
fn is_rounded(bound: &Value) -> bool {
    bound.as_u64().is_some_and(|bound| (1 << 63..=9_223_372_036_854_776_000).contains(&bound))
}

pub(crate) fn is_negative(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number < 0.0)
}

/// Whether a value contradicts the format.
pub(crate) fn breaks(format: &str, value: &Value) -> bool {
    match value {
        Value::String(text) => is_meant(text) && !is_of(format, text),
        Value::Number(_) => !holds(format, value),
        _ => false,
    }
}

/// The type that can hold a value outside the format, and the message; `whose` describes the example.
pub(crate) fn instead(value: &Value, format: &str, has_negative: bool, whose: &str) -> (Scalar, String) {
    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let (scalar, kind) = wider(value, has_negative);
    (scalar, format!("`{shown}`{whose} is not a valid `{format}`: the type is {kind}"))
}

/// What to do about a contradiction.
pub(crate) const HELP: &str = "correct the example if the API sends no such value";

fn wider(value: &Value, has_negative: bool) -> (Scalar, &'static str) {
    match value {
        Value::Number(_) if !has_negative && whole(value).is_some_and(|number| number > i128::from(i64::MAX)) => {
            (Scalar::Integer(Width::U64), "an unsigned 64-bit integer")
        }
        Value::Number(_) => (Scalar::Integer(Width::I64), "a 64-bit integer"),
        _ => (Scalar::String, "a string"),
    }
}

/// Whether a string is more than a placeholder such as `string` or nothing.
fn is_meant(text: &str) -> bool {
    text.contains(|character: char| character.is_ascii_digit())
}

/// Whether the type of a format can read a string.
fn is_of(format: &str, text: &str) -> bool {
    match format {
        "date-time" => text.parse::<Timestamp>().is_ok(),
        // The type for `date` also reads the date of an instant.
        "date" => text.len() == FULL_DATE && text.parse::<Date>().is_ok(),
        "duration" => SpanParser::new().parse_span(text.as_bytes()).is_ok(),
        "uuid" => text.parse::<Uuid>().is_ok(),
        _ => true,
    }
}

/// The length of a `full-date` (RFC 3339, section 5.6).
const FULL_DATE: usize = "2026-03-01".len();

/// An integer. The largest 64-bit integer is recognized as written by tools that only know doubles: `18446744073709552000`.
fn whole(number: &Value) -> Option<i128> {
    if let Some(number) = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from)) {
        return Some(number);
    }
    let number =
        number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() <= 18_446_744_073_709_552_000.0)?;
    format!("{number:.0}").parse().ok().map(|number: i128| number.min(i128::from(u64::MAX)))
}

/// Whether the type of a format can hold a number. A fraction is not evidence: `1.5` is a slip.
fn holds(format: &str, number: &Value) -> bool {
    let Some(number) = whole(number) else { return true };
    match format {
        "int8" => i8::try_from(number).is_ok(),
        "int16" => i16::try_from(number).is_ok(),
        "int32" => i32::try_from(number).is_ok(),
        "int64" => i64::try_from(number).is_ok(),
        "uint8" => u8::try_from(number).is_ok(),
        "uint16" => u16::try_from(number).is_ok(),
        "uint32" => u32::try_from(number).is_ok(),
        "uint64" => u64::try_from(number).is_ok(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks(format: &str, example: impl Into<Value>) -> bool {
        super::breaks(format, &example.into())
    }

    #[test]
    fn an_instant_has_an_offset() {
        assert!(!breaks("date-time", "2026-03-01T09:30:00+01:00"));
        assert!(breaks("date-time", "2026-03-01 09:30:00"));
    }

    #[test]
    fn a_placeholder_is_no_evidence() {
        assert!(!breaks("uuid", "string") && !breaks("date", ""));
        assert!(breaks("uuid", "job_12") && breaks("date", "03/01/2026"));
    }

    #[test]
    fn a_date_has_no_time() {
        assert!(breaks("date", "2026-03-01T09:30:00Z") && !breaks("date", "2026-03-01"));
    }

    #[test]
    fn a_number_may_be_too_large_for_its_width() {
        assert!(breaks("int32", 1_418_556_477_882_u64) && !breaks("int64", 1_418_556_477_882_u64));
        assert!(breaks("uint8", -1) && !breaks("int32", 1.5));
    }

    #[test]
    fn formats_without_a_type_of_their_own_are_not_judged() {
        assert!(!breaks("phone", "1 2 3"));
    }
}
