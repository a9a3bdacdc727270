//! Locates diagnostics, in one pass per file.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::files::Files;
use crate::lines::{Lines, Position};
use crate::locate::locate;
use crate::origins::Origins;
use crate::pointer::{Part, Pointer, Site};
use crate::report::Diagnostic;

/// A diagnostic with its places.
pub(super) struct Placed<'a> {
    pub(super) said: &'a Diagnostic,
    pub(super) at: Option<Place<'a>>,
    /// The other places, each with its label.
    pub(super) notes: Vec<(Place<'a>, &'a str)>,
}

/// A place in a file.
pub(super) struct Place<'a> {
    pub(super) file: String,
    pub(super) pointer: Pointer,
    /// `None` for a file whose text is not available.
    pub(super) text: Option<Here<'a>>,
}

/// A place in a text.
pub(super) struct Here<'a> {
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
    pub(super) start: Position,
    pub(super) end: Position,
    /// The bytes of the line in which it starts.
    pub(super) line: Range<usize>,
}

/// Locates diagnostics.
pub(super) fn place<'a>(diagnostics: &[&'a Diagnostic], files: &'a Files, origins: &Origins) -> Vec<Placed<'a>> {
    let mut atlas = Atlas { files, maps: BTreeMap::new() };
    for said in diagnostics {
        if let Some(site) = &said.at {
            atlas.want(&origins.resolve(site), said.span.is_none());
        }
        for (site, _) in &said.notes {
            atlas.want(&origins.resolve(site), true);
        }
    }
    atlas.find(origins);
    let placed = |said: &&'a Diagnostic| Placed {
        said,
        at: said.at.as_ref().map(|site| atlas.place(&origins.resolve(site), said.span.clone())),
        notes: said
            .notes
            .iter()
            .map(|(site, label)| (atlas.place(&origins.resolve(site), None), label.as_str()))
            .collect(),
    };
    diagnostics.iter().map(placed).collect()
}

/// The files that diagnostics refer to.
struct Atlas<'a> {
    files: &'a Files,
    maps: BTreeMap<String, Map<'a>>,
}

/// The places in one file.
struct Map<'a> {
    text: &'a str,
    lines: Lines<'a>,
    spans: BTreeMap<(Pointer, Part), Range<usize>>,
}

impl<'a> Atlas<'a> {
    /// Requests a place in a file; `unknown` says whether it has to be located.
    fn want(&mut self, site: &Site, unknown: bool) {
        let Some(path) = &site.file else { return };
        let Some(text) = self.files.get(path) else { return };
        let new = || Map { text, lines: Lines::new(text), spans: BTreeMap::new() };
        let map = self.maps.entry(path.clone()).or_insert_with(new);
        if unknown {
            map.spans.insert((site.pointer.clone(), site.part), 0..0);
        }
    }

    fn find(&mut self, origins: &Origins) {
        for (path, map) in self.maps.iter_mut().filter(|(_, map)| !map.spans.is_empty()) {
            let repairs = origins.repairs(path);
            let mended = repairs.map_or(map.text.into(), |repairs| repairs.apply(map.text));
            let wanted: Vec<_> = map.spans.keys().cloned().collect();
            for (span, found) in map.spans.values_mut().zip(locate(&mended, &wanted)) {
                *span = repairs.map_or(found.clone(), |repairs| repairs.original(found));
            }
        }
    }

    fn place(&self, site: &Site, known: Option<Range<usize>>) -> Place<'a> {
        let file = site.file.clone().unwrap_or_default();
        let text = self.maps.get(&file).map(|map| {
            let found = || map.spans.get(&(site.pointer.clone(), site.part)).cloned();
            let span = known.or_else(found).unwrap_or_default();
            Here {
                text: map.text,
                start: map.lines.position(span.start),
                end: map.lines.position(span.end),
                line: map.lines.line_at(span.start),
                span,
            }
        });
        Place { file, pointer: site.pointer.clone(), text }
    }
}
