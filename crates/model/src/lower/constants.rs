//! `enum` and `const`

use std::borrow::Cow;

use bindery_openapi::schema::{Kind, Kinds};
use bindery_source::Value;
use indexmap::IndexSet;

use super::facts::{Constant, Facts, kind_of, names};
use super::schemas::Schemas;
use crate::codes;
use crate::docs::Docs;
use crate::types::{Base, Enum, EnumValue, Scalar, Shape};

/// A list of constants. `None` if there is no list, or no constant of the stated type.
pub(crate) fn lower(schemas: &mut Schemas<'_, '_>, facts: &Facts<'_>) -> Option<Shape> {
    let constants = facts.constants.as_ref()?;
    let (mut fitting, mut meant, mut strange) = (Vec::new(), Vec::new(), Vec::new());
    for constant in constants.iter().filter(|constant| !constant.value.is_null()) {
        if fits(&constant.value, facts.kinds) {
            fitting.push(constant.clone());
        } else if let Some(value) = as_meant(&constant.value, facts.kinds) {
            meant.push((constant, value.clone()));
            fitting.push(Constant { value: Cow::Owned(value), ..constant.clone() });
        } else {
            strange.push(constant);
        }
    }
    if let Some(((first, value), others)) = meant.split_first() {
        note_mismatch(schemas, first, facts.kinds, Some(value), others.len());
    }
    if let Some((first, others)) = strange.split_first() {
        note_mismatch(schemas, first, facts.kinds, None, others.len());
    }
    if fitting.is_empty() {
        return None;
    }
    Some(of(&fitting, false))
}

/// The shape of a list of constants.
pub(crate) fn of(constants: &[Constant<'_>], is_open: bool) -> Shape {
    let all = |kind: Kind| constants.iter().all(|constant| kind_of(&constant.value) == kind);
    let base = match () {
        () if all(Kind::String) => Base::String,
        () if all(Kind::Integer) => Base::Integer,
        () => Base::Mixed,
    };
    let mut seen = IndexSet::new();
    let values = constants.iter().filter(|constant| seen.insert(constant.value.to_string()));
    let values: Vec<_> = values.map(value).collect();
    if all(Kind::Boolean) && values.len() == 2 {
        return Shape::Scalar(Scalar::Boolean);
    }
    Shape::Enum(Enum { base, values, is_open })
}

/// Notes the first value that is not of the stated type, how it is converted, and how many others there are.
fn note_mismatch(
    schemas: &mut Schemas<'_, '_>,
    first: &Constant<'_>,
    kinds: Kinds,
    read_as: Option<&Value>,
    more: usize,
) {
    let fate = read_as.map_or_else(|| "ignored".to_owned(), |value| format!("read as `{value}`"));
    let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
    let message = format!("`{}` is not of the type {}: it is {fate}{more}", first.value, names(kinds));
    if let Some(note) = schemas.note(&codes::ENUM_MISMATCH, &first.at, message) {
        note.help(match read_as {
            _ if kinds.contains(Kind::String) => "put it in quotes",
            Some(_) => "write it without quotes",
            None => "correct the value, or the type",
        });
    }
}

/// Converts a value whose quotes are missing or superfluous to the stated type. `None` for a number with a fraction that should
/// be a string: `1.10` has lost its zero.
fn as_meant(value: &Value, kinds: Kinds) -> Option<Value> {
    match value {
        Value::Bool(_) if kinds.contains(Kind::String) => Some(Value::String(value.to_string())),
        Value::Number(number) if kinds.contains(Kind::String) && !number.is_f64() => {
            Some(Value::String(value.to_string()))
        }
        Value::String(text) => {
            let read: Value = text.parse().ok()?;
            let is_plain = read.is_number() || read.is_boolean();
            let is_written_so = read.to_string().as_str() == text;
            (is_plain && is_written_so && fits(&read, kinds)).then_some(read)
        }
        _ => None,
    }
}

fn value(constant: &Constant<'_>) -> EnumValue {
    EnumValue {
        wire: constant.value.clone().into_owned(),
        name: constant.name.map(str::to_owned),
        docs: Docs { description: constant.description.map(str::to_owned), ..Docs::default() },
    }
}

fn fits(value: &Value, kinds: Kinds) -> bool {
    let kind = kind_of(value);
    kinds.is_empty() || kinds.contains(kind) || kind == Kind::Integer && kinds.contains(Kind::Number)
}
