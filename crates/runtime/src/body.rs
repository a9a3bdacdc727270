//! Writing values as bodies.

use serde_json::{Map, Value};

use crate::clock::Clock;
use crate::codec::{self, Node};
use crate::encoding::Encoding;
use crate::media_type::{JSON_SEQUENCE, essence, is_json};
use crate::source::Source;
use crate::{form, multipart as parts};

/// A body that is ready to be sent.
#[derive(Clone)]
pub(crate) struct Body {
    /// The operation's media type is used if this is `None`.
    pub(crate) media_type: Option<String>,
    pub(crate) content: Source,
}

/// A function that writes a value as a body of a media type.
pub(crate) type Write<'w> = &'w dyn Fn(&str, &'static [Encoding], &dyn Node) -> Result<Body, String>;

impl Body {
    pub(crate) fn new(content: impl Into<Source>) -> Self {
        Self { media_type: None, content: content.into() }
    }

    fn of(media_type: impl Into<String>, content: impl Into<Source>) -> Self {
        Self { media_type: Some(media_type.into()), ..Self::new(content) }
    }
}

pub(crate) fn json(declared: &str, _: &'static [Encoding], value: &dyn Node) -> Result<Body, String> {
    let json = codec::encode(value).map_err(|error| error.to_string())?;
    Ok(if is_json(declared) { Body::new(json) } else { Body::of("application/json", json) })
}

pub(crate) fn lines(declared: &str, _: &'static [Encoding], value: &dyn Node) -> Result<Body, String> {
    let json = codec::encode(value).map_err(|error| error.to_string())?;
    let Ok(Value::Array(items)) = serde_json::from_slice(&json) else { return Err("it is not a list".to_owned()) };
    // RFC 7464, section 2.2: a text of a sequence starts with a record separator and ends with a line feed.
    let before = if essence(declared).eq_ignore_ascii_case(JSON_SEQUENCE) { "\u{1E}" } else { "" };
    let text: String = items.iter().map(|item| format!("{before}{item}\n")).collect();
    Ok(if is_json(declared) { Body::of("application/jsonl", text) } else { Body::new(text) })
}

pub(crate) fn form(_: &str, encodings: &'static [Encoding], value: &dyn Node) -> Result<Body, String> {
    let json = codec::encode(value).map_err(|error| error.to_string())?;
    Ok(Body::of("application/x-www-form-urlencoded", form::write(&members(&json)?, encodings)))
}

pub(crate) fn multipart(
    declared: &str,
    encodings: &'static [Encoding],
    value: &dyn Node,
    clock: &dyn Clock,
) -> Result<Body, String> {
    let (json, files) = codec::encode_with_files(value).map_err(|error| error.to_string())?;
    let body = parts::write(&members(json.as_bytes())?, files, encodings, clock)?;
    let declared = essence(declared);
    let media_type = if declared.starts_with("multipart/") { declared } else { "multipart/form-data" };
    Ok(Body::of(format!("{media_type}; boundary={}", body.boundary), body.content))
}

fn members(json: &[u8]) -> Result<Map<String, Value>, String> {
    match serde_json::from_slice(json) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err("it is not an object".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
