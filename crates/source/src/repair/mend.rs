//! The edits that repair one fault.

use std::ops::Range;

use super::RepairKind;
use super::line::Line;
use crate::edits::Edit;

/// The fault where the parser stopped, and the edits that repair it, in document order. `None` if the fault is unknown,
/// or if the author may have meant something else.
pub(super) fn mend(text: &str, offset: usize, problem: &str) -> Option<(RepairKind, Vec<Edit>)> {
    let stumbled_on = text.get(offset..)?.chars().next()?;
    if problem.starts_with("mapping values are not allowed") {
        Some((RepairKind::ColonInScalar, quote(text, scalar_around(text, offset)?)))
    } else if stumbled_on == '\t' {
        Some((RepairKind::TabIndentation, untab(text, offset)?))
    } else if "`@%".contains(stumbled_on) {
        Some((RepairKind::ReservedStart, quote(text, scalar_from(text, offset)?)))
    } else {
        None
    }
}

/// The plain scalar that contains the colon at `offset`.
fn scalar_around(text: &str, offset: usize) -> Option<Range<usize>> {
    let line = Line::at(text, offset);
    if let Some(value) = line.value().filter(|&value| value < offset) {
        return scalar(text, value, line.column());
    }
    // The colon is the first on its line, so the scalar continues from a line above. A single word before it may also
    // be a key that is indented too far.
    if line.looks_like_a_key() {
        return None;
    }
    let mut first = None;
    for above in line.above().filter(|above| !above.is_blank()) {
        if let Some(value) = above.value() {
            return scalar(text, value, above.column());
        }
        if above.ends_with_a_key() {
            return scalar(text, first?, above.column());
        }
        if let Some(dash) = above.dash() {
            return scalar(text, above.content, dash);
        }
        first = Some(above.content);
    }
    None
}

/// The plain scalar or key that starts with the reserved character at `offset`.
fn scalar_from(text: &str, offset: usize) -> Option<Range<usize>> {
    let line = Line::at(text, offset);
    if line.value() == Some(offset) {
        return scalar(text, offset, line.column());
    }
    if line.content != offset {
        return None;
    }
    if let Some(colon) = line.colon() {
        return Some(offset..colon);
    }
    let parent = line.dash().or_else(|| {
        let above = line.above().find(|above| !above.is_blank())?;
        above.ends_with_a_key().then(|| above.column())
    });
    scalar(text, offset, parent?)
}

/// The plain scalar that starts at `start`, with its continuation lines: those indented further than the column of its
/// parent. `None` if it does not start like a plain scalar, or if one of its lines may be meant as a key.
fn scalar(text: &str, start: usize, parent: usize) -> Option<Range<usize>> {
    let line = Line::at(text, start);
    let (mut end, mut commented) = line.text_end(start);
    for below in line.below() {
        if below.is_blank() {
            continue;
        }
        if commented || below.indent() <= parent || below.is_comment() {
            break;
        }
        if below.looks_like_a_key() {
            return None;
        }
        (end, commented) = below.text_end(below.start);
    }
    let scalar = start..end;
    let starts_plain = !text[start..].starts_with(['"', '\'', '[', '{', '|', '>', '*', '&', '!', '#']);
    // A comma at the end means that this is inside a flow collection.
    (starts_plain && !scalar.is_empty() && !text[scalar.clone()].ends_with(',')).then_some(scalar)
}

/// Quotes a scalar: with single quotes, unless double quotes save escapes.
fn quote(text: &str, scalar: Range<usize>) -> Vec<Edit> {
    let content = &text[scalar.clone()];
    if content.contains('\'') && !content.contains(['"', '\\']) {
        return vec![Edit::insert(scalar.start, "\""), Edit::insert(scalar.end, "\"")];
    }
    let escapes = content.match_indices('\'').map(|(at, _)| Edit::insert(scalar.start + at, "'"));
    std::iter::once(Edit::insert(scalar.start, "'"))
        .chain(escapes)
        .chain(std::iter::once(Edit::insert(scalar.end, "'")))
        .collect()
}

/// Replaces the tabs of the indentation with spaces, here and in every line that starts with one.
///
/// Such a line is not part of a block scalar, which is indented with spaces; in quotes and flow collections leading
/// white space has no meaning.
fn untab(text: &str, offset: usize) -> Option<Vec<Edit>> {
    let stumbled = Line::at(text, offset);
    if offset >= stumbled.start + stumbled.margin().len() {
        return None;
    }
    let spaces = " ".repeat(tab_width(&stumbled));
    let indented = Line::all(text).filter(|line| line.margin().starts_with('\t') || line.start == stumbled.start);
    let edit = |line: Line<'_>| {
        let margin = line.margin();
        Edit { at: line.start..line.start + margin.len(), text: margin.replace('\t', &spaces) }
    };
    Some(indented.map(edit).collect())
}

/// The tab width that aligns a line with a neighbour indented with spaces. Without such a neighbour, any width will do.
fn tab_width(line: &Line<'_>) -> usize {
    let by_spaces = |line: &Line<'_>| !line.is_blank() && !line.margin().contains('\t');
    let above = line.above().find(by_spaces);
    let below = line.below().find(by_spaces);
    let tabs = line.margin().matches('\t').count();
    let indent = |width: usize| line.margin().len() - tabs + tabs * width;
    [2, 4, 8]
        .into_iter()
        .find(|&width| above.iter().chain(&below).any(|neighbour| neighbour.indent() == indent(width)))
        .unwrap_or(2)
}
