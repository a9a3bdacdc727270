//! From serde to JSON.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::codec::reader::Reader;
use crate::codec::{DecodeError, Empty, Node, Writer};

/// Reads a value from any self-describing format.
///
/// Byte strings have no JSON form and are errors; names of members may be integers, which become their digits.
///
/// # Errors
/// The input is broken, has no JSON form, nests deeper than 128 levels, or does not fit; the message contains the JSON Path.
pub fn deserialize<'de, T: Empty, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    fill(&mut value, deserializer)?;
    Ok(value)
}

fn fill<'de, D: Deserializer<'de>>(value: &mut dyn Node, deserializer: D) -> Result<(), D::Error> {
    let mut writer = Writer::new();
    deserializer.deserialize_any(Transcript(&mut writer))?;
    let text = writer.finish();
    value.decode(&mut Reader::of(&text)).map_err(|error| D::Error::custom(error.without_offset()))
}

/// Writes the next value of the input as JSON.
struct Transcript<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for Transcript<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Transcript<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can express")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.0.boolean(value);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.visit_i128(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.visit_i128(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.0.integer(value);
        Ok(())
    }

    fn visit_f32<E: Error>(self, value: f32) -> Result<(), E> {
        self.0.single(value).map_err(Error::custom)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.0.double(value).map_err(Error::custom)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.0.string(value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self(writer) = self;
        writer.open('[').map_err(Error::custom)?;
        while items.next_element_seed(Item(writer))?.is_some() {}
        writer.close(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self(writer) = self;
        let mut name = members.next_key_seed(Name)?;
        if name.as_deref() == Some(NUMBER) {
            return write_number(writer, &members.next_value::<String>()?).map_err(Error::custom);
        }
        writer.open('{').map_err(Error::custom)?;
        while let Some(text) = name {
            writer.name(&text);
            members.next_value_seed(Transcript(writer))?;
            name = members.next_key_seed(Name)?;
        }
        writer.close('}');
        Ok(())
    }
}

/// The name under which `serde_json` passes the digits of every number if its feature `arbitrary_precision` is on, which any
/// crate of the program can enable.
const NUMBER: &str = "$serde_json::private::Number";

/// Writes digits, which may come from untrusted input.
fn write_number(writer: &mut Writer, digits: &str) -> Result<(), DecodeError> {
    let mut reader = Reader::of(digits);
    writer.digits(reader.number("a number")?.text);
    reader.finish()
}

/// An item of the open array.
struct Item<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.comma();
        deserializer.deserialize_any(Transcript(self.0))
    }
}

/// The name of a member.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Name {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<String, E> {
        Ok(name.to_owned())
    }

    fn visit_string<E: Error>(self, name: String) -> Result<String, E> {
        Ok(name)
    }

    fn visit_i64<E: Error>(self, name: i64) -> Result<String, E> {
        Ok(name.to_string())
    }

    fn visit_u64<E: Error>(self, name: u64) -> Result<String, E> {
        Ok(name.to_string())
    }
}
