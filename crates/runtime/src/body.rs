//! What a call sends as its body.

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::codec::{self, Node};
use crate::media_type::{essence, is_json};
use crate::operation::Operation;
use crate::{form, multipart as parts};

/// A body that is ready to be sent.
#[derive(Clone)]
pub(crate) struct Body {
    /// The operation's own where it is none.
    pub(crate) media_type: Option<String>,
    pub(crate) content: Content,
}

/// Where the bytes are.
#[derive(Clone)]
pub(crate) enum Content {
    /// All of them are here.
    Bytes(Bytes),
}

/// A way to write a value as the body of an operation.
pub(crate) type Write = fn(&Operation, &dyn Node) -> Result<Body, String>;

impl Body {
    pub(crate) fn new(bytes: impl Into<Bytes>) -> Self {
        Self { media_type: None, content: Content::Bytes(bytes.into()) }
    }

    fn of(media_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { media_type: Some(media_type.into()), ..Self::new(bytes) }
    }
}

pub(crate) fn json(operation: &Operation, value: &dyn Node) -> Result<Body, String> {
    let json = codec::encode(value).map_err(|error| error.to_string())?;
    Ok(if is_json(operation.content_type) { Body::new(json) } else { Body::of("application/json", json) })
}

pub(crate) fn lines(operation: &Operation, value: &dyn Node) -> Result<Body, String> {
    let json = codec::encode(value).map_err(|error| error.to_string())?;
    let Ok(Value::Array(items)) = serde_json::from_slice(&json) else { return Err("it has no items".to_owned()) };
    let mut text = String::with_capacity(json.len());
    for item in items {
        text.push_str(&item.to_string());
        text.push('\n');
    }
    Ok(if is_json(operation.content_type) { Body::of("application/jsonl", text) } else { Body::new(text) })
}

pub(crate) fn form(operation: &Operation, value: &dyn Node) -> Result<Body, String> {
    let json = codec::encode(value).map_err(|error| error.to_string())?;
    Ok(Body::of("application/x-www-form-urlencoded", form::write(&members(&json)?, operation.encodings)))
}

pub(crate) fn multipart(operation: &Operation, value: &dyn Node) -> Result<Body, String> {
    let (json, files) = codec::encode_with_files(value).map_err(|error| error.to_string())?;
    let body = parts::write(&members(json.as_bytes())?, files, operation.encodings)?;
    let declared = essence(operation.content_type);
    let media_type = if declared.starts_with("multipart/") { declared } else { "multipart/form-data" };
    Ok(Body::of(format!("{media_type}; boundary={}", body.boundary), body.bytes))
}

fn members(json: &[u8]) -> Result<Map<String, Value>, String> {
    match serde_json::from_slice(json) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err("it has no members".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
