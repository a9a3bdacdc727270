//! Strings and numbers, by their `format`.
//!
//! Formats are those of the [OpenAPI format registry](https://spec.openapis.org/registry/format/) and of JSON Schema. An unknown
//! format has no effect: a string remains a string.

use super::facts::Facts;
use crate::media_type;
use crate::types::{Scalar, Shape, Width};

/// `type: string`
pub(crate) fn string(facts: &Facts<'_>) -> Shape {
    let by_format = facts.format.and_then(|format| {
        Some(match format {
            "password" => Scalar::Password,
            "date-time" => Scalar::DateTime,
            "date" => Scalar::Date,
            "time" => Scalar::Time,
            "duration" => Scalar::Duration,
            "uuid" => Scalar::Uuid,
            "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => Scalar::Uri,
            "byte" | "base64" => Scalar::Base64,
            "binary" => Scalar::Binary,
            "decimal" => Scalar::Decimal,
            _ => return None,
        })
    });
    let by_content = || match (facts.content_encoding, facts.content_media_type) {
        (Some("base64"), _) => Some(Scalar::Base64),
        (None, Some(media_type)) if !is_text(media_type) => Some(Scalar::Binary),
        _ => None,
    };
    Shape::Scalar(by_format.or_else(by_content).unwrap_or(Scalar::String))
}

/// `type: integer`
pub(crate) fn integer(facts: &Facts<'_>) -> Shape {
    let width = match facts.format {
        Some("int8") => Width::I8,
        Some("int16") => Width::I16,
        Some("int32") => Width::I32,
        Some("uint8") => Width::U8,
        Some("uint16") => Width::U16,
        Some("uint32") => Width::U32,
        Some("uint64") => Width::U64,
        _ => Width::I64,
    };
    Shape::Scalar(Scalar::Integer(width))
}

/// `type: number`. A decimal in a JSON number is an ordinary number; one in a string is handled by [`string`].
pub(crate) fn number(facts: &Facts<'_>) -> Shape {
    Shape::Scalar(match facts.format {
        Some("float") => Scalar::Float,
        _ => Scalar::Double,
    })
}

/// Whether values of a media type are readable text inside a JSON string.
fn is_text(media_type: &str) -> bool {
    let essence = media_type::essence(media_type);
    essence.starts_with("text/")
        || essence.ends_with("json")
        || media_type::is_xml(&essence)
        || essence == "application/x-www-form-urlencoded"
}
