//! Limits how deep a text may nest.

use saphyr_parser::{Event, Parser};

use crate::lines::{byte_order_mark, offset_of_character};

/// How deep objects and arrays may nest.
pub const MAX_DEPTH: usize = 127;

/// The byte at which YAML text nests too deep.
///
/// This runs before any other parser: the one of [`serde_yaml`] takes time quadratic in the nesting of flow
/// collections; this one does not.
pub(crate) fn too_deep(text: &str) -> Option<usize> {
    let start = byte_order_mark(text);
    let mut parser = Parser::new_from_str(&text[start..]);
    let mut depth = 0;
    let character = loop {
        match parser.next_event()? {
            Ok((Event::MappingStart(..) | Event::SequenceStart(..), span)) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    break span.start.index();
                }
            }
            Ok((Event::MappingEnd | Event::SequenceEnd, _)) => depth -= 1,
            Ok(_) => {}
            // It has its own limit for flow collections, which it hits while looking ahead.
            Err(error) if error.info().starts_with("recursion limit exceeded") => break error.marker().index(),
            Err(_) => return None,
        }
    };
    Some(offset_of_character(&text[start..], character) + start)
}
