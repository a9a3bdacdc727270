//! No input crashes the parser, and a repaired text differs from the original only at its faults.

use bindery_source::{Files, Format, Origins, Part, Pointer, Sink, locate, parse, render, repair};

/// Lines with special meaning in YAML and JSON, valid and invalid.
const LINES: [&str; 26] = [
    "",
    "a: 1",
    "a: b: c",
    "  b: `c` d",
    "  - @x",
    "  c d: e",
    "\ta: 1",
    "- \tb:",
    "b: |",
    "  'c: d': [e,",
    "]",
    "}",
    "{\"a\": \"\\u00e4\\",
    "c: \"ä",
    "  d\" # e: f",
    "d: it's é: \"x\" \\",
    "<<: *a",
    "&a b: *a",
    "? - %x",
    ": y",
    "---",
    "...",
    "%YAML 1.2",
    "!x a: !!int y\r",
    "\u{feff}e: .nan",
    "f:\u{85}\u{2028}g: \u{1}",
];

fn texts() -> impl Iterator<Item = String> {
    let pairs = || LINES.iter().flat_map(|first| LINES.iter().map(move |second| format!("{first}\n{second}\n")));
    pairs().flat_map(|pair| LINES.iter().map(move |third| format!("{pair}{third}\n")))
}

#[test]
fn every_text_is_read_or_refused_with_a_reason() {
    let wanted = [(Pointer::root().key("a").index(0), Part::Value), (Pointer::root().key("b"), Part::Key)];
    for text in texts() {
        let mut sink = Sink::default();
        let parsed = parse("x", &text, &mut sink);
        assert!(parsed.is_some() || sink.has_errors(), "{text:?}");
        for span in locate(&text, &wanted) {
            assert!(text.get(span).is_some(), "{text:?}");
        }
        let mut files = Files::default();
        files.insert("x", text.as_str());
        let report = render(sink.diagnostics(), &files, &Origins::new("x"), Format::Text { color: false, notes: true });
        assert!(report.chars().all(|c| c == '\n' || !c.is_control()), "{text:?} is shown as {report:?}");
    }
}

#[test]
fn a_mended_text_is_the_old_one_with_quotes_and_spaces() {
    let bare = |text: &str| text.replace(['\'', '"', ' ', '\t'], "");
    for text in texts() {
        let repaired = repair(&text);
        assert_eq!(bare(&repaired.text), bare(&text), "{text:?}");
        assert_eq!(repaired.text == text, repaired.repairs.is_empty(), "{text:?}");
        assert_eq!(repaired.repairs.apply(&text), repaired.text, "{text:?}");
        for (at, character) in repaired.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let original = repaired.repairs.original(at..at);
            assert!(text[original.start..].starts_with(character), "{text:?} at {at}");
        }
    }
}

#[test]
fn a_text_that_parses_is_never_mended() {
    for text in texts().filter(|text| serde_yaml::from_str::<serde::de::IgnoredAny>(text).is_ok()) {
        assert!(repair(&text).repairs.is_empty(), "{text:?}");
    }
}
