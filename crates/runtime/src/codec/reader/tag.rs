//! Reading tagged unions.

use super::Reader;
use crate::codec::DecodeError;
use crate::codec::union::Tag;

/// The maximum number of unions that are variants of one another.
const MAX_UNIONS: usize = 16;

/// The unions that start at one position.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::codec) struct Nested {
    at: usize,
    unions: usize,
}

impl Reader<'_> {
    /// Moves to the value of the object's member of that name, at any position, and returns whether there is one.
    ///
    /// # Errors
    /// The next value is not an object, or it is broken.
    pub(in crate::codec) fn seek(&mut self, member: &str) -> Result<bool, DecodeError> {
        self.open(b'{')?;
        while self.more(b'}')? {
            let name = self.name()?;
            if name == member {
                return Ok(true);
            }
            self.skip().map_err(|error| error.in_member(&name))?;
        }
        Ok(false)
    }

    /// Reads the next value, whose member `tag` is already read.
    pub(in crate::codec) fn tagged<T>(&mut self, tag: Tag, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.tags.len();
        self.tags.push((self.at, tag));
        let value = read(self);
        self.tags.truncate(outer);
        value
    }

    /// If the member `name` is a tag of the object that starts at `start`, returns its index among all tags, and the string of
    /// its variant.
    pub(super) fn tag(&self, name: &str, start: usize) -> Option<(usize, &'static str)> {
        let mut tags = self.tags.iter().enumerate();
        tags.find(|(_, (object, tag))| *object == start && tag.name == name).map(|(place, (_, tag))| (place, tag.text))
    }

    /// Reads a string if it comes next and equals that text, and returns whether it did.
    pub(super) fn reads(&mut self, text: &str) -> bool {
        let start = self.checkpoint();
        let is_next = self.string().is_ok_and(|next| next == text);
        if !is_next {
            self.rewind(start);
        }
        is_next
    }

    /// Enters a union. Unions that are variants of one another have no bracket between them, so they are counted separately.
    pub(in crate::codec) fn enter_union(&mut self) -> Result<Nested, DecodeError> {
        self.peek()?;
        let outer = self.nested;
        let unions = if outer.at == self.at { outer.unions } else { 0 };
        if unions == MAX_UNIONS {
            return Err(self.mismatch(&format!("at most {MAX_UNIONS} unions that are variants of one another")));
        }
        self.nested = Nested { at: self.at, unions: unions + 1 };
        Ok(outer)
    }

    pub(in crate::codec) fn leave_union(&mut self, outer: Nested) {
        self.nested = outer;
    }
}
