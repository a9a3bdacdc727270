//! Notes differences between a text and its type while reading, if requested.
//!
//! Their paths are determined afterwards from the offsets, so that reading itself costs nothing.

use serde_json::Value;

use super::{Checkpoint, Reader, locate};
use crate::codec::members::Members;
use crate::codec::record::{Field, Shape};
use crate::codec::{DecodeError, Finding, Node};
use crate::drift::DriftKind;

/// The maximum number of notes about a text: millions of unknown members must not use memory for as many notes.
const MOST: usize = 100;

/// The notes, and whether misfits are set aside.
#[derive(Debug)]
pub(super) struct Lookout {
    is_lenient: bool,
    notes: Vec<Note>,
}

/// A note about a position in the text.
#[derive(Debug)]
pub(super) struct Note {
    /// After the end of the previous value, and not after the end of this one.
    pub(super) at: usize,
    /// The finding, whose path starts at the value.
    pub(super) finding: Finding,
}

impl Reader<'_> {
    /// Starts noting differences from the types. A lenient reader also sets aside values that do not fit.
    pub(in crate::codec) fn look_out(&mut self, is_lenient: bool) {
        self.lookout = Some(Box::new(Lookout { is_lenient, notes: Vec::new() }));
    }

    /// Returns the findings in the order of the text; their paths start at the JSON Pointer `root`.
    pub(in crate::codec) fn findings(&mut self, root: &str) -> Vec<Finding> {
        self.lookout.take().map_or_else(Vec::new, |lookout| locate::locate(self.text, lookout.notes, root))
    }

    /// Whether differences are noted. They are not during a survey, which only tries.
    pub(in crate::codec) fn is_looking_out(&self) -> bool {
        self.lookout.is_some() && !self.is_surveying()
    }

    /// Reads without leniency, as one of several attempts.
    pub(in crate::codec) fn strictly<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let is_lenient = self.be_lenient(false);
        let value = read(self);
        self.be_lenient(is_lenient);
        value
    }

    fn be_lenient(&mut self, is_lenient: bool) -> bool {
        self.lookout.as_mut().is_some_and(|lookout| std::mem::replace(&mut lookout.is_lenient, is_lenient))
    }

    /// Counts the string of an enum that was just read as listed or not.
    pub(in crate::codec) fn recognized(&mut self, is_listed: bool) {
        self.testify(is_listed);
        if !is_listed {
            self.note_unlisted();
        }
    }

    /// Notes that the scalar that was just read is not listed in its enum.
    pub(in crate::codec) fn note_unlisted(&mut self) {
        if self.is_looking_out() {
            self.note(self.at, Finding::new(DriftKind::UnknownValue, "a value that the document lists", ""));
        }
    }

    /// Notes something about the value that starts at `at` and was just read.
    pub(in crate::codec) fn note(&mut self, at: usize, finding: Finding) {
        if let Some(lookout) = self.lookout.as_mut().filter(|lookout| lookout.notes.len() < MOST) {
            lookout.notes.push(Note { at, finding });
        }
    }

    /// Notes that a member is not listed by its record; it was just read, and its value starts after `at`.
    #[cold]
    pub(super) fn note_unknown(&mut self, at: usize, shape: &Shape, extra: Option<&dyn Members>) {
        // A map has no listed names, and typed members are expected.
        let is_map = shape.fields.is_empty() && shape.constants.is_empty();
        if !is_map && extra.is_none_or(|extra| extra.as_extra().is_some()) {
            let found = kind_of(self.text.get(at..).unwrap_or_default());
            self.note(at, Finding::new(DriftKind::UnknownField, "no such member", found));
        }
    }

    /// Masks notes inside a secret that starts after `from`: even the names of its members are secret.
    pub(super) fn cover(&mut self, from: usize) {
        let notes = self.lookout.iter_mut().flat_map(|lookout| &mut lookout.notes).filter(|note| note.at > from);
        notes.for_each(|note| {
            note.at = from;
            note.finding.mask();
        });
    }

    /// Sets aside the value of a member that failed with `error`, and moves past it. It is kept in `extra`, if that takes values
    /// of any type.
    ///
    /// # Errors
    /// The reader is not lenient here; the member cannot be absent; or the text is broken or too deep.
    #[cold]
    pub(super) fn set_aside(
        &mut self,
        error: DecodeError,
        start: Checkpoint,
        field: &Field,
        member: &dyn Node,
        extra: Option<&mut dyn Members>,
    ) -> Result<(), DecodeError> {
        let is_lenient = self.lookout.as_ref().is_some_and(|lookout| lookout.is_lenient);
        if !is_lenient || self.is_surveying() || member.present() {
            return Err(error.in_member(field.wire));
        }
        self.rewind(start);
        self.skip().map_err(|error| error.in_member(field.wire))?;
        if let Some(extra) = extra.and_then(Members::as_extra_mut) {
            let end = Checkpoint { at: self.at, ..start };
            self.rewind(start);
            let mut raw = Value::Null;
            match raw.decode(self) {
                Ok(()) => extra.set_aside(field.wire, raw),
                Err(_) => self.rewind(end),
            }
        }
        self.note(start.at, Finding::of(DriftKind::Misfit, error));
        Ok(())
    }

    /// Drops the notes after a position, because it is read again.
    pub(super) fn forget_from(&mut self, at: usize) {
        if let Some(lookout) = &mut self.lookout {
            lookout.notes.retain(|note| note.at < at);
        }
    }
}

/// The kind of the next value. Its contents may be secret, because the member is unknown.
fn kind_of(text: &str) -> &'static str {
    match text.trim_ascii_start().bytes().next() {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}

#[cfg(test)]
mod tests;
