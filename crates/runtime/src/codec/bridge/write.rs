//! From JSON to serde.

use core::cell::RefCell;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::codec::reader::{Kind, Reader};
use crate::codec::{DecodeError, Node, Writer};

/// Writes a value in any format that accepts maps and sequences of unknown length.
///
/// # Errors
/// The value has no JSON form, or the format rejects it.
pub fn serialize<S: Serializer>(value: &dyn Node, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new();
    value.encode(&mut writer).map_err(S::Error::custom)?;
    let text = writer.finish();
    Next(&RefCell::new(Reader::of(&text))).serialize(serializer)
}

/// The next value of a text.
struct Next<'r, 'a>(&'r RefCell<Reader<'a>>);

impl<'a> Next<'_, 'a> {
    fn read<T, E: Error>(&self, read: impl FnOnce(&mut Reader<'a>) -> Result<T, DecodeError>) -> Result<T, E> {
        read(&mut self.0.borrow_mut()).map_err(E::custom)
    }
}

impl Serialize for Next<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.read(Reader::peek)? {
            Kind::Null => {
                self.read(Reader::skip)?;
                serializer.serialize_none()
            }
            Kind::Boolean => serializer.serialize_bool(self.read(Reader::boolean)?),
            Kind::String => serializer.serialize_str(&self.read(Reader::string)?),
            Kind::Number => self.serialize_number(serializer),
            Kind::Array => self.serialize_array(serializer),
            Kind::Object => self.serialize_object(serializer),
        }
    }
}

impl Next<'_, '_> {
    fn serialize_number<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = self.read(|reader| reader.number("a number"))?;
        let integer = number.plain_integer();
        if let Some(signed) = integer.and_then(|integer| i64::try_from(integer).ok()) {
            serializer.serialize_i64(signed)
        } else if let Some(unsigned) = integer.and_then(|integer| u64::try_from(integer).ok()) {
            serializer.serialize_u64(unsigned)
        } else {
            let double = number.double().ok_or_else(|| S::Error::custom("a number is beyond the range of f64"))?;
            serializer.serialize_f64(double)
        }
    }

    fn serialize_array<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        self.read(|reader| reader.open(b'['))?;
        while self.read(|reader| reader.more(b']'))? {
            items.serialize_element(self)?;
        }
        items.end()
    }

    fn serialize_object<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        self.read(|reader| reader.open(b'{'))?;
        while self.read(|reader| reader.more(b'}'))? {
            let name = self.read(Reader::name)?;
            members.serialize_entry(&*name, self)?;
        }
        members.end()
    }
}
