//! `enum` and `const`

use bindery_openapi::schema::{Kind, Kinds};
use bindery_source::Value;
use indexmap::IndexSet;

use super::facts::{Constant, Facts, kind_of, names};
use super::schemas::Schemas;
use crate::codes;
use crate::docs::Docs;
use crate::types::{Base, Enum, EnumValue, Scalar, Shape};

/// A list of constants. `None` where there is none, or none that is of the stated type.
pub(crate) fn lower(schemas: &mut Schemas<'_, '_>, facts: &Facts<'_>) -> Option<Shape> {
    let constants = facts.constants.as_ref()?;
    let (fitting, strange): (Vec<_>, Vec<_>) = constants
        .iter()
        .filter(|constant| !constant.value.is_null())
        .cloned()
        .partition(|constant| fits(constant.value, facts.kinds));
    note_strange(schemas, &strange, facts.kinds);
    if fitting.is_empty() {
        return None;
    }
    Some(of(&fitting))
}

/// The shape of a list of constants.
pub(crate) fn of(constants: &[Constant<'_>]) -> Shape {
    let all = |kind: Kind| constants.iter().all(|constant| kind_of(constant.value) == kind);
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
    Shape::Enum(Enum { base, values })
}

/// Says of the first value that is not of the stated type what becomes of it, and how many are like it.
fn note_strange(schemas: &mut Schemas<'_, '_>, strange: &[Constant<'_>], kinds: Kinds) {
    let Some((first, others)) = strange.split_first() else { return };
    let more = if others.is_empty() { String::new() } else { format!(", and {} more with it", others.len()) };
    let message = format!("`{}` is not of the type {}: it is left out{more}", first.value, names(kinds));
    if let Some(note) = schemas.note(&codes::ENUM_MISMATCH, &first.at, message)
        && kinds.contains(Kind::String)
    {
        note.help("put it in quotes");
    }
}

fn value(constant: &Constant<'_>) -> EnumValue {
    EnumValue {
        wire: constant.value.clone(),
        name: constant.name.map(str::to_owned),
        docs: Docs { description: constant.description.map(str::to_owned), ..Docs::default() },
    }
}

fn fits(value: &Value, kinds: Kinds) -> bool {
    let kind = kind_of(value);
    kinds.is_empty() || kinds.contains(kind) || kind == Kind::Integer && kinds.contains(Kind::Number)
}
