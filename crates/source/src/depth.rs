//! How deep a text may nest.

use saphyr_parser::{Event, Parser};

use crate::lines::{byte_order_mark, offset_of_character};

/// How many objects and arrays may stand in each other.
pub const MAX_DEPTH: usize = 127;

/// The byte at which a YAML text nests too deep.
///
/// This is asked before anything else reads the text: the parser of [`serde_yaml`] takes a time that grows with the
/// square of the nesting of flow collections, and this one does not.
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
            // It has a limit of its own for flow collections, which it meets while it looks ahead.
            Err(error) if error.info().starts_with("recursion limit exceeded") => break error.marker().index(),
            Err(_) => return None,
        }
    };
    Some(offset_of_character(&text[start..], character) + start)
}
