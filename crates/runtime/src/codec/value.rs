//! JSON of any shape.

use serde_json::{Number, Value};

use super::reader::Kind;
use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// Any JSON: the type of a schema without restrictions. 64-bit integers are exact, other numbers are doubles.
impl Node for Value {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match reader.peek()? {
            Kind::Null => {
                reader.skip()?;
                Self::Null
            }
            Kind::Boolean => Self::Bool(reader.boolean()?),
            Kind::Number => Self::Number(number(reader)?),
            Kind::String => Self::String(reader.string()?.into_owned()),
            Kind::Array => {
                let mut items = Vec::<Self>::new();
                items.decode(reader)?;
                Self::Array(items)
            }
            Kind::Object => {
                let mut members = serde_json::Map::new();
                reader.object(|reader, name| {
                    let mut member = Self::Null;
                    member.decode(reader)?;
                    members.insert(name.to_owned(), member);
                    Ok(())
                })?;
                Self::Object(members)
            }
        };
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.boolean(*value),
            Self::Number(number) => writer.digits(&number.to_string()),
            Self::String(text) => writer.string(text),
            Self::Array(items) => items.encode(writer)?,
            Self::Object(members) => {
                writer.object(members.iter().map(|(name, member)| (name.as_str(), member as &dyn Node)))?;
            }
        }
        Ok(())
    }

    crate::__leaf!();
}

impl Empty for Value {
    fn empty() -> Self {
        Self::Null
    }
}

fn number(reader: &mut Reader<'_>) -> Result<Number, DecodeError> {
    let start = reader.checkpoint();
    let number = reader.number("a number")?;
    let exact = number.plain_integer().and_then(Number::from_i128);
    exact.or_else(|| number.double().and_then(Number::from_f64)).ok_or_else(|| {
        reader.rewind(start);
        reader.mismatch("a number within the range of f64")
    })
}
