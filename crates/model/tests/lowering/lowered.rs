//! A small document, its meaning, and its diagnostics.

use std::collections::BTreeMap;
use std::fmt::Write;

use bindery_model::{Overrides, dump, lower};
use bindery_openapi::Read;
use bindery_source::{Pointer, Severity, Sink, parse};

/// The result of lowering a document.
pub(crate) struct Lowered {
    text: String,
    said: Vec<String>,
}

/// Lowers a document with these `components.schemas`. Only its types are compared.
pub(crate) fn types(schemas: &str) -> Lowered {
    let mut document =
        String::from("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n");
    for line in schemas.lines() {
        let _ = writeln!(document, "    {line}");
    }
    document_below(&document, &Overrides::default(), Pointer::parse("/components").as_ref())
}

/// Lowers a document with these members beside `openapi` and `info`.
pub(crate) fn document(members: &str) -> Lowered {
    with_overrides(members, &Overrides::default())
}

/// The same with a `bindery.yaml`.
pub(crate) fn with_overrides(members: &str, overrides: &Overrides) -> Lowered {
    let text = format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\n{members}");
    document_below(&text, overrides, None)
}

fn document_below(text: &str, overrides: &Overrides, only: Option<&Pointer>) -> Lowered {
    let mut sink = Sink::default();
    let parsed = parse("openapi.yaml", text, &mut sink).expect("the test's YAML is right");
    let Read::Document(document) = bindery_openapi::read(parsed.value, &BTreeMap::new(), &mut sink) else {
        panic!("the test's document is refused: {:?}", sink.diagnostics());
    };
    // Diagnostics of earlier stages are tested there.
    let mut sink = Sink::default();
    let api = lower(&document, overrides, &mut sink);
    let said = sink.diagnostics().iter().map(|diagnostic| {
        let severity = match diagnostic.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let at = diagnostic.at.as_ref().expect("everything is said at a place");
        let file = at.file.as_deref().unwrap_or_default();
        format!("{severity} {} {file}#{}", diagnostic.code.id, at.pointer)
    });
    Lowered { text: dump(&api, only), said: said.collect() }
}

/// Whether the first operation's pages always have their list.
pub(crate) fn is_list_required(members: &str) -> Option<bool> {
    let text = format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\n{members}");
    let mut sink = Sink::default();
    let parsed = parse("openapi.yaml", &text, &mut sink).expect("the test's YAML is right");
    let Read::Document(document) = bindery_openapi::read(parsed.value, &BTreeMap::new(), &mut sink) else {
        return None;
    };
    let api = lower(&document, &Overrides::default(), &mut sink);
    api.operations.first()?.paging.as_ref().map(|paging| paging.is_list_required)
}

impl Lowered {
    /// Asserts that the dump has these consecutive lines.
    #[track_caller]
    pub(crate) fn is(&self, expected: &str) -> &Self {
        let expected = expected.trim();
        let from = expected.lines().next().and_then(|first| self.text.lines().position(|line| line == first));
        let lines: Vec<_> = self.text.lines().skip(from.unwrap_or(0)).take(expected.lines().count()).collect();
        assert_eq!(lines.join("\n"), expected, "\nthe whole text:\n{}", self.text);
        self
    }

    /// Asserts that the dump has this line.
    #[track_caller]
    pub(crate) fn has(&self, line: &str) -> &Self {
        assert!(self.text.lines().any(|known| known.trim() == line), "{line}\nis not in\n{}", self.text);
        self
    }

    /// Asserts that the dump does not have this line.
    #[track_caller]
    pub(crate) fn lacks(&self, line: &str) -> &Self {
        assert!(self.text.lines().all(|known| known.trim() != line), "{line}\nis in\n{}", self.text);
        self
    }

    /// Asserts all diagnostics: severity, code and place.
    #[track_caller]
    pub(crate) fn says(&self, expected: &[&str]) -> &Self {
        assert_eq!(self.said, expected, "\n{}", self.text);
        self
    }
}
