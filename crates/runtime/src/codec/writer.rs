//! Writing JSON.

mod record;
mod tag;
mod tuple;

use core::fmt::Write;

use super::members::Members;
use super::reader::{MAX_DEPTH, plain_bytes};
use super::union::Tag;
use super::{EncodeError, Node};
use crate::file::File;

/// A compact JSON text that is being written.
///
/// Each method writes one value; commas, colons and brackets are added automatically.
///
/// ```
/// use bindery_runtime::{EncodeError, Lend, Node, See, View, ViewMut, Writer, encode};
///
/// #[derive(Clone, Debug, PartialEq)]
/// enum Cell {
///     Nothing,
///     Flag(bool),
///     Count(i64),
///     Share(f64),
///     Angle(f32),
///     Text(String),
/// }
///
/// impl Node for Cell {
///     fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
///         match self {
///             Self::Nothing => writer.null(),
///             Self::Flag(flag) => writer.boolean(*flag),
///             Self::Count(count) => writer.integer((*count).into()),
///             Self::Share(share) => writer.double(*share)?,
///             Self::Angle(angle) => writer.single(*angle)?,
///             Self::Text(text) => writer.string(text),
///         }
///         Ok(())
///     }
/// # fn look(&self, see: &mut See<'_>) {
/// # see(View::Leaf(self));
/// # }
/// # fn lend(&mut self, to: &mut Lend<'_>) {
/// # to(ViewMut::Leaf(self));
/// # }
/// }
///
/// assert_eq!(encode(&Cell::Text("half \" inch".to_owned()))?, br#""half \" inch""#);
/// assert_eq!((encode(&Cell::Share(0.1))?, encode(&Cell::Angle(0.1))?), (b"0.1".to_vec(), b"0.1".to_vec()));
/// assert!(encode(&Cell::Share(f64::NAN)).is_err());
/// # let _ = (Cell::Nothing, Cell::Flag(true), Cell::Count(1));
/// # Ok::<(), EncodeError>(())
/// ```
#[derive(Debug)]
pub struct Writer {
    text: String,
    depth: usize,
    /// The files that are sent next to the text, if the body supports it.
    files: Option<Vec<File>>,
    /// The tags of the enclosing unions, each with the offset of its object.
    tags: Vec<(usize, Tag)>,
}

/// Represents a file that is sent next to the text.
pub(crate) const FILE_MARK: &str = "\0file";

impl Writer {
    pub(super) fn new() -> Self {
        Self { text: String::new(), depth: 0, files: None, tags: Vec::new() }
    }

    pub(super) fn with_files() -> Self {
        Self { files: Some(Vec::new()), ..Self::new() }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn finish_with_files(self) -> (String, Vec<File>) {
        (self.text, self.files.unwrap_or_default())
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i128) {
        let mut buffer = itoa::Buffer::new();
        // Nearly every integer fits into 64 bits, which print three times as fast.
        self.text.push_str(match i64::try_from(value) {
            Ok(value) => buffer.format(value),
            Err(_) => buffer.format(value),
        });
    }

    /// Writes a number with the fewest digits that read back as the same `f64`.
    ///
    /// # Errors
    /// JSON has no `NaN` and no infinities.
    pub fn double(&mut self, value: f64) -> Result<(), EncodeError> {
        if !value.is_finite() {
            return Err(EncodeError::new(format!("JSON has no number {value}")));
        }
        self.text.push_str(zmij::Buffer::new().format_finite(value));
        Ok(())
    }

    /// Writes a number with the fewest digits that read back as the same `f32`.
    ///
    /// # Errors
    /// JSON has no `NaN` and no infinities.
    pub fn single(&mut self, value: f32) -> Result<(), EncodeError> {
        if !value.is_finite() {
            return Err(EncodeError::new(format!("JSON has no number {value}")));
        }
        self.text.push_str(zmij::Buffer::new().format_finite(value));
        Ok(())
    }

    /// Writes a number that is already JSON.
    pub(super) fn digits(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        self.text.push('"');
        let mut rest = value;
        loop {
            let (plain, special) = rest.split_at(plain_bytes(rest.as_bytes()));
            self.text.push_str(plain);
            let mut characters = special.chars();
            match characters.next() {
                Some(character) => self.escape(character),
                None => break,
            }
            rest = characters.as_str();
        }
        self.text.push('"');
    }

    /// Writes a file: as a string with its contents, or as [`FILE_MARK`] if files are sent next to the text.
    ///
    /// # Errors
    /// A file in pieces cannot be a string.
    pub(crate) fn file(&mut self, file: &File) -> Result<(), EncodeError> {
        match (&mut self.files, file.to_text()) {
            (Some(files), _) => {
                files.push(file.clone());
                self.string(FILE_MARK);
            }
            (None, Some(text)) => self.string(&text),
            (None, None) => {
                return Err(EncodeError::new("a file in pieces can be sent only as a part of a multipart body"));
            }
        }
        Ok(())
    }

    /// Writes an array of the items that `item` returns by index.
    pub(super) fn array<'n>(&mut self, item: impl Fn(usize) -> Option<&'n dyn Node>) -> Result<(), EncodeError> {
        self.open('[')?;
        let mut index = 0;
        while let Some(node) = item(index) {
            self.comma();
            node.encode(self).map_err(|error| error.in_item(index))?;
            index += 1;
        }
        self.close(']');
        Ok(())
    }

    /// Writes an object of these members.
    pub(super) fn object<'n>(
        &mut self,
        members: impl Iterator<Item = (&'n str, &'n dyn Node)>,
    ) -> Result<(), EncodeError> {
        self.open('{')?;
        for (name, node) in members {
            self.member(name, node)?;
        }
        self.close('}');
        Ok(())
    }

    /// Writes the wanted members, without the brackets of the object.
    pub(super) fn members(
        &mut self,
        members: &dyn Members,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<(), EncodeError> {
        let mut written = Ok(());
        members.each(&mut |name, member| {
            if written.is_ok() && is_wanted(name) {
                written = self.member(name, member);
            }
        });
        written
    }

    /// Writes a member of the open object.
    pub(super) fn member(&mut self, name: &str, node: &dyn Node) -> Result<(), EncodeError> {
        self.name(name);
        node.encode(self).map_err(|error| error.in_member(name))
    }

    /// Writes the name of a member, to be followed by its value.
    pub(super) fn name(&mut self, name: &str) {
        self.comma();
        self.string(name);
        self.text.push(':');
    }

    /// Writes a comma, unless the next item or member is the first.
    pub(super) fn comma(&mut self) {
        if !self.is_first() {
            self.text.push(',');
        }
    }

    /// Whether the open bracket is still empty; no value ends with an opening bracket.
    fn is_first(&self) -> bool {
        matches!(self.text.as_bytes().last(), Some(b'[' | b'{'))
    }

    pub(super) fn open(&mut self, bracket: char) -> Result<(), EncodeError> {
        if self.depth == MAX_DEPTH {
            return Err(EncodeError::new(format!("the value nests deeper than {MAX_DEPTH} levels")));
        }
        self.depth += 1;
        self.text.push(bracket);
        Ok(())
    }

    pub(super) fn close(&mut self, bracket: char) {
        self.depth -= 1;
        self.text.push(bracket);
    }

    fn escape(&mut self, character: char) {
        match character {
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\n' => self.text.push_str("\\n"),
            '\r' => self.text.push_str("\\r"),
            '\t' => self.text.push_str("\\t"),
            '\u{8}' => self.text.push_str("\\b"),
            '\u{c}' => self.text.push_str("\\f"),
            other => {
                let _infallible = write!(self.text, "\\u{:04x}", u32::from(other));
            }
        }
    }
}
