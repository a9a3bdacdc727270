use super::{Kind, Reader};
use crate::codec::DecodeError;

impl Reader<'_> {
    /// Reads a value of any kind and forgets it; what is no JSON is an error here as everywhere.
    ///
    /// # Errors
    /// No value comes next, or it is broken.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            Kind::Null if self.null() => Ok(()),
            Kind::Null => Err(self.mismatch("null")),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Number => self.number("a number").map(drop),
            Kind::String => self.string().map(drop),
            Kind::Array => self.array(Self::skip),
            Kind::Object => self.object(|reader, _| reader.skip()),
        }
    }
}
