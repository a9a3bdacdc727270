//! Formats that a document states and breaks in the same breath.

use bindery_openapi::Schema;
use bindery_source::{Pointer, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::SpanParser;
use uuid::Uuid;

use super::facts::Facts;

/// An example of a schema that is not of the format which the schema states.
#[derive(Debug)]
pub(crate) struct Contradiction<'d> {
    /// The format beside the example.
    pub(crate) at: Pointer,
    pub(crate) example: &'d str,
    pub(crate) format: &'d str,
}

/// The first example that the format of a text does not allow. Where an API shows such values it sends them too, and no type that is
/// read by the format takes them.
pub(crate) fn contradiction<'d>(facts: &Facts<'d>) -> Option<Contradiction<'d>> {
    let format = facts.format?;
    facts.own.iter().find_map(|place| {
        let example = broken(format, &place.schema.examples)?;
        Some(Contradiction { at: place.at.key("format"), example, format })
    })
}

/// Whether the examples of a schema break its format.
pub(crate) fn is_contradicted(schema: &Schema) -> bool {
    schema.format.as_deref().is_some_and(|format| broken(format, &schema.examples).is_some())
}

fn broken<'d>(format: &str, examples: &'d [Value]) -> Option<&'d str> {
    examples.iter().filter_map(Value::as_str).find(|text| is_meant(text) && !is_of(format, text))
}

/// Whether a text is more than a placeholder: `string`, or nothing.
fn is_meant(text: &str) -> bool {
    text.contains(|character: char| character.is_ascii_digit())
}

/// Whether the type that stands for a format reads a text.
fn is_of(format: &str, text: &str) -> bool {
    match format {
        "date-time" => text.parse::<Timestamp>().is_ok(),
        "date" => text.parse::<Date>().is_ok(),
        "duration" => SpanParser::new().parse_span(text.as_bytes()).is_ok(),
        "uuid" => text.parse::<Uuid>().is_ok(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks(format: &str, example: &str) -> bool {
        broken(format, &[Value::from(example)]).is_some()
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
    fn formats_without_a_type_of_their_own_are_not_judged() {
        assert!(!breaks("phone", "1 2 3"));
    }
}
