use std::borrow::Cow;

use serde_json::Value;

use super::Reader;
use crate::codec::record::{Field, Shape};
use crate::codec::{DecodeError, Empty, Extra, Node};

/// The name of a member, once it is read.
enum Name<'a> {
    Known(usize),
    Unknown(Cow<'a, str>),
}

impl<'a> Reader<'a> {
    /// Reads an object into the members of a record, which stand in the order of its shape. Members that the shape does
    /// not list go to `extra`, or nowhere.
    ///
    /// # Errors
    /// No object comes next, a member does not fit or is there twice, or a required one is not there.
    ///
    /// # Panics
    /// There are fewer members than the shape has fields.
    pub fn record(
        &mut self,
        shape: &Shape,
        members: &mut [&mut dyn Node],
        mut extra: Option<&mut Extra>,
    ) -> Result<(), DecodeError> {
        if self.steps_over(b'{')? {
            return Ok(());
        }
        self.open(b'{')?;
        let start = self.at - 1;
        let mut seen = Seen::default();
        let mut next = 0;
        while self.more(b'}')? {
            match self.name_in(shape, next)? {
                Name::Known(index) => {
                    self.testify_member();
                    self.known(&shape.fields[index], members[index], seen.insert(index))?;
                    next = index + 1;
                }
                Name::Unknown(name) if self.tag(&name, start) => {}
                Name::Unknown(name) => match extra.as_deref_mut() {
                    Some(extra) if !self.is_surveying() => self.unknown(name, extra)?,
                    _ => self.skip().map_err(|error| error.in_member(&name))?,
                },
            }
        }
        match missing(shape, &seen) {
            None => Ok(()),
            Some(field) => Err(DecodeError::new("a required member", "nothing", start).in_member(field.wire)),
        }
    }

    /// Reads the name of a member. It is most often the one that follows in the shape: then it need not be read at all,
    /// only compared.
    fn name_in(&mut self, shape: &Shape, next: usize) -> Result<Name<'a>, DecodeError> {
        if let Some(field) = shape.fields.get(next) {
            if field.is_plain && self.byte() == Some(b'"') && self.literal(&field.written[1..]) {
                return Ok(Name::Known(next));
            }
        }
        let name = self.name()?;
        Ok(shape.find(&name, next).map_or(Name::Unknown(name), Name::Known))
    }

    fn known(&mut self, field: &Field, member: &mut dyn Node, is_first: bool) -> Result<(), DecodeError> {
        let read =
            if is_first { member.decode(self) } else { Err(DecodeError::new("each member once", "another", self.at)) };
        read.map_err(|error| {
            let error = if field.is_secret() { error.masked() } else { error };
            error.in_member(field.wire)
        })
    }

    fn unknown(&mut self, name: Cow<'a, str>, extra: &mut Extra) -> Result<(), DecodeError> {
        let mut value = Value::empty();
        value.decode(self).map_err(|error| error.in_member(&name))?;
        extra.insert(name, value);
        Ok(())
    }
}

fn missing<'s>(shape: &'s Shape, seen: &Seen) -> Option<&'s Field> {
    let mut fields = shape.fields.iter().enumerate();
    fields.find(|(index, field)| field.is_required && !seen.contains(*index)).map(|(_, field)| field)
}

/// Which members were there: a set of bits, without an allocation for the first 128.
#[derive(Default)]
struct Seen {
    first: u128,
    others: Vec<u128>,
}

impl Seen {
    /// Adds a member, and says whether it is new.
    fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 128);
        let word = match (index / 128).checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                if word >= self.others.len() {
                    self.others.resize(word + 1, 0);
                }
                &mut self.others[word]
            }
        };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    fn contains(&self, index: usize) -> bool {
        let word = match (index / 128).checked_sub(1) {
            None => self.first,
            Some(word) => self.others.get(word).copied().unwrap_or_default(),
        };
        word >> (index % 128) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn members_are_counted_once_on_both_sides_of_a_word() {
        let mut seen = Seen::default();
        for index in [0, 127, 128, 300] {
            assert!(!seen.contains(index));
            assert!(seen.insert(index));
            assert!(!seen.insert(index));
            assert!(seen.contains(index));
        }
        assert!(!seen.contains(1));
    }
}
