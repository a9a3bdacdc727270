//! Reading and writing JSON.
//!
//! A generated type has no code of its own: it lists its members as data. One loop of this module reads, writes and prints all
//! types through the object-safe trait [`Node`]. So a type costs only a table and a vtable to compile, errors know their JSON
//! Path, and secrets are masked in one place.

mod base64;
pub(crate) mod bridge;
pub(crate) mod constant;
pub(crate) mod constant_enum;
mod error;
mod extra;
pub(crate) mod find;
mod finding;
mod foreign;
mod link;
mod list;
mod map;
mod members;
pub(crate) mod node;
mod option;
mod patch;
mod path;
mod places;
mod reader;
pub(crate) mod record;
mod same;
mod scalar;
pub(crate) mod string_enum;
#[cfg(feature = "jiff")]
mod time;
pub(crate) mod tuple;
pub(crate) mod union;
#[cfg(feature = "uuid")]
mod uuid;
mod value;
pub(crate) mod view;
mod writer;

use crate::file::File;

pub use self::base64::Base64;
pub use self::constant_enum::UnrecognizedValue;
pub use self::error::{DecodeError, EncodeError};
pub use self::extra::Extra;
pub(crate) use self::finding::Finding;
pub use self::foreign::Serde;
pub use self::link::Link;
pub use self::list::List;
pub use self::map::Map;
pub use self::members::Members;
pub use self::node::{AsNode, Empty, Node};
pub use self::patch::Patch;
pub use self::reader::{Checkpoint, Kind, Reader};
pub use self::record::{Field, Shape};
pub use self::same::Same;
pub use self::string_enum::Unrecognized;
pub use self::view::{Lend, See, View, ViewMut};
pub(crate) use self::writer::FILE_MARK;
pub use self::writer::Writer;

/// Reads a value from JSON.
///
/// # Errors
/// The text is not JSON (RFC 8259) in UTF-8, nests deeper than 128 levels, continues after the value, or does not fit `T`.
///
/// ```
/// let pages: i64 = bindery_runtime::decode(b"12")?;
/// assert_eq!(pages, 12);
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
pub fn decode<T: Empty>(json: &[u8]) -> Result<T, DecodeError> {
    let mut value = T::empty();
    fill(&mut value, json, "")?;
    Ok(value)
}

/// Writes a value as compact JSON in UTF-8.
///
/// # Errors
/// The value contains a number that JSON cannot express (`NaN`, an infinity), or nests deeper than 128 levels.
///
/// ```
/// assert_eq!(bindery_runtime::encode(&"half \" inch".to_owned())?, br#""half \" inch""#);
/// # Ok::<(), bindery_runtime::EncodeError>(())
/// ```
pub fn encode(value: &dyn Node) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new();
    value.encode(&mut writer)?;
    Ok(writer.finish().into_bytes())
}

/// Writes a value as JSON, with a [`FILE_MARK`] for each file, and returns the files in that order.
///
/// # Errors
/// Those of [`encode`].
pub(crate) fn encode_with_files(value: &dyn Node) -> Result<(String, Vec<File>), EncodeError> {
    let mut writer = Writer::with_files();
    value.encode(&mut writer)?;
    Ok(writer.finish_with_files())
}

/// Reads into an empty value from a part of a JSON text. Paths of errors start with the path of that part, a JSON Pointer.
///
/// # Errors
/// Those of [`decode`].
pub(crate) fn fill(value: &mut dyn Node, json: &[u8], pointer: &str) -> Result<(), DecodeError> {
    let outer = |error| pointer.rsplit('/').filter(|name| !name.is_empty()).fold(error, DecodeError::in_member);
    let mut reader = Reader::new(json).map_err(outer)?;
    value.decode(&mut reader).map_err(outer)?;
    reader.finish().map_err(outer)
}

/// Like [`fill`], but also returns differences from the type. A lenient reader sets aside values that do not fit.
///
/// # Errors
/// Those of [`decode`], except for values that are set aside.
pub(crate) fn fill_watched(
    value: &mut dyn Node,
    json: &[u8],
    pointer: &str,
    is_lenient: bool,
) -> Result<Vec<Finding>, DecodeError> {
    let outer = |error| pointer.rsplit('/').filter(|name| !name.is_empty()).fold(error, DecodeError::in_member);
    let mut reader = Reader::new(json).map_err(outer)?;
    reader.look_out(is_lenient);
    value.decode(&mut reader).map_err(outer)?;
    let findings = reader.findings(pointer);
    reader.finish().map_err(outer)?;
    Ok(findings)
}
