//! Types in words, with links to those that have a page.

use bindery_model::types::{Scalar, Shape, TypeId, Width};

use crate::book::{Book, Folder};
use crate::markdown;
use bindery_model::prose;

/// Types without a name may contain each other in a cycle, so spelling stops at this depth.
const DEEPEST: usize = 8;

/// A type in one line of Markdown, with links relative to `from`.
pub(crate) fn spell(book: &Book<'_>, from: Folder, id: TypeId) -> String {
    spell_within(book, from, id, DEEPEST)
}

/// The values of a type, even if the type has a page of its own.
pub(crate) fn spell_values(book: &Book<'_>, from: Folder, id: TypeId) -> String {
    spell_shape(book, from, id, DEEPEST)
}

fn spell_within(book: &Book<'_>, from: Folder, id: TypeId, depth: usize) -> String {
    match book.types.get(&id) {
        Some(page) => markdown::link(&prose::plain(&page.title), &from.link_to(page)),
        None if depth == 0 => "…".to_owned(),
        None => spell_shape(book, from, id, depth),
    }
}

fn spell_shape(book: &Book<'_>, from: Folder, id: TypeId, depth: usize) -> String {
    let inner = |id| spell_within(book, from, id, depth - 1);
    match &book.api.types[id].shape {
        Shape::Struct(_) => "object".to_owned(),
        Shape::Enum(list) => match list.values.as_slice() {
            [only] => prose::code(&only.wire.to_string()),
            _ => "one of several values".to_owned(),
        },
        Shape::Union(union) => join(union.variants.iter().map(|variant| inner(variant.ty)), " or "),
        Shape::List(item) => format!("array of {}", inner(*item)),
        Shape::Map(value) => format!("map of {}", inner(*value)),
        Shape::Tuple(tuple) => {
            let mut items: Vec<String> = tuple.items.iter().map(|&item| inner(item)).collect();
            items.extend(tuple.rest.map(|rest| format!("any number of {}", inner(rest))));
            format!("array of {} in this order", items.join(", "))
        }
        Shape::Nullable(value) => format!("{} or null", inner(*value)),
        Shape::Alias(target) => inner(*target),
        Shape::Scalar(scalar) => spell_scalar(*scalar).to_owned(),
        Shape::Any => "any JSON value".to_owned(),
        Shape::Never => "no value".to_owned(),
    }
}

fn spell_scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Null => "null",
        Scalar::Boolean => "boolean",
        Scalar::Integer(width) => match width {
            Width::I8 => "integer (int8)",
            Width::I16 => "integer (int16)",
            Width::I32 => "integer (int32)",
            Width::I64 => "integer",
            Width::U8 => "integer (uint8)",
            Width::U16 => "integer (uint16)",
            Width::U32 => "integer (uint32)",
            Width::U64 => "integer (uint64)",
        },
        Scalar::Float => "number (float)",
        Scalar::Double => "number",
        Scalar::Decimal => "decimal number",
        Scalar::String => "string",
        Scalar::Password => "string (password)",
        Scalar::DateTime => "string (date-time)",
        Scalar::Date => "string (date)",
        Scalar::Time => "string (time)",
        Scalar::Duration => "string (duration)",
        Scalar::Uuid => "string (uuid)",
        Scalar::Uri => "string (uri)",
        Scalar::Base64 => "string (base64)",
        Scalar::Binary => "bytes",
    }
}

fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}
