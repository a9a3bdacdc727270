//! Which operations are taken.

use bindery_openapi::Endpoint;
use bindery_source::{Sink, nearest};

use crate::codes;
use crate::overrides::{Overrides, Patterns};
use crate::pattern::fits;

/// The endpoints that are included and not excluded. A pattern that fits none of all is told.
pub(crate) fn select<'d>(endpoints: Vec<Endpoint<'d>>, overrides: &Overrides, sink: &mut Sink) -> Vec<Endpoint<'d>> {
    let selection = &overrides.operations;
    for (section, patterns) in [("include", &selection.include), ("exclude", &selection.exclude)] {
        report_unmatched(section, patterns, &endpoints, overrides, sink);
    }
    let is_taken = |endpoint: &Endpoint<'d>| {
        (selection.include.is_empty() || fit(&selection.include, endpoint)) && !fit(&selection.exclude, endpoint)
    };
    endpoints.into_iter().filter(is_taken).collect()
}

/// A kind of pattern: its key, its patterns, and the texts of an endpoint that they may fit.
type Row<'p> = (&'static str, &'p [String], fn(&Endpoint<'_>) -> Vec<String>);

fn rows(patterns: &Patterns) -> [Row<'_>; 3] {
    [
        ("tags", &patterns.tags, |endpoint| endpoint.operation.tags.clone()),
        ("ids", &patterns.ids, |endpoint| endpoint.operation.operation_id.iter().cloned().collect()),
        ("paths", &patterns.paths, |endpoint| {
            vec![format!("{} {}", endpoint.method, endpoint.path), endpoint.path.to_owned()]
        }),
    ]
}

fn fit(patterns: &Patterns, endpoint: &Endpoint<'_>) -> bool {
    rows(patterns).iter().any(|(_, patterns, texts)| {
        let texts = texts(endpoint);
        patterns.iter().any(|pattern| texts.iter().any(|text| fits(pattern, text)))
    })
}

fn report_unmatched(
    section: &str,
    patterns: &Patterns,
    endpoints: &[Endpoint<'_>],
    overrides: &Overrides,
    sink: &mut Sink,
) {
    for (kind, patterns, texts) in rows(patterns) {
        let known: Vec<String> = endpoints.iter().flat_map(texts).collect();
        for (index, pattern) in patterns.iter().enumerate() {
            if known.iter().any(|text| fits(pattern, text)) {
                continue;
            }
            let message = match kind {
                "tags" => format!("no operation has the tag `{pattern}`"),
                "ids" => format!("no operation has the id `{pattern}`"),
                _ => format!("no operation is `{pattern}`"),
            };
            let said = sink.error(&codes::OVERRIDE_UNUSED, overrides.pattern_site(section, kind, index), message);
            match nearest(pattern, known.iter().map(String::as_str)) {
                Some(meant) => said.help(format!("did you mean `{meant}`?")),
                None => said.help("correct the entry, or remove it; `*` stands for any text"),
            };
        }
    }
}
