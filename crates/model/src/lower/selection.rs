//! Selects operations.

use bindery_openapi::Endpoint;
use bindery_source::{Sink, nearest};

use super::grouping;
use crate::codes;
use crate::keys::Keys;
use crate::overrides::{Overrides, Patterns};
use crate::pattern::fits;

/// Splits the endpoints into the selected ones and the keys of the others. Reports patterns without a match, and an empty
/// selection.
pub(crate) fn select<'d>(
    endpoints: Vec<Endpoint<'d>>,
    overrides: &Overrides,
    sink: &mut Sink,
) -> (Vec<Endpoint<'d>>, Vec<Keys>) {
    let selection = &overrides.operations;
    let told = sink.diagnostics().len();
    for (section, patterns) in [("include", &selection.include), ("exclude", &selection.exclude)] {
        report_unmatched(section, patterns, &endpoints, overrides, sink);
    }
    let is_taken = |endpoint: &Endpoint<'d>| {
        (selection.include.is_empty() || fit(&selection.include, endpoint)) && !fit(&selection.exclude, endpoint)
    };
    let (taken, left_out): (Vec<_>, Vec<_>) = endpoints.into_iter().partition(is_taken);
    let says_enough = sink.diagnostics().len() > told;
    if taken.is_empty() && !left_out.is_empty() && !says_enough {
        let site = overrides.site(&["operations"]).on_key();
        let message = format!("none of the {} operations are selected", left_out.len());
        sink.warning(&codes::SELECTION_EMPTY, site, message).help("exclude fewer operations, or include more");
    }
    (taken, left_out.iter().map(Keys::of).collect())
}

/// A kind of pattern: its key, its patterns, and the strings of an endpoint that they are matched with.
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
            let site = overrides.pattern_site(section, kind, index);
            let unmatched = Unmatched { kind, pattern, known: &known, endpoints };
            sink.error(&codes::OVERRIDE_UNUSED, site, unmatched.message()).help(unmatched.help());
        }
    }
}

/// A pattern that matches no operation.
struct Unmatched<'p> {
    kind: &'static str,
    pattern: &'p str,
    /// The strings that patterns of this kind can match.
    known: &'p [String],
    endpoints: &'p [Endpoint<'p>],
}

impl Unmatched<'_> {
    fn message(&self) -> String {
        let pattern = self.pattern;
        match self.kind {
            "tags" if self.group().is_some() => {
                format!("no operation has the tag `{pattern}`, although a group has this name")
            }
            "tags" if self.known.is_empty() => format!("no operation has the tag `{pattern}`, or any tag at all"),
            "tags" => format!("no operation has the tag `{pattern}`"),
            "ids" => format!("no operation has the id `{pattern}`"),
            _ => format!("there is no operation `{pattern}`"),
        }
    }

    fn help(&self) -> String {
        if let Some(start) = self.group() {
            return format!("without tags, groups come from paths: write `paths: ['{start}*']`");
        }
        match nearest(self.pattern, self.known.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if self.kind == "tags" && self.known.is_empty() => "select by `paths` or `ids`".to_owned(),
            None => "correct the entry, or remove it; `*` matches any string".to_owned(),
        }
    }

    /// The path prefix of a group that has its name from paths, because its operations have no tags.
    fn group(&self) -> Option<String> {
        let names = grouping::names(self.endpoints);
        let mut groups = self.endpoints.iter().zip(&names);
        let is_meant = |(endpoint, name): &(&Endpoint<'_>, &String)| {
            endpoint.operation.tags.is_empty() && name.eq_ignore_ascii_case(self.pattern)
        };
        let (endpoint, name) = groups.find(is_meant).filter(|_| self.kind == "tags")?;
        let segments: Vec<&str> = endpoint.path.split('/').collect();
        let place = segments.iter().position(|segment| segment == name)?;
        Some(segments[..=place].join("/"))
    }
}
