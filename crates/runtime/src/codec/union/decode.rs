//! Reading unions.

use core::cmp::Reverse;

use super::Union;
use super::table::{Alternative, Alternatives, By, Tag};
use crate::codec::reader::{Kind, Score};
use crate::codec::{DecodeError, Finding, Reader, View};
use crate::drift::DriftKind;

/// [`Node::decode`](crate::Node::decode) of a union.
///
/// # Errors
/// The text is not JSON, its value does not fit the selected variant, or it fits none and the union is closed.
pub fn decode(value: &mut dyn Union, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let mut table = const { &Alternatives::best(&[]) };
    value.look(&mut |view| {
        if let View::Union(its, ..) = view {
            table = its;
        }
    });
    let union = &mut Undecided { value, table };
    let outer = reader.enter_union()?;
    let constant = table.constants.iter().find(|(_, constant)| reader.constant(constant));
    let read = match (constant, table.by) {
        (Some((unit, _)), _) => {
            reader.testify(true);
            as_variant(union, unit, reader)
        }
        (None, By::Tag(tag)) => by_tag(union, tag, reader),
        (None, By::Kind) => by_kind(union, reader),
        (None, By::Fit) if reader.is_surveying() => by_first_fit(union, reader),
        (None, By::Fit) => by_best_fit(union, reader),
    };
    reader.leave_union(outer);
    read
}

/// A union whose variant is not yet known.
struct Undecided<'u> {
    value: &'u mut dyn Union,
    table: &'static Alternatives,
}

/// Reads the next value as the variant of that name.
fn as_variant(union: &mut Undecided<'_>, variant: &str, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    match union.value.start(variant) {
        Some(value) => value.decode(reader),
        None => Ok(()),
    }
}

/// Reads the next value as the variant for unlisted values; `error` describes what the table lists.
fn as_fallback(
    union: &mut Undecided<'_>,
    reader: &mut Reader<'_>,
    error: impl FnOnce(&mut Undecided<'_>, &mut Reader<'_>) -> DecodeError,
) -> Result<(), DecodeError> {
    match union.table.fallback {
        // A default of the document foretells such values.
        Some(variant) if variant == Alternatives::OTHER && reader.is_looking_out() => {
            let start = reader.checkpoint();
            let at = reader.offset();
            let error = reader.strictly(|reader| error(union, reader));
            reader.rewind(start);
            as_variant(union, variant, reader)?;
            reader.note(at, Finding::of(DriftKind::UnknownValue, error));
            Ok(())
        }
        Some(variant) => as_variant(union, variant, reader),
        None => Err(error(union, reader)),
    }
}

fn by_tag(union: &mut Undecided<'_>, tag: &'static str, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let table = union.table;
    let start = reader.checkpoint();
    let is_there = reader.seek(tag)?;
    let is_text = is_there && reader.peek()? == Kind::String;
    let place = reader.checkpoint();
    let text = if is_text { Some(reader.string()?) } else { None };
    let variant = text.and_then(|text| table.variants.iter().find(|variant| variant.tags.contains(&&*text)));
    reader.rewind(start);
    reader.testify(variant.is_some());
    let Some(variant) = variant else {
        return as_fallback(union, reader, |_, reader| {
            let error = if is_there {
                reader.rewind(place);
                reader.mismatch(&listed(table.variants.iter().flat_map(|row| row.tags).map(|tag| format!("{tag:?}"))))
            } else {
                DecodeError::new("a required member", "nothing", reader.offset())
            };
            error.in_member(tag)
        });
    };
    match variant.tags.first() {
        Some(text) => reader.tagged(Tag { name: tag, text }, |reader| as_variant(union, variant.name, reader)),
        None => as_variant(union, variant.name, reader),
    }
}

fn by_kind(union: &mut Undecided<'_>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let table = union.table;
    let kind = kind(reader)?;
    let of = |kind: u8| table.variants.iter().find(|variant| variant.kinds & kind != 0);
    let variant = of(kind).or_else(|| if kind == Alternative::integer { of(Alternative::number) } else { None });
    match variant {
        Some(variant) => as_variant(union, variant.name, reader),
        None => as_fallback(union, reader, |_, reader| reader.mismatch(&names(table))),
    }
}

fn kind(reader: &mut Reader<'_>) -> Result<u8, DecodeError> {
    Ok(match reader.peek()? {
        Kind::Null => Alternative::null,
        Kind::Boolean => Alternative::boolean,
        Kind::Number => {
            let start = reader.checkpoint();
            let is_integer = reader.number("a number")?.is_integer();
            reader.rewind(start);
            if is_integer { Alternative::integer } else { Alternative::number }
        }
        Kind::String => Alternative::string,
        Kind::Array => Alternative::array,
        Kind::Object => Alternative::object,
    })
}

/// Inside another union's survey it only matters whether any variant fits.
fn by_first_fit(union: &mut Undecided<'_>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let table = union.table;
    let (start, score) = (reader.checkpoint(), reader.score());
    for variant in table.variants {
        if as_variant(union, variant.name, reader).is_ok() {
            return Ok(());
        }
        reader.rewind(start);
        reader.restore(score);
    }
    as_fallback(union, reader, |_, reader| reader.mismatch(""))
}

/// Tries the variants that fit according to a survey, the best first.
fn by_best_fit(union: &mut Undecided<'_>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let start = reader.checkpoint();
    let ranking = rank(union, reader);
    let mut nearest = None;
    for fit in ranking.iter().filter(|fit| fit.fits) {
        match reader.strictly(|reader| as_variant(union, fit.variant.name, reader)) {
            Ok(()) => return Ok(()),
            Err(error) => nearest.get_or_insert((fit.variant, error)),
        };
        reader.rewind(start);
        if !reader.pay()? {
            break;
        }
    }
    as_fallback(union, reader, |union, reader| {
        let table = union.table;
        // Broken JSON is not the fault of a variant.
        if let Err(error) = reader.skip() {
            return error;
        }
        reader.rewind(start);
        match nearest.or_else(|| misfit(union, ranking.first()?, reader)) {
            Some((variant, error)) if table.variants.len() > 1 => error.nearest(variant.name, &names(table)),
            Some((_, error)) => error,
            None => reader.mismatch(&names(table)),
        }
    })
}

/// The survey's result for a variant.
struct Fit {
    variant: &'static Alternative,
    fits: bool,
    score: Score,
}

/// All variants, the best first, and in the order of the document if they are equally good.
fn rank(union: &mut Undecided<'_>, reader: &mut Reader<'_>) -> Vec<Fit> {
    let mut ranking = Vec::new();
    for variant in union.table.variants {
        let (fits, score) = reader.survey(|reader| as_variant(union, variant.name, reader));
        ranking.push(Fit { variant, fits, score });
    }
    ranking.sort_by_key(|fit| Reverse((fit.fits, fit.score)));
    ranking
}

/// The reason why the nearest variant does not fit, if one is near.
fn misfit(
    union: &mut Undecided<'_>,
    nearest: &Fit,
    reader: &mut Reader<'_>,
) -> Option<(&'static Alternative, DecodeError)> {
    if nearest.score <= Score::default() {
        return None;
    }
    let error = reader.strictly(|reader| as_variant(union, nearest.variant.name, reader)).err()?;
    Some((nearest.variant, error))
}

fn names(table: &Alternatives) -> String {
    let units = table.constants.iter().map(|(_, constant)| constant.json());
    listed(table.variants.iter().map(|variant| variant.name.to_owned()).chain(units))
}

fn listed(alternatives: impl Iterator<Item = String>) -> String {
    let alternatives: Vec<String> = alternatives.collect();
    match &*alternatives {
        [only] => only.clone(),
        _ => format!("one of {}", alternatives.join(", ")),
    }
}
