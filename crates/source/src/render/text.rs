//! Diagnostics for people.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use super::escape::escape;
use super::excerpt::{COLUMNS, excerpt, is_cut};
use super::place::{Place, Placed};
use crate::report::{Code, Diagnostic, Severity};

/// Wide enough that the renderer does not cut our excerpts.
const TERMINAL: usize = COLUMNS + 40;

/// Every diagnostic with its source lines.
pub(super) fn whole(diagnostics: &[Placed<'_>], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(TERMINAL);
    let mut text = String::new();
    for placed in diagnostics {
        text.push_str(&renderer.render(&groups(placed)));
        text.push_str("\n\n");
    }
    text
}

/// One line for each code, sorted by id.
pub(super) fn folded(notes: &[&Diagnostic]) -> String {
    let mut counts: BTreeMap<&str, (&Code, usize)> = BTreeMap::new();
    for note in notes {
        counts.entry(note.code.id).or_insert((note.code, 0)).1 += 1;
    }
    let line = |(id, (code, count)): (&str, (&Code, usize))| {
        let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
        format!("note[{id}]: {} ({places})\n", code.title)
    };
    counts.into_iter().map(line).collect::<Vec<_>>().concat()
}

fn groups<'p>(placed: &'p Placed<'_>) -> Vec<Group<'p>> {
    let said = placed.said;
    let level = match said.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.clone().primary_title(escape(&said.message)).id(said.code.id);
    let mut groups = with_line(title, &level, placed.at.as_ref());
    if let Some(at) = placed.at.as_ref().filter(|at| !at.pointer.is_root() && at.text.as_ref().is_some_and(is_cut)) {
        let place = Level::NOTE.message(escape(&format!("the place is `{}`", at.pointer)));
        groups = match groups.pop() {
            Some(last) => groups.into_iter().chain([last.element(place)]).collect(),
            None => groups,
        };
    }
    if let Some(help) = &said.help {
        let help = Level::HELP.message(escape(help));
        groups = match groups.pop() {
            Some(last) => groups.into_iter().chain([last.element(help)]).collect(),
            None => groups,
        };
    }
    for (place, label) in &placed.notes {
        groups.extend(with_line(Level::NOTE.secondary_title(escape(label)), &Level::NOTE, Some(place)));
    }
    groups
}

/// A title and its source line.
fn with_line<'p>(title: Title<'p>, level: &Level<'p>, place: Option<&Place<'_>>) -> Vec<Group<'p>> {
    let Some(place) = place else { return vec![Group::with_title(title)] };
    let path = escape(&place.file);
    let Some(here) = &place.text else { return vec![title.element(Origin::path(path))] };
    let excerpt = excerpt(here);
    let meant = AnnotationKind::Primary.span(excerpt.span);
    let snippet = Snippet::source(excerpt.source).line_start(here.start.line).annotation(meant);
    if excerpt.is_true_to_columns {
        return vec![title.element(snippet.path(path))];
    }
    // The renderer would count columns in the excerpt, so the place comes first, and the line follows in its own group.
    let origin = Origin::path(path).line(here.start.line).char_column(here.start.column);
    vec![title.element(origin), Group::with_level(level.clone()).element(snippet)]
}
