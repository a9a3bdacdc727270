//! Example values of types: the document's if they match, otherwise made ones.

use bindery_model::types::{Field, Presence, Rest, Scalar, Shape, Struct, Tag, TypeId, Types, Union, Width};
use bindery_source::Value;
use serde_json::{Map, json};

/// Makes a value of a type that is small enough for a reader.
///
/// # Errors
/// The reason why there is none.
pub(super) fn of(types: &Types, id: TypeId) -> Result<Value, &'static str> {
    let mut why = "";
    for depth in (0..=DEPTH).rev() {
        let mut maker = Maker { types, left: MOST, within: 0 };
        match maker.make(id, depth) {
            Ok(value) => return Ok(value),
            Err(reason) => why = reason,
        }
    }
    Err(why)
}

/// Whether a value matches the type as strictly as the Rust type reads it.
pub(super) fn fits(types: &Types, id: TypeId, value: &Value) -> bool {
    let fit = |id: TypeId, value: &Value| fits(types, id, value);
    match &types[types.resolve(id)].shape {
        Shape::Struct(object) => value.as_object().is_some_and(|members| fits_members(types, object, members)),
        Shape::Enum(constants) => constants.values.iter().any(|constant| constant.wire == *value),
        Shape::Union(union) => match &union.tag {
            Tag::Property(name) => {
                let tag = value.get(name).and_then(Value::as_str).unwrap_or_default();
                union.selected_by(tag).is_some_and(|variant| fit(variant.ty, value))
            }
            Tag::Kind | Tag::Untagged => union.variants.iter().any(|variant| fit(variant.ty, value)),
        },
        Shape::List(item) => value.as_array().is_some_and(|items| items.iter().all(|value| fit(*item, value))),
        Shape::Map(of) => value.as_object().is_some_and(|members| members.values().all(|value| fit(*of, value))),
        Shape::Tuple(tuple) => value.as_array().is_some_and(|values| {
            let known = tuple.items.iter().zip(values).all(|(id, value)| fit(*id, value));
            let mut rest = values.iter().skip(tuple.items.len());
            let is_whole = values.len() >= tuple.items.len();
            is_whole && known && rest.all(|value| tuple.rest.is_some_and(|id| fit(id, value)))
        }),
        Shape::Nullable(inner) => value.is_null() || fit(*inner, value),
        Shape::Alias(target) => fit(*target, value),
        Shape::Scalar(scalar) => fits_scalar(*scalar, value),
        Shape::Any => true,
        Shape::Never => false,
    }
}

/// The depth of objects up to which optional members are made.
const DEPTH: usize = 4;

/// The largest number of values in a value, including nested ones.
const MOST: usize = 150;

struct Maker<'a> {
    types: &'a Types,
    /// The number of values that may still be made.
    left: usize,
    /// The number of types around the current one.
    within: usize,
}

impl Maker<'_> {
    fn make(&mut self, id: TypeId, depth: usize) -> Result<Value, &'static str> {
        let ty = &self.types[id];
        let shown = ty.docs.examples.iter().find(|shown| fits(self.types, id, shown));
        if let Some(shown) = shown {
            self.left = self.left.checked_sub(size(shown)).ok_or(TOO_LARGE)?;
            return Ok(shown.clone());
        }
        self.left = self.left.checked_sub(1).ok_or(TOO_LARGE)?;
        // A union may contain itself infinitely.
        if self.within > 64 {
            return Err("its values nest too deeply");
        }
        self.within += 1;
        let made = self.of_shape(id, depth);
        self.within -= 1;
        made
    }

    fn of_shape(&mut self, id: TypeId, depth: usize) -> Result<Value, &'static str> {
        match &self.types[id].shape {
            Shape::Struct(object) => self.members(object, depth).map(Value::Object),
            Shape::Enum(constants) => {
                constants.values.first().map(|first| first.wire.clone()).ok_or("it has no constants")
            }
            Shape::Union(union) => self.alternative(union, depth),
            Shape::List(_) if depth == 0 => Ok(json!([])),
            Shape::List(item) => self.make(*item, depth).map(|item| json!([item])),
            Shape::Map(_) if depth == 0 => Ok(json!({})),
            Shape::Map(of) => self.make(*of, depth - 1).map(|value| json!({ "key": value })),
            Shape::Tuple(tuple) => tuple.items.iter().map(|item| self.make(*item, depth)).collect(),
            Shape::Nullable(inner) => match self.make(*inner, depth) {
                Err(reason) if reason != TOO_LARGE => Ok(Value::Null),
                made => made,
            },
            Shape::Alias(target) => self.make(*target, depth),
            Shape::Scalar(scalar) => Ok(of_scalar(*scalar)),
            Shape::Any => Ok(json!({})),
            Shape::Never => Err("no value is allowed"),
        }
    }

    fn members(&mut self, object: &Struct, depth: usize) -> Result<Map<String, Value>, &'static str> {
        let mut members = Map::new();
        for field in &object.fields {
            let is_required = field.presence == Presence::Required;
            let is_asked_only = field.access == bindery_model::types::Access::WriteOnly;
            if !is_required && (depth == 0 || is_asked_only) {
                continue;
            }
            match self.member(field, depth.saturating_sub(1)) {
                Ok(value) => drop(members.insert(field.wire.clone(), value)),
                Err(reason) if is_required || reason == TOO_LARGE => return Err(reason),
                Err(_) => {}
            }
        }
        Ok(members)
    }

    fn member(&mut self, field: &Field, depth: usize) -> Result<Value, &'static str> {
        let default = match &field.presence {
            Presence::Defaulted(value) => Some(value),
            Presence::Required | Presence::Optional => None,
        };
        let shown = field.docs.examples.iter().chain(default).find(|shown| fits(self.types, field.ty, shown));
        match shown {
            Some(shown) => {
                self.left = self.left.checked_sub(size(shown)).ok_or(TOO_LARGE)?;
                Ok(shown.clone())
            }
            None => self.make(field.ty, depth),
        }
    }

    /// The first alternative that has a value.
    fn alternative(&mut self, union: &Union, depth: usize) -> Result<Value, &'static str> {
        let mut why = "it has no alternatives";
        for variant in &union.variants {
            match self.make(variant.ty, depth) {
                Ok(mut value) => {
                    if let (Tag::Property(name), Some(members)) = (&union.tag, value.as_object_mut()) {
                        members.extend(variant.tags.first().map(|tag| (name.clone(), json!(tag))));
                    }
                    return Ok(value);
                }
                Err(TOO_LARGE) => return Err(TOO_LARGE),
                Err(reason) => why = reason,
            }
        }
        Err(why)
    }
}

const TOO_LARGE: &str = "its smallest value is too large to show";

/// The number of values in a value, including itself.
pub(super) fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

fn of_scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean => json!(false),
        Scalar::Integer(_) => json!(1),
        Scalar::Float | Scalar::Double => json!(1.5),
        Scalar::Decimal => json!("1.5"),
        Scalar::String | Scalar::Password | Scalar::Binary => json!("text"),
        Scalar::DateTime => json!("2026-01-02T03:04:05Z"),
        Scalar::Date => json!("2026-01-02"),
        Scalar::Time => json!("03:04:05"),
        Scalar::Duration => json!("PT1H"),
        Scalar::Uuid => json!("6f9619ff-8b86-4011-b42d-00cf4fc964ff"),
        Scalar::Uri => json!("https://example.com/path"),
        Scalar::Base64 => json!("dGV4dA=="),
    }
}

fn fits_members(types: &Types, object: &Struct, members: &Map<String, Value>) -> bool {
    let is_whole = object.fields.iter().all(|field| match members.get(&field.wire) {
        None => field.presence != Presence::Required,
        Some(Value::Null) if field.presence != Presence::Required => true,
        Some(value) => fits(types, field.ty, value),
    });
    let mut others = members.iter().filter(|(name, _)| object.fields.iter().all(|field| field.wire != **name));
    is_whole
        && match object.rest {
            Rest::Open => true,
            Rest::Closed => others.next().is_none(),
            Rest::Typed(id) => others.all(|(_, value)| fits(types, id, value)),
        }
}

fn fits_scalar(scalar: Scalar, value: &Value) -> bool {
    let text = value.as_str();
    match scalar {
        Scalar::Null => value.is_null(),
        Scalar::Boolean => value.is_boolean(),
        Scalar::Integer(width) => fits_integer(width, value),
        Scalar::Float | Scalar::Double => value.is_number(),
        Scalar::String | Scalar::Password | Scalar::Binary => text.is_some(),
        Scalar::DateTime => text.is_some_and(|text| {
            let (date, time) = text.split_at_checked(10).unwrap_or_default();
            is_date(date) && is_time(time)
        }),
        Scalar::Date => text.is_some_and(is_date),
        // Users may choose their own types for these, so only the value above is sure to match.
        Scalar::Decimal | Scalar::Time | Scalar::Duration | Scalar::Uuid | Scalar::Uri | Scalar::Base64 => {
            *value == of_scalar(scalar)
        }
    }
}

fn fits_integer(width: Width, value: &Value) -> bool {
    match (value.as_i64(), width) {
        (_, Width::U64) => value.is_u64(),
        (None, _) => false,
        (Some(number), Width::I8) => i8::try_from(number).is_ok(),
        (Some(number), Width::I16) => i16::try_from(number).is_ok(),
        (Some(number), Width::I32) => i32::try_from(number).is_ok(),
        (Some(_), Width::I64) => true,
        (Some(number), Width::U8) => u8::try_from(number).is_ok(),
        (Some(number), Width::U16) => u16::try_from(number).is_ok(),
        (Some(number), Width::U32) => u32::try_from(number).is_ok(),
    }
}

/// `2026-01-28`: every month has such a day.
fn is_date(text: &str) -> bool {
    let mut numbers = text.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (numbers.next().flatten(), numbers.next().flatten(), numbers.next().flatten());
    text.len() == 10 && year > Some(0) && (Some(1)..=Some(12)).contains(&month) && (Some(1)..=Some(28)).contains(&day)
}

/// `T03:04:05Z`, with or without a fraction.
fn is_time(text: &str) -> bool {
    let Some(text) = text.strip_prefix('T').and_then(|text| text.strip_suffix('Z')) else { return false };
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut numbers = clock.split(':').map(|part| part.parse::<u16>().ok());
    let (hour, minute, second) = (numbers.next().flatten(), numbers.next().flatten(), numbers.next().flatten());
    let is_clock = clock.len() == 8 && hour.is_some_and(|hour| hour < 24) && minute.is_some_and(|minute| minute < 60);
    let is_fraction = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|digit| digit.is_ascii_digit());
    is_clock && is_fraction && second.is_some_and(|second| second < 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_believed_only_where_it_is_sure() {
        for (text, fits) in [
            ("2024-01-15T10:30:00Z", true),
            ("2024-01-15T10:30:00.123Z", true),
            ("2024-02-30T10:30:00Z", false),
            ("2024-01-15 10:30:00", false),
            ("2024-01-15T25:30:00Z", false),
            ("yesterday", false),
        ] {
            assert_eq!(fits_scalar(Scalar::DateTime, &json!(text)), fits, "{text}");
        }
    }

    #[test]
    fn a_number_has_to_have_room() {
        assert!(fits_integer(Width::I32, &json!(-7)));
        assert!(!fits_integer(Width::U8, &json!(256)));
        assert!(!fits_integer(Width::I64, &json!(1.0)));
        assert!(fits_integer(Width::U64, &json!(u64::MAX)));
    }
}
