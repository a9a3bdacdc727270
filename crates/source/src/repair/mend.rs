//! The edits by which one fault is mended.

use std::ops::Range;

use super::RepairKind;
use super::line::Line;
use crate::edits::Edit;

/// What is wrong where the parser stumbled, and the edits that mend it, in the order of the text. `None` for a fault that
/// we do not know, or whose author may have meant something else.
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

/// The plain scalar that holds the colon at `offset`.
fn scalar_around(text: &str, offset: usize) -> Option<Range<usize>> {
    let line = Line::at(text, offset);
    if let Some(value) = line.value().filter(|&value| value < offset) {
        return scalar(text, value, line.column());
    }
    // The colon is the first of its line, so the scalar goes on from a line above. One word before it may as well be a
    // key that is indented too far.
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

/// The plain scalar that starts at `start` with all lines that it goes on for: those indented further than the column of
/// what holds it. `None` where it starts like something else than a plain scalar, or where one of its lines may have been
/// meant for a key.
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
    // A comma at the end tells of a flow collection around us.
    (starts_plain && !scalar.is_empty() && !text[scalar.clone()].ends_with(',')).then_some(scalar)
}

/// Puts quotes around a scalar: single ones, unless doubles save escapes.
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

/// Turns the tabs by which lines are indented into spaces, here and in every line that starts with one.
///
/// Such a line is no content of a block scalar, which is indented by spaces, and elsewhere in quotes and flow collections
/// white space at the start of a line says nothing.
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

/// The width by which a line stands as far in as a neighbour that is indented by spaces. Where there is none, any will do.
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
