//! Reading records.

use std::borrow::Cow;

use super::{Checkpoint, Reader};
use crate::codec::members::Members;
use crate::codec::places::Places;
use crate::codec::record::{Field, Shape};
use crate::codec::{DecodeError, Finding, Node};
use crate::drift::DriftKind;

/// The name of a member that was read.
enum Name<'a> {
    Known(usize),
    Unknown(Cow<'a, str>),
}

impl<'a> Reader<'a> {
    /// Reads an object into the members of a record, which are in the order of its shape. Unlisted members go to `extra`, or are
    /// dropped.
    ///
    /// # Errors
    /// The next value is not an object, a member does not fit or is repeated, or a required one is missing.
    ///
    /// # Panics
    /// If there are fewer members than the shape has fields.
    pub(crate) fn record(
        &mut self,
        shape: &Shape,
        members: &mut [&mut dyn Node],
        mut extra: Option<&mut dyn Members>,
    ) -> Result<(), DecodeError> {
        if self.steps_over(b'{')? {
            return Ok(());
        }
        self.open(b'{')?;
        let (start, depth) = (self.at - 1, self.depth);
        let mut seen = Places::default();
        let mut next = 0;
        while self.more(b'}')? {
            match self.name_in(shape, next)? {
                Name::Known(index) => {
                    self.testify_member();
                    let (field, from, is_first) = (&shape.fields[index], self.at, seen.insert(index));
                    match self.known(field, members[index], is_first) {
                        Ok(()) if !self.is_behind_null() || field.is_required() || members[index].present() => {}
                        // Nothing else distinguishes it from a missing member.
                        Ok(()) => extra.iter_mut().for_each(|extra| extra.note_null(index)),
                        Err(error) if is_first => {
                            let start = Checkpoint { at: from, depth };
                            self.set_aside(error, start, field, members[index], extra.as_deref_mut())?;
                        }
                        Err(error) => return Err(error.in_member(field.wire)),
                    }
                    next = index + 1;
                }
                Name::Unknown(name) => {
                    let read = self.unlisted(&name, shape, start, &mut seen, &mut extra);
                    read.map_err(|error| error.in_member(&name))?;
                }
            }
        }
        match missing(shape, &seen) {
            None => Ok(()),
            Some(wire) => Err(DecodeError::new("a required member", "nothing", start).in_member(wire)),
        }
    }

    /// Reads the name of a member. Usually it is the next one of the shape, and then it is only compared.
    fn name_in(&mut self, shape: &Shape, next: usize) -> Result<Name<'a>, DecodeError> {
        if let Some(field) = shape.fields.get(next) {
            if field.is_plain() && self.byte() == Some(b'"') && self.literal(&field.written[1..]) {
                return Ok(Name::Known(next));
            }
        }
        let name = self.name()?;
        Ok(shape.find(&name, next).map_or(Name::Unknown(name), Name::Known))
    }

    fn known(&mut self, field: &Field, member: &mut dyn Node, is_first: bool) -> Result<(), DecodeError> {
        let from = self.at;
        let read = if is_first { member.decode(self) } else { Err(self.again()) };
        if field.is_secret() {
            self.cover(from);
            return read.map_err(DecodeError::masked);
        }
        read
    }

    /// Reads a member without a field in the record that starts at `start`: one with a fixed value, the tag of a union, or an
    /// unlisted one.
    fn unlisted(
        &mut self,
        name: &str,
        shape: &Shape,
        start: usize,
        seen: &mut Places,
        extra: &mut Option<&mut dyn Members>,
    ) -> Result<(), DecodeError> {
        let fields = shape.fields.len();
        if let Some(place) = shape.constants.iter().position(|(wire, _)| *wire == name) {
            let is_first = seen.insert(fields + place);
            if !is_first {
                return Err(self.again());
            }
            let constant = &shape.constants[place].1;
            let is_it = self.constant(constant);
            self.testify(is_it);
            if is_it {
                return Ok(());
            }
            let Some(extra) = extra else { return Err(self.mismatch(&constant.json())) };
            let from = self.at;
            extra.renew(name).decode(self)?;
            if self.is_looking_out() {
                self.note(from, Finding::new(DriftKind::UnknownValue, constant.json(), ""));
            }
            return Ok(());
        }
        let tag = self.tag(name, start);
        if let Some((place, text)) = tag {
            if !seen.insert(fields + shape.constants.len() + place) {
                return Err(self.again());
            }
            if self.reads(text) {
                return Ok(());
            }
        }
        let from = self.at;
        match extra {
            Some(extra) => extra.renew(name).decode(self)?,
            None => self.skip()?,
        }
        if tag.is_none() && self.is_looking_out() {
            self.note_unknown(from, shape, extra.as_deref());
        }
        Ok(())
    }

    /// Whether the value that was just read is `null`: no other ends with this letter.
    fn is_behind_null(&self) -> bool {
        self.text.as_bytes().get(self.at.wrapping_sub(1)) == Some(&b'l')
    }

    #[cold]
    fn again(&self) -> DecodeError {
        DecodeError::new("each member once", "another", self.at)
    }
}

/// The name of the first required member that is missing.
fn missing(shape: &Shape, seen: &Places) -> Option<&'static str> {
    let fields = shape.fields.len();
    let field = |index: usize| shape.fields[index].is_required() && !seen.contains(index);
    if let Some(index) = (0..fields).find(|index| field(*index)) {
        return Some(shape.fields[index].wire);
    }
    let constant = (0..shape.constants.len()).find(|index| !seen.contains(fields + index));
    constant.map(|index| shape.constants[index].0)
}
