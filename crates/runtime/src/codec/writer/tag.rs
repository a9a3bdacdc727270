//! Writing tagged unions.

use super::Writer;
use crate::codec::union::Tag;
use crate::codec::{EncodeError, Node};

impl Writer {
    /// Writes a value, with the tag if it is a record.
    pub(in crate::codec) fn tagged(&mut self, tag: Option<Tag>, value: &dyn Node) -> Result<(), EncodeError> {
        let outer = self.tags.len();
        self.tags.extend(tag.map(|tag| (self.text.len(), tag)));
        let written = value.encode(self);
        self.tags.truncate(outer);
        written
    }

    /// Writes the tags of the object that was opened at `start`, except those among its own members.
    pub(super) fn missing_tags(&mut self, start: usize, has: impl Fn(&str) -> bool) {
        for index in 0..self.tags.len() {
            let (object, Tag { name, text }) = self.tags[index];
            if object == start && !has(name) {
                self.name(name);
                self.string(text);
            }
        }
    }
}
