//! Writing records.

use super::Writer;
use crate::codec::members::Members;
use crate::codec::record::Shape;
use crate::codec::{EncodeError, Node};

impl Writer {
    /// Writes an object with the members of a record, which are in the order of its shape, and then those of `extra`. Members
    /// that are not present are omitted, unless they are required or `extra` records them as `null`.
    ///
    /// # Errors
    /// A member has no JSON form.
    pub(crate) fn record(
        &mut self,
        shape: &Shape,
        members: &[&dyn Node],
        extra: Option<&dyn Members>,
    ) -> Result<(), EncodeError> {
        let start = self.text.len();
        self.open('{')?;
        self.missing_tags(start, |name| has(shape, members, extra, name));
        // A constant that had another value when it was read is among the unlisted members.
        let is_usual = |name: &str| extra.is_none_or(|extra| extra.get(name).is_none());
        let keeps_others = extra.is_some_and(|extra| extra.count() > 0);
        let is_aside = |name: &str| extra.is_some_and(|extra| extra.is_aside(name));
        for (wire, constant) in shape.constants.iter().filter(|(wire, _)| is_usual(wire)) {
            self.name(wire);
            constant.encode(self);
        }
        for (place, (field, member)) in shape.fields.iter().zip(members).enumerate() {
            if (keeps_others || !field.is_required()) && !member.present() {
                let is_left_out = !field.is_required() && !extra.is_some_and(|extra| extra.was_null(place));
                // A value that was set aside is written with the unlisted members.
                if is_left_out || is_aside(field.wire) {
                    continue;
                }
            }
            if field.is_plain() {
                let comma = usize::from(self.is_first());
                self.text.push_str(&field.written[comma..]);
                member.encode(self).map_err(|error| error.in_member(field.wire))?;
            } else {
                self.member(field.wire, *member)?;
            }
        }
        if let Some(extra) = extra {
            self.members(extra, |name| match shape.find(name, 0) {
                Some(index) => !members[index].present() && is_aside(name),
                None => true,
            })?;
        }
        self.close('}');
        Ok(())
    }
}

/// Whether a member of that name will be written.
fn has(shape: &Shape, members: &[&dyn Node], extra: Option<&dyn Members>, name: &str) -> bool {
    match shape.find(name, 0) {
        Some(index) if shape.fields[index].is_required() || members[index].present() => true,
        Some(_) => extra.is_some_and(|extra| extra.is_aside(name)),
        None => shape.has_constant(name) || extra.is_some_and(|extra| extra.get(name).is_some()),
    }
}
