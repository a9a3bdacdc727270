use super::Reader;
use crate::codec::DecodeError;
use crate::codec::union::Tag;

/// How many unions may be variants of one another.
const MAX_UNIONS: usize = 16;

/// The unions that start at one place.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::codec) struct Nested {
    at: usize,
    unions: usize,
}

impl Reader<'_> {
    /// Goes to the value of the object's member of that name, wherever it stands, and says whether there is one.
    ///
    /// # Errors
    /// No object comes next, or it is broken.
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

    /// Reads the next value, of which the member `tag` is read already.
    pub(in crate::codec) fn tagged<T>(&mut self, tag: Tag, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.tags.len();
        self.tags.push((self.at, tag));
        let value = read(self);
        self.tags.truncate(outer);
        value
    }

    /// Whether the member `name` is a tag of the object that starts at `start`: which of all, and the text of its variant.
    pub(super) fn tag(&self, name: &str, start: usize) -> Option<(usize, &'static str)> {
        let mut tags = self.tags.iter().enumerate();
        tags.find(|(_, (object, tag))| *object == start && tag.name == name).map(|(place, (_, tag))| (place, tag.text))
    }

    /// Reads a string if it comes next and is that text, and says whether it was.
    pub(super) fn reads(&mut self, text: &str) -> bool {
        let start = self.checkpoint();
        let is_next = self.string().is_ok_and(|next| next == text);
        if !is_next {
            self.rewind(start);
        }
        is_next
    }

    /// Goes into a union. Those that are variants of one another have no bracket between them, so only this counts them.
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
