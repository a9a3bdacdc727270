//! The part of a line that is shown.

use std::ops::Range;

use super::escape::escape;
use super::place::Here;

/// How many columns of a line are shown: a document may be a single line of megabytes.
pub(super) const COLUMNS: usize = 200;

/// How many of them precede the marked place.
const BEFORE: usize = 60;

/// A line as shown, and the marked bytes in it.
pub(super) struct Excerpt {
    pub(super) source: String,
    pub(super) span: Range<usize>,
    /// Whether columns in the excerpt equal those in the text.
    pub(super) is_true_to_columns: bool,
}

/// The line of a place, truncated and escaped.
pub(super) fn excerpt(here: &Here<'_>) -> Excerpt {
    let line = &here.text[here.line.clone()];
    let start = floor(line, here.span.start.saturating_sub(here.line.start));
    let end = floor(line, here.span.end.saturating_sub(here.line.start)).max(start);
    let (mut from, mut to) = (0, line.len());
    if is_cut(here) {
        from = line[..start].char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        to = line[from..].char_indices().nth(COLUMNS).map_or(to, |(at, _)| from + at);
    }
    let mut source = String::new();
    if from > 0 {
        source.push('…');
    }
    source.push_str(&escape(&line[from..start]));
    let shown_from = source.len();
    source.push_str(&escape(&line[start..end.min(to)]));
    let shown_to = source.len();
    source.push_str(&escape(&line[end.min(to)..to]));
    if to < line.len() {
        source.push('…');
    }
    let is_true_to_columns = source[..shown_from] == line[..start];
    Excerpt { source, span: shown_from..shown_to, is_true_to_columns }
}

/// Whether the line is longer than what is shown.
pub(super) fn is_cut(here: &Here<'_>) -> bool {
    here.text[here.line.clone()].chars().nth(COLUMNS).is_some()
}

fn floor(line: &str, offset: usize) -> usize {
    crate::lines::floor_char_boundary(line, offset)
}
