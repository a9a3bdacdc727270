//! `enum` and `const`

use bindery_openapi::schema::{Kind, Kinds};
use bindery_source::{Pointer, Value};
use indexmap::IndexSet;

use super::facts::{Constant, Facts, kind_of};
use super::schemas::Schemas;
use crate::codes;
use crate::docs::Docs;
use crate::types::{Base, Enum, EnumValue, Scalar, Shape};

/// A list of constants. `None` where there is none, or none that is of the stated type.
pub(crate) fn lower(schemas: &mut Schemas<'_, '_>, facts: &Facts<'_>, at: &Pointer) -> Option<Shape> {
    let constants = facts.constants.as_ref()?;
    let (fitting, strange): (Vec<_>, Vec<_>) = constants
        .iter()
        .filter(|constant| !constant.value.is_null())
        .cloned()
        .partition(|constant| fits(constant.value, facts.kinds));
    if let Some(first) = strange.first() {
        let message = format!("`enum` lists {} among values that are of another type: it is left out", first.value);
        schemas.note(&codes::ENUM_MISMATCH, at, message);
    }
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
