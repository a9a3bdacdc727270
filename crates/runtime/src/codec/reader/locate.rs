//! Finds the paths of notes by their offsets.

use std::iter::Peekable;
use std::vec;

use super::lookout::Note;
use super::{Kind, Reader, found};
use crate::codec::path::{Path, Step};
use crate::codec::{DecodeError, Finding};

/// Returns the findings in the order of the text, each with its path, which starts at the JSON Pointer `root`.
pub(super) fn locate(text: &str, mut notes: Vec<Note>, root: &str) -> Vec<Finding> {
    if notes.is_empty() {
        return Vec::new();
    }
    notes.sort_by_key(|note| note.at);
    let mut search =
        Search { text, notes: notes.into_iter().peekable(), way: Path::of_pointer(root), findings: Vec::new() };
    // The text was read before, so it is valid.
    let _whole = search.walk(&mut Reader::of(text));
    search.findings
}

struct Search<'a> {
    text: &'a str,
    notes: Peekable<vec::IntoIter<Note>>,
    /// The path from the root to the current value.
    way: Vec<Step>,
    findings: Vec<Finding>,
}

impl Search<'_> {
    /// The recursion is bounded, like that of all reading.
    fn walk(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let kind = reader.peek()?;
        let start = reader.offset();
        match kind {
            Kind::Array => {
                self.find(start, start);
                reader.open(b'[')?;
                let mut index = 0;
                while reader.more(b']')? {
                    self.step(Step::Item(index), reader)?;
                    index += 1;
                }
            }
            Kind::Object => {
                self.find(start, start);
                reader.open(b'{')?;
                while reader.more(b'}')? {
                    let name = reader.name()?.into_owned();
                    self.step(Step::Member(name), reader)?;
                }
            }
            _ => {
                reader.skip()?;
                self.find(start, reader.offset());
            }
        }
        Ok(())
    }

    fn step(&mut self, step: Step, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.way.push(step);
        self.walk(reader)?;
        self.way.pop();
        Ok(())
    }

    /// Takes the notes about the value that starts at `start`.
    fn find(&mut self, start: usize, end: usize) {
        while let Some(Note { mut finding, .. }) = self.notes.next_if(|note| note.at <= end) {
            finding.path = std::mem::take(&mut finding.path).below(&self.way);
            if finding.found.is_empty() {
                finding.found = found(&self.text[start..]);
            }
            self.findings.push(finding);
        }
    }
}
