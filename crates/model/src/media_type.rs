//! Media types (RFC 9110, section 8.3.1).

use crate::operations::{Content, Format, Reply};

/// Type and subtype in lower case, without parameters: `text/html` of `Text/HTML; charset=utf-8`.
pub(crate) fn essence(media_type: &str) -> String {
    without_params(media_type).to_ascii_lowercase()
}

/// The subtype as written: `pdf` of `application/pdf`.
pub fn subtype(media_type: &str) -> &str {
    let essence = without_params(media_type);
    essence.split_once('/').map_or(essence, |(_, subtype)| subtype)
}

fn without_params(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

impl Content {
    /// Whether it is XML (RFC 7303).
    pub fn is_xml(&self) -> bool {
        is_xml(&essence(&self.media_type))
    }
}

impl Reply {
    /// The contents that a client requests: beside JSON, XML is redundant.
    pub fn readable(&self) -> impl Iterator<Item = &Content> {
        let has_json = self.contents.iter().any(|content| content.format == Format::Json);
        self.contents.iter().filter(move |content| !(has_json && content.is_xml()))
    }
}

/// Whether an [`essence`] is that of XML.
pub(crate) fn is_xml(essence: &str) -> bool {
    essence.ends_with("/xml") || essence.ends_with("+xml")
}

impl Format {
    /// The format of a media type. A range such as `*/*` is [`Bytes`](Self::Bytes).
    pub(crate) fn of(media_type: &str) -> Self {
        let essence = essence(media_type);
        match essence.as_str() {
            "application/json" | "text/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "text/event-stream" => Self::EventStream,
            "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/ndjson"
            | "application/x-ndjson"
            | "application/json-seq" => Self::JsonLines,
            other if is_xml(other) => Self::Bytes,
            other if other.ends_with("+json") => Self::Json,
            other if other.starts_with("multipart/") => Self::Multipart,
            other if other.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }
}
